//! The exchange: one `POST /v1/sync`, and the enrolment that comes before the first.
//!
//! A request is CBOR signed by the device; a reply is CBOR under the hub's signature ([`reply`]). The device stores what a
//! reply brought before it moves its cursor; a request that was lost, or whose reply was, is made again, and changes nothing
//! twice.

pub mod reply;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{
    ids::{DeviceId, EventId, MemberId, OfficeId, RecordId, VersionId},
    ledger::{Event, OfficeKind, Role, Status},
    recommendation::Recommendation,
    schema::Kind,
    seal::{Key, PublicKey, Purpose, SealError, Sealed},
    states::StateCode,
    wire::{self, WireError},
};

/// The version of this protocol. A hub answers another with the code `protocol-unknown`.
pub const PROTOCOL: u8 = 5;

/// The coding of a request's body that is compressed as a whole (RFC 9110, section 8.4).
pub const BROTLI: &str = "br";

/// Header field: how many bytes of an attached file have come, or where those that come belong.
pub const UPLOAD_OFFSET: &str = "upload-offset";
/// Header field: how long an attached file is.
pub const UPLOAD_LENGTH: &str = "upload-length";
/// Header field: whether an attached file is whole.
pub const UPLOAD_COMPLETE: &str = "upload-complete";

/// Media type of requests and replies.
pub const MEDIA_TYPE: &str = "application/cbor";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeRequest {
    #[serde(rename = "v")]
    pub protocol: u8,
    /// Grows with every request of the device; the hub takes none twice.
    #[serde(rename = "n")]
    pub counter: u64,
    /// Up to where this device has everything.
    #[serde(rename = "c", default, skip_serializing_if = "Cursor::is_start")]
    pub cursor: Cursor,
    /// Bytes that the updates of the reply may take, before they are compressed. One part comes in any case.
    #[serde(rename = "b")]
    pub budget: u32,
    /// Signed packs.
    #[serde(rename = "p", default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<ByteBuf>,
    #[serde(rename = "e", default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<SealedDecision>,
    /// Asked where the digests differed.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<Repair>,
    /// Whether there are files to be sent or fetched, for which the reply shall bring a token.
    #[serde(rename = "a", default, skip_serializing_if = "std::ops::Not::not")]
    pub attachments: bool,
    /// For how many seconds the hub may hold its answer until there is news for this device; at most
    /// [`crate::limits::WAIT_SECONDS`].
    #[serde(rename = "w", default, skip_serializing_if = "is_zero")]
    pub wait: u8,
    /// The reply that was cut, where it can go on: the device holds what its next part is compressed by.
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    pub goes_on: Option<GoesOn>,
}

/// How much of a reply came before the connection was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoesOn {
    /// The counter of the request that it answered first.
    #[serde(rename = "n")]
    pub counter: u64,
    /// How many of its parts came, in all.
    #[serde(rename = "p")]
    pub parts: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn is_zero(seconds: &u8) -> bool {
    *seconds == 0
}

/// How a device finds out where it and the hub differ, and gets what it lacks. Only records of its own office are meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Repair {
    /// [`crate::digest::Buckets`] of all its records: the reply tells what the hub has in those that differ.
    #[serde(rename = "b")]
    Buckets(ByteBuf),
    /// The reply brings snapshots of these in place of the feed.
    #[serde(rename = "s")]
    Snapshots(Vec<RecordId>),
}

/// A signed [`Event`], with the version that it names where it brings one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedDecision {
    #[serde(rename = "e")]
    pub event: ByteBuf,
    /// Canonical bytes of the version, compressed.
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    pub version: Option<ByteBuf>,
}

/// Where a device stands in the feed. Only the hub can read it; a device keeps it as it came, and gives it back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub ByteBuf);

impl Cursor {
    /// Whether it is the one of a device that has nothing yet.
    #[must_use]
    pub fn is_start(&self) -> bool {
        self.0.is_empty()
    }
}

/// What the hub says to one pack or decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    #[serde(rename = "a")]
    Accepted,
    /// Refused for good, for the reason of this code.
    #[serde(rename = "r")]
    Refused(Refused),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// A stable code, as in `problem-CODE` of the locales.
    #[serde(rename = "c")]
    pub code: String,
    /// For the log: what the hub saw.
    #[serde(rename = "d", default)]
    pub detail: String,
}

