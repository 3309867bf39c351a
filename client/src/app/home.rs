//! Where a person begins: what the role has to do today, and what others decided since one last looked.

use std::collections::{BTreeMap, BTreeSet};

use satchel_shared::{
    day::Day,
    ids::{EventId, RecordId},
    ledger::{
        EventName, Fund, Role, Standing, Status,
        fund::{Book, EntryKind},
    },
    limits::HOME_RECORDS,
    schema::Kind,
    window::{BoardFilter, GetBoard, Home, ListRecords, NamedRecord, News, RecordRow, Task, Todo},
};

use super::{App, decide::actor, open::Open};
use crate::{
    error::AppError,
    vault::{decisions, records, settings},
};

/// So many days before a consent ends somebody is told.
const RENEWAL_DAYS: i64 = 30;

impl App {
    /// What there is to do, and what is new.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn home(&self) -> Result<Home, AppError> {
        let rows = self.list(&ListRecords::default())?;
        let mut tasks = Tasks::default();
        self.with_open(|open| open.tasks_of_records(&rows, &mut tasks))?;
        match self.membership()?.map(|own| own.role) {
            Some(Role::Desk) => self.tasks_of_the_board(&mut tasks)?,
            Some(Role::Fund) => self.tasks_of_the_funds(&rows, &mut tasks)?,
            Some(Role::Admin) => self.tasks_of_offices(&mut tasks)?,
            Some(Role::Drafter | Role::Lead | Role::Partner | Role::Mandate) | None => {}
        }
        self.with_open(|open| open.home(tasks))
    }

    /// What was decided up to this place in the ledger is no news any more.
    ///
    /// # Errors
    /// As [`App::home`].
    pub fn mark_seen(&self, up_to: u64) -> Result<(), AppError> {
        self.with_open(|open| Ok(open.vault.write(|transaction| settings::set_seen(transaction, up_to))?))
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

    fn tasks_of_the_funds(&self, rows: &[RecordRow], tasks: &mut Tasks) -> Result<(), AppError> {
        let mut funded = BTreeSet::new();
        for fund in Fund::ALL {
            let book = self.with_open(|open| Ok(open.standing(fund.id())?.book))?;
            funded.extend(targets(&book));
            let due = |id: &EventId| book.due(*id).is_some_and(|due| due > 0);
            tasks.add(Todo::Collect, book.entries.keys().filter(|id| due(id)).count(), []);
        }
        let fundable: BTreeSet<RecordId> = self.fundable()?.into_iter().map(|it| it.id).collect();
        // An activity may be paid for elsewhere: only what was asked for waits for money.
        let asked_for = rows.iter().filter(|row| row.kind == Kind::Request);
        for row in asked_for.filter(|row| fundable.contains(&row.id) && !funded.contains(&row.id)) {
            tasks.add(Todo::Allocate, 1, [named(row)]);
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
}

impl Open {
    fn tasks_of_records(&self, rows: &[RecordRow], tasks: &mut Tasks) -> Result<(), AppError> {
        let role = settings::membership(self.vault.read())?.map(|own| own.role);
        for row in rows {
            if let Some(what) = self.todo(row, role)? {
                tasks.add(what, 1, [named(row)]);
            }
        }
        Ok(())
    }

    /// What this member has to do with a record first.
    fn todo(&self, row: &RecordRow, role: Option<Role>) -> Result<Option<Todo>, AppError> {
        let standing = &row.standing;
        if standing.refused.is_some() {
            return Ok(Some(Todo::Refused));
        }
        if row.conflicts > 0 {
            return Ok(Some(Todo::Resolve));
        }
        if role.is_none_or(|role| role.writes(row.kind)) {
            return self.todo_of_own(row);
        }
        let is_undecided = matches!(standing.status, Status::Acknowledged | Status::ClarificationAnswered);
        Ok(match role {
            Some(Role::Desk) if standing.unread => Some(Todo::Read),
            Some(Role::Desk) if is_undecided && row.kind == Kind::Request => Some(Todo::Decide),
            Some(Role::Partner) if standing.status == Status::Referred => Some(Todo::Assist),
            Some(_) if row.kind == Kind::Discussion && self.awaits_reply(row.id)? => Some(Todo::Reply),
            Some(_) | None => None,
        })
    }

    /// The same of a record that this member writes.
    fn todo_of_own(&self, row: &RecordRow) -> Result<Option<Todo>, AppError> {
        let standing = &row.standing;
        // What the desk thinks of a request is never sent.
        let is_over = row.kind == Kind::Assessment
            || matches!(standing.status, Status::Completed | Status::Withdrawn | Status::Closed);
        Ok(if standing.status == Status::ClarificationAsked {
            Some(Todo::Answer)
        } else if is_over {
            None
        } else if standing.status == Status::Draft {
            Some(Todo::Finish)
        } else if standing.edited_since {
            Some(Todo::SendAgain)
        } else if self.has_ending_consent(&self.standing(row.id)?) {
            Some(Todo::Renew)
        } else {
            None
        })
    }

    fn has_ending_consent(&self, standing: &Standing) -> bool {
        let today = Day::of(self.environment.now_ms());
        let ends = standing.consents.iter().filter_map(|consent| consent.given.until);
        ends.map(|end| today.days_until(end))
            .any(|left| (0..=RENEWAL_DAYS).contains(&left))
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
        let new = decisions::of_others_since(vault, seen, self.key.id())?;
        let up_to = new.iter().map(|(_, decision)| decision.number).max().unwrap_or(seen);
        let mut by_record: BTreeMap<RecordId, Vec<_>> = BTreeMap::new();
        for (on, decision) in new {
            by_record.entry(on).or_default().push(decision);
        }
        let mut groups: Vec<_> = by_record.into_iter().collect();
        groups.sort_by_key(|(_, decisions)| std::cmp::Reverse(decisions.last().map(|decision| decision.number)));
        let more = groups.len().saturating_sub(HOME_RECORDS);
        groups.truncate(HOME_RECORDS);
        let mut news = Vec::with_capacity(groups.len());
        for (id, decisions) in groups {
            let lines = decisions.into_iter().map(|decision| self.line(decision));
            news.push(News {
                on: self.named(id)?,
                lines: lines.collect::<Result<_, _>>()?,
            });
        }
        Ok(Home {
            tasks: tasks.0.into_values().collect(),
            news,
            more,
            up_to,
        })
    }

    /// What decisions under an id are on, by its name.
    fn named(&self, id: RecordId) -> Result<NamedRecord, AppError> {
        let vault = self.vault.read();
        if let Some(stored) = records::find(vault, id)? {
            return Ok(named(&stored.row));
        }
        let title = match Fund::of(id) {
            Some(fund) => fund.as_str().to_owned(),
            None => self.name_of_office(satchel_shared::ids::OfficeId(id.0))?,
        };
        Ok(NamedRecord { id, kind: None, title })
    }
}

fn named(row: &RecordRow) -> NamedRecord {
    NamedRecord {
        id: row.id,
        kind: Some(row.kind),
        title: row.title.clone(),
    }
}
