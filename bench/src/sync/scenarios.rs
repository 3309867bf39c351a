//! What the systems are made to do (`docs/sync.md` tells each in full).

use std::{path::Path, time::Duration};

use anyhow::{Context, Result};
use clap::ValueEnum;
use satchel_link::Shape;

use super::{
    figures::{Figures, Row, say},
    system::{Programs, System},
    texts::Texts,
    world::{Device, World},
};

const CHANGED_HERE: usize = 5;
const CHANGED_THERE: usize = 7;
const TYPED: usize = 500;
const CHANGES: usize = 100;
const DEVICES: usize = 50;
const RECORDS_OF_FIFTY: usize = 200;
/// Fewer than elsewhere: a million changes would take longer to make than all else.
const CHANGES_OF_FIFTY: usize = 10;
const SHAPED: usize = 500;
/// Of the first sync.
const FIRST: usize = 2_000;
const HUB_RECORDS: [usize; 4] = [100, 1_000, 10_000, 100_000];
/// Enough that what the machine does beside is little.
const EXCHANGES: usize = 500;
/// Where processor time is what counts: so often, and the middle one is taken.
const ROUNDS: usize = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Scenario {
    Reconnect,
    Idle,
    First,
    Slow,
    Cuts,
    /// What a new device can open once 32 KB have come; Satchel alone.
    Part,
    Fifty,
    /// The hub's processor time for exchanges without news, by the number of its records; Satchel alone.
    Hub,
}

pub(crate) struct Wanted {
    pub(crate) scenarios: Vec<Scenario>,
    pub(crate) records: Vec<usize>,
}

impl Wanted {
    pub(crate) fn has(&self, scenario: Scenario) -> bool {
        self.scenarios.is_empty() || self.scenarios.contains(&scenario)
    }
}

pub(crate) fn run(
    system: System,
    programs: &Programs,
    wanted: &Wanted,
    texts: &mut Texts,
    rows: &mut Vec<Row>,
) -> Result<()> {
    for &records in &wanted.records {
        let plain = [Scenario::Reconnect, Scenario::Idle].iter().any(|it| wanted.has(*it));
        let shaped = records == SHAPED && (wanted.has(Scenario::Slow) || wanted.has(Scenario::Cuts));
        let firsts = [Scenario::First, Scenario::Cuts, Scenario::Part];
        let first = records == FIRST && firsts.iter().any(|it| wanted.has(*it));
        if plain || shaped || first {
            with_colleague(system, programs, records, wanted, texts, rows)?;
        }
    }
    if system.is_satchel() && wanted.has(Scenario::Hub) {
        hub(system, programs, texts, rows)?;
    }
    Ok(())
}

fn with_colleague(
    system: System,
    programs: &Programs,
    records: usize,
    wanted: &Wanted,
    texts: &mut Texts,
    rows: &mut Vec<Row>,
) -> Result<()> {
    say(&format!("{system}: {records} records of {CHANGES} changes are made …"));
    let mut world = World::new(system, programs, 1, records)?;
    world.fill(0, CHANGES, texts, true)?;
    world.start_server()?;
    let long = Duration::from_mins(10);
    if wanted.has(Scenario::Reconnect) {
        let name = format!("reconnect {records}");
        reconnect(&world, &name, Shape::default(), long, texts, rows)?;
    }
    if wanted.has(Scenario::Idle) {
        let mut devices = [world.device(0, "a", false)?];
        let figures = world.measure(&mut devices, Shape::default(), long)?;
        Row::add(rows, format!("idle {records}"), system, figures);
        end(devices)?;
    }
    if records == FIRST {
        first(&world, wanted, rows)?;
    }
    if records == SHAPED && wanted.has(Scenario::Slow) {
        let shape = Shape {
            latency: Duration::from_millis(300),
            bits_per_second: Some(20_000),
            cut_after_bytes: None,
        };
        let name = format!("600 ms, 20 kbit/s, {records}");
        reconnect(&world, &name, shape, Duration::from_mins(3), texts, rows)?;
    }
    if records == SHAPED && wanted.has(Scenario::Cuts) {
        for kilobytes in [10, 6] {
            let shape = Shape {
                cut_after_bytes: Some(kilobytes * 1_000),
                ..Shape::default()
            };
            let name = format!("cut every {kilobytes} KB, {records}");
            reconnect(&world, &name, shape, Duration::from_mins(2), texts, rows)?;
        }
    }
    Ok(())
}

