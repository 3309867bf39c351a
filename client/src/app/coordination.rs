//! Who does what, where and when: activities and open requests of a State, by theme and office, and over time.

use std::collections::BTreeMap;

use satchel_shared::{
    ids::OfficeId,
    ledger::Status,
    schema::Kind,
    window::{Coordination, GetCoordination, PlannedActivity, ThemeRow},
};

use super::{App, open::Open, related::days_together};
use crate::{
    error::AppError,
    vault::{
        records::Stale,
        related::{self, Candidate},
    },
};

impl App {
    /// The activities and the open requests of a State, as this device knows them.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn coordination(&self, wanted: &GetCoordination) -> Result<Coordination, AppError> {
        self.follow(Stale::All)?;
        self.with_open(|open| open.coordination(wanted))
    }
}

impl Open {
    fn coordination(&self, wanted: &GetCoordination) -> Result<Coordination, AppError> {
        let vault = self.vault.read();
        let states = related::states(vault)?;
        let state = wanted.state.or(states.first().copied());
        let known = match state {
            Some(state) => related::of_state(vault, state)?,
            None => Vec::new(),
        };
        let (mut activities, mut requests): (Vec<Candidate>, Vec<Candidate>) =
            known.into_iter().partition(|it| it.kind == Kind::Activity);
        activities.retain(|it| it.status != Status::Withdrawn && is_within(it, wanted));
        requests.retain(|it| it.kind == Kind::Request && it.status.goes_on());
        let mut offices: Vec<_> = activities
            .iter()
            .map(|it| (it.office_name.clone(), it.office))
            .collect();
        offices.sort_unstable();
        offices.dedup();
        let themes = rows(&activities, &requests, &offices);
        activities.sort_by_key(|it| (it.starts.is_none(), it.starts, it.ends, it.id));
        let planned = |it: Candidate| PlannedActivity {
            id: it.id,
            title: it.title,
            office: it.office_name,
            themes: it.themes,
            starts: it.starts,
            ends: it.ends,
        };
        Ok(Coordination {
            states,
            state,
            offices: offices.into_iter().map(|(name, _)| name).collect(),
            themes,
            activities: activities.into_iter().map(planned).collect(),
        })
    }
}

/// Whether it may take place within the time that is asked for; what does not say when may always.
fn is_within(it: &Candidate, wanted: &GetCoordination) -> bool {
    let is_over = it.ends.zip(wanted.from).is_some_and(|(ends, from)| ends < from);
    let is_later = it.starts.zip(wanted.to).is_some_and(|(starts, to)| starts > to);
    !is_over && !is_later
}

fn says_when(it: &Candidate) -> bool {
    it.starts.is_some() || it.ends.is_some()
}

/// A line for each theme; what has several counts in each.
fn rows(activities: &[Candidate], requests: &[Candidate], offices: &[(String, OfficeId)]) -> Vec<ThemeRow> {
    let mut by_theme: BTreeMap<&str, (ThemeRow, Vec<&Candidate>)> = BTreeMap::new();
    for it in activities.iter().chain(requests) {
        let mut themes: Vec<&str> = it.themes.iter().map(String::as_str).collect();
        if themes.is_empty() {
            themes.push("");
        }
        for theme in themes {
            let (row, of_theme) = by_theme.entry(theme).or_insert_with(|| {
                let row = ThemeRow {
                    theme: theme.to_owned(),
                    activities: vec![0; offices.len()],
                    ..ThemeRow::default()
                };
                (row, Vec::new())
            });
            if it.kind == Kind::Request {
                row.requests += 1;
                continue;
            }
            let place = offices.iter().position(|(_, office)| *office == it.office);
            if let Some(count) = place.and_then(|place| row.activities.get_mut(place)) {
                *count += 1;
            }
            let meets = |other: &&&Candidate| {
                let days = days_together((other.starts, other.ends), (it.starts, it.ends));
                other.office != it.office && says_when(other) && days != Some(0)
            };
            if says_when(it) {
                row.overlaps += of_theme.iter().filter(meets).count();
            }
            of_theme.push(it);
        }
    }
    let mut rows: Vec<ThemeRow> = by_theme.into_values().map(|(row, _)| row).collect();
    rows.sort_by_key(|row| {
        let activities: usize = row.activities.iter().sum();
        std::cmp::Reverse((row.is_gap(), row.overlaps, row.requests, activities))
    });
    rows
}

#[cfg(test)]
mod tests;
