//! Signatures: COSE_Sign1 (RFC 9052, section 4.2) with EdDSA over Ed25519, `kid` = the signer's id.
//!
//! What a signature is for is its external data (`external_aad`), so that a signed pack can never pass as a signed decision.

mod encryption;

use std::fmt;

use coset::{
    CborSerializable, CoseSign1, CoseSign1Builder, HeaderBuilder, RegisteredLabelWithPrivate, iana::Algorithm,
};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde_bytes::ByteBuf;

use crate::ids::DeviceId;

/// What is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Enrolment,
    EnrolmentReply,
    Exchange,
    ExchangeReply,
    Pack,
    Event,
    /// By which a device moves attached files.
    Token,
    CourierEnrolment,
    Letter,
    Answer,
    /// A key's word for the one that takes its place.
    Succession,
}

impl Purpose {
    fn external_data(self) -> &'static [u8] {
        match self {
            Self::Enrolment => b"satchel enrolment 1",
            Self::EnrolmentReply => b"satchel enrolment reply 1",
            Self::Exchange => b"satchel exchange 1",
            Self::ExchangeReply => b"satchel exchange reply 1",
            Self::Pack => b"satchel pack 1",
            Self::Event => b"satchel event 1",
            Self::Token => b"satchel token 1",
            Self::CourierEnrolment => b"satchel courier enrolment 1",
            Self::Letter => b"satchel letter 1",
            Self::Answer => b"satchel answer 1",
            Self::Succession => b"satchel succession 1",
        }
    }
}

/// The key pairs of a device, or of a hub. Never printed; wiped from memory when dropped.
///
/// One of them signs. Those whose place it took open what was encrypted to them, and sign nothing more but their own
/// [succession](Self::succession). The id follows from the first, and stays.
#[derive(Clone)]
pub struct Key {
    id: DeviceId,
    signing: SigningKey,
    /// The first one first.
    former: Vec<SigningKey>,
}

/// The public half of the key by which a device, or a hub, signs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey {
    id: DeviceId,
    key: VerifyingKey,
}

/// Why signed bytes are not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    #[error("not a COSE_Sign1 message with an EdDSA signature and a key id")]
    Malformed,
    #[error("the signature is wrong")]
    WrongSignature,
    #[error("not an Ed25519 public key")]
    NotAKey,
}

impl Key {
    /// Makes a key from 32 random bytes.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        let signing = SigningKey::from_bytes(secret);
        Self {
            id: id_of(&signing.verifying_key()),
            signing,
            former: Vec::new(),
        }
    }

    /// The same device's, or hub's, with another key in the place of the one that signs, made from 32 random bytes.
    #[must_use]
    pub fn replaced_by(mut self, secret: &[u8; 32]) -> Self {
        let replaced = std::mem::replace(&mut self.signing, SigningKey::from_bytes(secret));
        self.former.push(replaced);
        self
    }

    /// How each key that was replaced vouches for the one that took its place, the first one first: see
    /// [`PublicKey::succeeded`].
    #[must_use]
    pub fn succession(&self) -> Vec<ByteBuf> {
        let later = self.former.iter().skip(1).chain([&self.signing]);
        let vouch = |(by, for_): (&SigningKey, &SigningKey)| {
            let payload = for_.verifying_key().to_bytes().to_vec();
            ByteBuf::from(seal(self.id, by, Purpose::Succession, payload))
        };
        self.former.iter().zip(later).map(vouch).collect()
    }

    /// The public half of the first key, from which the id follows.
    #[must_use]
    pub fn first(&self) -> PublicKey {
        let first = self.former.first().unwrap_or(&self.signing);
        PublicKey {
            id: self.id,
            key: first.verifying_key(),
        }
    }

    /// The public halves of all keys, the first one first: the last of them signs.
    #[must_use]
    pub fn all_public(&self) -> Vec<PublicKey> {
        let all = self.former.iter().chain([&self.signing]);
        let public = |key: &SigningKey| PublicKey {
            id: self.id,
            key: key.verifying_key(),
        };
        all.map(public).collect()
    }

    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey {
            id: self.id,
            key: self.signing.verifying_key(),
        }
    }

    /// The id that follows from the first key.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        self.id
    }

    /// Signs a payload.
    #[must_use]
    pub fn seal(&self, purpose: Purpose, payload: Vec<u8>) -> Vec<u8> {
        seal(self.id, &self.signing, purpose, payload)
    }
}

