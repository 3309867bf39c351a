//! From what a record holds to what it held once: the edits between the two. Nothing is taken out of the history.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::view::REMOVED;
use crate::{
    edit::{Edit, Scalar},
    ids::ItemId,
    path::Path,
    schema::{Field, Kind, Reach, Shape},
    splice::{Splice, diff},
};

/// The edits that make `now`, which holds the items that were taken out too, equal to `wanted`. What `wanted` does not name is
/// left alone: the table that it was written by did not have it.
pub(super) fn edits(kind: Kind, now: &Map<String, Value>, wanted: &Map<String, Value>) -> Vec<Edit> {
    let mut edits = Vec::new();
    // What colleagues say to each other about a record is no part of it.
    for field in kind.fields().filter(|field| field.reach > Reach::Office) {
        between(
            field,
            &Path::field(field.name),
            now.get(field.name),
            wanted.get(field.name),
            &mut edits,
        );
    }
    edits
}

fn between(field: &'static Field, path: &Path, now: Option<&Value>, wanted: Option<&Value>, edits: &mut Vec<Edit>) {
    let Some(wanted) = wanted else { return };
    let now = now.unwrap_or(&Value::Null);
    if let Shape::Group(fields) = field.shape {
        inside(fields, path, now, wanted, edits);
    } else if let Shape::List(fields) = field.shape {
        items(fields, path, now, wanted, edits);
    } else if field.shape == Shape::Prose {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        if let Some(Splice { at, delete, insert }) = diff(&text(now), &text(wanted)) {
            edits.push(Edit::Splice {
                path: path.clone(),
                at,
                delete,
                insert,
            });
        }
    } else if now != wanted {
        edits.push(Edit::Set {
            path: path.clone(),
            value: scalar(wanted),
        });
    }
}

fn inside(fields: &'static [Field], path: &Path, now: &Value, wanted: &Value, edits: &mut Vec<Edit>) {
    for field in fields {
        let path = path.clone().then(field.name);
        between(field, &path, now.get(field.name), wanted.get(field.name), edits);
    }
}

fn items(fields: &'static [Field], path: &Path, now: &Value, wanted: &Value, edits: &mut Vec<Edit>) {
    let (now, wanted) = (by_id(now), by_id(wanted));
    for (id, item) in &now {
        if is_in(item) && !wanted.iter().any(|(other, _)| other == id) {
            edits.push(Edit::Remove {
                path: path.clone().item(*id),
            });
        }
    }
    let mut after = None;
    for (id, wanted) in wanted {
        let found = now.iter().find(|(other, _)| *other == id).map(|(_, item)| *item);
        let item = path.clone().item(id);
        match found {
            Some(found) if is_in(found) => {}
            Some(_) => edits.push(Edit::Restore { path: item.clone() }),
            None => edits.push(Edit::Add {
                path: path.clone(),
                id: Some(id),
                after,
                fields: BTreeMap::new(),
            }),
        }
        inside(fields, &item, found.unwrap_or(&Value::Null), wanted, edits);
        after = Some(id);
    }
}

fn is_in(item: &Value) -> bool {
    item.get(REMOVED).is_none()
}

fn by_id(list: &Value) -> Vec<(ItemId, &Value)> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let id = |item: &Value| item.get("id")?.as_str()?.parse().ok();
    items.iter().filter_map(|item| Some((id(item)?, item))).collect()
}

fn scalar(value: &Value) -> Scalar {
    match value {
        Value::String(text) => Scalar::Text(text.clone()),
        Value::Number(number) => number.as_i64().map_or(Scalar::Nothing, Scalar::Whole),
        Value::Bool(truth) => Scalar::Truth(*truth),
        Value::Null | Value::Array(_) | Value::Object(_) => Scalar::Nothing,
    }
}
