//! Where a record stands: what its decisions, in their order, have made of it.

use serde::{Deserialize, Serialize};

use crate::schema::Kind;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Headquarters has nothing of it.
    #[default]
    Draft,
    Submitted,
    /// The desk has seen the version that was submitted last.
    Acknowledged,
    /// The office has questions to answer.
    ClarificationAsked,
    /// All questions are answered.
    ClarificationAnswered,
    Accepted,
    Declined,
    /// Another office has been asked to assist.
    Referred,
    InDelivery,
    Completed,
    /// A theme that is proposed for the annual discussion.
    Proposed,
    /// A theme that is its year's.
    Approved,
    /// A discussion that is over, or was never held.
    Closed,
    /// Others than its office may read it.
    Shared,
    /// By the office whose record it is.
    Withdrawn,
    /// An office that there is.
    Open,
}

impl Status {
    /// Whether a request in it is at headquarters and not at its end.
    #[must_use]
    pub fn goes_on(self) -> bool {
        match self {
            Self::Submitted
            | Self::Acknowledged
            | Self::ClarificationAsked
            | Self::ClarificationAnswered
            | Self::Accepted
            | Self::Referred
            | Self::InDelivery => true,
            Self::Draft
            | Self::Declined
            | Self::Completed
            | Self::Proposed
            | Self::Approved
            | Self::Closed
            | Self::Shared
            | Self::Withdrawn
            | Self::Open => false,
        }
    }

    /// Whether money of a fund may be set aside for a record of a kind in it.
    #[must_use]
    pub fn is_fundable(self, kind: Kind) -> bool {
        match kind {
            Kind::Request => matches!(self, Self::Accepted | Self::Referred | Self::InDelivery),
            Kind::Activity => self == Self::Shared,
            Kind::Practice | Kind::Discussion | Kind::Observation | Kind::Assessment => false,
        }
    }
}

words!(
    Status,
    "a status",
    Draft = "draft",
    Submitted = "submitted",
    Acknowledged = "acknowledged",
    ClarificationAsked = "clarification_asked",
    ClarificationAnswered = "clarification_answered",
    Accepted = "accepted",
    Declined = "declined",
    Referred = "referred",
    InDelivery = "in_delivery",
    Completed = "completed",
    Proposed = "proposed",
    Approved = "approved",
    Closed = "closed",
    Shared = "shared",
    Withdrawn = "withdrawn",
    Open = "open"
);
