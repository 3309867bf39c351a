//! A vault that was restored from an old copy.

use super::*;

fn context(document: &mut Document) -> String {
    document.view().content["context"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn life(generation: u32) -> Actor {
    Actor { generation, ..actor(1) }
}

fn write(document: &mut Document, edits: &[Edit]) {
    let mut items = 0;
    let mut new_item = || {
        items += 1;
        ItemId(Uuid::from_u128(items))
    };
    let mut pen = Pen {
        at_s: 1_700_000_000,
        new_item: &mut new_item,
    };
    document.edit(None, edits, &mut pen).expect("written");
}

/// Sends what the one wrote and the other does not have.
fn send(from: &mut Document, to: &mut Document) {
    let unsent = from.changes_by(life(0).device, &to.heads());
    to.apply(&unsent).expect("nothing contradicts");
}

/// Three lives of one document: as it went on, and two copies of what it was before.
fn lives() -> (Document, Document, Document) {
    let mut first = Document::new(Kind::Request, life(0));
    write(&mut first, &[splice(0, 0, "Before. "), set("title", "One")]);
    let copy = first.save();
    let restored = || Document::load(Kind::Request, life(0), &copy, []).expect("a copy");
    let (mut one, mut other) = (restored(), restored());
    write(&mut first, &[splice(8, 0, "Sent. ")]);
    write(&mut first, &[set("title", "Two")]);
    write(&mut one, &[splice(0, 0, "Here. ")]);
    write(&mut one, &[splice(6, 8, "")]);
    write(&mut one, &[set("state", "IDN")]);
    write(&mut other, &[splice(8, 0, "Elsewhere. ")]);
    (first, one, other)
}

fn read(document: &mut Document) -> ReadSnapshot {
    ReadSnapshot::read(&document.snapshot()).expect("a snapshot")
}

#[test]
fn what_was_sent_and_what_was_written_since_are_both_there_once() {
    let (mut first, mut one, _) = lives();
    assert!(one.is_older_than(&mut read(&mut first), life(0).device));
    let absorbed = one.absorb(read(&mut first), life(7)).expect("a snapshot");
    assert!(!absorbed.is_whole);
    assert_eq!(absorbed.heads, first.heads());
    assert_eq!(context(&mut one), "Here. Sent. ");
    let view = one.view();
    assert_eq!(
        (&view.content["title"], &view.content["state"]),
        (&"Two".into(), &"IDN".into())
    );

    // What is left to send can be applied where the snapshot came from, and goes on from there.
    let unsent = one.changes_by(life(0).device, &absorbed.heads);
    assert_eq!(unsent.len(), 3);
    first.apply(&unsent).expect("nothing contradicts");
    assert_eq!(first.heads(), one.heads());
    write(&mut one, &[splice(0, 0, "More. ")]);
    let more = one.changes_by(life(0).device, &first.heads());
    first.apply(&more).expect("nothing contradicts");
    assert_eq!(context(&mut first), "More. Here. Sent. ");
}

#[test]
fn two_copies_of_one_vault_end_with_all_that_was_written_in_either() {
    let (mut first, mut one, mut other) = lives();
    one.absorb(read(&mut first), life(7)).expect("a snapshot");
    send(&mut one, &mut first);
    other.absorb(read(&mut first), life(8)).expect("a snapshot");
    send(&mut other, &mut first);
    assert_eq!(first.heads(), other.heads());
    let text = context(&mut first);
    for word in ["Here. ", "Sent. ", "Elsewhere. "] {
        assert_eq!(text.matches(word).count(), 1, "{text}");
    }
}

#[test]
fn what_colleagues_wrote_on_an_edit_that_is_made_over_stays() {
    let (mut first, mut one, _) = lives();
    let mut colleague = Document::new(Kind::Request, actor(2));
    let here = one.changes_by(life(0).device, &[]);
    colleague.apply(&here).expect("applied");
    write(&mut colleague, &[set("state", "KEN")]);
    let theirs = colleague.changes_by(actor(2).device, &[]);
    // By a courier, say: nobody else has what it builds on.
    one.apply(&theirs).expect("applied");
    let failed = one.absorb(read(&mut first), life(7));
    assert!(failed.is_err() || context(&mut one) == "Here. Sent. ");
}

#[test]
fn a_snapshot_that_brings_nothing_of_ones_own_makes_nothing_over() {
    let (mut first, _, _) = lives();
    let mut colleague = Document::new(Kind::Request, actor(2));
    let absorbed = colleague.absorb(read(&mut first), actor(2)).expect("a snapshot");
    assert!(absorbed.is_whole);
    write(&mut colleague, &[splice(0, 0, "And I. ")]);
    let before = first.heads();
    assert!(!first.is_older_than(&mut read(&mut colleague), life(0).device));
    let absorbed = first.absorb(read(&mut colleague), life(0)).expect("a snapshot");
    assert!(absorbed.is_whole);
    let again = first.absorb(read(&mut colleague), life(0)).expect("a snapshot");
    assert!(!again.is_whole && again.new.is_empty());
    assert_eq!(first.heads(), colleague.heads());
    write(&mut first, &[splice(0, 0, "I too. ")]);
    let own = first.changes_by(life(0).device, &before);
    assert_eq!(own.len(), 1);
    assert_eq!(own[0].actor_id(), &life(0).id());
}
