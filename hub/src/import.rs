//! Recommendations from files: read whole, checked whole, stored in one transaction or not at all.

mod row_error;
mod text;
pub mod uhri;
pub mod upr_info;

use std::{collections::BTreeMap, fs, io, path::Path};

use satchel_shared::{exchange::Update, limits::IMPORT_BYTES, recommendation::Recommendation, states::StateCode, wire};
use serde::Serialize;

pub use self::row_error::RowError;
use crate::{
    feed::{self, Audience},
    hub::Hub,
    store::{Novelty, StoreError},
};

/// Recommendations in one entry of the feed.
const BATCH: usize = 200;

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Rows of the file.
    pub rows: usize,
    pub new: usize,
    /// Known by their ids, with other content than before.
    pub updated: usize,
    /// Imported by an earlier file, and the same since.
    pub known: usize,
    /// Those that say in every respect what an earlier row of the file said.
    pub twice: usize,
    /// Rows of other types than were asked for.
    pub passed_over: usize,
    /// Rows that concern no State.
    pub not_to_states: usize,
    /// Rows that hold nothing usable, in the order of their lines.
    pub unusable: Vec<Unusable>,
}

/// A row that was passed over, since it holds nothing usable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unusable {
    pub line: u64,
    /// In words.
    pub reason: String,
}

impl From<uhri::RowError> for Unusable {
    fn from(RowError { line, reason }: uhri::RowError) -> Self {
        let reason = reason.to_string();
        Self { line, reason }
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{0}")]
    File(#[from] io::Error),
    #[error("{bytes} bytes, where {IMPORT_BYTES} are the limit")]
    TooLarge { bytes: u64 },
    #[error(transparent)]
    UprInfo(#[from] upr_info::RowError),
    #[error(transparent)]
    Uhri(#[from] uhri::RowError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Hub {
    /// Imports a CSV file of UPR Info's database.
    ///
    /// # Errors
    /// [`ImportError`], with nothing imported.
    pub async fn import_upr_info(&self, file: &Path) -> Result<Imported, ImportError> {
        let list = upr_info::read(&whole(file)?)?;
        Ok(self.add_recommendations(list).await?)
    }

    /// Imports an export of the Universal Human Rights Index, CSV or Excel.
    ///
    /// # Errors
    /// [`ImportError`], with nothing imported.
    pub async fn import_uhri(&self, file: &Path, take: uhri::Take) -> Result<Imported, ImportError> {
        let contents = uhri::read(&whole(file)?, take)?;
        Ok(Imported {
            rows: contents.rows,
            passed_over: contents.passed_over,
            not_to_states: contents.not_to_states,
            unusable: contents.unusable.into_iter().map(Unusable::from).collect(),
            ..self.add_recommendations(contents.list).await?
        })
    }

    /// Adds recommendations, and hands those that are new or say something else to the offices of their States.
    ///
    /// # Errors
    /// [`StoreError`], with nothing added.
    pub async fn add_recommendations(&self, list: Vec<Recommendation>) -> Result<Imported, StoreError> {
        let rows = list.len();
        let mut once = BTreeMap::new();
        for recommendation in list {
            once.insert(recommendation.id, recommendation);
        }
        let mut imported = Imported {
            rows,
            twice: rows - once.len(),
            ..Imported::default()
        };
        let mut transaction = self.store().begin().await?;
        let mut to_send: BTreeMap<StateCode, Vec<Recommendation>> = BTreeMap::new();
        for it in once.into_values() {
            let content = *blake3::hash(&wire::to_cbor(&it)).as_bytes();
            match transaction.put_recommendation(it.id, it.state, &content).await? {
                Novelty::New => imported.new += 1,
                Novelty::Updated => imported.updated += 1,
                Novelty::Known => {
                    imported.known += 1;
                    continue;
                }
            }
            to_send.entry(it.state).or_default().push(it);
        }
        for (state, list) in &to_send {
            for batch in list.chunks(BATCH) {
                let update = Update::recommendations(batch);
                feed::append(transaction.as_mut(), &update, [Audience::State(*state)]).await?;
            }
        }
        transaction.commit().await?;
        Ok(imported)
    }
}

/// A file's bytes, within the limit.
fn whole(file: &Path) -> Result<Vec<u8>, ImportError> {
    let bytes = fs::metadata(file)?.len();
    if bytes > IMPORT_BYTES {
        return Err(ImportError::TooLarge { bytes });
    }
    Ok(fs::read(file)?)
}
