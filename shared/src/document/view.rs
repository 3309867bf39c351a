//! What a document shows: content by field names, and the fields that have two values.

use automerge::{AutoCommit, ObjId, ROOT, ReadDoc, ScalarValue, Value as DocumentValue};
use serde_json::{Map, Value, json};

use super::{
    resolve::{Item, all_items, child, children, items},
    texts,
};
use crate::{
    edit::Scalar,
    ids::DeviceId,
    path::Path,
    schema::{Field, Kind, Shape},
};

/// One of several values of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    pub value: Scalar,
    /// The device that set it; none where the change does not tell.
    pub device: Option<DeviceId>,
    /// By that device's clock, seconds since 1970.
    pub at_s: i64,
}

/// A field that was set on two devices while apart, with its values in an order that is the same everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Divergence {
    pub path: Path,
    pub alternatives: Vec<Alternative>,
}

/// Content and divergences of a whole document, read in one walk.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct View {
    pub content: Map<String, Value>,
    pub divergences: Vec<Divergence>,
}

/// Whether long texts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prose {
    Read,
    LeftOut,
}

/// The mark of an item that was taken out, in [`whole`] and in the document.
pub(super) const REMOVED: &str = "removed";

pub(super) fn view(document: &mut AutoCommit, kind: Kind, prose: Prose) -> View {
    let mut reader = Reader {
        document,
        prose,
        removed_too: false,
        divergences: Vec::new(),
    };
    let content = reader.read_all(&ROOT, kind.fields(), None);
    View {
        content,
        divergences: reader.divergences,
    }
}

/// The content with the items that were taken out, which have [`REMOVED`] true.
pub(super) fn whole(document: &mut AutoCommit, kind: Kind) -> Map<String, Value> {
    let mut reader = Reader {
        document,
        prose: Prose::Read,
        removed_too: true,
        divergences: Vec::new(),
    };
    reader.read_all(&ROOT, kind.fields(), None)
}

struct Reader<'a> {
    document: &'a mut AutoCommit,
    prose: Prose,
    removed_too: bool,
    divergences: Vec<Divergence>,
}

impl Reader<'_> {
    fn read(&mut self, parent: &ObjId, field: &'static Field, path: Path) -> Value {
        match &field.shape {
            Shape::Prose if self.prose == Prose::LeftOut => Value::Null,
            Shape::Prose => Value::String(texts::read(self.document, parent, field.name)),
            Shape::Group(fields) => {
                let Some(group) = child(self.document, parent, field.name) else {
                    return Value::Null;
                };
                Value::Object(self.read_all(&group, *fields, Some(&path)))
            }
            Shape::List(fields) => {
                let lists = children(self.document, parent, field.name);
                let found = if self.removed_too {
                    all_items(self.document, &lists)
                } else {
                    items(self.document, &lists)
                };
                let read_item = |item: Item| {
                    let path = path.clone().item(item.id);
                    let mut content = self.read_all(&item.object, *fields, Some(&path));
                    content.insert("id".to_owned(), json!(item.id));
                    if item.removed {
                        content.insert(REMOVED.to_owned(), json!(true));
                    }
                    Value::Object(content)
                };
                Value::Array(found.into_iter().map(read_item).collect())
            }
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
                let alternatives = alternatives(self.document, parent, field.name);
                let shown = alternatives.last().map_or(Scalar::Nothing, |last| last.value.clone());
                if alternatives.iter().any(|other| other.value != shown) {
                    self.divergences.push(Divergence { path, alternatives });
                }
                json!(shown)
            }
        }
    }

    fn read_all(
        &mut self,
        object: &ObjId,
        fields: impl IntoIterator<Item = &'static Field>,
        path: Option<&Path>,
    ) -> Map<String, Value> {
        let read_one = |field: &'static Field| {
            let path = path.map_or_else(|| Path::field(field.name), |path| path.clone().then(field.name));
            (field.name.to_owned(), self.read(object, field, path))
        };
        fields.into_iter().map(read_one).collect()
    }
}

/// All values of a scalar; the last is the one that every device shows.
fn alternatives(document: &mut AutoCommit, parent: &ObjId, name: &str) -> Vec<Alternative> {
    let found = document.get_all(parent, name).unwrap_or_default();
    let found: Vec<(Scalar, ObjId)> = found
        .into_iter()
        .filter_map(|(value, id)| match value {
            DocumentValue::Scalar(value) => Some((to_scalar(&value)?, id)),
            DocumentValue::Object(_) => None,
        })
        .collect();
    // Who and when are only looked up where somebody will be told.
    let several = found.len() > 1;
    found
        .into_iter()
        .map(|(value, id)| {
            let change = several.then(|| document.hash_for_opid(&id)).flatten();
            let change = change.and_then(|hash| document.get_change_meta_by_hash(&hash));
            let device = change
                .as_ref()
                .and_then(|change| super::Actor::device_of(&change.actor));
            Alternative {
                value,
                device,
                at_s: change.map_or(0, |change| change.timestamp),
            }
        })
        .collect()
}

/// The values that fields hold. What another version may have put there and this one cannot show is left in the document.
pub(super) fn to_scalar(value: &ScalarValue) -> Option<Scalar> {
    match value {
        ScalarValue::Str(text) => Some(Scalar::Text(text.to_string())),
        ScalarValue::Int(number) => Some(Scalar::Whole(*number)),
        ScalarValue::Uint(number) => i64::try_from(*number).ok().map(Scalar::Whole),
        ScalarValue::Null => Some(Scalar::Nothing),
        ScalarValue::Boolean(truth) => Some(Scalar::Truth(*truth)),
        ScalarValue::Bytes(_)
        | ScalarValue::F64(_)
        | ScalarValue::Counter(_)
        | ScalarValue::Timestamp(_)
        | ScalarValue::Unknown { .. } => None,
    }
}
