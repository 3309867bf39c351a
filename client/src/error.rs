//! Everything that the app can refuse, each with a stable code; the sentences are in `shared/locales/*/problems.ftl`.

use satchel_shared::{Problem, document::EditError, ids::RecordId, ledger::Refusal};

use crate::{
    app::{AttachmentError, SatchelError},
    sync::SyncError,
    vault::VaultError,
};

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Sync(#[from] SyncError),
    #[error(transparent)]
    Edit(#[from] EditError),
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
    #[error(transparent)]
    Satchel(#[from] SatchelError),
    #[error("the vault is locked")]
    Locked,
    #[error("headquarters has withdrawn this device")]
    DeviceRevoked,
    #[error("this device has no record {0}")]
    NoRecord(RecordId),
    #[error("this device has no recommendation {0}")]
    NoRecommendation(String),
    #[error("the record is another office's")]
    ReadOnly,
    #[error("the device belongs to no office yet")]
    NotEnrolled,
    #[error("the device joined by a courier and has no address of the hub")]
    NoHubAddress,
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
    #[error("nothing is set aside under the number {0}")]
    NoProblem(i64),
    #[error("a comment without a word")]
    EmptyComment,
    #[error("the record has no moment {0}")]
    NoSuchMoment(String),
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("not a table of contributions: {0}")]
    NoTable(String),
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
            Self::Attachment(error) => error.code(),
            Self::Satchel(error) => error.code(),
            Self::Locked => "locked",
            Self::DeviceRevoked => "device-revoked",
            Self::NoRecord(_) => "no-record",
            Self::NoRecommendation(_) => "no-recommendation",
            Self::ReadOnly => "read-only",
            Self::NotEnrolled => "not-enrolled",
            Self::NoHubAddress => "no-hub-address",
            Self::AlreadyEnrolled => "already-enrolled",
            Self::BadAddress(_) => "bad-address",
            Self::BadCode => "bad-code",
            Self::Incomplete(_) => "incomplete",
            Self::TwoValues(_) => "two-values",
            Self::NoSuchValue(_) => "no-such-value",
            Self::NoProblem(_) => "no-such-problem",
            Self::EmptyComment => "empty-comment",
            Self::NoSuchMoment(_) => "no-such-moment",
            Self::Refused(refusal) => refusal.code(),
            Self::NoTable(_) => "not-a-table",
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
            AppError::Attachment(error) => error.into(),
            AppError::Satchel(error) => error.into(),
            AppError::NoRecord(id) => problem.with("id", id),
            AppError::NoRecommendation(id) => problem.with("id", id),
            AppError::BadAddress(address) => problem.with("address", address),
            AppError::Incomplete(fields) | AppError::TwoValues(fields) => problem.with("fields", fields.join(", ")),
            AppError::NoSuchValue(path) => problem.with("path", path),
            AppError::NoSuchMoment(moment) => problem.with("moment", moment),
            AppError::NoProblem(number) => problem.with("number", number),
            AppError::NoTable(reason) => problem.with("reason", reason),
            AppError::BadRequest(reason) => problem.with("reason", reason),
            AppError::EmptyComment
            | AppError::Locked
            | AppError::DeviceRevoked
            | AppError::ReadOnly
            | AppError::NotEnrolled
            | AppError::NoHubAddress
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

#[cfg(test)]
mod tests {
    use satchel_shared::locale::{Language, Texts};

    use super::*;

    /// The codes that a source file names, in its matches (`=> "code",`) and its lists (`"code",`).
    fn codes(source: &'static str) -> impl Iterator<Item = &'static str> {
        let quoted = |line: &'static str| line.trim().rsplit("=> ").next()?.strip_prefix('"')?.strip_suffix("\",");
        source.lines().filter_map(quoted)
    }

    #[test]
    fn every_code_has_its_words() {
        let sources = [
            include_str!("error.rs"),
            include_str!("vault/error.rs"),
            include_str!("app/attachments/error.rs"),
            include_str!("app/satchel/error.rs"),
            include_str!("sync/error.rs"),
            include_str!("../../shared/src/ledger/refusal.rs"),
            include_str!("../../shared/src/pack.rs"),
            include_str!("../../shared/src/document/error.rs"),
        ];
        for language in Language::ALL {
            let texts = Texts::new(language);
            let mut found = 0;
            for code in sources
                .iter()
                .flat_map(|source| codes(source))
                .filter(|code| code.contains('-'))
            {
                assert!(
                    texts.has(&format!("problem-{code}")),
                    "{} has no words for {code}",
                    language.tag()
                );
                found += 1;
            }
            assert!(found > 40, "{found} codes were found");
        }
    }

    #[test]
    fn a_problem_tells_the_facts_of_the_case() {
        let problem = Problem::from(AppError::Incomplete(vec!["title".to_owned(), "context".to_owned()]));
        let told = Texts::new(Language::English).problem(&problem);
        assert!(told.contains("title, context"), "{told}");
    }
}
