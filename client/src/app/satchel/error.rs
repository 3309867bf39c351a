//! Why a satchel is not written, or not read.

use satchel_shared::Problem;

#[derive(Debug, thiserror::Error)]
pub enum SatchelError {
    #[error("{0} is not a satchel: no piece of one is in it")]
    NotASatchel(String),
    /// Of its pieces nothing is read, as they may mean something else.
    #[error("{0} was packed by another version of this program")]
    OtherVersion(String),
    /// `to` is a name where it is known, otherwise an id.
    #[error("{name} is for {to}")]
    ForAnother { name: String, to: String },
    #[error("no other device of this office is known as {0}")]
    NoDevice(String),
    #[error("several devices of this office are known as {0}")]
    SeveralDevices(String),
}

impl SatchelError {
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotASatchel(_) => "not-a-satchel",
            Self::OtherVersion(_) => "satchel-of-another-version",
            Self::ForAnother { .. } => "satchel-for-another",
            Self::NoDevice(_) => "no-such-device",
            Self::SeveralDevices(_) => "several-devices",
        }
    }
}

impl From<&SatchelError> for Problem {
    fn from(error: &SatchelError) -> Self {
        let problem = Self::new(error.code());
        match error {
            SatchelError::NotASatchel(name)
            | SatchelError::OtherVersion(name)
            | SatchelError::NoDevice(name)
            | SatchelError::SeveralDevices(name) => problem.with("name", name),
            SatchelError::ForAnother { name, to } => problem.with("name", name).with("to", to),
        }
    }
}
