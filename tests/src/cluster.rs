//! A PostgreSQL cluster of the tests' own, in a temporary folder, on a socket in that folder.
//!
//! All tests of a process share one, each with a database of its own. The server is the child of a small shell that waits for
//! the end of its standard input: it stops the server also where the test program was killed.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// How long a server may take to come up on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts the server `$2/postgres` on the folder `$1`, with the settings that follow, and ends it when standard input ends.
const SERVE: &str = r#"
folder=$1; programs=$2; shift 2
"$programs/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= "$@" >>"$folder/log" 2>&1 </dev/null &
server=$!
read -r _
kill -QUIT $server 2>/dev/null
wait $server
exit 0
"#;

/// A running cluster, stopped when dropped.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    server: Mutex<Option<Child>>,
    settings: &'static [&'static str],
    databases: AtomicU32,
    folder: TempDir,
}

/// Where PostgreSQL's programs are; none where it is not installed, which is said, and is an error where `CI` is set.
///
/// # Panics
/// Where `CI` is set and PostgreSQL is not installed.
#[must_use]
pub fn programs() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    found.sort();
    let on_path = env::var_os("PATH").unwrap_or_default();
    let mut all = found
        .into_iter()
        .rev()
        .map(|(_, folder)| folder)
        .chain(env::split_paths(&on_path));
    let programs = all.find(|folder| {
        ["initdb", "postgres", "psql"]
            .iter()
            .all(|name| folder.join(name).exists())
    });
    if programs.is_none() {
        assert!(
            env::var_os("CI").is_none(),
            "PostgreSQL is not installed, and what is tested over it may not be left out here"
        );
        eprintln!("skipped: PostgreSQL is not installed");
    }
    programs
}

impl Cluster {
    /// The cluster that the tests of this process share, without care for a loss of power; none where there is no PostgreSQL.
    #[must_use]
    pub fn shared() -> Option<Arc<Self>> {
        static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cluster) = shared.upgrade() {
            return Some(cluster);
        }
        let cluster = Arc::new(Self::new(&["-c", "fsync=off", "-c", "full_page_writes=off"])?);
        *shared = Arc::downgrade(&cluster);
        Some(cluster)
    }

    /// A cluster that writes to the disk as one in use does; none where there is no PostgreSQL.
    #[must_use]
    pub fn durable() -> Option<Arc<Self>> {
        Self::new(&["-c", "fsync=on"]).map(Arc::new)
    }

    fn new(settings: &'static [&'static str]) -> Option<Self> {
        let programs = programs()?;
        let folder = tempfile::tempdir().expect("a folder");
        if is_root() {
            done(Command::new("chown").arg("postgres").arg(folder.path()));
        }
        done(
            as_postgres(&programs.join("initdb"))
                .args([
                    "--no-sync",
                    "--auth=trust",
                    "--username=postgres",
                    "--encoding=UTF8",
                    "--locale=C",
                    "-D",
                ])
                .arg(folder.path().join("data")),
        );
        let cluster = Self {
            programs,
            server: Mutex::new(None),
            settings,
            databases: AtomicU32::new(0),
            folder,
        };
        cluster.start();
        Some(cluster)
    }

    /// Starts the server, and waits until it answers.
    ///
    /// # Panics
    /// Where it does not come up.
    pub fn start(&self) {
        let shell = as_postgres(Path::new("sh"))
            .args(["-c", SERVE, "sh"])
            .arg(self.folder.path())
            .arg(&self.programs)
            .args(self.settings)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("started");
        *self.server.lock().unwrap_or_else(PoisonError::into_inner) = Some(shell);
        let since = Instant::now();
        while self.ask("postgres", "SELECT 1").is_none() {
            assert!(
                since.elapsed() < PATIENCE,
                "the server does not answer: {}",
                fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
            );
        }
    }

    /// The server's process; those that serve connections are its children.
    ///
    /// # Panics
    /// Where it does not run.
    #[must_use]
    pub fn id(&self) -> u32 {
        let noted = fs::read_to_string(self.folder.path().join("data/postmaster.pid")).expect("a server");
        noted.lines().next().and_then(|id| id.parse().ok()).expect("its id")
    }

    /// Ends the server as a loss of its machine's memory would: SIGKILL, to all its processes.
    ///
    /// # Panics
    /// Where it does not run.
    pub fn kill(&self) {
        let id = self.id().to_string();
        done(Command::new("kill").args(["-STOP", &id]));
        let children = Command::new("ps")
            .args(["-o", "pid=", "--ppid", &id])
            .output()
            .expect("asked");
        let children = String::from_utf8(children.stdout).expect("numbers");
        // The first alone must be there: a child may end by itself.
        done(Command::new("kill").args(["-KILL", &id]));
        let _ = Command::new("kill")
            .arg("-KILL")
            .args(children.split_whitespace())
            .stderr(Stdio::null())
            .status();
        self.end();
    }

    /// Makes a database; gives its name for `--database`.
    ///
    /// # Panics
    /// Where it cannot be made.
    #[must_use]
    pub fn database(&self) -> String {
        let name = format!("satchel_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.ask("postgres", &format!("CREATE DATABASE {name}")).expect("made");
        format!("postgres:///{name}?user=postgres&host={}", self.folder.path().display())
    }

    /// What a database is called inside of the cluster.
    #[must_use]
    pub fn name_of(database: &str) -> String {
        let name = database.trim_start_matches("postgres:///");
        name.split('?').next().unwrap_or(name).to_owned()
    }

    /// What the server answers to a statement; nothing where it refuses or does not run.
    #[must_use]
    pub fn ask(&self, database: &str, statement: &str) -> Option<String> {
        let output = Command::new(self.programs.join("psql"))
            .args([
                "--no-psqlrc",
                "-At",
                "-U",
                "postgres",
                "-d",
                database,
                "-c",
                statement,
                "-h",
            ])
            .arg(self.folder.path())
            .stderr(Stdio::null())
            .output()
            .expect("psql runs");
        let answer = String::from_utf8(output.stdout).expect("UTF-8");
        output.status.success().then(|| answer.trim_end().to_owned())
    }

    /// Lets the shell end the server, and waits until both have.
    fn end(&self) {
        let shell = self.server.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut shell) = shell {
            drop(shell.stdin.take());
            let _ = shell.wait();
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.end();
    }
}

fn is_root() -> bool {
    let user = Command::new("id").arg("-u").output().expect("asked");
    user.stdout == b"0\n"
}

/// PostgreSQL refuses to run as root.
fn as_postgres(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program).current_dir("/");
    command
}

fn done(command: &mut Command) {
    let output = command.output().expect("started");
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}
