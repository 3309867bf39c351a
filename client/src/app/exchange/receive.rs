//! What came from the hub, written into the vault in one transaction: verdicts, updates, the cursor. All of it, or nothing.
//!
//! An update that cannot be used is set aside with its reason, as it came; all others go on. It is tried again after every
//! exchange that brought something, which may be what it waited for, and when the vault is opened, perhaps by a newer
//! program that can read it.

pub(in crate::app) mod by_file;

use std::collections::BTreeMap;

use automerge::{Change, ChangeHash};
use rusqlite::Transaction;
use satchel_shared::{
    Problem,
    document::{Absorbed, Actor, ApplyError, Document},
    exchange::{Cursor, DeviceCard, LedgerEntry, Snapshot, Update, Verdict, read_recommendations, reply::Head},
    ids::{DeviceId, OfficeId, RecordId},
    ledger::{Decision, Event},
    limits::EXPANDED_BYTES,
    pack::{OpenedPack, Pack},
    schema::Kind,
    seal::{PublicKey, Sealed},
    version::Version,
    window::Safety,
    wire,
};
use serde_bytes::ByteBuf;
use uuid::Uuid;

use crate::{
    app::{
        decide::stand,
        open::{Open, listing, listing_of},
    },
    error::AppError,
    sync::engine::{Inbox, Outbox},
    vault::{
        CarriedPack, KnownDevice, StoredRecord, VaultError, carried_packs, decisions, hub_times, recommendations,
        records, settings,
        sync_state::{self, Kept},
    },
};

impl Open {
    /// Writes what came of the reply to an outbox; `at` is the hub's time.
    pub(super) fn accept(&mut self, outbox: &Outbox, inbox: Inbox, at: i64) -> Result<(), AppError> {
        let (actor, now) = (self.actor(), self.environment.now_ms());
        let generation = u32::from_be_bytes(self.environment.random());
        let touched = self.vault.write(|transaction| -> Result<Vec<RecordId>, AppError> {
            if let Some(head) = &inbox.head {
                note_verdicts(transaction, outbox, head, now)?;
                if let Some(cursor) = &head.cursor {
                    settings::set_cursor(transaction, cursor)?;
                }
            }
            let Some(last) = inbox.parts.last() else {
                return Ok(Vec::new());
            };
            let mut incoming = Incoming::new(transaction, actor, generation, now, Some(at));
            for update in inbox.parts.iter().flat_map(|part| &part.updates) {
                incoming.take_or_set_aside(update)?;
            }
            incoming.try_again()?;
            let start = incoming.starts_over.then(Cursor::default);
            let touched = incoming.keep_documents()?;
            settings::set_cursor(transaction, start.as_ref().unwrap_or(&last.cursor))?;
            Ok(touched)
        })?;
        for id in touched {
            self.forget(id);
        }
        self.follow_generation()
    }

    /// Tries again what an older program, or an earlier exchange, could not use.
    pub(in crate::app) fn try_again(&mut self) -> Result<(), AppError> {
        if sync_state::tried_again(self.vault.read())?.is_empty() {
            return Ok(());
        }
        let (actor, now) = (self.actor(), self.environment.now_ms());
        let generation = u32::from_be_bytes(self.environment.random());
        let touched = self.vault.write(|transaction| {
            let mut incoming = Incoming::new(transaction, actor, generation, now, None);
            incoming.try_again()?;
            incoming.keep_documents()
        })?;
        for id in touched {
            self.forget(id);
        }
        self.follow_generation()
    }
}

fn note_verdicts(transaction: &Transaction<'_>, outbox: &Outbox, head: &Head, now: i64) -> Result<(), AppError> {
    for (pack, verdict) in outbox.packs.iter().zip(&head.packs) {
        let id = pack.record;
        match verdict {
            Verdict::Accepted => {
                let Some(stored) = records::find(transaction, id)? else {
                    continue;
                };
                hub_times::note(transaction, id, pack.own_heads.as_ref().unwrap_or(&pack.heads), head.at)?;
                records::take_back(transaction, id)?;
                match &pack.own_heads {
                    None => records::hub_has(transaction, id, &pack.heads, stored.heads == pack.heads)?,
                    Some(own) => {
                        let is_own = !carried_packs::hub_has(transaction, id, own)?;
                        let is_complete = is_own && pack.is_whole && stored.heads == pack.heads;
                        let heads = joined(stored.hub_heads, own);
                        records::hub_has(transaction, id, &heads, is_complete)?;
                    }
                }
            }
            Verdict::Refused(refused) => {
                if let Some(own) = &pack.own_heads {
                    carried_packs::refused(transaction, id, own, &refused.code)?;
                }
                let problem = Problem::new(&refused.code).with("detail", &refused.detail);
                records::set_aside(transaction, id, &json(&problem), &[], now)?;
            }
        }
    }
    for (decision, verdict) in outbox.decisions.iter().zip(&head.decisions) {
        match verdict {
            Verdict::Accepted => decisions::taken(transaction, decision.event)?,
            Verdict::Refused(refused) => decisions::refused(transaction, decision.event, &refused.code)?,
        }
        stand(transaction, decision.record)?;
    }
    Ok(())
}

