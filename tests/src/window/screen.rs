//! A virtual screen, and the processes on it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use crate::process::{PATIENCE, Running, until};

/// An X server without a screen, on a display of its own.
#[derive(Debug)]
pub struct Screen {
    _server: Running,
    display: String,
}

impl Screen {
    /// Starts one.
    ///
    /// # Panics
    /// Where it does not come up.
    #[must_use]
    pub fn new() -> Self {
        let mut server = Running::start(
            // It chooses a free display, and prints its number once it is ready.
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1360x860x24", "-nolisten", "tcp"])
                .stderr(Stdio::null()),
        );
        let number = server.line();
        assert!(!number.is_empty(), "Xvfb printed no display");
        Self {
            _server: server,
            display: format!(":{number}"),
        }
    }

    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }
}

impl Default for Screen {
    fn default() -> Self {
        Self::new()
    }
}

/// Kills the app that runs over this vault. The driver started it, so it is found by its program and its environment.
pub(super) fn kill_app(program: &Path, vault: &Path) {
    let program = program.canonicalize().expect("a program");
    let is_app = |process: &PathBuf| fs::read_link(process.join("exe")).is_ok_and(|exe| exe == program);
    let apps: Vec<PathBuf> = with_environment("SATCHEL_VAULT", vault).filter(is_app).collect();
    assert!(!apps.is_empty(), "there is an app to kill");
    for app in apps {
        assert!(kill(&app), "the app was killed");
        until("the end of the app", || has_let_go(&app).then_some(()));
    }
}

/// Kills all that was started with this in its environment, also what the driver left behind: it ends no browser when it ends.
pub(super) fn kill_all(name: &str, value: &Path) {
    let since = Instant::now();
    // What is killed may just have started another.
    while since.elapsed() < PATIENCE {
        let all: Vec<PathBuf> = with_environment(name, value).filter(|it| !has_let_go(it)).collect();
        if all.is_empty() {
            return;
        }
        for process in all {
            kill(&process);
        }
    }
}

fn kill(process: &Path) -> bool {
    let id = process.file_name().unwrap_or_default();
    let status = Command::new("kill").arg("-KILL").arg(id).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// The processes that have this in their environment, as folders of `/proc`.
fn with_environment(name: &str, value: &Path) -> impl Iterator<Item = PathBuf> {
    let mark = format!("{name}={}", value.display());
    let processes = fs::read_dir("/proc").expect("processes").flatten();
    processes.map(|process| process.path()).filter(move |process| {
        let environment = fs::read(process.join("environ"));
        environment.is_ok_and(|all| all.split(|byte| *byte == 0).any(|one| one == mark.as_bytes()))
    })
}

/// Whether a killed process has closed its files: it is gone, or only its last thread waits to be buried.
fn has_let_go(process: &Path) -> bool {
    let Ok(stat) = fs::read_to_string(process.join("stat")) else {
        return true;
    };
    let is_dead = stat.rsplit_once(") ").is_some_and(|(_, state)| state.starts_with('Z'));
    is_dead && fs::read_dir(process.join("task")).is_ok_and(|threads| threads.count() <= 1)
}
