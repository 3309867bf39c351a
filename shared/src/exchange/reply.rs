//! A reply on the wire: a head, and parts that are each of use as soon as they have come.
//!
//! The body is a CBOR sequence (RFC 8742) of byte strings. The first is the [`Head`], signed by the hub. Each one after it is a
//! [`Part`]: updates, and the cursor that follows them. The head names the hash of the first part and each part that of the
//! next, so one signature vouches for all of them. The parts are stretches of one Brotli stream (RFC 7932), flushed at the end
//! of each: later parts are compressed by what the earlier ones said, and a connection that is cut loses only the part that
//! was on its way. Over the next connection the stream goes on, where the hub still has it: under a new head, with the part
//! after the last one that came.

use std::io::Write;

use brotli::{CompressorWriter, DecompressorWriter};
use serde::{Deserialize, Serialize};
use serde_bytes::{ByteArray, ByteBuf};

use super::{Cursor, GoesOn, MessageError, Update, Verdict};
use crate::{
    digest::DigestBytes,
    ids::RecordId,
    limits::{EXCHANGE_BYTES, EXPANDED_PART_BYTES},
    pack::Hash,
    seal::{Key, PublicKey, Purpose, Sealed},
    wire::{self, WireError},
};

/// Brotli's quality, of 0 to 11: what the hub's processor pays for a byte less on the link.
const QUALITY: u32 = 9;
/// The smallest and the largest window, as powers of two (RFC 7932, section 9.1).
const WINDOWS: (u32, u32) = (16, 22);
const BUFFER_BYTES: usize = 4 << 10;

/// What the hub says to a request, before any update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The counter of the request that this answers.
    #[serde(rename = "n")]
    pub counter: u64,
    /// One for each pack of the request, in its order.
    #[serde(rename = "p", default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<Verdict>,
    /// One for each decision of the request, in its order.
    #[serde(rename = "e", default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Verdict>,
    /// Where to go on from, where it moved and no part follows.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// Whether the feed holds more for this device than this reply.
    #[serde(rename = "m", default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
    /// The digest of what the hub has of the office's records, where this reply brings all that is new.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<DigestBytes>,
    /// The numbers of those buckets that differ, a byte each.
    #[serde(rename = "b", default, skip_serializing_if = "is_empty")]
    pub differing: ByteBuf,
    /// What the hub has of the records in those buckets.
    #[serde(rename = "k", default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<Known>,
    /// By which the device moves attached files, where it asked for one. Only the hub can read it.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub token: Option<ByteBuf>,
    /// Whether the parts are the rest of the reply that was cut.
    #[serde(rename = "g", default, skip_serializing_if = "std::ops::Not::not")]
    pub goes_on: bool,
    /// The hub's time, milliseconds since 1970.
    #[serde(rename = "t")]
    pub at: i64,
    /// The part that follows.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub next: Option<PartHash>,
}

/// A record's heads at the hub.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    #[serde(rename = "r")]
    pub record: RecordId,
    #[serde(rename = "h")]
    pub heads: Vec<Hash>,
}

/// The first 16 bytes of the BLAKE3 hash of a part's CBOR.
pub type PartHash = ByteArray<16>;

/// Updates, and where the device stands once it has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    #[serde(rename = "u")]
    pub updates: Vec<Update>,
    #[serde(rename = "c")]
    pub cursor: Cursor,
    /// The part that follows.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    next: Option<PartHash>,
}

impl Part {
    #[must_use]
    pub fn new(updates: Vec<Update>, cursor: Cursor) -> Self {
        Self {
            updates,
            cursor,
            next: None,
        }
    }
}

/// The parts of a reply as they go over the wire.
#[derive(Debug, Clone, Default)]
pub struct Parts(Vec<WrittenPart>);

#[derive(Debug, Clone)]
struct WrittenPart {
    hash: PartHash,
    bytes: Vec<u8>,
    cursor: Cursor,
}

impl Parts {
    #[must_use]
    pub fn new(parts: Vec<Part>) -> Self {
        let mut chain = Vec::with_capacity(parts.len());
        let mut next = None;
        for mut part in parts.into_iter().rev() {
            part.next = next;
            let bytes = wire::to_cbor(&part);
            let hash = hash(&bytes);
            chain.push((hash, bytes, part.cursor));
            next = Some(hash);
        }
        let all: usize = chain.iter().map(|(_, bytes, _)| bytes.len()).sum();
        let window = (usize::BITS - all.leading_zeros()).clamp(WINDOWS.0, WINDOWS.1);
        let mut stream = CompressorWriter::new(Vec::new(), BUFFER_BYTES, QUALITY, window);
        let written = chain.into_iter().rev().map(|(hash, bytes, cursor)| {
            if let Err(error) = stream.write_all(&bytes).and_then(|()| stream.flush()) {
                unreachable!("a vector does not fail to be written: {error}");
            }
            let bytes = framed(std::mem::take(stream.get_mut()));
            WrittenPart { hash, bytes, cursor }
        });
        Self(written.collect())
    }

