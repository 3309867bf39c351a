//! The whole app as one thing that can be asked: what the window, the command line and the tests hold.
//!
//! An [`App`] stands over one vault's folder and is safe to share between threads. Local work never waits for the network:
//! a sync holds the vault only while it reads what waits and while it writes what came.

mod attachments;
mod board;
mod comments;
mod content;
mod coordination;
mod decide;
mod exchange;
mod following;
pub mod funds;
mod gaps;
mod history;
mod home;
mod indexed;
mod keys;
mod open;
mod public;
mod records;
mod related;
mod roster;
mod satchel;
mod search;
mod statement;

use std::{
    fmt,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use satchel_shared::window::{Membership, Session, Stage};
use tokio_util::sync::CancellationToken;

use crate::{
    environment::Environment,
    error::AppError,
    sync::{Transport, http::Http},
    vault::{self, Opener, Passphrase, Vault, settings},
};
pub use attachments::AttachmentError;
use attachments::disk;
use open::Open;
pub use records::typed;
pub use satchel::SatchelError;

/// The app over one vault.
pub struct App {
    folder: PathBuf,
    environment: Environment,
    transport: Arc<dyn Transport>,
    /// None while the vault is locked, or not there.
    open: Mutex<Option<Open>>,
    /// One sync at a time.
    syncing: Mutex<()>,
    /// Stops the sync that is under way.
    stop: Mutex<CancellationToken>,
    /// Ends the waiting for news that is under way.
    waiting: Mutex<CancellationToken>,
}

impl App {
    /// The app over the vault in `folder`, which may not be there yet.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self::with(folder, Environment::system(), Arc::new(Http::default()))
    }

    /// The same with a clock, randomness and a network of one's own.
    #[must_use]
    pub fn with(folder: PathBuf, environment: Environment, transport: Arc<dyn Transport>) -> Self {
        Self {
            folder,
            environment,
            transport,
            open: Mutex::new(None),
            syncing: Mutex::new(()),
            stop: Mutex::default(),
            waiting: Mutex::default(),
        }
    }

    /// How things stand with the vault.
    ///
    /// # Errors
    /// Where the vault cannot be read.
    pub fn session(&self) -> Result<Session, AppError> {
        match self.lock_open().as_ref() {
            Some(open) => Ok(Session {
                stage: if open.revoked_at.is_some() {
                    Stage::Revoked
                } else {
                    Stage::Open
                },
                revoked_at: open.revoked_at,
                membership: settings::membership(open.vault.read())?,
            }),
            None if vault::exists(&self.folder) => Ok(Session {
                stage: Stage::Locked,
                membership: None,
                revoked_at: None,
            }),
            None => Ok(Session {
                stage: Stage::New,
                membership: None,
                revoked_at: None,
            }),
        }
    }

    /// Makes a vault where there is none, and opens it.
    ///
    /// # Errors
    /// [`vault::VaultError`]
    pub fn create_vault(&self, passphrase: &Passphrase) -> Result<(), AppError> {
        let mut open = self.lock_open();
        if open.is_some() {
            return Err(vault::VaultError::VaultExists(self.folder.clone()).into());
        }
        let vault = Vault::create(&self.folder, passphrase, &self.environment)?;
        *open = Some(Open::new(vault, self.environment.clone())?);
        Ok(())
    }

    /// Opens the vault. Where it is open already, the passphrase is still checked by nobody: it stays open.
    ///
    /// # Errors
    /// [`vault::VaultError`]
    pub fn unlock(&self, passphrase: &Passphrase) -> Result<(), AppError> {
        let mut open = self.lock_open();
        if open.is_none() {
            let vault = Vault::open(&self.folder, passphrase)?;
            *open = Some(Open::new(vault, self.environment.clone())?);
        }
        Ok(())
    }

    /// Opens the vault whose key was derived before.
    ///
    /// # Errors
    /// [`vault::VaultError`]
    pub fn open(&self, opener: Opener) -> Result<(), AppError> {
        *self.lock_open() = Some(Open::new(opener.open()?, self.environment.clone())?);
        Ok(())
    }

    /// Forgets the key. A sync that is under way stops.
    pub fn lock(&self) {
        self.stop_sync();
        *self.lock_open() = None;
    }

    fn membership(&self) -> Result<Option<Membership>, AppError> {
        self.with_open(|open| Ok(settings::membership(open.vault.read())?))
    }

    /// Does something with the open vault, unless headquarters has withdrawn this device.
    fn with_open<T>(&self, work: impl FnOnce(&mut Open) -> Result<T, AppError>) -> Result<T, AppError> {
        self.with_vault(|open| match open.revoked_at {
            None => work(open),
            Some(_) => Err(AppError::DeviceRevoked),
        })
    }

    /// The same on a device that was withdrawn too, where little is left to do.
    fn with_vault<T>(&self, work: impl FnOnce(&mut Open) -> Result<T, AppError>) -> Result<T, AppError> {
        work(self.lock_open().as_mut().ok_or(AppError::Locked)?)
    }

    fn lock_open(&self) -> MutexGuard<'_, Option<Open>> {
        // A panic elsewhere leaves the vault as its last transaction left it; documents in memory are dropped with an error.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}
