//! How often enrolment failed of late: a code is worth guessing only if one may guess often.

use std::collections::VecDeque;

const TRIES: usize = 20;
const WINDOW_MS: i64 = 60_000;

/// The times of the latest failures, of one process.
#[derive(Debug, Default)]
pub(crate) struct Tries(VecDeque<i64>);

impl Tries {
    pub(crate) fn are_too_many(&mut self, now_ms: i64) -> bool {
        self.0.retain(|at| now_ms.saturating_sub(*at).abs() < WINDOW_MS);
        self.0.len() >= TRIES
    }

    pub(crate) fn note(&mut self, now_ms: i64) {
        self.0.push_back(now_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_failures_in_a_minute_are_too_many_and_a_minute_later_they_are_not() {
        let mut tries = Tries::default();
        for at in 0..19 {
            tries.note(at);
        }
        assert!(!tries.are_too_many(19));
        tries.note(19);
        assert!(tries.are_too_many(20));
        assert!(tries.are_too_many(59_999));
        assert!(!tries.are_too_many(60_000));
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out_for_long() {
        let mut tries = Tries::default();
        for _ in 0..20 {
            tries.note(10_000_000);
        }
        assert!(!tries.are_too_many(0));
    }
}
