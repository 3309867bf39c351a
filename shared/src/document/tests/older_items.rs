//! Items that an older version made, which lack the containers of newer fields, on devices that both have this version.

use super::*;

/// A request with an activity and a comment that have their ids and nothing else, as two devices both have it.
fn both() -> (Desk, Desk) {
    use automerge::{ObjType, ROOT, transaction::Transactable};
    let mut older = skeleton::skeleton(Kind::Request);
    older.set_actor(actor(5).id());
    for name in ["activities", "comments"] {
        let list = resolve::child(&older, &ROOT, name).expect("a list");
        let item = older.insert_object(&list, 0, ObjType::Map).expect("an item");
        let id = Uuid::nil().as_bytes().to_vec();
        older.put(&item, "id", id).expect("an id");
    }
    older.commit();
    let older = older.save();
    let desk = |seed| {
        let mut desk = Desk::new(seed);
        desk.document = Document::load(Kind::Request, actor(seed), &older, []).expect("a document");
        desk
    };
    (desk(1), desk(2))
}

fn description(desk: &mut Desk) -> String {
    let content = desk.document.view().content;
    content["activities"][0]["description"]
        .as_str()
        .expect("a text")
        .to_owned()
}

fn typed(at: usize, delete: usize, insert: &str) -> Edit {
    Edit::Splice {
        path: path("activities[0].description"),
        at,
        delete,
        insert: insert.to_owned(),
    }
}

#[test]
fn what_both_type_into_a_text_that_neither_had_is_there_on_both() {
    let (mut a, mut b) = both();
    a.edit(&[typed(0, 0, "Of one. ")]);
    b.edit(&[typed(0, 0, "Of two. ")]);
    exchange(&mut a, &mut b);
    let text = description(&mut a);
    assert_eq!(text, description(&mut b));
    assert!(text.contains("Of one. ") && text.contains("Of two. "), "{text}");
    assert_eq!(a.document.view(), b.document.view());

    // They go on as in one text: at its end, across the seam, and in all of it.
    a.edit(&[typed(16, 0, "The end.")]);
    b.edit(&[typed(4, 8, "")]);
    exchange(&mut a, &mut b);
    let (first, second) = (text.get(..4).expect("ASCII"), text.get(12..).expect("ASCII"));
    assert_eq!(description(&mut a), format!("{first}{second}The end."));
    assert_eq!(a.document.view(), b.document.view());
    a.edit(&[set("activities[0].description", "All anew 🎒")]);
    exchange(&mut a, &mut b);
    assert_eq!(description(&mut b), "All anew 🎒");
}

#[test]
fn a_position_is_held_against_the_whole_text() {
    let (mut a, mut b) = both();
    a.edit(&[typed(0, 0, "🎒🎒")]);
    b.edit(&[typed(0, 0, "🎒🎒")]);
    exchange(&mut a, &mut b);
    a.edit(&[typed(4, 0, "in the middle")]);
    for at in [1, 3, 18, 20] {
        let result = a.try_edit(None, &[typed(at, 0, "x")]);
        assert!(matches!(result, Err(EditError::InsideCharacter { .. })), "{at}");
    }
    let result = a.try_edit(None, &[typed(21, 1, "")]);
    assert!(
        matches!(result, Err(EditError::OutsideText { length: 21, .. })),
        "{result:?}"
    );
}

/// No table has a list that came later to its items yet; the replies to a comment stand for one.
#[test]
fn items_that_both_put_into_a_list_that_neither_had_are_there_on_both() {
    let (mut a, mut b) = both();
    a.edit(&[set("comments[0].replies[0].text", "Of one")]);
    b.edit(&[set("comments[0].replies[0].text", "Of two")]);
    exchange(&mut a, &mut b);
    assert_eq!(a.document.view(), b.document.view());
    let replies = a.document.view().content["comments"][0]["replies"].clone();
    let mut texts: Vec<_> = replies
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["text"].clone())
        .collect();
    texts.sort_by_key(Value::to_string);
    assert_eq!(texts, ["Of one", "Of two"]);
    let first = path("comments[0].replies[0]");
    a.edit(&[
        Edit::Remove { path: first },
        set("comments[0].replies[1].text", "Of three"),
    ]);
    exchange(&mut a, &mut b);
    assert_eq!(a.document.view(), b.document.view());
    let replies = b.document.view().content["comments"][0]["replies"].clone();
    assert_eq!(replies.as_array().map(Vec::len), Some(2));
}
