//! What is still missing before a record can be submitted, by the schema alone.

use crate::keeping::content::Content;
use satchel_shared::{
    path::Path,
    schema::{Kind, Section},
};

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Nothing is needed, and nothing written.
    Empty,
    /// This many needed fields are empty.
    Left(usize),
    Done,
}

pub(crate) fn progress(section: &Section, content: &Content) -> Progress {
    let left = section
        .fields
        .iter()
        .filter(|field| field.needed && !field.is_filled(content))
        .count();
    if left > 0 {
        Progress::Left(left)
    } else if section.fields.iter().any(|field| field.is_filled(content)) {
        Progress::Done
    } else {
        Progress::Empty
    }
}

/// The needed fields that are empty, in the order of the form.
pub(crate) fn missing(kind: Kind, content: &Content) -> Vec<Path> {
    kind.missing(content).map(|field| Path::field(field.name)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn told(content: &Value) -> Vec<Progress> {
        let content = content.as_object().expect("an object");
        Kind::Request
            .sections()
            .iter()
            .map(|section| progress(section, content))
            .collect()
    }

    #[test]
    fn a_section_says_how_much_is_left() {
        use Progress::{Done, Empty, Left};
        assert_eq!(told(&json!({})), [Left(2), Empty, Left(1), Empty, Empty, Empty, Empty]);
        let content = json!({ "title": "A", "state": "IDN", "context": " ", "budget": [{}], "activities": [] });
        assert_eq!(told(&content), [Done, Empty, Left(1), Empty, Done, Empty, Empty]);
    }

    #[test]
    fn what_is_missing_is_named_in_the_forms_order() {
        let content = json!({ "state": "IDN", "requesting_authority": { "name": "Ministry" } });
        let missing = missing(Kind::Request, content.as_object().expect("an object"));
        assert_eq!(missing, [Path::field("title"), Path::field("context")]);
    }
}
