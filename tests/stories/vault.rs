//! A seized disk shows nothing, and a wrong key opens nothing.

use std::{fs, process::Command};

use satchel_tests::{Device, device::PASSPHRASE, place, process::run};

#[test]
fn the_vaults_files_hold_nothing_of_what_was_typed() {
    let device = Device::new();
    let id = device.must(&["new", "request"]);
    let typed = ["Quetzalcoatl", "Schwarzwälder", "witness-0042"];
    device.must(&["set", &id, "title", typed[0]]);
    device.must(&[
        "set",
        &id,
        "context",
        &format!("{} {}", typed[1], "padding ".repeat(2_000)),
    ]);
    device.must(&["set", &id, "objectives[0].text", typed[2]]);
    assert_eq!(
        device.json(&["search", "quetz"])[0]["id"],
        id.as_str(),
        "the search index has it"
    );

    let mut files = 0;
    for file in fs::read_dir(device.vault()).expect("a folder") {
        let path = file.expect("a file").path();
        let bytes = fs::read(&path).expect("bytes");
        let holds = |needle: &[u8]| {
            bytes
                .windows(needle.len())
                .any(|window| window.eq_ignore_ascii_case(needle))
        };
        for text in typed
            .iter()
            .copied()
            .chain([PASSPHRASE, "padding", "SQLite format 3", "CREATE TABLE"])
        {
            assert!(!holds(text.as_bytes()), "{} holds “{text}”", path.display());
            let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert!(!holds(&utf16), "{} holds “{text}” in UTF-16", path.display());
        }
        files += 1;
    }
    assert!(files >= 2, "a vault has its database and its key");
}

#[test]
fn a_wrong_passphrase_is_told_in_words_and_changes_nothing() {
    let device = Device::new();
    device.must(&["new", "request"]);
    let wrong = |arguments: &[&str]| {
        let mut command = Command::new(place::program("satchel-cli"));
        command
            .env("SATCHEL_PASSPHRASE", "not this one")
            .arg("--vault")
            .arg(device.vault())
            .args(arguments);
        run(&mut command, "")
    };
    let said = wrong(&["list"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("not the passphrase of this vault"), "{}", said.err);
    assert!(!said.err.contains("not this one"), "a passphrase is never printed");
    assert_eq!(wrong(&["init"]).code, Some(1));
    assert_eq!(device.json(&["list"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn what_was_answered_is_there_after_the_process_is_killed() {
    use std::io::{BufRead, BufReader, Write};
    let device = Device::new();
    let id = device.must(&["new", "request"]);
    let mut batch = Command::new(place::program("satchel-cli"))
        .env("SATCHEL_PASSPHRASE", PASSPHRASE)
        .arg("--vault")
        .arg(device.vault())
        .arg("batch")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = batch.stdin.take().expect("a pipe");
    let mut output = BufReader::new(batch.stdout.take().expect("a pipe"));
    for at in 0..40 {
        writeln!(input, "splice {id} context {at} 0 x").expect("written");
    }
    writeln!(input, "conflicts {id} --json").expect("written");
    let mut line = String::new();
    output.read_line(&mut line).expect("an answer");
    assert_eq!(line.trim(), "[]");
    batch.kill().expect("killed");
    batch.wait().expect("ended");
    assert_eq!(device.json(&["show", &id])["context"], "x".repeat(40));
}
