//! Compaction: each record of an office with its whole history in one document, for the devices that are new in it. The packs
//! stay in the feed: they hold the signatures.

use std::collections::BTreeMap;

use satchel_shared::{
    document::{Actor, Document},
    exchange::{Snapshot, Update},
    ids::{DeviceId, OfficeId, RecordId},
    limits::EXCHANGE_BYTES,
    pack::Pack,
    wire,
};
use serde_bytes::ByteBuf;

use super::Audience;
use crate::{
    hub::Hub,
    store::{KeptSnapshot, Result, StoreError},
};

/// Packs that are taken into snapshots in one transaction: others wait no longer than it takes.
const PACKS: u32 = 256;

/// Brings the snapshots of an office's records up to date; gives the feed's position up to which they are.
pub(super) async fn compact(hub: &Hub, office: OfficeId) -> Result<u64> {
    let audience = [Audience::Office(office)];
    loop {
        let known = hub.store().compacted(office).await?;
        if hub.store().places(&audience, known, 1).await?.is_empty() {
            return Ok(known);
        }
        let mut transaction = hub.store().begin().await?;
        // Another one may have done it meanwhile.
        let from = transaction.compacted(office).await?;
        let places = hub.store().places(&audience, from, PACKS).await?;
        let Some(last) = places.last() else {
            continue;
        };
        let positions: Vec<u64> = places
            .iter()
            .filter(|place| place.not_for.is_some())
            .map(|place| place.position)
            .collect();
        let bodies = hub.store().bodies(&positions).await?;
        let mut records: BTreeMap<RecordId, Growing> = BTreeMap::new();
        for (position, body) in positions.into_iter().zip(bodies) {
            let bytes = pack_bytes(&body)?;
            let record = Pack::record_of(&bytes).map_err(|_| damaged())?;
            let growing = records.entry(record).or_default();
            growing.packs.push(bytes);
            growing.position = position;
        }
        for (record, growing) in &mut records {
            growing.known = transaction.snapshot(*record).await?;
        }
        let id = hub.id();
        let work = move || {
            let grown = records
                .into_iter()
                .map(|(record, growing)| growing.grow(record, office, id));
            grown.collect::<Result<Vec<KeptSnapshot>>>()
        };
        let snapshots = tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| StoreError::Unavailable(Box::new(error)))??;
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
    fn grow(self, record: RecordId, office: OfficeId, hub: DeviceId) -> Result<KeptSnapshot> {
        let actor = Actor {
            device: hub,
            generation: 0,
        };
        let mut document = match &self.known {
            None => None,
            Some(known) => {
                let update = wire::from_cbor(&known.body, EXCHANGE_BYTES, "a snapshot");
                let Ok(Update::Snapshot(Snapshot { kind, document, .. })) = update else {
                    return Err(StoreError::Damaged("snapshot"));
                };
                let document = Document::load(kind, actor, &document, []);
                Some(document.map_err(|_| StoreError::Damaged("snapshot"))?)
            }
        };
        for bytes in self.packs {
            let (pack, changes) = Pack::reopen(&bytes).map_err(|_| damaged())?;
            document
                .get_or_insert_with(|| Document::new(pack.kind, actor))
                .apply(&changes)
                .map_err(|_| damaged())?;
        }
        let mut document = document.ok_or_else(damaged)?;
        let snapshot = Snapshot {
            record,
            kind: document.kind(),
            office,
            document: ByteBuf::from(document.snapshot()),
        };
        Ok(KeptSnapshot {
            record,
            office,
            position: self.position,
            body: wire::to_cbor(&Update::Snapshot(snapshot)),
        })
    }
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
