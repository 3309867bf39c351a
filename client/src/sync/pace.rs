//! How much goes into one exchange, and how long to wait after one that failed.
//!
//! Both budgets grow with what the link carried and shrink where it was cut: TCP's way (RFC 5681, additive growth left aside, as
//! an exchange is not a window). A request goes whole or not at all, so its budget must come below what the link carries
//! between two cuts; of a reply every part that came is kept, so its budget only saves the hub work.

use std::time::Duration;

use satchel_shared::limits::EXCHANGE_BUDGET_BYTES;

/// The first request: enough for all that a day's work leaves.
const FIRST_UP: usize = 64 << 10;
const FIRST_DOWN: usize = EXCHANGE_BUDGET_BYTES;
const LEAST_UP: usize = 1 << 10;
const LEAST_DOWN: usize = 32 << 10;
/// After so many tries in a row that brought nothing, a sync gives up.
const TRIES: u32 = 6;
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    up: usize,
    down: usize,
    /// Tries in a row that brought nothing.
    vain: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            up: FIRST_UP,
            down: FIRST_DOWN,
            vain: 0,
        }
    }
}

impl Pace {
    /// Bytes of packs and decisions for the next request.
    #[must_use]
    pub fn up(&self) -> usize {
        self.up
    }

    /// Bytes of updates to be asked for.
    #[must_use]
    pub fn down(&self) -> usize {
        self.down
    }

    /// An exchange came to its end.
    pub fn carried(&mut self) {
        self.up = self.up.saturating_mul(2).min(EXCHANGE_BUDGET_BYTES);
        self.down = self.down.saturating_mul(2).min(EXCHANGE_BUDGET_BYTES);
        self.vain = 0;
    }

    /// An exchange was cut. `sent` are the bytes of its packs and decisions; `answered` where the hub's verdicts came, with the
    /// bytes of the reply. `chance`, from 0 to 255, spreads the tries of many devices. Gives how long to wait before the next
    /// try, or nothing where it is time to give up.
    pub fn cut(&mut self, sent: usize, answered: Option<usize>, chance: u8) -> Option<Duration> {
        if let Some(received) = answered {
            // Updates are counted before they are compressed, and a reply that ends too early costs a round trip.
            self.down = received.saturating_mul(8).clamp(LEAST_DOWN, EXCHANGE_BUDGET_BYTES);
            self.vain = 0;
            return Some(Duration::ZERO);
        }
        self.up = (sent / 2).clamp(LEAST_UP, self.up);
        self.vain += 1;
        if self.vain >= TRIES.max(Self::halvings(sent)) {
            return None;
        }
        let longest = FIRST_PAUSE.saturating_mul(1 << self.vain.min(16)).min(LONGEST_PAUSE);
        Some(longest / 2 + longest.mul_f64(f64::from(chance) / 512.0))
    }

    /// How often a request of this size can be halved.
    fn halvings(sent: usize) -> u32 {
        (sent / LEAST_UP).checked_ilog2().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_comes_below_what_the_link_carries_between_two_cuts() {
        let mut pace = Pace::default();
        let mut tries = 0;
        while pace.up() > 6_000 {
            let pause = pace.cut(pace.up(), None, 128);
            assert!(pause.is_some(), "gave up at {}", pace.up());
            tries += 1;
        }
        assert!(tries <= 4);
        pace.carried();
        assert!(pace.up() <= 12_000);
    }

    #[test]
    fn tries_that_bring_nothing_come_ever_later_and_end() {
        let mut pace = Pace::default();
        let mut last = Duration::ZERO;
        let mut tries = 0;
        while let Some(pause) = pace.cut(0, None, 0) {
            assert!(pause > last && pause <= LONGEST_PAUSE);
            last = pause;
            tries += 1;
        }
        assert_eq!(tries, TRIES - 1);
    }

    #[test]
    fn a_link_that_brings_something_each_time_is_never_given_up() {
        let mut pace = Pace::default();
        for _ in 0..1_000 {
            assert_eq!(pace.cut(3_000, Some(2_000), 7), Some(Duration::ZERO));
        }
        assert_eq!(pace.down(), LEAST_DOWN);
    }
}
