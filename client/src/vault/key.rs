//! The data key: 32 random bytes that encrypt the vault, kept in a file that only the passphrase opens.
//!
//! The file is an age file (age-encryption.org/v1) with one scrypt recipient, so a key can be taken out by any age tool.

use age::{
    scrypt,
    secrecy::{ExposeSecret, SecretString},
};
use satchel_shared::limits::PASSPHRASE_CHARACTERS;
use zeroize::Zeroizing;

use super::VaultError;

/// scrypt's cost as the power of two (RFC 7914: N): 128 MiB and about half a second on a laptop.
const WORK_FACTOR: u8 = 17;
/// A file that asks for more than this (2 GiB) is not ours.
const MOST_WORK: u8 = 21;

pub(super) type DataKey = Zeroizing<[u8; 32]>;

/// A passphrase. Wiped from memory when dropped, and never printed.
#[derive(Debug, Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// For a new vault: long enough?
    pub(super) fn check(&self) -> Result<(), VaultError> {
        if self.0.expose_secret().chars().count() < PASSPHRASE_CHARACTERS {
            return Err(VaultError::PassphraseTooShort);
        }
        Ok(())
    }
}

pub(super) fn wrap(key: &DataKey, passphrase: &Passphrase) -> Result<Vec<u8>, VaultError> {
    let mut recipient = scrypt::Recipient::new(passphrase.0.clone());
    recipient.set_work_factor(WORK_FACTOR);
    age::encrypt(&recipient, key.as_slice()).map_err(|error| VaultError::Damaged(error.to_string()))
}

/// `None` where the bytes are no key file; an error where the passphrase is wrong.
pub(super) fn unwrap(bytes: &[u8], passphrase: &Passphrase) -> Result<Option<DataKey>, VaultError> {
    let mut identity = scrypt::Identity::new(passphrase.0.clone());
    identity.set_max_work_factor(MOST_WORK);
    match age::decrypt(&identity, bytes) {
        Ok(key) => {
            let key = Zeroizing::new(key);
            Ok(<[u8; 32]>::try_from(key.as_slice()).ok().map(Zeroizing::new))
        }
        Err(age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed) => {
            Err(VaultError::WrongPassphrase)
        }
        Err(_) => Ok(None),
    }
}
