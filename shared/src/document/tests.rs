//! How edits meet.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    edit::Scalar,
    ids::OfficeId,
    pack::Pack,
    path::Path,
    seal::{Key, Sealed},
};

mod comments;
mod fixtures;
mod older_items;
mod rejoin;
mod windows;

fn actor(seed: u8) -> Actor {
    Actor {
        device: Key::from_secret(&[seed; 32]).id(),
        generation: 0,
    }
}

fn path(text: &str) -> Path {
    text.parse().expect("a path")
}

fn set(at: &str, value: &str) -> Edit {
    Edit::Set {
        path: path(at),
        value: value.into(),
    }
}

fn splice(at: usize, delete: usize, insert: &str) -> Edit {
    Edit::Splice {
        path: path("context"),
        at,
        delete,
        insert: insert.to_owned(),
    }
}

/// Two devices of one office, with a clock and ids that never repeat.
struct Desk {
    document: Document,
    device: DeviceId,
    next: u128,
}

impl Desk {
    fn new(seed: u8) -> Self {
        let actor = actor(seed);
        Self {
            document: Document::new(Kind::Request, actor),
            device: actor.device,
            next: u128::from(seed) << 64,
        }
    }

    fn try_edit(&mut self, base: Option<&[ChangeHash]>, edits: &[Edit]) -> Result<Vec<ChangeHash>, EditError> {
        let next = &mut self.next;
        let mut new_item = || {
            *next += 1;
            ItemId(Uuid::from_u128(*next))
        };
        self.document.edit(
            base,
            edits,
            &mut Pen {
                at_s: 1_700_000_000,
                new_item: &mut new_item,
            },
        )
    }

    fn edit(&mut self, edits: &[Edit]) -> Vec<ChangeHash> {
        self.try_edit(None, edits).expect("edits that hold")
    }

    /// Sends everything that this device wrote, as a signed pack, through bytes.
    fn send_to(&mut self, other: &mut Self, seed: u8) {
        let changes = self.document.changes_by(self.device, &[]);
        if changes.is_empty() {
            return;
        }
        let key = Key::from_secret(&[seed; 32]);
        let pack = Pack::new(Kind::Request, RecordId(Uuid::nil()), OfficeId(Uuid::nil()), &changes);
        let sealed = Sealed::parse(&pack.seal(&key)).expect("well formed");
        let opened = Pack::open(sealed, &key.public()).expect("a pack that holds");
        other.document.apply(&opened.changes).expect("nothing is missing");
    }

    fn context(&mut self) -> String {
        self.text("context")
    }

