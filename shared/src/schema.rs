//! What a record of each kind consists of: one table that documents, forms, the command line and versions all read.
//!
//! A field is added by a line in its kind's table. Names are the JSON names and never change their meaning.

mod request;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The kinds of record that people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A request for technical assistance (resolution 18/18, operative paragraphs 6, 10 and 11).
    Request,
}

/// One field of a record, or of an item in one of its lists.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub shape: Shape,
    /// Needed before the record can be submitted; never before it can be kept.
    pub needed: bool,
}

/// What a field holds, and so how two people's edits of it meet.
#[derive(Debug, PartialEq, Eq)]
pub enum Shape {
    /// A one-line text: a scalar, whose concurrent values are all kept.
    Line,
    /// A long text: a CRDT, in which concurrent edits merge.
    Prose,
    /// A whole number from 0 up to the one given.
    Whole(i64),
    /// An amount of money in minor units (cents) of the currency that stands beside it.
    Money,
    /// A code of a vocabulary. A code that is not in it is shown as it is, and kept.
    Code(&'static [&'static str]),
    /// ISO 3166-1 alpha-3.
    State,
    /// BCP 47.
    Language,
    /// ISO 4217.
    Currency,
    /// Some fields that belong together.
    Group(&'static [Field]),
    /// Any number of items, each with these fields and an id.
    List(&'static [Field]),
}

/// A part of the form.
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
    pub name: &'static str,
    pub fields: &'static [Field],
}

impl Kind {
    pub const ALL: [Self; 1] = [Self::Request];

    /// The version of this kind's table: the number of its skeletons (see `document`).
    #[must_use]
    pub fn schema(self) -> i64 {
        match self {
            Self::Request => 1,
        }
    }

    #[must_use]
    pub fn sections(self) -> &'static [Section] {
        match self {
            Self::Request => request::SECTIONS,
        }
    }

    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        self.sections().iter().flat_map(|section| section.fields)
    }

    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.name == name)
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A word that names no kind of record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{0}\u{201d} is not a kind of record; the kinds are: request")]
pub struct NoKind(pub String);

impl FromStr for Kind {
    type Err = NoKind;

    fn from_str(text: &str) -> Result<Self, NoKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| NoKind(text.to_owned()))
    }
}

impl Shape {
    /// The fields inside a group or of a list's items; none for a scalar or a prose.
    #[must_use]
    pub fn inner(&self) -> &'static [Field] {
        match self {
            Self::Group(fields) | Self::List(fields) => fields,
            Self::Line
            | Self::Prose
            | Self::Whole(_)
            | Self::Money
            | Self::Code(_)
            | Self::State
            | Self::Language
            | Self::Currency => &[],
        }
    }

    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Whole(_) | Self::Money)
    }

    /// A scalar: one line or one number.
    #[must_use]
    pub fn is_scalar(&self) -> bool {
        !matches!(self, Self::Prose | Self::Group(_) | Self::List(_))
    }
}

const fn field(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        needed: false,
    }
}

const fn needed(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        needed: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(fields: &[Field], depth: usize, out: &mut String) {
        for field in fields {
            let mark = if field.needed { " (needed)" } else { "" };
            let shape = match &field.shape {
                Shape::Group(_) => "group".to_owned(),
                Shape::List(_) => "list".to_owned(),
                Shape::Line
                | Shape::Prose
                | Shape::Whole(_)
                | Shape::Money
                | Shape::Code(_)
                | Shape::State
                | Shape::Language
                | Shape::Currency => format!("{:?}", field.shape),
            };
            out.push_str(&format!("{}{}: {shape}{mark}\n", "  ".repeat(depth), field.name));
            outline(field.shape.inner(), depth + 1, out);
        }
    }

    #[test]
    fn the_tables_are_what_the_documentation_says() {
        let mut out = String::new();
        for kind in Kind::ALL {
            for section in kind.sections() {
                out.push_str(&format!("{kind}, {}\n", section.name));
                outline(section.fields, 1, &mut out);
            }
        }
        insta::assert_snapshot!(out);
    }

    #[test]
    fn no_name_stands_twice_in_a_kind() {
        for kind in Kind::ALL {
            let mut names: Vec<_> = kind.fields().map(|field| field.name).collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "{kind}");
        }
    }
}
