//! What an exchange costs.

use std::fs;

use satchel_tests::{Device, Hub};
use serde_json::Value;

fn number(report: &Value, name: &str) -> u64 {
    report[name].as_u64().expect("a number")
}

#[test]
fn with_two_thousand_records_nothing_changed_costs_one_small_request_and_one_change_one_request() {
    what_two_thousand_records_cost(Hub::new());
}

#[test]
fn over_postgresql_two_thousand_records_cost_the_same() {
    if let Some(hub) = Hub::on_postgres() {
        what_two_thousand_records_cost(hub);
    }
}

fn what_two_thousand_records_cost(mut hub: Hub) {
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let device = Device::of(&hub, &office, "drafter", "Ayu");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("requests.jsonl");
    let line = |n: usize| {
        format!("{{\"title\": \"Request {n}\", \"state\": \"IDN\", \"context\": \"Why number {n} is needed.\"}}\n")
    };
    fs::write(&file, (0..2_000).map(line).collect::<String>()).expect("written");
    let ids = device.must(&["new", "request", "--from", &file.to_string_lossy()]);
    assert_eq!(ids.lines().count(), 2_000);
    let first = device.json(&["sync"]);
    assert_eq!(
        (number(&first, "sent"), number(&first, "pending")),
        (2_000, 0),
        "{first}"
    );

    let idle = device.json(&["sync"]);
    println!("idle with 2,000 records: {idle}");
    assert_eq!(number(&idle, "requests"), 1);
    assert!(
        number(&idle, "bytes_up") < 1_000 && number(&idle, "bytes_down") < 1_000,
        "{idle}"
    );

    let id = ids.lines().nth(777).expect("an id");
    device.must(&["splice", id, "context", "0", "0", "One more sentence. "]);
    let one = device.json(&["sync"]);
    println!("one of 2,000 records changed: {one}");
    assert_eq!(
        (number(&one, "requests"), number(&one, "sent"), number(&one, "pending")),
        (1, 1, 0),
        "{one}"
    );

    // A colleague gets all of them, and only what is new after that.
    let colleague = Device::of(&hub, &office, "drafter", "Budi");
    let all = colleague.json(&["sync"]);
    assert!(number(&all, "received") >= 2_001, "{all}");
    assert_eq!(
        colleague.json(&["show", id])["context"],
        "One more sentence. Why number 777 is needed."
    );
    assert_eq!(number(&colleague.json(&["sync"]), "received"), 0);
}
