//! Disks that were restored from an old copy: the device's, and the hub's.

use satchel_tests::{Device, Hub};

/// A hub that serves, and an office of it.
fn hub_with_office() -> (Hub, String) {
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("Field Office", "field-office", "IDN");
    (hub, office)
}

/// Two devices of the office that have a record, as the hub has.
fn two_with_a_record(hub: &Hub, office: &str) -> (Device, Device, String) {
    let device = Device::of(hub, office, "lead", "Ayu");
    let colleague = Device::of(hub, office, "drafter", "Budi");
    let id = device.must(&["new", "request"]);
    write(&device, &id, "Before. ");
    device.must(&["sync"]);
    colleague.must(&["sync"]);
    (device, colleague, id)
}

fn context(device: &Device, id: &str) -> String {
    let record = device.json(&["show", id]);
    record["context"].as_str().unwrap_or_default().to_owned()
}

fn write(device: &Device, id: &str, text: &str) {
    device.must(&["splice", id, "context", "0", "0", text]);
}

fn once(text: &str, words: &[&str]) {
    for word in words {
        assert_eq!(text.matches(word).count(), 1, "{word} in “{text}”");
    }
}

#[test]
fn a_vault_that_was_restored_from_an_old_copy_loses_and_doubles_nothing() {
    let (hub, office) = hub_with_office();
    let device = Device::of(&hub, &office, "lead", "Ayu");
    let colleague = Device::of(&hub, &office, "drafter", "Budi");
    let (one, two) = (device.must(&["new", "request"]), device.must(&["new", "request"]));
    write(&device, &one, "Before. ");
    write(&device, &two, "Other. ");
    device.must(&["sync"]);
    write(&device, &one, "Waiting. ");
    let restored = device.copy();
    // The disk goes on for a while, and is lost.
    write(&device, &one, "Sent. ");
    write(&device, &two, "Sent too. ");
    let three = device.must(&["new", "request"]);
    write(&device, &three, "New. ");
    device.must(&["sync"]);
    drop(device);
    colleague.must(&["sync"]);
    write(&colleague, &one, "By Budi. ");
    colleague.must(&["sync"]);

    write(&restored, &one, "After. ");
    write(&restored, &two, "After too. ");
    restored.must(&["sync"]);
    write(&restored, &three, "After all. ");
    restored.must(&["sync"]);
    colleague.must(&["sync"]);
    for device in [&restored, &colleague] {
        once(
            &context(device, &one),
            &["Before. ", "Waiting. ", "Sent. ", "By Budi. ", "After. "],
        );
        once(&context(device, &two), &["Other. ", "Sent too. ", "After too. "]);
        once(&context(device, &three), &["New. ", "After all. "]);
    }
    assert_eq!(restored.json(&["sync"])["pending"], 0);
}

#[test]
fn what_a_restored_hub_has_lost_comes_back_from_the_devices() {
    let (mut hub, office) = hub_with_office();
    let (device, colleague, one) = two_with_a_record(&hub, &office);
    hub.stop();
    let copy = hub.copy();
    hub.start();
    let two = device.must(&["new", "request"]);
    write(&device, &one, "Lost. ");
    write(&device, &two, "Lost too. ");
    device.must(&["sync"]);
    hub.stop();
    hub.restore(&copy);
    hub.start();
    device.must(&["sync"]);
    colleague.must(&["sync"]);
    once(&context(&colleague, &one), &["Before. ", "Lost. "]);
    once(&context(&colleague, &two), &["Lost too. "]);
}

/// A colleague's part came by file, and he was revoked before headquarters had it: what builds on it is never taken.
#[test]
fn a_record_that_stays_refused_keeps_no_other_from_coming_back_to_a_restored_hub() {
    let (mut hub, office) = hub_with_office();
    let (device, colleague, one) = two_with_a_record(&hub, &office);
    device.must(&["sync"]);
    write(&colleague, &one, "By Budi. ");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("to-ayu.satchel").to_string_lossy().into_owned();
    colleague.must(&["pack", &file, "--for", "Ayu"]);
    device.must(&["unpack", &file]);
    let devices = device.json(&["devices"]);
    hub.must(&["revoke", devices[0]["id"].as_str().expect("an id")]);
    write(&device, &one, "After. ");
    let refused = device.run(&["sync"]);
    assert_eq!(refused.code, Some(1), "{}", refused.err);

    hub.stop();
    let copy = hub.copy();
    hub.start();
    let two = device.must(&["new", "request"]);
    write(&device, &two, "Lost. ");
    let _ = device.run(&["sync"]);
    hub.stop();
    hub.restore(&copy);
    hub.start();
    let _ = device.run(&["sync"]);
    let third = Device::of(&hub, &office, "drafter", "Citra");
    third.must(&["sync"]);
    once(&context(&third, &two), &["Lost. "]);
    assert_eq!(context(&third, &one), "Before. ");
    once(&context(&device, &one), &["Before. ", "By Budi. ", "After. "]);
}

/// The devices are further in the feed than the hub is.
#[test]
fn what_a_restored_hub_decides_reaches_every_device() {
    let (mut hub, office) = hub_with_office();
    let headquarters = hub.office("Asia desk", "headquarters", "IDN");
    let device = Device::of(&hub, &office, "lead", "Ayu");
    let desk = Device::of(&hub, &headquarters, "desk", "Dana");
    let id = device.must(&["new", "request"]);
    for [field, value] in [
        ["title", "A national action plan"],
        ["state", "IDN"],
        ["context", "None yet."],
    ] {
        device.must(&["set", &id, field, value]);
    }
    device.must(&["submit", &id]);
    device.must(&["sync"]);
    desk.must(&["sync"]);
    hub.stop();
    let copy = hub.copy();
    hub.start();
    for text in ["One. ", "Two. ", "Three. ", "Four. ", "Five. "] {
        write(&device, &id, text);
        device.must(&["sync"]);
    }
    hub.stop();
    hub.restore(&copy);
    hub.start();
    desk.must(&["event", &id, "acknowledged"]);
    desk.must(&["sync"]);
    device.must(&["sync"]);
    assert_eq!(device.json(&["show", &id])["record"]["status"], "acknowledged");
}

/// The hub's answer to what an old copy had packed may come long after.
#[test]
fn what_the_hub_refused_of_an_old_copy_is_no_problem_once_it_was_made_over() {
    let (hub, office) = hub_with_office();
    let device = Device::of(&hub, &office, "lead", "Ayu");
    let id = device.must(&["new", "request"]);
    write(&device, &id, "Before. ");
    device.must(&["sync"]);
    let restored = device.copy();
    write(&device, &id, "Sent. ");
    device.must(&["sync"]);
    drop(device);
    write(&restored, &id, "After. ");

    let bag = tempfile::tempdir().expect("a folder");
    let file = |name: &str| bag.path().join(name).to_string_lossy().into_owned();
    restored.must(&["pack", &file("out.satchel")]);
    let said = hub.must(&["unpack", "--json", "--answers", &file("answers"), &file("out.satchel")]);
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let answer = said["answers"][0].as_str().expect("an answer");
    restored.must(&["sync"]);
    let came = restored.json(&["unpack", answer]);
    assert_eq!(came[0]["refused"], 0, "{came}");
    assert_eq!(restored.json(&["show", &id])["record"]["safety"], "at_headquarters");
    once(&context(&restored, &id), &["Before. ", "Sent. ", "After. "]);
}
