//! A device: `satchel-cli` over a vault of its own.

use std::{
    fs,
    path::PathBuf,
    process::{Child, Command},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    Hub, place,
    process::{Running, Said, run},
};

/// Every story's passphrase.
pub const PASSPHRASE: &str = "one bag of papers";

/// A person's device.
#[derive(Debug)]
pub struct Device {
    folder: TempDir,
}

impl Device {
    /// A device with a new vault.
    ///
    /// # Panics
    /// Where it cannot be made.
    #[must_use]
    pub fn new() -> Self {
        let device = Self::empty();
        device.must(&["init"]);
        device
    }

    /// A device that has no vault yet.
    ///
    /// # Panics
    /// Where there is no folder for it.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// A device with a new vault that belongs to an office.
    #[must_use]
    pub fn of(hub: &Hub, office: &str, role: &str, name: &str) -> Self {
        let device = Self::new();
        let code = hub.must(&["invite", office, "--role", role, "--name", name]);
        device.must(&["enrol", &hub.url(), &code]);
        device
    }

    /// A copy of the device's disk, as a backup makes it.
    ///
    /// # Panics
    /// Where it cannot be copied.
    #[must_use]
    pub fn copy(&self) -> Self {
        let copy = Self::empty();
        fs::create_dir(copy.vault()).expect("a folder");
        for file in fs::read_dir(self.vault()).expect("a vault").flatten() {
            fs::copy(file.path(), copy.vault().join(file.file_name())).expect("a copy");
        }
        copy
    }

    /// The vault's folder.
    #[must_use]
    pub fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    /// Runs a command.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Said {
        self.run_with(arguments, "")
    }

    /// Begins a command, for which nobody waits.
    ///
    /// # Panics
    /// Where the program does not start.
    #[must_use]
    pub fn begin(&self, arguments: &[&str]) -> Child {
        let mut command = self.command();
        command.env("SATCHEL_PASSPHRASE", PASSPHRASE).args(arguments);
        command.spawn().expect("the program starts")
    }

    /// Runs a command with something on its standard input.
    #[must_use]
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Said {
        run(
            self.command().env("SATCHEL_PASSPHRASE", PASSPHRASE).args(arguments),
            input,
        )
    }

    /// Runs a command that must be done, and gives what it printed.
    ///
    /// # Panics
    /// Where it was refused.
    pub fn must(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!(said.code, Some(0), "{arguments:?}: {}", said.err);
        said.out
    }

    /// Decides on a record, and says something with it.
    ///
    /// # Panics
    /// Where the device does not let it.
    #[track_caller]
    pub fn decide(&self, id: &str, event: &str, says: &Value) {
        let said = self.run_with(&["event", id, event, "--from", "-"], &says.to_string());
        assert_eq!(said.code, Some(0), "{event}: {}", said.err);
    }

    /// Runs many commands with one unlocking, and gives what they printed.
    ///
    /// # Panics
    /// Where one was refused.
    pub fn batch(&self, lines: &[String]) -> String {
        let said = self.run_with(&["batch"], &lines.join("\n"));
        assert_eq!(said.code, Some(0), "{}", said.err);
        said.out
    }

    /// Runs a command with `--json`, and reads its answer.
    ///
    /// # Panics
    /// Where it was refused, or printed no JSON.
    #[must_use]
    pub fn json(&self, arguments: &[&str]) -> Value {
        let mut arguments = arguments.to_vec();
        arguments.push("--json");
        serde_json::from_str(&self.must(&arguments)).expect("JSON")
    }

    /// Serves the window, and gives its address.
    ///
    /// # Panics
    /// Where it does not come up.
    #[must_use]
    pub fn serve_window(&self) -> (Running, String) {
        let mut serving = Running::start(self.command().args(["window", "--listen", "127.0.0.1:0"]));
        let address = serving.line();
        assert!(
            address.starts_with("http://127.0.0.1:"),
            "the window's address: “{address}”"
        );
        (serving, address)
    }

    #[must_use]
    pub fn command(&self) -> Command {
        let mut command = Command::new(place::program("satchel-cli"));
        command
            .env_remove("SATCHEL_PASSPHRASE")
            .arg("--vault")
            .arg(self.vault());
        command
    }
}

impl Default for Device {
    fn default() -> Self {
        Self::new()
    }
}
