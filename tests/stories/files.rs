//! Attached files on their way to headquarters, to colleagues and to the desk.

use std::{
    fs,
    io::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
};
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use satchel_link::{Count, Link, Shape};
use satchel_tests::{
    Cluster, Device, Hub,
    process::{free_port, until},
};
use serde_json::Value;
use tempfile::TempDir;
use tokio::{net::TcpListener, runtime::Runtime};

const MEGABYTE: usize = 1 << 20;

/// A hub with a field office and a desk, and a link to it at an address that devices remember.
struct World {
    hub: Hub,
    office: String,
    desk: String,
    address: SocketAddr,
    runtime: Runtime,
    papers: TempDir,
}

impl World {
    fn new() -> Self {
        Self::of(Hub::new())
    }

    fn of(mut hub: Hub) -> Self {
        hub.start();
        let office = hub.office("National Commission", "nhri", "IDN");
        let desk = hub.office("Asia desk", "headquarters", "IDN");
        Self {
            hub,
            office,
            desk,
            address: SocketAddr::from(([127, 0, 0, 1], free_port())),
            runtime: Runtime::new().expect("a runtime"),
            papers: tempfile::tempdir().expect("a folder"),
        }
    }

    fn link(&self, shape: Shape) -> Link {
        let server = self.hub.address().parse().expect("an address");
        // The one before it lets go of the address a moment after it is dropped.
        until("a link", || {
            self.runtime.block_on(Link::at(self.address, server, shape)).ok()
        })
    }

    fn device(&self, office: &str, role: &str, name: &str) -> Device {
        let device = Device::new();
        let code = self.hub.must(&["invite", office, "--role", role, "--name", name]);
        device.must(&["enrol", &format!("http://{}", self.address), &code]);
        device
    }

    /// Two colleagues.
    fn drafters(&self) -> (Device, Device) {
        let drafter = |name| self.device(&self.office, "drafter", name);
        (drafter("Ayu"), drafter("Budi"))
    }

    /// A file whose bytes nothing compresses, the same in each run.
    fn paper(&self, name: &str, bytes: usize) -> PathBuf {
        let path = self.papers.path().join(name);
        let mut file = fs::File::create(&path).expect("a file");
        let mut noise = seed(name);
        let mut left = bytes;
        while left > 0 {
            let block: Vec<u8> = (0..MEGABYTE.min(left))
                .map(|_| {
                    noise ^= noise << 13;
                    noise ^= noise >> 7;
                    noise ^= noise << 17;
                    (noise >> 32) as u8
                })
                .collect();
            file.write_all(&block).expect("written");
            left -= block.len();
        }
        path
    }
}

