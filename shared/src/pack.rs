//! A pack: one record's changes by one device, signed by that device.
//!
//! HTTPS and a file on a stick carry the same packs. The body is an Automerge bundle (columnar, about one byte a typed
//! character); bundles are experimental upstream, so they serve for transport only, are expanded on arrival, and the heads
//! that come out must be the ones that were signed. Where a bundle does not expand to what went in, the sender falls back to
//! raw changes, compressed.

use std::collections::BTreeSet;

use automerge::{Bundle, Change, ChangeHash};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{
    document::{Actor, Document},
    ids::{DeviceId, OfficeId, RecordId},
    limits::{EXPANDED_BYTES, PACK_BYTES, PACK_CHANGES},
    schema::Kind,
    seal::{Key, PublicKey, Purpose, SealError, Sealed},
    wire::{self, WireError},
};

/// How a pack's body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Codec {
    #[serde(rename = "b")]
    Bundle,
    /// Each change after its length (four bytes, the highest first), all compressed.
    #[serde(rename = "r")]
    Raw,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    #[serde(rename = "r")]
    pub record: RecordId,
    #[serde(rename = "k")]
    pub kind: Kind,
    #[serde(rename = "o")]
    pub office: OfficeId,
    /// What the changes build on and do not contain.
    #[serde(rename = "f")]
    pub base: Vec<Hash>,
    /// The changes on which no other in this pack builds.
    #[serde(rename = "h")]
    pub heads: Vec<Hash>,
    #[serde(rename = "c")]
    pub codec: Codec,
    #[serde(rename = "b")]
    body: ByteBuf,
}

/// An Automerge change hash on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hash(pub ChangeHash);

impl Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0.0)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = ByteBuf::deserialize(deserializer)?;
        let bytes: [u8; 32] = bytes
            .as_slice()
            .try_into()
            .map_err(|_| serde::de::Error::custom("a change hash of 32 bytes"))?;
        Ok(Self(ChangeHash(bytes)))
    }
}

/// Why a pack is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error(transparent)]
    Wire(#[from] WireError),
    #[error("holds a change of the actor {actor}, which is not the signing device {device}")]
    ForeignActor { actor: String, device: DeviceId },
    #[error("what came out is not what was signed")]
    NotAsSigned,
    #[error("{0} changes, where {PACK_CHANGES} are the limit")]
    TooManyChanges(usize),
}

impl PackError {
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Seal(SealError::WrongSignature) => "wrong-signature",
            Self::Seal(SealError::Malformed | SealError::NotAKey) | Self::Wire(WireError::Unreadable { .. }) => {
                "pack-unreadable"
            }
            Self::Wire(WireError::TooLarge { .. }) | Self::TooManyChanges(_) => "pack-too-large",
            Self::ForeignActor { .. } => "foreign-actor",
            Self::NotAsSigned => "pack-not-as-signed",
        }
    }
}

/// A pack whose signature and content hold, with its changes expanded.
#[derive(Debug, Clone)]
pub struct OpenedPack {
    pub pack: Pack,
    pub device: DeviceId,
    /// In an order in which each comes after those it builds on.
    pub changes: Vec<Change>,
}

impl Pack {
    /// Packs changes of `document`: those of one device, that the receiver does not have.
    #[must_use]
    pub fn new(document: &Document, record: RecordId, office: OfficeId, changes: &[Change]) -> Self {
        let (base, heads) = frontiers(changes);
        let bundle = document
            .bundle(changes.iter().map(Change::hash))
            .filter(|bytes| expands_to(bytes, changes));
        let (codec, body) = match bundle {
            Some(bytes) => (Codec::Bundle, bytes),
            None => (Codec::Raw, raw(changes)),
        };
        Self {
            record,
            kind: document.kind(),
            office,
            base,
            heads,
            codec,
            body: ByteBuf::from(body),
        }
    }

    /// The same pack in the other codec; for tests of the fall-back, and for a receiver that asks for it.
    #[must_use]
    pub fn with_raw_body(mut self, changes: &[Change]) -> Self {
        self.codec = Codec::Raw;
        self.body = ByteBuf::from(raw(changes));
        self
    }

    #[must_use]
    pub fn seal(&self, key: &Key) -> Vec<u8> {
        key.seal(Purpose::Pack, wire::to_cbor(self))
    }

