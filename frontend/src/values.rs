//! Values as a person reads them.

use satchel_shared::{
    path::Path,
    schema::{Kind, Shape},
    states::StateCode,
};
use serde_json::Value;

use crate::{currencies, intl, money, words::Words};

/// A scalar or a text; none where nothing is set. `currency` is the one that stands beside an amount.
pub(crate) fn shown(
    words: &Words,
    kind: Kind,
    path: &Path,
    shape: &Shape,
    value: &Value,
    currency: &str,
) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Number(number) => {
            let number = number.as_i64()?;
            return Some(match shape {
                Shape::Money => amount(words, i128::from(number), currency),
                Shape::Line
                | Shape::Prose
                | Shape::Whole(_)
                | Shape::Code(_)
                | Shape::State
                | Shape::Language
                | Shape::Currency
                | Shape::Group(_)
                | Shape::List(_) => {
                    usize::try_from(number).map_or_else(|_| number.to_string(), |it| intl::count(words.tag(), it))
                }
            });
        }
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    if text.is_empty() {
        return None;
    }
    Some(match shape {
        Shape::Code(_) => words.code(kind, path, text),
        Shape::State => state(text),
        Shape::Language => language(words, text),
        Shape::Currency => text.to_owned(),
        Shape::Line | Shape::Prose | Shape::Whole(_) | Shape::Money | Shape::Group(_) | Shape::List(_) => {
            text.to_owned()
        }
    })
}

/// A State's name; its code where it has none.
pub(crate) fn state(code: &str) -> String {
    code.parse::<StateCode>()
        .ok()
        .and_then(StateCode::name)
        .unwrap_or(code)
        .to_owned()
}

/// A language's name; its tag where the browser knows none.
pub(crate) fn language(words: &Words, tag: &str) -> String {
    intl::name(words.tag(), "language", tag).unwrap_or_else(|| tag.to_owned())
}

/// An amount of minor units in a currency, without the currency's name.
pub(crate) fn amount(words: &Words, minor: i128, currency: &str) -> String {
    money::shown(minor, currencies::decimals(currency), &intl::separators(words.tag()))
}
