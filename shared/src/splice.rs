//! Texts as the window and its back end count them: in UTF-16 units.
//!
//! What a person did to a text between two looks at it is one splice: the stretch between the common beginning and the
//! common end, cut between whole characters, so that no surrogate pair is ever torn.

/// Replaces `delete` units, from `at`, by `insert`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    pub at: usize,
    pub delete: usize,
    pub insert: String,
}

/// The length of a text in UTF-16 units.
#[must_use]
pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The one splice that makes `new` of `old`; none where they are the same.
#[must_use]
pub fn diff(old: &str, new: &str) -> Option<Splice> {
    if old == new {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let common: Vec<char> = old.chars().zip(new.chars()).take_while(same).map(|(a, _)| a).collect();
    let start: usize = common.iter().map(|character| character.len_utf8()).sum();
    let at: usize = common.iter().map(|character| character.len_utf16()).sum();
    let (old, new) = (old.get(start..)?, new.get(start..)?);
    let end: usize = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(same)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let deleted = old.get(..old.len() - end)?;
    let insert = new.get(..new.len() - end)?;
    Some(Splice {
        at,
        delete: units(deleted),
        insert: insert.to_owned(),
    })
}

/// The byte at which a UTF-16 unit starts; the end of the text for what lies beyond it or inside a pair at the end.
fn byte_at(text: &str, unit: usize) -> usize {
    let mut passed = 0;
    for (byte, character) in text.char_indices() {
        if passed >= unit {
            return byte;
        }
        passed += character.len_utf16();
    }
    text.len()
}

/// Whether a UTF-16 unit begins a character, or is the end of the text: not where it is the second of a surrogate pair.
#[must_use]
pub fn is_boundary(text: &str, unit: usize) -> bool {
    text.get(..byte_at(text, unit))
        .is_some_and(|before| units(before) == unit)
}

/// A stretch of a text by its UTF-16 units, as searches mark their matches.
#[must_use]
pub fn slice(text: &str, start: usize, end: usize) -> &str {
    let from = byte_at(text, start);
    text.get(from..byte_at(text, end).max(from)).unwrap_or_default()
}

impl Splice {
    /// Does it to a text.
    pub fn apply(&self, text: &mut String) {
        let start = byte_at(text, self.at);
        let end = byte_at(text, self.at + self.delete).max(start);
        text.replace_range(start..end, &self.insert);
    }

    /// Where a caret stands after the splice, which somebody else made.
    #[must_use]
    pub fn carry(&self, caret: usize) -> usize {
        if caret <= self.at {
            caret
        } else if caret >= self.at + self.delete {
            caret - self.delete + units(&self.insert)
        } else {
            self.at
        }
    }

    /// What this splice is in the text that somebody else's made of the same one: its words go where they would have gone.
    #[must_use]
    pub fn after(&self, other: &Self) -> Self {
        let at = other.carry(self.at);
        let end = if self.delete == 0 {
            at
        } else {
            other.carry(self.at + self.delete)
        };
        Self {
            at,
            delete: end - at,
            insert: self.insert.clone(),
        }
    }

    /// This splice and the next as one, where the second touches what the first put in.
    #[must_use]
    pub fn join(&self, next: &Self) -> Option<Self> {
        let inserted = units(&self.insert);
        if next.at + next.delete < self.at || next.at > self.at + inserted {
            return None;
        }
        let before = self.at.saturating_sub(next.at);
        let after = (next.at + next.delete).saturating_sub(self.at + inserted);
        let mut insert = self.insert.clone();
        let inside = Self {
            at: next.at.saturating_sub(self.at),
            delete: next.delete - before - after,
            insert: next.insert.clone(),
        };
        inside.apply(&mut insert);
        Some(Self {
            at: self.at.min(next.at),
            delete: self.delete + before + after,
            insert,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splice(at: usize, delete: usize, insert: &str) -> Splice {
        Splice {
            at,
            delete,
            insert: insert.to_owned(),
        }
    }

    #[test]
    fn a_change_is_one_splice_between_what_stayed() {
        assert_eq!(diff("", ""), None);
        assert_eq!(diff("judge", "judges"), Some(splice(5, 0, "s")));
        assert_eq!(diff("a judge", "the judge"), Some(splice(0, 1, "the")));
        assert_eq!(diff("one two three", "one three"), Some(splice(5, 4, "")));
        assert_eq!(diff("aa", "aaa"), Some(splice(2, 0, "a")));
    }

    #[test]
    fn positions_count_utf_16_units_and_pairs_stay_whole() {
        assert_eq!(diff("😀x", "😀yx"), Some(splice(2, 0, "y")));
        // The two faces share their first surrogate.
        assert_eq!(diff("a😀b", "a😁b"), Some(splice(1, 2, "😁")));
        assert_eq!(diff("مكتب", "مكاتب"), Some(splice(2, 0, "ا")));
    }

    #[test]
    fn a_splice_makes_the_new_text_of_the_old() {
        let texts = [
            "",
            "a",
            "aa",
            "aba",
            "😀",
            "a😀b",
            "😁😀",
            "مكتب",
            "مكاتب",
            "one two",
            "one  two",
            "two",
        ];
        for old in texts {
            for new in texts {
                let mut text = old.to_owned();
                if let Some(splice) = diff(old, new) {
                    splice.apply(&mut text);
                }
                assert_eq!(text, new, "{old:?} to {new:?}");
            }
        }
    }

    #[test]
    fn joined_splices_do_what_the_two_did() {
        let texts = ["", "a", "abcdef", "abXYef", "XYZ", "😀ab", "a😀b", "abc", "abd", "xbd"];
        let mut joined = 0;
        for old in texts {
            for middle in texts {
                for new in texts {
                    let (Some(first), Some(second)) = (diff(old, middle), diff(middle, new)) else {
                        continue;
                    };
                    let Some(both) = first.join(&second) else { continue };
                    joined += 1;
                    let mut text = old.to_owned();
                    both.apply(&mut text);
                    assert_eq!(text, new, "{old:?}, {middle:?}, {new:?}");
                }
            }
        }
        assert!(joined > 100);
    }

    #[test]
    fn typing_on_joins_and_typing_elsewhere_does_not() {
        assert_eq!(splice(3, 0, "ab").join(&splice(5, 0, "c")), Some(splice(3, 0, "abc")));
        assert_eq!(splice(3, 0, "ab").join(&splice(4, 1, "")), Some(splice(3, 0, "a")));
        assert_eq!(splice(3, 0, "ab").join(&splice(1, 3, "")), Some(splice(1, 2, "b")));
        assert_eq!(splice(3, 0, "ab").join(&splice(9, 0, "c")), None);
        assert_eq!(splice(3, 0, "ab").join(&splice(0, 0, "c")), None);
    }

    #[test]
    fn a_caret_stays_at_its_words() {
        let splice = splice(2, 3, "12345");
        assert_eq!([0, 2, 4, 5, 9].map(|caret| splice.carry(caret)), [0, 2, 2, 7, 11]);
    }

    #[test]
    fn a_splice_goes_to_its_words_in_another_text() {
        let (mine, theirs) = (diff("one two", "one more two"), diff("one two", "Zero. one two"));
        let mut text = "Zero. one two".to_owned();
        if let (Some(mine), Some(theirs)) = (mine, theirs) {
            mine.after(&theirs).apply(&mut text);
        }
        assert_eq!(text, "Zero. one more two");
        // Behind it, before it, and a deletion of what is gone already.
        assert_eq!(splice(2, 1, "x").after(&splice(5, 0, "ab")), splice(2, 1, "x"));
        assert_eq!(splice(9, 2, "x").after(&splice(5, 3, "a")), splice(7, 2, "x"));
        assert_eq!(splice(5, 1, "x").after(&splice(4, 3, "")), splice(4, 0, "x"));
    }

    #[test]
    fn the_middle_of_a_pair_is_no_boundary() {
        let found: Vec<usize> = (0..6).filter(|unit| is_boundary("a😀b", *unit)).collect();
        assert_eq!(found, [0, 1, 3, 4]);
    }

    #[test]
    fn a_stretch_is_cut_by_units() {
        assert_eq!(slice("a😀bc", 1, 4), "😀b");
        assert_eq!(slice("abc", 2, 99), "c");
        assert_eq!(slice("abc", 9, 2), "");
    }
}
