//! Where a person begins: what the role has to do today, and what others decided since one last looked.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use rusqlite::Connection;
use satchel_shared::{
    day::Day,
    ids::{EventId, OfficeId, RecordId},
    ledger::{
        EventName, Fund, Role, Standing, Status,
        fund::{Book, EntryKind},
        rules::{self, Relation},
    },
    limits::HOME_RECORDS,
    schema::Kind,
    window::{BoardFilter, GetBoard, Home, NamedRecord, News, Task, Todo},
};

use super::{
    App,
    decide::{actor, stand},
    open::Open,
};
use crate::{
    error::AppError,
    vault::{
        VaultError, decisions,
        records::{self, Stale},
        settings,
        situations::{self, Situation},
    },
};

/// So many days before a consent ends somebody is told.
const RENEWAL_DAYS: i64 = 30;
/// Of what is new on a record, so many are named.
const NEWS_LINES: usize = 5;
/// By which a version is sent.
const SENDING: [EventName; 3] = [EventName::Submitted, EventName::Shared, EventName::ThemeProposed];

impl App {
    /// What there is to do, and what is new.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn home(&self) -> Result<Home, AppError> {
        self.follow(Stale::All)?;
        let mut tasks = Tasks::default();
        self.with_open(|open| open.tasks_of_records(&mut tasks))?;
        match self.membership()?.map(|own| own.role) {
            Some(Role::Desk) => {
                self.tasks_of_the_board(&mut tasks)?;
                self.with_open(|open| open.tasks_of_consents(&mut tasks))?;
            }
            Some(Role::Fund) => self.with_open(|open| open.tasks_of_the_funds(&mut tasks))?,
            Some(Role::Admin) => self.tasks_of_offices(&mut tasks)?,
            Some(Role::Drafter | Role::Lead | Role::Partner | Role::Mandate) | None => {}
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

    fn tasks_of_the_board(&self, tasks: &mut Tasks) -> Result<(), AppError> {
        let filter = BoardFilter {
            overdue: true,
            ..BoardFilter::default()
        };
        let most = HOME_RECORDS;
        for column in self.board(&GetBoard { filter, most })?.columns {
            let cards = column.cards.into_iter().map(|card| NamedRecord {
                id: card.id,
                kind: Some(Kind::Request),
                title: card.title,
            });
            tasks.add(Todo::Overdue, column.count, cards);
        }
        Ok(())
    }

    fn tasks_of_offices(&self, tasks: &mut Tasks) -> Result<(), AppError> {
        for office in self.offices()? {
            let named = NamedRecord {
                id: office.id.into(),
                kind: None,
                title: office.name,
            };
            if office.invited > 0 {
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

/// What there is to do, so far.
#[derive(Default)]
struct Tasks(BTreeMap<Todo, Task>);

impl Tasks {
    fn add(&mut self, what: Todo, count: usize, records: impl IntoIterator<Item = NamedRecord>) {
        if count == 0 {
            return;
        }
        let task = self.0.entry(what).or_insert_with(|| Task {
            what,
            count: 0,
            records: Vec::new(),
        });
        task.count += count;
        let room = HOME_RECORDS.saturating_sub(task.records.len());
        task.records.extend(records.into_iter().take(room));
    }

    /// All records of some situations, of which those edited last are named.
    fn add_situations(&mut self, vault: &Connection, what: Todo, of: &[(Situation, usize)]) -> Result<(), VaultError> {
        let mut latest = Vec::new();
        for (situation, _) in of {
            latest.extend(situations::latest(vault, situation, HOME_RECORDS)?);
        }
        latest.sort_by_key(|it| Reverse(it.edited_at));
        let count = of.iter().map(|(_, count)| count).sum();
        self.add(what, count, latest.into_iter().map(|it| it.record));
        Ok(())
    }
}

/// What is to be done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    Do(Todo),
    /// An invitation may wait for the member's reply: its decisions tell.
    MayReply,
    /// A consent may be about to end: its decisions tell.
    MayRenew,
    Nothing,
}

/// What a member with a role has to do first with a record that stands so.
fn next(situation: &Situation, role: Option<Role>) -> Next {
    let Situation { kind, status, .. } = *situation;
    if situation.is_refused {
        return Next::Do(Todo::Refused);
    }
    if situation.has_conflicts {
        return Next::Do(Todo::Resolve);
    }
    let on = match role {
        _ if situation.is_own => Relation::Own,
        // Others' requests come to a partner that is asked to assist.
        Some(Role::Partner) => Relation::Referred,
        _ => Relation::Others,
    };
    let allows = |event| role.is_some_and(|role| rules::follow(kind.into(), status, event, role, on).is_ok());
    if role.is_none_or(|role| role.writes(kind)) {
        return next_of_own(situation, allows);
    }
    let is_undecided = matches!(status, Status::Acknowledged | Status::ClarificationAnswered);
    match role {
        Some(Role::Desk) if situation.is_unread => Next::Do(Todo::Read),
        Some(Role::Desk) if is_undecided && kind == Kind::Request => Next::Do(Todo::Decide),
        Some(Role::Partner) if status == Status::Referred => Next::Do(Todo::Assist),
        Some(_) if kind == Kind::Discussion => Next::MayReply,
        Some(_) if allows(EventName::Completed) => Next::Do(Todo::Deliver),
        Some(_) if allows(EventName::DeliveryStarted) => Next::Do(Todo::Start),
        Some(_) | None => Next::Nothing,
    }
}

/// The same of a record that this member writes.
fn next_of_own(situation: &Situation, allows: impl Fn(EventName) -> bool) -> Next {
    // What the desk thinks of a request is never sent.
    let is_over = situation.kind == Kind::Assessment
        || matches!(situation.status, Status::Completed | Status::Withdrawn | Status::Closed);
    if situation.status == Status::ClarificationAsked && allows(EventName::ClarificationAnswered) {
        Next::Do(Todo::Answer)
    } else if is_over {
        Next::Nothing
    } else if situation.status == Status::Draft {
        Next::Do(Todo::Finish)
    } else if situation.is_edited_since && SENDING.into_iter().any(&allows) {
        Next::Do(Todo::SendAgain)
    } else if allows(EventName::ThemeApproved) {
        Next::Do(Todo::Approve)
    } else if situation.is_own && allows(EventName::ConsentGiven) {
        Next::MayRenew
    } else {
        Next::Nothing
    }
}

impl Open {
    fn tasks_of_records(&self, tasks: &mut Tasks) -> Result<(), AppError> {
        let vault = self.vault.read();
        let role = settings::membership(vault)?.map(|own| own.role);
        let mut by_next: BTreeMap<Next, Vec<(Situation, usize)>> = BTreeMap::new();
        for (situation, count) in situations::counted(vault)? {
            by_next
                .entry(next(&situation, role))
                .or_default()
                .push((situation, count));
        }
        for (next, of) in by_next {
            match next {
                Next::Do(what) => tasks.add_situations(vault, what, &of)?,
                Next::MayReply => {
                    let due = self.due(&of, |id| self.awaits_reply(id))?;
                    tasks.add(Todo::Reply, due.len(), due);
                }
                Next::MayRenew => {
                    let consented: BTreeSet<_> = decisions::consented(vault)?.into_iter().collect();
                    if consented.is_empty() {
                        continue;
                    }
                    let ends = |id| Ok(consented.contains(&id) && self.has_ending_consent(&self.standing(id)?));
                    let due = self.due(&of, ends)?;
                    tasks.add(Todo::Renew, due.len(), due);
                }
                Next::Nothing => {}
            }
        }
        Ok(())
    }

    /// Of some situations, the records that are due, edited last first.
    fn due(
        &self,
        of: &[(Situation, usize)],
        is_due: impl Fn(RecordId) -> Result<bool, AppError>,
    ) -> Result<Vec<NamedRecord>, AppError> {
        let mut due = Vec::new();
        for (situation, count) in of {
            for it in situations::latest(self.vault.read(), situation, *count)? {
                if is_due(it.record.id)? {
                    due.push(it);
                }
            }
        }
        due.sort_by_key(|it| Reverse(it.edited_at));
        Ok(due.into_iter().map(|it| it.record).collect())
    }

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

    /// Whether a consent ends soon, or has ended and was neither given again nor withdrawn.
    fn has_ending_consent(&self, standing: &Standing) -> bool {
        let today = Day::of(self.environment.now_ms());
        let ends = standing.consents.iter().filter_map(|consent| consent.given.until);
        ends.map(|end| today.days_until(end)).any(|left| left <= RENEWAL_DAYS)
    }

    /// What headquarters may publish, and has not.
    fn tasks_of_consents(&self, tasks: &mut Tasks) -> Result<(), AppError> {
        let (vault, own) = (self.vault.read(), self.member()?);
        let now = self.environment.now_ms();
        let mut unpublished = Vec::new();
        for id in decisions::consented(vault)? {
            let Some(stored) = records::find(vault, id)? else {
                continue;
            };
            let standing = self.standing(id)?;
            let allowed = standing.allowed(actor(&own), stored.kind.into(), stored.office);
            if standing.may_be_published(now) && allowed.contains(&EventName::Published) {
                unpublished.push(self.named(id)?);
            }
        }
        tasks.add(Todo::Publish, unpublished.len(), unpublished);
        Ok(())
    }

    /// Whether this member may answer an invitation that its office has not answered.
    fn awaits_reply(&self, id: RecordId) -> Result<bool, AppError> {
        let own = self.member()?;
        let stored = self.stored(id)?;
        let standing = self.standing(id)?;
        let allowed = standing.allowed(actor(&own), stored.kind.into(), stored.office);
        let mut guests = standing.guests.iter();
        let is_open = guests.any(|guest| guest.office == own.office && guest.accepts.is_none());
        Ok(is_open && allowed.contains(&EventName::InvitationAnswered))
    }

    fn home(&self, tasks: Tasks) -> Result<Home, AppError> {
        let vault = self.vault.read();
        let seen = settings::seen(vault)?;
        let new = decisions::news(vault, seen, self.key.id(), HOME_RECORDS)?;
        let mut news = Vec::with_capacity(new.on.len());
        for id in &new.on {
            let decisions = decisions::of_record(vault, *id)?.into_iter();
            let new: Vec<_> = decisions
                .filter(|it| it.number > seen && it.signer != Some(self.key.id()))
                .collect();
            let earlier = new.len().saturating_sub(NEWS_LINES);
            let lines = new.into_iter().skip(earlier).map(|decision| self.line(decision));
            news.push(News {
                on: self.named(*id)?,
                lines: lines.collect::<Result<_, _>>()?,
                earlier,
            });
        }
        Ok(Home {
            tasks: tasks.0.into_values().collect(),
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
