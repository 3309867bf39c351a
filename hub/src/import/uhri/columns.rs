//! The columns that are read, by names without regard to case, spaces, punctuation, and one word that has been misspelt.

use satchel_shared::table::NoTable;

use super::Reason;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Text,
    Countries,
    Body,
    Symbol,
    Themes,
    Published,
    RecommendingStates,
    Position,
    Type,
    AnnotationId,
    Session,
    AffectedPersons,
    Sdgs,
}

/// Each column with its name as it is meant.
const COLUMNS: [(Column, &str); 13] = [
    (Column::Text, "Text"),
    (Column::Countries, "Countries Concerned"),
    (Column::Body, "Recommending Body"),
    (Column::Symbol, "Document Symbol"),
    (Column::Themes, "Themes"),
    (Column::Published, "Document Publication Date"),
    (Column::RecommendingStates, "UPR Recommending States"),
    (Column::Position, "UPR Position"),
    (Column::Type, "Type"),
    (Column::AnnotationId, "OHCHR Annotation Id"),
    (Column::Session, "UPR Session"),
    (Column::AffectedPersons, "Affected Persons"),
    (Column::Sdgs, "Sdgs"),
];

/// Those without which a file is read all the same.
const MAY_BE_MISSING: [Column; 2] = [Column::AffectedPersons, Column::Sdgs];

/// Where each column stands; none for one that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns([Option<usize>; COLUMNS.len()]);

impl Columns {
    pub(super) fn find(header: &[String]) -> Result<Self, Reason> {
        if header.iter().all(|title| title.trim().is_empty()) {
            return Err(NoTable::Empty.into());
        }
        let titles: Vec<String> = header.iter().map(|title| plain(title)).collect();
        let mut places = [None; COLUMNS.len()];
        for (place, (column, name)) in places.iter_mut().zip(COLUMNS) {
            let wanted = plain(name);
            let mut found = titles.iter().enumerate().filter(|(_, title)| **title == wanted);
            *place = found.next().map(|(at, _)| at);
            if place.is_none() && !MAY_BE_MISSING.contains(&column) {
                return Err(Reason::MissingColumn(name));
            }
            if found.next().is_some() {
                return Err(Reason::ColumnTwice(name));
            }
        }
        Ok(Self(places))
    }

    pub(super) fn place(&self, column: Column) -> Option<usize> {
        self.0[column as usize]
    }
}

fn plain(title: &str) -> String {
    let letters = title.chars().filter(|letter| letter.is_alphanumeric());
    let letters: String = letters.flat_map(char::to_lowercase).collect();
    letters.replace("reccom", "recom").replace("recomend", "recommend")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_the_order_of_their_places() {
        for (at, (column, _)) in COLUMNS.into_iter().enumerate() {
            assert_eq!(column as usize, at);
        }
    }

    #[test]
    fn names_are_read_in_all_their_spellings() {
        for spelt in [
            "Reccomending Body",
            "Recommending Body",
            "Recomending body",
            "RECCOMMENDING_BODY",
            " recommending  body: ",
        ] {
            assert_eq!(plain(spelt), "recommendingbody", "{spelt}");
        }
    }
}
