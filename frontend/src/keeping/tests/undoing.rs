//! What one takes back, and what of a colleague's stays.

use super::*;

/// Types a text letter by letter, as a hand does.
fn type_letters(keeping: &mut Keeping, name: &str, text: &str) {
    for letter in text.chars() {
        let before = content::text(&keeping.view().content, &Path::field(name)).to_owned();
        type_into(keeping, name, &format!("{before}{letter}"));
    }
}

/// Sends what waits; a colleague's text comes with the answer.
fn exchange(keeping: &mut Keeping, context: &str) {
    sent(keeping);
    keeping.kept(edited("b", Some(view(context, "merged"))));
}

fn undo_all(keeping: &mut Keeping) {
    while keeping.undo().is_some() {}
}

#[test]
fn words_are_taken_back_one_by_one_and_done_again() {
    let mut keeping = Keeping::new(view("", "a"));
    assert!(!keeping.can_undo());
    type_letters(&mut keeping, "context", "One two");
    assert_eq!(keeping.undo(), Some(Path::field("context")));
    assert_eq!(context(&keeping), "One ");
    keeping.undo();
    assert_eq!(context(&keeping), "");
    assert!(!keeping.can_undo() && keeping.can_redo());
    keeping.redo();
    keeping.redo();
    assert_eq!(context(&keeping), "One two");
    assert_eq!(keeping.redo(), None);
    // What is written after something was taken back ends the way forward.
    keeping.undo();
    type_letters(&mut keeping, "context", "more");
    assert!(!keeping.can_redo());
    undo_all(&mut keeping);
    assert_eq!(context(&keeping), "");
}

#[test]
fn what_is_taken_back_is_kept_as_any_edit() {
    let mut keeping = Keeping::new(view("", "a"));
    type_letters(&mut keeping, "context", "One");
    sent(&mut keeping);
    keeping.kept(edited("b", None));
    keeping.undo();
    assert_eq!(keeping.mark(), Mark::Waiting);
    let back = Edit::Splice {
        path: Path::field("context"),
        at: 0,
        delete: 3,
        insert: String::new(),
    };
    assert_eq!(sent(&mut keeping), ("b".to_owned(), vec![back]));
}

#[test]
fn a_colleagues_words_stay_around_and_inside_ones_own() {
    let mut keeping = Keeping::new(view("Three.", "a"));
    type_into(&mut keeping, "context", "Three offices keep no register.");
    exchange(
        &mut keeping,
        "In all, three offices, as we saw, keep no register. So they say.",
    );
    keeping.undo();
    assert_eq!(context(&keeping), "In all, three , as we saw,. So they say.");
    keeping.redo();
    let done_again = context(&keeping).to_owned();
    for word in ["In all", " offices, as we saw, keep no register", "So they say."] {
        assert!(done_again.contains(word), "{done_again}");
    }
}

#[test]
fn earlier_words_are_taken_back_where_they_stand_after_a_colleagues() {
    let mut keeping = Keeping::new(view("", "a"));
    type_letters(&mut keeping, "context", "One two three");
    exchange(&mut keeping, "Zero. One and a half two three");
    undo_all(&mut keeping);
    assert_eq!(context(&keeping), "Zero.  and a half");
    while keeping.redo().is_some() {}
    assert_eq!(context(&keeping).len(), "Zero. One and a half two three".len());
}

#[test]
fn what_a_colleague_took_out_is_not_taken_out_again() {
    let mut keeping = Keeping::new(view("", "a"));
    type_into(&mut keeping, "context", "One two");
    exchange(&mut keeping, "");
    assert!(!keeping.can_undo());
    assert_eq!(keeping.undo(), None);
}

