//! Assistance provided or planned.

use super::{
    Kind, Section, Shape, field,
    parts::{ATTACHMENTS, PARTNERS, PERIOD, PUBLIC_SUMMARY, RECOMMENDATIONS, SDG_TARGETS, THEMES},
    request::ACTIVITY_KINDS,
};

pub(super) const SECTIONS: &[Section] = &[
    Section {
        name: "basis",
        fields: &[
            field("title", Shape::Line).needed().public(),
            field("provider", Shape::Line).public(),
            field("state", Shape::State).needed().public(),
            field("places", Shape::List(&[field("place", Shape::Line)])),
            field("kinds", Shape::List(&[field("kind", Shape::Code(ACTIVITY_KINDS))])).public(),
            PERIOD,
            field("description", Shape::Prose),
            PARTNERS,
        ],
    },
    Section {
        name: "links",
        fields: &[
            field(
                "requests",
                Shape::List(&[field("request", Shape::Record(&[Kind::Request]))]),
            ),
            RECOMMENDATIONS,
            THEMES,
            SDG_TARGETS,
        ],
    },
    Section {
        name: "results",
        fields: &[
            field("outputs", Shape::List(&[field("output", Shape::Line)])),
            field(
                "results",
                Shape::List(&[field("text", Shape::Prose), field("on", Shape::Date)]),
            ),
        ],
    },
    Section {
        name: "public",
        fields: &[PUBLIC_SUMMARY],
    },
    Section {
        name: "papers",
        fields: &[ATTACHMENTS],
    },
];
