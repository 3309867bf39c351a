//! What a history tells.

use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::{
    document::{Actor, Document, Entry, Pen},
    edit::Edit,
    ids::{DeviceId, ItemId},
    path::Path,
    schema::Kind,
};

const MINUTE_S: i64 = 60;

fn device(seed: u8) -> DeviceId {
    DeviceId([seed; 16])
}

fn record(seed: u8) -> Document {
    let actor = Actor {
        device: device(seed),
        generation: 0,
    };
    Document::new(Kind::Request, actor)
}

fn write(document: &mut Document, at_s: i64, edits: &[Edit]) {
    let mut next = u128::try_from(at_s).unwrap_or_default() << 32;
    let mut new_item = || {
        next += 1;
        ItemId(Uuid::from_u128(next))
    };
    let mut pen = Pen {
        at_s,
        new_item: &mut new_item,
    };
    document.edit(None, edits, &mut pen).expect("edits that hold");
}

fn set(path: &str, value: &str) -> Edit {
    Edit::Set {
        path: path.parse().expect("a path"),
        value: value.into(),
    }
}

fn told(entry: &Entry) -> (u8, i64, Vec<&str>) {
    let device = entry.device.map_or(0, |device| device.0[0]);
    (device, entry.at_s, entry.fields.iter().map(String::as_str).collect())
}

#[test]
fn entries_tell_who_wrote_what_and_when_the_newest_first() {
    let mut a = record(1);
    write(
        &mut a,
        0,
        &[set("title", "One"), set("requesting_authority.name", "Ministry")],
    );
    write(&mut a, 2 * MINUTE_S, &[set("budget[0].item", "Adviser")]);
    write(&mut a, 30 * MINUTE_S, &[set("context", "Three offices.")]);
    let budget = Path::field("budget").place(0);
    write(&mut a, 60 * MINUTE_S, &[Edit::Remove { path: budget }]);
    let history = a.history();
    let told: Vec<_> = history.iter().map(told).collect();
    assert_eq!(
        told,
        [
            (1, 60 * MINUTE_S, vec!["budget"]),
            (1, 30 * MINUTE_S, vec!["context"]),
            (
                1,
                2 * MINUTE_S,
                vec!["budget", "budget.item", "requesting_authority.name", "title"]
            ),
        ]
    );
    assert_eq!(history.iter().map(|it| it.changes.len()).collect::<Vec<_>>(), [1, 1, 2]);
    assert_eq!(history[0].heads(), a.heads());
}

#[test]
fn two_devices_that_have_the_same_tell_the_same() {
    let (mut a, mut b) = (record(1), record(2));
    write(&mut a, 100 * MINUTE_S, &[set("title", "Of one")]);
    write(&mut b, 50 * MINUTE_S, &[set("state", "IDN")]);
    let (from_a, from_b) = (a.changes_by(device(1), &[]), b.changes_by(device(2), &[]));
    a.apply(&from_b).expect("nothing is missing");
    b.apply(&from_a).expect("nothing is missing");
    write(&mut b, 101 * MINUTE_S, &[set("title", "Of both")]);
    let from_b = b.changes_by(device(2), &[]);
    a.apply(&from_b).expect("nothing is missing");
    assert_eq!(a.history(), b.history());
    let devices: Vec<_> = a.history().iter().map(|entry| told(entry).0).collect();
    assert_eq!(devices, [2, 1, 2]);
}

#[test]
fn a_choice_between_two_values_is_told_by_itself_with_what_stood_there() {
    let (mut a, mut b) = (record(1), record(2));
    write(&mut a, 0, &[set("title", "Of one"), set("state", "IDN")]);
    write(&mut b, MINUTE_S, &[set("title", "Of two"), set("state", "IDN")]);
    let (from_a, from_b) = (a.changes_by(device(1), &[]), b.changes_by(device(2), &[]));
    a.apply(&from_b).expect("nothing is missing");
    b.apply(&from_a).expect("nothing is missing");
    write(&mut b, 2 * MINUTE_S, &[set("title", "Of one"), set("state", "IDN")]);
    write(&mut b, 3 * MINUTE_S, &[set("title", "Of all")]);
    a.apply(&b.changes_by(device(2), &[])).expect("nothing is missing");
    let history = a.history();
    assert_eq!(history, b.history());
    let told: Vec<_> = history.iter().map(|entry| (told(entry), entry.choices.len())).collect();
    assert_eq!(
        told,
        [
            ((2, 3 * MINUTE_S, vec!["title"]), 0),
            ((2, 2 * MINUTE_S, vec!["state", "title"]), 1),
            ((2, MINUTE_S, vec!["state", "title"]), 0),
            ((1, 0, vec!["state", "title"]), 0),
        ]
    );
    let [choice] = history[1].choices.as_slice() else {
        panic!("one choice: {:?}", history[1])
    };
    assert_eq!((choice.field.as_str(), &choice.chosen), ("title", &"Of one".into()));
    let mut between = choice.between.clone();
    between.sort();
    assert_eq!(between, ["Of one".into(), "Of two".into()]);
    let before = a.view_at(history[2].heads()).expect("a known state");
    let values: Vec<_> = before.divergences[0]
        .alternatives
        .iter()
        .map(|it| it.value.clone())
        .collect();
    assert_eq!(values, choice.between);
}

#[test]
fn changes_tell_when_they_were_first_seen() {
    let mut a = record(1);
    write(&mut a, 0, &[set("title", "One")]);
    let first = a.heads();
    write(&mut a, 60 * MINUTE_S, &[set("title", "Two")]);
    let second = a.heads();
    write(&mut a, 120 * MINUTE_S, &[set("title", "Three")]);
    let times = a.first_seen(&[(first.clone(), 7), (second.clone(), 9), (second.clone(), 11)]);
    assert_eq!((times.get(&first[0]), times.get(&second[0])), (Some(&7), Some(&9)));
    assert_eq!(times.get(&a.heads()[0]), None);
}