    /// How many bytes they are.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.0.iter().map(|part| part.bytes.len()).sum()
    }

    /// Whether a device that has so many of them stands at this cursor.
    #[must_use]
    pub fn leave_at(&self, parts: usize, cursor: &Cursor) -> bool {
        let last = parts.checked_sub(1).and_then(|last| self.0.get(last));
        last.is_some_and(|part| part.cursor == *cursor)
    }

    /// The bytes of a reply with those parts that come after so many others.
    #[must_use]
    pub fn reply(&self, mut head: Head, after: usize, key: &Key) -> Vec<u8> {
        let parts = self.0.get(after..).unwrap_or_default();
        head.next = parts.first().map(|part| part.hash);
        let mut body = framed(key.seal(Purpose::ExchangeReply, wire::to_cbor(&head)));
        for part in parts {
            body.extend_from_slice(&part.bytes);
        }
        body
    }
}

/// What came of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    Head(Head),
    Part(Part),
}

/// Why a reply, or the rest of one, is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    #[error("another hub signed it")]
    OtherHub,
    #[error(transparent)]
    Message(#[from] MessageError),
    #[error("a part is not the one that was announced")]
    NotAnnounced,
    #[error("something follows the last part")]
    TooMuch,
}

impl From<WireError> for ReplyError {
    fn from(error: WireError) -> Self {
        Self::Message(error.into())
    }
}

/// Reads a reply while it comes.
pub struct Reader {
    hub: PublicKey,
    /// What came of the next byte string.
    buffer: Vec<u8>,
    awaited: Awaited,
    /// Of the reply that was cut, until it is certain whether it goes on.
    earlier: Option<Unfinished>,
    stream: Stream,
}

/// A reply that was cut, with what its next part is compressed by.
#[derive(Debug)]
pub struct Unfinished(Stream);

impl Unfinished {
    /// What the next request says of it.
    #[must_use]
    pub fn goes_on(&self) -> GoesOn {
        GoesOn {
            counter: self.0.counter,
            parts: self.0.parts,
        }
    }
}

struct Stream {
    /// Of the request that it answered first.
    counter: u64,
    /// Parts that came.
    parts: u32,
    decoder: DecompressorWriter<Expanded>,
}

