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
use crate::store::{Asked, Result, Store, StoreError, Writing};

/// Packs that are read at once.
const PACKS: u32 = 1_000;

/// The digest of an office once these records of it, with their heads before, have others.
pub(crate) fn after<'a>(
    mut digest: Digest,
    records: impl IntoIterator<Item = (RecordId, &'a [ChangeHash], &'a [ChangeHash])>,
) -> Digest {
    for (record, before, after) in records {
        digest.toggle(record, before);
        digest.toggle(record, after);
    }
    digest
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
    let asked = Asked::records(records.keys().copied());
    let mut known = transaction.find(&asked).await?.records;
    if known.len() != asked.records.len() {
        return Err(StoreError::Damaged("record"));
    }
    for record in &mut known {
        record.heads = records.remove(&record.id).into_iter().flatten().collect();
        digest.toggle(record.id, &record.heads);
    }
    transaction
        .put(Writing {
            records: &known,
            digests: &[(office, digest)],
            ..Writing::default()
        })
        .await?;
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
