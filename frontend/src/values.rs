//! Values as a person reads them.

use satchel_shared::{
    currencies, money,
    path::Path,
    schema::{Kind, Shape},
    states::StateCode,
};
use serde_json::Value;

use crate::{intl, known::Known, words::Words};

/// Tells the values of one kind of record in the person's language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Teller<'a> {
    pub(crate) words: &'a Words,
    pub(crate) known: &'a Known,
    pub(crate) kind: Kind,
}

impl Teller<'_> {
    /// A scalar or a text; none where nothing is set. `currency` is the one that stands beside an amount.
    pub(crate) fn shown(self, path: &Path, shape: &Shape, value: &Value, currency: &str) -> Option<String> {
        let words = self.words;
        let text = match value {
            Value::String(text) => text.as_str(),
            Value::Number(number) => {
                let number = number.as_i64()?;
                if *shape == Shape::Money {
                    return Some(amount(words, i128::from(number), currency));
                }
                // A year or a session is no count: it has no separators.
                let count = usize::try_from(number).ok().filter(|_| *shape != Shape::Whole(9_999));
                return Some(count.map_or_else(|| number.to_string(), |it| intl::count(words.tag(), it)));
            }
            Value::Bool(truth) => return Some(words.get(if *truth { "yes" } else { "no" })),
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        if text.is_empty() {
            return None;
        }
        Some(match shape {
            Shape::Code(codes) => words.code(self.kind, path, codes.current(text).unwrap_or(text)),
            Shape::Term(vocabulary) => words.term(*vocabulary, text),
            Shape::Record(_) => self.known.title(words, text),
            Shape::Date => intl::day(words.tag(), text).unwrap_or_else(|| text.to_owned()),
            Shape::Attachment => text.chars().take(8).collect(),
            Shape::State => state(words, text),
            Shape::Language => language(words, text),
            Shape::Currency
            | Shape::Line
            | Shape::Prose
            | Shape::Whole(_)
            | Shape::Money
            | Shape::Truth
            | Shape::Group(_)
            | Shape::List(_) => text.to_owned(),
        })
    }
}

/// A State's name; its code where it has none.
pub(crate) fn state(words: &Words, code: &str) -> String {
    code.parse::<StateCode>()
        .ok()
        .and_then(|state| state.name_in(words.language()))
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
