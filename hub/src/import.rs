//! Recommendations from files: read whole, checked whole, stored in one transaction or not at all.

pub mod upr_info;

use std::{collections::BTreeMap, fs, io, path::Path};

use satchel_shared::{exchange::Update, limits::IMPORT_BYTES, recommendation::Recommendation, states::StateCode};
use serde::Serialize;

use crate::{
    feed::{self, Audience},
    hub::Hub,
    store::StoreError,
};

/// Recommendations in one entry of the feed.
const BATCH: usize = 200;

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Rows of the file.
    pub rows: usize,
    pub new: usize,
    /// Imported by an earlier file, or by this one.
    pub known: usize,
    /// Rows that say in every respect what an earlier row of the file said.
    pub twice: usize,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{0}")]
    File(#[from] io::Error),
    #[error("{bytes} bytes, where {IMPORT_BYTES} are the limit")]
    TooLarge { bytes: u64 },
    #[error(transparent)]
    Row(#[from] upr_info::RowError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Hub {
    /// Imports a CSV file of UPR Info's database.
    ///
    /// # Errors
    /// [`ImportError`], with nothing imported.
    pub async fn import_upr_info(&self, file: &Path) -> Result<Imported, ImportError> {
        let bytes = fs::metadata(file)?.len();
        if bytes > IMPORT_BYTES {
            return Err(ImportError::TooLarge { bytes });
        }
        let list = upr_info::read(&fs::read(file)?)?;
        Ok(self.add_recommendations(list).await?)
    }

    /// Adds recommendations, and hands the new ones to the offices of their States.
    ///
    /// # Errors
    /// [`StoreError`], with nothing added.
    pub async fn add_recommendations(&self, list: Vec<Recommendation>) -> Result<Imported, StoreError> {
        let rows = list.len();
        let mut once = BTreeMap::new();
        for recommendation in list {
            once.insert(recommendation.id, recommendation);
        }
        let different = once.len();
        let mut transaction = self.store().begin().await?;
        let mut new: BTreeMap<StateCode, Vec<Recommendation>> = BTreeMap::new();
        for recommendation in once.into_values() {
            if transaction
                .add_recommendation(recommendation.id, recommendation.state)
                .await?
            {
                new.entry(recommendation.state).or_default().push(recommendation);
            }
        }
        for (state, list) in &new {
            for batch in list.chunks(BATCH) {
                let update = Update::recommendations(batch);
                feed::append(transaction.as_mut(), &update, [Audience::State(*state)]).await?;
            }
        }
        transaction.commit().await?;
        let new = new.values().map(Vec::len).sum();
        Ok(Imported {
            rows,
            new,
            known: different - new,
            twice: rows - different,
        })
    }
}
