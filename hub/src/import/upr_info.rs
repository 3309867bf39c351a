//! UPR Info's database of recommendations and voluntary pledges, as CSV.
//!
//! The files look like ASCII until far in, and end their lines in whatever way their system did, so both are found out over
//! the whole file: a byte-order mark, else UTF-8 where all of it is, else Mac Roman. A row has no key: its id follows from what
//! it says. Nothing is repaired and nothing is guessed; one wrong row refuses the file, by its line.

use satchel_shared::{
    ids::RecommendationId,
    limits::RECOMMENDATION_CHARACTERS,
    recommendation::{Position, Recommendation, Source},
    states::StateCode,
    table,
};
use uuid::Builder;

use super::{row_error::quoted, text};

pub type RowError = super::RowError<Reason>;

/// The columns, by name; their order is the file's own.
const COLUMNS: [&str; 11] = [
    "To",
    "To-Rgrp",
    "To-Org",
    "Text",
    "From",
    "From-Rgrp",
    "From-Org",
    "Response",
    "Action",
    "Issue",
    "Session",
];
const UNKNOWN_STATE: &str = "(Unknown)";
const ISSUES: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("the file is empty")]
    Empty,
    #[error("the column \u{201c}{0}\u{201d} is missing")]
    MissingColumn(&'static str),
    #[error("the column \u{201c}{0}\u{201d} is there twice")]
    ColumnTwice(&'static str),
    #[error("{found} fields, where the header has {expected}: the row is cut short, or a quotation mark is missing")]
    Fields { expected: usize, found: usize },
    #[error("no State is called \u{201c}{0}\u{201d}")]
    UnknownState(String),
    #[error("the response \u{201c}{0}\u{201d} is none of Accepted, Noted and Voluntary Pledge")]
    UnknownResponse(String),
    #[error("{column} is \u{201c}{text}\u{201d}, which is not a number from {least} to {most}")]
    NotANumber {
        column: &'static str,
        text: String,
        least: u16,
        most: u16,
    },
    #[error("there is no text")]
    NoText,
    #[error("{0} is longer than {RECOMMENDATION_CHARACTERS} characters")]
    TooLong(&'static str),
    #[error("more than {ISSUES} issues")]
    TooManyIssues,
    #[error("not readable as CSV: {0}")]
    Unreadable(String),
}

/// Reads a whole file.
///
/// # Errors
/// [`RowError`] at the first row that is wrong.
pub fn read(bytes: &[u8]) -> Result<Vec<Recommendation>, RowError> {
    let text = table::with_line_feeds(text::decode(bytes));
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader
        .headers()
        .map_err(|error| wrong(1, Reason::Unreadable(error.to_string())))?
        .clone();
    let columns = columns(&header).map_err(|reason| wrong(1, reason))?;
    let mut list = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| wrong(line_of(&error), Reason::Unreadable(error.to_string())))?;
        let line = table::line_at(&text, row.position());
        list.push(recommendation(&row, header.len(), &columns).map_err(|reason| wrong(line, reason))?);
    }
    Ok(list)
}

fn wrong(line: u64, reason: Reason) -> RowError {
    RowError { line, reason }
}

fn line_of(error: &csv::Error) -> u64 {
    error.position().map_or(1, csv::Position::line)
}

/// Where each of [`COLUMNS`] stands.
fn columns(header: &csv::StringRecord) -> Result<[usize; COLUMNS.len()], Reason> {
    if header.iter().all(|name| name.trim().is_empty()) {
        return Err(Reason::Empty);
    }
    let mut places = [0; COLUMNS.len()];
    for (place, name) in places.iter_mut().zip(COLUMNS) {
        let mut found = header
            .iter()
            .enumerate()
            .filter(|(_, title)| title.trim() == name)
            .map(|(at, _)| at);
        *place = found.next().ok_or(Reason::MissingColumn(name))?;
        if found.next().is_some() {
            return Err(Reason::ColumnTwice(name));
        }
    }
    Ok(places)
}

