//! Packs and snapshots on their way into their records' documents.

use automerge::{Change, ChangeHash};
use satchel_shared::{
    document::{Absorbed, ApplyError, Document, ReadSnapshot, guarded},
    exchange::Snapshot,
    ids::{OfficeId, RecordId},
    pack::{OpenedPack, Pack},
    schema::Kind,
    seal::{PublicKey, Purpose, Sealed},
    window::Safety,
};

use super::{Incoming, Source, Unkept, Untaken, joined};
use crate::{
    app::{following::Latest, open::listing},
    vault::{CarriedPack, StoredRecord, VaultError, carried_packs, hub_times, records, settings},
};

/// A document, and what was applied to it since it was read.
pub(super) struct Held {
    pub(super) document: Document,
    /// What it begins with in place of what the vault has: a snapshot that has all of it.
    begins: Option<Vec<u8>>,
    taken: Vec<Change>,
    /// Whether packs are among it, which the hub keeps as they come. It has read a snapshot itself.
    has_packs: bool,
}

/// Why changes that can be read are not taken.
const CONTRADICTS: &str = "its operations contradict each other";

impl Incoming<'_> {
    pub(super) fn take_pack(&mut self, bytes: &[u8]) -> Result<(), Untaken> {
        let (key, OpenedPack { pack, changes, device }) = self.open_pack(bytes)?;
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
            None => self.hold(pack.record, pack.kind)?,
        };
        if self.source == Source::Colleague && !self.is_signing_key(&key)? {
            // Of what a replaced key signed nothing counts that did not come from the hub too.
            let hashes: Vec<ChangeHash> = changes.iter().map(Change::hash).collect();
            let is_known = held.document.has_all(&hashes);
            if stored.is_some() {
                self.documents.insert(pack.record, held);
            }
            return if is_known {
                Ok(())
            } else {
                unusable("key-replaced", String::new())
            };
        }
        match guarded(|| held.document.apply(&changes)) {
            Some(Ok(())) if self.is_in_order(&mut held) => {
                held.taken.extend(changes);
                held.has_packs = true;
            }
            Some(Err(ApplyError::Missing(_))) => {
                if stored.is_some() {
                    self.documents.insert(pack.record, held);
                }
                return unusable("missing-changes", String::new());
            }
            failed => {
                // Some of it may be in there; what other packs brought stays.
                if stored.is_some() {
                    let held = self.hold_again(pack.record, pack.kind, held)?;
                    self.documents.insert(pack.record, held);
                }
                let error = failed.and_then(Result::err);
                return unusable(
                    "record-damaged",
                    error.map_or(CONTRADICTS.to_owned(), |it| it.to_string()),
                );
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
    pub(super) fn take_snapshot(&mut self, snapshot: &Snapshot) -> Result<(), Untaken> {
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
            None => self.hold(record, kind)?,
        };
        match self.absorb(&mut held, snapshot) {
            Ok(heads) => {
                self.documents.insert(record, held);
                self.hub_sent(record, kind, office, stored, heads)
            }
            Err(error) => {
                if stored.is_some() {
                    let held = self.hold_again(record, kind, held)?;
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
        let contradicts = || Untaken::unusable(Some(record), "record-damaged", CONTRADICTS);
        let read = guarded(|| ReadSnapshot::read(&snapshot.document));
        let mut read = read.ok_or_else(contradicts)?.map_err(damaged)?;
        if held.document.is_older_than(&mut read, self.actor.device) && !self.is_reborn {
            self.actor.generation = self.generation;
            self.is_reborn = true;
            settings::begin_generation(self.transaction, self.generation)?;
            tracing::warn!(generation = self.generation, "this vault is an older copy of itself");
        }
        let before = held.document.heads();
        let absorbed = guarded(|| held.document.absorb(read, self.actor));
        let absorbed = absorbed.filter(|it| it.is_err() || self.is_in_order(held));
        let Absorbed { new, is_whole, heads } = absorbed.ok_or_else(contradicts)?.map_err(damaged)?;
        if is_whole {
            held.begins = Some(snapshot.document.to_vec());
            held.taken.clear();
        } else if held.document.has_all(&before) {
            held.taken.extend(new);
        } else {
            // Some of what is here was made over.
            held.begins = Some(held.document.save());
            held.taken.clear();
            if records::find(self.transaction, record)?.is_some() {
                records::hub_has(self.transaction, record, &heads, false)?;
                records::wait(self.transaction, record, self.now)?;
                records::take_back(self.transaction, record)?;
            }
        }
        Ok(heads)
    }

    /// Whether a document could be read again, where each is looked at after each update.
    fn is_in_order(&self, held: &mut Held) -> bool {
        !self.one_by_one || held.document.save_readable().is_some()
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
    fn open_pack(&self, bytes: &[u8]) -> Result<(PublicKey, OpenedPack), Untaken> {
        let sealed = Sealed::parse(bytes).map_err(|_| Untaken::unusable(None, "pack-unreadable", ""))?;
        let key = self.key(&sealed, Purpose::Pack)?;
        let key = key.ok_or_else(|| Untaken::unusable(None, "unknown-device", sealed.signer()))?;
        let opened = Pack::open(sealed, &key).map_err(|error| Untaken::unusable(None, error.code(), &error))?;
        Ok((key, opened))
    }

    /// A record's document as it is kept, or a new one where none is.
    pub(super) fn hold(&self, record: RecordId, kind: Kind) -> Result<Held, Untaken> {
        let document = match records::document(self.transaction, record)? {
            None => Document::new(kind, self.actor),
            Some(kept) => self.load(record, kind, &kept.snapshot, &kept.increments)?,
        };
        Ok(Held {
            document,
            begins: None,
            taken: Vec::new(),
            has_packs: false,
        })
    }

    /// The same document as it was before an update failed, perhaps half-way.
    fn hold_again(&self, record: RecordId, kind: Kind, failed: Held) -> Result<Held, Untaken> {
        let mut document = match &failed.begins {
            Some(snapshot) => self.load(record, kind, snapshot, &[])?,
            None => self.hold(record, kind)?.document,
        };
        document
            .apply(&failed.taken)
            .map_err(|error| Untaken::unusable(Some(record), "record-damaged", error))?;
        Ok(Held { document, ..failed })
    }

    fn load(&self, record: RecordId, kind: Kind, snapshot: &[u8], since: &[Vec<u8>]) -> Result<Document, Untaken> {
        Document::load(kind, self.actor, snapshot, since.iter().map(Vec::as_slice))
            .map_err(|error| Untaken::unusable(Some(record), "record-damaged", error))
    }

    /// Keeps the documents that changed, and gives their ids: what is in memory of them is older now.
    pub(super) fn keep_documents(self) -> Result<Vec<RecordId>, Unkept> {
        let mut touched = Vec::new();
        for (id, held) in self.documents {
            let Held {
                mut document,
                begins,
                taken,
                has_packs,
            } = held;
            let Some(stored) = records::find(self.transaction, id)? else {
                continue;
            };
            if begins.is_none() && taken.is_empty() {
                continue;
            }
            let bytes = if has_packs && !self.one_by_one {
                document.save_readable()
            } else {
                Some(document.save())
            };
            let read = guarded(|| (listing(&mut document), document.freeze(id)));
            let ((listing, content), bytes) = read.zip(bytes).ok_or(Unkept::Unreadable)?;
            records::describe(self.transaction, id, &listing, self.now)?;
            let latest = Latest {
                id,
                content,
                snapshot: Some(bytes),
            };
            latest.keep(self.transaction)?;
            let carries = carried_packs::has_some_of(self.transaction, id)?;
            if !stored.waits && !carries && stored.row.safety != Safety::SetAside {
                records::hub_has(self.transaction, id, &document.heads(), true)?;
            }
            touched.push(id);
        }
        Ok(touched)
    }
}
