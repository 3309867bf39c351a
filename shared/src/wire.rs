//! CBOR (RFC 8949), DEFLATE (RFC 1951) and Brotli (RFC 7932), each with its limit.
//!
//! Structs on the wire are maps with one-letter keys. A key that a version does not know is passed over, a missing one is an
//! error unless it has a default; so both ends can grow apart without losing a change.

use std::io::{Read, Write};

use brotli::{CompressorWriter, Decompressor};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde::{Serialize, de::DeserializeOwned};

/// Bytes that are not what they should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    #[error("{bytes} bytes, where {limit} are the limit")]
    TooLarge { bytes: usize, limit: usize },
    #[error("not readable as {what}: {reason}")]
    Unreadable { what: &'static str, reason: String },
}

/// How deep CBOR may nest.
const DEPTH: usize = 64;
/// From here on a message is compressed as well as it can be.
const MANY_BYTES: usize = 64 << 10;
/// Of Brotli, as a power of two (RFC 7932, section 9.1).
const WINDOW: u32 = 22;
const BUFFER_BYTES: usize = 4 << 10;

/// Brotli's quality, of 0 to 11, for a message of so many bytes. The higher ones lay out larger tables (5: 1 MB, 7: 8 MB,
/// 9: 32 MB), which costs more than to compress a few kilobytes, and saves less than a hundredth of them; of a new device's many
/// texts it saves a tenth.
pub(crate) fn quality(bytes: usize) -> u32 {
    if bytes < MANY_BYTES { 5 } else { 9 }
}

/// Writes a value as CBOR. Infallible for the types of this crate: maps of strings, numbers, bytes and lists.
#[must_use]
pub fn to_cbor<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    match ciborium::into_writer(value, &mut bytes) {
        Ok(()) => bytes,
        Err(error) => unreachable!("a wire type that CBOR cannot hold: {error}"),
    }
}

/// Reads a value from at most `limit` bytes, all of which must belong to it.
///
/// # Errors
/// [`WireError`] that names what was expected.
pub fn from_cbor<T: DeserializeOwned>(bytes: &[u8], limit: usize, what: &'static str) -> Result<T, WireError> {
    if bytes.len() > limit {
        return Err(WireError::TooLarge {
            bytes: bytes.len(),
            limit,
        });
    }
    let mut rest = bytes;
    let value =
        ciborium::de::from_reader_with_recursion_limit(&mut rest, DEPTH).map_err(|error| WireError::Unreadable {
            what,
            reason: error.to_string(),
        })?;
    if !rest.is_empty() {
        return Err(WireError::Unreadable {
            what,
            reason: format!("{} bytes too many", rest.len()),
        });
    }
    Ok(value)
}

#[must_use]
pub fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(compressed) => compressed,
        Err(error) => unreachable!("a vector does not fail to be written: {error}"),
    }
}

/// Compresses a request's whole body, for HTTP's `Content-Encoding: br` (RFC 7932): what packs say alike is said once.
#[must_use]
pub fn compress_body(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let mut encoder = CompressorWriter::new(&mut compressed, BUFFER_BYTES, quality(bytes.len()), WINDOW);
    if let Err(error) = encoder.write_all(bytes) {
        unreachable!("a vector does not fail to be written: {error}");
    }
    drop(encoder);
    compressed
}

/// Expands a request's body to at most `limit` bytes.
///
/// # Errors
/// [`WireError`] where it would be larger, or is damaged.
pub fn expand_body(bytes: &[u8], limit: usize, what: &'static str) -> Result<Vec<u8>, WireError> {
    read_to(Decompressor::new(bytes, BUFFER_BYTES), limit, what)
}

/// Expands to at most `limit` bytes, so that a few bytes cannot fill the memory.
///
/// # Errors
/// [`WireError`] where the result would be larger, or the bytes are damaged.
pub fn expand(bytes: &[u8], limit: usize, what: &'static str) -> Result<Vec<u8>, WireError> {
    read_to(DeflateDecoder::new(bytes), limit, what)
}

fn read_to(decoder: impl Read, limit: usize, what: &'static str) -> Result<Vec<u8>, WireError> {
    let mut expanded = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    decoder
        .take(most)
        .read_to_end(&mut expanded)
        .map_err(|error| WireError::Unreadable {
            what,
            reason: error.to_string(),
        })?;
    if expanded.len() > limit {
        return Err(WireError::TooLarge {
            bytes: expanded.len(),
            limit,
        });
    }
    Ok(expanded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_compressed_expands_to_itself(bytes: Vec<u8>) {
            prop_assert_eq!(expand(&compress(&bytes), bytes.len(), "bytes"), Ok(bytes.clone()));
            prop_assert_eq!(expand_body(&compress_body(&bytes), bytes.len(), "bytes"), Ok(bytes));
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes: Vec<u8>) {
            let _ = from_cbor::<crate::exchange::ExchangeRequest>(&bytes, 1 << 20, "an exchange");
            let _ = expand(&bytes, 1 << 20, "bytes");
            let _ = expand_body(&bytes, 1 << 20, "bytes");
        }
    }

    #[test]
    fn a_small_body_cannot_fill_the_memory() {
        let bomb = compress(&vec![0; 1 << 20]);
        assert!(bomb.len() < 2_000);
        let limit = 1_000;
        assert_eq!(
            expand(&bomb, limit, "a body"),
            Err(WireError::TooLarge {
                bytes: limit + 1,
                limit
            })
        );
    }

    #[test]
    fn nothing_may_follow_a_value() {
        let mut bytes = to_cbor(&7_u64);
        bytes.push(0);
        assert!(from_cbor::<u64>(&bytes, 100, "a number").is_err());
    }
}
