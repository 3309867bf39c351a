//! The bytes of attached files, in pieces, each file once.

use rusqlite::{Connection, OptionalExtension, params};

use super::VaultError;

/// BLAKE3 of a whole file.
pub type Hash = [u8; 32];

/// Makes room for a file of so many bytes, and gives its number. Nobody sees it until it is kept.
pub fn begin(connection: &Connection, bytes: u64) -> Result<i64, VaultError> {
    connection.execute("INSERT INTO attachments (bytes) VALUES (?1)", [size(bytes)])?;
    Ok(connection.last_insert_rowid())
}

pub fn add_piece(connection: &Connection, number: i64, place: u32, bytes: &[u8]) -> Result<(), VaultError> {
    let mut statement =
        connection.prepare_cached("INSERT INTO attachment_pieces (attachment, place, bytes) VALUES (?1, ?2, ?3)")?;
    statement.execute(params![number, place, bytes])?;
    Ok(())
}

/// Names a file that came whole. Where its bytes are kept already, the new ones go.
pub fn keep(connection: &Connection, number: i64, hash: &Hash) -> Result<(), VaultError> {
    if is_kept(connection, hash)? {
        return forget(connection, number);
    }
    connection.execute(
        "UPDATE attachments SET hash = ?2 WHERE number = ?1",
        params![number, hash],
    )?;
    Ok(())
}

/// Takes out a file that is coming.
pub fn forget(connection: &Connection, number: i64) -> Result<(), VaultError> {
    connection.execute("DELETE FROM attachments WHERE number = ?1 AND hash IS NULL", [number])?;
    Ok(())
}

/// Takes out what never came whole.
pub(super) fn forget_unfinished(connection: &Connection) -> Result<(), VaultError> {
    connection.execute("DELETE FROM attachments WHERE hash IS NULL", [])?;
    Ok(())
}

pub fn is_kept(connection: &Connection, hash: &Hash) -> Result<bool, VaultError> {
    let mut statement = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM attachments WHERE hash = ?1)")?;
    Ok(statement.query_row([hash], |row| row.get(0))?)
}

/// A piece of a kept file; none behind the last.
pub fn piece(connection: &Connection, hash: &Hash, place: u32) -> Result<Option<Vec<u8>>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT attachment_pieces.bytes FROM attachments JOIN attachment_pieces ON attachment = number
         WHERE hash = ?1 AND place = ?2",
    )?;
    Ok(statement.query_row(params![hash, place], |row| row.get(0)).optional()?)
}

/// A piece of a file that is coming.
pub fn coming_piece(connection: &Connection, number: i64, place: u32) -> Result<Option<Vec<u8>>, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT bytes FROM attachment_pieces WHERE attachment = ?1 AND place = ?2")?;
    Ok(statement
        .query_row(params![number, place], |row| row.get(0))
        .optional()?)
}

/// Bytes of all files, those that are coming too.
pub fn bytes(connection: &Connection) -> Result<u64, VaultError> {
    let sum: i64 = connection.query_row("SELECT COALESCE(SUM(bytes), 0) FROM attachments", [], |row| row.get(0))?;
    Ok(u64::try_from(sum).unwrap_or_default())
}

fn size(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
