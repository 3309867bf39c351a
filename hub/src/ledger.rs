//! The ledger: decisions in one order, each link holding the hash of the one before.
//!
//! The rules of who may decide what are in `satchel_shared::ledger`; here is only the chain.

pub mod verify;

use satchel_shared::ids::{DeviceId, EventId, RecordId};

use crate::store::{ContentHash, Link, Result, Transaction};

/// What stands before the first link.
const START: ContentHash = [0; 32];

/// Appends a signed event as the next link.
pub(crate) async fn append(
    transaction: &mut (dyn Transaction + '_),
    at: i64,
    (record, event_id, signer): (RecordId, EventId, DeviceId),
    event: Vec<u8>,
) -> Result<Link> {
    let (number, previous) = transaction
        .last_link()
        .await?
        .map_or((0, START), |last| (last.number, last.hash));
    let number = number + 1;
    let hash = link_hash(&previous, number, at, &event);
    let link = Link {
        number,
        at,
        record,
        event_id,
        signer,
        previous,
        hash,
        event,
    };
    transaction.add_link(&link).await?;
    Ok(link)
}

/// The hash of a link: over the one before, its number, the hub's time, and the event as signed.
fn link_hash(previous: &ContentHash, number: u64, at: i64, event: &[u8]) -> ContentHash {
    let mut hasher = blake3::Hasher::new_derive_key("satchel ledger 1");
    hasher.update(previous);
    hasher.update(&number.to_be_bytes());
    hasher.update(&at.to_be_bytes());
    hasher.update(event);
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every ledger in use was hashed so.
    #[test]
    fn the_hash_of_a_link_never_alters() {
        let hash = link_hash(&START, 1, 1_800_000_000_000, b"a signed event");
        insta::assert_snapshot!(data_encoding::HEXLOWER.encode(&hash), @"15714331ca7c32e62df6ac05a571c8c86dea0649b0f1cb7db825d4365e647769");
    }
}
