//! What a State, or an institution, can say in the general debate under item 10 (resolution 18/18, operative paragraph 9): its
//! experiences, achievements, challenges and needs, gathered from what the State consents to have put before the Council.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::NamedRecord;
use crate::{
    day::Day,
    ids::{NoId, OfficeId},
    states::StateCode,
};

/// Asks for a statement pack; none is given where nobody is named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetStatement {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Speaker>,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    State(StateCode),
    /// By the records that its office keeps.
    Institution(OfficeId),
}

/// A State's code, or an office's id.
impl fmt::Display for Speaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State(code) => code.fmt(f),
            Self::Institution(office) => office.fmt(f),
        }
    }
}

impl FromStr for Speaker {
    type Err = NoId;

    fn from_str(text: &str) -> Result<Self, NoId> {
        text.parse()
            .map(Self::State)
            .or_else(|_| text.parse().map(Self::Institution))
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Speaker>,
    /// The States of which something is known here that headquarters has, by their codes.
    pub states: Vec<StateCode>,
    /// The offices whose it is, by their names.
    pub institutions: Vec<Institution>,
    /// Those parts that hold something, in the order in which they are said.
    pub parts: Vec<StatementPart>,
    /// What is not in it, and why, by its name.
    pub left_out: Vec<LeftOut>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institution {
    pub id: OfficeId,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementPart {
    pub topic: Topic,
    pub items: Vec<StatementItem>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    Experiences,
    Achievements,
    Challenges,
    Needs,
}

impl Topic {
    /// Its word in the locales: `statement-needs`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Experiences => "experiences",
            Self::Achievements => "achievements",
            Self::Challenges => "challenges",
            Self::Needs => "needs",
        }
    }
}

/// What a record says on a topic, in its own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementItem {
    pub record: NamedRecord,
    pub office: String,
    /// Paragraphs.
    pub texts: Vec<String>,
    /// Who consents for the State.
    pub authority: String,
    pub on: Day,
    /// The last day on which that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    pub record: NamedRecord,
    pub why: WhyNot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// The State does not consent to have it put before the Council, or not any longer.
    NoConsent,
    /// The practice is not meant for the general debate.
    NotForDebate,
    /// The version that headquarters has is not on this device.
    NotHere,
}

impl WhyNot {
    /// Its word in the locales: `statement-no-consent`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoConsent => "no-consent",
            Self::NotForDebate => "not-for-debate",
            Self::NotHere => "not-here",
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn who_speaks_is_read_as_it_is_written() {
        for speaker in [
            Speaker::State("IDN".parse().expect("a State")),
            Speaker::Institution(OfficeId(Uuid::from_u128(7))),
        ] {
            assert_eq!(speaker.to_string().parse(), Ok(speaker));
        }
        assert!("Indonesia".parse::<Speaker>().is_err());
    }
}
