//! `cargo xtask bench`: the benchmarks, optimised.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process;
use crate::progress::{Progress, say};
use crate::workspace::Workspace;
use crate::{system, wasm, window};

pub(crate) fn bench(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let is_sync = arguments.first().is_some_and(|first| first == "sync");
    let shows_a_window = arguments.is_empty() || arguments.iter().any(|name| name == "board");
    if shows_a_window {
        let mut progress = Progress::of(3);
        system::ensure_test(&mut progress)?;
        wasm::ensure(&mut progress)?;
        window::build(workspace, &mut progress)?;
    }
    let mut build = workspace.cargo();
    build.args(["build", "--release", "--package", "satchel-bench"]);
    if is_sync {
        // Together, so that what both need is built once.
        build.args(["--package", "satchel-hub"]);
    }
    if shows_a_window {
        build.args(["--package", "satchel-client"]);
    }
    process::run_shown(build)?;
    let mut bench = Command::new(workspace.optimised("satchel-bench"));
    bench
        .args(arguments)
        .env("CARGO_MANIFEST_DIR", workspace.root().join("bench"));
    if shows_a_window {
        let program = workspace.optimised("satchel-cli");
        let folder = program.parent().context("no folder of programs")?;
        bench.env("SATCHEL_BIN_DIR", folder);
        bench.env("SATCHEL_WINDOW_DIST", workspace.window());
    }
    if is_sync {
        bench.env("SATCHEL_BENCH_HUB", workspace.optimised("satchel-hub"));
        bench.env("SATCHEL_BENCH_PEERS", install_peers(workspace)?);
    }
    process::run_shown(bench)
}

/// The peers' scripts with the packages that they need, in a folder of their own beside what is built.
fn install_peers(workspace: &Workspace) -> Result<PathBuf> {
    for program in ["node", "npm"] {
        ensure!(
            process::succeeds(Command::new(program).arg("--version")),
            "there is no {program}: the peers run on Node.js 20 or newer; install it with npm \
             (`apt-get install nodejs npm` where that brings 20), or put it on the path"
        );
    }
    let folder = workspace.peers();
    let source = workspace.root().join("bench/peers");
    copy(&source, &folder)?;
    let lock = fs::read(source.join("package-lock.json"))?;
    let installed = folder.join("installed-lock.json");
    if fs::read(&installed).is_ok_and(|before| before == lock) {
        return Ok(folder);
    }
    say("      installing the peers, once");
    // Not `npm ci`, which refuses a lock without the optional packages of other systems. The lock's versions and sums hold.
    let mut npm = Command::new("npm");
    npm.current_dir(&folder)
        .args(["install", "--no-save", "--no-audit", "--no-fund"]);
    process::run(npm)?;
    fs::write(installed, lock)?;
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
