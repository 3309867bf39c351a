//! From a path to the place in the document that it names.

use std::cmp::Ordering;

use automerge::{AutoCommit, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value};
use uuid::Uuid;

use super::EditError;
use crate::{
    ids::ItemId,
    path::{Path, Step},
    schema::{Field, Kind, Shape},
};

/// What a path names.
pub(super) enum Place {
    /// A scalar, prose or list: a field in a map (the record, a group, an item).
    Field { parent: ObjId, field: &'static Field },
    /// An item of a list.
    Item { object: ObjId },
}

/// An item of a list as it stands in the document.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub id: ItemId,
    pub object: ObjId,
    pub order: String,
    pub removed: bool,
}

impl Place {
    pub(super) fn find(document: &AutoCommit, kind: Kind, path: &Path) -> Result<Self, EditError> {
        let unknown = || EditError::UnknownField {
            path: path.clone(),
            kind,
        };
        let mut steps = path.0.iter();
        let Some(Step::Field(name)) = steps.next() else {
            return Err(unknown());
        };
        let field = kind.field(name).ok_or_else(unknown)?;
        let mut place = Self::Field { parent: ROOT, field };
        let mut fields: &'static [Field] = field.shape.inner();
        for step in steps {
            place = match (place, step) {
                (Self::Field { parent, field }, Step::Field(name)) if matches!(field.shape, Shape::Group(_)) => {
                    let group = child(document, &parent, field.name).ok_or_else(unknown)?;
                    Self::inside(group, fields, name).ok_or_else(unknown)?
                }
                (Self::Field { parent, field }, Step::Item(_) | Step::Place(_))
                    if matches!(field.shape, Shape::List(_)) =>
                {
                    let lists = children(document, &parent, field.name);
                    let wanted = |(place, item): &(usize, Item)| match step {
                        Step::Item(id) => item.id == *id,
                        Step::Place(at) => place == at,
                        Step::Field(_) => false,
                    };
                    // An item that was taken out can still be named by its id: a colleague may be editing it.
                    let items = match step {
                        Step::Item(_) => all_items(document, &lists),
                        Step::Place(_) | Step::Field(_) => items(document, &lists),
                    };
                    let found = items.into_iter().enumerate().find(wanted);
                    let (_, item) = found.ok_or_else(|| EditError::NoSuchItem { path: path.clone() })?;
                    Self::Item { object: item.object }
                }
                (Self::Item { object }, Step::Field(name)) => Self::inside(object, fields, name).ok_or_else(unknown)?,
                _ => return Err(unknown()),
            };
            if let Self::Field { field, .. } = &place {
                fields = field.shape.inner();
            }
        }
        Ok(place)
    }

    fn inside(parent: ObjId, fields: &'static [Field], name: &str) -> Option<Self> {
        let field = fields.iter().find(|field| field.name == name)?;
        Some(Self::Field { parent, field })
    }
}

/// The container at a field.
pub(super) fn child(document: &AutoCommit, parent: &ObjId, name: &str) -> Option<ObjId> {
    match document.get(parent, name) {
        Ok(Some((Value::Object(_), object))) => Some(object),
        Ok(Some((Value::Scalar(_), _)) | None) | Err(_) => None,
    }
}

/// All containers at a field, in an order that is the same everywhere; the last is the one that [`child`] gives. There are
/// several where two devices, while apart, both made the one that an item of an older version lacks.
pub(super) fn children(document: &AutoCommit, parent: &ObjId, name: &str) -> Vec<ObjId> {
    let found = document.get_all(parent, name).unwrap_or_default().into_iter();
    found
        .filter_map(|(value, object)| value.is_object().then_some(object))
        .collect()
}

/// The items of a list as they are shown: in order, without those that were taken out.
pub(super) fn items(document: &AutoCommit, lists: &[ObjId]) -> Vec<Item> {
    let mut items = all_items(document, lists);
    items.retain(|item| !item.removed);
    items
}

/// All items, in order.
pub(super) fn all_items(document: &AutoCommit, lists: &[ObjId]) -> Vec<Item> {
    let places = lists
        .iter()
        .flat_map(|list| (0..document.length(list)).map(move |index| (list, index)));
    let mut items: Vec<Item> = places
        .filter_map(|(list, index)| item_at(document, list, index))
        .collect();
    items.sort_by(by_order);
    items
}

fn by_order(a: &Item, b: &Item) -> Ordering {
    a.order.cmp(&b.order).then(a.id.cmp(&b.id))
}

fn item_at(document: &AutoCommit, list: &ObjId, index: usize) -> Option<Item> {
    let (value, object) = document.get(list, index).ok()??;
    if !matches!(value, Value::Object(ObjType::Map)) {
        return None;
    }
    let Some(ScalarValue::Bytes(id)) = scalar(document, &object, "id") else {
        return None;
    };
    let id = ItemId(Uuid::from_slice(&id).ok()?);
    let order = if let Some(ScalarValue::Str(order)) = scalar(document, &object, "order") {
        order.to_string()
    } else {
        String::new()
    };
    let removed = matches!(scalar(document, &object, "removed"), Some(ScalarValue::Boolean(true)));
    Some(Item {
        id,
        object,
        order,
        removed,
    })
}

pub(super) fn scalar(document: &AutoCommit, parent: &ObjId, name: &str) -> Option<ScalarValue> {
    match document.get(parent, name) {
        Ok(Some((Value::Scalar(value), _))) => Some(value.into_owned()),
        Ok(Some((Value::Object(_), _)) | None) | Err(_) => None,
    }
}
