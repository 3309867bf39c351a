//! A request is drafted offline, survives, syncs, and is seen at headquarters.

use satchel_tests::{Device, Hub, place};
use serde_json::{Value, json};

/// An office for Indonesia with two drafters, and a desk; the hub has real recommendations.
struct Office {
    hub: Hub,
    a: Device,
    b: Device,
    desk: Device,
}

fn office(mut hub: Hub) -> Option<Office> {
    let file = place::data("upr/10-13.csv")?;
    hub.must(&[
        "recommendations",
        "import",
        &file.to_string_lossy(),
        "--format",
        "upr-info",
    ]);
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let headquarters = hub.office("Asia desk", "headquarters", "IDN");
    let a = Device::of(&hub, &office, "lead", "Ayu");
    let b = Device::of(&hub, &office, "lead", "Budi");
    let desk = Device::of(&hub, &headquarters, "desk", "Dana");
    for device in [&a, &b, &desk] {
        device.must(&["sync"]);
    }
    Some(Office { hub, a, b, desk })
}

/// 3,000 characters that a lossy path would change: accents, Arabic, Chinese, a symbol outside of the first plane.
fn long_text(seed: char) -> String {
    let text = format!("{seed} Détention préventive, A/HRC/RES/18/18. حقوق الإنسان، 人权 🎒. ");
    text.chars().cycle().take(3_000).collect()
}

/// Drafts a request with three recommendations that were found by search; gives its id.
fn draft(device: &Device, title: &str, text: &str, search: &str) -> String {
    let found = device.json(&["search", search, "--in", "recommendations", "--limit", "3"]);
    let found = found.as_array().expect("a list");
    assert_eq!(
        found.len(),
        3,
        "three recommendations are found by “{search}”: {found:?}"
    );
    for hit in found {
        assert_eq!(hit["state"], "IDN");
    }
    let id = device.must(&["new", "request"]);
    device.must(&["set", &id, "context", text]);
    device.must(&["set", &id, "title", title]);
    device.must(&["set", &id, "state", "IDN"]);
    for hit in found {
        // Twice: it is tied once.
        for _ in 0..2 {
            device.must(&["link", &id, hit["id"].as_str().expect("an id")]);
        }
    }
    id
}

fn ids(device: &Device) -> Vec<String> {
    let list = device.json(&["list"]);
    let mut ids: Vec<String> = list
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| row["id"].as_str().expect("an id").to_owned())
        .collect();
    ids.sort();
    ids
}

fn show(device: &Device, id: &str) -> Value {
    device.json(&["show", id])
}

#[test]
fn two_requests_drafted_offline_reach_headquarters_when_submitted_and_not_before() {
    two_requests_reach_headquarters(Hub::new());
}

#[test]
fn over_postgresql_requests_reach_headquarters_when_submitted_and_not_before() {
    if let Some(hub) = Hub::on_postgres() {
        two_requests_reach_headquarters(hub);
    }
}

fn two_requests_reach_headquarters(hub: Hub) {
    let Some(Office { mut hub, a, b, desk }) = office(hub) else {
        return;
    };
    hub.stop();
    let (text_a, text_b) = (long_text('α'), long_text('β'));
    let of_a = draft(&a, "A legal adviser", &text_a, "torture");
    let of_b = draft(&b, "Training of judges", &text_b, "human rights");

    let offline = a.run(&["sync"]);
    assert_eq!(offline.code, Some(1));
    assert!(
        offline.err.contains("Everything is kept on this device"),
        "{}",
        offline.err
    );

    hub.start();
    for device in [&a, &b, &desk] {
        device.must(&["sync"]);
    }
    assert_eq!(ids(&desk), Vec::<String>::new(), "headquarters cannot read a draft");

    a.must(&["submit", &of_a]);
    b.must(&["submit", &of_b]);
    for device in [&a, &b, &desk] {
        device.must(&["sync"]);
    }
    let mut both = vec![of_a.clone(), of_b.clone()];
    both.sort();
    assert_eq!(ids(&desk), both);
    for (id, text, title) in [
        (&of_a, &text_a, "A legal adviser"),
        (&of_b, &text_b, "Training of judges"),
    ] {
        let seen = show(&desk, id);
        assert_eq!(seen["context"].as_str(), Some(text.as_str()), "every character");
        assert_eq!(seen["title"], title);
        assert_eq!(seen["recommendations"].as_array().map(Vec::len), Some(3));
        assert_eq!(seen["record"]["writable"], false);
    }

    // Editing afterwards makes the next version, and never touches the last.
    a.must(&["splice", &of_a, "context", "0", "0", "Later: "]);
    a.must(&["sync"]);
    desk.must(&["sync"]);
    assert_eq!(show(&desk, &of_a)["context"].as_str(), Some(text_a.as_str()));
    assert_eq!(show(&a, &of_a)["record"]["edited_since"], true);

    desk.must(&["event", &of_a, "acknowledged"]);
    desk.must(&["sync"]);
    a.must(&["sync"]);
    assert_eq!(show(&a, &of_a)["record"]["status"], "acknowledged");
    let refused = desk.run(&["set", &of_a, "title", "Another"]);
    assert_eq!(
        (refused.code, refused.err.contains("[read-only]")),
        (Some(1), true),
        "{}",
        refused.err
    );
    assert!(
        hub.must(&["verify"]).contains('3'),
        "two submissions and an acknowledgement stand in the ledger"
    );
}

