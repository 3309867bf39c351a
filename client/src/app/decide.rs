//! Decisions made on this device, and those known of a record. The same rules run here, to answer at once, and at the hub, which decides.

use rusqlite::Connection;
use satchel_shared::{
    exchange::{OfficeCard, SealedDecision},
    ids::{EventId, OfficeId, RecordId, VersionId},
    ledger::{Actor, Decision, Event, Fund, OfficeKind, Refusal, Scope, Standing, Subject},
    schema::Kind,
    window::{LedgerEntry, LedgerLine, Membership, Partner, RecordLedger, RecordView},
};
use serde_json::{Map, Value};

use super::{App, open::Open};
use crate::{
    error::AppError,
    vault::{KeptDecision, VaultError, WaitingDecision, decisions, offices, records, settings},
};

impl App {
    /// Freezes a record's content as its next version, to go to headquarters with the next sync.
    ///
    /// # Errors
    /// [`AppError::Incomplete`], [`AppError::TwoValues`], or the rule that speaks against it.
    pub fn submit(&self, id: RecordId) -> Result<RecordView, AppError> {
        self.with_open(|open| {
            let (version, bytes) = open.freeze(id)?;
            open.decide(id, Decision::Submitted { version }, Some((version, &bytes)))?;
            open.view(id)
        })
    }

    /// Lets other offices read a record: of a practice, the version that headquarters has, as long as the State consents; of an
    /// activity or an observation, its content as it is.
    ///
    /// # Errors
    /// As [`App::submit`].
    pub fn share(&self, id: RecordId) -> Result<RecordView, AppError> {
        self.with_open(|open| {
            if open.stored(id)?.kind == Kind::Practice {
                let standing = open.standing(id)?;
                let version = *standing.versions.last().ok_or(Refusal::NotSubmitted)?;
                let until = standing.consent(Scope::Network).and_then(|consent| consent.given.until);
                open.decide(id, Decision::Shared { version, until }, None)?;
            } else {
                let (version, bytes) = open.freeze(id)?;
                let what = Decision::Shared { version, until: None };
                open.decide(id, what, Some((version, &bytes)))?;
            }
            open.view(id)
        })
    }

    /// Decides on a record, to go to headquarters with the next sync.
    ///
    /// # Errors
    /// The rule that speaks against it; [`AppError::BadRequest`] for what is made of the text ([`App::submit`], [`App::share`]), and
    /// for decisions on offices and funds.
    pub fn decide(&self, id: RecordId, what: Decision) -> Result<RecordView, AppError> {
        if let Decision::Submitted { .. } | Decision::Shared { .. } | Decision::Office(_) | Decision::Fund(_) = what {
            return Err(AppError::BadRequest("this has a request of its own".to_owned()));
        }
        self.with_open(|open| {
            open.decide(id, what, None)?;
            open.view(id)
        })
    }

    /// The offices that can be asked to assist, by their names.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn partners(&self) -> Result<Vec<Partner>, AppError> {
        self.with_open(|open| {
            let mut all = offices::all(open.vault.read())?;
            all.retain(|office| office.kind == OfficeKind::Agency);
            let partner = |office: OfficeCard| Partner {
                id: office.id,
                name: office.name,
                states: office.states,
            };
            Ok(all.into_iter().map(partner).collect())
        })
    }

    /// What was decided on a record, and what may be decided now.
    ///
    /// # Errors
    /// [`AppError::NoRecord`], or what the vault says.
    pub fn ledger(&self, id: RecordId) -> Result<RecordLedger, AppError> {
        self.with_open(|open| open.ledger(id))
    }
}

/// What a decision is made on.
pub(super) struct On {
    pub id: RecordId,
    pub subject: Subject,
    /// Whose it is.
    pub office: OfficeId,
}

impl App {
    /// All decisions that are known here, in the order that counts: those of the ledger, then those that wait.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn whole_ledger(&self) -> Result<Vec<LedgerEntry>, AppError> {
        self.with_open(|open| {
            let all = decisions::all(open.vault.read())?.into_iter();
            let entry = |(on, decision)| {
                Ok(LedgerEntry {
                    on,
                    line: open.line(decision)?,
                })
            };
            all.map(entry).collect()
        })
    }
}

pub(super) fn actor(member: &Membership) -> Actor {
    Actor {
        role: member.role,
        office: member.office,
    }
}

impl Open {
    pub(super) fn member(&self) -> Result<Membership, AppError> {
        settings::membership(self.vault.read())?.ok_or(AppError::NotEnrolled)
    }

    pub(super) fn standing(&self, id: RecordId) -> Result<Standing, AppError> {
        Ok(fold(self.vault.read(), id)?.standing)
    }

