//! The desk's board over 20,000 requests that an office sent: how soon it is there, and how soon it follows a filter.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use satchel_client::App;
use satchel_shared::{
    ids::RecordId,
    ledger::{Decision, OfficeKind, Role},
    schema::Kind,
    window::{BoardFilter, GetBoard, Whose},
};
use satchel_tests::{
    Device,
    window::{Engine, Window, can_show},
};
use serde_json::{Map, json};

use crate::{
    figure::{percentile, print, times},
    world::{PASSPHRASE, World},
};

const REQUESTS: usize = 20_000;
const TOGETHER: usize = 500;
const ROUNDS: usize = 25;
const CARDS: usize = 25;
/// How often it is looked at in a browser.
const SHOWN: usize = 9;
/// Seconds: frozen, signed, sent, judged, and taken in.
const MADE: f64 = 300.0;
/// Milliseconds.
const OPENS: f64 = 300.0;
const FILTERS: f64 = 50.0;
const BEGINS: f64 = 100.0;

pub(crate) fn run() -> Result<()> {
    let world = World::new("IDN")?;
    let folder = tempfile::tempdir()?;
    let lead = world.member(OfficeKind::Nhri, Role::Lead, &folder.path().join("lead"))?;
    let device = Device::empty();
    let desk = world.member(OfficeKind::Headquarters, Role::Desk, &device.vault())?;
    let since = Instant::now();
    submit_all(&lead)?;
    lead.sync()?;
    desk.sync()?;
    decide_some(&desk)?;
    print(
        &name("from the office's vault to the desk's"),
        since.elapsed().as_secs_f64(),
        MADE,
        "s",
    );

    let wanted = GetBoard {
        most: CARDS,
        ..GetBoard::default()
    };
    desk.lock();
    let mut opened = Vec::new();
    for _ in 0..ROUNDS {
        desk.unlock(&satchel_client::vault::Passphrase::new(PASSPHRASE.to_owned()))?;
        let since = Instant::now();
        show(&desk, &wanted)?;
        opened.push(since.elapsed());
        desk.lock();
    }
    opened.sort_unstable();
    print(
        &name("board of a vault just unlocked, the slowest"),
        percentile(&opened, 100),
        OPENS,
        "ms",
    );

    desk.unlock(&satchel_client::vault::Passphrase::new(PASSPHRASE.to_owned()))?;
    let dana = desk.desk()?.first().context("a member of the desk")?.id;
    let filters = [
        (
            "of a State",
            BoardFilter {
                state: Some("KEN".to_owned()),
                ..BoardFilter::default()
            },
        ),
        (
            "with a theme",
            BoardFilter {
                theme: Some("torture".to_owned()),
                ..BoardFilter::default()
            },
        ),
        (
            "nobody answers for",
            BoardFilter {
                whose: Whose::Nobodys,
                ..BoardFilter::default()
            },
        ),
        (
            "one member answers for",
            BoardFilter {
                whose: Whose::Of(dana),
                ..BoardFilter::default()
            },
        ),
        (
            "overdue",
            BoardFilter {
                overdue: true,
                ..BoardFilter::default()
            },
        ),
    ];
    for (told, filter) in filters {
        let wanted = GetBoard { filter, most: CARDS };
        let times = times(ROUNDS, |_| show(&desk, &wanted))?;
        print(
            &name(&format!("those that are {told}, the slowest")),
            percentile(&times, 100),
            FILTERS,
            "ms",
        );
    }
    let times = times(ROUNDS, |_| desk.home().map(drop))?;
    print(
        &name("where the desk begins, the slowest"),
        percentile(&times, 100),
        BEGINS,
        "ms",
    );
    drop(desk);
    ensure!(
        can_show(Engine::Browser),
        "there is no browser in which to show the board"
    );
    world.runtime.block_on(in_a_browser(&device));
    Ok(())
}

/// Presses the board's place in the rail; gives the milliseconds until the board is painted.
const OPEN: &str = "
const [done] = arguments;
document.querySelector('#rail-home').click();
const begin = () => {
    const since = performance.now();
    document.querySelector('#rail-board').click();
    const look = () => document.querySelector('#board')
        ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - since)))
        : requestAnimationFrame(look);
    look();
};
const wait = () => document.querySelector('main.home') ? begin() : requestAnimationFrame(wait);
wait();
";

