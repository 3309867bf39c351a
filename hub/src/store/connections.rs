//! A store's connections of one purpose: some that read, or the one that writes.
//!
//! sqlx's own pool asks each connection after each use whether it still lives: a message there and back after every read and
//! every transaction, for which nobody waits and which the processor pays. Here a connection comes back only from work that
//! ended well, and needs no question until it has been idle for a while, or another one was lost; every other one is closed, and
//! the database undoes whatever it was in the middle of.

use std::{
    fmt, mem,
    ops::{Deref, DerefMut},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::future::BoxFuture;
use sqlx::Connection;
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};

use super::{Result, StoreError};

/// How long work may wait for its turn: where a database has stopped answering, who asks is told so.
const TURN_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a connection may take to stand, or to say that it still lives.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// One that has been idle for longer, or since before another one of the database was lost, is asked whether it still lives
/// before it is used.
const TRUSTED: Duration = Duration::from_secs(1);

type Connecting<C> = BoxFuture<'static, sqlx::Result<C>>;

/// At most so many connections at once. Who comes when all are in use waits for a turn, first come first served.
pub(super) struct Connections<C> {
    connect: Box<dyn Fn() -> Connecting<C> + Send + Sync>,
    /// The one that was used last is used next: as few as the work needs stay warm.
    idle: Mutex<Vec<Idle<C>>>,
    turns: Semaphore,
    losses: Losses,
}

/// How many connections to a database did not come back from their work. All that connect to it share it.
pub(super) type Losses = Arc<AtomicU64>;

struct Idle<C> {
    connection: C,
    since: Instant,
    losses: u64,
}

/// Counts a loss where it is dropped.
struct Loss<'a>(&'a AtomicU64);

impl Drop for Loss<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::AcqRel);
    }
}

/// A connection in use, which is closed where it is dropped.
pub(super) struct InUse<'a, C> {
    connection: C,
    home: &'a Connections<C>,
    loss: Loss<'a>,
    _turn: SemaphorePermit<'a>,
}

impl<C: Connection> Connections<C> {
    pub(super) fn new(
        most: usize,
        losses: Losses,
        connect: impl Fn() -> Connecting<C> + Send + Sync + 'static,
    ) -> Self {
        Self {
            connect: Box::new(connect),
            idle: Mutex::default(),
            turns: Semaphore::new(most),
            losses,
        }
    }

    /// Opens all of them that are not in use, and rehearses some work with each.
    pub(super) async fn stand_by(&self, rehearse: impl AsyncFn(&mut C) -> Result<()>) -> Result<()> {
        let mut all = Vec::with_capacity(self.turns.available_permits());
        for _ in 0..self.turns.available_permits() {
            let mut connection = self.take().await?;
            rehearse(&mut connection).await?;
            all.push(connection);
        }
        all.into_iter().for_each(InUse::give_back);
        Ok(())
    }

    /// A connection, once it is this caller's turn.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where no turn comes, or no connection stands, in time.
    pub(super) async fn take(&self) -> Result<InUse<'_, C>> {
        let turn = timeout(TURN_TIMEOUT, self.turns.acquire()).await.map_err(unavailable)?;
        let turn = turn.map_err(unavailable)?;
        let in_use = |connection| InUse {
            connection,
            home: self,
            loss: Loss(&self.losses),
            _turn: turn,
        };
        while let Some(mut idle) = self.next_idle() {
            let is_trusted = idle.since.elapsed() <= TRUSTED && idle.losses == self.losses.load(Ordering::Acquire);
            if is_trusted || matches!(timeout(CONNECT_TIMEOUT, idle.connection.ping()).await, Ok(Ok(()))) {
                return Ok(in_use(idle.connection));
            }
        }
        let connection = timeout(CONNECT_TIMEOUT, (self.connect)())
            .await
            .map_err(unavailable)??;
        Ok(in_use(connection))
    }

    /// Does some work with a connection.
    pub(super) async fn with<T>(&self, work: impl AsyncFnOnce(&mut C) -> Result<T>) -> Result<T> {
        let mut connection = self.take().await?;
        let done = work(&mut connection).await?;
        connection.give_back();
        Ok(done)
    }

    fn next_idle(&self) -> Option<Idle<C>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }
}

impl<C> InUse<'_, C> {
    /// Keeps the connection for others: no work on it is left undone.
    pub(super) fn give_back(self) {
        mem::forget(self.loss);
        let idle = Idle {
            connection: self.connection,
            since: Instant::now(),
            losses: self.home.losses.load(Ordering::Acquire),
        };
        self.home.idle.lock().unwrap_or_else(PoisonError::into_inner).push(idle);
    }
}

impl<C> Deref for InUse<'_, C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.connection
    }
}

impl<C> DerefMut for InUse<'_, C> {
    fn deref_mut(&mut self) -> &mut C {
        &mut self.connection
    }
}

impl<C> fmt::Debug for Connections<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Connections").finish_non_exhaustive()
    }
}

fn unavailable(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Unavailable(Box::new(error))
}
