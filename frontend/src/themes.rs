//! Themes of recommendations. They come in the words of their source, which is in English; those that the vocabulary has
//! too are told in the person's language.

use std::{collections::BTreeMap, sync::LazyLock};

use satchel_shared::{locale::Language, vocabulary::Vocabulary};
use yew::prelude::*;

use crate::words::Words;

/// The vocabulary's codes by their English labels, in small letters.
static CODES: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let english = Words::new(Language::English);
    let codes = Vocabulary::Themes.codes();
    codes
        .map(|code| (english.term(Vocabulary::Themes, code).to_lowercase(), code))
        .collect()
});

/// The vocabulary's word for a theme; none where it has no such theme.
pub(crate) fn term(words: &Words, theme: &str) -> Option<String> {
    let code = CODES.get(theme.trim().to_lowercase().as_str())?;
    Some(words.term(Vocabulary::Themes, code))
}

/// A theme as it is shown: in the person's language, or marked as the English that it is.
pub(crate) fn shown(words: &Words, theme: &str) -> Html {
    term(words, theme).map_or_else(
        || html! { <bdi lang={Language::English.tag()}>{ theme }</bdi> },
        |term| html! { <bdi>{ term }</bdi> },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_of_the_vocabulary_is_told_in_the_persons_language() {
        let words = Words::new(Language::French);
        let french = words.term(Vocabulary::Themes, "fair_trial");
        assert_eq!(term(&words, "Fair Trial"), Some(french));
        assert_eq!(term(&words, "Follow-up to Treaty Bodies (TB)"), None);
    }
}
