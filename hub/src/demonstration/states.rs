//! States that are not: names of our own, with codes that ISO 3166-1 (clause 8.1.3) leaves to users.

use satchel_shared::states::StateCode;

use super::DemonstrationError;

#[derive(Debug, Clone, Copy)]
pub(super) struct InventedState {
    code: &'static str,
    pub(super) name: &'static str,
    /// A place in it that its recommendations may name.
    pub(super) province: &'static str,
}

pub(super) const OSELIA: InventedState = InventedState {
    code: "XOS",
    name: "Oselia",
    province: "the Lower Terns",
};
pub(super) const KARVANE: InventedState = InventedState {
    code: "XKV",
    name: "Karvane",
    province: "the Salt Coast",
};
pub(super) const TOLMERE: InventedState = InventedState {
    code: "XTM",
    name: "Tolmere",
    province: "the Upper Wend",
};

/// Those under review.
pub(super) const REVIEWED: [InventedState; 3] = [OSELIA, KARVANE, TOLMERE];

/// Those that recommend.
pub(super) const RECOMMENDING: [InventedState; 9] = [
    InventedState {
        code: "XAD",
        name: "Ardessa",
        province: "",
    },
    InventedState {
        code: "XBM",
        name: "Brasmoor",
        province: "",
    },
    InventedState {
        code: "XHM",
        name: "Hestmark",
        province: "",
    },
    KARVANE,
    InventedState {
        code: "XNW",
        name: "Nuvrel",
        province: "",
    },
    OSELIA,
    InventedState {
        code: "XPL",
        name: "Pelluria",
        province: "",
    },
    InventedState {
        code: "XQL",
        name: "Quellane",
        province: "",
    },
    TOLMERE,
];

impl InventedState {
    pub(super) fn code(&self) -> Result<StateCode, DemonstrationError> {
        self.code
            .parse()
            .map_err(|error| DemonstrationError::Content(format!("{error}")))
    }
}