/// A number to begin noise with, which follows from a name.
fn seed(name: &str) -> u64 {
    name.bytes().fold(0x9e37_79b9_7f4a_7c15, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn cut_every(bytes: u64) -> Shape {
    Shape {
        cut_after_bytes: Some(bytes),
        ..Shape::default()
    }
}

/// Slow enough that what is to end in the middle of a file does.
fn of_ten_megabytes_per_second() -> Shape {
    Shape {
        bits_per_second: Some(80_000_000),
        ..Shape::default()
    }
}

fn attach(device: &Device, id: &str, file: &Path) {
    device.must(&["attach", id, &file.to_string_lossy()]);
}

/// Whether the file is here, with the bytes that were attached.
fn has(device: &Device, id: &str, file: &Path) -> bool {
    let name = file.file_name().expect("a name").to_string_lossy();
    let out = tempfile::tempdir().expect("a folder");
    let saved = out.path().join("saved");
    let said = device.run(&["save-attachment", id, &name, &saved.to_string_lossy()]);
    said.code == Some(0) && fs::read(&saved).expect("saved") == fs::read(file).expect("a file")
}

fn synced(device: &Device) -> Value {
    let report = device.json(&["sync"]);
    assert_eq!(report["pending"], 0, "{report}");
    report
}

fn safety(device: &Device, id: &str) -> String {
    let list = device.json(&["list"]);
    let row = list.as_array().expect("a list").iter().find(|row| row["id"] == *id);
    row.expect("the record")["safety"].as_str().expect("a word").to_owned()
}

#[test]
fn a_file_goes_to_colleagues_at_once_and_to_the_desk_with_what_is_submitted() {
    let world = World::new();
    let link = world.link(Shape::default());
    let (ayu, budi) = (
        world.device(&world.office, "lead", "Ayu"),
        world.device(&world.office, "drafter", "Budi"),
    );
    let desk = world.device(&world.desk, "desk", "Chen");
    let id = ayu.must(&["new", "request"]);
    ayu.batch(&[
        format!("set {id} title 'Monitoring of places of detention'"),
        format!("set {id} state IDN"),
        format!("set {id} context 'The annexes tell more.'"),
    ]);
    let (annex, empty) = (world.paper("Annex.bin", 700_000), world.paper("Empty.txt", 0));
    attach(&ayu, &id, &annex);
    attach(&ayu, &id, &empty);
    assert_eq!(safety(&ayu, &id), "here");
    let report = synced(&ayu);
    assert_eq!(report["files_sent"], 2, "{report}");
    assert_eq!(safety(&ayu, &id), "at_headquarters");
    let report = synced(&budi);
    assert_eq!(report["files_received"], 2, "{report}");
    assert!(has(&budi, &id, &annex) && has(&budi, &id, &empty));
    // A draft and its files stay in the office.
    assert_eq!(synced(&desk)["files_received"], 0);
    ayu.must(&["submit", &id]);
    synced(&ayu);
    let report = synced(&desk);
    assert_eq!(report["files_received"], 2, "{report}");
    assert!(has(&desk, &id, &annex) && has(&desk, &id, &empty));
    for device in [&ayu, &budi] {
        synced(device);
    }
    // Nobody sends or fetches twice.
    link.reset();
    for device in [&ayu, &budi, &desk] {
        let report = synced(device);
        assert_eq!(
            (&report["files_sent"], &report["files_received"]),
            (&0.into(), &0.into())
        );
    }
    assert!(link.count().bytes() < 3 * 600, "{:?}", link.count());
    // The same file in another record, and from a colleague, is not sent again.
    let other = budi.must(&["new", "practice"]);
    attach(&budi, &other, &annex);
    link.reset();
    synced(&budi);
    assert!(link.count().bytes() < 10_000, "{:?}", link.count());
}

#[test]
fn a_file_of_fifty_megabytes_over_a_link_that_is_cut_every_two_arrives_with_little_sent_twice() {
    let world = World::new();
    let bytes = 50 * MEGABYTE;
    let film = world.paper("Film.bin", bytes);
    let plain = world.link(Shape::default());
    let (ayu, budi) = world.drafters();
    let id = ayu.must(&["new", "practice"]);
    synced(&budi);
    drop(plain);
    attach(&ayu, &id, &film);
    for (device, way) in [(&ayu, "up"), (&budi, "down")] {
        let link = world.link(cut_every(2 * MEGABYTE as u64));
        let report = synced(device);
        let count = link.count();
        println!("50 MB {way}, cut every 2 MB: {count:?}; {report}");
        assert!(count.cuts >= 24, "{count:?}");
        assert!(count.bytes() * 100 <= (bytes * 105) as u64, "{count:?}");
    }
    assert!(has(&budi, &id, &film));
}

#[test]
fn a_loss_of_power_at_either_end_in_the_middle_of_a_file_loses_nothing() {
    let mut world = World::new();
    let bytes = 24 * MEGABYTE;
    let film = world.paper("Film.bin", bytes);
    let link = world.link(of_ten_megabytes_per_second());
    let (ayu, budi) = world.drafters();
    let id = ayu.must(&["new", "practice"]);
    attach(&ayu, &id, &film);
    let passed = |wanted: usize| move |count: Count| count.bytes() as usize >= wanted;
    let interrupt = |device: &Device, enough: &dyn Fn(Count) -> bool| {
        link.reset();
        let mut sync = device.begin(&["sync"]);
        until("enough of the file", || enough(link.count()).then_some(()));
        sync.kill().expect("killed");
        sync.wait().expect("its end");
    };
    // The device of the one who sends.
    interrupt(&ayu, &passed(3 * MEGABYTE));
    // The hub, while it takes.
    link.reset();
    let mut sync = ayu.begin(&["sync"]);
    until("more of the file", || passed(3 * MEGABYTE)(link.count()).then_some(()));
    world.hub.stop();
    world.hub.start();
    sync.wait().expect("its end");
    synced(&ayu);
    // The device of the one who gets it.
    interrupt(&budi, &passed(5 * MEGABYTE));
    link.reset();
    synced(&budi);
    let rest = link.count().down_bytes as usize;
    assert!(rest <= bytes - 4 * MEGABYTE, "{rest} bytes came again");
    assert!(has(&budi, &id, &film));
    assert!(has(&ayu, &id, &film));
}

#[test]
fn a_file_comes_whatever_length_a_record_claims_for_it() {
    let world = World::new();
    let _link = world.link(Shape::default());
    let (ayu, budi) = world.drafters();
    for (name, claimed) in [("Short.bin", "7"), ("Long.bin", "40000000")] {
        let id = ayu.must(&["new", "practice"]);
        let annex = world.paper(name, 300_000);
        attach(&ayu, &id, &annex);
        ayu.must(&["set", &id, "attachments[0].bytes", claimed]);
        synced(&ayu);
        assert_eq!(synced(&budi)["files_received"], 1);
        assert!(has(&budi, &id, &annex), "{name}");
    }
}

#[test]
fn a_database_that_is_killed_in_the_middle_of_a_file_loses_nothing() {
    let Some(cluster) = Cluster::durable() else { return };
    let world = World::of(Hub::on(&cluster));
    let bytes = 24 * MEGABYTE;
    let film = world.paper("Film.bin", bytes);
    let link = world.link(of_ten_megabytes_per_second());
    let (ayu, budi) = world.drafters();
    let id = ayu.must(&["new", "practice"]);
    attach(&ayu, &id, &film);
    link.reset();
    let mut sync = ayu.begin(&["sync"]);
    until("enough of the file", || {
        (link.count().up_bytes as usize >= 3 * MEGABYTE).then_some(())
    });
    cluster.kill();
    sync.wait().expect("its end");
    assert_eq!(safety(&ayu, &id), "here");
    cluster.start();
    link.reset();
    synced(&ayu);
    let rest = link.count().up_bytes as usize;
    assert!(rest <= bytes - MEGABYTE, "{rest} bytes went again");
    synced(&budi);
    assert!(has(&budi, &id, &film));
}

#[test]
fn on_a_link_that_is_paid_by_the_byte_files_wait_until_somebody_says_so() {
    let world = World::new();
    let link = world.link(Shape::default());
    let ayu = world.device(&world.office, "drafter", "Ayu");
    let id = ayu.must(&["new", "practice"]);
    ayu.must(&["metered", "true"]);
    attach(&ayu, &id, &world.paper("Annex.bin", 300_000));
    let report = ayu.json(&["sync"]);
    assert_eq!((&report["files_sent"], &report["pending"]), (&0.into(), &1.into()));
    assert!(link.count().bytes() < 30_000, "{:?}", link.count());
    assert_eq!(safety(&ayu, &id), "here");
    let status = ayu.json(&["status"]);
    assert_eq!(status["sync"]["waiting"][0]["what"], "files", "{status}");
    let report = ayu.json(&["sync", "--files"]);
    assert_eq!((&report["files_sent"], &report["pending"]), (&1.into(), &0.into()));
    assert_eq!(safety(&ayu, &id), "at_headquarters");
}

/// An S3 store on this machine, which ends with its runtime; and the folder of its bucket `papers`.
fn s3(runtime: &Runtime, root: &Path) -> (SocketAddr, PathBuf) {
    let bucket = root.join("papers");
    fs::create_dir(&bucket).expect("a bucket");
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(root).expect("a store"));
    builder.set_auth(SimpleAuth::from_single("an-id", "a-secret"));
    let service = builder.build();
    let listener = runtime
        .block_on(TcpListener::bind(("127.0.0.1", 0)))
        .expect("a free port");
    let address = listener.local_addr().expect("an address");
    runtime.spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(async move {
                let http = auto::Builder::new(TokioExecutor::new());
                http.serve_connection(TokioIo::new(connection), service).await.ok();
            });
        }
    });
    (address, bucket)
}

