//! Decisions made on this device, and those known of a record. The same rules run here, to answer at once, and at the hub, which decides.

use rusqlite::Connection;
use satchel_shared::{
    document::EditError,
    exchange::{MemberCard, OfficeCard, SealedDecision},
    ids::{EventId, MemberId, OfficeId, RecordId, VersionId},
    ledger::{Actor, Decision, Event, Fund, Guest, OfficeKind, Refusal, Role, Scope, Standing, Subject},
    schema::{Kind, discussion},
    version::Version,
    window::{DeskMember, GuestView, LedgerEntry, LedgerLine, Membership, Partner, RecordLedger, RecordView, Step},
};

use super::{App, open::Open};
use crate::{
    error::AppError,
    vault::{
        KeptDecision, StoredRecord, VaultError, WaitingDecision, decisions, members, offices,
        records::{self, Stands},
        settings,
    },
};

/// A version with its bytes.
type Frozen<'bytes> = (VersionId, &'bytes [u8]);

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

    /// Proposes a discussion's theme, with its content as it is.
    ///
    /// # Errors
    /// As [`App::submit`].
    pub fn propose(&self, id: RecordId) -> Result<RecordView, AppError> {
        self.with_open(|open| {
            let (version, bytes) = open.freeze(id)?;
            open.decide(id, Decision::ThemeProposed { version }, Some((version, &bytes)))?;
            open.view(id)
        })
    }

    /// Decides on a record, to go to headquarters with the next sync.
    ///
    /// # Errors
    /// The rule that speaks against it; [`AppError::BadRequest`] for what is made of the text ([`App::submit`], [`App::share`],
    /// [`App::propose`]), and for decisions on offices and funds.
    pub fn decide(&self, id: RecordId, what: Decision) -> Result<RecordView, AppError> {
        let is_of_the_text = what.name().may_bring_version();
        if is_of_the_text || matches!(what, Decision::Office(_) | Decision::Fund(_)) {
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
        self.with_open(|open| open.offices_that(|kind| kind == OfficeKind::Agency))
    }

    /// The offices that can be invited to a discussion, by their names.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn guests(&self) -> Result<Vec<Partner>, AppError> {
        self.with_open(|open| open.offices_that(|kind| kind != OfficeKind::Headquarters))
    }

    /// The members of headquarters' desk, by their names.
    ///
    /// # Errors
    /// [`AppError::NotEnrolled`]
    pub fn desk(&self) -> Result<Vec<DeskMember>, AppError> {
        self.with_open(|open| open.desk())
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
        let Folded { standing, steps, .. } = fold(self.vault.read(), id)?;
        let member = settings::membership(self.vault.read())?;
        let allowed = |member: &Membership| standing.allowed(actor(member), stored.kind.into(), stored.office);
        let allowed = member.as_ref().map(allowed);
        let decisions = decisions::of_record(self.vault.read(), id)?;
        let lines = decisions.into_iter().map(|decision| self.line(decision));
        let guest = |guest: &Guest| {
            Ok(GuestView {
                office: guest.office,
                name: self.name_of_office(guest.office)?,
                accepts: guest.accepts,
            })
        };
        let assigned = standing.assigned.map(|member| self.name_of_member(member));
        Ok(RecordLedger {
            decisions: lines.collect::<Result<_, _>>()?,
            latest: standing.versions.last().copied(),
            steps,
            guests: standing.guests.iter().map(guest).collect::<Result<_, AppError>>()?,
            assigned: assigned.transpose()?,
            office: member.map(|member| member.office),
            open_questions: standing.open_questions,
            allowed: allowed.unwrap_or_default(),
        })
    }

    pub(super) fn desk(&self) -> Result<Vec<DeskMember>, AppError> {
        let vault = self.vault.read();
        let own = members::holder(vault, self.key.id())?;
        let member = |card: MemberCard| DeskMember {
            here: own == Some(card.id),
            id: card.id,
            name: card.name,
        };
        Ok(members::in_role(vault, Role::Desk)?.into_iter().map(member).collect())
    }

    /// The known offices of some kinds, by their names.
    fn offices_that(&self, are: impl Fn(OfficeKind) -> bool) -> Result<Vec<Partner>, AppError> {
        let mut all = offices::all(self.vault.read())?;
        all.retain(|office| are(office.kind));
        let partner = |office: OfficeCard| Partner {
            id: office.id,
            name: office.name,
            states: office.states,
        };
        Ok(all.into_iter().map(partner).collect())
    }

    /// The name of the office or the member that a decision names.
    fn named_in(&self, what: &Decision) -> Result<Option<String>, AppError> {
        if let Decision::Referred { to: office, .. }
        | Decision::Invited { to: office, .. }
        | Decision::InvitationAnswered { by: office, .. } = what
        {
            return self.name_of_office(*office).map(Some);
        }
        if let Decision::Assigned { to } = what {
            return self.name_of_member(*to).map(Some);
        }
        Ok(None)
    }

    pub(super) fn name_of_office(&self, id: OfficeId) -> Result<String, AppError> {
        let vault = self.vault.read();
        let own = settings::membership(vault)?.filter(|own| own.office == id);
        let name = match own {
            Some(own) => Some(own.office_name),
            None => offices::name(vault, id)?,
        };
        Ok(name.unwrap_or_else(|| id.to_string()))
    }

    fn name_of_member(&self, id: MemberId) -> Result<String, AppError> {
        let known = members::find(self.vault.read(), id)?;
        Ok(known.map_or_else(|| id.to_string(), |card| card.name))
    }

    pub(super) fn line(&self, decision: KeptDecision) -> Result<LedgerLine, AppError> {
        Ok(LedgerLine {
            id: decision.event,
            number: decision.number,
            at: decision.at,
            by: self.member_of(decision.signer)?,
            here: decision.signer == Some(self.key.id()),
            names: self.named_in(&decision.what)?,
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
        // What is sent is what is there: nothing of it counts as edited since.
        self.follow_one(id)?;
        let document = self.document(id)?;
        let view = document.view();
        let missing: Vec<String> = stored
            .kind
            .missing(&view.content)
            .map(|it| it.name.to_owned())
            .collect();
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

    fn decide(&mut self, id: RecordId, what: Decision, version: Option<Frozen<'_>>) -> Result<(), AppError> {
        let member = self.member()?;
        let stored = self.stored(id)?;
        self.check_named(&stored, &what, version.map(|(_, bytes)| bytes))?;
        let on = On {
            id,
            subject: stored.kind.into(),
            office: stored.office,
        };
        self.decide_on(on, &member, what, version)
    }

    /// Whether what a decision names beside its record is as it has to be, as far as is known here.
    fn check_named(&self, stored: &StoredRecord, what: &Decision, version: Option<&[u8]>) -> Result<(), AppError> {
        let vault = self.vault.read();
        if let Decision::ClarificationAsked { field: Some(path), .. } = what
            && stored.kind.field_at(path).is_none()
        {
            let (path, kind) = (path.clone(), stored.kind);
            return Err(EditError::UnknownField { path, kind }.into());
        }
        if let Decision::Assigned { to } = what
            && !members::in_role(vault, Role::Desk)?
                .iter()
                .any(|member| member.id == *to)
        {
            return Err(Refusal::NoSuchMember.into());
        }
        if stored.kind != Kind::Discussion || !what.name().puts_before_the_council() {
            return Ok(());
        }
        let latest = self.standing(stored.id)?.versions.last().copied();
        let kept = match (version, latest) {
            (None, Some(latest)) => decisions::version(vault, stored.id, latest)?,
            (Some(_), _) | (None, None) => None,
        };
        let Some(version) = version.or(kept.as_deref()) else {
            return Ok(());
        };
        let version = Version::from_bytes(version).map_err(|error| VaultError::Damaged(error.to_string()))?;
        let now = self.environment.now_ms();
        for practice in discussion::practices(&version.content) {
            if !self.standing(practice)?.may_reach_the_council(now) {
                return Err(Refusal::NoConsent.into());
            }
        }
        Ok(())
    }

    pub(super) fn decide_on(
        &mut self,
        on: On,
        membership: &Membership,
        what: Decision,
        version: Option<Frozen<'_>>,
    ) -> Result<(), AppError> {
        self.decide_all_on(on, membership, vec![(what, version)])
    }

    /// Makes decisions one after the other, each with the version that it brings: all of them, or none.
    pub(super) fn decide_all_on(
        &mut self,
        on: On,
        membership: &Membership,
        all: Vec<(Decision, Option<Frozen<'_>>)>,
    ) -> Result<(), AppError> {
        let On {
            id: record,
            subject,
            office,
        } = on;
        let at = self.environment.now_ms();
        let mut standing = self.standing(record)?;
        let mut waiting = Vec::with_capacity(all.len());
        let versions: Vec<Frozen<'_>> = all.iter().filter_map(|(_, version)| *version).collect();
        for (what, version) in all {
            standing.check(actor(membership), subject, office, &what, at)?;
            let event = Event {
                id: EventId(self.environment.new_uuid()),
                record,
                office,
                at,
                after: standing.basis(what.name()),
                what,
            };
            standing.apply(subject, event.id, &event.what);
            let sealed = SealedDecision::new(&event, version.map(|(_, bytes)| bytes), &self.key);
            let Event { id: event, what, .. } = event;
            waiting.push(WaitingDecision {
                event,
                record,
                at,
                what,
                sealed,
            });
        }
        self.vault.write(|transaction| {
            waiting
                .iter()
                .try_for_each(|waiting| decisions::put_waiting(transaction, waiting))?;
            for (id, bytes) in versions {
                decisions::put_version(transaction, record, id, bytes)?;
            }
            stand(transaction, record)
        })
    }
}

/// Writes a record's standing, as its decisions have it, into the list.
pub(super) fn stand(connection: &Connection, record: RecordId) -> Result<(), AppError> {
    if records::find(connection, record)?.is_none() {
        // No list tells how a fund or an office stands.
        return Ok(());
    }
    let Folded {
        standing,
        version,
        waits,
        refused,
        steps,
    } = fold(connection, record)?;
    let stands = Stands {
        standing: &standing,
        since: steps.last().map_or(0, |step| step.since),
        version,
        deciding: waits,
        refused: &refused,
    };
    Ok(records::stand(connection, record, &stands)?)
}

/// What a record's decisions come to, with those that wait taken for granted.
struct Folded {
    standing: Standing,
    /// Number of the latest version.
    version: usize,
    waits: bool,
    /// Code of the last refusal that the person has not looked at, where the same device has not decided since.
    refused: String,
    /// The statuses through which it came.
    steps: Vec<Step>,
}

fn fold(connection: &Connection, record: RecordId) -> Result<Folded, VaultError> {
    let decisions = decisions::of_record(connection, record)?;
    let subject = subject(connection, record, &decisions)?;
    let (mut standing, mut version, mut waits) = (Standing::default(), 0, false);
    let is_known_office = || offices::kind(connection, OfficeId(record.0));
    if subject == Some(Subject::Fund) || (subject == Some(Subject::Office) && is_known_office()?.is_some()) {
        standing = Standing::open();
    }
    let mut steps: Vec<Step> = Vec::new();
    for decision in decisions.iter().filter(|decision| decision.refused.is_empty()) {
        let before = standing.status;
        if let Some(subject) = subject {
            standing.apply(subject, decision.event, &decision.what);
        }
        // This device need not have all that was decided before.
        standing.status = decision.status.unwrap_or(standing.status);
        if standing.status != before {
            steps.push(Step {
                status: standing.status,
                since: decision.at,
            });
        }
        version = usize::try_from(decision.version_number)
            .unwrap_or_default()
            .max(version);
        waits |= decision.number == 0;
    }
    let decided_since = |refused: &KeptDecision| {
        let mut others = decisions.iter().filter(|it| it.refused.is_empty());
        others.any(|it| it.signer == refused.signer && (it.number == 0 || it.at > refused.at))
    };
    let untold = decisions.iter().filter(|it| !it.refused.is_empty() && !it.is_told);
    let refused = untold.filter(|it| !decided_since(it)).max_by_key(|it| it.at);
    let refused = refused.map(|it| it.refused.clone()).unwrap_or_default();
    Ok(Folded {
        version: version.max(standing.versions.len()),
        standing,
        waits,
        steps,
        refused,
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
