//! What came from the hub, written into the vault in one transaction: verdicts, updates, the cursor. All of it, or nothing.
//!
//! An update that cannot be used is set aside with its reason and its bytes; all others go on.

use std::collections::BTreeMap;

use rusqlite::Transaction;
use satchel_shared::{
    Problem,
    document::{Actor, ApplyError, Document},
    exchange::{DeviceCard, LedgerEntry, Update, Verdict, read_recommendations},
    ids::{DeviceId, RecordId, VersionId},
    ledger::Decision,
    pack::{OpenedPack, Pack},
    seal::{PublicKey, Sealed},
    version::Version,
};
use uuid::Uuid;

use crate::{
    app::{
        decide::stand,
        open::{Open, listing, listing_of},
    },
    error::AppError,
    sync::engine::{Inbox, Outbox},
    vault::{KnownDevice, decisions, hub_times, recommendations, records, settings},
};

impl Open {
    /// Writes what the hub said to an outbox.
    pub(super) fn accept(&mut self, outbox: &Outbox, inbox: Inbox) -> Result<(), AppError> {
        let (actor, now) = (self.actor(), self.environment.now_ms());
        let touched = self.vault.write(|transaction| -> Result<Vec<RecordId>, AppError> {
            note_verdicts(transaction, outbox, &inbox, now)?;
            let mut incoming = Incoming {
                transaction,
                actor,
                now,
                at: inbox.at,
                documents: BTreeMap::new(),
            };
            for update in inbox.updates {
                incoming.take(update)?;
            }
            let touched = incoming.keep_documents()?;
            settings::set_cursor(transaction, inbox.cursor)?;
            Ok(touched)
        })?;
        for id in touched {
            self.forget(id);
        }
        Ok(())
    }
}

fn note_verdicts(transaction: &Transaction<'_>, outbox: &Outbox, inbox: &Inbox, now: i64) -> Result<(), AppError> {
    for (pack, verdict) in outbox.packs.iter().zip(&inbox.packs) {
        let id = pack.record;
        match verdict {
            Verdict::Accepted => {
                let Some(stored) = records::find(transaction, id)? else {
                    continue;
                };
                records::hub_has(transaction, id, &pack.heads, stored.heads == pack.heads)?;
                hub_times::note(transaction, id, &pack.heads, inbox.at)?;
                records::take_back(transaction, id)?;
            }
            Verdict::Refused(refused) => {
                let problem = Problem::new(&refused.code).with("detail", &refused.detail);
                records::set_aside(transaction, id, &json(&problem), &[], now)?;
            }
        }
    }
    for (decision, verdict) in outbox.decisions.iter().zip(&inbox.decisions) {
        match verdict {
            Verdict::Accepted => decisions::taken(transaction, decision.event)?,
            Verdict::Refused(refused) => decisions::refused(transaction, decision.event, &refused.code)?,
        }
        stand(transaction, decision.record)?;
    }
    Ok(())
}

/// Updates on their way into the vault.
struct Incoming<'a> {
    transaction: &'a Transaction<'a>,
    actor: Actor,
    now: i64,
    /// The hub's time of the exchange.
    at: i64,
    /// Documents that colleagues' packs were applied to, kept once at the end.
    documents: BTreeMap<RecordId, Document>,
}

