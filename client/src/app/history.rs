//! A record's history: what was written when, how it was then, what differs between two moments, and going back to one.

use std::collections::HashMap;

use automerge::ChangeHash;
use satchel_shared::{
    comparison::differences,
    document::Entry,
    ids::RecordId,
    ledger::Decision,
    limits::EDITS,
    schema::Kind,
    version::Version,
    window::{
        Base, Comparison, Conflict, History, HistoryChoice, HistoryEntry, Moment, RecordLedger, RecordView,
        SubmittedVersion,
    },
};
use serde_json::{Map, Value};

use super::{App, open::Open};
use crate::{
    error::AppError,
    vault::{VaultError, decisions, hub_times},
};

impl App {
    /// What was written into a record, and which versions of it were submitted. Of another office's record, the versions.
    ///
    /// # Errors
    /// [`AppError::NoRecord`], or what the vault says.
    pub fn history(&self, id: RecordId) -> Result<History, AppError> {
        self.with_open(|open| {
            let stored = open.stored(id)?;
            let entries = if stored.own {
                let seen = hub_times::of_record(open.vault.read(), id)?;
                let document = open.document(id)?;
                let (told, times) = (document.history(), document.first_seen(&seen));
                let told = told.into_iter().map(|entry| open.told(stored.kind, entry, &times));
                told.collect::<Result<_, _>>()?
            } else {
                Vec::new()
            };
            Ok(History {
                entries,
                versions: open.submitted(id)?,
            })
        })
    }

    /// The record as it was at a moment, to be read.
    ///
    /// # Errors
    /// [`AppError::NoSuchMoment`], or as [`App::history`].
    pub fn view_at(&self, id: RecordId, moment: &Moment) -> Result<RecordView, AppError> {
        self.with_open(|open| {
            let Then { content, conflicts_in } = open.then(id, moment)?;
            Ok(RecordView {
                row: open.stored(id)?.row,
                writable: false,
                base: Base::default(),
                content,
                conflicts_in,
                ledger: RecordLedger::default(),
            })
        })
    }

    /// What differs between two moments.
    ///
    /// # Errors
    /// As [`App::view_at`].
    pub fn compare(&self, id: RecordId, from: &Moment, to: &Moment) -> Result<Comparison, AppError> {
        self.with_open(|open| {
            let kind = open.stored(id)?.kind;
            let (before, after) = (open.then(id, from)?.content, open.then(id, to)?.content);
            Ok(Comparison {
                differences: differences(kind, &before, &after),
            })
        })
    }

    /// Writes the content of a moment into the record again, as new edits: all that was written since stays in the history.
    ///
    /// # Errors
    /// As [`App::view_at`], or [`AppError::ReadOnly`].
    pub fn restore(&self, id: RecordId, moment: &Moment) -> Result<RecordView, AppError> {
        self.with_open(|open| {
            let Then { content, .. } = open.then(id, moment)?;
            let edits = open.document(id)?.edits_to(&content);
            // Each part holds by itself; were the machine to stop in between, the next restoring does the rest.
            for part in edits.chunks(EDITS) {
                open.edit(id, None, part)?;
            }
            open.view(id)
        })
    }
}

/// What a record held at a moment.
struct Then {
    content: Map<String, Value>,
    /// The fields that had two values then.
    conflicts_in: Vec<Conflict>,
}

impl Open {
    /// `times`: when headquarters had a change.
    fn told(&self, kind: Kind, entry: Entry, times: &HashMap<ChangeHash, i64>) -> Result<HistoryEntry, AppError> {
        let latest = entry.changes.last().map(ToString::to_string);
        let place = |name: &String| {
            let first = name.split('.').next().unwrap_or_default();
            kind.fields().position(|field| field.name == first)
        };
        let mut fields: Vec<String> = entry.fields.into_iter().collect();
        fields.sort_by_key(place);
        let choices = entry.choices.into_iter().map(|it| HistoryChoice {
            field: it.field,
            between: it.between,
            chosen: it.chosen,
        });
        // It is there once the last of its changes is.
        let at_headquarters = entry.changes.iter().map(|change| times.get(change).copied());
        let at_headquarters: Option<Vec<i64>> = at_headquarters.collect();
        let at_headquarters = at_headquarters.and_then(|times| times.into_iter().max());
        Ok(HistoryEntry {
            moment: Moment::Change(latest.unwrap_or_default()),
            by: self.member_of(entry.device)?,
            here: entry.device == Some(self.key.id()),
            since: entry.since_s.saturating_mul(1_000),
            at: entry.at_s.saturating_mul(1_000),
            at_headquarters,
            changes: entry.changes.len(),
            fields,
            choices: choices.collect(),
        })
    }

    fn submitted(&self, id: RecordId) -> Result<Vec<SubmittedVersion>, AppError> {
        let decisions = decisions::of_record(self.vault.read(), id)?;
        let submitted = decisions
            .iter()
            .filter(|it| it.refused.is_empty() && matches!(it.what, Decision::Submitted { .. }));
        Ok((1..)
            .zip(submitted)
            .map(|(number, it)| SubmittedVersion { number, at: it.at })
            .collect())
    }

    fn then(&mut self, id: RecordId, moment: &Moment) -> Result<Then, AppError> {
        let none = || AppError::NoSuchMoment(moment.to_string());
        match moment {
            Moment::Now => {
                let RecordView {
                    content, conflicts_in, ..
                } = self.view(id)?;
                Ok(Then { content, conflicts_in })
            }
            Moment::Version(number) => {
                let versions = self.standing(id)?.versions;
                let version = number.checked_sub(1).and_then(|at| versions.get(at)).ok_or_else(none)?;
                let bytes = decisions::version(self.vault.read(), id, *version)?.ok_or_else(none)?;
                let version = Version::from_bytes(&bytes).map_err(|error| VaultError::Damaged(error.to_string()))?;
                Ok(Then {
                    content: version.content,
                    conflicts_in: Vec::new(),
                })
            }
            Moment::Change(digits) => {
                if !self.stored(id)?.own {
                    return Err(none());
                }
                let document = self.document(id)?;
                let history = document.history();
                let mut found = history.iter().flat_map(|entry| {
                    let named = entry.changes.iter().filter(|hash| hash.to_string().starts_with(digits));
                    named.filter_map(|hash| entry.heads_after(*hash))
                });
                // Digits that name two changes name none.
                let (Some(heads), None) = (found.next(), found.next()) else {
                    return Err(none());
                };
                let view = document.view_at(heads).ok_or_else(none)?;
                Ok(Then {
                    content: view.content,
                    conflicts_in: self.conflicts(view.divergences)?,
                })
            }
        }
    }
}

#[cfg(test)]
mod tests;
