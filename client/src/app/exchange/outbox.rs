//! What the next request carries.

use std::collections::{BTreeSet, HashSet};

use automerge::{Change, ChangeHash};
use satchel_shared::{Problem, exchange::Repair, ids::RecordId, limits::PACK_CHANGES, pack::Pack};

use super::receive::json;
use crate::{
    app::open::Open,
    error::AppError,
    sync::{
        engine::{Outbox, OutgoingDecision, OutgoingPack},
        pace::Pace,
    },
    vault::{StoredRecord, VaultError, carried_packs, decisions, records, settings},
};

impl Open {
    /// What the next request carries, up to the budget: packs of the records that wait and were not `tried`, then decisions. One of
    /// them goes in any case. A repair goes alone: what is here may have to be made over.
    pub(super) fn outbox(
        &mut self,
        tried: &mut BTreeSet<RecordId>,
        pace: &Pace,
        repair: Option<Repair>,
    ) -> Result<Outbox, AppError> {
        let counter = self.vault.write(|transaction| settings::next_counter(transaction))?;
        let cursor = settings::cursor(self.vault.read())?;
        let budget = u32::try_from(pace.down()).unwrap_or(u32::MAX);
        if repair.is_some() {
            return Ok(Outbox {
                counter,
                cursor,
                budget,
                packs: Vec::new(),
                decisions: Vec::new(),
                repair,
                attachments: false,
                wait: 0,
                goes_on: None,
            });
        }
        let mut room = pace.up();
        let mut packs = Vec::new();
        let mut is_full = false;
        // What this device wrote may build on them.
        for carried in carried_packs::waiting(self.vault.read())? {
            if carried.bytes.len() > room && !packs.is_empty() {
                is_full = true;
                break;
            }
            room = room.saturating_sub(carried.bytes.len());
            packs.push(OutgoingPack::carried(carried));
        }
        for (id, _, _) in records::waiting(self.vault.read())? {
            if is_full {
                break;
            }
            if tried.contains(&id) {
                continue;
            }
            let Some(pack) = self.pack(id, pace.up())? else {
                tried.insert(id);
                continue;
            };
            if pack.sealed.len() > room && !packs.is_empty() {
                is_full = true;
                break;
            }
            room = room.saturating_sub(pack.sealed.len());
            // What was decided about a record comes after all that was written in it.
            is_full |= !pack.is_whole;
            packs.push(pack);
            if is_full {
                break;
            }
        }
        let mut outgoing = Vec::new();
        for decision in decisions::waiting(self.vault.read())? {
            let size = decision.sealed.bytes();
            if is_full || (size > room && !(packs.is_empty() && outgoing.is_empty())) {
                break;
            }
            room = room.saturating_sub(size);
            outgoing.push(OutgoingDecision {
                event: decision.event,
                record: decision.record,
                sealed: decision.sealed,
            });
        }
        Ok(Outbox {
            counter,
            cursor,
            budget,
            packs,
            decisions: outgoing,
            repair,
            attachments: false,
            wait: 0,
            goes_on: None,
        })
    }

    /// This device's changes of a record that the hub does not have, or the first of them, as many as fit into `most` bytes.
    /// Where there are none, perhaps because a colleague has carried them there, the record no longer waits. One that cannot be
    /// read is set aside, and keeps no other from being sent.
    pub(in crate::app) fn pack(&mut self, id: RecordId, most: usize) -> Result<Option<OutgoingPack>, AppError> {
        let known = self.stored(id)?.hub_heads;
        let pack = match self.pack_after(id, &known, most) {
            Err(AppError::Vault(VaultError::Damaged(reason))) => {
                let problem = json(&Problem::new("record-damaged").with("detail", reason));
                let now = self.environment.now_ms();
                self.vault
                    .write(|transaction| records::set_aside(transaction, id, &problem, &[], now))?;
                return Ok(None);
            }
            pack => pack?,
        };
        if pack.is_none() {
            let (stored, carries) = (self.stored(id)?, carried_packs::has_some_of(self.vault.read(), id)?);
            let heads = if carries { known } else { stored.heads };
            self.vault
                .write(|transaction| records::hub_has(transaction, id, &heads, true))?;
        }
        Ok(pack)
    }

    /// This device's changes of a record that are not in the history of `known`, or the first of them, as many as fit into `most`
    /// bytes.
    pub(in crate::app) fn pack_after(
        &mut self,
        id: RecordId,
        known: &[ChangeHash],
        most: usize,
    ) -> Result<Option<OutgoingPack>, AppError> {
        let stored = self.stored(id)?;
        let mut document = self.load(id)?;
        let all = document.changes_by(self.actor().device, known);
        if all.is_empty() {
            return Ok(None);
        }
        let carries = carried_packs::has_some_of(self.vault.read(), id)?;
        let Fitting { pack, sealed, count } = self.fitting(&stored, &all, most);
        let is_whole = count == all.len();
        let mut heads = document.heads();
        if !is_whole {
            heads = known.to_vec();
            heads.extend(pack.heads.iter().map(|hash| hash.0));
            heads.sort_unstable();
            heads.dedup();
        }
        Ok(Some(OutgoingPack {
            record: id,
            heads,
            is_whole,
            own_heads: carries.then(|| pack.heads.iter().map(|hash| hash.0).collect()),
            sealed,
        }))
    }

    /// This device's changes of a record that the hub is known to have, in sealed packs of at most `most` bytes.
    pub(in crate::app) fn packs_at_hub(&mut self, id: RecordId, most: usize) -> Result<Vec<Vec<u8>>, AppError> {
        let (stored, device) = (self.stored(id)?, self.actor().device);
        let mut document = self.load(id)?;
        let lacking = document.changes_by(device, &stored.hub_heads);
        let lacking: HashSet<ChangeHash> = lacking.iter().map(Change::hash).collect();
        let mut all = document.changes_by(device, &[]);
        all.retain(|change| !lacking.contains(&change.hash()));
        let (mut rest, mut packs) = (all.as_slice(), Vec::new());
        while !rest.is_empty() {
            let Fitting { sealed, count, .. } = self.fitting(&stored, rest, most);
            packs.push(sealed);
            rest = rest.get(count..).unwrap_or_default();
        }
        Ok(packs)
    }

    /// A pack of the first of some changes, as many as fit into `most` bytes, and one in any case.
    fn fitting(&self, stored: &StoredRecord, changes: &[Change], most: usize) -> Fitting {
        let mut count = changes.len().min(PACK_CHANGES);
        loop {
            let pack = Pack::new(stored.kind, stored.id, stored.office, &changes[..count]);
            let sealed = pack.seal(&self.key);
            if sealed.len() <= most || count == 1 {
                return Fitting { pack, sealed, count };
            }
            count /= 2;
        }
    }
}

struct Fitting {
    pack: Pack,
    sealed: Vec<u8>,
    /// How many changes are in it.
    count: usize,
}
