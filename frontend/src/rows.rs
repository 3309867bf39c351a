//! Which records a list shows, and in what words a record's standing is told.

use std::{
    cmp::{Ordering, Reverse},
    collections::BTreeSet,
};

use satchel_shared::{
    ledger::{EventName, Role, Status},
    limits,
    schema::Kind,
    window::{Narrowing, Order, RecordRow, SavedFilter, StandingView},
};

use crate::{intl, route::Place, values, words::Words};

/// The chips above the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Filter {
    #[default]
    All,
    Drafts,
    Submitted,
    TwoValues,
}

impl Filter {
    pub(crate) const ALL: [Self; 4] = [Self::All, Self::Drafts, Self::Submitted, Self::TwoValues];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Drafts => "drafts",
            Self::Submitted => "submitted",
            Self::TwoValues => "two-values",
        }
    }

    pub(crate) fn shows(self, row: &RecordRow) -> bool {
        match self {
            Self::All => true,
            Self::Drafts => row.standing.status == Status::Draft,
            Self::Submitted => row.standing.status != Status::Draft,
            Self::TwoValues => row.conflicts > 0,
        }
    }
}

/// How a list is narrowed and ordered, and the ways to do it that are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sorting {
    pub(crate) narrowing: Narrowing,
    pub(crate) order: Order,
    pub(crate) saved: Vec<SavedFilter>,
}

/// What occurs among records, so that nobody chooses what is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facets {
    pub(crate) kinds: BTreeSet<Kind>,
    pub(crate) statuses: BTreeSet<Status>,
    pub(crate) states: BTreeSet<String>,
    pub(crate) themes: BTreeSet<String>,
    pub(crate) years: BTreeSet<u16>,
}

impl Facets {
    pub(crate) fn of<'rows>(rows: impl Iterator<Item = &'rows RecordRow>) -> Self {
        let mut facets = Self::default();
        for row in rows {
            facets.kinds.insert(row.kind);
            facets.statuses.insert(row.standing.status);
            if !row.state.is_empty() && !facets.states.contains(&row.state) {
                facets.states.insert(row.state.clone());
            }
            for theme in &row.themes {
                if !facets.themes.contains(theme) {
                    facets.themes.insert(theme.clone());
                }
            }
            facets.years.extend(row.year);
        }
        facets
    }
}

/// Puts rows, which come the last edited first, into an order.
pub(crate) fn sort(rows: &mut [RecordRow], order: Order, words: &Words) {
    match order {
        Order::Edited => {}
        Order::Title => {
            let alphabet = intl::alphabet(words.tag());
            rows.sort_by(|one, other| alphabet(&title(words, one), &title(words, other)));
        }
        Order::State => {
            let alphabet = intl::alphabet(words.tag());
            let name = |row: &RecordRow| values::state(words, &row.state);
            rows.sort_by(|one, other| {
                if one.state == other.state {
                    return Ordering::Equal;
                }
                alphabet(&name(one), &name(other))
            });
        }
        Order::Year => rows.sort_by_key(|row| Reverse(row.year)),
    }
}

/// Whether a record is waiting for something that this person does.
pub(crate) fn is_work(row: &RecordRow, role: Option<Role>) -> bool {
    if role.is_none_or(|role| role.writes(row.kind)) && row.kind != Kind::Assessment {
        let StandingView {
            status,
            edited_since,
            refused,
            ..
        } = &row.standing;
        let is_asked = matches!(status, Status::Draft | Status::ClarificationAsked);
        let is_over = matches!(status, Status::Completed | Status::Withdrawn);
        is_asked || (*edited_since && !is_over) || row.conflicts > 0 || refused.is_some()
    } else if role == Some(Role::Partner) {
        row.standing.status == Status::Referred
    } else {
        role == Some(Role::Desk) && waits_for_the_desk(row)
    }
}

/// Whether headquarters has to read or to decide something: a version, an answer, a request that it has read.
fn waits_for_the_desk(row: &RecordRow) -> bool {
    let StandingView { status, unread, .. } = &row.standing;
    let is_undecided = matches!(status, Status::Acknowledged | Status::ClarificationAnswered);
    *unread || (is_undecided && row.kind == Kind::Request)
}

/// Whether a place's list holds a record.
pub(crate) fn belongs(place: Place, row: &RecordRow, role: Option<Role>) -> bool {
    match place {
        Place::Work => is_work(row, role),
        Place::Kind(kind) => row.kind == kind,
        Place::Home
        | Place::Board
        | Place::Recommendations
        | Place::Gaps
        | Place::Coordination
        | Place::Statement
        | Place::Funds
        | Place::Offices
        | Place::Join => false,
    }
}

