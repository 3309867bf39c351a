//! What comes in another order than it was made, or before it can be used.

mod aside;

use std::{path::Path as FilePath, sync::Arc};

use automerge::Change;
use satchel_shared::{
    document::{Document, Pen},
    edit::Edit,
    exchange::{Cursor, LedgerEntry, Piece, SealedDecision, Snapshot, reply::Part},
    ids::{EventId, ItemId, OfficeId, VersionId},
    ledger::{Decision, Event, Role},
    pack::Pack,
    path::Path,
    satchel::{Answer, Said},
    schema::Kind,
    seal::{Key, Purpose},
    version::Version,
};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::{by_file::Brought, *};
use crate::{
    App, Environment,
    sync::http::Http,
    vault::{Passphrase, WaitingDecision, decisions, sync_state},
};

fn passphrase() -> Passphrase {
    Passphrase::new("correct horse".to_owned())
}

fn opened(folder: &FilePath) -> App {
    let app = App::with(folder.join("vault"), Environment::system(), Arc::new(Http::default()));
    match app.create_vault(&passphrase()) {
        Ok(()) => {}
        Err(_) => app.unlock(&passphrase()).expect("opens"),
    }
    app
}

fn app() -> (App, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    (opened(folder.path()), folder)
}

/// A colleague's device, with one record.
struct Colleague {
    key: Key,
    document: Document,
    items: u128,
}

impl Colleague {
    fn new(number: u8) -> Self {
        let key = Key::from_secret(&[number; 32]);
        let actor = Actor {
            device: key.id(),
            generation: 0,
        };
        Self {
            key,
            document: Document::new(Kind::Request, actor),
            items: 0,
        }
    }

    fn card(&self) -> Update {
        Update::Device(DeviceCard {
            key: ByteBuf::from(self.key.public().to_bytes().to_vec()),
            member: "Budi".to_owned(),
            role: Role::Drafter,
            office: OfficeId(Uuid::from_u128(1)),
        })
    }

    /// Writes a word before all others, and gives the changes.
    fn write(&mut self, word: &str) -> Vec<Change> {
        self.edit(splice(0, 0, &format!("{word} ")))
    }

    fn edit(&mut self, edit: Edit) -> Vec<Change> {
        let before = self.document.heads();
        let mut new_item = || {
            self.items += 1;
            ItemId(Uuid::from_u128(self.items))
        };
        let mut pen = Pen {
            at_s: 1_700_000_000,
            new_item: &mut new_item,
        };
        self.document.edit(None, &[edit], &mut pen).expect("written");
        self.document.changes_by(self.key.id(), &before)
    }

    fn pack(&self, record: RecordId, changes: &[Change]) -> Pack {
        Pack::new(self.document.kind(), record, OfficeId(Uuid::from_u128(1)), changes)
    }

    fn send(&self, record: RecordId, changes: &[Change]) -> Update {
        Update::Pack(ByteBuf::from(self.pack(record, changes).seal(&self.key)))
    }

    /// Submits a version with this title; the number is the time as well.
    fn submit(&self, record: RecordId, number: u64, title: &str) -> Update {
        let version = Version {
            content: [("title".to_owned(), title.into())].into_iter().collect(),
            kind: Kind::Request,
            record,
            schema: Kind::Request.schema(),
        };
        let bytes = version.to_bytes();
        let event = Event {
            id: EventId(Uuid::from_u128(number.into())),
            record,
            office: OfficeId(Uuid::from_u128(1)),
            at: 1,
            after: None,
            what: Decision::Submitted {
                version: VersionId::of(&bytes),
            },
        };
        Update::Decision(LedgerEntry {
            number,
            at: number.try_into().expect("a time"),
            version_number: 1,
            status: None,
            office_name: "National Commission".to_owned(),
            decision: SealedDecision::new(&event, Some(&bytes), &self.key),
            without_confidential: false,
        })
    }

    /// A decision that waits; its number is its id's.
    fn decide(&self, record: RecordId, number: u128, at: i64) -> WaitingDecision {
        let what = Decision::Acknowledged {
            version: VersionId([7; 32]),
        };
        let event = Event {
            id: EventId(Uuid::from_u128(number)),
            record,
            office: OfficeId(Uuid::from_u128(1)),
            at,
            after: None,
            what: what.clone(),
        };
        WaitingDecision {
            event: event.id,
            record,
            at,
            what,
            sealed: SealedDecision::new(&event, None, &self.key),
        }
    }
}

