//! Which of the records a list shows, and in which order: the same for the window and for the command line.

use serde::{Deserialize, Serialize};

use super::RecordRow;
use crate::{ledger::Status, schema::Kind, vocabulary::Vocabulary};

/// What a record must be to be listed; what is not set lets every record through.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Narrowing {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// ISO 3166-1 alpha-3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// A code of the vocabulary of themes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// The year that a record is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The last edited first.
    #[default]
    Edited,
    /// By title, in the alphabet of the person's language.
    Title,
    /// By the State's name, in the same alphabet.
    State,
    /// The newest year first.
    Year,
}

/// A narrowing with a name, kept for the next time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedFilter {
    pub name: String,
    #[serde(default)]
    pub narrowing: Narrowing,
    #[serde(default)]
    pub order: Order,
}

/// The saved filters of this device, in the order of their keeping.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetSavedFilters {}

/// Keeps these filters, and no others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepSavedFilters {
    pub filters: Vec<SavedFilter>,
}

impl Narrowing {
    /// Whether a record is listed.
    #[must_use]
    pub fn shows(&self, row: &RecordRow) -> bool {
        self.kind.is_none_or(|kind| row.kind == kind)
            && self.state.as_ref().is_none_or(|state| row.state == *state)
            && self.status.is_none_or(|status| row.standing.status == status)
            && self.theme.as_ref().is_none_or(|theme| {
                // Both were kept when a theme may have had another name.
                let mut themes = row.themes.iter();
                themes.any(|other| Vocabulary::Themes.same(theme, other))
            })
            && self.year.is_none_or(|year| row.year == Some(year))
    }

    /// How many things it asks for.
    #[must_use]
    pub fn count(&self) -> usize {
        [
            self.kind.is_some(),
            self.state.is_some(),
            self.status.is_some(),
            self.theme.is_some(),
            self.year.is_some(),
        ]
        .into_iter()
        .filter(|asked| *asked)
        .count()
    }
}

impl Order {
    pub const ALL: [Self; 4] = [Self::Edited, Self::Title, Self::State, Self::Year];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Title => "title",
            Self::State => "state",
            Self::Year => "year",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::vocabulary::RENAMED_IN_TESTS;

    fn row(content: &serde_json::Value) -> RecordRow {
        let mut whole = json!({
            "id": "0192f0c4-7a6e-7cc3-98c4-dc0c0c07398f", "kind": "request", "title": "", "state": "", "office": "", "language": "",
            "status": "draft", "version": 0, "edited_since": false, "waiting": false, "conflicts": 0, "safety": "here", "edited_at": 0,
        });
        for (name, value) in content.as_object().into_iter().flatten() {
            whole[name] = value.clone();
        }
        serde_json::from_value(whole).expect("a row")
    }

    #[test]
    fn a_record_is_listed_where_it_is_all_that_is_asked_for() {
        let row = row(&json!({ "state": "IDN", "themes": ["torture"], "year": 2027 }));
        let read = |asked: serde_json::Value| serde_json::from_value::<Narrowing>(asked).expect("a narrowing");
        for asked in [
            json!({}),
            json!({ "kind": "request", "state": "IDN" }),
            json!({ "theme": "torture", "year": 2027, "status": "draft" }),
        ] {
            assert!(read(asked.clone()).shows(&row), "{asked}");
        }
        for asked in [
            json!({ "kind": "practice" }),
            json!({ "state": "FRA" }),
            json!({ "status": "submitted" }),
            json!({ "theme": "education" }),
            json!({ "state": "IDN", "year": 2026 }),
        ] {
            assert!(!read(asked.clone()).shows(&row), "{asked}");
        }
    }

    #[test]
    fn a_theme_is_found_by_its_old_name_and_under_it() {
        let (old, new) = RENAMED_IN_TESTS;
        for (asked, held) in [(old, new), (new, old)] {
            let narrowing = Narrowing {
                theme: Some(asked.to_owned()),
                ..Narrowing::default()
            };
            assert!(narrowing.shows(&row(&json!({ "themes": [held] }))), "{asked}");
            assert!(!narrowing.shows(&row(&json!({ "themes": ["education"] }))), "{asked}");
        }
    }
}
