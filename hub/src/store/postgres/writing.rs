//! The transaction that writes.

use std::collections::BTreeSet;

use async_trait::async_trait;
use automerge::ChangeHash;
use satchel_shared::{
    digest::Digest,
    ids::{DeviceId, EventId, OfficeId, RecommendationId, RecordId},
    states::StateCode,
    wire,
};
use sqlx::{PgConnection, Postgres};
use tokio::sync::MutexGuard;

use super::reading;
use crate::feed::Audience;
use crate::span::Span;
use crate::store::{
    ContentHash, Device, Invitation, KeptAttachment, KeptSnapshot, KeptVersion, KnownRecord, Link, NewEntry, Novelty,
    Office, Result, StoreError, Transaction,
    rows::{self, integer},
};

pub(super) struct PostgresTransaction<'a> {
    inner: sqlx::Transaction<'static, Postgres>,
    _turn: MutexGuard<'a, ()>,
}

impl<'a> PostgresTransaction<'a> {
    pub(super) fn new(inner: sqlx::Transaction<'static, Postgres>, turn: MutexGuard<'a, ()>) -> Self {
        Self { inner, _turn: turn }
    }

    fn connection(&mut self) -> &mut PgConnection {
        &mut self.inner
    }
}

#[async_trait]
impl Transaction for PostgresTransaction<'_> {
    async fn commit(self: Box<Self>) -> Result<()> {
        Ok(self.inner.commit().await?)
    }

    async fn add_office(&mut self, office: &Office, at: i64) -> Result<()> {
        sqlx::query("INSERT INTO offices (id, name, kind, states, added_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(office.id.0.as_bytes().as_slice())
            .bind(&office.name)
            .bind(office.kind.as_str())
            .bind(rows::states_text(&office.states))
            .bind(at)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn office(&mut self, id: OfficeId) -> Result<Option<Office>> {
        reading::office(self.connection(), id).await
    }

    async fn add_invitation(&mut self, invitation: &Invitation) -> Result<()> {
        sqlx::query(
            "INSERT INTO invitations (hash, office, role, member, expires_at, used_by) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(invitation.hash.as_slice())
        .bind(invitation.office.0.as_bytes().as_slice())
        .bind(invitation.role.as_str())
        .bind(&invitation.member)
        .bind(invitation.expires_at)
        .bind(rows::or_empty(invitation.used_by))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn invitation(&mut self, hash: &ContentHash) -> Result<Option<Invitation>> {
        let row =
            sqlx::query("SELECT hash, office, role, member, expires_at, used_by FROM invitations WHERE hash = $1")
                .bind(hash.as_slice())
                .fetch_optional(self.connection())
                .await?;
        row.as_ref().map(rows::invitation).transpose()
    }

    async fn invitations(&mut self) -> Result<Vec<Invitation>> {
        let all = sqlx::query("SELECT hash, office, role, member, expires_at, used_by FROM invitations")
            .fetch_all(self.connection())
            .await?;
        all.iter().map(rows::invitation).collect()
    }

    async fn use_invitation(&mut self, hash: &ContentHash, device: DeviceId) -> Result<()> {
        sqlx::query("UPDATE invitations SET used_by = $1 WHERE hash = $2")
            .bind(device.0.as_slice())
            .bind(hash.as_slice())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn add_device(&mut self, device: &Device, at: i64) -> Result<()> {
        sqlx::query(
            "INSERT INTO devices (id, key, office, role, member, enrolled_at, counter) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(device.id.0.as_slice())
        .bind(device.key.to_bytes().as_slice())
        .bind(device.office.0.as_bytes().as_slice())
        .bind(device.role.as_str())
        .bind(&device.member)
        .bind(at)
        .bind(integer(device.counter)?)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn device(&mut self, id: DeviceId) -> Result<Option<Device>> {
        reading::device(self.connection(), id).await
    }

    async fn revoke_device(&mut self, id: DeviceId, at: i64) -> Result<()> {
        sqlx::query("UPDATE devices SET revoked_at = $1 WHERE id = $2 AND revoked_at = 0")
            .bind(at)
            .bind(id.0.as_slice())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn raise_counter(&mut self, device: DeviceId, counter: u64) -> Result<bool> {
        let done = sqlx::query("UPDATE devices SET counter = $1 WHERE id = $2 AND counter < $1")
            .bind(integer(counter)?)
            .bind(device.0.as_slice())
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() == 1)
    }

    async fn record(&mut self, id: RecordId) -> Result<Option<KnownRecord>> {
        let row = sqlx::query("SELECT id, kind, office, standing, heads FROM records WHERE id = $1")
            .bind(id.0.as_bytes().as_slice())
            .fetch_optional(self.connection())
            .await?;
        row.as_ref().map(rows::record).transpose()
    }

    async fn put_record(&mut self, record: &KnownRecord) -> Result<()> {
        sqlx::query(
            "INSERT INTO records (id, kind, office, standing, heads) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET standing = excluded.standing, heads = excluded.heads",
        )
        .bind(record.id.0.as_bytes().as_slice())
        .bind(record.kind.as_str())
        .bind(record.office.0.as_bytes().as_slice())
        .bind(wire::to_cbor(&record.standing))
        .bind(rows::joined(&record.heads))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn spans(&mut self, record: RecordId, among: &Span) -> Result<Vec<Span>> {
        let all = sqlx::query(
            "SELECT actor, first, hashes FROM spans
             WHERE record = $1 AND actor = $2 AND last >= $3 AND first <= $4 ORDER BY last",
        )
        .bind(record.0.as_bytes().as_slice())
        .bind(among.actor.to_bytes())
        .bind(integer(among.first)?)
        .bind(integer(among.last())?)
        .fetch_all(self.connection())
        .await?;
        all.iter().map(rows::span).collect()
    }

    async fn missing(&mut self, record: RecordId, hashes: &BTreeSet<ChangeHash>) -> Result<BTreeSet<ChangeHash>> {
        let all = sqlx::query("SELECT hashes FROM spans WHERE record = $1")
            .bind(record.0.as_bytes().as_slice())
            .fetch_all(self.connection())
            .await?;
        let mut missing = hashes.clone();
        for row in &all {
            for hash in rows::hashes(row, "hashes")? {
                missing.remove(&hash);
            }
        }
        Ok(missing)
    }

    async fn add_spans(&mut self, record: RecordId, spans: &[Span]) -> Result<()> {
        for span in spans {
            sqlx::query("INSERT INTO spans (record, actor, first, last, hashes) VALUES ($1, $2, $3, $4, $5)")
                .bind(record.0.as_bytes().as_slice())
                .bind(span.actor.to_bytes())
                .bind(integer(span.first)?)
                .bind(integer(span.last())?)
                .bind(rows::joined(&span.hashes))
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    async fn last_link(&mut self) -> Result<Option<Link>> {
        let row = sqlx::query(
            "SELECT number, at, record, event_id, signer, previous, hash, event FROM ledger ORDER BY number DESC LIMIT 1",
        )
        .fetch_optional(self.connection())
        .await?;
        row.as_ref().map(rows::link).transpose()
    }

    async fn link_of(&mut self, event: EventId) -> Result<Option<Link>> {
        let row = sqlx::query(
            "SELECT number, at, record, event_id, signer, previous, hash, event FROM ledger WHERE event_id = $1",
        )
        .bind(event.0.as_bytes().as_slice())
        .fetch_optional(self.connection())
        .await?;
        row.as_ref().map(rows::link).transpose()
    }

    async fn add_link(&mut self, link: &Link) -> Result<()> {
        sqlx::query(
            "INSERT INTO ledger (number, at, record, event_id, signer, previous, hash, event)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(integer(link.number)?)
        .bind(link.at)
        .bind(link.record.0.as_bytes().as_slice())
        .bind(link.event_id.0.as_bytes().as_slice())
        .bind(link.signer.0.as_slice())
        .bind(link.previous.as_slice())
        .bind(link.hash.as_slice())
        .bind(&link.event)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn add_version(&mut self, version: &KeptVersion) -> Result<()> {
        sqlx::query("INSERT INTO versions (record, number, id, body) VALUES ($1, $2, $3, $4)")
            .bind(version.record.0.as_bytes().as_slice())
            .bind(i64::from(version.number))
            .bind(version.id.0.as_slice())
            .bind(&version.body)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn append(&mut self, entry: &NewEntry) -> Result<u64> {
        let position: i64 = sqlx::query_scalar("INSERT INTO feed (body) VALUES ($1) RETURNING position")
            .bind(&entry.body)
            .fetch_one(self.connection())
            .await?;
        let audiences: Vec<String> = entry.audiences.iter().map(ToString::to_string).collect();
        sqlx::query(
            "INSERT INTO feed_audiences (audience, position, not_for, bytes)
             SELECT audience, $2, $3, $4 FROM UNNEST($1::TEXT[]) AS audience",
        )
        .bind(audiences)
        .bind(position)
        .bind(rows::or_empty(entry.not_for))
        .bind(i64::try_from(entry.body.len()).unwrap_or(i64::MAX))
        .execute(self.connection())
        .await?;
        u64::try_from(position).map_err(|_| StoreError::Damaged("position"))
    }

    async fn compacted(&mut self, office: OfficeId) -> Result<u64> {
        reading::compacted(self.connection(), office).await
    }

    async fn set_compacted(&mut self, office: OfficeId, position: u64) -> Result<()> {
        sqlx::query(
            "INSERT INTO compactions (office, position) VALUES ($1, $2)
             ON CONFLICT (office) DO UPDATE SET position = excluded.position",
        )
        .bind(office.0.as_bytes().as_slice())
        .bind(integer(position)?)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn snapshot(&mut self, record: RecordId) -> Result<Option<KeptSnapshot>> {
        reading::snapshot(self.connection(), record).await
    }

    async fn put_snapshot(&mut self, snapshot: &KeptSnapshot) -> Result<()> {
        sqlx::query(
            "INSERT INTO snapshots (record, office, large, position, body) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (record) DO UPDATE SET
                 large = excluded.large, position = excluded.position, body = excluded.body",
        )
        .bind(snapshot.record.0.as_bytes().as_slice())
        .bind(snapshot.office.0.as_bytes().as_slice())
        .bind(snapshot.is_large())
        .bind(integer(snapshot.position)?)
        .bind(&snapshot.body)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn attachment(&mut self, office: OfficeId, hash: &ContentHash) -> Result<Option<KeptAttachment>> {
        reading::attachment(self.connection(), office, hash).await
    }

    async fn attachment_bytes(&mut self, office: OfficeId) -> Result<u64> {
        let sum: i64 =
            sqlx::query_scalar("SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM attachments WHERE office = $1")
                .bind(office.0.as_bytes().as_slice())
                .fetch_one(self.connection())
                .await?;
        u64::try_from(sum).map_err(|_| StoreError::Damaged("bytes"))
    }

    async fn put_attachment(&mut self, attachment: &KeptAttachment) -> Result<()> {
        sqlx::query(
            "INSERT INTO attachments (hash, office, bytes, whole) VALUES ($1, $2, $3, $4)
             ON CONFLICT (office, hash) DO UPDATE SET bytes = excluded.bytes, whole = excluded.whole",
        )
        .bind(attachment.hash.as_slice())
        .bind(attachment.office.0.as_bytes().as_slice())
        .bind(integer(attachment.bytes)?)
        .bind(attachment.is_whole)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn show_attachment(&mut self, office: OfficeId, hash: &ContentHash, audience: Audience) -> Result<()> {
        sqlx::query(
            "INSERT INTO attachment_audiences (hash, office, audience) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        )
        .bind(hash.as_slice())
        .bind(office.0.as_bytes().as_slice())
        .bind(audience.to_string())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn digest(&mut self, office: OfficeId) -> Result<Option<Digest>> {
        reading::digest(self.connection(), office).await
    }

    async fn set_digest(&mut self, office: OfficeId, digest: &Digest) -> Result<()> {
        sqlx::query(
            "INSERT INTO digests (office, digest) VALUES ($1, $2)
             ON CONFLICT (office) DO UPDATE SET digest = excluded.digest",
        )
        .bind(office.0.as_bytes().as_slice())
        .bind(digest.0.as_slice())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn note_letter(&mut self, device: DeviceId, cursor: &[u8]) -> Result<()> {
        sqlx::query(
            "INSERT INTO letters (device, cursor) VALUES ($1, $2)
             ON CONFLICT (device) DO UPDATE SET cursor = excluded.cursor",
        )
        .bind(device.0.as_slice())
        .bind(cursor)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn put_recommendation(
        &mut self,
        id: RecommendationId,
        state: StateCode,
        content: &ContentHash,
    ) -> Result<Novelty> {
        let id = id.0.as_bytes().as_slice();
        let known: Option<Vec<u8>> = sqlx::query_scalar("SELECT content FROM recommendations WHERE id = $1")
            .bind(id)
            .fetch_optional(self.connection())
            .await?;
        let (statement, novelty) = match known {
            Some(known) if known == content => return Ok(Novelty::Known),
            Some(_) => (
                "UPDATE recommendations SET state = $2, content = $3 WHERE id = $1",
                Novelty::Updated,
            ),
            None => (
                "INSERT INTO recommendations (id, state, content) VALUES ($1, $2, $3)",
                Novelty::New,
            ),
        };
        sqlx::query(statement)
            .bind(id)
            .bind(state.as_str())
            .bind(content.as_slice())
            .execute(self.connection())
            .await?;
        Ok(novelty)
    }
}