fn splice(at: usize, delete: usize, insert: &str) -> Edit {
    Edit::Splice {
        path: Path::field("context"),
        at,
        delete,
        insert: insert.to_owned(),
    }
}

/// The change as if it built on another, which has not what it alters.
fn rebased(change: &Change, from: ChangeHash, to: ChangeHash) -> Change {
    let mut bytes = change.raw_bytes().to_vec();
    let at = bytes
        .windows(32)
        .position(|window| window == from.0)
        .expect("its ground");
    bytes[at..at + 32].copy_from_slice(&to.0);
    let hash = Sha256::digest(&bytes[8..]);
    bytes[4..8].copy_from_slice(&hash[..4]);
    Change::from_bytes(bytes).expect("a change")
}

fn piece(at: usize, bytes: &[u8], is_last: bool) -> Update {
    Update::Piece(Piece {
        at: at as u64,
        bytes: ByteBuf::from(bytes),
        is_last,
    })
}

/// One exchange that brings these.
fn bring(app: &App, updates: Vec<Update>) {
    let outbox = Outbox {
        counter: 1,
        cursor: Cursor::default(),
        budget: 0,
        packs: Vec::new(),
        decisions: Vec::new(),
        repair: None,
        attachments: false,
        wait: 0,
        goes_on: None,
    };
    let inbox = Inbox {
        head: None,
        parts: vec![Part::new(updates, Cursor(ByteBuf::from(vec![1])))],
    };
    app.with_open(|open| open.accept(&outbox, &inbox, 1)).expect("taken in");
}

fn context(app: &App, id: RecordId) -> String {
    let view = app.view(id).expect("a record");
    view.content["context"].as_str().unwrap_or_default().to_owned()
}

/// The codes of what is set aside.
fn aside(app: &App) -> Vec<String> {
    let state = app.sync_state().expect("a state");
    state.set_aside.into_iter().map(|it| it.problem.code).collect()
}

fn put_aside(app: &App, record: RecordId, code: &str, bytes: &[u8]) {
    let put = |open: &mut Open| -> Result<(), AppError> {
        open.vault.write(|transaction| {
            Ok(records::set_aside(
                transaction,
                record,
                &json(&Problem::new(code)),
                bytes,
                1,
            )?)
        })
    };
    app.with_open(put).expect("set aside");
}

fn bytes(update: &Update) -> &[u8] {
    match update {
        Update::Pack(bytes) => bytes,
        Update::Decision(_)
        | Update::Recommendations(_)
        | Update::Member(_)
        | Update::Device(_)
        | Update::Office(_)
        | Update::Removal(_)
        | Update::Snapshot(_)
        | Update::Piece(_) => panic!("no pack"),
    }
}

/// All orders of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(count - 1);
    let put_in = |order: &Vec<usize>, at| {
        let mut order = order.clone();
        order.insert(at, count - 1);
        order
    };
    shorter
        .iter()
        .flat_map(|order| (0..count).map(move |at| put_in(order, at)))
        .collect()
}

#[test]
fn packs_in_any_order_within_and_across_exchanges_end_in_the_same_document() {
    let (app, _folder) = app();
    let (mut ayu, mut budi) = (Colleague::new(1), Colleague::new(2));
    bring(&app, vec![ayu.card(), budi.card()]);
    let first = ayu.write("one");
    budi.document.apply(&first).expect("merged");
    let second = budi.write("two");
    ayu.document.apply(&second).expect("merged");
    let (third, fourth) = (ayu.write("three"), ayu.write("four"));
    let mut number = 0;
    for order in orders(4) {
        // Each bit: whether an exchange ends there.
        for cuts in 0..8 {
            number += 1;
            let record = RecordId(Uuid::from_u128(number));
            let packs = [
                ayu.send(record, &first),
                budi.send(record, &second),
                ayu.send(record, &third),
                ayu.send(record, &fourth),
            ];
            let mut exchange = Vec::new();
            for (place, wanted) in order.iter().enumerate() {
                exchange.push(packs[*wanted].clone());
                if cuts >> place & 1 == 1 {
                    bring(&app, std::mem::take(&mut exchange));
                }
            }
            bring(&app, exchange);
            assert_eq!(context(&app, record), "four three two one ", "{order:?} {cuts:b}");
            assert_eq!(aside(&app), [""; 0], "{order:?} {cuts:b}");
        }
    }
}

