//! Decisions on an office: who is there. And what they are judged by beside the rules.

use serde::{Deserialize, Serialize};

use super::{EventName, OfficeKind, Refusal, Role, ServiceLevels};
use crate::{
    ids::{CodeHash, DeviceId, KeyBytes, MemberId},
    limits::NAME_CHARACTERS,
    states::StateCode,
};

/// What is decided on an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeDecision {
    /// There is another office.
    Added {
        name: String,
        kind: OfficeKind,
        #[serde(default)]
        states: Vec<StateCode>,
    },
    /// A device may join the office by a code: a new member's first one, or another one of a member who is there.
    MemberInvited {
        member: MemberId,
        /// May be empty.
        name: String,
        role: Role,
        code: CodeHash,
    },
    RoleChanged {
        member: MemberId,
        role: Role,
    },
    /// None of the member's devices may do anything more, and no invitation that is open is good.
    MemberLeft {
        member: MemberId,
        #[serde(default)]
        reason: String,
    },
    DeviceRevoked {
        device: DeviceId,
        #[serde(default)]
        reason: String,
    },
    /// What a revoked device had not sent is taken where somebody else brings it; until the device is revoked again.
    RescueAllowed {
        device: DeviceId,
    },
    /// The device that decides it signs by another key from now on, and what comes under the one before is refused.
    KeyReplaced {
        device: DeviceId,
        key: KeyBytes,
    },
    /// By when the desk of this office, at headquarters, wants requests to go on.
    LevelsSet(ServiceLevels),
}

/// What a decision on an office names, as it is known where the decision is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// None where there is no such office (yet).
    pub office: Option<OfficeKind>,
    pub member: NamedMember,
    /// Whether somebody else leads the office; asked where a role is changed.
    pub has_another_lead: bool,
    pub device: NamedDevice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedMember {
    Nobody,
    Here(Role),
    /// One of another office, or who has left this one.
    Elsewhere,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedDevice {
    /// In this office at least.
    Nowhere,
    /// What it signed is taken, from itself or, where it was revoked and may be rescued, from others.
    Heard,
    Revoked,
}

impl Named {
    /// What is known where a decision names nothing that is known.
    pub const NOTHING: Self = Self {
        office: None,
        member: NamedMember::Nobody,
        has_another_lead: false,
        device: NamedDevice::Nowhere,
    };
}

impl OfficeKind {
    /// Whether an office of this kind works for a State at least.
    #[must_use]
    pub fn needs_states(self) -> bool {
        match self {
            Self::FieldOffice | Self::Nhri => true,
            Self::Agency | Self::Headquarters | Self::Mandate => false,
        }
    }
}

impl OfficeDecision {
    #[must_use]
    pub fn name(&self) -> EventName {
        match self {
            Self::Added { .. } => EventName::OfficeAdded,
            Self::MemberInvited { .. } => EventName::MemberInvited,
            Self::RoleChanged { .. } => EventName::RoleChanged,
            Self::MemberLeft { .. } => EventName::MemberLeft,
            Self::DeviceRevoked { .. } => EventName::DeviceRevoked,
            Self::RescueAllowed { .. } => EventName::RescueAllowed,
            Self::KeyReplaced { .. } => EventName::KeyReplaced,
            Self::LevelsSet(_) => EventName::LevelsSet,
        }
    }

    /// Empty where none was given.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::Added { .. }
            | Self::MemberInvited { .. }
            | Self::RoleChanged { .. }
            | Self::RescueAllowed { .. }
            | Self::KeyReplaced { .. }
            | Self::LevelsSet(_) => "",
            Self::MemberLeft { reason, .. } | Self::DeviceRevoked { reason, .. } => reason,
        }
    }

    /// The member that it names.
    #[must_use]
    pub fn member(&self) -> Option<MemberId> {
        match self {
            Self::MemberInvited { member, .. } | Self::RoleChanged { member, .. } | Self::MemberLeft { member, .. } => {
                Some(*member)
            }
            Self::Added { .. }
            | Self::DeviceRevoked { .. }
            | Self::RescueAllowed { .. }
            | Self::KeyReplaced { .. }
            | Self::LevelsSet(_) => None,
        }
    }

    /// The device that it names.
    #[must_use]
    pub fn device(&self) -> Option<DeviceId> {
        match self {
            Self::DeviceRevoked { device, .. } | Self::RescueAllowed { device } | Self::KeyReplaced { device, .. } => {
                Some(*device)
            }
            Self::Added { .. }
            | Self::MemberInvited { .. }
            | Self::RoleChanged { .. }
            | Self::MemberLeft { .. }
            | Self::LevelsSet(_) => None,
        }
    }

    /// Whether what it names is there.
    ///
    /// # Errors
    /// The [`Refusal`] that a person is told.
    pub fn check(&self, named: Named) -> Result<(), Refusal> {
        match self {
            Self::Added { name, kind, states } => {
                check_name(name)?;
                if kind.needs_states() && states.is_empty() {
                    return Err(Refusal::StatesMissing);
                }
                Ok(())
            }
            Self::MemberInvited { name, role, .. } => {
                if !name.is_empty() {
                    check_name(name)?;
                }
                named.check_role(*role)?;
                match named.member {
                    NamedMember::Nobody => Ok(()),
                    NamedMember::Here(known) if known == *role => Ok(()),
                    NamedMember::Here(_) => Err(Refusal::OtherRole),
                    NamedMember::Elsewhere => Err(Refusal::NoSuchMember),
                }
            }
            Self::RoleChanged { role, .. } => {
                named.check_member()?;
                named.check_role(*role)?;
                named.check_lead(*role)
            }
            Self::MemberLeft { .. } => named.check_member(),
            Self::DeviceRevoked { .. } | Self::KeyReplaced { .. } => named.check_device(NamedDevice::Heard),
            Self::RescueAllowed { .. } => named.check_device(NamedDevice::Revoked),
            Self::LevelsSet(levels) if named.office == Some(OfficeKind::Headquarters) => levels.check(),
            Self::LevelsSet(_) => Err(Refusal::LevelsImpossible),
        }
    }
}

