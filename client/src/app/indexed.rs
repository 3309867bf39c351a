//! What the search knows of a record: the words that it is found by, and the texts that show why.

use satchel_shared::schema::{Field, Kind, Shape};
use serde_json::{Map, Value};

use crate::{vault::RecordTexts, words::of_state};

/// What is kept of a content for the search.
pub(super) fn indexed(kind: Kind, content: &Map<String, Value>) -> RecordTexts {
    let mut texts = RecordTexts::default();
    // Fields that this version does not know are found too.
    content.values().for_each(|value| collect(value, &mut texts.words));
    for field in kind.fields() {
        if let Some(value) = content.get(field.name) {
            written(field, value, &mut texts);
        }
    }
    texts
}

/// All texts of a value, without the ids of its items.
fn collect(value: &Value, words: &mut String) {
    match value {
        Value::String(text) => push(words, text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(name, _)| *name != "id");
            fields.for_each(|(_, value)| collect(value, words));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What a person wrote in a field, to be shown as it is; and the names of States, by which their codes are found.
fn written(field: &Field, value: &Value, texts: &mut RecordTexts) {
    let text = value.as_str().unwrap_or_default();
    match &field.shape {
        Shape::Line | Shape::Prose => push(&mut texts.shown, text),
        Shape::State => {
            if let Ok(state) = text.parse() {
                push(&mut texts.words, &of_state(state));
            }
        }
        Shape::Group(inner) => written_in(inner, value, texts),
        Shape::List(inner) => {
            let items = value.as_array().into_iter().flatten();
            items.for_each(|item| written_in(inner, item, texts));
        }
        Shape::Whole(_)
        | Shape::Money
        | Shape::Date
        | Shape::Truth
        | Shape::Code(_)
        | Shape::Term(_)
        | Shape::Record(_)
        | Shape::Attachment
        | Shape::Language
        | Shape::Currency => {}
    }
}

fn written_in(fields: &[Field], value: &Value, texts: &mut RecordTexts) {
    for field in fields {
        if let Some(value) = value.get(field.name) {
            written(field, value, texts);
        }
    }
}

fn push(texts: &mut String, text: &str) {
    if !text.is_empty() {
        texts.push_str(text);
        texts.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn codes_and_ids_are_found_and_not_shown() {
        let content = json!({
            "title": "Adviser", "state": "IDN", "themes": [{ "id": "a1", "theme": "torture" }],
            "budget": [{ "id": "b2", "item": "Months", "currency": "EUR" }], "of_a_later_version": "found",
        });
        let RecordTexts { words, shown } = indexed(Kind::Request, content.as_object().expect("an object"));
        assert_eq!(shown, "Adviser\nMonths\n");
        for word in ["Adviser", "torture", "EUR", "found", "Indonesia"] {
            assert!(words.contains(word), "{word}");
        }
        assert!(!words.contains("a1"));
    }
}