#[test]
fn edits_of_one_record_in_two_places_merge_and_a_field_set_twice_keeps_both_values() {
    let Some(Office { mut hub, a, b, desk: _ }) = office(Hub::new()) else {
        return;
    };
    let id = draft(&a, "A legal adviser", "The beginning. The middle. The end.", "torture");
    a.must(&["sync"]);
    b.must(&["sync"]);
    assert_eq!(show(&b, &id)["title"], "A legal adviser");

    hub.stop();
    a.must(&["splice", &id, "context", "0", "3", "This"]);
    a.must(&["set", &id, "requesting_authority.name", "Ministry of Law"]);
    b.must(&["splice", &id, "context", "34", "1", ", at last."]);
    b.must(&["set", &id, "requesting_authority.name", "National Commission"]);
    hub.start();
    for device in [&a, &b, &a] {
        device.must(&["sync"]);
    }
    for device in [&a, &b] {
        assert_eq!(
            show(device, &id)["context"],
            "This beginning. The middle. The end, at last."
        );
        let conflicts = device.json(&["conflicts", &id]);
        let conflicts = conflicts.as_array().expect("a list");
        assert_eq!(conflicts.len(), 1);
        assert_eq!(conflicts[0]["path"], "requesting_authority.name");
        let mut values: Vec<(&Value, &Value)> = conflicts[0]["values"]
            .as_array()
            .expect("values")
            .iter()
            .map(|it| (&it["value"], &it["by"]))
            .collect();
        values.sort_by_key(|(value, _)| value.to_string());
        assert_eq!(
            values,
            [
                (&json!("Ministry of Law"), &json!("Ayu")),
                (&json!("National Commission"), &json!("Budi"))
            ]
        );
    }
    let refused = a.run(&["submit", &id]);
    assert_eq!(
        (refused.code, refused.err.contains("[two-values]")),
        (Some(1), true),
        "{}",
        refused.err
    );

    let values = b.json(&["conflicts", &id]);
    let ministry = values[0]["values"]
        .as_array()
        .and_then(|values| values.iter().position(|it| it["value"] == "Ministry of Law"));
    b.must(&[
        "resolve",
        &id,
        "requesting_authority.name",
        &ministry.expect("a value").to_string(),
    ]);
    b.must(&["sync"]);
    a.must(&["sync"]);
    assert_eq!(a.json(&["conflicts", &id]), json!([]));
    assert_eq!(show(&a, &id)["requesting_authority"]["name"], "Ministry of Law");
}

#[test]
fn what_is_drafted_before_there_is_an_office_comes_along() {
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("Field office", "field-office", "IDN,TLS");
    let early = Device::new();
    let id = early.must(&["new", "request"]);
    early.must(&["set", &id, "title", "Before the office"]);
    let code = hub.must(&["invite", &office, "--role", "drafter"]);
    early.must(&["enrol", &hub.url(), &code]);
    early.must(&["sync"]);
    let colleague = Device::of(&hub, &office, "lead", "Lia");
    colleague.must(&["sync"]);
    assert_eq!(show(&colleague, &id)["title"], "Before the office");

    // A code is for one device.
    let second = Device::new();
    let refused = second.run(&["enrol", &hub.url(), &code]);
    assert_eq!(
        (refused.code, refused.err.contains("[code-used]")),
        (Some(1), true),
        "{}",
        refused.err
    );
}
