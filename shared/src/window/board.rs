//! The desk's board: the requests that go on, by status and by how long they have waited.

use serde::{Deserialize, Serialize};

use super::DeskMember;
use crate::{
    ids::{MemberId, RecordId},
    ledger::{ServiceLevels, Status},
};

/// Asks for the board.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetBoard {
    #[serde(default)]
    pub filter: BoardFilter,
    /// How many cards each column shows at most.
    pub most: usize,
}

/// Which requests are on the board.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardFilter {
    /// ISO 3166-1 alpha-3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The code of a theme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    #[serde(default)]
    pub whose: Whose,
    /// Only those that have waited longer than was promised.
    #[serde(default)]
    pub overdue: bool,
}

/// Who answers for a request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    #[default]
    Anyones,
    /// Nobody was assigned.
    Nobodys,
    Of(MemberId),
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// In the order of the round.
    pub columns: Vec<BoardColumn>,
    pub levels: ServiceLevels,
    /// States of the requests on the board, whatever is asked for; by their codes.
    pub states: Vec<String>,
    /// Codes of their themes.
    pub themes: Vec<String>,
    /// The members of the desk, by their names.
    pub members: Vec<DeskMember>,
}

/// The requests in one status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardColumn {
    pub status: Status,
    pub count: usize,
    /// How many of them have waited longer than was promised.
    pub overdue: usize,
    /// In how many working days they go on; none where nothing is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u16>,
    /// Those that have waited longest.
    pub cards: Vec<BoardCard>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardCard {
    pub id: RecordId,
    pub title: String,
    /// ISO 3166-1 alpha-3; empty where it is not set.
    pub state: String,
    /// Name of the office whose request it is.
    pub office: String,
    /// Since when it is in its status, milliseconds since 1970 by the hub's clock.
    pub since: i64,
    /// For how many working days.
    pub days: usize,
    /// How many working days it is late; 0: it is not.
    pub late: usize,
    /// Whether there is a version that headquarters has not acknowledged.
    pub unread: bool,
    /// Whether a decision made here waits to be sent.
    pub waiting: bool,
    /// The name of the member who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<String>,
}
