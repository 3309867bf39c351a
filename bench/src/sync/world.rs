//! One system at work: a server, its devices' stores, and the link between.

use std::{
    fs,
    io::ErrorKind,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use satchel_link::{Link, Shape};
use satchel_tests::Cluster;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::{
    figures::Figures,
    process::{Talking, cpu_seconds},
    system::{Programs, System},
    texts::{Record, Texts},
};

/// What a server still does after the last device has what it wants (writing what it put off) belongs to the figures.
const SETTLING: Duration = Duration::from_secs(3);
/// How long anything may take that is over at once where all is well.
const SOON: Duration = Duration::from_mins(3);
/// Of a record's text.
const CHARACTERS: usize = 1_200;

/// The devices of an office by their names: who writes, a colleague, and new ones.
const DEVICES: [&str; 5] = ["a", "b", "c", "d", "e"];

pub(crate) struct World<'a> {
    pub(crate) system: System,
    programs: &'a Programs,
    runtime: Runtime,
    folder: TempDir,
    database: Option<Database>,
    server: Option<Talking>,
    server_port: u16,
    link_port: u16,
    codes: Vec<Vec<String>>,
    pub(crate) records: Vec<Vec<String>>,
}

/// A database of PostgreSQL, and the server that must run as long as it is used.
struct Database {
    name: String,
    cluster: Arc<Cluster>,
}

/// A device's process.
pub(crate) struct Device(pub(crate) Talking);

impl<'a> World<'a> {
    pub(crate) fn new(system: System, programs: &'a Programs, offices: usize, records: usize) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("server"))?;
        let database = if system == System::SatchelPostgres {
            let cluster = Cluster::durable().context("PostgreSQL is not installed")?;
            let name = cluster.database();
            Some(Database { name, cluster })
        } else {
            None
        };
        // Fifty offices have one device each.
        let devices = if offices == 1 { DEVICES.len() } else { 1 };
        let name = database.as_ref().map(|it| it.name.as_str());
        let codes = system.offices(programs, &folder.path().join("server"), name, offices, devices)?;
        let names = |office: usize| (0..records).map(|number| format!("o{office}r{number}")).collect();
        let mut world = Self {
            system,
            programs,
            runtime: Runtime::new()?,
            folder,
            database,
            server: None,
            server_port: free_port()?,
            link_port: free_port()?,
            codes,
            records: (0..offices).map(names).collect(),
        };
        world.start_server()?;
        Ok(world)
    }

    /// Anew, with nothing in memory.
    pub(crate) fn start_server(&mut self) -> Result<()> {
        self.stop_server();
        let folder = self.folder.path().join("server");
        let database = self.database.as_ref().map(|it| it.name.as_str());
        let mut server = self.system.server(self.programs, &folder, database, self.server_port);
        let server = Talking::start(&mut server)?;
        server.line()?;
        self.server = Some(server);
        Ok(())
    }

    pub(crate) fn stop_server(&mut self) {
        if self.server.is_some() {
            // One that writes late has written before it is stopped.
            std::thread::sleep(SETTLING);
        }
        self.server = None;
    }

    /// Of the server and, where it has one, its database's.
    fn server_cpu_seconds(&self) -> Result<f64> {
        let server = self.server.as_ref().context("a server")?;
        let database = match &self.database {
            Some(database) => cpu_seconds(database.cluster.id())?,
            None => 0.0,
        };
        Ok(cpu_seconds(server.id())? + database)
    }

    /// A device of an office, whose way to the server leads over the link, except that of `b`, the colleague.
    pub(crate) fn device(&self, office: usize, name: &str, empty: bool) -> Result<Device> {
        let folder: PathBuf = self.folder.path().join(format!("{office}-{name}"));
        fs::create_dir_all(&folder)?;
        let number = DEVICES.iter().position(|it| *it == name).unwrap_or_default();
        let port = if name == "b" { self.server_port } else { self.link_port };
        let mut device = Talking::start(&mut self.system.device(self.programs)?)?;
        device.ask(&json!({
            "do": "open", "folder": folder, "server": format!("http://127.0.0.1:{port}"), "empty": empty,
            "scope": format!("o{office}"), "records": self.records.get(office),
            "code": self.codes.get(office).and_then(|codes| codes.get(number)),
        }))?;
        Ok(Device(device))
    }

    /// All records of an office, made and synced by `a`; `b` has them too where it is wanted.
    pub(crate) fn fill(&self, office: usize, changes: usize, texts: &mut Texts, with_colleague: bool) -> Result<()> {
        let names = self.records.get(office).context("an office")?;
        let _link = self.link(Shape::default())?;
        let mut device = self.device(office, "a", true)?;
        self.create(&mut device, names, CHARACTERS, changes, texts)?;
        device.sync()?;
        device.end()?;
        if with_colleague {
            let mut colleague = self.device(office, "b", true)?;
            colleague.sync()?;
            colleague.end()?;
        }
        Ok(())
    }

    /// Lets a device make records with texts of so many characters, typed in so many changes.
    pub(crate) fn create(
        &self,
        device: &mut Device,
        names: &[String],
        characters: usize,
        changes: usize,
        texts: &mut Texts,
    ) -> Result<()> {
        let record = |name: &String| Record {
            name: name.clone(),
            text: texts.next(characters),
        };
        let records: Vec<Record> = names.iter().map(record).collect();
        let file = self.folder.path().join("texts.json");
        fs::write(&file, serde_json::to_vec(&records)?)?;
        device.ask(&json!({ "do": "create", "file": file, "changes": changes }))?;
        Ok(())
    }

