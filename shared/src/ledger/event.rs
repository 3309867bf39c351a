//! A decision as the device that made it says it.

use serde::{Deserialize, Serialize};

use super::{
    Refusal,
    consent::{Given, Scope},
    fund::FundDecision,
    office::OfficeDecision,
};
use crate::{
    day::Day,
    ids::{EventId, MemberId, OfficeId, RecordId, VersionId},
    limits::DECISION_CHARACTERS,
    path::Path,
};

/// A decision on one record, or on one office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    #[serde(rename = "i")]
    pub id: EventId,
    /// What it is on: a record, or an office under its own id.
    #[serde(rename = "r")]
    pub record: RecordId,
    /// The office whose record it is, or which it is.
    #[serde(rename = "o")]
    pub office: OfficeId,
    /// By the device's own clock, milliseconds since 1970. Only told, never relied on.
    #[serde(rename = "a")]
    pub at: i64,
    /// The decision on which its maker built ([`Standing::basis`](super::Standing::basis)): of two that were made apart the first in
    /// order holds. None where it builds on none.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub after: Option<EventId>,
    #[serde(rename = "w")]
    pub what: Decision,
}

/// What is decided. What the desk decides names the version that it has read: a newer one makes it read again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The office sends a version of its record to headquarters.
    Submitted {
        version: VersionId,
    },
    /// The desk has seen a submitted version.
    Acknowledged {
        version: VersionId,
    },
    /// The desk asks; the decision's own id is that of the question.
    ClarificationAsked {
        version: VersionId,
        /// The field that it is about; none where it is about the whole.
        #[serde(default)]
        field: Option<Path>,
        text: String,
    },
    ClarificationAnswered {
        question: EventId,
        text: String,
    },
    /// A member of the desk answers for it from now on.
    Assigned {
        to: MemberId,
    },
    Accepted {
        version: VersionId,
        #[serde(default)]
        reason: String,
    },
    Declined {
        version: VersionId,
        reason: String,
    },
    /// A partner is asked to assist, and may read this version and later ones, until another decision ends that.
    Referred {
        version: VersionId,
        to: OfficeId,
        reason: String,
    },
    DeliveryStarted {
        #[serde(default)]
        note: String,
    },
    Completed {
        #[serde(default)]
        note: String,
    },
    /// The office takes its record back.
    Withdrawn {
        reason: String,
    },
    /// The State consents.
    ConsentGiven(Given),
    /// The State consents no longer: what the consent allowed ends with it.
    ConsentWithdrawn {
        scope: Scope,
        reason: String,
    },
    /// Other offices may read this version, without what is confidential.
    Shared {
        version: VersionId,
        /// The last day on which they may; none: until it is withdrawn.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Day>,
    },
    /// The public may read of this version what the public may.
    Published {
        version: VersionId,
    },
    Unpublished {
        reason: String,
    },
    /// The desk proposes this theme for the annual thematic discussion.
    ThemeProposed {
        version: VersionId,
    },
    /// The theme is that of its year.
    ThemeApproved {
        version: VersionId,
        #[serde(default)]
        reason: String,
    },
    /// An office is invited to the discussion, and may read this version and later ones.
    Invited {
        version: VersionId,
        to: OfficeId,
        #[serde(default)]
        text: String,
    },
    /// What an office that was invited says to that; it may say something else later.
    InvitationAnswered {
        /// The office that answers.
        by: OfficeId,
        accepts: bool,
        #[serde(default)]
        text: String,
    },
    /// The discussion is over, or its theme is not taken.
    DiscussionClosed {
        reason: String,
    },
    /// On an office, and who is in it.
    Office(OfficeDecision),
    /// On a fund: an entry of its books.
    Fund(FundDecision),
}

/// What a decision is called: what remains of it without its particulars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventName {
    Submitted,
    Acknowledged,
    ClarificationAsked,
    ClarificationAnswered,
    Assigned,
    Accepted,
    Declined,
    Referred,
    DeliveryStarted,
    Completed,
    Withdrawn,
    ConsentGiven,
    ConsentWithdrawn,
    Shared,
    Published,
    Unpublished,
    ThemeProposed,
    ThemeApproved,
    Invited,
    InvitationAnswered,
    DiscussionClosed,
    OfficeAdded,
    MemberInvited,
    RoleChanged,
    MemberLeft,
    DeviceRevoked,
    RescueAllowed,
    KeyReplaced,
    LevelsSet,
    Contribution,
    Allocation,
    Expenditure,
    Reversal,
}