/// Heads of a record that were known before, and some more.
fn joined(mut known: Vec<ChangeHash>, more: &[ChangeHash]) -> Vec<ChangeHash> {
    known.extend(more);
    known.sort_unstable();
    known.dedup();
    known
}

/// From whom updates come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Hub,
    /// A device of the same office, by file: the hub may not have it.
    Colleague,
}

/// Updates on their way into the vault.
struct Incoming<'a> {
    transaction: &'a Transaction<'a>,
    actor: Actor,
    source: Source,
    now: i64,
    /// The hub's time of the exchange; none where there is none, when the vault is opened.
    at: Option<i64>,
    /// The generation that begins where this vault turns out to be an older copy of itself.
    generation: u32,
    is_reborn: bool,
    /// Whether the beginning of an update is not here any more: all is asked for anew, which changes nothing twice.
    starts_over: bool,
    /// Documents that colleagues' packs were applied to, kept once at the end.
    documents: BTreeMap<RecordId, Held>,
}

/// A document, and what was applied to it since it was read.
struct Held {
    document: Document,
    taken: Vec<Change>,
}

/// Why an update is not in the vault.
enum Untaken {
    /// Its fault: it is set aside, and all others go on.
    Unusable { record: Option<RecordId>, problem: Problem },
    /// The vault's: nothing of the exchange is kept.
    Failed(AppError),
}

impl Untaken {
    fn unusable(record: Option<RecordId>, code: &str, detail: impl std::fmt::Display) -> Self {
        let problem = Problem::new(code).with("detail", detail);
        Self::Unusable { record, problem }
    }
}

impl From<AppError> for Untaken {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl From<VaultError> for Untaken {
    fn from(error: VaultError) -> Self {
        Self::Failed(error.into())
    }
}

impl<'a> Incoming<'a> {
    fn new(transaction: &'a Transaction<'a>, actor: Actor, generation: u32, now: i64, at: Option<i64>) -> Self {
        Self {
            transaction,
            actor,
            source: Source::Hub,
            now,
            at,
            generation,
            is_reborn: false,
            starts_over: false,
            documents: BTreeMap::new(),
        }
    }

    fn take_or_set_aside(&mut self, update: &Update) -> Result<(), AppError> {
        match self.take(update) {
            Ok(()) => Ok(()),
            Err(Untaken::Unusable { record, problem }) => {
                let record = record.unwrap_or(RecordId(Uuid::nil()));
                let bytes = wire::to_cbor(update);
                Ok(records::set_aside_as(
                    self.transaction,
                    record,
                    &json(&problem),
                    &bytes,
                    self.source == Source::Colleague,
                    self.now,
                )?)
            }
            Err(Untaken::Failed(error)) => Err(error),
        }
    }

    /// Takes from what is set aside all that can be used by now. What was taken may be what another waited for.
    fn try_again(&mut self) -> Result<(), AppError> {
        loop {
            let mut taken = false;
            for number in sync_state::tried_again(self.transaction)? {
                let update = came(sync_state::bytes(self.transaction, number)?);
                self.source = if sync_state::came_by_file(self.transaction, number)? {
                    Source::Colleague
                } else {
                    Source::Hub
                };
                match self.take(&update) {
                    Ok(()) => {
                        sync_state::no_longer_aside(self.transaction, number)?;
                        taken = true;
                    }
                    Err(Untaken::Unusable { .. }) => {}
                    Err(Untaken::Failed(error)) => return Err(error),
                }
            }
            if !taken {
                return Ok(());
            }
        }
    }

