//! `cargo xtask bench sync`: Satchel and what people would pick instead, on the same scenarios over the same link.
//!
//! Every system is a server process and device processes that answer the same words (`bench/peers/lines.mjs`); what they
//! say to each other passes a `satchel_link::Link`. `docs/sync.md` tells the scenarios and each system's settings.

mod chart;
mod device;
mod figures;
mod process;
mod scenarios;
mod system;
mod texts;
mod world;

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};
use clap::{Parser, ValueEnum};

use self::{
    figures::{say, table},
    scenarios::{Scenario, Wanted},
    system::{Programs, System},
    texts::{SEED, Texts},
};
pub(crate) use device::device;

/// The word by which this program is a device of Satchel.
pub(crate) const DEVICE: &str = "sync-device";

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
    #[arg(long, value_delimiter = ',', default_values_t = [100, 500, 2_000])]
    records: Vec<usize>,
    /// Where the chart goes
    #[arg(long, value_name = "FILE")]
    chart: Option<PathBuf>,
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
    let chart = match arguments.chart {
        Some(file) => file,
        None => programs.peers.with_file_name("sync.svg"),
    };
    let wanted = Wanted {
        scenarios: arguments.scenario,
        records: arguments.records,
    };
    let mut rows = Vec::new();
    for system in System::value_variants() {
        if !arguments.only.is_empty() && !arguments.only.contains(system) {
            continue;
        }
        // Each begins with the same seed, and so types the same texts.
        let mut texts = Texts::of(&crate::data())?;
        say(&format!("{system}: texts are {}, seed {SEED}", texts.source));
        if let Err(error) = scenarios::run(*system, &programs, &wanted, &mut texts, &mut rows) {
            say(&format!("{system}: NOT all was measured: {error:#}"));
        }
    }
    say(&table(&rows));
    fs::write(&chart, chart::chart(&rows)).with_context(|| chart.display().to_string())?;
    say(&format!("The chart: {}", chart.display()));
    Ok(())
}
