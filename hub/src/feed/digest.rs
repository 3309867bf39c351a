//! What the hub has of each office's records, in a digest that follows every pack; and where it differs from a device's.

use std::collections::{BTreeMap, BTreeSet};

use automerge::ChangeHash;
use satchel_shared::{
    digest::{Buckets, Digest},
    exchange::reply::Known,
    ids::{OfficeId, RecordId},
    pack::{Hash, Pack},
};

use super::{Audience, snapshots};
use crate::store::{KnownRecord, Result, Store, StoreError, Transaction};

/// Packs that are read at once.
const PACKS: u32 = 1_000;

/// Brings the digest of a record's office to the heads that the record has from now on.
pub(crate) async fn follow(
    transaction: &mut (dyn Transaction + '_),
    record: &KnownRecord,
    heads: &[ChangeHash],
) -> Result<()> {
    let mut digest = transaction.digest(record.office).await?.unwrap_or_default();
    digest.toggle(record.id, &record.heads);
    digest.toggle(record.id, heads);
    transaction.set_digest(record.office, &digest).await
}

/// Computes the digests of those offices that a hub without digests had, from their packs.
pub(crate) async fn fill(store: &dyn Store) -> Result<()> {
    for office in store.offices().await? {
        if store.digest(office.id).await?.is_none() {
            fill_office(store, office.id).await?;
        }
    }
    Ok(())
}

async fn fill_office(store: &dyn Store, office: OfficeId) -> Result<()> {
    let mut transaction = store.begin().await?;
    let mut records: BTreeMap<RecordId, BTreeSet<ChangeHash>> = BTreeMap::new();
    let mut after = 0;
    loop {
        let places = store.places(&[Audience::Office(office)], after, PACKS).await?;
        let Some(last) = places.last() else { break };
        after = last.position;
        let packs = places.iter().filter(|place| place.not_for.is_some());
        let positions: Vec<u64> = packs.map(|place| place.position).collect();
        for body in store.bodies(&positions).await? {
            let bytes = snapshots::pack_bytes(&body)?;
            let (pack, changes) = Pack::reopen(&bytes).map_err(|_| StoreError::Damaged("pack"))?;
            let heads = records.entry(pack.record).or_default();
            heads.extend(changes.iter().map(automerge::Change::hash));
            for foundation in changes.iter().flat_map(automerge::Change::deps) {
                heads.remove(foundation);
            }
        }
    }
    let mut digest = Digest::default();
    for (id, heads) in records {
        let heads: Vec<ChangeHash> = heads.into_iter().collect();
        let mut record = transaction.record(id).await?.ok_or(StoreError::Damaged("record"))?;
        digest.toggle(id, &heads);
        record.heads = heads;
        transaction.put_record(&record).await?;
    }
    transaction.set_digest(office, &digest).await?;
    transaction.commit().await
}

/// The numbers of those buckets in which a device has something else, and what the hub has of the records in them.
pub(crate) async fn differing(store: &dyn Store, office: OfficeId, theirs: &Buckets) -> Result<(Vec<u8>, Vec<Known>)> {
    let heads = store.heads(office).await?;
    let mut ours = Buckets::default();
    for (record, heads) in &heads {
        ours.toggle(*record, heads);
    }
    let buckets = ours.differing(theirs);
    let differing = heads
        .into_iter()
        .filter(|(record, _)| buckets.contains(&Buckets::of(*record)));
    let known = differing.map(|(record, heads)| Known {
        record,
        heads: heads.into_iter().map(Hash).collect(),
    });
    let known = known.collect();
    Ok((buckets, known))
}
