//! Between SQLite's rows and the hub's own types. What does not fit was not written by this program.

use automerge::{ActorId, ChangeHash};
use satchel_shared::{
    digest::Digest,
    ids::{DeviceId, EventId, OfficeId, RecordId, VersionId},
    ledger::Standing,
    limits::EXPANDED_BYTES,
    seal::PublicKey,
    states::StateCode,
    wire,
};
use sqlx::{Row, sqlite::SqliteRow};
use uuid::Uuid;

use crate::store::{
    ChangeMark, ContentHash, Device, Invitation, KeptSnapshot, KeptVersion, KnownRecord, Link, Office, Place, Result,
    StoreError,
};

/// A number for SQLite, whose integers have a sign.
pub(super) fn integer(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(|_| StoreError::TooLarge(number))
}

pub(super) fn whole(row: &SqliteRow, column: &'static str) -> Result<u64> {
    u64::try_from(row.try_get::<i64, _>(column)?).map_err(|_| StoreError::Damaged(column))
}

/// An id, or the mark of none.
pub(super) fn or_empty(device: Option<DeviceId>) -> Vec<u8> {
    device.map(|id| id.0.to_vec()).unwrap_or_default()
}

pub(super) fn states_text(states: &[StateCode]) -> String {
    states.iter().map(StateCode::as_str).collect::<Vec<_>>().join(",")
}

pub(super) fn office(row: &SqliteRow) -> Result<Office> {
    Ok(Office {
        id: OfficeId(uuid(row, "id")?),
        name: row.try_get("name")?,
        kind: word(row, "kind")?,
        states: states(row)?,
    })
}

pub(super) fn invitation(row: &SqliteRow) -> Result<Invitation> {
    Ok(Invitation {
        hash: hash(row, "hash")?,
        office: OfficeId(uuid(row, "office")?),
        role: word(row, "role")?,
        member: row.try_get("member")?,
        expires_at: row.try_get("expires_at")?,
        used_by: device_or_none(row, "used_by")?,
    })
}

pub(super) fn device(row: &SqliteRow) -> Result<Device> {
    Ok(Device {
        id: device_or_none(row, "id")?.ok_or(StoreError::Damaged("device"))?,
        key: PublicKey::from_slice(row.try_get("key")?).map_err(|_| StoreError::Damaged("key"))?,
        office: OfficeId(uuid(row, "office")?),
        states: states(row)?,
        role: word(row, "role")?,
        member: row.try_get("member")?,
        counter: whole(row, "counter")?,
        is_revoked: row.try_get::<i64, _>("revoked_at")? != 0,
    })
}

pub(super) fn record(row: &SqliteRow) -> Result<KnownRecord> {
    let standing: &[u8] = row.try_get("standing")?;
    let standing: Standing =
        wire::from_cbor(standing, EXPANDED_BYTES, "a standing").map_err(|_| StoreError::Damaged("standing"))?;
    Ok(KnownRecord {
        id: RecordId(uuid(row, "id")?),
        kind: word(row, "kind")?,
        office: OfficeId(uuid(row, "office")?),
        standing,
        heads: heads(row)?,
    })
}

pub(super) fn heads_of_record(row: &SqliteRow) -> Result<(RecordId, Vec<ChangeHash>)> {
    Ok((RecordId(uuid(row, "id")?), heads(row)?))
}

fn heads(row: &SqliteRow) -> Result<Vec<ChangeHash>> {
    let bytes: &[u8] = row.try_get("heads")?;
    match bytes.as_chunks::<32>() {
        (heads, []) => Ok(heads.iter().copied().map(ChangeHash).collect()),
        _ => Err(StoreError::Damaged("heads")),
    }
}

pub(super) fn joined(heads: &[ChangeHash]) -> Vec<u8> {
    heads.iter().flat_map(|hash| hash.0).collect()
}

pub(super) fn office_digest(row: &SqliteRow) -> Result<Digest> {
    let bytes: &[u8] = row.try_get("digest")?;
    bytes.try_into().map(Digest).map_err(|_| StoreError::Damaged("digest"))
}

pub(super) fn change(row: &SqliteRow) -> Result<ChangeMark> {
    Ok(ChangeMark {
        actor: ActorId::from(row.try_get::<Vec<u8>, _>("actor")?),
        seq: whole(row, "seq")?,
        hash: ChangeHash(hash(row, "hash")?),
    })
}

pub(super) fn link(row: &SqliteRow) -> Result<Link> {
    Ok(Link {
        number: whole(row, "number")?,
        at: row.try_get("at")?,
        record: RecordId(uuid(row, "record")?),
        event_id: EventId(uuid(row, "event_id")?),
        signer: device_or_none(row, "signer")?.ok_or(StoreError::Damaged("signer"))?,
        previous: hash(row, "previous")?,
        hash: hash(row, "hash")?,
        event: row.try_get("event")?,
    })
}

pub(super) fn version(row: &SqliteRow) -> Result<KeptVersion> {
    Ok(KeptVersion {
        record: RecordId(uuid(row, "record")?),
        number: u32::try_from(whole(row, "number")?).map_err(|_| StoreError::Damaged("number"))?,
        id: VersionId(hash(row, "id")?),
        body: row.try_get("body")?,
    })
}

pub(super) fn snapshot(row: &SqliteRow) -> Result<KeptSnapshot> {
    Ok(KeptSnapshot {
        record: RecordId(uuid(row, "record")?),
        office: OfficeId(uuid(row, "office")?),
        position: whole(row, "position")?,
        body: row.try_get("body")?,
    })
}

pub(super) fn place(row: &SqliteRow) -> Result<Place> {
    Ok(Place {
        position: whole(row, "position")?,
        not_for: device_or_none(row, "not_for")?,
        bytes: whole(row, "bytes")?,
    })
}

pub(super) fn hash(row: &SqliteRow, column: &'static str) -> Result<ContentHash> {
    row.try_get::<&[u8], _>(column)?
        .try_into()
        .map_err(|_| StoreError::Damaged(column))
}

fn uuid(row: &SqliteRow, column: &'static str) -> Result<Uuid> {
    Uuid::from_slice(row.try_get(column)?).map_err(|_| StoreError::Damaged(column))
}

fn word<T: std::str::FromStr>(row: &SqliteRow, column: &'static str) -> Result<T> {
    row.try_get::<&str, _>(column)?
        .parse()
        .map_err(|_| StoreError::Damaged(column))
}

fn states(row: &SqliteRow) -> Result<Vec<StateCode>> {
    let text: &str = row.try_get("states")?;
    let codes = text.split(',').filter(|code| !code.is_empty());
    codes
        .map(|code| code.parse().map_err(|_| StoreError::Damaged("states")))
        .collect()
}

fn device_or_none(row: &SqliteRow, column: &'static str) -> Result<Option<DeviceId>> {
    match row.try_get::<&[u8], _>(column)? {
        [] => Ok(None),
        bytes => DeviceId::from_slice(bytes)
            .map(Some)
            .map_err(|_| StoreError::Damaged(column)),
    }
}
