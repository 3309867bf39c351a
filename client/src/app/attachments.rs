//! Attached files: they come in pieces into the vault, and are read from it in pieces. The record only names them.
//!
//! No more of a file than a piece is in memory, but of a picture that is looked at.

mod error;
mod picture;

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path as FilePath, PathBuf},
};

pub use error::AttachmentError;
use satchel_shared::{
    attachment::{self, Attachment, safe_name},
    edit::{Edit, Scalar},
    ids::{ItemId, RecordId},
    limits::{ATTACHMENT_BYTES, ATTACHMENT_PIECE_BYTES, ATTACHMENTS, VAULT_ATTACHMENT_BYTES},
    path::Path,
    window::{Attached, BeginAttachment, FinishAttachment, Pictures, Upload},
};
use serde_json::Value;

use super::{App, open::Open};
use crate::{
    error::AppError,
    vault::{VaultError, attachments, settings},
};

/// A file that is coming.
#[derive(Debug)]
pub(super) struct Coming {
    record: RecordId,
    name: String,
    /// As announced.
    bytes: u64,
    /// Bytes that came.
    came: u64,
    pieces: u32,
    hasher: blake3::Hasher,
}

impl App {
    /// Announces a file to a record.
    ///
    /// # Errors
    /// [`AttachmentError`] where it is over a limit, or as [`App::edit_record`].
    pub fn begin_attachment(&self, request: &BeginAttachment) -> Result<Upload, AppError> {
        self.with_open(|open| {
            let name = safe_name(&request.name);
            if request.bytes > ATTACHMENT_BYTES {
                return Err(AttachmentError::TooLarge(name).into());
            }
            if open.attachments(request.id)?.len() >= ATTACHMENTS {
                return Err(AttachmentError::TooMany.into());
            }
            let number = open.begin(request.bytes)?;
            let coming = Coming {
                record: request.id,
                name,
                bytes: request.bytes,
                came: 0,
                pieces: 0,
                hasher: blake3::Hasher::new(),
            };
            open.coming.insert(Upload(number), coming);
            Ok(Upload(number))
        })
    }

    /// Keeps the next piece of a file: [`ATTACHMENT_PIECE_BYTES`], but for the last.
    ///
    /// # Errors
    /// [`AttachmentError::Incomplete`] for a piece that does not follow the last, or what the vault says.
    pub fn add_piece(&self, upload: Upload, bytes: &[u8]) -> Result<(), AppError> {
        self.with_open(|open| {
            let coming = open.coming.get_mut(&upload).ok_or(AttachmentError::Incomplete)?;
            let wanted = (coming.bytes - coming.came).min(ATTACHMENT_PIECE_BYTES as u64);
            if bytes.is_empty() || bytes.len() as u64 != wanted {
                return Err(AttachmentError::Incomplete.into());
            }
            open.vault
                .write(|transaction| attachments::add_piece(transaction, upload.0, coming.pieces, bytes))?;
            coming.hasher.update(bytes);
            coming.came += wanted;
            coming.pieces += 1;
            Ok(())
        })
    }

    /// Attaches a file that came whole: on the disk, and in the record, when it returns.
    ///
    /// # Errors
    /// [`AttachmentError`], or as [`App::edit_record`]. A picture that cannot be read can be finished with another choice.
    pub fn finish_attachment(&self, request: &FinishAttachment) -> Result<Attached, AppError> {
        self.with_open(|open| open.finish(request))
    }

    /// Gives up a file that is coming.
    ///
    /// # Errors
    /// What the vault says.
    pub fn cancel_attachment(&self, upload: Upload) -> Result<(), AppError> {
        self.with_open(|open| {
            open.coming.remove(&upload);
            Ok(open
                .vault
                .write(|transaction| attachments::forget(transaction, upload.0))?)
        })
    }

    /// A piece of a file, by the file's hash; empty behind the last.
    ///
    /// # Errors
    /// [`AttachmentError::NotHere`], or what the vault says.
    pub fn read_piece(&self, hash: &str, place: u32) -> Result<Vec<u8>, AppError> {
        let not_here = || AttachmentError::NotHere(hash.chars().take(8).collect());
        let wanted = blake3::Hash::from_hex(hash).map_err(|_| not_here())?;
        self.with_open(|open| {
            if !attachments::is_kept(open.vault.read(), wanted.as_bytes())? {
                return Err(not_here().into());
            }
            Ok(attachments::piece(open.vault.read(), wanted.as_bytes(), place)?.unwrap_or_default())
        })
    }

