//! Everything that the app can refuse, each with a stable code; the sentences are in `shared/locales/*/problems.ftl`.

use satchel_shared::{Problem, document::EditError, ids::RecordId, ledger::Refusal};

use crate::{sync::SyncError, vault::VaultError};

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Sync(#[from] SyncError),
    #[error(transparent)]
    Edit(#[from] EditError),
    #[error("the vault is locked")]
    Locked,
    #[error("this device has no record {0}")]
    NoRecord(RecordId),
    #[error("this device has no recommendation {0}")]
    NoRecommendation(String),
    #[error("the record is another office's")]
    ReadOnly,
    #[error("the device belongs to no office yet")]
    NotEnrolled,
    #[error("the device belongs to an office already")]
    AlreadyEnrolled,
    #[error("not the address of a hub: {0}")]
    BadAddress(String),
    #[error("not an invitation code")]
    BadCode,
    #[error("needed before it can be submitted: {}", .0.join(", "))]
    Incomplete(Vec<String>),
    #[error("fields with two values: {}", .0.join(", "))]
    TwoValues(Vec<String>),
    #[error("there is no second value at {0}")]
    NoSuchValue(String),
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("a request that this version does not understand: {0}")]
    BadRequest(String),
}

impl AppError {
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Vault(error) => error.code(),
            Self::Sync(error) => error.code(),
            Self::Edit(error) => error.code(),
            Self::Locked => "locked",
            Self::NoRecord(_) => "no-record",
            Self::NoRecommendation(_) => "no-recommendation",
            Self::ReadOnly => "read-only",
            Self::NotEnrolled => "not-enrolled",
            Self::AlreadyEnrolled => "already-enrolled",
            Self::BadAddress(_) => "bad-address",
            Self::BadCode => "bad-code",
            Self::Incomplete(_) => "incomplete",
            Self::TwoValues(_) => "two-values",
            Self::NoSuchValue(_) => "no-such-value",
            Self::Refused(refusal) => refusal.code(),
            Self::BadRequest(_) => "bad-request",
        }
    }
}

impl From<rusqlite::Error> for AppError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Vault(error.into())
    }
}

impl From<&AppError> for Problem {
    fn from(error: &AppError) -> Self {
        let problem = Self::new(error.code());
        match error {
            AppError::Vault(error) => error.into(),
            AppError::Sync(error) => error.into(),
            AppError::Edit(error) => error.into(),
            AppError::NoRecord(id) => problem.with("id", id),
            AppError::NoRecommendation(id) => problem.with("id", id),
            AppError::BadAddress(address) => problem.with("address", address),
            AppError::Incomplete(fields) | AppError::TwoValues(fields) => problem.with("fields", fields.join(", ")),
            AppError::NoSuchValue(path) => problem.with("path", path),
            AppError::BadRequest(reason) => problem.with("reason", reason),
            AppError::Locked
            | AppError::ReadOnly
            | AppError::NotEnrolled
            | AppError::AlreadyEnrolled
            | AppError::BadCode
            | AppError::Refused(_) => problem,
        }
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        (&error).into()
    }
}
