//! Sync: an engine that does no IO, and the transport that carries its bytes.

pub mod engine;
mod error;
pub mod http;

pub use error::SyncError;
use tokio_util::sync::CancellationToken;

/// Carries one request to the hub and its reply back. It knows nothing of what they say.
pub trait Transport: Send + Sync {
    /// Posts `body` to `url`, and gives up as soon as `stop` is cancelled.
    ///
    /// # Errors
    /// [`SyncError::Unreachable`], [`SyncError::Stopped`] and their like: nothing is known then of whether the hub got it.
    fn post(&self, url: &str, body: Vec<u8>, stop: &CancellationToken) -> Result<Carried, SyncError>;
}

/// A reply as it came, and what carrying cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// HTTP status.
    pub status: u16,
    pub body: Vec<u8>,
    /// Bytes of the request, head and body.
    pub bytes_up: usize,
    /// Bytes of the reply, head and body.
    pub bytes_down: usize,
}
