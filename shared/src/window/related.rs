//! What a record has in common with others: who asks for the same, who does it already, who has done it.

use serde::{Deserialize, Serialize};

use crate::{ids::RecordId, ledger::Status, schema::Kind};

/// Asks for the records that have something in common with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetRelated {
    pub id: RecordId,
}

/// As far as this device knows them; in each list those first that have most in common.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// One names the other.
    pub linked: Vec<RelatedRecord>,
    /// Requests with a theme or a recommendation of this one.
    pub requests: Vec<RelatedRecord>,
    /// Activities in the same State with a theme or a recommendation of this one, at the same time or at one that nobody said.
    pub activities: Vec<RelatedRecord>,
    /// Practices with a theme or a recommendation of this one.
    pub practices: Vec<RelatedRecord>,
    /// What special procedures saw in the same State.
    pub observations: Vec<RelatedRecord>,
}

/// A record, and what it has in common with the one that was asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedRecord {
    pub id: RecordId,
    pub kind: Kind,
    pub title: String,
    /// ISO 3166-1 alpha-3; empty where it is not set.
    pub state: String,
    /// Name of the office whose record it is.
    pub office: String,
    pub status: Status,
    pub same_state: bool,
    /// Codes of the themes that both have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// How many recommendations both are tied to.
    pub recommendations: usize,
    /// On how many days both take place; none where one of them does not say when it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}

/// Opens what the desk of this office thinks of a request, or begins it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAssessment {
    pub id: RecordId,
}

/// Makes an activity for a request, in its State, with its themes and its recommendations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanActivity {
    pub id: RecordId,
}
