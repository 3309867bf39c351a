//! A record's content by paths, as the window holds it: the JSON of `RecordView::content`.

use satchel_shared::{
    edit::{Edit, Scalar},
    path::{Path, Step},
    splice::Splice,
};
use serde_json::{Map, Value};

pub(crate) type Content = Map<String, Value>;

/// The value at a path; none where a step leads nowhere.
pub(crate) fn get<'content>(content: &'content Content, path: &Path) -> Option<&'content Value> {
    let mut steps = path.0.iter();
    let mut value = match steps.next()? {
        Step::Field(name) => content.get(name)?,
        Step::Item(_) | Step::Place(_) => return None,
    };
    for step in steps {
        value = match step {
            Step::Field(name) => value.get(name)?,
            Step::Item(id) => value.as_array()?.iter().find(|item| is(item, &id.to_string()))?,
            Step::Place(place) => value.get(place)?,
        };
    }
    Some(value)
}

/// Where the value at a path is kept; a field that is not there yet is made.
fn get_mut<'content>(content: &'content mut Content, path: &Path) -> Option<&'content mut Value> {
    let mut steps = path.0.iter();
    let mut value = match steps.next()? {
        Step::Field(name) => content.entry(name.clone()).or_insert(Value::Null),
        Step::Item(_) | Step::Place(_) => return None,
    };
    for step in steps {
        value = match step {
            Step::Field(name) => {
                if value.is_null() {
                    *value = Value::Object(Map::new());
                }
                value.as_object_mut()?.entry(name.clone()).or_insert(Value::Null)
            }
            Step::Item(id) => value
                .as_array_mut()?
                .iter_mut()
                .find(|item| is(item, &id.to_string()))?,
            Step::Place(place) => value.get_mut(place)?,
        };
    }
    Some(value)
}

fn is(item: &Value, id: &str) -> bool {
    item.get("id").and_then(Value::as_str) == Some(id)
}

/// The text at a path; empty where nothing is set.
pub(crate) fn text<'content>(content: &'content Content, path: &Path) -> &'content str {
    get(content, path).and_then(Value::as_str).unwrap_or_default()
}

/// How many items the list at a path has.
#[cfg(test)]
pub(crate) fn count(content: &Content, path: &Path) -> usize {
    get(content, path).and_then(Value::as_array).map_or(0, Vec::len)
}

pub(crate) fn set(content: &mut Content, path: &Path, value: Value) {
    if let Some(place) = get_mut(content, path) {
        *place = value;
    }
}

/// Shows what an edit does. What else is in an item that is added or put back is the back end's to tell.
pub(crate) fn apply(content: &mut Content, edit: &Edit) {
    match edit {
        Edit::Set { path, value } => set(content, path, of_scalar(value)),
        Edit::Splice {
            path,
            at,
            delete,
            insert,
        } => {
            let splice = Splice {
                at: *at,
                delete: *delete,
                insert: insert.clone(),
            };
            change_text(content, path, |text| splice.apply(text));
        }
        Edit::Remove { path } => remove(content, path),
        Edit::Add { .. } | Edit::Restore { .. } => {}
    }
}

/// Changes the text at a path, made where nothing is set.
pub(crate) fn change_text(content: &mut Content, path: &Path, change: impl FnOnce(&mut String)) {
    let Some(place) = get_mut(content, path) else { return };
    if place.is_null() {
        *place = Value::String(String::new());
    }
    if let Value::String(text) = place {
        change(text);
    }
}

/// Takes the item at a path out of its list.
pub(crate) fn remove(content: &mut Content, path: &Path) {
    let Some((last, list)) = path.0.split_last() else {
        return;
    };
    let Some(Value::Array(items)) = get_mut(content, &Path(list.to_vec())) else {
        return;
    };
    match last {
        Step::Item(id) => {
            let id = id.to_string();
            items.retain(|item| !is(item, &id));
        }
        Step::Place(place) if *place < items.len() => {
            items.remove(*place);
        }
        Step::Place(_) | Step::Field(_) => {}
    }
}

/// Shows an item in its list again, where it was.
pub(crate) fn put_back(content: &mut Content, path: &Path, item: Value, place: usize) {
    let list = path.0.split_last().map(|(_, list)| Path(list.to_vec()));
    if let Some(Value::Array(items)) = list.and_then(|list| get_mut(content, &list)) {
        items.insert(place.min(items.len()), item);
    }
}

/// A scalar of the content.
pub(crate) fn to_scalar(value: &Value) -> Scalar {
    match value {
        Value::String(text) => Scalar::Text(text.clone()),
        Value::Number(number) => number.as_i64().map_or(Scalar::Nothing, Scalar::Whole),
        Value::Bool(truth) => Scalar::Truth(*truth),
        Value::Null | Value::Array(_) | Value::Object(_) => Scalar::Nothing,
    }
}

/// A scalar of the content as a text; empty where nothing is set.
pub(crate) fn told(value: &Value) -> String {
    to_scalar(value).to_string()
}

/// A scalar as the content holds it.
pub(crate) fn of_scalar(scalar: &Scalar) -> Value {
    match scalar {
        Scalar::Nothing => Value::Null,
        Scalar::Truth(truth) => Value::from(*truth),
        Scalar::Whole(number) => Value::from(*number),
        Scalar::Text(text) => Value::from(text.as_str()),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::json;

    use super::*;

    pub(crate) const ITEM: &str = "0192f0c4-7a6e-7cc3-98c4-dc0c0c07398f";

    pub(crate) fn content() -> Content {
        let content = json!({
            "title": "Adviser",
            "context": "Three offices.",
            "requesting_authority": { "name": "Ministry", "kind": null },
            "budget": [{ "id": ITEM, "item": "Months", "quantity": 9 }],
        });
        content.as_object().expect("an object").clone()
    }

    pub(crate) fn path(text: &str) -> Path {
        text.parse().expect("a path")
    }

    #[test]
    fn values_are_found_by_fields_items_and_places() {
        let content = content();
        assert_eq!(text(&content, &path("title")), "Adviser");
        assert_eq!(text(&content, &path("requesting_authority.name")), "Ministry");
        assert_eq!(text(&content, &path("budget[0].item")), "Months");
        assert_eq!(text(&content, &path(&format!("budget[{ITEM}].item"))), "Months");
        assert_eq!(get(&content, &path("budget[1].item")), None);
        assert_eq!(get(&content, &path("nowhere")), None);
        assert_eq!(count(&content, &path("budget")), 1);
    }

    #[test]
    fn values_are_set_where_there_was_nothing() {
        let mut content = content();
        set(&mut content, &path("state"), json!("IDN"));
        set(&mut content, &path("requesting_authority.kind"), json!("ministry"));
        change_text(&mut content, &path("summary"), |text| text.push_str("New"));
        assert_eq!(text(&content, &path("state")), "IDN");
        assert_eq!(text(&content, &path("requesting_authority.kind")), "ministry");
        assert_eq!(text(&content, &path("summary")), "New");
    }

    #[test]
    fn an_item_is_taken_out_by_its_id() {
        let mut content = content();
        remove(&mut content, &path(&format!("budget[{ITEM}]")));
        assert_eq!(count(&content, &path("budget")), 0);
    }
}
