//! What recommendations are filtered by: columns beside the body, and a table of themes.

use std::str::FromStr;

use rusqlite::{Connection, OptionalExtension, params, types::Value};
use satchel_shared::{
    recommendation::{Position, Recommendation, sessions_of_cycle},
    window::{Facet, RecommendationFacets, RecommendationFilter},
};

use super::{VaultError, recommendations};

/// The columns of one recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns<'a> {
    pub state: &'a str,
    pub source: &'static str,
    /// 0 where it was not made in a session.
    pub session: u16,
    /// Empty where there is none.
    pub position: &'static str,
}

/// What the columns hold of a recommendation.
#[must_use]
fn describe(recommendation: &Recommendation) -> Columns<'_> {
    Columns {
        state: recommendation.state.as_str(),
        source: recommendation.source.as_str(),
        session: recommendation.session,
        position: recommendation.position.map_or("", Position::as_str),
    }
}

/// Keeps a recommendation with its columns and themes; gives the row whose words are to be indexed, unless it is here as it is.
pub(super) fn keep(connection: &Connection, it: &Recommendation, body: &str) -> Result<Option<i64>, VaultError> {
    let known: Option<(i64, bool)> = connection
        .prepare_cached("SELECT row, body = ?2 FROM recommendations WHERE id = ?1")?
        .query_row(params![it.id.0.as_bytes(), body], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    // One that says something else now moves to a row of its own: the words that stand under the old row find nothing.
    let statement = match known {
        Some((_, true)) => return Ok(None),
        Some((old, false)) => {
            connection
                .prepare_cached("DELETE FROM recommendation_themes WHERE recommendation = ?1")?
                .execute([old])?;
            "UPDATE recommendations SET row = (SELECT max(row) + 1 FROM recommendations), body = ?2, state = ?3, source = ?4,
                 session = ?5, position = ?6 WHERE id = ?1 RETURNING row"
        }
        None => {
            "INSERT INTO recommendations (id, body, state, source, session, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             RETURNING row"
        }
    };
    let columns = describe(it);
    let values = params![
        it.id.0.as_bytes(),
        body,
        columns.state,
        columns.source,
        columns.session,
        columns.position
    ];
    let row = connection
        .prepare_cached(statement)?
        .query_row(values, |row| row.get(0))?;
    put_themes(connection, row, &it.themes)?;
    Ok(Some(row))
}

/// Notes the themes of the recommendation in a row.
fn put_themes(connection: &Connection, row: i64, themes: &[String]) -> Result<(), VaultError> {
    let mut statement = connection
        .prepare_cached("INSERT OR IGNORE INTO recommendation_themes (theme, recommendation) VALUES (?1, ?2)")?;
    for theme in themes {
        statement.execute(params![theme, row])?;
    }
    Ok(())
}

/// Fills the columns and the themes of all recommendations anew.
pub(super) fn describe_all(connection: &Connection) -> Result<(), VaultError> {
    let mut all = connection.prepare("SELECT row, body FROM recommendations")?;
    let mut rows = all.query([])?;
    let mut update = connection.prepare_cached(
        "UPDATE recommendations SET state = ?2, source = ?3, session = ?4, position = ?5 WHERE row = ?1",
    )?;
    while let Some(row) = rows.next()? {
        let (at, body): (i64, String) = (row.get(0)?, row.get(1)?);
        let recommendation = recommendations::read(&body)?;
        let columns = describe(&recommendation);
        update.execute(params![
            at,
            columns.state,
            columns.source,
            columns.session,
            columns.position
        ])?;
        put_themes(connection, at, &recommendation.themes)?;
    }
    Ok(())
}

/// The filter as a condition of SQL, which begins with AND where there is one. Its values go behind those that are there.
pub(super) fn condition(filter: &RecommendationFilter, values: &mut Vec<Value>) -> String {
    let RecommendationFilter {
        state,
        source,
        session,
        cycle,
        position,
        theme,
    } = filter;
    // A cycle that there is not has no session.
    let sessions = cycle.map(|cycle| sessions_of_cycle(cycle).unwrap_or(0..=0).into_inner());
    let wanted: [(&str, Option<Value>); 7] = [
        ("state =", state.map(|state| state.as_str().to_owned().into())),
        ("source =", source.map(|source| source.as_str().to_owned().into())),
        ("session =", session.map(|session| i64::from(session).into())),
        ("session >=", sessions.map(|(first, _)| i64::from(first).into())),
        ("session <=", sessions.map(|(_, last)| i64::from(last).into())),
        (
            "position =",
            position.map(|position| position.as_str().to_owned().into()),
        ),
        (
            "row IN (SELECT recommendation FROM recommendation_themes WHERE theme =",
            theme.clone().map(Value::from),
        ),
    ];
    let mut condition = String::new();
    for (test, value) in wanted {
        if let Some(value) = value {
            values.push(value);
            let close = if test.contains('(') { ")" } else { "" };
            condition.push_str(&format!(" AND recommendations.{test} ?{}{close}", values.len()));
        }
    }
    condition
}

/// What occurs, with how often.
pub fn facets(connection: &Connection) -> Result<RecommendationFacets, VaultError> {
    let of = |column: &str| {
        format!(
            "SELECT {column}, count(*) FROM recommendations WHERE {column} NOT IN ('', '0') GROUP BY {column} ORDER BY {column}"
        )
    };
    let mut sessions: Vec<Facet<u16>> = occurring(connection, &of("CAST(session AS TEXT)"))?;
    sessions.sort_unstable_by_key(|it| std::cmp::Reverse(it.value));
    Ok(RecommendationFacets {
        states: occurring(connection, &of("state"))?,
        sources: occurring(connection, &of("source"))?,
        sessions,
        positions: occurring(connection, &of("position"))?,
        themes: occurring(
            connection,
            "SELECT theme, count(*) FROM recommendation_themes GROUP BY theme ORDER BY theme COLLATE NOCASE, theme",
        )?,
    })
}

fn occurring<T: FromStr>(connection: &Connection, statement: &str) -> Result<Vec<Facet<T>>, VaultError> {
    let mut statement = connection.prepare_cached(statement)?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    rows.map(|row| {
        let (text, count) = row?;
        let value = text
            .parse()
            .map_err(|_| VaultError::Damaged(format!("a filter column holds {text:.60}")))?;
        Ok(Facet {
            value,
            count: usize::try_from(count).unwrap_or_default(),
        })
    })
    .collect()
}

#[cfg(test)]
mod tests;
