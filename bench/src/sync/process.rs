//! A program that answers one line of JSON to each, and what it costs the machine.

use std::{
    collections::VecDeque,
    fs,
    io::{BufRead, BufReader, Read, Write},
    num::ParseFloatError,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver},
    },
    time::Duration,
};

use anyhow::{Context, Error, Result, anyhow, bail};
use serde_json::Value;

/// Ticks of a second in `/proc/PID/stat`, on every Linux that people run.
const TICKS: f64 = 100.0;
/// What is not measured may take so long before it counts as broken.
const LONG: Duration = Duration::from_mins(30);
/// Lines of its complaints that are kept: the last, which say why it ended.
const COMPLAINTS: usize = 12;

pub(crate) struct Talking {
    child: Child,
    to: Option<ChildStdin>,
    from: Receiver<String>,
    complaints: Arc<Mutex<VecDeque<String>>>,
}

impl Talking {
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {command:?}"))?;
        let said = child.stdout.take().context("its output")?;
        let (sender, from) = mpsc::channel();
        for_each_line(said, move |line| drop(sender.send(line)));
        let complaints = Arc::<Mutex<VecDeque<String>>>::default();
        let kept = Arc::clone(&complaints);
        for_each_line(child.stderr.take().context("its complaints")?, move |line| {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() == COMPLAINTS {
                kept.pop_front();
            }
            kept.push_back(line);
        });
        let to = child.stdin.take();
        Ok(Self {
            child,
            to,
            from,
            complaints,
        })
    }

    /// The next line that it says.
    pub(crate) fn line(&self) -> Result<String> {
        self.from.recv_timeout(LONG).map_err(|error| self.silent(error))
    }

    /// Why nothing comes from it, in its own words where it has any.
    fn silent(&self, error: mpsc::RecvTimeoutError) -> Error {
        let complaints = self.complaints.lock().unwrap_or_else(PoisonError::into_inner);
        let words: Vec<&str> = complaints.iter().map(String::as_str).collect();
        let what = match error {
            mpsc::RecvTimeoutError::Timeout => "it says nothing",
            mpsc::RecvTimeoutError::Disconnected => "its process ended",
        };
        anyhow!("{what}; before: {}", words.join("\n"))
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
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
            Err(error @ mpsc::RecvTimeoutError::Disconnected) => return Err(self.silent(error)),
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

fn for_each_line(from: impl Read + Send + 'static, mut take: impl FnMut(String) + Send + 'static) {
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            take(line);
        }
    });
}

fn sum_of_two(ticks: &mut impl Iterator<Item = Result<f64, ParseFloatError>>) -> Result<f64> {
    let sum = ticks.take(2).sum::<Result<f64, _>>()?;
    Ok(sum / TICKS)
}

/// What a process's threads have had of the processor so far.
fn alive_seconds(id: u32) -> Result<f64> {
    let mut seconds = 0.0;
    for thread in fs::read_dir(format!("/proc/{id}/task"))? {
        // One that has ended since is in the ticks.
        let Ok(times) = fs::read_to_string(thread?.path().join("schedstat")) else {
            continue;
        };
        let nanoseconds = times.split_whitespace().next().context("a thread's time")?;
        seconds += nanoseconds.parse::<f64>()? / 1e9;
    }
    Ok(seconds)
}

/// User and system time of a process so far, and of those that it started, in seconds.
pub(crate) fn cpu_seconds(id: u32) -> Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat"))?;
    // The name of the program, in brackets, may hold anything.
    let (_, rest) = stat.rsplit_once(')').context("a stat without a name")?;
    let mut ticks = rest.split_whitespace().skip(11).map(str::parse::<f64>);
    let (own, ended) = (sum_of_two(&mut ticks)?, sum_of_two(&mut ticks)?);
    // Ticks count threads that have ended too; what is alive is known to the nanosecond.
    let mut seconds = own.max(alive_seconds(id)?) + ended;
    for child in fs::read_to_string(format!("/proc/{id}/task/{id}/children"))?.split_whitespace() {
        // One that has ended since is among what its parent counts next time.
        seconds += cpu_seconds(child.parse()?).unwrap_or_default();
    }
    Ok(seconds)
}
