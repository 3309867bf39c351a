//! Signatures: COSE_Sign1 (RFC 9052, section 4.2) with EdDSA over Ed25519, `kid` = the signer's id.
//!
//! What a signature is for is its external data (`external_aad`), so that a signed pack can never pass as a signed decision.

mod encryption;

use std::fmt;

use coset::{
    CborSerializable, CoseSign1, CoseSign1Builder, HeaderBuilder, RegisteredLabelWithPrivate, iana::Algorithm,
};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

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
        }
    }
}

/// A device's or a hub's key pair. Never printed; wiped from memory when dropped.
#[derive(Clone)]
pub struct Key(SigningKey);

/// The public half.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

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
        Self(SigningKey::from_bytes(secret))
    }

    /// The 32 secret bytes, to be kept where nobody else reads.
    #[must_use]
    pub fn secret(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The id that follows from the key.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        self.public().id()
    }

    /// Signs a payload.
    #[must_use]
    pub fn seal(&self, purpose: Purpose, payload: Vec<u8>) -> Vec<u8> {
        let header = HeaderBuilder::new()
            .algorithm(Algorithm::EdDSA)
            .key_id(self.id().0.to_vec())
            .build();
        let message = CoseSign1Builder::new()
            .protected(header)
            .payload(payload)
            .create_signature(purpose.external_data(), |data| self.0.sign(data).to_bytes().to_vec())
            .build();
        match message.to_vec() {
            Ok(bytes) => bytes,
            Err(error) => unreachable!("a built message is well formed: {error}"),
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.id())
    }
}

impl PublicKey {
    /// Reads the 32 bytes of a public key.
    ///
    /// # Errors
    /// [`SealError::NotAKey`]
    pub fn from_slice(bytes: &[u8]) -> Result<Self, SealError> {
        let bytes: &[u8; 32] = bytes.try_into().map_err(|_| SealError::NotAKey)?;
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| SealError::NotAKey)?;
        if key.is_weak() {
            return Err(SealError::NotAKey);
        }
        Ok(Self(key))
    }

    #[must_use]
    pub fn to_bytes(self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The first 16 bytes of the key's BLAKE3 hash.
    #[must_use]
    pub fn id(self) -> DeviceId {
        let mut id = [0; 16];
        id.copy_from_slice(&blake3::hash(self.0.as_bytes()).as_bytes()[..16]);
        DeviceId(id)
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
                key.0
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
    fn a_key_is_not_printed() {
        assert_eq!(format!("{:?}", key(1)), format!("Key({})", key(1).id()));
    }
}
