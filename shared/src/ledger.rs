//! Decisions: what they are, who may make them in which status, and the status that follows.
//!
//! These functions are the rules. The device runs them to answer a person at once; the hub runs the same ones as the
//! authority. They do no IO and know no document: a status follows from decisions alone.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    ids::{EventId, OfficeId, RecordId, VersionId},
    schema::Kind,
};

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Drafter,
    Lead,
    Desk,
    Fund,
    Partner,
    Mandate,
    Admin,
}

/// What an office is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfficeKind {
    FieldOffice,
    Nhri,
    Agency,
    Headquarters,
    Mandate,
}

/// A word that names no role, or no kind of office.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{text}\u{201d} is not {what}; there are: {known}")]
pub struct NoSuchWord {
    pub text: String,
    pub what: &'static str,
    pub known: String,
}

macro_rules! words {
    ($name:ident, $what:literal, $($variant:ident = $word:literal),+) => {
        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = NoSuchWord;

            fn from_str(text: &str) -> Result<Self, NoSuchWord> {
                Self::ALL.iter().copied().find(|it| it.as_str() == text).ok_or_else(|| NoSuchWord {
                    text: text.to_owned(),
                    what: $what,
                    known: [$($word),+].join(", "),
                })
            }
        }
    };
}

words!(
    Role,
    "a role",
    Drafter = "drafter",
    Lead = "lead",
    Desk = "desk",
    Fund = "fund",
    Partner = "partner",
    Mandate = "mandate",
    Admin = "admin"
);
words!(
    OfficeKind,
    "a kind of office",
    FieldOffice = "field-office",
    Nhri = "nhri",
    Agency = "agency",
    Headquarters = "headquarters",
    Mandate = "mandate"
);

impl Role {
    /// The kinds of office in which this role exists: a desk officer sits at headquarters and nowhere else.
    #[must_use]
    pub fn sits_in(self, office: OfficeKind) -> bool {
        match self {
            Self::Drafter | Self::Lead => matches!(office, OfficeKind::FieldOffice | OfficeKind::Nhri),
            Self::Desk | Self::Fund | Self::Admin => office == OfficeKind::Headquarters,
            Self::Partner => office == OfficeKind::Agency,
            Self::Mandate => office == OfficeKind::Mandate,
        }
    }

    /// Whether this role writes records of its office of this kind.
    #[must_use]
    pub fn writes(self, kind: Kind) -> bool {
        match self {
            Self::Drafter | Self::Lead => matches!(kind, Kind::Request | Kind::Practice),
            Self::Desk => matches!(kind, Kind::Activity | Kind::Discussion),
            Self::Partner => kind == Kind::Activity,
            Self::Mandate => kind == Kind::Observation,
            Self::Fund | Self::Admin => false,
        }
    }

    /// Whether this role sends versions of its office's records to headquarters.
    #[must_use]
    pub fn submits(self) -> bool {
        matches!(self, Self::Drafter | Self::Lead)
    }
}

/// A decision on one record, as the device that made it says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    #[serde(rename = "i")]
    pub id: EventId,
    #[serde(rename = "r")]
    pub record: RecordId,
    /// The office whose record it is.
    #[serde(rename = "o")]
    pub office: OfficeId,
    /// By the device's own clock, milliseconds since 1970. Only told, never relied on.
    #[serde(rename = "a")]
    pub at: i64,
    #[serde(rename = "w")]
    pub what: Decision,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The office sends a version of its record to headquarters.
    Submitted { version: VersionId },
    /// The desk has seen a submitted version.
    Acknowledged { version: VersionId },
}

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    Draft,
    Submitted,
    Acknowledged,
}

impl Status {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Acknowledged => "acknowledged",
        }
    }
}

/// A record as its decisions have it: the fold of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    pub status: Status,
    /// The submitted versions in the order that the hub gave them: the first is version 1.
    pub versions: Vec<VersionId>,
}

/// Why a decision is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    #[error("a member with this role may not do this")]
    RoleMayNot,
    #[error("the record belongs to another office")]
    NotYourOffice,
    #[error("the record has not been submitted")]
    NotSubmitted,
    #[error("a newer version has been submitted since")]
    NotTheLatestVersion,
    #[error("this very version has been submitted already")]
    AlreadySubmitted,
    #[error("the version has been acknowledged already")]
    AlreadyAcknowledged,
}

