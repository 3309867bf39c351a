//! Records: their list columns, and the bytes of their documents.

use automerge::ChangeHash;
use rusqlite::{Connection, OptionalExtension, Row, params};
use satchel_shared::{
    day::Day,
    digest::Digest,
    ids::{OfficeId, RecordId, VersionId},
    ledger::{Standing, Status},
    schema::Kind,
    window::{Found, ListRecords, RecordRow, Safety, StandingView},
};
use uuid::Uuid;

use super::VaultError;
use crate::words::{Sought, excerpt, folded};

/// After so many increments, a document is written whole again.
const INCREMENTS: i64 = 64;
/// So many of those that a search finds get a piece of their texts, since texts have to be read for it: more than are looked
/// through before another word is typed.
const EXCERPTS: usize = 200;

/// What a record's document says about it: all that changes with an edit or a merge.
#[derive(Debug, Clone, Default)]
pub struct RecordListing {
    pub title: String,
    pub state: String,
    pub language: String,
    /// The year that it is about.
    pub year: Option<u16>,
    /// Codes of its themes, each once.
    pub themes: Vec<String>,
    pub conflicts: usize,
    pub heads: Vec<ChangeHash>,
}

/// A record's row.
#[derive(Debug, Clone)]
pub struct StoredRecord {
    pub id: RecordId,
    pub kind: Kind,
    pub office: OfficeId,
    pub own: bool,
    pub heads: Vec<ChangeHash>,
    pub hub_heads: Vec<ChangeHash>,
    /// Whether changes wait for the hub.
    pub waits: bool,
    pub row: RecordRow,
}

/// What the search knows of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordTexts {
    /// It is found by these.
    pub words: String,
    /// What people wrote, a line each: shown where something is found in it.
    pub shown: String,
}

/// A document's bytes.
#[derive(Debug, Clone)]
pub struct KeptDocument {
    pub snapshot: Vec<u8>,
    pub increments: Vec<Vec<u8>>,
}

const COLUMNS: &str =
    "records.id, kind, office, office_name, own, title, state, language, conflicts, edited_at, heads, hub_heads,
     waits_since, content_id, status, version, version_id, deciding, refused,
     EXISTS (SELECT 1 FROM set_aside WHERE set_aside.record = records.id), year, themes,
     EXISTS (
         SELECT 1 FROM record_files JOIN attachments ON attachments.hash = record_files.hash
         WHERE record_files.record = records.id AND own = 1 AND at_hub = 0
     ) OR EXISTS (SELECT 1 FROM carried_packs WHERE carried_packs.record = records.id),
     unread";

/// One record's row.
pub fn find(connection: &Connection, id: RecordId) -> Result<Option<StoredRecord>, VaultError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM records WHERE id = ?1"))?;
    Ok(statement.query_row([id.0.as_bytes()], read_row).optional()?)
}

/// The records that a list asks for, the last edited first.
pub fn list(connection: &Connection, wanted: &ListRecords) -> Result<Vec<RecordRow>, VaultError> {
    let kind = wanted.narrowing.kind.map(Kind::as_str);
    let sought = Sought::read(&wanted.text);
    let words = sought.query();
    if words.is_empty() && !wanted.text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let found = if words.is_empty() {
        ""
    } else {
        "AND row IN (SELECT rowid FROM record_words WHERE record_words MATCH ?2)"
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM records WHERE (?1 IS NULL OR kind = ?1) {found} ORDER BY edited_at DESC, row DESC"
    ))?;
    let rows = if words.is_empty() {
        statement
            .query_map(params![kind], read_row)?
            .collect::<Result<Vec<_>, _>>()?
    } else {
        statement
            .query_map(params![kind, words], read_row)?
            .collect::<Result<Vec<_>, _>>()?
    };
    let rows = rows.into_iter().map(|record| record.row);
    let mut rows: Vec<RecordRow> = rows.filter(|row| wanted.narrowing.shows(row)).collect();
    if !sought.is_empty() {
        mark(connection, &sought, &mut rows)?;
    }
    Ok(rows)
}

