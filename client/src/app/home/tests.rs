//! What each role is told to do, on vaults whose clock and decisions the test makes.

use std::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use satchel_shared::{
    day::Day,
    edit::Edit,
    ids::{DeviceId, EventId, MemberId, VersionId},
    ledger::{Decision, FundDecision, OfficeKind, Role, Scope, consent::Given, fund::Contribution},
    window::Membership,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::{
    app::typed,
    environment::Environment,
    sync::http::Http,
    vault::{KeptDecision, Passphrase},
};

const OWN: OfficeId = OfficeId(Uuid::from_u128(1));
const OTHER: OfficeId = OfficeId(Uuid::from_u128(2));
/// The version that another office has sent.
const VERSION: VersionId = VersionId([1; 32]);
/// Of whoever decides elsewhere.
const SIGNER: DeviceId = DeviceId([7; 16]);
const DAY: i64 = 24 * 60 * 60 * 1000;

struct World {
    app: App,
    now: Arc<AtomicI64>,
    /// The last place in the ledger.
    number: Cell<u64>,
    _folder: tempfile::TempDir,
}

impl World {
    fn new(role: Role) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        // A Monday, 1 March 2027.
        let now = Arc::new(AtomicI64::new("2027-03-01".parse::<Day>().expect("a day").start_ms()));
        let clock = Arc::clone(&now);
        let environment = Environment::new(
            move || clock.load(Ordering::Relaxed),
            |bytes| getrandom::fill(bytes).expect("randomness"),
        );
        let app = App::with(folder.path().join("vault"), environment, Arc::new(Http::default()));
        app.create_vault(&Passphrase::new("correct horse".to_owned()))
            .expect("a vault");
        let world = Self {
            app,
            now,
            number: Cell::new(0),
            _folder: folder,
        };
        world.act_as(role);
        world
    }

    /// From now on the member has another role.
    fn act_as(&self, role: Role) {
        let kinds = [
            OfficeKind::Nhri,
            OfficeKind::Headquarters,
            OfficeKind::Agency,
            OfficeKind::Mandate,
        ];
        let office_kind = kinds.into_iter().find(|kind| role.sits_in(*kind));
        let own = Membership {
            office: OWN,
            office_name: "An office".to_owned(),
            office_kind: office_kind.expect("an office for the role"),
            states: Vec::new(),
            role,
            member: "Ayu".to_owned(),
            member_id: Some(MemberId(Uuid::from_u128(1))),
            hub: String::new(),
        };
        let done = self.app.with_open(|open| {
            Ok(open
                .vault
                .write(|transaction| settings::set_membership(transaction, &own))?)
        });
        done.expect("a member");
    }

    fn pass(&self, days: i64) {
        self.now.fetch_add(days * DAY, Ordering::Relaxed);
    }

    /// A record of this office.
    fn own(&self, kind: Kind, content: Value) -> RecordId {
        let Value::Object(content) = content else {
            panic!("an object")
        };
        self.app.create_from(kind, &[content]).expect("made")[0]
    }

    /// What another office has sent to headquarters.
    fn sent(&self, kind: Kind) -> RecordId {
        let id = RecordId(self.app.environment.new_uuid());
        let done = self.app.with_open(|open| {
            let now = open.environment.now_ms();
            Ok(open
                .vault
                .write(|transaction| records::insert(transaction, id, kind, OTHER, "A commission", false, now))?)
        });
        done.expect("a record");
        self.decided(id, Decision::Submitted { version: VERSION });
        id
    }

    /// Another device has decided this, and headquarters has what was decided here.
    fn decided(&self, on: RecordId, what: Decision) {
        let done = self.app.with_open(|open| {
            for waiting in decisions::waiting(open.vault.read())? {
                let decided = self.kept(open, waiting.event, waiting.sealed.signer().ok(), waiting.what);
                keep(open, waiting.record, &decided)?;
            }
            let event = EventId(open.environment.new_uuid());
            let decided = self.kept(open, event, Some(SIGNER), what);
            keep(open, on, &decided)
        });
        done.expect("decided");
    }

    /// Headquarters has not taken what was decided here.
    fn refused(&self, on: RecordId, what: Decision) {
        let done = self.app.with_open(|open| {
            let event = EventId(open.environment.new_uuid());
            let mut decided = self.kept(open, event, Some(open.key.id()), what);
            decided.number = 0;
            open.vault.write(|transaction| {
                decisions::put(transaction, on, &decided)?;
                decisions::refused(transaction, event, "not-next")?;
                stand(transaction, on)
            })
        });
        done.expect("refused");
    }

    /// A decision in the next place of the ledger.
    fn kept(&self, open: &Open, event: EventId, signer: Option<DeviceId>, what: Decision) -> KeptDecision {
        self.number.set(self.number.get() + 1);
        KeptDecision {
            event,
            signer,
            what,
            status: None,
            version_number: 0,
            number: self.number.get(),
            at: open.environment.now_ms(),
            refused: String::new(),
            is_told: false,
        }
    }

    fn todo(&self) -> Vec<(Todo, usize)> {
        let home = self.app.home().expect("home");
        home.tasks.iter().map(|task| (task.what, task.count)).collect()
    }

    fn write(&self, id: RecordId, field: &str, value: &str) {
        let path = field.parse().expect("a field");
        let value = typed(value);
        self.app.edit(id, &[Edit::Set { path, value }]).expect("written");
    }

    /// What this office has sent, and headquarters has read.
    fn acknowledged(&self, kind: Kind, content: Value) -> RecordId {
        let id = self.own(kind, content);
        self.app.submit(id).expect("submitted");
        let version = self.app.ledger(id).expect("a ledger").latest.expect("a version");
        self.decided(id, Decision::Acknowledged { version });
        id
    }

    /// The State consents, until a day at most.
    fn consent(&self, id: RecordId, scope: Scope, until: &str) {
        let given = Given {
            scope,
            authority: "Ministry of Justice".to_owned(),
            on: "2027-03-01".parse().expect("a day"),
            until: until.parse().ok(),
            evidence: "Note verbale".to_owned(),
            file: None,
        };
        self.app.decide(id, Decision::ConsentGiven(given)).expect("consented");
    }
}

