//! A link on which no connection lives for long.

use std::{net::SocketAddr, process::Child};

use satchel_link::{Count, Link, Shape};
use satchel_tests::{
    Device, Hub,
    process::{free_port, until},
};
use serde_json::Value;
use tokio::runtime::Runtime;

/// Words that compress as prose does, the same in each run.
fn prose(seed: usize, characters: usize) -> String {
    const WORDS: &str = "the detention monitoring of access legal commission report training women police statistics \
        children authorities visited region complaints procedure interpreters and records every juvenile officers in";
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut noise = u32::try_from(seed).expect("a small seed").wrapping_mul(2_654_435_761);
    let mut text = String::new();
    while text.len() < characters {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let word = words[(noise >> 16) as usize % words.len()];
        text.push_str(word);
        text.push_str(if noise.is_multiple_of(7) { ", " } else { " " });
        if noise.is_multiple_of(5) {
            text.push_str(&(noise >> 20).to_string());
            text.push(' ');
        }
    }
    text.truncate(characters);
    text
}

/// A hub, and a link to it at an address that devices remember.
struct World {
    hub: Hub,
    office: String,
    address: SocketAddr,
    runtime: Runtime,
}

impl World {
    fn new() -> Self {
        let mut hub = Hub::new();
        hub.start();
        let office = hub.office("National Commission", "nhri", "IDN");
        Self {
            hub,
            office,
            address: SocketAddr::from(([127, 0, 0, 1], free_port())),
            runtime: Runtime::new().expect("a runtime"),
        }
    }

    fn link(&self, cut_after_bytes: Option<u64>) -> Link {
        self.shaped(Shape {
            cut_after_bytes,
            ..Shape::default()
        })
    }

    fn shaped(&self, shape: Shape) -> Link {
        let server = self.hub.address().parse().expect("an address");
        // The one before it lets go of the address a moment after it is dropped.
        until("a link", || {
            self.runtime.block_on(Link::at(self.address, server, shape)).ok()
        })
    }

    fn device(&self, name: &str) -> Device {
        let device = Device::new();
        let code = self
            .hub
            .must(&["invite", &self.office, "--role", "drafter", "--name", name]);
        device.must(&["enrol", &format!("http://{}", self.address), &code]);
        device
    }
}

