//! What headquarters has of a State, or of an institution, that could be put before the Council.

use rusqlite::{Connection, params};
use satchel_shared::{
    ids::OfficeId,
    ledger::Status,
    schema::Kind,
    states::StateCode,
    window::{Institution, NamedRecord, Speaker},
};
use uuid::Uuid;

use super::{VaultError, records::record_id};

/// A record that headquarters has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub record: NamedRecord,
    pub kind: Kind,
    pub status: Status,
    pub office: String,
}

const AT_HEADQUARTERS: &str = "kind IN ('practice', 'request', 'activity') AND status NOT IN ('draft', 'withdrawn')";

/// What it has of one who speaks, by title.
pub fn candidates(connection: &Connection, of: Speaker) -> Result<Vec<Candidate>, VaultError> {
    let (state, office) = match of {
        Speaker::State(state) => (Some(state.as_str().to_owned()), None),
        Speaker::Institution(office) => (None, Some(office.0.as_bytes().to_vec())),
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id, kind, status, title, office_name FROM records
         WHERE {AT_HEADQUARTERS} AND (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR office = ?2) ORDER BY title, id"
    ))?;
    let mut rows = statement.query(params![state, office])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, status): (String, String) = (row.get(1)?, row.get(2)?);
        // What a later version knows is left to it.
        if let (Ok(kind), Ok(status)) = (kind.parse(), status.parse()) {
            all.push(Candidate {
                record: NamedRecord {
                    id: record_id(row, 0)?,
                    kind: Some(kind),
                    title: row.get(3)?,
                },
                kind,
                status,
                office: row.get(4)?,
            });
        }
    }
    Ok(all)
}

/// The States, and the offices, of which it has something.
pub fn speakers(connection: &Connection) -> Result<(Vec<StateCode>, Vec<Institution>), VaultError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT DISTINCT state FROM records WHERE {AT_HEADQUARTERS} ORDER BY state"
    ))?;
    let codes = statement.query_map([], |row| row.get::<_, String>(0))?;
    let codes: Vec<String> = codes.collect::<Result<_, _>>()?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT office, max(office_name) AS name FROM records WHERE {AT_HEADQUARTERS} GROUP BY office ORDER BY name"
    ))?;
    let offices = statement.query_map([], |row| {
        Ok(Institution {
            id: OfficeId(Uuid::from_bytes(row.get(0)?)),
            name: row.get(1)?,
        })
    })?;
    let states = codes.iter().filter_map(|code| code.parse().ok());
    Ok((states.collect(), offices.collect::<Result<_, _>>()?))
}
