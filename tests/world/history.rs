//! One history: its devices and its hub, and what each action of the trace does to them.

use std::{
    collections::BTreeMap,
    fs,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use satchel_client::{App, AppError, Environment};
use satchel_hub::Hub;
use satchel_shared::{
    ids::RecordId,
    window::{Base, ListRecords, RecordView, Safety, Stage},
};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::{
    action::{Action, Fault},
    courier::Bag,
    feed::HubStore,
    link::{Link, Meanwhile, SharedHub},
    model::Model,
    template::{self, Clock, DESK, DEVICES, HubSurroundings, Office, Template, told},
    writing::{all_tokens, splice},
};

const YEAR_MS: i64 = 365 * 24 * 60 * 60 * 1_000;

pub(crate) struct Device {
    pub(crate) office: Office,
    folder: PathBuf,
    environment: Environment,
    clock: Clock,
    link: Arc<Link>,
    /// Copied from the template and opened when something happens to it for the first time.
    app: Option<Arc<App>>,
    pub(crate) kept: Option<(PathBuf, (usize, usize))>,
    /// Whether its vault is an old copy that has not met the hub yet.
    pub(crate) is_old: bool,
    /// Whether it is never online any more: couriers carry all of its exchanges.
    pub(crate) is_offline: bool,
    pub(crate) is_lost: bool,
    /// Whether its last exchange left it with something else than the hub has.
    pub(crate) differs: bool,
}

pub(crate) struct History<'a> {
    pub(crate) devices: Vec<Device>,
    pub(crate) model: Model,
    pub(crate) hub: SharedHub,
    pub(crate) hub_store: Arc<HubStore>,
    pub(crate) runtime: Arc<Runtime>,
    pub(crate) template: &'a Template,
    pub(crate) bag: Bag,
    hub_clock: Clock,
    seed: u64,
    restarts: u64,
    /// Last, so that it is there for all the others.
    pub(crate) folder: TempDir,
}

/// What a device shows of its records.
pub(crate) type Shown = BTreeMap<RecordId, RecordView>;

impl<'a> History<'a> {
    pub(crate) fn new(template: &'a Template, runtime: &Arc<Runtime>, seed: u64) -> Result<Self, String> {
        let folder = template.copy_hub().map_err(told)?;
        let hub = SharedHub::default();
        let file = folder.path().join("hub/hub.db");
        let hub_store = Arc::new(HubStore::open(&file, runtime)?);
        let device = |(number, (office, _))| {
            let clock = template::clock();
            Device {
                office,
                folder: template::vault(folder.path(), number),
                environment: template::environment(seed, number, &clock),
                clock,
                link: Arc::new(Link::new(Arc::clone(&hub), Arc::clone(runtime))),
                app: None,
                kept: None,
                is_old: false,
                is_offline: false,
                is_lost: false,
                differs: false,
            }
        };
        let devices = DEVICES.into_iter().enumerate().map(device).collect();
        let mut history = Self {
            devices,
            model: Model::default(),
            hub,
            hub_store,
            runtime: Arc::clone(runtime),
            template,
            bag: Bag::default(),
            hub_clock: template::clock(),
            seed,
            restarts: 0,
            folder,
        };
        history.start_hub()?;
        Ok(history)
    }

    fn start_hub(&mut self) -> Result<(), String> {
        self.restarts += 1;
        let surroundings = HubSurroundings::new(self.seed.wrapping_add(self.restarts << 32), &self.hub_clock);
        let data = self.folder.path().join("hub");
        let hub = self
            .runtime
            .block_on(Hub::open_with(&data, surroundings))
            .map_err(told)?;
        *self.hub.lock().unwrap_or_else(PoisonError::into_inner) = Some(hub);
        Ok(())
    }

    pub(crate) fn run(&mut self, action: &Action) -> Result<(), String> {
        if let Some(device) = action.hand()
            && self.is_closed(device)?
        {
            return Ok(());
        }
        match action {
            Action::Create { device } => self.create(*device),
            Action::Type { device, record, place } => self.type_in(*device, *record, *place, 1),
            Action::Paste {
                device,
                record,
                place,
                tokens,
            } => self.type_in(*device, *record, *place, *tokens),
            Action::Delete { device, record, place } => self.delete(*device, *record, *place),
            Action::Set { device, record, field } => self.set(*device, *record, *field),
            Action::AddItem { device, record } => self.add_item(*device, *record),
            Action::RemoveItem { device, record, item } => self.remove_item(*device, *record, *item),
            Action::Attach { device, record, file } => self.attach(*device, *record, *file),
            Action::Submit { device, record } => self.submit(*device, *record),
            Action::Decide { device, record, choice } => self.decide(*device, *record, *choice),
            Action::Sync {
                device,
                faults,
                file_faults,
                typing,
            } => self.sync_with(*device, [faults, file_faults], *typing),
            Action::Late { device, request } => {
                self.devices[*device].link.bring_late(*request);
                Ok(())
            }
            Action::Reopen { device } => self.reopen(*device),
            Action::PowerCut { device } => self.cut_power(*device),
            Action::RestartHub => {
                drop(self.hub.lock().unwrap_or_else(PoisonError::into_inner).take());
                self.start_hub()
            }
            Action::Clock { device, years } => {
                let clock = self.devices.get(*device).map_or(&self.hub_clock, |it| &it.clock);
                clock.fetch_add(years * YEAR_MS, Ordering::Relaxed);
                Ok(())
            }
            Action::Revoke { device } => {
                let hub = self.hub();
                let revoked = hub.revoke_device(self.template.ids[*device]);
                self.runtime.block_on(revoked).map_err(told)?;
                self.model.revoked(*device);
                Ok(())
            }
            Action::ReplaceKey { device } => {
                self.app(*device)?.replace_key().map_err(told)?;
                self.model.decided += 1;
                Ok(())
            }
            Action::Keep { device } => self.keep(*device),
            Action::Restore { device } => self.restore(*device),
            Action::Offline { device } => {
                self.devices[*device].is_offline = true;
                Ok(())
            }
            Action::Lose { device } => self.lose(*device),
            Action::Pack {
                device,
                colleague,
                split,
            } => self.pack(*device, *colleague, *split).map(drop),
            Action::PackNews { device } => self.pack_news(*device),
            Action::Bring { satchel, damaged } => self.bring(*satchel, *damaged),
        }
    }