    fn take(&mut self, update: &Update) -> Result<(), Untaken> {
        match update {
            Update::Pack(bytes) => self.take_pack(bytes),
            Update::Decision(entry) => self.take_decision(entry),
            Update::Recommendations(bytes) => match read_recommendations(bytes) {
                Ok(list) => Ok(recommendations::put(self.transaction, &list)?),
                Err(error) => Err(Untaken::unusable(None, "update-unreadable", error)),
            },
            Update::Device(card) => self.take_device(card),
            Update::Snapshot(snapshot) => self.take_snapshot(snapshot),
            Update::Piece(piece) => match sync_state::keep_piece(self.transaction, piece)? {
                Kept::Whole(bytes) => match wire::from_cbor(&bytes, EXPANDED_BYTES, "an update") {
                    Ok(Update::Piece(_)) => Err(Untaken::unusable(None, "update-unreadable", "a piece of a piece")),
                    Ok(update) => Ok(self.take_or_set_aside(&update)?),
                    Err(error) => Err(Untaken::unusable(None, "update-unreadable", error)),
                },
                Kept::Partly => Ok(()),
                Kept::Not => {
                    self.starts_over = true;
                    Ok(())
                }
            },
        }
    }

    fn take_pack(&mut self, bytes: &[u8]) -> Result<(), Untaken> {
        let OpenedPack { pack, changes, device } = self.open_pack(bytes)?;
        if self.source == Source::Colleague {
            self.check_colleague(&pack, device)?;
        }
        let unusable = |code, detail| Err(Untaken::unusable(Some(pack.record), code, detail));
        let stored = records::find(self.transaction, pack.record)?;
        if stored
            .as_ref()
            .is_some_and(|it| it.kind != pack.kind || it.office != pack.office)
        {
            return unusable("kind-differs", String::new());
        }
        let mut held = match self.documents.remove(&pack.record) {
            Some(held) => held,
            None => self.hold(pack.record, pack.kind, Vec::new())?,
        };
        match held.document.apply(&changes) {
            Ok(()) => held.taken.extend(changes),
            Err(ApplyError::Missing(_)) => {
                if stored.is_some() {
                    self.documents.insert(pack.record, held);
                }
                return unusable("missing-changes", String::new());
            }
            Err(ApplyError::Document(error)) => {
                // Some of it may be in there; what other packs brought stays.
                if stored.is_some() {
                    let held = self.hold(pack.record, pack.kind, held.taken)?;
                    self.documents.insert(pack.record, held);
                }
                return unusable("record-damaged", error.to_string());
            }
        }
        if stored.as_ref().is_some_and(|it| !it.own) {
            // A decision about it came first: of the satchel that brought both, the hub could read no more.
            records::adopt(self.transaction, pack.record)?;
        }
        let heads: Vec<ChangeHash> = pack.heads.iter().map(|hash| hash.0).collect();
        match self.source {
            Source::Hub => {
                self.documents.insert(pack.record, held);
                carried_packs::hub_has(self.transaction, pack.record, &heads)?;
                self.hub_sent(pack.record, pack.kind, pack.office, stored, heads)
            }
            Source::Colleague => {
                let known = stored.as_ref().map(|it| it.hub_heads.clone()).unwrap_or_default();
                let is_at_hub = held.document.changes_by(device, &known).is_empty();
                self.documents.insert(pack.record, held);
                if stored.is_none() {
                    self.insert(pack.record, pack.kind, pack.office)?;
                }
                // This device's own wait in their record already.
                if !is_at_hub && device != self.actor.device {
                    let (record, bytes) = (pack.record, bytes.to_vec());
                    carried_packs::keep(self.transaction, &CarriedPack { record, bytes, heads }, device)?;
                }
                Ok(())
            }
        }
    }

    /// Takes a record of this office with its whole history, or what of it is not here yet.
    fn take_snapshot(&mut self, snapshot: &Snapshot) -> Result<(), Untaken> {
        let Snapshot {
            record, kind, office, ..
        } = *snapshot;
        let stored = records::find(self.transaction, record)?;
        if stored.as_ref().is_some_and(|it| it.kind != kind || it.office != office) {
            return Err(Untaken::unusable(Some(record), "kind-differs", ""));
        }
        if stored.as_ref().is_some_and(|it| !it.own) {
            // A decision about it came first, as to a vault that was restored from an old copy.
            records::adopt(self.transaction, record)?;
        }
        let mut held = match self.documents.remove(&record) {
            Some(held) => held,
            None => self.hold(record, kind, Vec::new())?,
        };
        match self.absorb(&mut held, snapshot) {
            Ok(heads) => {
                self.documents.insert(record, held);
                self.hub_sent(record, kind, office, stored, heads)
            }
            Err(error) => {
                if stored.is_some() {
                    let held = self.hold(record, kind, held.taken)?;
                    self.documents.insert(record, held);
                }
                Err(error)
            }
        }
    }

