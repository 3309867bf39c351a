//! Packs of colleagues that came by file, kept until the hub is known to have them.

use automerge::ChangeHash;
use rusqlite::{Connection, params};
use satchel_shared::ids::{DeviceId, RecordId};

use super::{
    VaultError,
    records::{join, record_id},
};

/// A colleague's pack that this device carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedPack {
    pub record: RecordId,
    /// As it was signed.
    pub bytes: Vec<u8>,
    pub heads: Vec<ChangeHash>,
}

/// Keeps a pack; one that is kept already is tried again.
pub fn keep(connection: &Connection, pack: &CarriedPack, device: DeviceId) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT INTO carried_packs (record, device, heads, bytes) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (record, heads) DO UPDATE SET refused = ''",
        )?
        .execute(params![
            pack.record.0.as_bytes(),
            device.0,
            join(&pack.heads),
            pack.bytes
        ])?;
    Ok(())
}

/// Those that the hub has not refused, in the order in which they came.
pub fn waiting(connection: &Connection) -> Result<Vec<CarriedPack>, VaultError> {
    read(
        connection,
        "SELECT record, bytes, heads FROM carried_packs WHERE refused = '' ORDER BY number",
        &[],
    )
}

/// Those that another device than this one signed.
pub fn not_of(connection: &Connection, device: DeviceId) -> Result<Vec<CarriedPack>, VaultError> {
    read(
        connection,
        "SELECT record, bytes, heads FROM carried_packs WHERE device <> ?1 ORDER BY number",
        &[&device.0],
    )
}

/// Whether there are packs of a record.
pub fn has_some_of(connection: &Connection, record: RecordId) -> Result<bool, VaultError> {
    let mut statement = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM carried_packs WHERE record = ?1)")?;
    Ok(statement.query_row([record.0.as_bytes()], |row| row.get(0))?)
}

/// The records of which there are packs.
pub fn records(connection: &Connection) -> Result<Vec<RecordId>, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT record FROM carried_packs GROUP BY record ORDER BY min(number)")?;
    let rows = statement.query_map([], |row| record_id(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The hub has the pack of a record with these heads.
pub fn hub_has(connection: &Connection, record: RecordId, heads: &[ChangeHash]) -> Result<(), VaultError> {
    connection
        .prepare_cached("DELETE FROM carried_packs WHERE record = ?1 AND heads = ?2")?
        .execute(params![record.0.as_bytes(), join(heads)])?;
    Ok(())
}

/// The hub has refused it: it is not sent again before something else came.
pub fn refused(connection: &Connection, record: RecordId, heads: &[ChangeHash], code: &str) -> Result<(), VaultError> {
    connection
        .prepare_cached("UPDATE carried_packs SET refused = ?3 WHERE record = ?1 AND heads = ?2")?
        .execute(params![record.0.as_bytes(), join(heads), code])?;
    Ok(())
}

/// What the hub refused may be taken by now.
pub fn try_again(connection: &Connection) -> Result<(), VaultError> {
    connection.execute("UPDATE carried_packs SET refused = '' WHERE refused <> ''", [])?;
    Ok(())
}

fn read(
    connection: &Connection,
    query: &str,
    parameters: &[&dyn rusqlite::ToSql],
) -> Result<Vec<CarriedPack>, VaultError> {
    let mut statement = connection.prepare_cached(query)?;
    let rows = statement.query_map(parameters, |row| {
        Ok(CarriedPack {
            record: record_id(row, 0)?,
            bytes: row.get(1)?,
            heads: super::records::split(&row.get::<_, Vec<u8>>(2)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
