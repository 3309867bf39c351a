//! Queries that read, on any connection.

use satchel_shared::ids::{DeviceId, OfficeId, RecordId};
use sqlx::{PgConnection, Postgres, QueryBuilder};

use crate::{
    feed::Audience,
    store::{Device, KeptVersion, Link, Office, Place, Result, StoreError, rows},
};

pub(super) async fn owner(connection: &mut PgConnection) -> Result<Option<DeviceId>> {
    let is_made: bool = sqlx::query_scalar("SELECT to_regclass('hub') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await?;
    if !is_made {
        return Ok(None);
    }
    let id: Option<Vec<u8>> = sqlx::query_scalar("SELECT id FROM hub")
        .fetch_optional(connection)
        .await?;
    id.map(|id| DeviceId::from_slice(&id).map_err(|_| StoreError::Damaged("hub")))
        .transpose()
}

pub(super) async fn device(connection: &mut PgConnection, id: DeviceId) -> Result<Option<Device>> {
    let row = sqlx::query(
        "SELECT d.id, d.key, d.office, d.role, d.member, d.counter, d.revoked_at, o.states
         FROM devices d JOIN offices o ON o.id = d.office WHERE d.id = $1",
    )
    .bind(id.0.as_slice())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(rows::device).transpose()
}

pub(super) async fn office(connection: &mut PgConnection, id: OfficeId) -> Result<Option<Office>> {
    let row = sqlx::query("SELECT id, name, kind, states FROM offices WHERE id = $1")
        .bind(id.0.as_bytes().as_slice())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::office).transpose()
}

pub(super) async fn offices(connection: &mut PgConnection) -> Result<Vec<Office>> {
    let all = sqlx::query("SELECT id, name, kind, states FROM offices ORDER BY added_at, id")
        .fetch_all(connection)
        .await?;
    all.iter().map(rows::office).collect()
}

/// One index range an audience, each cut to the limit before they are merged: the cost follows what is returned.
pub(super) async fn places(
    connection: &mut PgConnection,
    audiences: &[Audience],
    after: u64,
    limit: u32,
) -> Result<Vec<Place>> {
    let mut query = QueryBuilder::<Postgres>::new("SELECT position, not_for, bytes FROM (");
    let (after, limit) = (rows::integer(after)?, i64::from(limit));
    for (at, audience) in audiences.iter().enumerate() {
        query.push(if at == 0 { "" } else { " UNION " });
        query.push("(SELECT position, not_for, bytes FROM feed_audiences WHERE audience = ");
        query.push_bind(audience.to_string());
        query.push(" AND position > ").push_bind(after);
        query.push(" ORDER BY position LIMIT ").push_bind(limit).push(")");
    }
    query.push(") AS found ORDER BY position LIMIT ").push_bind(limit);
    query
        .build()
        .fetch_all(connection)
        .await?
        .iter()
        .map(rows::place)
        .collect()
}

pub(super) async fn bodies(connection: &mut PgConnection, positions: &[u64]) -> Result<Vec<Vec<u8>>> {
    let positions: Vec<i64> = positions
        .iter()
        .map(|position| rows::integer(*position))
        .collect::<Result<_>>()?;
    Ok(
        sqlx::query_scalar("SELECT body FROM feed WHERE position = ANY($1) ORDER BY position")
            .bind(positions)
            .fetch_all(connection)
            .await?,
    )
}

pub(super) async fn links(connection: &mut PgConnection, after: u64, limit: u32) -> Result<Vec<Link>> {
    let all = sqlx::query(
        "SELECT number, at, record, event_id, signer, previous, hash, event FROM ledger
         WHERE number > $1 ORDER BY number LIMIT $2",
    )
    .bind(rows::integer(after)?)
    .bind(i64::from(limit))
    .fetch_all(connection)
    .await?;
    all.iter().map(rows::link).collect()
}

pub(super) async fn version(
    connection: &mut PgConnection,
    record: RecordId,
    number: u32,
) -> Result<Option<KeptVersion>> {
    let row = sqlx::query("SELECT record, number, id, body FROM versions WHERE record = $1 AND number = $2")
        .bind(record.0.as_bytes().as_slice())
        .bind(i64::from(number))
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::version).transpose()
}