    /// Takes a snapshot into a document; gives the snapshot's heads. Where it holds what this device wrote and does not have, the
    /// vault is an older copy of itself, and another life of it begins.
    fn absorb(&mut self, held: &mut Held, snapshot: &Snapshot) -> Result<Vec<ChangeHash>, Untaken> {
        let record = snapshot.record;
        let damaged = |error| Untaken::unusable(Some(record), "record-damaged", error);
        let is_older = held
            .document
            .is_older_than(&snapshot.document, self.actor.device)
            .map_err(damaged)?;
        if is_older && !self.is_reborn {
            self.actor.generation = self.generation;
            self.is_reborn = true;
            settings::begin_generation(self.transaction, self.generation)?;
            tracing::warn!(generation = self.generation, "this vault is an older copy of itself");
        }
        let before = held.document.heads();
        let Absorbed { new, heads } = held.document.absorb(&snapshot.document, self.actor).map_err(damaged)?;
        if held.document.has_all(&before) {
            held.taken.extend(new);
        } else {
            // Some of what is here was made over. It is kept at once: what was taken before is in it.
            let stored = records::find(self.transaction, record)?;
            if stored.is_some() {
                records::keep_snapshot(self.transaction, record, &held.document.save())?;
                records::hub_has(self.transaction, record, &heads, false)?;
                records::wait(self.transaction, record, self.now)?;
                records::take_back(self.transaction, record)?;
            }
            held.taken = new;
        }
        Ok(heads)
    }

    /// Notes that the hub has what it just sent; what waits here it still lacks.
    fn hub_sent(
        &self,
        record: RecordId,
        kind: Kind,
        office: OfficeId,
        stored: Option<StoredRecord>,
        heads: Vec<ChangeHash>,
    ) -> Result<(), Untaken> {
        if stored.is_none() {
            self.insert(record, kind, office)?;
        }
        if let Some(at) = self.at {
            hub_times::note(self.transaction, record, &heads, at)?;
        }
        let known = records::find(self.transaction, record)?;
        let known = joined(known.map(|it| it.hub_heads).unwrap_or_default(), &heads);
        Ok(records::hub_has(self.transaction, record, &known, false)?)
    }

    /// Lists a record of this office whose document has come.
    fn insert(&self, record: RecordId, kind: Kind, office: OfficeId) -> Result<(), VaultError> {
        let name = settings::membership(self.transaction)?
            .map(|it| it.office_name)
            .unwrap_or_default();
        records::insert(self.transaction, record, kind, office, &name, true, self.now)
    }

    /// Checks a colleague's pack, or tells why it cannot be used.
    fn open_pack(&self, bytes: &[u8]) -> Result<OpenedPack, Untaken> {
        let sealed = Sealed::parse(bytes).map_err(|_| Untaken::unusable(None, "pack-unreadable", ""))?;
        let key = self.key(sealed.signer())?;
        let key = key.ok_or_else(|| Untaken::unusable(None, "unknown-device", sealed.signer()))?;
        Pack::open(sealed, &key).map_err(|error| Untaken::unusable(None, error.code(), &error))
    }

    /// A record's document as it is kept, a new one where none is, with changes that were applied to it before.
    fn hold(&self, record: RecordId, kind: Kind, taken: Vec<Change>) -> Result<Held, Untaken> {
        let damaged = |error: &dyn std::fmt::Display| Untaken::unusable(Some(record), "record-damaged", error);
        let mut document = match records::document(self.transaction, record)? {
            None => Document::new(kind, self.actor),
            Some(kept) => {
                let since = kept.increments.iter().map(Vec::as_slice);
                Document::load(kind, self.actor, &kept.snapshot, since).map_err(|error| damaged(&error))?
            }
        };
        document.apply(&taken).map_err(|error| damaged(&error))?;
        Ok(Held { document, taken })
    }

