//! Decisions made on this device: submit, acknowledge. The same rules run here, to answer at once, and at the hub, which decides.

use rusqlite::Connection;
use satchel_shared::{
    exchange::SealedDecision,
    ids::{EventId, OfficeId, RecordId, VersionId},
    ledger::{Actor, Decision, Event, Refusal, Standing},
    schema::Kind,
    window::{Membership, RecordView},
};
use serde_json::{Map, Value};

use super::{App, open::Open};
use crate::{
    error::AppError,
    vault::{VaultError, WaitingDecision, decisions, records, settings},
};

impl App {
    /// Freezes a record's content as its next version, to go to headquarters with the next sync.
    ///
    /// # Errors
    /// [`AppError::Incomplete`], [`AppError::TwoValues`], or the rule that speaks against it.
    pub fn submit(&self, id: RecordId) -> Result<RecordView, AppError> {
        self.with_open(|open| {
            let membership = open.member()?;
            let stored = open.stored(id)?;
            if !stored.own {
                return Err(AppError::ReadOnly);
            }
            let document = open.document(id)?;
            let view = document.view();
            let missing = missing(stored.kind, &view.content);
            if !missing.is_empty() {
                return Err(AppError::Incomplete(missing));
            }
            if !view.divergences.is_empty() {
                return Err(AppError::TwoValues(
                    view.divergences.iter().map(|it| it.path.names()).collect(),
                ));
            }
            let bytes = document.freeze(id).to_bytes();
            let version = VersionId::of(&bytes);
            let what = Decision::Submitted { version };
            open.decide(id, stored.office, &membership, what, Some((version, &bytes)))?;
            open.view(id)
        })
    }

    /// The desk has seen the latest version of a record.
    ///
    /// # Errors
    /// The rule that speaks against it.
    pub fn acknowledge(&self, id: RecordId) -> Result<RecordView, AppError> {
        self.with_open(|open| {
            let membership = open.member()?;
            let stored = open.stored(id)?;
            let latest = open
                .standing(id)?
                .versions
                .last()
                .copied()
                .ok_or(Refusal::NotSubmitted)?;
            open.decide(
                id,
                stored.office,
                &membership,
                Decision::Acknowledged { version: latest },
                None,
            )?;
            open.view(id)
        })
    }
}

impl Open {
    fn member(&self) -> Result<Membership, AppError> {
        settings::membership(self.vault.read())?.ok_or(AppError::NotEnrolled)
    }

    pub(super) fn standing(&self, id: RecordId) -> Result<Standing, AppError> {
        Ok(fold(self.vault.read(), id)?.0)
    }

    fn decide(
        &mut self,
        record: RecordId,
        office: OfficeId,
        membership: &Membership,
        what: Decision,
        version: Option<(VersionId, &[u8])>,
    ) -> Result<(), AppError> {
        let actor = Actor {
            role: membership.role,
            office: membership.office,
        };
        self.standing(record)?.check(actor, office, &what)?;
        let at = self.environment.now_ms();
        let event = Event {
            id: EventId(self.environment.new_uuid()),
            record,
            office,
            at,
            what: what.clone(),
        };
        let sealed = SealedDecision::new(&event, version.map(|(_, bytes)| bytes), &self.key);
        self.vault.write(|transaction| {
            decisions::put_waiting(
                transaction,
                &WaitingDecision {
                    event: event.id,
                    record,
                    at,
                    what,
                    sealed,
                },
            )?;
            if let Some((id, bytes)) = version {
                decisions::put_version(transaction, record, id, bytes)?;
            }
            stand(transaction, record)
        })
    }
}

/// Writes a record's standing, as its decisions have it, into the list.
pub(super) fn stand(connection: &Connection, record: RecordId) -> Result<(), AppError> {
    let (standing, waits, refused) = fold(connection, record)?;
    records::stand(connection, record, standing.status, &standing.versions, waits, &refused)?;
    Ok(())
}

/// The standing, with what waits taken for granted; whether something waits; and the code of the last refusal, if nothing came after.
fn fold(connection: &Connection, record: RecordId) -> Result<(Standing, bool, String), VaultError> {
    let decisions = decisions::of_record(connection, record)?;
    let mut standing = Standing::default();
    let mut waits = false;
    for decision in decisions.iter().filter(|decision| decision.refused.is_empty()) {
        standing.apply(&decision.what);
        waits |= decision.number == 0;
    }
    let latest = decisions.into_iter().max_by_key(|decision| decision.at);
    Ok((
        standing,
        waits,
        latest.map(|decision| decision.refused).unwrap_or_default(),
    ))
}

/// The needed fields that are empty.
fn missing(kind: Kind, content: &Map<String, Value>) -> Vec<String> {
    let empty = |name: &str| {
        content
            .get(name)
            .and_then(Value::as_str)
            .is_none_or(|text| text.trim().is_empty())
    };
    kind.fields()
        .filter(|field| field.needed && empty(field.name))
        .map(|field| field.name.to_owned())
        .collect()
}
