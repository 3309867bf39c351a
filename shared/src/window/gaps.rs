//! What a State has accepted, and what has been begun of it: the ground of a mid-term report.

use serde::{Deserialize, Serialize};

use crate::{ids::RecordId, recommendation::Recommendation, schema::Kind, states::StateCode};

/// Asks which accepted recommendations and pledges of a State have a request or an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetGaps {
    pub state: StateCode,
    /// The first session of the UPR Working Group that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u16>,
    /// The last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u16>,
}

/// The report. A recommendation of several themes counts under each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gaps {
    pub state: StateCode,
    pub all: Tally,
    /// The latest session first; 0 for what was not made in one.
    pub by_session: Vec<Counted<u16>>,
    /// The most frequent first.
    pub by_theme: Vec<Counted<String>>,
    /// Every accepted recommendation and pledge, the latest session first.
    pub accepted: Vec<Accepted>,
}

/// How many there are, and how many of them have a request or an activity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub total: usize,
    pub linked: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted<T> {
    pub of: T,
    #[serde(flatten)]
    pub tally: Tally,
}

/// An accepted recommendation or a pledge, with the requests, activities and practices that are tied to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    #[serde(flatten)]
    pub recommendation: Recommendation,
    pub records: Vec<LinkedRecord>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedRecord {
    pub record: RecordId,
    pub kind: Kind,
    pub title: String,
}

impl Accepted {
    /// Whether it has a request or an activity. A practice tells of something that was done, and closes no gap by itself.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.records
            .iter()
            .any(|linked| matches!(linked.kind, Kind::Request | Kind::Activity))
    }
}

impl Tally {
    /// How many have no request and no activity yet.
    #[must_use]
    pub fn open(self) -> usize {
        self.total.saturating_sub(self.linked)
    }

    pub fn count(&mut self, is_linked: bool) {
        self.total += 1;
        self.linked += usize::from(is_linked);
    }
}
