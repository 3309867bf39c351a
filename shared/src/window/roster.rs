//! Who is there: offices, their members, devices and invitations.

use serde::{Deserialize, Serialize};

use super::LedgerLine;
use crate::{
    ids::{DeviceId, MemberId, OfficeId},
    ledger::{Decision, EventName, OfficeDecision, OfficeKind, Role, ServiceLevels},
    states::StateCode,
};

/// Asks for the offices that are known here: to who administers, all; to others, their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListOffices {}

/// Asks for one office with everybody in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetOffice {
    pub id: OfficeId,
}

/// Adds an office. Headquarters has it with the next sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddOffice {
    pub name: String,
    pub kind: OfficeKind,
    pub states: Vec<StateCode>,
}

/// Makes a code by which one device may join an office, once headquarters has the invitation with the next sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    pub office: OfficeId,
    /// Whose other device it is; none: a new member's.
    #[serde(default)]
    pub member: Option<MemberId>,
    pub name: String,
    pub role: Role,
}

/// Decides on an office; what makes a new office, and a new code, has a request of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideOnOffice {
    pub office: OfficeId,
    pub what: OfficeDecision,
}

/// Makes another key for this device; gives its own office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplaceKey {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeRow {
    pub id: OfficeId,
    pub name: String,
    pub kind: OfficeKind,
    pub states: Vec<StateCode>,
    /// Those who have not left.
    pub members: usize,
    /// How many of them are invited and have no device yet.
    pub invited: usize,
    /// Whether headquarters has yet to take a decision on it that was made here.
    pub waits: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeView {
    pub row: OfficeRow,
    /// By name; those who have left come last.
    pub members: Vec<Member>,
    /// In the order that counts: those of the ledger, then those that wait.
    pub decisions: Vec<LedgerLine>,
    /// By when its desk wants requests to go on; of an office at headquarters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<ServiceLevels>,
    /// What the rules leave to this member.
    pub allowed: Vec<EventName>,
}

impl OfficeView {
    #[must_use]
    pub fn allows(&self, event: EventName) -> bool {
        self.allowed.contains(&event)
    }

    /// Whom a decision on the office is about: a member's name, the office's own, or how a device is told from others.
    #[must_use]
    pub fn whom(&self, what: &Decision) -> Option<String> {
        let Decision::Office(what) = what else { return None };
        match what {
            OfficeDecision::Added { name, .. } | OfficeDecision::MemberInvited { name, .. } => Some(name.clone()),
            OfficeDecision::RoleChanged { member, .. } | OfficeDecision::MemberLeft { member, .. } => {
                let known = self.members.iter().find(|known| known.id == *member);
                known.map(|known| known.name.clone())
            }
            OfficeDecision::DeviceRevoked { device, .. }
            | OfficeDecision::RescueAllowed { device }
            | OfficeDecision::KeyReplaced { device, .. } => Some(device.short()),
            OfficeDecision::LevelsSet(_) => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub id: MemberId,
    pub name: String,
    pub role: Role,
    /// The first that joined first.
    pub devices: Vec<MemberDevice>,
    /// Until when an invitation that nobody has used can be, milliseconds since 1970.
    pub invited_until: Option<i64>,
    pub left_at: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberDevice {
    pub id: DeviceId,
    /// Milliseconds since 1970; 0: not told.
    pub joined_at: i64,
    pub revoked_at: Option<i64>,
    /// Since when what it had not sent is taken from others.
    pub rescued_at: Option<i64>,
    /// Whether it is this one.
    pub here: bool,
}

/// A new code. This is the only time that it is seen.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub code: String,
    /// The hub's address, where this device knows one.
    pub hub: String,
    pub view: OfficeView,
}

/// Never shows the code, so that no log does.
impl std::fmt::Debug for Invitation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invitation").finish_non_exhaustive()
    }
}