/// By which a record's text as it is leaves its office, where a record of the kind ever does.
pub(crate) fn sending(kind: Kind, status: Status) -> Option<EventName> {
    match kind {
        Kind::Request | Kind::Practice => Some(EventName::Submitted),
        Kind::Activity | Kind::Observation => Some(EventName::Shared),
        Kind::Discussion if status == Status::Approved => Some(EventName::Shared),
        Kind::Discussion => Some(EventName::ThemeProposed),
        Kind::Assessment => None,
    }
}

/// How its words begin: `share-do`, `submit-title`.
pub(crate) fn verb(kind: Kind, event: EventName) -> &'static str {
    if event == EventName::ThemeProposed {
        "propose"
    } else if event != EventName::Shared {
        "submit"
    } else if kind == Kind::Discussion {
        "programme"
    } else {
        "share"
    }
}

/// `Draft`, `Submitted, version 2`.
pub(crate) fn status(words: &Words, standing: &StandingView) -> String {
    let status = words.get(&format!("standing-{}", standing.status));
    if standing.version == 0 {
        return status;
    }
    words.with(
        "status-version",
        &[("status", status.into()), ("version", standing.version.into())],
    )
}

/// The kinds of record that a person writes; before the device belongs to an office, all of them.
pub(crate) fn written_by(role: Option<Role>) -> impl Iterator<Item = Kind> {
    Kind::ALL
        .into_iter()
        .filter(move |kind| role.is_none_or(|role| role.writes(*kind)))
}

/// The kinds of record that a person may ever see: what the desk thinks of a request it keeps to itself.
pub(crate) fn read_by(role: Option<Role>) -> impl Iterator<Item = Kind> {
    let is_seen = move |kind: &Kind| *kind != Kind::Assessment || role.is_none_or(|role| role.writes(*kind));
    Kind::ALL.into_iter().filter(is_seen)
}

/// Whether a person prepares what a State or an institution says before the Council.
pub(crate) fn speaks(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Drafter | Role::Lead | Role::Desk))
}

/// The beginning of a text, as a record's line shows it.
pub(crate) fn begin(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(limits::TITLE_CHARACTERS)
        .collect()
}

/// A record's title, or what stands in its place.
pub(crate) fn title(words: &Words, row: &RecordRow) -> String {
    words.title(row.kind, &row.title)
}

#[cfg(test)]
pub(crate) mod tests {
    use satchel_shared::window::{RecordRow, Safety};

    use super::*;

    pub(crate) fn row(status: Status, edited_since: bool) -> RecordRow {
        RecordRow {
            id: "0192f0c4-7a6e-7cc3-98c4-dc0c0c07398f".parse().expect("an id"),
            kind: Kind::Request,
            title: String::new(),
            state: String::new(),
            office: String::new(),
            language: String::new(),
            standing: StandingView {
                status,
                edited_since,
                ..StandingView::default()
            },
            conflicts: 0,
            safety: Safety::Here,
            year: None,
            themes: Vec::new(),
            edited_at: 0,
            found: None,
        }
    }

    #[test]
    fn an_offices_work_is_what_is_not_submitted_as_it_stands_and_what_it_is_asked() {
        for role in [None, Some(Role::Drafter), Some(Role::Lead)] {
            assert!(is_work(&row(Status::Draft, false), role));
            assert!(is_work(&row(Status::Submitted, true), role));
            assert!(!is_work(&row(Status::Submitted, false), role));
            assert!(is_work(&row(Status::ClarificationAsked, false), role));
        }
    }

    #[test]
    fn a_list_is_narrowed_by_what_occurs_in_it() {
        let rows = [Status::Acknowledged, Status::Submitted, Status::Submitted].map(|status| row(status, false));
        let facets = Facets::of(rows.iter());
        assert_eq!(
            facets.statuses.into_iter().collect::<Vec<_>>(),
            [Status::Submitted, Status::Acknowledged]
        );
    }

    #[test]
    fn a_desks_work_is_what_waits_to_be_read_or_decided() {
        let is_work = |row: RecordRow| is_work(&row, Some(Role::Desk));
        let mut newer = row(Status::Accepted, false);
        assert!(!is_work(newer.clone()));
        newer.standing.unread = true;
        assert!(is_work(newer));
        assert!(is_work(row(Status::Acknowledged, false)));
        assert!(is_work(row(Status::ClarificationAnswered, false)));
        assert!(!is_work(row(Status::ClarificationAsked, false)));
        assert!(!is_work(row(Status::Declined, false)));
        let practice = RecordRow {
            kind: Kind::Practice,
            ..row(Status::Acknowledged, false)
        };
        assert!(!is_work(practice), "a practice is not decided");
    }

    #[test]
    fn a_partners_work_is_what_it_was_asked_to_assist_with() {
        let is_work = |status| is_work(&row(status, false), Some(Role::Partner));
        assert!(is_work(Status::Referred) && !is_work(Status::InDelivery));
    }
}
