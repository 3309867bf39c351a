//! How a failure crosses from the back end to a person.
//!
//! A [`Problem`] holds a stable code and the facts of the case, and no sentence: the words are the locale's
//! (`problem-CODE` in `locales/`), which say what happened, what it means for the work, and what to do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable, in words joined by hyphens: `wrong-passphrase`.
    pub code: String,
    /// Facts that the sentence names. Never a secret.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
}

impl Problem {
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            facts: BTreeMap::new(),
        }
    }

    #[must_use]
    pub fn with(mut self, fact: &str, value: impl ToString) -> Self {
        self.facts.insert(fact.to_owned(), value.to_string());
        self
    }
}
