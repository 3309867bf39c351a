//! The annual thematic discussion of the Council.

use serde_json::{Map, Value};

use super::{Codes, Kind, Reach, Section, Shape, field, parts::ATTACHMENTS};
use crate::ids::RecordId;

const PRACTICES: &str = "practices";

/// The practices that a discussion's content puts before the Council.
pub fn practices(content: &Map<String, Value>) -> impl Iterator<Item = RecordId> {
    let items = content.get(PRACTICES).and_then(Value::as_array).into_iter().flatten();
    items.filter_map(|item| item.get("practice")?.as_str()?.parse().ok())
}

const PANELLIST_KINDS: Codes = Codes::of(&["state", "nhri", "civil_society", "un", "expert", "other"]);
const ANSWERS: Codes = Codes::of(&["accepted", "declined", "none_yet"]);

pub(super) const SECTIONS: &[Section] = &[
    Section {
        name: "basis",
        fields: &[
            field("theme", Shape::Line).needed(),
            field("year", Shape::Whole(9_999)).needed(),
            field("session", Shape::Whole(9_999)),
            field("format", Shape::Prose),
            field("objectives", Shape::Prose),
        ],
    },
    Section {
        name: "proposals",
        fields: &[field(
            "proposals",
            Shape::List(&[
                field("theme", Shape::Line),
                field("rationale", Shape::Prose),
                field("by", Shape::Line),
            ]),
        )
        .reaches(Reach::Desk)],
    },
    Section {
        name: "people",
        fields: &[
            field("moderator", Shape::Line),
            field(
                "panellists",
                Shape::List(&[
                    field("name", Shape::Line),
                    field("affiliation", Shape::Line),
                    field("kind", Shape::Code(PANELLIST_KINDS)),
                ]),
            ),
            field(
                "invitations",
                Shape::List(&[
                    field("stakeholder", Shape::Line),
                    field("kind", Shape::Code(PANELLIST_KINDS)),
                    field("answer", Shape::Code(ANSWERS)),
                ]),
            )
            .reaches(Reach::Desk),
        ],
    },
    Section {
        name: "links",
        fields: &[
            field(
                PRACTICES,
                Shape::List(&[field("practice", Shape::Record(&[Kind::Practice]))]),
            ),
            field(
                "activities",
                Shape::List(&[field("activity", Shape::Record(&[Kind::Activity]))]),
            ),
        ],
    },
    Section {
        name: "outcome",
        fields: &[field("summary", Shape::Prose), field("conclusions", Shape::Prose)],
    },
    Section {
        name: "papers",
        fields: &[ATTACHMENTS],
    },
];
