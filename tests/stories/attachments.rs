//! Attached files: many at once, offline, all there after the end of the process at any moment; and large ones in little memory.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Lines, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Stdio},
};

use satchel_tests::{
    Device,
    device::PASSPHRASE,
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

/// A core that does what it is told, line by line, and lives until it is told no more.
struct Core {
    child: Child,
    keys: ChildStdin,
    said: Lines<BufReader<ChildStdout>>,
}

impl Core {
    /// With the vault open: what stretching the passphrase took is over.
    fn open(device: &Device) -> Self {
        let mut core = device.command();
        core.env("SATCHEL_PASSPHRASE", PASSPHRASE)
            .arg("batch")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = core.spawn().expect("the program starts");
        let keys = child.stdin.take().expect("a pipe");
        let said = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let mut core = Self { child, keys, said };
        core.tell("new practice");
        core.hear();
        core
    }

    fn tell(&mut self, line: &str) {
        writeln!(self.keys, "{line}").expect("written");
    }

    fn hear(&mut self) -> String {
        self.said.next().expect("an answer").expect("a line")
    }

    fn lives(&mut self) -> bool {
        self.child.try_wait().expect("a process").is_none()
    }

    fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("the end");
    }

    fn process(&self) -> PathBuf {
        PathBuf::from("/proc").join(self.child.id().to_string())
    }

    /// Attaches a file, and tells how much memory that took at most, in KiB: without the program's own code, of which a debug build
    /// has several times as much.
    fn attach(&mut self, id: &str, file: &Path, how: &str) -> u64 {
        fs::write(self.process().join("clear_refs"), "5").expect("the peak is forgotten");
        self.tell(&format!("attach {id} '{}' {how}", file.display()));
        let kept = self.hear();
        assert!(kept.starts_with("kept "), "{kept}");
        let status = fs::read_to_string(self.process().join("status")).expect("a status");
        let told = |name: &str| {
            let rest = status.lines().find_map(|line| line.strip_prefix(name));
            let rest = rest.and_then(|rest| rest.trim().split(' ').next()?.parse::<u64>().ok());
            rest.unwrap_or_else(|| panic!("{name} is told"))
        };
        let peak = told("VmHWM:").saturating_sub(told("RssFile:"));
        println!("attaching {} {how} took at most {} MiB", file.display(), peak >> 10);
        peak
    }
}

/// EXIF that tells a position: it begins so.
const EXIF: &[u8] = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0";

