//! Which changes the hub has: spans of sequence numbers, each with its changes' hashes.
//!
//! A device's changes to a record come in long runs, each counted by its actor: one row tells of a whole pack, where a row for
//! each typed word would make the hub's work follow the number of pauses in which somebody wrote.

use std::{collections::BTreeMap, ops::RangeInclusive};

use automerge::{ActorId, ChangeHash};
use satchel_shared::{ids::RecordId, pack::Outline};

/// Consecutive changes of one actor to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub record: RecordId,
    pub actor: ActorId,
    /// The sequence number of the first change.
    pub first: u64,
    /// Of each change, in order; never none.
    pub hashes: Vec<ChangeHash>,
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
        self.first.saturating_add(self.hashes.len() as u64).saturating_sub(1)
    }

    /// The fewest spans that hold these changes of a record, by actor and number.
    pub(crate) fn of(record: RecordId, changes: &[Outline]) -> Result<Vec<Self>, Reused> {
        let mut marks: Vec<_> = changes
            .iter()
            .map(|change| (&change.actor, change.seq, change.hash))
            .collect();
        marks.sort_unstable();
        marks.dedup();
        let mut spans: Vec<Self> = Vec::new();
        for (actor, seq, hash) in marks {
            match spans.last_mut().filter(|span| span.actor == *actor) {
                Some(span) if span.last() == seq => {
                    let actor = actor.clone();
                    return Err(Reused { actor, seq });
                }
                Some(span) if span.last().checked_add(1) == Some(seq) => span.hashes.push(hash),
                Some(_) | None => spans.push(Self {
                    record,
                    actor: actor.clone(),
                    first: seq,
                    hashes: vec![hash],
                }),
            }
        }
        Ok(spans)
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

    /// What of it is not among the known changes of its record by its actor.
    pub(crate) fn beyond(&self, known: &BTreeMap<u64, ChangeHash>) -> Result<Vec<Self>, Reused> {
        let mut new: Vec<Self> = Vec::new();
        for (seq, hash) in self.numbered() {
            match known.get(&seq) {
                Some(known) if *known == hash => {}
                Some(_) => {
                    let actor = self.actor.clone();
                    return Err(Reused { actor, seq });
                }
                None => match new.last_mut().filter(|span| span.last() + 1 == seq) {
                    Some(span) => span.hashes.push(hash),
                    None => new.push(Self {
                        record: self.record,
                        actor: self.actor.clone(),
                        first: seq,
                        hashes: vec![hash],
                    }),
                },
            }
        }
        Ok(new)
    }

    pub(crate) fn numbered(&self) -> impl Iterator<Item = (u64, ChangeHash)> {
        (self.first..).zip(self.hashes.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(first: u64, hashes: &[u8]) -> Span {
        Span {
            record: RecordId(uuid::Uuid::from_u128(1)),
            actor: ActorId::from([7; 20].as_slice()),
            first,
            hashes: hashes.iter().map(|byte| ChangeHash([*byte; 32])).collect(),
        }
    }

    fn numbered(spans: &[Span]) -> BTreeMap<u64, ChangeHash> {
        spans.iter().flat_map(Span::numbered).collect()
    }

    #[test]
    fn what_is_known_is_cut_out_wherever_it_is() {
        let known = numbered(&[span(1, &[1, 2]), span(5, &[5])]);
        let whole = || span(1, &[1, 2, 3, 4, 5, 6]);
        assert_eq!(whole().beyond(&BTreeMap::new()), Ok(vec![whole()]));
        assert_eq!(whole().beyond(&known), Ok(vec![span(3, &[3, 4]), span(6, &[6])]));
        assert_eq!(span(2, &[2]).beyond(&known), Ok(vec![]));
    }

    #[test]
    fn a_number_stands_for_one_change() {
        let known = span(1, &[1, 2]);
        let reused = Reused {
            actor: known.actor.clone(),
            seq: 2,
        };
        assert_eq!(span(2, &[9, 3]).beyond(&numbered(&[known])), Err(reused));
    }
}
