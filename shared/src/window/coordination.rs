//! Who does what, where and when (resolution 18/18, operative paragraph 12): what overlaps, and what nobody does.

use serde::{Deserialize, Serialize};

use crate::{day::Day, ids::RecordId, states::StateCode};

/// Asks for the activities and the open requests of a State that this device knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetCoordination {
    /// The first of [`Coordination::states`] where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<StateCode>,
    /// Without what ended before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Without what begins later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coordination {
    /// The States of activities and requests that are known here, by their codes.
    pub states: Vec<StateCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<StateCode>,
    /// Names of those who do something there: the columns of the matrix.
    pub offices: Vec<String>,
    /// Its lines, those first with most to look at.
    pub themes: Vec<ThemeRow>,
    /// The first to begin first; those come last that do not say when.
    pub activities: Vec<PlannedActivity>,
}

/// A theme, or all that has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeRow {
    /// Its code; empty: without a theme.
    pub theme: String,
    /// Requests that go on.
    pub requests: usize,
    /// Activities, office by office.
    pub activities: Vec<usize>,
    /// How many pairs of activities of two offices take place at the same time.
    pub overlaps: usize,
}

impl ThemeRow {
    /// Whether somebody asks for it, and nobody does it.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.requests > 0 && self.activities.iter().all(|count| *count == 0)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedActivity {
    pub id: RecordId,
    pub title: String,
    pub office: String,
    /// Codes.
    pub themes: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Day>,
}
