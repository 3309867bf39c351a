//! Why an edit is not taken. The document is as it was before.

use automerge::AutomergeError;

use crate::{
    path::Path,
    problem::Problem,
    schema::{Kind, Shape},
};

#[derive(Debug, thiserror::Error)]
pub enum EditError {
    #[error("a {kind} has no field {path}")]
    UnknownField { path: Path, kind: Kind },
    #[error("there is no item at {path}")]
    NoSuchItem { path: Path },
    #[error("{path} takes {expected}, not \u{201c}{value}\u{201d}")]
    WrongValue {
        path: Path,
        expected: String,
        value: String,
    },
    #[error("{path} is no text to splice")]
    NotAText { path: Path },
    #[error("{path} is no list")]
    NotAList { path: Path },
    #[error("{path} has {length} units; the splice would go from {at} to {end}")]
    OutsideText {
        path: Path,
        length: usize,
        at: usize,
        end: usize,
    },
    #[error("{path}: {at} lies inside a character")]
    InsideCharacter { path: Path, at: usize },
    #[error("{path} would be longer than {limit} units")]
    TooLong { path: Path, limit: usize },
    #[error("there is an item {path} already")]
    ItemExists { path: Path },
    #[error("{path} would have more than {limit} items")]
    TooManyItems { path: Path, limit: usize },
    #[error("more than {limit} edits at once")]
    TooManyEdits { limit: usize },
    #[error("the state that the edit builds on is not in this record")]
    UnknownBase,
    #[error(transparent)]
    Document(#[from] AutomergeError),
}

impl EditError {
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownField { .. } => "unknown-field",
            Self::NoSuchItem { .. } => "no-such-item",
            Self::WrongValue { .. } => "wrong-value",
            Self::NotAText { .. } => "not-a-text",
            Self::NotAList { .. } => "not-a-list",
            Self::OutsideText { .. } => "outside-text",
            Self::InsideCharacter { .. } => "inside-character",
            Self::TooLong { .. } => "too-long",
            Self::ItemExists { .. } => "item-exists",
            Self::TooManyItems { .. } => "too-many-items",
            Self::TooManyEdits { .. } => "too-many-edits",
            Self::UnknownBase => "unknown-base",
            Self::Document(_) => "record-damaged",
        }
    }
}

impl From<&EditError> for Problem {
    fn from(error: &EditError) -> Self {
        let problem = Self::new(error.code());
        match error {
            EditError::UnknownField { path, kind } => {
                let names: Vec<_> = kind.fields().map(|field| field.name).collect();
                problem
                    .with("path", path)
                    .with("kind", kind)
                    .with("fields", names.join(", "))
            }
            EditError::NoSuchItem { path }
            | EditError::ItemExists { path }
            | EditError::NotAText { path }
            | EditError::NotAList { path } => problem.with("path", path),
            EditError::WrongValue { path, expected, value } => problem
                .with("path", path)
                .with("expected", expected)
                .with("value", value),
            EditError::OutsideText { path, length, .. } => problem.with("path", path).with("length", length),
            EditError::InsideCharacter { path, at } => problem.with("path", path).with("at", at),
            EditError::TooLong { path, limit } | EditError::TooManyItems { path, limit } => {
                problem.with("path", path).with("limit", limit)
            }
            EditError::TooManyEdits { limit } => problem.with("limit", limit),
            EditError::UnknownBase => problem,
            EditError::Document(reason) => problem.with("reason", reason),
        }
    }
}

/// What a shape takes, in words for the person who typed something else.
pub(super) fn expectation(shape: &Shape) -> String {
    match shape {
        Shape::Line => "one line of text".to_owned(),
        Shape::Prose => "text".to_owned(),
        Shape::Whole(most) => format!("a whole number from 0 to {most}"),
        Shape::Money => "an amount in minor units (cents), a whole number from 0".to_owned(),
        Shape::Date => "a day, such as 2027-03-01".to_owned(),
        Shape::Truth => "true or false".to_owned(),
        Shape::Code(codes) => format!("one of {}", codes.offered().join(", ")),
        Shape::Term(vocabulary) => {
            let codes: Vec<_> = vocabulary.codes().take(12).collect();
            format!("a code of its vocabulary, such as {}", codes.join(", "))
        }
        Shape::Record(_) => "the id of a record".to_owned(),
        Shape::Attachment => "the hash of one of the record's attachments".to_owned(),
        Shape::State => "the ISO 3166-1 alpha-3 code of a State, such as IDN".to_owned(),
        Shape::Language => "a BCP 47 language tag, such as fr".to_owned(),
        Shape::Currency => "an ISO 4217 code, such as CHF".to_owned(),
        Shape::Group(fields) => {
            let names: Vec<_> = fields.iter().map(|field| field.name).collect();
            format!("no value itself; set one of {}", names.join(", "))
        }
        Shape::List(_) => "items, not a value".to_owned(),
    }
}
