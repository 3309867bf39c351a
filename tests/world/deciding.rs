//! Everybody decides, at several devices and while apart: once all have exchanged, device and hub say the same of everything,
//! the chain verifies, and balances add up to the entries.

mod choosing;
mod reading;

use std::{
    collections::BTreeSet,
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex},
};

use satchel_client::{App, AppError};
use satchel_hub::Hub;
use satchel_shared::{
    ids::EventId,
    ledger::{Decision, Fund, FundDecision, OfficeKind, Role, Standing, fund::Totals},
    window::{FundView, LedgerLine, ListRecords, RecordView, Stage},
};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use self::{
    choosing::{administer, decide, edit, enter, write},
    reading::check_reading,
};
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
            Ok(())
            | Err(AppError::Refused(_) | AppError::Incomplete(_) | AppError::TwoValues(_) | AppError::ReadOnly) => {
                Ok(())
            }
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
        let own = app.session().map_err(told)?.membership;
        let own = own.ok_or_else(|| "a device without an office".to_owned())?;
        for entry in app.whole_ledger().map_err(told)? {
            check_line(&entry.line, ledger)?;
        }
        for row in app.list(&ListRecords::default()).map_err(told)? {
            let view = app.view(row.id).map_err(told)?;
            let standing = self.store.standing(row.id)?.unwrap_or_default();
            // All decisions on a record are told to its office and to the desk.
            if view.writable || role == Role::Desk {
                check_record(&view, &standing)?;
                check_public(app, &view, &standing)?;
            }
        }
        if role != Role::Desk {
            check_reading(&self.store, app, &own)?;
        }
        if !matches!(role, Role::Fund | Role::Desk) {
            return Ok(());
        }
        for fund in Fund::ALL {
            let view = app.fund(*fund).map_err(told)?;
            let at_hub = self.store.standing(fund.id())?.unwrap_or_default().book.totals();
            if view.row.totals != at_hub {
                return Err(format!(
                    "{fund} has {:?} here, {at_hub:?} at the hub ({})",
                    view.row.totals, own.office_name
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

/// What the State consents to, and what is published.
fn check_public(app: &App, view: &RecordView, standing: &Standing) -> Result<(), String> {
    let public = app.public(view.row.id).map_err(told)?;
    let here: BTreeSet<_> = public.consents.iter().map(|it| (it.event, it.given.scope)).collect();
    let there: BTreeSet<_> = standing.consents.iter().map(|it| (it.event, it.given.scope)).collect();
    if here != there || public.is_published != standing.published.is_some() {
        let id = view.row.id;
        return Err(format!("{id} has the consents {here:?} here, {there:?} at the hub"));
    }
    Ok(())
}

/// What the entries of a fund come to, counted from the list that people see.
fn added_up(view: &FundView) -> Totals {
    let (mut totals, mut beyond) = (Totals::default(), 0);
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
                FundDecision::Allocation { .. } => {
                    totals.allocated += amount;
                    beyond += entry.left.unwrap_or_default().min(0);
                }
                FundDecision::Expenditure { .. } => totals.spent += amount,
                FundDecision::Reversal { .. } => {}
            }
        }
    }
    totals.available = totals.received - totals.allocated + beyond;
    totals.balance = totals.received - totals.spent;
    totals
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