#[test]
fn what_headquarters_refused_is_not_tried_again() {
    let (app, folder) = app();
    let record = app.create(Kind::Request).expect("a record").row.id;
    put_aside(&app, record, "wrong-office", &[]);
    let ayu = Colleague::new(1);
    bring(&app, vec![ayu.card()]);
    assert_eq!(aside(&app), ["wrong-office"]);
    drop(app);
    let app = opened(folder.path());
    assert_eq!(aside(&app), ["wrong-office"]);
    let tried = app.with_open(|open| Ok(sync_state::tried_again(open.vault.read())?));
    assert_eq!(tried.expect("a list"), [0; 0]);
}

/// The clock of a device says nothing about what came after what.
#[test]
fn a_refused_decision_is_told_until_another_comes_after_it_whatever_the_clocks_say() {
    const HUB: u64 = 1_000;
    for own_clock in [1, 1_000_000] {
        let (app, _folder) = app();
        let ayu = Colleague::new(1);
        let record = RecordId(Uuid::from_u128(1));
        let told = |app: &App| app.view(record).expect("a record").row.standing.refused;
        bring(&app, vec![ayu.card(), ayu.submit(record, HUB, "A legal adviser")]);
        let refuse = |open: &mut Open| -> Result<(), AppError> {
            let waiting = ayu.decide(record, 7, own_clock);
            open.vault.write(|transaction| {
                decisions::put_waiting(transaction, &waiting)?;
                decisions::refused(transaction, waiting.event, "not-the-latest-version")?;
                stand(transaction, record)
            })
        };
        app.with_open(refuse).expect("noted");
        assert_eq!(told(&app).as_deref(), Some("not-the-latest-version"), "{own_clock}");
        bring(&app, vec![ayu.submit(record, HUB + 1, "Two legal advisers")]);
        assert_eq!(told(&app), None, "{own_clock}");
        // The same answer is read once more.
        let again = |open: &mut Open| -> Result<bool, AppError> {
            open.vault.write(|transaction| {
                let noted = decisions::refused(transaction, EventId(Uuid::from_u128(7)), "not-the-latest-version")?;
                stand(transaction, record)?;
                Ok(noted)
            })
        };
        assert!(!app.with_open(again).expect("looked at"));
        assert_eq!(told(&app), None, "{own_clock}");
    }
}

#[test]
fn decisions_wait_in_the_order_in_which_they_were_made_whatever_the_clock_says() {
    let (app, _folder) = app();
    let ayu = Colleague::new(1);
    let record = RecordId(Uuid::from_u128(1));
    // The clock goes back between the two.
    let made = [ayu.decide(record, 9, 2_000), ayu.decide(record, 3, 1_000)];
    let wait = |open: &mut Open| -> Result<Vec<EventId>, AppError> {
        open.vault.write(|transaction| {
            made.iter().try_for_each(|it| decisions::put_waiting(transaction, it))?;
            let waiting = decisions::waiting(transaction)?.into_iter();
            let known = decisions::of_record(transaction, record)?;
            assert_eq!(known.iter().map(|it| it.at).collect::<Vec<_>>(), [2_000, 1_000]);
            Ok(waiting.map(|it| it.event).collect())
        })
    };
    assert_eq!(app.with_open(wait).expect("kept"), made.map(|it| it.event));
}

/// A satchel was read twice at the hub, and its first answer is read after the second.
#[test]
fn a_refusal_that_comes_late_unsettles_nothing_that_stands_in_the_ledger() {
    let (app, _folder) = app();
    let ayu = Colleague::new(1);
    let record = RecordId(Uuid::from_u128(1));
    bring(&app, vec![ayu.card(), ayu.submit(record, 1, "A legal adviser")]);
    let refuse = |open: &mut Open| -> Result<bool, AppError> {
        open.vault.write(|transaction| {
            let noted = decisions::refused(transaction, EventId(Uuid::from_u128(1)), "already-submitted")?;
            stand(transaction, record)?;
            Ok(noted)
        })
    };
    assert!(!app.with_open(refuse).expect("looked at"));
    let standing = app.view(record).expect("a record").row.standing;
    assert_eq!((standing.version, standing.refused), (1, None));
}

