//! The window's last requests to edit, each with its answer: one that comes again, because the answer was lost, is answered
//! as it was.

use automerge::ChangeHash;
use rusqlite::{Connection, OptionalExtension, params};
use satchel_shared::ids::{RecordId, RequestId};

use super::{
    VaultError,
    records::{join, split},
};

/// How many of a record's requests are remembered: a window has one under way, and few windows show one record.
const REQUESTS: u32 = 16;

/// The heads that a request was answered with; none where it was not done.
pub fn answer(
    connection: &Connection,
    record: RecordId,
    request: RequestId,
) -> Result<Option<Vec<ChangeHash>>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT heads FROM done_edits WHERE record = ?1 AND request = ?2")?;
    let heads = statement.query_row(params![record.0.as_bytes(), request.0.as_bytes()], |row| {
        row.get::<_, Vec<u8>>(0)
    });
    Ok(heads.optional()?.map(|bytes| split(&bytes)))
}

/// Notes that a request was done. The earliest of the record's are forgotten.
pub fn note(
    connection: &Connection,
    record: RecordId,
    request: RequestId,
    heads: &[ChangeHash],
) -> Result<(), VaultError> {
    connection
        .prepare_cached("INSERT INTO done_edits (record, request, heads) VALUES (?1, ?2, ?3)")?
        .execute(params![record.0.as_bytes(), request.0.as_bytes(), join(heads)])?;
    connection
        .prepare_cached(
            "DELETE FROM done_edits WHERE record = ?1 AND number <
             (SELECT number FROM done_edits WHERE record = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)",
        )?
        .execute(params![record.0.as_bytes(), REQUESTS - 1])?;
    Ok(())
}
