//! The window: `frontend/` compiled to WebAssembly and laid out in `frontend/dist` as a browser wants it.
//!
//! Only what changed is done again, and a file is written only when its bytes differ: the app embeds this folder, and
//! would be built again for a new time stamp.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process;
use crate::progress::Progress;
use crate::wasm::{Compiler, TARGET};
use crate::workspace::Workspace;

const PACKAGE: &str = "satchel-frontend";

/// Files that go into the window as they are.
const COPIED: &[&str] = &["index.html", "start.js", "icon.svg"];

/// All of `frontend/styles`, one after the other in the order of their names.
const STYLES: &str = "satchel.css";

/// One step: compiles and lays out the window.
pub(crate) fn build(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    progress.step("Building the window", || {
        let wasm = compile(workspace)?;
        let bundle = bundle(workspace, &wasm)?;
        let mut files = files_under(&bundle)?;
        add_static_files(&workspace.root().join("frontend"), &mut files)?;
        let written = lay_out(&workspace.window(), &files)?;
        let bytes: usize = files.values().map(Vec::len).sum();
        Ok(format!(
            "{} files, {} KiB, {written} of them new",
            files.len(),
            bytes.div_ceil(1024)
        ))
    })
}

fn compile(workspace: &Workspace) -> Result<PathBuf> {
    let compiler = Compiler::find().context("no compiler to WebAssembly is installed")?;
    let target = workspace.wasm_target();
    let mut build = compiler.build(workspace);
    build
        .args(["--package", PACKAGE, "--target-dir"])
        .arg(&target)
        // The window travels over slow links and through small machines: size before speed.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "s")
        // With the workspace's flags for this target, not those of whoever measures or instruments the rest.
        .env_remove("RUSTFLAGS");
    process::run(build)?;
    let wasm = target.join(TARGET).join("release").join(PACKAGE).with_extension("wasm");
    if !wasm.is_file() {
        bail!("the build ended well, but there is no {}", wasm.display());
    }
    Ok(wasm)
}

/// The folder with what wasm-bindgen made of this WebAssembly, made again only when that changed.
fn bundle(workspace: &Workspace, wasm: &Path) -> Result<PathBuf> {
    let folder = workspace.scratch().join("bundle");
    let stamp_file = workspace.scratch().join("bundle.stamp");
    let mut hasher = DefaultHasher::new();
    hasher.write(&std::fs::read(wasm)?);
    let stamp = format!(
        "{:016x} {}",
        hasher.finish(),
        locked_version(workspace.root(), "wasm-bindgen")?
    );
    if folder.is_dir() && std::fs::read_to_string(&stamp_file).is_ok_and(|known| known == stamp) {
        return Ok(folder);
    }
    if folder.is_dir() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    let mut bundler = workspace.cargo();
    bundler
        .args([
            "run",
            "--package",
            "xtask",
            "--features",
            "window-bundle",
            "--bin",
            "window-bundle",
            "--",
        ])
        .args([wasm, &folder]);
    process::run(bundler)?;
    std::fs::write(stamp_file, stamp)?;
    Ok(folder)
}

/// Every file below a folder, by its path from there with forward slashes.
fn files_under(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let parts: Vec<_> = path.strip_prefix(folder)?.iter().map(OsStr::to_string_lossy).collect();
                files.insert(parts.join("/"), std::fs::read(&path)?);
            }
        }
    }
    Ok(files)
}

fn add_static_files(frontend: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    for name in COPIED {
        let source = frontend.join(name);
        let bytes = std::fs::read(&source).with_context(|| format!("cannot read {}", source.display()))?;
        files.insert((*name).to_owned(), bytes);
    }
    let mut styles = Vec::new();
    let sheets = files_under(&frontend.join("styles")).context("cannot read frontend/styles")?;
    for sheet in sheets
        .iter()
        .filter_map(|(name, bytes)| name.ends_with(".css").then_some(bytes))
    {
        styles.extend_from_slice(sheet);
        styles.push(b'\n');
    }
    files.insert(STYLES.to_owned(), styles);
    Ok(())
}

/// Makes the folder hold these files and no others; says how many had to be written.
fn lay_out(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<usize> {
    std::fs::create_dir_all(folder)?;
    for name in files_under(folder)?
        .into_keys()
        .filter(|name| !files.contains_key(name))
    {
        std::fs::remove_file(folder.join(name))?;
    }
    let mut written = 0;
    for (name, bytes) in files {
        let path = folder.join(name);
        if std::fs::read(&path).is_ok_and(|present| present == *bytes) {
            continue;
        }
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        written += 1;
    }
    Ok(written)
}

/// The version of a package that Cargo.lock holds.
fn locked_version(root: &Path, package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(root.join("Cargo.lock"))?;
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines
        .next()
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    Ok(version
        .with_context(|| format!("Cargo.lock holds no {package}"))?
        .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundler_speaks_the_format_of_the_locked_wasm_bindgen() -> Result<()> {
        let workspace = Workspace::find()?;
        let manifest = std::fs::read_to_string(workspace.root().join("xtask/Cargo.toml"))?;
        let locked = locked_version(workspace.root(), "wasm-bindgen")?;
        assert_eq!(locked_version(workspace.root(), "wasm-bindgen-cli-support")?, locked);
        assert!(
            manifest.contains(&format!("wasm-bindgen-cli-support = {{ version = \"={locked}\"")),
            "xtask/Cargo.toml must pin wasm-bindgen-cli-support to {locked}"
        );
        Ok(())
    }

    #[test]
    fn a_layout_holds_exactly_the_given_files_and_writes_only_what_differs() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let first = BTreeMap::from([file("index.html", "one"), file("snippets/a.js", "two")]);
        assert_eq!(lay_out(folder.path(), &first)?, 2);
        assert_eq!(files_under(folder.path())?, first);

        let second = BTreeMap::from([file("index.html", "one"), file("satchel.css", "three")]);
        assert_eq!(lay_out(folder.path(), &second)?, 1);
        assert_eq!(files_under(folder.path())?, second);
        Ok(())
    }

    #[test]
    fn style_sheets_follow_each_other_in_the_order_of_their_names() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for name in COPIED {
            std::fs::write(folder.path().join(name), "")?;
        }
        std::fs::create_dir(folder.path().join("styles"))?;
        std::fs::write(folder.path().join("styles/20-page.css"), "b{}")?;
        std::fs::write(folder.path().join("styles/10-base.css"), "a{}")?;
        let mut files = BTreeMap::new();
        add_static_files(folder.path(), &mut files)?;
        assert_eq!(files.get(STYLES).map(Vec::as_slice), Some(b"a{}\nb{}\n".as_slice()));
        Ok(())
    }
}
