//! The transaction that writes.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use async_trait::async_trait;
use satchel_shared::{
    day::Day,
    digest::Digest,
    exchange::Refused,
    ids::{CodeHash, DeviceId, EventId, MemberId, OfficeId, RecommendationId, RecordId},
    ledger::Role,
    states::StateCode,
    wire,
};
use sqlx::{Executor, QueryBuilder, SqliteConnection};

use super::{people, reading};
use crate::feed::Audience;
use crate::span::{Mark, Ranges, Span};
use crate::store::{
    Asked, ContentHash, Device, Found, Invitation, KeptAttachment, KeptSnapshot, KeptVersion, KnownRecord, Link,
    Member, NewEntry, Novelty, Office, Result, StoreError, Transaction, Writing,
    connections::InUse,
    rows::{self, integer},
};

/// Rows in one statement: SQLite takes 32,766 values.
const ROWS: usize = 500;

/// What is done on a connection since it was begun. Dropped, it never was.
pub(super) struct SqliteTransaction<'a>(pub(super) InUse<'a, SqliteConnection>);

impl SqliteTransaction<'_> {
    fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.0
    }

    async fn records(&mut self, ids: &BTreeSet<RecordId>) -> Result<Vec<KnownRecord>> {
        let ids: Vec<&RecordId> = ids.iter().collect();
        let mut records = Vec::with_capacity(ids.len());
        for some in ids.chunks(ROWS) {
            let mut query = QueryBuilder::new("SELECT id, kind, office, standing, heads FROM records WHERE id IN (");
            let mut list = query.separated(", ");
            for id in some {
                list.push_bind(id.0.as_bytes().as_slice());
            }
            query.push(")");
            for row in query.build().fetch_all(self.connection()).await? {
                records.push(rows::record(&row)?);
            }
        }
        Ok(records)
    }

    async fn spans(&mut self, among: &Ranges) -> Result<Vec<Span>> {
        let among: Vec<_> = among.iter().collect();
        let mut known = Vec::new();
        for some in among.chunks(ROWS) {
            let places = some
                .iter()
                .map(|(of, range)| Ok((of, integer(*range.start())?, integer(*range.end())?)));
            let places: Vec<_> = places.collect::<Result<_>>()?;
            let mut query = QueryBuilder::new("WITH among (record, actor, first, last) AS (");
            query.push_values(places, |mut row, ((record, actor), first, last)| {
                row.push_bind(record.0.as_bytes().as_slice())
                    .push_bind(actor.to_bytes())
                    .push_bind(first)
                    .push_bind(last);
            });
            // CROSS JOIN keeps the order: the index gives the few that overlap each of those that are asked for.
            query.push(
                ") SELECT spans.record, spans.actor, spans.first, spans.marks FROM among CROSS JOIN spans
                 ON spans.record = among.record AND spans.actor = among.actor
                 AND spans.last >= among.first AND spans.first <= among.last ORDER BY spans.last",
            );
            for row in query.build().fetch_all(self.connection()).await? {
                known.push(rows::span(&row)?);
            }
        }
        Ok(known)
    }

    async fn put_records(&mut self, records: &[KnownRecord]) -> Result<()> {
        for some in records.chunks(ROWS) {
            let mut query = QueryBuilder::new("INSERT INTO records (id, kind, office, standing, heads) ");
            query.push_values(some, |mut row, record| {
                row.push_bind(record.id.0.as_bytes().as_slice())
                    .push_bind(record.subject.as_str())
                    .push_bind(record.office.0.as_bytes().as_slice())
                    .push_bind(wire::to_cbor(&record.standing))
                    .push_bind(rows::joined(&record.heads));
            });
            query.push(" ON CONFLICT (id) DO UPDATE SET standing = excluded.standing, heads = excluded.heads");
            query.build().execute(self.connection()).await?;
        }
        Ok(())
    }

    async fn add_spans(&mut self, spans: &[Span]) -> Result<()> {
        for some in spans.chunks(ROWS) {
            let places = some
                .iter()
                .map(|span| Ok((span, integer(span.first)?, integer(span.last())?)));
            let places: Vec<_> = places.collect::<Result<_>>()?;
            let mut query = QueryBuilder::new("INSERT INTO spans (record, actor, first, last, marks) ");
            query.push_values(places, |mut row, (span, first, last)| {
                row.push_bind(span.record.0.as_bytes().as_slice())
                    .push_bind(span.actor.to_bytes())
                    .push_bind(first)
                    .push_bind(last)
                    .push_bind(rows::joined_marks(span));
            });
            query.build().execute(self.connection()).await?;
        }
        Ok(())
    }

    async fn put_digest(&mut self, office: OfficeId, digest: &Digest) -> Result<()> {
        sqlx::query(
            "INSERT INTO digests (office, digest) VALUES (?, ?)
             ON CONFLICT (office) DO UPDATE SET digest = excluded.digest",
        )
        .bind(office.0.as_bytes().as_slice())
        .bind(digest.0.as_slice())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn append(&mut self, entries: &[NewEntry]) -> Result<Vec<u64>> {
        let mut positions = Vec::with_capacity(entries.len());
        for some in entries.chunks(ROWS) {
            let mut query = QueryBuilder::new("INSERT INTO feed (body) ");
            query.push_values(some, |mut row, entry| {
                row.push_bind(entry.body.as_slice());
            });
            let last = query.build().execute(self.connection()).await?.last_insert_rowid();
            // Nobody else writes meanwhile: they follow each other without a gap.
            let count = i64::try_from(some.len()).map_err(|_| StoreError::Damaged("position"))?;
            let mut shown = Vec::new();
            for (position, entry) in (last - count + 1..=last).zip(some) {
                positions.push(u64::try_from(position).map_err(|_| StoreError::Damaged("position"))?);
                shown.extend(entry.audiences.iter().map(|audience| (position, audience, entry)));
            }
            for some in shown.chunks(ROWS) {
                let mut query = QueryBuilder::new("INSERT INTO feed_audiences (audience, position, not_for, bytes) ");
                query.push_values(some, |mut row, (position, audience, entry)| {
                    row.push_bind(audience.to_string())
                        .push_bind(*position)
                        .push_bind(rows::or_empty(entry.not_for))
                        .push_bind(i64::try_from(entry.body.len()).unwrap_or(i64::MAX));
                });
                query.build().execute(self.connection()).await?;
            }
        }
        Ok(positions)
    }
}

