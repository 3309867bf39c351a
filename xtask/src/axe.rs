//! axe-core (MPL-2.0), which looks for what keeps people out of a page: fetched once by npm, kept in the build folder, and
//! no part of what is shipped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::process;
use crate::progress::Progress;
use crate::system;
use crate::workspace::Workspace;

const PACKAGE: &str = "axe-core@4.10.3";
const ARCHIVE: &str = "axe-core-4.10.3.tgz";
const SCRIPT: &str = "package/axe.min.js";
/// SHA-256 of the script: whatever else npm brings is not run.
const SUM: &str = "880970c081707360e64f34cea25ff91892f5bc95675b0776925b9709dd8a68bb";

/// One step: where the script is; none where it cannot be had, which is said. The stories that need it skip then.
pub(crate) fn ensure(workspace: &Workspace, progress: &mut Progress) -> Result<Option<PathBuf>> {
    let mut script = None;
    progress.step("Looking for axe-core, which checks the window's accessibility", || {
        let folder = workspace.tools();
        match fetch(&folder) {
            Ok(file) => {
                let told = file.display().to_string();
                script = Some(file);
                Ok(told)
            }
            Err(why) => Ok(format!("not to be had, so accessibility is NOT checked: {why:#}")),
        }
    })?;
    Ok(script)
}

fn fetch(folder: &Path) -> Result<PathBuf> {
    let script = folder.join(SCRIPT);
    if script.exists() {
        check(&script)?;
        return Ok(script);
    }
    if !process::succeeds(Command::new("npm").arg("--version")) {
        ensure!(system::is_debian(), "there is no npm");
        system::install(&["npm"])?;
    }
    fs::create_dir_all(folder)?;
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(["pack", "--silent", PACKAGE]);
    process::read(npm)?;
    let mut tar = Command::new("tar");
    tar.current_dir(folder).args(["-xzf", ARCHIVE, SCRIPT]);
    process::run(tar)?;
    let checked = check(&script);
    if checked.is_err() {
        fs::remove_file(&script)?;
    }
    checked.map(|()| script)
}

fn check(script: &Path) -> Result<()> {
    let mut sum = Command::new("sha256sum");
    sum.arg(script);
    let printed = process::read(sum)?;
    ensure!(
        printed.split_whitespace().next() == Some(SUM),
        "{} is not the script that this project knows",
        script.display()
    );
    Ok(())
}