/// Chooses a State; gives the milliseconds until another board is painted.
const FILTER: &str = "
const [state, done] = arguments;
const before = document.querySelector('#board').dataset.count;
const select = document.querySelector('#board-state');
const since = performance.now();
select.value = state;
select.dispatchEvent(new Event('change', { bubbles: true }));
const look = () => document.querySelector('#board').dataset.count !== before
    ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - since)))
    : requestAnimationFrame(look);
look();
";

/// The same as a person sees it: from the press to the picture.
async fn in_a_browser(desk: &Device) {
    let window = Window::open(Engine::Browser, desk).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.find("#rail-board").await;
    // All records are there, and nothing more is on its way.
    window.find("#rail-request .count").await;
    window.find("main.home").await;
    let (mut opened, mut filtered) = (Vec::new(), Vec::new());
    for _ in 0..SHOWN {
        opened.push(millis(&window.script(OPEN, Vec::new()).await));
        for state in ["KEN", ""] {
            filtered.push(millis(&window.script(FILTER, vec![state.into()]).await));
        }
    }
    window.close().await;
    for (told, mut times, target) in [("opened", opened, OPENS), ("filtered", filtered, FILTERS)] {
        times.sort_by(f64::total_cmp);
        let half = times.get(times.len() / 2).copied().unwrap_or_default();
        print(
            &name(&format!("{told} in a browser, half of the times")),
            half,
            target,
            "ms",
        );
        let slowest = times.last().copied().unwrap_or_default();
        print(
            &name(&format!("{told} in a browser, the slowest")),
            slowest,
            target,
            "ms",
        );
    }
}

fn millis(told: &serde_json::Value) -> f64 {
    told.as_f64().unwrap_or(f64::INFINITY)
}

fn name(what: &str) -> String {
    format!("{REQUESTS} requests: {what}")
}

/// The board, as it is sent to the window.
fn show(desk: &App, wanted: &GetBoard) -> Result<()> {
    let board = desk.board(wanted)?;
    let sent = serde_json::to_vec(&board)?;
    ensure!(!sent.is_empty() && board.columns.len() == 7, "no board");
    Ok(())
}

fn submit_all(lead: &App) -> Result<()> {
    let states = ["IDN", "KEN", "PER", "FRA", "TLS", "MNG", "GEO"];
    let themes = ["torture", "access_to_justice", "gender_equality", "right_to_life"];
    let contents: Vec<Map<String, _>> = (0..REQUESTS)
        .map(|number| {
            let content = json!({
                "title": format!("Request {number}: legal aid in district {}", number % 97),
                "state": states.get(number % states.len()),
                "language": "en",
                "context": "Two district offices opened in spring; neither has a vehicle, and the nearest court is a day away.",
                "themes": [themes.get(number % themes.len())],
            });
            content.as_object().cloned().unwrap_or_default()
        })
        .collect();
    for batch in contents.chunks(TOGETHER) {
        for id in lead.create_from(Kind::Request, batch)? {
            lead.submit(id)?;
        }
    }
    Ok(())
}

/// As it is after a while: a third is read, a sixth has somebody who answers for it.
fn decide_some(desk: &App) -> Result<()> {
    let rows = desk.list(&satchel_shared::window::ListRecords::default())?;
    ensure!(rows.len() == REQUESTS, "the desk has {} requests", rows.len());
    let dana = desk.desk()?.first().context("a member of the desk")?.id;
    let ids: Vec<RecordId> = rows.into_iter().map(|row| row.id).collect();
    for (number, id) in ids.into_iter().enumerate() {
        if number % 3 == 0 {
            let version = desk.ledger(id)?.latest.context("a version")?;
            desk.decide(id, Decision::Acknowledged { version })?;
        }
        if number % 6 == 0 {
            desk.decide(id, Decision::Assigned { to: dana })?;
        }
    }
    desk.sync()?;
    Ok(())
}
