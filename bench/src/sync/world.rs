//! One system at work: a server, its devices' stores, and the link between.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use satchel_link::{Link, Shape};
use serde_json::json;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::{
    figures::Figures,
    process::Talking,
    system::{Programs, System},
    texts::{Record, Texts},
};

/// What a server still does after the last device has what it wants (writing what it put off) belongs to the figures.
const SETTLING: Duration = Duration::from_secs(3);

pub(crate) struct World<'a> {
    pub(crate) system: System,
    programs: &'a Programs,
    runtime: Runtime,
    folder: TempDir,
    server: Option<Talking>,
    server_port: u16,
    link_port: u16,
    codes: Vec<Vec<String>>,
    pub(crate) records: Vec<Vec<String>>,
}

/// A device's process.
pub(crate) struct Device(pub(crate) Talking);

impl<'a> World<'a> {
    pub(crate) fn new(system: System, programs: &'a Programs, offices: usize, records: usize) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("server"))?;
        let codes = system.offices(programs, &folder.path().join("server"), offices, 3)?;
        let names = |office: usize| (0..records).map(|number| format!("o{office}r{number}")).collect();
        let mut world = Self {
            system,
            programs,
            runtime: Runtime::new()?,
            folder,
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
        self.server = None;
        let folder = self.folder.path().join("server");
        let server = Talking::start(&mut self.system.server(self.programs, &folder, self.server_port))?;
        server.line()?;
        self.server = Some(server);
        Ok(())
    }

    /// Device `a`, `b` or `c` of an office, whose way to the server leads over the link (`a` and `c`) or not.
    pub(crate) fn device(&self, office: usize, name: &str, empty: bool) -> Result<Device> {
        let folder: PathBuf = self.folder.path().join(format!("{office}-{name}"));
        fs::create_dir_all(&folder)?;
        let number = ["a", "b", "c"].iter().position(|it| *it == name).unwrap_or_default();
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
        let record = |name: &String| Record {
            name: name.clone(),
            text: texts.next(1_200),
        };
        let records: Vec<Record> = names.iter().map(record).collect();
        let file = self.folder.path().join("texts.json");
        fs::write(&file, serde_json::to_vec(&records)?)?;
        let _link = self.link(Shape::default())?;
        let mut device = self.device(office, "a", true)?;
        device
            .0
            .ask(&json!({ "do": "create", "file": file, "changes": changes }))?;
        device.sync_and_end()?;
        if with_colleague {
            self.device(office, "b", true)?.sync_and_end()?;
        }
        Ok(())
    }

    pub(crate) fn link(&self, shape: Shape) -> Result<Link> {
        let at = |port| SocketAddr::from(([127, 0, 0, 1], port));
        let link = Link::at(at(self.link_port), at(self.server_port), shape);
        Ok(self.runtime.block_on(link)?)
    }

    /// Lets devices sync at once over a link, each until it says that it is done, and measures. None of them may sync twice.
    pub(crate) fn measure(&self, devices: &mut [Device], shape: Shape, ceiling: Duration) -> Result<Figures> {
        let server = self.server.as_ref().context("a server")?;
        let link = self.link(shape)?;
        let cpu = server.cpu_seconds()?;
        let since = Instant::now();
        let mut failed = None;
        for device in &mut *devices {
            device.0.tell(&json!({ "do": "sync" }))?;
        }
        let mut ended = true;
        for device in &*devices {
            match device.0.answer(ceiling.saturating_sub(since.elapsed())) {
                Ok(answer) => ended &= answer.is_some(),
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
            server_cpu_seconds: server.cpu_seconds()? - cpu,
            server_mb: server.peak_mb()?,
            device_mb,
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

    fn sync_and_end(mut self) -> Result<()> {
        self.sync()?;
        // A server that writes after a pause has written when the next thing happens.
        std::thread::sleep(SETTLING);
        self.end()
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
