//! The funds' books: contributions, allocations, expenditure (resolution 18/18, operative paragraphs 8 and 14).
//!
//! Entries are only added; a wrong one is reversed by another that says why. The books are kept in United States dollars, in
//! cents; what was given in another currency is entered with the rate and its day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{EventName, Refusal};
use crate::{
    currencies,
    day::Day,
    ids::{EventId, RecordId},
    limits::{DECISION_CHARACTERS, NAME_CHARACTERS},
};

/// The currency of the books.
pub const BOOKED: &str = "USD";
/// A rate of one dollar for one unit.
pub const PAR: u64 = 1_000_000;
/// The most that one entry says, in cents: more than any fund ever had.
const MOST: i64 = 100_000_000_000_000;

/// A fund whose books are kept, by the code of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fund {
    /// The Voluntary Fund for Technical Cooperation.
    Vftc,
    /// The Voluntary Fund for Participation in the Universal Periodic Review.
    UprParticipation,
    /// The Voluntary Fund for Financial and Technical Assistance in the Implementation of the Universal Periodic Review.
    UprImplementation,
}

words!(
    Fund,
    "a fund",
    Vftc = "vftc",
    UprParticipation = "upr_participation",
    UprImplementation = "upr_implementation"
);

impl Fund {
    /// The id under which decisions on it are filed: UUIDv8 (RFC 9562, section 5.8), the same everywhere.
    #[must_use]
    pub fn id(self) -> RecordId {
        let number = match self {
            Self::Vftc => 1,
            Self::UprParticipation => 2,
            Self::UprImplementation => 3,
        };
        RecordId(Uuid::from_u128(0x6675_6e64_0000_8000_8000_0000_0000_0000 | number))
    }

    /// The fund of such an id.
    #[must_use]
    pub fn of(id: RecordId) -> Option<Self> {
        Self::ALL.iter().copied().find(|fund| fund.id() == id)
    }
}

/// What is decided on a fund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundDecision {
    Contribution(Contribution),
    /// Money is set aside for a request that was accepted, or an activity.
    Allocation {
        to: RecordId,
        /// In cents of a dollar.
        amount: i64,
        #[serde(default)]
        note: String,
        /// Why more is allocated than there is; empty where that is not so.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        overdraft: String,
    },
    /// Of what was allocated, something was spent.
    Expenditure {
        allocation: EventId,
        amount: i64,
        on: Day,
        #[serde(default)]
        note: String,
        /// Why more is spent than was allocated, or than there is; empty where that is not so.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        overdraft: String,
    },
    /// An entry was wrong.
    Reversal {
        of: EventId,
        reason: String,
        /// Why less is left than was allocated, or spent; empty where that is not so.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        overdraft: String,
    },
}

/// What a donor gave, or promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    pub donor: String,
    /// In minor units of its currency (ISO 4217).
    pub amount: i64,
    pub currency: String,
    /// Millionths of a dollar for one unit of the currency.
    pub rate: u64,
    /// The day of the rate.
    pub rate_on: Day,
    pub on: Day,
    /// Whether it was promised, and has not been received.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_pledge: bool,
    /// The pledge that is received by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pledge: Option<EventId>,
    #[serde(default)]
    pub note: String,
}

/// A fund's entries, by the decisions that made them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    pub entries: BTreeMap<EventId, Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    #[serde(rename = "w")]
    pub what: EntryKind,
    /// In cents of a dollar.
    #[serde(rename = "a")]
    pub amount: i64,
    #[serde(rename = "x", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_reversed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntryKind {
    #[serde(rename = "r")]
    Received {
        #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
        pledge: Option<EventId>,
    },
    #[serde(rename = "p")]
    Pledged,
    #[serde(rename = "a")]
    Allocated(RecordId),
    /// Of an allocation.
    #[serde(rename = "s")]
    Spent(EventId),
}

/// What the entries of a book add up to, in cents of a dollar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub received: i64,
    /// Promised, and not received.
    pub pledged: i64,
    pub allocated: i64,
    pub spent: i64,
    /// Received, and neither allocated nor spent beyond what was: what can still be allocated.
    pub available: i64,
    /// Received, and not spent: what is in the bank.
    pub balance: i64,
}

