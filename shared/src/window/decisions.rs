//! Decisions: made by a person on a record, and told as the ledger has them.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{EventId, OfficeId, RecordId, VersionId},
    ledger::{Decision, EventName, Status},
    states::StateCode,
};

/// Freezes the record's content as its next version and sends it to headquarters with the next sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmitRecord {
    pub id: RecordId,
}

/// Decides on a record. It goes to headquarters with the next sync; a submission has a request of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decide {
    pub id: RecordId,
    pub what: Decision,
}

/// Asks for the offices that can be asked to assist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetPartners {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    pub id: OfficeId,
    pub name: String,
    /// The States for which it works.
    pub states: Vec<StateCode>,
}

/// What was decided on a record, and what this member may decide now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLedger {
    /// In the order that counts: those of the ledger, then those that wait.
    pub decisions: Vec<LedgerLine>,
    /// The version that a decision made now is about.
    pub latest: Option<VersionId>,
    /// Questions that nobody has answered.
    pub open_questions: Vec<EventId>,
    /// What the rules leave to this member.
    pub allowed: Vec<EventName>,
}

impl RecordLedger {
    /// The questions that nobody has answered.
    pub fn open(&self) -> impl Iterator<Item = &LedgerLine> {
        let lines = self.decisions.iter();
        lines.filter(|line| self.open_questions.contains(&line.id))
    }

    #[must_use]
    pub fn allows(&self, event: EventName) -> bool {
        self.allowed.contains(&event)
    }
}

/// A decision, with what it is on: a record, or an office under its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    pub on: RecordId,
    #[serde(flatten)]
    pub line: LedgerLine,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    pub id: EventId,
    /// Place in the ledger of all records; 0 while it waits to be sent.
    pub number: u64,
    /// Milliseconds since 1970: by the hub's clock for what stands in the ledger, by this device's for what waits.
    pub at: i64,
    /// Who decided: the member's name, where the hub told it, or the beginning of the device's id.
    pub by: String,
    /// Whether it was this device.
    pub here: bool,
    /// The name of the office that it asks to assist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<String>,
    pub what: Decision,
    /// Where the record stands after it; none while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Why headquarters did not take it, as a problem's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}
