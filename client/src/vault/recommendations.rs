//! Recommendations and their search.

use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value};
use satchel_shared::{
    ids::RecommendationId,
    recommendation::{Position, Recommendation},
    window::{RecommendationFilter, RecommendationHit},
};

use super::{VaultError, recommendation_filters};
use crate::words::{Sought, folded, of_state};

/// Among so many that hold what is sought, the newest, the best are chosen: a search's time must not grow with its hits. All
/// that hold a word such as `torture` are among so many of 34,000; of those that hold more frequent ones, and no other word,
/// the rank says little.
const RANKED: usize = 3_000;
/// A search's words with what they are of.
const JOINED: &str = "recommendation_words JOIN recommendations ON recommendations.row = recommendation_words.rowid";

/// Keeps recommendations. One that is here already and says something else now takes the place of what it said.
pub fn put(connection: &Connection, list: &[Recommendation]) -> Result<(), VaultError> {
    let mut index = connection.prepare_cached("INSERT INTO recommendation_words (rowid, words) VALUES (?1, ?2)")?;
    for recommendation in list {
        let body = serde_json::to_string(recommendation).map_err(|error| VaultError::Damaged(error.to_string()))?;
        if let Some(row) = recommendation_filters::keep(connection, recommendation, &body)? {
            index.execute(params![row, folded(&words(recommendation))])?;
        }
    }
    Ok(())
}

/// Indexes all recommendations anew.
pub(super) fn index_all(connection: &Connection) -> Result<(), VaultError> {
    let mut all = connection.prepare("SELECT row, body FROM recommendations")?;
    let mut rows = all.query([])?;
    let mut index = connection.prepare_cached("INSERT INTO recommendation_words (rowid, words) VALUES (?1, ?2)")?;
    while let Some(row) = rows.next()? {
        let recommendation = read(&row.get::<_, String>(1)?)?;
        index.execute(params![row.get::<_, i64>(0)?, folded(&words(&recommendation))])?;
    }
    Ok(())
}

/// How many there are.
pub fn count(connection: &Connection) -> Result<usize, VaultError> {
    let count: i64 = connection.query_row("SELECT count(*) FROM recommendations", [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

pub fn find(connection: &Connection, id: RecommendationId) -> Result<Option<Recommendation>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT body FROM recommendations WHERE id = ?1")?;
    let body: Option<String> = statement.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?;
    body.map(|body| read(&body)).transpose()
}

/// How many hold all words, the last one as a beginning, and pass the filter.
pub fn count_found(connection: &Connection, text: &str, filter: &RecommendationFilter) -> Result<usize, VaultError> {
    let sought = Sought::read(text);
    if sought.is_empty() && !text.trim().is_empty() {
        return Ok(0);
    }
    let mut values: Vec<Value> = Vec::new();
    if !sought.is_empty() {
        values.push(sought.query().into());
    }
    let passes = recommendation_filters::condition(filter, &mut values);
    let (from, holds) = match (sought.is_empty(), passes.is_empty()) {
        (true, _) => ("recommendations", "true"),
        // The index alone knows.
        (false, true) => ("recommendation_words", "recommendation_words MATCH ?1"),
        (false, false) => (JOINED, "recommendation_words MATCH ?1"),
    };
    let mut statement = connection.prepare_cached(&format!("SELECT count(*) FROM {from} WHERE {holds} {passes}"))?;
    let count: i64 = statement.query_row(params_from_iter(values), |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Those that hold all words, the last one as a beginning, and pass the filter; the best first, behind the first `from` of
/// them. Without words: the latest sessions first.
pub fn search(
    connection: &Connection,
    text: &str,
    filter: &RecommendationFilter,
    from: usize,
    limit: usize,
) -> Result<Vec<RecommendationHit>, VaultError> {
    let sought = Sought::read(text);
    if sought.is_empty() && !text.trim().is_empty() {
        return Ok(Vec::new());
    }
    // Behind the ranked ones stand the others, the newest first; no answer holds both.
    let is_ranked = !sought.is_empty() && !sought.is_slight() && from < RANKED;
    let limit = if is_ranked { limit.min(RANKED - from) } else { limit };
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let mut values: Vec<Value> = vec![whole(limit).into()];
    if !sought.is_empty() {
        values.push(sought.query().into());
    }
    let passes = recommendation_filters::condition(filter, &mut values);
    let statement = if sought.is_empty() {
        format!("SELECT body FROM recommendations WHERE true {passes} ORDER BY row DESC LIMIT ?1 OFFSET {from}")
    } else if !is_ranked {
        // One or two letters: no rank means anything, and everything would have to be ranked.
        format!(
            "SELECT body FROM {JOINED} WHERE recommendation_words MATCH ?2 {passes}
             ORDER BY recommendation_words.rowid DESC LIMIT ?1 OFFSET {from}"
        )
    } else {
        // The first ones come without a look at each that holds the words; those behind them count only what is still there.
        let source = if passes.is_empty() && from == 0 {
            "recommendation_words"
        } else {
            JOINED
        };
        format!(
            "SELECT body FROM (
                 SELECT recommendation_words.rowid AS at, bm25(recommendation_words) AS rank FROM {source}
                 WHERE recommendation_words MATCH ?2 {passes} ORDER BY recommendation_words.rowid DESC LIMIT {RANKED}
             ) JOIN recommendations ON recommendations.row = at ORDER BY rank, at DESC LIMIT ?1 OFFSET {from}"
        )
    };
    let mut statement = connection.prepare_cached(&statement)?;
    let bodies: Vec<String> = statement
        .query_map(params_from_iter(values), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    bodies
        .iter()
        .map(|body| {
            let recommendation = read(body)?;
            let matches = sought.found_in(&recommendation.text);
            Ok(RecommendationHit {
                recommendation,
                matches,
            })
        })
        .collect()
}

pub(super) fn read(body: &str) -> Result<Recommendation, VaultError> {
    serde_json::from_str(body).map_err(|error| VaultError::Damaged(error.to_string()))
}

/// What a recommendation is found by: its text, the States of it, who made it, where it stands, what and whom it is about.
fn words(it: &Recommendation) -> String {
    let states = std::iter::once(it.state).chain(it.recommenders()).map(of_state);
    let position = it.position.map_or("", Position::as_str);
    let lines = [it.text.as_str(), &it.body, &it.reference, position].map(str::to_owned);
    let about = [&it.themes, &it.affected_persons, &it.sdgs]
        .into_iter()
        .flatten()
        .cloned();
    let all: Vec<String> = lines.into_iter().chain(states).chain(about).collect();
    all.join("\n")
}
