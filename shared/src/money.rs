//! Amounts of money as people type them, and as they are kept: whole numbers of minor units.

/// Separators of a locale's numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Separators {
    pub decimal: char,
    pub group: char,
}

impl Default for Separators {
    fn default() -> Self {
        Self {
            decimal: '.',
            group: ',',
        }
    }
}

/// What was typed is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAmount {
    NotANumber,
    /// It has more decimals than the currency.
    TooFine,
    TooLarge,
}

/// Exchange rates are counted in millionths.
pub const RATE_DECIMALS: u32 = 6;

/// Reads an amount in major units; none where nothing is typed.
///
/// # Errors
/// [`NoAmount`]
pub fn parse(text: &str, decimals: u32, separators: &Separators) -> Result<Option<i64>, NoAmount> {
    let is_space = |character: char| character.is_whitespace() || "'’\u{a0}\u{202f}".contains(character);
    let text = with_own_decimal(&in_ascii(text, separators), separators);
    if !groups_well(&text, separators) {
        return Err(NoAmount::NotANumber);
    }
    let bare: String = text
        .chars()
        .filter(|character| !is_space(*character) && *character != separators.group)
        .collect();
    if bare.is_empty() {
        return Ok(None);
    }
    let (major, minor) = bare.split_once(separators.decimal).unwrap_or((&bare, ""));
    let all_digits = major
        .chars()
        .chain(minor.chars())
        .all(|character| character.is_ascii_digit());
    if !all_digits || (major.is_empty() && minor.is_empty()) {
        return Err(NoAmount::NotANumber);
    }
    let minor = minor.trim_end_matches('0');
    let wanted = decimals as usize;
    if minor.len() > wanted {
        return Err(NoAmount::TooFine);
    }
    let digits = format!("{major}{minor:0<wanted$}");
    digits.parse().map(Some).map_err(|_| NoAmount::TooLarge)
}

/// Whether what stands between signs of a group can be one: the last is of three digits, and those before it are of two or three, as
/// in `12,34,567` and `1,234,567`.
fn groups_well(text: &str, separators: &Separators) -> bool {
    let (major, minor) = text.split_once(separators.decimal).unwrap_or((text, ""));
    let mut groups = major.trim().split(separators.group);
    let first = groups.next().map_or(0, |group| group.trim().len());
    let Some(last) = groups.next_back() else {
        return !minor.contains(separators.group);
    };
    let are_groups = groups.all(|group| (2..=3).contains(&group.len()));
    (1..=3).contains(&first) && are_groups && last.len() == 3 && !minor.contains(separators.group)
}

/// Digits of Arabic and Persian keyboards, and the signs between them, as the locale's own.
fn in_ascii(text: &str, separators: &Separators) -> String {
    let own = |character: char| match character {
        '٫' => separators.decimal,
        '٬' => separators.group,
        '٠'..='٩' | '۰'..='۹' => {
            // Both rows begin at a multiple of sixteen.
            char::from_digit(u32::from(character) & 0xF, 10).unwrap_or(character)
        }
        other => other,
    };
    text.chars().map(own).collect()
}

/// Many write `4,50` where others write `4.50`: one group's sign before one or two last digits cannot group thousands.
fn with_own_decimal(text: &str, separators: &Separators) -> String {
    let text = text.trim();
    let is_decimal = |(major, minor): (&str, &str)| {
        (1..=2).contains(&minor.len()) && !major.contains(['.', ',']) && minor.chars().all(|it| it.is_ascii_digit())
    };
    match text.rsplit_once(separators.group) {
        Some(parts) if is_decimal(parts) => format!("{}{}{}", parts.0, separators.decimal, parts.1),
        Some(_) | None => text.to_owned(),
    }
}

/// An amount as it is edited: in major units, with all decimals of the currency, ungrouped.
#[must_use]
pub fn plain(amount: i64, decimals: u32, separators: &Separators) -> String {
    if decimals == 0 {
        return amount.to_string();
    }
    let wanted = decimals as usize;
    let digits = format!("{amount:0>width$}", width = wanted + 1);
    let (major, minor) = digits.split_at(digits.len() - wanted);
    format!("{major}{}{minor}", separators.decimal)
}

/// A rate in millionths as it is written, without zeros at its end.
#[must_use]
pub fn rate(millionths: u64, separators: &Separators) -> String {
    let all = plain(i64::try_from(millionths).unwrap_or(i64::MAX), RATE_DECIMALS, separators);
    let all = all.trim_end_matches('0');
    all.strip_suffix(separators.decimal).unwrap_or(all).to_owned()
}

/// Stands before an amount below nothing, also among words that are written from right to left.
const MINUS: &str = "\u{200e}\u{2212}";

