//! A hub: `satchel-hub` over a folder of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use tempfile::TempDir;

use crate::{
    cluster::Cluster,
    place,
    process::{Running, Said, free_port, run},
};

/// A hub that serves, until it is stopped.
#[derive(Debug)]
pub struct Hub {
    folder: TempDir,
    port: u16,
    serving: Option<Running>,
    database: Option<Database>,
    /// What its programs find in their environment.
    environment: Vec<(&'static str, String)>,
}

/// A database of PostgreSQL, and the server that must run as long as it is used.
#[derive(Debug)]
struct Database {
    name: String,
    _cluster: Arc<Cluster>,
}

impl Hub {
    /// A new hub, which does not serve yet.
    ///
    /// # Panics
    /// Where it cannot be made.
    #[must_use]
    pub fn new() -> Self {
        Self::with(None)
    }

    /// A new hub over PostgreSQL, in a database of its own; none where there is no PostgreSQL.
    #[must_use]
    pub fn on_postgres() -> Option<Self> {
        Some(Self::on(&Cluster::shared()?))
    }

    /// A new hub in a database of this cluster.
    #[must_use]
    pub fn on(cluster: &Arc<Cluster>) -> Self {
        Self::with(Some(Database {
            name: cluster.database(),
            _cluster: Arc::clone(cluster),
        }))
    }

    fn with(database: Option<Database>) -> Self {
        let hub = Self {
            folder: tempfile::tempdir().expect("a folder"),
            port: free_port(),
            serving: None,
            database,
            environment: Vec::new(),
        };
        hub.must(&["init"]);
        hub
    }

    /// Sets a variable of the environment for all that it does from now on.
    pub fn set(&mut self, name: &'static str, value: String) {
        self.environment.push((name, value));
    }

    /// Serves from now on, at the same address as before.
    ///
    /// # Panics
    /// Where it does not come up.
    pub fn start(&mut self) {
        let listen = self.address();
        let mut serving = Running::start(self.command().args(["serve", "--listen", &listen]));
        let said = serving.line();
        assert!(said.contains(&listen), "the hub said “{said}”");
        self.serving = Some(serving);
    }

    /// Stops serving, as a loss of power would.
    pub fn stop(&mut self) {
        self.serving = None;
    }

    /// A copy of the disk of a hub that does not serve, as a backup makes it.
    ///
    /// # Panics
    /// Where it cannot be copied.
    #[must_use]
    pub fn copy(&self) -> TempDir {
        assert!(self.serving.is_none(), "a store is copied while nobody writes to it");
        let copy = tempfile::tempdir().expect("a folder");
        copy_files(&self.data(), copy.path());
        copy
    }

    /// Brings a copy back.
    ///
    /// # Panics
    /// Where it cannot be copied.
    pub fn restore(&self, copy: &TempDir) {
        fs::remove_dir_all(self.data()).expect("removed");
        fs::create_dir(self.data()).expect("a folder");
        copy_files(copy.path(), &self.data());
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("hub")
    }

    /// Where it serves: host and port.
    #[must_use]
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// The name of its database, where that is PostgreSQL's.
    #[must_use]
    pub fn database(&self) -> Option<&str> {
        self.database.as_ref().map(|database| database.name.as_str())
    }

    /// Runs a command of the hub.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Said {
        run(self.command().args(arguments), "")
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

    /// Adds an office and gives its id.
    pub fn office(&self, name: &str, kind: &str, states: &str) -> String {
        self.must(&["office", "add", name, "--kind", kind, "--states", states])
    }

    fn command(&self) -> Command {
        let mut command = Command::new(place::program("satchel-hub"));
        command.arg("--data").arg(self.data());
        match &self.database {
            Some(database) => command.env("SATCHEL_DATABASE", &database.name),
            None => command.env_remove("SATCHEL_DATABASE"),
        };
        command.envs(self.environment.iter().cloned());
        command
    }
}

impl Default for Hub {
    fn default() -> Self {
        Self::new()
    }
}

fn copy_files(from: &Path, to: &Path) {
    for file in fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(file.file_name());
        if file.path().is_dir() {
            fs::create_dir(&to).expect("a folder");
            copy_files(&file.path(), &to);
        } else {
            fs::copy(file.path(), to).expect("a copy");
        }
    }
}
