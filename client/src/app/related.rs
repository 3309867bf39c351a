//! What a record has in common with others, so that nobody asks, pays or learns twice.

use std::{cmp::Reverse, collections::BTreeSet};

use satchel_shared::{
    day::Day,
    ids::RecordId,
    ledger::Status,
    schema::{Kind, Shape},
    window::{RecordView, Related, RelatedRecord},
};
use serde_json::{Map, Value, json};

use super::{
    App,
    content::{self, RECOMMENDATIONS},
    open::Open,
};
use crate::{
    error::AppError,
    vault::{
        record_refs::References,
        records::Stale,
        related::{self, Candidate},
    },
};

/// How many of a kind are shown.
const MOST: usize = 12;

impl App {
    /// The records that have something in common with one.
    ///
    /// # Errors
    /// [`AppError::NoRecord`], or what the vault says.
    pub fn related(&self, id: RecordId) -> Result<Related, AppError> {
        self.follow(Stale::All)?;
        self.with_open(|open| open.related(id))
    }

    /// Makes an activity for a request, in its State, with its themes and its recommendations.
    ///
    /// # Errors
    /// [`AppError::NoRecord`]; [`AppError::ReadOnly`] for whoever writes no activities, or where it is no request.
    pub fn plan_activity(&self, id: RecordId) -> Result<RecordView, AppError> {
        self.with_open(|open| {
            let RecordView { row, content, .. } = open.view(id)?;
            open.may_write(Kind::Activity)?;
            if row.kind != Kind::Request {
                return Err(AppError::ReadOnly);
            }
            let content = content::copied(row.kind, content);
            let mut planned = Map::from_iter([("requests".to_owned(), json!([{ "request": id }]))]);
            for taken_over in ["title", "state", "themes", "sdg_targets", RECOMMENDATIONS] {
                let value = content.get(taken_over).cloned();
                planned.extend(value.map(|value| (taken_over.to_owned(), value)));
            }
            let edits = open.edits_for(Kind::Activity, &planned)?;
            let ids = open.create(Kind::Activity, &[edits])?;
            ids.first()
                .map_or(Err(AppError::NoRecord(id)), |planned| open.view(*planned))
        })
    }
}

impl App {
    /// What the desk of this office thinks of a request: the record that is there, or a new one.
    ///
    /// # Errors
    /// [`AppError::NoRecord`]; [`AppError::ReadOnly`] for whoever assesses nothing, or where it is no request.
    pub fn assessment(&self, id: RecordId) -> Result<RecordView, AppError> {
        self.follow(Stale::All)?;
        self.with_open(|open| {
            let row = open.stored(id)?.row;
            open.may_write(Kind::Assessment)?;
            if row.kind != Kind::Request {
                return Err(AppError::ReadOnly);
            }
            let others = related::candidates(open.vault.read(), id)?.into_iter();
            let mut known = others.filter(|other| other.is_linked && other.kind == Kind::Assessment);
            if let Some(known) = known.next() {
                return open.view(known.id);
            }
            let content = Map::from_iter([
                ("title".to_owned(), json!(row.title)),
                ("request".to_owned(), json!(id)),
            ]);
            let edits = open.edits_for(Kind::Assessment, &content)?;
            let ids = open.create(Kind::Assessment, &[edits])?;
            ids.first().map_or(Err(AppError::NoRecord(id)), |new| open.view(*new))
        })
    }
}

impl Open {
    fn related(&self, id: RecordId) -> Result<Related, AppError> {
        self.stored(id)?;
        let this = related::find(self.vault.read(), id)?.ok_or(AppError::NoRecord(id))?;
        let mut related = Related::default();
        let all = related::candidates(self.vault.read(), id)?;
        // What was taken back goes on nowhere; it is shown where one names the other.
        for other in all
            .into_iter()
            .filter(|it| it.is_linked || it.status != Status::Withdrawn)
        {
            let is_linked = other.is_linked;
            let kind = other.kind;
            let record = compared(&this, other);
            if is_linked {
                related.linked.push(record);
                continue;
            }
            let has_subject = !record.themes.is_empty() || record.recommendations > 0;
            match kind {
                Kind::Request if has_subject => related.requests.push(record),
                Kind::Activity if has_subject && record.same_state && record.days != Some(0) => {
                    related.activities.push(record);
                }
                Kind::Practice if has_subject => related.practices.push(record),
                Kind::Observation if record.same_state => related.observations.push(record),
                Kind::Request
                | Kind::Activity
                | Kind::Practice
                | Kind::Observation
                | Kind::Discussion
                | Kind::Assessment => {}
            }
        }
        for list in [
            &mut related.linked,
            &mut related.requests,
            &mut related.activities,
            &mut related.practices,
            &mut related.observations,
        ] {
            list.sort_by_key(|it| {
                let days = it.days.unwrap_or_default();
                Reverse((it.recommendations, it.themes.len(), it.same_state, days, it.id))
            });
            list.truncate(MOST);
        }
        Ok(related)
    }
}

/// What another record has in common with this one.
fn compared(this: &Candidate, other: Candidate) -> RelatedRecord {
    let mut themes = other.themes;
    themes.retain(|theme| this.themes.contains(theme));
    RelatedRecord {
        same_state: !this.state.is_empty() && this.state == other.state,
        themes,
        recommendations: other.recommendations,
        days: days_together((this.starts, this.ends), (other.starts, other.ends)),
        id: other.id,
        kind: other.kind,
        title: other.title,
        state: other.state,
        office: other.office_name,
        status: other.status,
    }
}

pub(super) type Period = (Option<Day>, Option<Day>);

/// On how many days two periods both are: none of them where one is over before the other begins; none at all where that cannot be
/// said, as one of them has no beginning or no end.
pub(super) fn days_together(one: Period, other: Period) -> Option<u32> {
    let is_before = |one: Period, other: Period| one.1.zip(other.0).is_some_and(|(end, start)| end < start);
    if is_before(one, other) || is_before(other, one) {
        return Some(0);
    }
    let from = one.0?.max(other.0?);
    let to = one.1?.min(other.1?);
    Some(u32::try_from(from.days_until(to) + 1).unwrap_or_default())
}

/// What a content says of other records, and of time.
pub(super) fn references(kind: Kind, content: &Map<String, Value>) -> References {
    let mut records = BTreeSet::new();
    for field in kind.fields() {
        if let Some(value) = content.get(field.name) {
            named_in(&field.shape, value, &mut records);
        }
    }
    let day = |name: &str| content.get("period")?.get(name)?.as_str()?.parse().ok();
    References {
        records,
        starts: day("start"),
        ends: day("end"),
    }
}

fn named_in(shape: &Shape, value: &Value, records: &mut BTreeSet<RecordId>) {
    if let Shape::Record(_) = shape {
        records.extend(value.as_str().and_then(|id| id.parse::<RecordId>().ok()));
        return;
    }
    let one = std::slice::from_ref(value);
    for item in value.as_array().map_or(one, Vec::as_slice) {
        for field in shape.inner() {
            if let Some(value) = item.get(field.name) {
                named_in(&field.shape, value, records);
            }
        }
    }
}

#[cfg(test)]
mod tests;
