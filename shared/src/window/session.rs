//! Vault and enrolment.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    ids::{MemberId, OfficeId},
    ledger::{OfficeKind, Role},
    states::StateCode,
};

/// How things stand with this device's vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetSession {}

/// Makes a vault where there is none, and opens it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateVault {
    pub passphrase: String,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlock {
    pub passphrase: String,
}

/// Forgets the key until the next [`Unlock`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {}

/// Joins an office with a one-time code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrol {
    /// The hub's address, `https://…`; `http://` only for a hub on this machine.
    pub url: String,
    pub code: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub stage: Stage,
    /// Once the vault is open and the device belongs to an office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<Membership>,
    /// Since when the device is withdrawn, milliseconds since 1970 by the hub's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// There is no vault yet.
    New,
    Locked,
    Open,
    /// Open, and of no use any more: headquarters has withdrawn the device.
    Revoked,
}

/// What the hub said of this device when it enrolled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub office: OfficeId,
    pub office_name: String,
    pub office_kind: OfficeKind,
    pub states: Vec<StateCode>,
    pub role: Role,
    /// The member's name, where the invitation gave one.
    pub member: String,
    /// Not known until a hub that knows members has told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id: Option<MemberId>,
    pub hub: String,
}

/// Hides what must never be printed.
macro_rules! secret {
    ($name:ident) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}

secret!(CreateVault);
secret!(Unlock);
secret!(Enrol);
