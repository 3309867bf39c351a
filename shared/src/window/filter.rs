//! Filters of recommendations, and what there is to choose in them.

use serde::{Deserialize, Serialize};

use crate::{
    recommendation::{Position, Source},
    states::StateCode,
};

/// Which recommendations are asked for; what is none does not count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecommendationFilter {
    /// The State that it is made to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<StateCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Session of the UPR Working Group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<u16>,
    /// Cycle of the UPR: all its sessions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// In the words of the source, whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
}

impl RecommendationFilter {
    /// Whether it asks for all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Asks what occurs among the recommendations of this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetRecommendationFacets {}

/// What occurs, each with how often.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecommendationFacets {
    /// By their codes.
    pub states: Vec<Facet<StateCode>>,
    pub sources: Vec<Facet<Source>>,
    /// The latest first.
    pub sessions: Vec<Facet<u16>>,
    pub positions: Vec<Facet<Position>>,
    /// In the order of their letters.
    pub themes: Vec<Facet<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet<T> {
    pub value: T,
    pub count: usize,
}