#[async_trait]
impl Transaction for SqliteTransaction<'_> {
    async fn commit(mut self: Box<Self>) -> Result<()> {
        self.connection().execute("COMMIT").await?;
        self.0.give_back();
        Ok(())
    }

    async fn add_office(&mut self, office: &Office, at: i64) -> Result<()> {
        sqlx::query("INSERT INTO offices (id, name, kind, states, added_at) VALUES (?, ?, ?, ?, ?)")
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
        let done = sqlx::query(
            "UPDATE devices SET counter = ?1 WHERE id = ?2 AND counter < ?1 AND revoked_at = 0
             AND ?3 = (SELECT role FROM members WHERE id = holder) AND key = ?4",
        )
        .bind(counter)
        .bind(device.id.0.as_slice())
        .bind(device.role.as_str())
        .bind(device.key.to_bytes().as_slice())
        .execute(self.connection())
        .await?;
        if done.rows_affected() == 0 {
            return Ok(None);
        }
        self.find(asked).await.map(Some)
    }

    async fn find(&mut self, asked: &Asked) -> Result<Found> {
        let mut digests = BTreeMap::new();
        for office in &asked.digests {
            if let Some(digest) = reading::digest(self.connection(), *office).await? {
                digests.insert(*office, digest);
            }
        }
        Ok(Found {
            records: self.records(&asked.records).await?,
            spans: self.spans(&asked.spans).await?,
            digests,
        })
    }

    async fn give_positions_above(&mut self, position: u64) -> Result<()> {
        // The row is there once there was an entry.
        for statement in [
            "UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'feed' AND seq < ?1",
            "INSERT INTO sqlite_sequence (name, seq)
             SELECT 'feed', ?1 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'feed')",
        ] {
            let query = sqlx::query(statement).bind(integer(position)?);
            query.execute(self.connection()).await?;
        }
        Ok(())
    }

    async fn put(&mut self, writing: Writing<'_>) -> Result<Vec<u64>> {
        self.put_records(writing.records).await?;
        self.add_spans(writing.spans).await?;
        for (office, digest) in writing.digests {
            self.put_digest(*office, digest).await?;
        }
        self.append(writing.entries).await
    }

    async fn marks(&mut self, record: RecordId) -> Result<HashSet<Mark>> {
        let all = sqlx::query("SELECT marks FROM spans WHERE record = ?")
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
            "SELECT number, at, record, event_id, signer, previous, hash, event FROM ledger WHERE event_id = ?",
        )
        .bind(event.0.as_bytes().as_slice())
        .fetch_optional(self.connection())
        .await?;
        row.as_ref().map(rows::link).transpose()
    }

    async fn add_link(&mut self, link: &Link) -> Result<()> {
        sqlx::query(
            "INSERT INTO ledger (number, at, record, event_id, signer, previous, hash, event)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
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
        sqlx::query("INSERT INTO versions (record, number, id, body) VALUES (?, ?, ?, ?)")
            .bind(version.record.0.as_bytes().as_slice())
            .bind(version.number)
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
            "INSERT INTO compactions (office, position) VALUES (?, ?)
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
            "INSERT INTO snapshots (record, office, large, position, body) VALUES (?, ?, ?, ?, ?)
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
        let sum: i64 = sqlx::query_scalar("SELECT COALESCE(SUM(bytes), 0) FROM attachments WHERE office = ?")
            .bind(office.0.as_bytes().as_slice())
            .fetch_one(self.connection())
            .await?;
        u64::try_from(sum).map_err(|_| StoreError::Damaged("bytes"))
    }

    async fn put_attachment(&mut self, attachment: &KeptAttachment) -> Result<()> {
        sqlx::query(
            "INSERT INTO attachments (hash, office, bytes, whole) VALUES (?, ?, ?, ?)
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
            "INSERT INTO attachment_audiences (hash, office, audience) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
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
        let told = sqlx::query_as("SELECT code, detail FROM refused_decisions WHERE signed = ?")
            .bind(signed.as_slice())
            .fetch_optional(self.connection())
            .await?;
        Ok(told.map(|(code, detail)| Refused { code, detail }))
    }

    async fn note_refused_decision(&mut self, signed: &ContentHash, refused: &Refused) -> Result<()> {
        sqlx::query("INSERT INTO refused_decisions (signed, code, detail) VALUES (?, ?, ?)")
            .bind(signed.as_slice())
            .bind(&refused.code)
            .bind(&refused.detail)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn note_letter(&mut self, device: DeviceId, cursor: &[u8]) -> Result<()> {
        sqlx::query(
            "INSERT INTO letters (device, cursor) VALUES (?, ?)
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
        let known: Option<Vec<u8>> = sqlx::query_scalar("SELECT content FROM recommendations WHERE id = ?")
            .bind(id)
            .fetch_optional(self.connection())
            .await?;
        let (statement, novelty) = match known {
            // Those that were imported before their contents were noted have ids that follow from their contents.
            Some(known) if known.is_empty() || known == content => return Ok(Novelty::Known),
            Some(_) => (
                "UPDATE recommendations SET state = ?2, content = ?3 WHERE id = ?1",
                Novelty::Updated,
            ),
            None => (
                "INSERT INTO recommendations (id, state, content) VALUES (?1, ?2, ?3)",
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
