//! Fields that records of several kinds have.

use super::{Codes, Field, Reach, Shape, field};
use crate::vocabulary::Vocabulary;

/// The most that a count of bytes or of milliseconds can be: what a JSON number holds exactly (RFC 8259, section 6).
const MOST: i64 = (1 << 53) - 1;

const SOURCES: Codes = Codes::of(&["upr", "pledge", "treaty_body", "special_procedure", "other"]);
const POSITIONS: Codes = Codes::of(&["supported", "noted"]);

/// A recommendation that a record is tied to: what it said when it was linked, so that a record reads whole by itself.
pub(super) const RECOMMENDATION: &[Field] = &[
    field("recommendation", Shape::Line),
    field("source", Shape::Code(SOURCES)),
    field("reference", Shape::Line),
    field("text", Shape::Prose),
    field("position", Shape::Code(POSITIONS)),
    field("how", Shape::Prose).since(2),
];

pub(super) const RECOMMENDATIONS: Field = field("recommendations", Shape::List(RECOMMENDATION));
pub(super) const THEMES: Field = field(
    "themes",
    Shape::List(&[field("theme", Shape::Term(Vocabulary::Themes))]),
)
.public();
pub(super) const AFFECTED_PERSONS: Field = field(
    "affected_persons",
    Shape::List(&[field("group", Shape::Term(Vocabulary::AffectedPersons))]),
)
.public();
pub(super) const SDG_TARGETS: Field = field(
    "sdg_targets",
    Shape::List(&[field("target", Shape::Term(Vocabulary::SdgTargets))]),
)
.public();
pub(super) const PARTNERS: Field = field(
    "partners",
    Shape::List(&[field("name", Shape::Line), field("role", Shape::Line)]),
);
pub(super) const PERIOD: Field = field(
    "period",
    Shape::Group(&[field("start", Shape::Date), field("end", Shape::Date)]),
)
.public();
/// One text in each official language of the United Nations.
pub(super) const PUBLIC_SUMMARY: Field = field(
    "public_summary",
    Shape::Group(&[
        field("ar", Shape::Prose),
        field("zh", Shape::Prose),
        field("en", Shape::Prose),
        field("fr", Shape::Prose),
        field("ru", Shape::Prose),
        field("es", Shape::Prose),
    ]),
)
.public();

/// Papers and pictures: the record names them, the vault keeps their bytes.
pub(super) const ATTACHMENTS: Field = field(
    "attachments",
    Shape::List(&[
        field("hash", Shape::Line),
        field("name", Shape::Line),
        field("media_type", Shape::Line),
        field("bytes", Shape::Whole(MOST)),
        field("caption", Shape::Line),
        field("confidential", Shape::Truth),
    ]),
);

/// What colleagues say to each other about a record, or one of its fields: never in a version.
pub(super) const COMMENTS: Field = field(
    "comments",
    Shape::List(&[
        field("by", Shape::Line),
        // Milliseconds since 1970, by the writer's own clock.
        field("at", Shape::Whole(MOST)),
        // The path of the field; empty for the whole record.
        field("on", Shape::Line),
        field("text", Shape::Prose),
        field("resolved", Shape::Truth),
        field(
            "replies",
            Shape::List(&[
                field("by", Shape::Line),
                field("at", Shape::Whole(MOST)),
                field("text", Shape::Prose),
            ]),
        ),
    ]),
)
.reaches(Reach::Office);
