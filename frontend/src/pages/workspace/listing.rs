//! The records of the list: all of them, those that a search found, and which of them are in sight.

use std::{cell::RefCell, rc::Rc};

use satchel_shared::{
    Problem,
    ledger::Role,
    locale::Language,
    window::{Narrowing, Order, RecordRow},
};

use crate::{
    known::Known,
    route::{Place, Route},
    rows::{self, Facets, Filter, Sorting},
    words::Words,
};

/// What the rows in sight depend on beside the records.
#[derive(Debug, Clone, PartialEq)]
struct Wanted {
    route: Route,
    role: Option<Role>,
    filter: Filter,
    narrowing: Narrowing,
    order: Order,
    language: Language,
}

/// Rows in sight, and what they can be narrowed by.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    pub(super) rows: Rc<Vec<RecordRow>>,
    pub(super) facets: Rc<Facets>,
}

#[derive(Debug, Default)]
pub(super) struct Listing {
    /// None until they have come.
    all: Option<Rc<Vec<RecordRow>>>,
    /// Those that hold the searched words.
    found: Option<Vec<RecordRow>>,
    /// What was shown last, while nothing changes: a list of ten thousand is not gone through with every key.
    last: RefCell<Option<(Wanted, Shown)>>,
    /// What is searched, as typed.
    pub(super) text: String,
    pub(super) filter: Filter,
    pub(super) sorting: Sorting,
    pub(super) problem: Option<Problem>,
}

impl Listing {
    pub(super) fn all(&self) -> &[RecordRow] {
        self.all.as_deref().map(Vec::as_slice).unwrap_or_default()
    }

    /// The same list for fields that name a record.
    pub(super) fn known(&self) -> Known {
        self.all.clone().map(Known::new).unwrap_or_default()
    }

