//! When headquarters had what, by the hub's clock.

use automerge::ChangeHash;
use rusqlite::{Connection, params};
use satchel_shared::ids::RecordId;

use super::{
    VaultError,
    records::{join, split},
};

/// Notes that the hub had these heads of a record at `at`, milliseconds since 1970; what was noted of them first stays.
pub fn note(connection: &Connection, record: RecordId, heads: &[ChangeHash], at: i64) -> Result<(), VaultError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO hub_times (record, heads, at) VALUES (?1, ?2, ?3)")?
        .execute(params![record.0.as_bytes(), join(heads), at])?;
    Ok(())
}

/// All that was noted of a record, the earliest first.
pub fn of_record(connection: &Connection, record: RecordId) -> Result<Vec<(Vec<ChangeHash>, i64)>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT heads, at FROM hub_times WHERE record = ?1 ORDER BY at")?;
    let rows = statement.query_map([record.0.as_bytes()], |row| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?))
    })?;
    rows.map(|row| {
        let (heads, at) = row?;
        Ok((split(&heads), at))
    })
    .collect()
}
