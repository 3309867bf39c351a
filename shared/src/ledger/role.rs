//! Roles and kinds of office: who sits where, and who writes what.

use serde::{Deserialize, Serialize};

use crate::schema::Kind;

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Drafter,
    Lead,
    Desk,
    Fund,
    Partner,
    Mandate,
    Admin,
}

/// What an office is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfficeKind {
    FieldOffice,
    Nhri,
    Agency,
    Headquarters,
    Mandate,
}

words!(
    Role,
    "a role",
    Drafter = "drafter",
    Lead = "lead",
    Desk = "desk",
    Fund = "fund",
    Partner = "partner",
    Mandate = "mandate",
    Admin = "admin"
);
words!(
    OfficeKind,
    "a kind of office",
    FieldOffice = "field-office",
    Nhri = "nhri",
    Agency = "agency",
    Headquarters = "headquarters",
    Mandate = "mandate"
);

impl Role {
    /// The kinds of office in which this role exists: a desk officer sits at headquarters and nowhere else.
    #[must_use]
    pub fn sits_in(self, office: OfficeKind) -> bool {
        match self {
            Self::Drafter | Self::Lead => matches!(office, OfficeKind::FieldOffice | OfficeKind::Nhri),
            Self::Desk | Self::Fund | Self::Admin => office == OfficeKind::Headquarters,
            Self::Partner => office == OfficeKind::Agency,
            Self::Mandate => office == OfficeKind::Mandate,
        }
    }

    /// Whether this role writes records of its office of this kind.
    #[must_use]
    pub fn writes(self, kind: Kind) -> bool {
        match self {
            Self::Drafter | Self::Lead => matches!(kind, Kind::Request | Kind::Practice),
            Self::Desk => matches!(kind, Kind::Activity | Kind::Discussion | Kind::Assessment),
            Self::Partner => kind == Kind::Activity,
            Self::Mandate => kind == Kind::Observation,
            Self::Fund | Self::Admin => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_roles_and_offices() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(*role));
        }
        for kind in OfficeKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(*kind));
        }
        let error = "boss".parse::<Role>().expect_err("no role");
        assert!(error.to_string().contains("drafter, lead, desk"));
    }
}