impl Contribution {
    /// What it is in cents of a dollar, halves rounded to the even cent. None: too large.
    #[must_use]
    pub fn booked(&self) -> Option<i64> {
        // amount / 10^decimals * rate / 10^6 * 100
        let divisor = 10_i128.pow(currencies::decimals(&self.currency)) * 10_000;
        let product = i128::from(self.amount).checked_mul(i128::from(self.rate))?;
        let (whole, rest) = (product.div_euclid(divisor), product.rem_euclid(divisor));
        let rounds_up = rest * 2 > divisor || (rest * 2 == divisor && whole % 2 == 1);
        i64::try_from(whole + i128::from(rounds_up))
            .ok()
            .filter(|booked| *booked <= MOST)
    }

    /// Whether it can be an entry by itself.
    ///
    /// # Errors
    /// [`Refusal::EntryIncomplete`]
    pub fn check(&self) -> Result<(), Refusal> {
        let is_named = !self.donor.trim().is_empty() && self.donor.chars().nth(NAME_CHARACTERS).is_none();
        let is_money = self.amount > 0 && self.rate > 0 && currencies::CODES.contains(&self.currency.as_str());
        let is_at_par = self.currency != BOOKED || self.rate == PAR;
        let is_booked = self.booked().is_some_and(|booked| booked > 0);
        let promises_once = !(self.is_pledge && self.pledge.is_some());
        let is_good = is_named && is_money && is_at_par && is_booked && promises_once;
        is_good.then_some(()).ok_or(Refusal::EntryIncomplete)
    }
}

impl FundDecision {
    #[must_use]
    pub fn name(&self) -> EventName {
        match self {
            Self::Contribution(_) => EventName::Contribution,
            Self::Allocation { .. } => EventName::Allocation,
            Self::Expenditure { .. } => EventName::Expenditure,
            Self::Reversal { .. } => EventName::Reversal,
        }
    }

    /// The note, or the reason; empty where there is none.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Contribution(Contribution { note, .. })
            | Self::Allocation { note, .. }
            | Self::Expenditure { note, .. } => note,
            Self::Reversal { reason, .. } => reason,
        }
    }

    /// Why it takes more than there is; empty where it does not say.
    #[must_use]
    pub fn overdraft(&self) -> &str {
        match self {
            Self::Allocation { overdraft, .. }
            | Self::Expenditure { overdraft, .. }
            | Self::Reversal { overdraft, .. } => overdraft,
            Self::Contribution(_) => "",
        }
    }

    /// Whether the reason of an overdraft is as long as it may be.
    pub(super) fn check_words(&self) -> Result<(), Refusal> {
        let is_too_long = self.overdraft().chars().nth(DECISION_CHARACTERS).is_some();
        if is_too_long { Err(Refusal::TextTooLong) } else { Ok(()) }
    }

    /// The record that it sets money aside for.
    #[must_use]
    pub fn target(&self) -> Option<RecordId> {
        match self {
            Self::Allocation { to, .. } => Some(*to),
            Self::Contribution(_) | Self::Expenditure { .. } | Self::Reversal { .. } => None,
        }
    }
}

impl Book {
    /// Whether an entry may be made as the book stands.
    ///
    /// # Errors
    /// [`Refusal`]
    pub fn check(&self, what: &FundDecision) -> Result<(), Refusal> {
        let check_amount = |amount: i64| {
            let is_money = (1..=MOST).contains(&amount);
            is_money.then_some(()).ok_or(Refusal::EntryIncomplete)
        };
        match what {
            FundDecision::Contribution(given) => {
                given.check()?;
                let is_pledge = |pledge| self.due(pledge).is_some();
                given
                    .pledge
                    .is_none_or(is_pledge)
                    .then_some(())
                    .ok_or(Refusal::NoSuchEntry)?;
            }
            FundDecision::Allocation { amount, .. } => check_amount(*amount)?,
            FundDecision::Expenditure { allocation, amount, .. } => {
                check_amount(*amount)?;
                self.left(*allocation).ok_or(Refusal::NoSuchEntry)?;
            }
            FundDecision::Reversal { of, .. } => {
                let entry = self.standing(*of).ok_or(Refusal::NoSuchEntry)?;
                let is_built_on = self
                    .entries
                    .values()
                    .any(|other| !other.is_reversed && other.builds_on(*of));
                let is_free = !is_built_on || !entry.carries();
                is_free.then_some(()).ok_or(Refusal::EntryInUse)?;
            }
        }
        let says_why = !what.overdraft().trim().is_empty();
        (says_why || self.covers(what))
            .then_some(())
            .ok_or(Refusal::BalanceTooLow)
    }

