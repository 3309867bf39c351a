//! Comments: what colleagues of one office say to each other about a record. They are in no version.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{ItemId, RecordId},
    path::Path,
};

/// Says something about a record, or one of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddComment {
    pub id: RecordId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Path>,
    pub text: String,
}

/// Answers a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyToComment {
    pub id: RecordId,
    pub comment: ItemId,
    pub text: String,
}

/// Marks a comment as resolved, or opens it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolveComment {
    pub id: RecordId,
    pub comment: ItemId,
    pub resolved: bool,
}