fn recommendation(
    row: &csv::StringRecord,
    width: usize,
    places: &[usize; COLUMNS.len()],
) -> Result<Recommendation, Reason> {
    if row.len() != width {
        return Err(Reason::Fields {
            expected: width,
            found: row.len(),
        });
    }
    let mut cells = COLUMNS
        .iter()
        .zip(places)
        .map(|(name, place)| cell(name, row.get(*place).unwrap_or_default()));
    let mut cell = || cells.next().unwrap_or_else(|| Ok(String::new()));
    let (to, _, _, text, from, _, _) = (cell()?, cell()?, cell()?, cell()?, cell()?, cell()?, cell()?);
    let (response, action, issue, session) = (cell()?, cell()?, cell()?, cell()?);
    if text.is_empty() {
        return Err(Reason::NoText);
    }
    let state = state(&to)?;
    let recommender = if from == UNKNOWN_STATE {
        None
    } else {
        Some(self::state(&from)?)
    };
    let action = number("Action", &action, 1, 5)?;
    let session = number("Session", &session, 1, 999)?;
    let (source, position) = match response.as_str() {
        "Accepted" => (Source::Upr, Some(Position::Supported)),
        "Noted" => (Source::Upr, Some(Position::Noted)),
        "Voluntary Pledge" => (Source::Pledge, None),
        _ => return Err(Reason::UnknownResponse(quoted(&response))),
    };
    let themes: Vec<String> = issue
        .split(',')
        .map(str::trim)
        .filter(|theme| !theme.is_empty())
        .map(str::to_owned)
        .collect();
    if themes.len() > ISSUES {
        return Err(Reason::TooManyIssues);
    }
    let recommending_state = recommender.filter(|_| source == Source::Upr);
    let row = Row {
        source,
        state,
        recommending_state,
        position,
        action,
        session,
        text: &text,
        themes: &themes,
    };
    let id = row.id();
    let reference = row.reference();
    Ok(Recommendation {
        id,
        source,
        state,
        recommending_state,
        also_recommending: Vec::new(),
        body: String::new(),
        reference,
        session,
        published: None,
        text,
        position,
        themes,
        affected_persons: Vec::new(),
        sdgs: Vec::new(),
    })
}

/// A field as it is meant: entities resolved, blanks at its ends gone, within its limit.
fn cell(name: &'static str, raw: &str) -> Result<String, Reason> {
    let text = text::resolve_entities(raw).trim().to_owned();
    if text.chars().count() > RECOMMENDATION_CHARACTERS {
        return Err(Reason::TooLong(name));
    }
    Ok(text)
}

fn state(name: &str) -> Result<StateCode, Reason> {
    StateCode::from_name(name).ok_or_else(|| Reason::UnknownState(quoted(name)))
}

fn number(column: &'static str, text: &str, least: u16, most: u16) -> Result<u16, Reason> {
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| Reason::NotANumber {
        column,
        text: quoted(text),
        least,
        most,
    })
}

/// What makes a recommendation the one it is.
pub(crate) struct Row<'a> {
    pub(crate) source: Source,
    pub(crate) state: StateCode,
    pub(crate) recommending_state: Option<StateCode>,
    pub(crate) position: Option<Position>,
    pub(crate) action: u16,
    pub(crate) session: u16,
    pub(crate) text: &'a str,
    pub(crate) themes: &'a [String],
}

impl Row<'_> {
    /// UUIDv8 (RFC 9562, section 5.8) from the BLAKE3 hash of the row: rows that say the same are the same recommendation.
    pub(crate) fn id(&self) -> RecommendationId {
        let (session, action) = (self.session.to_string(), self.action.to_string());
        let fields = [
            self.source.as_str(),
            self.state.as_str(),
            self.recommending_state.as_ref().map_or("", StateCode::as_str),
            self.position.map_or("", Position::as_str),
            &action,
            &session,
            self.text,
        ];
        let mut hasher = blake3::Hasher::new_derive_key("satchel recommendation of upr-info 1");
        for field in fields.into_iter().chain(self.themes.iter().map(String::as_str)) {
            hasher.update(&(field.len() as u64).to_be_bytes());
            hasher.update(field.as_bytes());
        }
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        RecommendationId(Builder::from_custom_bytes(bytes).into_uuid())
    }

    /// Where it was made, in the facts that the source has: it has no paragraphs.
    fn reference(&self) -> String {
        let session = self.session;
        match (self.source, self.recommending_state) {
            (Source::Pledge, _) => format!("UPR session {session}, voluntary pledge"),
            (_, Some(state)) => format!("UPR session {session}, {}", state.name().unwrap_or(state.as_str())),
            (Source::Upr | Source::TreatyBody | Source::SpecialProcedure | Source::Other, None) => {
                format!("UPR session {session}")
            }
        }
    }
}

#[cfg(test)]
mod tests;
