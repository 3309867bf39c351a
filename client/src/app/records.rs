//! Records: list, make, open, edit.

use automerge::ChangeHash;
use satchel_shared::{
    document::{Divergence, EditError},
    edit::{Edit, Scalar},
    ids::{DeviceId, RecommendationId, RecordId},
    limits::PROSE_UNITS,
    path::Path,
    schema::Kind,
    version::Version,
    window::{Base, Conflict, ConflictValue, EditRecord, Edited, ListRecords, RecordRow, RecordView},
};
use serde_json::{Map, Value};

use super::{
    App, content,
    open::{Asked, Open},
};
use crate::{
    error::AppError,
    vault::{
        VaultError, decisions, members,
        records::{self, Stale},
        settings,
    },
};

impl App {
    /// The records that this device knows, the last edited first.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn list(&self, wanted: &ListRecords) -> Result<Vec<RecordRow>, AppError> {
        // A list tells of a submitted record whether it was edited since; a search needs every record's words.
        self.follow(if wanted.text.trim().is_empty() {
            Stale::Submitted
        } else {
            Stale::All
        })?;
        self.with_open(|open| Ok(records::list(open.vault.read(), wanted)?))
    }

    /// Makes a record without content.
    ///
    /// # Errors
    /// As [`App::list`].
    pub fn create(&self, kind: Kind) -> Result<RecordView, AppError> {
        self.with_open(|open| {
            open.may_write(kind)?;
            let ids = open.create(kind, &[Vec::new()])?;
            ids.first()
                .map_or(Err(AppError::BadRequest("no record".to_owned())), |id| open.view(*id))
        })
    }

    /// Makes records with content: all of them, or none where one is wrong.
    ///
    /// # Errors
    /// The first content's that is wrong; or as [`App::list`].
    pub fn create_from(&self, kind: Kind, contents: &[Map<String, Value>]) -> Result<Vec<RecordId>, AppError> {
        self.with_open(|open| {
            open.may_write(kind)?;
            let firsts = contents
                .iter()
                .map(|content| open.edits_for(kind, content))
                .collect::<Result<Vec<_>, _>>()?;
            open.create(kind, &firsts)
        })
    }

    /// Makes a record of the same content: without the office's comments, and without a history.
    ///
    /// # Errors
    /// [`AppError::NoRecord`], or as [`App::create_from`].
    pub fn copy(&self, id: RecordId) -> Result<RecordView, AppError> {
        self.with_open(|open| {
            let RecordView { row, content, .. } = open.view(id)?;
            open.may_write(row.kind)?;
            let edits = open.edits_for(row.kind, &content::copied(row.kind, content))?;
            let ids = open.create(row.kind, &[edits])?;
            ids.first().map_or(Err(AppError::NoRecord(id)), |copy| open.view(*copy))
        })
    }

    /// One record, whole.
    ///
    /// # Errors
    /// [`AppError::NoRecord`], or as [`App::list`].
    pub fn view(&self, id: RecordId) -> Result<RecordView, AppError> {
        self.with_open(|open| open.view(id))
    }

    /// Applies the window's edits, and keeps them: on the disk when it returns.
    ///
    /// # Errors
    /// [`EditError`] for an edit that does not hold; nothing has changed then.
    pub fn edit_record(&self, request: &EditRecord) -> Result<Edited, AppError> {
        self.with_open(|open| {
            let asked = Asked {
                request: request.request,
                base: hashes(&request.base)?,
            };
            let base = open.edit(request.id, Some(&asked), &request.edits)?;
            let kept_at = open.environment.now_ms();
            let only_texts = request.edits.iter().all(|edit| matches!(edit, Edit::Splice { .. }));
            let alone = open.document(request.id)?.heads() == sorted(&base);
            let view = if only_texts && alone {
                None
            } else {
                Some(Box::new(open.view(request.id)?))
            };
            Ok(Edited {
                base: to_base(&base),
                kept_at,
                view,
            })
        })
    }

    /// Applies edits to the record as it is now.
    ///
    /// # Errors
    /// As [`App::edit_record`].
    pub fn edit(&self, id: RecordId, edits: &[Edit]) -> Result<(), AppError> {
        self.with_open(|open| open.edit(id, None, edits).map(drop))
    }

    /// Ties a record to a recommendation.
    ///
    /// # Errors
    /// [`AppError::NoRecommendation`], or as [`App::edit_record`].
    pub fn link(&self, id: RecordId, recommendation: RecommendationId) -> Result<(), AppError> {
        self.with_open(|open| {
            let fields = content::link_fields(&open.recommendation(recommendation)?);
            if content::linked(&open.document(id)?.view().content).contains(&recommendation) {
                return Ok(());
            }
            let edit = Edit::Add {
                path: Path::field(content::RECOMMENDATIONS),
                id: None,
                after: None,
                fields,
            };
            open.edit(id, None, &[edit]).map(drop)
        })
    }

    /// Chooses one of the values of a field.
    ///
    /// # Errors
    /// [`AppError::NoSuchValue`] where there is no such value, or no second one.
    pub fn resolve(&self, id: RecordId, path: &Path, choice: usize) -> Result<(), AppError> {
        self.with_open(|open| {
            let view = open.document(id)?.view();
            let wanted = path.names();
            let by_path = view.divergences.iter().find(|it| it.path == *path);
            // A person names an item by its place; the divergence has its id.
            let by_name = || {
                view.divergences
                    .iter()
                    .find(|it| it.path.names() == wanted && place_of(&view.content, it) == *path)
            };
            let found = by_path
                .or_else(by_name)
                .and_then(|it| it.alternatives.get(choice).map(|value| (it, value)));
            let (divergence, chosen) = found.ok_or_else(|| AppError::NoSuchValue(path.to_string()))?;
            let edit = Edit::Set {
                path: divergence.path.clone(),
                value: chosen.value.clone(),
            };
            open.edit(id, None, &[edit]).map(drop)
        })
    }
}

