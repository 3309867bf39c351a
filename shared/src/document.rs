//! A record as people write it together: one Automerge document, edited by typed edits, read as a view.
//!
//! Prose is `Text` and merges; a one-line field is a scalar whose concurrent values are all kept; a list is a list of maps,
//! each with an id, an order key, and a mark when it was taken out, so that a colleague's edits inside it are not lost.
//! Fields that this version does not know stay where they are.

mod actor;
mod edits;
mod error;
mod history;
mod order;
mod rejoin;
mod resolve;
mod restoring;
mod skeleton;
mod texts;
mod value;
mod view;

use std::collections::{BTreeSet, HashSet};

pub use actor::Actor;
use automerge::{AutoCommit, AutomergeError, Change, ChangeHash, LoadOptions, TextEncoding};
pub use error::EditError;
pub use history::{Choice, Entry};
pub use rejoin::{Absorbed, ReadSnapshot};
use serde_json::{Map, Value};
pub use skeleton::skeleton_hashes;
use view::Prose;
pub use view::{Alternative, Divergence, View};

use crate::{
    edit::Edit,
    ids::{DeviceId, ItemId, RecordId},
    schema::{Kind, Reach},
    version::Version,
};

/// A record's document, in memory.
#[derive(Debug)]
pub struct Document {
    document: AutoCommit,
    kind: Kind,
}

/// What edits need from outside: the device's clock, and ids for new items.
pub struct Pen<'a> {
    /// Seconds since 1970.
    pub at_s: i64,
    pub new_item: &'a mut dyn FnMut() -> ItemId,
}

impl std::fmt::Debug for Pen<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pen").field("at_s", &self.at_s).finish_non_exhaustive()
    }
}

/// Why changes of others cannot be applied.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    #[error("{0} earlier changes are missing")]
    Missing(usize),
    #[error(transparent)]
    Document(#[from] AutomergeError),
}

/// Does work with operations that others chose. Automerge takes them at their word, and panics where they contradict each other:
/// then nothing is given, and the documents that the work had in hand are of no more use.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).ok()
}

impl Document {
    /// A new record: its containers, and nothing in them.
    #[must_use]
    pub fn new(kind: Kind, actor: Actor) -> Self {
        let mut document = skeleton::skeleton(kind);
        document.set_actor(actor.id());
        Self { document, kind }
    }

    /// Opens a record from a snapshot ([`Document::save`]) and what was kept since ([`Document::save_after`]).
    ///
    /// # Errors
    /// Where the bytes are damaged.
    pub fn load<'a>(
        kind: Kind,
        actor: Actor,
        snapshot: &'a [u8],
        since: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Self, AutomergeError> {
        let options = LoadOptions::new().text_encoding(TextEncoding::Utf16CodeUnit);
        // In one go: each incremental load by itself takes as long as the document is large.
        let whole: Vec<u8> = std::iter::once(snapshot).chain(since).flatten().copied().collect();
        let mut document = AutoCommit::load_with_options(&whole, options)?;
        skeleton::complete(&mut document, kind)?;
        document.set_actor(actor.id());
        Ok(Self { document, kind })
    }

    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The whole document, compactly.
    pub fn save(&mut self) -> Vec<u8> {
        self.document.save()
    }

    /// The whole document, compactly, where it can be read again: nothing where it cannot, for what others' changes did to it.
    pub fn save_readable(&mut self) -> Option<Vec<u8>> {
        let reread = || {
            let bytes = self.save();
            let mut document = rejoin::open(&bytes)?;
            view::view(&mut document, self.kind, Prose::Read);
            Ok::<_, AutomergeError>(bytes)
        };
        guarded(reread)?.ok()
    }

    /// The whole document for the hub's replies, which are compressed as a whole.
    pub fn snapshot(&mut self) -> Vec<u8> {
        self.document.save_nocompress()
    }

    /// What came after `heads`, cheap to append.
    pub fn save_after(&mut self, heads: &[ChangeHash]) -> Vec<u8> {
        self.document.save_after(heads)
    }

    /// The latest changes, sorted: two devices with the same heads have the same document.
    pub fn heads(&mut self) -> Vec<ChangeHash> {
        let mut heads = self.document.get_heads();
        heads.sort_unstable();
        heads
    }

    /// Applies edits as one change: all of them, or none.
    ///
    /// With `base`, the edits' positions refer to the document as it was at those heads; what others changed since is merged
    /// in. Gives the heads of that state with these edits in it: the base for the next edits of the same hand.
    ///
    /// # Errors
    /// [`EditError`]; the document is as before.
    pub fn edit(
        &mut self,
        base: Option<&[ChangeHash]>,
        edits: &[Edit],
        pen: &mut Pen<'_>,
    ) -> Result<Vec<ChangeHash>, EditError> {
        let branch = match base {
            Some(base) if !self.is_at(base) => Some(base),
            Some(_) | None => None,
        };
        if let Some(base) = branch {
            if base.is_empty() || base.iter().any(|hash| !self.has(hash)) {
                return Err(EditError::UnknownBase);
            }
            self.document.isolate(base);
        }
        let result = edits::apply(&mut self.document, self.kind, edits, pen);
        let change = if result.is_ok() {
            self.document
                .commit_with(automerge::transaction::CommitOptions::default().with_time(pen.at_s))
        } else {
            self.document.rollback();
            None
        };
        self.document.integrate();
        result?;
        Ok(match (change, branch) {
            (Some(change), _) => vec![change],
            (None, Some(base)) => base.to_vec(),
            (None, None) => self.heads(),
        })
    }