    fn text(&mut self, field: &str) -> String {
        self.document.view().content[field]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

fn exchange(a: &mut Desk, b: &mut Desk) {
    a.send_to(b, 1);
    b.send_to(a, 2);
}

#[test]
fn two_records_begin_alike_and_their_first_change_does_not_travel() {
    let (mut a, mut b) = (Desk::new(1), Desk::new(2));
    assert_eq!(a.document.heads(), b.document.heads());
    assert_eq!(a.document.changes_by(a.device, &[]).len(), 0);
    a.edit(&[set("title", "One")]);
    assert_eq!(a.document.changes_by(a.device, &[]).len(), 1);
    a.send_to(&mut b, 1);
    assert_eq!(b.text("title"), "One");
}

#[test]
fn edits_in_different_places_of_one_text_merge() {
    let (mut a, mut b) = (Desk::new(1), Desk::new(2));
    a.edit(&[splice(0, 0, "The middle stays. 🎒")]);
    exchange(&mut a, &mut b);
    a.edit(&[splice(0, 0, "Before. ")]);
    b.edit(&[splice(20, 0, " After.")]);
    exchange(&mut a, &mut b);
    assert_eq!(a.context(), "Before. The middle stays. 🎒 After.");
    assert_eq!(a.document.view(), b.document.view());
}

#[test]
fn a_scalar_set_on_both_keeps_both_values_until_one_is_chosen() {
    let (mut a, mut b) = (Desk::new(1), Desk::new(2));
    a.edit(&[set("requesting_authority.name", "Ministry")]);
    b.edit(&[set("requesting_authority.name", "Commission")]);
    exchange(&mut a, &mut b);
    let view = a.document.view();
    assert_eq!(view, b.document.view());
    let [divergence] = view.divergences.as_slice() else {
        panic!("one field has two values: {view:?}")
    };
    assert_eq!(divergence.path, path("requesting_authority.name"));
    let mut values: Vec<_> = divergence
        .alternatives
        .iter()
        .map(|it| (it.value.clone(), it.device))
        .collect();
    values.sort();
    assert_eq!(
        values,
        [
            ("Commission".into(), Some(b.device)),
            ("Ministry".into(), Some(a.device))
        ]
    );
    b.edit(&[set("requesting_authority.name", "Ministry")]);
    exchange(&mut a, &mut b);
    assert!(a.document.view().divergences.is_empty());
}

#[test]
fn the_same_value_set_on_both_is_no_question() {
    let (mut a, mut b) = (Desk::new(1), Desk::new(2));
    a.edit(&[set("state", "IDN")]);
    b.edit(&[set("state", "IDN")]);
    exchange(&mut a, &mut b);
    assert!(a.document.view().divergences.is_empty());
}

#[test]
fn items_added_on_both_are_both_there_in_one_order() {
    let (mut a, mut b) = (Desk::new(1), Desk::new(2));
    a.edit(&[
        set("budget[0].item", "Adviser"),
        set("budget[0].quantity", "9"),
        set("budget[1].item", "Travel"),
    ]);
    b.edit(&[set("budget[0].item", "Training")]);
    exchange(&mut a, &mut b);
    assert_eq!(a.document.view(), b.document.view());
    let view = a.document.view();
    let items: Vec<_> = view.content["budget"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["item"].clone())
        .collect();
    assert_eq!(items.len(), 3);
    a.edit(&[Edit::Remove {
        path: path("budget[1]"),
    }]);
    assert_eq!(a.document.view().content["budget"].as_array().map(Vec::len), Some(2));
}

#[test]
fn an_item_goes_where_it_is_put() {
    let mut a = Desk::new(1);
    a.edit(&[set("objectives[0].text", "one"), set("objectives[1].text", "three")]);
    let first = a.document.view().content["objectives"][0]["id"]
        .as_str()
        .and_then(|id| id.parse().ok());
    let fields = [("text".to_owned(), Scalar::from("two"))].into();
    a.edit(&[Edit::Add {
        id: None,
        path: path("objectives"),
        after: first,
        fields,
    }]);
    let view = a.document.view();
    let texts: Vec<_> = view.content["objectives"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["text"].clone())
        .collect();
    assert_eq!(texts, ["one", "two", "three"]);
}

#[test]
fn an_edit_on_an_older_state_lands_where_its_author_saw_it() {
    let (mut a, mut b) = (Desk::new(1), Desk::new(2));
    let base = a.edit(&[splice(0, 0, "shared text")]);
    a.send_to(&mut b, 1);
    b.edit(&[splice(0, 0, "A colleague's beginning. ")]);
    b.send_to(&mut a, 2);
    // The window still shows the old text, and types at its end.
    let base = a
        .try_edit(Some(&base), &[splice(11, 0, ", and more")])
        .expect("the base is known");
    assert_eq!(a.context(), "A colleague's beginning. shared text, and more");
    a.try_edit(Some(&base), &[splice(21, 0, " still")])
        .expect("its own base goes on");
    assert_eq!(a.context(), "A colleague's beginning. shared text, and more still");
    a.send_to(&mut b, 1);
    assert_eq!(a.document.view(), b.document.view());
}

#[test]
fn edits_that_do_not_hold_leave_nothing_behind() {
    let mut a = Desk::new(1);
    let heads = a.edit(&[splice(0, 0, "text")]);
    let cases: [(&[Edit], &str); 7] = [
        (&[splice(0, 4, ""), splice(1, 0, "x")], "outside-text"),
        (&[set("title", "kept?"), set("nothing", "x")], "unknown-field"),
        (&[set("title", "kept?"), set("budget[3].item", "x")], "no-such-item"),
        (&[set("budget[0].quantity", "many")], "wrong-value"),
        (&[set("budget", "x")], "wrong-value"),
        (&[Edit::Remove { path: path("title") }], "no-such-item"),
        (
            &[Edit::Splice {
                path: path("title"),
                at: 0,
                delete: 0,
                insert: "x".to_owned(),
            }],
            "not-a-text",
        ),
    ];
    for (edits, code) in cases {
        assert_eq!(
            a.try_edit(None, edits).expect_err("must not hold").code(),
            code,
            "{edits:?}"
        );
        assert_eq!(a.document.heads(), heads, "{edits:?}");
        assert_eq!(a.text("title"), "");
    }
}

#[test]
fn changes_that_build_on_missing_ones_are_refused_whole() {
    let (mut a, mut b) = (Desk::new(1), Desk::new(2));
    let first = a.edit(&[splice(0, 0, "one")]);
    a.edit(&[splice(3, 0, " two")]);
    let later = a.document.changes_by(a.device, &first);
    let before = b.document.heads();
    assert!(matches!(b.document.apply(&later), Err(ApplyError::Missing(1))));
    assert_eq!(b.document.heads(), before);
}

#[test]
fn a_record_opens_as_it_was_kept() {
    let mut a = Desk::new(1);
    let snapshot = a.document.save();
    let mut kept = Vec::new();
    for text in ["one ", "two ", "three"] {
        let before = a.document.heads();
        let end = a.context().encode_utf16().count();
        a.edit(&[splice(end, 0, text)]);
        kept.push(a.document.save_after(&before));
    }
    let since = kept.iter().map(Vec::as_slice);
    let mut opened = Document::load(Kind::Request, actor(1), &snapshot, since).expect("what was kept");
    assert_eq!(opened.view(), a.document.view());
    assert_eq!(opened.heads(), a.document.heads());
}

#[test]
fn a_field_of_a_later_version_survives() {
    use automerge::{ROOT, transaction::Transactable};
    let mut a = Desk::new(1);
    a.document
        .document
        .put(&ROOT, "of_a_later_version", "kept")
        .expect("a field");
    a.edit(&[set("title", "One")]);
    let saved = a.document.save();
    let opened = Document::load(Kind::Request, actor(1), &saved, []).expect("what was saved");
    assert!(resolve::scalar(&opened.document, &ROOT, "of_a_later_version").is_some());
}

#[test]
fn a_pack_whose_changes_are_anothers_is_refused() {
    let mut a = Desk::new(1);
    a.edit(&[set("title", "One")]);
    let changes = a.document.changes_by(a.device, &[]);
    let pack = Pack::new(Kind::Request, RecordId(Uuid::nil()), OfficeId(Uuid::nil()), &changes);
    let thief = Key::from_secret(&[9; 32]);
    let sealed = Sealed::parse(&pack.seal(&thief)).expect("well formed");
    assert_eq!(
        Pack::open(sealed, &thief.public()).expect_err("not its changes").code(),
        "foreign-actor"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Any edits on two devices, exchanged at any moments, give equal views in the end.
    #[test]
    fn whatever_two_devices_write_they_end_alike(
        steps in prop::collection::vec((any::<bool>(), any::<prop::sample::Index>(), 0_usize..4, "[a-zé🎒 ]{0,6}", any::<bool>()), 1..24)
    ) {
        let (mut a, mut b) = (Desk::new(1), Desk::new(2));
        for (on_a, at, what, text, meet) in steps {
            let desk = if on_a { &mut a } else { &mut b };
            let units: Vec<u16> = desk.context().encode_utf16().collect();
            let mut at = at.index(units.len() + 1);
            // Never between the two halves of one character.
            while units.get(at).is_some_and(|unit| (0xDC00..0xE000).contains(unit)) {
                at += 1;
            }
            match what {
                0 | 1 => { desk.edit(&[splice(at, 0, &text)]); }
                2 => { desk.edit(&[set("title", text.trim())]); }
                _ => { desk.edit(&[set("state", "IDN"), Edit::Add { id: None, path: path("objectives"), after: None, fields: [("text".to_owned(), Scalar::Text(text))].into() }]); }
            }
            if meet {
                exchange(&mut a, &mut b);
            }
        }
        exchange(&mut a, &mut b);
        prop_assert_eq!(a.document.view(), b.document.view());
        prop_assert_eq!(a.document.heads(), b.document.heads());
    }
}

#[test]
fn a_splice_cuts_no_character_in_two() {
    let mut desk = Desk::new(1);
    let value = "a😀b";
    desk.try_edit(None, &[set("context", value)]).expect("set");
    for wrong in [splice(2, 1, ""), splice(1, 1, "X"), splice(2, 0, "X")] {
        let refused = desk.try_edit(None, std::slice::from_ref(&wrong));
        assert_eq!(
            refused.expect_err("inside a pair").code(),
            "inside-character",
            "{wrong:?}"
        );
    }
    assert_eq!(desk.document.view().content["context"], value);
    desk.try_edit(None, &[splice(1, 2, "é")]).expect("the whole of it");
    assert_eq!(desk.document.view().content["context"], "aéb");
}
