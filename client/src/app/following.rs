//! What follows an edit later: the words that the search finds a record by, the recommendations that it is tied to, and the id
//! of its content. Whoever needs them asks for them first; an edit only marks its record as stale. What comes from others is kept
//! with them at once.

use rusqlite::Transaction;
use satchel_shared::{
    ids::{RecordId, VersionId},
    version::Version,
};

use super::{App, attachments::files, content::linked, indexed::indexed, open::Open, related::references};
use crate::{
    error::AppError,
    vault::{
        VaultError, decisions, record_files, record_links, record_refs,
        records::{self, Stale},
    },
};

/// Records that are brought up to date in one transaction, while a keystroke may wait for the vault.
const TOGETHER: u32 = 32;

/// A record's latest content that this device knows.
pub(super) struct Latest {
    pub(super) id: RecordId,
    pub(super) content: Version,
    /// Its document, whole, since one opens sooner than its increments do; none for another office's record, of which there
    /// are only versions.
    pub(super) snapshot: Option<Vec<u8>>,
}

impl Latest {
    /// Keeps it with all that follows from it.
    pub(super) fn keep(&self, transaction: &Transaction<'_>) -> Result<(), VaultError> {
        let Self { id, content, snapshot } = self;
        if let Some(snapshot) = snapshot {
            records::keep_snapshot(transaction, *id, snapshot)?;
        }
        record_links::put(transaction, *id, &linked(&content.content))?;
        record_refs::put(transaction, *id, &references(content.kind, &content.content))?;
        record_files::put(transaction, *id, &files(&content.content))?;
        let texts = indexed(content.kind, &content.content);
        records::bring_up_to_date(transaction, *id, &texts, VersionId::of(&content.to_bytes()))
    }
}

impl App {
    /// Brings stale records up to date, some at a time, with the vault free for others in between.
    ///
    /// # Errors
    /// As [`App::list`].
    pub(super) fn follow(&self, which: Stale) -> Result<(), AppError> {
        let mut after = 0;
        while let Some(last) = self.with_vault(|open| open.follow(which, after))? {
            after = last;
        }
        Ok(())
    }
}

impl Open {
    /// Brings the next stale records up to date; gives the last one's row, or none behind the last.
    fn follow(&mut self, which: Stale, after: i64) -> Result<Option<i64>, AppError> {
        let stale = records::stale(self.vault.read(), which, after, TOGETHER)?;
        let Some((last, _)) = stale.last().copied() else {
            return Ok(None);
        };
        let mut all = Vec::with_capacity(stale.len());
        for (_, id) in stale {
            all.extend(self.latest(id)?);
        }
        self.vault.write(|transaction| {
            all.iter().try_for_each(|latest| latest.keep(transaction))?;
            Ok(Some(last))
        })
    }

    /// A record's content as it would be frozen now; or, of another office, as it was last submitted.
    /// Brings one record up to date.
    pub(super) fn follow_one(&mut self, id: RecordId) -> Result<(), AppError> {
        let latest = self.latest(id)?;
        Ok(self
            .vault
            .write(|transaction| latest.iter().try_for_each(|latest| latest.keep(transaction)))?)
    }

    fn latest(&mut self, id: RecordId) -> Result<Option<Latest>, AppError> {
        if self.stored(id)?.own {
            // What cannot be read is told where it is opened; the list and the search go on without it.
            let document = self.load(id).ok();
            return Ok(document.map(|mut document| Latest {
                id,
                content: document.freeze(id),
                snapshot: Some(document.save()),
            }));
        }
        let Some(version) = self.standing(id)?.versions.last().copied() else {
            return Ok(None);
        };
        let bytes = decisions::version(self.vault.read(), id, version)?;
        let version = bytes.and_then(|bytes| Version::from_bytes(&bytes).ok());
        Ok(version.map(|content| Latest {
            id,
            content,
            snapshot: None,
        }))
    }
}
