//! How texts are cut into words and folded, for the search: the same for what is searched and for what is typed.
//!
//! Case, accents and the marks of Arabic do not count, nor do the Arabic article and the ways to write alef, ya and ta
//! marbuta. Scripts without spaces (Chinese, Japanese) are cut into single signs, which a search then wants side by side.

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
        if letter.is_alphanumeric() || is_combining_mark(letter) || letter == TATWEEL {
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
    let rest = ["وال", "بال", "كال", "فال", "لل", "ال"]
        .into_iter()
        .find_map(|article| word.strip_prefix(article))
        .filter(|rest| rest.chars().count() >= 3)
        .map(str::to_owned);
    rest.unwrap_or(word)
}

/// What a person typed: phrases that must all be there; the last may be the beginning of something longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Each a word, or signs that stand side by side.
    phrases: Vec<Vec<String>>,
}

impl Sought {
    /// Reads at most as much as a search may hold.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text: String = text.chars().take(satchel_shared::limits::SEARCH_CHARACTERS).collect();
        let mut phrases: Vec<Vec<String>> = Vec::new();
        let mut before: Option<Word> = None;
        for word in words(&text) {
            let goes_on = before
                .as_ref()
                .is_some_and(|it| it.is_sign && word.is_sign && it.end == word.start);
            match phrases.last_mut() {
                Some(phrase) if goes_on => phrase.push(word.folded.clone()),
                Some(_) | None => phrases.push(vec![word.folded.clone()]),
            }
            before = Some(word);
        }
        Self { phrases }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Whether it is so little that nearly everything holds it.
    #[must_use]
    pub fn is_slight(&self) -> bool {
        matches!(self.phrases.as_slice(), [phrase] if matches!(phrase.as_slice(), [word] if word.chars().count() < 3))
    }

    /// The same for FTS5 (<https://sqlite.org/fts5.html>, section 3): every phrase quoted, so that nothing in it is a
    /// query language.
    #[must_use]
    pub fn query(&self) -> String {
        let quoted: Vec<String> = self
            .phrases
            .iter()
            .map(|phrase| format!("\"{}\"", phrase.join(" ")))
            .collect();
        if quoted.is_empty() {
            String::new()
        } else {
            format!("{}*", quoted.join(" "))
        }
    }

    /// Where it stands in a text: start and end in UTF-16 units, in order, apart from each other.
    #[must_use]
    pub fn found_in(&self, text: &str) -> Vec<(usize, usize)> {
        let Some((last, whole)) = self.phrases.split_last() else {
            return Vec::new();
        };
        let words = words(text);
        let mut found = Vec::new();
        for at in 0..words.len() {
            let rest = words.get(at..).unwrap_or_default();
            let lengths = whole.iter().filter_map(|phrase| ends(rest, phrase, false));
            let length = lengths.chain(ends(rest, last, true)).max();
            if let (Some(word), Some(end)) = (rest.first(), length) {
                found.push((word.start, end));
            }
        }
        found.dedup_by(|next, before| {
            let overlaps = next.0 < before.1;
            if overlaps {
                before.1 = before.1.max(next.1);
            }
            overlaps
        });
        found
    }
}

/// Where a phrase that begins with the first of these words ends; with `begins`, its last word may go on.
fn ends(words: &[Word], phrase: &[String], begins: bool) -> Option<usize> {
    let (last, first) = phrase.split_last()?;
    let matches = first.iter().zip(words).all(|(sought, word)| *sought == word.folded);
    let word = words.get(first.len()).filter(|_| matches)?;
    if word.folded == *last {
        return Some(word.end);
    }
    if !begins || !word.folded.starts_with(last.as_str()) {
        return None;
    }
    // Only as far as was typed, where folding kept the number of letters.
    let units = word.end - word.start;
    let kept = word.folded.encode_utf16().count() == units;
    Some(word.start + if kept { last.encode_utf16().count() } else { units })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, sought: &str) -> Vec<(usize, usize)> {
        Sought::read(sought).found_in(text)
    }

    #[test]
    fn matches_are_where_the_window_will_mark_them() {
        assert_eq!(found("Ratify the Convention", "convention rat"), [(0, 3), (11, 21)]);
        assert_eq!(found("🎒 Libérer les détenus", "liberer det"), [(3, 10), (15, 18)]);
        assert_eq!(found("Nothing", "\"*("), []);
    }

    #[test]
    fn what_a_person_types_is_never_a_query_language() {
        assert_eq!(
            Sought::read("torture OR (NEAR \"x\"*").query(),
            "\"torture\" \"or\" \"near\" \"x\"*"
        );
        assert_eq!(Sought::read("*").query(), "");
    }

    #[test]
    fn arabic_is_found_with_and_without_marks_and_article() {
        assert_eq!(folded("التَّعْذِيبِ"), folded("تعذيب"));
        assert_eq!(folded("أَحْمَد إلى آمنة"), folded("احمد الي امنه"));
        assert_eq!(found("منع التعذيب", "تعذيب"), [(4, 11)]);
        assert_eq!(folded("١٨/١٨"), "18 18");
    }

    #[test]
    fn chinese_is_found_inside_a_sentence_and_only_side_by_side() {
        assert_eq!(Sought::read("人权").query(), "\"人 权\"*");
        assert_eq!(found("尊重和保护人权", "人权"), [(5, 7)]);
        assert_eq!(found("人人有权", "人权"), []);
    }

    #[test]
    fn accents_and_case_do_not_count_in_french_russian_and_spanish() {
        assert_eq!(folded("Œuvre ÉGALITÉ"), "oeuvre egalite");
        assert_eq!(folded("Ещё ЁЛКА"), folded("еще елка"));
        assert_eq!(folded("Niñez"), "ninez");
    }
}