    /// Opens signed bytes: checks size, signature, that the body holds what was signed, and that every change is the
    /// signing device's own.
    ///
    /// # Errors
    /// [`PackError`], each for its own reason.
    pub fn open(sealed: Sealed, key: &PublicKey) -> Result<OpenedPack, PackError> {
        let device = sealed.signer();
        let payload = sealed.open(key, Purpose::Pack)?;
        let pack: Self = wire::from_cbor(&payload, PACK_BYTES, "a pack")?;
        let changes = pack.expand()?;
        for change in &changes {
            if Actor::device_of(change.actor_id()) != Some(device) {
                return Err(PackError::ForeignActor {
                    actor: change.actor_id().to_hex_string(),
                    device,
                });
            }
        }
        Ok(OpenedPack { pack, device, changes })
    }

    /// Reads a pack that was opened before it was kept: its signature and its actors are not checked again.
    ///
    /// # Errors
    /// [`PackError`] where the bytes are damaged.
    pub fn reopen(bytes: &[u8]) -> Result<(Self, Vec<Change>), PackError> {
        let pack = Self::read_again(bytes)?;
        let changes = pack.expand()?;
        Ok((pack, changes))
    }

    /// The record and the heads that a pack says to be about, before anything of it is checked.
    ///
    /// # Errors
    /// [`PackError`] where the bytes are damaged.
    pub fn about(bytes: &[u8]) -> Result<(RecordId, Vec<Hash>), PackError> {
        let pack = Self::read_again(bytes)?;
        Ok((pack.record, pack.heads))
    }

    /// The record of a pack that was opened before it was kept.
    ///
    /// # Errors
    /// [`PackError`] where the bytes are damaged.
    pub fn record_of(bytes: &[u8]) -> Result<RecordId, PackError> {
        Ok(Self::read_again(bytes)?.record)
    }

    fn read_again(bytes: &[u8]) -> Result<Self, PackError> {
        let sealed = Sealed::parse(bytes)?;
        let payload = sealed.unverified().ok_or(SealError::Malformed)?;
        Ok(wire::from_cbor(payload, PACK_BYTES, "a pack")?)
    }

    fn expand(&self) -> Result<Vec<Change>, PackError> {
        let unreadable = |reason: String| WireError::Unreadable {
            what: "a pack's changes",
            reason,
        };
        let changes = match self.codec {
            Codec::Bundle => unbundle(&self.body).map_err(unreadable)?,
            Codec::Raw => unraw(&wire::expand(&self.body, EXPANDED_BYTES, "a pack's changes")?)?,
        };
        if changes.len() > PACK_CHANGES {
            return Err(PackError::TooManyChanges(changes.len()));
        }
        if changes.is_empty() || frontiers(&changes) != (self.base.clone(), self.heads.clone()) {
            return Err(PackError::NotAsSigned);
        }
        Ok(changes)
    }
}

/// What a set of changes builds on, and its ends; each sorted.
fn frontiers(changes: &[Change]) -> (Vec<Hash>, Vec<Hash>) {
    let own: BTreeSet<Hash> = changes.iter().map(|change| Hash(change.hash())).collect();
    let needed: BTreeSet<Hash> = changes
        .iter()
        .flat_map(|change| change.deps().iter().copied().map(Hash))
        .collect();
    (
        needed.difference(&own).copied().collect(),
        own.difference(&needed).copied().collect(),
    )
}

fn expands_to(bundle: &[u8], changes: &[Change]) -> bool {
    let hashes = |changes: &[Change]| changes.iter().map(Change::hash).collect::<BTreeSet<_>>();
    unbundle(bundle).is_ok_and(|expanded| hashes(&expanded) == hashes(changes))
}

fn unbundle(bytes: &[u8]) -> Result<Vec<Change>, String> {
    let bundle = Bundle::try_from(bytes).map_err(|error| error.to_string())?;
    bundle.to_changes().map_err(|error| error.to_string())
}

fn raw(changes: &[Change]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for change in changes {
        let change = change.raw_bytes();
        bytes.extend_from_slice(&u32::try_from(change.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend_from_slice(change);
    }
    wire::compress(&bytes)
}

fn unraw(mut bytes: &[u8]) -> Result<Vec<Change>, WireError> {
    let unreadable = |reason: String| WireError::Unreadable {
        what: "a pack's changes",
        reason,
    };
    let mut changes = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let (change, rest) = rest
            .split_at_checked(length)
            .ok_or_else(|| unreadable("cut short".to_owned()))?;
        changes.push(Change::from_bytes(change.to_vec()).map_err(|error| unreadable(error.to_string()))?);
        bytes = rest;
    }
    if bytes.is_empty() {
        Ok(changes)
    } else {
        Err(unreadable("cut short".to_owned()))
    }
}
