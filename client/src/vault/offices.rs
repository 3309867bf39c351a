//! This device's own office, and others that decisions may name, as the hub told of them.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_shared::{exchange::OfficeCard, ids::OfficeId, ledger::OfficeKind};
use uuid::Uuid;

use super::{VaultError, settings};

/// Keeps an office, or what is new about it.
pub fn put(connection: &Connection, office: &OfficeCard) -> Result<(), VaultError> {
    let states: Vec<&str> = office.states.iter().map(|state| state.as_str()).collect();
    connection
        .prepare_cached(
            "INSERT INTO offices (id, name, kind, states) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, states = excluded.states",
        )?
        .execute(params![
            office.id.0.as_bytes(),
            office.name,
            office.kind.as_str(),
            states.join(" ")
        ])?;
    Ok(())
}

/// Keeps the office that this device belongs to, if any.
pub fn put_own(connection: &Connection) -> Result<(), VaultError> {
    let Some(own) = settings::membership(connection)? else {
        return Ok(());
    };
    let card = OfficeCard {
        id: own.office,
        name: own.office_name,
        kind: own.office_kind,
        states: own.states,
    };
    put(connection, &card)
}

/// All that are known, by their names; without those of kinds that a later version knows.
pub fn all(connection: &Connection) -> Result<Vec<OfficeCard>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT id, name, states, kind FROM offices ORDER BY name, id")?;
    let rows = statement.query_map([], |row| {
        let (id, states, kind): ([u8; 16], String, String) = (row.get(0)?, row.get(2)?, row.get(3)?);
        let name = row.get(1)?;
        Ok(kind.parse().ok().map(|kind| OfficeCard {
            id: OfficeId(Uuid::from_bytes(id)),
            name,
            kind,
            states: states
                .split_whitespace()
                .filter_map(|state| state.parse().ok())
                .collect(),
        }))
    })?;
    Ok(rows.filter_map(Result::transpose).collect::<Result<_, _>>()?)
}

/// An office's name, where the hub told of it.
pub fn name(connection: &Connection, id: OfficeId) -> Result<Option<String>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT name FROM offices WHERE id = ?1")?;
    Ok(statement.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?)
}

/// What an office is, where the hub told of it.
pub fn kind(connection: &Connection, id: OfficeId) -> Result<Option<OfficeKind>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT kind FROM offices WHERE id = ?1")?;
    let kind: Option<String> = statement.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?;
    Ok(kind.and_then(|kind| kind.parse().ok()))
}