    fn take_decision(&self, entry: &LedgerEntry) -> Result<(), Untaken> {
        let signer = entry.decision.signer().ok();
        let key = signer.map(|signer| self.key(signer)).transpose()?.flatten();
        let key = key.ok_or_else(|| {
            let detail = signer.map(|signer| signer.to_string()).unwrap_or_default();
            Untaken::unusable(None, "unknown-device", detail)
        })?;
        let event = entry.decision.open(&key);
        let event = event.map_err(|error| Untaken::unusable(None, error.code(), &error))?;
        let version = self.keep_version(entry, &event);
        if records::find(self.transaction, event.record)?.is_none() {
            version?;
            return Err(Untaken::unusable(Some(event.record), "missing-version", ""));
        }
        decisions::put(
            self.transaction,
            event.id,
            event.record,
            entry.number,
            entry.at,
            &event.what,
        )?;
        stand(self.transaction, event.record)?;
        // What was decided counts, also where the version that it names cannot be read (yet).
        version
    }

    /// Keeps the version that came along, and lists its record from it where there is no living document here.
    fn keep_version(&self, entry: &LedgerEntry, event: &Event) -> Result<(), Untaken> {
        let record = event.record;
        let id = match event.what {
            Decision::Submitted { version } | Decision::Acknowledged { version } => version,
        };
        let bytes = entry.decision.version_bytes(id);
        let Some(bytes) = bytes.map_err(|error| Untaken::unusable(Some(record), error.code(), &error))? else {
            return Ok(());
        };
        let version = match Version::from_bytes(&bytes) {
            Ok(version) if version.record == record => version,
            Ok(_) => {
                let detail = "another record's version";
                return Err(Untaken::unusable(Some(record), "update-unreadable", detail));
            }
            Err(error) => return Err(Untaken::unusable(Some(record), "update-unreadable", error)),
        };
        decisions::put_version(self.transaction, record, id, &bytes)?;
        let stored = records::find(self.transaction, record)?;
        if stored.as_ref().is_some_and(|stored| stored.own) {
            return Ok(());
        }
        if stored.is_none() {
            records::insert(
                self.transaction,
                record,
                version.kind,
                event.office,
                &entry.office_name,
                false,
                self.now,
            )?;
        }
        // One that was set aside may come after those that were submitted later.
        let decisions = decisions::of_record(self.transaction, record)?;
        if decisions
            .iter()
            .any(|it| it.number > entry.number && matches!(it.what, Decision::Submitted { .. }))
        {
            return Ok(());
        }
        let listing = listing_of(version.kind, &version.content);
        Ok(records::describe(self.transaction, record, &listing, entry.at)?)
    }

    fn take_device(&self, card: &DeviceCard) -> Result<(), Untaken> {
        let key = PublicKey::from_slice(&card.key);
        let device = KnownDevice {
            key: key.map_err(|error| Untaken::unusable(None, "update-unreadable", error))?,
            member: card.member.clone(),
            role: card.role,
            office: card.office,
        };
        Ok(settings::know_device(self.transaction, &device)?)
    }

    fn key(&self, device: DeviceId) -> Result<Option<PublicKey>, AppError> {
        if device == self.actor.device {
            return Ok(Some(settings::device_key(self.transaction)?.public()));
        }
        Ok(settings::device(self.transaction, device)?)
    }

    /// Keeps the documents that changed, and gives their ids: what is in memory of them is older now.
    fn keep_documents(self) -> Result<Vec<RecordId>, AppError> {
        let mut touched = Vec::new();
        for (id, Held { mut document, taken }) in self.documents {
            let Some(stored) = records::find(self.transaction, id)? else {
                continue;
            };
            if taken.is_empty() {
                continue;
            }
            records::keep_snapshot(self.transaction, id, &document.save())?;
            records::describe(self.transaction, id, &listing(&mut document), self.now)?;
            let carries = carried_packs::has_some_of(self.transaction, id)?;
            if !stored.waits && !carries && stored.row.safety != Safety::SetAside {
                records::hub_has(self.transaction, id, &document.heads(), true)?;
            }
            touched.push(id);
        }
        Ok(touched)
    }
}

/// An update that was set aside. Earlier programs kept of a pack its own bytes alone.
fn came(bytes: Vec<u8>) -> Update {
    wire::from_cbor(&bytes, usize::MAX, "an update").unwrap_or_else(|_| Update::Pack(ByteBuf::from(bytes)))
}

pub(super) fn json(problem: &Problem) -> String {
    serde_json::to_string(problem).unwrap_or_default()
}

#[cfg(test)]
mod tests;
