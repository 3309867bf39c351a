//! A virtual screen, and the processes on it.

use std::{fs, path::Path, process::Command, process::Stdio};

use crate::process::{Running, until};

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
    let mark = format!("SATCHEL_VAULT={}", vault.display());
    let mut killed = 0;
    for process in fs::read_dir("/proc").expect("processes").flatten() {
        let path = process.path();
        let ours = fs::read_link(path.join("exe")).is_ok_and(|exe| exe == program)
            && fs::read(path.join("environ"))
                .is_ok_and(|all| all.split(|byte| *byte == 0).any(|one| one == mark.as_bytes()));
        if ours {
            let id = process.file_name();
            let status = Command::new("kill").arg("-KILL").arg(id).status().expect("kill runs");
            assert!(status.success(), "the app was killed");
            until("the end of the app", || has_let_go(&path).then_some(()));
            killed += 1;
        }
    }
    assert!(killed > 0, "there is an app to kill");
}

/// Whether a killed process has closed its files: it is gone, or only its last thread waits to be buried.
fn has_let_go(process: &Path) -> bool {
    let Ok(stat) = fs::read_to_string(process.join("stat")) else {
        return true;
    };
    let is_dead = stat.rsplit_once(") ").is_some_and(|(_, state)| state.starts_with('Z'));
    is_dead && fs::read_dir(process.join("task")).is_ok_and(|threads| threads.count() <= 1)
}
