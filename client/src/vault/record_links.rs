//! Which records are tied to which recommendations, beside the documents.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use satchel_shared::{
    ids::{RecommendationId, RecordId},
    recommendation::Recommendation,
    schema::Kind,
    states::StateCode,
    window::LinkedRecord,
};
use uuid::Uuid;

use super::{VaultError, recommendations, records::record_id};

/// Notes the recommendations that a record is tied to, in place of those that were noted before.
pub fn put(connection: &Connection, record: RecordId, links: &[RecommendationId]) -> Result<(), VaultError> {
    connection
        .prepare_cached("DELETE FROM record_links WHERE record = ?1")?
        .execute([record.0.as_bytes()])?;
    let mut statement =
        connection.prepare_cached("INSERT OR IGNORE INTO record_links (recommendation, record) VALUES (?1, ?2)")?;
    for link in links {
        statement.execute(params![link.0.as_bytes(), record.0.as_bytes()])?;
    }
    Ok(())
}

/// The recommendations that a State supports, and its pledges, the latest session first.
pub fn accepted(connection: &Connection, state: StateCode) -> Result<Vec<Recommendation>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT body FROM recommendations WHERE state = ?1 AND (position = 'supported' OR source = 'pledge')
         ORDER BY session DESC, row",
    )?;
    let bodies = statement.query_map([state.as_str()], |row| row.get::<_, String>(0))?;
    bodies.map(|body| recommendations::read(&body?)).collect()
}

/// The records of these kinds that are tied to recommendations to a State, by recommendation.
pub fn records(
    connection: &Connection,
    state: StateCode,
    kinds: &[Kind],
) -> Result<BTreeMap<RecommendationId, Vec<LinkedRecord>>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT records.id, records.kind, records.title, recommendations.id FROM record_links
         JOIN recommendations ON recommendations.id = record_links.recommendation
         JOIN records ON records.id = record_links.record
         WHERE recommendations.state = ?1 ORDER BY records.edited_at DESC, records.row DESC",
    )?;
    let rows = statement.query_map([state.as_str()], |row| {
        let recommendation: [u8; 16] = row.get(3)?;
        let recommendation = RecommendationId(Uuid::from_bytes(recommendation));
        Ok((
            recommendation,
            record_id(row, 0)?,
            row.get::<_, String>(1)?,
            row.get(2)?,
        ))
    })?;
    let mut found: BTreeMap<RecommendationId, Vec<LinkedRecord>> = BTreeMap::new();
    for row in rows {
        let (recommendation, record, kind, title) = row?;
        let Ok(kind) = kind.parse() else {
            return Err(VaultError::Damaged(format!("a record is of the kind {kind:.60}")));
        };
        if kinds.contains(&kind) {
            found
                .entry(recommendation)
                .or_default()
                .push(LinkedRecord { record, kind, title });
        }
    }
    Ok(found)
}
