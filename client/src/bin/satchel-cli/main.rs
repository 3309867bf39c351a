//! `satchel-cli`: the app without a window.
//!
//! Exit codes: 0 done, 1 refused (the reason is on standard error), 2 wrong use.
#![expect(clippy::print_stderr, reason = "a command line tells its refusals there")]

mod arguments;
mod commands;
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
            eprintln!("{failure}");
            ExitCode::FAILURE
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
struct Failure(String);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: Into<Problem>> From<E> for Failure {
    fn from(error: E) -> Self {
        let problem = error.into();
        Self(format!(
            "{} [{}]",
            Texts::new(Language::English).problem(&problem),
            problem.code
        ))
    }
}

impl Failure {
    fn other(reason: impl ToString) -> Self {
        Self(reason.to_string())
    }
}