impl Open {
    /// Whether this device's member writes records of a kind. Before it belongs to an office, it does: drafting needs no hub.
    pub(super) fn may_write(&self, kind: Kind) -> Result<(), AppError> {
        match settings::membership(self.vault.read())? {
            Some(membership) if !membership.role.writes(kind) => Err(AppError::ReadOnly),
            Some(_) | None => Ok(()),
        }
    }

    pub(super) fn view(&mut self, id: RecordId) -> Result<RecordView, AppError> {
        let stored = self.stored(id)?;
        if !stored.own {
            return self.view_of_version(id);
        }
        let document = self.document(id)?;
        let view = document.view();
        let base = to_base(&document.heads());
        let conflicts_in = self.conflicts(view.divergences)?;
        Ok(RecordView {
            row: stored.row,
            writable: true,
            base,
            content: view.content,
            conflicts_in,
            ledger: self.ledger(id)?,
        })
    }

    /// What headquarters reads: the latest submitted version.
    fn view_of_version(&self, id: RecordId) -> Result<RecordView, AppError> {
        let stored = self.stored(id)?;
        let standing = self.standing(id)?;
        let latest = standing.versions.last().copied().ok_or(AppError::NoRecord(id))?;
        let bytes = decisions::version(self.vault.read(), id, latest)?.ok_or(AppError::NoRecord(id))?;
        let version = Version::from_bytes(&bytes).map_err(|error| VaultError::Damaged(error.to_string()))?;
        Ok(RecordView {
            row: stored.row,
            writable: false,
            base: Base::default(),
            content: version.content,
            conflicts_in: Vec::new(),
            ledger: self.ledger(id)?,
        })
    }

    pub(super) fn conflicts(&self, divergences: Vec<Divergence>) -> Result<Vec<Conflict>, AppError> {
        divergences.into_iter().map(|it| self.conflict(it)).collect()
    }

    fn conflict(&self, divergence: Divergence) -> Result<Conflict, AppError> {
        let own = self.key.id();
        let values = divergence
            .alternatives
            .into_iter()
            .map(|alternative| {
                Ok(ConflictValue {
                    value: alternative.value,
                    by: self.member_of(alternative.device)?,
                    here: alternative.device == Some(own),
                    at: alternative.at_s.saturating_mul(1_000),
                })
            })
            .collect::<Result<_, AppError>>()?;
        Ok(Conflict {
            path: divergence.path,
            values,
        })
    }
}

impl Open {
    /// The name of a device's member, or the beginning of the device's id where it is not known.
    pub(super) fn member_of(&self, device: Option<DeviceId>) -> Result<String, AppError> {
        let Some(device) = device else {
            return Ok(String::new());
        };
        let known = members::name(self.vault.read(), device)?;
        Ok(known.unwrap_or_else(|| device.short()))
    }
}

/// The same path with its items named by their places.
fn place_of(content: &Map<String, Value>, divergence: &Divergence) -> Path {
    use satchel_shared::path::Step;
    let mut value: Option<&Value> = None;
    let mut steps = Vec::new();
    for step in &divergence.path.0 {
        match step {
            Step::Field(name) => {
                value = value.map_or_else(|| content.get(name), |value| value.get(name));
                steps.push(step.clone());
            }
            Step::Item(item) => {
                let items = value.and_then(Value::as_array);
                let id = Value::String(item.to_string());
                let place = items.and_then(|items| items.iter().position(|it| it.get("id") == Some(&id)));
                value = place.and_then(|place| items.and_then(|items| items.get(place)));
                steps.push(place.map_or_else(|| step.clone(), Step::Place));
            }
            Step::Place(_) => steps.push(step.clone()),
        }
    }
    Path(steps)
}

fn to_base(heads: &[ChangeHash]) -> Base {
    Base(heads.iter().map(ToString::to_string).collect())
}

fn hashes(base: &Base) -> Result<Vec<ChangeHash>, AppError> {
    base.0
        .iter()
        .map(|hash| hash.parse().map_err(|_| EditError::UnknownBase.into()))
        .collect()
}

fn sorted(heads: &[ChangeHash]) -> Vec<ChangeHash> {
    let mut heads = heads.to_vec();
    heads.sort_unstable();
    heads
}

/// A value that was typed as text: for the command line.
#[must_use]
pub fn typed(value: &str) -> Scalar {
    if value.is_empty() {
        Scalar::Nothing
    } else {
        Scalar::Text(value.chars().take(PROSE_UNITS + 1).collect())
    }
}

#[cfg(test)]
mod tests;