fn new_records(device: &Device, count: usize, characters: usize) -> Vec<String> {
    let line = |number: usize| {
        let text = prose(number, characters);
        format!("{{\"title\": \"Request {number}\", \"state\": \"IDN\", \"context\": \"{text}\"}}\n")
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("requests.jsonl");
    std::fs::write(&file, (0..count).map(line).collect::<String>()).expect("written");
    let ids = device.must(&["new", "request", "--from", &file.to_string_lossy()]);
    ids.lines().map(str::to_owned).collect()
}

/// 500 characters typed in each.
fn type_in(device: &Device, ids: &[String], seed: usize) {
    let lines: Vec<String> = ids
        .iter()
        .enumerate()
        .map(|(at, id)| format!("splice {id} context 0 0 '{}'", prose(seed + at, 500)))
        .collect();
    device.batch(&lines);
}

fn sync(device: &Device) -> Value {
    let report = device.json(&["sync"]);
    assert_eq!(report["pending"], 0, "{report}");
    report
}

#[test]
fn a_link_that_is_cut_every_ten_and_every_six_kilobytes_does_not_keep_a_sync_from_ending() {
    let world = World::new();
    let plain = world.link(None);
    let (device, colleague) = (world.device("Ayu"), world.device("Budi"));
    let ids = new_records(&device, 60, 1_200);
    sync(&device);
    sync(&colleague);
    drop(plain);
    for (round, cut) in [10_000, 6_000].into_iter().enumerate() {
        type_in(&device, &ids[..5], 1_000 * (round + 1));
        type_in(&colleague, &ids[20..45], 1_000 * (round + 1) + 500);
        let plain = world.link(None);
        sync(&colleague);
        drop(plain);
        let link = world.link(Some(cut));
        let report = sync(&device);
        let Count {
            up_bytes,
            down_bytes,
            connections,
            cuts,
            ..
        } = link.count();
        println!(
            "cut every {cut} bytes: {up_bytes} up, {down_bytes} down, {connections} connections, {cuts} cuts; {report}"
        );
        assert!(cuts > 0, "nothing was cut");
        drop(link);
        let plain = world.link(None);
        sync(&colleague);
        drop(plain);
        for id in ids[..5].iter().chain(&ids[20..45]) {
            assert_eq!(
                device.json(&["show", id])["context"],
                colleague.json(&["show", id])["context"]
            );
        }
    }
}

#[test]
fn a_first_sync_that_is_cut_every_64_kilobytes_gets_little_twice() {
    let world = World::new();
    let plain = world.link(None);
    let writer = world.device("Ayu");
    let ids = new_records(&writer, 600, 1_200);
    sync(&writer);
    let (one, two) = (world.device("Budi"), world.device("Citra"));
    plain.reset();
    sync(&one);
    let whole = plain.count();
    drop(plain);
    let link = world.link(Some(64 << 10));
    sync(&two);
    let cut = link.count();
    println!(
        "first sync of {} records: {whole:?}; cut every 64 KiB: {cut:?}",
        ids.len()
    );
    assert!(cut.cuts >= 2, "{cut:?}");
    assert!(
        cut.bytes() * 100 <= whole.bytes() * 105,
        "{} bytes in place of {}",
        cut.bytes(),
        whole.bytes()
    );
    let last = ids.last().expect("a record");
    assert_eq!(two.json(&["show", last])["context"], prose(599, 1_200));
}

#[test]
fn a_long_text_goes_over_a_link_that_is_cut_a_part_of_its_changes_at_a_time() {
    let world = World::new();
    let plain = world.link(None);
    let (device, colleague) = (world.device("Ayu"), world.device("Budi"));
    sync(&device);
    sync(&colleague);
    drop(plain);
    let id = device.must(&["new", "request"]);
    let lines: Vec<String> = (0..120)
        .map(|at| format!("splice {id} context 0 0 '{}'", prose(at, 400)))
        .collect();
    device.batch(&lines);
    let link = world.link(Some(6_000));
    sync(&device);
    sync(&colleague);
    println!("48,000 characters: {:?}", link.count());
    assert_eq!(
        device.json(&["show", &id])["context"],
        colleague.json(&["show", &id])["context"]
    );
}

/// Of the device that sends, of the hub, and of a device that is new.
#[test]
fn a_loss_of_power_in_the_middle_of_an_exchange_loses_nothing() {
    const RECORDS: usize = 600;
    let mut world = World::new();
    let slow = Shape {
        bits_per_second: Some(400_000),
        ..Shape::default()
    };
    let link = world.shaped(slow);
    let (device, colleague) = (world.device("Ayu"), world.device("Budi"));
    let ids = new_records(&device, RECORDS, 1_200);
    let begun = |device: &Device, enough: u64| {
        link.reset();
        let mut syncing = device.begin(&["sync"]);
        until("the middle of an exchange", || {
            let ended = syncing.try_wait().expect("its state");
            assert!(ended.is_none(), "it ended after {:?}", link.count());
            (link.count().bytes() >= enough).then_some(())
        });
        syncing
    };
    let lose_power = |mut syncing: Child| {
        syncing.kill().expect("killed");
        syncing.wait().expect("its end");
    };
    lose_power(begun(&device, 40_000));
    let mut syncing = begun(&device, 40_000);
    world.hub.stop();
    world.hub.start();
    syncing.wait().expect("its end");
    sync(&device);
    lose_power(begun(&colleague, 40_000));
    sync(&colleague);
    let all = colleague.json(&["list"]);
    assert_eq!(all.as_array().map(Vec::len), Some(RECORDS));
    for (number, id) in ids.iter().enumerate().step_by(37) {
        assert_eq!(colleague.json(&["show", id])["context"], prose(number, 1_200));
    }
}
