//! Each field of each kind is typed in the window, read back on the same device, and on a colleague's after a sync.
//!
//! Nothing here lists fields: the schema does. A new field is typed by its shape; a new kind needs a line at the end.

use std::{collections::BTreeSet, fs};

use satchel_shared::{
    ledger::{OfficeKind, Role},
    schema::Kind,
};
use satchel_tests::{
    Device, Hub, Window,
    device::PASSPHRASE,
    form::{Linkable, Typist},
    window::{Engine, can_show},
};
use serde_json::{Map, Value, json};

/// What stands beside the form and not in it: it is written in a panel of its own.
const BESIDE_THE_FORM: &[&str] = &["comments"];
/// What WebDriver sends for the key.
const ESCAPE: &str = "\u{e00c}";

const RECOMMENDATIONS: &str = "\
To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session
Indonesia,Asia,ASEAN,Continue its efforts for women,Norway,WEOG,,Accepted,2,Women's rights,13
Indonesia,Asia,ASEAN,Train the judges of all provinces,Chile,GRULAC,,Noted,3,Justice,13
";

/// Two records of each kind, which others can name.
fn others(device: &Device) -> Linkable {
    let wanted: Vec<_> = Kind::ALL
        .iter()
        .flat_map(|kind| [("First", *kind), ("Second", *kind)])
        .collect();
    let made: Vec<_> = wanted.iter().map(|(_, kind)| format!("new {kind}")).collect();
    let ids = device.batch(&made);
    let (mut linkable, mut titles) = (Linkable::default(), Vec::new());
    for (id, (number, kind)) in ids.lines().zip(wanted) {
        let title = format!("{number} other {kind}");
        titles.push(format!("set {id} {} '{title}'", kind.titled_by()));
        linkable.records.entry(kind).or_default().push((id.to_owned(), title));
    }
    device.batch(&titles);
    linkable
}

/// Syncs. The hub refuses the others of kinds that this role does not write, and takes all else.
fn sync(device: &Device) {
    let said = device.run(&["sync"]);
    assert!(
        said.code == Some(0) || said.err.contains("[role-may-not]"),
        "{}",
        said.err
    );
}

/// What `show --json` tells of the content: without the ids that the device gave, and the times of its clock.
fn content(device: &Device, id: &str) -> Value {
    let Value::Object(mut shown) = device.json(&["show", id]) else {
        panic!("an object");
    };
    shown.remove("record");
    if let Some(comments) = shown.get_mut("comments") {
        without(comments, "at");
    }
    let mut shown = Value::Object(shown);
    without(&mut shown, "id");
    shown
}

