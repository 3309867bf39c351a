//! Why a decision is refused: what a person is told, at once by the device or later by the hub.

use crate::limits::NAME_CHARACTERS;

/// A reason, with its stable code: `problem-CODE` in the locales says what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    #[error("records of this kind know no such decision")]
    NotForThisKind,
    #[error("a member with this role may not do this")]
    RoleMayNot,
    #[error("the record belongs to another office")]
    NotYourOffice,
    #[error("the record has not been submitted")]
    NotSubmitted,
    #[error("what has been decided since leaves no room for this")]
    NotInThisStatus,
    #[error("a newer version has been submitted since")]
    NotTheLatestVersion,
    #[error("this very version has been submitted already")]
    AlreadySubmitted,
    #[error("the version has been acknowledged already")]
    AlreadyAcknowledged,
    #[error("no such question is open")]
    NoOpenQuestion,
    #[error("no partner is known by the id of the office that is asked to assist")]
    NoSuchPartner,
    #[error("the State does not consent to this, or not any longer")]
    NoConsent,
    #[error("the State consents to an earlier version, and has not been shown this one")]
    ConsentToEarlier,
    #[error("a consent names an authority and its evidence, and ends not before it begins")]
    ConsentIncomplete,
    #[error("nothing of it is published")]
    NotPublished,
    #[error("the office is invited already")]
    AlreadyInvited,
    #[error("the member answers for it already")]
    AlreadyAssigned,
    #[error("there is no such fund")]
    NoSuchFund,
    #[error("an entry needs a name, an amount above nothing, a currency and its rate")]
    EntryIncomplete,
    #[error("no entry of the fund that was not reversed is known by the id, or it is none of this kind")]
    NoSuchEntry,
    #[error("other entries build on it")]
    EntryInUse,
    #[error("there is less than that, and nothing says why more is taken")]
    BalanceTooLow,
    #[error("only accepted requests and shared activities are funded")]
    NotFundable,
    #[error("there is no such office")]
    NoSuchOffice,
    #[error("nobody of this office is known by the member's id")]
    NoSuchMember,
    #[error("no device of this office that is not revoked is known by the id")]
    NoSuchDevice,
    #[error("a device replaces no key but its own")]
    NotYourDevice,
    #[error("the device has no new key by that")]
    KeyUnusable,
    #[error("there is no such role in an office of this kind")]
    RoleElsewhere,
    #[error("the member has another role")]
    OtherRole,
    #[error("nobody else leads the office")]
    LastLead,
    #[error("the invitation's code has been given out before")]
    CodeReused,
    #[error("a name has 1 to {NAME_CHARACTERS} characters, and no line breaks")]
    NameUnusable,
    #[error("an office of this kind works for a State at least")]
    StatesMissing,
    #[error("service levels are a working day at least and a year at most, of an office at headquarters")]
    LevelsImpossible,
    #[error("the decision needs words, and has none")]
    TextMissing,
    #[error("the decision's text is too long")]
    TextTooLong,
}

impl Refusal {
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotForThisKind => "not-for-this-kind",
            Self::RoleMayNot => "role-may-not",
            Self::NotYourOffice => "not-your-office",
            Self::NotSubmitted => "not-submitted",
            Self::NotInThisStatus => "not-in-this-status",
            Self::NotTheLatestVersion => "not-the-latest-version",
            Self::AlreadySubmitted => "already-submitted",
            Self::AlreadyAcknowledged => "already-acknowledged",
            Self::NoOpenQuestion => "no-open-question",
            Self::NoSuchPartner => "no-such-partner",
            Self::NoConsent => "no-consent",
            Self::ConsentToEarlier => "consent-to-earlier",
            Self::ConsentIncomplete => "consent-incomplete",
            Self::NotPublished => "not-published",
            Self::AlreadyInvited => "already-invited",
            Self::AlreadyAssigned => "already-assigned",
            Self::NoSuchFund => "no-such-fund",
            Self::EntryIncomplete => "entry-incomplete",
            Self::NoSuchEntry => "no-such-entry",
            Self::EntryInUse => "entry-in-use",
            Self::BalanceTooLow => "balance-too-low",
            Self::NotFundable => "not-fundable",
            Self::NoSuchOffice => "no-such-office",
            Self::NoSuchMember => "no-such-member",
            Self::NoSuchDevice => "device-elsewhere",
            Self::NotYourDevice => "not-your-device",
            Self::KeyUnusable => "key-unusable",
            Self::RoleElsewhere => "role-elsewhere",
            Self::OtherRole => "other-role",
            Self::LastLead => "last-lead",
            Self::CodeReused => "code-reused",
            Self::NameUnusable => "name-unusable",
            Self::StatesMissing => "states-missing",
            Self::LevelsImpossible => "levels-impossible",
            Self::TextMissing => "text-missing",
            Self::TextTooLong => "text-too-long",
        }
    }
}
