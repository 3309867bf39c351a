//! Decisions: those that stand in the ledger, those that wait for the hub, those that it refused; and the versions they name.

use rusqlite::{Connection, OptionalExtension, Row, params};
use satchel_shared::{
    exchange::SealedDecision,
    ids::{DeviceId, EventId, RecordId, VersionId},
    ledger::{Decision, Fund, Status},
    wire,
};

use super::{VaultError, records::record_id, settings};

/// A decision of a record, in the order that counts: those of the ledger, then those that wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDecision {
    pub event: EventId,
    /// The device that decided; none where an older version kept it.
    pub signer: Option<DeviceId>,
    pub what: Decision,
    /// Where the hub said that the record stands after it; none while it waits.
    pub status: Option<Status>,
    /// Which of the record's versions it is about, as the hub counts; 0 while it waits.
    pub version_number: u32,
    /// Place in the ledger; 0 while it waits.
    pub number: u64,
    /// Milliseconds since 1970 by the hub's clock for those of the ledger, by this device's for those that wait; of one that was
    /// refused, that of the last in the ledger before it.
    pub at: i64,
    /// Code of the hub's refusal; empty: none.
    pub refused: String,
    /// Whether the person has looked at that.
    pub is_told: bool,
}

/// A decision made here that the hub has not taken yet.
#[derive(Debug, Clone)]
pub struct WaitingDecision {
    pub event: EventId,
    pub record: RecordId,
    pub at: i64,
    pub what: Decision,
    pub sealed: SealedDecision,
}

/// Keeps a decision that was made here, to be sent.
pub fn put_waiting(connection: &Connection, waiting: &WaitingDecision) -> Result<(), VaultError> {
    connection.execute(
        "INSERT INTO decisions (event, record, number, at, what, sealed, signer) VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6)",
        params![
            waiting.event.0.as_bytes(),
            waiting.record.0.as_bytes(),
            waiting.at,
            to_json(&waiting.what)?,
            wire::to_cbor(&waiting.sealed),
            waiting
                .sealed
                .signer()
                .map(|signer| signer.0.to_vec())
                .unwrap_or_default()
        ],
    )?;
    Ok(())
}

/// Keeps a decision as it stands in the ledger.
pub fn put(connection: &Connection, record: RecordId, decision: &KeptDecision) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT INTO decisions (event, record, number, at, what, signer, status, version_number)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (event) DO UPDATE SET number = excluded.number, at = excluded.at, sealed = x'', refused = '',
                 signer = excluded.signer, status = excluded.status, version_number = excluded.version_number",
        )?
        .execute(params![
            decision.event.0.as_bytes(),
            record.0.as_bytes(),
            i64::try_from(decision.number).unwrap_or(i64::MAX),
            decision.at,
            to_json(&decision.what)?,
            decision.signer.map(|signer| signer.0.to_vec()).unwrap_or_default(),
            decision.status.map_or("", Status::as_str),
            decision.version_number
        ])?;
    Ok(())
}

/// The hub has taken a decision: it no longer waits.
pub fn taken(connection: &Connection, event: EventId) -> Result<(), VaultError> {
    connection.execute(
        "UPDATE decisions SET sealed = x'' WHERE event = ?1",
        [event.0.as_bytes()],
    )?;
    Ok(())
}

/// The hub has refused a decision for good. It has its place behind what the ledger had of the record until then, whatever
/// this device's clock said. False where it stands in the ledger, or was refused before: an answer may come late, and twice.
pub fn refused(connection: &Connection, event: EventId, code: &str) -> Result<bool, VaultError> {
    let changed = connection.execute(
        "UPDATE decisions SET sealed = x'', refused = ?2, at = (
             SELECT coalesce(max(at), decisions.at) FROM decisions AS others WHERE record = decisions.record AND number > 0
         ) WHERE event = ?1 AND number = 0 AND refused = ''",
        params![event.0.as_bytes(), code],
    )?;
    Ok(changed > 0)
}

