//! Days, as people write them into forms: `2027-03-01` (ISO 8601).

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil::Date, tz::Offset};
use serde::{Deserialize, Serialize};

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

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
    fn days_are_counted_over_months_and_leap_years() {
        assert_eq!(day("2028-02-28").days_until(day("2028-03-01")), 2);
        assert_eq!(day("2028-03-01").days_until(day("2028-02-28")), -2);
        assert!(day("2027-12-31") < day("2028-01-01"));
    }
}
