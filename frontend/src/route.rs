//! Where the person is, as the address says it: `#/request/ID`. Going back and loading again keep the place.

use satchel_shared::{ids::RecordId, schema::Kind};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Place {
    #[default]
    Work,
    /// What there is to do, and what is new.
    Home,
    Board,
    Kind(Kind),
    Recommendations,
    Gaps,
    Coordination,
    Statement,
    Funds,
    Offices,
    Join,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Route {
    pub(crate) place: Place,
    pub(crate) record: Option<RecordId>,
}

impl Place {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Home => "home",
            Self::Board => "board",
            Self::Kind(kind) => kind.as_str(),
            Self::Recommendations => "recommendations",
            Self::Gaps => "gaps",
            Self::Coordination => "coordination",
            Self::Statement => "statement",
            Self::Funds => "funds",
            Self::Offices => "offices",
            Self::Join => "join",
        }
    }

    /// Whether one opens a record there, and comes back to it.
    pub(crate) fn holds_records(self) -> bool {
        self.lists() || self == Self::Board
    }

    /// Whether the place is a list of records.
    pub(crate) fn lists(self) -> bool {
        matches!(self, Self::Work | Self::Kind(_))
    }
}

impl Route {
    pub(crate) fn to(place: Place) -> Self {
        Self { place, record: None }
    }

    pub(crate) fn read(hash: &str) -> Self {
        let mut parts = hash.trim_start_matches('#').split('/').filter(|part| !part.is_empty());
        let word = parts.next().unwrap_or_default();
        let kinds = Kind::ALL.into_iter().map(Place::Kind);
        let place = kinds
            .chain([
                Place::Work,
                Place::Home,
                Place::Board,
                Place::Recommendations,
                Place::Gaps,
                Place::Coordination,
                Place::Statement,
                Place::Funds,
                Place::Offices,
                Place::Join,
            ])
            .find(|place| place.word() == word)
            .unwrap_or_default();
        let record = parts
            .next()
            .filter(|_| place.holds_records())
            .and_then(|id| id.parse().ok());
        Self { place, record }
    }

    pub(crate) fn hash(self) -> String {
        let place = self.place.word();
        self.record
            .map_or_else(|| format!("#/{place}"), |id| format!("#/{place}/{id}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_as_it_is_written() {
        let id = "0192f0c4-7a6e-7cc3-98c4-dc0c0c07398f".parse().ok();
        for route in [
            Route::to(Place::Join),
            Route {
                place: Place::Kind(Kind::Practice),
                record: id,
            },
            Route::default(),
        ] {
            assert_eq!(Route::read(&route.hash()), route);
        }
    }

    #[test]
    fn an_address_of_nothing_leads_to_the_beginning() {
        for hash in ["", "#", "#/", "#/nowhere", "#/work/not-an-id", "#token=abc"] {
            assert_eq!(Route::read(hash), Route::default(), "{hash}");
        }
    }
}
