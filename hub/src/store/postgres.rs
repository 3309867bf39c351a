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

mod exchange;
mod reading;
mod writing;

/// Members, their devices and invitations.
mod people {
    crate::store::people::people_on!(sqlx::PgConnection);
}

use async_trait::async_trait;
use automerge::ChangeHash;
use satchel_shared::{
    digest::Digest,
    ids::{DeviceId, MemberId, OfficeId, RecordId},
};
use sqlx::{ConnectOptions, Executor, PgConnection, migrate::Migrator, postgres::PgConnectOptions};

use self::writing::PostgresTransaction;
use super::connections::{Connections, Losses};
use super::{
    ContentHash, Device, KeptAttachment, KeptSnapshot, KeptVersion, KnownRecord, Link, Member, Office, Place, Result,
    SnapshotsAfter, Store, StoreError, Transaction,
};
use crate::feed::Audience;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// Of a process, beside the one that writes.
const READERS: usize = 4;

/// Of the connection that writes.
const WRITING: [(&str, &str); 2] = [("idle_in_transaction_session_timeout", "60s"), ("lock_timeout", "30s")];
const SURELY: &str =
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// The lock's number is "satchel" in ASCII. What comes after it reads what was committed before it.
const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(32476774833612140)";

/// A store in a PostgreSQL database.
#[derive(Debug)]
pub struct PostgresStore {
    readers: Connections<PgConnection>,
    /// The one connection that writes: what it is asked it has been asked before, and has planned.
    writer: Connections<PgConnection>,
}

impl PostgresStore {
    /// Connects; changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the server cannot be reached or does not let the hub in.
    pub async fn connect(options: &PgConnectOptions) -> Result<Self> {
        // Every statement asks by a key that has an index: a plan for these values is the plan for all.
        let options = options
            .clone()
            .options([("plan_cache_mode", "force_generic_plan")])
            .disable_statement_logging();
        let writing = options.clone().options(WRITING);
        let losses = Losses::default();
        let store = Self {
            readers: Connections::new(READERS, Losses::clone(&losses), move || {
                let options = options.clone();
                Box::pin(async move { options.connect().await })
            }),
            writer: Connections::new(1, losses, move || {
                let options = writing.clone();
                Box::pin(async move {
                    let mut connection = options.connect().await?;
                    connection.execute(SURELY).await?;
                    Ok(connection)
                })
            }),
        };
        store.readers.take().await?.give_back();
        Ok(store)
    }

    /// Makes the tables, or brings them up to date.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], also where a newer program made them.
    pub async fn migrate(&self) -> Result<()> {
        let mut connection = self.readers.take().await?;
        MIGRATIONS
            .run(&mut *connection)
            .await
            .map_err(|error| StoreError::Unavailable(Box::new(error)))?;
        connection.give_back();
        Ok(())
    }

    /// The hub that the tables belong to; none where there are no tables, or no hub was made to its end.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn owner(&self) -> Result<Option<DeviceId>> {
        self.readers
            .with(async |connection| reading::owner(connection).await)
            .await
    }

    /// Makes the tables a hub's; says whether they were nobody's before.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn claim(&self, hub: DeviceId) -> Result<bool> {
        let claimed = async |connection: &mut PgConnection| {
            let claim = sqlx::query("INSERT INTO hub (id) VALUES ($1) ON CONFLICT DO NOTHING").bind(hub.0.as_slice());
            Ok(claim.execute(connection).await?.rows_affected() == 1)
        };
        self.writer.with(claimed).await
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn begin(&self) -> Result<Box<dyn Transaction + '_>> {
        let mut connection = self.writer.take().await?;
        connection.execute(BEGIN).await?;
        Ok(Box::new(PostgresTransaction(connection)))
    }

    async fn stand_by(&self) -> Result<()> {
        self.readers.stand_by(reading::rehearse).await?;
        self.writer.stand_by(exchange::rehearse).await
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
