//! Everybody decides, at several devices and while apart: once all have exchanged, device and hub say the same of everything,
//! the chain verifies, and balances add up to the entries.

use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex},
};

use satchel_client::{App, AppError};
use satchel_hub::Hub;
use satchel_shared::{
    edit::{Edit, Scalar},
    ids::{EventId, OfficeId, RecordId},
    ledger::{
        Decision, EventName, Fund, FundDecision, OfficeDecision, OfficeKind, Role, Scope, ServiceLevels, Standing,
        consent::Given,
        fund::{Contribution, PAR, Totals},
    },
    path::Path,
    schema::Kind,
    window::{AddOffice, FundView, Invite, LedgerLine, ListRecords, Member, Partner, RecordView, Stage},
};
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::{
    action::Fault,
    feed::HubStore,
    link::{Link, SharedHub},
    random::Random,
    shrink,
    template::{self, HubSurroundings, Plan, Template, told},
};

const OFFICES: [(OfficeKind, &str); 5] = [
    (OfficeKind::FieldOffice, "IDN"),
    (OfficeKind::Nhri, "KEN"),
    (OfficeKind::Agency, "IDN"),
    (OfficeKind::Mandate, "IDN"),
    (OfficeKind::Headquarters, ""),
];
const DEVICES: [(usize, Role); 10] = [
    (0, Role::Lead),
    (0, Role::Lead),
    (1, Role::Lead),
    (2, Role::Partner),
    (3, Role::Mandate),
    (4, Role::Desk),
    (4, Role::Desk),
    (4, Role::Fund),
    (4, Role::Fund),
    (4, Role::Admin),
];
const DESKS: [usize; 2] = [5, 6];
const TREASURERS: [usize; 2] = [7, 8];
const ADMIN: usize = 9;
const SEQUENCES: u64 = 40;
/// Rounds of exchanges within which all must be quiet.
const ROUNDS: usize = 12;

/// Numbers name what is there by its place, modulo how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Act {
    /// Makes a record of a kind that the member writes, and sends it.
    Write {
        device: usize,
        kind: u32,
    },
    /// Changes an own record's first line, so that there is something to send.
    Edit {
        device: usize,
        record: u32,
    },
    Decide {
        device: usize,
        record: u32,
        choice: u32,
    },
    /// An entry of a fund's books.
    Enter {
        device: usize,
        choice: u32,
        amount: u32,
    },
    /// Something about an office and who is in it.
    Administer {
        device: usize,
        office: u32,
        choice: u32,
    },
    Sync {
        device: usize,
        fault: Fault,
    },
}

fn trace(seed: u64) -> Vec<Act> {
    let mut random = Random::new(seed, 7);
    let mut acts = vec![
        Act::Write { device: 0, kind: 0 },
        Act::Sync {
            device: 0,
            fault: Fault::None,
        },
        Act::Sync {
            device: 5,
            fault: Fault::None,
        },
    ];
    for _ in 0..40 + random.below(60) {
        let device = random.below(DEVICES.len());
        let (record, choice) = (random.number(), random.number());
        acts.push(match random.below(20) {
            0 => Act::Write { device, kind: choice },
            1 => Act::Edit { device, record },
            2..8 => {
                let device = if choice.is_multiple_of(3) {
                    device
                } else {
                    DESKS[random.below(2)]
                };
                Act::Decide { device, record, choice }
            }
            8..11 => Act::Enter {
                device: TREASURERS[random.below(2)],
                choice,
                amount: 1 + record % 5_000,
            },
            11 => Act::Administer {
                device: if choice.is_multiple_of(4) { device } else { ADMIN },
                office: record,
                choice,
            },
            _ => {
                let fault = match choice % 8 {
                    0 => Fault::ReplyLost,
                    1 => Fault::RequestLost,
                    2 => Fault::Twice,
                    _ => Fault::None,
                };
                Act::Sync { device, fault }
            }
        });
    }
    acts
}

struct Device {
    app: App,
    link: Arc<Link>,
}

