//! Satchels: files that carry what no network does.

use serde::{Deserialize, Serialize};

use super::Piece;
use crate::ledger::Role;

/// The other devices of this office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetColleagues {}

/// Packs what waits, in place of what was packed before and not fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackSatchel {
    pub receiver: SatchelFor,
}

/// Fetches a piece of what was packed, from 0; an empty one comes behind the last, and ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadSatchel {
    pub place: u32,
}

/// Begins to hand over a satchel's file, in place of one that did not come whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginSatchel {}

/// Hands over its next bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddToSatchel {
    pub piece: Piece,
}

/// Takes what is in the satchel that was handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnpackSatchel {
    /// Of the file, as the person knows it.
    pub name: String,
}

/// Another device of this office, to which a satchel can be packed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// The device's id.
    pub id: String,
    /// The member's name; may be empty.
    pub name: String,
    pub role: Role,
}

/// For whom a satchel is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SatchelFor {
    Hub,
    /// A colleague's device, by its id or its member's name.
    Colleague(String),
}

/// What was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedSatchel {
    pub files: u32,
    /// Packs, decisions and stretches of attached files.
    pub pieces: u64,
    pub bytes: u64,
}

/// What a satchel brought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnpackedSatchel {
    /// The office that this device was let into by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<String>,
    /// The colleague who packed it; none where it is the hub's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What the sender says of the satchel, once in each file and once at the end.
    pub letters: usize,
    /// Pieces that could be opened.
    pub pieces: usize,
    /// Packs of colleagues, and updates of the hub.
    pub received: usize,
    /// Attached files that are whole now.
    pub files: usize,
    /// Packs, decisions and files of this device that headquarters says it has taken.
    pub accepted: usize,
    /// Packs and decisions that headquarters says it has refused.
    pub refused: usize,
    /// What came and cannot be used yet: it is kept, and tried again.
    pub set_aside: usize,
    /// Stretches of the file that are damaged.
    pub damaged: usize,
    /// Pieces for somebody else.
    pub for_others: usize,
}