fn first(world: &World<'_>, wanted: &Wanted, rows: &mut Vec<Row>) -> Result<()> {
    let mut sync = |name: &str, scenario: &str, shape: Shape, ceiling: Duration| -> Result<()> {
        let mut devices = [world.new_device(name)?];
        let figures = world.measure(&mut devices, shape, ceiling)?;
        let ended = figures.ended;
        Row::add(rows, scenario.to_owned(), world.system, figures);
        let [mut new] = devices;
        if ended {
            let mut writer = world.device(0, "a", false)?;
            world.check(0, &mut writer, &mut new)?;
            writer.end()?;
            new.end()?;
        }
        Ok(())
    };
    if wanted.has(Scenario::First) {
        sync("c", "first sync 2,000", Shape::default(), Duration::from_mins(10))?;
    }
    if wanted.has(Scenario::Cuts) {
        let shape = Shape {
            cut_after_bytes: Some(64_000),
            ..Shape::default()
        };
        sync("d", "first sync 2,000, cut every 64 KB", shape, Duration::from_mins(2))?;
    }
    if world.system.is_satchel() && wanted.has(Scenario::Part) {
        let figures = world.measure_opened(world.new_device("e")?, "e", 32_000)?;
        Row::add(rows, "first 32 KB of 2,000".to_owned(), world.system, figures);
    }
    Ok(())
}

/// One office's records grow, and its device asks again and again whether there is news.
fn hub(system: System, programs: &Programs, texts: &mut Texts, rows: &mut Vec<Row>) -> Result<()> {
    let all = HUB_RECORDS.into_iter().max().unwrap_or_default();
    let mut world = World::new(system, programs, 1, all)?;
    let mut there = 0;
    for records in HUB_RECORDS {
        say(&format!("{system}: {records} records are made …"));
        let making = world.link(Shape::default())?;
        let mut device = world.device(0, "a", there == 0)?;
        let names = world.records.first().context("an office")?;
        // A text of a few lines in one change: what is measured does not depend on it.
        world.create(
            &mut device,
            names.get(there..records).unwrap_or_default(),
            200,
            1,
            texts,
        )?;
        device.sync()?;
        device.end()?;
        there = records;
        drop(making);
        world.start_server()?;
        let mut devices = [world.device(0, "a", false)?];
        let long = Duration::from_mins(10);
        let rounds = (0..ROUNDS).map(|_| world.measure_times(&mut devices, EXCHANGES, Shape::default(), long));
        let figures = median(rounds.collect::<Result<_>>()?)?;
        Row::add(rows, format!("{EXCHANGES} idle exchanges, {records}"), system, figures);
        end(devices)?;
    }
    Ok(())
}

fn median(rounds: Vec<Figures>) -> Result<Figures> {
    Figures::median(rounds).context("nothing was measured")
}

fn reconnect(
    world: &World<'_>,
    name: &str,
    shape: Shape,
    ceiling: Duration,
    texts: &mut Texts,
    rows: &mut Vec<Row>,
) -> Result<()> {
    let names = world.records.first().context("an office")?;
    let mut here = world.device(0, "a", false)?;
    for name in names.iter().take(CHANGED_HERE) {
        here.type_into(name, &texts.next(TYPED))?;
    }
    let mut there = world.device(0, "b", false)?;
    for name in names.iter().rev().take(CHANGED_THERE) {
        there.type_into(name, &texts.next(TYPED))?;
    }
    there.sync()?;
    there.end()?;
    let mut devices = [here];
    let figures = world.measure(&mut devices, shape, ceiling)?;
    let ended = figures.ended;
    Row::add(rows, name.to_owned(), world.system, figures);
    let [mut here] = devices;
    if ended {
        let mut there = world.device(0, "b", false)?;
        there.sync()?;
        world.check(0, &mut here, &mut there)?;
        there.end()?;
        return here.end();
    }
    // What did not end is brought to its end over a good link, so that the next begins as this one did.
    drop(here);
    let _link = world.link(Shape::default())?;
    for name in ["a", "b"] {
        let mut device = world.device(0, name, false)?;
        device.sync()?;
        device.end()?;
    }
    Ok(())
}

