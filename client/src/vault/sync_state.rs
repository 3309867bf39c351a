//! The log of syncs, and what is set aside.

use rusqlite::{Connection, params};
use satchel_shared::{
    exchange::Piece,
    ids::RecordId,
    limits::EXPANDED_BYTES,
    window::{SetAside, SyncAttempt, SyncOutcome},
};

use super::{VaultError, records::record_id};

/// How many attempts the log keeps.
const ATTEMPTS: i64 = 50;
/// How large an update may be that comes in pieces.
#[expect(clippy::cast_possible_wrap, reason = "a limit of some megabytes")]
const COMING_BYTES: i64 = EXPANDED_BYTES as i64;

pub fn log(connection: &Connection, attempt: &SyncAttempt) -> Result<(), VaultError> {
    let outcome = serde_json::to_string(&attempt.outcome).map_err(|error| VaultError::Damaged(error.to_string()))?;
    connection.execute(
        "INSERT INTO attempts (at, outcome) VALUES (?1, ?2)",
        params![attempt.at, outcome],
    )?;
    connection.execute(
        "DELETE FROM attempts WHERE number <= (SELECT max(number) FROM attempts) - ?1",
        [ATTEMPTS],
    )?;
    Ok(())
}

/// The last attempts, the newest first.
pub fn attempts(connection: &Connection) -> Result<Vec<SyncAttempt>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT at, outcome FROM attempts ORDER BY number DESC")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| {
        let (at, outcome) = row?;
        let outcome: SyncOutcome =
            serde_json::from_str(&outcome).map_err(|error| VaultError::Damaged(error.to_string()))?;
        Ok(SyncAttempt { at, outcome })
    })
    .collect()
}

pub fn set_aside(connection: &Connection) -> Result<Vec<SetAside>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT record, coalesce(records.title, ''), problem, at, number FROM set_aside LEFT JOIN records ON records.id = set_aside.record
         ORDER BY number",
    )?;
    let rows = statement.query_map([], |row| {
        let number = row.get(4)?;
        Ok((
            record_id(row, 0)?,
            row.get(1)?,
            row.get::<_, String>(2)?,
            row.get(3)?,
            number,
        ))
    })?;
    rows.map(|row| {
        let (id, title, problem, at, number) = row?;
        let problem = serde_json::from_str(&problem).map_err(|error| VaultError::Damaged(error.to_string()))?;
        Ok(SetAside {
            number,
            id,
            title,
            problem,
            at,
        })
    })
    .collect()
}

/// The numbers of what came and was set aside, the oldest first: not of what the hub refused, which is whole in its record.
pub fn tried_again(connection: &Connection) -> Result<Vec<i64>, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT number FROM set_aside WHERE length(bytes) > 0 ORDER BY number")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The records of which the hub refused something.
pub fn refused(connection: &Connection) -> Result<Vec<RecordId>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT DISTINCT record FROM set_aside WHERE length(bytes) = 0")?;
    let rows = statement.query_map([], |row| record_id(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub fn bytes(connection: &Connection, number: i64) -> Result<Vec<u8>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT bytes FROM set_aside WHERE number = ?1")?;
    Ok(statement.query_row([number], |row| row.get(0))?)
}

/// Whether a colleague gave by file what was set aside.
pub fn came_by_file(connection: &Connection, number: i64) -> Result<bool, VaultError> {
    let mut statement = connection.prepare_cached("SELECT by_file FROM set_aside WHERE number = ?1")?;
    Ok(statement.query_row([number], |row| row.get(0))?)
}

/// What was set aside is in the vault now.
pub fn no_longer_aside(connection: &Connection, number: i64) -> Result<(), VaultError> {
    connection
        .prepare_cached("DELETE FROM set_aside WHERE number = ?1")?
        .execute([number])?;
    Ok(())
}

/// What became of a piece of an update.
#[derive(Debug, PartialEq, Eq)]
pub enum Kept {
    /// More pieces are to come.
    Partly,
    /// The update's bytes, which are kept no more.
    Whole(Vec<u8>),
    /// It does not follow those that came, or makes too much of them.
    Not,
}

/// Keeps a piece of an update that comes in pieces. The first one begins it, and lets go of what was begun before.
pub fn keep_piece(connection: &Connection, piece: &Piece) -> Result<Kept, VaultError> {
    if piece.at == 0 {
        connection.execute("DELETE FROM coming_pieces", [])?;
    }
    let mut statement = connection.prepare_cached("SELECT coalesce(sum(length(bytes)), 0) FROM coming_pieces")?;
    let came: i64 = statement.query_row([], |row| row.get(0))?;
    let at = i64::try_from(piece.at).unwrap_or(i64::MAX);
    if at != came || came.saturating_add_unsigned(piece.bytes.len() as u64) > COMING_BYTES {
        return Ok(Kept::Not);
    }
    connection
        .prepare_cached("INSERT INTO coming_pieces (at, bytes) VALUES (?1, ?2)")?
        .execute(params![at, piece.bytes.as_slice()])?;
    if !piece.is_last {
        return Ok(Kept::Partly);
    }
    let mut statement = connection.prepare_cached("SELECT bytes FROM coming_pieces ORDER BY at")?;
    let pieces = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let pieces: Vec<Vec<u8>> = pieces.collect::<Result<_, _>>()?;
    connection.execute("DELETE FROM coming_pieces", [])?;
    Ok(Kept::Whole(pieces.concat()))
}
