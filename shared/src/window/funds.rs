//! The funds' books.

use serde::{Deserialize, Serialize};

use super::{LedgerLine, Piece};
use crate::{
    ids::RecordId,
    ledger::{
        EventName, Fund, FundDecision,
        fund::{Contribution, Totals},
    },
};

/// Asks for the funds with what they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetFunds {}

/// Asks for one fund with its entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetFund {
    pub fund: Fund,
}

/// Makes an entry. Headquarters' hub has it with the next sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnterIntoFund {
    pub fund: Fund,
    pub what: FundDecision,
}

/// Reads contributions from a file, CSV or Excel, and enters nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadContributions {
    pub fund: Fund,
    pub bytes: Piece,
}

/// Enters all of them, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnterContributions {
    pub fund: Fund,
    pub contributions: Vec<Contribution>,
}

/// Asks for a fund's entries as CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportFund {
    pub fund: Fund,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundRow {
    pub fund: Fund,
    #[serde(flatten)]
    pub totals: Totals,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundView {
    pub row: FundRow,
    /// In the order that counts: those of the ledger, then those that wait.
    pub entries: Vec<FundLine>,
    /// What the rules leave to this member.
    pub allowed: Vec<EventName>,
}

impl FundView {
    #[must_use]
    pub fn allows(&self, event: EventName) -> bool {
        self.allowed.contains(&event)
    }
}

/// An entry, as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundLine {
    #[serde(flatten)]
    pub line: LedgerLine,
    /// In cents of a dollar; none of a reversal, and of what was refused.
    pub booked: Option<i64>,
    pub is_reversed: bool,
    /// What of an allocation has not been spent, or of a pledge not received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<i64>,
    /// Title of the record that money is set aside for, where it is known here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// What a file of contributions says, row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadTable {
    pub contributions: Vec<(u64, Contribution)>,
    /// Lines that say what the book has already, of the same donor, amount, currency and day: they are left out.
    pub entered: Vec<u64>,
    /// Lines that say no contribution, each with why: `row-CODE` in the locales.
    pub wrong: Vec<WrongRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongRow {
    /// From 1, the header.
    pub line: u64,
    /// Stable.
    pub code: String,
    /// The column that is wrong, or what it says.
    pub detail: String,
}

/// A record that money can be set aside for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fundable {
    pub id: RecordId,
    pub title: String,
}

/// Asks for those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetFundable {}
