//! Whether device and hub have the same of an office's records, told in 16 bytes.
//!
//! Each record adds the hash of its id and its heads by exclusive or, so that a digest follows a change in a time that does not
//! grow with the records. Where two digests differ, [`Buckets`] tell in two kilobytes which 256th parts of the records do.

use automerge::ChangeHash;
use serde_bytes::ByteArray;

use crate::ids::RecordId;

const BUCKETS: usize = 256;
const BUCKET_BYTES: usize = 8;

/// The digest of some records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Digest(pub [u8; 16]);

/// A digest on the wire.
pub type DigestBytes = ByteArray<16>;

impl Digest {
    /// Adds a record with these heads, or takes it away where it is there. One without heads counts for nothing.
    pub fn toggle(&mut self, record: RecordId, heads: &[ChangeHash]) {
        for (byte, other) in self.0.iter_mut().zip(term(record, heads)) {
            *byte ^= other;
        }
    }
}

/// The digests of the records in each of 256 parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buckets(Vec<u8>);

impl Default for Buckets {
    fn default() -> Self {
        Self(vec![0; BUCKETS * BUCKET_BYTES])
    }
}

impl Buckets {
    /// The bucket of a record: by the last byte of its id, which is random.
    #[must_use]
    pub fn of(record: RecordId) -> u8 {
        record.0.as_bytes()[15]
    }

    /// Adds a record with these heads.
    pub fn toggle(&mut self, record: RecordId, heads: &[ChangeHash]) {
        let start = usize::from(Self::of(record)) * BUCKET_BYTES;
        for (byte, other) in self
            .0
            .iter_mut()
            .skip(start)
            .take(BUCKET_BYTES)
            .zip(term(record, heads))
        {
            *byte ^= other;
        }
    }

    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Reads [`Self::bytes`]; none where there are too few or too many.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        (bytes.len() == BUCKETS * BUCKET_BYTES).then(|| Self(bytes.to_vec()))
    }

    /// The numbers of those buckets that say something else in the other.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Vec<u8> {
        let pairs = self.0.chunks(BUCKET_BYTES).zip(other.0.chunks(BUCKET_BYTES));
        (0..=u8::MAX)
            .zip(pairs)
            .filter(|(_, (ours, theirs))| ours != theirs)
            .map(|(number, _)| number)
            .collect()
    }
}

fn term(record: RecordId, heads: &[ChangeHash]) -> [u8; 16] {
    let mut term = [0; 16];
    if heads.is_empty() {
        return term;
    }
    let mut heads = heads.to_vec();
    heads.sort_unstable();
    let mut hasher = blake3::Hasher::new();
    hasher.update(record.0.as_bytes());
    for head in heads {
        hasher.update(&head.0);
    }
    hasher.finalize_xof().fill(&mut term);
    term
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn record(number: u128) -> RecordId {
        RecordId(Uuid::from_u128(number))
    }

    fn heads(of: &[u8]) -> Vec<ChangeHash> {
        of.iter().map(|byte| ChangeHash([*byte; 32])).collect()
    }

    #[test]
    fn a_digest_knows_no_order_and_forgets_what_is_taken_away() {
        let (mut one, mut other) = (Digest::default(), Digest::default());
        one.toggle(record(1), &heads(&[1, 2]));
        one.toggle(record(2), &heads(&[3]));
        other.toggle(record(2), &heads(&[3]));
        other.toggle(record(1), &heads(&[2, 1]));
        assert_eq!(one, other);
        other.toggle(record(1), &heads(&[1, 2]));
        assert_ne!(one, other);
        other.toggle(record(2), &heads(&[3]));
        assert_eq!(other, Digest::default());
        other.toggle(record(3), &[]);
        assert_eq!(other, Digest::default(), "nothing is known of it");
    }

    #[test]
    fn buckets_tell_where_the_difference_is() {
        let (mut one, mut other) = (Buckets::default(), Buckets::default());
        for number in 0..300 {
            one.toggle(record(number), &heads(&[1]));
            other.toggle(record(number), &heads(&[if number == 77 { 2 } else { 1 }]));
        }
        let other = Buckets::from_slice(other.bytes()).expect("as many bytes");
        assert_eq!(one.differing(&other), [Buckets::of(record(77))]);
        assert_eq!(Buckets::from_slice(&[0; 9]), None);
    }
}
