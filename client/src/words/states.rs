//! States as words of the index: by their English names, and by a sign of their codes, to which the search leads from their
//! names in the other languages. So the index does not hold every name six times.

use std::sync::LazyLock;

use satchel_shared::{locale::Language, states::StateCode};

use super::folded;

/// Stands before a State's code in the index: of Unicode's area for private use, so that no text holds it, and no code is taken
/// for a word (`AND` is Andorra's).
pub(super) const SIGN: char = '\u{e000}';

/// Letters after which what is typed may be a State's name; of signs, which say more, two.
const LETTERS: usize = 3;
const SIGNS: usize = 2;

/// What the index holds of a State.
#[must_use]
pub fn of_state(state: StateCode) -> String {
    let name = state.name().unwrap_or(state.as_str());
    format!("{name} {SIGN}{state}")
}

/// A State's names, folded, each word between spaces.
struct Names {
    sign: String,
    english: String,
    others: String,
}

/// The signs of the States that are called so in a language other than English, whose names are words of the index.
pub(super) fn called(phrase: &[String], is_begun: bool) -> impl Iterator<Item = &'static str> {
    static STATES: LazyLock<Vec<Names>> = LazyLock::new(|| StateCode::all().map(|(state, _)| names(state)).collect());
    let says_enough = match phrase {
        [word] => word.chars().count() >= LETTERS,
        signs => signs.len() >= SIGNS,
    };
    let end = if is_begun { "" } else { " " };
    let sought = format!(" {}{end}", phrase.join(" "));
    let states = STATES.iter().filter(move |_| says_enough);
    states
        .filter(move |state| state.others.contains(&sought) && !state.english.contains(&sought))
        .map(|state| state.sign.as_str())
}

fn names(state: StateCode) -> Names {
    let between_spaces = |name: &str| format!(" {} ", folded(name));
    let others = Language::ALL
        .into_iter()
        .filter(|language| *language != Language::English)
        .filter_map(|language| state.name_in(language).map(between_spaces));
    Names {
        sign: folded(&format!("{SIGN}{state}")),
        english: between_spaces(state.name().unwrap_or_default()),
        // A bar between two names, so that no phrase goes from one into the next.
        others: others.collect::<Vec<_>>().join("|"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(typed: &str) -> Vec<&'static str> {
        let words: Vec<String> = folded(typed).split(' ').map(str::to_owned).collect();
        let signs = called(&words, true);
        signs.map(|sign| sign.trim_start_matches(SIGN)).collect()
    }

    #[test]
    fn a_name_is_known_while_it_is_typed() {
        assert_eq!(states("Indoné"), [] as [&str; 0], "the English name begins so too");
        assert_eq!(states("Indonésie"), ["idn"]);
        assert_eq!(states("Allemag"), ["deu"]);
        assert_eq!(states("中国"), ["chn"]);
        assert_eq!(states("مصر"), ["egy"]);
        assert_eq!(states("al"), [] as [&str; 0], "two letters may be anything");
    }

    #[test]
    fn a_code_is_no_word() {
        let andorra = "AND".parse().expect("a State");
        assert_eq!(folded(&of_state(andorra)), "andorra \u{e000}and");
    }
}
