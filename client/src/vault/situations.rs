//! How records stand, counted where they lie: what there is to do with them follows from it, without reading one by one.

use rusqlite::{Connection, Row, named_params};
use satchel_shared::{ledger::Status, schema::Kind, window::NamedRecord};

use super::{VaultError, records::record_id};

/// How a record stands, as far as it tells what is to be done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Situation {
    pub kind: Kind,
    pub status: Status,
    /// Whether it is this office's.
    pub is_own: bool,
    /// The hub took a decision on it not.
    pub is_refused: bool,
    /// A field has two values.
    pub has_conflicts: bool,
    /// Its version is not what was written last.
    pub is_edited_since: bool,
    /// A version has come that nobody at headquarters has read.
    pub is_unread: bool,
}

/// Every situation, in the order of the index.
const COUNTED: &str =
    "SELECT kind, status, own, is_refused, has_conflicts, is_edited_since, unread, count(*) FROM records
    GROUP BY kind, status, own, is_refused, has_conflicts, is_edited_since, unread";
/// Those in one.
const LATEST: &str = "SELECT id, title, edited_at FROM records
    WHERE kind = :kind AND status = :status AND own = :own AND is_refused = :refused AND has_conflicts = :conflicts
        AND is_edited_since = :edited_since AND unread = :unread
    ORDER BY edited_at DESC LIMIT :most";

/// The requests in a status that came into it before a moment.
const OVERDUE: &str =
    "SELECT kind, status, own, is_refused, has_conflicts, is_edited_since, unread, id, title, edited_at FROM records
    WHERE kind = 'request' AND status = :status AND since < :due ORDER BY since";
/// Those that somebody consented to: as the index of such decisions has it, word for word.
const CONSENTED: &str =
    "SELECT kind, status, own, is_refused, has_conflicts, is_edited_since, unread, id, title, edited_at FROM records
    WHERE id IN (SELECT record FROM decisions WHERE substr(what, 1, 16) = '{\"consent_given\"')
    ORDER BY edited_at DESC";

/// A record of a situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situated {
    pub edited_at: i64,
    pub record: NamedRecord,
}

/// Every situation that a record is in, with how many are.
pub fn counted(connection: &Connection) -> Result<Vec<(Situation, usize)>, VaultError> {
    let mut statement = connection.prepare_cached(COUNTED)?;
    let rows = statement.query_map([], |row| {
        let count: i64 = row.get(7)?;
        Ok((read(row)?, usize::try_from(count).unwrap_or_default()))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The records in a situation, those edited last first.
pub fn latest(connection: &Connection, situation: &Situation, most: usize) -> Result<Vec<Situated>, VaultError> {
    let mut statement = connection.prepare_cached(LATEST)?;
    let rows = statement.query_map(
        named_params! { ":kind": situation.kind.as_str(), ":status": situation.status.as_str(), ":own": situation.is_own, ":refused": situation.is_refused,
        ":conflicts": situation.has_conflicts, ":edited_since": situation.is_edited_since, ":unread": situation.is_unread,
        ":most": i64::try_from(most).unwrap_or(i64::MAX) },
        |row| situated(row, 0, situation.kind),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The records that somebody consented to, each with its situation, those edited last first.
pub fn consented(connection: &Connection) -> Result<Vec<(Situation, Situated)>, VaultError> {
    let mut statement = connection.prepare_cached(CONSENTED)?;
    let rows = statement.query_map([], with_situation)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The requests in a status that came into it before a moment, milliseconds since 1970, each with its situation; the longest
/// waiting first.
pub fn overdue(connection: &Connection, status: Status, due: i64) -> Result<Vec<(Situation, Situated)>, VaultError> {
    let mut statement = connection.prepare_cached(OVERDUE)?;
    let rows = statement.query_map(
        named_params! { ":status": status.as_str(), ":due": due },
        with_situation,
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn with_situation(row: &Row<'_>) -> rusqlite::Result<(Situation, Situated)> {
    let situation = read(row)?;
    Ok((situation, situated(row, 7, situation.kind)?))
}

/// A record whose id, title and time begin at this column.
fn situated(row: &Row<'_>, at: usize, kind: Kind) -> rusqlite::Result<Situated> {
    let record = NamedRecord {
        id: record_id(row, at)?,
        kind: Some(kind),
        title: row.get(at + 1)?,
    };
    Ok(Situated {
        edited_at: row.get(at + 2)?,
        record,
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Situation> {
    let wrong = |at: usize| rusqlite::Error::InvalidColumnType(at, "text".to_owned(), rusqlite::types::Type::Text);
    Ok(Situation {
        kind: row.get::<_, String>(0)?.parse().map_err(|_| wrong(0))?,
        status: row.get::<_, String>(1)?.parse().map_err(|_| wrong(1))?,
        is_own: row.get(2)?,
        is_refused: row.get(3)?,
        has_conflicts: row.get(4)?,
        is_edited_since: row.get(5)?,
        is_unread: row.get(6)?,
    })
}

#[cfg(test)]
mod tests;