/// One entry of the feed, as a device receives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Update {
    /// A colleague's signed pack.
    #[serde(rename = "p")]
    Pack(ByteBuf),
    #[serde(rename = "d")]
    Decision(LedgerEntry),
    /// Recommendations: a CBOR list of them, compressed.
    #[serde(rename = "r")]
    Recommendations(ByteBuf),
    /// A member whose signatures this device will meet, as is known of them now.
    #[serde(rename = "m")]
    Member(MemberCard),
    /// A device, as hubs told of it before they knew members.
    #[serde(rename = "k")]
    Device(DeviceCard),
    /// An office that this one may have to name.
    #[serde(rename = "f")]
    Office(OfficeCard),
    /// A record of another office that this one may read no longer.
    #[serde(rename = "x")]
    Removal(RecordId),
    /// A record of the device's own office with its whole history, in place of the packs that made it.
    #[serde(rename = "s")]
    Snapshot(Snapshot),
    /// A piece of an update that is too large to come at once.
    #[serde(rename = "i")]
    Piece(Piece),
}

/// A record's living document as the hub has it. It stands under the hub's signature, not under those of the devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    #[serde(rename = "r")]
    pub record: RecordId,
    #[serde(rename = "k")]
    pub kind: Kind,
    #[serde(rename = "o")]
    pub office: OfficeId,
    /// An Automerge document, not compressed: the reply that carries it is.
    #[serde(rename = "d")]
    pub document: ByteBuf,
}

/// Bytes of an update's CBOR. Pieces come in their order; what was begun and does not go on is let go of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// How many bytes of the update came before it.
    #[serde(rename = "a")]
    pub at: u64,
    #[serde(rename = "b")]
    pub bytes: ByteBuf,
    #[serde(rename = "l", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_last: bool,
}

/// A decision with its place in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// From 1, without gaps, in the one order that counts.
    #[serde(rename = "n")]
    pub number: u64,
    /// When the hub took it, milliseconds since 1970.
    #[serde(rename = "t")]
    pub at: i64,
    /// Which of the office's versions of this record it is about, from 1.
    #[serde(rename = "s")]
    pub version_number: u32,
    /// Where the record stands after it, as a device need not have all that was decided before. None: an earlier hub wrote it.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Name of the office whose record it is.
    #[serde(rename = "o")]
    pub office_name: String,
    #[serde(rename = "d")]
    pub decision: SealedDecision,
    /// Whether the version that comes along is without what is confidential, by the hub's word: the decision names the whole one.
    #[serde(rename = "x", default, skip_serializing_if = "std::ops::Not::not")]
    pub without_confidential: bool,
}

impl LedgerEntry {
    /// The bytes of the version that came along, if any, once they are those that the decision names as `id`, or what the hub left
    /// of those.
    ///
    /// # Errors
    /// [`MessageError`] where they are damaged or another version's.
    pub fn version_bytes(&self, id: VersionId) -> Result<Option<Vec<u8>>, MessageError> {
        if !self.without_confidential {
            return self.decision.version_bytes(id);
        }
        let compressed = self.decision.version.as_ref();
        let expanded = compressed.map(|bytes| wire::expand(bytes, crate::limits::VERSION_BYTES, "a version"));
        Ok(expanded.transpose()?)
    }
}