    /// What is done with pictures before they are kept; none until somebody said.
    ///
    /// # Errors
    /// As [`App::list`].
    pub fn pictures(&self) -> Result<Option<Pictures>, AppError> {
        self.with_open(|open| Ok(settings::pictures(open.vault.read())?))
    }

    /// Remembers what is done with pictures.
    ///
    /// # Errors
    /// As [`App::list`].
    pub fn set_pictures(&self, pictures: Pictures) -> Result<(), AppError> {
        self.with_open(|open| {
            Ok(open
                .vault
                .write(|transaction| settings::put_pictures(transaction, pictures))?)
        })
    }

    /// The files of a record.
    ///
    /// # Errors
    /// As [`App::view`].
    pub fn attachments(&self, id: RecordId) -> Result<Vec<Attachment>, AppError> {
        self.with_open(|open| open.attachments(id))
    }

    /// Attaches a file of the disk. `how` says all but which upload it is.
    ///
    /// # Errors
    /// As [`App::begin_attachment`] and [`App::finish_attachment`], or what the disk says.
    pub fn attach(&self, id: RecordId, file: &FilePath, how: &FinishAttachment) -> Result<Attached, AppError> {
        let failed = |reason| disk(file, reason);
        let mut from = File::open(file).map_err(failed)?;
        let bytes = from.metadata().map_err(failed)?.len();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let upload = self.begin_attachment(&BeginAttachment { id, name, bytes })?;
        let mut attach = || {
            let mut piece = Vec::with_capacity(ATTACHMENT_PIECE_BYTES);
            loop {
                piece.clear();
                let mut rest = Read::by_ref(&mut from).take(ATTACHMENT_PIECE_BYTES as u64);
                if rest.read_to_end(&mut piece).map_err(failed)? == 0 {
                    break;
                }
                self.add_piece(upload, &piece)?;
            }
            self.finish_attachment(&FinishAttachment { upload, ..how.clone() })
        };
        let attached = attach();
        if attached.is_err() {
            // The first failure is the one to tell; what is left goes when the vault is opened next.
            self.cancel_attachment(upload).ok();
        }
        attached
    }

    /// Writes a file of a record, named by its hash or its name, to the disk, and checks that its bytes are those that were
    /// attached. Takes the place of another file only with `force`.
    ///
    /// # Errors
    /// [`AttachmentError`], or what the disk says.
    pub fn save_attachment(&self, id: RecordId, named: &str, out: &FilePath, force: bool) -> Result<(), AppError> {
        let found = self.attachments(id)?.into_iter();
        let found = found
            .into_iter()
            .find(|it| it.hash == named || it.name == named)
            .ok_or_else(|| AttachmentError::NoFile(named.to_owned()))?;
        if out.exists() && !force {
            return Err(AttachmentError::Exists(out.display().to_string()).into());
        }
        // Beside it first: half a file is never where a whole one was wanted.
        let mut beside = out.as_os_str().to_owned();
        beside.push(".part");
        let beside = PathBuf::from(beside);
        let saved = self.write_out(&found, &beside).and_then(|()| {
            let place = if force {
                fs::rename(&beside, out)
            } else {
                fs::hard_link(&beside, out)
            };
            place.map_err(|reason| disk(out, reason))
        });
        fs::remove_file(&beside).ok();
        saved
    }

    fn write_out(&self, found: &Attachment, out: &FilePath) -> Result<(), AppError> {
        let failed = |reason| disk(out, reason);
        let (mut file, mut hasher) = (File::create(out).map_err(failed)?, blake3::Hasher::new());
        for place in 0.. {
            let bytes = self.read_piece(&found.hash, place)?;
            if bytes.is_empty() {
                break;
            }
            hasher.update(&bytes);
            file.write_all(&bytes).map_err(failed)?;
        }
        if *hasher.finalize().to_hex() != *found.hash {
            return Err(AttachmentError::Damaged(found.name.clone()).into());
        }
        file.sync_all().map_err(failed)
    }
}

impl Open {
    fn attachments(&mut self, id: RecordId) -> Result<Vec<Attachment>, AppError> {
        let content = self.view(id)?.content;
        Ok(Attachment::all(content.get(attachment::ATTACHMENTS).unwrap_or(&Value::Null)).collect())
    }

    /// Makes room in the vault for so many bytes.
    fn begin(&mut self, bytes: u64) -> Result<i64, AppError> {
        if attachments::bytes(self.vault.read())?.saturating_add(bytes) > VAULT_ATTACHMENT_BYTES {
            return Err(AttachmentError::VaultFull.into());
        }
        Ok(self.vault.write(|transaction| attachments::begin(transaction, bytes))?)
    }

