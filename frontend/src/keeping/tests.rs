//! The state machine, against a back end that is played by hand.

use satchel_shared::{
    ids::ItemId,
    schema::Kind,
    window::{Base, RecordRow, Safety, StandingView},
};
use serde_json::{Value, json};

use super::{content::tests::ITEM, *};

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

fn sent(keeping: &mut Keeping) -> (String, Vec<Edit>) {
    match keeping.next() {
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
    assert_eq!(keeping.next(), Step::Nothing);
}

#[test]
fn one_request_is_under_way_and_the_next_builds_on_its_answer() {
    let mut keeping = Keeping::new(view("", "a"));
    type_into(&mut keeping, "context", "One");
    sent(&mut keeping);
    type_into(&mut keeping, "context", "One two");
    assert_eq!(keeping.next(), Step::Nothing);
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
    keeping.next();
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
    assert!(matches!(keeping.next(), Step::Read(_)));
    keeping.read(Ok(view("Zero. One two", "merged again")));
    assert_eq!(context(&keeping), "Zero. One two");
    assert_eq!(keeping.next(), Step::Nothing);
}

#[test]
fn what_was_read_while_somebody_typed_is_read_again() {
    let mut keeping = Keeping::new(view("", "a"));
    keeping.refresh();
    assert!(matches!(keeping.next(), Step::Read(_)));
    type_into(&mut keeping, "context", "One");
    keeping.read(Ok(view("Zero.", "merged")));
    assert_eq!(context(&keeping), "One");
    assert_eq!(sent(&mut keeping).0, "a");
    keeping.kept(edited("b", None));
    assert!(matches!(keeping.next(), Step::Read(_)));
}

#[test]
fn nothing_changes_while_a_word_is_composed() {
    let mut keeping = Keeping::new(view("", "a"));
    keeping.hold(true);
    keeping.refresh();
    assert_eq!(keeping.next(), Step::Nothing);
    keeping.hold(false);
    assert!(matches!(keeping.next(), Step::Read(_)));
}

#[test]
fn what_could_not_be_kept_is_tried_again_with_what_was_typed_since() {
    let mut keeping = Keeping::new(view("", "a"));
    type_into(&mut keeping, "context", "One");
    sent(&mut keeping);
    keeping.kept(Err(Problem::new("disk-full")));
    assert_eq!(keeping.mark(), Mark::Failed(Problem::new("disk-full")));
    type_into(&mut keeping, "context", "One two");
    assert_eq!(sent(&mut keeping), ("a".to_owned(), vec![insert(0, "One two")]));
    keeping.kept(edited("b", None));
    assert_eq!(keeping.mark(), Mark::Kept(Some(7)));
}

#[test]
fn a_text_is_not_written_twice_when_only_the_answer_was_lost() {
    let mut keeping = Keeping::new(view("", "a"));
    type_into(&mut keeping, "context", "One");
    sent(&mut keeping);
    keeping.kept(Err(Problem::new("back-end-gone")));
    type_into(&mut keeping, "title", "Advisers");
    assert!(matches!(keeping.next(), Step::Read(_)));
    keeping.read(Ok(view("One", "b")));
    let title = Edit::Set {
        path: Path::field("title"),
        value: "Advisers".into(),
    };
    assert_eq!(sent(&mut keeping), ("b".to_owned(), vec![title]));
}

#[test]
fn a_text_that_never_arrived_is_sent_whole() {
    let mut keeping = Keeping::new(view("Old. ", "a"));
    type_into(&mut keeping, "context", "Old. One");
    sent(&mut keeping);
    keeping.kept(Err(Problem::new("unknown-base")));
    assert!(matches!(keeping.next(), Step::Read(_)));
    keeping.read(Ok(view("Old. ", "b")));
    assert_eq!(context(&keeping), "Old. One");
    let whole = Edit::Set {
        path: Path::field("context"),
        value: "Old. One".into(),
    };
    assert_eq!(sent(&mut keeping), ("b".to_owned(), vec![whole]));
}

#[test]
fn an_item_is_not_added_twice_when_only_the_answer_was_lost() {
    let add = Edit::Add {
        id: None,
        path: Path::field("budget"),
        after: None,
        fields: BTreeMap::new(),
    };
    let mut keeping = Keeping::new(view("", "a"));
    keeping.edit(add.clone());
    sent(&mut keeping);
    keeping.kept(Err(Problem::new("back-end-gone")));
    keeping.next();
    let mut with_item = view("", "b");
    let another = json!({ "id": "0192f0c4-7a6e-7cc3-98c4-dc0c0c073990" });
    if let Some(Value::Array(items)) = with_item.content.get_mut("budget") {
        items.push(another);
    }
    keeping.read(Ok(with_item));
    assert_eq!(keeping.next(), Step::Nothing);

    let mut keeping = Keeping::new(view("", "a"));
    keeping.edit(add.clone());
    sent(&mut keeping);
    keeping.kept(Err(Problem::new("back-end-gone")));
    keeping.next();
    keeping.read(Ok(view("", "b")));
    assert_eq!(sent(&mut keeping).1, [add]);
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
    assert!(matches!(keeping.next(), Step::Read(_)));
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
fn after_a_text_was_not_taken_the_next_try_is_the_whole_text() {
    let mut keeping = Keeping::new(view("", "a"));
    type_into(&mut keeping, "context", "Much too long");
    sent(&mut keeping);
    keeping.kept(Err(Problem::new("too-long")));
    type_into(&mut keeping, "context", "Too long");
    let whole = Edit::Set {
        path: Path::field("context"),
        value: "Too long".into(),
    };
    assert_eq!(sent(&mut keeping).1, [whole]);
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
