//! What a person seeks, as typed: as a query of the index, and where it stands in a text.

use super::{Word, after_article, states, words};

/// Phrases that must all be there; the last may be the beginning of something longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    phrases: Vec<Phrase>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    /// A word, or signs that stand side by side.
    words: Vec<String>,
    /// Whether the last of them may go on: it is still being typed.
    is_begun: bool,
    /// What is begun, without that which may be the Arabic article: the index has words without it, but nobody can say so
    /// before three letters follow.
    after_article: Option<String>,
}

impl Sought {
    /// Reads at most as much as a search may hold.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text: String = text.chars().take(satchel_shared::limits::SEARCH_CHARACTERS).collect();
        let mut phrases: Vec<Phrase> = Vec::new();
        let mut before: Option<Word> = None;
        for word in words(&text) {
            let goes_on = before
                .as_ref()
                .is_some_and(|it| it.is_sign && word.is_sign && it.end == word.start);
            match phrases.last_mut() {
                Some(phrase) if goes_on => phrase.words.push(word.folded.clone()),
                Some(_) | None => phrases.push(Phrase {
                    words: vec![word.folded.clone()],
                    is_begun: false,
                    after_article: None,
                }),
            }
            before = Some(word);
        }
        if let Some(last) = phrases.last_mut() {
            let rest = last.words.last().and_then(|word| after_article(word));
            last.after_article = rest.filter(|rest| !rest.is_empty()).map(str::to_owned);
            last.is_begun = true;
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
        matches!(self.phrases.as_slice(), [phrase] if phrase.is_slight())
    }

    /// The same for FTS5 (<https://sqlite.org/fts5.html>, section 3): every phrase quoted, so that nothing in it is a
    /// query language.
    #[must_use]
    pub fn query(&self) -> String {
        let phrases: Vec<String> = self.phrases.iter().map(Phrase::query).collect();
        phrases.join(" AND ")
    }

    /// Where it stands in a text: start and end in UTF-16 units, in order, apart from each other.
    #[must_use]
    pub fn found_in(&self, text: &str) -> Vec<(usize, usize)> {
        let words = words(text);
        let mut found = Vec::new();
        for at in 0..words.len() {
            let rest = words.get(at..).unwrap_or_default();
            let end = self.phrases.iter().filter_map(|phrase| phrase.ends(rest)).max();
            if let (Some(word), Some(end)) = (rest.first(), end) {
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

    /// What of it a text does not hold.
    #[must_use]
    pub fn missing_from(&self, text: &str) -> Self {
        let words = words(text);
        let is_missing =
            |phrase: &&Phrase| (0..words.len()).all(|at| phrase.ends(words.get(at..).unwrap_or_default()).is_none());
        Self {
            phrases: self.phrases.iter().filter(is_missing).cloned().collect(),
        }
    }
}

impl Phrase {
    fn is_slight(&self) -> bool {
        let is_short = |word: &str| word.chars().count() < 3;
        matches!(self.words.as_slice(), [word] if is_short(word)) || self.after_article.as_deref().is_some_and(is_short)
    }

    fn query(&self) -> String {
        let star = if self.is_begun { "*" } else { "" };
        let texts = std::iter::once(self.words.join(" ")).chain(self.after_article.clone());
        let texts = texts.map(|text| format!("\"{text}\"{star}"));
        let named = states::called(&self.words, self.is_begun).map(|sign| format!("\"{sign}\""));
        let all: Vec<String> = texts.chain(named).collect();
        match all.as_slice() {
            [only] => only.clone(),
            several => format!("({})", several.join(" OR ")),
        }
    }

    /// Where it ends, if it begins with the first of these words.
    fn ends(&self, words: &[Word]) -> Option<usize> {
        let (last, first) = self.words.split_last()?;
        let matches = first.iter().zip(words).all(|(sought, word)| *sought == word.folded);
        let word = words.get(first.len()).filter(|_| matches)?;
        if word.folded == *last {
            return Some(word.end);
        }
        if !self.is_begun {
            return None;
        }
        if word.folded.starts_with(last.as_str()) {
            // Only as far as was typed, where folding kept the number of letters.
            let units = word.end - word.start;
            let kept = word.folded.encode_utf16().count() == units;
            return Some(word.start + if kept { last.encode_utf16().count() } else { units });
        }
        let rest = self.after_article.as_deref()?;
        // A word that was written with the article is shorter in the index.
        word.folded.starts_with(rest).then_some(word.end)
    }
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
    fn what_a_text_does_not_hold_is_still_sought() {
        let sought = Sought::read("courts dist");
        assert_eq!(sought.missing_from("Mobile courts"), Sought::read("dist"));
        assert!(sought.missing_from("District courts").is_empty());
        assert_eq!(sought.missing_from("Legal aid"), sought);
    }

    #[test]
    fn what_a_person_types_is_never_a_query_language() {
        assert_eq!(
            Sought::read("torture OR (NEAR \"x\"*").query(),
            "\"torture\" AND \"or\" AND \"near\" AND \"x\"*"
        );
        assert_eq!(Sought::read("*").query(), "");
    }

    #[test]
    fn arabic_is_found_with_and_without_marks_and_article() {
        assert_eq!(found("منع التعذيب", "تعذيب"), [(4, 11)]);
        assert_eq!(found("منع تعذيب", "التَّعْذيب"), [(4, 9)]);
    }

    #[test]
    fn an_arabic_word_is_found_at_each_letter_that_is_typed_after_the_article() {
        for typed in ["الت", "التع", "التعذ", "التعذي", "التعذيب"] {
            assert_eq!(found("منع التعذيب", typed), [(4, 11)], "{typed}");
        }
        assert_eq!(found("منع التعذيب", "والت"), [(4, 11)]);
        assert_eq!(Sought::read("الت").query(), "(\"الت\"* OR \"ت\"*)");
        // Once a word is whole, the article is known for what it is, or is none.
        assert_eq!(Sought::read("التع منع").query(), "\"التع\" AND \"منع\"*");
    }

    #[test]
    fn chinese_is_found_inside_a_sentence_and_only_side_by_side() {
        assert_eq!(Sought::read("人权").query(), "\"人 权\"*");
        assert_eq!(found("尊重和保护人权", "人权"), [(5, 7)]);
        assert_eq!(found("人人有权", "人权"), []);
    }

    #[test]
    fn a_state_is_sought_by_its_name_in_every_language() {
        for name in ["Indonésie", "印度尼西亚", "Индонезия", "إندونيسيا", "Indonésie"] {
            let query = Sought::read(name).query();
            assert!(query.contains("\"\u{e000}idn\""), "{query}");
        }
        // A name that is English is a word of the index.
        assert_eq!(Sought::read("Kenya").query(), "\"kenya\"*");
    }
}