#[test]
fn each_entry_can_be_looked_at() {
    let mut a = record(1);
    for (minutes, title) in [(0, "One"), (20, "Two"), (40, "Three")] {
        write(&mut a, minutes * MINUTE_S, &[set("title", title)]);
    }
    let titles: Vec<_> = a
        .history()
        .iter()
        .map(|entry| a.view_at(entry.heads()).expect("a known state").content["title"].clone())
        .collect();
    assert_eq!(titles, ["Three", "Two", "One"]);
    assert_eq!(a.view().content["title"], "Three");
    assert_eq!(a.view_at(&[]), None);
}

#[test]
fn an_earlier_content_comes_back_and_comments_stay() {
    let mut a = record(1);
    let first = [
        set("title", "One"),
        set("context", "Three offices keep no register."),
        set("budget[0].item", "Adviser"),
        set("budget[1].item", "Travel"),
        set("comments[0].text", "Is this right?"),
    ];
    write(&mut a, 0, &first);
    let wanted = a.view().content;
    let budget = |place| Path::field("budget").place(place);
    let later = [
        set("title", "Two"),
        set("context", "Four offices keep a register."),
        set("budget[0].item", "Advisers"),
        Edit::Remove { path: budget(0) },
        set("budget[1].item", "Training"),
        set("state", "IDN"),
        set("comments[1].text", "It is."),
    ];
    write(&mut a, 20 * MINUTE_S, &later);
    let edits = a.edits_to(&wanted);
    write(&mut a, 40 * MINUTE_S, &edits);
    let mut now = a.view().content;
    assert_eq!(now["comments"].as_array().map(Vec::len), Some(2));
    now.insert("comments".to_owned(), wanted["comments"].clone());
    assert_eq!(now, wanted);
    assert_eq!(a.edits_to(&wanted), []);
    assert_eq!(a.history().len(), 3);
}

#[test]
fn what_an_older_table_did_not_have_stays_when_its_content_comes_back() {
    let mut a = record(1);
    write(
        &mut a,
        0,
        &[
            set("title", "One"),
            set("activities[0].title", "Training"),
            set("period.start", "2027-03-01"),
        ],
    );
    let mut wanted = a.view().content;
    // As versions by an older table are: without the fields that came later.
    for name in ["needs", "fund", "themes", "public_summary"] {
        wanted.remove(name);
    }
    for (list, name) in [("activities", "description"), ("activities", "objective")] {
        let item = wanted[list][0].as_object_mut().expect("an item");
        item.remove(name);
    }
    wanted["period"].as_object_mut().expect("a group").remove("end");
    let later = [
        set("title", "Two"),
        set("needs", "Newer"),
        set("fund", "vftc"),
        set("themes[0].theme", "torture"),
        set("public_summary.fr", "Newer"),
        set("period.end", "2027-06-01"),
        set("activities[0].description", "Newer"),
        set("activities[0].objective", "Newer"),
    ];
    write(&mut a, MINUTE_S, &later);
    let edits = a.edits_to(&wanted);
    assert_eq!(edits, [set("title", "One")]);
}

#[test]
fn a_code_that_this_version_does_not_know_comes_back_with_the_rest() {
    let mut a = record(1);
    write(
        &mut a,
        0,
        &[
            set("title", "One"),
            set("fund", "of_another_version"),
            set("themes[0].theme", "of_another"),
        ],
    );
    let wanted = a.view().content;
    let themes = Path::field("themes").place(0);
    write(
        &mut a,
        MINUTE_S,
        &[set("title", "Two"), set("fund", ""), Edit::Remove { path: themes }],
    );
    let edits = a.edits_to(&wanted);
    write(&mut a, 2 * MINUTE_S, &edits);
    assert_eq!(a.view().content, wanted);
}

#[test]
fn an_item_is_put_back_with_what_a_colleague_wrote_into_it_meanwhile() {
    let (mut a, mut b) = (record(1), record(2));
    write(&mut a, 0, &[set("budget[0].item", "Adviser")]);
    b.apply(&a.changes_by(device(1), &[])).expect("nothing is missing");
    write(
        &mut a,
        MINUTE_S,
        &[Edit::Remove {
            path: Path::field("budget").place(0),
        }],
    );
    write(&mut b, MINUTE_S, &[set("budget[0].quantity", "9")]);
    let id = b.view().content["budget"][0]["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("an id");
    a.apply(&b.changes_by(device(2), &[])).expect("nothing is missing");
    assert_eq!(a.view().content["budget"].as_array().map(Vec::len), Some(0));
    let path = Path::field("budget").item(id);
    write(&mut a, 2 * MINUTE_S, &[Edit::Restore { path }]);
    let budget = &a.view().content["budget"][0];
    assert_eq!((&budget["item"], &budget["quantity"]), (&"Adviser".into(), &9.into()));
}

#[test]
fn two_thousand_changes_are_told_at_once() {
    let mut a = record(1);
    for at in 0..2_000_i64 {
        let edit = Edit::Splice {
            path: Path::field("context"),
            at: 0,
            delete: 0,
            insert: "a few words ".to_owned(),
        };
        write(&mut a, at * 11 * MINUTE_S, &[edit]);
    }
    let start = Instant::now();
    assert_eq!(a.history().len(), 2_000);
    let passed = start.elapsed();
    // Far from what it takes, and far below what a person waits for.
    assert!(passed < Duration::from_secs(1), "{passed:?}");
}
