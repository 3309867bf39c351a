//! A vault that was restored from an old copy meets what it wrote before: its own changes, which it does not have.
//!
//! Since then it may have written other changes under the same actor and the same sequence numbers. Those that headquarters has
//! keep their names. The others are made over as changes of the vault's new life: the same edits, at the same time, by another
//! actor; so nothing that was written is lost, and no two changes share an actor and a number.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use automerge::{
    ActorId, AutoCommit, AutomergeError, Change, ChangeHash, ExpandedChange, LoadOptions, TextEncoding,
    legacy::{ElementId, Key, ObjectId, OpId},
};

use super::{Actor, Document, skeleton};
use crate::ids::DeviceId;

/// A snapshot that was read.
#[derive(Debug)]
pub struct ReadSnapshot {
    document: AutoCommit,
    heads: Vec<ChangeHash>,
}

/// What a snapshot brought.
#[derive(Debug)]
pub struct Absorbed {
    /// The changes that were not here; none where the document is the snapshot now.
    pub new: Vec<Change>,
    /// Whether the document is the snapshot now, which has all that was here: one that is new, say.
    pub is_whole: bool,
    /// The snapshot's heads, sorted.
    pub heads: Vec<ChangeHash>,
}

impl ReadSnapshot {
    /// Reads a document's bytes ([`Document::snapshot`] or [`Document::save`]).
    ///
    /// # Errors
    /// [`AutomergeError`] where they are damaged.
    pub fn read(bytes: &[u8]) -> Result<Self, AutomergeError> {
        let mut document = open(bytes)?;
        let mut heads = document.get_heads();
        heads.sort_unstable();
        Ok(Self { document, heads })
    }
}

impl Actor {
    /// The actor in place of another of the same device, with the mark of a branch where that one has it.
    fn instead_of(self, other: &ActorId) -> ActorId {
        let own = self.id();
        let bytes = other.to_bytes();
        let branch = bytes.len().saturating_sub(own.to_bytes().len());
        let mut bytes = bytes.get(..branch).unwrap_or_default().to_vec();
        bytes.extend_from_slice(own.to_bytes());
        ActorId::from(bytes)
    }
}

impl Document {
    /// Whether a snapshot holds changes of this device that are not here: then this is an older copy of the device's vault.
    pub fn is_older_than(&mut self, snapshot: &mut ReadSnapshot, device: DeviceId) -> bool {
        let changes = snapshot.document.get_changes_meta(&[]);
        changes
            .iter()
            .any(|change| Actor::device_of(&change.actor) == Some(device) && !self.has(&change.hash))
    }

    /// Takes in what a snapshot holds and this document does not. Changes of the device `actor.device` that contradict the
    /// snapshot's are made over as those of `actor`.
    ///
    /// # Errors
    /// [`AutomergeError`] where the two contradict each other; the document is then as before.
    pub fn absorb(&mut self, snapshot: ReadSnapshot, actor: Actor) -> Result<Absorbed, AutomergeError> {
        let ReadSnapshot {
            document: mut other,
            heads,
        } = snapshot;
        let (mut new, mut is_whole) = (Vec::new(), false);
        if !self.has_all(&heads) {
            skeleton::complete(&mut other, self.kind)?;
            let here = self.document.get_heads();
            is_whole = here.iter().all(|hash| other.get_change_meta_by_hash(hash).is_some());
            if is_whole {
                self.document = other;
            } else {
                new = self.merge(other, actor)?;
            }
        }
        self.document.set_actor(actor.id());
        Ok(Absorbed { new, is_whole, heads })
    }

    /// Where each of the two has something that the other has not. Gives what was not here.
    fn merge(&mut self, mut other: AutoCommit, actor: Actor) -> Result<Vec<Change>, AutomergeError> {
        let mut new = other.get_changes(&[]);
        new.retain(|change| !self.has(&change.hash()));
        let numbers: BTreeSet<(&ActorId, u64)> = new.iter().map(|change| (change.actor_id(), change.seq())).collect();
        let here = self.document.get_changes(&[]);
        if here
            .iter()
            .any(|change| numbers.contains(&(change.actor_id(), change.seq())))
        {
            let theirs: BTreeSet<ChangeHash> = other.get_changes(&[]).iter().map(Change::hash).collect();
            let left = here.into_iter().filter(|change| !theirs.contains(&change.hash()));
            other.apply_changes(made_over(left, actor))?;
            self.document = other;
        } else {
            self.document.apply_changes(new.iter().cloned())?;
        }
        Ok(new)
    }
}

pub(super) fn open(snapshot: &[u8]) -> Result<AutoCommit, AutomergeError> {
    let options = LoadOptions::new().text_encoding(TextEncoding::Utf16CodeUnit);
    AutoCommit::load_with_options(snapshot, options)
}

/// The same changes, but those of the device are `actor`'s. Each comes after those it builds on.
fn made_over(changes: impl Iterator<Item = Change>, actor: Actor) -> Vec<Change> {
    let mut over = Over {
        actor,
        hashes: HashMap::new(),
        operations: BTreeMap::new(),
        numbers: BTreeMap::new(),
    };
    changes.map(|change| over.make(&change)).collect()
}

struct Over {
    actor: Actor,
    /// Of changes that were made over: what they are now.
    hashes: HashMap<ChangeHash, ChangeHash>,
    /// The operations of those, as spans of each actor's counter.
    operations: BTreeMap<ActorId, Vec<(u64, u64)>>,
    /// The last sequence number of each new actor.
    numbers: BTreeMap<ActorId, u64>,
}

impl Over {
    fn make(&mut self, change: &Change) -> Change {
        if Actor::device_of(change.actor_id()) != Some(self.actor.device) {
            return change.clone();
        }
        let mut expanded: ExpandedChange = change.decode();
        let first = expanded.start_op.get();
        let last = first + expanded.operations.len() as u64;
        let old = expanded.actor_id.clone();
        self.operations.entry(old.clone()).or_default().push((first, last));
        let new = self.actor.instead_of(&old);
        let number = self.numbers.entry(new.clone()).or_default();
        *number += 1;
        expanded.seq = *number;
        expanded.actor_id = new;
        expanded.hash = None;
        for hash in &mut expanded.deps {
            if let Some(now) = self.hashes.get(hash) {
                *hash = *now;
            }
        }
        expanded.deps.sort_unstable();
        for operation in &mut expanded.operations {
            if let ObjectId::Id(id) = &mut operation.obj {
                self.rename(id);
            }
            if let Key::Seq(ElementId::Id(id)) = &mut operation.key {
                self.rename(id);
            }
            let mut replaced: Vec<OpId> = operation.pred.iter().cloned().collect();
            for id in &mut replaced {
                self.rename(id);
            }
            operation.pred = replaced.into();
        }
        let made = Change::from(expanded);
        self.hashes.insert(change.hash(), made.hash());
        made
    }

    fn rename(&self, id: &mut OpId) {
        let spans = self.operations.get(id.actor());
        let is_ours = spans.is_some_and(|spans| {
            spans
                .iter()
                .any(|(first, last)| (*first..*last).contains(&id.counter()))
        });
        if is_ours {
            id.1 = self.actor.instead_of(id.actor());
        }
    }
}
