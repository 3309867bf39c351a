//! The bytes of attached files, in pieces, each file once.

use rusqlite::{Connection, OptionalExtension, params};

use satchel_shared::limits::{ATTACHMENT_PIECE_BYTES, VAULT_ATTACHMENT_BYTES};

use super::VaultError;

const PIECE: u64 = ATTACHMENT_PIECE_BYTES as u64;

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

/// Takes out what never came whole, but for what comes from elsewhere and goes on where it was cut.
pub(super) fn forget_unfinished(connection: &Connection) -> Result<(), VaultError> {
    connection.execute("DELETE FROM attachments WHERE hash IS NULL AND wanted IS NULL", [])?;
    Ok(())
}

/// A file that comes from elsewhere, in stretches of any length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComingFile {
    pub number: i64,
    /// How long it is to be.
    pub bytes: u64,
    /// How many bytes of it are here, from its beginning to the first gap.
    pub came: u64,
}

/// The file of this hash that comes from elsewhere, which begins here if need be; one that was to have another length begins
/// anew.
pub fn coming(connection: &Connection, hash: &Hash, bytes: u64) -> Result<ComingFile, VaultError> {
    let mut statement = connection.prepare_cached("SELECT number FROM attachments WHERE wanted = ?1 AND bytes = ?2")?;
    let known = statement
        .query_row(params![hash, size(bytes)], |row| row.get(0))
        .optional()?;
    if let Some(number) = known {
        let came = in_a_row(connection, number)?;
        return Ok(ComingFile { number, bytes, came });
    }
    connection.execute("DELETE FROM attachments WHERE wanted = ?1", [hash])?;
    connection.execute(
        "INSERT INTO attachments (bytes, wanted) VALUES (?1, ?2)",
        params![size(bytes), hash],
    )?;
    let number = connection.last_insert_rowid();
    Ok(ComingFile { number, bytes, came: 0 })
}

/// Bytes of a coming file from its beginning to the first gap.
fn in_a_row(connection: &Connection, number: i64) -> Result<u64, VaultError> {
    let mut statement = connection
        .prepare_cached("SELECT place, length(bytes) FROM attachment_pieces WHERE attachment = ?1 ORDER BY place")?;
    let mut rows = statement.query([number])?;
    let mut came = 0;
    while let Some(row) = rows.next()? {
        let (place, length): (i64, i64) = (row.get(0)?, row.get(1)?);
        if size(came) != place * size(PIECE) {
            break;
        }
        came += u64::try_from(length).unwrap_or_default();
    }
    Ok(came)
}

/// Adds bytes to a file that comes from elsewhere, from its byte `at` on; gives how far it has come. A satchel's pieces may come
/// in any order: of a piece of the vault what is here already stays, and what would leave a gap within one is dropped.
pub fn put(connection: &Connection, file: &ComingFile, mut at: u64, bytes: &[u8]) -> Result<ComingFile, VaultError> {
    let room = usize::try_from(file.bytes.saturating_sub(at)).unwrap_or(usize::MAX);
    let mut bytes = bytes.get(..room).unwrap_or(bytes);
    let mut here = connection
        .prepare_cached("SELECT length(bytes) FROM attachment_pieces WHERE attachment = ?1 AND place = ?2")?;
    let mut add = connection.prepare_cached(
        "INSERT INTO attachment_pieces (attachment, place, bytes) VALUES (?1, ?2, ?3)
         ON CONFLICT (attachment, place) DO UPDATE SET bytes = CAST(bytes || excluded.bytes AS BLOB)",
    )?;
    while !bytes.is_empty() {
        let (place, within) = (size(at / PIECE), usize::try_from(at % PIECE).unwrap_or_default());
        let (now, rest) = bytes.split_at(bytes.len().min(ATTACHMENT_PIECE_BYTES - within));
        let known: Option<i64> = here
            .query_row(params![file.number, place], |row| row.get(0))
            .optional()?;
        let known = usize::try_from(known.unwrap_or_default()).unwrap_or_default();
        let new = known.checked_sub(within).and_then(|known| now.get(known..));
        if let Some(new) = new.filter(|new| !new.is_empty()) {
            add.execute(params![file.number, place, new])?;
        }
        at += now.len() as u64;
        bytes = rest;
    }
    let came = in_a_row(connection, file.number)?;
    Ok(ComingFile { came, ..*file })
}

/// Makes a file that has come whole a kept one, where its bytes are what its hash says; otherwise lets go of it. Says which.
/// With `at_hub`, it came from there.
pub fn finish(connection: &Connection, file: &ComingFile, hash: &Hash, at_hub: bool) -> Result<bool, VaultError> {
    let mut hasher = blake3::Hasher::new();
    for place in 0.. {
        match coming_piece(connection, file.number, place)? {
            Some(bytes) => hasher.update(&bytes),
            None => break,
        };
    }
    if hasher.finalize().as_bytes() != hash {
        forget(connection, file.number)?;
        return Ok(false);
    }
    if is_kept(connection, hash)? {
        forget(connection, file.number)?;
    } else {
        connection.execute(
            "UPDATE attachments SET hash = wanted, wanted = NULL WHERE number = ?1",
            [file.number],
        )?;
    }
    if at_hub {
        hub_has(connection, hash)?;
    }
    Ok(true)
}

/// The hub has acknowledged a file.
pub fn hub_has(connection: &Connection, hash: &Hash) -> Result<(), VaultError> {
    connection.execute("UPDATE attachments SET at_hub = 1 WHERE hash = ?1", [hash])?;
    Ok(())
}

/// Whether the hub still has the files that it acknowledged is not known any more: each is asked for again.
pub fn doubt_hub(connection: &Connection) -> Result<(), VaultError> {
    connection.execute("UPDATE attachments SET at_hub = 0", [])?;
    Ok(())
}

/// Bytes of a kept file from one place on, as many as there are, at most so many.
pub fn stretch(connection: &Connection, hash: &Hash, from: u64, most: usize) -> Result<Vec<u8>, VaultError> {
    let mut bytes = Vec::with_capacity(most);
    while bytes.len() < most {
        let at = from + bytes.len() as u64;
        let place = u32::try_from(at / PIECE).unwrap_or(u32::MAX);
        let Some(piece) = piece(connection, hash, place)? else {
            break;
        };
        let within = usize::try_from(at % PIECE).unwrap_or_default();
        let Some(rest) = piece.get(within..).filter(|rest| !rest.is_empty()) else {
            break;
        };
        bytes.extend_from_slice(&rest[..rest.len().min(most - bytes.len())]);
    }
    Ok(bytes)
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

/// Whether the vault has room for a file that comes from elsewhere, or has begun to: then it is counted already.
pub fn has_room_for(connection: &Connection, hash: &Hash, bytes: u64) -> Result<bool, VaultError> {
    if bytes <= room(connection)? {
        return Ok(true);
    }
    let mut statement = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM attachments WHERE wanted = ?1)")?;
    Ok(statement.query_row([hash], |row| row.get(0))?)
}

/// How many more bytes of files the vault may hold; those that are coming count whole.
pub fn room(connection: &Connection) -> Result<u64, VaultError> {
    let sum: i64 = connection.query_row("SELECT COALESCE(SUM(bytes), 0) FROM attachments", [], |row| row.get(0))?;
    Ok(VAULT_ATTACHMENT_BYTES.saturating_sub(u64::try_from(sum).unwrap_or_default()))
}

fn size(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
