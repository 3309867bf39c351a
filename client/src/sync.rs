//! Sync: an engine that does no IO, the pace at which it goes, and the transport that carries its bytes.

pub mod engine;
mod error;
pub mod http;
pub mod pace;

use std::{ops::ControlFlow, time::Duration};

pub use error::SyncError;
use tokio_util::sync::CancellationToken;

/// Carries one request to the hub and its reply back. It knows nothing of what they say.
pub trait Transport: Send + Sync {
    /// Posts `body` to `url`, hands over the reply while it comes, and gives up as soon as `stop` is cancelled or the taker
    /// breaks off.
    ///
    /// # Errors
    /// [`SyncError`] where no reply began: nothing is known then of whether the hub got the request.
    fn post(
        &self,
        url: &str,
        body: Vec<u8>,
        stop: &CancellationToken,
        take: &mut Taker<'_>,
    ) -> Result<Carried, SyncError>;

    /// Waits before the next try, or until `stop` is cancelled.
    fn pause(&self, time: Duration, stop: &CancellationToken);
}

/// Takes the next bytes of a reply, with its HTTP status.
pub type Taker<'a> = dyn FnMut(u16, &[u8]) -> ControlFlow<()> + 'a;

/// What carrying a reply cost, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// HTTP status.
    pub status: u16,
    /// Bytes of the request, head and body.
    pub bytes_up: usize,
    /// Bytes of the reply, head and body, as far as it came.
    pub bytes_down: usize,
    /// Why the reply did not come to its end, where it did not.
    pub cut: Option<SyncError>,
}
