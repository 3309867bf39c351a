//! The hub itself: its store, its key, its clock, in one handle that is cheap to clone.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use satchel_shared::{
    ids::DeviceId,
    seal::{Key, PublicKey},
};
use serde_bytes::ByteBuf;
use tokio::{sync::Semaphore, task};
use uuid::Uuid;

use crate::{
    attachments::Objects,
    enrolment::Tries,
    exchange::{News, Senders, Shares, Unfinished},
    feed, key_file,
    ledger::verify::{self, VerifyError},
    roster,
    store::{Store, StoreError, database::Database, postgres::PostgresStore, sqlite::SqliteStore},
    surroundings::{Surroundings, System},
};

const KEY_FILE: &str = "hub.key";
const STORE_FILE: &str = "hub.db";
const OBJECTS_FOLDER: &str = "objects";

/// Headquarters' hub. Everything that it is asked to do, by wire or by command, is a method here or in the module of its topic.
#[derive(Debug, Clone)]
pub struct Hub {
    inner: Arc<Inner>,
    objects: Objects,
}

#[derive(Debug)]
struct Inner {
    store: Box<dyn Store>,
    key: Key,
    surroundings: Box<dyn Surroundings>,
    tries: Mutex<Tries>,
    news: News,
    unfinished: Unfinished,
    shares: Shares,
    senders: Senders,
    /// Turns for [`Hub::work`].
    working: Arc<Semaphore>,
}

