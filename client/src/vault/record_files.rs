//! Which records name which files, beside the documents; what of them is to be sent, and what is wanted.

use rusqlite::{Connection, params};
use satchel_shared::ids::RecordId;

use super::{VaultError, attachments::Hash, records::record_id};

/// A file as a record names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedFile {
    pub hash: Hash,
    pub bytes: u64,
}

/// Of files that are whole, those that the hub has not acknowledged.
const UNSENT: &str = "attachments.hash IS NOT NULL AND at_hub = 0";

/// Notes the files that a record names, in place of those that were noted before.
pub fn put(connection: &Connection, record: RecordId, files: &[NamedFile]) -> Result<(), VaultError> {
    connection
        .prepare_cached("DELETE FROM record_files WHERE record = ?1")?
        .execute([record.0.as_bytes()])?;
    files.iter().try_for_each(|file| add(connection, record, file))
}

/// Notes one more.
pub fn add(connection: &Connection, record: RecordId, file: &NamedFile) -> Result<(), VaultError> {
    let bytes = i64::try_from(file.bytes).unwrap_or(i64::MAX);
    connection
        .prepare_cached("INSERT OR REPLACE INTO record_files (record, hash, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![record.0.as_bytes(), file.hash, bytes])?;
    Ok(())
}

/// Whether any file is to be sent or fetched.
pub fn any_to_move(connection: &Connection) -> Result<bool, VaultError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT EXISTS (
             SELECT 1 FROM attachments JOIN record_files ON record_files.hash = attachments.hash
             JOIN records ON records.id = record WHERE {UNSENT} AND own = 1
         ) OR EXISTS (
             SELECT 1 FROM record_files LEFT JOIN attachments ON attachments.hash = record_files.hash
             WHERE attachments.hash IS NULL
         )"
    ))?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The files of this office's records that are here and that the hub has not acknowledged, the smallest first.
pub fn unsent(connection: &Connection) -> Result<Vec<NamedFile>, VaultError> {
    files(
        connection,
        &format!(
            "SELECT attachments.hash, attachments.bytes FROM attachments WHERE {UNSENT} AND EXISTS (
                 SELECT 1 FROM record_files JOIN records ON records.id = record
                 WHERE record_files.hash = attachments.hash AND own = 1
             ) ORDER BY attachments.bytes, attachments.hash"
        ),
    )
}

/// The files that records name and that are not here, the smallest first.
pub fn wanted(connection: &Connection) -> Result<Vec<NamedFile>, VaultError> {
    files(
        connection,
        "SELECT record_files.hash, max(record_files.bytes) AS size FROM record_files
         LEFT JOIN attachments ON attachments.hash = record_files.hash
         WHERE attachments.hash IS NULL GROUP BY record_files.hash ORDER BY size, record_files.hash",
    )
}

fn files(connection: &Connection, query: &str) -> Result<Vec<NamedFile>, VaultError> {
    let mut statement = connection.prepare_cached(query)?;
    let rows = statement.query_map([], |row| {
        Ok(NamedFile {
            hash: row.get(0)?,
            bytes: u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// This office's records with files that the hub has not acknowledged: id, title, last edited.
pub fn waiting(connection: &Connection) -> Result<Vec<(RecordId, String, i64)>, VaultError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id, title, edited_at FROM records WHERE own = 1 AND EXISTS (
             SELECT 1 FROM record_files JOIN attachments ON attachments.hash = record_files.hash
             WHERE record = records.id AND {UNSENT}
         ) ORDER BY edited_at, row"
    ))?;
    let rows = statement.query_map([], |row| Ok((record_id(row, 0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// This office's records that name a file.
pub fn naming(connection: &Connection, hash: &Hash) -> Result<Vec<RecordId>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT record FROM record_files JOIN records ON records.id = record WHERE hash = ?1 AND own = 1",
    )?;
    let rows = statement.query_map([hash], |row| record_id(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
