//! The compiler that makes WebAssembly: rustup's target where it can be had, Debian's second compiler otherwise.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;
use crate::progress::Progress;
use crate::system;
use crate::workspace::Workspace;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler for the web, with the standard library's sources and the linker.
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// A compiler that can build the window.
#[derive(Debug)]
pub(crate) enum Compiler {
    /// The toolchain that builds everything else has the target too.
    Rustup,
    /// Debian's, which builds the standard library for the target itself.
    Debian { cargo: PathBuf, rustc: PathBuf },
}

/// One step: finds the compiler, or installs one.
pub(crate) fn ensure(progress: &mut Progress) -> Result<()> {
    progress.step("Looking for a compiler to WebAssembly", || {
        Ok(Compiler::find_or_install()?.describe())
    })
}

impl Compiler {
    pub(crate) fn find() -> Option<Self> {
        if has_rustup_target() {
            Some(Self::Rustup)
        } else {
            Self::find_debian()
        }
    }

    fn find_or_install() -> Result<Self> {
        if let Some(compiler) = Self::find() {
            return Ok(compiler);
        }
        let mut rustup = Command::new("rustup");
        rustup.args(["target", "add", TARGET]);
        if process::run(rustup).is_ok() && has_rustup_target() {
            return Ok(Self::Rustup);
        }
        if !system::is_debian() {
            bail!(
                "the window needs the target {TARGET}, and `rustup target add {TARGET}` failed; \
                 add it by hand, then run this again"
            );
        }
        system::install(DEBIAN_PACKAGES)?;
        match Self::find() {
            Some(compiler) => Ok(compiler),
            None => bail!(
                "{} are installed, but hold no compiler to {TARGET}",
                DEBIAN_PACKAGES.join(" ")
            ),
        }
    }

    fn find_debian() -> Option<Self> {
        if !system::missing(DEBIAN_PACKAGES).ok()?.is_empty() {
            return None;
        }
        Some(Self::Debian {
            cargo: installed_file("cargo-web", "bin/cargo")?,
            rustc: installed_file("rustc-web", "bin/rustc")?,
        })
    }

    fn describe(&self) -> String {
        match self {
            Self::Rustup => format!("the toolchain's own target {TARGET}"),
            Self::Debian { rustc, .. } => format!("Debian's {}", rustc.display()),
        }
    }

    /// `cargo build --release --target …` at the root; the caller adds what is built, and where.
    pub(crate) fn build(&self, workspace: &Workspace) -> Command {
        let mut command = match self {
            Self::Rustup => workspace.cargo(),
            Self::Debian { cargo, rustc } => {
                let mut command = Command::new(cargo);
                command
                    .current_dir(workspace.root())
                    .env("RUSTC", rustc)
                    // Building the standard library is an unstable feature, which a released compiler refuses without this.
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-19")
                    // `cargo run` points these at the other toolchain.
                    .env_remove("CARGO")
                    .env_remove("LD_LIBRARY_PATH");
                command
            }
        };
        command.args(["build", "--release", "--target", TARGET]);
        if matches!(self, Self::Debian { .. }) {
            command.args(["-Z", "build-std=std,panic_abort"]);
        }
        command
    }
}

/// Whether the standard library for the target lies beside the compiler's own, which needs no rustup to be seen.
fn has_rustup_target() -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "sysroot"]);
    process::read(rustc).is_ok_and(|sysroot| {
        Path::new(&sysroot)
            .join("lib/rustlib")
            .join(TARGET)
            .join("lib")
            .is_dir()
    })
}

/// The file of an installed Debian package whose path ends so.
fn installed_file(package: &str, ending: &str) -> Option<PathBuf> {
    let mut dpkg = Command::new("dpkg");
    dpkg.args(["-L", package]);
    let files = process::read(dpkg).ok()?;
    files
        .lines()
        .map(PathBuf::from)
        .find(|file| file.ends_with(ending) && file.is_file())
}