words!(
    EventName,
    "a decision",
    Submitted = "submitted",
    Acknowledged = "acknowledged",
    ClarificationAsked = "clarification_asked",
    ClarificationAnswered = "clarification_answered",
    Assigned = "assigned",
    Accepted = "accepted",
    Declined = "declined",
    Referred = "referred",
    DeliveryStarted = "delivery_started",
    Completed = "completed",
    Withdrawn = "withdrawn",
    ConsentGiven = "consent_given",
    ConsentWithdrawn = "consent_withdrawn",
    Shared = "shared",
    Published = "published",
    Unpublished = "unpublished",
    ThemeProposed = "theme_proposed",
    ThemeApproved = "theme_approved",
    Invited = "invited",
    InvitationAnswered = "invitation_answered",
    DiscussionClosed = "discussion_closed",
    OfficeAdded = "office_added",
    MemberInvited = "member_invited",
    RoleChanged = "role_changed",
    MemberLeft = "member_left",
    DeviceRevoked = "device_revoked",
    RescueAllowed = "rescue_allowed",
    KeyReplaced = "key_replaced",
    LevelsSet = "levels_set",
    Contribution = "contribution",
    Allocation = "allocation",
    Expenditure = "expenditure",
    Reversal = "reversal"
);

impl EventName {
    /// Whether the other side has to be told something with it: a question, an answer, a reason.
    #[must_use]
    pub fn needs_text(self) -> bool {
        match self {
            Self::ClarificationAsked
            | Self::ClarificationAnswered
            | Self::Declined
            | Self::Referred
            | Self::Withdrawn
            | Self::ConsentWithdrawn
            | Self::Unpublished
            | Self::DiscussionClosed
            | Self::Reversal => true,
            Self::Submitted
            | Self::Acknowledged
            | Self::Accepted
            | Self::DeliveryStarted
            | Self::Completed
            | Self::ConsentGiven
            | Self::Shared
            | Self::Published
            | Self::Assigned
            | Self::ThemeProposed
            | Self::ThemeApproved
            | Self::Invited
            | Self::InvitationAnswered
            | Self::OfficeAdded
            | Self::MemberInvited
            | Self::RoleChanged
            | Self::MemberLeft
            | Self::DeviceRevoked
            | Self::RescueAllowed
            | Self::KeyReplaced
            | Self::LevelsSet
            | Self::Contribution
            | Self::Allocation
            | Self::Expenditure => false,
        }
    }

    /// Whether it says what becomes of a request: of two that were made apart, the first in order holds.
    #[must_use]
    pub fn decides(self) -> bool {
        matches!(self, Self::Accepted | Self::Declined | Self::Referred)
    }

    /// Whether a request goes on by it: what was decided on how it stood before is overtaken.
    #[must_use]
    pub fn takes_a_turn(self) -> bool {
        let is_asked_about = matches!(self, Self::ClarificationAsked | Self::ClarificationAnswered);
        let is_delivered = matches!(self, Self::DeliveryStarted | Self::Completed);
        let is_its_offices = matches!(self, Self::Submitted | Self::Withdrawn);
        self.decides() || is_asked_about || is_delivered || is_its_offices
    }

    /// Whether others than headquarters read of a discussion's practices by it: the State has to consent to each.
    #[must_use]
    pub fn puts_before_the_council(self) -> bool {
        matches!(self, Self::ThemeApproved | Self::Invited | Self::Shared)
    }

    /// Whether a version of the record may come along with it: with any other decision, what it is about is known.
    #[must_use]
    pub fn may_bring_version(self) -> bool {
        matches!(self, Self::Submitted | Self::Shared | Self::ThemeProposed)
    }
}