/// Fifty devices of each system. Processor time is what counts, and a machine has quick and slow minutes: the systems take
/// turns, so that each round compares what the same minutes gave. Says of which not all was measured, and why.
pub(crate) fn fifty<'a>(systems: &[System], programs: &'a Programs, data: &Path, rows: &mut Vec<Row>) -> Vec<String> {
    let mut missed = Vec::new();
    let mut keep = |system: System, result: Result<Fifty<'a>>| match result {
        Ok(fifty) => Some(fifty),
        Err(error) => {
            missed.push(format!("{system}, fifty devices were not all measured: {error:#}"));
            None
        }
    };
    let made = systems
        .iter()
        .map(|system| (*system, Fifty::make(*system, programs, data)));
    let mut all: Vec<Fifty<'a>> = made.filter_map(|(system, made)| keep(system, made)).collect();
    let mut done = Vec::new();
    for _ in 0..ROUNDS {
        let turns = all.into_iter().map(|fifty| (fifty.world.system, fifty.take_turn()));
        // Of what has not ended in most of the rounds the middle one has not: it takes minutes, and is known.
        let (known, open): (Vec<_>, Vec<_>) = turns
            .filter_map(|(system, fifty)| keep(system, fifty))
            .partition(Fifty::is_known_not_to_end);
        all = open;
        // Last, so that the others' rounds are comparisons within minutes.
        all.sort_by_key(|fifty| fifty.failures() > 0);
        done.extend(known);
    }
    done.extend(all);
    for fifty in done {
        if let Some(figures) = Figures::median(fifty.measured) {
            Row::add(rows, "fifty at once".to_owned(), fifty.world.system, figures);
        }
    }
    missed
}

/// Fifty devices of one system, and what they took.
struct Fifty<'a> {
    world: World<'a>,
    texts: Texts,
    measured: Vec<Figures>,
}

impl<'a> Fifty<'a> {
    fn make(system: System, programs: &'a Programs, data: &Path) -> Result<Self> {
        say(&format!(
            "{system}: {DEVICES} devices with {RECORDS_OF_FIFTY} records each are made …"
        ));
        let mut texts = Texts::of(data)?;
        let mut world = World::new(system, programs, DEVICES, RECORDS_OF_FIFTY)?;
        for office in 0..DEVICES {
            world.fill(office, CHANGES_OF_FIFTY, &mut texts, false)?;
        }
        world.stop_server();
        let measured = Vec::with_capacity(ROUNDS);
        Ok(Self { world, texts, measured })
    }

    /// Rounds that did not end.
    fn failures(&self) -> usize {
        self.measured.iter().filter(|figures| !figures.ended).count()
    }

    fn is_known_not_to_end(&self) -> bool {
        self.failures() > ROUNDS / 2
    }

    fn take_turn(mut self) -> Result<Self> {
        self.world.start_server()?;
        let mut devices = Vec::with_capacity(DEVICES);
        for (office, names) in self.world.records.iter().enumerate() {
            let mut device = self.world.device(office, "a", false)?;
            for name in names.iter().take(CHANGED_HERE) {
                device.type_into(name, &self.texts.next(TYPED))?;
            }
            devices.push(device);
        }
        let figures = self
            .world
            .measure(&mut devices, Shape::default(), Duration::from_mins(5))?;
        if figures.ended {
            end(devices)?;
        }
        let seconds = figures.server_cpu_seconds;
        say(&format!(
            "{}: fifty took {seconds:.3} s of processor time",
            self.world.system
        ));
        self.measured.push(figures);
        self.world.stop_server();
        Ok(self)
    }
}

fn end(devices: impl IntoIterator<Item = Device>) -> Result<()> {
    devices.into_iter().try_for_each(Device::end)
}
