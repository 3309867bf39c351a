//! The assistance request.

use super::{Field, Section, Shape, field, needed};

const AUTHORITY_KINDS: &[&str] = &["ministry", "parliament", "judiciary", "nhri", "nmirf", "other"];
const ACTIVITY_KINDS: &[&str] = &[
    "advisory",
    "training",
    "secondment",
    "legislative_review",
    "institution_building",
    "equipment",
    "study_visit",
    "documentation",
    "other",
];
const RECOMMENDATION_SOURCES: &[&str] = &["upr", "pledge", "treaty_body", "special_procedure", "other"];
const POSITIONS: &[&str] = &["supported", "noted"];

/// A recommendation that the request implements: what it said when it was linked, so that a request reads whole by itself.
const RECOMMENDATION: &[Field] = &[
    field("recommendation", Shape::Line),
    field("source", Shape::Code(RECOMMENDATION_SOURCES)),
    field("reference", Shape::Line),
    field("text", Shape::Prose),
    field("position", Shape::Code(POSITIONS)),
];

pub(super) const SECTIONS: &[Section] = &[
    Section {
        name: "basis",
        fields: &[
            needed("title", Shape::Line),
            needed("state", Shape::State),
            field("language", Shape::Language),
            field(
                "requesting_authority",
                Shape::Group(&[field("name", Shape::Line), field("kind", Shape::Code(AUTHORITY_KINDS))]),
            ),
            field("recommendations", Shape::List(RECOMMENDATION)),
        ],
    },
    Section {
        name: "need",
        fields: &[
            needed("context", Shape::Prose),
            field("objectives", Shape::List(&[field("text", Shape::Prose)])),
        ],
    },
    Section {
        name: "plan",
        fields: &[field(
            "activities",
            Shape::List(&[
                field("title", Shape::Line),
                field("kind", Shape::Code(ACTIVITY_KINDS)),
                field("months", Shape::Whole(600)),
            ]),
        )],
    },
    Section {
        name: "budget",
        fields: &[field(
            "budget",
            Shape::List(&[
                field("item", Shape::Line),
                field("quantity", Shape::Whole(1_000_000_000)),
                field("unit_cost_minor", Shape::Money),
                field("currency", Shape::Currency),
            ]),
        )],
    },
];
