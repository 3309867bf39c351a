//! Vocabularies: lists of stable codes, as data in `vocabularies/`; their labels are in `locales/LANGUAGE/vocabulary.ftl`.
//!
//! A code never changes its meaning. One that was renamed stays in its list with its new name, so that older records are
//! still understood; one that this version does not know is shown as it is, and kept.

use std::sync::LazyLock;

/// A list of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    Themes,
    AffectedPersons,
    /// `16` for a goal, `16.3` or `16.a` for a target (General Assembly resolution 70/1).
    SdgTargets,
    Funds,
}

/// One line of a list: a code, or an old name of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Code(&'static str),
    Renamed { old: &'static str, new: &'static str },
}

impl Vocabulary {
    pub const ALL: [Self; 4] = [Self::Themes, Self::AffectedPersons, Self::SdgTargets, Self::Funds];

    /// The codes in the order in which they are offered.
    pub fn codes(self) -> impl Iterator<Item = &'static str> {
        self.entries().iter().filter_map(|entry| match entry {
            Entry::Code(code) => Some(*code),
            Entry::Renamed { .. } => None,
        })
    }

    /// The present name of a code; none where this version does not know it.
    #[must_use]
    pub fn current(self, code: &str) -> Option<&'static str> {
        self.entries().iter().find_map(|entry| match entry {
            Entry::Code(known) => (*known == code).then_some(*known),
            Entry::Renamed { old, new } => (*old == code).then_some(*new),
        })
    }

    /// The name of a code's label: `theme-torture`, `sdg-16-3`.
    #[must_use]
    pub fn label(self, code: &str) -> String {
        let word = match self {
            Self::Themes => "theme",
            Self::AffectedPersons => "persons",
            Self::SdgTargets => "sdg",
            Self::Funds => "fund",
        };
        format!("{word}-{}", code.replace('.', "-"))
    }

    /// Whether two codes name the same, the one or the other perhaps by an old name.
    #[must_use]
    pub fn same(self, one: &str, other: &str) -> bool {
        self.current(one).unwrap_or(one) == self.current(other).unwrap_or(other)
    }

    fn entries(self) -> &'static [Entry] {
        static LISTS: LazyLock<[Vec<Entry>; 4]> = LazyLock::new(|| {
            [
                themes(),
                read(include_str!("../vocabularies/affected_persons.txt")),
                read(include_str!("../vocabularies/sdg_targets.txt")),
                read(include_str!("../vocabularies/funds.txt")),
            ]
        });
        let [themes, persons, targets, funds] = &*LISTS;
        match self {
            Self::Themes => themes,
            Self::AffectedPersons => persons,
            Self::SdgTargets => targets,
            Self::Funds => funds,
        }
    }
}

fn themes() -> Vec<Entry> {
    let themes = read(include_str!("../vocabularies/themes.txt"));
    // No code was renamed yet, and tests need one.
    #[cfg(test)]
    let themes = {
        let (old, new) = RENAMED_IN_TESTS;
        themes.into_iter().chain([Entry::Renamed { old, new }]).collect()
    };
    themes
}

#[cfg(test)]
pub(crate) const RENAMED_IN_TESTS: (&str, &str) = ("ill_treatment", "torture");

/// One code a line, `old -> new` for a renamed one; `#` begins a remark.
fn read(list: &'static str) -> Vec<Entry> {
    let lines = list
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| match line.split_once("->") {
            Some((old, new)) => Entry::Renamed {
                old: old.trim(),
                new: new.trim(),
            },
            None => Entry::Code(line),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_code_maps_and_is_not_offered() {
        let entries = read("# remark\nwomen\nold_age -> older_persons\nolder_persons\n");
        assert_eq!(
            entries,
            [
                Entry::Code("women"),
                Entry::Renamed {
                    old: "old_age",
                    new: "older_persons"
                },
                Entry::Code("older_persons"),
            ]
        );
    }

    #[test]
    fn every_list_is_whole_and_names_nothing_twice() {
        for (vocabulary, count) in Vocabulary::ALL.into_iter().zip([80, 34, 17 + 169, 5]) {
            let codes: std::collections::BTreeSet<_> = vocabulary.codes().collect();
            assert_eq!(
                (vocabulary.codes().count(), codes.len()),
                (count, count),
                "{vocabulary:?}"
            );
            for entry in vocabulary.entries() {
                if let Entry::Renamed { old, new } = entry {
                    assert!(codes.contains(new) && !codes.contains(old), "{old} -> {new}");
                }
            }
        }
        assert_eq!(Vocabulary::SdgTargets.current("16.3"), Some("16.3"));
        assert_eq!(Vocabulary::Themes.current("never_heard_of"), None);
    }
}
