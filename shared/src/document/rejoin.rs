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

/// What a snapshot brought.
#[derive(Debug)]
pub struct Absorbed {
    /// The changes that were not here.
    pub new: Vec<Change>,
    /// The snapshot's heads, sorted.
    pub heads: Vec<ChangeHash>,
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
    ///
    /// # Errors
    /// [`AutomergeError`] where the snapshot is damaged.
    pub fn is_older_than(&mut self, snapshot: &[u8], device: DeviceId) -> Result<bool, AutomergeError> {
        let unknown = self.unknown(&mut open(snapshot)?);
        Ok(unknown
            .iter()
            .any(|change| Actor::device_of(change.actor_id()) == Some(device)))
    }

    /// Takes in what a snapshot holds and this document does not. Changes of the device `actor.device` that contradict the
    /// snapshot's are made over as those of `actor`.
    ///
    /// # Errors
    /// [`AutomergeError`] where the snapshot is damaged; the document is then as before.
    pub fn absorb(&mut self, snapshot: &[u8], actor: Actor) -> Result<Absorbed, AutomergeError> {
        let mut other = open(snapshot)?;
        let mut heads = other.get_heads();
        heads.sort_unstable();
        let new = self.unknown(&mut other);
        let numbers: BTreeSet<(&ActorId, u64)> = new.iter().map(|change| (change.actor_id(), change.seq())).collect();
        let here = self.document.get_changes(&[]);
        if here
            .iter()
            .any(|change| numbers.contains(&(change.actor_id(), change.seq())))
        {
            let theirs: BTreeSet<ChangeHash> = other.get_changes(&[]).iter().map(Change::hash).collect();
            let left = here.into_iter().filter(|change| !theirs.contains(&change.hash()));
            skeleton::complete(&mut other, self.kind)?;
            other.apply_changes(made_over(left, actor))?;
            self.document = other;
        } else {
            self.document.apply_changes(new.iter().cloned())?;
        }
        self.document.set_actor(actor.id());
        Ok(Absorbed { new, heads })
    }

    fn unknown(&mut self, other: &mut AutoCommit) -> Vec<Change> {
        let mut changes = other.get_changes(&[]);
        changes.retain(|change| !self.has(&change.hash()));
        changes
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
