//! Symbols of documents inside running text, kept in one piece whichever way the text runs: `A/HRC/RES/18/18`.

use yew::prelude::*;

/// A text whose symbols stand in elements of their own direction.
pub(crate) fn isolated(text: &str) -> Html {
    let part = |(part, is_symbol): (&str, bool)| {
        if is_symbol {
            html! { <bdi dir="ltr">{ part }</bdi> }
        } else {
            html! { { part } }
        }
    };
    parts(text).into_iter().map(part).collect()
}

/// The text cut before and after its symbols.
fn parts(text: &str) -> Vec<(&str, bool)> {
    let belongs = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '/' | '.' | '-' | '(' | ')');
    let mut parts = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while let Some(begin) = text[at..].find(belongs).map(|found| at + found) {
        let end = text[begin..]
            .find(|letter| !belongs(letter))
            .map_or(text.len(), |found| begin + found);
        // What ends a sentence is no part of it.
        let word = text[begin..end].trim_end_matches(['.', ')', '-']);
        let closed = if word.contains('(') && text[begin + word.len()..end].starts_with(')') {
            word.len() + 1
        } else {
            word.len()
        };
        let word = &text[begin..begin + closed];
        if is_symbol(word) {
            if plain < begin {
                parts.push((&text[plain..begin], false));
            }
            parts.push((word, true));
            plain = begin + word.len();
        }
        at = end;
    }
    if plain < text.len() {
        parts.push((&text[plain..], false));
    }
    parts
}

/// Parts between strokes, the first of capitals: `A/HRC/59/15`, `CEDAW/C/IRQ/CO/8`.
fn is_symbol(word: &str) -> bool {
    let mut between = word.split('/');
    let first = between.next().unwrap_or_default();
    let is_body = !first.is_empty() && first.bytes().all(|letter| letter.is_ascii_uppercase());
    is_body && between.next().is_some_and(|second| !second.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbols(text: &str) -> Vec<&str> {
        let parts = parts(text);
        assert_eq!(parts.iter().map(|(part, _)| *part).collect::<String>(), text);
        parts
            .iter()
            .filter(|(_, is_symbol)| *is_symbol)
            .map(|(part, _)| *part)
            .collect()
    }

    #[test]
    fn symbols_are_found_whole_and_nothing_else_is() {
        assert_eq!(
            symbols("وفقاً للقرار A/HRC/RES/18/18، الفقرتان 6 و10."),
            ["A/HRC/RES/18/18"]
        );
        assert_eq!(
            symbols("See CEDAW/C/IRQ/CO/8, and A/HRC/59/15."),
            ["CEDAW/C/IRQ/CO/8", "A/HRC/59/15"]
        );
        assert_eq!(symbols("(A/56/36(1999))"), [] as [&str; 0]);
        assert_eq!(symbols("S/RES/1325 (2000)"), ["S/RES/1325"]);
        for plain in ["and/or", "1/2", "", "人权/法律", "https://example.org/A/B", "A", "A/"] {
            assert_eq!(symbols(plain), [] as [&str; 0], "{plain}");
        }
    }
}