    /// Whether a device has learned that it was revoked: then it shows nothing.
    pub(crate) fn is_closed(&mut self, device: usize) -> Result<bool, String> {
        if !self.model.is_revoked(device) {
            return Ok(false);
        }
        let app = self.app(device)?;
        if app.session().map_err(told)?.stage != Stage::Revoked {
            return Ok(false);
        }
        match app.list(&ListRecords::default()) {
            Err(AppError::DeviceRevoked) => Ok(true),
            Ok(_) | Err(_) => Err(format!("device {device} is revoked, knows it, and shows records")),
        }
    }

    pub(crate) fn hub(&self) -> Hub {
        let hub = self.hub.lock().unwrap_or_else(PoisonError::into_inner).clone();
        hub.unwrap_or_else(|| unreachable!("the hub stops only to start again"))
    }

    pub(crate) fn app(&mut self, number: usize) -> Result<Arc<App>, String> {
        let device = &mut self.devices[number];
        if let Some(app) = &device.app {
            return Ok(Arc::clone(app));
        }
        let (environment, link) = (device.environment.clone(), Arc::<Link>::clone(&device.link));
        if !device.folder.exists() {
            self.template.copy_vault(number, &device.folder).map_err(told)?;
        }
        let app = Arc::new(App::with(device.folder.clone(), environment, link));
        app.unlock(&template::passphrase()).map_err(told)?;
        device.app = Some(Arc::clone(&app));
        Ok(app)
    }

