//! Decisions: made by a person on a record, and told as the ledger has them.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{EventId, MemberId, OfficeId, RecordId, VersionId},
    ledger::{Decision, EventName, Status},
    states::StateCode,
};

/// Freezes the record's content as its next version and sends it to headquarters with the next sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmitRecord {
    pub id: RecordId,
}

/// Proposes a discussion's theme, with the record's content as it is, to headquarters' desks with the next sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposeTheme {
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

/// Asks for the offices that can be invited to a discussion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetGuests {}

/// Asks for the members of headquarters' desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetDesk {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskMember {
    pub id: MemberId,
    pub name: String,
    /// Whether it is the member whose device this is.
    pub here: bool,
}

/// An office that is invited to a discussion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestView {
    pub office: OfficeId,
    pub name: String,
    /// Whether it accepts; none: it has not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepts: Option<bool>,
}

/// What was decided on a record, and what this member may decide now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLedger {
    /// In the order that counts: those of the ledger, then those that wait.
    pub decisions: Vec<LedgerLine>,
    /// The version that a decision made now is about.
    pub latest: Option<VersionId>,
    /// The statuses through which it came, each with the moment when it did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Questions that nobody has answered.
    pub open_questions: Vec<EventId>,
    /// The name of the member of the desk who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<String>,
    /// Those invited to a discussion, as far as it is told here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<GuestView>,
    /// The office for which this member decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeId>,
    /// What the rules leave to this member.
    pub allowed: Vec<EventName>,
}

/// A status in which a record was, or is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub status: Status,
    /// Milliseconds since 1970, by the hub's clock, or by this device's while the decision waits.
    pub since: i64,
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
    /// The name of the office or the member that it names: who is asked to assist, is invited, answers, or is assigned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<String>,
    pub what: Decision,
    /// Where the record stands after it; none while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Why headquarters did not take it, as a problem's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}
