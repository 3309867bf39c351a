//! Every dependency's licence, source and version, against `deny.toml`.
//!
//! Advisories are not asked for: their database is fetched from a place that a closed network does not reach.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::progress::say;
use crate::workspace::Workspace;

pub(super) fn check(workspace: &Workspace) -> Result<String> {
    let mut deny = Command::new(ensure_cargo_deny(workspace)?);
    deny.current_dir(workspace.root())
        .args(["--workspace", "--all-features", "check", "licenses", "bans", "sources"]);
    process::run(deny)?;
    Ok("every dependency may be used".to_owned())
}

/// `cargo-deny`, from the path or from the folder of tools, where it is installed once.
fn ensure_cargo_deny(workspace: &Workspace) -> Result<PathBuf> {
    let on_path = PathBuf::from("cargo-deny");
    if works(&on_path) {
        return Ok(on_path);
    }
    let tools = tools_folder()?;
    let installed = tools
        .join("bin")
        .join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if !works(&installed) {
        say("      installing cargo-deny, once");
        let mut cargo = workspace.cargo();
        cargo.args(["install", "cargo-deny", "--locked", "--root"]).arg(&tools);
        process::run(cargo)?;
    }
    Ok(installed)
}

fn works(program: &Path) -> bool {
    process::succeeds(Command::new(program).arg("--version"))
}

/// `$SATCHEL_CACHE/tools`, or the user's own cache folder.
fn tools_folder() -> Result<PathBuf> {
    let cache = match std::env::var_os("SATCHEL_CACHE") {
        Some(cache) => PathBuf::from(cache),
        None => std::env::home_dir()
            .context("there is no home folder; set SATCHEL_CACHE")?
            .join(".cache/satchel"),
    };
    Ok(cache.join("tools"))
}
