//! The demonstration: a hub with invented content and one lead's vault with two requests, prepared once and kept in
//! `.satchel/`.
//!
//! Each half is prepared under another name and renamed when it is whole, so that a preparation that was cut short is
//! done again from its beginning.

mod requests;

use std::fs::{File, TryLockError};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::free_address;
use crate::running::Running;
use crate::workspace::Workspace;
use crate::{http, process};

/// Of the demonstration's vault, and of nothing else.
pub(crate) const PASSPHRASE: &str = "demonstration";

const HUB_PORT: u16 = 8650;

/// How long the hub may take until it answers.
const START_PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Demonstration {
    folder: PathBuf,
    hub_program: PathBuf,
    client_program: PathBuf,
    /// Held as long as this runs: a second run would serve the same hub twice.
    _lock: File,
}

impl Demonstration {
    /// Takes a folder for itself: what an earlier run prepared there is used, and what is missing can be prepared.
    pub(crate) fn claim(workspace: &Workspace, folder: PathBuf) -> Result<Self> {
        std::fs::create_dir_all(&folder)?;
        let lock = File::create(folder.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!("another `cargo xtask run` is open in this clone; end it first"),
            Err(TryLockError::Error(error)) => return Err(error).context("cannot lock the demonstration's folder"),
        }
        let demonstration = Self {
            folder,
            hub_program: workspace.binary("satchel-hub"),
            client_program: workspace.binary("satchel-cli"),
            _lock: lock,
        };
        if !demonstration.hub().exists() && demonstration.vault().exists() {
            bail!(
                "the demonstration's vault has lost its hub; delete {} to begin anew",
                demonstration.folder.display()
            );
        }
        Ok(demonstration)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn vault(&self) -> PathBuf {
        self.folder.join("vault")
    }

    fn hub(&self) -> PathBuf {
        self.folder.join("hub")
    }

    /// The command line on the demonstration's vault.
    pub(crate) fn client(&self) -> Command {
        self.client_on(&self.vault())
    }

    /// The command line on a vault.
    pub(crate) fn client_on(&self, vault: &Path) -> Command {
        let mut command = Command::new(&self.client_program);
        command.arg("--vault").arg(vault).env("SATCHEL_PASSPHRASE", PASSPHRASE);
        command
    }

    fn hub_on(&self, data: PathBuf, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.hub_program);
        command.arg("--data").arg(data).args(arguments);
        command
    }

    pub(crate) fn prepare_hub(&self) -> Result<String> {
        if self.hub().exists() {
            return Ok(format!("as it was in {}", self.hub().display()));
        }
        let unfinished = fresh(self.folder.join("hub.unfinished"))?;
        process::read(self.hub_on(unfinished.clone(), &["init"]))?;
        let offices = process::read(self.hub_on(unfinished.clone(), &["demo"]))?;
        office_of(offices.lines().next().unwrap_or_default())?;
        std::fs::write(self.folder.join("offices.tsv"), &offices)?;
        std::fs::write(self.folder.join("port"), free_address(HUB_PORT)?.port().to_string())?;
        std::fs::rename(unfinished, self.hub())?;
        Ok(format!("{} offices", offices.lines().count()))
    }

    /// Starts the hub, and waits until it answers.
    pub(crate) fn start_hub(&self, stop: &AtomicBool) -> Result<(Running, SocketAddr)> {
        let address = self.hub_address()?;
        if free_address(address.port())? != address {
            bail!(
                "the demonstration's hub is known as {address}, where another program listens now; end that one, or \
                 delete {} to begin anew on another port",
                self.folder.display()
            );
        }
        let log_file = self.folder.join("hub.log");
        let log = File::create(&log_file)?;
        let mut serve = self.hub_on(self.hub(), &["serve", "--listen", &address.to_string()]);
        serve.stdout(log.try_clone()?).stderr(log);
        let mut hub = Running::start("the hub", serve)?;
        let until = Instant::now() + START_PATIENCE;
        while Instant::now() < until && !stop.load(Ordering::SeqCst) {
            let reply = http::request(address, "GET", "/v1/health", &[], Duration::from_secs(1));
            if reply.is_ok_and(|reply| (200..300).contains(&reply.status)) {
                return Ok((hub, address));
            }
            if let Some(status) = hub.ended()? {
                bail!(
                    "the hub ended ({status}):\n{}",
                    std::fs::read_to_string(&log_file)?.trim()
                );
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!(
            "the hub does not answer at {address}; {} may say why",
            log_file.display()
        )
    }

    pub(crate) fn prepare_vault(&self) -> Result<String> {
        if self.vault().exists() {
            return Ok(format!("as it was in {}", self.vault().display()));
        }
        let unfinished = fresh(self.folder.join("vault.unfinished"))?;
        let office = self.join(&unfinished, "lead", "Demonstration lead")?;
        requests::write(&self.folder, &|| self.client_on(&unfinished))?;
        std::fs::rename(&unfinished, self.vault())?;
        Ok(office)
    }

    /// Makes a member's vault, and has it join the first office and take over what is there; returns the office's name.
    pub(crate) fn join(&self, vault: &Path, role: &str, name: &str) -> Result<String> {
        self.join_office(vault, 0, role, name)
    }

    /// The same with another office, by its place among those of the demonstration.
    pub(crate) fn join_office(&self, vault: &Path, place: usize, role: &str, name: &str) -> Result<String> {
        let offices = std::fs::read_to_string(self.folder.join("offices.tsv"))?;
        let (office, office_name) = office_of(offices.lines().nth(place).unwrap_or_default())?;
        let invitation = ["invite", office, "--role", role, "--name", name];
        let code = process::read(self.hub_on(self.hub(), &invitation))?;
        self.join_by(vault, &code)?;
        Ok(office_name.to_owned())
    }

    /// Makes a vault that joins by a code.
    pub(crate) fn join_by(&self, vault: &Path, code: &str) -> Result<()> {
        let address = format!("http://{}", self.hub_address()?);
        for arguments in [&["init"][..], &["enrol", &address, code], &["sync"]] {
            let mut command = self.client_on(vault);
            command.args(arguments);
            process::read(command)?;
        }
        Ok(())
    }

    pub(crate) fn sync(&self) -> Result<String> {
        let mut command = self.client();
        command.arg("sync");
        process::read(command)
    }

    /// Where the vault knows the hub: chosen when the hub was made.
    fn hub_address(&self) -> Result<SocketAddr> {
        let port = std::fs::read_to_string(self.folder.join("port"))?;
        let port = port.trim().parse().with_context(|| format!("{port:?} is no port"))?;
        Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
    }
}

/// A folder that is not there yet, whatever an earlier run left.
fn fresh(folder: PathBuf) -> Result<PathBuf> {
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(folder)
}

/// Id and name of an office in a line of what `satchel-hub demo` printed.
fn office_of(line: &str) -> Result<(&str, &str)> {
    line.split_once('\t')
        .with_context(|| format!("`satchel-hub demo` printed {line:?}, which names no office"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_named_by_its_id_and_its_name() -> Result<()> {
        assert_eq!(
            office_of("0198\tField Office Aurelia")?,
            ("0198", "Field Office Aurelia")
        );
        assert!(office_of("").is_err());
        Ok(())
    }
}
