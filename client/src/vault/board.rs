//! What the desk's board shows of the records, counted and narrowed where they lie.

use std::collections::BTreeSet;

use rusqlite::{Connection, named_params};
use satchel_shared::{
    ids::{MemberId, RecordId},
    ledger::Status,
    window::{BoardFilter, Whose},
};
use uuid::Uuid;

use super::{VaultError, records::record_id};

/// Requests in one status.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    pub count: usize,
    pub overdue: usize,
    /// Those that have waited longest.
    pub requests: Vec<WaitingRequest>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRequest {
    pub id: RecordId,
    pub title: String,
    pub state: String,
    pub office: String,
    pub since: i64,
    pub unread: bool,
    pub deciding: bool,
    pub assigned: Option<MemberId>,
}

/// Which requests a filter asks for, among those in one status.
const WANTED: &str = "kind = 'request' AND status = :status AND (:state IS NULL OR state = :state)
     AND (:theme IS NULL OR instr(' ' || themes || ' ', ' ' || :theme || ' ') > 0)
     AND (:assigned IS NULL OR assigned = :assigned) AND (NOT :only_overdue OR since < :due)";

/// The requests in one status, of which those are overdue that came into it before a moment, milliseconds since 1970; none are
/// where that is 0.
pub fn column(
    connection: &Connection,
    status: Status,
    due: i64,
    filter: &BoardFilter,
    most: usize,
) -> Result<Column, VaultError> {
    let assigned = match filter.whose {
        Whose::Anyones => None,
        Whose::Nobodys => Some(Vec::new()),
        Whose::Of(member) => Some(member.0.as_bytes().to_vec()),
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT count(*), coalesce(sum(since < :due), 0) FROM records WHERE {WANTED}"
    ))?;
    let (count, overdue): (i64, i64) = statement.query_row(
        named_params! { ":status": status.as_str(), ":state": filter.state, ":theme": filter.theme, ":assigned": assigned,
        ":only_overdue": filter.overdue, ":due": due },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id, title, state, office_name, since, unread, deciding, assigned FROM records WHERE {WANTED}
         ORDER BY since LIMIT :most"
    ))?;
    let rows = statement.query_map(
        named_params! { ":status": status.as_str(), ":state": filter.state, ":theme": filter.theme, ":assigned": assigned,
        ":only_overdue": filter.overdue, ":due": due, ":most": i64::try_from(most).unwrap_or(i64::MAX) },
        |row| {
            let assigned: Vec<u8> = row.get(7)?;
            Ok(WaitingRequest {
                id: record_id(row, 0)?,
                title: row.get(1)?,
                state: row.get(2)?,
                office: row.get(3)?,
                since: row.get(4)?,
                unread: row.get(5)?,
                deciding: row.get(6)?,
                assigned: Uuid::from_slice(&assigned).ok().map(MemberId),
            })
        },
    )?;
    Ok(Column {
        count: usize::try_from(count).unwrap_or_default(),
        overdue: usize::try_from(overdue).unwrap_or_default(),
        requests: rows.collect::<Result<_, _>>()?,
    })
}

/// The States and the themes of all requests in some statuses.
pub fn facets(
    connection: &Connection,
    statuses: impl IntoIterator<Item = Status>,
) -> Result<(BTreeSet<String>, BTreeSet<String>), VaultError> {
    let mut statement = connection
        .prepare_cached("SELECT DISTINCT state, themes FROM records WHERE kind = 'request' AND status = ?1")?;
    let (mut states, mut themes) = (BTreeSet::new(), BTreeSet::new());
    for status in statuses {
        let mut rows = statement.query([status.as_str()])?;
        while let Some(row) = rows.next()? {
            let (state, of): (String, String) = (row.get(0)?, row.get(1)?);
            states.extend(Some(state).filter(|state| !state.is_empty()));
            for theme in of
                .split_whitespace()
                .filter(|theme| !themes.contains(*theme))
                .collect::<Vec<_>>()
            {
                themes.insert(theme.to_owned());
            }
        }
    }
    Ok((states, themes))
}

#[cfg(test)]
mod tests;