/// A member of an office as others know them. It comes anew whenever anything of it is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberCard {
    #[serde(rename = "i")]
    pub id: MemberId,
    #[serde(rename = "o")]
    pub office: OfficeId,
    #[serde(rename = "n")]
    pub name: String,
    #[serde(rename = "r")]
    pub role: Role,
    /// Those that ever joined, also where they may do nothing more: what they signed is still met.
    #[serde(rename = "d", default, skip_serializing_if = "Vec::is_empty")]
    pub devices: Vec<MemberDevice>,
    /// Until when an invitation can be used, where there is one that nobody has used, milliseconds since 1970.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub invited_until: Option<i64>,
    /// When the member left, milliseconds since 1970.
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub left_at: Option<i64>,
    /// Grows whenever something of it is another: what has a lower one is older, whatever a clock says.
    #[serde(rename = "v")]
    pub revision: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberDevice {
    /// By which it signs.
    #[serde(rename = "k")]
    pub key: ByteBuf,
    /// Those before it, the first one first, 32 bytes each.
    #[serde(rename = "f", default, skip_serializing_if = "<[_]>::is_empty")]
    pub former: ByteBuf,
    /// When it joined, milliseconds since 1970.
    #[serde(rename = "t")]
    pub joined_at: i64,
    /// Since when it may do nothing more, milliseconds since 1970.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<i64>,
    /// Since when what it signed is taken from others though it is revoked, milliseconds since 1970.
    #[serde(rename = "y", default, skip_serializing_if = "Option::is_none")]
    pub rescued_at: Option<i64>,
}

impl MemberDevice {
    /// All keys that it has had; the last of them signs.
    ///
    /// # Errors
    /// [`SealError::NotAKey`]
    pub fn keys(&self) -> Result<Vec<PublicKey>, SealError> {
        PublicKey::all_of(&self.former, &self.key)
    }

    /// # Errors
    /// [`SealError::NotAKey`]
    pub fn id(&self) -> Result<DeviceId, SealError> {
        let first = self.former.get(..32).unwrap_or(&self.key);
        PublicKey::from_slice(first).map(PublicKey::id)
    }
}

/// See [`Update::Device`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCard {
    #[serde(rename = "k")]
    pub key: ByteBuf,
    /// The member's name; may be empty.
    #[serde(rename = "m")]
    pub member: String,
    #[serde(rename = "r")]
    pub role: Role,
    #[serde(rename = "o")]
    pub office: OfficeId,
}

/// An office as others know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeCard {
    #[serde(rename = "i")]
    pub id: OfficeId,
    #[serde(rename = "n")]
    pub name: String,
    #[serde(rename = "w")]
    pub kind: OfficeKind,
    #[serde(rename = "s")]
    pub states: Vec<StateCode>,
}

/// What a new device says: `POST /v1/enrol`, signed with its own key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentRequest {
    #[serde(rename = "v")]
    pub protocol: u8,
    #[serde(rename = "c")]
    pub code: String,
    #[serde(rename = "k")]
    pub key: ByteBuf,
}

/// What the hub answers, signed with its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentReply {
    /// The hub's first public key.
    #[serde(rename = "k")]
    pub key: ByteBuf,
    /// How it leads to the one that signs: see [`PublicKey::succeeded`].
    #[serde(rename = "c", default, skip_serializing_if = "Vec::is_empty")]
    pub succession: Vec<ByteBuf>,
    /// The device that this answers.
    #[serde(rename = "d")]
    pub device: DeviceId,
    #[serde(rename = "o")]
    pub office: OfficeId,
    #[serde(rename = "n")]
    pub office_name: String,
    #[serde(rename = "w")]
    pub office_kind: OfficeKind,
    #[serde(rename = "s")]
    pub states: Vec<StateCode>,
    #[serde(rename = "r")]
    pub role: Role,
    #[serde(rename = "m")]
    pub member: String,
    /// None: an earlier hub wrote it.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub member_id: Option<MemberId>,
    #[serde(rename = "t")]
    pub at: i64,
}

/// The body of every reply whose HTTP status is not 200. It is not signed, and never taken for more than a hint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorReply {
    #[serde(rename = "c")]
    pub code: String,
    #[serde(rename = "d", default)]
    pub detail: String,
    /// The same as a signed [`crate::satchel::Answer`], where the device has to act on it.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<ByteBuf>,
}

/// Why a message of the other end is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error(transparent)]
    Wire(#[from] WireError),
}

impl SealedDecision {
    #[must_use]
    pub fn new(event: &Event, version: Option<&[u8]>, key: &Key) -> Self {
        Self {
            event: ByteBuf::from(key.seal(Purpose::Event, wire::to_cbor(event))),
            version: version.map(|bytes| ByteBuf::from(wire::compress(bytes))),
        }
    }

