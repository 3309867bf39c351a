//! Recommendations from real files, and from wrong ones.

use std::{fs, path::Path};

use satchel_tests::{Device, Hub, place};

const HEAD: &str = "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session";
const GOOD: &str = "Indonesia,Asia,ASEAN,Continue its efforts,Norway,WEOG,,Accepted,2,Women's rights,13";

fn import(hub: &Hub, file: &Path) -> (Option<i32>, String) {
    let said = hub.run(&[
        "recommendations",
        "import",
        &file.to_string_lossy(),
        "--format",
        "upr-info",
    ]);
    (said.code, said.err)
}

#[test]
fn a_wrong_file_is_refused_with_line_and_reason_and_imports_nothing() {
    let mut hub = Hub::new();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("wrong.csv");
    let cases = [
        (
            format!("{}\r{GOOD}\r", HEAD.replace("Response,", "")),
            "line 1",
            "Response",
        ),
        (format!("{HEAD}\r{GOOD}\r{}", GOOD.replace(",13", "")), "line 3", "10"),
        (
            format!("{HEAD}\n{GOOD}\n{}\n", GOOD.replace("Indonesia", "Atlantis")),
            "line 3",
            "Atlantis",
        ),
        (
            format!("{HEAD}\n{GOOD}\n{}\n", GOOD.replace("Accepted", "Perhaps")),
            "line 3",
            "Perhaps",
        ),
        (format!("{HEAD}\n{}\n", GOOD.replace(",13", ",soon")), "line 2", "soon"),
        (String::new(), "line 1", ""),
    ];
    for (text, line, reason) in cases {
        fs::write(&file, &text).expect("written");
        let (code, told) = import(&hub, &file);
        assert_eq!(code, Some(1), "{text:?}");
        assert!(
            told.contains(line) && told.contains(reason),
            "{text:?} was refused with: {told}"
        );
    }
    let missing = import(&hub, &folder.path().join("absent.csv"));
    assert_eq!(missing.0, Some(1));

    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let device = Device::of(&hub, &office, "drafter", "Ayu");
    device.must(&["sync"]);
    assert_eq!(
        device
            .json(&["search", "", "--in", "recommendations"])
            .as_array()
            .map(Vec::len),
        Some(0)
    );
}

#[test]
fn a_device_gets_the_recommendations_of_its_offices_states_and_finds_them_offline() {
    let Some(file) = place::data("upr/10-13.csv") else {
        return;
    };
    let mut hub = Hub::new();
    assert_eq!(import(&hub, &file).0, Some(0));
    assert_eq!(import(&hub, &file).0, Some(0), "the same file again changes nothing");
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let device = Device::of(&hub, &office, "drafter", "Ayu");
    device.must(&["sync"]);
    hub.stop();
    let all = device.json(&["search", "", "--in", "recommendations", "--limit", "10000"]);
    let all = all.as_array().expect("a list");
    assert!(
        all.len() > 100 && all.iter().all(|hit| hit["state"] == "IDN"),
        "{}",
        all.len()
    );
    let mut ids: Vec<_> = all.iter().map(|hit| hit["id"].as_str().expect("an id")).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all.len(), "none twice");
    for (typed, word) in [("tort", "torture"), ("TORTURE", "torture"), ("death pen", "penalty")] {
        let found = device.json(&["search", typed, "--in", "recommendations", "--limit", "5"]);
        let found = found.as_array().expect("a list");
        assert!(!found.is_empty(), "{typed}");
        for hit in found {
            let text = hit["text"].as_str().expect("a text").to_lowercase();
            assert!(text.contains(word), "{typed}: {text}");
        }
    }
}