fn keep(open: &mut Open, on: RecordId, decided: &KeptDecision) -> Result<(), AppError> {
    open.vault.write(|transaction| {
        decisions::put(transaction, on, decided)?;
        stand(transaction, on)
    })
}

fn request() -> Value {
    json!({ "title": "A legal adviser", "state": "IDN", "context": "Two offices keep no register." })
}

fn practice() -> Value {
    json!({ "title": "Night lawyers", "state": "IDN", "context": "People were held.", "description": "A lawyer comes." })
}

fn discussion() -> Value {
    json!({ "theme": "Legal aid at the police station", "year": 2027 })
}

#[test]
fn what_was_just_sent_and_not_written_in_since_is_not_to_be_sent_again() {
    let world = World::new(Role::Desk);
    let id = world.own(Kind::Discussion, discussion());
    world.app.propose(id).expect("proposed");
    let named = |what| world.todo().iter().any(|(todo, _)| *todo == what);
    assert!(!named(Todo::SendAgain), "{:?}", world.todo());
    world.own(Kind::Discussion, discussion());
    assert!(!named(Todo::SendAgain) && named(Todo::Finish), "{:?}", world.todo());
}

#[test]
fn of_a_long_row_of_decisions_the_last_are_told_and_how_many_there_are() {
    let world = World::new(Role::Fund);
    let given = |donor: &str| {
        let day = "2027-03-01".parse().expect("a day");
        Decision::Fund(FundDecision::Contribution(Contribution {
            donor: donor.to_owned(),
            amount: 100,
            currency: "USD".to_owned(),
            rate: 1_000_000,
            rate_on: day,
            on: day,
            is_pledge: true,
            pledge: None,
            note: String::new(),
        }))
    };
    for number in 1..=30 {
        world.decided(Fund::ALL[0].id(), given(&format!("Donor {number}")));
    }
    world.decided(Fund::ALL[1].id(), given("Norway"));
    let home = world.app.home().expect("home");
    let [one, many] = &home.news[..] else {
        panic!("{:?}", home.news)
    };
    assert_eq!((one.lines.len(), one.more), (1, 0));
    assert_eq!((many.lines.len(), many.more), (HOME_DECISIONS, 30 - HOME_DECISIONS));
    let numbers: Vec<u64> = many.lines.iter().map(|line| line.number).collect();
    assert_eq!(numbers, [26, 27, 28, 29, 30]);
    world.app.mark_seen(30).expect("seen");
    let home = world.app.home().expect("home");
    assert_eq!((home.news.len(), home.up_to), (1, 31));
}

