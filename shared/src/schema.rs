//! What a record of each kind consists of: one table that documents, forms, the command line and versions all read.
//!
//! A field is added by a line in its kind's table. Names are the JSON names and never change their meaning.

mod activity;
mod assessment;
mod codes;
pub mod discussion;
mod observation;
mod parts;
mod practice;
mod request;

use std::{fmt, str::FromStr};

pub use codes::Codes;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    attachment::ATTACHMENTS,
    path::{Path, Step},
    vocabulary::Vocabulary,
};

/// The kinds of record that people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A request for technical assistance (resolution 18/18, operative paragraphs 6, 10 and 11).
    Request,
    /// A case study of a promising, good or innovative practice (operative paragraphs 3, 5 and 9).
    Practice,
    /// Assistance provided or planned (operative paragraphs 6 and 12).
    Activity,
    /// The annual thematic discussion (operative paragraphs 3 to 5).
    Discussion,
    /// What a special procedure saw (operative paragraph 13).
    Observation,
    /// What the desk thinks of a request (operative paragraph 11): never leaves headquarters.
    Assessment,
}

impl Kind {
    /// Whether the public may ever read something of such a record.
    #[must_use]
    pub fn is_public(self) -> bool {
        self.fields().any(|field| field.reach == Reach::Public)
    }

    /// The needed fields in which a content holds nothing, in the order of the form.
    pub fn missing(self, content: &Map<String, Value>) -> impl Iterator<Item = &'static Field> {
        self.fields().filter(|field| field.needed && !field.is_filled(content))
    }

    /// What of a record's content may go so far: nothing whose reach is shorter, and no attached file that is confidential beyond
    /// headquarters.
    #[must_use]
    pub fn reaching(self, reach: Reach, content: &Map<String, Value>) -> Map<String, Value> {
        let goes = |name: &str| self.field(name).is_some_and(|field| field.reach >= reach);
        let going = content.iter().filter(|(name, _)| goes(name));
        let mut going: Map<String, Value> = going.map(|(name, value)| (name.clone(), value.clone())).collect();
        if reach > Reach::Desk
            && let Some(Value::Array(files)) = going.get_mut(ATTACHMENTS)
        {
            files.retain(|file| file.get("confidential") != Some(&Value::Bool(true)));
        }
        going
    }
}

/// One field of a record, or of an item in one of its lists.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub shape: Shape,
    /// Needed before the record can be submitted; never before it can be kept.
    pub needed: bool,
    pub reach: Reach,
    /// The version of the kind's table that brought the field.
    pub since: i64,
}

/// How far a field's content may ever go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The devices of the record's own office: in no version.
    Office,
    /// The office and headquarters' desk; in no export, and never public.
    Desk,
    /// Wherever the record itself goes.
    Record,
    /// The public too, where the State consents and headquarters publishes.
    Public,
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
    /// A day: `2027-03-01` (ISO 8601).
    Date,
    /// Yes or no.
    Truth,
    /// One of a few codes. A code that is not among them is shown as it is, and kept.
    Code(Codes),
    /// A code of a vocabulary.
    Term(Vocabulary),
    /// The id of another record, of one of these kinds.
    Record(&'static [Kind]),
    /// The hash of one of the record's own attachments.
    Attachment,
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
    pub const ALL: [Self; 6] = [
        Self::Request,
        Self::Practice,
        Self::Activity,
        Self::Discussion,
        Self::Observation,
        Self::Assessment,
    ];

    /// The version of this kind's table: the number of its skeletons (see `document`).
    #[must_use]
    pub fn schema(self) -> i64 {
        match self {
            Self::Request => 2,
            Self::Practice | Self::Activity | Self::Discussion | Self::Observation | Self::Assessment => 1,
        }
    }

    /// The parts of the form.
    #[must_use]
    pub fn sections(self) -> &'static [Section] {
        match self {
            Self::Request => request::SECTIONS,
            Self::Practice => practice::SECTIONS,
            Self::Activity => activity::SECTIONS,
            Self::Discussion => discussion::SECTIONS,
            Self::Observation => observation::SECTIONS,
            Self::Assessment => assessment::SECTIONS,
        }
    }

    /// All fields: those of the form, and the comments beside it.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        let comments = match self {
            Self::Request => request::COMMENTS,
            Self::Practice | Self::Activity | Self::Discussion | Self::Observation | Self::Assessment => {
                &parts::COMMENTS
            }
        };
        self.sections()
            .iter()
            .flat_map(|section| section.fields)
            .chain(std::iter::once(comments))
    }

    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.name == name)
    }

    /// The field that a path passes last: through its items, whichever they are.
    #[must_use]
    pub fn field_at(self, path: &Path) -> Option<&'static Field> {
        let mut names = path.0.iter().filter_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Item(_) | Step::Place(_) => None,
        });
        let first = self.field(names.next()?)?;
        names.try_fold(first, |field, name| {
            field.shape.inner().iter().find(|it| it.name == name)
        })
    }

    /// The field that names a record in lists: a line, or the beginning of a text.
    #[must_use]
    pub fn titled_by(self) -> &'static str {
        match self {
            Self::Request | Self::Practice | Self::Activity | Self::Assessment => "title",
            Self::Discussion => "theme",
            Self::Observation => "text",
        }
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Practice => "practice",
            Self::Activity => "activity",
            Self::Discussion => "discussion",
            Self::Observation => "observation",
            Self::Assessment => "assessment",
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
#[error(
    "\u{201c}{0}\u{201d} is not a kind of record; the kinds are: request, practice, activity, discussion, observation, assessment"
)]
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
        if let Self::Group(fields) | Self::List(fields) = self {
            fields
        } else {
            &[]
        }
    }

    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Whole(_) | Self::Money)
    }

    /// The present name of a code that stands in such a field; none where this version does not know it, or the shape is not
    /// one of codes.
    #[must_use]
    pub fn current(&self, code: &str) -> Option<&'static str> {
        if let Self::Term(vocabulary) = self {
            vocabulary.current(code)
        } else if let Self::Code(codes) = self {
            codes.current(code)
        } else {
            None
        }
    }

    /// A scalar: one line, number, date, code or answer.
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
        reach: Reach::Record,
        since: 1,
    }
}

