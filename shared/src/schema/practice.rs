//! The case study of a practice.

use super::{
    Codes, Reach, Section, Shape, field,
    parts::{AFFECTED_PERSONS, ATTACHMENTS, PERIOD, PUBLIC_SUMMARY, RECOMMENDATIONS, SDG_TARGETS, THEMES},
};

const KINDS: Codes = Codes::of(&["promising", "good", "innovative"]);
const MEASURES: Codes = Codes::of(&[
    "law",
    "policy",
    "regulation",
    "budget",
    "service",
    "programme",
    "institution",
    "reform",
]);

pub(super) const SECTIONS: &[Section] = &[
    Section {
        name: "basis",
        fields: &[
            field("title", Shape::Line).needed().public(),
            field("kind", Shape::Code(KINDS)).public(),
            field("measure", Shape::Code(MEASURES)).public(),
            field("state", Shape::State).needed().public(),
            field("institution", Shape::Line).public(),
            field("language", Shape::Language),
            PERIOD,
            field("contact", Shape::Prose).reaches(Reach::Desk),
        ],
    },
    Section {
        name: "links",
        fields: &[RECOMMENDATIONS, THEMES, AFFECTED_PERSONS, SDG_TARGETS],
    },
    Section {
        name: "story",
        fields: &[
            field("context", Shape::Prose).needed(),
            field("description", Shape::Prose).needed(),
            field("actors", Shape::Prose),
            field("norms", Shape::Prose),
        ],
    },
    Section {
        name: "results",
        fields: &[
            field("results", Shape::Prose),
            field(
                "evidence",
                Shape::List(&[
                    field("claim", Shape::Prose),
                    field("source", Shape::Line),
                    field("attachment", Shape::Attachment),
                ]),
            ),
            field("challenges", Shape::Prose),
            field("lessons", Shape::Prose),
            field("replicability", Shape::Prose),
            field("resources", Shape::Prose),
        ],
    },
    Section {
        name: "public",
        fields: &[field("for_general_debate", Shape::Truth), PUBLIC_SUMMARY],
    },
    Section {
        name: "papers",
        fields: &[ATTACHMENTS],
    },
];