impl Refusal {
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::RoleMayNot => "role-may-not",
            Self::NotYourOffice => "not-your-office",
            Self::NotSubmitted => "not-submitted",
            Self::NotTheLatestVersion => "not-the-latest-version",
            Self::AlreadySubmitted => "already-submitted",
            Self::AlreadyAcknowledged => "already-acknowledged",
        }
    }
}

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    pub role: Role,
    pub office: OfficeId,
}

impl Standing {
    /// Whether `actor` may decide this on a record of `office` as it stands.
    ///
    /// # Errors
    /// The [`Refusal`] that a person is told.
    pub fn check(&self, actor: Actor, office: OfficeId, what: &Decision) -> Result<(), Refusal> {
        match what {
            Decision::Submitted { version } => {
                if !actor.role.submits() {
                    return Err(Refusal::RoleMayNot);
                }
                if actor.office != office {
                    return Err(Refusal::NotYourOffice);
                }
                if self.versions.last() == Some(version) {
                    return Err(Refusal::AlreadySubmitted);
                }
                Ok(())
            }
            Decision::Acknowledged { version } => {
                if actor.role != Role::Desk {
                    return Err(Refusal::RoleMayNot);
                }
                match (self.status, self.versions.last()) {
                    (Status::Draft, _) | (_, None) => Err(Refusal::NotSubmitted),
                    (_, Some(latest)) if latest != version => Err(Refusal::NotTheLatestVersion),
                    (Status::Acknowledged, _) => Err(Refusal::AlreadyAcknowledged),
                    (Status::Submitted, _) => Ok(()),
                }
            }
        }
    }

    /// Takes a decision that stands in the ledger into account.
    pub fn apply(&mut self, what: &Decision) {
        match what {
            Decision::Submitted { version } => {
                self.versions.push(*version);
                self.status = Status::Submitted;
            }
            Decision::Acknowledged { version } => {
                if self.versions.last() == Some(version) {
                    self.status = Status::Acknowledged;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const HOME: OfficeId = OfficeId(Uuid::from_u128(1));
    const ELSEWHERE: OfficeId = OfficeId(Uuid::from_u128(2));
    const V1: VersionId = VersionId([1; 32]);
    const V2: VersionId = VersionId([2; 32]);

    fn actor(role: Role, office: OfficeId) -> Actor {
        Actor { role, office }
    }

    #[test]
    fn a_submission_is_acknowledged_once_and_only_in_its_latest_version() {
        let (drafter, desk) = (actor(Role::Drafter, HOME), actor(Role::Desk, ELSEWHERE));
        let mut standing = Standing::default();
        let seen = Decision::Acknowledged { version: V1 };
        assert_eq!(standing.check(desk, HOME, &seen), Err(Refusal::NotSubmitted));

        let sent = Decision::Submitted { version: V1 };
        assert_eq!(standing.check(drafter, HOME, &sent), Ok(()));
        standing.apply(&sent);
        assert_eq!(standing.check(drafter, HOME, &sent), Err(Refusal::AlreadySubmitted));
        assert_eq!(standing.check(desk, HOME, &seen), Ok(()));
        standing.apply(&seen);
        assert_eq!(standing.status, Status::Acknowledged);
        assert_eq!(standing.check(desk, HOME, &seen), Err(Refusal::AlreadyAcknowledged));

        standing.apply(&Decision::Submitted { version: V2 });
        assert_eq!(standing.status, Status::Submitted);
        assert_eq!(standing.check(desk, HOME, &seen), Err(Refusal::NotTheLatestVersion));
    }

    #[test]
    fn only_the_office_submits_and_only_the_desk_acknowledges() {
        let mut standing = Standing::default();
        let sent = Decision::Submitted { version: V1 };
        assert_eq!(
            standing.check(actor(Role::Drafter, ELSEWHERE), HOME, &sent),
            Err(Refusal::NotYourOffice)
        );
        for role in Role::ALL.iter().copied().filter(|role| !role.submits()) {
            assert_eq!(
                standing.check(actor(role, HOME), HOME, &sent),
                Err(Refusal::RoleMayNot),
                "{role}"
            );
        }
        standing.apply(&sent);
        let seen = Decision::Acknowledged { version: V1 };
        for role in Role::ALL.iter().copied().filter(|role| *role != Role::Desk) {
            assert_eq!(
                standing.check(actor(role, HOME), HOME, &seen),
                Err(Refusal::RoleMayNot),
                "{role}"
            );
        }
    }

    #[test]
    fn words_name_roles_and_offices() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(*role));
        }
        let error = "boss".parse::<Role>().expect_err("no role");
        assert!(error.to_string().contains("drafter, lead, desk"));
    }
}
