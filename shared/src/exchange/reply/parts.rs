//! Parts, written once: each can go over the wire again after those that came.

use std::io::Write;

use brotli::CompressorWriter;
use serde_bytes::ByteBuf;

use super::{Head, Part, PartHash, hash};
use crate::{
    exchange::Cursor,
    seal::{Key, Purpose},
    wire,
};

/// The smallest and the largest window, as powers of two (RFC 7932, section 9.1). For a smaller one the library lays out a table
/// of 32 MB at the qualities that are used here.
const WINDOWS: (u32, u32) = (17, 22);
const BUFFER_BYTES: usize = 4 << 10;

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
        // Most replies have none: they are spared the encoder's tables.
        if parts.is_empty() {
            return Self::default();
        }
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
        let mut stream = CompressorWriter::new(Vec::new(), BUFFER_BYTES, wire::quality(all), window);
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

pub(super) fn framed(bytes: Vec<u8>) -> Vec<u8> {
    wire::to_cbor(&ByteBuf::from(bytes))
}
