//! Other programs: run to their end, their words shown live on a terminal and otherwise kept until one fails.

use std::io::{BufRead, BufReader, IsTerminal, PipeReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::progress::say;

/// Without a terminal, how long a program may work in silence before its last line is shown as a sign of life.
const SIGN_OF_LIFE: Duration = Duration::from_secs(30);

/// Runs a builder or an installer. Fails with what it said.
pub(crate) fn run(mut command: Command) -> Result<()> {
    if std::io::stderr().is_terminal() {
        return run_shown(command);
    }
    let name = name(&command);
    let (reader, writer) = std::io::pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("cannot start {name}"))?;
    drop(command); // it holds the pipe's writing ends, and the reader would wait for them
    let said = collect(reader);
    if !child.wait()?.success() {
        let telling: Vec<&str> = said
            .iter()
            .map(String::as_str)
            .filter(|line| !is_progress(line))
            .collect();
        bail!("{name} failed:\n{}", telling.join("\n"));
    }
    Ok(())
}

/// Runs a program whose words are the point (a test runner, a benchmark), or that shows its own progress.
pub(crate) fn run_shown(mut command: Command) -> Result<()> {
    let name = name(&command);
    let status = command.status().with_context(|| format!("cannot start {name}"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// What a program prints, without the white space at its ends.
pub(crate) fn read(command: Command) -> Result<String> {
    read_given(command, Stdio::null())
}

/// The same of a program that reads something first.
pub(crate) fn read_given(mut command: Command, input: impl Into<Stdio>) -> Result<String> {
    let name = name(&command);
    let output = command
        .stdin(input)
        .output()
        .with_context(|| format!("cannot start {name}"))?;
    if !output.status.success() {
        bail!(
            "{name} failed ({}):\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8(output.stdout)
        .with_context(|| format!("{name} prints no UTF-8"))?
        .trim()
        .to_owned())
}

/// Whether a program is there and ends well.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Cargo's account of what goes well, in which what does not would be lost.
fn is_progress(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "Blocking",
        "Checking",
        "Compiling",
        "Downloaded",
        "Downloading",
        "Locking",
        "Updating",
    ];
    line.starts_with(' ') && WORDS.iter().any(|word| line.trim_start().starts_with(word))
}

fn collect(reader: PipeReader) -> Vec<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(reader).split(b'\n').map_while(Result::ok) {
            if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                break;
            }
        }
    });
    let started = Instant::now();
    let mut said: Vec<String> = Vec::new();
    let mut next_sign = started + SIGN_OF_LIFE;
    loop {
        match receiver.recv_timeout(next_sign.saturating_duration_since(Instant::now())) {
            Ok(line) => said.push(line),
            Err(RecvTimeoutError::Timeout) => {
                let last = said.last().map_or("", |line| line.trim());
                say(&format!("      … {} s  {last}", started.elapsed().as_secs()));
                next_sign = Instant::now() + SIGN_OF_LIFE;
            }
            Err(RecvTimeoutError::Disconnected) => return said,
        }
    }
}
