//! What somebody does: numbers choose among what the device knows, and the rules leave.

use satchel_client::{App, AppError};
use satchel_shared::{
    edit::{Edit, Scalar},
    ids::{EventId, OfficeId, RecordId},
    ledger::{
        Decision, EventName, Fund, FundDecision, OfficeDecision, OfficeKind, Role, Scope, ServiceLevels,
        consent::Given,
        fund::{Contribution, PAR},
    },
    path::Path,
    schema::Kind,
    window::{AddOffice, Invite, LedgerLine, ListRecords, Member, Partner, RecordView},
};
use serde_json::{Map, Value, json};

/// The one that a number names; none where there is none.
fn chosen<T>(all: &[T], number: u32) -> Option<&T> {
    all.get(number as usize % all.len().max(1))
}

fn object(value: Value) -> Map<String, Value> {
    let Value::Object(object) = value else {
        unreachable!("content is an object");
    };
    object
}

pub(super) fn write(app: &App, role: Role, kind: u32) -> Result<(), AppError> {
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| role.writes(*kind)).collect();
    let Some(kind) = chosen(&kinds, kind).copied() else {
        return Ok(());
    };
    let known = app.list(&ListRecords::default())?;
    let practices = known.iter().filter(|row| row.kind == Kind::Practice).take(2);
    let practices: Vec<Value> = practices.map(|row| json!({ "practice": row.id })).collect();
    let content = match kind {
        Kind::Request => json!({ "title": "A", "state": "IDN", "context": "B", "focal_point": { "name": "D" } }),
        Kind::Practice => json!({ "title": "A", "state": "IDN", "context": "B", "description": "C", "contact": "D" }),
        Kind::Activity => json!({ "title": "A", "state": "IDN" }),
        Kind::Discussion => {
            json!({ "theme": "A", "year": 2027, "practices": practices, "proposals": [{ "theme": "D" }] })
        }
        Kind::Observation => json!({ "mandate": "A", "state": "IDN", "text": "B" }),
        Kind::Assessment => json!({ "title": "A" }),
    };
    let ids = app.create_from(kind, &[object(content)])?;
    ids.iter().try_for_each(|id| send(app, kind, *id))
}

fn send(app: &App, kind: Kind, id: RecordId) -> Result<(), AppError> {
    match kind {
        Kind::Request | Kind::Practice => app.submit(id),
        Kind::Activity | Kind::Observation => app.share(id),
        Kind::Discussion => app.propose(id),
        Kind::Assessment => return Ok(()),
    }
    .map(drop)
}

pub(super) fn edit(app: &App, record: u32) -> Result<(), AppError> {
    let all = app.list(&ListRecords::default())?;
    let Some(row) = chosen(&all, record) else { return Ok(()) };
    let value = Scalar::Text(format!("{} {record}", row.title));
    // A discussion's theme and an observation's text are told apart from titles.
    let path = Path::field(if row.kind == Kind::Discussion { "theme" } else { "title" });
    match app.edit(row.id, &[Edit::Set { path, value }]) {
        Err(AppError::Edit(_)) if row.kind == Kind::Observation => Ok(()),
        done => done,
    }
}

pub(super) fn decide(app: &App, record: u32, choice: u32) -> Result<(), AppError> {
    let all = app.list(&ListRecords::default())?;
    let Some(row) = chosen(&all, record) else { return Ok(()) };
    let view = app.view(row.id)?;
    let Some(event) = chosen(&view.ledger.allowed, choice).copied() else {
        return Ok(());
    };
    if event == EventName::Shared {
        return app.share(row.id).map(drop);
    }
    if event.may_bring_version() {
        return send(app, row.kind, row.id);
    }
    let Some(what) = decision(app, &view, event, choice)? else {
        return Ok(());
    };
    app.decide(row.id, what).map(drop)
}

