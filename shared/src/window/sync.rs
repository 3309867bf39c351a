//! Sync, as the window shows it.

use serde::{Deserialize, Serialize};

use crate::{
    ids::RecordId,
    ledger::{EventName, Fund},
    problem::Problem,
};

/// One exchange with the hub, or as many as are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncNow {
    /// Whether attached files go this time, also over a link that is paid by the byte.
    #[serde(default)]
    pub with_files: bool,
}

/// How this device uses its link.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkUse {
    /// It is paid by the byte: attached files go only when somebody says so.
    pub metered: bool,
    /// While there is a connection, what is written goes by itself, and news come by themselves.
    pub in_touch: bool,
}

/// Remembers how this device uses its link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetLinkUse(pub LinkUse);

/// Waits for news from headquarters, for at most a minute or until a sync begins. Says whether any came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitForNews {}

/// Stops the sync that is under way. Its own answer then says so; what was confirmed before stays sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopSync {}

/// Tries again all that is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetryProblems {}

/// What waits, what was sent, and when. Costs no network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetSyncState {}

/// What one sync did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncReport {
    /// HTTP requests made.
    pub requests: usize,
    /// Bytes of the requests, heads and bodies (HTTP/1.1; without TLS).
    pub bytes_up: usize,
    /// Bytes of the replies, likewise.
    pub bytes_down: usize,
    /// Packs and decisions that the hub took.
    pub sent: usize,
    /// Updates that came.
    pub received: usize,
    /// Packs and decisions that the hub refused.
    pub refused: usize,
    /// Attached files that the hub has acknowledged.
    #[serde(default)]
    pub files_sent: usize,
    /// Attached files that came.
    #[serde(default)]
    pub files_received: usize,
    /// Packs, decisions and attached files that still wait.
    pub pending: usize,
    /// Whether the hub still has something else than what it is known to have, after all of it was compared.
    #[serde(default)]
    pub differs: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncState {
    /// Records with changes, and decisions, that the hub has not acknowledged.
    pub waiting: Vec<Waiting>,
    /// When the hub last acknowledged everything that there was then: milliseconds since 1970, by this device's clock.
    pub all_sent_at: Option<i64>,
    /// The last attempts, the newest first.
    pub log: Vec<SyncAttempt>,
    /// Records set aside.
    pub set_aside: Vec<SetAside>,
    #[serde(default)]
    pub link: LinkUse,
    /// Attached files of records here that have not come yet.
    #[serde(default)]
    pub files_to_come: usize,
    /// Those of them that this vault has no room for: see [`crate::limits::VAULT_ATTACHMENT_BYTES`].
    #[serde(default)]
    pub files_without_room: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub id: RecordId,
    /// Of the record; the name of the office, where it is one; empty of a fund.
    pub title: String,
    #[serde(default)]
    pub on: WaitingOn,
    pub what: WaitingWhat,
    /// Since when, milliseconds since 1970.
    pub since: i64,
}

/// What it is that waits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingOn {
    #[default]
    Record,
    Office,
    Fund(Fund),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingWhat {
    Changes,
    Decision(EventName),
    /// Files that are attached to it.
    Files,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncAttempt {
    pub at: i64,
    pub outcome: SyncOutcome,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SyncOutcome {
    Done(SyncReport),
    Failed(Problem),
}

/// A record that could not be sent or received, while all others were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// By which it is named; never another's.
    #[serde(default)]
    pub number: i64,
    pub id: RecordId,
    pub title: String,
    pub problem: Problem,
    pub at: i64,
}