/// An amount as it is read: grouped by thousands.
#[must_use]
pub fn shown(amount: i128, decimals: u32, separators: &Separators) -> String {
    let wanted = decimals as usize;
    let digits = format!("{:0>width$}", amount.unsigned_abs(), width = wanted + 1);
    let (major, minor) = digits.split_at(digits.len() - wanted);
    let mut grouped = if amount < 0 { MINUS } else { "" }.to_owned();
    for (at, digit) in major.chars().enumerate() {
        if at > 0 && (major.len() - at).is_multiple_of(3) {
            grouped.push(separators.group);
        }
        grouped.push(digit);
    }
    if wanted == 0 {
        grouped
    } else {
        format!("{grouped}{}{minor}", separators.decimal)
    }
}

/// The same amount in major units, for a currency with another number of decimals; rounded to the nearest.
#[must_use]
pub fn rescale(amount: i64, from: u32, to: u32) -> i64 {
    let factor = 10_i64.pow(from.abs_diff(to));
    if to >= from {
        amount.saturating_mul(factor)
    } else {
        amount.saturating_add(factor / 2) / factor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_ends_with_its_last_figure_that_counts() {
        let written = |millionths| rate(millionths, &Separators::default());
        assert_eq!(
            [1_081_500, 1_000_000, 10, 150_000_000].map(written),
            ["1.0815", "1", "0.00001", "150"]
        );
    }

    #[test]
    fn what_is_below_nothing_is_read_as_that() {
        let read = |cents| shown(cents, 2, &Separators::default());
        assert_eq!(
            [-265_000, -5, 0, 123_456_789].map(read),
            [
                "\u{200e}\u{2212}2,650.00",
                "\u{200e}\u{2212}0.05",
                "0.00",
                "1,234,567.89"
            ]
        );
    }

    fn read(text: &str, decimals: u32) -> Result<Option<i64>, NoAmount> {
        parse(text, decimals, &Separators::default())
    }

    #[test]
    fn amounts_are_read_in_the_currencys_decimals() {
        assert_eq!(read("", 2), Ok(None));
        assert_eq!(read("4200", 2), Ok(Some(420_000)));
        assert_eq!(read("4,200.5", 2), Ok(Some(420_050)));
        assert_eq!(read(" 4 200.05 ", 2), Ok(Some(420_005)));
        assert_eq!(read(".5", 2), Ok(Some(50)));
        assert_eq!(read("4200", 0), Ok(Some(4200)));
        assert_eq!(read("4200.00", 0), Ok(Some(4200)));
        assert_eq!(read("1.234", 3), Ok(Some(1234)));
    }

    #[test]
    fn a_comma_before_one_or_two_last_digits_is_a_decimal_one() {
        assert_eq!(read("950,5", 2), Ok(Some(95_050)));
        assert_eq!(read("950,50", 2), Ok(Some(95_050)));
        assert_eq!(read("4,200", 2), Ok(Some(420_000)));
        assert_eq!(read("1,234,567.50", 2), Ok(Some(123_456_750)));
    }

    #[test]
    fn what_is_no_amount_is_told_apart() {
        assert_eq!(read("about 5", 2), Err(NoAmount::NotANumber));
        for torn in ["1,234,56", "1234,567", "1,,234", "1.5,000", ",234"] {
            assert_eq!(read(torn, 2), Err(NoAmount::NotANumber), "{torn}");
        }
        assert_eq!(read("12,34,567", 2), Ok(Some(123_456_700)), "as India groups");
        assert_eq!(read("-5", 2), Err(NoAmount::NotANumber));
        assert_eq!(read(".", 2), Err(NoAmount::NotANumber));
        assert_eq!(read("1.234", 2), Err(NoAmount::TooFine));
        assert_eq!(read("99999999999999999999", 2), Err(NoAmount::TooLarge));
    }

    #[test]
    fn digits_of_arabic_and_persian_keyboards_are_read() {
        assert_eq!(read("٤٢٠٠", 0), Ok(Some(4200)));
        assert_eq!(read("٤٬٢٠٠٫٥", 2), Ok(Some(420_050)));
        assert_eq!(read("۱۹", 0), Ok(Some(19)));
        assert_eq!(read("٩,٥", 2), Ok(Some(950)));
    }

    #[test]
    fn other_separators_are_read_too() {
        let separators = Separators {
            decimal: ',',
            group: '.',
        };
        assert_eq!(parse("4.200,5", 2, &separators), Ok(Some(420_050)));
        assert_eq!(plain(420_050, 2, &separators), "4200,50");
        assert_eq!(shown(420_050, 2, &separators), "4.200,50");
    }

    #[test]
    fn amounts_are_shown_with_all_their_decimals() {
        let separators = Separators::default();
        assert_eq!(plain(5, 2, &separators), "0.05");
        assert_eq!(plain(4200, 0, &separators), "4200");
        assert_eq!(shown(123_456_789, 2, &separators), "1,234,567.89");
        assert_eq!(shown(100, 0, &separators), "100");
        assert_eq!(shown(1000, 3, &separators), "1.000");
    }

    #[test]
    fn an_amount_stays_the_same_in_another_currency() {
        assert_eq!(rescale(420_000, 2, 0), 4200);
        assert_eq!(rescale(4200, 0, 2), 420_000);
        assert_eq!(rescale(1250, 2, 0), 13);
    }
}
