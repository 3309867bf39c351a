//! Why a vault does not open. Nothing is ever overwritten.

use std::{io, path::PathBuf};

use satchel_shared::{Problem, limits::PASSPHRASE_CHARACTERS};

#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    #[error("there is no vault in {}", .0.display())]
    NoVault(PathBuf),
    #[error("there is a vault in {} already", .0.display())]
    VaultExists(PathBuf),
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    #[error("the passphrase has fewer than {PASSPHRASE_CHARACTERS} characters")]
    PassphraseTooShort,
    #[error("{} is not a vault's", .0.display())]
    NotAVault(PathBuf),
    #[error("{} is missing", .0.display())]
    KeyMissing(PathBuf),
    #[error("the vault is damaged: {0}")]
    Damaged(String),
    #[error("the vault is of a newer version ({0})")]
    TooNew(i64),
    #[error("the vault is open elsewhere")]
    InUse,
    #[error("{}: {reason}", .path.display())]
    Disk { path: PathBuf, reason: io::Error },
    #[error("the disk is full")]
    DiskFull,
    #[error(transparent)]
    Database(rusqlite::Error),
}

impl VaultError {
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoVault(_) => "no-vault",
            Self::VaultExists(_) => "vault-exists",
            Self::WrongPassphrase => "wrong-passphrase",
            Self::PassphraseTooShort => "passphrase-too-short",
            Self::NotAVault(_) => "not-a-vault",
            Self::KeyMissing(_) => "vault-key-missing",
            Self::Damaged(_) => "vault-damaged",
            Self::TooNew(_) => "vault-too-new",
            Self::InUse => "vault-in-use",
            Self::Disk { .. } => "disk",
            Self::DiskFull => "disk-full",
            Self::Database(_) => "database",
        }
    }
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged(error.to_string()),
            Some(Code::DiskFull) => Self::DiskFull,
            _ => Self::Database(error),
        }
    }
}

impl From<&VaultError> for Problem {
    fn from(error: &VaultError) -> Self {
        let problem = Self::new(error.code());
        match error {
            VaultError::NoVault(folder) | VaultError::VaultExists(folder) => problem.with("folder", folder.display()),
            VaultError::NotAVault(file) | VaultError::KeyMissing(file) => problem.with("file", file.display()),
            VaultError::Disk { path, reason } => problem.with("file", path.display()).with("reason", reason),
            VaultError::Damaged(reason) => problem.with("reason", reason),
            VaultError::Database(reason) => problem.with("reason", reason),
            VaultError::PassphraseTooShort => problem.with("least", PASSPHRASE_CHARACTERS),
            VaultError::TooNew(version) => problem.with("version", version),
            VaultError::WrongPassphrase | VaultError::InUse | VaultError::DiskFull => problem,
        }
    }
}
