//! A program that runs beside this one, and never outlives it.

use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::process;

/// How long a program may take to end in order, before it is killed.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub(crate) struct Running {
    name: &'static str,
    child: Child,
}

impl Running {
    pub(crate) fn start(name: &'static str, mut command: Command) -> Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        Ok(Self { name, child })
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// What it prints, once, where the command asked for a pipe.
    pub(crate) fn output(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// How it ended, if it did.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Asks it to end; true when it did in time.
    fn ends_in_order(&mut self) -> bool {
        if !process::succeeds(Command::new("kill").args(["-TERM", &self.child.id().to_string()])) {
            return false;
        }
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) && !self.ends_in_order() {
            // Nothing is left to try when even this fails.
            drop(self.child.kill());
            drop(self.child.wait());
        }
    }
}
