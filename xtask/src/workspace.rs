//! Where things are: the repository's root, the build folders, the window's files, and the cargo to build with.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The feature with which the app serves the window that is built into it, instead of asking a development server.
pub(crate) const APP_FEATURE: &str = "satchel/custom-protocol";

#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// From the environment that `cargo run` gives, so that a binary built in one clone never works on another.
    pub(crate) fn find() -> Result<Self> {
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package.parent().context("xtask's folder has no parent")?.to_path_buf();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => std::path::absolute(folder)?,
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the debug binaries.
    pub(crate) fn binaries(&self) -> PathBuf {
        self.target.join("debug")
    }

    /// One debug binary, as this system names it.
    pub(crate) fn binary(&self, name: &str) -> PathBuf {
        self.binaries().join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// One optimised binary.
    pub(crate) fn optimised(&self, name: &str) -> PathBuf {
        let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        self.target.join("release").join(name)
    }

    /// What the sync benchmark compares with, installed.
    pub(crate) fn peers(&self) -> PathBuf {
        self.target.join("bench/peers")
    }

    /// A clone in which one rule at a time is broken.
    pub(crate) fn mutated(&self) -> PathBuf {
        self.target.join("mutated")
    }

    /// The window's build folder, apart, since another compiler may build it.
    pub(crate) fn wasm_target(&self) -> PathBuf {
        std::env::var_os("SATCHEL_WASM_TARGET_DIR").map_or_else(|| self.target.join("wasm"), PathBuf::from)
    }

    /// The finished window: what the app embeds and `satchel-cli window` serves.
    pub(crate) fn window(&self) -> PathBuf {
        self.root.join("frontend/dist")
    }

    /// Tools that are fetched, not built.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Ignored by git: the demonstration's hub and vault, and what must be remembered between two runs.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.root.join(".satchel")
    }

    /// The cargo that started this program, at the root.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root);
        command
    }
}
