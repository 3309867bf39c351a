//! Encryption to a device's or a hub's key: age (age-encryption.org/v1) with the X25519 key that follows from the Ed25519 key.
//!
//! Both keys of a curve are one another's images, as libsodium's `crypto_sign_ed25519_pk_to_curve25519` and age's ssh recipients
//! take them; that one key pair may serve for both is shown by Thormarker (IACR ePrint 2021/509). So nobody needs a second key:
//! who can check a device's signature can write to it. The key of each message is drawn by age from the system's randomness.

use std::str::FromStr;

use age::x25519::{Identity, Recipient};
use bech32::{Bech32, Hrp};
use ed25519_dalek::SigningKey;
use zeroize::Zeroizing;

use super::{Key, PublicKey};

impl PublicKey {
    /// Encrypts bytes that only the holder of the key reads. Nothing tells who wrote them.
    #[must_use]
    pub fn encrypt(self, bytes: &[u8]) -> Vec<u8> {
        let point = self.key.to_montgomery();
        let recipient = Recipient::from_str(&text("age", point.as_bytes()));
        let encrypted = recipient.map(|recipient| age::encrypt(&recipient, bytes));
        match encrypted {
            Ok(Ok(encrypted)) => encrypted,
            Ok(Err(error)) => unreachable!("a vector does not fail to be written: {error}"),
            Err(error) => unreachable!("32 bytes are a recipient: {error}"),
        }
    }
}

impl Key {
    /// Decrypts what was encrypted to this key's public half, or to that of one whose place it took; none where it was not,
    /// or the bytes are damaged.
    #[must_use]
    pub fn decrypt(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut keys = [&self.signing].into_iter().chain(self.former.iter().rev());
        keys.find_map(|key| decrypt(key, bytes))
    }
}

fn decrypt(key: &SigningKey, bytes: &[u8]) -> Option<Vec<u8>> {
    let scalar = Zeroizing::new(key.to_scalar_bytes());
    let secret = Zeroizing::new(text("age-secret-key-", scalar.as_slice()).to_uppercase());
    let identity = Identity::from_str(&secret).ok()?;
    age::decrypt(&identity, bytes).ok()
}

/// The only form in which age takes a key from outside.
fn text(prefix: &str, bytes: &[u8]) -> String {
    let prefix = Hrp::parse_unchecked(prefix);
    match bech32::encode::<Bech32>(prefix, bytes) {
        Ok(text) => text,
        Err(error) => unreachable!("32 bytes are short enough for Bech32: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_holder_of_the_key_reads_what_was_encrypted_to_it() {
        for seed in 0..8 {
            let (key, other) = (Key::from_secret(&[seed; 32]), Key::from_secret(&[seed + 100; 32]));
            let encrypted = key.public().encrypt(b"text");
            assert_eq!(key.decrypt(&encrypted).as_deref(), Some(&b"text"[..]));
            assert_eq!(other.decrypt(&encrypted), None);
            let mut damaged = encrypted.clone();
            if let Some(last) = damaged.last_mut() {
                *last ^= 1;
            }
            assert_eq!(key.decrypt(&damaged), None);
        }
    }

    #[test]
    fn what_was_encrypted_before_a_key_was_replaced_is_read_after() {
        let before = Key::from_secret(&[1; 32]);
        let after = before.clone().replaced_by(&[2; 32]);
        for encrypted in [before.public().encrypt(b"text"), after.public().encrypt(b"text")] {
            assert_eq!(after.decrypt(&encrypted).as_deref(), Some(&b"text"[..]));
        }
        assert_eq!(before.decrypt(&after.public().encrypt(b"text")), None);
    }

    #[test]
    fn any_age_tool_opens_it_with_the_secret_key() {
        let key = Key::from_secret(&[7; 32]);
        let secret = text("age-secret-key-", &key.signing.to_scalar_bytes()).to_uppercase();
        let identity = Identity::from_str(&secret).expect("an identity");
        let point = key.public().key.to_montgomery();
        assert_eq!(identity.to_public().to_string(), text("age", point.as_bytes()));
    }
}
