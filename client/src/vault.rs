//! The vault: everything that the device keeps, in one SQLCipher database, whose random key a passphrase opens.
//!
//! A folder holds `vault.db`, `key.age` and `lock`. One process opens a vault at a time: two would make changes under the
//! same name. The vault knows rows and bytes; what they mean is the app's.

pub mod attachments;
pub mod board;
pub mod carried_packs;
pub mod decisions;
pub mod done_edits;
mod error;
pub mod hub_times;
mod key;
pub mod members;
mod migrations;
pub mod offices;
pub mod recommendation_filters;
pub mod recommendations;
pub mod record_files;
pub mod record_links;
pub mod record_refs;
pub mod records;
pub mod related;
pub mod settings;
pub mod situations;
pub mod statement;
pub mod sync_state;

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

pub use carried_packs::CarriedPack;
pub use decisions::{KeptDecision, WaitingDecision};
pub use error::VaultError;
pub use key::Passphrase;
pub use members::KnownDevice;
pub use records::{KeptDocument, RecordListing, RecordTexts, StoredRecord};
use rusqlite::{Connection, Transaction, TransactionBehavior};
pub use settings::HubIdentity;
use zeroize::Zeroizing;

use crate::environment::Environment;
use key::DataKey;

const DATABASE: &str = "vault.db";
const KEY: &str = "key.age";
const LOCK: &str = "lock";
/// Where a new vault is made before it takes its place, so that nobody ever sees half a vault.
const MAKING: &str = "making";

/// An open vault.
#[derive(Debug)]
pub struct Vault {
    connection: Connection,
    /// Holds the folder's lock as long as the vault is open.
    _lock: File,
}

/// Whether there is a vault in a folder (that opens or does not).
#[must_use]
pub fn exists(folder: &Path) -> bool {
    folder.join(KEY).exists() || folder.join(DATABASE).exists()
}

impl Vault {
    /// Makes a vault where there is none, and opens it.
    ///
    /// # Errors
    /// [`VaultError::VaultExists`], [`VaultError::PassphraseTooShort`], or what the disk says.
    pub fn create(folder: &Path, passphrase: &Passphrase, environment: &Environment) -> Result<Self, VaultError> {
        passphrase.check()?;
        make_folder(folder).map_err(|reason| disk(folder, reason))?;
        let lock = lock(folder)?;
        if exists(folder) {
            return Err(VaultError::VaultExists(folder.to_owned()));
        }
        let making = folder.join(MAKING);
        if making.exists() {
            fs::remove_dir_all(&making).map_err(|reason| disk(&making, reason))?;
        }
        fs::create_dir(&making).map_err(|reason| disk(&making, reason))?;
        let key = DataKey::new(environment.random());
        let wrapped = making.join(KEY);
        write_synced(&wrapped, &key::wrap(&key, passphrase)?)?;
        let database = making.join(DATABASE);
        // SQLite takes an empty file, and gives its own files beside it the same rights.
        write_synced(&database, &[])?;
        let mut connection = connect(&database, &key)?;
        settle(&mut connection, environment)?;
        connection.close().map_err(|(_, error)| error)?;
        // The key last: until it is there nothing has been written, and `finish_making` knows where it is.
        for (from, name) in [(&database, DATABASE), (&wrapped, KEY)] {
            fs::rename(from, folder.join(name)).map_err(|reason| disk(from, reason))?;
        }
        fs::remove_dir_all(&making).map_err(|reason| disk(&making, reason))?;
        sync_folder(folder)?;
        let connection = connect(&folder.join(DATABASE), &key)?;
        Ok(Self {
            connection,
            _lock: lock,
        })
    }

    /// Opens a vault.
    ///
    /// # Errors
    /// [`VaultError`]: no vault here, a wrong passphrase, a file that is no vault's, damage, or a vault that is open elsewhere.
    pub fn open(folder: &Path, passphrase: &Passphrase) -> Result<Self, VaultError> {
        Opener::new(folder, passphrase)?.open()
    }

    /// Does all of `work`, or none of it; on the disk when it returns.
    ///
    /// # Errors
    /// Those of `work`, after which nothing has changed.
    pub fn write<T, E: From<VaultError>>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(VaultError::from)?;
        let done = work(&transaction)?;
        transaction.commit().map_err(VaultError::from)?;
        Ok(done)
    }

    /// For reading.
    #[must_use]
    pub fn read(&self) -> &Connection {
        &self.connection
    }
}

/// A vault whose key was derived from the passphrase, which takes most of a second, and whose database is still closed.
pub struct Opener {
    database: PathBuf,
    key: DataKey,
    lock: File,
}

impl std::fmt::Debug for Opener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opener")
            .field("database", &self.database)
            .finish_non_exhaustive()
    }
}

