//! Comments on a record: for the office's own devices, in no version.

use std::collections::BTreeMap;

use satchel_shared::{
    document::EditError,
    edit::{Edit, Scalar},
    ids::{ItemId, RecordId},
    path::{Path, Step},
};
use serde_json::{Map, Value};

use super::{App, open::Open};
use crate::{error::AppError, vault::settings};

/// The list that holds a record's comments.
const COMMENTS: &str = "comments";

impl App {
    /// Says something about a record, or one of its fields. Gives the comment's id.
    ///
    /// # Errors
    /// [`AppError::EmptyComment`], [`EditError::UnknownField`] where there is no such field, or as [`App::edit_record`].
    pub fn comment(&self, id: RecordId, on: Option<&Path>, text: &str) -> Result<ItemId, AppError> {
        self.with_open(|open| {
            let kind = open.stored(id)?.kind;
            let content = open.document(id)?.view().content;
            let on = match on {
                Some(path) => by_ids(&content, path)
                    .ok_or_else(|| EditError::UnknownField {
                        path: path.clone(),
                        kind,
                    })?
                    .to_string(),
                None => String::new(),
            };
            open.say(id, &Path::field(COMMENTS), text, [("on", on.as_str().into())])
        })
    }

    /// Answers a comment. Gives the answer's id.
    ///
    /// # Errors
    /// [`AppError::EmptyComment`], [`EditError::NoSuchItem`] where there is no such comment, or as [`App::edit_record`].
    pub fn reply(&self, id: RecordId, comment: ItemId, text: &str) -> Result<ItemId, AppError> {
        let replies = Path::field(COMMENTS).item(comment).then("replies");
        self.with_open(|open| open.say(id, &replies, text, []))
    }

    /// Marks a comment as resolved, or opens it again.
    ///
    /// # Errors
    /// [`EditError::NoSuchItem`] where there is no such comment, or as [`App::edit_record`].
    pub fn resolve_comment(&self, id: RecordId, comment: ItemId, resolved: bool) -> Result<(), AppError> {
        let edit = Edit::Set {
            path: Path::field(COMMENTS).item(comment).then("resolved"),
            value: Scalar::Truth(resolved),
        };
        self.with_open(|open| open.edit(id, None, &[edit]).map(drop))
    }
}

impl Open {
    /// Adds what this device's member says, now, to a list of comments or replies.
    fn say<const N: usize>(
        &mut self,
        id: RecordId,
        list: &Path,
        text: &str,
        more: [(&str, Scalar); N],
    ) -> Result<ItemId, AppError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AppError::EmptyComment);
        }
        let membership = settings::membership(self.vault.read())?;
        let by = membership.map(|it| it.member).unwrap_or_default();
        let said: [(&str, Scalar); 3] = [
            ("by", by.as_str().into()),
            ("at", Scalar::Whole(self.environment.now_ms())),
            ("text", text.into()),
        ];
        let fields: BTreeMap<String, Scalar> = said
            .into_iter()
            .chain(more)
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        let item = ItemId(self.environment.new_uuid());
        let add = Edit::Add {
            path: list.clone(),
            id: Some(item),
            after: None,
            fields,
        };
        self.edit(id, None, &[add])?;
        Ok(item)
    }
}

/// The same path with its items named by their ids, which stay; none where it leads nowhere.
fn by_ids(content: &Map<String, Value>, path: &Path) -> Option<Path> {
    let mut steps = path.0.iter();
    let Some(Step::Field(first)) = steps.next() else {
        return None;
    };
    let mut value = content.get(first)?;
    let mut named = Path::field(first);
    for step in steps {
        let id = |item: &Value| item.get("id")?.as_str()?.parse::<ItemId>().ok();
        match step {
            Step::Field(name) => {
                value = value.get(name)?;
                named = named.then(name);
            }
            Step::Place(place) => {
                value = value.get(place)?;
                named = named.item(id(value)?);
            }
            Step::Item(wanted) => {
                value = value.as_array()?.iter().find(|item| id(item) == Some(*wanted))?;
                named = named.item(*wanted);
            }
        }
    }
    Some(named)
}

#[cfg(test)]
mod tests;