#[test]
fn submissions_that_came_too_early_are_listed_as_they_stand_in_the_ledger() {
    let (app, _folder) = app();
    let (ayu, budi) = (Colleague::new(1), Colleague::new(2));
    let record = RecordId(Uuid::from_u128(1));
    let (first, second) = (
        ayu.submit(record, 1, "A legal adviser"),
        budi.submit(record, 2, "Two legal advisers"),
    );
    bring(&app, vec![first, budi.card(), second]);
    assert_eq!(aside(&app), ["unknown-device"]);
    bring(&app, vec![ayu.card()]);
    assert_eq!(aside(&app), [""; 0]);
    let row = app.view(record).expect("a record").row;
    assert_eq!((row.title.as_str(), row.standing.version), ("Two legal advisers", 2));
}

#[test]
fn a_text_that_comes_after_its_submission_makes_the_record_the_offices_own() {
    let (app, _folder) = app();
    let mut ayu = Colleague::new(1);
    let record = RecordId(Uuid::from_u128(1));
    let (first, second) = (ayu.write("one"), ayu.write("two"));
    bring(&app, vec![ayu.card(), ayu.submit(record, 1, "A legal adviser")]);
    bring(&app, vec![ayu.send(record, &second), ayu.send(record, &first)]);
    assert_eq!(aside(&app), [""; 0]);
    assert_eq!(context(&app, record), "two one ");
    assert_eq!(app.view(record).expect("a record").row.standing.version, 1);
}

#[test]
fn a_piece_whose_beginning_is_gone_makes_the_device_start_over() {
    let (app, _folder) = app();
    let cursor = || {
        app.with_open(|open| Ok(settings::cursor(open.vault.read())?))
            .expect("a cursor")
    };
    let noise = [1; 10];
    bring(&app, vec![piece(0, &noise, false)]);
    assert!(!cursor().is_start());
    bring(&app, vec![piece(20, &noise, true)]);
    assert!(cursor().is_start(), "nothing is passed over");
}

#[test]
fn an_update_goes_on_only_behind_its_own_beginning() {
    let (app, _folder) = app();
    let mut ayu = Colleague::new(1);
    let record = RecordId(Uuid::from_u128(1));
    let first = ayu.write("one");
    let whole = wire::to_cbor(&ayu.send(record, &first));
    let (beginning, rest) = whole.split_at(10);
    let at = |place: u8| Cursor(ByteBuf::from(vec![place]));
    let unpack = |before: Cursor, updates: Vec<Update>, after: Cursor| {
        let said = Said::Updates { before, updates, after };
        let brought = [Brought::Answer(Answer {
            key: ByteBuf::new(),
            to: satchel_shared::ids::DeviceId([0; 16]),
            succession: Vec::new(),
            at: 0,
            said,
            about: None,
        })];
        app.with_open(|open| open.accept_by_file(&brought)).expect("taken");
        app.with_open(|open| Ok(settings::cursor(open.vault.read())?))
            .expect("a cursor")
    };
    let cursor = unpack(Cursor::default(), vec![ayu.card(), piece(0, beginning, false)], at(1));
    assert_eq!(cursor, at(1));
    // The next stretch is damaged: it has the rest, and the beginnings of what follows.
    assert_eq!(unpack(at(2), vec![piece(10, &[0; 10], true)], at(3)), at(1));
    assert_eq!(unpack(at(3), vec![piece(0, &[0; 10], false)], at(4)), at(1));
    assert_eq!(aside(&app), [""; 0]);
    assert_eq!(unpack(at(1), vec![piece(10, rest, true)], at(2)), at(2));
    assert_eq!(context(&app, record), "one ");
    // Follows, and goes on with something that never began here: everything is asked for anew.
    assert_eq!(unpack(at(2), vec![piece(10, rest, true)], at(3)), Cursor::default());
}
