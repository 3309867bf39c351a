//! Recommendations and voluntary pledges, as imported: read-only on a device, searched offline, linked to records.

use serde::{Deserialize, Serialize};

use crate::{ids::RecommendationId, states::StateCode};

/// One recommendation, to one State by one recommender (whose answers may differ), or one pledge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    pub id: RecommendationId,
    pub source: Source,
    /// The State under review, or the one that made the pledge.
    pub state: StateCode,
    /// The recommending State; none for a pledge, and where the source does not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommending_state: Option<StateCode>,
    /// Where it stands, in a few words: a paragraph, or a session where the source has no paragraphs.
    pub reference: String,
    /// Session of the UPR Working Group.
    pub session: u16,
    pub text: String,
    /// As recorded at the time. None for a pledge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Themes in the words of the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Upr,
    Pledge,
}

/// The State's answer (Human Rights Council resolution 5/1, annex, paragraph 32).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    Supported,
    Noted,
}

impl Source {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Upr => "upr",
            Self::Pledge => "pledge",
        }
    }
}

impl Position {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Noted => "noted",
        }
    }
}
