//! Splices of one text, made by two people of the same text: what each is after the other's.
//!
//! A set of splices stands in one text: apart from each other, the first first, done from the last on.

use satchel_shared::{
    comparison,
    edit::Edit,
    path::Path,
    splice::{self, Splice, units},
};

/// The set of splices that makes `new` of `old`.
pub(in crate::keeping) fn apart(old: &str, new: &str) -> Vec<Splice> {
    let (mut added, mut taken) = (0, 0);
    let mut splices = comparison::splices(old, new);
    for splice in &mut splices {
        splice.at = splice.at + taken - added;
        added += units(&splice.insert);
        taken += splice.delete;
    }
    splices
}

/// The edits that do a set of splices: from the last on, so that the places of the others stay.
pub(in crate::keeping) fn edits(path: &Path, splices: Vec<Splice>) -> Vec<Edit> {
    let edit = |Splice { at, delete, insert }| Edit::Splice {
        path: path.clone(),
        at,
        delete,
        insert,
    };
    splices.into_iter().rev().map(edit).collect()
}

/// What takes a set of splices back, in the text that they leave.
pub(super) fn inverse(text: &str, splices: &[Splice]) -> Vec<Splice> {
    let (mut added, mut taken) = (0, 0);
    let mut inverses = Vec::with_capacity(splices.len());
    for done in splices {
        inverses.push(Splice {
            at: done.at + added - taken,
            delete: units(&done.insert),
            insert: splice::slice(text, done.at, done.at + done.delete).to_owned(),
        });
        added += units(&done.insert);
        taken += done.delete;
    }
    inverses
}

/// What `mine` is after `theirs`: what they put in stays, and what they took out is not taken out again. Where both put
/// something in at one place, the one that `yields` goes behind the other.
pub(in crate::keeping) fn carried(mine: &[Splice], theirs: &[Splice], yields: bool) -> Vec<Splice> {
    let mut mine = mine.to_vec();
    // From the last on, so that the places of the others are still those of the text before.
    for other in theirs.iter().rev() {
        mine = mine.iter().flat_map(|splice| over(splice, other, yields)).collect();
    }
    mine.retain(|splice| splice.delete > 0 || !splice.insert.is_empty());
    mine
}

fn over(mine: &Splice, other: &Splice, yields: bool) -> Vec<Splice> {
    let (start, end) = (mine.at, mine.at + mine.delete);
    let (from, to) = (other.at, other.at + other.delete);
    let put = units(&other.insert);
    let behind = |at: usize| at - other.delete + put;
    let moved = |at: usize, delete: usize, insert: &str| Splice {
        at,
        delete,
        insert: insert.to_owned(),
    };
    let is_before = if mine.delete == 0 && other.delete == 0 && start == from {
        !yields
    } else {
        end <= from
    };
    if is_before {
        return vec![mine.clone()];
    }
    if start >= to {
        return vec![moved(behind(start), mine.delete, &mine.insert)];
    }
    // What is left of mine on both sides of theirs.
    let mut left = Vec::new();
    if start < from {
        left.push(moved(start, from - start, &mine.insert));
    }
    if end > to {
        let insert = if left.is_empty() { mine.insert.as_str() } else { "" };
        left.push(moved(from + put, end - to, insert));
    }
    if left.is_empty() {
        left.push(moved(from, 0, &mine.insert));
    }
    left
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

    fn done(text: &str, splices: &[Splice]) -> String {
        let mut text = text.to_owned();
        splices.iter().rev().for_each(|splice| splice.apply(&mut text));
        text
    }

    #[test]
    fn what_is_taken_out_is_taken_out_around_a_colleagues_words() {
        let mine = [splice(2, 6, "")];
        // In the middle, at the beginning, at the end, and over one end.
        assert_eq!(
            carried(&mine, &[splice(4, 0, "ab")], true),
            [splice(2, 2, ""), splice(6, 4, "")]
        );
        assert_eq!(carried(&mine, &[splice(2, 0, "ab")], true), [splice(4, 6, "")]);
        assert_eq!(carried(&mine, &[splice(8, 0, "ab")], true), mine);
        assert_eq!(carried(&mine, &[splice(6, 4, "ab")], true), [splice(2, 4, "")]);
        assert_eq!(carried(&mine, &[splice(0, 4, "")], true), [splice(0, 4, "")]);
        assert_eq!(carried(&mine, &[splice(0, 9, "x")], true), []);
    }

    #[test]
    fn the_inverse_of_splices_takes_them_back() {
        let text = "Three offices keep no 🎒.";
        let splices = [splice(0, 5, "Four"), splice(14, 0, "all "), splice(22, 2, "register")];
        let after = done(text, &splices);
        assert_eq!(after, "Four offices all keep no register.");
        assert_eq!(done(&after, &inverse(text, &splices)), text);
    }

    /// Whoever comes first, the text is the same in the end.
    #[test]
    fn two_splices_meet_in_one_text() {
        let text = "abcdef";
        for (at, delete) in [(0, 0), (0, 2), (1, 3), (2, 0), (3, 3), (2, 2), (6, 0)] {
            for (other_at, other_delete) in [(0, 0), (0, 3), (1, 0), (2, 1), (2, 0), (4, 2), (6, 0), (0, 6)] {
                let mine = [splice(at, delete, "X")];
                let theirs = [splice(other_at, other_delete, "")];
                let one = done(&done(text, &mine), &carried(&theirs, &mine, false));
                let other = done(&done(text, &theirs), &carried(&mine, &theirs, true));
                assert_eq!(one, other, "{mine:?} {theirs:?}");
                let theirs = [splice(other_at, 0, "YZ")];
                let one = done(&done(text, &mine), &carried(&theirs, &mine, false));
                let other = done(&done(text, &theirs), &carried(&mine, &theirs, true));
                let sorted = |text: &str| {
                    let mut letters: Vec<char> = text.chars().collect();
                    letters.sort_unstable();
                    letters
                };
                // Nothing is lost and nothing comes twice; where exactly it stands is whose turn it was.
                assert_eq!(sorted(&one), sorted(&other), "{mine:?} {theirs:?}");
            }
        }
    }
}
