//! The store in one SQLite file.
//!
//! WAL with `synchronous=FULL`: what was acknowledged survives a power cut. Every transaction that writes begins as
//! `IMMEDIATE`, so there is one writer at a time, in this process and beside it, and positions are given in commit order.

mod reading;
mod writing;

use std::{path::Path, time::Duration};

use async_trait::async_trait;
use automerge::ChangeHash;
use satchel_shared::{
    digest::Digest,
    ids::{DeviceId, OfficeId, RecordId},
};
use sqlx::{
    SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::sync::Mutex;

use self::writing::SqliteTransaction;
use super::{
    ContentHash, Device, KeptAttachment, KeptSnapshot, KeptVersion, Link, Office, Place, Result, SnapshotsAfter, Store,
    StoreError, Transaction,
};
use crate::feed::Audience;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// How long a writer waits for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);
const READERS: u32 = 8;

/// A store in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    readers: SqlitePool,
    /// The one connection that writes: the pages that it has read stay in its memory, where nobody beside it writes.
    writer: SqlitePool,
    /// Writers of this process queue here in the order in which they came, rather than trying again and again.
    turn: Mutex<()>,
}

impl SqliteStore {
    /// Opens the file, which may be empty, and brings its tables up to date.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the file is absent, cannot be read, or is not a hub's.
    pub async fn open(path: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(false)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT);
        let writer = pool(1).connect_with(options.clone()).await?;
        MIGRATIONS
            .run(&writer)
            .await
            .map_err(|error| StoreError::Unavailable(Box::new(error)))?;
        Ok(Self {
            readers: pool(READERS).connect_with(options).await?,
            writer,
            turn: Mutex::new(()),
        })
    }
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        // A file cannot hang up.
        .test_before_acquire(false)
}

#[async_trait]
impl Store for SqliteStore {
    async fn begin(&self) -> Result<Box<dyn Transaction + '_>> {
        let turn = self.turn.lock().await;
        let inner = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Box::new(SqliteTransaction::new(inner, turn)))
    }

    async fn device(&self, id: DeviceId) -> Result<Option<Device>> {
        reading::device(&mut *self.readers.acquire().await?, id).await
    }

    async fn offices(&self) -> Result<Vec<Office>> {
        reading::offices(&mut *self.readers.acquire().await?).await
    }

    async fn places(&self, audiences: &[Audience], after: u64, limit: u32) -> Result<Vec<Place>> {
        reading::places(&mut *self.readers.acquire().await?, audiences, after, limit).await
    }

    async fn bodies(&self, positions: &[u64]) -> Result<Vec<Vec<u8>>> {
        reading::bodies(&mut *self.readers.acquire().await?, positions).await
    }

    async fn compacted(&self, office: OfficeId) -> Result<u64> {
        reading::compacted(&mut *self.readers.acquire().await?, office).await
    }

    async fn snapshots(&self, office: OfficeId, after: SnapshotsAfter, limit: u32) -> Result<Vec<KeptSnapshot>> {
        reading::snapshots(&mut *self.readers.acquire().await?, office, after, limit).await
    }

    async fn snapshot(&self, record: RecordId) -> Result<Option<KeptSnapshot>> {
        reading::snapshot(&mut *self.readers.acquire().await?, record).await
    }

    async fn digest(&self, office: OfficeId) -> Result<Option<Digest>> {
        reading::digest(&mut *self.readers.acquire().await?, office).await
    }

    async fn letter(&self, device: DeviceId) -> Result<Option<Vec<u8>>> {
        reading::letter(&mut *self.readers.acquire().await?, device).await
    }

    async fn heads(&self, office: OfficeId) -> Result<Vec<(RecordId, Vec<ChangeHash>)>> {
        reading::heads(&mut *self.readers.acquire().await?, office).await
    }

    async fn links(&self, after: u64, limit: u32) -> Result<Vec<Link>> {
        reading::links(&mut *self.readers.acquire().await?, after, limit).await
    }

    async fn version(&self, record: RecordId, number: u32) -> Result<Option<KeptVersion>> {
        reading::version(&mut *self.readers.acquire().await?, record, number).await
    }

    async fn attachment(&self, office: OfficeId, hash: &ContentHash) -> Result<Option<KeptAttachment>> {
        reading::attachment(&mut *self.readers.acquire().await?, office, hash).await
    }

    async fn shown_attachment(&self, hash: &ContentHash, audiences: &[Audience]) -> Result<Option<u64>> {
        reading::shown_attachment(&mut *self.readers.acquire().await?, hash, audiences).await
    }
}

#[cfg(test)]
mod tests;