    /// The words that are searched; none where everything is shown.
    pub(super) fn searched(&self) -> Option<String> {
        let text = self.text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Takes the answer to a question for all records, or for those that hold a text; says whether anything is to be shown.
    pub(super) fn listed(&mut self, text: &str, answer: Result<Vec<RecordRow>, Problem>) -> bool {
        self.last.take();
        match answer {
            Ok(rows) if text.is_empty() => self.all = Some(Rc::new(rows)),
            Ok(rows) if self.searched().as_deref() == Some(text) => self.found = Some(rows),
            // An answer to an older search comes too late.
            Ok(_) => return false,
            Err(problem) => {
                self.problem = Some(problem);
                return true;
            }
        }
        self.problem = None;
        true
    }

    /// A record's line has changed.
    pub(super) fn replace(&mut self, row: &RecordRow) {
        self.last.take();
        let all = self.all.as_mut().map(Rc::make_mut);
        for rows in all.into_iter().chain(self.found.as_mut()) {
            if let Some(known) = rows.iter_mut().find(|known| known.id == row.id) {
                // What was found stays marked, as long as it is where it was.
                let found = known.found.take().filter(|_| known.title == row.title);
                known.clone_from(row);
                known.found = found;
            }
        }
    }

    /// A record has been made: nothing that was searched or chosen hides it.
    pub(super) fn add(&mut self, row: RecordRow) {
        self.show_all();
        self.text.clear();
        self.filter = Filter::All;
        self.sorting.narrowing = Narrowing::default();
        let all = Rc::make_mut(self.all.get_or_insert_default());
        all.retain(|known| known.id != row.id);
        all.insert(0, row);
    }

    /// Nothing is searched any more.
    pub(super) fn show_all(&mut self) {
        self.found = None;
        self.last.take();
    }

    /// The rows in sight; none until they have come.
    pub(super) fn shown(&self, route: Route, role: Option<Role>, words: &Words) -> Option<Shown> {
        let rows = self.found.as_ref().or(self.all.as_deref())?;
        let wanted = Wanted {
            route,
            role,
            filter: self.filter,
            narrowing: self.sorting.narrowing.clone(),
            order: self.sorting.order,
            language: words.language(),
        };
        if let Some((_, shown)) = self.last.borrow().as_ref().filter(|(last, _)| *last == wanted) {
            return Some(shown.clone());
        }
        let belongs = |row: &&RecordRow| rows::belongs(route.place, row, role);
        // The record that is open stays in sight, whatever has become of it.
        let is_shown = |row: &&RecordRow| {
            route.record == Some(row.id)
                || (self.filter.shows(row) && wanted.narrowing.shows(row) && rows::belongs(route.place, row, role))
        };
        let mut in_sight: Vec<RecordRow> = rows.iter().filter(is_shown).cloned().collect();
        rows::sort(&mut in_sight, wanted.order, words);
        let shown = Shown {
            rows: Rc::new(in_sight),
            facets: Rc::new(Facets::of(rows.iter().filter(belongs))),
        };
        self.last.replace(Some((wanted, shown.clone())));
        Some(shown)
    }

    /// How many records a place's list holds.
    pub(super) fn count(&self, place: Place, role: Option<Role>) -> Option<usize> {
        let rows = self.all.as_ref()?;
        Some(rows.iter().filter(|row| rows::belongs(place, row, role)).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::tests::row;
    use satchel_shared::{ledger::Status, schema::Kind, window::Found};

    #[test]
    fn an_answer_to_an_older_search_changes_nothing() {
        let mut listing = Listing::default();
        assert!(listing.listed("", Ok(vec![row(Status::Draft, false)])));
        listing.text = "judges ".to_owned();
        assert!(!listing.listed("jud", Ok(Vec::new())));
        assert_eq!(
            listing
                .shown(
                    Route::to(Place::Kind(Kind::Request)),
                    None,
                    &Words::new(Language::English)
                )
                .map(|it| it.rows.len()),
            Some(1)
        );
        assert!(listing.listed("judges", Ok(Vec::new())));
        assert_eq!(
            listing
                .shown(
                    Route::to(Place::Kind(Kind::Request)),
                    None,
                    &Words::new(Language::English)
                )
                .map(|it| it.rows.len()),
            Some(0)
        );
    }

    #[test]
    fn what_was_found_stays_marked_while_the_title_is_the_same() {
        let mut found = row(Status::Draft, false);
        found.found = Some(Found::default());
        let mut listing = Listing {
            text: "judges".to_owned(),
            ..Listing::default()
        };
        listing.listed("judges", Ok(vec![found]));
        let is_marked = |listing: &Listing| listing.found.as_ref().is_some_and(|rows| rows[0].found.is_some());
        listing.replace(&row(Status::Submitted, false));
        assert!(is_marked(&listing));
        let mut other = row(Status::Submitted, false);
        other.title = "Judges".to_owned();
        listing.replace(&other);
        assert!(!is_marked(&listing));
    }

    #[test]
    fn the_open_record_stays_in_sight_and_a_new_one_comes_into_it() {
        let submitted = row(Status::Submitted, false);
        let route = Route {
            record: Some(submitted.id),
            ..Route::to(Place::Work)
        };
        let mut listing = Listing::default();
        listing.listed("", Ok(vec![submitted]));
        assert_eq!(
            listing
                .shown(Route::to(Place::Work), None, &Words::new(Language::English))
                .map(|it| it.rows.len()),
            Some(0)
        );
        assert_eq!(
            listing
                .shown(route, None, &Words::new(Language::English))
                .map(|it| it.rows.len()),
            Some(1)
        );
        assert_eq!(listing.count(Place::Work, None), Some(0));

        listing.text = "judges".to_owned();
        listing.filter = Filter::Submitted;
        listing.add(row(Status::Draft, false));
        assert_eq!(
            listing
                .shown(Route::to(Place::Work), None, &Words::new(Language::English))
                .map(|it| it.rows.len()),
            Some(1)
        );
    }
}
