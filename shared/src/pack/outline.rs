//! What of changes is told without what they do: whose they are, how they are numbered, and how they hang together.

use std::collections::BTreeSet;

use automerge::{ActorId, Change, ChangeHash};

/// One change as it is read, for as long as it stands in the reader's memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'a> {
    pub(super) hash: ChangeHash,
    pub(super) actor: &'a ActorId,
    pub(super) seq: u64,
    /// The changes on which it builds.
    pub(super) deps: &'a [ChangeHash],
    pub(super) bytes: &'a [u8],
}

impl<'a> From<&'a Change> for Chunk<'a> {
    fn from(change: &'a Change) -> Self {
        Self {
            hash: change.hash(),
            actor: change.actor_id(),
            seq: change.seq(),
            deps: change.deps(),
            bytes: change.raw_bytes(),
        }
    }
}

/// Consecutive changes of one actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub actor: ActorId,
    /// The sequence number of the first change.
    pub first: u64,
    /// Of each change, in order; never none.
    pub hashes: Vec<ChangeHash>,
}

impl Run {
    /// The sequence number of the last change.
    #[must_use]
    pub fn last(&self) -> u64 {
        self.first.saturating_add(self.hashes.len() as u64).saturating_sub(1)
    }

    /// The number that a change must have to go on with it.
    fn next(&self) -> Option<u64> {
        self.last().checked_add(1)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outline {
    /// By actor; of one actor in the order in which its changes came.
    pub(super) runs: Vec<Run>,
    /// What the changes build on and do not contain, sorted.
    pub(super) base: Vec<ChangeHash>,
    /// The changes on which no other builds, sorted.
    pub(super) heads: Vec<ChangeHash>,
}

impl Outline {
    /// Of changes in the order in which their device made them.
    pub(super) fn of(changes: &[Change]) -> Self {
        let mut outliner = Outliner::default();
        for change in changes {
            outliner.add(&change.into());
        }
        outliner.finish()
    }

    /// Whether each number of an actor stands for one change, and came after all lower ones.
    pub(super) fn is_in_order(&self) -> bool {
        let grow = |[one, other]: &[Run; 2]| one.actor != other.actor || one.last() < other.first;
        self.runs.array_windows().all(grow)
    }
}

/// Outlines changes that come one after another.
///
/// Nearly every change builds on the one before it alone, and is the next of its actor: such a one costs a comparison and a
/// place for its hash.
#[derive(Default)]
pub(super) struct Outliner {
    /// In the order in which they came.
    runs: Vec<Run>,
    last: Option<ChangeHash>,
    /// What changes build on other than the one just before.
    loose: BTreeSet<ChangeHash>,
    /// Changes on which the one just after does not build.
    ends: BTreeSet<ChangeHash>,
}

impl Outliner {
    pub(super) fn add(&mut self, change: &Chunk<'_>) {
        let mut follows = false;
        for hash in change.deps {
            if Some(*hash) == self.last {
                follows = true;
            } else {
                self.loose.insert(*hash);
            }
        }
        if !follows {
            self.ends.extend(self.last);
        }
        self.last = Some(change.hash);
        match self.runs.last_mut() {
            Some(run) if run.actor == *change.actor && run.next() == Some(change.seq) => run.hashes.push(change.hash),
            Some(_) | None => self.runs.push(Run {
                actor: change.actor.clone(),
                first: change.seq,
                hashes: vec![change.hash],
            }),
        }
    }

    pub(super) fn finish(self) -> Outline {
        let Self {
            mut runs,
            last,
            loose,
            mut ends,
        } = self;
        // An actor's runs stay in the order in which they came.
        runs.sort_by(|one, other| one.actor.cmp(&other.actor));
        runs.dedup_by(|later, run| {
            let goes_on = later.actor == run.actor && run.next() == Some(later.first);
            if goes_on {
                run.hashes.append(&mut later.hashes);
            }
            goes_on
        });
        ends.extend(last);
        let heads = ends.difference(&loose).copied().collect();
        let mut base = loose;
        if !base.is_empty() {
            for hash in runs.iter().flat_map(|run| &run.hashes) {
                base.remove(hash);
            }
        }
        Outline {
            runs,
            base: base.into_iter().collect(),
            heads,
        }
    }
}