    pub(super) fn ledger(&self, id: RecordId) -> Result<RecordLedger, AppError> {
        let stored = self.stored(id)?;
        let standing = self.standing(id)?;
        let member = settings::membership(self.vault.read())?;
        let allowed = member.map(|member| standing.allowed(actor(&member), stored.kind.into(), stored.office));
        let decisions = decisions::of_record(self.vault.read(), id)?;
        let lines = decisions.into_iter().map(|decision| self.line(decision));
        Ok(RecordLedger {
            decisions: lines.collect::<Result<_, _>>()?,
            latest: standing.versions.last().copied(),
            open_questions: standing.open_questions,
            allowed: allowed.unwrap_or_default(),
        })
    }

    /// The name of the office that a decision asks to assist.
    fn partner_of(&self, what: &Decision) -> Result<Option<String>, AppError> {
        let Decision::Referred { to, .. } = what else {
            return Ok(None);
        };
        let vault = self.vault.read();
        let own = settings::membership(vault)?.filter(|own| own.office == *to);
        let name = match own {
            Some(own) => Some(own.office_name),
            None => offices::name(vault, *to)?,
        };
        Ok(Some(name.unwrap_or_else(|| to.to_string())))
    }

    pub(super) fn line(&self, decision: KeptDecision) -> Result<LedgerLine, AppError> {
        Ok(LedgerLine {
            id: decision.event,
            number: decision.number,
            at: decision.at,
            by: self.member_of(decision.signer)?,
            here: decision.signer == Some(self.key.id()),
            partner: self.partner_of(&decision.what)?,
            what: decision.what,
            status: decision.status,
            refused: Some(decision.refused).filter(|code| !code.is_empty()),
        })
    }

    /// A record's content by value, where nothing that is needed is missing.
    fn freeze(&mut self, id: RecordId) -> Result<(VersionId, Vec<u8>), AppError> {
        let stored = self.stored(id)?;
        if !stored.own {
            return Err(AppError::ReadOnly);
        }
        let document = self.document(id)?;
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
        Ok((VersionId::of(&bytes), bytes))
    }

    fn decide(&mut self, id: RecordId, what: Decision, version: Option<(VersionId, &[u8])>) -> Result<(), AppError> {
        let member = self.member()?;
        let stored = self.stored(id)?;
        let on = On {
            id,
            subject: stored.kind.into(),
            office: stored.office,
        };
        self.decide_on(on, &member, what, version)
    }

    pub(super) fn decide_on(
        &mut self,
        on: On,
        membership: &Membership,
        what: Decision,
        version: Option<(VersionId, &[u8])>,
    ) -> Result<(), AppError> {
        let On {
            id: record,
            subject,
            office,
        } = on;
        let at = self.environment.now_ms();
        self.standing(record)?
            .check(actor(membership), subject, office, &what, at)?;
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
    let Folded {
        standing,
        version,
        waits,
        refused,
    } = fold(connection, record)?;
    records::stand(connection, record, &standing, version, waits, &refused)?;
    Ok(())
}

/// What a record's decisions come to, with those that wait taken for granted.
struct Folded {
    standing: Standing,
    /// Number of the latest version.
    version: usize,
    waits: bool,
    /// Code of the last refusal, where nothing came after.
    refused: String,
}

fn fold(connection: &Connection, record: RecordId) -> Result<Folded, VaultError> {
    let decisions = decisions::of_record(connection, record)?;
    let subject = subject(connection, record, &decisions)?;
    let (mut standing, mut version, mut waits) = (Standing::default(), 0, false);
    let is_known_office = || offices::kind(connection, OfficeId(record.0));
    if subject == Some(Subject::Fund) || (subject == Some(Subject::Office) && is_known_office()?.is_some()) {
        standing = Standing::open();
    }
    for decision in decisions.iter().filter(|decision| decision.refused.is_empty()) {
        if let Some(subject) = subject {
            standing.apply(subject, decision.event, &decision.what);
        }
        // This device need not have all that was decided before.
        standing.status = decision.status.unwrap_or(standing.status);
        version = usize::try_from(decision.version_number)
            .unwrap_or_default()
            .max(version);
        waits |= decision.number == 0;
    }
    let latest = decisions.into_iter().max_by_key(|decision| decision.at);
    Ok(Folded {
        version: version.max(standing.versions.len()),
        standing,
        waits,
        refused: latest.map(|decision| decision.refused).unwrap_or_default(),
    })
}

/// What the decisions under an id are on; none where that is not known here.
fn subject(connection: &Connection, id: RecordId, decisions: &[KeptDecision]) -> Result<Option<Subject>, VaultError> {
    if let Some(stored) = records::find(connection, id)? {
        return Ok(Some(stored.kind.into()));
    }
    let on_an_office = |decision: &KeptDecision| matches!(decision.what, Decision::Office(_));
    if Fund::of(id).is_some() {
        return Ok(Some(Subject::Fund));
    }
    let is_office = decisions.iter().any(on_an_office) || offices::kind(connection, OfficeId(id.0))?.is_some();
    Ok(is_office.then_some(Subject::Office))
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
