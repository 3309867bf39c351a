//! What was written into a record, when and by which device: read from the changes themselves, without a view of any state.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, hash_map},
};

use automerge::{
    AutoCommit, Change, ChangeHash, ExpandedChange, ObjType,
    legacy::{Key, ObjectId, OpId, OpType},
};

use super::{Actor, skeleton::everyone, view::REMOVED};
use crate::ids::DeviceId;

/// Changes of one device that lie no further apart are told as one.
const TOGETHER_S: i64 = 10 * 60;

/// What an item has beside its fields: touching them touches the list.
const MARKS: [&str; 3] = ["id", "order", REMOVED];

/// What one device wrote in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The changes, the oldest first.
    pub changes: Vec<ChangeHash>,
    /// None where the changes do not tell.
    pub device: Option<DeviceId>,
    /// When the first was made, by that device's clock: seconds since 1970.
    pub since_s: i64,
    /// When the last was made.
    pub at_s: i64,
    /// The fields that were written, as names such as `budget.item`.
    pub fields: BTreeSet<String>,
    /// After the first and each further change: the latest changes of the record as this history tells it.
    heads: Vec<Vec<ChangeHash>>,
}

impl Entry {
    /// The record's heads after the whole entry, with everything that this history tells before it.
    #[must_use]
    pub fn heads(&self) -> &[ChangeHash] {
        self.heads.last().map(Vec::as_slice).unwrap_or_default()
    }

    /// The record's heads after one of the entry's changes.
    #[must_use]
    pub fn heads_after(&self, change: ChangeHash) -> Option<&[ChangeHash]> {
        let at = self.changes.iter().position(|other| *other == change)?;
        self.heads.get(at).map(Vec::as_slice)
    }
}

/// The entries, the newest first: every change after those it builds on, and otherwise by its time, so that all devices that
/// have the same changes tell the same.
pub(super) fn entries(document: &mut AutoCommit) -> Vec<Entry> {
    let changes = in_order(document.get_changes(&[]));
    let mut names = Names::default();
    let mut heads = BTreeSet::new();
    let mut entries: Vec<Entry> = Vec::new();
    for change in &changes {
        for before in change.deps() {
            heads.remove(before);
        }
        heads.insert(change.hash());
        let touched = names.touched(&change.decode());
        if *change.actor_id() == everyone() {
            continue;
        }
        let device = Actor::device_of(change.actor_id());
        let at_s = change.timestamp();
        let now: Vec<ChangeHash> = heads.iter().copied().collect();
        match entries.last_mut() {
            Some(last) if last.device == device && (at_s - last.at_s).abs() <= TOGETHER_S => {
                last.changes.push(change.hash());
                last.at_s = last.at_s.max(at_s);
                last.fields.extend(touched);
                last.heads.push(now);
            }
            Some(_) | None => entries.push(Entry {
                changes: vec![change.hash()],
                device,
                since_s: at_s,
                at_s,
                fields: touched,
                heads: vec![now],
            }),
        }
    }
    entries.reverse();
    entries
}

/// Each change after those it builds on; of those that could come next, the earliest first.
fn in_order(changes: Vec<Change>) -> Vec<Change> {
    let mut waits: HashMap<ChangeHash, usize> = HashMap::new();
    let mut followers: HashMap<ChangeHash, Vec<ChangeHash>> = HashMap::new();
    let mut ready = BinaryHeap::new();
    let mut by_hash: BTreeMap<ChangeHash, Change> = BTreeMap::new();
    for change in changes {
        let hash = change.hash();
        for before in change.deps() {
            followers.entry(*before).or_default().push(hash);
        }
        if change.deps().is_empty() {
            ready.push(Reverse((change.timestamp(), hash)));
        } else {
            waits.insert(hash, change.deps().len());
        }
        by_hash.insert(hash, change);
    }
    let mut ordered = Vec::with_capacity(by_hash.len());
    while let Some(Reverse((_, hash))) = ready.pop() {
        for follower in followers.remove(&hash).unwrap_or_default() {
            if let hash_map::Entry::Occupied(mut left) = waits.entry(follower) {
                *left.get_mut() -= 1;
                if *left.get() == 0 {
                    left.remove();
                    let at = by_hash.get(&follower).map_or(0, Change::timestamp);
                    ready.push(Reverse((at, follower)));
                }
            }
        }
        ordered.extend(by_hash.remove(&hash));
    }
    ordered
}

/// The names of all containers that were ever made, by the operation that made them.
#[derive(Debug, Default)]
struct Names {
    of: HashMap<OpId, Container>,
}

#[derive(Debug, Clone)]
struct Container {
    /// The fields passed on the way, without items: `budget.item`.
    name: String,
    shape: ObjType,
}

impl Names {
    /// The fields that a change touched; the containers that it made are known from then on.
    fn touched(&mut self, change: &ExpandedChange) -> BTreeSet<String> {
        let mut touched = BTreeSet::new();
        let mut last_text: Option<&OpId> = None;
        for (at, op) in (change.start_op.get()..).zip(&change.operations) {
            let container = match &op.obj {
                ObjectId::Root => None,
                // A text is many operations on one container.
                ObjectId::Id(id) if last_text == Some(id) => continue,
                ObjectId::Id(id) => match self.of.get(id) {
                    Some(container) => Some((id, container)),
                    None => continue,
                },
            };
            if let Some((id, container)) = container
                && container.shape == ObjType::Text
            {
                touched.insert(container.name.clone());
                last_text = Some(id);
                continue;
            }
            let outer = container.map_or("", |(_, container)| container.name.as_str());
            let name = match &op.key {
                Key::Map(key) if outer.is_empty() => key.to_string(),
                Key::Map(key) if MARKS.contains(&key.as_str()) => outer.to_owned(),
                Key::Map(key) => format!("{outer}.{key}"),
                Key::Seq(_) => outer.to_owned(),
            };
            if let OpType::Make(shape) = op.action {
                let made = OpId::new(at, &change.actor_id);
                self.of.insert(made, Container { name, shape });
            } else {
                touched.insert(name);
            }
        }
        touched
    }
}

#[cfg(test)]
mod tests;