fn seal(id: DeviceId, by: &SigningKey, purpose: Purpose, payload: Vec<u8>) -> Vec<u8> {
    let header = HeaderBuilder::new()
        .algorithm(Algorithm::EdDSA)
        .key_id(id.0.to_vec())
        .build();
    let message = CoseSign1Builder::new()
        .protected(header)
        .payload(payload)
        .create_signature(purpose.external_data(), |data| by.sign(data).to_bytes().to_vec())
        .build();
    match message.to_vec() {
        Ok(bytes) => bytes,
        Err(error) => unreachable!("a built message is well formed: {error}"),
    }
}

/// The first 16 bytes of the key's BLAKE3 hash.
fn id_of(first: &VerifyingKey) -> DeviceId {
    let mut id = [0; 16];
    id.copy_from_slice(&blake3::hash(first.as_bytes()).as_bytes()[..16]);
    DeviceId(id)
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.id())
    }
}

impl PublicKey {
    /// Reads the 32 bytes of the first key of a device, or of a hub.
    ///
    /// # Errors
    /// [`SealError::NotAKey`]
    pub fn from_slice(bytes: &[u8]) -> Result<Self, SealError> {
        let bytes: &[u8; 32] = bytes.try_into().map_err(|_| SealError::NotAKey)?;
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| SealError::NotAKey)?;
        if key.is_weak() {
            return Err(SealError::NotAKey);
        }
        Ok(Self { id: id_of(&key), key })
    }

    /// Reads all keys that a device has had: those that were replaced, 32 bytes each with the first one first, and the one that
    /// signs, which is the last of them.
    ///
    /// # Errors
    /// [`SealError::NotAKey`]
    pub fn all_of(former: &[u8], signing: &[u8]) -> Result<Vec<Self>, SealError> {
        let keys = former.chunks(32).chain([signing]).map(Self::from_slice);
        let mut keys = keys.collect::<Result<Vec<_>, _>>()?;
        let id = keys.first().ok_or(SealError::NotAKey)?.id;
        for key in &mut keys {
            key.id = id;
        }
        Ok(keys)
    }

    /// The same bytes as a later key of the one with this id. That it is one, somebody else has to say.
    #[must_use]
    pub fn of(self, id: DeviceId) -> Self {
        Self { id, ..self }
    }

    #[must_use]
    pub fn to_bytes(self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// The id that follows from the first key of the same device, or hub.
    #[must_use]
    pub fn id(self) -> DeviceId {
        self.id
    }

    /// The key that took the place of this one: each vouched for the next ([`Key::succession`]). This one, where none did.
    #[must_use]
    pub fn succeeded(self, succession: &[ByteBuf]) -> Self {
        succession.iter().fold(self, |known, link| {
            let next = Sealed::parse(link).and_then(|sealed| sealed.open(&known, Purpose::Succession));
            // What was before this one is signed by others.
            next.and_then(|next| Self::from_slice(&next))
                .map_or(known, |next| next.of(known.id))
        })
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.id())
    }
}

/// Signed bytes whose signature has not been checked yet: only the signer's id can be read.
#[derive(Debug, Clone)]
pub struct Sealed {
    message: CoseSign1,
    signer: DeviceId,
}

impl Sealed {
    /// Reads signed bytes.
    ///
    /// # Errors
    /// [`SealError::Malformed`]
    pub fn parse(bytes: &[u8]) -> Result<Self, SealError> {
        let message = CoseSign1::from_slice(bytes).map_err(|_| SealError::Malformed)?;
        let header = &message.protected.header;
        if header.alg != Some(RegisteredLabelWithPrivate::Assigned(Algorithm::EdDSA)) {
            return Err(SealError::Malformed);
        }
        let signer = DeviceId::from_slice(&header.key_id).map_err(|_| SealError::Malformed)?;
        Ok(Self { message, signer })
    }

