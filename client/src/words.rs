//! How texts are cut into words and folded, for the search: the same for what is searched and for what is typed.
//!
//! Case, accents and the marks of Arabic do not count, nor do the Arabic article and the ways to write alef, ya and ta
//! marbuta. Scripts without spaces (Chinese, Japanese) are cut into single signs, which a search then wants side by side.

mod excerpt;
mod sought;
mod states;

pub use excerpt::excerpt;
pub use sought::Sought;
pub use states::of_state;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// From here, in UTF-16 units.
    pub start: usize,
    /// Up to here, in UTF-16 units.
    pub end: usize,
    pub folded: String,
    /// Whether it is one sign of a script without spaces.
    pub is_sign: bool,
}

/// The words of a text, in order.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut cutter = Cutter::default();
    for letter in text.chars() {
        cutter.take(letter);
    }
    cutter.end();
    cutter.words
}

/// A text as the index keeps it: folded words between spaces.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for word in words(text) {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(&word.folded);
    }
    all
}

#[derive(Default)]
struct Cutter {
    words: Vec<Word>,
    word: String,
    start: usize,
    at: usize,
}

impl Cutter {
    fn take(&mut self, letter: char) {
        if is_sign(letter) {
            self.end();
            self.start = self.at;
            self.word.push(letter);
            self.at += letter.len_utf16();
            self.end();
            return;
        }
        if letter.is_alphanumeric() || is_combining_mark(letter) || letter == TATWEEL || letter == states::SIGN {
            if self.word.is_empty() {
                self.start = self.at;
            }
            self.word.push(letter);
            self.at += letter.len_utf16();
        } else {
            self.end();
            self.at += letter.len_utf16();
        }
    }

    fn end(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let folded = fold(&self.word);
        if !folded.is_empty() {
            self.words.push(Word {
                start: self.start,
                end: self.at,
                is_sign: self.word.chars().all(is_sign),
                folded,
            });
        }
        self.word.clear();
    }
}

/// A stroke that only makes an Arabic word longer.
const TATWEEL: char = '\u{640}';

/// Whether a letter is a whole word's part by itself: Han, kana and Hangul syllables stay without spaces or nearly so.
fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    if word.is_ascii() {
        folded.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
        return folded;
    }
    let letters = word
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter) && *letter != TATWEEL);
    for letter in letters.flat_map(char::to_lowercase) {
        match letter {
            // Alef with wasla; alef maqsura and the Persian ya; ta marbuta; the Persian kaf.
            'ٱ' => folded.push('ا'),
            'ى' | 'ی' => folded.push('ي'),
            'ة' => folded.push('ه'),
            'ک' => folded.push('ك'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'ß' => folded.push_str("ss"),
            '٠'..='٩' => folded.push(digit(letter, '٠')),
            '۰'..='۹' => folded.push(digit(letter, '۰')),
            other => folded.push(other),
        }
    }
    without_article(folded)
}

fn digit(letter: char, zero: char) -> char {
    char::from_digit(u32::from(letter).saturating_sub(u32::from(zero)), 10).unwrap_or(letter)
}

/// The Arabic article, alone or after “and”, “with”, “as”, “so”, “for”; where a word of three letters or more is left.
fn without_article(word: String) -> String {
    match after_article(&word) {
        Some(rest) if rest.chars().count() >= 3 => rest.to_owned(),
        Some(_) | None => word,
    }
}

/// What follows the Arabic article.
fn after_article(word: &str) -> Option<&str> {
    ["وال", "بال", "كال", "فال", "لل", "ال"]
        .into_iter()
        .find_map(|article| word.strip_prefix(article))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_letters_are_folded_with_their_marks_and_the_article() {
        assert_eq!(folded("التَّعْذِيبِ"), folded("تعذيب"));
        assert_eq!(folded("أَحْمَد إلى آمنة"), folded("احمد الي امنه"));
        assert_eq!(folded("١٨/١٨"), "18 18");
    }

    #[test]
    fn accents_and_case_do_not_count_in_french_russian_and_spanish() {
        assert_eq!(folded("Œuvre ÉGALITÉ"), "oeuvre egalite");
        assert_eq!(folded("Ещё ЁЛКА"), folded("еще елка"));
        assert_eq!(folded("Niñez"), "ninez");
    }
}