    /// The same decision, signed by the key that took the place of the one before.
    #[must_use]
    pub fn by(&self, key: &Key) -> Self {
        let sealed = Sealed::parse(&self.event).ok();
        let said = sealed.as_ref().and_then(Sealed::unverified);
        Self {
            event: said.map_or_else(
                || self.event.clone(),
                |said| ByteBuf::from(key.seal(Purpose::Event, said.to_vec())),
            ),
            version: self.version.clone(),
        }
    }

    /// Bytes of the event and the version.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.event.len() + self.version.as_ref().map_or(0, |version| version.len())
    }

    /// Who says to have made the decision.
    ///
    /// # Errors
    /// [`SealError::Malformed`]
    pub fn signer(&self) -> Result<DeviceId, SealError> {
        Ok(Sealed::parse(&self.event)?.signer())
    }

    /// The event and the record that it says to be about, before anything of it is checked.
    #[must_use]
    pub fn about(&self) -> Option<(EventId, RecordId)> {
        let sealed = Sealed::parse(&self.event).ok()?;
        let event: Event = wire::from_cbor(sealed.unverified()?, crate::limits::PACK_BYTES, "a decision").ok()?;
        Some((event.id, event.record))
    }

    /// Gives the decision once its signature holds.
    ///
    /// # Errors
    /// [`MessageError`]
    pub fn open(&self, key: &PublicKey) -> Result<Event, MessageError> {
        let payload = Sealed::parse(&self.event)?.open(key, Purpose::Event)?;
        Ok(wire::from_cbor(&payload, crate::limits::PACK_BYTES, "a decision")?)
    }

    /// The canonical bytes of the version that came along, once they are those that the decision names.
    ///
    /// # Errors
    /// [`MessageError`] where they are damaged or another version's.
    pub fn version_bytes(&self, id: VersionId) -> Result<Option<Vec<u8>>, MessageError> {
        let Some(compressed) = &self.version else {
            return Ok(None);
        };
        let bytes = wire::expand(compressed, crate::limits::VERSION_BYTES, "a version")?;
        if VersionId::of(&bytes) != id {
            let reason = "not the version that the decision names".to_owned();
            return Err(WireError::Unreadable {
                what: "a version",
                reason,
            }
            .into());
        }
        Ok(Some(bytes))
    }
}

impl Update {
    /// Writes recommendations as one update.
    #[must_use]
    pub fn recommendations(list: &[Recommendation]) -> Self {
        Self::Recommendations(ByteBuf::from(wire::compress(&wire::to_cbor(&list))))
    }
}

/// Reads what [`Update::Recommendations`] holds.
///
/// # Errors
/// [`WireError`]
pub fn read_recommendations(body: &[u8]) -> Result<Vec<Recommendation>, WireError> {
    let bytes = wire::expand(body, crate::limits::EXPANDED_BYTES, "recommendations")?;
    wire::from_cbor(&bytes, crate::limits::EXPANDED_BYTES, "recommendations")
}

/// The protocol that a message's payload tells, of whatever version it is: the one part that all of them have. None where it tells
/// none.
#[must_use]
pub fn protocol_of(payload: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct OfAnyVersion {
        #[serde(rename = "v")]
        protocol: u64,
    }
    let any: OfAnyVersion = wire::from_cbor(payload, payload.len(), "a message").ok()?;
    Some(any.protocol)
}

/// Reads and verifies a signed message.
///
/// # Errors
/// [`MessageError`]
pub fn open_message<T: serde::de::DeserializeOwned>(
    sealed: Sealed,
    key: &PublicKey,
    purpose: Purpose,
    what: &'static str,
) -> Result<T, MessageError> {
    let payload = sealed.open(key, purpose)?;
    Ok(wire::from_cbor(&payload, crate::limits::EXCHANGE_BYTES, what)?)
}

impl MessageError {
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Seal(SealError::WrongSignature) => "wrong-signature",
            Self::Seal(SealError::Malformed | SealError::NotAKey) | Self::Wire(WireError::Unreadable { .. }) => {
                "message-unreadable"
            }
            Self::Wire(WireError::TooLarge { .. }) => "message-too-large",
        }
    }
}
