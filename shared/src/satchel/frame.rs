//! Pieces in a row of bytes, and how they are found again where some bytes are damaged.
//!
//! A piece is eight bytes that begin every piece, four of its content's length (the highest first), the first 16 of the BLAKE3
//! hash of its content, the first four of the hash of all these, and its content. What is before a beginning, or is no piece as
//! it says, is damage; the next piece is looked for right behind the beginning of the damaged one.

use super::{Envelope, envelope};
use crate::{
    limits::{SATCHEL_PIECE_BYTES, SATCHEL_SEARCHED_PIECES},
    wire,
};

/// The first byte is no text's, so that nobody takes a satchel for one.
const BEGINNING: [u8; 8] = *b"\x8bSATCHEL";
const LENGTH_AT: usize = BEGINNING.len();
const HASH_AT: usize = LENGTH_AT + 4;
const CHECK_AT: usize = HASH_AT + 16;
/// Where the content begins.
const HEAD_BYTES: usize = CHECK_AT + 4;

/// The bytes of a piece.
#[must_use]
pub fn write(envelope: &Envelope) -> Vec<u8> {
    let content = wire::to_cbor(envelope);
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    let mut bytes = Vec::with_capacity(HEAD_BYTES + content.len());
    bytes.extend_from_slice(&BEGINNING);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(&blake3::hash(&content).as_bytes()[..16]);
    let check = blake3::hash(&bytes);
    bytes.extend_from_slice(&check.as_bytes()[..4]);
    bytes.extend(content);
    bytes
}

/// What is in a file of pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    Piece(Envelope),
    /// Bytes in a row that are no piece.
    Damaged {
        at: u64,
        bytes: u64,
    },
}

/// Finds pieces while the bytes come; holds no more of them than one piece.
#[derive(Debug, Default)]
pub struct Reader {
    buffer: Vec<u8>,
    /// How many bytes came before the buffer.
    before: u64,
    /// Where the damage began that ends where the buffer is read up to.
    damaged_from: Option<u64>,
    /// Pieces that said one thing and were another.
    broken: u32,
}

/// What stands at one place of the buffer.
enum Here {
    /// Of this many bytes.
    Piece(Envelope, usize),
    /// This many bytes are none.
    Damage(usize),
    /// More must come.
    Unsure,
}

impl Reader {
    /// Takes the next bytes, of any number, and gives what they complete.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Found> {
        self.buffer.extend_from_slice(bytes);
        self.read(false)
    }

    /// Nothing more comes; gives what is left.
    #[must_use]
    pub fn end(mut self) -> Vec<Found> {
        let mut found = self.read(true);
        self.note_damage(self.before, &mut found);
        found
    }

    fn read(&mut self, is_end: bool) -> Vec<Found> {
        let mut found = Vec::new();
        let mut read = 0;
        while read < self.buffer.len() {
            let at = self.before + read as u64;
            match self.here(read, is_end) {
                Here::Piece(envelope, bytes) => {
                    self.note_damage(at, &mut found);
                    found.push(Found::Piece(envelope));
                    read += bytes;
                }
                Here::Damage(bytes) => {
                    self.damaged_from.get_or_insert(at);
                    read += bytes;
                }
                Here::Unsure => break,
            }
        }
        self.buffer.drain(..read);
        self.before += read as u64;
        found
    }

    fn note_damage(&mut self, until: u64, found: &mut Vec<Found>) {
        if let Some(at) = self.damaged_from.take() {
            let bytes = until - at;
            found.push(Found::Damaged { at, bytes });
        }
    }

    fn here(&mut self, read: usize, is_end: bool) -> Here {
        let rest = self.buffer.get(read..).unwrap_or_default();
        let Some(head) = rest.first_chunk::<HEAD_BYTES>() else {
            return match (is_end, next_beginning(rest, 0)) {
                (true, _) => Here::Damage(rest.len()),
                (false, 0) => Here::Unsure,
                (false, next) => Here::Damage(next),
            };
        };
        let next = || Here::Damage(next_beginning(rest, 1));
        let Some(length) = content_length(head) else {
            return next();
        };
        let whole = HEAD_BYTES + length;
        let Some(content) = rest.get(HEAD_BYTES..whole) else {
            return if is_end { next() } else { Here::Unsure };
        };
        if blake3::hash(content).as_bytes()[..16] == head[HASH_AT..CHECK_AT]
            && let Ok(envelope) = envelope(content)
        {
            return Here::Piece(envelope, whole);
        }
        self.broken = self.broken.saturating_add(1);
        if self.broken > SATCHEL_SEARCHED_PIECES {
            // Nobody damages so many by chance: to look inside of each would take for ever.
            return Here::Damage(whole);
        }
        next()
    }
}

/// What a head says of the length, where it is a head.
fn content_length(head: &[u8; HEAD_BYTES]) -> Option<usize> {
    let (said, check) = head.split_at(CHECK_AT);
    if !said.starts_with(&BEGINNING) || blake3::hash(said).as_bytes()[..4] != *check {
        return None;
    }
    let length = said.get(LENGTH_AT..HASH_AT)?.try_into().ok()?;
    let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
    (length <= SATCHEL_PIECE_BYTES).then_some(length)
}

/// Where the next piece may begin, from `from` on: also where the bytes end amid a beginning.
fn next_beginning(bytes: &[u8], from: usize) -> usize {
    let may_begin = |at: &usize| {
        let rest = bytes.get(*at..).unwrap_or_default();
        let compared = rest.len().min(BEGINNING.len());
        rest[..compared] == BEGINNING[..compared]
    };
    (from..bytes.len()).find(may_begin).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests;