/// Tells where the words stand: in the titles of all, and in the texts of the first of those whose titles do not hold them.
fn mark(connection: &Connection, sought: &Sought, rows: &mut [RecordRow]) -> Result<(), VaultError> {
    let mut texts = connection.prepare_cached("SELECT shown FROM record_texts WHERE record = ?1")?;
    let mut left = EXCERPTS;
    for row in rows {
        let mut found = Found {
            title: sought.found_in(&row.title),
            excerpt: None,
        };
        let missing = sought.missing_from(&row.title);
        if left > 0 && !missing.is_empty() {
            left -= 1;
            let text: Option<String> = texts.query_row([row.id.0.as_bytes()], |row| row.get(0)).optional()?;
            found.excerpt = text.and_then(|text| excerpt(&text, &missing, sought));
        }
        row.found = Some(found);
    }
    Ok(())
}

/// The records whose changes wait for the hub, the longest waiting first.
pub fn waiting(connection: &Connection) -> Result<Vec<(RecordId, String, i64)>, VaultError> {
    let mut statement = connection
        .prepare_cached("SELECT id, title, waits_since FROM records WHERE waits_since > 0 ORDER BY waits_since, row")?;
    let rows = statement.query_map([], |row| Ok((record_id(row, 0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The heads of this office's records that the hub has something of, here and at the hub as far as is known.
pub fn own_heads(connection: &Connection) -> Result<Vec<(RecordId, Vec<ChangeHash>)>, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT id, heads FROM records WHERE own = 1 AND length(hub_heads) > 0")?;
    let rows = statement.query_map([], |row| Ok((record_id(row, 0)?, split(&row.get::<_, Vec<u8>>(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The digest of [`own_heads`], which is kept until any of them changes.
pub fn own_digest(connection: &Connection) -> Result<Digest, VaultError> {
    let mut statement = connection.prepare_cached("SELECT digest FROM kept_digest")?;
    if let Some(kept) = statement.query_row([], |row| row.get(0)).optional()? {
        return Ok(Digest(kept));
    }
    let mut digest = Digest::default();
    for (record, heads) in own_heads(connection)? {
        digest.toggle(record, &heads);
    }
    connection
        .prepare_cached("INSERT INTO kept_digest (digest) VALUES (?1)")?
        .execute([digest.0])?;
    Ok(digest)
}

/// Puts a new record's row, without content yet.
pub fn insert(
    connection: &Connection,
    id: RecordId,
    kind: Kind,
    office: OfficeId,
    office_name: &str,
    own: bool,
    at_ms: i64,
) -> Result<(), VaultError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO records (id, kind, office, office_name, own, edited_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    statement.execute(params![
        id.0.as_bytes(),
        kind.as_str(),
        office.0.as_bytes(),
        office_name,
        own,
        at_ms
    ])?;
    Ok(())
}

/// A record that was listed from its version is this office's own, whose document has come.
pub fn adopt(connection: &Connection, id: RecordId) -> Result<(), VaultError> {
    connection
        .prepare_cached("UPDATE records SET own = 1 WHERE id = ?1")?
        .execute([id.0.as_bytes()])?;
    Ok(())
}

/// Writes what the list knows of a record. The search, and the id of its content, follow with [`bring_up_to_date`]: a
/// keystroke does not wait for them.
pub fn describe(connection: &Connection, id: RecordId, listing: &RecordListing, at_ms: i64) -> Result<(), VaultError> {
    let mut statement = connection.prepare_cached(
        "UPDATE records SET title = ?2, state = ?3, language = ?4, conflicts = ?5, heads = ?6, edited_at = ?7, year = ?8,
             themes = ?9, content_id = x'', stale = 1
         WHERE id = ?1",
    )?;
    statement.execute(params![
        id.0.as_bytes(),
        listing.title,
        listing.state,
        listing.language,
        i64::try_from(listing.conflicts).unwrap_or(i64::MAX),
        join(&listing.heads),
        at_ms,
        listing.year.unwrap_or_default(),
        listing.themes.join(" "),
    ])?;
    Ok(())
}

/// Which stale records are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    All,
    /// Those that have a version.
    Submitted,
}

/// The next records behind a row that were edited since they were last brought up to date, with their rows.
pub fn stale(connection: &Connection, which: Stale, after: i64, most: u32) -> Result<Vec<(i64, RecordId)>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT row, id FROM records WHERE stale = 1 AND row > ?1 AND (?2 OR length(version_id) > 0) ORDER BY row LIMIT ?3",
    )?;
    let rows = statement.query_map(params![after, which == Stale::All, most], |row| {
        Ok((row.get(0)?, record_id(row, 1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes what the search knows of a record, and the id of its content as it is.
pub fn bring_up_to_date(
    connection: &Connection,
    id: RecordId,
    texts: &RecordTexts,
    content_id: VersionId,
) -> Result<(), VaultError> {
    let mut statement =
        connection.prepare_cached("UPDATE records SET content_id = ?2, stale = 0 WHERE id = ?1 RETURNING row")?;
    let row: i64 = statement.query_row(params![id.0.as_bytes(), content_id.0], |row| row.get(0))?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO record_words (rowid, words) VALUES (?1, ?2)")?
        .execute(params![row, folded(&texts.words)])?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO record_texts (record, shown) VALUES (?1, ?2)")?
        .execute(params![id.0.as_bytes(), texts.shown])?;
    Ok(())
}

/// Changes of this device wait from now on, if none did before.
pub fn wait(connection: &Connection, id: RecordId, at_ms: i64) -> Result<(), VaultError> {
    connection
        .prepare_cached("UPDATE records SET waits_since = ?2 WHERE id = ?1 AND waits_since = 0")?
        .execute(params![id.0.as_bytes(), at_ms])?;
    Ok(())
}

/// What the hub has from now on; with `complete`, nothing waits any more.
pub fn hub_has(connection: &Connection, id: RecordId, heads: &[ChangeHash], complete: bool) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "UPDATE records SET hub_heads = ?2, waits_since = CASE WHEN ?3 THEN 0 ELSE waits_since END WHERE id = ?1",
        )?
        .execute(params![id.0.as_bytes(), join(heads), complete])?;
    Ok(())
}

/// What the decisions say of a record.
#[derive(Debug, Clone, Copy)]
pub struct Stands<'a> {
    pub standing: &'a Standing,
    /// Since when it is in its status, milliseconds since 1970; 0: nothing was decided.
    pub since: i64,
    /// Number of the latest version.
    pub version: usize,
    /// Whether a decision made here waits for the hub.
    pub deciding: bool,
    /// Code of the hub's refusal of the last decision; empty: none.
    pub refused: &'a str,
}

/// Writes what the decisions say of a record.
pub fn stand(connection: &Connection, id: RecordId, stands: &Stands<'_>) -> Result<(), VaultError> {
    let Stands {
        standing,
        since,
        version,
        deciding,
        refused,
    } = *stands;
    connection
        .prepare_cached(
            "UPDATE records SET status = ?2, version = ?3, version_id = ?4, deciding = ?5, refused = ?6, unread = ?7,
                 since = ?8, assigned = ?9
             WHERE id = ?1",
        )?
        .execute(params![
            id.0.as_bytes(),
            standing.status.as_str(),
            i64::try_from(version).unwrap_or(i64::MAX),
            standing.versions.last().map(|id| id.0.to_vec()).unwrap_or_default(),
            deciding,
            refused,
            standing.is_unread(),
            since,
            standing.assigned.map(|id| id.0.as_bytes().to_vec()).unwrap_or_default()
        ])?;
    Ok(())
}

/// Takes out a record of another office, with all that is known of it.
pub fn remove(connection: &Connection, id: RecordId) -> Result<(), VaultError> {
    let mut statement = connection.prepare_cached("SELECT row FROM records WHERE id = ?1 AND own = 0")?;
    let row: Option<i64> = statement.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?;
    let Some(row) = row else { return Ok(()) };
    connection.execute("DELETE FROM record_words WHERE rowid = ?1", [row])?;
    connection.execute(
        "DELETE FROM attachments WHERE (hash IN (SELECT hash FROM record_files WHERE record = ?1)
             OR wanted IN (SELECT hash FROM record_files WHERE record = ?1))
             AND NOT EXISTS (
                 SELECT 1 FROM record_files WHERE record_files.hash IN (attachments.hash, wanted) AND record <> ?1
             )",
        [id.0.as_bytes()],
    )?;
    for table in [
        "record_texts",
        "record_links",
        "record_refs",
        "record_files",
        "decisions",
        "versions",
        "set_aside",
    ] {
        connection.execute(&format!("DELETE FROM {table} WHERE record = ?1"), [id.0.as_bytes()])?;
    }
    connection.execute("DELETE FROM records WHERE id = ?1", [id.0.as_bytes()])?;
    Ok(())
}

/// Keeps until which day another office's record may be read; none: no day is set.
pub fn set_shared_until(connection: &Connection, id: RecordId, until: Option<Day>) -> Result<(), VaultError> {
    connection.execute(
        "UPDATE records SET shared_until = ?2 WHERE id = ?1 AND own = 0",
        params![id.0.as_bytes(), until.map(|day| day.to_string()).unwrap_or_default()],
    )?;
    Ok(())
}

/// Lets go of the records of other offices whose last day is over.
pub fn remove_those_over(connection: &Connection, today: Day) -> Result<(), VaultError> {
    let mut statement = connection
        .prepare_cached("SELECT id FROM records WHERE own = 0 AND shared_until <> '' AND shared_until < ?1")?;
    let all = statement.query_map([today.to_string()], |row| record_id(row, 0))?;
    for id in all.collect::<Result<Vec<_>, _>>()? {
        remove(connection, id)?;
    }
    Ok(())
}

/// Lets go of all records of other offices, as [`remove`] does of one.
pub fn remove_of_others(connection: &Connection) -> Result<(), VaultError> {
    let mut statement = connection.prepare_cached("SELECT id FROM records WHERE own = 0")?;
    let all = statement.query_map([], |row| record_id(row, 0))?;
    for id in all.collect::<Result<Vec<_>, _>>()? {
        remove(connection, id)?;
    }
    Ok(())
}

/// The bytes of a record's document.
pub fn document(connection: &Connection, id: RecordId) -> Result<Option<KeptDocument>, VaultError> {
    let mut snapshot = connection.prepare_cached("SELECT snapshot FROM documents WHERE record = ?1")?;
    let snapshot: Option<Vec<u8>> = snapshot.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?;
    let Some(snapshot) = snapshot else { return Ok(None) };
    let mut statement = connection.prepare_cached("SELECT bytes FROM increments WHERE record = ?1 ORDER BY number")?;
    let increments = statement
        .query_map([id.0.as_bytes()], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(Some(KeptDocument { snapshot, increments }))
}

/// Keeps a document whole.
pub fn keep_snapshot(connection: &Connection, id: RecordId, snapshot: &[u8]) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT INTO documents (record, snapshot) VALUES (?1, ?2)
             ON CONFLICT (record) DO UPDATE SET snapshot = excluded.snapshot",
        )?
        .execute(params![id.0.as_bytes(), snapshot])?;
    connection
        .prepare_cached("DELETE FROM increments WHERE record = ?1")?
        .execute([id.0.as_bytes()])?;
    Ok(())
}

/// Keeps what was added. Tells whether it is time for a snapshot.
pub fn keep_increment(connection: &Connection, id: RecordId, bytes: &[u8]) -> Result<bool, VaultError> {
    connection
        .prepare_cached("INSERT INTO increments (record, bytes) VALUES (?1, ?2)")?
        .execute(params![id.0.as_bytes(), bytes])?;
    let mut count = connection.prepare_cached("SELECT count(*) FROM increments WHERE record = ?1")?;
    let count: i64 = count.query_row([id.0.as_bytes()], |row| row.get(0))?;
    Ok(count >= INCREMENTS)
}

/// Sets a record aside, with the bytes that could not be used.
pub fn set_aside(
    connection: &Connection,
    id: RecordId,
    problem: &str,
    bytes: &[u8],
    at_ms: i64,
) -> Result<(), VaultError> {
    set_aside_as(connection, id, problem, bytes, false, at_ms)
}

/// The same, where `by_file` tells whether a colleague gave the bytes.
pub fn set_aside_as(
    connection: &Connection,
    id: RecordId,
    problem: &str,
    bytes: &[u8],
    by_file: bool,
    at_ms: i64,
) -> Result<(), VaultError> {
    // The same refusal again is not a second problem.
    connection
        .prepare_cached(
            "INSERT INTO set_aside (record, at, problem, bytes, by_file) SELECT ?1, ?2, ?3, ?4, ?5
             WHERE NOT EXISTS (SELECT 1 FROM set_aside WHERE record = ?1 AND problem = ?3 AND bytes = ?4)",
        )?
        .execute(params![id.0.as_bytes(), at_ms, problem, bytes, by_file])?;
    Ok(())
}

/// The hub has taken what it had refused before.
pub fn take_back(connection: &Connection, id: RecordId) -> Result<(), VaultError> {
    connection
        .prepare_cached("DELETE FROM set_aside WHERE record = ?1 AND length(bytes) = 0")?
        .execute([id.0.as_bytes()])?;
    Ok(())
}

pub(super) fn record_id(row: &Row<'_>, at: usize) -> rusqlite::Result<RecordId> {
    let bytes: [u8; 16] = row.get(at)?;
    Ok(RecordId(Uuid::from_bytes(bytes)))
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<StoredRecord> {
    let wrong = |at: usize| rusqlite::Error::InvalidColumnType(at, "text".to_owned(), rusqlite::types::Type::Text);
    let kind: Kind = row.get::<_, String>(1)?.parse().map_err(|_| wrong(1))?;
    let office: [u8; 16] = row.get(2)?;
    let own: bool = row.get(4)?;
    let (waits_since, set_aside): (i64, bool) = (row.get(12)?, row.get(19)?);
    let (content_id, version_id): (Vec<u8>, Vec<u8>) = (row.get(13)?, row.get(16)?);
    let status: Status = row.get::<_, String>(14)?.parse().map_err(|_| wrong(14))?;
    let refused: String = row.get(18)?;
    let heads = split(&row.get::<_, Vec<u8>>(10)?);
    let hub_heads = split(&row.get::<_, Vec<u8>>(11)?);
    let untouched = own && hub_heads.is_empty();
    let waits = waits_since > 0 || untouched;
    // A record is at headquarters only with its files, and with what colleagues gave by file.
    let safety = match (set_aside, waits || row.get(22)?) {
        (true, _) => Safety::SetAside,
        (false, true) => Safety::Here,
        (false, false) => Safety::AtHeadquarters,
    };
    let id = record_id(row, 0)?;
    Ok(StoredRecord {
        id,
        kind,
        office: OfficeId(Uuid::from_bytes(office)),
        own,
        heads,
        hub_heads,
        waits,
        row: RecordRow {
            id,
            kind,
            title: row.get(5)?,
            state: row.get(6)?,
            office: row.get(3)?,
            language: row.get(7)?,
            standing: StandingView {
                status,
                version: usize::try_from(row.get::<_, i64>(15)?).unwrap_or_default(),
                edited_since: own && !version_id.is_empty() && content_id != version_id,
                unread: row.get(23)?,
                waiting: row.get(17)?,
                refused: (!refused.is_empty()).then_some(refused),
            },
            conflicts: usize::try_from(row.get::<_, i64>(8)?).unwrap_or_default(),
            safety,
            edited_at: row.get(9)?,
            found: None,
            year: row.get::<_, Option<u16>>(20)?.filter(|year| *year > 0),
            themes: row
                .get::<_, String>(21)?
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
        },
    })
}

pub(super) fn join(heads: &[ChangeHash]) -> Vec<u8> {
    heads.iter().flat_map(|hash| hash.0).collect()
}

pub(super) fn split(bytes: &[u8]) -> Vec<ChangeHash> {
    bytes.as_chunks::<32>().0.iter().map(|hash| ChangeHash(*hash)).collect()
}