impl Field {
    const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    const fn reaches(mut self, reach: Reach) -> Self {
        self.reach = reach;
        self
    }

    const fn public(self) -> Self {
        self.reaches(Reach::Public)
    }

    const fn since(mut self, schema: i64) -> Self {
        self.since = schema;
        self
    }

    /// Whether a content holds something in the field.
    #[must_use]
    pub fn is_filled(&self, content: &Map<String, Value>) -> bool {
        content.get(self.name).is_some_and(|value| match value {
            Value::Null => false,
            Value::Bool(_) | Value::Number(_) => true,
            Value::String(text) => !text.trim().is_empty(),
            Value::Array(items) => !items.is_empty(),
            Value::Object(fields) => self.shape.inner().iter().any(|field| field.is_filled(fields)),
        })
    }

    /// What the field is made of where a list's items have nothing else: a set of codes, of places, of records.
    #[must_use]
    pub fn only(&self) -> Option<&'static Field> {
        match (&self.shape, self.shape.inner()) {
            (Shape::List(_), [only]) => Some(only),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(fields: &[Field], depth: usize, out: &mut String) {
        for field in fields {
            let needed = if field.needed { " (needed)" } else { "" };
            let reach = match field.reach {
                Reach::Office => " (stays in the office)",
                Reach::Desk => " (confidential)",
                Reach::Record => "",
                Reach::Public => " (public)",
            };
            let mark = format!("{needed}{reach}");
            let shape = if let Shape::Group(_) = field.shape {
                "group".to_owned()
            } else if let Shape::List(_) = field.shape {
                "list".to_owned()
            } else {
                format!("{:?}", field.shape)
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

    /// Two devices may both make what an item of an older version lacks: texts and lists are then read as one, a group is not.
    #[test]
    fn no_item_holds_a_group() {
        fn holds(field: &Field, in_item: bool) -> bool {
            let group = matches!(field.shape, Shape::Group(_));
            let in_item = in_item || matches!(field.shape, Shape::List(_));
            (group && in_item) || field.shape.inner().iter().any(|field| holds(field, in_item))
        }
        for field in Kind::ALL.into_iter().flat_map(Kind::fields) {
            assert!(!holds(field, false), "{}", field.name);
        }
    }

    #[test]
    fn a_field_is_found_through_items_and_groups() {
        let found = |path: &str| {
            Kind::Request
                .field_at(&path.parse().expect("a path"))
                .map(|field| field.name)
        };
        assert_eq!(found("budget[0].quantity"), Some("quantity"));
        assert_eq!(found("requesting_authority.name"), Some("name"));
        assert_eq!(found("budget[0]"), Some("budget"));
        assert_eq!(found("nowhere"), None);
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
