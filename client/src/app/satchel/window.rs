//! Satchels for the window, which has no files: they come and go piece by piece, and lie beside the vault meanwhile. What is in
//! them is encrypted.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom, Write},
    path::PathBuf,
};

use satchel_shared::{
    limits::{ATTACHMENT_PIECE_BYTES, SATCHEL_BYTES},
    window::{PackedSatchel, SatchelFor, UnpackedSatchel},
};

use crate::{
    app::{App, AttachmentError, attachments::disk},
    error::AppError,
};

const PACKED: &str = "packed.satchel";
const HANDED_OVER: &str = "handed-over.satchel";

impl App {
    fn packed(&self) -> PathBuf {
        self.folder.join(PACKED)
    }

    fn handed_over(&self) -> PathBuf {
        self.folder.join(HANDED_OVER)
    }

    /// Packs what waits, to be fetched with [`App::read_packed`].
    ///
    /// # Errors
    /// As [`App::pack`].
    pub fn pack_for_window(&self, to: &SatchelFor) -> Result<PackedSatchel, AppError> {
        self.with_vault(|_| Ok(()))?;
        fs::remove_file(self.packed()).ok();
        self.pack(&self.packed(), to, None)
    }

    /// A piece of what was packed; behind the last an empty one, after which nothing of it is left here.
    ///
    /// # Errors
    /// What the disk says.
    pub fn read_packed(&self, place: u32) -> Result<Vec<u8>, AppError> {
        self.with_vault(|_| Ok(()))?;
        let path = self.packed();
        let read = || -> io::Result<Vec<u8>> {
            let mut file = File::open(&path)?;
            file.seek(SeekFrom::Start(u64::from(place) * ATTACHMENT_PIECE_BYTES as u64))?;
            let mut piece = Vec::with_capacity(ATTACHMENT_PIECE_BYTES);
            file.take(ATTACHMENT_PIECE_BYTES as u64).read_to_end(&mut piece)?;
            Ok(piece)
        };
        let piece = read().map_err(|error| disk(&path, error))?;
        if piece.is_empty() {
            fs::remove_file(&path).ok();
        }
        Ok(piece)
    }

    /// Begins to take a satchel over from the window.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the disk says.
    pub fn begin_satchel(&self) -> Result<(), AppError> {
        self.with_open(|_| Ok(()))?;
        let path = self.handed_over();
        File::create(&path).map(drop).map_err(|error| disk(&path, error))
    }

    /// Takes its next bytes.
    ///
    /// # Errors
    /// [`AttachmentError::TooLarge`] beyond [`SATCHEL_BYTES`], or what the disk says.
    pub fn add_to_satchel(&self, bytes: &[u8]) -> Result<(), AppError> {
        self.with_open(|_| Ok(()))?;
        let path = self.handed_over();
        let mut file = File::options()
            .append(true)
            .open(&path)
            .map_err(|error| disk(&path, error))?;
        let length = file.metadata().map_err(|error| disk(&path, error))?.len();
        if length.saturating_add(bytes.len() as u64) > SATCHEL_BYTES {
            return Err(AttachmentError::TooLarge(HANDED_OVER.to_owned()).into());
        }
        file.write_all(bytes).map_err(|error| disk(&path, error))
    }

    /// Takes what is in the satchel that was taken over; nothing of its file is left here.
    ///
    /// # Errors
    /// As [`App::unpack`].
    pub fn unpack_handed_over(&self, name: &str) -> Result<UnpackedSatchel, AppError> {
        let path = self.handed_over();
        let unpacked = self.unpack_as(&path, name);
        fs::remove_file(&path).ok();
        unpacked
    }
}