/// A decision of this name; none where it names what is not there.
fn decision(app: &App, view: &RecordView, event: EventName, choice: u32) -> Result<Option<Decision>, AppError> {
    let text = || "Because it is so.".to_owned();
    let ledger = &view.ledger;
    let Some(version) = ledger.latest else { return Ok(None) };
    let office = |all: Vec<Partner>| chosen(&all, choice / 7).map(|it: &Partner| it.id);
    let scope = *chosen(Scope::ALL, choice / 5).unwrap_or(&Scope::Public);
    let day = "2026-03-01".parse().unwrap_or_else(|_| unreachable!("a day"));
    let last = "2199-12-31".parse().unwrap_or_else(|_| unreachable!("a day"));
    Ok(match event {
        EventName::Acknowledged => Some(Decision::Acknowledged { version }),
        EventName::ClarificationAsked => Some(Decision::ClarificationAsked {
            version,
            field: None,
            text: text(),
        }),
        EventName::ClarificationAnswered => {
            chosen(&ledger.open_questions, choice).map(|question| Decision::ClarificationAnswered {
                question: *question,
                text: text(),
            })
        }
        EventName::Assigned => chosen(&app.desk()?, choice).map(|member| Decision::Assigned { to: member.id }),
        EventName::Accepted => Some(Decision::Accepted {
            version,
            reason: String::new(),
        }),
        EventName::Declined => Some(Decision::Declined {
            version,
            reason: text(),
        }),
        EventName::Referred => office(app.partners()?).map(|to| Decision::Referred {
            version,
            to,
            reason: text(),
        }),
        EventName::DeliveryStarted => Some(Decision::DeliveryStarted { note: String::new() }),
        EventName::Completed => Some(Decision::Completed { note: String::new() }),
        EventName::Withdrawn => Some(Decision::Withdrawn { reason: text() }),
        EventName::ConsentGiven => Some(Decision::ConsentGiven(Given {
            scope,
            version,
            authority: "A ministry".to_owned(),
            on: day,
            until: choice.is_multiple_of(3).then_some(last),
            evidence: "A letter".to_owned(),
            file: None,
        })),
        EventName::ConsentWithdrawn => Some(Decision::ConsentWithdrawn { scope, reason: text() }),
        EventName::Published => Some(Decision::Published { version }),
        EventName::Unpublished => Some(Decision::Unpublished { reason: text() }),
        EventName::ThemeApproved => Some(Decision::ThemeApproved {
            version,
            reason: String::new(),
        }),
        EventName::Invited => office(app.guests()?).map(|to| Decision::Invited {
            version,
            to,
            text: String::new(),
        }),
        EventName::InvitationAnswered => ledger.office.map(|by| Decision::InvitationAnswered {
            by,
            accepts: choice.is_multiple_of(2),
            text: String::new(),
        }),
        EventName::DiscussionClosed => Some(Decision::DiscussionClosed { reason: text() }),
        EventName::Submitted
        | EventName::Shared
        | EventName::ThemeProposed
        | EventName::OfficeAdded
        | EventName::MemberInvited
        | EventName::RoleChanged
        | EventName::MemberLeft
        | EventName::DeviceRevoked
        | EventName::RescueAllowed
        | EventName::KeyReplaced
        | EventName::LevelsSet
        | EventName::Contribution
        | EventName::Allocation
        | EventName::Expenditure
        | EventName::Reversal => None,
    })
}

