//! Everything a person types: `cargo xtask run`, `test`, `lint`, `bench`, `histories`, `mutations`, `window`, `pictures`,
//! `rules`.
//!
//! It stays quick to build, because it is the first thing that a newcomer waits for: no async runtime, no HTTP
//! library, and what takes minutes to build (the wasm-bindgen library) is a binary of its own, `window-bundle`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that people run in a terminal"
)]

mod axe;
mod bench;
mod histories;
mod http;
mod lint;
mod mutations;
mod pictures;
mod process;
mod progress;
mod rules;
mod run;
mod running;
mod system;
mod test;
mod wasm;
mod window;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::progress::Progress;
use crate::workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Everything a person types in this repository")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what is missing, build everything, start a hub with demonstration content, and open the app
    Run,
    /// Install what is missing, build everything, and run every test
    Test {
        /// Passed on to the test runner, for example a test's name
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        runner: Vec<String>,
    },
    /// Check layout, licences, and the code's form with warnings denied
    Lint,
    /// Build and run the benchmarks, optimised
    Bench {
        /// Passed on to the benchmarks
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Play histories of devices and a hub, optimised and with every check
    Histories {
        /// How many
        #[arg(default_value_t = 10_000)]
        count: u64,
        /// The seed of the first; the others' follow
        #[arg(long, default_value_t = 1)]
        from: u64,
    },
    /// Break one rule of the exchange at a time, and see whether the histories catch it
    Mutations {
        /// Only those whose names hold one of these words
        words: Vec<String>,
    },
    /// Build the window alone, into frontend/dist
    Window,
    /// Take the pictures of the window in docs/pictures
    Pictures,
    /// Write docs/rules.md: who may decide what, in which status
    Rules,
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The chain of causes is what a person can act on; a back trace of this program is not.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    let workspace = Workspace::find()?;
    match task {
        Task::Run => run::run(&workspace),
        Task::Test { runner } => test::test(&workspace, &runner),
        Task::Lint => lint::lint(&workspace),
        Task::Bench { arguments } => bench::bench(&workspace, &arguments),
        Task::Histories { count, from } => histories::histories(&workspace, count, from),
        Task::Mutations { words } => mutations::mutations(&workspace, &words),
        Task::Window => {
            let mut progress = Progress::of(2);
            wasm::ensure(&mut progress)?;
            window::build(&workspace, &mut progress)
        }
        Task::Pictures => pictures::pictures(&workspace),
        Task::Rules => rules::rules(&workspace),
    }
}