fn without(value: &mut Value, name: &str) {
    match value {
        Value::Object(fields) => {
            fields.remove(name);
            fields.values_mut().for_each(|value| without(value, name));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| without(item, name)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Says something about the record and about its first field, answers the one and resolves the other.
async fn comments(window: &Window, kind: Kind) -> Value {
    let first = kind.fields().next().expect("a field").name;
    let card = |place: usize| format!("#comment-list > li:nth-of-type({place})");
    window.press("#open-comments").await;
    window.write("#comment-text", "Is it enough?").await;
    window.press("#add-comment").await;
    window.find(&card(1)).await;
    window.press(&format!("#comment-on option[value='{first}']")).await;
    window.holds("#comment-text", "").await;
    window.write("#comment-text", "Which one?").await;
    window.press("#add-comment").await;
    window.find(&card(2)).await;
    window.write(&format!("{} textarea", card(1)), "It is.").await;
    window.press(&format!("{} [type=submit]", card(1))).await;
    window.find(&format!("{} .replies li", card(1))).await;
    window.press(&format!("{} [data-resolve]", card(2))).await;
    window.find(&format!("{}[data-resolved=true]", card(2))).await;
    window.write("body", ESCAPE).await;
    while window.count("#comment-list").await > 0 {
        tokio::task::yield_now().await;
    }
    json!([
        { "by": "Ayu", "on": null, "text": "Is it enough?", "resolved": null, "replies": [{ "by": "Ayu", "text": "It is." }] },
        { "by": "Ayu", "on": first, "text": "Which one?", "resolved": true, "replies": [] },
    ])
}

/// Tells the fields that differ, and not two whole records.
fn assert_same(where_: &str, shown: &Value, typed: &Map<String, Value>) {
    let Value::Object(shown) = shown else {
        panic!("an object");
    };
    let names: BTreeSet<&String> = shown.keys().chain(typed.keys()).collect();
    let wrong: Vec<String> = names
        .into_iter()
        .filter(|name| shown.get(*name) != typed.get(*name))
        .map(|name| format!("{name}: typed {:?}, shown {:?}", typed.get(name), shown.get(name)))
        .collect();
    assert!(wrong.is_empty(), "{where_}:\n{}", wrong.join("\n"));
}

/// In a window of the usual size, or of a small one's width and height.
async fn every_field_is_typed_and_read_back_and_synced(kind: Kind, small: Option<(u32, u32)>) {
    if !can_show(Engine::Browser) {
        return;
    }
    let mut hub = Hub::new();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("recommendations.csv");
    fs::write(&file, RECOMMENDATIONS).expect("written");
    hub.must(&[
        "recommendations",
        "import",
        &file.to_string_lossy(),
        "--format",
        "upr-info",
    ]);
    hub.start();
    let role = Role::ALL.iter().find(|role| role.writes(kind)).expect("a writer");
    let place = OfficeKind::ALL.iter().find(|place| role.sits_in(**place));
    let office = hub.office("Office", place.expect("an office").as_str(), "IDN");

    // Drafted before the device belongs to an office, where it may write each kind.
    let device = Device::new();
    let mut linkable = others(&device);
    let code = hub.must(&["invite", &office, "--role", role.as_str(), "--name", "Ayu"]);
    device.must(&["enrol", &hub.url(), &code]);
    sync(&device);
    let found = device.json(&["search", "", "--in", "recommendations"]);
    linkable.recommendations = found.as_array().cloned().unwrap_or_default();
    assert_eq!(linkable.recommendations.len(), 2, "{found}");
    for name in ["Minutes of the visit.txt", "Law 14.txt"] {
        let file = folder.path().join(name);
        fs::write(&file, format!("{name}, of a {kind}")).expect("written");
        linkable.files.push(file);
    }

    let window = Window::open(Engine::Browser, &device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    if let Some((width, height)) = small {
        window.resize(width, height).await;
        window.press("#open-menu").await;
    }
    window.press(&format!("#rail-{kind}")).await;
    window.press("#new-record").await;
    let mut typed = Typist::new(&window, &linkable).all(kind).await;
    typed.insert("comments".to_owned(), comments(&window, kind).await);
    // Leaving a part keeps what is typed in it.
    window.press("[role=tab]:last-child").await;
    window.find("#kept[data-state=kept]").await;
    window.kill();

    let list = device.json(&["list", "--kind", kind.as_str()]);
    let known = &linkable.records[&kind];
    let ids = list
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| row["id"].as_str());
    let id = ids.into_iter().find(|id| known.iter().all(|(other, _)| other != id));
    let id = id.expect("the new record");
    assert_same("on the device where it was typed", &content(&device, id), &typed);

    let second = Device::of(&hub, &office, role.as_str(), "Budi");
    sync(&device);
    second.must(&["sync"]);
    assert_same("on a colleague's device", &content(&second, id), &typed);
}

macro_rules! stories {
    ($($kind:ident = $name:ident),+ $(,)?) => {
        $(#[tokio::test]
        async fn $name() {
            every_field_is_typed_and_read_back_and_synced(Kind::$kind, None).await;
        })+

        #[test]
        fn each_kind_has_its_story() {
            assert_eq!([$(Kind::$kind),+].as_slice(), Kind::ALL.as_slice());
        }
    };
}

stories! {
    Request = every_field_of_a_request_is_typed_read_back_and_synced,
    Practice = every_field_of_a_practice_is_typed_read_back_and_synced,
    Activity = every_field_of_an_activity_is_typed_read_back_and_synced,
    Discussion = every_field_of_a_discussion_is_typed_read_back_and_synced,
    Observation = every_field_of_an_observation_is_typed_read_back_and_synced,
    Assessment = every_field_of_an_assessment_is_typed_read_back_and_synced,
}

#[tokio::test]
async fn every_field_of_a_request_is_typed_in_a_window_as_narrow_as_a_phones() {
    every_field_is_typed_and_read_back_and_synced(Kind::Request, Some((390, 844))).await;
}

#[tokio::test]
async fn every_field_of_a_practice_is_typed_in_a_window_as_narrow_as_a_tablets() {
    every_field_is_typed_and_read_back_and_synced(Kind::Practice, Some((768, 1_024))).await;
}

#[test]
fn what_stands_beside_the_form_is_listed() {
    for kind in Kind::ALL {
        let in_form: BTreeSet<_> = kind
            .sections()
            .iter()
            .flat_map(|part| part.fields)
            .map(|it| it.name)
            .collect();
        let beside: Vec<_> = kind
            .fields()
            .map(|it| it.name)
            .filter(|it| !in_form.contains(it))
            .collect();
        assert_eq!(beside, BESIDE_THE_FORM, "{kind}");
    }
}
