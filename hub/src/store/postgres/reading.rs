//! Queries that read, on any connection.

use automerge::ChangeHash;
use satchel_shared::{
    digest::Digest,
    ids::{DeviceId, OfficeId, RecordId},
};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::people;
use crate::{
    feed::Audience,
    store::{
        ContentHash, KeptAttachment, KeptSnapshot, KeptVersion, Link, Office, Place, Result, SnapshotsAfter,
        StoreError, rows,
    },
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

/// Asks what every exchange asks, with nothing in it: a connection learns the tables and makes its plans when it is asked first.
pub(super) async fn rehearse(connection: &mut PgConnection) -> Result<()> {
    people::device(connection, DeviceId([0; 16])).await?;
    digest(connection, OfficeId(Uuid::nil())).await?;
    places(connection, &[], 0, 1).await?;
    Ok(())
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
pub(super) const PLACES: &str = "SELECT DISTINCT position, not_for, bytes
    FROM UNNEST($1::TEXT[]) AS own (audience)
    CROSS JOIN LATERAL (
        SELECT position, not_for, bytes FROM feed_audiences
        WHERE audience = own.audience AND position > $2
        ORDER BY position LIMIT $3
    ) AS found
    ORDER BY position LIMIT $3";

pub(super) async fn places(
    connection: &mut PgConnection,
    audiences: &[Audience],
    after: u64,
    limit: u32,
) -> Result<Vec<Place>> {
    let audiences: Vec<String> = audiences.iter().map(Audience::to_string).collect();
    let all = sqlx::query(PLACES)
        .bind(audiences)
        .bind(rows::integer(after)?)
        .bind(i64::from(limit))
        .fetch_all(connection)
        .await?;
    all.iter().map(rows::place).collect()
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

pub(super) async fn compacted(connection: &mut PgConnection, office: OfficeId) -> Result<u64> {
    let row = sqlx::query("SELECT position FROM compactions WHERE office = $1")
        .bind(office.0.as_bytes().as_slice())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map_or(Ok(0), |row| rows::whole(row, "position"))
}

pub(super) async fn snapshots(
    connection: &mut PgConnection,
    office: OfficeId,
    after: SnapshotsAfter,
    limit: u32,
) -> Result<Vec<KeptSnapshot>> {
    let all = sqlx::query(
        "SELECT record, office, position, body FROM snapshots
         WHERE office = $1 AND position > $2 AND position <= $3 AND (large > $4 OR (large = $4 AND position < $5))
         ORDER BY large, position DESC LIMIT $6",
    )
    .bind(office.0.as_bytes().as_slice())
    .bind(rows::integer(after.above)?)
    .bind(rows::integer(after.up_to)?)
    .bind(after.large)
    .bind(rows::integer(after.before)?)
    .bind(i64::from(limit))
    .fetch_all(connection)
    .await?;
    all.iter().map(rows::snapshot).collect()
}

pub(super) async fn snapshot(connection: &mut PgConnection, record: RecordId) -> Result<Option<KeptSnapshot>> {
    let row = sqlx::query("SELECT record, office, position, body FROM snapshots WHERE record = $1")
        .bind(record.0.as_bytes().as_slice())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::snapshot).transpose()
}

pub(super) async fn digest(connection: &mut PgConnection, office: OfficeId) -> Result<Option<Digest>> {
    let row = sqlx::query("SELECT digest FROM digests WHERE office = $1")
        .bind(office.0.as_bytes().as_slice())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::office_digest).transpose()
}

pub(super) async fn letter(connection: &mut PgConnection, device: DeviceId) -> Result<Option<Vec<u8>>> {
    let row = sqlx::query("SELECT cursor FROM letters WHERE device = $1")
        .bind(device.0.as_slice())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::letter).transpose()
}

pub(super) async fn heads(connection: &mut PgConnection, office: OfficeId) -> Result<Vec<(RecordId, Vec<ChangeHash>)>> {
    let all = sqlx::query("SELECT id, heads FROM records WHERE office = $1 AND length(heads) > 0")
        .bind(office.0.as_bytes().as_slice())
        .fetch_all(connection)
        .await?;
    all.iter().map(rows::heads_of_record).collect()
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

pub(super) async fn attachment(
    connection: &mut PgConnection,
    office: OfficeId,
    hash: &ContentHash,
) -> Result<Option<KeptAttachment>> {
    let row = sqlx::query(
        "SELECT hash, office, bytes, CAST(CAST(whole AS INTEGER) AS BIGINT) AS whole FROM attachments WHERE office = $1 AND hash = $2",
    )
        .bind(office.0.as_bytes().as_slice())
        .bind(hash.as_slice())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(rows::attachment).transpose()
}

pub(super) async fn shown_attachment(
    connection: &mut PgConnection,
    hash: &ContentHash,
    audiences: &[Audience],
) -> Result<Option<u64>> {
    let mut query = QueryBuilder::<Postgres>::new(
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