struct World {
    devices: Vec<Device>,
    hub: Hub,
    store: HubStore,
    runtime: Arc<Runtime>,
    _folder: TempDir,
}

impl World {
    fn new(template: &Template, runtime: &Arc<Runtime>, seed: u64) -> Result<Self, String> {
        let folder = template.copy_hub().map_err(told)?;
        let surroundings = HubSurroundings::new(seed, &template::clock());
        let hub = runtime
            .block_on(Hub::open_with(&folder.path().join("hub"), surroundings))
            .map_err(told)?;
        let store = HubStore::open(&folder.path().join("hub/hub.db"), runtime)?;
        let shared: SharedHub = Arc::new(Mutex::new(Some(hub.clone())));
        let mut devices = Vec::new();
        for number in 0..DEVICES.len() {
            let vault = template::vault(folder.path(), number);
            template.copy_vault(number, &vault).map_err(told)?;
            let link = Arc::new(Link::new(Arc::clone(&shared), Arc::clone(runtime)));
            let environment = template::environment(seed, number, &template::clock());
            let app = App::with(vault, environment, Arc::<Link>::clone(&link));
            app.unlock(&template::passphrase()).map_err(told)?;
            devices.push(Device { app, link });
        }
        Ok(Self {
            devices,
            hub,
            store,
            runtime: Arc::clone(runtime),
            _folder: folder,
        })
    }

    fn is_revoked(&self, device: usize) -> Result<bool, String> {
        Ok(self.devices[device].app.session().map_err(told)?.stage == Stage::Revoked)
    }

    fn role(&self, device: usize) -> Result<Role, String> {
        let membership = self.devices[device].app.session().map_err(told)?.membership;
        membership
            .map(|own| own.role)
            .ok_or_else(|| "a device without an office".to_owned())
    }

    fn run(&self, act: &Act) -> Result<(), String> {
        let (Act::Write { device, .. }
        | Act::Edit { device, .. }
        | Act::Decide { device, .. }
        | Act::Enter { device, .. }
        | Act::Administer { device, .. }
        | Act::Sync { device, .. }) = *act;
        if self.is_revoked(device)? {
            return Ok(());
        }
        let app = &self.devices[device].app;
        let done = match *act {
            Act::Write { kind, .. } => write(app, self.role(device)?, kind),
            Act::Edit { record, .. } => edit(app, record),
            Act::Decide { record, choice, .. } => decide(app, record, choice),
            Act::Enter { choice, amount, .. } => enter(app, choice, i64::from(amount)),
            Act::Administer { office, choice, .. } => administer(app, office, choice),
            Act::Sync { fault, .. } => return self.sync(device, fault).map(drop),
        };
        match done {
            // The device says at once what the rules do not allow.
            Ok(()) | Err(AppError::Refused(_) | AppError::Incomplete(_) | AppError::ReadOnly) => Ok(()),
            Err(error) => Err(format!("device {device}: {error}")),
        }
    }

    /// Exchanges; gives whether anything moved.
    fn sync(&self, device: usize, fault: Fault) -> Result<bool, String> {
        let Device { app, link } = &self.devices[device];
        link.meet(&[fault], &[], None);
        let synced = app.sync();
        link.meet(&[], &[], None);
        match synced {
            // What a member may not write any more is refused with each exchange, and stays on the device.
            Ok(report) => Ok(report.sent + report.received > 0),
            Err(_) if self.is_revoked(device)? => Ok(false),
            Err(error) if fault == Fault::None => Err(format!("device {device} cannot sync: {error}")),
            Err(_) => Ok(true),
        }
    }

