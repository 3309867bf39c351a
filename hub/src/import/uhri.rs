//! The Universal Human Rights Index, as its export in CSV or Excel has it: recommendations of treaty bodies, special
//! procedures and the Universal Periodic Review.
//!
//! Columns are found by their names, which have been spelt in several ways. The key of a row is its annotation's id; a row
//! that concerns several States is one recommendation to each of them. Rows of other types (concerns, observations) are
//! passed over unless they are asked for, and so are rows that hold nothing usable: exports have some without a text, or without
//! a State. Nothing is guessed; a row that says what no export says refuses the file, by its line.

mod body;
mod cells;
mod columns;

use std::collections::BTreeMap;

use satchel_shared::{
    ids::RecommendationId,
    limits::RECOMMENDATION_CHARACTERS,
    recommendation::{Recommendation, Source},
    states::StateCode,
    table::{self, NoTable},
};
use uuid::{Builder, Uuid};

use self::{
    body::Body,
    cells::values,
    columns::{Column, Columns},
};
use super::row_error::quoted;

pub type RowError = super::RowError<Reason>;

/// Themes of one recommendation, or groups of persons, or goals and targets: more than any has.
const THEMES: usize = 100;
/// The type of those rows that are taken unless all are asked for.
const RECOMMENDATIONS: &str = "Recommendations";

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error(transparent)]
    Table(#[from] NoTable),
    #[error("the column \u{201c}{0}\u{201d} is missing")]
    MissingColumn(&'static str),
    #[error("the column \u{201c}{0}\u{201d} is there twice")]
    ColumnTwice(&'static str),
    #[error("there is no text")]
    NoText,
    #[error("the text is longer than {RECOMMENDATION_CHARACTERS} characters")]
    TooLong,
    #[error("\u{201c}{0}\u{201d} is no annotation id, such as 0192f0c4-7a6e-4cc3-98c4-dc0c0c07398f")]
    NotAnId(String),
    #[error("the annotation id {id} stands in line {line} already, with other content")]
    IdTwice { id: Uuid, line: u64 },
    #[error("no State is called \u{201c}{0}\u{201d}")]
    UnknownState(String),
    #[error("there is no State, neither in its column nor in the document\u{2019}s symbol")]
    NoState,
    #[error("the position \u{201c}{0}\u{201d} is neither Supported nor Noted")]
    UnknownPosition(String),
    #[error("\u{201c}{0}\u{201d} is no session, such as 48 Session")]
    NotASession(String),
    #[error("\u{201c}{0}\u{201d} is no day, such as 2026-02-25 or Excel\u{2019}s 46078")]
    NotADay(String),
    #[error("more than {THEMES} values in the column \u{201c}{0}\u{201d}")]
    TooMany(&'static str),
}

impl Reason {
    /// Whether a row holds nothing that could be used, as exports have some.
    fn is_nothing_usable(&self) -> bool {
        matches!(self, Self::NoText | Self::NoState)
    }
}

/// Which rows are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    Recommendations,
    /// Concerns, observations and all others too.
    EveryType,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    pub rows: usize,
    /// Rows of other types than were asked for.
    pub passed_over: usize,
    /// Rows that concern no State, but the European Union, the Cook Islands, Niue or Kosovo alone.
    pub not_to_states: usize,
    /// Rows that hold nothing usable, each with what it lacks.
    pub unusable: Vec<RowError>,
    pub list: Vec<Recommendation>,
}

/// Reads a whole file: an Excel workbook, else CSV.
///
/// # Errors
/// [`RowError`] at the first row that is wrong.
pub fn read(bytes: &[u8], take: Take) -> Result<Contents, RowError> {
    let table = table::read(bytes).map_err(|error| wrong(error.line, error.reason.into()))?;
    let columns = Columns::find(&table.header).map_err(|reason| wrong(table.header_line, reason))?;
    let mut contents = Contents {
        rows: table.rows.len(),
        passed_over: 0,
        not_to_states: 0,
        unusable: Vec::new(),
        list: Vec::new(),
    };
    let mut known: BTreeMap<RecommendationId, (u64, usize)> = BTreeMap::new();
    for (line, cells) in &table.rows {
        let row = Row {
            cells,
            columns: &columns,
        };
        if take == Take::Recommendations && !row.is_recommendation() {
            contents.passed_over += 1;
            continue;
        }
        let (annotation, list) = match row.recommendations() {
            Ok(read) => read,
            Err(reason) if reason.is_nothing_usable() => {
                contents.unusable.push(wrong(*line, reason));
                continue;
            }
            Err(reason) => return Err(wrong(*line, reason)),
        };
        if list.is_empty() {
            contents.not_to_states += 1;
        }
        for it in list {
            let (first, at) = *known.entry(it.id).or_insert((*line, contents.list.len()));
            if contents.list.get(at).is_some_and(|other| *other != it) {
                let reason = Reason::IdTwice {
                    id: annotation,
                    line: first,
                };
                return Err(wrong(*line, reason));
            }
            contents.list.push(it);
        }
    }
    Ok(contents)
}

fn wrong(line: u64, reason: Reason) -> RowError {
    RowError { line, reason }
}

/// One row of the file.
struct Row<'a> {
    cells: &'a [String],
    columns: &'a Columns,
}

impl Row<'_> {
    fn cell(&self, column: Column) -> &str {
        let cell = self.columns.place(column).and_then(|place| self.cells.get(place));
        cell.map_or("", |cell| cell.trim())
    }

    /// The values of a cell, fewer than are too many.
    fn values(&self, column: Column, name: &'static str) -> Result<Vec<String>, Reason> {
        let values = values(self.cell(column));
        if values.len() > THEMES {
            return Err(Reason::TooMany(name));
        }
        Ok(values)
    }

    fn is_recommendation(&self) -> bool {
        values(self.cell(Column::Type)).iter().any(|it| it == RECOMMENDATIONS)
    }

    /// One recommendation to each State that the row concerns, and the annotation's id.
    fn recommendations(&self) -> Result<(Uuid, Vec<Recommendation>), Reason> {
        let text = self.cell(Column::Text);
        if cells::says_nothing(text) {
            return Err(Reason::NoText);
        }
        let annotation = self.cell(Column::AnnotationId).trim_start_matches("- ");
        let annotation: Uuid = annotation.parse().map_err(|_| Reason::NotAnId(quoted(annotation)))?;
        if text.chars().count() > RECOMMENDATION_CHARACTERS {
            return Err(Reason::TooLong);
        }
        let symbol = values(self.cell(Column::Symbol)).join(", ");
        let Body { source, name } = Body::read(&values(self.cell(Column::Body)));
        let session = cells::session(self.cell(Column::Session))?;
        let published = cells::day(self.cell(Column::Published))?;
        let position = cells::position(self.cell(Column::Position))?;
        let themes = self.values(Column::Themes, "Themes")?;
        let affected_persons = self.values(Column::AffectedPersons, "Affected Persons")?;
        let sdgs = self.values(Column::Sdgs, "Sdgs")?;
        let recommenders = cells::states(self.cell(Column::RecommendingStates))?.states;
        let reference = reference(source, &symbol, &name, session, text);
        let to = |state| Recommendation {
            id: id(annotation, state),
            source,
            state,
            recommending_state: recommenders.first().copied(),
            also_recommending: recommenders.iter().skip(1).copied().collect(),
            body: name.clone(),
            reference: reference.clone(),
            session,
            published: published.clone(),
            text: text.to_owned(),
            position,
            themes: themes.clone(),
            affected_persons: affected_persons.clone(),
            sdgs: sdgs.clone(),
        };
        let list = self.concerned(&symbol)?.into_iter().map(to).collect();
        Ok((annotation, list))
    }

    /// The States that the row concerns: where the column is empty, the one in the document's symbol. None of them, where
    /// the row concerns only those that are no States.
    fn concerned(&self, symbol: &str) -> Result<Vec<StateCode>, Reason> {
        let concerned = cells::states(self.cell(Column::Countries))?;
        if concerned.states.is_empty() && !concerned.others {
            return Ok(vec![cells::state_in_symbol(symbol).ok_or(Reason::NoState)?]);
        }
        Ok(concerned.states)
    }
}

