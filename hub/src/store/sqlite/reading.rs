//! Queries that read, on any connection.

use satchel_shared::ids::{DeviceId, OfficeId, RecordId};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use crate::{
    feed::Audience,
    store::{Device, KeptVersion, Link, Office, Place, Result, rows},
};

/// SQLite takes 32,766 parameters in one statement; a part of that is plenty.
pub(super) const PARAMETERS: usize = 8_000;

pub(super) async fn device(connection: &mut SqliteConnection, id: DeviceId) -> Result<Option<Device>> {
    let row = sqlx::query(
        "SELECT d.id, d.key, d.office, d.role, d.member, d.counter, d.revoked_at, o.states
         FROM devices d JOIN offices o ON o.id = d.office WHERE d.id = ?",
    )
    .bind(id.0.as_slice())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(rows::device).transpose()
}

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
