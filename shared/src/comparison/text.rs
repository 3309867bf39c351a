//! Two long texts, compared by words: first by lines, then each stretch that differs by sentences, then by words.
//!
//! So the time follows what differs. A stretch that differs in too many parts is told as replaced whole.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::{
    limits::COMPARED_PARTS,
    splice::{Splice, units},
};

/// What became of a piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    Kept,
    Deleted,
    Inserted,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub how: How,
    pub text: String,
}

/// How finely a text is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grain {
    Lines,
    Sentences,
    Words,
}

/// The pieces of both texts, in order: without the deleted ones they make the new text, without the inserted ones the old.
#[must_use]
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    compare(old, new, Grain::Lines, &mut pieces);
    without_lone_spaces(pieces)
}

/// A space that is the same between two words that are not tells nothing: the words are told as one stretch.
fn without_lone_spaces(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined = Vec::with_capacity(pieces.len());
    let (mut deleted, mut inserted) = (String::new(), String::new());
    let count = pieces.len();
    for (place, Piece { how, text }) in pieces.into_iter().enumerate() {
        let is_between = (!deleted.is_empty() || !inserted.is_empty()) && place + 1 < count;
        match how {
            How::Deleted => deleted.push_str(&text),
            How::Inserted => inserted.push_str(&text),
            How::Kept if is_between && text.chars().all(|it| it.is_whitespace() && it != '\n') => {
                deleted.push_str(&text);
                inserted.push_str(&text);
            }
            How::Kept => {
                push(&mut joined, How::Deleted, &std::mem::take(&mut deleted));
                push(&mut joined, How::Inserted, &std::mem::take(&mut inserted));
                push(&mut joined, How::Kept, &text);
            }
        }
    }
    push(&mut joined, How::Deleted, &deleted);
    push(&mut joined, How::Inserted, &inserted);
    joined
}

/// The splices that make `new` of `old`, each of the text that the ones before it made.
#[must_use]
pub fn splices(old: &str, new: &str) -> Vec<Splice> {
    let mut splices: Vec<Splice> = Vec::new();
    let mut at = 0;
    let mut is_open = false;
    for Piece { how, text } in pieces(old, new) {
        match (how, splices.last_mut().filter(|_| is_open)) {
            (How::Kept, _) => at += units(&text),
            (How::Deleted, Some(last)) => last.delete += units(&text),
            (How::Inserted, Some(last)) => last.insert.push_str(&text),
            (How::Deleted, None) => splices.push(Splice {
                at,
                delete: units(&text),
                insert: String::new(),
            }),
            (How::Inserted, None) => splices.push(Splice {
                at,
                delete: 0,
                insert: text.clone(),
            }),
        }
        if how == How::Inserted {
            at += units(&text);
        }
        is_open = how != How::Kept;
    }
    splices
}

fn compare(old: &str, new: &str, grain: Grain, pieces: &mut Vec<Piece>) {
    let (olds, news) = (grain.cut(old), grain.cut(new));
    // What is the same at both ends costs nothing and counts for nothing.
    let start = olds.iter().zip(&news).take_while(|(a, b)| a == b).count();
    let (olds, news) = (olds.as_slice(), news.as_slice());
    let (kept, rest) = olds.split_at(start);
    let other = news.get(start..).unwrap_or_default();
    let end = rest
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (rest, tail) = rest.split_at(rest.len() - end);
    let other = other.get(..other.len() - end).unwrap_or_default();
    push(pieces, How::Kept, &kept.concat());
    if rest.len() + other.len() > COMPARED_PARTS {
        replace(&rest.concat(), &other.concat(), grain, pieces);
    } else {
        for op in capture_diff_slices(Algorithm::Myers, rest, other) {
            let (before, after) = (rest.get(op.old_range()), other.get(op.new_range()));
            let (before, after) = (before.unwrap_or_default().concat(), after.unwrap_or_default().concat());
            match op {
                DiffOp::Equal { .. } => push(pieces, How::Kept, &before),
                DiffOp::Delete { .. } => push(pieces, How::Deleted, &before),
                DiffOp::Insert { .. } => push(pieces, How::Inserted, &after),
                DiffOp::Replace { .. } => replace(&before, &after, grain, pieces),
            }
        }
    }
    push(pieces, How::Kept, &tail.concat());
}

