//! The assistance request.

use super::{
    Codes, Field, Reach, Section, Shape, field,
    parts::{
        self, AFFECTED_PERSONS, ATTACHMENTS, PARTNERS, PERIOD, PUBLIC_SUMMARY, RECOMMENDATIONS, SDG_TARGETS, THEMES,
    },
};
use crate::vocabulary::Vocabulary;

const AUTHORITY_KINDS: Codes = Codes::of(&["ministry", "parliament", "judiciary", "nhri", "nmirf", "other"]);
pub(super) const ACTIVITY_KINDS: Codes = Codes::of(&[
    "advisory",
    "training",
    "secondment",
    "legislative_review",
    "institution_building",
    "equipment",
    "study_visit",
    "documentation",
    "other",
]);
const BUDGET_SOURCES: Codes = Codes::of(&["requested", "own", "other_donor"]);
const LEVELS: Codes = Codes::of(&["low", "medium", "high"]);

const ACTIVITY: &[Field] = &[
    field("title", Shape::Line),
    field("kind", Shape::Code(ACTIVITY_KINDS)),
    field("description", Shape::Prose).since(2),
    field("start", Shape::Date).since(2),
    field("months", Shape::Whole(600)),
    field("output", Shape::Prose).since(2),
    field("objective", Shape::Line).since(2),
];

const BUDGET_LINE: &[Field] = &[
    field("item", Shape::Line),
    field("activity", Shape::Line).since(2),
    field("quantity", Shape::Whole(1_000_000_000)),
    field("unit_cost_minor", Shape::Money),
    field("currency", Shape::Currency),
    field("source", Shape::Code(BUDGET_SOURCES)).since(2),
];

pub(super) const SECTIONS: &[Section] = &[
    Section {
        name: "basis",
        fields: &[
            field("title", Shape::Line).needed().public(),
            field("state", Shape::State).needed().public(),
            field("language", Shape::Language),
            field(
                "requesting_authority",
                Shape::Group(&[field("name", Shape::Line), field("kind", Shape::Code(AUTHORITY_KINDS))]),
            ),
            field(
                "focal_point",
                Shape::Group(&[
                    field("name", Shape::Line),
                    field("function", Shape::Line),
                    field("email", Shape::Line),
                    field("phone", Shape::Line),
                ]),
            )
            .reaches(Reach::Desk)
            .since(2),
            field("legal_basis", Shape::Prose).since(2),
        ],
    },
    Section {
        name: "links",
        fields: &[
            RECOMMENDATIONS,
            THEMES.since(2),
            AFFECTED_PERSONS.since(2),
            SDG_TARGETS.since(2),
        ],
    },
    Section {
        name: "need",
        fields: &[
            field("context", Shape::Prose).needed(),
            field("needs", Shape::Prose).since(2),
            field("objectives", Shape::List(&[field("text", Shape::Prose)])),
            field("beneficiaries", Shape::Prose).since(2),
            field("gender_and_inclusion", Shape::Prose).since(2),
            field("consultation", Shape::Prose).since(2),
        ],
    },
    Section {
        name: "plan",
        fields: &[
            field("activities", Shape::List(ACTIVITY)),
            PERIOD.since(2),
            PARTNERS.since(2),
            field(
                "risks",
                Shape::List(&[
                    field("risk", Shape::Line),
                    field("likelihood", Shape::Code(LEVELS)),
                    field("impact", Shape::Code(LEVELS)),
                    field("mitigation", Shape::Prose),
                ]),
            )
            .since(2),
            field(
                "indicators",
                Shape::List(&[
                    field("name", Shape::Line),
                    field("baseline", Shape::Line),
                    field("target", Shape::Line),
                    field("means", Shape::Line),
                ]),
            )
            .since(2),
            field("monitoring", Shape::Prose).since(2),
            field("sustainability", Shape::Prose).since(2),
        ],
    },
    Section {
        name: "budget",
        fields: &[
            field("budget", Shape::List(BUDGET_LINE)),
            field("fund", Shape::Term(Vocabulary::Funds)).since(2),
        ],
    },
    Section {
        name: "public",
        fields: &[PUBLIC_SUMMARY.since(2)],
    },
    Section {
        name: "papers",
        fields: &[ATTACHMENTS.since(2)],
    },
];

pub(super) const COMMENTS: &Field = &parts::COMMENTS.since(2);
