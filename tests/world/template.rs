//! The world in which every history begins: a hub and enrolled devices, made once with all that it costs, then copied.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

use age::{scrypt, secrecy::SecretString};
use satchel_client::{App, Environment, vault::Passphrase};
use satchel_hub::{Hub, surroundings::Surroundings};
use satchel_shared::{
    ids::DeviceId,
    ledger::{OfficeKind, Role},
    seal::Sealed,
};
use satchel_tests::process::until;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use crate::{
    link::{Link, SharedHub},
    random::Random,
};

const PASSPHRASE: &str = "a passphrase for a world";
pub(crate) const URL: &str = "http://localhost:1";
/// The passphrase protects nothing here, and is stretched as little as age allows.
const WORK_FACTOR: u8 = 1;
/// 24 November 2025.
pub(crate) const BEGINNING_MS: i64 = 1_764_000_000_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Office {
    /// Three devices.
    Jakarta,
    /// Two devices.
    Nairobi,
    /// The desk's one.
    Headquarters,
}

/// Which offices there are, with their States, and whose devices, each with the place of its office.
pub(crate) struct Plan {
    pub(crate) offices: &'static [(OfficeKind, &'static str)],
    pub(crate) devices: Vec<(usize, Role)>,
}

/// In the order of [`Office`].
const OFFICES: [(OfficeKind, &str); 3] = [
    (OfficeKind::FieldOffice, "IDN"),
    (OfficeKind::Nhri, "KEN"),
    (OfficeKind::Headquarters, ""),
];

/// Whose devices there are.
pub(crate) const DEVICES: [(Office, Role); 6] = [
    (Office::Jakarta, Role::Lead),
    (Office::Jakarta, Role::Lead),
    (Office::Jakarta, Role::Drafter),
    (Office::Nairobi, Role::Drafter),
    (Office::Nairobi, Role::Lead),
    (Office::Headquarters, Role::Desk),
];

/// The desk's device.
pub(crate) const DESK: usize = 5;

/// A clock that a history moves, and that goes on a little whenever it is read.
pub(crate) type Clock = Arc<AtomicI64>;

pub(crate) struct Template {
    folder: TempDir,
    pub(crate) ids: Vec<DeviceId>,
}

impl Template {
    /// The world of most histories.
    pub(crate) fn make() -> Result<Self, String> {
        let devices = DEVICES.into_iter().map(|(office, role)| (office as usize, role));
        Self::of(&Plan {
            offices: &OFFICES,
            devices: devices.collect(),
        })
    }

    pub(crate) fn of(plan: &Plan) -> Result<Self, String> {
        let folder = folder().map_err(told)?;
        let runtime = runtime()?;
        let data = folder.path().join("hub");
        runtime.block_on(Hub::init(&data)).map_err(told)?;
        let opened = Hub::open_with(&data, HubSurroundings::new(0, &clock()));
        let hub = runtime.block_on(opened).map_err(told)?;
        let shared: SharedHub = Arc::new(Mutex::new(Some(hub.clone())));
        let mut offices = Vec::new();
        for (kind, state) in plan.offices {
            let states: Vec<_> = state.parse().into_iter().collect();
            let added = hub.add_office("An office", *kind, &states);
            offices.push(runtime.block_on(added).map_err(told)?);
        }
        let (mut apps, mut ids) = (Vec::new(), Vec::new());
        for (number, (office, role)) in plan.devices.iter().enumerate() {
            let invited = hub.invite(offices[*office], *role, "A member");
            let code = runtime.block_on(invited).map_err(told)?;
            let link = Arc::new(Link::new(Arc::clone(&shared), Arc::clone(&runtime)));
            let environment = environment(0, number, &clock());
            let app = App::with(vault(folder.path(), number), environment, Arc::<Link>::clone(&link));
            app.create_vault(&passphrase()).map_err(told)?;
            app.enrol(URL, &code.to_string()).map_err(told)?;
            let request = link.last_request().ok_or("no enrolment was sent")?;
            ids.push(Sealed::parse(&request).map_err(told)?.signer());
            apps.push(app);
        }
        for app in apps {
            app.sync().map_err(told)?;
        }
        for number in 0..plan.devices.len() {
            rewrap(&vault(folder.path(), number).join("key.age"))?;
        }
        drop(shared.lock().unwrap_or_else(PoisonError::into_inner).take());
        drop(hub);
        // Its connections are closed by threads of their own, the last of which writes the log into the store.
        until("the hub is closed", || {
            (!data.join("hub.db-wal").exists()).then_some(())
        });
        Ok(Self { folder, ids })
    }