    /// The office's device by this name, started anew, which has nothing yet: opened once before over a good link, so that
    /// joining the office is not measured.
    pub(crate) fn new_device(&self, name: &str) -> Result<Device> {
        let joining = self.link(Shape::default())?;
        self.device(0, name, true)?.0.end()?;
        drop(joining);
        self.device(0, name, true)
    }

    pub(crate) fn link(&self, shape: Shape) -> Result<Link> {
        let at = |port| SocketAddr::from(([127, 0, 0, 1], port));
        let since = Instant::now();
        loop {
            let link = Link::at(at(self.link_port), at(self.server_port), shape);
            match self.runtime.block_on(link) {
                // The one before gives its port back when its task has ended.
                Err(error) if error.kind() == ErrorKind::AddrInUse && since.elapsed() < SOON => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                link => return Ok(link?),
            }
        }
    }

    /// Lets devices sync at once over a link, each until it says that it is done, and measures.
    pub(crate) fn measure(&self, devices: &mut [Device], shape: Shape, ceiling: Duration) -> Result<Figures> {
        self.measure_times(devices, 1, shape, ceiling)
    }

    /// As [`World::measure`], with so many syncs of each device, one after the other: only Satchel's can do more than one.
    pub(crate) fn measure_times(
        &self,
        devices: &mut [Device],
        times: usize,
        shape: Shape,
        ceiling: Duration,
    ) -> Result<Figures> {
        let server = self.server.as_ref().context("a server")?;
        let link = self.link(shape)?;
        let cpu = self.server_cpu_seconds()?;
        let since = Instant::now();
        let mut failed = None;
        for device in &mut *devices {
            device.0.tell(&json!({ "do": "sync", "times": times }))?;
        }
        let (mut ended, mut lost) = (true, None);
        for device in &*devices {
            match device.0.answer(ceiling.saturating_sub(since.elapsed())) {
                Ok(answer) => {
                    ended &= answer.is_some();
                    if let Some(more) = answer.and_then(|it| it.get("lost")?.as_u64()) {
                        lost = Some(lost.unwrap_or(0) + more);
                    }
                }
                Err(error) => {
                    failed = Some(format!("{error:#}").lines().next().unwrap_or_default().to_owned());
                    ended = false;
                }
            }
        }
        let seconds = since.elapsed().as_secs_f64();
        std::thread::sleep(SETTLING);
        let mut device_mb: f64 = 0.0;
        for device in &*devices {
            device_mb = device_mb.max(device.0.peak_mb().unwrap_or_default());
        }
        Ok(Figures {
            count: link.count(),
            seconds,
            ended,
            failed,
            server_cpu_seconds: self.server_cpu_seconds()? - cpu,
            server_mb: server.peak_mb()?,
            device_mb,
            opened: None,
            lost,
        })
    }

    /// Lets a new device sync until so many bytes have come down, takes its connection and then its power away, and counts
    /// the records that open afterwards.
    pub(crate) fn measure_opened(&self, mut device: Device, name: &str, bytes: u64) -> Result<Figures> {
        let server = self.server.as_ref().context("a server")?;
        // So narrow that what comes can be counted while it comes.
        let link = self.link(Shape {
            bits_per_second: Some(200_000),
            ..Shape::default()
        })?;
        let cpu = self.server_cpu_seconds()?;
        let since = Instant::now();
        device.0.tell(&json!({ "do": "sync", "again": false }))?;
        while link.count().down_bytes < bytes {
            ensure!(since.elapsed() < SOON, "{bytes} bytes do not come");
            std::thread::sleep(Duration::from_millis(1));
        }
        let count = link.count();
        drop(link);
        let seconds = since.elapsed().as_secs_f64();
        ensure!(
            !matches!(device.0.answer(SOON), Ok(Some(_))),
            "the sync ended with its first {bytes} bytes"
        );
        let device_mb = device.0.peak_mb()?;
        drop(device);
        let mut again = self.device(0, name, true)?;
        let opened = again.ask(&json!({ "do": "opened" }))?;
        Ok(Figures {
            count,
            seconds,
            ended: true,
            failed: None,
            server_cpu_seconds: self.server_cpu_seconds()? - cpu,
            server_mb: server.peak_mb()?,
            device_mb,
            opened: opened.get("opened").and_then(Value::as_u64),
            lost: None,
        })
    }

    /// Whether two devices of an office show the same texts, as long as told.
    pub(crate) fn check(&self, office: usize, first: &mut Device, second: &mut Device) -> Result<()> {
        let read = json!({ "do": "read", "records": self.records.get(office) });
        let (first, second) = (first.0.ask(&read)?, second.0.ask(&read)?);
        ensure!(first == second, "two devices show different texts after a sync");
        Ok(())
    }
}

impl Device {
    pub(crate) fn type_into(&mut self, record: &str, text: &str) -> Result<()> {
        self.0.ask(&json!({ "do": "type", "record": record, "text": text }))?;
        Ok(())
    }

    pub(crate) fn sync(&mut self) -> Result<()> {
        self.0.ask(&json!({ "do": "sync" }))?;
        Ok(())
    }

    pub(crate) fn end(mut self) -> Result<()> {
        self.0.ask(&json!({ "do": "leave" }))?;
        self.0.end()
    }

    fn ask(&mut self, command: &Value) -> Result<Value> {
        self.0.ask(command)
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
