//! What decisions are on.

use std::{fmt, str::FromStr};

use super::NoSuchWord;
use crate::{
    ids::{OfficeId, RecordId},
    schema::Kind,
};

/// What a decision is on: a record, an office as such, or a fund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Record(Kind),
    Office,
    /// The books of a fund, under its id.
    Fund,
}

impl Subject {
    /// All that there are.
    pub fn all() -> impl Iterator<Item = Self> {
        Kind::ALL
            .into_iter()
            .map(Self::Record)
            .chain([Self::Office, Self::Fund])
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Record(kind) => kind.as_str(),
            Self::Office => "office",
            Self::Fund => "fund",
        }
    }

    /// The kind of record that it is, where it is one.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Record(kind) => Some(kind),
            Self::Office | Self::Fund => None,
        }
    }
}

impl From<Kind> for Subject {
    fn from(kind: Kind) -> Self {
        Self::Record(kind)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Subject {
    type Err = NoSuchWord;

    fn from_str(text: &str) -> Result<Self, NoSuchWord> {
        Self::all().find(|it| it.as_str() == text).ok_or_else(|| NoSuchWord {
            text: text.to_owned(),
            what: "what a decision is on",
            known: Self::all().map(Self::as_str).collect::<Vec<_>>().join(", "),
        })
    }
}

/// Under which id decisions on an office as such are filed.
impl From<OfficeId> for RecordId {
    fn from(office: OfficeId) -> Self {
        Self(office.0)
    }
}
