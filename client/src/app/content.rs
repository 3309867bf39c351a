//! From content as JSON, as `satchel-cli new --from` reads it, to the edits that write it.

use std::collections::BTreeMap;

use satchel_shared::{
    edit::{Edit, Scalar},
    ids::RecommendationId,
    path::Path,
    recommendation::Recommendation,
    schema::{Field, Kind, Shape},
};
use serde_json::{Map, Value};

use super::open::Open;
use crate::{error::AppError, vault::recommendations};

/// Names that `show --json` prints beside the fields: taken and passed over, so that what it prints can be read again.
const NOT_FIELDS: [&str; 2] = ["id", "record"];

impl Open {
    /// The edits that write `content` into a new record.
    pub(super) fn edits_for(&self, kind: Kind, content: &Map<String, Value>) -> Result<Vec<Edit>, AppError> {
        let mut edits = Vec::new();
        for (name, value) in content {
            if NOT_FIELDS.contains(&name.as_str()) && kind.field(name).is_none() {
                continue;
            }
            let path: Path = name.parse().map_err(|_| unknown(kind, name))?;
            let field = kind.field(name).ok_or_else(|| unknown(kind, name))?;
            match (&field.shape, value) {
                (_, Value::Null) => {}
                (Shape::Group(_), Value::Object(inner)) => {
                    for (name, value) in inner {
                        edits.push(Edit::Set {
                            path: path.clone().then(name),
                            value: scalar(&path, value)?,
                        });
                    }
                }
                (Shape::List(inner), Value::Array(items)) => {
                    for item in items {
                        edits.push(Edit::Add {
                            path: path.clone(),
                            after: None,
                            fields: self.item(field, inner, item)?,
                        });
                    }
                }
                (Shape::Group(_) | Shape::List(_), _) => return Err(wrong(&path, value)),
                (_, value) => edits.push(Edit::Set {
                    value: scalar(&path, value)?,
                    path,
                }),
            }
        }
        Ok(edits)
    }

    /// An item's fields. A text stands for an item that has one field only, and for a recommendation by its id.
    fn item(
        &self,
        list: &'static Field,
        inner: &'static [Field],
        item: &Value,
    ) -> Result<BTreeMap<String, Scalar>, AppError> {
        let path = Path::field(list.name);
        let by_id = |id: &str| id.parse().ok().and_then(|id| self.recommendation(id).ok());
        match (item, inner) {
            (Value::String(id), _) if list.name == RECOMMENDATIONS => {
                let found = by_id(id).ok_or_else(|| AppError::NoRecommendation(id.clone()))?;
                Ok(link_fields(&found))
            }
            (Value::String(text), [only]) => Ok(BTreeMap::from([(only.name.to_owned(), Scalar::Text(text.clone()))])),
            (Value::Object(fields), _) => {
                // What `search --in recommendations --json` prints is a recommendation, whole.
                let found = fields
                    .get("id")
                    .and_then(Value::as_str)
                    .filter(|_| list.name == RECOMMENDATIONS)
                    .and_then(by_id);
                if let Some(found) = found {
                    return Ok(link_fields(&found));
                }
                let named = fields.iter().filter(|(name, value)| *name != "id" && !value.is_null());
                named
                    .map(|(name, value)| Ok((name.clone(), scalar(&path, value)?)))
                    .collect()
            }
            _ => Err(wrong(&path, item)),
        }
    }

    pub(super) fn recommendation(&self, id: RecommendationId) -> Result<Recommendation, AppError> {
        let found = recommendations::find(self.vault.read(), id)?;
        found.ok_or_else(|| AppError::NoRecommendation(id.to_string()))
    }
}

/// The list through which a record is tied to recommendations.
pub(super) const RECOMMENDATIONS: &str = "recommendations";

/// Whether a record implements this recommendation already.
pub(super) fn links(content: &Map<String, Value>, recommendation: RecommendationId) -> bool {
    let linked = content
        .get(RECOMMENDATIONS)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let id = recommendation.to_string();
    linked
        .filter_map(|item| item.get("recommendation")?.as_str())
        .any(|it| it == id)
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
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => Err(wrong(path, value)),
    }
}

fn wrong(path: &Path, value: &Value) -> AppError {
    AppError::BadRequest(format!("{path} cannot be {value:.60}"))
}

fn unknown(kind: Kind, name: &str) -> AppError {
    satchel_shared::document::EditError::UnknownField {
        path: Path::field(name),
        kind,
    }
    .into()
}
