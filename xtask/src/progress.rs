//! What is being done and how far it is: `[3/8] Building the window …`, then the seconds that it took.

use std::io::Write;
use std::time::Instant;

use anyhow::Result;

/// Numbered steps of one task.
#[derive(Debug)]
pub(crate) struct Progress {
    total: usize,
    done: usize,
}

impl Progress {
    pub(crate) fn of(total: usize) -> Self {
        Self { total, done: 0 }
    }

    /// Announces a step, does it, and says how long it took. What the work returns is said after the time.
    pub(crate) fn step(&mut self, what: &str, work: impl FnOnce() -> Result<String>) -> Result<()> {
        self.done += 1;
        say(&format!("[{}/{}] {what} …", self.done, self.total));
        let started = Instant::now();
        let note = work()?;
        let separator = if note.is_empty() { "" } else { ": " };
        say(&format!(
            "      {:.1} s{separator}{note}",
            started.elapsed().as_secs_f64()
        ));
        Ok(())
    }
}

/// One line, at once, even where standard output is a pipe.
pub(crate) fn say(line: &str) {
    println!("{line}");
    // Nobody reads any more when this fails; the work goes on all the same.
    drop(std::io::stdout().flush());
}