    /// A folder with a copy of the hub.
    pub(crate) fn copy_hub(&self) -> io::Result<TempDir> {
        let copy = folder()?;
        copy_folder(&self.folder.path().join("hub"), &copy.path().join("hub"))?;
        Ok(copy)
    }

    /// A copy of a device's vault.
    pub(crate) fn copy_vault(&self, device: usize, to: &Path) -> io::Result<()> {
        copy_folder(&vault(self.folder.path(), device), to)
    }
}

pub(crate) fn vault(world: &Path, device: usize) -> PathBuf {
    world.join(format!("vault-{device}"))
}

pub(crate) fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE.to_owned())
}

pub(crate) fn clock() -> Clock {
    Arc::new(AtomicI64::new(BEGINNING_MS))
}

/// A device's clock and randomness.
pub(crate) fn environment(seed: u64, device: usize, clock: &Clock) -> Environment {
    let clock = Arc::clone(clock);
    // Far apart: what one device draws, no other draws a little later.
    let random = Mutex::new(Random::new(seed, (1 + device as u64) << 32));
    Environment::new(
        move || clock.fetch_add(7, Ordering::Relaxed),
        move |bytes| random.lock().unwrap_or_else(PoisonError::into_inner).fill(bytes),
    )
}

/// The hub's clock and randomness.
#[derive(Debug)]
pub(crate) struct HubSurroundings {
    clock: Clock,
    random: Mutex<Random>,
}

impl HubSurroundings {
    pub(crate) fn new(seed: u64, clock: &Clock) -> Self {
        Self {
            clock: Arc::clone(clock),
            random: Mutex::new(Random::new(seed, 99)),
        }
    }
}

impl Surroundings for HubSurroundings {
    fn now_ms(&self) -> i64 {
        self.clock.fetch_add(7, Ordering::Relaxed)
    }

    fn random(&self, bytes: &mut [u8]) {
        self.random.lock().unwrap_or_else(PoisonError::into_inner).fill(bytes);
    }
}

/// One for each thread that runs histories.
pub(crate) fn runtime() -> Result<Arc<Runtime>, String> {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .map(Arc::new)
        .map_err(told)
}

/// Copies a folder, but not its lock, nor the memory that SQLite's connections share.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        let told = name.to_string_lossy();
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &to.join(&name))?;
        } else if told != "lock" && !told.ends_with("-shm") {
            fs::copy(entry.path(), to.join(&name))?;
        }
    }
    Ok(())
}

/// In memory, where there is such a place: no history waits for a disk.
fn folder() -> io::Result<TempDir> {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir())
    } else {
        tempfile::tempdir()
    }
}

fn rewrap(path: &Path) -> Result<(), String> {
    let passphrase = SecretString::from(PASSPHRASE.to_owned());
    let identity = scrypt::Identity::new(passphrase.clone());
    let key = age::decrypt(&identity, &fs::read(path).map_err(told)?).map_err(told)?;
    let mut recipient = scrypt::Recipient::new(passphrase);
    recipient.set_work_factor(WORK_FACTOR);
    fs::write(path, age::encrypt(&recipient, &key).map_err(told)?).map_err(told)
}

pub(crate) fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
