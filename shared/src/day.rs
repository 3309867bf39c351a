//! Days, as people write them into forms: `2027-03-01` (ISO 8601).

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::Offset};
use serde::{Deserialize, Serialize};

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

/// From which working days are counted: a Monday.
const FIRST_MONDAY: Date = Date::constant(1969, 12, 29);
const WEEK: i64 = 7;
/// Monday to Friday; which other days an office is closed, each office knows for itself.
const WORKING_WEEK: i64 = 5;

/// A text that is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{0}\u{201d} is no day: it is written 2027-03-01")]
pub struct NoDay(String);

impl Day {
    /// The day of a moment, milliseconds since 1970, in Greenwich.
    #[must_use]
    pub fn of(at_ms: i64) -> Self {
        let at = Timestamp::from_millisecond(at_ms).unwrap_or_default();
        Self(Offset::UTC.to_datetime(at).date())
    }

    /// When it begins in Greenwich, milliseconds since 1970.
    #[must_use]
    pub fn start_ms(self) -> i64 {
        let start = Offset::UTC.to_timestamp(self.0.at(0, 0, 0, 0));
        start.map(Timestamp::as_millisecond).unwrap_or_default()
    }

    /// How many working days, Monday to Friday, have passed when the other day comes; less than 0 where it is earlier.
    #[must_use]
    pub fn working_days_until(self, other: Self) -> i64 {
        other.working_days() - self.working_days()
    }

    /// The earliest day until which, or from which, so many working days pass: 5 later, or, below 0, earlier.
    #[must_use]
    pub fn working_day(self, later: i64) -> Self {
        let before = self.working_days() + later - 1;
        let days = before.div_euclid(WORKING_WEEK) * WEEK + before.rem_euclid(WORKING_WEEK);
        let span = SignedDuration::from_hours(days.saturating_mul(24));
        FIRST_MONDAY.checked_add(span).map_or(self, Self)
    }

    /// How many working days there were from the first Monday to the end of this day.
    fn working_days(self) -> i64 {
        let days = Self(FIRST_MONDAY).days_until(self);
        days.div_euclid(WEEK) * WORKING_WEEK + (days.rem_euclid(WEEK) + 1).min(WORKING_WEEK)
    }

    /// How many days later the other one is; less than 0 where it is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        let span = other.0.duration_since(self.0);
        span.as_hours() / 24
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = NoDay;

    fn from_str(text: &str) -> Result<Self, NoDay> {
        let day = Date::strptime("%Y-%m-%d", text.trim()).map(Self);
        let is_written_so = |day: &Self| day.to_string() == text.trim();
        day.ok().filter(is_written_so).ok_or_else(|| NoDay(text.to_owned()))
    }
}

impl TryFrom<String> for Day {
    type Error = NoDay;

    fn try_from(text: String) -> Result<Self, NoDay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_day_is_read_as_it_is_written() {
        assert_eq!(day("2027-03-01").to_string(), "2027-03-01");
        for text in [
            "",
            "2027-02-29",
            "2027-3-1",
            "01.03.2027",
            "2027-03-01T00:00",
            "-2027-03-01",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_moment_has_its_day() {
        assert_eq!(Day::of(0), day("1970-01-01"));
        assert_eq!(Day::of(-1), day("1969-12-31"));
        assert_eq!(Day::of(1_800_000_000_000), day("2027-01-15"));
        // A clock may say anything.
        assert_eq!(Day::of(i64::MAX), day("1970-01-01"));
    }

    #[test]
    fn working_days_are_counted_over_weekends() {
        // 1 March 2027 is a Monday.
        let monday = day("2027-03-01");
        for (other, passed) in [
            ("2027-03-01", 0),
            ("2027-03-05", 4),
            ("2027-03-06", 4),
            ("2027-03-07", 4),
            ("2027-03-08", 5),
            ("2027-02-26", -1),
            ("2028-02-28", 260),
        ] {
            assert_eq!(monday.working_days_until(day(other)), passed, "{other}");
        }
    }

    /// What came in before the day so many working days ago has waited longer than that, and nothing else has.
    #[test]
    fn a_day_some_working_days_ago_parts_those_that_have_waited_longer() {
        let mut today = day("2027-02-20");
        for _ in 0..30 {
            today = Day(today.0.tomorrow().expect("a day"));
            for level in 0..12 {
                let due = today.working_day(-level);
                assert!(due.working_days_until(today) <= level, "{today} {level}");
                let before = Day(due.0.yesterday().expect("a day"));
                assert!(before.working_days_until(today) > level, "{today} {level} {before}");
            }
        }
        assert_eq!(day("2027-03-05").working_day(1), day("2027-03-08"));
        assert_eq!(Day::of(day("2027-03-05").start_ms()), day("2027-03-05"));
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        assert_eq!(day("2028-02-28").days_until(day("2028-03-01")), 2);
        assert_eq!(day("2028-03-01").days_until(day("2028-02-28")), -2);
        assert!(day("2027-12-31") < day("2028-01-01"));
    }
}