    /// Takes the changes of others in.
    ///
    /// # Errors
    /// [`ApplyError::Missing`] where earlier changes are not here yet; the document is then as before.
    pub fn apply(&mut self, changes: &[Change]) -> Result<(), ApplyError> {
        let own: std::collections::BTreeSet<ChangeHash> = changes.iter().map(Change::hash).collect();
        let needed = changes
            .iter()
            .flat_map(|change| change.deps())
            .filter(|hash| !own.contains(hash));
        let missing: std::collections::BTreeSet<_> = needed.copied().collect::<Vec<_>>().into_iter().collect();
        let missing = missing.iter().filter(|hash| !self.has(hash)).count();
        if missing > 0 {
            return Err(ApplyError::Missing(missing));
        }
        self.document.apply_changes(changes.iter().cloned())?;
        Ok(())
    }

    /// The changes that one device made and that are not in the history of `known`, each after those it builds on.
    pub fn changes_by(&mut self, device: DeviceId, known: &[ChangeHash]) -> Vec<Change> {
        let mut changes = self.document.get_changes(known);
        changes.retain(|change| Actor::device_of(change.actor_id()) == Some(device));
        changes
    }

    pub fn view(&mut self) -> View {
        view::view(&mut self.document, self.kind, Prose::Read)
    }

    /// The view without its long texts: what a list needs, in a time that does not grow with them.
    pub fn brief(&mut self) -> View {
        view::view(&mut self.document, self.kind, Prose::LeftOut)
    }

    /// A long text of the record itself; none where the field holds none.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<String> {
        resolve::child(&self.document, &automerge::ROOT, field)?;
        Some(texts::read(&self.document, &automerge::ROOT, field))
    }

    /// What was written and by which device, the newest first.
    pub fn history(&mut self) -> Vec<Entry> {
        history::entries(&mut self.document)
    }

    /// For each change, the time of the first of `seen` in which it was: heads and when they were there, the earliest first.
    pub fn first_seen(&mut self, seen: &[(Vec<ChangeHash>, i64)]) -> std::collections::HashMap<ChangeHash, i64> {
        history::first_seen(&mut self.document, seen)
    }

    /// The view as it was at these heads; none where the document does not know them.
    pub fn view_at(&mut self, heads: &[ChangeHash]) -> Option<View> {
        if heads.is_empty() || heads.iter().any(|hash| !self.has(hash)) {
            return None;
        }
        self.document.isolate(heads);
        let view = self.view();
        self.document.integrate();
        Some(view)
    }

    /// The edits that make the content equal to `content`, but for what colleagues said about it.
    pub fn edits_to(&mut self, content: &Map<String, Value>) -> Vec<Edit> {
        restoring::edits(self.kind, &view::whole(&mut self.document, self.kind), content)
    }

    /// Freezes the content by value: the fields that this version's table has. Those of another version stay in the document,
    /// and are in no version and no copy.
    pub fn freeze(&mut self, record: RecordId) -> Version {
        let mut content = self.view().content;
        content.retain(|name, _| self.kind.field(name).is_some_and(|field| field.reach > Reach::Office));
        Version {
            content,
            kind: self.kind,
            record,
            schema: self.kind.schema(),
        }
    }

    /// The heads of a document that has these changes and what they build on, and no more.
    pub fn heads_within(&mut self, known: &[ChangeHash]) -> Vec<ChangeHash> {
        let beyond = self.document.get_changes_meta(known).into_iter();
        let beyond: HashSet<ChangeHash> = beyond.map(|change| change.hash).collect();
        let within = self.document.get_changes_meta(&[]);
        let within = || within.iter().filter(|change| !beyond.contains(&change.hash));
        let built_on: HashSet<ChangeHash> = within().flat_map(|change| &change.deps).copied().collect();
        let heads = within()
            .map(|change| change.hash)
            .filter(|hash| !built_on.contains(hash));
        heads.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Whether the document has all of these changes.
    pub fn has_all(&mut self, hashes: &[ChangeHash]) -> bool {
        hashes.iter().all(|hash| self.has(hash))
    }

    fn is_at(&mut self, heads: &[ChangeHash]) -> bool {
        let mut heads = heads.to_vec();
        heads.sort_unstable();
        self.heads() == heads
    }

    fn has(&mut self, hash: &ChangeHash) -> bool {
        self.document.get_change_meta_by_hash(hash).is_some()
    }
}

#[cfg(test)]
mod tests;
