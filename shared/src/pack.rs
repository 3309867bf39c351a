//! A pack: one record's changes by one device, signed by that device.
//!
//! HTTPS and a file on a stick carry the same packs, and the hub keeps them for good. The body holds the changes in columns
//! (`columns`), which take about one byte a typed character, and from which each comes out byte for byte as Automerge hashed
//! it: the heads that come out must be the ones that were signed. Changes that columns do not give back as they were go raw.

mod column;
mod columns;
mod operations;
mod outline;
#[cfg(test)]
mod tests;

use automerge::{Bundle, Change, ChangeHash};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

pub use self::outline::Run;
use self::outline::{Chunk, Outline, Outliner};
use crate::{
    document::Actor,
    ids::{DeviceId, OfficeId, RecordId},
    limits::{EXPANDED_BYTES, PACK_BYTES, PACK_CHANGES},
    schema::Kind,
    seal::{Key, PublicKey, Purpose, SealError, Sealed},
    wire::{self, WireError},
};

/// How a pack's body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Codec {
    #[serde(rename = "c")]
    Columns,
    /// Columns, compressed by themselves (RFC 7932).
    #[serde(rename = "z")]
    CompressedColumns,
    /// Each change after its length (four bytes, the highest first), all compressed (RFC 1951).
    #[serde(rename = "r")]
    Raw,
    /// An Automerge bundle, as packs had it before columns. They are read still, and not written any more.
    #[serde(rename = "b")]
    Bundle,
}

/// Columns of more bytes than these are compressed by themselves. Smaller ones are left to whoever carries them: packs that
/// travel together have much alike.
const SMALL_BYTES: usize = 4 << 10;

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
    #[error("its changes are damaged: {0}")]
    Damaged(String),
    #[error("{0} changes, where {PACK_CHANGES} are the limit")]
    TooManyChanges(usize),
}

impl PackError {
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Seal(SealError::WrongSignature) => "wrong-signature",
            Self::Seal(SealError::Malformed | SealError::NotAKey)
            | Self::Wire(WireError::Unreadable { .. })
            | Self::Damaged(_) => "pack-unreadable",
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

/// A pack whose signature holds, and what its changes are without what they do: enough to keep it and to hand it on.
#[derive(Debug, Clone)]
pub struct OutlinedPack {
    pub pack: Pack,
    pub device: DeviceId,
    /// By actor and number, as few as there can be.
    pub runs: Vec<Run>,
}

impl Pack {
    /// Packs changes to a record of this kind: those of one device, that the receiver does not have, each after those it
    /// builds on.
    #[must_use]
    pub fn new(kind: Kind, record: RecordId, office: OfficeId, changes: &[Change]) -> Self {
        let Outline { base, heads, .. } = Outline::of(changes);
        let (codec, body) = match in_columns(changes, &base) {
            Some(columns) if columns.len() > SMALL_BYTES => (Codec::CompressedColumns, wire::compress_body(&columns)),
            Some(columns) => (Codec::Columns, columns),
            None => (Codec::Raw, raw(changes.iter().map(Change::raw_bytes))),
        };
        Self {
            record,
            kind,
            office,
            base: base.into_iter().map(Hash).collect(),
            heads: heads.into_iter().map(Hash).collect(),
            codec,
            body: ByteBuf::from(body),
        }
    }

    /// The same pack in the raw codec; for tests of the fall-back.
    #[must_use]
    pub fn with_raw_body(mut self, changes: &[Change]) -> Self {
        self.codec = Codec::Raw;
        self.body = ByteBuf::from(raw(changes.iter().map(Change::raw_bytes)));
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
        let (pack, device) = Self::verify(sealed, key)?;
        let changes = pack.changes(Some(device))?;
        Ok(OpenedPack { pack, device, changes })
    }

    /// Checks all that [`Self::open`] does but what the changes do: whether an operation can be read, and whether it fits its
    /// document, is for who has the document.
    ///
    /// # Errors
    /// [`PackError`], each for its own reason.
    pub fn outline(sealed: Sealed, key: &PublicKey) -> Result<OutlinedPack, PackError> {
        let (pack, device) = Self::verify(sealed, key)?;
        let runs = pack.expand(Some(device), |_| Ok(()))?;
        Ok(OutlinedPack { pack, device, runs })
    }

