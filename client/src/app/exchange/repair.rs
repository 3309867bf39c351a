//! When device and hub do not have the same: after a copy of the vault was brought back, or one of the hub's store, or by a fault.
//!
//! It begins with a doubt: the digests differ once all is sent and received, or the hub has another change under an actor and a
//! number of this device, or has taken a request with a counter that this device has not reached. Then the device sends the
//! digests of its records in 256 buckets, the hub tells what it has in those that differ, and the device asks for snapshots of
//! what it lacks and sends again what the hub lacks. All of it is part of the same sync.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use automerge::{Change, ChangeHash};
use satchel_shared::{
    digest::Buckets,
    exchange::{
        Repair, Verdict,
        reply::{Head, Known},
    },
    ids::RecordId,
    limits::REPAIRED_RECORDS,
    window::SyncReport,
};
use serde_bytes::ByteBuf;

use crate::{
    app::open::Open,
    error::AppError,
    sync::engine::Outbox,
    vault::{VaultError, attachments, carried_packs, records, settings},
};

/// How often a counter is passed over: each time by four times as much.
const LEAPS: u32 = 20;

/// The repair of one sync.
#[derive(Debug, Default)]
pub(super) struct Repairing {
    next: Option<Repair>,
    /// Whether the digests of this sync were compared, which is done once: what repairing cannot mend must not keep it from ending.
    compared: bool,
    /// What the hub has of records that this device lacks something of.
    lacking: Vec<Known>,
    /// Records that were asked for because the hub had refused their packs.
    asked: BTreeSet<RecordId>,
    leaps: u32,
}

impl Repairing {
    /// What the next request asks for.
    pub(super) fn next(&self) -> Option<Repair> {
        self.next.clone()
    }

    /// Whether a counter that was taken before may still be passed over.
    pub(super) fn is_copy(&self) -> bool {
        self.leaps < LEAPS
    }

    /// A copy of this vault has sent requests with these counters: the hub's count is not believed, as nobody has signed it, but
    /// leaped over. What the copy sent is asked for before anything is sent.
    pub(super) fn pass_over(&mut self, open: &mut Open) -> Result<(), AppError> {
        self.leaps += 1;
        let numbers = 4_u64.saturating_pow(self.leaps);
        open.vault
            .write(|transaction| settings::skip_counters(transaction, numbers))?;
        self.next = Some(buckets(open)?);
        self.compared = true;
        Ok(())
    }

    /// Goes on with what the hub said.
    pub(super) fn answered(
        &mut self,
        open: &mut Open,
        outbox: &Outbox,
        head: &Head,
        tried: &mut BTreeSet<RecordId>,
    ) -> Result<(), AppError> {
        match outbox.repair {
            Some(Repair::Buckets(_)) => {
                let mut known = head.known.clone();
                let told: BTreeSet<RecordId> = known.iter().map(|it| it.record).collect();
                for (record, _) in records::own_heads(open.vault.read())? {
                    if head.differing.contains(&Buckets::of(record)) && !told.contains(&record) {
                        // The hub has nothing of it, any more.
                        let heads = Vec::new();
                        known.push(Known { record, heads });
                    }
                }
                let differing = open.differing(known, tried)?;
                self.lacking = differing.here;
                if differing.is_unsent {
                    // A hub that lost records may have lost files too.
                    open.vault.write(|transaction| attachments::doubt_hub(transaction))?;
                }
                self.ask(tried);
            }
            Some(Repair::Snapshots(_)) => {
                let before = self.lacking.len();
                self.lacking = open.differing(std::mem::take(&mut self.lacking), tried)?.here;
                if self.lacking.len() == before {
                    tracing::warn!(records = before, "snapshots did not bring what was lacking");
                    self.lacking.clear();
                }
                self.ask(tried);
            }
            None => {
                let refused = outbox.packs.iter().zip(&head.packs);
                let reused = refused.filter(
                    |(_, verdict)| matches!(verdict, Verdict::Refused(refused) if refused.code == "actor-reused"),
                );
                let again: Vec<RecordId> = reused
                    .map(|(pack, _)| pack.record)
                    .filter(|record| self.asked.insert(*record))
                    .collect();
                if !again.is_empty() {
                    for record in &again {
                        tried.remove(record);
                    }
                    self.next = Some(Repair::Snapshots(again));
                }
            }
        }
        Ok(())
    }

    fn ask(&mut self, tried: &mut BTreeSet<RecordId>) {
        let records: Vec<RecordId> = self
            .lacking
            .iter()
            .map(|known| known.record)
            .take(REPAIRED_RECORDS)
            .collect();
        for record in &records {
            tried.remove(record);
        }
        self.next = (!records.is_empty()).then_some(Repair::Snapshots(records));
    }

