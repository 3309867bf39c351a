//! How fast bytes go into a link, one way.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// Bytes go in as one for so much of a second: at 20 kbit/s, fifty of them.
const PIECES_PER_SECOND: u32 = 50;
const LARGEST_PIECE: u32 = 64 << 10;

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
        let piece = self.bits_per_second.map_or(LARGEST_PIECE, |bits| {
            (bits / 8 / PIECES_PER_SECOND).clamp(1, LARGEST_PIECE)
        });
        piece as usize
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