    fn sync_with(
        &mut self,
        device: usize,
        [faults, file_faults]: [&[Fault]; 2],
        typing: Option<u32>,
    ) -> Result<(), String> {
        if self.devices[device].is_offline {
            let fault = faults.first().copied().unwrap_or(Fault::None);
            return self.courier(device, fault, typing).map(drop);
        }
        let app = self.app(device)?;
        let typed = match typing {
            Some(record) => self.choose_own(device, record)?,
            None => None,
        };
        let (done, seen) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Ok(()))));
        let mut typed_token = None;
        let meanwhile = typed.map(|(app, view)| {
            let (done, seen, token) = (Arc::clone(&done), Arc::clone(&seen), self.model.new_token());
            typed_token = Some((view.row.id, token));
            let (id, hub_store) = (view.row.id, Arc::clone(&self.hub_store));
            let mut edit = Some(splice(0, 0, token.to_string()));
            Box::new(move || match edit.take() {
                Some(edit) => done.store(app.edit(id, &[edit]).is_ok(), Ordering::Relaxed),
                // Whoever types looks again with each further request.
                None => {
                    let is_safe = match app.view(id) {
                        Ok(view) => hub_store.check_at_hub([&view]),
                        // It was told so by an earlier reply of the same sync.
                        Err(AppError::DeviceRevoked) => Ok(()),
                        Err(error) => Err(told(error)),
                    };
                    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                    *seen = seen.clone().and(is_safe);
                }
            }) as Meanwhile
        });
        self.devices[device].link.meet(faults, file_faults, meanwhile);
        let synced = app.sync();
        self.devices[device].link.meet(&[], &[], None);
        if let Some((id, token)) = typed_token.filter(|_| done.load(Ordering::Relaxed)) {
            self.model.written(device, id, token);
        }
        seen.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        match synced {
            Err(error)
                if faults.iter().chain(file_faults).all(|it| *it == Fault::None) && !self.model.is_revoked(device) =>
            {
                return Err(format!("device {device} cannot sync: {error}"));
            }
            Ok(_) if self.model.is_revoked(device) => return Err(format!("device {device} syncs after revocation")),
            Ok(_) => self.devices[device].is_old = false,
            Err(_) => {}
        }
        if self.is_closed(device)? {
            return Ok(());
        }
        if self.model.is_revoked(device) && faults.iter().all(|it| *it == Fault::None) {
            return Err(format!("device {device} was not told that it is revoked"));
        }
        self.look(device).map(drop)
    }

    /// Exchanges without faults. Gives whether anything moved, or waits.
    pub(crate) fn sync(&mut self, device: usize) -> Result<bool, String> {
        if self.devices[device].is_offline {
            return self.courier(device, Fault::None, None);
        }
        let report = self
            .app(device)?
            .sync()
            .map_err(|error| format!("device {device} cannot sync: {error}"))?;
        self.devices[device].differs = report.differs;
        let files = report.files_sent + report.files_received;
        Ok(report.sent + report.received + report.refused + report.pending + files > 0)
    }

    /// What a device shows, once it is sure that it may show it.
    pub(crate) fn look(&mut self, device: usize) -> Result<Shown, String> {
        let app = self.app(device)?;
        let own = self.devices[device].office;
        let mut shown = Shown::new();
        for (id, safety) in list(&app)? {
            let view = app.view(id).map_err(told)?;
            self.check_safe(&app, &view)?;
            let there = all_tokens(&view.content).map_err(|error| format!("device {device}, {id}: {error}"))?;
            match self.model.office(id) {
                Some(office) if office == own => {
                    self.model.check_shown(device, id, &there)?;
                    if safety == Safety::AtHeadquarters {
                        self.model.confirmed(device, id)?;
                    }
                }
                Some(_) if device == DESK => self.model.check_desk(id, &there)?,
                Some(_) | None => return Err(format!("device {device} shows {id}, which is not for it")),
            }
            shown.insert(id, view);
        }
        self.hub_store.check_at_hub(shown.values())?;
        Ok(shown)
    }

    fn heads(&mut self, device: usize) -> Result<BTreeMap<RecordId, Base>, String> {
        let app = self.app(device)?;
        let ids = list(&app)?.into_iter().map(|(id, _)| id);
        ids.map(|id| Ok((id, app.view(id).map_err(told)?.base))).collect()
    }

    fn reopen(&mut self, device: usize) -> Result<(), String> {
        let before = self.heads(device)?;
        let app = self.app(device)?;
        app.lock();
        app.unlock(&template::passphrase()).map_err(told)?;
        self.same(device, &before)
    }

    fn cut_power(&mut self, device: usize) -> Result<(), String> {
        let before = self.heads(device)?;
        let copy = self.folder.path().join("after-the-cut");
        template::copy_folder(&self.devices[device].folder, &copy).map_err(told)?;
        self.replace(device, &copy)?;
        self.same(device, &before)
    }

    fn same(&mut self, device: usize, before: &BTreeMap<RecordId, Base>) -> Result<(), String> {
        if self.heads(device)? == *before {
            Ok(())
        } else {
            Err(format!("device {device} has other records than before it was closed"))
        }
    }

    fn keep(&mut self, device: usize) -> Result<(), String> {
        self.app(device)?;
        let copy = self.folder.path().join(format!("kept-{device}"));
        if copy.exists() {
            fs::remove_dir_all(&copy).map_err(told)?;
        }
        template::copy_folder(&self.devices[device].folder, &copy).map_err(told)?;
        self.devices[device].kept = Some((copy, self.model.moment()));
        Ok(())
    }

    /// Not of a device that is never online: it learns only by the wire that its vault is an old copy.
    fn restore(&mut self, device: usize) -> Result<(), String> {
        if self.devices[device].is_offline {
            return Ok(());
        }
        let Some((copy, moment)) = self.devices[device].kept.take() else {
            return Ok(());
        };
        self.replace(device, &copy)?;
        self.devices[device].is_old = true;
        self.model.restored(device, moment);
        Ok(())
    }

    /// What a colleague has of a lost device stays in the world. Where a colleague waits for the rest of something, the device is
    /// found again.
    fn lose(&mut self, device: usize) -> Result<(), String> {
        let mut shown = Vec::new();
        for other in self.live().into_iter().filter(|other| *other != device) {
            if !self.app(other)?.sync_state().map_err(told)?.set_aside.is_empty() {
                return Ok(());
            }
            for view in self.look(other)?.values() {
                shown.extend(all_tokens(&view.content)?);
            }
        }
        self.devices[device].is_lost = true;
        self.model.lost(device, &shown);
        Ok(())
    }

    /// The devices that still exchange.
    pub(crate) fn live(&self) -> Vec<usize> {
        (0..DEVICES.len())
            .filter(|device| !self.model.is_revoked(*device) && !self.devices[*device].is_lost)
            .collect()
    }

    /// Ends the device's program, and puts another folder in its vault's place.
    fn replace(&mut self, device: usize, folder: &std::path::Path) -> Result<(), String> {
        let device = &mut self.devices[device];
        drop(device.app.take());
        fs::remove_dir_all(&device.folder).map_err(told)?;
        fs::rename(folder, &device.folder).map_err(told)
    }
}

pub(crate) fn list(app: &App) -> Result<Vec<(RecordId, Safety)>, String> {
    let rows = app.list(&ListRecords::default()).map_err(told)?;
    Ok(rows.into_iter().map(|row| (row.id, row.safety)).collect())
}
