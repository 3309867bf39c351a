//! What was written into a record, when and by which device: read from the changes themselves, without a view of any state.

mod told;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, hash_map},
};

use automerge::{AutoCommit, Change, ChangeHash};
use told::{Teller, Told};

use super::{Actor, skeleton::everyone};
use crate::{edit::Scalar, ids::DeviceId};

/// Changes of one device that lie no further apart are told as one.
const TOGETHER_S: i64 = 10 * 60;

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
    /// The choices between several values that were made. Changes with choices are told by themselves.
    pub choices: Vec<Choice>,
    /// After the first and each further change: the latest changes of the record as this history tells it.
    heads: Vec<Vec<ChangeHash>>,
}

/// One value was put in place of several, which people had set while apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As in [`Entry::fields`].
    pub field: String,
    /// What stood there, in the order of [`super::Divergence`].
    pub between: Vec<Scalar>,
    pub chosen: Scalar,
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
    let mut teller = Teller::default();
    let mut heads = BTreeSet::new();
    let mut entries: Vec<Entry> = Vec::new();
    for change in &changes {
        for before in change.deps() {
            heads.remove(before);
        }
        heads.insert(change.hash());
        let Told { fields, choices } = teller.tell(&change.decode());
        if *change.actor_id() == everyone() {
            continue;
        }
        let device = Actor::device_of(change.actor_id());
        let at_s = change.timestamp();
        let now: Vec<ChangeHash> = heads.iter().copied().collect();
        match entries.last_mut() {
            Some(last)
                if last.device == device
                    && (at_s - last.at_s).abs() <= TOGETHER_S
                    && last.choices.is_empty()
                    && choices.is_empty() =>
            {
                last.changes.push(change.hash());
                last.at_s = last.at_s.max(at_s);
                last.fields.extend(fields);
                last.heads.push(now);
            }
            Some(_) | None => entries.push(Entry {
                changes: vec![change.hash()],
                device,
                since_s: at_s,
                at_s,
                fields,
                choices,
                heads: vec![now],
            }),
        }
    }
    entries.reverse();
    entries
}

/// For each change, when it was first known to be somewhere: `seen` tells, the earliest first, which heads were there and when.
pub(super) fn first_seen(document: &mut AutoCommit, seen: &[(Vec<ChangeHash>, i64)]) -> HashMap<ChangeHash, i64> {
    let metas = document.get_changes_meta(&[]).into_iter();
    let before: HashMap<ChangeHash, Vec<ChangeHash>> = metas.map(|meta| (meta.hash, meta.deps)).collect();
    let mut times = HashMap::new();
    for (heads, at) in seen {
        let mut left = heads.clone();
        while let Some(hash) = left.pop() {
            if let (Some(before), hash_map::Entry::Vacant(time)) = (before.get(&hash), times.entry(hash)) {
                time.insert(*at);
                left.extend(before);
            }
        }
    }
    times
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

#[cfg(test)]
mod tests;