    /// Reads a pack that was opened before it was kept: its signature and its actors are not checked again.
    ///
    /// # Errors
    /// [`PackError`] where the bytes are damaged.
    pub fn reopen(bytes: &[u8]) -> Result<(Self, Vec<Change>), PackError> {
        let pack = Self::read_again(bytes)?;
        let changes = pack.changes(None)?;
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

    fn verify(sealed: Sealed, key: &PublicKey) -> Result<(Self, DeviceId), PackError> {
        let device = sealed.signer();
        let payload = sealed.open(key, Purpose::Pack)?;
        Ok((wire::from_cbor(&payload, PACK_BYTES, "a pack")?, device))
    }

    fn read_again(bytes: &[u8]) -> Result<Self, PackError> {
        let sealed = Sealed::parse(bytes)?;
        let payload = sealed.unverified().ok_or(SealError::Malformed)?;
        Ok(wire::from_cbor(payload, PACK_BYTES, "a pack")?)
    }

    fn changes(&self, device: Option<DeviceId>) -> Result<Vec<Change>, PackError> {
        let mut chunks = Vec::new();
        self.expand(device, |chunk| {
            chunks.push(chunk.to_vec());
            Ok(())
        })?;
        chunks.into_iter().map(change).collect()
    }

    /// Gives the bytes of each change to `each`, and the runs of all, which must be the device's own where one is named.
    fn expand(
        &self,
        device: Option<DeviceId>,
        mut each: impl FnMut(&[u8]) -> Result<(), PackError>,
    ) -> Result<Vec<Run>, PackError> {
        let (mut outliner, mut count) = (Outliner::default(), 0);
        let mut take = |chunk: &Chunk<'_>| {
            count += 1;
            if count > PACK_CHANGES {
                return Err(PackError::TooManyChanges(count));
            }
            outliner.add(chunk);
            each(chunk.bytes)
        };
        let base: Vec<ChangeHash> = self.base.iter().map(|hash| hash.0).collect();
        let what = "a pack's changes";
        match self.codec {
            Codec::Columns => read_columns(&self.body, &base, take)?,
            Codec::CompressedColumns => {
                read_columns(&wire::expand_body(&self.body, EXPANDED_BYTES, what)?, &base, take)?;
            }
            Codec::Raw => {
                for chunk in unraw(&wire::expand(&self.body, EXPANDED_BYTES, what)?)? {
                    take(&(&change(chunk.to_vec())?).into())?;
                }
            }
            Codec::Bundle => {
                let body = self.body.as_slice();
                let bundle = carefully(|| Bundle::try_from(body))?;
                for change in &carefully(|| bundle.to_changes())? {
                    take(&change.into())?;
                }
            }
        }
        let outline = outliner.finish();
        if let Some(device) = device {
            let foreign = |run: &&Run| Actor::device_of(&run.actor) != Some(device);
            if let Some(run) = outline.runs.iter().find(foreign) {
                let actor = run.actor.to_hex_string();
                return Err(PackError::ForeignActor { actor, device });
            }
        }
        if !outline.is_in_order() {
            return Err(damaged("an actor's numbers do not grow"));
        }
        let are = |hashes: &[ChangeHash], signed: &[Hash]| hashes.iter().eq(signed.iter().map(|hash| &hash.0));
        if count == 0 || !are(&outline.base, &self.base) || !are(&outline.heads, &self.heads) {
            return Err(PackError::NotAsSigned);
        }
        Ok(outline.runs)
    }
}

fn change(chunk: Vec<u8>) -> Result<Change, PackError> {
    carefully(|| Change::from_bytes(chunk))
}

/// Reads by Automerge, which takes some numbers at their word, and panics where they are too large for it.
fn carefully<T, E: std::fmt::Display>(read: impl FnOnce() -> Result<T, E>) -> Result<T, PackError> {
    // What it read by then is dropped with it.
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)) {
        Ok(read) => read.map_err(damaged),
        Err(_) => Err(damaged("a number in it is too large")),
    }
}

fn damaged(error: impl std::fmt::Display) -> PackError {
    PackError::Damaged(error.to_string())
}

/// Changes in columns, where these give back each as it was.
fn in_columns(changes: &[Change], base: &[ChangeHash]) -> Option<Vec<u8>> {
    let body = columns::written(changes, base)?;
    let mut expected = changes.iter();
    let read = columns::read(&body, base, EXPANDED_BYTES, |chunk| {
        let change = expected.next().filter(|change| change.raw_bytes() == chunk.bytes);
        change.map(|_| ()).ok_or(columns::Damaged)
    });
    read.is_ok().then_some(body)
}

fn read_columns(
    body: &[u8],
    base: &[ChangeHash],
    each: impl FnMut(&Chunk<'_>) -> Result<(), PackError>,
) -> Result<(), PackError> {
    let count = columns::count(body).and_then(|count| usize::try_from(count).ok());
    match count {
        Some(count) if count > PACK_CHANGES => Err(PackError::TooManyChanges(count)),
        _ => columns::read(body, base, EXPANDED_BYTES, each),
    }
}

impl From<columns::Damaged> for PackError {
    fn from(error: columns::Damaged) -> Self {
        damaged(error)
    }
}

fn raw<'a>(chunks: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for change in chunks {
        bytes.extend_from_slice(&u32::try_from(change.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend_from_slice(change);
    }
    wire::compress(&bytes)
}

fn unraw(mut bytes: &[u8]) -> Result<Vec<&[u8]>, PackError> {
    let mut chunks = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let (chunk, rest) = rest.split_at_checked(length).ok_or_else(|| damaged("cut short"))?;
        chunks.push(chunk);
        bytes = rest;
    }
    if bytes.is_empty() {
        Ok(chunks)
    } else {
        Err(damaged("cut short"))
    }
}
