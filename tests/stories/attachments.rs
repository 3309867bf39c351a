//! Attached files: many at once, offline, all there after the end of the process at any moment; and large ones in little memory.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::Stdio,
};

use satchel_tests::{
    Device,
    device::PASSPHRASE,
    process::Running,
    window::{Engine, Window, can_show},
};
use serde_json::Value;

const FILES: usize = 20;

/// Files of different sizes, some of several pieces, none like another.
fn files(folder: &Path) -> Vec<PathBuf> {
    (0..FILES)
        .map(|number| {
            let file = folder.join(format!("Annex {number:02}.txt"));
            let line = format!("Line of annex {number}: the register of the district court. ");
            fs::write(&file, line.repeat(1 + number * number * 40)).expect("written");
            file
        })
        .collect()
}

fn all_are_there(device: &Device, id: &str, files: &[PathBuf]) {
    let list = device.json(&["attachments", id]);
    let listed = list.as_array().expect("a list");
    let names: Vec<_> = listed.iter().filter_map(|it| it["name"].as_str()).collect();
    let wanted: Vec<_> = files.iter().filter_map(|file| file.file_name()?.to_str()).collect();
    assert_eq!(names, wanted);
    let out = tempfile::tempdir().expect("a folder");
    for (file, name) in files.iter().zip(names) {
        let saved = out.path().join("saved");
        device.must(&["save-attachment", id, name, &saved.to_string_lossy(), "--force"]);
        assert!(
            fs::read(&saved).expect("saved") == fs::read(file).expect("a file"),
            "{name}"
        );
    }
}

#[test]
fn twenty_files_attached_in_one_go_are_there_after_a_kill() {
    let device = Device::new();
    let id = device.must(&["new", "request"]);
    let folder = tempfile::tempdir().expect("a folder");
    let files = files(folder.path());
    let mut attach = device.command();
    attach
        .env("SATCHEL_PASSPHRASE", PASSPHRASE)
        .args(["attach", &id])
        .args(&files);
    let mut attaching = Running::start(&mut attach);
    for _ in 0..FILES {
        assert!(attaching.line().starts_with("kept "));
    }
    attaching.kill();
    all_are_there(&device, &id, &files);
    // The same bytes again are not kept twice.
    let again = files[3].to_string_lossy();
    device.must(&["attach", &id, &again]);
    assert_eq!(device.json(&["attachments", &id]).as_array().map(Vec::len), Some(FILES));
}

#[test]
fn a_file_of_fifty_megabytes_takes_little_memory() {
    if !Path::new("/proc/self/clear_refs").exists() {
        println!("skipped: this system does not tell how much memory a process took");
        return;
    }
    const LIMIT_KIB: u64 = 100 << 10;
    let device = Device::new();
    let id = device.must(&["new", "request"]);
    let folder = tempfile::tempdir().expect("a folder");
    let large = folder.path().join("Scan.bin");
    let mut file = File::create(&large).expect("a file");
    for megabyte in 0..50_u32 {
        let block: Vec<u8> = (0..1 << 20_u32)
            .map(|at: u32| (at.wrapping_mul(2_654_435_761) >> 24) as u8 ^ megabyte as u8)
            .collect();
        file.write_all(&block).expect("written");
    }
    let mut core = device.command();
    core.env("SATCHEL_PASSPHRASE", PASSPHRASE)
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut core = core.spawn().expect("the program starts");
    let mut keys = core.stdin.take().expect("a pipe");
    let mut said = BufReader::new(core.stdout.take().expect("a pipe")).lines();
    // The vault is open, and what stretching the passphrase took is no longer counted.
    writeln!(keys, "new practice").expect("written");
    said.next().expect("an id").expect("a line");
    let process = PathBuf::from("/proc").join(core.id().to_string());
    fs::write(process.join("clear_refs"), "5").expect("the peak is forgotten");
    writeln!(keys, "attach {id} '{}'", large.display()).expect("written");
    let kept = said.next().expect("an answer").expect("a line");
    assert!(kept.starts_with("kept "), "{kept}");
    let status = fs::read_to_string(process.join("status")).expect("a status");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak: u64 = peak
        .and_then(|rest| rest.trim().split(' ').next()?.parse().ok())
        .expect("a peak");
    println!("attaching 50 MiB took at most {} MiB", peak >> 10);
    assert!(peak < LIMIT_KIB, "{peak} KiB");
    drop(keys);
    core.wait().expect("the end");
    let saved = folder.path().join("saved");
    device.must(&["save-attachment", &id, "Scan.bin", &saved.to_string_lossy()]);
    assert!(fs::read(&saved).expect("saved") == fs::read(&large).expect("a file"));

    fs::write(folder.path().join("Larger.bin"), vec![7; (50 << 20) + 1]).expect("written");
    let refused = device.run(&["attach", &id, &folder.path().join("Larger.bin").to_string_lossy()]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("[file-too-large]"), "{}", refused.err);
}

#[tokio::test]
async fn in_the_window_twenty_files_put_in_at_once_are_there_after_a_kill() {
    if !can_show(Engine::Browser) {
        return;
    }
    let device = Device::new();
    let id = device.must(&["new", "request"]);
    device.must(&["set", &id, "title", "A legal adviser"]);
    let folder = tempfile::tempdir().expect("a folder");
    let files = files(folder.path());
    let window = Window::open(Engine::Browser, &device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("[data-record]").await;
    window.press("#section-papers").await;
    let said = window.text("#attachments-limits").await;
    assert!(said.contains("200"), "the limits are told before they are met: {said}");
    let paths: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
    window.write("#attachment-files", &paths.join("\n")).await;
    // Whoever goes on in another part meanwhile loses none.
    window.press("#section-need").await;
    window.press("#section-papers").await;
    while window.count("[data-attachment]").await < FILES {
        tokio::task::yield_now().await;
    }
    window.kill();
    all_are_there(&device, &id, &files);

    let window = Window::open(Engine::Browser, &device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("[data-record]").await;
    window.press("#section-papers").await;
    window.find(&format!("[data-attachment]:nth-of-type({FILES})")).await;
    window.press("#remove-attachments-0").await;
    window.press("#confirm-remove-attachment").await;
    while window.count("[data-attachment]").await >= FILES {
        tokio::task::yield_now().await;
    }
    window.find("#kept[data-state=kept]").await;
    window.kill();
    let left = device.json(&["attachments", &id]);
    assert_eq!(left.as_array().map(Vec::len), Some(FILES - 1));
    assert_eq!(left[0]["name"], Value::from("Annex 01.txt"));
}