/// UUIDv8 (RFC 9562, section 5.8) from the BLAKE3 hash of the annotation's id and the State: what the annotation says may be
/// mended by its source, and it stays the same recommendation.
fn id(annotation: Uuid, state: StateCode) -> RecommendationId {
    let mut hasher = blake3::Hasher::new_derive_key("satchel recommendation of uhri 1");
    hasher.update(annotation.as_bytes()).update(state.as_str().as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    RecommendationId(Builder::from_custom_bytes(bytes).into_uuid())
}

/// Where it was made: the document, and for the Universal Periodic Review the paragraph with which its text begins.
fn reference(source: Source, symbol: &str, body: &str, session: u16, text: &str) -> String {
    let paragraph = text.split_whitespace().next().filter(|word| {
        let is_number = word.bytes().all(|letter| letter.is_ascii_digit() || letter == b'.');
        source == Source::Upr && is_number && word.contains('.')
    });
    match (symbol, paragraph, session) {
        ("", _, 0) => body.to_owned(),
        ("", _, session) => format!("UPR session {session}"),
        (symbol, Some(paragraph), _) => format!("{symbol}, {}", paragraph.trim_end_matches('.')),
        (symbol, None, _) => symbol.to_owned(),
    }
}

#[cfg(test)]
mod tests;
