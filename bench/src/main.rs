//! The benchmarks: each figure with its target beside it. `cargo xtask bench` builds and runs them, optimised.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod board;
mod editing;
mod exchange;
mod figure;
mod history;
mod intake;
mod records;
mod search;
mod sync;
mod world;

use std::path::PathBuf;

use anyhow::{Result, ensure};

/// The benchmarks by name: `cargo xtask bench records search` runs two of them; without a name, all
/// but `sync`, which is a program of its own.
fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, folder] = arguments.as_slice()
        && first == records::MEMORY
    {
        return records::tell_memory(folder.as_ref());
    }
    match arguments.split_first() {
        Some((first, rest)) if first == "sync" => return sync::run(rest),
        Some((first, [])) if first == sync::DEVICE => return sync::device(),
        _ => {}
    }
    let wanted = |name: &str| arguments.is_empty() || arguments.iter().any(|argument| argument == name);
    println!("{:<64} {:>12} {:>12}  ratio", "figure", "measured", "target");
    if wanted("exchange") {
        for records in [100, 500, 2_000] {
            exchange::run(records)?;
        }
    }
    if wanted("board") {
        board::run()?;
    }
    if wanted("editing") {
        editing::run()?;
    }
    if wanted("history") {
        history::run()?;
    }
    if wanted("intake") {
        intake::run()?;
    }
    if wanted("records") {
        records::run()?;
    }
    if wanted("search") {
        search::run(&data())?;
    }
    ensure!(figure::over() == 0, "{} figures are over their targets", figure::over());
    Ok(())
}

/// Real data, beside the project where it is worked on.
fn data() -> PathBuf {
    package().join("../../shared/data")
}

/// This package's folder.
fn package() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("bench"), PathBuf::from)
}