#[test]
fn files_can_lie_in_an_s3_store() {
    let runtime = Runtime::new().expect("a runtime");
    let root = tempfile::tempdir().expect("a folder");
    let (address, bucket) = s3(&runtime, root.path());
    let mut hub = Hub::new();
    for (name, value) in [
        ("SATCHEL_OBJECTS", "s3://papers/satchel".to_owned()),
        ("AWS_ENDPOINT", format!("http://{address}")),
        ("AWS_ALLOW_HTTP", "true".to_owned()),
        ("AWS_REGION", "somewhere".to_owned()),
        ("AWS_ACCESS_KEY_ID", "an-id".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "a-secret".to_owned()),
    ] {
        hub.set(name, value);
    }
    let world = World::of(hub);
    let film = world.paper("Film.bin", 12 * MEGABYTE);
    let plain = world.link(Shape::default());
    let (ayu, budi) = world.drafters();
    let id = ayu.must(&["new", "practice"]);
    attach(&ayu, &id, &film);
    drop(plain);
    let link = world.link(cut_every(2 * MEGABYTE as u64));
    for device in [&ayu, &budi] {
        link.reset();
        synced(device);
        assert!(
            link.count().bytes() * 100 <= (12 * MEGABYTE * 105) as u64,
            "{:?}",
            link.count()
        );
    }
    assert!(has(&budi, &id, &film));
    let kept: Vec<_> = fs::read_dir(bucket.join("satchel/files"))
        .expect("a folder")
        .flatten()
        .filter(|it| !it.file_name().to_string_lossy().starts_with('.'))
        .collect();
    assert_eq!(kept.len(), 1);
    assert!(fs::read(kept[0].path()).expect("an object") == fs::read(&film).expect("a file"));
}
