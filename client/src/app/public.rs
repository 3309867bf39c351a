//! What the public sees of a record, or would see, as the public would see it: before anyone agrees to it.

use satchel_shared::{
    ids::{RecordId, VersionId},
    ledger::Consent,
    schema::{Kind, Reach},
    version::Version,
    window::{ConsentView, PublicView},
};
use serde_json::{Map, Value};

use super::{App, decide::actor, open::Open};
use crate::{
    error::AppError,
    vault::{VaultError, decisions, settings},
};

impl App {
    /// What the public sees of a record now, and would see of it as it is.
    ///
    /// # Errors
    /// [`AppError::NoRecord`], or what the vault says.
    pub fn public(&self, id: RecordId) -> Result<PublicView, AppError> {
        self.with_open(|open| open.public(id))
    }
}

impl Open {
    fn public(&mut self, id: RecordId) -> Result<PublicView, AppError> {
        let stored = self.stored(id)?;
        let now = self.environment.now_ms();
        let standing = self.standing(id)?;
        let seen = standing.public_at(now).map(|version| self.part(id, version));
        // Headquarters publishes what it has.
        let latest = standing.versions.last().map(|version| self.content(id, *version));
        let would_be_seen = match latest.transpose()?.flatten() {
            Some(sent) => sent,
            None if stored.own => self.document(id)?.freeze(id).content,
            None => Map::new(),
        };
        let published = standing.published.map(|version| self.part(id, version));
        let vault = self.vault.read();
        let waiting: Vec<_> = decisions::waiting(vault)?.into_iter().map(|it| it.event).collect();
        let view = |consent: &Consent| ConsentView {
            event: consent.event,
            given: consent.given.clone(),
            holds: standing.consent_at(consent.given.scope, now).is_some(),
            is_to_earlier: standing.versions.last() != Some(&consent.given.version),
            waits: waiting.contains(&consent.event),
        };
        let member = settings::membership(vault)?;
        let allowed = member.map(|member| standing.allowed(actor(&member), stored.kind.into(), stored.office));
        Ok(PublicView {
            kind: stored.kind,
            seen: seen.transpose()?.flatten(),
            published: published.transpose()?.flatten(),
            would_be_seen: public_part(stored.kind, &would_be_seen),
            edited_since: stored.row.standing.edited_since,
            has_newer: standing.published.is_some() && standing.published != standing.versions.last().copied(),
            is_published: standing.published.is_some(),
            consents: standing.consents.iter().map(view).collect(),
            allowed: allowed.unwrap_or_default(),
        })
    }

    /// The public part of a version, where that is here.
    fn part(&self, id: RecordId, version: VersionId) -> Result<Option<Map<String, Value>>, AppError> {
        let kind = self.stored(id)?.kind;
        let content = self.content(id, version)?;
        Ok(content.map(|content| public_part(kind, &content)))
    }

    pub(super) fn content(&self, id: RecordId, version: VersionId) -> Result<Option<Map<String, Value>>, AppError> {
        let Some(bytes) = decisions::version(self.vault.read(), id, version)? else {
            return Ok(None);
        };
        let version = Version::from_bytes(&bytes).map_err(|error| VaultError::Damaged(error.to_string()))?;
        Ok(Some(version.content))
    }
}

fn public_part(kind: Kind, content: &Map<String, Value>) -> Map<String, Value> {
    kind.reaching(Reach::Public, content)
}
