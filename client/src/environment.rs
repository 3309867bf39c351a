//! The outer world as the app needs it: a clock and randomness, passed in, so that a test can hold both.

use std::{fmt, sync::Arc};

use uuid::Uuid;

type Clock = dyn Fn() -> i64 + Send + Sync;
type Randomness = dyn Fn(&mut [u8]) + Send + Sync;

/// A clock and a source of randomness.
#[derive(Clone)]
pub struct Environment {
    now_ms: Arc<Clock>,
    fill: Arc<Randomness>,
}

impl Environment {
    /// The machine's clock, and the operating system's randomness.
    #[must_use]
    pub fn system() -> Self {
        Self::new(
            || jiff::Timestamp::now().as_millisecond(),
            |bytes| {
                if let Err(error) = getrandom::fill(bytes) {
                    // Going on without randomness would make keys that can be guessed.
                    unreachable!("the operating system gives no randomness: {error}");
                }
            },
        )
    }

    pub fn new(
        now_ms: impl Fn() -> i64 + Send + Sync + 'static,
        fill: impl Fn(&mut [u8]) + Send + Sync + 'static,
    ) -> Self {
        Self {
            now_ms: Arc::new(now_ms),
            fill: Arc::new(fill),
        }
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        (self.now_ms)()
    }

    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.fill)(&mut bytes);
        bytes
    }

    /// A UUID in version 7 (RFC 9562, section 5.7).
    #[must_use]
    pub fn new_uuid(&self) -> Uuid {
        let millis = u64::try_from(self.now_ms()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random()).into_uuid()
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Environment")
    }
}
