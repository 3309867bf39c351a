//! Why a file is not attached, or not saved.

use satchel_shared::{
    Problem,
    limits::{ATTACHMENT_BYTES, ATTACHMENTS, VAULT_ATTACHMENT_BYTES},
};

const MEGABYTE: u64 = 1 << 20;

#[derive(Debug, thiserror::Error)]
pub enum AttachmentError {
    #[error("{0} is larger than {ATTACHMENT_BYTES} bytes")]
    TooLarge(String),
    #[error("the record has {ATTACHMENTS} files")]
    TooMany,
    #[error("the vault holds {VAULT_ATTACHMENT_BYTES} bytes of files")]
    VaultFull,
    #[error("the file did not come whole")]
    Incomplete,
    #[error("the record has no file {0}")]
    NoFile(String),
    #[error("the bytes of {0} are not on this device")]
    NotHere(String),
    #[error("the bytes of {0} are not those that were attached")]
    Damaged(String),
    #[error("there is a file {0}")]
    Exists(String),
}

impl AttachmentError {
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge(_) => "file-too-large",
            Self::TooMany => "too-many-files",
            Self::VaultFull => "vault-full",
            Self::Incomplete => "file-incomplete",
            Self::NoFile(_) => "no-such-file",
            Self::NotHere(_) => "file-not-here",
            Self::Damaged(_) => "file-damaged",
            Self::Exists(_) => "file-exists",
        }
    }
}

impl From<&AttachmentError> for Problem {
    fn from(error: &AttachmentError) -> Self {
        let problem = Self::new(error.code());
        match error {
            AttachmentError::TooLarge(name) => problem.with("name", name).with("limit", ATTACHMENT_BYTES / MEGABYTE),
            AttachmentError::TooMany => problem.with("limit", ATTACHMENTS),
            AttachmentError::VaultFull => problem.with("limit", VAULT_ATTACHMENT_BYTES / MEGABYTE),
            AttachmentError::Incomplete => problem,
            AttachmentError::NoFile(name)
            | AttachmentError::NotHere(name)
            | AttachmentError::Damaged(name)
            | AttachmentError::Exists(name) => problem.with("name", name),
        }
    }
}
