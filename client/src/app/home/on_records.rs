//! What there is to do with records: counted by how they stand, and looked up in their decisions where that does not tell.

use std::{cmp::Reverse, collections::BTreeMap};

use satchel_shared::{
    day::Day,
    ids::RecordId,
    ledger::{
        Consent, EventName, Role, Scope, Standing, Subject,
        rules::{self, Relation},
    },
    schema::Kind,
    window::{Membership, NamedRecord, Todo},
};

use super::{
    next::{Leave, Next, leave, next},
    tasks::Tasks,
};
use crate::{
    app::{decide::actor, open::Open},
    error::AppError,
    vault::{
        decisions, settings,
        situations::{self, Situation},
    },
};

/// So many days before a consent ends somebody is told.
const RENEWAL_DAYS: i64 = 30;

impl Open {
    pub(super) fn tasks_of_records(&self, tasks: &mut Tasks) -> Result<(), AppError> {
        let vault = self.vault.read();
        let own = settings::membership(vault)?;
        if let Some(own) = &own {
            self.tasks_of_the_board(own, tasks)?;
            self.tasks_of_consents(own, tasks)?;
        }
        let mut by_next: BTreeMap<Next, Vec<(Situation, usize)>> = BTreeMap::new();
        for (situation, count) in situations::counted(vault)? {
            let next = next(&situation, own.as_ref().map(|own| own.role));
            by_next.entry(next).or_default().push((situation, count));
        }
        for (next, of) in by_next {
            match next {
                Next::Do(what) => tasks.add_situations(vault, what, &of)?,
                Next::Perhaps(what, event) => {
                    let asked = self.asked(&of, event)?;
                    tasks.add(what, asked.len(), asked);
                }
                Next::Nothing => {}
            }
        }
        Ok(())
    }

    /// The requests that have waited longer than was promised, unless something presses more.
    fn tasks_of_the_board(&self, own: &Membership, tasks: &mut Tasks) -> Result<(), AppError> {
        let of = Subject::Record(Kind::Request);
        // Who says who answers for a request answers for how long it takes.
        let may = |status| rules::follow(of, status, EventName::Assigned, own.role, Relation::Others).is_ok();
        for (status, due) in self.promised(own)?.into_iter().filter(|(status, _)| may(*status)) {
            for (situation, it) in situations::overdue(self.vault.read(), status, due)? {
                if !presses_more(&situation, own.role, Todo::Overdue) {
                    tasks.take(Todo::Overdue, situation, it.record);
                }
            }
        }
        Ok(())
    }

    /// What there is to do by the consents of a State, unless something presses more.
    fn tasks_of_consents(&self, own: &Membership, tasks: &mut Tasks) -> Result<(), AppError> {
        for (situation, it) in situations::consented(self.vault.read())? {
            if let Some(what) = self.task_of_consents(own, &situation, it.record.id)? {
                tasks.take(what, situation, it.record);
            }
        }
        Ok(())
    }

    fn task_of_consents(
        &self,
        own: &Membership,
        situation: &Situation,
        id: RecordId,
    ) -> Result<Option<Todo>, AppError> {
        let is_left =
            |what, event| leave(situation, own.role, event) == Leave::Given && !presses_more(situation, own.role, what);
        let renews = is_left(Todo::Renew, EventName::ConsentGiven);
        let publishes = is_left(Todo::Publish, EventName::Published);
        if !renews && !publishes {
            return Ok(None);
        }
        let standing = self.standing(id)?;
        if renews && self.has_ending_consent(id, &standing)? {
            return Ok(Some(Todo::Renew));
        }
        let waits = publishes && self.waits_to_be_published(id, &standing)?;
        Ok(waits.then_some(Todo::Publish))
    }

    /// Whether a consent is about to end; or is over, and what it allowed was not taken back.
    fn has_ending_consent(&self, id: RecordId, standing: &Standing) -> Result<bool, AppError> {
        let today = Day::of(self.environment.now_ms());
        for consent in Scope::ALL.iter().filter_map(|scope| standing.consent(*scope)) {
            let left = consent.given.until.map_or(i64::MAX, |end| today.days_until(end));
            let is_over = left < 0;
            if left <= RENEWAL_DAYS && !(is_over && self.is_taken_back(id, consent)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the State consents that the public reads a version which it does not, and nobody has taken it back since.
    fn waits_to_be_published(&self, id: RecordId, standing: &Standing) -> Result<bool, AppError> {
        let may_be = standing.may_be_published(self.environment.now_ms());
        match standing.consent(Scope::Public).filter(|_| may_be) {
            Some(consent) => Ok(!self.is_taken_back(id, consent)?),
            None => Ok(false),
        }
    }

    /// Whether what a consent allowed was taken back since: what others than the public read by one, they do until it is withdrawn.
    fn is_taken_back(&self, id: RecordId, consent: &Consent) -> Result<bool, AppError> {
        let decisions = decisions::of_record(self.vault.read(), id)?;
        let mut since = decisions.iter().skip_while(|it| it.event != consent.event);
        let is_taken_back = since.any(|it| it.refused.is_empty() && it.what.name() == EventName::Unpublished);
        Ok(consent.given.scope == Scope::Public && is_taken_back)
    }

    /// Of some situations, the records on which this office is asked for a decision, edited last first.
    fn asked(&self, of: &[(Situation, usize)], event: EventName) -> Result<Vec<NamedRecord>, AppError> {
        let mut asked = Vec::new();
        for (situation, count) in of {
            for it in situations::latest(self.vault.read(), situation, *count)? {
                if self.is_asked(it.record.id, event)? {
                    asked.push(it);
                }
            }
        }
        asked.sort_by_key(|it| Reverse(it.edited_at));
        Ok(asked.into_iter().map(|it| it.record).collect())
    }

    /// Whether this member may decide this on a record; an invitation is answered once.
    fn is_asked(&self, id: RecordId, event: EventName) -> Result<bool, AppError> {
        let own = self.member()?;
        let stored = self.stored(id)?;
        let standing = self.standing(id)?;
        let mut guests = standing.guests.iter();
        let has_answered = guests.any(|guest| guest.office == own.office && guest.accepts.is_some());
        let allowed = standing.allowed(actor(&own), stored.kind.into(), stored.office);
        Ok(allowed.contains(&event) && !has_answered)
    }
}

/// Whether there is something to do with a record before this.
fn presses_more(situation: &Situation, role: Role, than: Todo) -> bool {
    match next(situation, Some(role)) {
        Next::Do(what) | Next::Perhaps(what, _) => what < than,
        Next::Nothing => false,
    }
}
