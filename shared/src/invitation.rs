//! The one-time code by which a device joins an office: what it holds, and how it is written and read.
//!
//! It is told by voice, on paper or in a message, so it is short, has no letters that look alike, and is read with any case,
//! hyphens and spaces. Beside the secret it holds the start of the hub's id: a device that meets another hub under the address
//! that it was given notices before it trusts what that one says.

use std::{fmt, str::FromStr, sync::LazyLock};

use data_encoding::{Encoding, Specification};

#[cfg(feature = "documents")]
use crate::ids::CodeHash;
use crate::ids::DeviceId;

const SECRET_BYTES: usize = 10;
const HUB_BYTES: usize = 5;
const GROUP_CHARACTERS: usize = 4;

/// Douglas Crockford's base 32: no I, L, O and U; what looks like a digit is read as that digit.
static ALPHABET: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.translate.from.push_str("abcdefghjkmnpqrstvwxyzoOiIlL");
    specification.translate.to.push_str("ABCDEFGHJKMNPQRSTVWXYZ001111");
    specification.ignore.push_str(" -");
    match specification.encoding() {
        Ok(encoding) => encoding,
        Err(error) => unreachable!("the alphabet is a constant: {error}"),
    }
});

/// A code as it is handed to one person, for one device.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationCode {
    /// What proves that the bearer was invited. Only its hash is kept.
    pub secret: [u8; SECRET_BYTES],
    /// The first bytes of the inviting hub's id.
    pub hub: [u8; HUB_BYTES],
}

/// A text that is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an invitation code: six groups of four letters and digits")]
pub struct NoCode;

impl InvitationCode {
    #[must_use]
    pub fn new(secret: [u8; SECRET_BYTES], hub: DeviceId) -> Self {
        let mut start = [0; HUB_BYTES];
        start.copy_from_slice(&hub.0[..HUB_BYTES]);
        Self { secret, hub: start }
    }

    /// What is kept of the code: not enough to use it on the wire. By a courier, who has it can join, so it is told to nobody who
    /// does not invite.
    #[cfg(feature = "documents")]
    #[must_use]
    pub fn hash(&self) -> CodeHash {
        CodeHash(blake3::derive_key("satchel invitation 1", &self.secret))
    }

    /// Whether a hub of this id may have written the code.
    #[must_use]
    pub fn is_of(&self, hub: DeviceId) -> bool {
        hub.0.starts_with(&self.hub)
    }
}

impl fmt::Display for InvitationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = ALPHABET.encode(&[self.secret.as_slice(), &self.hub].concat());
        for (at, letter) in text.chars().enumerate() {
            if at > 0 && at % GROUP_CHARACTERS == 0 {
                f.write_str("-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

/// Never shows the secret, so that no log does.
impl fmt::Debug for InvitationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationCode(…)")
    }
}

impl FromStr for InvitationCode {
    type Err = NoCode;

    fn from_str(text: &str) -> Result<Self, NoCode> {
        let bytes = ALPHABET.decode(text.trim().as_bytes()).map_err(|_| NoCode)?;
        let (secret, hub) = bytes.split_first_chunk::<SECRET_BYTES>().ok_or(NoCode)?;
        Ok(Self {
            secret: *secret,
            hub: hub.try_into().map_err(|_| NoCode)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code() -> InvitationCode {
        InvitationCode::new([0x2a, 0, 1, 2, 3, 4, 5, 6, 7, 0xff], DeviceId([9; 16]))
    }

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let text = code().to_string();
        assert_eq!(text.len(), 29, "{text}");
        assert_eq!(text.parse(), Ok(code()));
        assert_eq!(text.to_lowercase().parse(), Ok(code()));
        assert_eq!(format!("  {} ", text.replace('-', " ")).parse(), Ok(code()));
        assert_eq!(
            text.replace('-', "").replace('0', "O").replace('1', "l").parse(),
            Ok(code())
        );
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for wrong in [
            "",
            "ABCD",
            "ABCD-EFGH-JKMN-PQRS-TVWX-YZU0",
            "ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2",
            "ÄBCD",
        ] {
            assert_eq!(wrong.parse::<InvitationCode>(), Err(NoCode), "{wrong}");
        }
    }

    #[test]
    fn a_code_knows_its_hub_and_hides_its_secret() {
        assert!(code().is_of(DeviceId([9; 16])));
        assert!(!code().is_of(DeviceId([8; 16])));
        assert_eq!(format!("{:?}", code()), "InvitationCode(…)");
    }

    proptest! {
        #[test]
        fn every_code_reads_as_it_was_written(secret: [u8; 10], hub: [u8; 16]) {
            let code = InvitationCode::new(secret, DeviceId(hub));
            prop_assert_eq!(code.to_string().parse(), Ok(code));
        }
    }
}
