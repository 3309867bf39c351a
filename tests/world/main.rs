//! The simulated world: devices with real vaults and a hub with a real store, in one process, on one thread, from one seed.
//!
//! A history is a list of actions that a seed draws: people write and attach files, exchanges fail in every way, couriers lose
//! and damage what they carry, machines stop, clocks lie.
//! A small model keeps what was committed and what is known of its way. During the history no device may show what is not
//! for it; at the end every device must show all that it should, with its files. A history that fails is made as short as it can be.
//!
//! `SATCHEL_HISTORIES=1000` plays so many from seed 1, `SATCHEL_SEED=17` that one alone, both together so many from seed 17;
//! `cargo xtask histories` plays ten thousand, optimised.
#![expect(clippy::print_stdout, reason = "what was run, and how fast, is told beside it")]

mod action;
mod courier;
mod deciding;
mod feed;
mod files;
mod history;
mod link;
mod model;
mod quiet;
mod random;
mod shrink;
mod template;
mod writing;

use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use action::Action;
use history::History;
use template::Template;
use tokio::runtime::Runtime;

/// The first seed. Always the same, so that a run can be had again.
const FIRST: u64 = 1;
const HISTORIES: u64 = 300;
/// How many histories are played before the next word of how far it is.
const TOLD_EVERY: u64 = 500;

#[test]
fn every_history_ends_with_every_edit_on_every_device_it_is_for() {
    let wanted = |name: &str| env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    let template = Template::make().expect("a world to begin with");
    let (first, count) = match (wanted("SATCHEL_SEED"), wanted("SATCHEL_HISTORIES")) {
        (Some(seed), count) => (seed, count.unwrap_or(1)),
        (None, count) => (FIRST, count.unwrap_or(HISTORIES)),
    };
    let began = Instant::now();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let failed = run_all(&template, first..first + count, threads, began);
    let took = began.elapsed();
    let Some((seed, problem)) = failed else {
        let each = took.as_secs_f64() * 1_000.0 / count.max(1) as f64;
        println!("{count} histories from seed {first} in {took:.1?} on {threads} threads: {each:.1} ms each");
        return;
    };
    println!("seed {seed} fails: {problem}");
    let runtime = template::runtime().expect("a runtime");
    let (trace, problem) = shrink::shortest(action::trace(seed), problem, |trace| {
        play(&template, &runtime, seed, trace)
    });
    let told: Vec<String> = trace.iter().map(|action| format!("  {action:?}")).collect();
    panic!(
        "seed {seed}: {problem}\nThe shortest trace, of {} actions:\n{}\nAgain: SATCHEL_SEED={seed}",
        trace.len(),
        told.join("\n"),
    );
}

/// Runs the histories of some seeds on all cores; gives the first failure that was met.
fn run_all(template: &Template, seeds: std::ops::Range<u64>, threads: usize, began: Instant) -> Option<(u64, String)> {
    let (next, passed, stop) = (AtomicU64::new(seeds.start), AtomicU64::new(0), AtomicBool::new(false));
    let failed = Mutex::new(None);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let runtime = template::runtime().expect("a runtime");
                while !stop.load(Ordering::Relaxed) {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        return;
                    }
                    if let Err(problem) = play(template, &runtime, seed, &action::trace(seed)) {
                        stop.store(true, Ordering::Relaxed);
                        let mut failed = failed.lock().unwrap_or_else(PoisonError::into_inner);
                        failed.get_or_insert((seed, problem));
                        return;
                    }
                    let passed = passed.fetch_add(1, Ordering::Relaxed) + 1;
                    if passed.is_multiple_of(TOLD_EVERY) {
                        println!("{passed} histories passed in {:.0?}", began.elapsed());
                    }
                }
            });
        }
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Plays one history to its end.
fn play(template: &Template, runtime: &Arc<Runtime>, seed: u64, trace: &[Action]) -> Result<(), String> {
    let play = || -> Result<(), String> {
        let mut history = History::new(template, runtime, seed)?;
        for (number, action) in trace.iter().enumerate() {
            history
                .run(action)
                .map_err(|problem| format!("action {}: {problem}", number + 1))?;
        }
        quiet::end(&mut history)
    };
    catch_unwind(AssertUnwindSafe(play)).unwrap_or_else(|_| Err("it panicked; see above".to_owned()))
}
