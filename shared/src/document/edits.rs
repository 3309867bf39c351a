//! How each typed edit changes a document.

use std::collections::BTreeMap;

use automerge::{AutoCommit, ObjId, ObjType, ReadDoc, ScalarValue, transaction::Transactable};

use super::{
    EditError, Pen,
    error::expectation,
    order,
    resolve::{Place, all_items, children, items, scalar},
    skeleton::containers,
    texts,
    value::checked,
};
use crate::{
    edit::{Edit, Scalar},
    ids::ItemId,
    limits::{EDITS, LIST_ITEMS, PROSE_UNITS},
    path::{Path, Step},
    schema::{Field, Kind, Shape},
    splice::{Splice, diff},
};

pub(super) fn apply(document: &mut AutoCommit, kind: Kind, edits: &[Edit], pen: &mut Pen<'_>) -> Result<(), EditError> {
    if edits.len() > EDITS {
        return Err(EditError::TooManyEdits { limit: EDITS });
    }
    for edit in edits {
        match edit {
            Edit::Set { path, value } => set(document, kind, path, value, pen)?,
            Edit::Splice {
                path,
                at,
                delete,
                insert,
            } => splice(document, kind, path, *at, *delete, insert)?,
            Edit::Add {
                path,
                id,
                after,
                fields,
            } => {
                let id = id.unwrap_or_else(|| (pen.new_item)());
                add(document, kind, path, id, *after, fields)?;
            }
            Edit::Remove { path } => remove(document, kind, path)?,
            Edit::Restore { path } => restore(document, kind, path)?,
        }
    }
    Ok(())
}

fn set(document: &mut AutoCommit, kind: Kind, path: &Path, value: &Scalar, pen: &mut Pen<'_>) -> Result<(), EditError> {
    if let Some(list) = list_that_ends_at(document, kind, path) {
        add(document, kind, &list, (pen.new_item)(), None, &BTreeMap::new())?;
    }
    let (parent, field) = field_at(document, kind, path)?;
    set_field(document, &parent, field, path, value)
}

/// Sets a field of the record, a group or an item.
fn set_field(
    document: &mut AutoCommit,
    parent: &ObjId,
    field: &'static Field,
    path: &Path,
    value: &Scalar,
) -> Result<(), EditError> {
    let wrong = |value: String| EditError::WrongValue {
        path: path.clone(),
        expected: expectation(&field.shape),
        value,
    };
    match &field.shape {
        Shape::Prose => {
            let text = match value {
                Scalar::Nothing => "",
                Scalar::Text(text) => text.as_str(),
                Scalar::Whole(_) | Scalar::Truth(_) => return Err(wrong(value.to_string())),
            };
            let present = made(document, parent, field)?;
            if text.encode_utf16().count() > PROSE_UNITS {
                return Err(EditError::TooLong {
                    path: path.clone(),
                    limit: PROSE_UNITS,
                });
            }
            // One splice, and no finer comparison: its time would grow with the square of what differs.
            if let Some(Splice { at, delete, insert }) = diff(&texts::read(document, parent, field.name), text) {
                texts::splice(document, &present, at, delete, &insert)?;
            }
        }
        Shape::Group(_) | Shape::List(_) => return Err(wrong(String::new())),
        Shape::Line
        | Shape::Whole(_)
        | Shape::Money
        | Shape::Date
        | Shape::Truth
        | Shape::Code(_)
        | Shape::Term(_)
        | Shape::Record(_)
        | Shape::Attachment
        | Shape::State
        | Shape::Language
        | Shape::Currency => {
            let value = checked(&field.shape, path, value)?;
            let several = document.get_all(parent, field.name)?.len() > 1;
            let same = scalar(document, parent, field.name).unwrap_or(ScalarValue::Null) == value;
            if several || !same {
                document.put(parent, field.name, value)?;
            }
        }
    }
    Ok(())
}

fn splice(
    document: &mut AutoCommit,
    kind: Kind,
    path: &Path,
    at: usize,
    delete: usize,
    insert: &str,
) -> Result<(), EditError> {
    let not_a_text = || EditError::NotAText { path: path.clone() };
    let (parent, field) = field_at(document, kind, path)?;
    if field.shape != Shape::Prose {
        return Err(not_a_text());
    }
    let present = made(document, &parent, field)?;
    let length = texts::length(document, &present);
    let end = at.saturating_add(delete);
    if end > length {
        return Err(EditError::OutsideText {
            path: path.clone(),
            length,
            at,
            end,
        });
    }
    if let Some(at) = [at, end]
        .into_iter()
        .find(|unit| texts::is_inside_character(document, &present, *unit))
    {
        return Err(EditError::InsideCharacter { path: path.clone(), at });
    }
    if length - delete + insert.encode_utf16().count() > PROSE_UNITS {
        return Err(EditError::TooLong {
            path: path.clone(),
            limit: PROSE_UNITS,
        });
    }
    Ok(texts::splice(document, &present, at, delete, insert)?)
}

