//! A reply, read while it comes.

use std::io::Write;

use brotli::DecompressorWriter;

use super::{Head, Part, PartHash, hash};
use crate::{
    exchange::{self, GoesOn, MessageError},
    limits::{EXCHANGE_BYTES, EXPANDED_PART_BYTES},
    seal::{PublicKey, Purpose, Sealed},
    wire::{self, WireError},
};

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

fn read_head(bytes: &[u8], hub: &PublicKey) -> Result<Head, ReplyError> {
    let sealed = Sealed::parse(bytes).map_err(MessageError::from)?;
    if sealed.signer() != hub.id() {
        return Err(ReplyError::OtherHub);
    }
    Ok(exchange::open_message(sealed, hub, Purpose::ExchangeReply, "a reply")?)
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
