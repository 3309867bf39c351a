//! `cargo xtask test`: every test, those that drive the real window included.

use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::progress::Progress;
use crate::workspace::{APP_FEATURE, Workspace};
use crate::{axe, system, wasm, window};

/// One choice of packages, targets and features for building and for running, so that nothing is built twice.
const SELECTION: &[&str] = &["--workspace", "--features", APP_FEATURE];

pub(crate) fn test(workspace: &Workspace, runner: &[String]) -> Result<()> {
    let mut progress = Progress::of(6);
    system::ensure_test(&mut progress)?;
    let axe = axe::ensure(workspace, &mut progress)?;
    wasm::ensure(&mut progress)?;
    window::build(workspace, &mut progress)?;
    progress.step("Building the programs and the tests", || {
        let mut cargo = workspace.cargo();
        cargo.arg("build").args(SELECTION).args(["--lib", "--bins", "--tests"]);
        process::run(cargo)?;
        Ok(String::new())
    })?;
    progress.step("Running the tests", || {
        let mut cargo = workspace.cargo();
        cargo.args(test_command()).args(SELECTION).args(runner);
        // The tests drive these very programs, and serve this very window.
        cargo
            .env("SATCHEL_BIN_DIR", workspace.binaries())
            .env("SATCHEL_WINDOW_DIST", workspace.window())
            .envs(axe.iter().map(|script| ("SATCHEL_AXE", script)));
        process::run_shown(cargo)?;
        Ok("all of them pass".to_owned())
    })
}

fn test_command() -> &'static [&'static str] {
    if process::succeeds(Command::new("cargo-nextest").arg("--version")) {
        &["nextest", "run", "--config-file", ".ci/nextest.toml"]
    } else {
        &["test", "--no-fail-fast"]
    }
}
