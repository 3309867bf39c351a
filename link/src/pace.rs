//! How fast bytes go into a link, one way.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// Bytes that go in as one: at 20 kbit/s, 20 ms of it.
const NARROW_PIECE: usize = 50;
const WIDE_PIECE: usize = 64 << 10;

/// The place where connections wait for each other.
#[derive(Debug)]
pub(crate) struct Pace {
    bits_per_second: Option<u32>,
    free_at: Mutex<Option<Instant>>,
}

impl Pace {
    pub(crate) fn new(bits_per_second: Option<u32>) -> Self {
        Self {
            bits_per_second,
            free_at: Mutex::default(),
        }
    }

    pub(crate) fn piece(&self) -> usize {
        match self.bits_per_second {
            Some(_) => NARROW_PIECE,
            None => WIDE_PIECE,
        }
    }

    /// When the last of these bytes is in, where the first goes in as soon as all before it are.
    pub(crate) fn enter(&self, bytes: usize) -> Instant {
        let now = Instant::now();
        let Some(bits_per_second) = self.bits_per_second else {
            return now;
        };
        let takes = Duration::from_nanos(bytes as u64 * 8 * 1_000_000_000 / u64::from(bits_per_second.max(1)));
        let mut free_at = self.free_at.lock().unwrap_or_else(PoisonError::into_inner);
        let begins = free_at.map_or(now, |free_at| free_at.max(now));
        let ends = begins + takes;
        *free_at = Some(ends);
        ends
    }
}
