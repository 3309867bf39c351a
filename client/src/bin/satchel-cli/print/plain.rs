//! What others wrote, as a terminal may show it.

use std::{borrow::Cow, fmt::Write};

/// The text with what would command a terminal, or turn the line around, as JSON would escape it. Isolates stay: the texts set what they
/// name between such (Unicode Standard Annex 9, section 2.4).
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let commands = |letter: char| {
        let is_kept = matches!(letter, '\n' | '\t');
        let turns = matches!(letter, '\u{202a}'..='\u{202e}');
        (letter.is_control() && !is_kept) || turns
    };
    if !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if commands(letter) {
            // A text takes whatever is written to it.
            let _ = write!(plain, "\\u{:04x}", u32::from(letter));
        } else {
            plain.push(letter);
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_somebody_wrote_commands_the_terminal() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c"), "a\\u001b[31mb\\u202ec");
        for kept in ["Two\nlines,\ta tab: وفقاً", "No field \u{2068}x\u{2069}"] {
            assert_eq!(plain(kept), kept);
        }
        let json = serde_json::to_string("\u{9b}").expect("JSON");
        assert_eq!(
            serde_json::from_str::<String>(&plain(&json)).expect("JSON still"),
            "\u{9b}"
        );
    }
}
