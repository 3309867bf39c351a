//! `satchel-cli` as a script meets it: exit codes, ids alone, JSON that can be read again.

use std::fs;

use satchel_tests::{Device, Hub};
use serde_json::json;

#[test]
fn done_is_0_refused_is_1_wrong_use_is_2() {
    let device = Device::empty();
    assert_eq!(device.run(&["list"]).code, Some(1), "there is no vault yet");
    assert_eq!(device.run(&["init"]).code, Some(0));
    assert_eq!(device.run(&["init"]).code, Some(1));
    assert_eq!(device.run(&["frobnicate"]).code, Some(2));
    assert_eq!(device.run(&["set", "not-an-id", "title", "x"]).code, Some(2));
    let nobody = device.run(&["show", "0192f0c4-7a6e-7cc3-98c4-dc0c0c07398f"]);
    assert_eq!((nobody.code, nobody.err.contains("[no-record]")), (Some(1), true));
    assert_eq!(device.json(&["status"])["stage"], "open");
}

#[test]
fn what_show_prints_new_reads_again() {
    let device = Device::new();
    let content = json!({
        "title": "A legal adviser",
        "state": "IDN",
        "language": "en",
        "requesting_authority": { "name": "Ministry", "kind": "ministry" },
        "context": "First line.\nSecond line, “quoted”.",
        "objectives": [{ "text": "One" }, "Two"],
        "activities": [{ "title": "Training", "kind": "training", "months": 3 }],
        "budget": [{ "item": "Adviser", "quantity": 9, "unit_cost_minor": 420_000, "currency": "CHF" }],
        "recommendations": [{ "source": "treaty_body", "reference": "CAT/C/XAN/CO/3", "text": "Train them" }],
    });
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("request.json");
    fs::write(&file, content.to_string()).expect("written");
    let first = device.must(&["new", "request", "--from", &file.to_string_lossy()]);
    fs::write(&file, device.must(&["show", &first, "--json"])).expect("written");
    let second = device.must(&["new", "request", "--from", &file.to_string_lossy()]);
    assert_ne!(first, second);
    let mut shown = [device.json(&["show", &first]), device.json(&["show", &second])];
    for record in &mut shown {
        assert_eq!(record["context"], content["context"]);
        assert_eq!(record["objectives"][1]["text"], "Two");
        assert_eq!(record["budget"][0]["unit_cost_minor"], 420_000);
        let record = record.as_object_mut().expect("an object");
        record.retain(|name, _| name != "id" && name != "record");
        for list in record.values_mut().filter_map(|value| value.as_array_mut()) {
            list.iter_mut()
                .filter_map(|item| item.as_object_mut())
                .for_each(|item| drop(item.remove("id")));
        }
    }
    assert_eq!(shown[0], shown[1]);
}

#[test]
fn one_wrong_line_makes_no_record_at_all() {
    let device = Device::new();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("requests.jsonl");
    for wrong in [
        "{\"titel\": \"x\"}",
        "{\"state\": \"Atlantis\"}",
        "{",
        "[]",
        "{\"budget\": [{\"quantity\": 1.5}]}",
    ] {
        fs::write(&file, format!("{{\"title\": \"good\"}}\n{wrong}\n")).expect("written");
        assert_eq!(
            device.run(&["new", "request", "--from", &file.to_string_lossy()]).code,
            Some(1),
            "{wrong}"
        );
    }
    assert_eq!(device.json(&["list"]), json!([]));
}

#[test]
fn a_batch_unlocks_once_and_stops_at_the_first_line_that_fails() {
    let device = Device::new();
    let id = device.must(&["new", "request"]);
    let lines = format!("set {id} title 'Two words'\nset {id} state Atlantis\nset {id} title never\n");
    let said = device.run_with(&["batch"], &lines);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.starts_with("line 2:") && said.err.contains("[wrong-value]"),
        "{}",
        said.err
    );
    assert_eq!(device.json(&["show", &id])["title"], "Two words");
}

#[test]
fn items_are_set_by_place_and_a_place_past_the_end_by_one_makes_the_next() {
    let device = Device::new();
    let id = device.must(&["new", "request"]);
    device.must(&["set", &id, "budget[0].item", "Adviser"]);
    device.must(&["set", &id, "budget[1].item", "Travel"]);
    device.must(&["set", &id, "budget[0].quantity", "9"]);
    let refused = device.run(&["set", &id, "budget[3].item", "x"]);
    assert_eq!(
        (refused.code, refused.err.contains("[no-such-item]")),
        (Some(1), true),
        "{}",
        refused.err
    );
    device.must(&["remove", &id, "budget[0]"]);
    assert_eq!(device.json(&["show", &id])["budget"][0]["item"], "Travel");
}

#[test]
fn wrong_use_inside_a_batch_is_wrong_use() {
    let device = Device::new();
    for wrong in ["bogus", "show no-id", "list --nothing", "set 'unclosed", "batch"] {
        let said = device.run_with(&["batch"], &format!("# a remark\n{wrong}\nlist\n"));
        assert_eq!(said.code, Some(2), "{wrong}: {}", said.err);
        assert!(said.err.starts_with("line 2:"), "{wrong}: {}", said.err);
    }
    let help = device.run_with(&["batch"], "list --help\n");
    assert_eq!(
        (help.code, help.out.contains("Usage: list")),
        (Some(0), true),
        "{}",
        help.out
    );
}

#[test]
fn what_headquarters_refuses_is_told_and_is_no_success() {
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let headquarters = hub.office("Asia desk", "headquarters", "IDN");
    let lead = Device::of(&hub, &office, "lead", "Ayu");
    let desks = ["Dana", "Emil"].map(|name| Device::of(&hub, &headquarters, "desk", name));
    let id = lead.must(&["new", "request"]);
    for (field, value) in [("title", "One"), ("state", "IDN"), ("context", "Why it is needed.")] {
        lead.must(&["set", &id, field, value]);
    }
    lead.must(&["submit", &id]);
    lead.must(&["sync"]);
    // Two at headquarters do the same without knowing of each other: the first in order holds.
    for desk in &desks {
        desk.must(&["sync"]);
        desk.must(&["event", &id, "acknowledged"]);
    }
    desks[0].must(&["sync"]);
    let refused = desks[1].run(&["sync"]);
    assert_eq!(
        (refused.code, refused.err.contains("Headquarters refused some of it")),
        (Some(1), true),
        "{}",
        refused.err
    );
    assert!(refused.out.contains("1 refused"), "{}", refused.out);
    assert_eq!(desks[1].json(&["show", &id])["title"], "One", "nothing here is lost");
}
