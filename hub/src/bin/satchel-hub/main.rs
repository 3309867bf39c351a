//! `satchel-hub`: headquarters' hub from the command line.
//!
//! What a script needs stands alone on standard output; reasons and logs go to standard error. Exit 0: done; 1: refused, with
//! the reason; 2: wrong use. Every command but `init` works while a hub serves the same folder.

mod arguments;
mod commands;
mod serve;

use std::{io::Write, process::ExitCode};

use clap::Parser;

use crate::arguments::Arguments;

#[tokio::main]
async fn main() -> ExitCode {
    match commands::run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            // Nobody is left to tell where standard error is closed.
            let _ = writeln!(std::io::stderr(), "satchel-hub: {reason}");
            ExitCode::FAILURE
        }
    }
}
