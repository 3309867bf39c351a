//! The transaction that writes.

use std::collections::HashSet;

use async_trait::async_trait;
use automerge::ActorId;
use satchel_shared::{
    ids::{DeviceId, EventId, OfficeId, RecommendationId, RecordId},
    states::StateCode,
    wire,
};
use sqlx::{Executor, PgConnection, Row};

use super::reading;
use crate::feed::Audience;
use crate::span::Mark;
use crate::store::{
    Asked, ContentHash, Device, Found, Invitation, KeptAttachment, KeptSnapshot, KeptVersion, Link, Novelty, Office,
    Result, StoreError, Transaction, Writing,
    connections::InUse,
    rows::{self, integer},
};

/// One statement, as most of what one costs is that it is one. The index gives the few spans that overlap each range. Without a
/// device nothing is taken up.
const TAKE_UP_AND_FIND: &str = "WITH taken_up AS (
        UPDATE devices SET counter = $8 WHERE id = $7 AND counter < $8 AND revoked_at = 0 RETURNING 'request'
    )
    SELECT 'record' AS found, id, kind, office, standing, heads,
        NULL::BYTEA AS record, NULL::BYTEA AS actor, NULL::BIGINT AS first, NULL::BIGINT AS last, NULL::BYTEA AS marks,
        NULL::BYTEA AS digest
    FROM records WHERE id = ANY($1)
    UNION ALL
    SELECT 'digest', NULL, NULL, office, NULL, NULL, NULL, NULL, NULL, NULL, NULL, digest
    FROM digests WHERE office = ANY($2)
    UNION ALL
    SELECT 'span', NULL, NULL, NULL, NULL, NULL, known.record, known.actor, known.first, known.last, known.marks, NULL
    FROM UNNEST($3::BYTEA[], $4::BYTEA[], $5::BIGINT[], $6::BIGINT[]) AS among (record, actor, first, last)
    CROSS JOIN LATERAL (
        SELECT record, actor, first, last, marks FROM spans
        WHERE record = among.record AND actor = among.actor AND last >= among.first AND first <= among.last
        ORDER BY last
    ) AS known
    UNION ALL
    SELECT 'request', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM taken_up";

/// The same of what is written. Numbers are taken behind the sorting: positions have the order of
/// the entries.
const PUT: &str = "WITH put_records AS (
        INSERT INTO records (id, kind, office, standing, heads)
        SELECT * FROM UNNEST($1::BYTEA[], $2::TEXT[], $3::BYTEA[], $4::BYTEA[], $5::BYTEA[])
        ON CONFLICT (id) DO UPDATE SET standing = excluded.standing, heads = excluded.heads
    ), add_spans AS (
        INSERT INTO spans (record, actor, first, last, marks)
        SELECT * FROM UNNEST($6::BYTEA[], $7::BYTEA[], $8::BIGINT[], $9::BIGINT[], $10::BYTEA[])
    ), put_digests AS (
        INSERT INTO digests (office, digest) SELECT * FROM UNNEST($11::BYTEA[], $12::BYTEA[])
        ON CONFLICT (office) DO UPDATE SET digest = excluded.digest
    ), entries AS MATERIALIZED (
        SELECT nextval('feed_position_seq') AS position, number, body, not_for
        FROM UNNEST($13::BYTEA[], $14::BYTEA[]) WITH ORDINALITY AS entry (body, not_for, number)
        ORDER BY number
    ), add_entries AS (
        INSERT INTO feed (position, body) OVERRIDING SYSTEM VALUE SELECT position, body FROM entries
    ), add_audiences AS (
        INSERT INTO feed_audiences (audience, position, not_for, bytes)
        SELECT audience, position, not_for, LENGTH(body)
        FROM entries JOIN UNNEST($15::BIGINT[], $16::TEXT[]) AS shown (number, audience) USING (number)
    )
    SELECT position FROM entries ORDER BY number";

/// What is done on a connection since it was begun. Dropped, it never was.
pub(super) struct PostgresTransaction<'a>(pub(super) InUse<'a, PgConnection>);