    fn end(&self) -> Result<(), String> {
        let (mut exchanges, mut still) = (0, 0);
        for device in (0..DEVICES.len()).cycle() {
            if still == DEVICES.len() {
                break;
            }
            exchanges += 1;
            if exchanges > ROUNDS * DEVICES.len() {
                return Err(format!("still not quiet after {ROUNDS} rounds"));
            }
            let moved = !self.is_revoked(device)? && self.sync(device, Fault::None)?;
            still = if moved { 0 } else { still + 1 };
        }
        let links = self.store.ledger()?;
        let verified = self.runtime.block_on(self.hub.verify()).map_err(told)?;
        if verified != links.len() as u64 {
            return Err(format!("{verified} links are verified of {}", links.len()));
        }
        let by_number: Vec<EventId> = links.iter().map(|link| link.event_id).collect();
        for device in 0..DEVICES.len() {
            if !self.is_revoked(device)? {
                self.check(device, &by_number)
                    .map_err(|error| format!("device {device}: {error}"))?;
            }
        }
        Ok(())
    }

    /// What a device says of everything that it knows is what the hub says.
    fn check(&self, device: usize, ledger: &[EventId]) -> Result<(), String> {
        let app = &self.devices[device].app;
        let role = self.role(device)?;
        let own = app.session().map_err(told)?.membership.map(|own| own.office_name);
        for entry in app.whole_ledger().map_err(told)? {
            check_line(&entry.line, ledger)?;
        }
        for row in app.list(&ListRecords::default()).map_err(told)? {
            let view = app.view(row.id).map_err(told)?;
            let standing = self.store.standing(row.id)?.unwrap_or_default();
            // All decisions on a record are told to its office and to the desk.
            if view.writable || role == Role::Desk {
                check_record(&view, &standing)?;
            }
        }
        if !matches!(role, Role::Fund | Role::Desk) {
            return Ok(());
        }
        for fund in Fund::ALL {
            let view = app.fund(*fund).map_err(told)?;
            let at_hub = self.store.standing(fund.id())?.unwrap_or_default().book.totals();
            if view.row.totals != at_hub {
                return Err(format!(
                    "{fund} has {:?} here, {at_hub:?} at the hub ({own:?})",
                    view.row.totals
                ));
            }
            let added = added_up(&view);
            if added != at_hub {
                return Err(format!("{fund} has {at_hub:?}, and its entries add up to {added:?}"));
            }
        }
        Ok(())
    }
}

/// A decision that a device knows stands in the ledger where the device says, or was refused.
fn check_line(line: &LedgerLine, ledger: &[EventId]) -> Result<(), String> {
    let LedgerLine {
        id, number, refused, ..
    } = line;
    match (number, refused) {
        (0, Some(_)) => Ok(()),
        (0, None) => Err(format!("{id} still waits")),
        (number, _) => {
            let at = usize::try_from(number - 1).map_err(told)?;
            let there = ledger.get(at) == Some(id);
            there
                .then_some(())
                .ok_or_else(|| format!("{id} does not stand at {number}"))
        }
    }
}

fn check_record(view: &RecordView, standing: &Standing) -> Result<(), String> {
    let (id, ledger) = (view.row.id, &view.ledger);
    let guests: Vec<_> = ledger
        .guests
        .iter()
        .map(|guest| (guest.office, guest.accepts))
        .collect();
    let at_hub: Vec<_> = standing
        .guests
        .iter()
        .map(|guest| (guest.office, guest.accepts))
        .collect();
    let here = (
        view.row.standing.status,
        view.row.standing.version,
        ledger.latest,
        ledger.assigned.is_some(),
        &ledger.open_questions,
        guests,
    );
    let there = (
        standing.status,
        standing.versions.len(),
        standing.versions.last().copied(),
        standing.assigned.is_some(),
        &standing.open_questions,
        at_hub,
    );
    if here == there {
        Ok(())
    } else {
        Err(format!("{id} stands so here: {here:?}; and so at the hub: {there:?}"))
    }
}