    fn finish(&mut self, request: &FinishAttachment) -> Result<Attached, AppError> {
        let (number, coming) = (request.upload.0, self.coming.get(&request.upload));
        let coming = coming
            .filter(|it| it.came == it.bytes)
            .ok_or(AttachmentError::Incomplete)?;
        let (record, mut name, hash) = (coming.record, coming.name.clone(), *coming.hasher.finalize().as_bytes());
        let (mut bytes, pieces) = (coming.bytes, coming.pieces);
        let first = attachments::coming_piece(self.vault.read(), number, 0)?.unwrap_or_default();
        let mut media_type = media_type(&first);
        let mut kept = (number, hash);
        if picture::is_picture(media_type) {
            let mut whole = first;
            for place in 1..pieces {
                whole.extend(attachments::coming_piece(self.vault.read(), number, place)?.unwrap_or_default());
            }
            let chosen = match request.pictures {
                Some(chosen) => Some(chosen),
                None => settings::pictures(self.vault.read())?,
            };
            let chosen = match (chosen, picture::look(&whole)) {
                (None, notes) if notes.is_large || notes.tells_location => return Ok(Attached::Ask(notes)),
                (chosen, _) => chosen.unwrap_or_default(),
            };
            let changed = picture::change(whole, chosen).map_err(|reason| AttachmentError::Picture {
                name: name.clone(),
                reason,
            })?;
            if let Some(changed) = changed {
                name = changed
                    .ending
                    .map_or(name.clone(), |it| attachment::with_ending(&name, it));
                (bytes, media_type) = (changed.bytes.len() as u64, self::media_type(&changed.bytes));
                kept = self.put_whole(&changed.bytes)?;
            }
        }
        self.vault.write(|transaction| {
            attachments::keep(transaction, kept.0, &kept.1)?;
            attachments::forget(transaction, number)
        })?;
        self.coming.remove(&request.upload);
        let hash = blake3::Hash::from_bytes(kept.1).to_hex().to_string();
        self.name(
            record,
            Attachment {
                item: ItemId(self.environment.new_uuid()),
                hash,
                name,
                media_type: media_type.to_owned(),
                bytes,
                caption: request.caption.clone(),
                confidential: request.confidential,
            },
        )
    }

    /// Brings a picture that was changed into the vault.
    fn put_whole(&mut self, bytes: &[u8]) -> Result<(i64, attachments::Hash), AppError> {
        let number = self.begin(bytes.len() as u64)?;
        self.vault.write(|transaction| {
            for (place, piece) in (0..).zip(bytes.chunks(ATTACHMENT_PIECE_BYTES)) {
                attachments::add_piece(transaction, number, place, piece)?;
            }
            Ok::<_, VaultError>(())
        })?;
        Ok((number, *blake3::hash(bytes).as_bytes()))
    }

    /// Adds a file to the record's list; one that is there already stays as it is.
    fn name(&mut self, record: RecordId, file: Attachment) -> Result<Attached, AppError> {
        if let Some(same) = self.attachments(record)?.into_iter().find(|it| it.hash == file.hash) {
            return Ok(Attached::Kept(same));
        }
        let fields = [
            ("hash", file.hash.as_str().into()),
            ("name", file.name.as_str().into()),
            ("media_type", file.media_type.as_str().into()),
            ("bytes", Scalar::Whole(i64::try_from(file.bytes).unwrap_or_default())),
            ("caption", file.caption.as_str().into()),
            ("confidential", Scalar::Truth(file.confidential)),
        ];
        let add = Edit::Add {
            path: Path::field(attachment::ATTACHMENTS),
            id: Some(file.item),
            after: None,
            fields: fields.map(|(name, value)| (name.to_owned(), value)).into(),
        };
        self.edit(record, None, &[add])?;
        Ok(Attached::Kept(file))
    }
}

/// What a file is by its first piece, whatever its name says.
fn media_type(first: &[u8]) -> &'static str {
    let is_text = || match std::str::from_utf8(first) {
        Ok(text) => !text.contains('\0'),
        // A character that the next piece ends.
        Err(error) => error.error_len().is_none() && error.valid_up_to() > 0,
    };
    match infer::get(first) {
        Some(known) => known.mime_type(),
        None if is_text() => "text/plain",
        None => "application/octet-stream",
    }
}

fn disk(path: &FilePath, reason: io::Error) -> AppError {
    VaultError::Disk {
        path: path.to_owned(),
        reason,
    }
    .into()
}

#[cfg(test)]
mod tests;
