//! What is shared up to a last day: once that is over the hub hands it to nobody any more, as devices let go of it by themselves.

use satchel_shared::day::Day;
use tokio::sync::Mutex;

use super::decision::readers;
use crate::{
    feed,
    hub::Hub,
    store::{Asked, Result},
};

/// The day on which it was last looked for what is over.
#[derive(Debug, Default)]
pub(crate) struct Shares(Mutex<Option<Day>>);

impl Hub {
    /// Takes back, once a day, what was shared up to a day that is over. Who asks meanwhile waits.
    pub(crate) async fn end_shares(&self) -> Result<()> {
        let today = Day::of(self.now_ms());
        let mut looked = self.shares().0.lock().await;
        if looked.is_some_and(|day| day >= today) {
            return Ok(());
        }
        let mut transaction = self.store().begin().await?;
        let over = transaction.shares_over(today).await?;
        for id in &over {
            let record = transaction.find(&Asked::records([*id])).await?.records.pop();
            if let Some(record) = record {
                let readers: Vec<_> = readers::of(&mut *transaction, &record).await?.into_iter().collect();
                feed::take_back(&mut *transaction, *id, &readers).await?;
            }
            transaction.set_share_end(*id, None).await?;
        }
        transaction.commit().await?;
        *looked = Some(today);
        if !over.is_empty() {
            self.news().tell();
        }
        Ok(())
    }
}
