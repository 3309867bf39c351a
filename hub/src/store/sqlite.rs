//! The store in one SQLite file.
//!
//! WAL with `synchronous=FULL`: what was acknowledged survives a power cut. Every transaction that writes begins as
//! `IMMEDIATE`, so there is one writer at a time, in this process and beside it, and positions are given in commit order.

mod reading;
mod writing;

/// Members, their devices and invitations.
mod people {
    crate::store::people::people_on!(sqlx::SqliteConnection);
}

use std::{path::Path, time::Duration};

use async_trait::async_trait;
use automerge::ChangeHash;
use satchel_shared::{
    digest::Digest,
    ids::{DeviceId, MemberId, OfficeId, RecordId},
};
use sqlx::{
    ConnectOptions, Executor, SqliteConnection,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use self::writing::SqliteTransaction;
use super::connections::{Connections, Losses};
use super::{
    ContentHash, Device, KeptAttachment, KeptSnapshot, KeptVersion, KnownRecord, Link, Member, Office, Place, Result,
    SnapshotsAfter, Store, StoreError, Transaction,
};
use crate::feed::Audience;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// How long a writer waits for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);
const READERS: usize = 8;

/// A store in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    readers: Connections<SqliteConnection>,
    /// The one connection that writes: the pages that it has read stay in its memory, where nobody beside it writes. Writers of
    /// this process queue for it, rather than trying again and again.
    writer: Connections<SqliteConnection>,
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
            .busy_timeout(BUSY_TIMEOUT)
            .disable_statement_logging();
        let losses = Losses::default();
        let connections = |most| {
            let options = options.clone();
            Connections::new(most, Losses::clone(&losses), move || {
                let options = options.clone();
                Box::pin(async move { options.connect().await })
            })
        };
        let store = Self {
            readers: connections(READERS),
            writer: connections(1),
        };
        let mut connection = store.writer.take().await?;
        MIGRATIONS
            .run(&mut *connection)
            .await
            .map_err(|error| StoreError::Unavailable(Box::new(error)))?;
        connection.give_back();
        Ok(store)
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn begin(&self) -> Result<Box<dyn Transaction + '_>> {
        let mut connection = self.writer.take().await?;
        connection.execute("BEGIN IMMEDIATE").await?;
        Ok(Box::new(SqliteTransaction(connection)))
    }

    async fn stand_by(&self) -> Result<()> {
        self.readers.stand_by(async |_| Ok(())).await?;
        self.writer.stand_by(async |_| Ok(())).await
    }

    async fn device(&self, id: DeviceId) -> Result<Option<Device>> {
        self.readers.with(async |it| people::device(it, id).await).await
    }

    async fn devices(&self) -> Result<Vec<Device>> {
        self.readers.with(async |it| people::devices(it).await).await
    }

    async fn member(&self, id: MemberId) -> Result<Option<Member>> {
        self.readers.with(async |it| people::member(it, id).await).await
    }

    async fn offices(&self) -> Result<Vec<Office>> {
        self.readers.with(async |it| reading::offices(it).await).await
    }

    async fn places(&self, audiences: &[Audience], after: u64, limit: u32) -> Result<Vec<Place>> {
        self.readers
            .with(async |it| reading::places(it, audiences, after, limit).await)
            .await
    }

    async fn bodies(&self, positions: &[u64]) -> Result<Vec<Vec<u8>>> {
        self.readers.with(async |it| reading::bodies(it, positions).await).await
    }

    async fn compacted(&self, office: OfficeId) -> Result<u64> {
        self.readers.with(async |it| reading::compacted(it, office).await).await
    }

    async fn snapshots(&self, office: OfficeId, after: SnapshotsAfter, limit: u32) -> Result<Vec<KeptSnapshot>> {
        self.readers
            .with(async |it| reading::snapshots(it, office, after, limit).await)
            .await
    }

    async fn snapshot(&self, record: RecordId) -> Result<Option<KeptSnapshot>> {
        self.readers.with(async |it| reading::snapshot(it, record).await).await
    }

    async fn digest(&self, office: OfficeId) -> Result<Option<Digest>> {
        self.readers.with(async |it| reading::digest(it, office).await).await
    }

    async fn letter(&self, device: DeviceId) -> Result<Option<Vec<u8>>> {
        self.readers.with(async |it| reading::letter(it, device).await).await
    }

    async fn heads(&self, office: OfficeId) -> Result<Vec<(RecordId, Vec<ChangeHash>)>> {
        self.readers.with(async |it| reading::heads(it, office).await).await
    }

    async fn links(&self, after: u64, limit: u32) -> Result<Vec<Link>> {
        self.readers
            .with(async |it| reading::links(it, after, limit).await)
            .await
    }

    async fn version(&self, record: RecordId, number: u32) -> Result<Option<KeptVersion>> {
        self.readers
            .with(async |it| reading::version(it, record, number).await)
            .await
    }

    async fn feed(&self, after: u64, limit: u32) -> Result<Vec<(u64, Vec<u8>)>> {
        self.readers.with(async |it| people::feed(it, after, limit).await).await
    }

    async fn records(&self, after: Option<RecordId>, limit: u32) -> Result<Vec<KnownRecord>> {
        self.readers
            .with(async |it| people::records(it, after, limit).await)
            .await
    }

    async fn attachment(&self, office: OfficeId, hash: &ContentHash) -> Result<Option<KeptAttachment>> {
        self.readers
            .with(async |it| reading::attachment(it, office, hash).await)
            .await
    }

    async fn shown_attachment(&self, hash: &ContentHash, audiences: &[Audience]) -> Result<Option<u64>> {
        self.readers
            .with(async |it| reading::shown_attachment(it, hash, audiences).await)
            .await
    }
}

#[cfg(test)]
mod tests;