/// The person has looked at what the hub refused; gives on what that was.
pub fn tell_refused(connection: &Connection) -> Result<Vec<RecordId>, VaultError> {
    let mut statement =
        connection.prepare_cached("UPDATE decisions SET told = 1 WHERE refused <> '' AND told = 0 RETURNING record")?;
    let rows = statement.query_map([], |row| record_id(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A record's decisions, in the order that counts.
pub fn of_record(connection: &Connection, record: RecordId) -> Result<Vec<KeptDecision>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT event, signer, what, status, number, at, refused, version_number, told FROM decisions
         WHERE record = ?1 ORDER BY number = 0, number, rowid",
    )?;
    let mut rows = statement.query([record.0.as_bytes()])?;
    let mut decisions = Vec::new();
    while let Some(row) = rows.next()? {
        decisions.push(read(row)?);
    }
    Ok(decisions)
}

/// All decisions with what they are on, in the order that counts.
pub fn all(connection: &Connection) -> Result<Vec<(RecordId, KeptDecision)>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT event, signer, what, status, number, at, refused, version_number, told, record FROM decisions
         ORDER BY number = 0, number, rowid",
    )?;
    let mut rows = statement.query([])?;
    let mut decisions = Vec::new();
    while let Some(row) = rows.next()? {
        decisions.push((record_id(row, 9)?, read(row)?));
    }
    Ok(decisions)
}

/// Lets go of the books, but for what waits to be sent.
pub fn remove_of_funds(connection: &Connection) -> Result<(), VaultError> {
    for fund in Fund::ALL {
        connection.execute(
            "DELETE FROM decisions WHERE record = ?1 AND length(sealed) = 0",
            [fund.id().0.as_bytes()],
        )?;
    }
    Ok(())
}

/// The records that somebody consented to.
pub fn consented(connection: &Connection) -> Result<Vec<RecordId>, VaultError> {
    // As the index has it: word for word.
    let mut statement = connection
        .prepare_cached("SELECT DISTINCT record FROM decisions WHERE substr(what, 1, 16) = '{\"consent_given\"'")?;
    let rows = statement.query_map([], |row| record_id(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All that is in the ledger here has been looked at.
pub fn all_seen(connection: &Connection) -> Result<(), VaultError> {
    let last: i64 = connection.query_row("SELECT coalesce(max(number), 0) FROM decisions", [], |row| row.get(0))?;
    settings::set_seen(connection, u64::try_from(last).unwrap_or_default())
}

/// On what other devices decided behind a place in the ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// Those with the newest decisions first, each with how many are new.
    pub on: Vec<(RecordId, usize)>,
    /// How many there are in all.
    pub count: usize,
    /// The place of the last of the decisions; 0: there is none.
    pub up_to: u64,
}

/// On what other devices decided behind a place in the ledger; at most so many are named.
pub fn news(connection: &Connection, number: u64, own: DeviceId, most: usize) -> Result<News, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT record, max(number) AS last, count(*) FROM decisions WHERE number > ?1 AND signer <> ?2
         GROUP BY record ORDER BY last DESC",
    )?;
    let mut rows = statement.query(params![i64::try_from(number).unwrap_or(i64::MAX), own.0])?;
    let mut news = News::default();
    while let Some(row) = rows.next()? {
        if news.count == 0 {
            news.up_to = u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default();
        }
        if news.count < most {
            let new = usize::try_from(row.get::<_, i64>(2)?).unwrap_or_default();
            news.on.push((record_id(row, 0)?, new));
        }
        news.count += 1;
    }
    Ok(news)
}