impl Opener {
    /// Locks the folder, and derives the key.
    ///
    /// # Errors
    /// As [`Vault::open`].
    pub fn new(folder: &Path, passphrase: &Passphrase) -> Result<Self, VaultError> {
        if !exists(folder) {
            return Err(VaultError::NoVault(folder.to_owned()));
        }
        let (wrapped, database) = (folder.join(KEY), folder.join(DATABASE));
        // Before anything is written, the lock too: the folder may be somebody else's.
        if !wrapped.exists() && !folder.join(MAKING).join(KEY).exists() {
            return Err(VaultError::KeyMissing(wrapped));
        }
        // SQLite would take an empty file for a new database, and write to it.
        if fs::metadata(&database).map_or(0, |file| file.len()) == 0 {
            return Err(VaultError::NotAVault(database));
        }
        let lock = lock(folder)?;
        finish_making(folder)?;
        let bytes = fs::read(&wrapped).map_err(|reason| disk(&wrapped, reason))?;
        let key = key::unwrap(&bytes, passphrase)?.ok_or(VaultError::NotAVault(wrapped))?;
        Ok(Self { database, key, lock })
    }

    /// Opens the database, and brings its tables up to date.
    ///
    /// # Errors
    /// As [`Vault::open`].
    pub fn open(self) -> Result<Vault, VaultError> {
        let Self { database, key, lock } = self;
        let mut connection = connect(&database, &key)?;
        match schema_version(&connection)? {
            0 => return Err(VaultError::NotAVault(database)),
            newer if newer > migrations::NEWEST => return Err(VaultError::TooNew(newer)),
            older if older < migrations::NEWEST => migrations::bring_up_to_date(&mut connection)?,
            _ => {}
        }
        attachments::forget_unfinished(&connection)?;
        Ok(Vault {
            connection,
            _lock: lock,
        })
    }
}

/// The tables, and what a new device starts with: its own key.
fn settle(connection: &mut Connection, environment: &Environment) -> Result<(), VaultError> {
    migrations::bring_up_to_date(connection)?;
    settings::put(connection, settings::DEVICE_KEY, &environment.random::<32>())
}

fn connect(database: &Path, key: &DataKey) -> Result<Connection, VaultError> {
    let connection = Connection::open(database)?;
    // What SQLCipher has to say comes back as an error; it is not for the terminal.
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    // A raw key (x'…'): the passphrase was stretched before, when the key was unwrapped.
    let hex = Zeroizing::new(data_encoding::HEXLOWER.encode(key.as_slice()));
    let statement = Zeroizing::new(format!("PRAGMA key = \"x'{}'\";", hex.as_str()));
    connection.execute_batch(&statement)?;
    // This reads the first page and no other: where it does not open with the right key, the file is not ours.
    if let Err(VaultError::Damaged(_)) = schema_version(&connection) {
        return Err(VaultError::NotAVault(database.to_owned()));
    }
    let _mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    connection.execute_batch(
        // Every page that is not in memory is decrypted and its seal checked: the search's index should stay there (KiB).
        "PRAGMA cache_size = -24576; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn schema_version(connection: &Connection) -> Result<i64, VaultError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

fn lock(folder: &Path) -> Result<File, VaultError> {
    let path = folder.join(LOCK);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|reason| disk(&path, reason))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(VaultError::InUse),
        Err(fs::TryLockError::Error(reason)) => Err(disk(&path, reason)),
    }
}

/// A machine that stopped between the two renames of [`Vault::create`] left the key behind: it takes its place now.
fn finish_making(folder: &Path) -> Result<(), VaultError> {
    let (key, left) = (folder.join(KEY), folder.join(MAKING).join(KEY));
    if !key.exists() && left.exists() {
        fs::rename(&left, &key).map_err(|reason| disk(&left, reason))?;
        sync_folder(folder)?;
    }
    Ok(())
}

/// A folder that only its owner enters; one that is there is left as it is.
fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// A new file that only its owner reads.
fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    use io::Write;
    let write = || {
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|reason| disk(path, reason))
}

/// So that the renames themselves survive a loss of power. Where a folder cannot be opened (Windows), the system does it.
fn sync_folder(folder: &Path) -> Result<(), VaultError> {
    match File::open(folder) {
        Ok(handle) => handle.sync_all().map_err(|reason| disk(folder, reason)),
        Err(_) => Ok(()),
    }
}

fn disk(path: &Path, reason: io::Error) -> VaultError {
    if reason.kind() == io::ErrorKind::StorageFull {
        return VaultError::DiskFull;
    }
    VaultError::Disk {
        path: PathBuf::from(path),
        reason,
    }
}

#[cfg(test)]
mod tests;