impl Stream {
    fn new(counter: u64) -> Self {
        Self {
            counter,
            parts: 0,
            // The decoder hands over one buffer of what a flush gives, and keeps the rest for later: a part must fit.
            decoder: DecompressorWriter::new(Expanded::default(), EXPANDED_PART_BYTES),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Awaited {
    Head,
    Part(PartHash),
    Nothing,
}

impl Reader {
    /// Reads a reply of this hub, which may go on with one that was cut.
    #[must_use]
    pub fn new(hub: PublicKey, earlier: Option<Unfinished>) -> Self {
        Self {
            hub,
            buffer: Vec::new(),
            awaited: Awaited::Head,
            earlier,
            stream: Stream::new(0),
        }
    }

    /// The reply that came to no end, where it can go on: this one, or the one before it where nothing of this one came.
    #[must_use]
    pub fn unfinished(self) -> Option<Unfinished> {
        match self.awaited {
            Awaited::Head => self.earlier,
            Awaited::Part(_) => (self.stream.parts > 0).then_some(Unfinished(self.stream)),
            Awaited::Nothing => None,
        }
    }

    /// Takes the next bytes, of any length, and gives what they complete.
    ///
    /// # Errors
    /// [`ReplyError`]; what was given before holds, and nothing more comes of this reply.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Received>, ReplyError> {
        self.buffer.extend_from_slice(bytes);
        let mut received = Vec::new();
        let mut read = 0;
        while let Some((head, length)) = byte_string(self.buffer.get(read..).unwrap_or_default())? {
            let start = read + head;
            let Some(content) = self.buffer.get(start..start + length) else {
                break;
            };
            let next = match self.awaited {
                Awaited::Head => {
                    let head = read_head(content, &self.hub)?;
                    let next = head.next;
                    self.stream = match self.earlier.take() {
                        Some(Unfinished(stream)) if head.goes_on => stream,
                        Some(_) | None => Stream::new(head.counter),
                    };
                    received.push(Received::Head(head));
                    next
                }
                Awaited::Part(expected) => {
                    let part = read_part(&mut self.stream.decoder, content, &expected)?;
                    self.stream.parts += 1;
                    let next = part.next;
                    received.push(Received::Part(part));
                    next
                }
                Awaited::Nothing => return Err(ReplyError::TooMuch),
            };
            self.awaited = next.map_or(Awaited::Nothing, Awaited::Part);
            read = start + length;
        }
        self.buffer.drain(..read);
        Ok(received)
    }

    /// Whether all that was announced has come.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.awaited == Awaited::Nothing && self.buffer.is_empty()
    }
}

fn is_empty(bytes: &ByteBuf) -> bool {
    bytes.is_empty()
}

fn read_head(bytes: &[u8], hub: &PublicKey) -> Result<Head, ReplyError> {
    let sealed = Sealed::parse(bytes).map_err(MessageError::from)?;
    if sealed.signer() != hub.id() {
        return Err(ReplyError::OtherHub);
    }
    Ok(super::open_message(sealed, hub, Purpose::ExchangeReply, "a reply")?)
}

fn read_part(
    stream: &mut DecompressorWriter<Expanded>,
    compressed: &[u8],
    expected: &PartHash,
) -> Result<Part, ReplyError> {
    let what = "a part of a reply";
    stream
        .write_all(compressed)
        .and_then(|()| stream.flush())
        .map_err(|error| WireError::Unreadable {
            what,
            reason: error.to_string(),
        })?;
    let bytes = std::mem::take(&mut stream.get_mut().0);
    if hash(&bytes) != *expected {
        return Err(ReplyError::NotAnnounced);
    }
    Ok(wire::from_cbor(&bytes, EXPANDED_PART_BYTES, what)?)
}

/// What a part expands to, within its limit.
#[derive(Debug, Default)]
struct Expanded(Vec<u8>);

impl Write for Expanded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > EXPANDED_PART_BYTES {
            return Err(std::io::Error::other("it expands to too much"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn hash(part: &[u8]) -> PartHash {
    let mut short = [0; 16];
    short.copy_from_slice(&blake3::hash(part).as_bytes()[..16]);
    PartHash::new(short)
}

fn framed(bytes: Vec<u8>) -> Vec<u8> {
    wire::to_cbor(&ByteBuf::from(bytes))
}

/// The lengths of a byte string's head and content (RFC 8949, section 3.1, major type 2); none while its head has not come.
fn byte_string(bytes: &[u8]) -> Result<Option<(usize, usize)>, WireError> {
    let wrong = |reason: String| WireError::Unreadable {
        what: "a reply",
        reason,
    };
    let Some((first, rest)) = bytes.split_first() else {
        return Ok(None);
    };
    let width = match first {
        0x40..=0x57 => return Ok(Some((1, usize::from(first - 0x40)))),
        0x58 => 1,
        0x59 => 2,
        0x5a => 4,
        _ => return Err(wrong("no byte string of a definite length".to_owned())),
    };
    let Some(length) = rest.get(..width) else {
        return Ok(None);
    };
    let length = length.iter().fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte));
    if length > EXCHANGE_BYTES {
        return Err(WireError::TooLarge {
            bytes: length,
            limit: EXCHANGE_BYTES,
        });
    }
    Ok(Some((1 + width, length)))
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream")
            .field("counter", &self.counter)
            .field("parts", &self.parts)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader")
            .field("awaited", &self.awaited)
            .field("waiting", &self.buffer.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::Piece;

    fn key() -> Key {
        Key::from_secret(&[7; 32])
    }

    fn head() -> Head {
        Head {
            counter: 3,
            packs: vec![Verdict::Accepted],
            decisions: Vec::new(),
            cursor: None,
            more: true,
            digest: None,
            differing: ByteBuf::new(),
            known: Vec::new(),
            token: None,
            goes_on: false,
            at: 1_000,
            next: None,
        }
    }

    fn write(head: Head, parts: Vec<Part>, key: &Key) -> Vec<u8> {
        Parts::new(parts).reply(head, 0, key)
    }

    fn parts() -> Vec<Part> {
        let part = |number: u8| {
            let bytes = ByteBuf::from(vec![number; 400 * usize::from(number)]);
            let piece = Piece {
                at: 0,
                bytes,
                is_last: false,
            };
            Part::new(vec![Update::Piece(piece)], Cursor(ByteBuf::from(vec![number])))
        };
        (1..=5).map(part).collect()
    }

    fn cursors(received: &[Received]) -> Vec<u8> {
        let cursor = |it: &Received| match it {
            Received::Part(part) => part.cursor.0.first().copied(),
            Received::Head(_) => None,
        };
        received.iter().filter_map(cursor).collect()
    }

    #[test]
    fn what_came_before_a_cut_holds_wherever_the_cut_is() {
        let body = write(head(), parts(), &key());
        let mut whole = 0;
        for cut in 0..=body.len() {
            let mut reader = Reader::new(key().public(), None);
            let mut received = Vec::new();
            for byte in &body[..cut] {
                received.extend(reader.push(&[*byte]).expect("the hub's"));
            }
            let told = cursors(&received);
            assert_eq!(told, (1..=5).take(told.len()).collect::<Vec<u8>>());
            assert!(told.len() >= whole, "more bytes bring more");
            whole = told.len();
            assert_eq!(reader.is_complete(), cut == body.len());
        }
        assert_eq!(whole, 5);
    }

    #[test]
    fn a_reply_that_was_cut_goes_on_under_a_new_head_however_often() {
        let written = Parts::new(parts());
        let (mut unfinished, mut told) = (None, Vec::new());
        for counter in 3.. {
            let goes_on = unfinished.as_ref().map(Unfinished::goes_on);
            let after = goes_on.map_or(0, |it| it.parts as usize);
            assert_eq!(goes_on.map(|it| it.counter), (after > 0).then_some(3));
            let head = Head {
                counter,
                goes_on: after > 0,
                ..head()
            };
            let body = written.reply(head, after, &key());
            let mut reader = Reader::new(key().public(), unfinished.take());
            // Two connections bring a part each, and the third not even a head.
            let most = if counter == 5 { 10 } else { 300 };
            told.extend(cursors(&reader.push(&body[..most.min(body.len())]).expect("the hub's")));
            if reader.is_complete() {
                assert!(reader.unfinished().is_none());
                break;
            }
            unfinished = reader.unfinished();
        }
        assert_eq!(told, [1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_reply_that_does_not_go_on_begins_another_stream() {
        let body = write(head(), parts(), &key());
        let mut reader = Reader::new(key().public(), None);
        assert!(!cursors(&reader.push(&body[..body.len() - 3]).expect("the hub's")).is_empty());
        let other = Head { counter: 9, ..head() };
        let mut reader = Reader::new(key().public(), reader.unfinished());
        let received = reader.push(&write(other, parts(), &key())).expect("the hub's");
        assert_eq!(cursors(&received), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_flipped_bit_is_found_and_gives_no_other_part() {
        let body = write(head(), parts(), &key());
        let right = Reader::new(key().public(), None).push(&body).expect("the hub's");
        for at in 0..body.len() {
            let mut damaged = body.clone();
            damaged[at] ^= 4;
            let mut reader = Reader::new(key().public(), None);
            let mut received = Vec::new();
            for byte in &damaged {
                match reader.push(&[*byte]) {
                    Ok(more) => received.extend(more),
                    Err(_) => break,
                }
            }
            // The last bits of a flushed stretch may stand for nothing.
            assert!(right.starts_with(&received), "byte {at}");
        }
    }

    #[test]
    fn long_replies_come_whole_whether_they_compress_or_not() {
        for mask in [0x0f, 0xff] {
            let mut noise = 1_u32;
            let mut byte = || {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (noise >> 24) as u8 & mask
            };
            let parts: Vec<Part> = (0..60)
                .map(|number: u8| {
                    let bytes = (0..100 * usize::from(number)).map(|_| byte()).collect::<Vec<u8>>();
                    let piece = Piece {
                        at: 0,
                        bytes: ByteBuf::from(bytes),
                        is_last: false,
                    };
                    Part::new(vec![Update::Piece(piece)], Cursor(ByteBuf::from(vec![number])))
                })
                .collect();
            let body = write(head(), parts, &key());
            let received = Reader::new(key().public(), None).push(&body).expect("the hub's");
            assert_eq!(cursors(&received).len(), 60);
        }
    }

    #[test]
    fn another_hubs_reply_is_not_taken() {
        let body = write(head(), parts(), &Key::from_secret(&[8; 32]));
        assert_eq!(Reader::new(key().public(), None).push(&body), Err(ReplyError::OtherHub));
    }

    #[test]
    fn a_part_that_expands_to_too_much_is_refused() {
        let bytes = ByteBuf::from(vec![0; EXPANDED_PART_BYTES + 1]);
        let piece = Piece {
            at: 0,
            bytes,
            is_last: true,
        };
        let body = write(
            head(),
            vec![Part::new(vec![Update::Piece(piece)], Cursor::default())],
            &key(),
        );
        assert!(body.len() < 1_000);
        assert!(Reader::new(key().public(), None).push(&body).is_err());
    }

    #[test]
    fn nothing_follows_the_last_part() {
        let mut body = write(head(), parts(), &key());
        body.extend(framed(vec![1]));
        assert_eq!(Reader::new(key().public(), None).push(&body), Err(ReplyError::TooMuch));
    }
}
