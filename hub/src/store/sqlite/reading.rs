//! Queries that read, on any connection.

use automerge::ChangeHash;
use satchel_shared::{
    digest::Digest,
    ids::{DeviceId, OfficeId, RecordId},
};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use crate::{
    feed::Audience,
    store::{
        ContentHash, KeptAttachment, KeptSnapshot, KeptVersion, Link, Office, Place, Result, SnapshotsAfter, rows,
    },
};

/// SQLite takes 32,766 parameters in one statement; a part of that is plenty.
const PARAMETERS: usize = 8_000;

pub(super) async fn office(connection: &mut SqliteConnection, id: OfficeId) -> Result<Option<Office>> {
    let row = sqlx::query("SELECT id, name, kind, states FROM offices WHERE id = ?")
        .bind(id.0.as_bytes().as_slice())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::office).transpose()
}

pub(super) async fn offices(connection: &mut SqliteConnection) -> Result<Vec<Office>> {
    let all = sqlx::query("SELECT id, name, kind, states FROM offices ORDER BY added_at, id")
        .fetch_all(connection)
        .await?;
    all.iter().map(rows::office).collect()
}

/// One index range an audience, each cut to the limit before they are merged: the cost follows what is returned.
pub(super) async fn places(
    connection: &mut SqliteConnection,
    audiences: &[Audience],
    after: u64,
    limit: u32,
) -> Result<Vec<Place>> {
    let mut query = places_query(audiences, rows::integer(after)?, limit);
    query
        .build()
        .fetch_all(connection)
        .await?
        .iter()
        .map(rows::place)
        .collect()
}

pub(super) fn places_query(audiences: &[Audience], after: i64, limit: u32) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new("");
    for (at, audience) in audiences.iter().enumerate() {
        query.push(if at == 0 { "" } else { " UNION " });
        query.push("SELECT * FROM (SELECT position, not_for, bytes FROM feed_audiences WHERE audience = ");
        query.push_bind(audience.to_string());
        query.push(" AND position > ").push_bind(after);
        query.push(" ORDER BY position LIMIT ").push_bind(limit).push(")");
    }
    query.push(" ORDER BY position LIMIT ").push_bind(limit);
    query
}

pub(super) async fn bodies(connection: &mut SqliteConnection, positions: &[u64]) -> Result<Vec<Vec<u8>>> {
    let mut bodies = Vec::with_capacity(positions.len());
    for part in positions.chunks(PARAMETERS) {
        let mut query = QueryBuilder::<Sqlite>::new("SELECT body FROM feed WHERE position IN (");
        let mut list = query.separated(", ");
        for position in part {
            list.push_bind(rows::integer(*position)?);
        }
        query.push(") ORDER BY position");
        for row in query.build().fetch_all(&mut *connection).await? {
            bodies.push(sqlx::Row::try_get(&row, "body")?);
        }
    }
    Ok(bodies)
}

pub(super) async fn compacted(connection: &mut SqliteConnection, office: OfficeId) -> Result<u64> {
    let row = sqlx::query("SELECT position FROM compactions WHERE office = ?")
        .bind(office.0.as_bytes().as_slice())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map_or(Ok(0), |row| rows::whole(row, "position"))
}

pub(super) async fn snapshots(
    connection: &mut SqliteConnection,
    office: OfficeId,
    after: SnapshotsAfter,
    limit: u32,
) -> Result<Vec<KeptSnapshot>> {
    let all = sqlx::query(
        "SELECT record, office, position, body FROM snapshots
         WHERE office = ?1 AND position > ?2 AND position <= ?3 AND (large > ?4 OR (large = ?4 AND position < ?5))
         ORDER BY large, position DESC LIMIT ?6",
    )
    .bind(office.0.as_bytes().as_slice())
    .bind(rows::integer(after.above)?)
    .bind(rows::integer(after.up_to)?)
    .bind(after.large)
    .bind(rows::integer(after.before)?)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    all.iter().map(rows::snapshot).collect()
}

pub(super) async fn snapshot(connection: &mut SqliteConnection, record: RecordId) -> Result<Option<KeptSnapshot>> {
    let row = sqlx::query("SELECT record, office, position, body FROM snapshots WHERE record = ?")
        .bind(record.0.as_bytes().as_slice())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::snapshot).transpose()
}

pub(super) async fn digest(connection: &mut SqliteConnection, office: OfficeId) -> Result<Option<Digest>> {
    let row = sqlx::query("SELECT digest FROM digests WHERE office = ?")
        .bind(office.0.as_bytes().as_slice())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::office_digest).transpose()
}

pub(super) async fn letter(connection: &mut SqliteConnection, device: DeviceId) -> Result<Option<Vec<u8>>> {
    let row = sqlx::query("SELECT cursor FROM letters WHERE device = ?")
        .bind(device.0.as_slice())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::letter).transpose()
}

pub(super) async fn heads(
    connection: &mut SqliteConnection,
    office: OfficeId,
) -> Result<Vec<(RecordId, Vec<ChangeHash>)>> {
    let all = sqlx::query("SELECT id, heads FROM records WHERE office = ? AND length(heads) > 0")
        .bind(office.0.as_bytes().as_slice())
        .fetch_all(connection)
        .await?;
    all.iter().map(rows::heads_of_record).collect()
}

pub(super) async fn links(connection: &mut SqliteConnection, after: u64, limit: u32) -> Result<Vec<Link>> {
    let all = sqlx::query(
        "SELECT number, at, record, event_id, signer, previous, hash, event FROM ledger
         WHERE number > ? ORDER BY number LIMIT ?",
    )
    .bind(rows::integer(after)?)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    all.iter().map(rows::link).collect()
}

pub(super) async fn version(
    connection: &mut SqliteConnection,
    record: RecordId,
    number: u32,
) -> Result<Option<KeptVersion>> {
    let row = sqlx::query("SELECT record, number, id, body FROM versions WHERE record = ? AND number = ?")
        .bind(record.0.as_bytes().as_slice())
        .bind(number)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::version).transpose()
}

pub(super) async fn attachment(
    connection: &mut SqliteConnection,
    office: OfficeId,
    hash: &ContentHash,
) -> Result<Option<KeptAttachment>> {
    let row = sqlx::query("SELECT hash, office, bytes, whole FROM attachments WHERE office = ? AND hash = ?")
        .bind(office.0.as_bytes().as_slice())
        .bind(hash.as_slice())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::attachment).transpose()
}

pub(super) async fn shown_attachment(
    connection: &mut SqliteConnection,
    hash: &ContentHash,
    audiences: &[Audience],
) -> Result<Option<u64>> {
    let mut query = QueryBuilder::<Sqlite>::new(
        "SELECT bytes FROM attachments JOIN attachment_audiences USING (hash, office) WHERE whole AND hash = ",
    );
    query.push_bind(hash.as_slice()).push(" AND audience IN (");
    let mut list = query.separated(", ");
    for audience in audiences {
        list.push_bind(audience.to_string());
    }
    query.push(") LIMIT 1");
    let row = query.build().fetch_optional(connection).await?;
    row.as_ref().map(|row| rows::whole(row, "bytes")).transpose()
}
