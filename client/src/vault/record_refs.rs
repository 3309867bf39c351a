//! Which records a record names, and the period that it is about, beside the documents.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};
use satchel_shared::{day::Day, ids::RecordId};

use super::VaultError;

/// What a record's content says of others and of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    pub records: BTreeSet<RecordId>,
    pub starts: Option<Day>,
    pub ends: Option<Day>,
}

/// Notes them, in place of those that were noted before.
pub fn put(connection: &Connection, record: RecordId, references: &References) -> Result<(), VaultError> {
    connection
        .prepare_cached("DELETE FROM record_refs WHERE record = ?1")?
        .execute([record.0.as_bytes()])?;
    let mut statement = connection.prepare_cached("INSERT INTO record_refs (record, other) VALUES (?1, ?2)")?;
    for other in &references.records {
        statement.execute(params![record.0.as_bytes(), other.0.as_bytes()])?;
    }
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    connection
        .prepare_cached("UPDATE records SET starts = ?2, ends = ?3 WHERE id = ?1")?
        .execute(params![
            record.0.as_bytes(),
            day(references.starts),
            day(references.ends)
        ])?;
    Ok(())
}