fn add(
    document: &mut AutoCommit,
    kind: Kind,
    path: &Path,
    id: ItemId,
    after: Option<ItemId>,
    fields: &BTreeMap<String, Scalar>,
) -> Result<(), EditError> {
    let not_a_list = || EditError::NotAList { path: path.clone() };
    let (parent, field) = field_at(document, kind, path)?;
    let Shape::List(inner) = field.shape else {
        return Err(not_a_list());
    };
    let lists = made(document, &parent, field)?;
    let list = lists.last().ok_or_else(not_a_list)?;
    if items(document, &lists).len() >= LIST_ITEMS {
        return Err(EditError::TooManyItems {
            path: path.clone(),
            limit: LIST_ITEMS,
        });
    }
    let all = all_items(document, &lists);
    if all.iter().any(|item| item.id == id) {
        return Err(EditError::ItemExists {
            path: path.clone().item(id),
        });
    }
    let before = after
        .and_then(|id| all.iter().position(|item| item.id == id))
        .or(all.len().checked_sub(1));
    let order_of = |at: usize| all.get(at).map(|item| item.order.as_str());
    let order = order::between(before.and_then(order_of), before.and_then(|at| order_of(at + 1)));
    let end = document.length(list);
    let item = document.insert_object(list, end, ObjType::Map)?;
    document.put(&item, "id", id.0.as_bytes().to_vec())?;
    document.put(&item, "order", order)?;
    containers(document, &item, inner)?;
    let path = path.clone().item(id);
    for (name, value) in fields {
        let field_path = path.clone().then(name);
        let field = inner
            .iter()
            .find(|field| field.name == name)
            .ok_or_else(|| EditError::UnknownField {
                path: field_path.clone(),
                kind,
            })?;
        set_field(document, &item, field, &field_path, value)?;
    }
    Ok(())
}

fn remove(document: &mut AutoCommit, kind: Kind, path: &Path) -> Result<(), EditError> {
    match Place::find(document, kind, path)? {
        Place::Item { object } => Ok(document.put(&object, "removed", true)?),
        Place::Field { .. } => Err(EditError::NoSuchItem { path: path.clone() }),
    }
}

/// Puts an item back. One that a colleague takes out at the same time stays out: nobody decided on that one yet.
fn restore(document: &mut AutoCommit, kind: Kind, path: &Path) -> Result<(), EditError> {
    let no_such_item = || EditError::NoSuchItem { path: path.clone() };
    let Place::Item { object } = Place::find(document, kind, path)? else {
        return Err(no_such_item());
    };
    if scalar(document, &object, "removed").is_none() {
        return Ok(());
    }
    let list = Path(path.0.split_last().ok_or_else(no_such_item)?.1.to_vec());
    let (parent, field) = field_at(document, kind, &list)?;
    let present = items(document, &children(document, &parent, field.name)).len();
    if present >= LIST_ITEMS {
        return Err(EditError::TooManyItems {
            path: list,
            limit: LIST_ITEMS,
        });
    }
    Ok(document.delete(&object, "removed")?)
}

/// The containers of a field. An item that an older version made lacks those of newer fields: the first edit makes them.
fn made(document: &mut AutoCommit, parent: &ObjId, field: &'static Field) -> Result<Vec<ObjId>, EditError> {
    if children(document, parent, field.name).is_empty() {
        containers(document, parent, [field])?;
    }
    Ok(children(document, parent, field.name))
}

fn field_at(document: &AutoCommit, kind: Kind, path: &Path) -> Result<(ObjId, &'static Field), EditError> {
    match Place::find(document, kind, path)? {
        Place::Field { parent, field } => Ok((parent, field)),
        Place::Item { .. } => Err(EditError::UnknownField {
            path: path.clone(),
            kind,
        }),
    }
}

/// The list to which `path` would add its next item: setting `budget[2].item` where there are two makes the third.
fn list_that_ends_at(document: &AutoCommit, kind: Kind, path: &Path) -> Option<Path> {
    let at = path.0.iter().rposition(|step| matches!(step, Step::Place(_)))?;
    let Some(Step::Place(place)) = path.0.get(at) else {
        return None;
    };
    let list = Path(path.0.get(..at)?.to_vec());
    let (parent, field) = field_at(document, kind, &list).ok()?;
    matches!(field.shape, Shape::List(_)).then_some(())?;
    let lists = children(document, &parent, field.name);
    (items(document, &lists).len() == *place).then_some(list)
}
