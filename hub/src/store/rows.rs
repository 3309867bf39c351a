//! Between a store's rows and the hub's own types, the same for every store. What does not fit was not written by this program.

use automerge::{ActorId, ChangeHash};
use satchel_shared::{
    digest::Digest,
    ids::{CodeHash, DeviceId, EventId, MemberId, OfficeId, RecordId, VersionId},
    ledger::Standing,
    limits::EXPANDED_BYTES,
    seal::PublicKey,
    states::StateCode,
    wire,
};
use sqlx::{Row, postgres::PgRow, sqlite::SqliteRow};
use uuid::Uuid;

use crate::{
    span::{Mark, Span},
    store::{
        ContentHash, Device, Invitation, KeptAttachment, KeptSnapshot, KeptVersion, KnownRecord, Link, Member, Office,
        Place, Result, StoreError,
    },
};

/// A row whose columns are integers, texts and bytes, and nothing else.
pub(super) trait Columns {
    fn integer(&self, column: &'static str) -> Result<i64>;
    fn text(&self, column: &'static str) -> Result<&str>;
    fn bytes(&self, column: &'static str) -> Result<&[u8]>;
}

impl Columns for SqliteRow {
    fn integer(&self, column: &'static str) -> Result<i64> {
        Ok(self.try_get(column)?)
    }

    fn text(&self, column: &'static str) -> Result<&str> {
        Ok(self.try_get(column)?)
    }

    fn bytes(&self, column: &'static str) -> Result<&[u8]> {
        Ok(self.try_get(column)?)
    }
}

impl Columns for PgRow {
    fn integer(&self, column: &'static str) -> Result<i64> {
        Ok(self.try_get(column)?)
    }

    fn text(&self, column: &'static str) -> Result<&str> {
        Ok(self.try_get(column)?)
    }

    fn bytes(&self, column: &'static str) -> Result<&[u8]> {
        Ok(self.try_get(column)?)
    }
}

/// A number for the stores, whose integers have a sign.
pub(super) fn integer(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(|_| StoreError::TooLarge(number))
}

pub(super) fn whole(row: &impl Columns, column: &'static str) -> Result<u64> {
    u64::try_from(row.integer(column)?).map_err(|_| StoreError::Damaged(column))
}

/// An id, or the mark of none.
pub(super) fn or_empty(device: Option<DeviceId>) -> Vec<u8> {
    device.map(|id| id.0.to_vec()).unwrap_or_default()
}

pub(super) fn states_text(states: &[StateCode]) -> String {
    states.iter().map(StateCode::as_str).collect::<Vec<_>>().join(",")
}

pub(super) fn office(row: &impl Columns) -> Result<Office> {
    Ok(Office {
        id: OfficeId(uuid(row, "id")?),
        name: row.text("name")?.to_owned(),
        kind: word(row, "kind")?,
        states: states(row)?,
    })
}

pub(super) fn letter(row: &impl Columns) -> Result<Vec<u8>> {
    Ok(row.bytes("cursor")?.to_vec())
}

pub(super) fn member(row: &impl Columns) -> Result<Member> {
    Ok(Member {
        id: MemberId(uuid(row, "id")?),
        office: office_id(row)?,
        name: row.text("name")?.to_owned(),
        first_role: word(row, "first_role")?,
        role: word(row, "role")?,
        left_at: time_or_none(row, "left_at")?,
        revision: whole(row, "revision")?,
    })
}

pub(super) fn invitation(row: &impl Columns) -> Result<Invitation> {
    Ok(Invitation {
        code: CodeHash(hash(row, "hash")?),
        member: MemberId(uuid(row, "member")?),
        expires_at: row.integer("expires_at")?,
        used_by: device_or_none(row, "used_by")?,
    })
}

/// Selects devices by a condition, as [`device`] reads them.
macro_rules! devices_where {
    ($condition:literal) => {
        concat!(
            "SELECT d.id, d.key, d.former_keys, d.office, d.holder, d.enrolled_at, d.counter, d.revoked_at, d.rescued_at,
                 m.role, o.states
             FROM devices d JOIN members m ON m.id = d.holder JOIN offices o ON o.id = d.office WHERE ",
            $condition
        )
    };
}
pub(super) use devices_where;

pub(super) fn device(row: &impl Columns) -> Result<Device> {
    let keys = PublicKey::all_of(row.bytes("former_keys")?, row.bytes("key")?);
    let mut former_keys = keys.map_err(|_| StoreError::Damaged("key"))?;
    Ok(Device {
        id: device_or_none(row, "id")?.ok_or(StoreError::Damaged("device"))?,
        key: former_keys.pop().ok_or(StoreError::Damaged("key"))?,
        former_keys,
        office: office_id(row)?,
        states: states(row)?,
        holder: MemberId(uuid(row, "holder")?),
        role: word(row, "role")?,
        joined_at: row.integer("enrolled_at")?,
        counter: whole(row, "counter")?,
        revoked_at: time_or_none(row, "revoked_at")?,
        rescued_at: time_or_none(row, "rescued_at")?,
    })
}

pub(super) fn record(row: &impl Columns) -> Result<KnownRecord> {
    let standing: &[u8] = row.bytes("standing")?;
    let standing: Standing =
        wire::from_cbor(standing, EXPANDED_BYTES, "a standing").map_err(|_| StoreError::Damaged("standing"))?;
    Ok(KnownRecord {
        id: RecordId(uuid(row, "id")?),
        subject: word(row, "kind")?,
        office: office_id(row)?,
        standing,
        heads: hashes(row, "heads")?,
    })
}

pub(super) fn record_id(row: &impl Columns) -> Result<RecordId> {
    Ok(RecordId(uuid(row, "record")?))
}

pub(super) fn heads_of_record(row: &impl Columns) -> Result<(RecordId, Vec<ChangeHash>)> {
    Ok((RecordId(uuid(row, "id")?), hashes(row, "heads")?))
}

pub(super) fn hashes(row: &impl Columns, column: &'static str) -> Result<Vec<ChangeHash>> {
    match row.bytes(column)?.as_chunks::<32>() {
        (hashes, []) => Ok(hashes.iter().copied().map(ChangeHash).collect()),
        _ => Err(StoreError::Damaged(column)),
    }
}

pub(super) fn joined(hashes: &[ChangeHash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

pub(super) fn office_digest(row: &impl Columns) -> Result<Digest> {
    let bytes = row.bytes("digest")?;
    bytes.try_into().map(Digest).map_err(|_| StoreError::Damaged("digest"))
}

pub(super) fn office_id(row: &impl Columns) -> Result<OfficeId> {
    Ok(OfficeId(uuid(row, "office")?))
}

pub(super) fn span(row: &impl Columns) -> Result<Span> {
    Ok(Span {
        record: RecordId(uuid(row, "record")?),
        actor: ActorId::from(row.bytes("actor")?),
        first: whole(row, "first")?,
        marks: marks(row)?,
    })
}

pub(super) fn marks(row: &impl Columns) -> Result<Vec<Mark>> {
    match row.bytes("marks")?.as_chunks::<8>() {
        (marks, []) => Ok(marks.iter().copied().map(Mark).collect()),
        _ => Err(StoreError::Damaged("marks")),
    }
}

pub(super) fn joined_marks(span: &Span) -> Vec<u8> {
    span.marks.iter().flat_map(|mark| mark.0).collect()
}

pub(super) fn link(row: &impl Columns) -> Result<Link> {
    Ok(Link {
        number: whole(row, "number")?,
        at: row.integer("at")?,
        record: RecordId(uuid(row, "record")?),
        event_id: EventId(uuid(row, "event_id")?),
        signer: device_or_none(row, "signer")?.ok_or(StoreError::Damaged("signer"))?,
        previous: hash(row, "previous")?,
        hash: hash(row, "hash")?,
        event: row.bytes("event")?.to_vec(),
    })
}

pub(super) fn version(row: &impl Columns) -> Result<KeptVersion> {
    Ok(KeptVersion {
        record: RecordId(uuid(row, "record")?),
        number: u32::try_from(whole(row, "number")?).map_err(|_| StoreError::Damaged("number"))?,
        id: VersionId(hash(row, "id")?),
        body: row.bytes("body")?.to_vec(),
    })
}

pub(super) fn snapshot(row: &impl Columns) -> Result<KeptSnapshot> {
    Ok(KeptSnapshot {
        record: RecordId(uuid(row, "record")?),
        office: office_id(row)?,
        position: whole(row, "position")?,
        body: row.bytes("body")?.to_vec(),
    })
}

pub(super) fn attachment(row: &impl Columns) -> Result<KeptAttachment> {
    Ok(KeptAttachment {
        hash: hash(row, "hash")?,
        office: office_id(row)?,
        bytes: whole(row, "bytes")?,
        is_whole: row.integer("whole")? != 0,
    })
}

pub(super) fn entry(row: &impl Columns) -> Result<(u64, Vec<u8>)> {
    Ok((whole(row, "position")?, row.bytes("body")?.to_vec()))
}

pub(super) fn place(row: &impl Columns) -> Result<Place> {
    Ok(Place {
        position: whole(row, "position")?,
        not_for: device_or_none(row, "not_for")?,
        bytes: whole(row, "bytes")?,
    })
}

fn hash(row: &impl Columns, column: &'static str) -> Result<ContentHash> {
    row.bytes(column)?.try_into().map_err(|_| StoreError::Damaged(column))
}

fn uuid(row: &impl Columns, column: &'static str) -> Result<Uuid> {
    Uuid::from_slice(row.bytes(column)?).map_err(|_| StoreError::Damaged(column))
}

fn word<T: std::str::FromStr>(row: &impl Columns, column: &'static str) -> Result<T> {
    row.text(column)?.parse().map_err(|_| StoreError::Damaged(column))
}

fn states(row: &impl Columns) -> Result<Vec<StateCode>> {
    let text: &str = row.text("states")?;
    let codes = text.split(',').filter(|code| !code.is_empty());
    codes
        .map(|code| code.parse().map_err(|_| StoreError::Damaged("states")))
        .collect()
}

/// 0 stands for none.
fn time_or_none(row: &impl Columns, column: &'static str) -> Result<Option<i64>> {
    Ok(Some(row.integer(column)?).filter(|at| *at != 0))
}

fn device_or_none(row: &impl Columns, column: &'static str) -> Result<Option<DeviceId>> {
    match row.bytes(column)? {
        [] => Ok(None),
        bytes => DeviceId::from_slice(bytes)
            .map(Some)
            .map_err(|_| StoreError::Damaged(column)),
    }
}
