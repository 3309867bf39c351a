//! Records: the list, one record's view, edits, decisions, and the recommendations that records are tied to.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Narrowing, RecommendationFilter, RecordLedger};
use crate::{
    edit::{Edit, Scalar},
    ids::{RecordId, RequestId},
    ledger::Status,
    path::Path,
    recommendation::Recommendation,
    schema::Kind,
};

/// The records that this device knows, the last edited first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRecords {
    #[serde(flatten)]
    pub narrowing: Narrowing,
    /// Words that a record must hold, the last one as a beginning; empty for all records.
    #[serde(default)]
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateRecord {
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRecord {
    pub id: RecordId,
}

/// Applies edits to a record and keeps them: when the answer comes, they are on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditRecord {
    /// Where only the answer was lost, the same request is sent again, and answered as it was the first time.
    pub request: RequestId,
    pub id: RecordId,
    /// What the window's positions refer to: [`RecordView::base`], or the [`Edited::base`] of the last edit.
    pub base: Base,
    pub edits: Vec<Edit>,
}

/// Makes a record of the same content, as the start of a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyRecord {
    pub id: RecordId,
}

/// Finds recommendations that hold all words of `text`, the last one as a beginning, and are what `filter` asks for; the best
/// first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchRecommendations {
    pub text: String,
    /// How many of the best are left out, because they are here already.
    #[serde(default)]
    pub from: usize,
    pub limit: usize,
    #[serde(default, flatten)]
    pub filter: RecommendationFilter,
}

/// How many recommendations [`SearchRecommendations`] would find without a limit. It is asked apart, because counting takes
/// longer than finding the best.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRecommendations {
    pub text: String,
    #[serde(default, flatten)]
    pub filter: RecommendationFilter,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecommendationHits {
    /// How many recommendations this device has in all.
    pub known: usize,
    pub hits: Vec<RecommendationHit>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecommendationHit {
    #[serde(flatten)]
    pub recommendation: Recommendation,
    /// Where the words of the search stand in the text: start and end in UTF-16 units, in order, apart from each other.
    pub matches: Vec<(usize, usize)>,
}

/// The state of a document that positions refer to; opaque to the window.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Base(pub Vec<String>);

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordRow {
    pub id: RecordId,
    pub kind: Kind,
    pub title: String,
    /// ISO 3166-1 alpha-3; empty where it is not set.
    pub state: String,
    /// Name of the office whose record it is; empty until the device belongs to one.
    pub office: String,
    /// BCP 47; empty where it is not set.
    pub language: String,
    #[serde(flatten)]
    pub standing: StandingView,
    /// Fields with two values.
    pub conflicts: usize,
    pub safety: Safety,
    /// The year that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// Codes of its themes, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// When it was last edited here or, for what others sent, when it came: milliseconds since 1970.
    pub edited_at: i64,
    /// Where the words of a search stand in it; none where nothing was searched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Found>,
}

/// Where the words of a search stand in a record. Each match: start and end in UTF-16 units, in order, apart from each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// In its title.
    pub title: Vec<(usize, usize)>,
    /// Around the first words that are not in its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<Excerpt>,
}

/// A piece of a record's texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    pub text: String,
    pub matches: Vec<(usize, usize)>,
}

/// What the decisions say of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingView {
    pub status: Status,
    /// Number of the latest submitted version; 0 before the first.
    pub version: usize,
    /// Whether the text has been edited since that version.
    pub edited_since: bool,
    /// Whether there is a version that headquarters has not acknowledged.
    #[serde(default)]
    pub unread: bool,
    /// Whether a decision made here still waits for headquarters to take it.
    pub waiting: bool,
    /// Why headquarters did not take the last decision, as a problem's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// Where a record's content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Safety {
    /// On this device only.
    Here,
    /// All of it has been acknowledged by the hub.
    AtHeadquarters,
    /// The hub would not take it, or sent something that cannot be applied. See the sync panel.
    SetAside,
}

/// One record, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordView {
    #[serde(flatten)]
    pub row: RecordRow,
    /// Whether this device may edit it; headquarters reads versions.
    pub writable: bool,
    pub base: Base,
    /// By field names: strings, numbers, objects for groups, arrays of objects with an `id` each for lists. A scalar that is
    /// not set is null; a field with two values shows the one that all devices would.
    pub content: Map<String, Value>,
    pub conflicts_in: Vec<Conflict>,
    #[serde(default)]
    pub ledger: RecordLedger,
}

/// A one-line field that was set on two devices while apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    pub path: Path,
    /// In an order that is the same on all devices.
    pub values: Vec<ConflictValue>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictValue {
    pub value: Scalar,
    /// Who wrote it: the member's name, where the hub told it, or the beginning of the device's id.
    pub by: String,
    /// Whether it was this device.
    pub here: bool,
    /// By that device's clock, milliseconds since 1970.
    pub at: i64,
}

/// The answer to an edit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edited {
    /// What the window's positions refer to from now on.
    pub base: Base,
    /// When the edits were on the disk, milliseconds since 1970.
    pub kept_at: i64,
    /// The whole view, when more than a text changed (an item was added, a value chosen) or a colleague's edits came in between.
    /// Its base is the one to go on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<Box<RecordView>>,
}
