//! The gap report: which recommendations that a State accepted have no request or activity yet.

use std::collections::BTreeMap;

use satchel_shared::{
    schema::Kind,
    window::{Accepted, Counted, Gaps, GetGaps, Tally},
};

use super::App;
use crate::{
    error::AppError,
    vault::{record_links, records::Stale},
};

/// The kinds of record that are shown with a recommendation.
const SHOWN: [Kind; 3] = [Kind::Request, Kind::Activity, Kind::Practice];

impl App {
    /// What a State has accepted, and which of it has a request or an activity here: own ones, and those known by their versions.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn gaps(&self, wanted: &GetGaps) -> Result<Gaps, AppError> {
        let GetGaps { state, from, to } = *wanted;
        let is_asked_for = |session| from.is_none_or(|from| from <= session) && to.is_none_or(|to| session <= to);
        self.follow(Stale::All)?;
        let (list, mut records) = self.with_open(|open| {
            let connection = open.vault.read();
            let list = record_links::accepted(connection, state)?;
            Ok((list, record_links::records(connection, state, &SHOWN)?))
        })?;
        let of_sessions = list.into_iter().filter(|it| is_asked_for(it.session));
        let accepted = of_sessions.map(|recommendation| Accepted {
            records: records.remove(&recommendation.id).unwrap_or_default(),
            recommendation,
        });
        let accepted: Vec<Accepted> = accepted.collect();
        let mut all = Tally::default();
        let mut sessions: BTreeMap<u16, Tally> = BTreeMap::new();
        let mut themes: BTreeMap<&str, Tally> = BTreeMap::new();
        for it in &accepted {
            let is_linked = it.is_begun();
            all.count(is_linked);
            sessions.entry(it.recommendation.session).or_default().count(is_linked);
            for theme in &it.recommendation.themes {
                themes.entry(theme).or_default().count(is_linked);
            }
        }
        let by_session = sessions.into_iter().rev().map(|(of, tally)| Counted { of, tally });
        let mut by_theme: Vec<_> = themes
            .into_iter()
            .map(|(of, tally)| Counted {
                of: of.to_owned(),
                tally,
            })
            .collect();
        by_theme.sort_by_key(|it| std::cmp::Reverse(it.tally.total));
        Ok(Gaps {
            state,
            all,
            by_session: by_session.collect(),
            by_theme,
            accepted,
        })
    }
}

#[cfg(test)]
mod tests;
