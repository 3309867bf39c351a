//! The systems that are compared, and how the programs of each are started.

use std::{
    fmt,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, ensure};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub(crate) enum System {
    Satchel,
    SatchelPostgres,
    Automerge,
    Pouchdb,
    Yjs,
}

/// Where the built programs are.
pub(crate) struct Programs {
    pub(crate) hub: PathBuf,
    pub(crate) peers: PathBuf,
}

impl System {
    pub(crate) fn is_satchel(self) -> bool {
        match self {
            Self::Satchel | Self::SatchelPostgres => true,
            Self::Automerge | Self::Pouchdb | Self::Yjs => false,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Satchel => "satchel",
            Self::SatchelPostgres => "satchel-postgres",
            Self::Automerge => "automerge",
            Self::Pouchdb => "pouchdb",
            Self::Yjs => "yjs",
        }
    }

    pub(crate) fn server(self, programs: &Programs, folder: &Path, database: Option<&str>, port: u16) -> Command {
        if self.is_satchel() {
            let mut hub = hub(programs, folder, database);
            hub.args(["serve", "--listen", &format!("127.0.0.1:{port}")]);
            return hub;
        }
        let mut node = self.node(programs, "server.mjs");
        node.arg(folder).arg(port.to_string());
        node
    }

    pub(crate) fn device(self, programs: &Programs) -> Result<Command> {
        if self.is_satchel() {
            let mut own = Command::new(std::env::current_exe()?);
            own.arg(super::DEVICE);
            return Ok(own);
        }
        Ok(self.node(programs, "device.mjs"))
    }

    fn node(self, programs: &Programs, script: &str) -> Command {
        let mut node = Command::new("node");
        node.arg(programs.peers.join(self.name()).join(script));
        node
    }

    /// An office for each of these names, with codes for its devices; the peers need neither.
    pub(crate) fn offices(
        self,
        programs: &Programs,
        folder: &Path,
        database: Option<&str>,
        offices: usize,
        devices: usize,
    ) -> Result<Vec<Vec<String>>> {
        if !self.is_satchel() {
            return Ok(vec![vec![String::new(); devices]; offices]);
        }
        let hub = |arguments: &[&str]| -> Result<String> {
            let said = hub(programs, folder, database).args(arguments).output()?;
            ensure!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
            let said = String::from_utf8(said.stdout)?;
            Ok(said.trim().lines().last().unwrap_or_default().to_owned())
        };
        hub(&["init"])?;
        (0..offices)
            .map(|number| {
                let name = format!("Office {number}");
                let office = hub(&["office", "add", &name, "--kind", "field-office", "--states", "XAN"])?;
                (0..devices)
                    .map(|_| hub(&["invite", &office, "--role", "drafter"]))
                    .collect()
            })
            .collect()
    }
}

fn hub(programs: &Programs, folder: &Path, database: Option<&str>) -> Command {
    let mut hub = Command::new(&programs.hub);
    hub.arg("--data").arg(folder.join("hub"));
    if let Some(database) = database {
        hub.args(["--database", database]);
    }
    hub
}

impl fmt::Display for System {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}
