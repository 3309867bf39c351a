//! Satchels: what a courier brings is taken as an exchange would take it, and answered by files.
//!
//! There is no counter: a satchel that is read twice changes nothing, and gets the same answers again. But for one that a key signed
//! which was replaced, perhaps by that satchel itself: nothing of it is read any more, and its answer says so.

mod answer;
mod unpack;

use std::{fs::File, io, path::PathBuf};

use satchel_shared::{
    exchange::Cursor,
    ids::DeviceId,
    satchel::{Packed, name_of},
};
use serde::Serialize;
use serde_bytes::ByteBuf;

use self::answer::Answering;
use crate::{attachments::AttachmentError, hub::Hub, store::StoreError};

/// Why a satchel is not read or not written.
#[derive(Debug, thiserror::Error)]
pub enum SatchelError {
    #[error("{path}: {source}")]
    File { path: PathBuf, source: io::Error },
    #[error("{0} is not a satchel: no piece of one is in it")]
    NotASatchel(PathBuf),
    #[error("there is no device {0}")]
    NoDevice(DeviceId),
    #[error("the device {0} has been revoked")]
    DeviceRevoked(DeviceId),
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What came of the satchels that were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Unpacked {
    /// Those that could be opened; letters are not counted.
    pub pieces: u64,
    /// Packs and decisions that the hub has now.
    pub taken: u64,
    pub refused: u64,
    /// Devices that were let into their offices.
    pub enrolled: u64,
    /// Attached files that are whole now.
    pub files: u64,
    /// Stretches that are no pieces, and pieces whose content cannot be read: what of them was lost comes with the next satchel.
    pub damaged: u64,
    /// Pieces for another hub or device.
    pub for_others: u64,
    /// Why files could not be read, or not to their end: all others were.
    pub unread: Vec<String>,
    /// The answers that were written.
    pub answers: Vec<PathBuf>,
}

impl Hub {
    /// Writes what is new for a device since it last wrote a letter.
    ///
    /// # Errors
    /// [`SatchelError`]
    pub async fn pack(
        &self,
        out: &std::path::Path,
        device: DeviceId,
        most: Option<u64>,
    ) -> Result<Packed, SatchelError> {
        let known = self.store().device(device).await?;
        let known = known.ok_or(SatchelError::NoDevice(device))?;
        if known.is_revoked() {
            return Err(SatchelError::DeviceRevoked(device));
        }
        let cursor = self.store().letter(device).await?.unwrap_or_default();
        let mut answering = Answering::begin(self, known.key, out, most);
        answering.add_updates(&known, Cursor(ByteBuf::from(cursor))).await?;
        answering.finish()
    }
}

fn at_file<T>(path: &std::path::Path, result: io::Result<T>) -> Result<T, SatchelError> {
    result.map_err(|source| SatchelError::File {
        path: path.to_owned(),
        source,
    })
}

/// Makes the file of this number.
fn create(first: &std::path::Path, number: u32) -> io::Result<io::BufWriter<File>> {
    Ok(io::BufWriter::new(File::create(name_of(first, number))?))
}
