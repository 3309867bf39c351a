//! What a cell holds: values with a line each, States, a position, a session, a day.

use jiff::{ToSpan, civil::Date};
use satchel_shared::{recommendation::Position, states::StateCode};

use super::{Reason, quoted};

/// Those that the index lists among the countries and that are no member or observer States.
const NOT_STATES: [&str; 4] = ["European Union", "Cook Islands", "Niue", "Kosovo"];
/// Excel's day 0, which takes in its 29 February 1900 that never was.
const EXCEL_DAY_0: Date = jiff::civil::date(1899, 12, 30);
/// 1 January 1945, before which no document is, and 31 December 9999: a year that stands alone is no day.
const EXCEL_DAYS: std::ops::Range<f64> = 16_438.0..2_958_466.0;

/// The values of a cell, in order, each once: one a line, each with `- ` before it; `-` alone is none. Values hold dashes,
/// commas and semicolons themselves, so nothing else parts them.
pub(super) fn values(cell: &str) -> Vec<String> {
    let mut values = Vec::new();
    for line in cell.split(['\n', '\r']) {
        let line = line.trim();
        let value = line.strip_prefix("- ").unwrap_or(if line == "-" { "" } else { line });
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() && !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// Whether a text has no content, as some have none: empty, digits, `Annex`.
pub(super) fn says_nothing(text: &str) -> bool {
    let mut words = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty());
    words.all(|word| word.eq_ignore_ascii_case("annex"))
}

/// The States of a cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct States {
    pub states: Vec<StateCode>,
    /// Whether some are named that are no States.
    pub others: bool,
}

/// States by their names of any year, with or without a footnote's star, or by their ISO codes.
pub(super) fn states(cell: &str) -> Result<States, Reason> {
    let mut found = States::default();
    for value in values(cell) {
        let name = value.trim_end_matches('*').trim_end();
        if NOT_STATES.contains(&name) {
            found.others = true;
            continue;
        }
        let state = StateCode::from_name(name)
            .or_else(|| StateCode::from_alpha_2(name))
            .or_else(|| by_code(name))
            .ok_or_else(|| Reason::UnknownState(quoted(&value)))?;
        if !found.states.contains(&state) {
            found.states.push(state);
        }
    }
    Ok(found)
}

fn by_code(code: &str) -> Option<StateCode> {
    let is_code = code.bytes().all(|letter| letter.is_ascii_uppercase());
    code.parse().ok().filter(|_| is_code)
}

/// The one State whose code is part of a symbol such as `CEDAW/C/ALB/CO/4`.
pub(super) fn state_in_symbol(symbol: &str) -> Option<StateCode> {
    let parts = symbol.split('/').skip(1).map(str::trim);
    let mut found = parts.filter_map(by_code).filter(|state| state.name().is_some());
    let state = found.next()?;
    found.next().is_none().then_some(state)
}

pub(super) fn position(cell: &str) -> Result<Option<Position>, Reason> {
    match values(cell).join(", ").to_lowercase().as_str() {
        "" => Ok(None),
        "supported" => Ok(Some(Position::Supported)),
        "noted" => Ok(Some(Position::Noted)),
        _ => Err(Reason::UnknownPosition(quoted(cell))),
    }
}

/// The number in `48 Session`; 0 where there is none.
pub(super) fn session(cell: &str) -> Result<u16, Reason> {
    let text = values(cell).join(", ");
    if text.is_empty() {
        return Ok(0);
    }
    let mut words = text
        .split_whitespace()
        .filter(|word| !word.eq_ignore_ascii_case("session"));
    let digits = words
        .next()
        .map(|word| word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic()));
    let number = digits
        .and_then(|digits| digits.parse().ok())
        .filter(|number| (1..=999).contains(number));
    number
        .filter(|_| words.next().is_none())
        .ok_or_else(|| Reason::NotASession(quoted(cell)))
}

