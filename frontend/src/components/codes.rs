//! Codes that have names: which are offered, how a code is shown, and how typed text is read.

use satchel_shared::{
    currencies,
    path::Path,
    schema::{Kind, Shape},
    states::StateCode,
    vocabulary::Vocabulary,
    window::RecordRow,
};

use super::picker::Choice;
use crate::{intl, rows, values, words::Words};

/// Languages that are offered: those of the United Nations first, then those of its offices. Any other tag can be typed.
const LANGUAGES: &[&str] = &[
    "ar", "zh", "en", "fr", "ru", "es", "am", "bn", "my", "fa", "fj", "ht", "hi", "id", "it", "km", "rw", "ky", "lo",
    "mg", "mn", "ne", "ps", "pt", "si", "so", "sw", "tg", "ta", "th", "ti", "tr", "uk", "ur", "uz", "vi",
];

/// What is picked by name: codes of standards, of vocabularies, and records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Codes {
    /// ISO 3166-1 alpha-3.
    States,
    /// BCP 47.
    Languages,
    /// ISO 4217.
    Currencies,
    Terms(Vocabulary),
    /// One of a field's own few codes, or another record: nothing else can be meant.
    Offered,
}

impl Codes {
    pub(crate) fn of(shape: &Shape) -> Self {
        match shape {
            Shape::Language => Self::Languages,
            Shape::Currency => Self::Currencies,
            Shape::Term(vocabulary) => Self::Terms(*vocabulary),
            Shape::State => Self::States,
            Shape::Line
            | Shape::Prose
            | Shape::Whole(_)
            | Shape::Money
            | Shape::Date
            | Shape::Truth
            | Shape::Code(_)
            | Shape::Record(_)
            | Shape::Attachment
            | Shape::Group(_)
            | Shape::List(_) => Self::Offered,
        }
    }

    /// Everything that can be picked for a shape.
    pub(crate) fn offered(shape: &Shape, kind: Kind, path: &Path, records: &[RecordRow], words: &Words) -> Vec<Choice> {
        if let Shape::Code(codes) = shape {
            let told = |code: &&str| Choice::told(code, &words.code(kind, path, code), "");
            codes.offered().iter().map(told).collect()
        } else if let Shape::Record(kinds) = shape {
            let told = |row: &RecordRow| {
                let kind = words.get(&format!("kind-{}", row.kind));
                Choice::told(&row.id.to_string(), &rows::title(words, row), &kind)
            };
            records
                .iter()
                .filter(|row| kinds.contains(&row.kind))
                .map(told)
                .collect()
        } else {
            Self::of(shape).choices(words)
        }
    }

    /// What is said where a text names nothing.
    pub(crate) fn none(self) -> &'static str {
        match self {
            Self::States => "no-such-state",
            Self::Languages => "no-such-language",
            Self::Currencies => "no-such-currency",
            Self::Terms(_) | Self::Offered => "no-such-choice",
        }
    }

    pub(crate) fn choices(self, words: &Words) -> Vec<Choice> {
        match self {
            Self::States => {
                let mut states: Vec<_> = StateCode::all()
                    .map(|(code, _)| Choice::new(code.as_str(), &values::state(words, code.as_str())))
                    .collect();
                states.sort_by(|one, other| intl::compare(words.tag(), &one.name, &other.name));
                states
            }
            Self::Terms(vocabulary) => vocabulary
                .codes()
                .map(|code| match vocabulary {
                    Vocabulary::SdgTargets => Choice::numbered(code, &words.term(vocabulary, code)),
                    Vocabulary::Themes | Vocabulary::AffectedPersons | Vocabulary::Funds => {
                        Choice::told(code, &words.term(vocabulary, code), "")
                    }
                })
                .collect(),
            Self::Offered => Vec::new(),
            Self::Languages => LANGUAGES
                .iter()
                .map(|tag| Choice::new(tag, &values::language(words, tag)))
                .collect(),
            Self::Currencies => {
                let usual = currencies::USUAL.iter();
                let others = currencies::CODES
                    .iter()
                    .filter(|code| !currencies::USUAL.contains(code));
                let name = |code: &&str| intl::name(words.tag(), "currency", code).unwrap_or_default();
                usual
                    .chain(others)
                    .map(|code| Choice::coded(code, &name(code)))
                    .collect()
            }
        }
    }

    /// Reads a code that need not be among the choices.
    pub(crate) fn read(self, text: &str) -> Option<String> {
        let text = text.trim();
        match self {
            Self::States => {
                let state = text.parse::<StateCode>().ok().or_else(|| StateCode::from_name(text))?;
                Some(state.to_string())
            }
            Self::Languages => is_language(text).then(|| text.to_owned()),
            Self::Currencies => {
                let code = text.to_ascii_uppercase();
                currencies::CODES.contains(&code.as_str()).then_some(code)
            }
            Self::Terms(vocabulary) => vocabulary.current(text).map(str::to_owned),
            Self::Offered => None,
        }
    }
}

/// A BCP 47 tag as people type it: letters and digits between hyphens, the first part two or three letters.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let begins = (2..=3).contains(&first.len()) && first.chars().all(|letter| letter.is_ascii_lowercase());
    begins && parts.all(|part| (2..=8).contains(&part.len()) && part.chars().all(|it| it.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        use Codes::{Currencies, Languages, States};
        let read = |codes: Codes, text| codes.read(text);
        assert_eq!(read(States, "Atlantis"), None);
        assert_eq!(read(States, "Indonesia").as_deref(), Some("IDN"));
        assert_eq!(read(States, "xan").as_deref(), Some("XAN"));
        assert_eq!(read(Currencies, " chf").as_deref(), Some("CHF"));
        assert_eq!(read(Currencies, "francs"), None);
        assert_eq!(read(Languages, "pt-BR").as_deref(), Some("pt-BR"));
        assert_eq!(read(Languages, "French"), None);
    }
}
