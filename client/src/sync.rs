//! Sync: an engine that does no IO, the pace at which it goes, and the transport that carries its bytes.

pub mod engine;
mod error;
pub mod http;
pub mod pace;

use std::{ops::ControlFlow, time::Duration};

pub use error::SyncError;
use serde_bytes::ByteBuf;
use tokio_util::sync::CancellationToken;

/// Carries one request to the hub and its reply back. It knows nothing of what they say.
pub trait Transport: Send + Sync {
    /// Makes a request, hands over the body of the reply while it comes, and gives up as soon as `stop` is cancelled or the taker
    /// breaks off.
    ///
    /// # Errors
    /// [`SyncError`] where no reply began: nothing is known then of whether the hub got the request.
    fn carry(&self, call: Call, stop: &CancellationToken, take: &mut Taker<'_>) -> Result<Carried, SyncError>;

    /// Waits before the next try, or until `stop` is cancelled.
    fn pause(&self, time: Duration, stop: &CancellationToken);
}

/// One request.
#[derive(Debug, Clone)]
pub struct Call {
    pub url: String,
    pub what: What,
    /// By which the hub knows the device, where the body does not say it.
    pub token: Option<ByteBuf>,
    pub body: Vec<u8>,
}

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A message, which gets another for an answer (POST).
    Message,
    /// How far an attached file has come (HEAD).
    Came,
    /// Brings bytes of an attached file of this length, from the byte `at` (PATCH).
    Bytes { at: u64, length: u64 },
    /// A stretch of an attached file (GET).
    Stretch { from: u64, most: usize },
}

impl Call {
    #[must_use]
    pub fn message(url: String, body: Vec<u8>) -> Self {
        Self {
            url,
            what: What::Message,
            token: None,
            body,
        }
    }
}

/// How far an attached file has come, as the head of a reply tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    pub bytes: u64,
    pub is_whole: bool,
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
    /// What it tells of an attached file, where it does.
    pub came: Option<Came>,
    /// How long the file is of which it brings a stretch.
    pub length: Option<u64>,
    /// Why the reply did not come to its end, where it did not.
    pub cut: Option<SyncError>,
}
