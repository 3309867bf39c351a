//! `cargo xtask run`: from a fresh clone to the open app, with a hub and demonstration content behind it.
//!
//! Everything that it makes lies in `.satchel/`, which git ignores; deleting that folder begins the demonstration anew.

mod demonstration;

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use signal_hook::consts::TERM_SIGNALS;
use signal_hook::flag;

pub(crate) use self::demonstration::{Demonstration, PASSPHRASE};
use crate::process;
use crate::progress::{Progress, say};
use crate::running::Running;
use crate::workspace::{APP_FEATURE, Workspace};
use crate::{system, wasm, window};

/// The programs that a person uses. Chosen by leaving out, not by naming them: cargo settles the features of shared
/// dependencies over everything that is chosen, and with fewer packages than the tests have, `cargo xtask run` and
/// `cargo xtask test` would each build the web view and the databases for themselves.
const SELECTION: &[&str] = &[
    "--workspace",
    "--exclude",
    "satchel-bench",
    "--exclude",
    "satchel-frontend",
    "--exclude",
    "xtask",
    "--bins",
    "--features",
    APP_FEATURE,
];

/// Where the window is served when there is no display, unless something else listens there.
const WINDOW_PORT: u16 = 8651;

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let mut progress = Progress::of(8);
    system::ensure_build(&mut progress)?;
    wasm::ensure(&mut progress)?;
    window::build(workspace, &mut progress)?;
    build_programs(workspace, &mut progress)?;

    let stop = stop_on_signal()?;
    let demonstration = Demonstration::claim(workspace, workspace.scratch())?;
    progress.step("Preparing a hub with demonstration content", || {
        demonstration.prepare_hub()
    })?;
    let mut hub = None;
    progress.step("Starting the hub", || {
        let (running, address) = demonstration.start_hub(&stop)?;
        hub = Some(running);
        Ok(format!("http://{address}"))
    })?;
    progress.step("Preparing a vault, and joining the office", || {
        demonstration.prepare_vault()
    })?;
    progress.step("Syncing", || demonstration.sync())?;
    open(workspace, &demonstration, &stop)?;
    drop(hub);
    Ok(())
}

/// One step: the programs that a person uses.
pub(crate) fn build_programs(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    progress.step("Building the hub, the command line and the app", || {
        let mut cargo = workspace.cargo();
        cargo.arg("build").args(SELECTION);
        process::run(cargo)?;
        Ok(String::new())
    })
}

/// Becomes true when the person presses Ctrl+C, or the system asks this program to end.
fn stop_on_signal() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in TERM_SIGNALS {
        flag::register(*signal, Arc::clone(&stop)).context("cannot listen for Ctrl+C")?;
    }
    Ok(stop)
}

/// Opens the app, or serves its window where there is no display; returns when the person ends it.
fn open(workspace: &Workspace, demonstration: &Demonstration, stop: &AtomicBool) -> Result<()> {
    let mut child = if has_display() {
        let mut app = Command::new(workspace.binary("satchel"));
        app.env("SATCHEL_VAULT", demonstration.vault());
        let child = Running::start("the app", app)?;
        say(&format!(
            "\nSatchel is open. The demonstration's passphrase is: {PASSPHRASE}"
        ));
        child
    } else {
        let mut server = demonstration.client();
        server.args(["window", "--listen", &free_address(WINDOW_PORT)?.to_string()]);
        server
            .env("SATCHEL_WINDOW_DIST", workspace.window())
            .stdout(Stdio::piped());
        let mut child = Running::start("the window's server", server)?;
        let address = first_line(&mut child)?;
        say("\nThere is no display here, so the window is served to a browser on this machine:\n");
        say(&format!(
            "    {address}\n\nThe demonstration's passphrase is: {PASSPHRASE}"
        ));
        child
    };
    say("Ctrl+C ends it, and the hub with it.");
    while !stop.load(Ordering::SeqCst) {
        if let Some(status) = child.ended()? {
            if !status.success() {
                say(&format!("It ended by itself ({status})."));
            }
            break;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}

fn has_display() -> bool {
    let given = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || given("DISPLAY") || given("WAYLAND_DISPLAY")
}

/// The first line that a program prints; the lines after it go on to the terminal.
pub(crate) fn first_line(child: &mut Running) -> Result<String> {
    let mut output = BufReader::new(child.output().context("its output is not piped")?);
    let mut line = String::new();
    output.read_line(&mut line)?;
    if line.trim().is_empty() {
        anyhow::bail!("{} ended before it said where it listens", child.name());
    }
    std::thread::spawn(move || output.lines().map_while(Result::ok).for_each(|line| say(&line)));
    Ok(line.trim().to_owned())
}

/// This port on loopback when it is free, any other when it is not.
pub(crate) fn free_address(port: u16) -> Result<SocketAddr> {
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    if TcpListener::bind(wanted).is_ok() {
        return Ok(wanted);
    }
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
