//! Compaction: each record of an office with its whole history in one document, for the devices that are new in it. The packs
//! stay in the feed: they hold the signatures.

use std::collections::BTreeMap;

use satchel_shared::{
    document::{Actor, Document, guarded},
    exchange::{Snapshot, Update},
    ids::{DeviceId, OfficeId, RecordId},
    limits::{EXCHANGE_BYTES, EXPANDED_BYTES},
    pack::Pack,
    schema::Kind,
    wire,
};
use serde_bytes::ByteBuf;

use super::Audience;
use crate::{
    hub::Hub,
    store::{KeptSnapshot, Result, StoreError},
};

/// Packs that are taken into snapshots at once.
const PACKS: u32 = 256;
/// The largest document that is handed out as a snapshot: as an update it is no larger than devices read.
const DOCUMENT_BYTES: usize = EXPANDED_BYTES - (1 << 10);

/// Brings the snapshots of an office's records up to date; gives the feed's position up to which they are. They grow while others
/// write: only to keep them takes the one transaction that writes.
pub(super) async fn compact(hub: &Hub, office: OfficeId) -> Result<u64> {
    let (audience, store) = ([Audience::Office(office)], hub.store());
    loop {
        let from = store.compacted(office).await?;
        let places = store.places(&audience, from, PACKS).await?;
        let Some(last) = places.last() else {
            return Ok(from);
        };
        let positions: Vec<u64> = places
            .iter()
            .filter(|place| place.not_for.is_some())
            .map(|place| place.position)
            .collect();
        let bodies = store.bodies(&positions).await?;
        let mut records: BTreeMap<RecordId, Growing> = BTreeMap::new();
        for (position, body) in positions.into_iter().zip(bodies) {
            let bytes = pack_bytes(&body)?;
            let record = Pack::record_of(&bytes).map_err(|_| damaged())?;
            let growing = records.entry(record).or_default();
            growing.packs.push(bytes);
            growing.position = position;
        }
        for (record, growing) in &mut records {
            growing.known = store.snapshot(*record).await?;
        }
        let id = hub.id();
        let grow = move || {
            let grown = records
                .into_iter()
                .filter_map(|(record, growing)| growing.grow(record, office, id).transpose());
            grown.collect::<Result<Vec<KeptSnapshot>>>()
        };
        let snapshots = hub.work(grow).await??;
        let mut transaction = store.begin().await?;
        if transaction.compacted(office).await? != from {
            // Another one has done it meanwhile.
            continue;
        }
        for snapshot in snapshots {
            transaction.put_snapshot(&snapshot).await?;
        }
        transaction.set_compacted(office, last.position).await?;
        transaction.commit().await?;
    }
}

/// A record's snapshot, and the packs that came since.
#[derive(Default)]
struct Growing {
    known: Option<KeptSnapshot>,
    packs: Vec<ByteBuf>,
    /// Of the last pack.
    position: u64,
}

impl Growing {
    /// The record with all packs that fit it. One that does not was signed by a device of the office all the same: it stays in
    /// the feed, and keeps nobody from the others.
    fn grow(mut self, record: RecordId, office: OfficeId, hub: DeviceId) -> Result<Option<KeptSnapshot>> {
        let actor = Actor {
            device: hub,
            generation: 0,
        };
        let known = self.known.take().map(|known| read(&known)).transpose()?;
        let grown = with_those_that_fit(known, &self.packs, actor, record);
        let Some((kind, document)) = grown.map_err(|_| damaged())? else {
            return Ok(None);
        };
        Ok(Some(KeptSnapshot {
            record,
            office,
            position: self.position,
            body: wire::to_cbor(&Update::Snapshot(Snapshot {
                record,
                kind,
                office,
                document,
            })),
        }))
    }
}

fn read(known: &KeptSnapshot) -> Result<(Kind, ByteBuf)> {
    match wire::from_cbor(&known.body, EXPANDED_BYTES, "a snapshot") {
        Ok(Update::Snapshot(Snapshot { kind, document, .. })) => Ok((kind, document)),
        Ok(_) | Err(_) => Err(StoreError::Damaged("snapshot")),
    }
}

/// A record's document, if there is one yet.
type Grown = Option<(Kind, ByteBuf)>;

/// The document with these packs but for those that do not fit it, which are found by halves: one among many costs a few
/// attempts, and not one for each.
fn with_those_that_fit(
    known: Grown,
    packs: &[ByteBuf],
    actor: Actor,
    record: RecordId,
) -> std::result::Result<Grown, String> {
    match (with_packs(known.as_ref(), packs, actor), packs) {
        (Ok(grown), _) => Ok(grown),
        (Err(error), []) => Err(error),
        (Err(error), [_]) => {
            tracing::warn!(%record, error, "a pack is left out of the snapshot");
            with_packs(known.as_ref(), &[], actor)
        }
        (Err(_), _) => {
            let (earlier, later) = packs.split_at(packs.len() / 2);
            let known = with_those_that_fit(known, earlier, actor, record)?;
            with_those_that_fit(known, later, actor, record)
        }
    }
}

/// The document once these packs are in it, or why they do not fit.
fn with_packs(known: Option<&(Kind, ByteBuf)>, packs: &[ByteBuf], actor: Actor) -> std::result::Result<Grown, String> {
    let grow = || {
        let mut document = match known {
            None => None,
            Some((kind, document)) => Some(Document::load(*kind, actor, document, []).map_err(told)?),
        };
        for bytes in packs {
            let (pack, changes) = Pack::reopen(bytes).map_err(told)?;
            let document = document.get_or_insert_with(|| Document::new(pack.kind, actor));
            document.apply(&changes).map_err(told)?;
        }
        let Some(mut document) = document else {
            return Ok(None);
        };
        let (kind, snapshot) = (document.kind(), document.snapshot());
        if snapshot.len() > DOCUMENT_BYTES {
            return Err(format!("the document would have {} bytes", snapshot.len()));
        }
        Document::load(kind, actor, &snapshot, []).map_err(told)?;
        Ok(Some((kind, ByteBuf::from(snapshot))))
    };
    guarded(grow).unwrap_or_else(|| Err("its operations contradict each other".to_owned()))
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

pub(super) fn pack_bytes(body: &[u8]) -> Result<ByteBuf> {
    match wire::from_cbor(body, EXCHANGE_BYTES, "an entry") {
        Ok(Update::Pack(bytes)) => Ok(bytes),
        Ok(_) | Err(_) => Err(damaged()),
    }
}

fn damaged() -> StoreError {
    StoreError::Damaged("pack")
}
