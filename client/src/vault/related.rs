//! What a record has in common with others, as far as it lies beside the documents.

use rusqlite::{Connection, Row};
use satchel_shared::{
    day::Day,
    ids::{OfficeId, RecordId},
    ledger::Status,
    schema::Kind,
    states::StateCode,
};
use uuid::Uuid;

use super::{VaultError, records::record_id};

/// Another record, with what it has in common with the one that was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub id: RecordId,
    pub kind: Kind,
    pub title: String,
    pub state: String,
    pub office: OfficeId,
    pub office_name: String,
    pub status: Status,
    pub themes: Vec<String>,
    pub starts: Option<Day>,
    pub ends: Option<Day>,
    /// How many recommendations both are tied to.
    pub recommendations: usize,
    /// Whether one of the two names the other.
    pub is_linked: bool,
}

const COLUMNS: &str = "SELECT id, kind, title, state, office_name, status, themes, starts, ends, office";
/// And what each has in common with one.
const COMPARED: &str =
    "(SELECT count(*) FROM record_links AS theirs WHERE theirs.record = records.id AND theirs.recommendation IN (
        SELECT recommendation FROM record_links WHERE record = ?1
    )),
    EXISTS (SELECT 1 FROM record_refs WHERE record = records.id AND other = ?1)
        OR EXISTS (SELECT 1 FROM record_refs WHERE record = ?1 AND other = records.id)
    ";

/// The record itself, as it compares with others.
pub fn find(connection: &Connection, id: RecordId) -> Result<Option<Candidate>, VaultError> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS}, {COMPARED} FROM records WHERE id = ?1"))?;
    let mut rows = statement.query([id.0.as_bytes()])?;
    rows.next()?.map_or(Ok(None), read)
}

/// All other records that are known.
pub fn candidates(connection: &Connection, id: RecordId) -> Result<Vec<Candidate>, VaultError> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS}, {COMPARED} FROM records WHERE id <> ?1"))?;
    let mut rows = statement.query([id.0.as_bytes()])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.extend(read(row)?);
    }
    Ok(all)
}

/// The activities and the requests of a State.
pub fn of_state(connection: &Connection, state: StateCode) -> Result<Vec<Candidate>, VaultError> {
    let mut statement = connection.prepare_cached(&format!(
        "{COLUMNS}, 0, 0 FROM records WHERE state = ?1 AND kind IN ('activity', 'request')"
    ))?;
    let mut rows = statement.query([state.as_str()])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.extend(read(row)?);
    }
    Ok(all)
}

/// The States of activities and requests, by their codes.
pub fn states(connection: &Connection) -> Result<Vec<StateCode>, VaultError> {
    let mut statement = connection
        .prepare_cached("SELECT DISTINCT state FROM records WHERE kind IN ('activity', 'request') ORDER BY state")?;
    let codes = statement.query_map([], |row| row.get::<_, String>(0))?;
    let codes: Vec<String> = codes.collect::<Result<_, _>>()?;
    Ok(codes.iter().filter_map(|code| code.parse().ok()).collect())
}

/// None of a kind or a status that a later version knows.
fn read(row: &Row<'_>) -> Result<Option<Candidate>, VaultError> {
    let (kind, status): (String, String) = (row.get(1)?, row.get(5)?);
    let (Ok(kind), Ok(status)) = (kind.parse(), status.parse()) else {
        return Ok(None);
    };
    let (themes, starts, ends): (String, String, String) = (row.get(6)?, row.get(7)?, row.get(8)?);
    let recommendations: i64 = row.get(10)?;
    Ok(Some(Candidate {
        id: record_id(row, 0)?,
        kind,
        title: row.get(2)?,
        state: row.get(3)?,
        office: OfficeId(Uuid::from_bytes(row.get(9)?)),
        office_name: row.get(4)?,
        status,
        themes: themes.split_whitespace().map(str::to_owned).collect(),
        starts: starts.parse().ok(),
        ends: ends.parse().ok(),
        recommendations: usize::try_from(recommendations).unwrap_or_default(),
        is_linked: row.get(11)?,
    }))
}
