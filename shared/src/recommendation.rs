//! Recommendations and voluntary pledges of all mechanisms, as imported: read-only on a device, searched offline, linked to records.

use std::{ops::RangeInclusive, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{ids::RecommendationId, states::StateCode};

/// One recommendation to one State, or one pledge. Where recommenders got different answers, each has its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    pub id: RecommendationId,
    pub source: Source,
    /// The State under review, or the one that made the pledge.
    pub state: StateCode,
    /// The recommending State; none for a pledge, for a body of experts, and where the source does not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommending_state: Option<StateCode>,
    /// The other States that made the same recommendation and got the same answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_recommending: Vec<StateCode>,
    /// The body that made it, by its short name, such as `CEDAW` or `SR Torture`; empty where the source says no more than
    /// [`Self::source`] does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// Where it stands, in a few words: a paragraph, or a session where the source has no paragraphs.
    pub reference: String,
    /// Session of the UPR Working Group; 0 for what was not made in one.
    #[serde(default)]
    pub session: u16,
    /// The day on which its document was published: ISO 8601, such as `2026-02-25`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    pub text: String,
    /// As recorded at the time. None for a pledge, and for what a State is not asked to support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Themes in the words of the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Whom it is about, in the words of the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affected_persons: Vec<String>,
    /// Sustainable Development Goals and their targets as the source has them: `16.3 - Promote the rule of law …`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sdgs: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The Universal Periodic Review.
    Upr,
    Pledge,
    TreatyBody,
    SpecialProcedure,
    Other,
}

/// The State's answer (Human Rights Council resolution 5/1, annex, paragraph 32).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    Supported,
    Noted,
}

impl Recommendation {
    /// All recommending States.
    pub fn recommenders(&self) -> impl Iterator<Item = StateCode> {
        self.recommending_state
            .into_iter()
            .chain(self.also_recommending.iter().copied())
    }
}

/// The sessions of the UPR Working Group that make up a cycle of the review: 12 in the first (2008 to 2011), 14 in each
/// later one. None for a cycle that there is not.
#[must_use]
pub fn sessions_of_cycle(cycle: u8) -> Option<RangeInclusive<u16>> {
    const FIRST: u16 = 12;
    const LATER: u16 = 14;
    match cycle {
        0 => None,
        1 => Some(1..=FIRST),
        later => {
            let before = FIRST + LATER * (u16::from(later) - 2);
            Some(before + 1..=before + LATER)
        }
    }
}

/// The cycle of a session; none for 0, which is no session.
#[must_use]
pub fn cycle_of_session(session: u16) -> Option<u8> {
    (1..=u8::MAX).find(|cycle| sessions_of_cycle(*cycle).is_some_and(|sessions| sessions.contains(&session)))
}

impl Source {
    pub const ALL: [Self; 5] = [
        Self::Upr,
        Self::Pledge,
        Self::TreatyBody,
        Self::SpecialProcedure,
        Self::Other,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Upr => "upr",
            Self::Pledge => "pledge",
            Self::TreatyBody => "treaty_body",
            Self::SpecialProcedure => "special_procedure",
            Self::Other => "other",
        }
    }
}

impl Position {
    pub const ALL: [Self; 2] = [Self::Supported, Self::Noted];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Noted => "noted",
        }
    }
}

/// A text that is none of the words for a source, or for a position.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{0}\u{201d} is not one of {1}")]
pub struct NoWord(pub String, pub String);

impl FromStr for Source {
    type Err = NoWord;

    fn from_str(text: &str) -> Result<Self, NoWord> {
        one_of(&Self::ALL, Self::as_str, text)
    }
}

impl FromStr for Position {
    type Err = NoWord;

    fn from_str(text: &str) -> Result<Self, NoWord> {
        one_of(&Self::ALL, Self::as_str, text)
    }
}

fn one_of<T: Copy>(all: &[T], word: fn(T) -> &'static str, text: &str) -> Result<T, NoWord> {
    let found = all.iter().copied().find(|it| word(*it) == text);
    found.ok_or_else(|| {
        let words: Vec<_> = all.iter().map(|it| word(*it)).collect();
        NoWord(text.to_owned(), words.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_session_is_in_one_cycle() {
        assert_eq!(sessions_of_cycle(1), Some(1..=12));
        assert_eq!(sessions_of_cycle(2), Some(13..=26));
        assert_eq!(sessions_of_cycle(4), Some(41..=54));
        assert_eq!(sessions_of_cycle(0), None);
        for (session, cycle) in [
            (0, None),
            (1, Some(1)),
            (12, Some(1)),
            (13, Some(2)),
            (27, Some(3)),
            (54, Some(4)),
        ] {
            assert_eq!(cycle_of_session(session), cycle, "session {session}");
        }
    }

    #[test]
    fn what_was_stored_before_there_were_other_sources_is_read() {
        let stored = r#"{"id":"07623106-72b5-8b59-8670-5bb584533f37","source":"upr","state":"KEN","recommending_state":"NOR",
            "reference":"UPR session 8, Norway","session":8,"text":"Train the police.","position":"supported"}"#;
        let read: Recommendation = serde_json::from_str(stored).expect("readable");
        assert_eq!(
            (read.session, read.published.as_deref(), read.body.as_str()),
            (8, None, "")
        );
        assert!(read.affected_persons.is_empty() && read.sdgs.is_empty());
        assert_eq!(
            read.recommenders().map(|it| it.to_string()).collect::<Vec<_>>(),
            ["NOR"]
        );
        let again: serde_json::Value = serde_json::to_value(&read).expect("a value");
        assert_eq!(again, serde_json::from_str::<serde_json::Value>(stored).expect("JSON"));
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        for source in Source::ALL {
            assert_eq!(source.as_str().parse(), Ok(source));
            assert_eq!(serde_json::to_value(source).expect("a value"), source.as_str());
        }
        for position in Position::ALL {
            assert_eq!(position.as_str().parse(), Ok(position));
        }
        assert_eq!(
            "rejected".parse::<Position>().expect_err("no position").to_string(),
            "“rejected” is not one of supported, noted"
        );
    }
}
