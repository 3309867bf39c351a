//! The store in a PostgreSQL database, which several hub processes may share.
//!
//! # Why no reader skips an entry
//!
//! A reader asks for what comes after the last position it saw. Were the position 8 committed while 7 is still open, a reader
//! would see 8, go on from there, and never see 7. PostgreSQL's sequences allow exactly that; so there is one writer at a time,
//! over all processes, as with SQLite:
//!
//! - [`Store::begin`] takes an advisory lock before anything else, and PostgreSQL gives it back when the transaction ends,
//!   however it ends. Every position is taken under the lock.
//! - PostgreSQL makes a commit visible before it releases the transaction's locks. Who takes a higher position has therefore
//!   begun after all lower ones could be seen, or were rolled back and never will be.
//! - A transaction reads what was committed before each of its statements (`READ COMMITTED`, asked for by name, as a database
//!   may have another default). A transaction that kept the view of its first statement would keep the one from before its turn.
//!
//! All processes must write to, and read from, one primary server: a replica may lag.
//!
//! # What else it relies on
//!
//! A commit that PostgreSQL reports is on its disk: `synchronous_commit` is raised to `on` where it is `off`. A process that
//! falls silent in the middle of a transaction loses the connection, and with it the lock, after a minute.

mod reading;
mod writing;

use std::time::Duration;

use async_trait::async_trait;
use automerge::ChangeHash;
use satchel_shared::{
    digest::Digest,
    ids::{DeviceId, OfficeId, RecordId},
};
use sqlx::{
    Connection, Executor, PgPool,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::sync::Mutex;

use self::writing::PostgresTransaction;
use super::{
    ContentHash, Device, KeptAttachment, KeptSnapshot, KeptVersion, Link, Office, Place, Result, SnapshotsAfter, Store,
    StoreError, Transaction,
};
use crate::feed::Audience;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a request waits for a connection, also while the server is away.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Of a process, beside the one that writes.
const READERS: u32 = 4;

/// A connection that has been idle for longer is asked whether it still lives before it is used.
const TRUSTED: Duration = Duration::from_secs(1);

/// The name of the writers' lock in the database: "satchel" in ASCII.
const WRITERS: i64 = 0x73_6174_6368_656c;

/// Of the connection that writes.
const WRITING: [(&str, &str); 2] = [("idle_in_transaction_session_timeout", "60s"), ("lock_timeout", "30s")];
const SURELY: &str =
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// Not in one message with the `BEGIN`: dropped while it waits, the connection would go back to the others with the transaction
/// open, and the lock its own.
const TAKE_TURN: &str = "SELECT pg_advisory_xact_lock($1)";

/// A store in a PostgreSQL database.
#[derive(Debug)]
pub struct PostgresStore {
    readers: PgPool,
    /// The one connection that writes: what it is asked it has been asked before, and has planned.
    writer: PgPool,
    /// Writers of this process queue here.
    turn: Mutex<()>,
}

impl PostgresStore {
    /// Connects; changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the server cannot be reached or does not let the hub in.
    pub async fn connect(options: &PgConnectOptions) -> Result<Self> {
        // Every statement asks by a key that has an index: a plan for these values is the plan for all.
        let options = options.clone().options([("plan_cache_mode", "force_generic_plan")]);
        Ok(Self {
            readers: pool(READERS).connect_with(options.clone()).await?,
            writer: pool(1)
                .after_connect(|connection, _| Box::pin(async move { connection.execute(SURELY).await.map(drop) }))
                .connect_lazy_with(options.options(WRITING)),
            turn: Mutex::new(()),
        })
    }

    /// Makes the tables, or brings them up to date.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], also where a newer program made them.
    pub async fn migrate(&self) -> Result<()> {
        MIGRATIONS
            .run(&self.readers)
            .await
            .map_err(|error| StoreError::Unavailable(Box::new(error)))
    }

    /// The hub that the tables belong to; none where there are no tables, or no hub was made to its end.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn owner(&self) -> Result<Option<DeviceId>> {
        let mut connection = self.readers.acquire().await?;
        reading::owner(&mut connection).await
    }

    /// Makes the tables a hub's; says whether they were nobody's before.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn claim(&self, hub: DeviceId) -> Result<bool> {
        let done = sqlx::query("INSERT INTO hub (id) VALUES ($1) ON CONFLICT DO NOTHING")
            .bind(hub.0.as_slice())
            .execute(&self.writer)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}

fn pool(connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(CONNECT_TIMEOUT)
        .test_before_acquire(false)
        .before_acquire(|connection, met| {
            Box::pin(async move {
                if met.idle_for > TRUSTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
}

#[async_trait]
impl Store for PostgresStore {
    async fn begin(&self) -> Result<Box<dyn Transaction + '_>> {
        let turn = self.turn.lock().await;
        let mut inner = self.writer.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await?;
        sqlx::query(TAKE_TURN).bind(WRITERS).execute(&mut *inner).await?;
        Ok(Box::new(PostgresTransaction::new(inner, turn)))
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
