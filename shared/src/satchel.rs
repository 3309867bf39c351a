//! A satchel: a file that carries between devices and a hub what an exchange would.
//!
//! It is a row of pieces that stand for themselves ([`frame`]): each says how long it is and what it hashes to, so that a reader
//! finds the next one behind a damaged one, and each but a request to enrol is encrypted to the one that it is for. So a damaged
//! piece loses nothing but itself, and splitting a satchel is sharing out its pieces over several files. What is in a piece is
//! [`Content`], compressed CBOR; all of it is signed by whom it comes from, as it is on the wire, or checked by its hash. All of
//! it can be read twice.

pub mod frame;
mod writer;

use serde::{Deserialize, Serialize};
use serde_bytes::{ByteArray, ByteBuf};

pub use self::writer::{Packed, Writer, in_order, name_of};
use crate::{
    exchange::{Cursor, MessageError, Refused, SealedDecision, Update, Verdict, open_message},
    ids::{CodeHash, DeviceId, EventId, KeyBytes, RecordId},
    limits::{EXPANDED_BYTES, SATCHEL_PIECE_BYTES},
    pack::Hash,
    seal::{Key, PublicKey, Purpose, SealError, Sealed},
    wire::{self, WireError},
};

/// How the names of such files end.
pub const ENDING: &str = "satchel";

/// What a piece shows to whoever finds the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Envelope {
    #[serde(rename = "s")]
    Sealed {
        /// Who can open it.
        #[serde(rename = "t")]
        to: DeviceId,
        /// A [`Content`], compressed and encrypted.
        #[serde(rename = "b")]
        bytes: ByteBuf,
    },
    /// A signed [`CourierEnrolment`]. The device does not have the hub's key yet.
    #[serde(rename = "e")]
    Enrolment(ByteBuf),
}

/// What is in a piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// A signed [`Letter`]: each file begins with one, and the last of a satchel ends with one.
    #[serde(rename = "l")]
    Letter(ByteBuf),
    /// Who signed what follows, where the reader may not know.
    #[serde(rename = "k")]
    Introduction(Introduction),
    /// A signed pack.
    #[serde(rename = "p")]
    Pack(ByteBuf),
    #[serde(rename = "d")]
    Decision(SealedDecision),
    /// Bytes of an attached file.
    #[serde(rename = "f")]
    File(FilePiece),
    /// A signed [`crate::exchange::EnrolmentReply`].
    #[serde(rename = "w")]
    Enrolled(ByteBuf),
    /// A signed [`Answer`] of the hub.
    #[serde(rename = "a")]
    Answer(ByteBuf),
}

/// What a sender says of its satchel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The sender's [`crate::exchange::PROTOCOL`]: what follows the letter of another one is not read.
    #[serde(rename = "v")]
    pub protocol: u8,
    #[serde(rename = "t")]
    pub to: DeviceId,
    /// Up to where the sender has the hub's feed.
    #[serde(rename = "c", default, skip_serializing_if = "Cursor::is_start")]
    pub cursor: Cursor,
    /// Attached files that the sender would have: BLAKE3 of each.
    #[serde(rename = "w", default, skip_serializing_if = "Vec::is_empty")]
    pub wanted: Vec<ByteArray<32>>,
    /// When it was packed by the sender's clock, milliseconds since 1970.
    #[serde(rename = "d")]
    pub at: i64,
    /// Of a hub's letter: how its first key leads to the one that signs, see [`PublicKey::succeeded`].
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub succession: Vec<ByteBuf>,
    /// In the last letter: how many pieces came before it, letters not counted.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub pieces: Option<u64>,
}

/// A device's key, and the signed [`crate::exchange::EnrolmentReply`] by which the hub let it into its office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduction {
    #[serde(rename = "k")]
    pub key: ByteBuf,
    #[serde(rename = "w")]
    pub enrolled: ByteBuf,
}

/// Bytes of an attached file. A device cuts it at multiples of [`crate::limits::ATTACHMENT_PIECE_BYTES`], a hub at multiples of
/// [`crate::limits::ATTACHMENT_STRETCH_BYTES`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilePiece {
    /// BLAKE3 of the whole file.
    #[serde(rename = "h")]
    pub hash: ByteArray<32>,
    /// How long the whole file is.
    #[serde(rename = "n")]
    pub length: u64,
    #[serde(rename = "a")]
    pub at: u64,
    #[serde(rename = "b")]
    pub bytes: ByteBuf,
}

