//! The state machine, against a back end that is played by hand.

use std::sync::atomic::{AtomicU64, Ordering};

use satchel_shared::{
    ids::ItemId,
    schema::Kind,
    window::{Base, RecordLedger, RecordRow, Safety, StandingView},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{content::tests::ITEM, *};

mod two_windows;
mod undoing;

fn view(context: &str, base: &str) -> RecordView {
    let content = json!({ "title": "Adviser", "context": context, "budget": [{ "id": ITEM, "item": "Months" }] });
    RecordView {
        row: RecordRow {
            id: ITEM.parse().expect("an id"),
            kind: Kind::Request,
            title: "Adviser".to_owned(),
            state: String::new(),
            office: String::new(),
            language: String::new(),
            standing: StandingView::default(),
            conflicts: 0,
            safety: Safety::AtHeadquarters,
            year: None,
            themes: Vec::new(),
            edited_at: 0,
            found: None,
        },
        writable: true,
        base: Base(vec![base.to_owned()]),
        content: content.as_object().expect("an object").clone(),
        conflicts_in: Vec::new(),
        ledger: RecordLedger::default(),
    }
}

fn edited(base: &str, view: Option<RecordView>) -> Result<Edited, Problem> {
    Ok(Edited {
        base: Base(vec![base.to_owned()]),
        kept_at: 7,
        view: view.map(Box::new),
    })
}

fn type_into(keeping: &mut Keeping, name: &str, new: &str) {
    let path = Path::field(name);
    let before = content::text(&keeping.view().content, &path).to_owned();
    keeping.write(&Written {
        is_prose: name == "context",
        path,
        before,
        after: new.to_owned(),
    });
}

fn context(keeping: &Keeping) -> &str {
    content::text(&keeping.view().content, &Path::field("context"))
}

/// The next step; each request has a name of its own.
fn next(keeping: &mut Keeping) -> Step {
    static REQUESTS: AtomicU64 = AtomicU64::new(1);
    keeping.next(RequestId(Uuid::from_u128(
        REQUESTS.fetch_add(1, Ordering::Relaxed).into(),
    )))
}

fn sent(keeping: &mut Keeping) -> (String, Vec<Edit>) {
    match next(keeping) {
        Step::Send(EditRecord { base, edits, .. }) => (base.0.join(" "), edits),
        other @ (Step::Read(_) | Step::Nothing) => panic!("expected edits to be sent, not {other:?}"),
    }
}

fn insert(at: usize, insert: &str) -> Edit {
    Edit::Splice {
        path: Path::field("context"),
        at,
        delete: 0,
        insert: insert.to_owned(),
    }
}

#[test]
fn typing_is_not_kept_before_the_answer() {
    let mut keeping = Keeping::new(view("", "a"));
    assert_eq!(keeping.mark(), Mark::Kept(None));
    type_into(&mut keeping, "context", "One");
    assert_eq!(keeping.mark(), Mark::Waiting);
    assert_eq!(sent(&mut keeping), ("a".to_owned(), vec![insert(0, "One")]));
    assert_eq!(keeping.mark(), Mark::Waiting);
    keeping.kept(edited("b", None));
    assert_eq!(keeping.mark(), Mark::Kept(Some(7)));
    assert_eq!(next(&mut keeping), Step::Nothing);
}

#[test]
fn one_request_is_under_way_and_the_next_builds_on_its_answer() {
    let mut keeping = Keeping::new(view("", "a"));
    type_into(&mut keeping, "context", "One");
    sent(&mut keeping);
    type_into(&mut keeping, "context", "One two");
    assert_eq!(next(&mut keeping), Step::Nothing);
    keeping.kept(edited("b", None));
    assert_eq!(sent(&mut keeping), ("b".to_owned(), vec![insert(3, " two")]));
}

#[test]
fn a_colleagues_text_is_taken_over_when_nothing_waits() {
    let mut keeping = Keeping::new(view("", "a"));
    type_into(&mut keeping, "context", "One");
    sent(&mut keeping);
    keeping.kept(edited("b", Some(view("Zero. One", "merged"))));
    assert_eq!(context(&keeping), "Zero. One");
    assert_eq!(keeping.view().base, Base(vec!["merged".to_owned()]));
}

#[test]
fn what_is_written_before_a_colleagues_text_is_shown_goes_where_it_was_written() {
    let mut keeping = Keeping::new(view("One", "a"));
    keeping.refresh();
    next(&mut keeping);
    keeping.read(Ok(view("Zero. One", "merged")));
    let key = |before: &str, after: &str| Written {
        path: Path::field("context"),
        is_prose: true,
        before: before.to_owned(),
        after: after.to_owned(),
    };
    keeping.write(&key("One", "One!"));
    keeping.write(&key("One!", "One!?"));
    assert_eq!(context(&keeping), "Zero. One!?");
    assert_eq!(sent(&mut keeping), ("merged".to_owned(), vec![insert(9, "!?")]));
    // Both took out the same letter.
    keeping.kept(edited("b", Some(view("Zero. On!?", "merged again"))));
    keeping.write(&key("Zero. One!?", "Zero. On!?"));
    assert_eq!(context(&keeping), "Zero. On!?");
}

#[test]
fn a_key_that_comes_before_a_line_shows_its_text_takes_nothing_away() {
    let mut keeping = Keeping::new(view("", "a"));
    keeping.write(&Written {
        path: Path::field("title"),
        is_prose: false,
        before: String::new(),
        after: "A".to_owned(),
    });
    assert_eq!(
        content::text(&keeping.view().content, &Path::field("title")),
        "AAdviser"
    );
}

#[test]
fn a_colleagues_text_waits_while_somebody_types_and_is_fetched_after() {
    let mut keeping = Keeping::new(view("", "a"));
    type_into(&mut keeping, "context", "One");
    sent(&mut keeping);
    type_into(&mut keeping, "context", "One two");
    keeping.kept(edited("b", Some(view("Zero. One", "merged"))));
    assert_eq!(context(&keeping), "One two");
    assert_eq!(sent(&mut keeping).0, "b");
    keeping.kept(edited("c", None));
    assert!(matches!(next(&mut keeping), Step::Read(_)));
    keeping.read(Ok(view("Zero. One two", "merged again")));
    assert_eq!(context(&keeping), "Zero. One two");
    assert_eq!(next(&mut keeping), Step::Nothing);
}

#[test]
fn what_was_read_while_somebody_typed_is_read_again() {
    let mut keeping = Keeping::new(view("", "a"));
    keeping.refresh();
    assert!(matches!(next(&mut keeping), Step::Read(_)));
    type_into(&mut keeping, "context", "One");
    keeping.read(Ok(view("Zero.", "merged")));
    assert_eq!(context(&keeping), "One");
    assert_eq!(sent(&mut keeping).0, "a");
    keeping.kept(edited("b", None));
    assert!(matches!(next(&mut keeping), Step::Read(_)));
}

#[test]
fn nothing_changes_while_a_word_is_composed() {
    let mut keeping = Keeping::new(view("", "a"));
    keeping.hold(true);
    keeping.refresh();
    assert_eq!(next(&mut keeping), Step::Nothing);
    keeping.hold(false);
    assert!(matches!(next(&mut keeping), Step::Read(_)));
}

#[test]
fn a_request_without_an_answer_is_sent_again_as_it_was() {
    for code in ["disk-full", "back-end-gone", "window-answer-unreadable"] {
        let mut keeping = Keeping::new(view("", "a"));
        type_into(&mut keeping, "context", "One");
        let Step::Send(first) = next(&mut keeping) else {
            panic!("edits are sent");
        };
        keeping.kept(Err(Problem::new(code)));
        assert_eq!(keeping.mark(), Mark::Failed(Problem::new(code)));
        type_into(&mut keeping, "context", "One two");
        keeping.refresh();
        assert_eq!(next(&mut keeping), Step::Send(first));
        keeping.kept(edited("b", None));
        assert_eq!(sent(&mut keeping), ("b".to_owned(), vec![insert(3, " two")]));
        keeping.kept(edited("c", None));
        assert_eq!(keeping.mark(), Mark::Kept(Some(7)));
    }
}

#[test]
fn words_that_refer_to_another_text_go_where_they_were_written_and_a_colleagues_stay() {
    let mut keeping = Keeping::new(view("Old. End.", "a"));
    type_into(&mut keeping, "context", "Old. One. End.");
    sent(&mut keeping);
    keeping.kept(Err(Problem::new("unknown-base")));
    type_into(&mut keeping, "context", "Old. One. End. Two.");
    assert!(matches!(next(&mut keeping), Step::Read(_)));
    keeping.read(Ok(view("Hers. Old. Her middle. End.", "b")));
    assert_eq!(context(&keeping), "Hers. Old. Her middle. One. End. Two.");
    let (base, edits) = sent(&mut keeping);
    assert_eq!((base.as_str(), edits.len()), ("b", 2));
    keeping.kept(edited("c", None));
    assert_eq!(keeping.mark(), Mark::Kept(Some(7)));
}

#[test]
fn words_that_have_no_place_even_so_are_put_aside_and_stop_no_others() {
    let mut keeping = Keeping::new(view("Old.", "a"));
    type_into(&mut keeping, "context", "Old. One.");
    sent(&mut keeping);
    for _ in 0..2 {
        keeping.kept(Err(Problem::new("outside-text")));
        if matches!(next(&mut keeping), Step::Read(_)) {
            keeping.read(Ok(view("Old.", "b")));
            sent(&mut keeping);
        }
    }
    assert_eq!(context(&keeping), "Old. One.");
    assert!(keeping.refused().contains_key(&Path::field("context")));
    type_into(&mut keeping, "title", "Advisers");
    assert_eq!(sent(&mut keeping).1.len(), 1);
    keeping.kept(edited("c", None));
}

#[test]
fn an_item_that_is_there_already_is_no_problem() {
    let add = Edit::Add {
        id: ITEM.parse().ok(),
        path: Path::field("budget"),
        after: None,
        fields: BTreeMap::new(),
    };
    let mut keeping = Keeping::new(view("", "a"));
    keeping.edit(add);
    sent(&mut keeping);
    keeping.kept(Err(Problem::new("item-exists")));
    assert!(matches!(next(&mut keeping), Step::Read(_)));
    keeping.read(Ok(view("", "b")));
    assert_eq!(keeping.mark(), Mark::Kept(None));
}

#[test]
fn one_value_that_is_not_taken_stops_no_other() {
    let mut keeping = Keeping::new(view("", "a"));
    type_into(&mut keeping, "title", "Advisers");
    type_into(&mut keeping, "state", "Nowhere");
    type_into(&mut keeping, "context", "One");
    assert_eq!(sent(&mut keeping).1.len(), 3);
    let wrong = Problem::new("wrong-value");
    keeping.kept(Err(wrong.clone()));
    for (base, answer) in [
        ("a", edited("b", None)),
        ("b", Err(wrong.clone())),
        ("b", edited("c", None)),
    ] {
        let (told, edits) = sent(&mut keeping);
        assert_eq!((told.as_str(), edits.len()), (base, 1));
        keeping.kept(answer);
    }
    let state = Path::field("state");
    assert_eq!(keeping.refused().get(&state), Some(&wrong));
    assert_eq!(keeping.mark(), Mark::Failed(wrong));

    // It stays on the screen until it is mended.
    keeping.refresh();
    assert!(matches!(next(&mut keeping), Step::Read(_)));
    let mut fresh = view("One", "d");
    fresh.content.insert("state".to_owned(), Value::Null);
    keeping.read(Ok(fresh));
    assert_eq!(content::text(&keeping.view().content, &state), "Nowhere");
    type_into(&mut keeping, "state", "IDN");
    sent(&mut keeping);
    keeping.kept(edited("e", None));
    assert_eq!(keeping.mark(), Mark::Kept(Some(7)));
}

#[test]
fn after_a_text_was_not_taken_the_next_try_is_the_whole_text_with_what_colleagues_wrote() {
    let mut keeping = Keeping::new(view("Old.", "a"));
    type_into(&mut keeping, "context", "Old. Much too long");
    sent(&mut keeping);
    keeping.kept(Err(Problem::new("too-long")));
    keeping.refresh();
    assert!(matches!(next(&mut keeping), Step::Read(_)));
    keeping.read(Ok(view("Hers. Old.", "b")));
    assert_eq!(context(&keeping), "Hers. Old. Much too long");
    // A decision or a comment renews the record: what was not taken stays on the screen.
    keeping.renew(view("Hers. Old. Hers.", "c"));
    assert_eq!(context(&keeping), "Hers. Old. Hers. Much too long");
    assert!(keeping.refused().contains_key(&Path::field("context")));
    type_into(&mut keeping, "context", "Hers. Old. Hers. Long");
    let whole = Edit::Set {
        path: Path::field("context"),
        value: "Hers. Old. Hers. Long".into(),
    };
    assert_eq!(sent(&mut keeping), ("c".to_owned(), vec![whole]));
}

#[test]
fn choosing_a_value_ends_the_conflict_at_once() {
    let path = Path::field("title");
    let mut diverged = view("", "a");
    diverged.conflicts_in = vec![satchel_shared::window::Conflict {
        path: path.clone(),
        values: Vec::new(),
    }];
    let mut keeping = Keeping::new(diverged);
    keeping.edit(Edit::Set {
        path,
        value: "Advisers".into(),
    });
    assert!(keeping.view().conflicts_in.is_empty());
    assert_eq!(
        (keeping.view().row.conflicts, keeping.view().row.title.as_str()),
        (0, "Advisers")
    );
}

#[test]
fn an_item_goes_at_once() {
    let id: ItemId = ITEM.parse().expect("an id");
    let mut keeping = Keeping::new(view("", "a"));
    keeping.edit(Edit::Remove {
        path: Path::field("budget").item(id),
    });
    assert_eq!(content::count(&keeping.view().content, &Path::field("budget")), 0);
}
