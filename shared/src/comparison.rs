//! What differs between two contents of a record: by fields, and inside long texts by words.
//!
//! Comments are left out: they are about the content, and no part of it.

mod text;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
pub use text::{How, Piece, pieces, splices};

use crate::{
    path::Path,
    schema::{Field, Kind, Reach, Shape},
};

/// One place where two contents differ. Items are named by their ids.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    pub path: Path,
    #[serde(flatten)]
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// A one-line field; null where nothing was set.
    Value { before: Value, after: Value },
    /// A long text, in pieces.
    Text { pieces: Vec<Piece> },
    /// An item that was not there before, with its fields.
    Added { item: Value },
    /// An item that is there no more.
    Removed { item: Value },
}

/// What differs, in the order of the form.
#[must_use]
pub fn differences(kind: Kind, before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<Difference> {
    let mut found = Vec::new();
    for field in kind.fields().filter(|field| field.reach > Reach::Office) {
        let of = |content: &Map<String, Value>| content.get(field.name).cloned().unwrap_or_default();
        compare(field, Path::field(field.name), &of(before), &of(after), &mut found);
    }
    found
}

fn compare(field: &'static Field, path: Path, before: &Value, after: &Value, found: &mut Vec<Difference>) {
    if let Shape::Group(fields) = field.shape {
        inside(fields, &path, before, after, found);
    } else if let Shape::List(fields) = field.shape {
        items(fields, &path, before, after, found);
    } else if field.shape == Shape::Prose {
        let (before, after) = (before.as_str().unwrap_or_default(), after.as_str().unwrap_or_default());
        if before != after {
            let pieces = pieces(before, after);
            let what = What::Text { pieces };
            found.push(Difference { path, what });
        }
    } else if before != after {
        let (before, after) = (before.clone(), after.clone());
        let what = What::Value { before, after };
        found.push(Difference { path, what });
    }
}

fn inside(fields: &'static [Field], path: &Path, before: &Value, after: &Value, found: &mut Vec<Difference>) {
    for field in fields {
        let of = |value: &Value| value.get(field.name).cloned().unwrap_or_default();
        compare(field, path.clone().then(field.name), &of(before), &of(after), found);
    }
}

fn items(fields: &'static [Field], path: &Path, before: &Value, after: &Value, found: &mut Vec<Difference>) {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let (before, after) = (list(before), list(after));
    let id = |item: &Value| item.get("id").cloned().unwrap_or_default();
    let at = |item: &Value| match id(item).as_str().and_then(|id| id.parse().ok()) {
        Some(id) => path.clone().item(id),
        None => path.clone(),
    };
    for item in &before {
        if !after.iter().any(|other| id(other) == id(item)) {
            let (path, item) = (at(item), item.clone());
            let what = What::Removed { item };
            found.push(Difference { path, what });
        }
    }
    for item in &after {
        match before.iter().find(|other| id(other) == id(item)) {
            Some(before) => inside(fields, &at(item), before, item, found),
            None => {
                let (path, item) = (at(item), item.clone());
                let what = What::Added { item };
                found.push(Difference { path, what });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ONE: &str = "0192f0c4-7a6e-7cc3-98c4-dc0c0c07398f";
    const TWO: &str = "0192f0c4-7a6e-7cc3-98c4-dc0c0c073990";
    const THREE: &str = "0192f0c4-7a6e-7cc3-98c4-dc0c0c073991";

    fn content(value: &Value) -> Map<String, Value> {
        value.as_object().expect("an object").clone()
    }

    #[test]
    fn each_field_that_differs_is_told_and_no_other() {
        let before = content(&json!({
            "title": "Adviser", "state": "IDN", "context": "Three offices.",
            "requesting_authority": { "name": "Ministry", "kind": null },
            "budget": [{ "id": ONE, "item": "Months", "quantity": 9 }, { "id": TWO, "item": "Travel" }],
            "comments": [],
        }));
        let after = content(&json!({
            "title": "Advisers", "state": "IDN", "context": "Four offices.",
            "requesting_authority": { "name": "Commission", "kind": null },
            "budget": [{ "id": ONE, "item": "Months", "quantity": 12 }, { "id": THREE, "item": "Training" }],
            "comments": [{ "id": ONE, "text": "Why four?" }],
        }));
        let found = differences(Kind::Request, &before, &after);
        let told: Vec<String> = found
            .iter()
            .map(|it| {
                let what = match &it.what {
                    What::Value { before, after } => format!("{before} to {after}"),
                    What::Text { pieces } => format!("{} pieces", pieces.len()),
                    What::Added { item } => format!("added {}", item["item"]),
                    What::Removed { item } => format!("removed {}", item["item"]),
                };
                format!("{}: {what}", it.path.names())
            })
            .collect();
        assert_eq!(
            told,
            [
                "title: \"Adviser\" to \"Advisers\"",
                "requesting_authority.name: \"Ministry\" to \"Commission\"",
                "context: 3 pieces",
                "budget: removed \"Travel\"",
                "budget.quantity: 9 to 12",
                "budget: added \"Training\"",
            ]
        );
        assert_eq!(differences(Kind::Request, &after, &after), []);
    }

    #[test]
    fn a_field_that_an_older_version_did_not_have_is_empty_there() {
        let after = content(&json!({ "title": null, "needs": "", "partners": [], "focal_point": { "name": null } }));
        assert_eq!(differences(Kind::Request, &Map::new(), &after), []);
    }

    #[test]
    fn a_difference_reads_as_it_is_written() {
        let after = content(&json!({ "title": "One", "context": "Two" }));
        let found = differences(Kind::Request, &Map::new(), &after);
        let text = serde_json::to_string(&found).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Vec<Difference>>(&text).expect("differences"),
            found
        );
    }
}