    /// Whether there is all that an entry takes.
    fn covers(&self, what: &FundDecision) -> bool {
        match what {
            FundDecision::Contribution(_) => true,
            FundDecision::Allocation { amount, .. } => *amount <= self.totals().available,
            FundDecision::Expenditure { allocation, amount, .. } => {
                let left = self.left(*allocation).unwrap_or_default();
                *amount <= left.min(self.totals().balance)
            }
            FundDecision::Reversal { of, .. } => self.standing(*of).is_none_or(|entry| match entry.what {
                EntryKind::Received { .. } => {
                    let Totals { available, balance, .. } = self.totals();
                    entry.amount <= available.min(balance)
                }
                EntryKind::Pledged | EntryKind::Allocated(_) | EntryKind::Spent(_) => true,
            }),
        }
    }

    /// Enters a decision that was checked where it was taken.
    pub fn apply(&mut self, id: EventId, what: &FundDecision) {
        let (what, amount) = match what {
            FundDecision::Contribution(given) if given.is_pledge => (EntryKind::Pledged, given.booked()),
            FundDecision::Contribution(given) => (EntryKind::Received { pledge: given.pledge }, given.booked()),
            FundDecision::Allocation { to, amount, .. } => (EntryKind::Allocated(*to), Some(*amount)),
            FundDecision::Expenditure { allocation, amount, .. } => (EntryKind::Spent(*allocation), Some(*amount)),
            FundDecision::Reversal { of, .. } => {
                if let Some(entry) = self.entries.get_mut(of) {
                    entry.is_reversed = true;
                }
                return;
            }
        };
        let entry = Entry {
            what,
            amount: amount.unwrap_or_default(),
            is_reversed: false,
        };
        self.entries.insert(id, entry);
    }

    /// What the entries add up to. Those that were reversed count for nothing.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        let mut promised: BTreeMap<EventId, i64> = BTreeMap::new();
        let mut left: BTreeMap<EventId, i64> = BTreeMap::new();
        for (id, entry) in self.entries.iter().filter(|(_, entry)| !entry.is_reversed) {
            match entry.what {
                EntryKind::Received { pledge } => {
                    totals.received += entry.amount;
                    if let Some(pledge) = pledge {
                        *promised.entry(pledge).or_default() -= entry.amount;
                    }
                }
                EntryKind::Pledged => *promised.entry(*id).or_default() += entry.amount,
                EntryKind::Allocated(_) => {
                    totals.allocated += entry.amount;
                    *left.entry(*id).or_default() += entry.amount;
                }
                EntryKind::Spent(allocation) => {
                    totals.spent += entry.amount;
                    *left.entry(allocation).or_default() -= entry.amount;
                }
            }
        }
        // What was spent beyond an allocation is set aside for nothing else.
        let beyond: i64 = left.values().map(|left| left.min(&0)).sum();
        // More may come than was promised, as rates change.
        totals.pledged = promised.values().filter(|outstanding| **outstanding > 0).sum();
        totals.available = totals.received - totals.allocated + beyond;
        totals.balance = totals.received - totals.spent;
        totals
    }

    /// What of an allocation has not been spent; none where there is no such allocation.
    #[must_use]
    pub fn left(&self, allocation: EventId) -> Option<i64> {
        let entry = self.standing(allocation)?;
        let EntryKind::Allocated(_) = entry.what else {
            return None;
        };
        let spent = self.entries.values().filter(|other| !other.is_reversed);
        let spent = spent.filter(|other| other.what == EntryKind::Spent(allocation));
        Some(entry.amount - spent.map(|other| other.amount).sum::<i64>())
    }

    /// What of a pledge has not been received; none where there is no such pledge.
    #[must_use]
    pub fn due(&self, pledge: EventId) -> Option<i64> {
        let entry = self.standing(pledge)?;
        let EntryKind::Pledged = entry.what else {
            return None;
        };
        let came = EntryKind::Received { pledge: Some(pledge) };
        let received = self
            .entries
            .values()
            .filter(|other| !other.is_reversed && other.what == came);
        Some((entry.amount - received.map(|other| other.amount).sum::<i64>()).max(0))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// An entry that was not reversed.
    fn standing(&self, id: EventId) -> Option<&Entry> {
        self.entries.get(&id).filter(|entry| !entry.is_reversed)
    }
}

impl Entry {
    fn builds_on(&self, id: EventId) -> bool {
        match self.what {
            EntryKind::Received { pledge } => pledge == Some(id),
            EntryKind::Spent(allocation) => allocation == id,
            EntryKind::Pledged | EntryKind::Allocated(_) => false,
        }
    }

    /// Whether others can build on it.
    fn carries(&self) -> bool {
        matches!(self.what, EntryKind::Pledged | EntryKind::Allocated(_))
    }
}

#[cfg(test)]
mod tests;
