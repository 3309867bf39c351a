//! The piece of a text that shows why it was found.

use satchel_shared::{splice::slice, window::Excerpt};

use super::{Sought, words};

/// UTF-16 units before the first match: it must be in sight in a narrow list.
const BEFORE: usize = 24;
/// UTF-16 units of a piece: a line of a wide list.
const LONGEST: usize = 160;
const LEFT_OUT: &str = "…";

/// The piece around the first match of `wanted`, in the first line of a text that has one, with all that is `sought` marked.
#[must_use]
pub fn excerpt(text: &str, wanted: &Sought, sought: &Sought) -> Option<Excerpt> {
    text.lines().find_map(|line| {
        let (first, _) = *wanted.found_in(line).first()?;
        Some(around(line, first, sought))
    })
}

fn around(line: &str, first: usize, sought: &Sought) -> Excerpt {
    let words = words(line);
    // It begins and ends between words.
    let near = |start: &usize| first.saturating_sub(*start) <= BEFORE;
    let start = if near(&0) {
        0
    } else {
        words.iter().map(|word| word.start).find(near).unwrap_or(first)
    };
    let last = words.last().map_or(0, |word| word.end);
    let fits = |end: &usize| *end <= start + LONGEST;
    let end = if fits(&last) {
        usize::MAX
    } else {
        let ends = words.iter().map(|word| word.end).filter(|end| *end > first);
        ends.take_while(fits).last().unwrap_or(start + LONGEST)
    };
    let mut text = slice(line, start, end).to_owned();
    if start > 0 {
        text.insert_str(0, LEFT_OUT);
    }
    if end < usize::MAX {
        text.push_str(LEFT_OUT);
    }
    let matches = sought.found_in(&text);
    Excerpt { text, matches }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, typed: &str) -> Option<(String, Vec<String>)> {
        let sought = Sought::read(typed);
        let Excerpt { text, matches } = excerpt(text, &sought, &sought)?;
        let marked = matches
            .iter()
            .map(|&(start, end)| slice(&text, start, end).to_owned())
            .collect();
        Some((text, marked))
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let text = "First line\nTwo district offices opened\nThird, of a district";
        let expected = ("Two district offices opened".to_owned(), vec!["district".to_owned()]);
        assert_eq!(of(text, "district"), Some(expected));
        assert_eq!(of(text, "nowhere"), None);
    }

    #[test]
    fn a_long_line_is_cut_between_words_around_the_match() {
        let text = format!("{} the détenus {}", "before ".repeat(50), "after ".repeat(50));
        let (shown, marked) = of(&text, "detenus").expect("found");
        assert!(shown.starts_with("…before "), "{shown}");
        assert!(shown.ends_with("after…"), "{shown}");
        assert_eq!(marked, ["détenus"]);
        assert!(shown.encode_utf16().count() <= LONGEST + 2, "{shown}");
        assert!(
            shown
                .split("détenus")
                .next()
                .is_some_and(|before| before.chars().count() <= BEFORE + 1)
        );
    }

    #[test]
    fn scripts_without_spaces_and_one_endless_word_are_cut_too() {
        let text = format!("{}人权{}", "和".repeat(300), "和".repeat(300));
        let (shown, marked) = of(&text, "人权").expect("found");
        assert_eq!(marked, ["人权"]);
        assert!(shown.chars().count() <= LONGEST + 2);
        let (shown, _) = of(&"a".repeat(5_000), "aaa").expect("found");
        assert!(shown.chars().count() <= LONGEST + 2);
    }
}