#[test]
fn a_consent_is_to_be_renewed_until_it_is_or_nobody_reads_by_it_any_longer() {
    let world = World::new(Role::Lead);
    let renew = [(Todo::Renew, 1)];
    let shared = world.acknowledged(Kind::Practice, practice());
    world.consent(shared, Scope::Network, "2027-04-30");
    world.app.share(shared).expect("shared");
    assert_eq!(world.todo(), [], "it holds for 60 days");
    world.pass(30);
    assert_eq!(world.todo(), renew);
    world.pass(31);
    assert_eq!(world.todo(), renew, "its last day was yesterday");
    world.pass(400);
    assert_eq!(world.todo(), renew);
    world.consent(shared, Scope::Network, "2030-01-01");
    assert_eq!(world.todo(), []);

    let published = world.acknowledged(Kind::Request, request());
    world.consent(published, Scope::Public, "2028-07-01");
    let version = world
        .app
        .ledger(published)
        .expect("a ledger")
        .latest
        .expect("a version");
    world.decided(published, Decision::Published { version });
    world.pass(60);
    assert_eq!(world.todo(), renew);
    let reason = "The Minister asked for it.".to_owned();
    let unpublished = Decision::Unpublished { reason };
    world.app.decide(published, unpublished).expect("unpublished");
    assert_eq!(world.todo(), [], "nobody reads by what is over");
}

#[test]
fn only_what_the_rules_leave_to_a_member_is_told_to_do() {
    let world = World::new(Role::Lead);
    let asked = world.acknowledged(Kind::Request, request());
    let version = world.app.ledger(asked).expect("a ledger").latest.expect("a version");
    let (field, text) = (None, "Which offices?".to_owned());
    world.decided(asked, Decision::ClarificationAsked { version, field, text });
    let ending = world.acknowledged(Kind::Practice, practice());
    world.consent(ending, Scope::Council, "2027-03-02");
    let edited = world.acknowledged(Kind::Practice, practice());
    world.write(edited, "title", "Lawyers at night");
    world.own(Kind::Request, request());
    assert_eq!(
        world.todo(),
        [
            (Todo::Answer, 1),
            (Todo::Renew, 1),
            (Todo::SendAgain, 1),
            (Todo::Finish, 1)
        ]
    );
    // What ends presses more than what was written since.
    world.write(ending, "title", "Lawyers at night");
    assert_eq!(world.todo()[1..3], [(Todo::Renew, 1), (Todo::SendAgain, 1)]);
    world.act_as(Role::Drafter);
    assert_eq!(world.todo(), [(Todo::Finish, 1)], "a drafter writes");
    world.act_as(Role::Fund);
    assert_eq!(world.todo(), [], "and who keeps the books does not");
}

#[test]
fn a_request_is_in_one_task_and_first_in_that_of_those_that_wait_too_long() {
    let world = World::new(Role::Desk);
    let late = world.sent(Kind::Request);
    let read = world.sent(Kind::Request);
    world.decided(read, Decision::Acknowledged { version: VERSION });
    // What is submitted is acknowledged within 5 working days.
    world.pass(8);
    world.sent(Kind::Request);
    let overdue = |world: &World| {
        let home = world.app.home().expect("home");
        let task = home.tasks.into_iter().find(|task| task.what == Todo::Overdue);
        task.map(|task| task.records.into_iter().map(|it| it.id).collect::<Vec<_>>())
    };
    assert_eq!(world.todo(), [(Todo::Overdue, 1), (Todo::Read, 1), (Todo::Decide, 1)]);
    assert_eq!(overdue(&world), Some(vec![late]));
    // What is read is decided within 20.
    world.pass(40);
    assert_eq!(world.todo(), [(Todo::Overdue, 3)]);
    world.refused(late, Decision::Acknowledged { version: VERSION });
    assert_eq!(world.todo(), [(Todo::Refused, 1), (Todo::Overdue, 2)]);
    world.act_as(Role::Lead);
    assert_eq!(world.todo(), [(Todo::Refused, 1)]);
}
