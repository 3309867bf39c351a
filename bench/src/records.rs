//! A vault of many records: how soon its list is there, and how much memory the core takes with it.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use satchel_client::{
    App,
    vault::{Opener, Passphrase},
};
use satchel_shared::{
    limits::ROWS,
    schema::Kind,
    window::{ListRecords, RecommendationFilter, SearchRecommendations},
};
use serde_json::{Map, json};

use crate::{
    figure::{percentile, print},
    world::{PASSPHRASE, vault},
};

const RECORDS: usize = 10_000;
const OPENED: usize = 9;
/// With this argument and a folder, the benchmark is only a core with an open vault that tells its memory.
pub(crate) const MEMORY: &str = "core-memory";

pub(crate) fn run() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path().join("vault");
    let app = make(&folder)?;
    app.list(&ListRecords {
        text: "district".to_owned(),
        ..ListRecords::default()
    })?;
    drop(app);

    let mut times: Vec<Duration> = (0..OPENED).map(|_| open_and_list(&folder)).collect::<Result<_>>()?;
    times.sort_unstable();
    print(
        &format!("{RECORDS} records, from the derived key to the list, half of them"),
        percentile(&times, 50),
        150.0,
        "ms",
    );
    print(
        &format!("{RECORDS} records, from the derived key to the list, the slowest"),
        percentile(&times, 100),
        150.0,
        "ms",
    );

    // As after a first sync or a new version of the program: nothing but the columns of the list is up to date.
    let fresh = tempfile::tempdir()?;
    let fresh = fresh.path().join("vault");
    make(&fresh)?;
    print(
        &format!("{RECORDS} records that no search has seen, from the derived key to the list"),
        open_and_list(&fresh)?.as_secs_f64() * 1_000.0,
        150.0,
        "ms",
    );

    let mut core = Command::new(std::env::current_exe()?);
    let told = core.arg(MEMORY).arg(&folder).output()?;
    ensure!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let bytes: f64 = String::from_utf8(told.stdout)?.trim().parse()?;
    print(
        &format!("memory of the core with {RECORDS} records, a search and eight open"),
        bytes / 1_000_000.0,
        60.0,
        "MB",
    );
    Ok(())
}

/// Opens, lists, searches and opens records, as a person does in the first minute; prints the resident bytes.
pub(crate) fn tell_memory(folder: &Path) -> Result<()> {
    let app = App::new(folder.to_owned());
    app.unlock(&Passphrase::new(PASSPHRASE.to_owned()))?;
    let rows = app.list(&ListRecords::default())?;
    let as_sent = serde_json::to_vec(&rows)?;
    for row in rows.iter().take(8) {
        app.view(row.id)?;
    }
    app.list(&ListRecords {
        text: "district".to_owned(),
        ..ListRecords::default()
    })?;
    app.search_recommendations(&SearchRecommendations {
        text: "torture".to_owned(),
        from: 0,
        limit: ROWS,
        filter: RecommendationFilter::default(),
    })?;
    let status =
        std::fs::read_to_string("/proc/self/status").context("this system does not tell a process's memory")?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes: u64 = resident
        .and_then(|rest| rest.trim().split(' ').next()?.parse().ok())
        .context("no VmRSS")?;
    drop((rows, as_sent));
    println!("{}", kibibytes * 1_024);
    Ok(())
}

/// Records as an office writes them: a few lines, two paragraphs, some items.
fn make(folder: &Path) -> Result<App> {
    let app = vault(folder)?;
    let paragraph =
        "Two district offices opened in spring; neither has a vehicle, and the nearest court is a day away. ";
    let contents: Vec<Map<String, _>> = (0..RECORDS)
        .map(|number| {
            let state = ["IDN", "FRA", "KEN", "PER"].get(number % 4);
            let content = json!({
                "title": format!("Request {number}: legal aid in district {}", number % 97),
                "state": state,
                "language": "en",
                "context": paragraph.repeat(4),
                "needs": paragraph.repeat(2),
                "objectives": ["Legal aid in every district court"],
                "themes": ["torture"],
            });
            content.as_object().cloned().unwrap_or_default()
        })
        .collect();
    for batch in contents.chunks(500) {
        app.create_from(Kind::Request, batch)?;
    }
    Ok(app)
}

fn open_and_list(folder: &Path) -> Result<Duration> {
    let app = App::new(folder.to_owned());
    let opener = Opener::new(folder, &Passphrase::new(PASSPHRASE.to_owned()))?;
    let since = Instant::now();
    app.open(opener)?;
    let rows = app.list(&ListRecords::default())?;
    let as_sent = serde_json::to_vec(&rows)?;
    let time = since.elapsed();
    ensure!(
        rows.len() == RECORDS && !as_sent.is_empty(),
        "{} records are listed",
        rows.len()
    );
    Ok(time)
}
