//! What every exchange asks of the connection that writes: one statement before it is judged, and one after.

use automerge::ActorId;
use satchel_shared::{ids::RecordId, wire};
use sqlx::{PgConnection, Row};

use crate::store::{
    Asked, Device, Found, Result, StoreError, Writing,
    rows::{self, integer},
};

/// One statement, as most of what one costs is that it is one. The index gives the few spans that overlap each range. Without a
/// device nothing is taken up.
const TAKE_UP_AND_FIND: &str = "WITH taken_up AS (
        UPDATE devices SET counter = $8 WHERE id = $7 AND counter < $8 AND revoked_at = 0
        AND $9 = (SELECT role FROM members WHERE id = holder) AND key = $10 RETURNING 'request'
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

/// The same of what is written. Numbers are taken behind the sorting: positions have the order of the entries.
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

/// Takes up a device's request by its counter, where there is one; says whether it did, and what the store has of what is asked.
pub(super) async fn take_up_and_find(
    connection: &mut PgConnection,
    request: Option<(&Device, i64)>,
    asked: &Asked,
) -> Result<(bool, Found)> {
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
        .bind(device.map(|device| device.id.0))
        .bind(counter)
        .bind(device.map(|device| device.role.as_str()))
        .bind(device.map(|device| device.key.to_bytes()))
        .fetch_all(connection)
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

/// Asks both with nothing in them: a connection learns the tables and makes its plans when it is asked first. As nothing is
/// written, it takes no transaction, and waits for no other process that writes.
pub(super) async fn rehearse(connection: &mut PgConnection) -> Result<()> {
    take_up_and_find(connection, None, &Asked::default()).await?;
    put(connection, Writing::default()).await?;
    Ok(())
}

/// Writes what an exchange changes; gives the positions of its entries, in their order.
pub(super) async fn put(connection: &mut PgConnection, writing: Writing<'_>) -> Result<Vec<u64>> {
    let Writing {
        records,
        spans,
        digests,
        entries,
    } = writing;
    let kinds: Vec<&str> = records.iter().map(|it| it.subject.as_str()).collect();
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
        .fetch_all(connection)
        .await?;
    let positions = positions.into_iter().map(u64::try_from);
    positions
        .collect::<std::result::Result<_, _>>()
        .map_err(|_| StoreError::Damaged("position"))
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
