//! What there is to do, gathered: a record is in one task at a time.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use rusqlite::Connection;
use satchel_shared::{
    ids::RecordId,
    limits::HOME_RECORDS,
    window::{NamedRecord, Task, Todo},
};

use crate::vault::{
    VaultError,
    situations::{self, Situated, Situation},
};

/// What there is to do, so far.
#[derive(Default)]
pub(super) struct Tasks {
    tasks: BTreeMap<Todo, Task>,
    /// The records that are in a task by more than how they stand, by that.
    taken: BTreeMap<Situation, BTreeSet<RecordId>>,
}

impl Tasks {
    /// The most pressing first.
    pub(super) fn into_list(self) -> Vec<Task> {
        self.tasks.into_values().collect()
    }

    pub(super) fn add(&mut self, what: Todo, count: usize, records: impl IntoIterator<Item = NamedRecord>) {
        if count == 0 {
            return;
        }
        let task = self.tasks.entry(what).or_insert_with(|| Task {
            what,
            count: 0,
            records: Vec::new(),
        });
        task.count += count;
        let room = HOME_RECORDS.saturating_sub(task.records.len());
        task.records.extend(records.into_iter().take(room));
    }

    /// A record by itself, which is then in no other task.
    pub(super) fn take(&mut self, what: Todo, situation: Situation, record: NamedRecord) {
        if self.taken.entry(situation).or_default().insert(record.id) {
            self.add(what, 1, [record]);
        }
    }

    /// All records of some situations that are not taken, of which those edited last are named.
    pub(super) fn add_situations(
        &mut self,
        vault: &Connection,
        what: Todo,
        of: &[(Situation, usize)],
    ) -> Result<(), VaultError> {
        let (mut left, mut latest) = (0, Vec::new());
        for (situation, count) in of {
            let taken = self.taken.get(situation).map_or(0, BTreeSet::len);
            left += count.saturating_sub(taken);
            let named = situations::latest(vault, situation, HOME_RECORDS + taken)?;
            latest.extend(named.into_iter().filter(|it| !self.has_taken(situation, it)));
        }
        latest.sort_by_key(|it| Reverse(it.edited_at));
        self.add(what, left, latest.into_iter().map(|it| it.record));
        Ok(())
    }

    fn has_taken(&self, situation: &Situation, it: &Situated) -> bool {
        let taken = self.taken.get(situation);
        taken.is_some_and(|taken| taken.contains(&it.record.id))
    }
}
