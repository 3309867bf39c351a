//! A record's history and what differs between two of its moments, as text.

use satchel_shared::{
    comparison::{Difference, How, Piece, What},
    window::{Comparison, History},
};
use serde_json::Value;

use super::{as_json, lines};
use crate::Failure;

pub(crate) fn history(history: &History, json: bool) -> Result<(), Failure> {
    if json {
        return as_json(history);
    }
    let mut out: Vec<String> = Vec::new();
    for version in history.versions.iter().rev() {
        out.push(format!("v{}  {}  submitted", version.number, moment(version.at)));
    }
    for entry in &history.entries {
        let digits: String = entry.moment.to_string().chars().take(12).collect();
        let by = if entry.here { "this device" } else { entry.by.as_str() };
        out.push(format!(
            "{digits}  {}  {by}  {}",
            moment(entry.at),
            entry.fields.join(", ")
        ));
        if let Some(at) = entry.at_headquarters {
            out.push(format!("              at headquarters by {}", moment(at)));
        }
        for choice in &entry.choices {
            let between: Vec<String> = choice.between.iter().map(ToString::to_string).collect();
            out.push(format!(
                "              {}: chose \u{201c}{}\u{201d} between \u{201c}{}\u{201d}",
                choice.field,
                choice.chosen,
                between.join("\u{201d}, \u{201c}")
            ));
        }
    }
    lines(out)
}

pub(crate) fn comparison(comparison: &Comparison, json: bool) -> Result<(), Failure> {
    if json {
        return as_json(comparison);
    }
    lines(comparison.differences.iter().map(told))
}

fn told(difference: &Difference) -> String {
    let path = &difference.path;
    match &difference.what {
        What::Value { before, after } => format!("{path}: {} -> {}", value(before), value(after)),
        What::Text { pieces } => format!("{path}: {}", pieces.iter().map(piece).collect::<String>()),
        What::Added { item } => format!("{path}: added {}", value(item)),
        What::Removed { item } => format!("{path}: removed {}", value(item)),
    }
}

/// As `wdiff` marks them.
fn piece(piece: &Piece) -> String {
    match piece.how {
        How::Kept => piece.text.clone(),
        How::Deleted => format!("[-{}-]", piece.text),
        How::Inserted => format!("{{+{}+}}", piece.text),
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Null => "(empty)".to_owned(),
        Value::String(text) => text.clone(),
        Value::Object(fields) => {
            let told = fields.iter().filter(|(name, told)| {
                let is_empty = told.as_str().is_some_and(str::is_empty) || told.as_array().is_some_and(Vec::is_empty);
                *name != "id" && !told.is_null() && !is_empty
            });
            let told: Vec<String> = told.map(|(name, it)| format!("{name}: {}", self::value(it))).collect();
            told.join(", ")
        }
        Value::Bool(_) | Value::Number(_) | Value::Array(_) => value.to_string(),
    }
}

/// `2027-03-01T09:30:00Z`
pub(super) fn moment(at_ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at_ms).unwrap_or_default();
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
