//! Recommendations and their search.

use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value};
use satchel_shared::{
    ids::RecommendationId,
    limits::SEARCH_CHARACTERS,
    recommendation::Recommendation,
    window::{RecommendationFilter, RecommendationHit},
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{VaultError, recommendation_filters};

/// Keeps recommendations. One that is here already and says something else now takes the place of what it said.
pub fn put(connection: &Connection, list: &[Recommendation]) -> Result<(), VaultError> {
    let mut index = connection.prepare_cached("INSERT INTO recommendation_words (rowid, words) VALUES (?1, ?2)")?;
    for recommendation in list {
        let body = serde_json::to_string(recommendation).map_err(|error| VaultError::Damaged(error.to_string()))?;
        if let Some(row) = recommendation_filters::keep(connection, recommendation, &body)? {
            index.execute(params![row, words(recommendation)])?;
        }
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

/// Those that hold all words, the last one as a beginning, and pass the filter; the best first. Without words: the latest
/// sessions first.
pub fn search(
    connection: &Connection,
    text: &str,
    filter: &RecommendationFilter,
    limit: usize,
) -> Result<Vec<RecommendationHit>, VaultError> {
    let words = query(text);
    if words.is_empty() && !text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let (from, order) = if words.is_empty() {
        ("recommendations WHERE ?1 = ''", "recommendations.row DESC")
    } else {
        (
            "recommendation_words JOIN recommendations ON recommendations.row = recommendation_words.rowid
             WHERE recommendation_words MATCH ?1",
            "bm25(recommendation_words)",
        )
    };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut values: Vec<Value> = vec![words.into(), limit.into()];
    let passes = recommendation_filters::condition(filter, &mut values);
    let mut statement =
        connection.prepare_cached(&format!("SELECT body FROM {from} {passes} ORDER BY {order} LIMIT ?2"))?;
    let bodies: Vec<String> = statement
        .query_map(params_from_iter(values), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    bodies
        .iter()
        .map(|body| {
            let recommendation = read(body)?;
            let matches = found_in(&recommendation.text, text);
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

/// What a recommendation is found by: its text, who made it, where it stands, its themes.
fn words(recommendation: &Recommendation) -> String {
    let name = |state: satchel_shared::states::StateCode| state.name().map_or_else(|| state.to_string(), str::to_owned);
    let from = recommendation.recommending_state.map(name).unwrap_or_default();
    let position = recommendation.position.map_or("", |position| position.as_str());
    let themes = recommendation.themes.join(" ");
    [
        recommendation.text.as_str(),
        &from,
        &recommendation.reference,
        &themes,
        position,
    ]
    .join("\n")
}

/// The words that a person typed, as FTS5 asks for them: all of them, the last one as a beginning.
pub(super) fn query(text: &str) -> String {
    let words = typed(text);
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    if quoted.is_empty() {
        String::new()
    } else {
        format!("{}*", quoted.join(" "))
    }
}

fn typed(text: &str) -> Vec<String> {
    let text: String = text.chars().take(SEARCH_CHARACTERS).collect();
    text.split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter))
        .filter(|word| !word.is_empty())
        .map(fold)
        .collect()
}

/// Case and marks do not count.
fn fold(word: &str) -> String {
    word.nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Where the words of a search stand in a text: start and end in UTF-16 units, in order.
#[must_use]
pub fn found_in(text: &str, search: &str) -> Vec<(usize, usize)> {
    let searched = typed(search);
    let Some((last, whole)) = searched.split_last() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter)) {
        let word: String = piece
            .chars()
            .filter(|letter| letter.is_alphanumeric() || is_combining_mark(*letter))
            .collect();
        let folded = fold(&word);
        if !folded.is_empty() {
            // Only as far as the searched beginning reaches, where folding kept the number of letters.
            let length = if whole.contains(&folded) {
                Some(word.encode_utf16().count())
            } else if folded.starts_with(last.as_str()) {
                let same = folded.chars().count() == word.chars().count();
                let letters = if same { last.chars().count() } else { usize::MAX };
                Some(word.chars().take(letters).map(char::len_utf16).sum())
            } else {
                None
            };
            found.extend(length.map(|length: usize| (at, at + length)));
        }
        at += piece.encode_utf16().count();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_where_the_window_will_mark_them() {
        assert_eq!(found_in("Ratify the Convention", "convention rat"), [(0, 3), (11, 21)]);
        assert_eq!(found_in("🎒 Libérer les détenus", "liberer det"), [(3, 10), (15, 18)]);
        assert_eq!(found_in("Nothing", "\"*("), []);
    }

    #[test]
    fn what_a_person_types_is_never_a_query_language() {
        assert_eq!(query("torture OR (NEAR \"x\"*"), "\"torture\" \"or\" \"near\" \"x\"*");
        assert_eq!(query("*"), "");
    }
}
