//! Answers that are held until there is something to say.

use std::time::Duration;

use satchel_shared::{exchange::Cursor, limits::WAIT_SECONDS};
use tokio::{
    sync::watch,
    time::{Instant, timeout_at},
};

use super::ExchangeError;
use crate::{feed, hub::Hub, store::Device};

/// How often what other processes, and commands of this machine, have appended is looked for.
const LOOK: Duration = Duration::from_secs(2);

/// Tells those who wait that something was appended to the feed.
#[derive(Debug)]
pub(crate) struct News(watch::Sender<State>);

#[derive(Debug, Clone, Copy)]
enum State {
    Open,
    Closing,
}

impl Default for News {
    fn default() -> Self {
        Self(watch::Sender::new(State::Open))
    }
}

impl News {
    /// Something was appended.
    pub(crate) fn tell(&self) {
        self.0.send_modify(|_| {});
    }

    /// Nobody is to wait any more.
    pub(crate) fn close(&self) {
        self.0.send_replace(State::Closing);
    }
}

impl Hub {
    /// Waits until there is something for a device, or for so many seconds.
    pub(super) async fn wait(&self, device: &Device, cursor: &Cursor, seconds: u8) -> Result<(), ExchangeError> {
        let until = Instant::now() + Duration::from_secs(seconds.min(WAIT_SECONDS).into());
        let mut news = self.news().0.subscribe();
        loop {
            self.end_shares().await?;
            let standing = feed::standing(self, device, cursor).await?;
            let page = feed::page(self.store(), device, standing, 1).await?;
            let closing = matches!(*news.borrow_and_update(), State::Closing);
            if !page.parts.is_empty() || Instant::now() >= until || closing {
                return Ok(());
            }
            // Told, or time to look.
            let _ = timeout_at(until.min(Instant::now() + LOOK), news.changed()).await;
            let known = self.store().device(device.id).await?;
            if known.is_none_or(|device| device.is_revoked()) {
                return Err(ExchangeError::DeviceRevoked(device.id));
            }
        }
    }
}