impl Decision {
    #[must_use]
    pub fn name(&self) -> EventName {
        match self {
            Self::Submitted { .. } => EventName::Submitted,
            Self::Acknowledged { .. } => EventName::Acknowledged,
            Self::ClarificationAsked { .. } => EventName::ClarificationAsked,
            Self::ClarificationAnswered { .. } => EventName::ClarificationAnswered,
            Self::Assigned { .. } => EventName::Assigned,
            Self::Accepted { .. } => EventName::Accepted,
            Self::Declined { .. } => EventName::Declined,
            Self::Referred { .. } => EventName::Referred,
            Self::DeliveryStarted { .. } => EventName::DeliveryStarted,
            Self::Completed { .. } => EventName::Completed,
            Self::Withdrawn { .. } => EventName::Withdrawn,
            Self::ConsentGiven(_) => EventName::ConsentGiven,
            Self::ConsentWithdrawn { .. } => EventName::ConsentWithdrawn,
            Self::Shared { .. } => EventName::Shared,
            Self::Published { .. } => EventName::Published,
            Self::Unpublished { .. } => EventName::Unpublished,
            Self::ThemeProposed { .. } => EventName::ThemeProposed,
            Self::ThemeApproved { .. } => EventName::ThemeApproved,
            Self::Invited { .. } => EventName::Invited,
            Self::InvitationAnswered { .. } => EventName::InvitationAnswered,
            Self::DiscussionClosed { .. } => EventName::DiscussionClosed,
            Self::Office(what) => what.name(),
            Self::Fund(what) => what.name(),
        }
    }

    /// The version that it is about, where it names one.
    #[must_use]
    pub fn version(&self) -> Option<VersionId> {
        match self {
            Self::Submitted { version }
            | Self::Acknowledged { version }
            | Self::ClarificationAsked { version, .. }
            | Self::Accepted { version, .. }
            | Self::Declined { version, .. }
            | Self::Referred { version, .. }
            | Self::Shared { version, .. }
            | Self::Published { version }
            | Self::ThemeProposed { version }
            | Self::ThemeApproved { version, .. }
            | Self::Invited { version, .. } => Some(*version),
            Self::ClarificationAnswered { .. }
            | Self::Assigned { .. }
            | Self::DeliveryStarted { .. }
            | Self::Completed { .. }
            | Self::Withdrawn { .. }
            | Self::ConsentGiven(_)
            | Self::ConsentWithdrawn { .. }
            | Self::Unpublished { .. }
            | Self::InvitationAnswered { .. }
            | Self::DiscussionClosed { .. }
            | Self::Office(_)
            | Self::Fund(_) => None,
        }
    }

    /// The one office that it is between and headquarters, where it is no other's business.
    #[must_use]
    pub fn between(&self) -> Option<OfficeId> {
        if let Self::Invited { to: office, .. } | Self::InvitationAnswered { by: office, .. } = self {
            Some(*office)
        } else {
            None
        }
    }

    /// The question, the answer, the reason or the note; empty where there is none.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Submitted { .. }
            | Self::Acknowledged { .. }
            | Self::Assigned { .. }
            | Self::Shared { .. }
            | Self::Published { .. }
            | Self::ThemeProposed { .. } => "",
            Self::ConsentGiven(given) => &given.evidence,
            Self::ClarificationAsked { text, .. }
            | Self::ClarificationAnswered { text, .. }
            | Self::Invited { text, .. }
            | Self::InvitationAnswered { text, .. } => text,
            Self::Accepted { reason, .. }
            | Self::ThemeApproved { reason, .. }
            | Self::DiscussionClosed { reason }
            | Self::Declined { reason, .. }
            | Self::Referred { reason, .. }
            | Self::Withdrawn { reason }
            | Self::ConsentWithdrawn { reason, .. }
            | Self::Unpublished { reason } => reason,
            Self::Office(what) => what.reason(),
            Self::Fund(what) => what.text(),
            Self::DeliveryStarted { note } | Self::Completed { note } => note,
        }
    }

    /// Whether it says what a decision of its name has to say.
    ///
    /// # Errors
    /// [`Refusal::TextMissing`], [`Refusal::TextTooLong`]
    pub fn check_text(&self) -> Result<(), Refusal> {
        let text = self.text();
        if self.name().needs_text() && text.trim().is_empty() {
            return Err(Refusal::TextMissing);
        }
        if text.chars().nth(DECISION_CHARACTERS).is_some() {
            return Err(Refusal::TextTooLong);
        }
        if let Self::Fund(what) = self {
            what.check_words()?;
        }
        Ok(())
    }
}
