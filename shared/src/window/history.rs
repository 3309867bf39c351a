//! A record's history: what was written when, how it was then, what differs, and going back.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{comparison::Difference, edit::Scalar, ids::RecordId};

/// What was written into a record, and which versions of it were submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetHistory {
    pub id: RecordId,
}

/// The record as it was at a moment, to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetMoment {
    pub id: RecordId,
    pub at: Moment,
}

/// What differs between two moments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetComparison {
    pub id: RecordId,
    pub from: Moment,
    pub to: Moment,
}

/// Writes the content of a moment into the record again, as a new edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreRecord {
    pub id: RecordId,
    pub to: Moment,
}

/// A state of a record that has a name. As a text: `now`, `v2` for the second submitted version, or the beginning of a
/// change's hash for the record after that change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Moment {
    Now,
    /// A submitted version, by its number from 1.
    Version(usize),
    /// After a change, which is named by its hash or by the first digits of it.
    Change(String),
}

/// A text that names no moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{0}\u{201d} names no moment; now, v1, or the first digits of an entry of the history do")]
pub struct NoMoment(pub String);

/// The fewest digits that name a change: fewer would soon name two.
const FEWEST_DIGITS: usize = 6;
/// All digits of a change's hash.
const MOST_DIGITS: usize = 64;

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Now => f.write_str("now"),
            Self::Version(number) => write!(f, "v{number}"),
            Self::Change(hash) => f.write_str(hash),
        }
    }
}

impl FromStr for Moment {
    type Err = NoMoment;

    fn from_str(text: &str) -> Result<Self, NoMoment> {
        let wrong = || NoMoment(text.chars().take(MOST_DIGITS).collect());
        if text == "now" {
            return Ok(Self::Now);
        }
        if let Some(number) = text.strip_prefix('v') {
            return number.parse().map(Self::Version).map_err(|_| wrong());
        }
        let is_hash = (FEWEST_DIGITS..=MOST_DIGITS).contains(&text.len())
            && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_hash.then(|| Self::Change(text.to_owned())).ok_or_else(wrong)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

impl TryFrom<String> for Moment {
    type Error = NoMoment;

    fn try_from(text: String) -> Result<Self, NoMoment> {
        text.parse()
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The newest first.
    pub entries: Vec<HistoryEntry>,
    /// In the order of their numbers.
    pub versions: Vec<SubmittedVersion>,
}

/// What one device wrote in one go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// The record after the entry.
    pub moment: Moment,
    /// Who wrote it: the member's name, where the hub told it, or the beginning of the device's id.
    pub by: String,
    /// Whether it was this device.
    pub here: bool,
    /// When it began and ended, by that device's clock: milliseconds since 1970.
    pub since: i64,
    pub at: i64,
    /// When headquarters had it at the latest: by the hub's clock, milliseconds since 1970, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_headquarters: Option<i64>,
    /// How many changes it is made of.
    pub changes: usize,
    /// The fields that were written, in the order of the form, as names such as `budget.item`.
    pub fields: Vec<String>,
    /// The choices that it consists of, if any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<HistoryChoice>,
}

/// One value was put in place of several, which people had set while apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryChoice {
    /// As in [`HistoryEntry::fields`].
    pub field: String,
    /// What stood there, in an order that is the same on all devices.
    pub between: Vec<Scalar>,
    pub chosen: Scalar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmittedVersion {
    /// From 1.
    pub number: usize,
    /// When it was submitted: by the hub's clock where the hub has it, else by this device's; milliseconds since 1970.
    pub at: i64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// In the order of the form.
    pub differences: Vec<Difference>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_as_it_is_written_and_nothing_else_is_one() {
        for text in ["now", "v1", "v12", "0a1b2c", &"f".repeat(64)] {
            assert_eq!(
                text.parse::<Moment>().map(|moment| moment.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in ["", "v", "vx", "0a1b2", "0A1B2C", "yesterday", &"f".repeat(65)] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }
}
