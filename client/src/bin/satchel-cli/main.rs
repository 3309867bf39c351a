//! `satchel-cli`: the app without a window.
//!
//! Exit codes: 0 done, 1 refused (the reason is on standard error), 2 wrong use.
#![expect(clippy::print_stderr, reason = "a command line tells its refusals there")]

mod arguments;
mod board;
mod commands;
mod consent;
mod fund;
mod office;
mod print;

use std::process::ExitCode;

use clap::Parser;
use satchel_shared::{
    Problem,
    locale::{Language, Texts},
};

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", print::plain(&failure.to_string()));
            failure.exit
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    let Arguments {
        vault,
        passphrase,
        command,
    } = arguments;
    if let Command::Batch = command {
        return commands::batch(vault, &passphrase);
    }
    commands::Session::new(vault, &passphrase).run(command)
}

/// Why a command was refused, in words.
#[derive(Debug)]
struct Failure {
    told: String,
    exit: ExitCode,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.told)
    }
}

impl<E: Into<Problem>> From<E> for Failure {
    fn from(error: E) -> Self {
        let problem = error.into();
        Self::other(format!(
            "{} [{}]",
            Texts::new(Language::English).problem(&problem),
            problem.code
        ))
    }
}

impl Failure {
    fn other(reason: impl ToString) -> Self {
        Self {
            told: reason.to_string(),
            exit: ExitCode::FAILURE,
        }
    }

    fn wrong_use(reason: impl ToString) -> Self {
        Self {
            exit: ExitCode::from(2),
            ..Self::other(reason)
        }
    }

    /// The same, with another line.
    fn with_line(self, line: &str) -> Self {
        Self {
            told: format!("{}\n{line}", self.told),
            ..self
        }
    }

    /// The same in a line of a batch.
    fn at_line(self, number: usize) -> Self {
        Self {
            told: format!("line {number}: {}", self.told),
            ..self
        }
    }
}