pub(super) fn enter(app: &App, choice: u32, amount: i64) -> Result<(), AppError> {
    let fund = *chosen(Fund::ALL, choice).unwrap_or(&Fund::Vftc);
    let view = app.fund(fund)?;
    let entries = |is: fn(&FundDecision) -> bool| {
        let made = |line: &LedgerLine| {
            if let Decision::Fund(what) = &line.what {
                is(what)
            } else {
                false
            }
        };
        let lines = view.entries.iter().map(|entry| &entry.line);
        lines
            .filter(|line| made(line))
            .map(|line| line.id)
            .collect::<Vec<EventId>>()
    };
    let reason = || {
        if amount % 5 == 0 {
            "As agreed.".to_owned()
        } else {
            String::new()
        }
    };
    let on = "2026-03-01".parse().unwrap_or_else(|_| unreachable!("a day"));
    let what = match choice / 3 % 6 {
        0 | 1 => {
            let is_pledge = amount % 3 == 0;
            let pledges = entries(|what| matches!(what, FundDecision::Contribution(given) if given.is_pledge));
            let pledge = chosen(&pledges, choice / 18)
                .copied()
                .filter(|_| !is_pledge && amount % 2 == 0);
            let (currency, rate) = if amount % 7 == 0 {
                ("EUR", 1_083_456)
            } else {
                ("USD", PAR)
            };
            Some(FundDecision::Contribution(Contribution {
                donor: "A State".to_owned(),
                amount: amount * 10,
                currency: currency.to_owned(),
                rate,
                rate_on: on,
                on,
                is_pledge,
                pledge,
                note: String::new(),
            }))
        }
        2 | 3 => chosen(&app.fundable()?, choice / 18).map(|target| FundDecision::Allocation {
            to: target.id,
            amount,
            note: String::new(),
            overdraft: reason(),
        }),
        4 => {
            let allocations = entries(|what| matches!(what, FundDecision::Allocation { .. }));
            chosen(&allocations, choice / 18).map(|allocation| FundDecision::Expenditure {
                allocation: *allocation,
                amount: amount / 2 + 1,
                on,
                note: String::new(),
                overdraft: reason(),
            })
        }
        _ => chosen(&entries(|_| true), choice / 18).map(|of| FundDecision::Reversal {
            of: *of,
            reason: "It was wrong.".to_owned(),
            overdraft: reason(),
        }),
    };
    what.map_or(Ok(()), |what| app.enter(fund, what).map(drop))
}

pub(super) fn administer(app: &App, office: u32, choice: u32) -> Result<(), AppError> {
    let offices = app.offices()?;
    let Some(row) = chosen(&offices, office) else {
        return Ok(());
    };
    let members = app.office(row.id)?.members;
    let here: Vec<&Member> = members.iter().filter(|member| member.left_at.is_none()).collect();
    let member = chosen(&here, choice / 11).copied();
    let roles: Vec<Role> = Role::ALL
        .iter()
        .copied()
        .filter(|role| role.sits_in(row.kind))
        .collect();
    let role = chosen(&roles, choice / 13).copied();
    let decide = |id: OfficeId, what: OfficeDecision| app.decide_on_office(id, what).map(drop);
    match (choice % 9, member, role) {
        (0, _, Some(role)) => app
            .invite(Invite {
                office: row.id,
                member: None,
                name: "Ana".to_owned(),
                role,
            })
            .map(drop),
        (1, _, _) => app
            .add_office(AddOffice {
                name: "Another".to_owned(),
                kind: OfficeKind::Agency,
                states: Vec::new(),
            })
            .map(drop),
        (2..5, Some(member), Some(role)) => decide(
            row.id,
            OfficeDecision::RoleChanged {
                member: member.id,
                role,
            },
        ),
        (5, Some(member), _) => {
            // Perhaps its own: what it decides after that is not heard.
            let revoked = member.devices.iter().find(|device| device.revoked_at.is_none());
            revoked.map_or(Ok(()), |device| {
                let what = OfficeDecision::DeviceRevoked {
                    device: device.id,
                    reason: String::new(),
                };
                decide(row.id, what)
            })
        }
        (6, Some(member), _) if member.devices.iter().all(|device| !device.here) => decide(
            row.id,
            OfficeDecision::MemberLeft {
                member: member.id,
                reason: String::new(),
            },
        ),
        (8, _, _) if choice.is_multiple_of(2) => app.replace_key().map(drop),
        (8, Some(member), _) => {
            let revoked = member.devices.iter().find(|device| device.revoked_at.is_some());
            revoked.map_or(Ok(()), |device| {
                decide(row.id, OfficeDecision::RescueAllowed { device: device.id })
            })
        }
        (_, _, _) => decide(
            row.id,
            OfficeDecision::LevelsSet(ServiceLevels {
                acknowledge: 1 + u16::try_from(choice % 9).unwrap_or_default(),
                ..ServiceLevels::default()
            }),
        ),
    }
}