/// Why there is no hub to work with.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    #[error("there is a hub already: {0} exists")]
    Exists(PathBuf),
    #[error("there is no hub in {0}; make one with init")]
    Absent(PathBuf),
    #[error("there is a hub already in this database")]
    DatabaseTaken,
    #[error("there is no hub in this database; make one with init")]
    DatabaseEmpty,
    #[error("this database belongs to the hub {owner}, and the key in the folder is that of the hub {key}")]
    OtherHub { owner: DeviceId, key: DeviceId },
    #[error("{path}: {source}")]
    File { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Hub {
    /// Makes a hub in a folder, which is made if need be: its key, and its empty store.
    ///
    /// # Errors
    /// [`HubError::Exists`] where there is one, or a part of one; nothing is written over.
    pub async fn init(data: &Path) -> Result<Self, HubError> {
        Self::init_with(data, &Database::Sqlite(data.join(STORE_FILE))).await
    }

    /// Makes a hub whose key is in a folder, and whose store is in a database.
    ///
    /// # Errors
    /// [`HubError::Exists`] and [`HubError::DatabaseTaken`] where there is one, or a part of one; nothing is written over.
    pub async fn init_with(data: &Path, database: &Database) -> Result<Self, HubError> {
        let key_path = data.join(KEY_FILE);
        if key_path.exists() {
            return Err(HubError::Exists(key_path));
        }
        let at = |path: &Path| {
            let path = path.to_owned();
            move |source| HubError::File { path, source }
        };
        // In either store the key's file is made after the tables, so that a hub whose making was cut short is never taken
        // for one.
        match database {
            Database::Sqlite(path) => {
                if path.exists() {
                    return Err(HubError::Exists(path.clone()));
                }
                make_folder(data).map_err(at(data))?;
                // SQLite takes an empty file, and gives its own files beside it the same rights.
                key_file::create_private(path).map_err(at(path))?;
                let store = SqliteStore::open(path).await?;
                let key = key_file::create(&key_path, &System).map_err(at(&key_path))?;
                Self::new(data, Box::new(store), key, Box::new(System))
            }
            Database::Postgres(options) => {
                let store = PostgresStore::connect(options).await?;
                if store.owner().await?.is_some() {
                    return Err(HubError::DatabaseTaken);
                }
                store.migrate().await?;
                make_folder(data).map_err(at(data))?;
                let key = key_file::create(&key_path, &System).map_err(at(&key_path))?;
                if !store.claim(key.id()).await? {
                    // Another init was quicker: the key just made opens nothing.
                    fs::remove_file(&key_path).map_err(at(&key_path))?;
                    return Err(HubError::DatabaseTaken);
                }
                Self::new(data, Box::new(store), key, Box::new(System))
            }
        }
    }

    /// Makes another key for the hub in a folder. What serves goes on with the one before until it is started again; devices
    /// find the way from that to the new one. Gives the hub's id, which stays.
    ///
    /// # Errors
    /// [`HubError::Absent`], or what the disk says: then nothing has changed.
    pub fn replace_key(data: &Path) -> Result<DeviceId, HubError> {
        let path = data.join(KEY_FILE);
        if !path.exists() {
            return Err(HubError::Absent(data.to_owned()));
        }
        let key = key_file::replace(&path, &System).map_err(|source| HubError::File { path, source })?;
        Ok(key.id())
    }

    /// Opens the hub in a folder.
    ///
    /// # Errors
    /// [`HubError`]
    pub async fn open(data: &Path) -> Result<Self, HubError> {
        Self::open_with(data, System).await
    }

    /// Opens the hub in a folder with another clock and another source of randomness than the system's.
    ///
    /// # Errors
    /// [`HubError`]
    pub async fn open_with(data: &Path, surroundings: impl Surroundings) -> Result<Self, HubError> {
        Self::open_in(data, &Database::Sqlite(data.join(STORE_FILE)), surroundings).await
    }

    /// Opens the hub whose key is in a folder, and whose store is in a database.
    ///
    /// # Errors
    /// [`HubError`]
    pub async fn open_in(data: &Path, database: &Database, surroundings: impl Surroundings) -> Result<Self, HubError> {
        let key_path = data.join(KEY_FILE);
        let read_key = || {
            key_file::read(&key_path).map_err(|source| HubError::File {
                path: key_path.clone(),
                source,
            })
        };
        if !key_path.exists() {
            return Err(HubError::Absent(data.to_owned()));
        }
        match database {
            Database::Sqlite(path) => {
                if !path.exists() {
                    return Err(HubError::Absent(data.to_owned()));
                }
                let key = read_key()?;
                // SQLite would take an empty file for a new store: a hub that lost all would look like one that never had
                // anything.
                if fs::metadata(path).map_or(0, |file| file.len()) == 0 {
                    return Err(HubError::File {
                        path: path.clone(),
                        source: io::Error::new(io::ErrorKind::InvalidData, "it is empty; bring back a copy of it"),
                    });
                }
                let store = SqliteStore::open(path).await?;
                Self::begin(data, store, key, surroundings).await
            }
            Database::Postgres(options) => {
                let key = read_key()?;
                let store = PostgresStore::connect(options).await?;
                match store.owner().await? {
                    None => return Err(HubError::DatabaseEmpty),
                    Some(owner) if owner != key.id() => return Err(HubError::OtherHub { owner, key: key.id() }),
                    Some(_) => store.migrate().await?,
                }
                Self::begin(data, store, key, surroundings).await
            }
        }
    }

    async fn begin(
        data: &Path,
        store: impl Store,
        key: Key,
        surroundings: impl Surroundings,
    ) -> Result<Self, HubError> {
        feed::begin(&store, surroundings.now_ms()).await?;
        feed::digest::fill(&store).await?;
        roster::begin(&store).await?;
        Self::new(data, Box::new(store), key, Box::new(surroundings))
    }

    fn new(
        data: &Path,
        store: Box<dyn Store>,
        key: Key,
        surroundings: Box<dyn Surroundings>,
    ) -> Result<Self, HubError> {
        let folder = data.join(OBJECTS_FOLDER);
        let objects = Objects::in_folder(&folder).map_err(|source| HubError::File { path: folder, source })?;
        let (tries, news, unfinished) = (Mutex::default(), News::default(), Unfinished::default());
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let inner = Arc::new(Inner {
            store,
            key,
            surroundings,
            tries,
            news,
            unfinished,
            shares: Shares::default(),
            senders: Senders::default(),
            working: Arc::new(Semaphore::new(cores)),
        });
        Ok(Self { inner, objects })
    }

    /// The same hub, with attached files elsewhere than in its folder.
    #[must_use]
    pub fn with_objects(self, objects: Objects) -> Self {
        Self { objects, ..self }
    }

    /// The hub's id, which follows from its key as a device's does.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        self.inner.key.id()
    }

    /// How the keys that it has had vouch for one another, up to the one that signs.
    #[must_use]
    pub fn succession(&self) -> Vec<ByteBuf> {
        self.inner.key.succession()
    }

    /// By which a device checks every reply.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        self.inner.key.public()
    }

    /// Opens the connections to the store and does what else is done once, so that who comes first need not wait for it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn stand_by(&self) -> Result<(), StoreError> {
        self.store().stand_by().await?;
        self.rehearse().await
    }

    /// Replays the ledger; gives the number of its links.
    ///
    /// # Errors
    /// [`VerifyError`] at the first link that is wrong.
    pub async fn verify(&self) -> Result<u64, VerifyError> {
        verify::verify(self.store()).await
    }

    pub(crate) fn store(&self) -> &dyn Store {
        self.inner.store.as_ref()
    }

    pub(crate) fn objects(&self) -> &Objects {
        &self.objects
    }

    pub(crate) fn news(&self) -> &News {
        &self.inner.news
    }

    pub(crate) fn unfinished(&self) -> &Unfinished {
        &self.inner.unfinished
    }

    pub(crate) fn shares(&self) -> &Shares {
        &self.inner.shares
    }

    pub(crate) fn senders(&self) -> &Senders {
        &self.inner.senders
    }

    /// Does what takes a while on a thread that serves nobody meanwhile. As many work at once as there are cores: more would wait
    /// for each other, each in a thread of its own.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let turn = Arc::clone(&self.inner.working).acquire_owned().await;
        let turn = turn.map_err(|error| StoreError::Unavailable(error.into()))?;
        let work = move || {
            // Until the work is done, also where nobody waits for it any more.
            let _turn = turn;
            work()
        };
        let done = task::spawn_blocking(work).await;
        done.map_err(|error| StoreError::Unavailable(error.into()))
    }

    pub(crate) fn key(&self) -> &Key {
        &self.inner.key
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.inner.surroundings.now_ms()
    }

    pub(crate) fn random(&self, bytes: &mut [u8]) {
        self.inner.surroundings.random(bytes);
    }

    pub(crate) fn new_id(&self) -> Uuid {
        self.inner.surroundings.new_id()
    }

    pub(crate) fn tries(&self) -> MutexGuard<'_, Tries> {
        self.inner.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A folder that only its owner enters; one that is there is left as it is.
fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
