//! States by their ISO 3166-1 alpha-3 codes, and how their names in older data are read.

mod alpha_2;
mod table;

use std::{fmt, str::FromStr, sync::LazyLock};

use alpha_2::ALPHA_2;
use serde::{Deserialize, Serialize};
use table::{OTHER_NAMES, STATES};

use crate::locale::Language;

/// A State, as its ISO 3166-1 alpha-3 code.
///
/// The user-assigned codes (ISO 3166-1, clause 8.1.3: `AAA` to `AAZ`, `QMA` to `QZZ`, `XAA` to `XZZ`, `ZZA` to `ZZZ`) are
/// accepted too: exercises and demonstrations use invented States.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateCode([u8; 3]);

/// A text that is no State's code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{0}\u{201d} is not the ISO 3166-1 alpha-3 code of a State, such as IDN")]
pub struct NoState(pub String);

impl StateCode {
    /// All member and observer States with their English names, in the order of their codes.
    pub fn all() -> impl Iterator<Item = (Self, &'static str)> {
        STATES
            .iter()
            .filter_map(|(code, name)| Some((Self::letters(code)?, *name)))
    }

    /// Finds the State of a name as it is written in data of any year. No loose matching: `Niger` is not `Nigeria`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim();
        let known = STATES
            .iter()
            .find(|(_, official)| *official == name)
            .map(|(code, _)| *code);
        let code = known.or_else(|| {
            OTHER_NAMES
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, code)| *code)
        })?;
        Self::letters(code)
    }

    /// Finds the State of an ISO 3166-1 alpha-2 code, such as `ID`.
    #[must_use]
    pub fn from_alpha_2(code: &str) -> Option<Self> {
        let mut words = ALPHA_2.split_ascii_whitespace();
        while let (Some(short), Some(long)) = (words.next(), words.next()) {
            if short == code {
                return Self::letters(long);
            }
        }
        None
    }

    /// The English short name; none for a user-assigned code.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        STATES
            .iter()
            .find(|(code, _)| *code == self.as_str())
            .map(|(_, name)| *name)
    }

    /// The short name in a language; none for a user-assigned code.
    #[must_use]
    pub fn name_in(self, language: Language) -> Option<&'static str> {
        static NAMES: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
            let lines = include_str!("states/names.tsv")
                .lines()
                .filter(|line| !line.starts_with('#'));
            lines.map(|line| line.split('\t').collect()).collect()
        });
        let column = match language {
            Language::English => return self.name(),
            Language::Arabic => 1,
            Language::Chinese => 2,
            Language::French => 3,
            Language::Russian => 4,
            Language::Spanish => 5,
        };
        let names = NAMES.iter().find(|names| names.first() == Some(&self.as_str()))?;
        names.get(column).copied()
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    fn letters(code: &str) -> Option<Self> {
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    fn is_user_assigned(self) -> bool {
        matches!(
            self.0,
            [b'A', b'A', _] | [b'Q', b'M'..=b'Z', _] | [b'X', _, _] | [b'Z', b'Z', _]
        )
    }
}

impl FromStr for StateCode {
    type Err = NoState;

    fn from_str(text: &str) -> Result<Self, NoState> {
        Self::letters(&text.trim().to_ascii_uppercase())
            .filter(|code| code.name().is_some() || code.is_user_assigned())
            .ok_or_else(|| NoState(text.to_owned()))
    }
}

impl fmt::Display for StateCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for StateCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for StateCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for StateCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_years_are_read() {
        let read = |name| StateCode::from_name(name).map(|code| code.to_string());
        assert_eq!(read("Swaziland").as_deref(), Some("SWZ"));
        assert_eq!(read("Indonesia ").as_deref(), Some("IDN"));
        assert_eq!(read("Niger").as_deref(), Some("NER"));
        assert_eq!(read("Nigeria").as_deref(), Some("NGA"));
        assert_eq!(read("Atlantis"), None);
    }

    #[test]
    fn every_state_has_one_code_of_two_letters() {
        let words: Vec<_> = ALPHA_2.split_ascii_whitespace().collect();
        let read: Vec<_> = words
            .iter()
            .step_by(2)
            .filter_map(|code| StateCode::from_alpha_2(code))
            .collect();
        assert_eq!(read, StateCode::all().map(|(code, _)| code).collect::<Vec<_>>());
        assert_eq!(
            StateCode::from_alpha_2("ID").map(|code| code.to_string()).as_deref(),
            Some("IDN")
        );
        assert_eq!(StateCode::from_alpha_2("XX"), None);
    }

    #[test]
    fn a_code_is_a_states_or_user_assigned() {
        assert_eq!(
            "idn".parse::<StateCode>().map(|code| code.name()),
            Ok(Some("Indonesia"))
        );
        assert_eq!("XAN".parse::<StateCode>().map(|code| code.name()), Ok(None));
        for wrong in ["ABC", "ID", "IDNX", "", "12A", "É1"] {
            assert_eq!(wrong.parse::<StateCode>(), Err(NoState(wrong.to_owned())));
        }
    }

    #[test]
    fn every_state_stands_once_in_order() {
        let codes: Vec<_> = StateCode::all().map(|(code, _)| code).collect();
        assert_eq!(codes.len(), 195);
        for language in Language::ALL {
            let nameless = codes
                .iter()
                .find(|state| state.name_in(language).is_none_or(str::is_empty));
            assert_eq!(nameless, None, "{}", language.tag());
        }
        assert!(codes.is_sorted_by(|a, b| a < b));
        for (other, code) in OTHER_NAMES {
            assert!(StateCode::from_name(other).is_some_and(|state| state.as_str() == code));
        }
    }
}
