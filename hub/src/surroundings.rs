//! Clock and randomness, passed in: a test runs the same hub with its own.

use std::fmt;

use uuid::{Builder, Uuid};

/// What a hub takes from the world around it.
pub trait Surroundings: fmt::Debug + Send + Sync + 'static {
    /// Milliseconds since 1970.
    fn now_ms(&self) -> i64;

    /// Fills with bytes that nobody can foretell.
    fn random(&self, bytes: &mut [u8]);

    /// A new id: UUIDv7 (RFC 9562, section 5.7).
    fn new_id(&self) -> Uuid {
        let mut random = [0; 10];
        self.random(&mut random);
        let at = u64::try_from(self.now_ms()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(at, &random).into_uuid()
    }
}

/// The system's clock and its source of randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl Surroundings for System {
    fn now_ms(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }

    fn random(&self, bytes: &mut [u8]) {
        // A system without randomness cannot make a key: there is nothing to fall back to.
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the system gives no random bytes: {error}");
        }
    }
}
