//! Attached files: they come in pieces into the vault, and are read from it in pieces. The record only names them.
//!
//! No more of a file than a piece is in memory, but of a picture that gets smaller.
//!
//! Bytes come to stay in the transaction that names them, so that none are kept which no record names. They stay when a
//! record no longer names them: its history, and undo, may name them again.

mod coming_bytes;
mod error;
mod picture;
mod piece_writer;

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path as FilePath, PathBuf},
};

pub use error::AttachmentError;
use rusqlite::Transaction;
use satchel_shared::{
    attachment::{self, Attachment, safe_name},
    edit::{Edit, Scalar},
    ids::{ItemId, RecordId},
    limits::{ATTACHMENT_BYTES, ATTACHMENT_PIECE_BYTES, ATTACHMENTS},
    path::Path,
    window::{Attached, BeginAttachment, FinishAttachment, PictureNotes, Pictures, Upload},
};
use serde_json::{Map, Value};

use self::{coming_bytes::ComingBytes, picture::Slice, piece_writer::PieceWriter};
use super::{App, open::Open};
use crate::{
    error::AppError,
    vault::{
        VaultError, attachments,
        record_files::{self, NamedFile},
        settings,
    },
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
    /// [`AttachmentError`], or as [`App::edit_record`].
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
        match attached {
            Ok(Attached::Kept(_) | Attached::KeptLarge(_)) => {}
            // The first failure is the one to tell; what is left goes when the vault is opened next.
            Ok(Attached::Ask(_)) | Err(_) => drop(self.cancel_attachment(upload)),
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
        if bytes > attachments::room(self.vault.read())? {
            return Err(AttachmentError::VaultFull.into());
        }
        Ok(self.vault.write(|transaction| attachments::begin(transaction, bytes))?)
    }

    fn finish(&mut self, request: &FinishAttachment) -> Result<Attached, AppError> {
        let coming = self.coming.get(&request.upload);
        let coming = coming
            .filter(|it| it.came == it.bytes)
            .ok_or(AttachmentError::Incomplete)?;
        let (record, mut name, came) = (coming.record, coming.name.clone(), Whole::of(request.upload, coming));
        let first = attachments::coming_piece(self.vault.read(), came.number, 0)?.unwrap_or_default();
        let mut media_type = media_type(&first);
        let (mut whole, mut stays_large) = (came, false);
        if media_type.starts_with("image/") {
            let remembered = settings::pictures(self.vault.read())?;
            let chosen = request.pictures.or(remembered);
            let picture = picture::look(&mut self.read_coming(came), media_type, came.bytes);
            let notes = PictureNotes {
                is_large: picture.is_large,
                tells_location: picture.tells_location,
                keeps_location: false,
            };
            if chosen.is_none() && (notes.is_large || notes.tells_location) {
                return Ok(Attached::Ask(notes));
            }
            let chosen = chosen.unwrap_or_default();
            let smaller = if chosen.smaller && picture.is_large && picture.can_be_smaller {
                picture::smaller(self.read_coming(came)).ok()
            } else {
                None
            };
            if let Some(smaller) = smaller {
                name = attachment::with_ending(&name, smaller.ending);
                media_type = self::media_type(&smaller.bytes);
                whole = self.put_slices(came, &[Slice::Written(smaller.bytes)])?;
            } else {
                stays_large = chosen.smaller && picture.is_large;
                if chosen.without_location && picture.tells_location {
                    let Some(clean) = picture.clean else {
                        return Ok(Attached::Ask(PictureNotes {
                            keeps_location: true,
                            ..notes
                        }));
                    };
                    whole = self.put_slices(came, &clean)?;
                }
            }
        }
        let file = Attachment {
            item: ItemId(self.environment.new_uuid()),
            hash: blake3::Hash::from_bytes(whole.hash).to_hex().to_string(),
            name,
            media_type: media_type.to_owned(),
            bytes: whole.bytes,
            caption: request.caption.clone(),
            confidential: request.confidential,
        };
        let named = self.name(record, file, came, whole);
        match named {
            Ok(file) => {
                self.coming.remove(&request.upload);
                Ok(if stays_large {
                    Attached::KeptLarge(file)
                } else {
                    Attached::Kept(file)
                })
            }
            Err(error) => {
                if whole.number != came.number {
                    self.vault
                        .write(|transaction| attachments::forget(transaction, whole.number))?;
                }
                Err(error)
            }
        }
    }

    fn read_coming(&self, file: Whole) -> ComingBytes<'_> {
        ComingBytes::new(self.vault.read(), file.number, file.bytes)
    }

    /// Brings a picture that was changed into the vault: what of it came, and what was written anew.
    fn put_slices(&mut self, came: Whole, slices: &[Slice]) -> Result<Whole, AppError> {
        let bytes = slices.iter().map(Slice::bytes).sum();
        let number = self.begin(bytes)?;
        let put = |transaction: &Transaction<'_>| -> Result<attachments::Hash, VaultError> {
            let mut from = ComingBytes::new(transaction, came.number, came.bytes);
            let mut into = PieceWriter::new(transaction, number);
            for slice in slices {
                match slice {
                    Slice::Written(bytes) => into.write_all(bytes),
                    Slice::Came(range) => from.seek(SeekFrom::Start(range.start)).and_then(|_| {
                        let mut stretch = Read::by_ref(&mut from).take(slice.bytes());
                        io::copy(&mut stretch, &mut into).map(drop)
                    }),
                }
                .map_err(|error| match error.downcast::<VaultError>() {
                    Ok(error) => error,
                    Err(error) => VaultError::Damaged(error.to_string()),
                })?;
            }
            into.end()
        };
        match self.vault.write(put) {
            Ok(hash) => Ok(Whole { number, hash, bytes }),
            Err(error) => {
                self.vault
                    .write(|transaction| attachments::forget(transaction, number))?;
                Err(error.into())
            }
        }
    }

    /// Keeps a file, and adds it to the record's list, in one transaction; one that is there already stays as it is.
    fn name(&mut self, record: RecordId, file: Attachment, came: Whole, whole: Whole) -> Result<Attachment, AppError> {
        let keep = |transaction: &Transaction<'_>| {
            attachments::keep(transaction, whole.number, &whole.hash)?;
            record_files::add(
                transaction,
                record,
                &NamedFile {
                    hash: whole.hash,
                    bytes: whole.bytes,
                },
            )?;
            attachments::forget(transaction, came.number)
        };
        if let Some(same) = self.attachments(record)?.into_iter().find(|it| it.hash == file.hash) {
            self.vault.write(keep)?;
            return Ok(same);
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
        self.edit_with(record, None, &[add], keep)?;
        Ok(file)
    }
}

/// The files that a content names; those that no program could have attached are left out.
pub(super) fn files(content: &Map<String, Value>) -> Vec<NamedFile> {
    let named = Attachment::all(content.get(attachment::ATTACHMENTS).unwrap_or(&Value::Null));
    let files = named.filter(|file| file.bytes <= ATTACHMENT_BYTES).take(ATTACHMENTS);
    files
        .filter_map(|file| {
            let hash = *blake3::Hash::from_hex(&file.hash).ok()?.as_bytes();
            Some(NamedFile {
                hash,
                bytes: file.bytes,
            })
        })
        .collect()
}

/// A file that is whole in the vault, and not named yet.
#[derive(Debug, Clone, Copy)]
struct Whole {
    number: i64,
    hash: attachments::Hash,
    bytes: u64,
}

impl Whole {
    fn of(upload: Upload, coming: &Coming) -> Self {
        Self {
            number: upload.0,
            hash: *coming.hasher.finalize().as_bytes(),
            bytes: coming.bytes,
        }
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

pub(super) fn disk(path: &FilePath, reason: io::Error) -> AppError {
    VaultError::Disk {
        path: path.to_owned(),
        reason,
    }
    .into()
}

#[cfg(test)]
mod tests;
