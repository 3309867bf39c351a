//! A record's content frozen by value: what leaves an office.
//!
//! The canonical bytes are JSON with sorted keys, no spaces and whole numbers only, which is the form of RFC 8785; their
//! BLAKE3 hash is the version's id. No history, no comments, no second values: those never leave.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    ids::{RecordId, VersionId},
    limits::VERSION_BYTES,
    schema::{Kind, Reach},
    wire::WireError,
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    // In the order of their names: the bytes are canonical only so.
    pub content: Map<String, Value>,
    pub kind: Kind,
    pub record: RecordId,
    pub schema: i64,
}

impl Version {
    /// The canonical bytes. `serde_json`'s maps are sorted by key.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match serde_json::to_vec(self) {
            Ok(bytes) => bytes,
            Err(error) => unreachable!("content is JSON already: {error}"),
        }
    }

    /// Reads canonical bytes.
    ///
    /// # Errors
    /// [`WireError`] where they are too many, not a version, or not canonical (so that a version has one id only).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        if bytes.len() > VERSION_BYTES {
            return Err(WireError::TooLarge {
                bytes: bytes.len(),
                limit: VERSION_BYTES,
            });
        }
        let unreadable = |reason: String| WireError::Unreadable {
            what: "a version",
            reason,
        };
        let version: Self = serde_json::from_slice(bytes).map_err(|error| unreadable(error.to_string()))?;
        if version.to_bytes() != bytes {
            return Err(unreadable("not in canonical form".to_owned()));
        }
        Ok(version)
    }

    /// What of it goes beyond the office and headquarters.
    #[must_use]
    pub fn without_confidential(&self) -> Self {
        Self {
            content: self.kind.reaching(Reach::Record, &self.content),
            ..self.clone()
        }
    }

    /// A short line for lists: the title, or nothing.
    #[must_use]
    pub fn line(&self, field: &str) -> &str {
        self.content.get(field).and_then(Value::as_str).unwrap_or_default()
    }
}

impl VersionId {
    /// The id of canonical bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_bytes_are_canonical_and_nothing_else_is_read() {
        let Value::Object(content) = json!({"title": "Ökonomie\n", "budget": [{"quantity": 3, "item": "x"}]}) else {
            panic!("an object")
        };
        let version = Version {
            content,
            kind: Kind::Request,
            record: RecordId(Uuid::nil()),
            schema: 1,
        };
        let bytes = version.to_bytes();
        insta::assert_snapshot!(String::from_utf8_lossy(&bytes));
        assert_eq!(Version::from_bytes(&bytes), Ok(version));
        let spaced = String::from_utf8_lossy(&bytes).replace(':', ": ");
        assert!(Version::from_bytes(spaced.as_bytes()).is_err());
    }
}
