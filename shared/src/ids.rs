//! Names of things: newtypes, so that an office is never mistaken for a record.
//!
//! All are UUIDs in version 7 (RFC 9562, section 5.7), made by whoever holds a clock and a source of randomness, but for
//! [`DeviceId`], which follows from the device's key, and the ids of recommendations, which follow from their content.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that is no id of the kind that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{text}\u{201d} is not the id of {what}")]
pub struct NoId {
    pub text: String,
    pub what: &'static str,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NoId;

            fn from_str(text: &str) -> Result<Self, NoId> {
                Uuid::parse_str(text.trim()).map(Self).map_err(|_| NoId { text: text.to_owned(), what: $what })
            }
        }
    };
}

id!(
    /// A record: a request, a practice, an activity, a discussion or an observation.
    RecordId, "a record"
);
id!(
    /// A field office, a national institution, an agency or a unit at headquarters.
    OfficeId, "an office"
);
id!(
    /// A person in an office, with whatever devices.
    MemberId, "a member"
);
id!(
    /// One element of a repeating group inside a record: an activity, a budget line.
    ItemId, "an item of a list"
);
id!(
    /// A decision in the ledger.
    EventId, "a decision"
);
id!(
    /// A request of the window that is done once, however often it is sent: what HTTP calls an idempotency key.
    RequestId, "a request"
);
id!(
    /// A recommendation or pledge; made from its content, so that the same row imported twice is the same one.
    RecommendationId, "a recommendation"
);

/// A device: the first 16 bytes of the BLAKE3 hash of its first Ed25519 public key. It stays when the key is replaced.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub [u8; 16]);

impl DeviceId {
    /// The beginning of it, by which people tell the devices of one office apart.
    #[must_use]
    pub fn short(self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

/// A version: the BLAKE3 hash of its canonical bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId(pub [u8; 32]);

/// What is kept of an invitation's code: a hash from which nobody makes the code again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeHash(pub [u8; 32]);

/// The 32 bytes of an Ed25519 public key (RFC 8032, section 5.1.5).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyBytes(pub [u8; 32]);

macro_rules! bytes_id {
    ($name:ident, $length:literal, $what:literal) => {
        impl $name {
            /// Reads the bytes of an id.
            ///
            /// # Errors
            /// [`NoId`] where the length is another.
            pub fn from_slice(bytes: &[u8]) -> Result<Self, NoId> {
                <[u8; $length]>::try_from(bytes).map(Self).map_err(|_| NoId {
                    text: format!("{} bytes", bytes.len()),
                    what: $what,
                })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = NoId;

            fn from_str(text: &str) -> Result<Self, NoId> {
                data_encoding::HEXLOWER_PERMISSIVE
                    .decode(text.trim().as_bytes())
                    .ok()
                    .and_then(|bytes| Self::from_slice(&bytes).ok())
                    .ok_or_else(|| NoId {
                        text: text.to_owned(),
                        what: $what,
                    })
            }
        }

        /// Bytes in CBOR, hexadecimal in JSON.
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    serializer.serialize_bytes(&self.0)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl serde::de::Visitor<'_> for Visitor {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(concat!("the id of ", $what))
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<$name, E> {
                        $name::from_slice(bytes).map_err(E::custom)
                    }
                }
                if deserializer.is_human_readable() {
                    deserializer.deserialize_str(Visitor)
                } else {
                    deserializer.deserialize_bytes(Visitor)
                }
            }
        }
    };
}

bytes_id!(DeviceId, 16, "a device");
bytes_id!(VersionId, 32, "a version");
bytes_id!(CodeHash, 32, "an invitation");
bytes_id!(KeyBytes, 32, "a key");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_says_what_it_should_have_been() {
        let error = "not-one".parse::<OfficeId>().expect_err("no UUID");
        assert_eq!(error.to_string(), "“not-one” is not the id of an office");
    }

    #[test]
    fn a_device_id_survives_text() {
        let id = DeviceId([7; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("0707".parse::<DeviceId>().is_err());
    }
}
