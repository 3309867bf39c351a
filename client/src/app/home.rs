//! Where a person begins: what the role has to do today, and what others decided since one last looked.

mod next;
mod on_records;
mod tasks;

use std::collections::BTreeSet;

use satchel_shared::{
    ids::{EventId, OfficeId, RecordId},
    ledger::{
        Decision, EventName, Fund, OfficeDecision, Status, Subject,
        fund::{Book, EntryKind},
        rules::{self, Relation},
    },
    limits::{HOME_DECISIONS, HOME_RECORDS},
    schema::Kind,
    window::{Home, NamedRecord, News, Todo},
};

use super::{App, decide::stand, open::Open};
use crate::{
    error::AppError,
    vault::{
        decisions, members,
        records::{self, Stale},
        settings, situations,
    },
};
use tasks::Tasks;

/// So many days after a device was withdrawn somebody is asked whether what it had not sent may be rescued.
const RESCUE_DAYS: i64 = 30;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl App {
    /// What there is to do, and what is new.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn home(&self) -> Result<Home, AppError> {
        // As a list tells it, of a submitted record, whether it was edited since.
        self.follow(Stale::Submitted)?;
        let mut tasks = Tasks::default();
        self.with_open(|open| open.tasks_of_records(&mut tasks))?;
        if let Some(own) = self.membership()? {
            let may = |of, event| rules::follow(of, Status::Open, event, own.role, Relation::Others).is_ok();
            if may(Subject::Fund, EventName::Allocation) {
                self.with_open(|open| open.tasks_of_the_funds(&mut tasks))?;
            }
            let invites = may(Subject::Office, EventName::MemberInvited);
            let rescues = may(Subject::Office, EventName::RescueAllowed);
            if invites || rescues {
                self.tasks_of_offices(invites, rescues, &mut tasks)?;
            }
        }
        self.with_open(|open| open.home(tasks))
    }

    /// What was decided up to this place in the ledger is no news any more, nor is what headquarters did not take.
    ///
    /// # Errors
    /// As [`App::home`].
    pub fn mark_seen(&self, up_to: u64) -> Result<(), AppError> {
        self.with_open(|open| {
            open.vault.write(|transaction| {
                settings::set_seen(transaction, up_to)?;
                let refused = decisions::tell_refused(transaction)?;
                refused.into_iter().try_for_each(|record| stand(transaction, record))
            })
        })
    }

    fn tasks_of_offices(&self, invites: bool, rescues: bool, tasks: &mut Tasks) -> Result<(), AppError> {
        for office in self.offices()? {
            let named = NamedRecord {
                id: office.id.into(),
                kind: None,
                title: office.name,
            };
            if rescues {
                let withdrawn = self.with_open(|open| open.withdrawn_of_late(office.id))?;
                tasks.add(Todo::Rescue, withdrawn, [named.clone()]);
            }
            if invites {
                tasks.add(Todo::Join, office.invited, [named]);
            }
        }
        Ok(())
    }
}

/// For what something of a fund is set aside.
fn targets(book: &Book) -> impl Iterator<Item = RecordId> {
    let entries = book.entries.values().filter(|entry| !entry.is_reversed);
    entries.filter_map(|entry| match entry.what {
        EntryKind::Allocated(to) => Some(to),
        EntryKind::Received { .. } | EntryKind::Pledged | EntryKind::Spent(_) => None,
    })
}

impl Open {
    fn tasks_of_the_funds(&self, tasks: &mut Tasks) -> Result<(), AppError> {
        let vault = self.vault.read();
        let mut funded = BTreeSet::new();
        for fund in Fund::ALL {
            let book = self.standing(fund.id())?.book;
            funded.extend(targets(&book));
            let due = |id: &EventId| book.due(*id).is_some_and(|due| due > 0);
            tasks.add(Todo::Collect, book.entries.keys().filter(|id| due(id)).count(), []);
        }
        for (situation, count) in situations::counted(vault)? {
            // An activity may be paid for elsewhere: only what was asked for waits for money.
            if situation.kind == Kind::Request && situation.status.is_fundable(situation.kind) {
                let mut unfunded = situations::latest(vault, &situation, count)?;
                unfunded.retain(|it| !funded.contains(&it.record.id));
                tasks.add(Todo::Allocate, unfunded.len(), unfunded.into_iter().map(|it| it.record));
            }
        }
        Ok(())
    }

    /// How many devices of an office were withdrawn of late, with nobody having decided whether what they had not sent is rescued. Who
    /// has left has gone in order.
    fn withdrawn_of_late(&self, office: OfficeId) -> Result<usize, AppError> {
        let vault = self.vault.read();
        let from = self.environment.now_ms() - RESCUE_DAYS * DAY_MS;
        let mut withdrawn = members::revoked(vault, office, from)?;
        if withdrawn.is_empty() {
            return Ok(0);
        }
        let decided = decisions::of_record(vault, office.into())?.into_iter();
        for decision in decided.filter(|it| it.refused.is_empty()) {
            if let Decision::Office(OfficeDecision::RescueAllowed { device }) = decision.what {
                withdrawn.retain(|it| *it != device);
            }
        }
        Ok(withdrawn.len())
    }

    fn home(&self, tasks: Tasks) -> Result<Home, AppError> {
        let vault = self.vault.read();
        let seen = settings::seen(vault)?;
        let new = decisions::news(vault, seen, self.key.id(), HOME_RECORDS)?;
        let mut news = Vec::with_capacity(new.on.len());
        for (id, count) in new.on {
            let last = decisions::new_on(vault, id, seen, self.key.id(), HOME_DECISIONS)?;
            news.push(News {
                on: self.named(id)?,
                earlier: count.saturating_sub(last.len()),
                lines: last.into_iter().map(|it| self.line(it)).collect::<Result<_, _>>()?,
            });
        }
        Ok(Home {
            tasks: tasks.into_list(),
            more: new.count.saturating_sub(news.len()),
            news,
            up_to: new.up_to.max(seen),
        })
    }

    /// What decisions under an id are on, by its name.
    fn named(&self, id: RecordId) -> Result<NamedRecord, AppError> {
        let vault = self.vault.read();
        if let Some(stored) = records::find(vault, id)? {
            return Ok(NamedRecord {
                id,
                kind: Some(stored.kind),
                title: stored.row.title,
            });
        }
        let title = match Fund::of(id) {
            Some(fund) => fund.as_str().to_owned(),
            None => self.name_of_office(OfficeId(id.0))?,
        };
        Ok(NamedRecord { id, kind: None, title })
    }
}

#[cfg(test)]
mod tests;
