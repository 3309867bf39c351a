//! Why a sync did not happen. Nothing local is ever deleted or blocked by any of these.

use satchel_shared::Problem;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SyncError {
    #[error("no connection to {url}: {reason}")]
    Unreachable { url: String, reason: String },
    /// The connection stood, and broke.
    #[error("the connection to {url} was cut: {reason}")]
    Cut { url: String, reason: String },
    #[error("stopped by the person")]
    Stopped,
    #[error("the hub refused: {code} ({detail})")]
    Refused {
        code: String,
        detail: String,
        /// What the hub says of it under its signature, where it does.
        answer: Vec<u8>,
    },
    #[error("what answers at this address is not a hub (status {status})")]
    NotAHub { status: u16 },
    #[error("another hub answers than the one that this device belongs to")]
    WrongHub,
    #[error("the hub's answer cannot be read: {0}")]
    BadReply(String),
}

impl SyncError {
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } | Self::Cut { .. } => "hub-unreachable",
            Self::Stopped => "sync-stopped",
            Self::Refused { code, .. } => KNOWN_REFUSALS
                .iter()
                .find(|known| *known == code)
                .copied()
                .unwrap_or("hub-refused"),
            Self::NotAHub { .. } => "not-a-hub",
            Self::WrongHub => "wrong-hub",
            Self::BadReply(_) => "bad-reply",
        }
    }
}

/// The hub's refusals of a whole request, each with words of its own.
const KNOWN_REFUSALS: &[&str] = &[
    "unknown-device",
    "device-revoked",
    "key-replaced",
    "wrong-signature",
    "counter-replayed",
    "protocol-unknown",
    "code-unknown",
    "code-used",
    "code-expired",
    "too-many-tries",
    "already-enrolled",
    "hub-unavailable",
];

impl From<&SyncError> for Problem {
    fn from(error: &SyncError) -> Self {
        let problem = Self::new(error.code());
        match error {
            SyncError::Unreachable { url, reason } | SyncError::Cut { url, reason } => {
                problem.with("hub", url).with("reason", reason)
            }
            SyncError::Refused { code, detail, .. } => problem.with("reason", code).with("detail", detail),
            SyncError::NotAHub { status } => problem.with("status", status),
            SyncError::BadReply(reason) => problem.with("reason", reason),
            SyncError::Stopped | SyncError::WrongHub => problem,
        }
    }
}
