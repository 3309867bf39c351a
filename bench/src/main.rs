//! The benchmarks: each figure with its target beside it. `cargo xtask bench` builds and runs them, optimised.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod editing;
mod exchange;
mod figure;
mod search;
mod world;

use std::path::PathBuf;

use anyhow::Result;

fn main() -> Result<()> {
    println!("{:<64} {:>12} {:>12}  ratio", "figure", "measured", "target");
    for records in [100, 500, 2_000] {
        exchange::run(records)?;
    }
    editing::run()?;
    search::run(&data())?;
    Ok(())
}

/// Real data, beside the project where it is worked on.
fn data() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("bench"), PathBuf::from);
    package.join("../../shared/data")
}
