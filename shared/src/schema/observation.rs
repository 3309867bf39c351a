//! What a mandate holder of the special procedures saw: a practice, or a possibility of assistance.

use super::{
    Codes, Kind, Section, Shape, field,
    parts::{ATTACHMENTS, RECOMMENDATIONS},
};

const KINDS: Codes = Codes::of(&["practice", "assistance_possibility"]);

pub(super) const SECTIONS: &[Section] = &[
    Section {
        name: "basis",
        fields: &[
            field("mandate", Shape::Line).needed(),
            field("state", Shape::State).needed(),
            field("kind", Shape::Code(KINDS)),
            field("text", Shape::Prose).needed(),
            field("source_symbol", Shape::Line),
        ],
    },
    Section {
        name: "links",
        fields: &[
            RECOMMENDATIONS,
            field(
                "records",
                Shape::List(&[field(
                    "record",
                    Shape::Record(&[Kind::Request, Kind::Practice, Kind::Activity]),
                )]),
            ),
        ],
    },
    Section {
        name: "papers",
        fields: &[ATTACHMENTS],
    },
];
