//! One history: its devices and its hub, and what each action of the trace does to them.

use std::{
    collections::BTreeMap,
    fs,
    path::PathBuf,
    sync::{
        Arc, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use satchel_client::{App, AppError, Environment};
use satchel_hub::Hub;
use satchel_shared::{
    edit::Edit,
    ids::{ItemId, RecordId},
    path::Path,
    schema::Kind,
    window::{Base, ListRecords, RecordView, Safety},
};
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::{
    action::{Action, Fault},
    link::{Link, Meanwhile, SharedHub},
    model::{Model, TOKEN_UNITS, Token, tokens},
    template::{self, Clock, DESK, DEVICES, HubSurroundings, Office, Template, told},
};

const YEAR_MS: i64 = 365 * 24 * 60 * 60 * 1_000;
/// Tokens of a text that goes in at once: more than one part of a reply holds, also where it is compressed.
const PASTED: usize = 1_500;
/// The field that is typed in.
const PROSE: &str = "context";
/// The list whose items come and go.
const LIST: &str = "objectives";
/// Fields of one line, set to a value that nothing else has.
const LINES: [&str; 2] = ["title", "requesting_authority.name"];

pub(crate) struct Device {
    pub(crate) office: Office,
    folder: PathBuf,
    environment: Environment,
    clock: Clock,
    link: Arc<Link>,
    /// Copied from the template and opened when something happens to it for the first time.
    app: Option<Arc<App>>,
    kept: Option<(PathBuf, (usize, usize))>,
}

pub(crate) struct History<'a> {
    pub(crate) devices: Vec<Device>,
    pub(crate) model: Model,
    pub(crate) hub: SharedHub,
    pub(crate) runtime: Arc<Runtime>,
    template: &'a Template,
    hub_clock: Clock,
    seed: u64,
    restarts: u64,
    /// Last, so that it is there for all the others.
    folder: TempDir,
}

/// What a device shows of its records.
pub(crate) type Shown = BTreeMap<RecordId, RecordView>;

impl<'a> History<'a> {
    pub(crate) fn new(template: &'a Template, runtime: &Arc<Runtime>, seed: u64) -> Result<Self, String> {
        let folder = template.copy_hub().map_err(told)?;
        let hub = SharedHub::default();
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
            }
        };
        let devices = DEVICES.into_iter().enumerate().map(device).collect();
        let mut history = Self {
            devices,
            model: Model::default(),
            hub,
            runtime: Arc::clone(runtime),
            template,
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
        match action {
            Action::Create { device } => self.create(*device),
            Action::Type { device, record, place } => self.type_in(*device, *record, *place, 1),
            Action::Paste { device, record, place } => self.type_in(*device, *record, *place, PASTED),
            Action::Delete { device, record, place } => self.delete(*device, *record, *place),
            Action::Set { device, record, field } => self.set(*device, *record, *field),
            Action::AddItem { device, record } => self.add_item(*device, *record),
            Action::RemoveItem { device, record, item } => self.remove_item(*device, *record, *item),
            Action::Submit { device, record } => self.submit(*device, *record),
            Action::Acknowledge { record } => self.acknowledge(*record),
            Action::Sync { device, faults, typing } => self.sync_with(*device, faults, *typing),
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
            Action::Keep { device } => self.keep(*device),
            Action::Restore { device } => self.restore(*device),
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

    fn create(&mut self, device: usize) -> Result<(), String> {
        let office = self.devices[device].office;
        let app = self.app(device)?;
        let token = self.model.new_token();
        let content = json!({ "title": format!("Title {}", token.0), "state": "IDN", PROSE: token.to_string() });
        let content = content.as_object().cloned().unwrap_or_default();
        match app.create_from(Kind::Request, &[content]) {
            Ok(ids) => {
                for id in ids {
                    self.model.created(device, office, id, token);
                }
                Ok(())
            }
            Err(AppError::ReadOnly) if device == DESK => Ok(()),
            Err(error) => Err(told(error)),
        }
    }

    /// One of the records that the device shows.
    fn choose(&mut self, device: usize, record: u32) -> Result<Option<(Arc<App>, RecordView)>, String> {
        let app = self.app(device)?;
        let mut ids: Vec<_> = list(&app)?.into_iter().map(|(id, _)| id).collect();
        ids.sort_unstable();
        if ids.is_empty() {
            return Ok(None);
        }
        let view = app.view(ids[record as usize % ids.len()]).map_err(told)?;
        Ok(Some((app, view)))
    }

    /// One that it may write.
    fn choose_own(&mut self, device: usize, record: u32) -> Result<Option<(Arc<App>, RecordView)>, String> {
        Ok(self.choose(device, record)?.filter(|(_, view)| view.writable))
    }

    fn type_in(&mut self, device: usize, record: u32, place: u32, count: usize) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        let there = prose(&view.content)?.len();
        let tokens: Vec<Token> = (0..count).map(|_| self.model.new_token()).collect();
        let text = tokens.iter().map(Token::to_string).collect();
        let edit = splice(place as usize % (there + 1), 0, text);
        app.edit(view.row.id, &[edit]).map_err(told)?;
        for token in tokens {
            self.model.written(device, view.row.id, token);
        }
        Ok(())
    }

    fn delete(&mut self, device: usize, record: u32, place: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        let there = prose(&view.content)?;
        if there.is_empty() {
            return Ok(());
        }
        let place = place as usize % there.len();
        let edit = splice(place, 1, String::new());
        app.edit(view.row.id, &[edit]).map_err(told)?;
        self.model.deleted(device, view.row.id, there[place]);
        Ok(())
    }

    fn set(&mut self, device: usize, record: u32, field: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        let path: Path = LINES[field as usize % LINES.len()].parse().map_err(told)?;
        let value = format!("Set {}", self.model.new_token().0);
        let value = value.as_str().into();
        app.edit(view.row.id, &[Edit::Set { path, value }]).map_err(told)
    }

    fn add_item(&mut self, device: usize, record: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        let token = self.model.new_token();
        let edit = Edit::Add {
            path: Path::field(LIST),
            id: None,
            after: None,
            fields: [("text".to_owned(), token.to_string().as_str().into())].into(),
        };
        app.edit(view.row.id, &[edit]).map_err(told)?;
        self.model.written(device, view.row.id, token);
        Ok(())
    }

    fn remove_item(&mut self, device: usize, record: u32, item: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        let items = items(&view.content)?;
        if items.is_empty() {
            return Ok(());
        }
        let (id, token) = items[item as usize % items.len()];
        let path = Path::field(LIST).item(id);
        app.edit(view.row.id, &[Edit::Remove { path }]).map_err(told)?;
        self.model.deleted(device, view.row.id, token);
        Ok(())
    }

    fn submit(&mut self, device: usize, record: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        match app.submit(view.row.id) {
            Ok(_) => {
                let shown = all_tokens(&view.content)?;
                let content = Value::Object(view.content).to_string();
                self.model.submitted(device, view.row.id, content, shown);
                Ok(())
            }
            Err(AppError::Incomplete(_) | AppError::TwoValues(_) | AppError::Refused(_)) => Ok(()),
            Err(error) => Err(told(error)),
        }
    }

    fn acknowledge(&mut self, record: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose(DESK, record)? else {
            return Ok(());
        };
        match app.acknowledge(view.row.id) {
            Ok(_) => {
                self.model.acknowledged += 1;
                Ok(())
            }
            Err(AppError::Refused(_)) => Ok(()),
            Err(error) => Err(told(error)),
        }
    }

    fn sync_with(&mut self, device: usize, faults: &[Fault], typing: Option<u32>) -> Result<(), String> {
        let app = self.app(device)?;
        let typed = match typing {
            Some(record) => self.choose_own(device, record)?,
            None => None,
        };
        let done = Arc::new(AtomicBool::new(false));
        let mut typed_token = None;
        let meanwhile = typed.map(|(app, view)| {
            let (done, token) = (Arc::clone(&done), self.model.new_token());
            typed_token = Some((view.row.id, token));
            let id = view.row.id;
            Box::new(move || {
                let edit = splice(0, 0, token.to_string());
                done.store(app.edit(id, &[edit]).is_ok(), Ordering::Relaxed);
            }) as Meanwhile
        });
        self.devices[device].link.meet(faults, meanwhile);
        let synced = app.sync();
        self.devices[device].link.meet(&[], None);
        if let Some((id, token)) = typed_token.filter(|_| done.load(Ordering::Relaxed)) {
            self.model.written(device, id, token);
        }
        match synced {
            Err(error) if faults.iter().all(|it| *it == Fault::None) && !self.model.is_revoked(device) => {
                return Err(format!("device {device} cannot sync: {error}"));
            }
            Ok(_) if self.model.is_revoked(device) => return Err(format!("device {device} syncs after revocation")),
            Ok(_) | Err(_) => {}
        }
        self.look(device).map(drop)
    }

    /// Exchanges without faults. Gives whether anything moved, or waits.
    pub(crate) fn sync(&mut self, device: usize) -> Result<bool, String> {
        let report = self
            .app(device)?
            .sync()
            .map_err(|error| format!("device {device} cannot sync: {error}"))?;
        Ok(report.sent + report.received + report.refused + report.pending > 0)
    }

    /// What a device shows, once it is sure that it may show it.
    pub(crate) fn look(&mut self, device: usize) -> Result<Shown, String> {
        let app = self.app(device)?;
        let own = self.devices[device].office;
        let mut shown = Shown::new();
        for (id, safety) in list(&app)? {
            let view = app.view(id).map_err(told)?;
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

    fn restore(&mut self, device: usize) -> Result<(), String> {
        let Some((copy, moment)) = self.devices[device].kept.take() else {
            return Ok(());
        };
        self.replace(device, &copy)?;
        self.model.restored(device, moment);
        Ok(())
    }

    /// Ends the device's program, and puts another folder in its vault's place.
    fn replace(&mut self, device: usize, folder: &std::path::Path) -> Result<(), String> {
        let device = &mut self.devices[device];
        drop(device.app.take());
        fs::remove_dir_all(&device.folder).map_err(told)?;
        fs::rename(folder, &device.folder).map_err(told)
    }
}

fn list(app: &App) -> Result<Vec<(RecordId, Safety)>, String> {
    let rows = app.list(&ListRecords::default()).map_err(told)?;
    Ok(rows.into_iter().map(|row| (row.id, row.safety)).collect())
}

/// Puts a text at a place, in place of so many tokens.
fn splice(place: usize, tokens: usize, insert: String) -> Edit {
    Edit::Splice {
        path: Path::field(PROSE),
        at: place * TOKEN_UNITS,
        delete: tokens * TOKEN_UNITS,
        insert,
    }
}

fn prose(content: &Map<String, Value>) -> Result<Vec<Token>, String> {
    let text = content.get(PROSE).and_then(Value::as_str).unwrap_or_default();
    tokens(text).ok_or_else(|| format!("a text is not what was typed: {text}"))
}

fn items(content: &Map<String, Value>) -> Result<Vec<(ItemId, Token)>, String> {
    let items = content.get(LIST).and_then(Value::as_array).into_iter().flatten();
    let item = |item: &Value| {
        let id = item.get("id")?.as_str()?.parse().ok()?;
        match tokens(item.get("text")?.as_str()?)?.as_slice() {
            [token] => Some((id, *token)),
            _ => None,
        }
    };
    items
        .map(|it| item(it).ok_or_else(|| format!("an item is not what was added: {it}")))
        .collect()
}

/// All tokens that a record's content shows.
pub(crate) fn all_tokens(content: &Map<String, Value>) -> Result<Vec<Token>, String> {
    let mut all = prose(content)?;
    let items = content.get(LIST).and_then(Value::as_array).into_iter().flatten();
    for item in items {
        let text = item.get("text").and_then(Value::as_str).unwrap_or_default();
        all.extend(tokens(text).ok_or_else(|| format!("an item is not what was added: {item}"))?);
    }
    Ok(all)
}