impl Incoming<'_> {
    fn take(&mut self, update: Update) -> Result<(), AppError> {
        match update {
            Update::Pack(bytes) => self.take_pack(&bytes),
            Update::Decision(entry) => self.take_decision(&entry),
            Update::Recommendations(bytes) => match read_recommendations(&bytes) {
                Ok(list) => Ok(recommendations::put(self.transaction, &list)?),
                Err(error) => self.set_aside(None, "update-unreadable", &error.to_string(), &bytes),
            },
            Update::Device(card) => self.take_device(&card),
        }
    }

    fn take_pack(&mut self, bytes: &[u8]) -> Result<(), AppError> {
        let opened = match self.open_pack(bytes)? {
            Ok(opened) => opened,
            Err((code, detail)) => return self.set_aside(None, code, &detail, bytes),
        };
        let OpenedPack { pack, changes, .. } = opened;
        let stored = records::find(self.transaction, pack.record)?;
        if !self.documents.contains_key(&pack.record) {
            let document = match &stored {
                None => Document::new(pack.kind, self.actor),
                Some(stored) if !stored.own || stored.kind != pack.kind => {
                    return self.set_aside(Some(pack.record), "kind-differs", "", bytes);
                }
                Some(_) => match self.load(pack.record, &pack)? {
                    Some(document) => document,
                    None => return self.set_aside(Some(pack.record), "record-damaged", "", bytes),
                },
            };
            self.documents.insert(pack.record, document);
        }
        let Some(document) = self.documents.get_mut(&pack.record) else {
            return Ok(());
        };
        match document.apply(&changes) {
            Ok(()) => {}
            Err(ApplyError::Missing(_)) => return self.set_aside(Some(pack.record), "missing-changes", "", bytes),
            Err(ApplyError::Document(error)) => {
                self.documents.remove(&pack.record);
                return self.set_aside(Some(pack.record), "record-damaged", &error.to_string(), bytes);
            }
        }
        if stored.is_none() {
            let name = settings::membership(self.transaction)?
                .map(|it| it.office_name)
                .unwrap_or_default();
            records::insert(
                self.transaction,
                pack.record,
                pack.kind,
                pack.office,
                &name,
                true,
                self.now,
            )?;
        }
        // The hub has what it just sent, and still lacks what waits here.
        let stored = records::find(self.transaction, pack.record)?.ok_or(AppError::NoRecord(pack.record))?;
        let heads: Vec<_> = pack.heads.iter().map(|hash| hash.0).collect();
        hub_times::note(self.transaction, pack.record, &heads, self.at)?;
        let mut known = stored.hub_heads;
        known.extend(heads);
        known.sort_unstable();
        known.dedup();
        Ok(records::hub_has(self.transaction, pack.record, &known, false)?)
    }

    /// Checks a colleague's pack, or tells why it cannot be used.
    fn open_pack(&self, bytes: &[u8]) -> Result<Result<OpenedPack, (&'static str, String)>, AppError> {
        let Ok(sealed) = Sealed::parse(bytes) else {
            return Ok(Err(("pack-unreadable", String::new())));
        };
        let Some(key) = self.key(sealed.signer())? else {
            return Ok(Err(("unknown-device", sealed.signer().to_string())));
        };
        Ok(Pack::open(sealed, &key).map_err(|error| (error.code(), error.to_string())))
    }

    fn load(&self, id: RecordId, pack: &Pack) -> Result<Option<Document>, AppError> {
        let Some(kept) = records::document(self.transaction, id)? else {
            return Ok(None);
        };
        let since = kept.increments.iter().map(Vec::as_slice);
        Ok(Document::load(pack.kind, self.actor, &kept.snapshot, since).ok())
    }

    fn take_decision(&mut self, entry: &LedgerEntry) -> Result<(), AppError> {
        let bytes = entry.decision.event.as_slice();
        let signer = entry.decision.signer().ok();
        let key = signer.map(|signer| self.key(signer)).transpose()?.flatten();
        let Some(key) = key else {
            let detail = signer.map(|signer| signer.to_string()).unwrap_or_default();
            return self.set_aside(None, "unknown-device", &detail, bytes);
        };
        let event = match entry.decision.open(&key) {
            Ok(event) => event,
            Err(error) => return self.set_aside(None, error.code(), &error.to_string(), bytes),
        };
        let id = match event.what {
            Decision::Submitted { version } | Decision::Acknowledged { version } => version,
        };
        let version = match entry.decision.version_bytes(id) {
            Ok(version) => version,
            Err(error) => return self.set_aside(Some(event.record), error.code(), &error.to_string(), bytes),
        };
        if let Some(bytes) = version {
            self.keep_version(entry, event.record, event.office, id, &bytes)?;
        }
        if records::find(self.transaction, event.record)?.is_none() {
            return self.set_aside(Some(event.record), "missing-version", "", bytes);
        }
        decisions::put(
            self.transaction,
            event.id,
            event.record,
            entry.number,
            entry.at,
            &event.what,
        )?;
        stand(self.transaction, event.record)
    }

    /// Keeps a version, and lists its record from it where there is no living document here.
    fn keep_version(
        &self,
        entry: &LedgerEntry,
        record: RecordId,
        office: satchel_shared::ids::OfficeId,
        id: VersionId,
        bytes: &[u8],
    ) -> Result<(), AppError> {
        let version = match Version::from_bytes(bytes) {
            Ok(version) if version.record == record => version,
            Ok(_) => return self.set_aside(Some(record), "update-unreadable", "another record's version", bytes),
            Err(error) => return self.set_aside(Some(record), "update-unreadable", &error.to_string(), bytes),
        };
        decisions::put_version(self.transaction, record, id, bytes)?;
        let stored = records::find(self.transaction, record)?;
        if stored.as_ref().is_some_and(|stored| stored.own) {
            return Ok(());
        }
        if stored.is_none() {
            records::insert(
                self.transaction,
                record,
                version.kind,
                office,
                &entry.office_name,
                false,
                self.now,
            )?;
        }
        let listing = listing_of(version.kind, &version.content);
        Ok(records::describe(self.transaction, record, &listing, entry.at)?)
    }

    fn take_device(&self, card: &DeviceCard) -> Result<(), AppError> {
        match PublicKey::from_slice(&card.key) {
            Ok(key) => {
                let device = KnownDevice {
                    key,
                    member: card.member.clone(),
                    role: card.role,
                    office: card.office,
                };
                Ok(settings::know_device(self.transaction, &device)?)
            }
            Err(error) => self.set_aside(None, "update-unreadable", &error.to_string(), &card.key),
        }
    }

    fn key(&self, device: DeviceId) -> Result<Option<PublicKey>, AppError> {
        if device == self.actor.device {
            return Ok(Some(settings::device_key(self.transaction)?.public()));
        }
        Ok(settings::device(self.transaction, device)?)
    }

    fn set_aside(&self, record: Option<RecordId>, code: &str, detail: &str, bytes: &[u8]) -> Result<(), AppError> {
        let problem = Problem::new(code).with("detail", detail);
        let record = record.unwrap_or(RecordId(Uuid::nil()));
        Ok(records::set_aside(
            self.transaction,
            record,
            &json(&problem),
            bytes,
            self.now,
        )?)
    }

    /// Keeps the documents that changed, and gives their ids: what is in memory of them is older now.
    fn keep_documents(self) -> Result<Vec<RecordId>, AppError> {
        let mut touched = Vec::new();
        for (id, mut document) in self.documents {
            let Some(stored) = records::find(self.transaction, id)? else {
                continue;
            };
            records::keep_snapshot(self.transaction, id, &document.save())?;
            records::describe(self.transaction, id, &listing(&mut document), self.now)?;
            if stored.row.safety == satchel_shared::window::Safety::AtHeadquarters {
                records::hub_has(self.transaction, id, &document.heads(), true)?;
            }
            touched.push(id);
        }
        Ok(touched)
    }
}

fn json(problem: &Problem) -> String {
    serde_json::to_string(problem).unwrap_or_default()
}
