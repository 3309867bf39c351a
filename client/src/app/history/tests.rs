//! A record's history on one device.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use satchel_shared::{comparison::What, edit::Edit, ids::RequestId, path::Path};
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::{Environment, app::open::Asked, sync::http::Http, vault::Passphrase};

const HOUR_MS: i64 = 60 * 60 * 1_000;

/// A device whose clock stands still until it is moved.
struct Desk {
    app: App,
    clock: Arc<AtomicI64>,
    _folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(AtomicI64::new(1_800_000_000_000));
        let now = clock.clone();
        let environment = Environment::new(
            move || now.load(Ordering::SeqCst),
            |bytes| getrandom::fill(bytes).expect("randomness"),
        );
        let app = App::with(folder.path().join("vault"), environment, Arc::new(Http::default()));
        app.create_vault(&Passphrase::new("correct horse".to_owned()))
            .expect("a vault");
        Self {
            app,
            clock,
            _folder: folder,
        }
    }

    fn write(&self, id: RecordId, path: &str, value: &str) {
        self.clock.fetch_add(HOUR_MS, Ordering::SeqCst);
        let edit = Edit::Set {
            path: path.parse().expect("a path"),
            value: value.into(),
        };
        self.app.edit(id, &[edit]).expect("an edit that holds");
    }

    fn title(&self, id: RecordId) -> Value {
        self.app.view(id).expect("a record").content["title"].clone()
    }
}

#[test]
fn a_record_tells_its_history_and_goes_back() {
    let desk = Desk::new();
    let id = desk.app.create(Kind::Request).expect("a record").row.id;
    desk.write(id, "title", "One");
    desk.write(id, "context", "Three offices.");
    desk.write(id, "title", "Two");
    let history = desk.app.history(id).expect("a history");
    let fields: Vec<_> = history.entries.iter().map(|entry| entry.fields.join(" ")).collect();
    assert_eq!(fields, ["title", "context", "title"]);
    assert!(history.entries.iter().all(|entry| entry.here));
    assert_eq!(history.entries[0].at, desk.clock.load(Ordering::SeqCst));

    let then = history.entries[1].moment.clone();
    let shown = desk.app.view_at(id, &then).expect("a moment");
    assert_eq!((shown.content["title"].as_str(), shown.writable), (Some("One"), false));
    let found = desk
        .app
        .compare(id, &then, &Moment::Now)
        .expect("a comparison")
        .differences;
    let [difference] = found.as_slice() else {
        panic!("one field differs: {found:?}")
    };
    assert_eq!(difference.path, Path::field("title"));
    let (before, after) = ("One".into(), "Two".into());
    assert_eq!(difference.what, What::Value { before, after });

    desk.clock.fetch_add(HOUR_MS, Ordering::SeqCst);
    desk.app.restore(id, &then).expect("restored");
    assert_eq!(desk.title(id), "One");
    assert_eq!(desk.app.history(id).expect("a history").entries.len(), 4);
    // The first digits are enough.
    let digits: String = history.entries[0].moment.to_string().chars().take(8).collect();
    desk.app.restore(id, &Moment::Change(digits)).expect("restored");
    assert_eq!(desk.title(id), "Two");
}

#[test]
fn a_past_moment_shows_both_values_of_a_field_that_had_two() {
    let desk = Desk::new();
    let id = desk.app.create(Kind::Request).expect("a record").row.id;
    let base = desk
        .app
        .with_open(|open| Ok(open.document(id)?.heads()))
        .expect("a record");
    desk.write(id, "title", "One");
    let two = Edit::Set {
        path: Path::field("title"),
        value: "Two".into(),
    };
    desk.app
        .with_open(|open| {
            let request = RequestId(Uuid::from_u128(1));
            open.edit(id, Some(&Asked { request, base }), &[two])
        })
        .expect("an edit on an older state");
    let before = desk.app.history(id).expect("a history").entries[0].moment.clone();
    desk.write(id, "title", "One");
    let history = desk.app.history(id).expect("a history");
    let [choice] = history.entries[0].choices.as_slice() else {
        panic!("one choice: {history:?}")
    };
    assert_eq!((choice.field.as_str(), choice.between.len()), ("title", 2));
    let conflicts = desk.app.view_at(id, &before).expect("a moment").conflicts_in;
    assert_eq!(conflicts.len(), 1);
    let values: Vec<_> = conflicts[0].values.iter().map(|it| it.value.clone()).collect();
    assert_eq!(values, choice.between);
    assert_eq!(desk.app.view(id).expect("a record").conflicts_in, []);
}

#[test]
fn a_moment_that_is_none_changes_nothing() {
    let desk = Desk::new();
    let id = desk.app.create(Kind::Request).expect("a record").row.id;
    desk.write(id, "title", "One");
    for moment in [Moment::Version(1), Moment::Version(0), Moment::Change("0".repeat(64))] {
        let refused = desk.app.restore(id, &moment).expect_err("no such moment");
        assert_eq!(refused.code(), "no-such-moment", "{moment:?}");
    }
    assert_eq!(desk.title(id), "One");
}
