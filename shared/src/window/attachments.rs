//! Attached files: they come and go in pieces, so that neither end ever holds a whole one.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::{attachment::Attachment, ids::RecordId};

/// Bytes of a file. In JSON: base64 (RFC 4648, section 4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece(pub Vec<u8>);

impl Serialize for Piece {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&data_encoding::BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Piece {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        data_encoding::BASE64
            .decode(text.as_bytes())
            .map(Self)
            .map_err(D::Error::custom)
    }
}

/// What is done with pictures before they are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictures {
    /// Those with a long side are made smaller.
    pub smaller: bool,
    /// The place where one was taken, and all else that a camera writes beside it, is taken out.
    pub without_location: bool,
}

/// What is found in a picture that a person may not want to attach.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureNotes {
    pub is_large: bool,
    pub tells_location: bool,
    /// It may tell the place, which was to be taken out and cannot be. To attach it all the same, it is finished once more
    /// with the choice to leave the place in.
    #[serde(default)]
    pub keeps_location: bool,
}

/// Announces a file, before any of its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginAttachment {
    pub id: RecordId,
    pub name: String,
    pub bytes: u64,
}

/// A file that is coming, by its number; forgotten when the vault is locked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Upload(pub i64);

/// Brings the next piece of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPiece {
    pub upload: Upload,
    pub piece: Piece,
}

/// Attaches a file that came whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishAttachment {
    pub upload: Upload,
    #[serde(default)]
    pub caption: String,
    #[serde(default)]
    pub confidential: bool,
    /// In place of what the vault remembers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pictures: Option<Pictures>,
}

/// What became of a file that came whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "attached", rename_all = "snake_case")]
pub enum Attached {
    Kept(Attachment),
    /// The same; it was to be made smaller, and could not be in little memory.
    KeptLarge(Attachment),
    /// Nobody has said yet what to do with such pictures, or it cannot be done: it waits to be finished once more.
    Ask(PictureNotes),
}

/// Gives up a file that is coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelAttachment {
    pub upload: Upload,
}

/// Reads a piece of a file, from 0; an empty one comes behind the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadPiece {
    pub hash: String,
    pub place: u32,
}

/// What the vault remembers about pictures; none until somebody said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetPictures {}

/// Remembers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPictures(pub Pictures);