impl OfficeDecision {
    /// Whether a device may be the one that signs it.
    ///
    /// # Errors
    /// [`Refusal::NotYourDevice`]
    pub fn check_signer(&self, signer: DeviceId) -> Result<(), Refusal> {
        match self {
            Self::KeyReplaced { device, .. } if *device != signer => Err(Refusal::NotYourDevice),
            Self::KeyReplaced { .. }
            | Self::Added { .. }
            | Self::MemberInvited { .. }
            | Self::RoleChanged { .. }
            | Self::MemberLeft { .. }
            | Self::DeviceRevoked { .. }
            | Self::RescueAllowed { .. }
            | Self::LevelsSet(_) => Ok(()),
        }
    }
}

impl Named {
    fn check_role(self, role: Role) -> Result<(), Refusal> {
        let kind = self.office.ok_or(Refusal::NoSuchOffice)?;
        role.sits_in(kind).then_some(()).ok_or(Refusal::RoleElsewhere)
    }

    fn check_device(self, is: NamedDevice) -> Result<(), Refusal> {
        (self.device == is).then_some(()).ok_or(Refusal::NoSuchDevice)
    }

    /// An office keeps somebody who submits for it, and consents.
    fn check_lead(self, role: Role) -> Result<(), Refusal> {
        let leaves = self.member == NamedMember::Here(Role::Lead) && role != Role::Lead;
        (!leaves || self.has_another_lead)
            .then_some(())
            .ok_or(Refusal::LastLead)
    }

    fn check_member(self) -> Result<(), Refusal> {
        match self.member {
            NamedMember::Here(_) => Ok(()),
            NamedMember::Nobody | NamedMember::Elsewhere => Err(Refusal::NoSuchMember),
        }
    }
}

