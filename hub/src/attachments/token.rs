//! The token by which a device moves files: told in the reply to a signed request, and good for a while.
//!
//! It is signed by the hub's own key, so that any of a hub's processes takes it, and none has to remember it.

use satchel_shared::{
    exchange::MessageError,
    ids::{DeviceId, KeyBytes},
    limits::EXCHANGE_BYTES,
    seal::{Purpose, Sealed},
    wire,
};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{
    hub::Hub,
    store::{Device, StoreError},
};

/// Long enough for a piece on a link of 20 kbit/s, and to ask seldom.
const LIFE_MS: i64 = 60 * 60 * 1_000;

#[derive(Debug, Serialize, Deserialize)]
struct Token {
    #[serde(rename = "d")]
    device: DeviceId,
    /// By which the device signed its request.
    #[serde(rename = "k")]
    key: KeyBytes,
    /// Milliseconds since 1970, by the hub's clock.
    #[serde(rename = "u")]
    until: i64,
}

/// Why a token opens nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TokenError {
    #[error("this path needs a token, as a reply to a sync brings it")]
    Missing,
    #[error(transparent)]
    Message(#[from] MessageError),
    #[error("the token is no longer good")]
    Expired,
    #[error("the device is not enrolled at this hub")]
    UnknownDevice,
    #[error("the device has been revoked")]
    DeviceRevoked,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl TokenError {
    /// Stable, as in `problem-CODE` of the locales.
    #[must_use]
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Missing | Self::Message(_) => "token-unreadable",
            Self::Expired => "token-expired",
            Self::UnknownDevice => "unknown-device",
            Self::DeviceRevoked => "device-revoked",
            Self::Store(_) => "hub-unavailable",
        }
    }
}

impl Hub {
    /// A token for a device that has signed its request.
    pub(crate) fn token(&self, device: &Device) -> ByteBuf {
        let token = Token {
            device: device.id,
            key: KeyBytes(device.key.to_bytes()),
            until: self.now_ms().saturating_add(LIFE_MS),
        };
        ByteBuf::from(self.key().seal(Purpose::Token, wire::to_cbor(&token)))
    }

    /// The device that a token stands for, as long as it is good, the device is not revoked and its key not replaced.
    pub(crate) async fn bearer(&self, token: &[u8]) -> Result<Device, TokenError> {
        let sealed = Sealed::parse(token).map_err(MessageError::from)?;
        let payload = sealed
            .open(&self.public_key(), Purpose::Token)
            .map_err(MessageError::from)?;
        let Token { device, key, until } =
            wire::from_cbor(&payload, EXCHANGE_BYTES, "a token").map_err(MessageError::from)?;
        if self.now_ms() > until {
            return Err(TokenError::Expired);
        }
        let device = self.store().device(device).await?.ok_or(TokenError::UnknownDevice)?;
        if device.is_revoked() {
            return Err(TokenError::DeviceRevoked);
        }
        if device.key.to_bytes() != key.0 {
            // With its other key it gets another one.
            return Err(TokenError::Expired);
        }
        Ok(device)
    }
}
