//! Attached files of a history: few and small, and the same ones again and again, also in other records and offices.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use satchel_client::App;
use satchel_shared::{
    attachment::{ATTACHMENTS, Attachment},
    window::{Attached, BeginAttachment, FinishAttachment, RecordView, Safety},
};
use serde_json::Value;

use crate::{
    history::{History, Shown},
    model::tokens,
    random::Random,
    template::{DESK, told},
};

/// How long they are. The last one is long enough for the device to ask first how much of it has come.
const BYTES: [usize; 6] = [1, 50, 900, 7_000, 33_000, 66_000];
/// Each length twice.
const FILES: u32 = 12;

/// The bytes of a file.
fn bytes_of(file: u32) -> Vec<u8> {
    let mut bytes = vec![0; BYTES[file as usize % BYTES.len()]];
    Random::new(file.into(), 1_000).fill(&mut bytes);
    bytes
}

/// The files that a record names.
fn named(view: &RecordView) -> Vec<Attachment> {
    Attachment::all(view.content.get(ATTACHMENTS).unwrap_or(&Value::Null)).collect()
}

impl History<'_> {
    /// Attaches a file, with a token for its caption.
    pub(crate) fn attach(&mut self, device: usize, record: u32, file: u32) -> Result<(), String> {
        let Some((app, view)) = self.choose_own(device, record)? else {
            return Ok(());
        };
        let (bytes, id) = (bytes_of(file % FILES), view.row.id);
        let begun = app.begin_attachment(&BeginAttachment {
            id,
            name: format!("file-{}", file % FILES),
            bytes: bytes.len() as u64,
        });
        let upload = begun.map_err(told)?;
        app.add_piece(upload, &bytes).map_err(told)?;
        let token = self.model.new_token();
        let attached = app.finish_attachment(&FinishAttachment {
            upload,
            caption: token.to_string(),
            confidential: false,
            pictures: None,
        });
        match attached.map_err(told)? {
            Attached::Kept(file) if file.caption == token.to_string() => self.model.written(device, id, token),
            // The record names it already.
            Attached::Kept(_) => {}
            Attached::KeptLarge(_) | Attached::Ask(_) => return Err("a file was taken for a picture".to_owned()),
        }
        Ok(())
    }

    /// A record that a device calls safe is at headquarters with its files, as far as they are here.
    pub(crate) fn check_safe(&self, app: &App, view: &RecordView) -> Result<(), String> {
        if view.row.safety != Safety::AtHeadquarters {
            return Ok(());
        }
        for file in named(view) {
            if holds(app, &file)? && !self.is_at_hub(&file)? {
                let id = view.row.id;
                return Err(format!("{id} is called safe, and the hub does not have {}", file.name));
            }
        }
        Ok(())
    }

    /// When all is quiet: every file that a record names is whole wherever the record is, and at the hub; but for one of which
    /// nobody is left who is sure to have had it.
    pub(crate) fn check_files(&mut self, shown: &BTreeMap<usize, Shown>) -> Result<(), String> {
        let mut held = BTreeSet::new();
        for (device, shown) in shown {
            let app = self.app(*device)?;
            for (id, view) in shown {
                for file in named(view) {
                    if *device != DESK && holds(&app, &file)? {
                        held.insert((*id, file.hash));
                    }
                }
            }
        }
        for (device, shown) in shown {
            let app = self.app(*device)?;
            for (id, view) in shown {
                for file in named(view) {
                    let captions = tokens(&file.caption).unwrap_or_default();
                    let is_due = captions.iter().any(|token| self.model.is_certain(*token));
                    if !is_due && !held.contains(&(*id, file.hash.clone())) {
                        continue;
                    }
                    if !holds(&app, &file)? {
                        return Err(format!("device {device} lacks {} of {id}", file.name));
                    }
                    if !self.is_at_hub(&file)? {
                        return Err(format!("the hub lacks {} of {id}", file.name));
                    }
                }
            }
        }
        Ok(())
    }

    fn is_at_hub(&self, file: &Attachment) -> Result<bool, String> {
        let path = self.folder.path().join("hub/objects/files").join(&file.hash);
        match path.exists() {
            true => is_whole(&fs::read(path).map_err(told)?, file),
            false => Ok(false),
        }
    }
}

/// Whether a device has a file, which is whole then.
fn holds(app: &App, file: &Attachment) -> Result<bool, String> {
    match app.read_piece(&file.hash, 0) {
        Ok(bytes) => is_whole(&bytes, file),
        Err(_) => Ok(false),
    }
}

fn is_whole(bytes: &[u8], file: &Attachment) -> Result<bool, String> {
    if *blake3::hash(bytes).to_hex() == *file.hash {
        Ok(true)
    } else {
        Err(format!("{} has other bytes than its hash says", file.name))
    }
}
