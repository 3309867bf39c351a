//! Decisions: what they are, who may make them in which status, and the status that follows.
//!
//! A [`Decision`] on a record, or on an office, is signed by the device on which it was made, and put into one order by the hub. The [`rules`]
//! are a table; a [`Standing`] is what the decisions on one subject, in their order, come to. The device asks both to answer a person
//! at once; the hub asks the same ones as the authority. They do no IO and know no document: a status follows from decisions
//! alone.

/// A word that is none of those that there are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{text}\u{201d} is not {what}; there are: {known}")]
pub struct NoSuchWord {
    pub text: String,
    pub what: &'static str,
    pub known: String,
}

/// Gives an enum its stable words.
macro_rules! words {
    ($name:ident, $what:literal, $($variant:ident = $word:literal),+) => {
        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ledger::NoSuchWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|it| it.as_str() == text).ok_or_else(|| $crate::ledger::NoSuchWord {
                    text: text.to_owned(),
                    what: $what,
                    known: [$($word),+].join(", "),
                })
            }
        }
    };
}

pub mod consent;
mod event;
pub mod fund;
pub mod office;
mod refusal;
mod role;
pub mod rules;
mod service;
mod standing;
mod status;
mod subject;

pub use consent::{Consent, Scope};
pub use event::{Decision, Event, EventName};
pub use fund::{Fund, FundDecision};
pub use office::OfficeDecision;
pub use refusal::Refusal;
pub use role::{OfficeKind, Role};
pub use service::ServiceLevels;
pub use standing::{Actor, Guest, Standing};
pub use status::Status;
pub use subject::Subject;
