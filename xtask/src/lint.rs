//! `cargo xtask lint`: what a reviewer should not have to say.

mod licences;
mod styles;
mod tidy;

use anyhow::Result;

use crate::process;
use crate::progress::Progress;
use crate::system;
use crate::workspace::Workspace;

pub(crate) fn lint(workspace: &Workspace) -> Result<()> {
    let mut progress = Progress::of(5);
    progress.step("Reading every file for the house's rules", || tidy::check(workspace))?;
    progress.step("Checking the layout of the code", || {
        let mut cargo = workspace.cargo();
        cargo.args(["fmt", "--all", "--check"]);
        process::run(cargo)?;
        Ok(String::new())
    })?;
    progress.step("Checking licences, sources and banned packages", || {
        licences::check(workspace)
    })?;
    system::ensure_build(&mut progress)?;
    progress.step("Running clippy", || {
        let mut cargo = workspace.cargo();
        cargo.args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--features",
            "xtask/window-bundle",
        ]);
        cargo.args(["--", "-D", "warnings"]);
        process::run(cargo)?;
        Ok(String::new())
    })
}
