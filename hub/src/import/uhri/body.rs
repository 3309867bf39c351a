//! Who made a recommendation, by the names that the index uses: committees stand there by two.

use satchel_shared::recommendation::Source;

/// The committees by their short and their long names.
const COMMITTEES: [(&str, &str); 10] = [
    ("CEDAW", "Committee on the Elimination of Discrimination against Women"),
    ("CRC", "Committee on the Rights of the Child"),
    ("CCPR", "Human Rights Committee"),
    ("CESCR", "Committee on Economic, Social and Cultural Rights"),
    ("CAT", "Committee against Torture"),
    ("CERD", "Committee on the Elimination of Racial Discrimination"),
    (
        "CMW",
        "Committee on the Protection of the Rights of All Migrant Workers and Members of Their Families",
    ),
    ("CRPD", "Committee on the Rights of Persons with Disabilities"),
    ("CED", "Committee on Enforced Disappearances"),
    (
        "SPT",
        "Subcommittee on Prevention of Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
    ),
];
/// Names that are shorter than the long ones, and in use.
const ALSO: [(&str, &str); 2] = [
    ("CMW", "Committee on Migrant Workers"),
    ("SPT", "Subcommittee on Prevention of Torture"),
];
const REVIEW: [&str; 2] = ["UPR", "Universal Periodic Review"];
const PROCEDURES: [&str; 6] = [
    "SR",
    "IE",
    "WG",
    "Special Rapporteur",
    "Independent Expert",
    "Working Group",
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Body {
    pub source: Source,
    /// A committee's short name, else as the index has it; empty for the Universal Periodic Review.
    pub name: String,
}

impl Body {
    pub(super) fn read(names: &[String]) -> Self {
        let source = names.first().map_or(Source::Other, |name| source(name));
        let name = match source {
            Source::Upr | Source::Pledge => String::new(),
            Source::TreatyBody | Source::SpecialProcedure | Source::Other => {
                let names = names.iter().map(|name| committee(name).unwrap_or(name));
                names.collect::<Vec<_>>().join(", ")
            }
        };
        Self { source, name }
    }
}

fn source(name: &str) -> Source {
    if REVIEW.iter().any(|it| it.eq_ignore_ascii_case(name)) {
        Source::Upr
    } else if committee(name).is_some() {
        Source::TreatyBody
    } else if PROCEDURES.iter().any(|it| name.starts_with(it)) {
        Source::SpecialProcedure
    } else {
        Source::Other
    }
}

fn committee(name: &str) -> Option<&'static str> {
    let found = COMMITTEES
        .iter()
        .chain(&ALSO)
        .find(|(short, long)| short.eq_ignore_ascii_case(name) || long.eq_ignore_ascii_case(name));
    found.map(|(short, _)| *short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_known_by_each_of_its_names() {
        for (names, source, name) in [
            ("UPR", Source::Upr, ""),
            ("CRC", Source::TreatyBody, "CRC"),
            ("Committee on the Rights of the Child", Source::TreatyBody, "CRC"),
            ("Human Rights Committee", Source::TreatyBody, "CCPR"),
            ("Committee on Migrant Workers", Source::TreatyBody, "CMW"),
            ("SR Torture", Source::SpecialProcedure, "SR Torture"),
            ("IE Albinism", Source::SpecialProcedure, "IE Albinism"),
            ("WG Business", Source::SpecialProcedure, "WG Business"),
            (
                "Special Rapporteur on housing",
                Source::SpecialProcedure,
                "Special Rapporteur on housing",
            ),
            ("Commission of Inquiry", Source::Other, "Commission of Inquiry"),
        ] {
            let name = name.to_owned();
            assert_eq!(Body::read(&[names.to_owned()]), Body { source, name }, "{names}");
        }
        assert_eq!(
            Body::read(&[]),
            Body {
                source: Source::Other,
                name: String::new()
            }
        );
    }
}