/// What the hub says to one device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The hub's first public key: a device that is not enrolled knows only how its id begins.
    #[serde(rename = "k")]
    pub key: ByteBuf,
    /// How it leads to the one that signs: see [`PublicKey::succeeded`].
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub succession: Vec<ByteBuf>,
    #[serde(rename = "t")]
    pub to: DeviceId,
    /// The hub's time, milliseconds since 1970.
    #[serde(rename = "d")]
    pub at: i64,
    #[serde(rename = "a")]
    pub said: Said,
    /// Where a device is heard no longer: the key that signed what is answered, if that was replaced; otherwise the last that the
    /// hub knows of the device.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub about: Option<KeyBytes>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// Nothing of what the device packed was taken.
    #[serde(rename = "r")]
    Refused(Refused),
    /// What was said to each pack and decision: the device need not remember what it packed.
    #[serde(rename = "v")]
    Verdicts(Vec<Judged>),
    /// A stretch of the feed.
    #[serde(rename = "u")]
    Updates {
        /// Who has everything up to here has everything up to `after` once it has these.
        #[serde(rename = "f", default, skip_serializing_if = "Cursor::is_start")]
        before: Cursor,
        #[serde(rename = "u")]
        updates: Vec<Update>,
        #[serde(rename = "c")]
        after: Cursor,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Judged {
    #[serde(rename = "p")]
    Pack {
        #[serde(rename = "r")]
        record: RecordId,
        /// Those of the pack.
        #[serde(rename = "h")]
        heads: Vec<Hash>,
        #[serde(rename = "v")]
        verdict: Verdict,
    },
    #[serde(rename = "d")]
    Decision {
        #[serde(rename = "e")]
        event: EventId,
        #[serde(rename = "r")]
        record: RecordId,
        #[serde(rename = "v")]
        verdict: Verdict,
    },
    /// The hub has this file whole.
    #[serde(rename = "f")]
    File(ByteArray<32>),
}

/// How a device asks to be let into an office. It travels in the clear, so it holds no code, but what only its bearer can make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourierEnrolment {
    #[serde(rename = "v")]
    pub protocol: u8,
    /// How the id of the hub begins: for which hub it is.
    #[serde(rename = "h")]
    pub hub: ByteBuf,
    /// Which invitation: see [`invitation_id`].
    #[serde(rename = "i")]
    pub invitation: InvitationId,
    #[serde(rename = "k")]
    pub key: ByteBuf,
    /// See [`proof`].
    #[serde(rename = "p")]
    pub proof: ByteArray<32>,
}

/// Names an invitation to those who have its code or its hash, and to nobody else.
pub type InvitationId = ByteArray<16>;

/// The name of the invitation whose code has this hash.
#[must_use]
pub fn invitation_id(code: CodeHash) -> InvitationId {
    let whole = blake3::derive_key("satchel invitation id 1", &code.0);
    let mut id = [0; 16];
    id.copy_from_slice(&whole[..16]);
    InvitationId::new(id)
}

/// What shows that a device's holder has the code with this hash.
#[must_use]
pub fn proof(code: CodeHash, device: PublicKey) -> blake3::Hash {
    let key = blake3::derive_key("satchel courier enrolment 1", &code.0);
    blake3::keyed_hash(&key, &device.to_bytes())
}

impl Envelope {
    /// Closes a piece for the one that it is for.
    #[must_use]
    pub fn seal(content: &Content, to: PublicKey) -> Self {
        let bytes = to.encrypt(&wire::compress(&wire::to_cbor(content)));
        Self::Sealed {
            to: to.id(),
            bytes: ByteBuf::from(bytes),
        }
    }
}

impl Content {
    /// Opens the bytes of a piece that is for this key.
    ///
    /// # Errors
    /// [`MessageError`] where they are for another, damaged, or of a newer program.
    pub fn open(bytes: &[u8], key: &Key) -> Result<Self, MessageError> {
        let compressed = key.decrypt(bytes).ok_or(SealError::Malformed)?;
        let content = wire::expand(&compressed, EXPANDED_BYTES, "a piece")?;
        Ok(wire::from_cbor(&content, EXPANDED_BYTES, "a piece")?)
    }
}

impl Letter {
    #[must_use]
    pub fn seal(&self, key: &Key) -> Content {
        Content::Letter(ByteBuf::from(key.seal(Purpose::Letter, wire::to_cbor(self))))
    }

    /// Reads a letter by its sender's key.
    ///
    /// # Errors
    /// [`MessageError`]
    pub fn open(sealed: Sealed, key: &PublicKey) -> Result<Self, MessageError> {
        open_message(sealed, key, Purpose::Letter, "a letter")
    }
}

impl Answer {
    #[must_use]
    pub fn seal(&self, key: &Key) -> Content {
        Content::Answer(self.signed(key))
    }

    /// The answer under the hub's signature.
    #[must_use]
    pub fn signed(&self, key: &Key) -> ByteBuf {
        ByteBuf::from(key.seal(Purpose::Answer, wire::to_cbor(self)))
    }

    /// Reads an answer by the key that those in it lead to, once it is the signer's: whether that is the right hub is the
    /// reader's to say.
    ///
    /// # Errors
    /// [`MessageError`]
    pub fn open(bytes: &[u8]) -> Result<(Self, PublicKey), MessageError> {
        let sealed = Sealed::parse(bytes)?;
        let payload = sealed.unverified().ok_or(SealError::Malformed)?;
        let answer: Self = wire::from_cbor(payload, EXPANDED_BYTES, "an answer")?;
        let key = PublicKey::from_slice(&answer.key)?.succeeded(&answer.succession);
        sealed.open(&key, Purpose::Answer)?;
        Ok((answer, key))
    }
}

/// Reads a piece's envelope.
fn envelope(bytes: &[u8]) -> Result<Envelope, WireError> {
    wire::from_cbor(bytes, SATCHEL_PIECE_BYTES, "a piece")
}
