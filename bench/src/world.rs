//! A hub on a socket of this machine and a device that belongs to it.

use std::path::Path;

use anyhow::Result;
use satchel_client::{App, vault::Passphrase};
use satchel_hub::Hub;
use satchel_shared::{
    ledger::{OfficeKind, Role},
    states::StateCode,
};
use tempfile::TempDir;
use tokio::{net::TcpListener, runtime::Runtime};

/// A browser unlocks the same vaults.
pub(crate) use satchel_tests::device::PASSPHRASE;

pub(crate) struct World {
    /// Ends the hub when dropped.
    pub(crate) runtime: Runtime,
    pub(crate) hub: Hub,
    pub(crate) device: App,
    url: String,
    _folder: TempDir,
}

impl World {
    pub(crate) fn new(state: &str) -> Result<Self> {
        Self::of(&[state.parse()?])
    }

    pub(crate) fn of_all_states() -> Result<Self> {
        let all: Vec<StateCode> = StateCode::all().map(|(code, _)| code).collect();
        Self::of(&all)
    }

    /// The device of a member of another office, in a folder.
    pub(crate) fn member(&self, kind: OfficeKind, role: Role, folder: &Path) -> Result<App> {
        let code = self.runtime.block_on(async {
            let office = self.hub.add_office("Another office", kind, &["IDN".parse()?]).await?;
            anyhow::Ok(self.hub.invite(office, role, "Dana").await?)
        })?;
        let device = vault(folder)?;
        device.enrol(&self.url, &code.to_string())?;
        device.sync()?;
        Ok(device)
    }

    /// Opens the device's vault anew, with nothing in memory.
    pub(crate) fn reopen(&self) -> Result<()> {
        self.device.lock();
        Ok(self.device.unlock(&Passphrase::new(PASSPHRASE.to_owned()))?)
    }

    fn of(states: &[StateCode]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let runtime = Runtime::new()?;
        let (hub, url, code) = runtime.block_on(async {
            let hub = Hub::init(&folder.path().join("hub")).await?;
            let office = hub.add_office("Office", OfficeKind::FieldOffice, states).await?;
            let code = hub.invite(office, Role::Drafter, "Ayu").await?;
            let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
            let url = format!("http://{}", listener.local_addr()?);
            let serving = hub.clone();
            tokio::spawn(async move { serving.serve(listener, std::future::pending()).await });
            anyhow::Ok((hub, url, code))
        })?;
        let device = vault(&folder.path().join("vault"))?;
        device.enrol(&url, &code.to_string())?;
        device.sync()?;
        Ok(Self {
            runtime,
            hub,
            device,
            url,
            _folder: folder,
        })
    }
}

/// A new vault.
pub(crate) fn vault(folder: &Path) -> Result<App> {
    let app = App::new(folder.to_owned());
    app.create_vault(&Passphrase::new(PASSPHRASE.to_owned()))?;
    Ok(app)
}
