//! An open vault with the documents that are in use.

use std::collections::{BTreeMap, BTreeSet};

use automerge::ChangeHash;
use rusqlite::Transaction;
use satchel_shared::{
    day::Day,
    document::{Actor, Document, Pen},
    edit::Edit,
    ids::{ItemId, OfficeId, RecordId, RequestId},
    ledger::Role,
    limits::TITLE_CHARACTERS,
    schema::Kind,
    seal::Key,
    vocabulary::Vocabulary,
    window::Upload,
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::attachments::Coming;
use crate::{
    environment::Environment,
    error::AppError,
    vault::{
        RecordListing, StoredRecord, Vault, VaultError, done_edits,
        records::{self, KeptDocument},
        settings,
    },
};

/// How many documents stay in memory.
const DOCUMENTS: usize = 8;

/// How a window asks for edits.
pub(super) struct Asked {
    /// Done once, however often it comes.
    pub request: RequestId,
    /// What the edits' positions refer to.
    pub base: Vec<ChangeHash>,
}

#[derive(Debug)]
pub(super) struct Open {
    pub vault: Vault,
    pub environment: Environment,
    pub key: Key,
    /// Since when this device is withdrawn, by the hub's clock.
    pub revoked_at: Option<i64>,
    actor: Actor,
    /// The last used last. Always as on the disk: a document whose change could not be kept is dropped.
    documents: Vec<(RecordId, Document)>,
    /// The files that are coming.
    pub coming: BTreeMap<Upload, Coming>,
}

impl Open {
    pub(super) fn new(vault: Vault, environment: Environment) -> Result<Self, AppError> {
        let key = settings::device_key(vault.read())?;
        let actor = Actor {
            device: key.id(),
            generation: settings::generation(vault.read())?,
        };
        let revoked_at = settings::revoked_at(vault.read())?;
        let mut open = Self {
            vault,
            environment,
            key,
            revoked_at,
            actor,
            documents: Vec::new(),
            coming: BTreeMap::new(),
        };
        open.adopt_next_key()?;
        if let Err(error) = open.let_go_of_those_over() {
            tracing::warn!(%error, "records whose last day is over could not be let go of");
        }
        if let Err(error) = open.try_again() {
            // It stays set aside; a vault that cannot be written to can still be read.
            tracing::warn!(%error, "what is set aside could not be tried again");
        }
        Ok(open)
    }

    /// Lets go of other offices' records whose last day is over; the desk keeps them.
    pub(super) fn let_go_of_those_over(&mut self) -> Result<(), AppError> {
        let today = Day::of(self.environment.now_ms());
        let member = settings::membership(self.vault.read())?;
        if member.is_some_and(|member| member.role == Role::Desk) {
            return Ok(());
        }
        Ok(self
            .vault
            .write(|transaction| records::remove_those_over(transaction, today))?)
    }

    /// Keeps that headquarters has withdrawn this device: of what is here nothing is shown from now on.
    pub(super) fn note_revoked(&mut self, at: i64) -> Result<(), AppError> {
        self.vault
            .write(|transaction| settings::set_revoked_at(transaction, at))?;
        self.revoked_at = Some(at);
        self.documents.clear();
        Ok(())
    }

    /// Writes as the life of the vault that it is now; documents in memory are those of the one before.
    pub(super) fn follow_generation(&mut self) -> Result<(), AppError> {
        let generation = settings::generation(self.vault.read())?;
        if generation != self.actor.generation {
            self.actor.generation = generation;
            self.documents.clear();
        }
        Ok(())
    }

    pub(super) fn actor(&self) -> Actor {
        self.actor
    }

    pub(super) fn stored(&self, id: RecordId) -> Result<StoredRecord, AppError> {
        records::find(self.vault.read(), id)?.ok_or(AppError::NoRecord(id))
    }

    /// A record of this office, with its document.
    pub(super) fn document(&mut self, id: RecordId) -> Result<&mut Document, AppError> {
        let document = match self.documents.iter().position(|(other, _)| *other == id) {
            Some(at) => self.documents.remove(at),
            None => (id, self.load(id)?),
        };
        if self.documents.len() >= DOCUMENTS {
            self.documents.remove(0);
        }
        self.documents.push(document);
        match self.documents.last_mut() {
            Some((_, document)) => Ok(document),
            None => Err(AppError::NoRecord(id)),
        }
    }

    /// A document that nobody keeps in memory.
    pub(super) fn load(&self, id: RecordId) -> Result<Document, AppError> {
        let stored = self.stored(id)?;
        if !stored.own {
            return Err(AppError::ReadOnly);
        }
        let KeptDocument { snapshot, increments } =
            records::document(self.vault.read(), id)?.ok_or(AppError::NoRecord(id))?;
        let since = increments.iter().map(Vec::as_slice);
        Document::load(stored.kind, self.actor, &snapshot, since)
            .map_err(|error| VaultError::Damaged(error.to_string()).into())
    }

    /// Forgets a document that may differ from the disk.
    pub(super) fn forget(&mut self, id: RecordId) {
        self.documents.retain(|(other, _)| *other != id);
    }

    /// Applies edits to a record of this office and keeps them: on the disk when it returns.
    /// Gives the base for the next edits of the same hand.
    pub(super) fn edit(
        &mut self,
        id: RecordId,
        asked: Option<&Asked>,
        edits: &[Edit],
    ) -> Result<Vec<ChangeHash>, AppError> {
        self.edit_with(id, asked, edits, |_| Ok(()))
    }

    /// The same, with something else that is kept in the same transaction.
    pub(super) fn edit_with(
        &mut self,
        id: RecordId,
        asked: Option<&Asked>,
        edits: &[Edit],
        with: impl FnOnce(&Transaction<'_>) -> Result<(), VaultError>,
    ) -> Result<Vec<ChangeHash>, AppError> {
        let result = self.try_edit(id, asked, edits, with);
        if result.is_err() {
            self.forget(id);
        }
        result
    }

    fn try_edit(
        &mut self,
        id: RecordId,
        asked: Option<&Asked>,
        edits: &[Edit],
        with: impl FnOnce(&Transaction<'_>) -> Result<(), VaultError>,
    ) -> Result<Vec<ChangeHash>, AppError> {
        if let Some(asked) = asked
            && let Some(heads) = done_edits::answer(self.vault.read(), id, asked.request)?
        {
            return Ok(heads);
        }
        let environment = self.environment.clone();
        let now = environment.now_ms();
        let document = self.document(id)?;
        let before = document.heads();
        let mut new_item = || ItemId(environment.new_uuid());
        let base = asked.map(|asked| asked.base.as_slice());
        let after = document.edit(base, edits, &mut pen(now, &mut new_item))?;
        if document.heads() == before {
            return Ok(after);
        }
        let increment = document.save_after(&before);
        let listing = listing(document);
        let full = self.vault.write(|transaction| -> Result<bool, VaultError> {
            with(transaction)?;
            records::describe(transaction, id, &listing, now)?;
            records::wait(transaction, id, now)?;
            if let Some(asked) = asked {
                done_edits::note(transaction, id, asked.request, &after)?;
            }
            records::keep_increment(transaction, id, &increment)
        })?;
        if full {
            let snapshot = self.document(id)?.save();
            self.vault
                .write(|transaction| records::keep_snapshot(transaction, id, &snapshot))?;
        }
        Ok(after)
    }

    /// Makes records, each with its first edits, all of them or none.
    pub(super) fn create(&mut self, kind: Kind, firsts: &[Vec<Edit>]) -> Result<Vec<RecordId>, AppError> {
        let (office, office_name) = settings::membership(self.vault.read())?
            .map_or((OfficeId(Uuid::nil()), String::new()), |it| (it.office, it.office_name));
        let (environment, actor) = (self.environment.clone(), self.actor);
        self.vault.write(|transaction| {
            let mut ids = Vec::with_capacity(firsts.len());
            for edits in firsts {
                let now = environment.now_ms();
                let id = RecordId(environment.new_uuid());
                let mut document = Document::new(kind, actor);
                document.edit(None, edits, &mut pen(now, &mut || ItemId(environment.new_uuid())))?;
                records::insert(transaction, id, kind, office, &office_name, true, now)?;
                records::keep_snapshot(transaction, id, &document.save())?;
                records::describe(transaction, id, &listing(&mut document), now)?;
                if !edits.is_empty() {
                    records::wait(transaction, id, now)?;
                }
                ids.push(id);
            }
            Ok(ids)
        })
    }
}

fn pen(now_ms: i64, new_item: &mut dyn FnMut() -> ItemId) -> Pen<'_> {
    Pen {
        at_s: now_ms.div_euclid(1_000),
        new_item,
    }
}

/// What the list and the search know of a document.
pub(super) fn listing(document: &mut Document) -> RecordListing {
    let kind = document.kind();
    // Long texts are not read for it, but for the one that names the record.
    let mut view = document.brief();
    if let Some(text) = document.text(kind.titled_by()) {
        view.content.insert(kind.titled_by().to_owned(), text.into());
    }
    RecordListing {
        conflicts: view.divergences.len(),
        heads: document.heads(),
        ..listing_of(kind, &view.content)
    }
}

/// The same of a content alone.
pub(super) fn listing_of(kind: Kind, content: &Map<String, Value>) -> RecordListing {
    let line = |field: &str| {
        content
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let begins = content.get("period").and_then(|period| period.get("start")?.as_str());
    let year = content
        .get("year")
        .and_then(Value::as_u64)
        .and_then(|year| u16::try_from(year).ok());
    let themes = content.get("themes").and_then(Value::as_array).into_iter().flatten();
    let themes: BTreeSet<&str> = themes.filter_map(|item| item.get("theme")?.as_str()).collect();
    let current = |code: &str| Vocabulary::Themes.current(code).unwrap_or(code).to_owned();
    RecordListing {
        title: title(kind, content),
        state: line("state"),
        language: line("language"),
        year: year.or_else(|| begins?.get(..4)?.parse().ok()),
        themes: themes.into_iter().map(current).collect(),
        ..RecordListing::default()
    }
}

/// The line that names a record in lists.
fn title(kind: Kind, content: &Map<String, Value>) -> String {
    let text = content
        .get(kind.titled_by())
        .and_then(Value::as_str)
        .unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    line.chars().take(TITLE_CHARACTERS).collect()
}