impl PostgresTransaction<'_> {
    fn connection(&mut self) -> &mut PgConnection {
        &mut self.0
    }

    async fn take_up_and_find(&mut self, request: Option<(DeviceId, i64)>, asked: &Asked) -> Result<(bool, Found)> {
        let (device, counter) = request.unzip();
        let records: Vec<&[u8]> = asked.records.iter().map(|id| id.0.as_bytes().as_slice()).collect();
        let digests: Vec<&[u8]> = asked.digests.iter().map(|id| id.0.as_bytes().as_slice()).collect();
        let ranges = asked.spans.iter();
        let among = columns(ranges.map(|((record, actor), range)| (record, actor, *range.start(), *range.end())))?;
        let rows = sqlx::query(TAKE_UP_AND_FIND)
            .bind(records)
            .bind(digests)
            .bind(among.records)
            .bind(among.actors)
            .bind(among.firsts)
            .bind(among.lasts)
            .bind(device.map(|id| id.0))
            .bind(counter)
            .fetch_all(self.connection())
            .await?;
        let (mut is_taken_up, mut found) = (false, Found::default());
        for row in &rows {
            match row.try_get("found")? {
                "record" => found.records.push(rows::record(row)?),
                "span" => found.spans.push(rows::span(row)?),
                "digest" => drop(found.digests.insert(rows::office_id(row)?, rows::office_digest(row)?)),
                _ => is_taken_up = true,
            }
        }
        Ok((is_taken_up, found))
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

    async fn take_up(&mut self, device: DeviceId, counter: u64, asked: &Asked) -> Result<Option<Found>> {
        let Ok(counter) = i64::try_from(counter) else {
            return Ok(None);
        };
        let (is_taken_up, found) = self.take_up_and_find(Some((device, counter)), asked).await?;
        Ok(is_taken_up.then_some(found))
    }

    async fn find(&mut self, asked: &Asked) -> Result<Found> {
        Ok(self.take_up_and_find(None, asked).await?.1)
    }

    async fn give_positions_above(&mut self, position: u64) -> Result<()> {
        sqlx::query("SELECT setval('feed_position_seq', $1) FROM feed_position_seq WHERE last_value < $1")
            .bind(integer(position)?)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn put(&mut self, writing: Writing<'_>) -> Result<Vec<u64>> {
        let Writing {
            records,
            spans,
            digests,
            entries,
        } = writing;
        let kinds: Vec<&str> = records.iter().map(|it| it.kind.as_str()).collect();
        let offices: Vec<&[u8]> = records.iter().map(|it| it.office.0.as_bytes().as_slice()).collect();
        let standings: Vec<Vec<u8>> = records.iter().map(|it| wire::to_cbor(&it.standing)).collect();
        let heads: Vec<Vec<u8>> = records.iter().map(|it| rows::joined(&it.heads)).collect();
        let records: Vec<&[u8]> = records.iter().map(|it| it.id.0.as_bytes().as_slice()).collect();

        let marks: Vec<Vec<u8>> = spans.iter().map(rows::joined_marks).collect();
        let spans = spans
            .iter()
            .map(|span| (&span.record, &span.actor, span.first, span.last()));
        let spans = columns(spans)?;

        let digests = digests.iter();
        let (digested, digests): (Vec<&[u8]>, Vec<&[u8]>) = digests
            .map(|(office, digest)| (office.0.as_bytes().as_slice(), digest.0.as_slice()))
            .unzip();

        let bodies: Vec<&[u8]> = entries.iter().map(|entry| entry.body.as_slice()).collect();
        let not_for: Vec<Vec<u8>> = entries.iter().map(|entry| rows::or_empty(entry.not_for)).collect();
        let shown = (1_i64..).zip(entries).flat_map(|(number, entry)| {
            let audiences = entry.audiences.iter();
            audiences.map(move |audience| (number, audience.to_string()))
        });
        let (numbers, audiences): (Vec<i64>, Vec<String>) = shown.unzip();

        let positions: Vec<i64> = sqlx::query_scalar(PUT)
            .bind(records)
            .bind(kinds)
            .bind(offices)
            .bind(standings)
            .bind(heads)
            .bind(spans.records)
            .bind(spans.actors)
            .bind(spans.firsts)
            .bind(spans.lasts)
            .bind(marks)
            .bind(digested)
            .bind(digests)
            .bind(bodies)
            .bind(not_for)
            .bind(numbers)
            .bind(audiences)
            .fetch_all(self.connection())
            .await?;
        let positions = positions.into_iter().map(u64::try_from);
        positions
            .collect::<std::result::Result<_, _>>()
            .map_err(|_| StoreError::Damaged("position"))
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

/// Where some spans are, column by column.
#[derive(Default)]
struct Columns<'a> {
    records: Vec<&'a [u8]>,
    actors: Vec<&'a [u8]>,
    firsts: Vec<i64>,
    lasts: Vec<i64>,
}

fn columns<'a>(places: impl IntoIterator<Item = (&'a RecordId, &'a ActorId, u64, u64)>) -> Result<Columns<'a>> {
    let mut columns = Columns::default();
    for (record, actor, first, last) in places {
        columns.records.push(record.0.as_bytes());
        columns.actors.push(actor.to_bytes());
        columns.firsts.push(integer(first)?);
        columns.lasts.push(integer(last)?);
    }
    Ok(columns)
}