/// Whether a person or an office can be called so.
fn check_name(name: &str) -> Result<(), Refusal> {
    let characters = name.chars().count();
    let is_good = !name.trim().is_empty() && characters <= NAME_CHARACTERS && !name.chars().any(char::is_control);
    is_good.then_some(()).ok_or(Refusal::NameUnusable)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const ANA: MemberId = MemberId(Uuid::from_u128(1));
    const AT_AN_NHRI: Named = Named {
        office: Some(OfficeKind::Nhri),
        ..Named::NOTHING
    };

    fn invited(name: &str, role: Role) -> OfficeDecision {
        OfficeDecision::MemberInvited {
            member: ANA,
            name: name.to_owned(),
            role,
            code: CodeHash([1; 32]),
        }
    }

    #[test]
    fn a_member_is_invited_under_a_name_to_a_role_that_is_there() {
        let check = |what: OfficeDecision, named| what.check(named);
        assert_eq!(check(invited("Ana", Role::Lead), AT_AN_NHRI), Ok(()));
        assert_eq!(
            check(invited("Ana", Role::Desk), AT_AN_NHRI),
            Err(Refusal::RoleElsewhere)
        );
        assert_eq!(
            check(invited("Ana", Role::Lead), Named::NOTHING),
            Err(Refusal::NoSuchOffice)
        );
        for name in [" ", "Ana\nMaria", &"a".repeat(NAME_CHARACTERS + 1)] {
            assert_eq!(check(invited(name, Role::Lead), AT_AN_NHRI), Err(Refusal::NameUnusable));
        }
    }

    #[test]
    fn another_device_of_a_member_joins_in_the_role_that_the_member_has() {
        let ana = Named {
            member: NamedMember::Here(Role::Lead),
            ..AT_AN_NHRI
        };
        assert_eq!(invited("Ana", Role::Lead).check(ana), Ok(()));
        assert_eq!(invited("Ana", Role::Drafter).check(ana), Err(Refusal::OtherRole));
        let of_another = Named {
            member: NamedMember::Elsewhere,
            ..AT_AN_NHRI
        };
        assert_eq!(invited("Ana", Role::Lead).check(of_another), Err(Refusal::NoSuchMember));
    }

    #[test]
    fn an_office_keeps_a_lead() {
        let changed = |role| OfficeDecision::RoleChanged { member: ANA, role };
        let ana = Named {
            member: NamedMember::Here(Role::Lead),
            ..AT_AN_NHRI
        };
        assert_eq!(changed(Role::Drafter).check(ana), Err(Refusal::LastLead));
        assert_eq!(changed(Role::Lead).check(ana), Ok(()));
        let with_another = Named {
            has_another_lead: true,
            ..ana
        };
        assert_eq!(changed(Role::Drafter).check(with_another), Ok(()));
    }

    #[test]
    fn what_is_changed_or_taken_away_is_there() {
        let changed = |role| OfficeDecision::RoleChanged { member: ANA, role };
        let ana = Named {
            member: NamedMember::Here(Role::Drafter),
            ..AT_AN_NHRI
        };
        assert_eq!(changed(Role::Lead).check(ana), Ok(()));
        assert_eq!(changed(Role::Fund).check(ana), Err(Refusal::RoleElsewhere));
        assert_eq!(changed(Role::Lead).check(AT_AN_NHRI), Err(Refusal::NoSuchMember));
        let revoked = OfficeDecision::DeviceRevoked {
            device: DeviceId([1; 16]),
            reason: String::new(),
        };
        assert_eq!(revoked.check(AT_AN_NHRI), Err(Refusal::NoSuchDevice));
        let heard = Named {
            device: NamedDevice::Heard,
            ..ana
        };
        assert_eq!(revoked.check(heard), Ok(()));
        let rescued = OfficeDecision::RescueAllowed {
            device: DeviceId([1; 16]),
        };
        assert_eq!(rescued.check(heard), Err(Refusal::NoSuchDevice));
        let silent = Named {
            device: NamedDevice::Revoked,
            ..ana
        };
        assert_eq!(rescued.check(silent), Ok(()));
    }

    #[test]
    fn a_field_office_works_for_a_state() {
        let added = |kind| OfficeDecision::Added {
            name: "Country office".to_owned(),
            kind,
            states: Vec::new(),
        };
        assert_eq!(
            added(OfficeKind::FieldOffice).check(Named::NOTHING),
            Err(Refusal::StatesMissing)
        );
        assert_eq!(added(OfficeKind::Agency).check(Named::NOTHING), Ok(()));
    }
}
