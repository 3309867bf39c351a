//! `cargo xtask bench`: the benchmarks, optimised.

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

pub(crate) fn bench(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo
        .args(["run", "--release", "--package", "satchel-bench", "--"])
        .args(arguments);
    process::run_shown(cargo)
}