/// An Excel day, with or without its time, or a day of ISO 8601, as the latter.
pub(super) fn day(cell: &str) -> Result<Option<String>, Reason> {
    let text = values(cell).join(", ");
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || Reason::NotADay(quoted(cell));
    let day = match text.parse::<f64>() {
        Ok(serial) if EXCEL_DAYS.contains(&serial) => {
            #[expect(clippy::cast_possible_truncation, reason = "it is within the days of Excel")]
            let days = serial.floor() as i64;
            EXCEL_DAY_0.checked_add(days.days()).map_err(|_| wrong())?
        }
        Ok(_) => return Err(wrong()),
        Err(_) => {
            let (day, time) = text.split_at_checked(10).ok_or_else(wrong)?;
            if !time.is_empty() && !time.starts_with(['T', ' ']) {
                return Err(wrong());
            }
            day.parse().map_err(|_| wrong())?
        }
    };
    Ok(Some(day.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_in_a_line_of_its_own() {
        assert_eq!(
            values("- One\r\n- Two - half; a, b/c: d\n -  One \n-\n"),
            ["One", "Two - half; a, b/c: d"]
        );
        assert_eq!(values(" - Right to development"), ["Right to development"]);
        assert_eq!(values("IE  Albinism"), ["IE Albinism"]);
        assert_eq!(values("-"), [] as [&str; 0]);
        assert_eq!(values(" \r\n"), [] as [&str; 0]);
    }

    #[test]
    fn a_text_without_a_word_says_nothing() {
        for nothing in ["", "-", " - ", "115.3", "Annex", "ANNEX 2"] {
            assert!(says_nothing(nothing), "{nothing}");
        }
        for text in ["r) ratify the Convention", "认真考虑", "Annexes follow", "صدّق"] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn states_are_read_by_name_code_and_with_a_star() {
        let read = |cell| {
            states(cell).map(|it| {
                (
                    it.states.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
                    it.others,
                )
            })
        };
        assert_eq!(
            read("- Iraq\r\n- State of Palestine*\n- PK\n- Turkey\n- TUR\n- Holy See"),
            Ok(("IRQ PSE PAK TUR VAT".to_owned(), false))
        );
        assert_eq!(read("- Kosovo*\n- Niue"), Ok((String::new(), true)));
        assert_eq!(read("-"), Ok((String::new(), false)));
        assert_eq!(read("- Atlantis"), Err(Reason::UnknownState("Atlantis".to_owned())));
        assert_eq!(read("- pk"), Err(Reason::UnknownState("pk".to_owned())));
    }

    #[test]
    fn a_symbol_names_one_state_or_none() {
        let read = |symbol| state_in_symbol(symbol).map(|it| it.to_string());
        assert_eq!(read("CEDAW/C/ALB/CO/4").as_deref(), Some("ALB"));
        for none in ["A/HRC/59/15", "CEDAW", "", "X/ALB/AND/1", "CRC/C/XAN/CO/1"] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn a_session_is_a_number() {
        assert_eq!(session("48 Session"), Ok(48));
        assert_eq!(session("- 48 Session"), Ok(48));
        assert_eq!(session("3rd session"), Ok(3));
        assert_eq!(session("7"), Ok(7));
        assert_eq!((session("-"), session("")), (Ok(0), Ok(0)));
        for wrong in [
            "Session",
            "0 Session",
            "48 Session 2",
            "soon",
            "- 1 Session\n- 2 Session",
        ] {
            assert_eq!(session(wrong), Err(Reason::NotASession(wrong.to_owned())));
        }
    }

    #[test]
    fn a_day_is_excels_or_isos() {
        for (cell, expected) in [
            ("46078", "2026-02-25"),
            ("46125.4996282407", "2026-04-13"),
            ("2026-02-25", "2026-02-25"),
            ("- 2026-02-25T10:30:00Z", "2026-02-25"),
            ("2026-02-25 00:00:00", "2026-02-25"),
        ] {
            assert_eq!(day(cell), Ok(Some(expected.to_owned())), "{cell}");
        }
        assert_eq!(day("-"), Ok(None));
        for wrong in ["2026", "25/02/2026", "2026-02-30", "-5", "1e300", "NaN", "2026-02-25x"] {
            assert_eq!(day(wrong), Err(Reason::NotADay(wrong.to_owned())), "{wrong}");
        }
    }
}