    /// Compares the digests once all is sent and received, and reports whether they differ; true where there is something to
    /// repair. What repairing could not mend is not tried again before one of the two has changed.
    pub(super) fn compare(&mut self, open: &mut Open, head: &Head, report: &mut SyncReport) -> Result<bool, AppError> {
        report.differs = false;
        let Some(theirs) = &head.digest else {
            return Ok(false);
        };
        let mut ours = open.vault.write(|transaction| records::own_digest(transaction))?;
        for (record, it) in partly_there(open)? {
            ours.toggle(record, &it.here);
            ours.toggle(record, &it.there);
        }
        let both = [ours.0, theirs.into_array()];
        report.differs = both[0] != both[1];
        if !report.differs || settings::unmended(open.vault.read())? == Some(both) {
            return Ok(false);
        }
        if self.compared {
            tracing::warn!("device and hub still do not have the same");
            open.vault
                .write(|transaction| settings::set_unmended(transaction, both))?;
            return Ok(false);
        }
        tracing::info!("device and hub do not have the same; finding out where");
        self.compared = true;
        self.next = Some(buckets(open)?);
        Ok(true)
    }
}

/// The heads of a record of which the hub does not have all.
struct PartlyThere {
    here: Vec<ChangeHash>,
    /// At the hub, as far as is known.
    there: Vec<ChangeHash>,
}

/// The records of which something waits, was refused, or was carried here by a colleague: they keep no other from being compared.
fn partly_there(open: &mut Open) -> Result<BTreeMap<RecordId, PartlyThere>, AppError> {
    let waiting = records::waiting(open.vault.read())?.into_iter().map(|(id, ..)| id);
    let ids = waiting.chain(carried_packs::records(open.vault.read())?);
    let mut all = BTreeMap::new();
    for id in ids.collect::<BTreeSet<_>>() {
        let stored = open.stored(id)?;
        if !stored.own || stored.hub_heads.is_empty() {
            continue;
        }
        let there = match open.load(id) {
            // Told where it is opened.
            Err(AppError::Vault(VaultError::Damaged(_))) => stored.hub_heads,
            document => document?.heads_within(&stored.hub_heads),
        };
        let here = stored.heads;
        all.insert(id, PartlyThere { here, there });
    }
    Ok(all)
}

fn buckets(open: &mut Open) -> Result<Repair, AppError> {
    let partly = partly_there(open)?;
    let mut buckets = Buckets::default();
    for (record, heads) in records::own_heads(open.vault.read())? {
        buckets.toggle(record, partly.get(&record).map_or(&heads, |it| &it.there));
    }
    Ok(Repair::Buckets(ByteBuf::from(buckets.bytes())))
}

/// Where device and hub differ.
#[derive(Default)]
struct Differing {
    /// What the hub has of records of which this device lacks something.
    here: Vec<Known>,
    /// Whether the hub lacks something, which waits to be sent again.
    is_unsent: bool,
}

impl Open {
    /// Compares what the hub has with what is here. What the hub lacks waits to be sent again.
    fn differing(&mut self, known: Vec<Known>, tried: &mut BTreeSet<RecordId>) -> Result<Differing, AppError> {
        let now = self.environment.now_ms();
        let mut differing = Differing::default();
        for it in known {
            let Some(stored) = records::find(self.vault.read(), it.record)?.filter(|stored| stored.own) else {
                differing.here.push(it);
                continue;
            };
            let mut document = match self.load(it.record) {
                // Told where it is opened: all others are repaired.
                Err(AppError::Vault(VaultError::Damaged(_))) => continue,
                document => document?,
            };
            let theirs: Vec<_> = it.heads.iter().map(|hash| hash.0).collect();
            if !document.has_all(&theirs) {
                differing.here.push(it);
                continue;
            }
            let lacks = document.changes_by(self.actor().device, &theirs);
            // What waits, or was refused, it never had.
            let waits = document.changes_by(self.actor().device, &stored.hub_heads);
            let waits: HashSet<ChangeHash> = waits.iter().map(Change::hash).collect();
            if lacks.iter().any(|change| !waits.contains(&change.hash())) {
                tried.remove(&it.record);
                differing.is_unsent = true;
                self.vault.write(|transaction| {
                    records::hub_has(transaction, it.record, &theirs, false)?;
                    records::wait(transaction, it.record, now)
                })?;
            }
        }
        Ok(differing)
    }
}
