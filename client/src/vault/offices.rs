//! Offices that decisions may name, as the hub told of them.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_shared::{exchange::OfficeCard, ids::OfficeId, ledger::OfficeKind};
use uuid::Uuid;

use super::VaultError;

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

/// Those of a kind, by their names.
pub fn of_kind(connection: &Connection, kind: OfficeKind) -> Result<Vec<OfficeCard>, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT id, name, states FROM offices WHERE kind = ?1 ORDER BY name, id")?;
    let rows = statement.query_map([kind.as_str()], |row| {
        let (id, states): ([u8; 16], String) = (row.get(0)?, row.get(2)?);
        Ok(OfficeCard {
            id: OfficeId(Uuid::from_bytes(id)),
            name: row.get(1)?,
            kind,
            states: states
                .split_whitespace()
                .filter_map(|state| state.parse().ok())
                .collect(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// An office's name, where the hub told of it.
pub fn name(connection: &Connection, id: OfficeId) -> Result<Option<String>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT name FROM offices WHERE id = ?1")?;
    Ok(statement.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?)
}
