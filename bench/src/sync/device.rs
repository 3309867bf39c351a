//! A device with Satchel, told what to do as the peers' devices are (`bench/peers/lines.mjs`).

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, Write},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use satchel_client::{App, AppError, Environment, sync::SyncError, vault::Passphrase};
use satchel_shared::{edit::Edit, ids::RecordId, path::Path, schema::Kind, window::ListRecords};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    lost::Counting,
    texts::{Record, pieces},
};
use crate::world::PASSPHRASE;

/// Records that are made in one write to the vault.
const BATCH: usize = 500;

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
enum Told {
    Open {
        folder: PathBuf,
        server: String,
        /// By which it joins the office, at its first opening.
        code: String,
    },
    Create {
        file: PathBuf,
        changes: usize,
    },
    Type {
        record: String,
        text: String,
    },
    Sync(Syncing),
    /// How many of its records open and show a text.
    Opened,
    Leave,
    Read {
        records: Vec<String>,
    },
}

#[derive(Deserialize)]
struct Syncing {
    /// So often, one after the other.
    #[serde(default = "once")]
    times: usize,
    /// Whether it syncs again where a connection breaks.
    #[serde(default = "yes")]
    again: bool,
}

fn once() -> usize {
    1
}

fn yes() -> bool {
    true
}

#[derive(Default)]
struct Device {
    app: Option<App>,
    transport: Arc<Counting>,
    ids: BTreeMap<String, RecordId>,
}

pub(crate) fn device() -> Result<()> {
    let mut device = Device::default();
    for line in std::io::stdin().lock().lines() {
        let answer = match device.told(serde_json::from_str(&line?)?) {
            Ok(Value::Object(mut answer)) => {
                answer.insert("done".to_owned(), true.into());
                Value::Object(answer)
            }
            Ok(_) => json!({ "done": true }),
            Err(error) => json!({ "done": false, "why": format!("{error:#}") }),
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

impl Device {
    fn told(&mut self, told: Told) -> Result<Value> {
        match told {
            Told::Open { folder, server, code } => {
                let vault = folder.join("vault");
                let transport = Arc::<Counting>::clone(&self.transport);
                let app = App::with(vault.clone(), Environment::system(), transport);
                let passphrase = Passphrase::new(PASSPHRASE.to_owned());
                if vault.exists() {
                    app.unlock(&passphrase)?;
                } else {
                    app.create_vault(&passphrase)?;
                    app.enrol(&server, &code)?;
                }
                self.app = Some(app);
                self.read_ids()?;
            }
            Told::Create { file, changes } => {
                let records: Vec<Record> = serde_json::from_slice(&fs::read(file)?)?;
                let titled = |record: &Record| {
                    let mut content = Map::new();
                    content.insert("title".to_owned(), record.name.clone().into());
                    content
                };
                let contents: Vec<_> = records.iter().map(titled).collect();
                let mut ids = Vec::with_capacity(records.len());
                for batch in contents.chunks(BATCH) {
                    ids.extend(self.app()?.create_from(Kind::Request, batch)?);
                }
                for (record, id) in records.iter().zip(ids) {
                    let mut at = 0;
                    for piece in pieces(&record.text, changes) {
                        self.insert(id, at, piece)?;
                        at += piece.len();
                    }
                    self.ids.insert(record.name.clone(), id);
                }
            }
            Told::Type { record, text } => {
                let id = self.id(&record)?;
                let end = self.text(id)?.len();
                for (number, piece) in pieces(&text, text.len()).into_iter().enumerate() {
                    self.insert(id, end + number, piece)?;
                }
            }
            Told::Sync(Syncing { times, again }) => {
                for _ in 0..times {
                    self.sync(again)?;
                }
                self.read_ids()?;
                return Ok(json!({ "lost": self.transport.lost() }));
            }
            Told::Opened => {
                let opens = |id: &&RecordId| self.text(**id).is_ok_and(|text| !text.is_empty());
                return Ok(json!({ "opened": self.ids.values().filter(opens).count() }));
            }
            Told::Leave => {}
            Told::Read { records } => {
                let texts: Result<Vec<String>> = records.iter().map(|name| self.text(self.id(name)?)).collect();
                return Ok(json!({ "texts": texts? }));
            }
        }
        Ok(Value::Null)
    }

    /// Where a connection is cut, the person presses "Sync" again.
    fn sync(&self, again: bool) -> Result<()> {
        let app = self.app()?;
        loop {
            match app.sync() {
                Ok(report) if report.pending == 0 && report.refused == 0 => return Ok(()),
                Ok(report) => bail!("{report:?}"),
                Err(AppError::Sync(SyncError::Unreachable { .. } | SyncError::Cut { .. })) if again => {
                    std::thread::sleep(Duration::from_secs(1));
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn app(&self) -> Result<&App> {
        self.app.as_ref().context("the device is not open")
    }

    fn id(&self, name: &str) -> Result<RecordId> {
        self.ids.get(name).copied().with_context(|| format!("no record {name}"))
    }

    /// Texts are ASCII here, so a position is the same in all units.
    fn insert(&self, id: RecordId, at: usize, insert: &str) -> Result<()> {
        let path: Path = "context".parse()?;
        let insert = insert.to_owned();
        let edit = Edit::Splice {
            path,
            at,
            delete: 0,
            insert,
        };
        Ok(self.app()?.edit(id, &[edit])?)
    }

    fn text(&self, id: RecordId) -> Result<String> {
        let view = serde_json::to_value(self.app()?.view(id)?)?;
        let text = view.pointer("/content/context").and_then(Value::as_str);
        Ok(text.with_context(|| format!("no text in {view}"))?.to_owned())
    }

    fn read_ids(&mut self) -> Result<()> {
        let rows = self.app()?.list(&ListRecords::default())?;
        self.ids = rows.into_iter().map(|row| (row.title, row.id)).collect();
        Ok(())
    }
}