#[test]
fn a_value_is_set_back_only_while_it_is_ones_own() {
    let title = Path::field("title");
    let mut keeping = Keeping::new(view("", "a"));
    type_letters(&mut keeping, "title", "s of");
    let set = |value: &str| Edit::Set {
        path: Path::field("state"),
        value: value.into(),
    };
    keeping.edit(set("IDN"));
    keeping.undo();
    assert_eq!(
        content::get(&keeping.view().content, &Path::field("state")),
        Some(&Value::Null)
    );
    keeping.undo();
    assert_eq!(content::text(&keeping.view().content, &title), "Advisers ");
    keeping.undo();
    assert_eq!(content::text(&keeping.view().content, &title), "Adviser");

    type_letters(&mut keeping, "title", "s");
    sent(&mut keeping);
    let mut theirs = view("", "merged");
    theirs.content.insert("title".to_owned(), "Trainers".into());
    keeping.kept(edited("b", Some(theirs)));
    assert!(!keeping.can_undo());
    keeping.undo();
    assert_eq!(content::text(&keeping.view().content, &title), "Trainers");
}

#[test]
fn what_one_choice_did_is_taken_back_at_once() {
    let mut keeping = Keeping::new(view("", "a"));
    let set = |name: &str, value: Scalar| Edit::Set {
        path: format!("budget[{ITEM}].{name}").parse().expect("a path"),
        value,
    };
    keeping.edit_together(vec![
        set("unit_cost_minor", Scalar::Whole(42)),
        set("currency", "JPY".into()),
    ]);
    keeping.undo();
    assert_eq!(keeping.view().content["budget"][0]["currency"], Value::Null);
    assert_eq!(keeping.view().content["budget"][0]["unit_cost_minor"], Value::Null);
    keeping.redo();
    assert_eq!(keeping.view().content["budget"][0]["unit_cost_minor"], 42);
}

#[test]
fn an_item_taken_out_comes_back_where_it_was() {
    let item = Path::field("budget").item(ITEM.parse().expect("an id"));
    let mut keeping = Keeping::new(view("", "a"));
    keeping.edit(Edit::Remove { path: item.clone() });
    assert_eq!(content::count(&keeping.view().content, &Path::field("budget")), 0);
    keeping.undo();
    assert_eq!(
        content::text(&keeping.view().content, &item.clone().then("item")),
        "Months"
    );
    let edits = [
        Edit::Remove { path: item.clone() },
        Edit::Restore { path: item.clone() },
    ];
    assert_eq!(sent(&mut keeping).1, edits);
    keeping.kept(edited("b", Some(view("", "b"))));
    keeping.redo();
    assert_eq!(sent(&mut keeping).1, [Edit::Remove { path: item }]);
}

#[test]
fn an_item_that_was_added_is_taken_out_once_it_is_shown() {
    let id: ItemId = "0192f0c4-7a6e-7cc3-98c4-dc0c0c073990".parse().expect("an id");
    let budget = Path::field("budget");
    let mut keeping = Keeping::new(view("", "a"));
    keeping.edit(Edit::Add {
        path: budget.clone(),
        id: Some(id),
        after: None,
        fields: BTreeMap::new(),
    });
    assert_eq!(keeping.undo(), None);
    sent(&mut keeping);
    let mut with_item = view("", "b");
    if let Some(Value::Array(items)) = with_item.content.get_mut("budget") {
        items.push(json!({ "id": id }));
    }
    keeping.kept(edited("b", Some(with_item)));
    keeping.undo();
    assert_eq!(sent(&mut keeping).1, [Edit::Remove { path: budget.item(id) }]);
}

#[test]
fn what_was_done_can_be_taken_back_after_a_decision() {
    let mut keeping = Keeping::new(view("", "a"));
    type_letters(&mut keeping, "context", "One");
    sent(&mut keeping);
    keeping.kept(edited("b", None));
    keeping.renew(view("One", "b"));
    keeping.undo();
    assert_eq!(context(&keeping), "");
}

#[test]
fn nothing_is_taken_back_while_a_word_is_composed() {
    let mut keeping = Keeping::new(view("", "a"));
    type_letters(&mut keeping, "context", "One");
    keeping.hold(true);
    assert_eq!(keeping.undo(), None);
}