/// The last of what other devices decided on a record behind a place in the ledger, in the order that counts.
pub fn new_on(
    connection: &Connection,
    record: RecordId,
    number: u64,
    own: DeviceId,
    most: usize,
) -> Result<Vec<KeptDecision>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT event, signer, what, status, number, at, refused, version_number, told FROM decisions
         WHERE record = ?1 AND number > ?2 AND signer <> ?3 ORDER BY number DESC LIMIT ?4",
    )?;
    let mut rows = statement.query(params![
        record.0.as_bytes(),
        i64::try_from(number).unwrap_or(i64::MAX),
        own.0,
        i64::try_from(most).unwrap_or(i64::MAX)
    ])?;
    let mut decisions = Vec::new();
    while let Some(row) = rows.next()? {
        decisions.push(read(row)?);
    }
    decisions.reverse();
    Ok(decisions)
}

fn read(row: &Row<'_>) -> Result<KeptDecision, VaultError> {
    let (event, signer): ([u8; 16], Vec<u8>) = (row.get(0)?, row.get(1)?);
    let (what, status, number): (String, String, i64) = (row.get(2)?, row.get(3)?, row.get(4)?);
    Ok(KeptDecision {
        event: EventId(uuid::Uuid::from_bytes(event)),
        signer: DeviceId::from_slice(&signer).ok(),
        what: from_json(&what)?,
        // Of a later version, and then of no use here.
        status: status.parse().ok(),
        number: u64::try_from(number).unwrap_or_default(),
        at: row.get(5)?,
        refused: row.get(6)?,
        version_number: row.get(7)?,
        is_told: row.get(8)?,
    })
}

/// A decision that waits is signed anew.
pub fn seal_again(connection: &Connection, event: EventId, sealed: &SealedDecision) -> Result<(), VaultError> {
    connection.execute(
        "UPDATE decisions SET sealed = ?2 WHERE event = ?1 AND length(sealed) > 0",
        params![event.0.as_bytes(), wire::to_cbor(sealed)],
    )?;
    Ok(())
}

/// The decisions that wait for the hub, in the order in which they were made: a clock may have gone back between two. Behind
/// that by which the key is replaced nothing would be heard that the key before it signed, so it comes last.
pub fn waiting(connection: &Connection) -> Result<Vec<WaitingDecision>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT event, record, at, what, sealed FROM decisions WHERE length(sealed) > 0
         ORDER BY what LIKE '{\"office\":{\"key_replaced\"%', rowid",
    )?;
    let rows = statement.query_map([], |row| {
        let event: [u8; 16] = row.get(0)?;
        Ok((
            event,
            record_id(row, 1)?,
            row.get::<_, i64>(2)?,
            row.get::<_, String>(3)?,
            row.get::<_, Vec<u8>>(4)?,
        ))
    })?;
    rows.map(|row| {
        let (event, record, at, what, sealed) = row?;
        let sealed = wire::from_cbor(&sealed, usize::MAX, "a decision")
            .map_err(|error| VaultError::Damaged(error.to_string()))?;
        let event = EventId(uuid::Uuid::from_bytes(event));
        Ok(WaitingDecision {
            event,
            record,
            at,
            what: from_json(&what)?,
            sealed,
        })
    })
    .collect()
}

/// Keeps a version's canonical bytes.
pub fn put_version(connection: &Connection, record: RecordId, id: VersionId, bytes: &[u8]) -> Result<(), VaultError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO versions (record, version_id, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![record.0.as_bytes(), id.0, bytes])?;
    Ok(())
}

pub fn version(connection: &Connection, record: RecordId, id: VersionId) -> Result<Option<Vec<u8>>, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT bytes FROM versions WHERE record = ?1 AND version_id = ?2")?;
    Ok(statement
        .query_row(params![record.0.as_bytes(), id.0], |row| row.get(0))
        .optional()?)
}

fn to_json(what: &Decision) -> Result<String, VaultError> {
    serde_json::to_string(what).map_err(|error| VaultError::Damaged(error.to_string()))
}

fn from_json(text: &str) -> Result<Decision, VaultError> {
    serde_json::from_str(text).map_err(|error| VaultError::Damaged(error.to_string()))
}
