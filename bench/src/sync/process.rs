//! A program that answers one line of JSON to each, and what it costs the machine.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{self, Receiver},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// Ticks of a second in `/proc/PID/stat`, on every Linux that people run.
const TICKS: f64 = 100.0;
/// What is not measured may take so long before it counts as broken.
const LONG: Duration = Duration::from_mins(30);

pub(crate) struct Talking {
    child: Child,
    to: Option<ChildStdin>,
    from: Receiver<String>,
}

impl Talking {
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {command:?}"))?;
        let said = child.stdout.take().context("its output")?;
        let (sender, from) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(said).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let to = child.stdin.take();
        Ok(Self { child, to, from })
    }

    /// The next line that it says.
    pub(crate) fn line(&self) -> Result<String> {
        self.from.recv_timeout(LONG).context("it says nothing")
    }

    pub(crate) fn tell(&mut self, command: &Value) -> Result<()> {
        let to = self.to.as_mut().context("it was told to end")?;
        Ok(writeln!(to, "{command}")?)
    }

    /// The answer to what it was told; none where it has not come by then.
    pub(crate) fn answer(&self, within: Duration) -> Result<Option<Value>> {
        let line = match self.from.recv_timeout(within) {
            Ok(line) => line,
            Err(mpsc::RecvTimeoutError::Timeout) => return Ok(None),
            Err(mpsc::RecvTimeoutError::Disconnected) => bail!("its process ended"),
        };
        let answer: Value = serde_json::from_str(&line).with_context(|| line.clone())?;
        if answer.get("done") != Some(&Value::Bool(true)) {
            bail!("{}", answer.get("why").and_then(Value::as_str).unwrap_or(&line));
        }
        Ok(Some(answer))
    }

    pub(crate) fn ask(&mut self, command: &Value) -> Result<Value> {
        self.tell(command)?;
        self.answer(LONG)?.context("no answer")
    }

    /// User and system time of the process so far, in seconds.
    pub(crate) fn cpu_seconds(&self) -> Result<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name of the program, in brackets, may hold anything.
        let (_, rest) = stat.rsplit_once(')').context("a stat without a name")?;
        let ticks = |at: usize| rest.split_whitespace().nth(at).and_then(|it| it.parse::<f64>().ok());
        Ok((ticks(11).context("utime")? + ticks(12).context("stime")?) / TICKS)
    }

    /// The most memory that it had in RAM at once, in MB.
    pub(crate) fn peak_mb(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kilobytes = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok())
            .context("VmHWM")?;
        Ok(kilobytes / 1_000.0)
    }

    /// Ends it in good order, so that its store is closed.
    pub(crate) fn end(mut self) -> Result<()> {
        self.to = None;
        for _ in 0..1_000 {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }
}

impl Drop for Talking {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