/// What the entries of a fund come to, counted from the list that people see.
fn added_up(view: &FundView) -> Totals {
    let mut totals = Totals::default();
    let counts = view
        .entries
        .iter()
        .filter(|entry| !entry.is_reversed && entry.line.refused.is_none());
    for entry in counts {
        let amount = entry.booked.unwrap_or_default();
        if let Decision::Fund(what) = &entry.line.what {
            match what {
                // What of a pledge has not come is told beside it.
                FundDecision::Contribution(given) if given.is_pledge => {
                    totals.pledged += entry.left.unwrap_or_default()
                }
                FundDecision::Contribution(_) => totals.received += amount,
                FundDecision::Allocation { .. } => totals.allocated += amount,
                FundDecision::Expenditure { .. } => totals.spent += amount,
                FundDecision::Reversal { .. } => {}
            }
        }
    }
    totals.available = totals.received - totals.allocated;
    totals.balance = totals.received - totals.spent;
    totals
}

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

fn write(app: &App, role: Role, kind: u32) -> Result<(), AppError> {
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| role.writes(*kind)).collect();
    let Some(kind) = chosen(&kinds, kind).copied() else {
        return Ok(());
    };
    let known = app.list(&ListRecords::default())?;
    let practices = known.iter().filter(|row| row.kind == Kind::Practice).take(2);
    let practices: Vec<Value> = practices.map(|row| json!({ "practice": row.id })).collect();
    let content = match kind {
        Kind::Request => json!({ "title": "A", "state": "IDN", "context": "B" }),
        Kind::Practice => json!({ "title": "A", "state": "IDN", "context": "B", "description": "C" }),
        Kind::Activity => json!({ "title": "A", "state": "IDN" }),
        Kind::Discussion => json!({ "theme": "A", "year": 2027, "practices": practices }),
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

fn edit(app: &App, record: u32) -> Result<(), AppError> {
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

fn decide(app: &App, record: u32, choice: u32) -> Result<(), AppError> {
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
            authority: "A ministry".to_owned(),
            on: day,
            until: None,
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

fn enter(app: &App, choice: u32, amount: i64) -> Result<(), AppError> {
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
        }),
    };
    what.map_or(Ok(()), |what| app.enter(fund, what).map(drop))
}

fn administer(app: &App, office: u32, choice: u32) -> Result<(), AppError> {
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
    match (choice % 8, member, role) {
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
            let revoked = member.devices.iter().find(|device| !device.here);
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
        (_, _, _) => decide(
            row.id,
            OfficeDecision::LevelsSet(ServiceLevels {
                acknowledge: 1 + u16::try_from(choice % 9).unwrap_or_default(),
                ..ServiceLevels::default()
            }),
        ),
    }
}

fn play(template: &Template, runtime: &Arc<Runtime>, seed: u64, acts: &[Act]) -> Result<(), String> {
    let play = || -> Result<(), String> {
        let world = World::new(template, runtime, seed)?;
        for (number, act) in acts.iter().enumerate() {
            world
                .run(act)
                .map_err(|problem| format!("act {}: {problem}", number + 1))?;
        }
        world.end()
    };
    catch_unwind(AssertUnwindSafe(play)).unwrap_or_else(|_| Err("it panicked; see above".to_owned()))
}

#[test]
fn whatever_is_decided_while_apart_device_and_hub_agree_on_it_and_balances_add_up() {
    let plan = Plan {
        offices: &OFFICES,
        devices: DEVICES.to_vec(),
    };
    let template = Template::of(&plan).expect("a world to begin with");
    let runtime = template::runtime().expect("a runtime");
    let wanted = |name: &str| env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    let first = wanted("SATCHEL_SEED").unwrap_or(1);
    let count = wanted("SATCHEL_SEQUENCES").unwrap_or(SEQUENCES);
    println!("{count} sequences from seed {first}");
    for seed in first..first + count {
        let Err(problem) = play(&template, &runtime, seed, &trace(seed)) else {
            continue;
        };
        println!("seed {seed} fails: {problem}");
        let (acts, problem) = shrink::shortest(trace(seed), problem, |acts| play(&template, &runtime, seed, acts));
        let told: Vec<String> = acts.iter().map(|act| format!("  {act:?}")).collect();
        panic!(
            "seed {seed}: {problem}\nThe shortest sequence:\n{}\nAgain: SATCHEL_SEED={seed} SATCHEL_SEQUENCES=1",
            told.join("\n")
        );
    }
}
