//! Service levels: in how many working days a request goes on to its next step.

use serde::{Deserialize, Serialize};

use super::{Refusal, Status};

/// A year of working days and more.
const MOST_DAYS: u16 = 365;

/// In working days, each from the day on which the request came into its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceLevels {
    /// The desk acknowledges what is submitted.
    pub acknowledge: u16,
    /// The desk asks or decides, once it has read the request or the answer to its questions.
    pub decide: u16,
    /// The office answers a question.
    pub answer: u16,
    /// Delivery starts, once the request is accepted or a partner is asked.
    pub start: u16,
}

impl Default for ServiceLevels {
    fn default() -> Self {
        Self {
            acknowledge: 5,
            decide: 20,
            answer: 20,
            start: 30,
        }
    }
}

impl ServiceLevels {
    /// How long a request may stay in a status; none where nothing is promised.
    #[must_use]
    pub fn of(&self, status: Status) -> Option<u16> {
        match status {
            Status::Submitted => Some(self.acknowledge),
            Status::Acknowledged | Status::ClarificationAnswered => Some(self.decide),
            Status::ClarificationAsked => Some(self.answer),
            Status::Accepted | Status::Referred => Some(self.start),
            Status::Draft
            | Status::Declined
            | Status::InDelivery
            | Status::Completed
            | Status::Proposed
            | Status::Approved
            | Status::Closed
            | Status::Shared
            | Status::Withdrawn
            | Status::Open => None,
        }
    }

    /// Whether they can be kept.
    ///
    /// # Errors
    /// [`Refusal::LevelsImpossible`]
    pub fn check(&self) -> Result<(), Refusal> {
        let all = [self.acknowledge, self.decide, self.answer, self.start];
        let is_possible = |days: u16| (1..=MOST_DAYS).contains(&days);
        all.into_iter()
            .all(is_possible)
            .then_some(())
            .ok_or(Refusal::LevelsImpossible)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_a_day_at_least_and_a_year_at_most() {
        let levels = ServiceLevels::default();
        assert_eq!(levels.check(), Ok(()));
        for decide in [0, MOST_DAYS + 1] {
            let impossible = ServiceLevels { decide, ..levels };
            assert_eq!(impossible.check(), Err(Refusal::LevelsImpossible));
        }
    }

    #[test]
    fn what_is_over_or_under_way_has_no_level() {
        let levels = ServiceLevels::default();
        assert_eq!(levels.of(Status::Submitted), Some(5));
        for status in [Status::InDelivery, Status::Completed, Status::Declined, Status::Draft] {
            assert_eq!(levels.of(status), None);
        }
    }
}
