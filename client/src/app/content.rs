//! From content as JSON, as `satchel-cli new --from` reads it, to the edits that write it.

use std::collections::BTreeMap;

use satchel_shared::{
    edit::{Edit, Scalar},
    ids::{ItemId, RecommendationId},
    path::Path,
    recommendation::Recommendation,
    schema::{Field, Kind, Reach, Shape},
};
use serde_json::{Map, Value};

use super::open::Open;
use crate::{error::AppError, vault::recommendations};

/// Names that `show --json` prints beside the fields: taken and passed over, so that what it prints can be read again.
const NOT_FIELDS: [&str; 2] = ["id", "record"];

impl Open {
    /// The edits that write `content` into a new record.
    pub(super) fn edits_for(&self, kind: Kind, content: &Map<String, Value>) -> Result<Vec<Edit>, AppError> {
        let mut writing = Writing {
            open: self,
            kind,
            edits: Vec::new(),
        };
        for (name, value) in content {
            match kind.field(name) {
                Some(field) => writing.field(field, &Path::field(name), value)?,
                None if NOT_FIELDS.contains(&name.as_str()) => {}
                None => return Err(unknown(kind, &Path::field(name))),
            }
        }
        Ok(writing.edits)
    }

    pub(super) fn recommendation(&self, id: RecommendationId) -> Result<Recommendation, AppError> {
        let found = recommendations::find(self.vault.read(), id)?;
        found.ok_or_else(|| AppError::NoRecommendation(id.to_string()))
    }
}

/// A content on its way into edits.
struct Writing<'a> {
    open: &'a Open,
    kind: Kind,
    edits: Vec<Edit>,
}

impl Writing<'_> {
    fn field(&mut self, field: &'static Field, path: &Path, value: &Value) -> Result<(), AppError> {
        match (&field.shape, value) {
            (_, Value::Null) => Ok(()),
            (Shape::Group(inner), Value::Object(fields)) => self.inside(inner, path, fields),
            (Shape::List(inner), Value::Array(items)) => items.iter().try_for_each(|item| self.item(inner, path, item)),
            (Shape::Group(_) | Shape::List(_), _) => Err(wrong(path, value)),
            (_, value) => {
                self.edits.push(Edit::Set {
                    path: path.clone(),
                    value: scalar(path, value)?,
                });
                Ok(())
            }
        }
    }

    fn inside(&mut self, fields: &'static [Field], path: &Path, values: &Map<String, Value>) -> Result<(), AppError> {
        for (name, value) in values {
            let path = path.clone().then(name);
            let field = fields.iter().find(|field| field.name == name);
            self.field(field.ok_or_else(|| unknown(self.kind, &path))?, &path, value)?;
        }
        Ok(())
    }

    /// One item. A text stands for an item that has one field only, and for a recommendation by its id.
    fn item(&mut self, inner: &'static [Field], list: &Path, item: &Value) -> Result<(), AppError> {
        let links = *list == Path::field(RECOMMENDATIONS);
        let mut nested = Vec::new();
        let fields = match (item, inner) {
            (Value::String(id), _) if links => {
                let found = self.by_id(id).ok_or_else(|| AppError::NoRecommendation(id.clone()))?;
                link_fields(&found)
            }
            (Value::Object(fields), _) => {
                // What `search --in recommendations --json` prints is a recommendation, whole.
                let id = fields.get("id").and_then(Value::as_str).filter(|_| links);
                match id.and_then(|id| self.by_id(id)) {
                    Some(found) => link_fields(&found),
                    None => {
                        let mut flat = BTreeMap::new();
                        let named = fields.iter().filter(|(name, value)| *name != "id" && !value.is_null());
                        for (name, value) in named {
                            let field = inner.iter().find(|field| field.name == name);
                            match field.map(|field| &field.shape) {
                                Some(Shape::Group(_) | Shape::List(_)) => nested.push((field, value)),
                                Some(_) | None => {
                                    flat.insert(name.clone(), scalar(list, value)?);
                                }
                            }
                        }
                        flat
                    }
                }
            }
            (value, [only]) if !value.is_array() => BTreeMap::from([(only.name.to_owned(), scalar(list, value)?)]),
            _ => return Err(wrong(list, item)),
        };
        let id = ItemId(self.open.environment.new_uuid());
        self.edits.push(Edit::Add {
            path: list.clone(),
            id: Some(id),
            after: None,
            fields,
        });
        let path = list.clone().item(id);
        for (field, value) in nested {
            if let Some(field) = field {
                self.field(field, &path.clone().then(field.name), value)?;
            }
        }
        Ok(())
    }

    fn by_id(&self, id: &str) -> Option<Recommendation> {
        id.parse().ok().and_then(|id| self.open.recommendation(id).ok())
    }
}

/// What a copy takes over: neither what stays in the office (comments), nor the ids of items, nor fields that are not set.
pub(super) fn copied(kind: Kind, mut content: Map<String, Value>) -> Map<String, Value> {
    content.retain(|name, _| kind.field(name).is_some_and(|field| field.reach > Reach::Office));
    bare(Value::Object(content)).map_or_else(Map::new, |bare| match bare {
        Value::Object(content) => content,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    })
}

/// A value without ids and without what is not set.
fn bare(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(name, _)| name != "id");
            let fields = fields.filter_map(|(name, value)| Some((name, bare(value)?)));
            Some(Value::Object(fields.collect()))
        }
        Value::Array(items) => Some(Value::Array(items.into_iter().filter_map(bare).collect())),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Some(value),
    }
}

/// The list through which a record is tied to recommendations.
pub(super) const RECOMMENDATIONS: &str = "recommendations";

/// The recommendations that a record is tied to.
pub(super) fn linked(content: &Map<String, Value>) -> Vec<RecommendationId> {
    let links = content
        .get(RECOMMENDATIONS)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    links
        .filter_map(|item| item.get("recommendation")?.as_str()?.parse().ok())
        .collect()
}

/// What a record keeps of a recommendation that it implements.
pub(super) fn link_fields(recommendation: &Recommendation) -> BTreeMap<String, Scalar> {
    let position = recommendation
        .position
        .map_or(Scalar::Nothing, |position| position.as_str().into());
    BTreeMap::from([
        ("recommendation".to_owned(), Scalar::Text(recommendation.id.to_string())),
        ("source".to_owned(), recommendation.source.as_str().into()),
        ("reference".to_owned(), recommendation.reference.as_str().into()),
        ("text".to_owned(), recommendation.text.as_str().into()),
        ("position".to_owned(), position),
    ])
}

fn scalar(path: &Path, value: &Value) -> Result<Scalar, AppError> {
    match value {
        Value::Null => Ok(Scalar::Nothing),
        Value::String(text) => Ok(Scalar::Text(text.clone())),
        Value::Number(number) => number.as_i64().map(Scalar::Whole).ok_or_else(|| wrong(path, value)),
        Value::Bool(truth) => Ok(Scalar::Truth(*truth)),
        Value::Array(_) | Value::Object(_) => Err(wrong(path, value)),
    }
}

fn wrong(path: &Path, value: &Value) -> AppError {
    AppError::BadRequest(format!("{path} cannot be {value:.60}"))
}

fn unknown(kind: Kind, path: &Path) -> AppError {
    satchel_shared::document::EditError::UnknownField {
        path: path.clone(),
        kind,
    }
    .into()
}
