//! What a State consents to: for which scope, by which authority, on what evidence, until when (resolution 18/18, operative
//! paragraphs 6 (b) and 10).

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::{
    day::Day,
    ids::{EventId, VersionId},
    limits::{DECISION_CHARACTERS, NAME_CHARACTERS},
};

/// How far what is consented to may go. Each scope has a consent of its own, and none holds another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Other offices and agencies.
    Network,
    /// Reports to the Human Rights Council, and its discussions.
    Council,
    /// The public register, and its data.
    Public,
}

words!(
    Scope,
    "a scope of consent",
    Network = "network",
    Council = "council",
    Public = "public"
);

/// What was said when a consent was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub scope: Scope,
    /// What whoever consents was shown: a later version needs a consent of its own.
    pub version: VersionId,
    /// Who consents for the State: a person, a function, a ministry.
    pub authority: String,
    pub on: Day,
    /// The last day on which it holds; none: until it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// By what it is shown: a note verbale, a letter, minutes.
    pub evidence: String,
    /// BLAKE3 of the attached file that is that evidence, in hexadecimal; none where it is not attached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// A consent that was not withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    pub event: EventId,
    pub given: Given,
}

impl Given {
    /// Whether it says what a consent has to say.
    ///
    /// # Errors
    /// [`Refusal::ConsentIncomplete`], [`Refusal::TextTooLong`]
    pub fn check(&self) -> Result<(), Refusal> {
        let says = |text: &str| !text.trim().is_empty();
        let ends_before = self.until.is_some_and(|until| until < self.on);
        let is_hash = |file: &String| blake3_hex(file);
        if !says(&self.authority) || !says(&self.evidence) || ends_before || !self.file.as_ref().is_none_or(is_hash) {
            return Err(Refusal::ConsentIncomplete);
        }
        let too_long = |text: &str, most: usize| text.chars().nth(most).is_some();
        if too_long(&self.authority, NAME_CHARACTERS) || too_long(&self.evidence, DECISION_CHARACTERS) {
            return Err(Refusal::TextTooLong);
        }
        Ok(())
    }

    /// Whether it holds on a day, in UTC: where the day begins first, it is tomorrow already.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        day.days_until(self.on) <= 1 && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it holds as long as what ends on that day, or never ends.
    #[must_use]
    pub fn lasts_to(&self, end: Option<Day>) -> bool {
        self.until.is_none_or(|until| end.is_some_and(|end| end <= until))
    }
}

/// 64 hexadecimal digits.
fn blake3_hex(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
