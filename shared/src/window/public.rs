//! What the public sees of a record, or would see; and what the State consents to.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    ids::{EventId, RecordId},
    ledger::{EventName, Scope, consent::Given},
    schema::Kind,
};

/// Lets other offices read a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareRecord {
    pub id: RecordId,
}

/// Asks what the public sees of a record, or would see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetPublic {
    pub id: RecordId,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicView {
    pub kind: Kind,
    /// What the public sees now; none where it sees nothing.
    pub seen: Option<Map<String, Value>>,
    /// What it sees as soon as a consent holds: of the version that headquarters publishes.
    pub published: Option<Map<String, Value>>,
    /// What it would see were the latest published: the version that headquarters has, or the record as it is where that has none.
    pub would_be_seen: Map<String, Value>,
    /// Whether what this office wrote since is not in it.
    pub edited_since: bool,
    /// Whether headquarters has a newer version than the one that is published.
    pub has_newer: bool,
    /// Whether headquarters publishes it; without a consent that holds, the public sees nothing all the same.
    pub is_published: bool,
    pub consents: Vec<ConsentView>,
    /// What the rules leave to this member.
    pub allowed: Vec<EventName>,
}

impl PublicView {
    #[must_use]
    pub fn allows(&self, event: EventName) -> bool {
        self.allowed.contains(&event)
    }

    #[must_use]
    pub fn consent(&self, scope: Scope) -> Option<&ConsentView> {
        self.consents_to(scope).next()
    }

    /// The consents to a scope, the last first: by one before it an earlier version may be read.
    pub fn consents_to(&self, scope: Scope) -> impl Iterator<Item = &ConsentView> {
        let all = self.consents.iter().rev();
        all.filter(move |consent| consent.given.scope == scope)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentView {
    pub event: EventId,
    pub given: Given,
    /// Whether it holds today.
    pub holds: bool,
    /// Whether it is to a version before the latest.
    pub is_to_earlier: bool,
    /// Whether headquarters has yet to take it.
    pub waits: bool,
}
