//! Colleagues write one record, look back, talk about it, and go back; headquarters sees versions and nothing else.

use satchel_tests::{Device, Hub};
use serde_json::{Value, json};

fn sync(devices: &[&Device]) {
    // Twice, so that what the first sent reaches the others.
    for device in devices.iter().chain(devices) {
        device.must(&["sync"]);
    }
}

/// `Budi: context`, the newest first.
fn told(device: &Device, id: &str) -> Vec<String> {
    let history = device.json(&["history", id]);
    let entries = history["entries"].as_array().expect("a list").iter();
    let told = entries.map(|entry| {
        let fields: Vec<_> = entry["fields"].as_array().expect("a list").iter().collect();
        let fields: Vec<_> = fields.into_iter().filter_map(Value::as_str).collect();
        let by = if entry["here"] == true {
            "here"
        } else {
            entry["by"].as_str().unwrap_or_default()
        };
        format!("{by}: {}", fields.join(" "))
    });
    told.collect()
}

#[test]
fn a_record_of_two_people_is_looked_back_on_and_restored() {
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let headquarters = hub.office("Asia desk", "headquarters", "IDN");
    let a = Device::of(&hub, &office, "lead", "Ayu");
    let b = Device::of(&hub, &office, "drafter", "Budi");
    let desk = Device::of(&hub, &headquarters, "desk", "Dana");
    let id = a.must(&["new", "request"]);
    a.must(&["set", &id, "title", "A legal adviser"]);
    a.must(&["set", &id, "state", "IDN"]);
    sync(&[&a, &b]);
    b.must(&["set", &id, "context", "Three offices keep no register."]);
    let comment = b.must(&["comment", &id, "Is it three?", "--on", "context"]);
    sync(&[&b, &a]);
    a.must(&["reply", &id, &comment, "It is."]);
    a.must(&["submit", &id]);
    a.must(&["set", &id, "context", "Four offices keep a register."]);
    a.must(&["set", &id, "budget[0].item", "Adviser"]);
    sync(&[&a, &b, &desk]);

    // Both tell the same, each with the other's name.
    let (of_a, of_b) = (told(&a, &id), told(&b, &id));
    assert_eq!(of_a.len(), 3, "{of_a:?}");
    assert!(
        of_a[0].starts_with("here: context budget") && of_b[0].starts_with("Ayu: context budget"),
        "{of_b:?}"
    );
    assert!(
        of_a[1].starts_with("Budi: context") && of_b[1].starts_with("here: context"),
        "{of_a:?}"
    );

    let comparison = b.json(&["compare", &id, "v1", "now"]);
    let differences = comparison["differences"].as_array().expect("a list");
    assert_eq!(differences.len(), 2, "{differences:?}");
    assert_eq!(differences[0]["path"], "context");
    let words = [
        json!({ "how": "deleted", "text": "Three" }),
        json!({ "how": "inserted", "text": "Four" }),
    ];
    assert_eq!(
        differences[0]["pieces"].as_array().map(|pieces| &pieces[..2]),
        Some(&words[..])
    );

    // Headquarters reads the version, and neither the drafts nor what was said about them.
    let seen = desk.json(&["history", &id]);
    assert_eq!(seen["entries"], json!([]));
    assert_eq!(seen["versions"].as_array().map(Vec::len), Some(1));
    let shown = desk.json(&["show", &id]).to_string();
    assert!(
        !shown.contains("Is it three?") && !shown.contains("comments"),
        "{shown}"
    );
    assert_eq!(desk.run(&["restore", &id, "v1"]).code, Some(1));

    b.must(&["restore", &id, "v1"]);
    sync(&[&b, &a]);
    let now = a.json(&["show", &id]);
    assert_eq!(
        (&now["context"], &now["budget"]),
        (&json!("Three offices keep no register."), &json!([]))
    );
    let said = &now["comments"][0];
    assert_eq!(
        (&said["by"], &said["replies"][0]["by"]),
        (&json!("Budi"), &json!("Ayu"))
    );
    assert_eq!(a.json(&["compare", &id, "v1", "now"])["differences"], json!([]));
    assert!(told(&a, &id)[0].starts_with("Budi: context budget"));
}
