//! Where the programs and the test data are.

use std::{env, path::PathBuf};

/// One of the built programs.
///
/// # Panics
/// Where it has not been built: a story about nothing would be worse.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    let folder = env::var_os("SATCHEL_BIN_DIR").map(PathBuf::from).or_else(|| {
        // Test programs are in `deps/`, beside which the others are.
        Some(env::current_exe().ok()?.parent()?.parent()?.to_owned())
    });
    let program = folder.unwrap_or_default().join(name);
    assert!(
        program.exists(),
        "{} has not been built: run `cargo xtask test`",
        program.display()
    );
    program
}

/// A file of real data, which lies beside the project where it is worked on and is no part of it.
/// Where it is not there, a story says so and ends.
#[must_use]
pub fn data(name: &str) -> Option<PathBuf> {
    // Asked of the run and not of the build: two clones may share one build folder.
    let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("tests"), PathBuf::from);
    let file = package.join("../../shared/data").join(name);
    if !file.exists() {
        eprintln!("skipped: there is no shared/data/{name} beside this clone");
        return None;
    }
    Some(file)
}
