//! What a field's content should be, and may for now not be: told beside the field, and never in the way of keeping it.

use serde_json::{Map, Value};

use crate::{
    path::Path,
    schema::{Field, Kind, Shape},
};

/// What is amiss at a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A period ends before it begins.
    EndsBeforeItBegins,
    /// It begins outside the record's own period.
    OutsideThePeriod,
    /// No address of electronic mail can look like this (RFC 5322, section 3.4.1: something, `@`, something).
    NotAnAddress,
    /// An amount of money without its currency.
    NoCurrency,
    /// What is counted has a price and no number.
    NoQuantity,
    /// A code that this version does not know: of another version, or mistyped.
    UnknownCode,
}

impl Rule {
    pub const ALL: [Self; 6] = [
        Self::EndsBeforeItBegins,
        Self::OutsideThePeriod,
        Self::NotAnAddress,
        Self::NoCurrency,
        Self::NoQuantity,
        Self::UnknownCode,
    ];

    /// A stable word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EndsBeforeItBegins => "ends-before-it-begins",
            Self::OutsideThePeriod => "outside-the-period",
            Self::NotAnAddress => "not-an-address",
            Self::NoCurrency => "no-currency",
            Self::NoQuantity => "no-quantity",
            Self::UnknownCode => "unknown-code",
        }
    }
}

/// All that is amiss in a record's content, in the order of its form.
#[must_use]
pub fn check(kind: Kind, content: &Map<String, Value>) -> Vec<(Path, Rule)> {
    let mut checking = Checking {
        period: Period::of(content.get("period")),
        found: Vec::new(),
    };
    for field in kind.fields() {
        let value = content.get(field.name).unwrap_or(&Value::Null);
        checking.field(field, Path::field(field.name), value);
    }
    checking.found
}

/// The days of a record's own period; ISO 8601, which sorts as it reads.
#[derive(Clone, Copy)]
struct Period<'a> {
    start: Option<&'a str>,
    end: Option<&'a str>,
}

impl<'a> Period<'a> {
    fn of(value: Option<&'a Value>) -> Self {
        let day = |name: &str| value?.get(name)?.as_str().filter(|day| !day.is_empty());
        Self {
            start: day("start"),
            end: day("end"),
        }
    }

    fn holds(self, day: &str) -> bool {
        self.start.is_none_or(|start| start <= day) && self.end.is_none_or(|end| day <= end)
    }
}

struct Checking<'a> {
    period: Period<'a>,
    found: Vec<(Path, Rule)>,
}

impl Checking<'_> {
    fn field(&mut self, field: &'static Field, path: Path, value: &Value) {
        match &field.shape {
            Shape::Group(inner) => self.together(inner, &path, value),
            Shape::List(inner) => {
                for item in value.as_array().into_iter().flatten() {
                    if let Some(id) = item.get("id").and_then(|id| id.as_str()?.parse().ok()) {
                        self.together(inner, &path.clone().item(id), item);
                    }
                }
            }
            Shape::Code(_) | Shape::Term(_) => {
                let code = value.as_str().filter(|code| !code.is_empty());
                if code.is_some_and(|code| field.shape.current(code).is_none()) {
                    self.found.push((path, Rule::UnknownCode));
                }
            }
            Shape::Line
            | Shape::Prose
            | Shape::Whole(_)
            | Shape::Money
            | Shape::Date
            | Shape::Truth
            | Shape::Record(_)
            | Shape::Attachment
            | Shape::State
            | Shape::Language
            | Shape::Currency => {}
        }
    }

    /// The fields of one group or item, which bear on each other.
    fn together(&mut self, fields: &'static [Field], path: &Path, value: &Value) {
        let text = |name: &str| value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let mut tell = |name: &str, rule| self.found.push((path.clone().then(name), rule));
        for field in fields {
            let day_or_line = matches!(field.shape, Shape::Date | Shape::Line);
            let has_an_end = fields.iter().any(|field| field.name == "end");
            let written = if day_or_line { text(field.name) } else { None };
            let amiss = match (field.name, written) {
                ("end", Some(end)) if text("start").is_some_and(|start| end < start) => Some(Rule::EndsBeforeItBegins),
                // The start of an item, which has no end of its own.
                ("start", Some(start)) if !has_an_end && !self.period.holds(start) => Some(Rule::OutsideThePeriod),
                ("email", Some(address)) if !is_address(address) => Some(Rule::NotAnAddress),
                _ => None,
            };
            if let Some(rule) = amiss {
                tell(field.name, rule);
            }
            if field.shape == Shape::Money && value.get(field.name).is_some_and(Value::is_number) {
                let currency = fields.iter().find(|field| field.shape == Shape::Currency);
                if let Some(currency) = currency.filter(|currency| text(currency.name).is_none()) {
                    tell(currency.name, Rule::NoCurrency);
                }
                let is_counted = fields.iter().any(|field| field.name == "quantity");
                if is_counted && value.get("quantity").is_none_or(Value::is_null) {
                    tell("quantity", Rule::NoQuantity);
                }
            }
        }
        for field in fields {
            let inner = value.get(field.name).unwrap_or(&Value::Null);
            self.field(field, path.clone().then(field.name), inner);
        }
    }
}

fn is_address(text: &str) -> bool {
    let text = text.trim();
    text.rsplit_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !text.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(content: &Value) -> Vec<String> {
        let content = content.as_object().expect("an object");
        let found = check(Kind::Request, content).into_iter();
        found
            .map(|(path, rule)| format!("{} {}", path.names(), rule.as_str()))
            .collect()
    }

    const ITEM: &str = "0192f0c4-7a6e-7cc3-98c4-dc0c0c07398f";

    #[test]
    fn what_is_amiss_is_told_at_its_field() {
        let content = json!({
            "focal_point": { "email": "ayu at example.org" },
            "period": { "start": "2027-06-01", "end": "2027-03-01" },
            "activities": [{ "id": ITEM, "title": "Training", "start": "2026-12-01" }],
            "budget": [{ "id": ITEM, "item": "Adviser", "unit_cost_minor": 100, "currency": "" }],
            "fund": "of_another_version",
            "themes": [{ "id": ITEM, "theme": "torture" }, { "id": ITEM, "theme": "tortrue" }],
        });
        assert_eq!(
            told(&content),
            [
                "focal_point.email not-an-address",
                "themes.theme unknown-code",
                "activities.start outside-the-period",
                "period.end ends-before-it-begins",
                "budget.currency no-currency",
                "budget.quantity no-quantity",
                "fund unknown-code",
            ]
        );
    }

    #[test]
    fn what_is_right_or_not_written_yet_is_left_alone() {
        assert_eq!(told(&json!({})), [] as [&str; 0]);
        let content = json!({
            "focal_point": { "email": "ayu@example.org" },
            "period": { "start": "2027-03-01" },
            "activities": [{ "id": ITEM, "start": "2027-03-01" }, { "id": ITEM, "start": null }],
            "budget": [{ "id": ITEM, "quantity": 1, "unit_cost_minor": 100, "currency": "CHF" }, { "id": ITEM }],
        });
        assert_eq!(told(&content), [] as [&str; 0]);
    }
}
