//! What the desk thinks of a request before it decides: for headquarters alone.

use super::{Codes, Kind, Section, Shape, field, parts::ATTACHMENTS};

const ADVICE: Codes = Codes::of(&["accept", "ask", "refer", "decline"]);

pub(super) const SECTIONS: &[Section] = &[
    Section {
        name: "basis",
        fields: &[
            field("title", Shape::Line).needed(),
            field("request", Shape::Record(&[Kind::Request])).needed(),
            field("relevance", Shape::Prose),
            field("feasibility", Shape::Prose),
            field("coordination", Shape::Prose),
            field("concerns", Shape::Prose),
            field(
                "costs",
                Shape::List(&[
                    field("item", Shape::Line),
                    field("amount_minor", Shape::Money),
                    field("currency", Shape::Currency),
                ]),
            ),
            field("advice", Shape::Code(ADVICE)),
            field("reasons", Shape::Prose),
        ],
    },
    Section {
        name: "papers",
        fields: &[ATTACHMENTS],
    },
];
