//! A device with Satchel, told what to do as the peers' devices are (`bench/peers/lines.mjs`).

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, Write},
    path::PathBuf,
};

use anyhow::{Context, Result, bail};
use satchel_client::{App, vault::Passphrase};
use satchel_shared::{edit::Edit, ids::RecordId, path::Path, schema::Kind, window::ListRecords};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::texts::{Record, pieces};
use crate::world::PASSPHRASE;

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
    Sync,
    Leave,
    Read {
        records: Vec<String>,
    },
}

#[derive(Default)]
struct Device {
    app: Option<App>,
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
                let app = App::new(vault.clone());
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
                let ids = self.app()?.create_from(Kind::Request, &contents)?;
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
            Told::Sync => {
                self.sync()?;
                self.read_ids()?;
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
    fn sync(&self) -> Result<()> {
        let app = self.app()?;
        loop {
            match app.sync() {
                Ok(report) if report.pending == 0 && report.refused == 0 => return Ok(()),
                Ok(report) => bail!("{report:?}"),
                Err(_) => std::thread::sleep(std::time::Duration::from_secs(1)),
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