/// A grey JPEG of so many pixels, each a few bits, with a position, and filled up to so many bytes.
fn photograph(width: u16, height: u16, bytes: usize) -> Vec<u8> {
    let segment = |marker: u8, body: &[u8]| {
        let length = u16::try_from(2 + body.len()).expect("short");
        [&[0xff, marker], &length.to_be_bytes()[..], body].concat()
    };
    // Code 0 of one bit: no difference, and no more of this block.
    let table = |class: u8| [&[class, 1][..], &[0; 15], &[0]].concat();
    let ([y1, y2], [x1, x2]) = (height.to_be_bytes(), width.to_be_bytes());
    let frame = [8, y1, y2, x1, x2, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
    let blocks = usize::from(width.div_ceil(8)) * usize::from(height.div_ceil(8));
    let picture = [
        segment(0xdb, &[&[0][..], &[1; 64]].concat()),
        segment(0xc0, &frame),
        segment(0xc4, &table(0)),
        segment(0xc4, &table(0x10)),
        segment(0xda, &[3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
        vec![0; (blocks * 6).div_ceil(8)],
        b"\xff\xd9".to_vec(),
    ]
    .concat();
    let mut whole = [b"\xff\xd8", &segment(0xe1, EXIF)[..]].concat();
    while whole.len() + picture.len() + 4 < bytes {
        let body = (bytes - whole.len() - picture.len() - 4).min(65_000);
        whole.extend(segment(0xea, &vec![7; body]));
    }
    whole.extend(picture);
    whole
}

#[test]
fn twenty_files_attached_in_one_go_are_there_after_a_kill() {
    let device = Device::new();
    let id = device.must(&["new", "request"]);
    let folder = tempfile::tempdir().expect("a folder");
    let files = files(folder.path());
    let mut core = Core::open(&device);
    let named: Vec<_> = files.iter().map(|file| format!("'{}'", file.display())).collect();
    core.tell(&format!("attach {id} {}", named.join(" ")));
    for _ in 0..FILES {
        let kept = core.hear();
        assert!(kept.starts_with("kept "), "{kept}");
    }
    assert!(core.lives(), "it ends by the kill alone");
    core.kill();
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
    const LIMIT_KIB: u64 = 80 << 10;
    let device = Device::new();
    let (id, other) = (device.must(&["new", "request"]), device.must(&["new", "request"]));
    let folder = tempfile::tempdir().expect("a folder");
    let large = folder.path().join("Scan.bin");
    let mut file = File::create(&large).expect("a file");
    for megabyte in 0..50_u32 {
        let block: Vec<u8> = (0..1 << 20_u32)
            .map(|at: u32| (at.wrapping_mul(2_654_435_761) >> 24) as u8 ^ megabyte as u8)
            .collect();
        file.write_all(&block).expect("written");
    }
    let (gate, yard) = (folder.path().join("Gate.jpg"), folder.path().join("Yard.jpg"));
    let photographed = photograph(4_000, 3_000, 50 << 20);
    fs::write(&gate, &photographed).expect("written");
    fs::write(&yard, photograph(4_000, 3_000, 4 << 20)).expect("written");
    let mut core = Core::open(&device);
    // As it is; without its place; too large to be made smaller in little memory; made smaller.
    for (id, file, how) in [
        (&id, &large, ""),
        (&id, &gate, ""),
        (&other, &gate, "--smaller"),
        (&id, &yard, "--smaller"),
    ] {
        let peak = core.attach(id, file, how);
        assert!(peak < LIMIT_KIB, "{} {how}: {peak} KiB", file.display());
    }
    drop(core.keys);
    core.child.wait().expect("the end");

    let saved = |id: &str, name: &str| {
        let saved = folder.path().join("saved");
        device.must(&["save-attachment", id, name, &saved.to_string_lossy(), "--force"]);
        fs::read(&saved).expect("saved")
    };
    assert!(saved(&id, "Scan.bin") == fs::read(&large).expect("a file"));
    let nowhere = [&photographed[..2], &photographed[2 + 4 + EXIF.len()..]].concat();
    assert!(saved(&id, "Gate.jpg") == nowhere, "all but its place is there");
    assert!(saved(&other, "Gate.jpg") == nowhere);
    let small = saved(&id, "Yard.jpg");
    assert!(small.len() < 1 << 20 && !small.windows(6).any(|it| it == b"Exif\0\0"));
    let again = device.run(&["attach", &other, &gate.to_string_lossy(), "--smaller"]);
    assert!(again.err.contains("[picture-stays-large]"), "{}", again.err);

    fs::write(folder.path().join("Larger.bin"), vec![7; (50 << 20) + 1]).expect("written");
    let refused = device.run(&["attach", &id, &folder.path().join("Larger.bin").to_string_lossy()]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("[file-too-large]"), "{}", refused.err);
}

#[test]
fn a_picture_that_cannot_lose_its_place_is_attached_only_when_that_is_said() {
    let device = Device::new();
    let id = device.must(&["new", "request"]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("Scan.tif");
    // A directory with one entry: where the position is.
    let tiff = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x10\0\0\0\0\0\0\0";
    fs::write(&file, tiff).expect("written");
    let file = file.to_string_lossy();
    let refused = device.run(&["attach", &id, &file]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("[picture-keeps-location]"), "{}", refused.err);
    assert!(refused.err.contains("--keep-location"), "{}", refused.err);
    assert_eq!(device.json(&["attachments", &id]).as_array().map(Vec::len), Some(0));
    device.must(&["attach", &id, &file, "--keep-location"]);
    assert_eq!(device.json(&["attachments", &id])[0]["name"], Value::from("Scan.tif"));
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