    /// Who says to have signed.
    #[must_use]
    pub fn signer(&self) -> DeviceId {
        self.signer
    }

    /// The payload before its signature is checked: only for finding the key inside it that must then open it.
    #[must_use]
    pub fn unverified(&self) -> Option<&[u8]> {
        self.message.payload.as_deref()
    }

    /// Gives the payload once the signature holds.
    ///
    /// # Errors
    /// [`SealError::WrongSignature`], also where the key is not the one of the signer's id.
    pub fn open(self, key: &PublicKey, purpose: Purpose) -> Result<Vec<u8>, SealError> {
        if key.id() != self.signer {
            return Err(SealError::WrongSignature);
        }
        self.message
            .verify_signature(purpose.external_data(), |signature, data| {
                let signature = Signature::from_slice(signature).map_err(|_| SealError::WrongSignature)?;
                key.key
                    .verify_strict(data, &signature)
                    .map_err(|_| SealError::WrongSignature)
            })?;
        self.message.payload.ok_or(SealError::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u8) -> Key {
        Key::from_secret(&[seed; 32])
    }

    #[test]
    fn a_payload_comes_out_as_it_went_in() {
        let sealed = key(1).seal(Purpose::Pack, b"text".to_vec());
        let parsed = Sealed::parse(&sealed).expect("well formed");
        assert_eq!(parsed.signer(), key(1).id());
        assert_eq!(parsed.open(&key(1).public(), Purpose::Pack), Ok(b"text".to_vec()));
    }

    #[test]
    fn another_key_another_purpose_and_every_flipped_bit_are_refused() {
        let sealed = key(1).seal(Purpose::Pack, b"text".to_vec());
        let open = |bytes: &[u8], by: u8, purpose| Sealed::parse(bytes)?.open(&key(by).public(), purpose);
        assert_eq!(open(&sealed, 2, Purpose::Pack), Err(SealError::WrongSignature));
        assert_eq!(open(&sealed, 1, Purpose::Event), Err(SealError::WrongSignature));
        for at in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert!(open(&damaged, 1, Purpose::Pack).is_err(), "byte {at}");
        }
    }

    #[test]
    fn each_key_vouches_for_the_next_and_the_id_stays() {
        let first = key(1);
        let third = key(1).replaced_by(&[2; 32]).replaced_by(&[3; 32]);
        assert_eq!(third.id(), first.id());
        let succession = third.succession();
        assert_eq!(first.public().succeeded(&succession), third.public());
        let second = key(1).replaced_by(&[2; 32]).public();
        assert_eq!(second.succeeded(&succession), third.public());
        assert_eq!(
            third.public().succeeded(&succession),
            third.public(),
            "none took its place"
        );
        assert_eq!(
            first.public().succeeded(&succession[1..]),
            first.public(),
            "a gap vouches for nobody"
        );
        assert_eq!(key(4).public().succeeded(&succession), key(4).public());
    }

    #[test]
    fn what_a_key_signs_is_its_own_alone() {
        let (first, second) = (key(1), key(1).replaced_by(&[2; 32]));
        let sealed = second.seal(Purpose::Pack, b"text".to_vec());
        let open = |by: PublicKey| Sealed::parse(&sealed)?.open(&by, Purpose::Pack);
        assert_eq!(open(second.public()), Ok(b"text".to_vec()));
        assert_eq!(open(first.public()), Err(SealError::WrongSignature));
        let of_no_first = key(2).public();
        assert_eq!(open(of_no_first), Err(SealError::WrongSignature), "the id is another's");
    }

    #[test]
    fn a_key_is_not_printed() {
        assert_eq!(format!("{:?}", key(1)), format!("Key({})", key(1).id()));
    }
}