fn replace(before: &str, after: &str, grain: Grain, pieces: &mut Vec<Piece>) {
    match grain.finer() {
        Some(finer) if !before.is_empty() && !after.is_empty() => compare(before, after, finer, pieces),
        Some(_) | None => {
            push(pieces, How::Deleted, before);
            push(pieces, How::Inserted, after);
        }
    }
}

fn push(pieces: &mut Vec<Piece>, how: How, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.how == how => last.text.push_str(text),
        Some(_) | None => pieces.push(Piece {
            how,
            text: text.to_owned(),
        }),
    }
}

impl Grain {
    fn finer(self) -> Option<Self> {
        match self {
            Self::Lines => Some(Self::Sentences),
            Self::Sentences => Some(Self::Words),
            Self::Words => None,
        }
    }

    fn cut(self, text: &str) -> Vec<&str> {
        match self {
            Self::Lines => text.split_inclusive('\n').collect(),
            Self::Sentences => text
                .split_inclusive(['.', '!', '?', '。', '！', '？', '؟', '۔'])
                .collect(),
            Self::Words => words(text),
        }
    }
}

/// Letters and digits that stand together, and every other character by itself; so does a Chinese one, which is a word.
fn words(text: &str) -> Vec<&str> {
    let is_part = |character: char| character.is_alphanumeric() && !('\u{2E80}'..='\u{9FFF}').contains(&character);
    let mut words = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, character) in text.char_indices() {
        // What is written upon the letter before it stays with it.
        let joins = is_part(character) || ('\u{300}'..='\u{36F}').contains(&character) || is_arabic_mark(character);
        if !(in_word && joins) {
            words.extend(text.get(start..at).filter(|word| !word.is_empty()));
            start = at;
        }
        in_word = joins;
    }
    words.extend(text.get(start..).filter(|word| !word.is_empty()));
    words
}

fn is_arabic_mark(character: char) -> bool {
    ('\u{64B}'..='\u{65F}').contains(&character) || character == '\u{670}'
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::*;

    fn told(old: &str, new: &str) -> String {
        let tell = |piece: &Piece| match piece.how {
            How::Kept => piece.text.clone(),
            How::Deleted => format!("[-{}-]", piece.text),
            How::Inserted => format!("[+{}+]", piece.text),
        };
        pieces(old, new).iter().map(tell).collect()
    }

    #[test]
    fn words_are_compared_whole() {
        assert_eq!(
            told("Three offices keep no register.", "Four offices keep a register."),
            "[-Three-][+Four+] offices keep [-no-][+a+] register."
        );
        assert_eq!(told("no big change", "a small change"), "[-no big-][+a small+] change");
        assert_eq!(told("", "One."), "[+One.+]");
        assert_eq!(told("One.", ""), "[-One.-]");
        assert_eq!(told("One.", "One."), "One.");
        assert_eq!(told("três é", "tres é"), "[-três-][+tres+] é");
        assert_eq!(told("法官三名", "法官四名"), "法官[-三-][+四+]名");
        assert_eq!(told("ثلاثة مكاتب", "أربعة مكاتب"), "[-ثلاثة-][+أربعة+] مكاتب");
    }

    #[test]
    fn a_sentence_put_between_two_others_is_told_as_that() {
        assert_eq!(told("One. Three.", "One. Two. Three."), "One.[+ Two.+] Three.");
    }

    proptest! {
        #[test]
        fn pieces_and_splices_make_the_new_text_of_the_old(old in "[ab. \n🎒é]{0,24}", new in "[ab. \n🎒é]{0,24}") {
            let pieces = pieces(&old, &new);
            let without = |how: How| -> String {
                pieces.iter().filter(|piece| piece.how != how).map(|piece| piece.text.as_str()).collect()
            };
            prop_assert_eq!(without(How::Inserted), old.clone());
            prop_assert_eq!(without(How::Deleted), new.clone());
            let mut text = old;
            for splice in splices(&text.clone(), &new) {
                splice.apply(&mut text);
            }
            prop_assert_eq!(text, new);
        }
    }

    #[test]
    fn long_texts_that_share_nothing_take_no_long_time() {
        let text = |seed: usize| -> String {
            (0..60_000_usize)
                .map(|at| format!("w{}{} ", at * seed % 7_919, if at % 23 == 0 { ".\n" } else { "" }))
                .collect()
        };
        let (old, new) = (text(31), text(37));
        let start = Instant::now();
        assert!(pieces(&old, &new).len() > 1);
        let passed = start.elapsed();
        assert!(passed < Duration::from_secs(5), "{passed:?}");
    }
}
