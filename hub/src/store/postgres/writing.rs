//! The transaction that writes.

use std::collections::HashSet;

use async_trait::async_trait;
use satchel_shared::{
    day::Day,
    exchange::Refused,
    ids::{CodeHash, DeviceId, EventId, MemberId, OfficeId, RecommendationId, RecordId},
    ledger::Role,
    states::StateCode,
};
use sqlx::{Executor, PgConnection};

use super::{exchange, people, reading};
use crate::feed::Audience;
use crate::span::Mark;
use crate::store::{
    Asked, ContentHash, Device, Found, Invitation, KeptAttachment, KeptSnapshot, KeptVersion, Link, Member, Novelty,
    Office, Result, StoreError, Transaction, Writing,
    connections::InUse,
    rows::{self, integer},
};

/// What is done on a connection since it was begun. Dropped, it never was.
pub(super) struct PostgresTransaction<'a>(pub(super) InUse<'a, PgConnection>);

impl PostgresTransaction<'_> {
    fn connection(&mut self) -> &mut PgConnection {
        &mut self.0
    }
}

#[async_trait]
impl Transaction for PostgresTransaction<'_> {
    async fn commit(mut self: Box<Self>) -> Result<()> {
        self.connection().execute("COMMIT").await?;
        self.0.give_back();
        Ok(())
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

    async fn add_member(&mut self, member: &Member) -> Result<()> {
        people::add_member(self.connection(), member).await
    }

    async fn member(&mut self, id: MemberId) -> Result<Option<Member>> {
        people::member(self.connection(), id).await
    }

    async fn members(&mut self) -> Result<Vec<Member>> {
        people::members(self.connection()).await
    }

    async fn set_role(&mut self, member: MemberId, role: Role) -> Result<()> {
        people::set_role(self.connection(), member, role).await
    }

    async fn leave(&mut self, member: MemberId, at: i64) -> Result<()> {
        people::leave(self.connection(), member, at).await
    }

    async fn revise(&mut self, member: MemberId) -> Result<()> {
        people::revise(self.connection(), member).await
    }

    async fn add_invitation(&mut self, invitation: &Invitation) -> Result<()> {
        people::add_invitation(self.connection(), invitation).await
    }

    async fn invitation(&mut self, code: CodeHash) -> Result<Option<Invitation>> {
        people::invitation(self.connection(), code).await
    }

    async fn invitations(&mut self) -> Result<Vec<Invitation>> {
        people::invitations(self.connection()).await
    }

    async fn invitations_of(&mut self, member: MemberId) -> Result<Vec<Invitation>> {
        people::invitations_of(self.connection(), member).await
    }

    async fn use_invitation(&mut self, code: CodeHash, by: DeviceId) -> Result<()> {
        people::use_invitation(self.connection(), code, by).await
    }

    async fn add_device(&mut self, device: &Device) -> Result<()> {
        people::add_device(self.connection(), device).await
    }

    async fn device(&mut self, id: DeviceId) -> Result<Option<Device>> {
        people::device(self.connection(), id).await
    }

    async fn devices_of(&mut self, member: MemberId) -> Result<Vec<Device>> {
        people::devices_of(self.connection(), member).await
    }

    async fn revoke_device(&mut self, id: DeviceId, at: i64) -> Result<()> {
        people::revoke(self.connection(), id, at).await
    }

    async fn rescue_device(&mut self, id: DeviceId, at: i64) -> Result<()> {
        people::rescue(self.connection(), id, at).await
    }

    async fn set_keys(&mut self, device: &Device) -> Result<()> {
        people::set_keys(self.connection(), device).await
    }

    async fn note_handed_on(&mut self, record: RecordId, position: u64) -> Result<()> {
        people::note_handed_on(self.connection(), record, position).await
    }

    async fn take_back(&mut self, record: RecordId, audience: Audience) -> Result<()> {
        people::take_back(self.connection(), record, audience).await
    }

    async fn set_share_end(&mut self, record: RecordId, until: Option<Day>) -> Result<()> {
        people::set_share_end(self.connection(), record, until).await
    }

    async fn shares_over(&mut self, today: Day) -> Result<Vec<RecordId>> {
        people::shares_over(self.connection(), today).await
    }

    async fn take_up(&mut self, device: &Device, counter: u64, asked: &Asked) -> Result<Option<Found>> {
        let Ok(counter) = i64::try_from(counter) else {
            return Ok(None);
        };
        let (is_taken_up, found) =
            exchange::take_up_and_find(self.connection(), Some((device, counter)), asked).await?;
        Ok(is_taken_up.then_some(found))
    }

    async fn find(&mut self, asked: &Asked) -> Result<Found> {
        Ok(exchange::take_up_and_find(self.connection(), None, asked).await?.1)
    }

    async fn give_positions_above(&mut self, position: u64) -> Result<()> {
        sqlx::query("SELECT setval('feed_position_seq', $1) FROM feed_position_seq WHERE last_value < $1")
            .bind(integer(position)?)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn put(&mut self, writing: Writing<'_>) -> Result<Vec<u64>> {
        exchange::put(self.connection(), writing).await
    }

    async fn marks(&mut self, record: RecordId) -> Result<HashSet<Mark>> {
        let all = sqlx::query("SELECT marks FROM spans WHERE record = $1")
            .bind(record.0.as_bytes().as_slice())
            .fetch_all(self.connection())
            .await?;
        let mut marks = HashSet::new();
        for row in &all {
            marks.extend(rows::marks(row)?);
        }
        Ok(marks)
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

    async fn version(&mut self, record: RecordId, number: u32) -> Result<Option<KeptVersion>> {
        reading::version(self.connection(), record, number).await
    }

    async fn refused_decision(&mut self, signed: &ContentHash) -> Result<Option<Refused>> {
        let told = sqlx::query_as("SELECT code, detail FROM refused_decisions WHERE signed = $1")
            .bind(signed.as_slice())
            .fetch_optional(self.connection())
            .await?;
        Ok(told.map(|(code, detail)| Refused { code, detail }))
    }

    async fn note_refused_decision(&mut self, signed: &ContentHash, refused: &Refused) -> Result<()> {
        sqlx::query("INSERT INTO refused_decisions (signed, code, detail) VALUES ($1, $2, $3)")
            .bind(signed.as_slice())
            .bind(&refused.code)
            .bind(&refused.detail)
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
