//! `cargo xtask bench sync`: Satchel and what people would pick instead, on the same scenarios over the same link.
//!
//! Every system is a server process and device processes that answer the same words (`bench/peers/lines.mjs`); what they
//! say to each other passes a `satchel_link::Link`. `docs/sync.md` tells the scenarios and each system's settings.

mod chart;
mod device;
mod figures;
mod lost;
mod process;
mod scenarios;
mod system;
mod targets;
mod texts;
mod world;

use std::{fs, path::PathBuf, time::Instant};

use anyhow::{Context, Result, ensure};
use clap::{Parser, ValueEnum};

use self::{
    figures::{Row, say, table},
    scenarios::{Scenario, Wanted},
    system::{Programs, System},
    texts::{SEED, Texts},
};
pub(crate) use device::device;
pub(crate) use process::cpu_seconds;

/// The word by which this program is a device of Satchel.
pub(crate) const DEVICE: &str = "sync-device";

/// Of a device, where nothing else is said.
const RECORDS: [usize; 3] = [100, 500, 2_000];

/// Compare Satchel's sync with its peers
#[derive(Debug, Parser)]
#[command(name = "cargo xtask bench sync")]
struct Arguments {
    /// Only these systems
    #[arg(long, value_delimiter = ',')]
    only: Vec<System>,
    /// Only these scenarios
    #[arg(long, value_delimiter = ',')]
    scenario: Vec<Scenario>,
    /// Numbers of records
    #[arg(long, value_delimiter = ',', default_values_t = RECORDS)]
    records: Vec<usize>,
    /// Where the chart goes; docs/sync.svg where nothing was left out, otherwise the build folder
    #[arg(long, value_name = "FILE")]
    chart: Option<PathBuf>,
    /// What other runs have measured, to be told with this one: the files `sync.json` that they left in the build folder
    #[arg(long, value_name = "FILE", value_delimiter = ',')]
    with: Vec<PathBuf>,
}

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let name = "cargo xtask bench sync".to_owned();
    let arguments = Arguments::parse_from(std::iter::once(&name).chain(arguments));
    let from_xtask = |name: &str| {
        let value = std::env::var_os(name);
        value
            .map(PathBuf::from)
            .with_context(|| format!("{name} is not set; run `cargo xtask bench sync`"))
    };
    let programs = Programs {
        hub: from_xtask("SATCHEL_BENCH_HUB")?,
        peers: from_xtask("SATCHEL_BENCH_PEERS")?,
    };
    let is_whole = arguments.only.is_empty() && arguments.scenario.is_empty() && arguments.records == RECORDS;
    let chart = match arguments.chart {
        Some(file) => file,
        None if is_whole => crate::package().join("../docs/sync.svg"),
        None => programs.peers.with_file_name("sync.svg"),
    };
    let wanted = Wanted {
        scenarios: arguments.scenario,
        records: arguments.records,
    };
    let mut rows: Vec<Row> = Vec::new();
    for file in &arguments.with {
        let before: Vec<Row> = serde_json::from_slice(&fs::read(file).with_context(|| file.display().to_string())?)?;
        rows.extend(before);
    }
    let mut missed = Vec::new();
    let since = Instant::now();
    let systems = System::value_variants().iter().copied();
    let systems: Vec<System> = systems
        .filter(|system| arguments.only.is_empty() || arguments.only.contains(system))
        .collect();
    let data = crate::data();
    for system in &systems {
        // Each begins with the same seed, and so types the same texts.
        let mut texts = Texts::of(&data)?;
        say(&format!("{system}: texts are {}, seed {SEED}", texts.source));
        if let Err(error) = scenarios::run(*system, &programs, &wanted, &mut texts, &mut rows) {
            missed.push(format!("{system}, not all was measured: {error:#}"));
        }
        say(&format!(
            "{system}: done {:.0} s after the beginning",
            since.elapsed().as_secs_f64()
        ));
    }
    if wanted.has(Scenario::Fifty) {
        missed.extend(scenarios::fifty(&systems, &programs, &data, &mut rows));
    }
    // Those of a scenario in one order, whichever run measured them.
    rows.sort_by_key(|row| System::value_variants().iter().position(|system| *system == row.system));
    fs::write(programs.peers.with_file_name("sync.json"), serde_json::to_vec(&rows)?)?;
    say(&table(&rows));
    fs::write(&chart, chart::chart(&rows)).with_context(|| chart.display().to_string())?;
    say(&format!("The chart: {}", chart.display()));
    missed.extend(targets::missed(&rows));
    for line in &missed {
        say(&format!("MISSED: {line}"));
    }
    ensure!(missed.is_empty(), "{} of the targets are missed", missed.len());
    Ok(())
}
