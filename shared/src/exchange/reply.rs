//! A reply on the wire: a head, and parts that are each of use as soon as they have come.
//!
//! The body is a CBOR sequence (RFC 8742) of byte strings. The first is the [`Head`], signed by the hub. Each one after it is a
//! [`Part`]: updates, and the cursor that follows them. The head names the hash of the first part and each part that of the
//! next, so one signature vouches for all of them. The parts are stretches of one Brotli stream (RFC 7932), flushed at the end
//! of each: later parts are compressed by what the earlier ones said, and a connection that is cut loses only the part that
//! was on its way. Over the next connection the stream goes on, where the hub still has it: under a new head, with the part
//! after the last one that came.

mod parts;
mod reader;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use serde_bytes::{ByteArray, ByteBuf};

pub use self::{
    parts::Parts,
    reader::{Reader, Received, ReplyError, Unfinished},
};
use super::{Cursor, Update, Verdict};
use crate::{digest::DigestBytes, ids::RecordId, pack::Hash};

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

fn is_empty(bytes: &ByteBuf) -> bool {
    bytes.is_empty()
}

fn hash(part: &[u8]) -> PartHash {
    let mut short = [0; 16];
    short.copy_from_slice(&blake3::hash(part).as_bytes()[..16]);
    PartHash::new(short)
}
