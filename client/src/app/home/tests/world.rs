//! A vault whose clock, decisions and role the test makes.

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
    exchange::{MemberCard, OfficeCard},
    ids::{DeviceId, EventId, MemberId, OfficeId, RecordId, VersionId},
    ledger::{Decision, OfficeKind, Role, Scope, consent::Given},
    schema::Kind,
    seal::Key,
    window::{Membership, Todo},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    app::{App, decide::stand, open::Open, typed},
    environment::Environment,
    error::AppError,
    sync::http::Http,
    vault::{KeptDecision, Passphrase, decisions, members, offices, records, settings},
};

pub(super) const OWN: OfficeId = OfficeId(Uuid::from_u128(1));
pub(super) const OTHER: OfficeId = OfficeId(Uuid::from_u128(2));
/// The version that another office has sent.
pub(super) const VERSION: VersionId = VersionId([1; 32]);
/// Of whoever decides elsewhere.
const SIGNER: DeviceId = DeviceId([7; 16]);
const DAY: i64 = 24 * 60 * 60 * 1000;

pub(super) struct World {
    pub(super) app: App,
    now: Arc<AtomicI64>,
    /// The last place in the ledger.
    number: Cell<u64>,
    _folder: tempfile::TempDir,
}

impl World {
    pub(super) fn new(role: Role) -> Self {
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
    pub(super) fn act_as(&self, role: Role) {
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

    pub(super) fn now(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    pub(super) fn pass(&self, days: i64) {
        self.now.fetch_add(days * DAY, Ordering::Relaxed);
    }

    /// A record of this office.
    pub(super) fn own(&self, kind: Kind, content: Value) -> RecordId {
        let Value::Object(content) = content else {
            panic!("an object")
        };
        self.app.create_from(kind, &[content]).expect("made")[0]
    }

    /// A record of another office; what offices send to headquarters was sent.
    pub(super) fn of_others(&self, kind: Kind) -> RecordId {
        let id = RecordId(self.app.environment.new_uuid());
        let done = self.app.with_open(|open| {
            let now = open.environment.now_ms();
            Ok(open
                .vault
                .write(|transaction| records::insert(transaction, id, kind, OTHER, "A commission", false, now))?)
        });
        done.expect("a record");
        if kind != Kind::Discussion {
            self.decided(id, Decision::Submitted { version: VERSION });
        }
        id
    }

    /// What headquarters tells of a member of another office, who has one device.
    pub(super) fn tell(&self, card: &MemberCard, key: &Key) {
        let office = OfficeCard {
            id: OTHER,
            name: "A commission".to_owned(),
            kind: OfficeKind::Nhri,
            states: Vec::new(),
        };
        let done = self.app.with_open(|open| {
            Ok(open.vault.write(|transaction| {
                offices::put(transaction, &office)?;
                members::put(transaction, card, &[vec![key.public()]])
            })?)
        });
        done.expect("told");
    }

    /// Another device has decided this, and headquarters has what was decided here.
    pub(super) fn decided(&self, on: RecordId, what: Decision) {
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
    pub(super) fn refused(&self, on: RecordId, what: Decision) {
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

    pub(super) fn todo(&self) -> Vec<(Todo, usize)> {
        let home = self.app.home().expect("home");
        home.tasks.iter().map(|task| (task.what, task.count)).collect()
    }

    pub(super) fn write(&self, id: RecordId, field: &str, value: &str) {
        let path = field.parse().expect("a field");
        let value = typed(value);
        self.app.edit(id, &[Edit::Set { path, value }]).expect("written");
    }

    /// What this office has sent, and headquarters has read.
    pub(super) fn acknowledged(&self, kind: Kind, content: Value) -> RecordId {
        let id = self.own(kind, content);
        self.app.submit(id).expect("submitted");
        let version = self.latest(id);
        self.decided(id, Decision::Acknowledged { version });
        id
    }

    pub(super) fn latest(&self, id: RecordId) -> VersionId {
        self.app.ledger(id).expect("a ledger").latest.expect("a version")
    }

    pub(super) fn consent(&self, id: RecordId, scope: Scope, until: &str) {
        let version = self.latest(id);
        self.app.decide(id, consent(version, scope, until)).expect("consented");
    }
}

/// The State consents, until a day at most.
pub(super) fn consent(version: VersionId, scope: Scope, until: &str) -> Decision {
    Decision::ConsentGiven(Given {
        scope,
        version,
        authority: "Ministry of Justice".to_owned(),
        on: "2027-03-01".parse().expect("a day"),
        until: until.parse().ok(),
        evidence: "Note verbale".to_owned(),
        file: None,
    })
}

fn keep(open: &mut Open, on: RecordId, decided: &KeptDecision) -> Result<(), AppError> {
    open.vault.write(|transaction| {
        decisions::put(transaction, on, decided)?;
        stand(transaction, on)
    })
}

pub(super) fn request() -> Value {
    json!({ "title": "A legal adviser", "state": "IDN", "context": "Two offices keep no register." })
}

pub(super) fn practice() -> Value {
    json!({ "title": "Night lawyers", "state": "IDN", "context": "People were held.", "description": "A lawyer comes." })
}

pub(super) fn discussion() -> Value {
    json!({ "theme": "Legal aid at the police station", "year": 2027 })
}
