//! Typed edits: what the window, the command line and later an undo say to a document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{ids::ItemId, path::Path};

/// The value of a one-line field. In JSON: a string, a whole number, true or false, or null where nothing is set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    Nothing,
    Truth(bool),
    Whole(i64),
    Text(String),
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl std::fmt::Display for Scalar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Truth(truth) => write!(f, "{truth}"),
            Self::Whole(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// One edit. Positions in texts are UTF-16 code units, as in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    /// Sets a one-line field, in place of every value that it had; or rewrites a prose by the smallest splices.
    Set { path: Path, value: Scalar },
    /// Replaces `delete` units of a prose, from `at`, by `insert`.
    Splice {
        path: Path,
        at: usize,
        delete: usize,
        insert: String,
    },
    /// Adds an item to the list at `path`, after another or at the end, with some of its fields set. Who has to name it
    /// later gives it its id.
    Add {
        path: Path,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<ItemId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<ItemId>,
        #[serde(default)]
        fields: BTreeMap<String, Scalar>,
    },
    /// Takes an item out of its list. It stays in the history.
    Remove { path: Path },
    /// Puts an item back that was taken out of its list, as it is now: what colleagues wrote into it meanwhile is there.
    Restore { path: Path },
}

impl Edit {
    /// The path that the edit names.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Set { path, .. }
            | Self::Splice { path, .. }
            | Self::Add { path, .. }
            | Self::Remove { path }
            | Self::Restore { path } => path,
        }
    }
}
