//! Why one pack or one decision is refused, while the rest of its exchange goes on.

use std::collections::BTreeMap;

use satchel_shared::{
    exchange::{MessageError, Refused},
    ids::{DeviceId, RecordId},
    ledger::{self, Subject},
    pack::PackError,
    wire::WireError,
};

use crate::{
    span::Reused,
    store::{Device, StoreError},
};

#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("the device {0} that signed is not enrolled")]
    UnknownDevice(DeviceId),
    #[error("the device {0} that signed has been revoked")]
    DeviceRevoked(DeviceId),
    #[error("the device {0} has replaced the key that signed this")]
    KeyReplaced(DeviceId),
    #[error(transparent)]
    Pack(#[from] PackError),
    #[error(transparent)]
    Message(#[from] MessageError),
    #[error(transparent)]
    Rule(#[from] ledger::Refusal),
    #[error("it is a {0}")]
    KindDiffers(Subject),
    /// May be taken later: when another device's changes have come.
    #[error("{0} changes on which it builds have not come yet")]
    MissingChanges(usize),
    #[error("change {seq} of the actor {actor} is known with another content: the vault has been copied")]
    ActorReused { actor: String, seq: u64 },
    #[error("the version that is submitted did not come along")]
    VersionMissing,
    #[error("{0}")]
    VersionUnreadable(WireError),
    #[error("the version is one of the record {0}")]
    VersionOfAnotherRecord(RecordId),
    #[error("another decision has this id")]
    DecisionIdReused,
    /// These very bytes were judged when they came first.
    #[error("{}", .0.detail)]
    Before(Refused),
}

impl Refusal {
    /// Stable, as in `problem-CODE` of the locales.
    pub(super) fn code(&self) -> &str {
        match self {
            Self::UnknownDevice(_) => "unknown-device",
            Self::DeviceRevoked(_) => "device-revoked",
            Self::KeyReplaced(_) => "key-replaced",
            Self::Pack(error) => error.code(),
            Self::Message(error) => error.code(),
            Self::Rule(refusal) => refusal.code(),
            Self::KindDiffers(_) => "kind-differs",
            Self::MissingChanges(_) => "missing-changes",
            Self::ActorReused { .. } => "actor-reused",
            Self::VersionMissing => "missing-version",
            Self::VersionUnreadable(_) => "version-unreadable",
            Self::VersionOfAnotherRecord(_) => "version-of-another-record",
            Self::DecisionIdReused => "decision-id-reused",
            Self::Before(refused) => &refused.code,
        }
    }

    /// As the device is told.
    pub(super) fn told(&self) -> Refused {
        Refused {
            code: self.code().to_owned(),
            detail: self.to_string(),
        }
    }
}

impl From<Reused> for Refusal {
    fn from(Reused { actor, seq }: Reused) -> Self {
        let actor = actor.to_hex_string();
        Self::ActorReused { actor, seq }
    }
}

/// Why taking one thing stopped: it was refused, or the store failed, which ends the whole exchange.
#[derive(Debug)]
pub(super) enum Halt {
    Refused(Refusal),
    Store(StoreError),
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ledger::Refusal> for Halt {
    fn from(refusal: ledger::Refusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// The enrolled device of a signature that is heard.
pub(super) fn signer(signers: &BTreeMap<DeviceId, Device>, id: DeviceId) -> Result<&Device, Refusal> {
    let device = signers.get(&id).ok_or(Refusal::UnknownDevice(id))?;
    if device.is_heard() {
        Ok(device)
    } else {
        Err(Refusal::DeviceRevoked(id))
    }
}
