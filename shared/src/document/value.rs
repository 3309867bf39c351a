//! What a one-line field takes: checked when it is typed, never when it is merged.

use automerge::ScalarValue;

use super::error::{EditError, expectation};
use crate::{edit::Scalar, ids::RecordId, limits::LINE_UNITS, path::Path, schema::Shape, states::StateCode};

/// The most that an amount of money can be: what a JSON number holds exactly (RFC 8259, section 6).
const MOST_MONEY: i64 = (1 << 53) - 1;

/// The longest code.
const CODE_BYTES: usize = 64;

/// The value as the document keeps it.
pub(super) fn checked(shape: &Shape, path: &Path, value: &Scalar) -> Result<ScalarValue, EditError> {
    let wrong = || EditError::WrongValue {
        path: path.clone(),
        expected: expectation(shape),
        value: value.to_string().chars().take(60).collect(),
    };
    let text = match value {
        Scalar::Nothing => return Ok(ScalarValue::Null),
        Scalar::Text(text) => text.as_str(),
        Scalar::Whole(number) if shape.is_number() => return whole(shape, *number).ok_or_else(wrong),
        Scalar::Truth(truth) if *shape == Shape::Truth => return Ok(ScalarValue::Boolean(*truth)),
        Scalar::Whole(_) | Scalar::Truth(_) => return Err(wrong()),
    };
    if text.is_empty() {
        return Ok(ScalarValue::Null);
    }
    if text.encode_utf16().count() > LINE_UNITS {
        return Err(EditError::TooLong {
            path: path.clone(),
            limit: LINE_UNITS,
        });
    }
    if text.chars().any(char::is_control) {
        return Err(wrong());
    }
    match shape {
        Shape::Line => Some(text.into()),
        Shape::Date => is_day(text).then(|| text.into()),
        Shape::Truth => text.parse().ok().map(ScalarValue::Boolean),
        Shape::Term(_) | Shape::Code(_) => code(shape, text).map(Into::into),
        Shape::Record(_) => text.parse::<RecordId>().ok().map(|id| id.to_string().into()),
        Shape::Attachment => is_hash(text).then(|| text.into()),
        Shape::Whole(_) | Shape::Money => text.trim().parse().ok().and_then(|number| whole(shape, number)),
        Shape::State => text.parse::<StateCode>().ok().map(|state| state.as_str().into()),
        Shape::Language => is_language_tag(text).then(|| text.into()),
        Shape::Currency => (text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())).then(|| text.into()),
        Shape::Prose | Shape::Group(_) | Shape::List(_) => None,
    }
    .ok_or_else(wrong)
}

/// The present name of a code. One that this version does not know is taken as it is: another version wrote it into this
/// record, or into one that this is made of, and it is written again where that is restored, copied or chosen.
fn code<'a>(shape: &Shape, text: &'a str) -> Option<&'a str> {
    let is_well_formed = text.len() <= CODE_BYTES
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-.".contains(&byte));
    shape.current(text).or(is_well_formed.then_some(text))
}

fn whole(shape: &Shape, number: i64) -> Option<ScalarValue> {
    let most = if let Shape::Whole(most) = shape {
        *most
    } else {
        MOST_MONEY
    };
    (0..=most).contains(&number).then_some(ScalarValue::Int(number))
}

/// A day that there is, as `2027-03-01` (ISO 8601, section 5.2.2.1): years 1900 to 2999, by the Gregorian calendar.
fn is_day(text: &str) -> bool {
    let read = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let year = year
        .and_then(|year| read(year, 4))
        .filter(|year| (1900..3000).contains(year));
    let (Some(year), Some(month), Some(day), None) = (
        year,
        month.and_then(|month| read(month, 2)),
        day.and_then(|day| read(day, 2)),
        parts.next(),
    ) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// A BLAKE3 hash, as 64 small hexadecimal digits.
fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The form of a tag (RFC 5646, section 2.1), without a look at the registry.
fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::Codes,
        vocabulary::{RENAMED_IN_TESTS, Vocabulary},
    };

    fn check(shape: &Shape, value: impl Into<Scalar>) -> Option<ScalarValue> {
        checked(shape, &Path::field("field"), &value.into()).ok()
    }

    #[test]
    fn each_shape_takes_its_own() {
        assert_eq!(check(&Shape::Whole(12), "9"), Some(ScalarValue::Int(9)));
        assert_eq!(check(&Shape::Whole(12), "13"), None);
        assert_eq!(check(&Shape::Money, "-1"), None);
        assert_eq!(check(&Shape::Money, "1.5"), None);
        assert_eq!(check(&Shape::State, "idn"), Some("IDN".into()));
        assert_eq!(check(&Shape::State, "Indonesia"), None);
        assert_eq!(check(&Shape::Language, "zh-Hans"), Some("zh-Hans".into()));
        assert_eq!(check(&Shape::Language, "français"), None);
        assert_eq!(check(&Shape::Currency, "chf"), None);
        assert_eq!(
            check(&Shape::Code(Codes::of(&["training"])), "training"),
            Some("training".into())
        );
        assert_eq!(check(&Shape::Line, "two\nlines"), None);
        assert_eq!(check(&Shape::Line, ""), Some(ScalarValue::Null));
    }

    #[test]
    fn a_code_of_another_version_is_taken_and_a_renamed_one_maps() {
        let codes = Shape::Code(Codes::of(&["advice"]).renamed(&[("advisory", "advice")]));
        assert_eq!(check(&codes, "dance"), Some("dance".into()));
        assert_eq!(check(&codes, "advisory"), Some("advice".into()));
        let themes = Shape::Term(Vocabulary::Themes);
        assert_eq!(
            check(&themes, "of_another.version-2"),
            Some("of_another.version-2".into())
        );
        assert_eq!(check(&themes, RENAMED_IN_TESTS.0), Some(RENAMED_IN_TESTS.1.into()));
        for text in ["Dance", "a dance", "danse?", &"x".repeat(65)] {
            assert_eq!(check(&codes, text), None, "{text}");
            assert_eq!(check(&themes, text), None, "{text}");
        }
    }

    #[test]
    fn an_error_tells_what_the_field_takes() {
        let error = checked(&Shape::Currency, &Path::field("currency"), &"francs".into()).expect_err("no code");
        assert_eq!(
            error.to_string(),
            "currency takes an ISO 4217 code, such as CHF, not “francs”"
        );
    }
}
