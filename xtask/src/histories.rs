//! `cargo xtask histories`: many more histories of the simulated world than a test run plays.

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

pub(crate) fn histories(workspace: &Workspace, count: u64, from: u64) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo
        .args([
            "test",
            "--profile",
            "histories",
            "--package",
            "satchel-tests",
            "--test",
            "world",
        ])
        .args(["--", "--nocapture"])
        .env("SATCHEL_HISTORIES", count.to_string())
        .env("SATCHEL_SEED", from.to_string());
    process::run_shown(cargo)
}
