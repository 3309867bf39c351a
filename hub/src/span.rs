//! Which changes the hub has: spans of sequence numbers, each with its changes' marks.
//!
//! A device's changes to a record come in long runs, each counted by its actor: one row tells of a whole pack, where a row for
//! each typed word would make the hub's work follow the number of pauses in which somebody wrote.

use std::{collections::BTreeMap, ops::RangeInclusive};

use automerge::{ActorId, ChangeHash};
use satchel_shared::{ids::RecordId, pack::Run};

/// The first eight bytes of a change's hash, which tell the changes of one record apart: two of a million changes have the same
/// mark in one of 37 million such records. Who makes two alike on purpose makes them of a record of their own office, and gains a
/// change that waits at its colleagues' for one that never comes. All 32 bytes of each change would be most of what a hub keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(pub [u8; 8]);

impl From<&ChangeHash> for Mark {
    fn from(ChangeHash([a, b, c, d, e, f, g, h, ..]): &ChangeHash) -> Self {
        Self([*a, *b, *c, *d, *e, *f, *g, *h])
    }
}

/// Consecutive changes of one actor to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub record: RecordId,
    pub actor: ActorId,
    /// The sequence number of the first change.
    pub first: u64,
    /// Of each change, in order; never none.
    pub marks: Vec<Mark>,
}

/// One range of sequence numbers for each record and actor: a known span meets one of them at most.
pub type Ranges = BTreeMap<(RecordId, ActorId), RangeInclusive<u64>>;

/// Two changes claim one sequence number of an actor, which stands for one change for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reused {
    pub(crate) actor: ActorId,
    pub(crate) seq: u64,
}

impl Span {
    /// The sequence number of the last change.
    #[must_use]
    pub fn last(&self) -> u64 {
        self.first.saturating_add(self.marks.len() as u64).saturating_sub(1)
    }

    pub(crate) fn new(record: RecordId, run: Run) -> Self {
        let Run { actor, first, hashes } = run;
        Self {
            record,
            actor,
            first,
            marks: hashes.iter().map(Mark::from).collect(),
        }
    }

    /// The smallest ranges with all of these spans.
    pub(crate) fn ranges<'a>(spans: impl IntoIterator<Item = &'a Self>) -> Ranges {
        let mut ranges = Ranges::new();
        for span in spans {
            let own = span.first..=span.last();
            let range = ranges
                .entry((span.record, span.actor.clone()))
                .or_insert_with(|| own.clone());
            *range = *range.start().min(own.start())..=*range.end().max(own.end());
        }
        ranges
    }

    /// Those of these hashes, of which there are few, whose changes are in spans, of which there may be many.
    pub(crate) fn among<'a>(
        spans: &[Self],
        hashes: impl IntoIterator<Item = &'a ChangeHash>,
    ) -> impl Iterator<Item = &'a ChangeHash> {
        let hashes: BTreeMap<Mark, &ChangeHash> = hashes.into_iter().map(|hash| (hash.into(), hash)).collect();
        let marks = spans.iter().flat_map(|span| &span.marks);
        marks.filter_map(move |mark| hashes.get(mark).copied())
    }

    /// What of it is not among these known spans of its record and actor, which are in order and share no number.
    pub(crate) fn beyond<'a>(&self, known: impl IntoIterator<Item = &'a Self>) -> Result<Vec<Self>, Reused> {
        let (mut new, mut at) = (Vec::new(), self.first);
        for known in known {
            if known.last() < at {
                continue;
            }
            if known.first > self.last() {
                break;
            }
            new.extend(self.part(at, known.first));
            at = at.max(known.first);
            let both = self.from(at).iter().zip(known.from(at));
            for (seq, (mark, known)) in (at..).zip(both) {
                if mark != known {
                    let actor = self.actor.clone();
                    return Err(Reused { actor, seq });
                }
            }
            at = known.last().saturating_add(1);
        }
        new.extend(self.part(at, self.last().saturating_add(1)));
        Ok(new)
    }

    /// Its marks from a sequence number on.
    fn from(&self, seq: u64) -> &[Mark] {
        let passed = usize::try_from(seq.saturating_sub(self.first)).unwrap_or(usize::MAX);
        self.marks.get(passed..).unwrap_or_default()
    }

    /// What of it has sequence numbers from one on and below another, if any has.
    fn part(&self, first: u64, end: u64) -> Option<Self> {
        let count = usize::try_from(end.saturating_sub(first)).unwrap_or(usize::MAX);
        let marks = self.from(first);
        let marks = &marks[..count.min(marks.len())];
        (!marks.is_empty()).then(|| Self {
            record: self.record,
            actor: self.actor.clone(),
            first,
            marks: marks.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(first: u64, marks: &[u8]) -> Span {
        Span {
            record: RecordId(uuid::Uuid::from_u128(1)),
            actor: ActorId::from([7; 20].as_slice()),
            first,
            marks: marks.iter().map(|byte| Mark([*byte; 8])).collect(),
        }
    }

    #[test]
    fn what_is_known_is_cut_out_wherever_it_is() {
        let known = [span(1, &[1, 2]), span(5, &[5])];
        let whole = || span(1, &[1, 2, 3, 4, 5, 6]);
        assert_eq!(whole().beyond(&[]), Ok(vec![whole()]));
        assert_eq!(whole().beyond(&known), Ok(vec![span(3, &[3, 4]), span(6, &[6])]));
        assert_eq!(span(2, &[2, 3]).beyond(&known), Ok(vec![span(3, &[3])]));
        assert_eq!(span(4, &[4, 5]).beyond(&known), Ok(vec![span(4, &[4])]));
        assert_eq!(span(2, &[2]).beyond(&known), Ok(vec![]));
        assert_eq!(span(3, &[3, 4]).beyond(&known), Ok(vec![span(3, &[3, 4])]));
    }

    #[test]
    fn a_number_stands_for_one_change() {
        let known = [span(1, &[1]), span(2, &[2])];
        let reused = Reused {
            actor: known[0].actor.clone(),
            seq: 2,
        };
        assert_eq!(span(2, &[9, 3]).beyond(&known), Err(reused.clone()));
        assert_eq!(span(1, &[1, 9]).beyond(&known), Err(reused));
    }
}
