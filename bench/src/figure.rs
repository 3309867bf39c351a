//! One line of the table.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

/// How many figures are over their targets so far.
static OVER: AtomicUsize = AtomicUsize::new(0);

pub(crate) fn over() -> usize {
    OVER.load(Ordering::Relaxed)
}

/// Prints a figure, its target (the most that it may be), and what part of the target it takes.
pub(crate) fn print(name: &str, measured: f64, target: f64, unit: &str) {
    let is_over = measured > target;
    OVER.fetch_add(usize::from(is_over), Ordering::Relaxed);
    let mark = if is_over { "  over" } else { "" };
    println!(
        "{name:<64} {:>12} {:>12}  {:.2}{mark}",
        format!("{measured:.1} {unit}"),
        format!("{target:.1} {unit}"),
        measured / target
    );
}

/// How long each of many runs took, sorted.
pub(crate) fn times<E>(runs: usize, mut run: impl FnMut(usize) -> Result<(), E>) -> Result<Vec<Duration>, E> {
    let mut times = Vec::with_capacity(runs);
    for number in 0..runs {
        let since = Instant::now();
        run(number)?;
        times.push(since.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}

/// The time under which so many of a hundred stayed, in milliseconds.
pub(crate) fn percentile(sorted: &[Duration], of_hundred: usize) -> f64 {
    let at = (sorted.len() * of_hundred).div_ceil(100).saturating_sub(1);
    sorted.get(at).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}
