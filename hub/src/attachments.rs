//! Attached files: their bytes come by pieces, in whatever lengths the link carries, and are read by stretches.
//!
//! A file is known by the hash of its bytes and belongs to the office that sends it. Another office that attaches the same file
//! sends it too: who knows a hash has not shown that it has the file. The bytes are kept once all the same.

mod objects;
pub(crate) mod token;

use axum::body::Bytes;
use futures_util::{Stream, StreamExt};
use satchel_shared::limits::{
    ATTACHMENT_BYTES, ATTACHMENT_PIECE_BYTES, ATTACHMENT_STRETCH_BYTES, OFFICE_ATTACHMENT_BYTES,
};

pub use self::objects::{Objects, ObjectsError, ObjectsName, ObjectsNameError};
use crate::{
    feed::Audience,
    hub::Hub,
    store::{ContentHash, Device, KeptAttachment, StoreError},
};

/// How far a file has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    /// Bytes from its beginning.
    pub bytes: u64,
    /// Whether they are all, and are those that the hash names.
    pub is_whole: bool,
}

impl Came {
    fn whole(bytes: u64) -> Self {
        Self { bytes, is_whole: true }
    }

    fn partly(bytes: u64) -> Self {
        Self { bytes, is_whole: false }
    }
}

/// Why bytes of a file are not taken or not given.
#[derive(Debug, thiserror::Error)]
pub enum AttachmentError {
    #[error("no file of this hash is shown to this device")]
    Unknown,
    #[error("a file has at most {ATTACHMENT_BYTES} bytes")]
    TooLarge,
    #[error("the office's files have {OFFICE_ATTACHMENT_BYTES} bytes")]
    OfficeFull,
    /// The device goes on from there.
    #[error("{0} bytes have come")]
    NotNext(u64),
    #[error("its length was announced as another")]
    OtherLength,
    /// All of it is let go of.
    #[error("the bytes that came are not those that the hash names")]
    Damaged,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Objects(#[from] ObjectsError),
}

impl AttachmentError {
    /// Stable, as in `problem-CODE` of the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "attachment-unknown",
            Self::TooLarge => "attachment-too-large",
            Self::OfficeFull => "office-full",
            Self::NotNext(_) => "attachment-not-next",
            Self::OtherLength => "attachment-other-length",
            Self::Damaged => "attachment-damaged",
            Self::Store(_) | Self::Objects(_) => "hub-unavailable",
        }
    }
}

impl Hub {
    /// How far a file of the device's office has come; nothing of it where nobody announced it.
    ///
    /// # Errors
    /// [`AttachmentError::Store`] and [`AttachmentError::Objects`].
    pub async fn attachment_came(&self, device: &Device, hash: &ContentHash) -> Result<Came, AttachmentError> {
        match self.store().attachment(device.office, hash).await? {
            None => Ok(Came::partly(0)),
            Some(KeptAttachment {
                bytes, is_whole: true, ..
            }) => Ok(Came::whole(bytes)),
            Some(_) => Ok(Came::partly(self.objects().came(device.office, hash).await?)),
        }
    }

    /// Takes the next bytes of a file of `length` bytes, from the byte `at`, as far as they come: what came is kept also where
    /// the connection is cut. With the last one, the file is checked and whole.
    ///
    /// # Errors
    /// [`AttachmentError`]; [`AttachmentError::Damaged`] where the last byte came, and the file is another than the hash names.
    pub async fn take_attachment<E>(
        &self,
        device: &Device,
        hash: &ContentHash,
        length: u64,
        at: u64,
        mut bytes: impl Stream<Item = Result<Bytes, E>> + Unpin + Send,
    ) -> Result<Came, AttachmentError> {
        let known = self.announce(device, hash, length).await?;
        if known.is_whole {
            return Ok(Came::whole(length));
        }
        let came = self.objects().came(device.office, hash).await?;
        if came != at {
            return Err(AttachmentError::NotNext(came));
        }
        let (mut next, mut piece) = (at, Vec::with_capacity(ATTACHMENT_PIECE_BYTES));
        // The end of the connection is the end of what came.
        while let Some(Ok(part)) = bytes.next().await {
            let room = usize::try_from(length - next).unwrap_or(usize::MAX) - piece.len();
            piece.extend_from_slice(part.get(..room).unwrap_or(&part));
            if piece.len() >= ATTACHMENT_PIECE_BYTES {
                next = self.keep_piece(device, hash, next, &mut piece).await?;
            }
            if part.len() > room {
                return Err(AttachmentError::OtherLength);
            }
        }
        if !piece.is_empty() {
            next = self.keep_piece(device, hash, next, &mut piece).await?;
        }
        if next == length {
            return self.finish_attachment(known).await;
        }
        Ok(Came::partly(next))
    }

    /// Takes a piece of a file that a satchel carried, wherever in the file it lies: what was damaged or has not come yet comes with
    /// another satchel. With the last one that was lacking, the file is checked and whole.
    ///
    /// # Errors
    /// [`AttachmentError`]; [`AttachmentError::NotNext`] where it is no piece as devices cut them, at multiples of
    /// [`ATTACHMENT_PIECE_BYTES`]: others could overlap without end.
    pub async fn take_attachment_piece(
        &self,
        device: &Device,
        hash: &ContentHash,
        length: u64,
        at: u64,
        bytes: Vec<u8>,
    ) -> Result<Came, AttachmentError> {
        let known = self.announce(device, hash, length).await?;
        if known.is_whole {
            return Ok(Came::whole(length));
        }
        let piece = ATTACHMENT_PIECE_BYTES as u64;
        let end = at.saturating_add(bytes.len() as u64);
        if !at.is_multiple_of(piece) || end != at.saturating_add(piece).min(length) {
            return Err(AttachmentError::NotNext(
                self.objects().came(device.office, hash).await?,
            ));
        }
        if !bytes.is_empty() {
            self.objects().add(device.office, hash, at, bytes).await?;
        }
        let came = self.objects().came(device.office, hash).await?;
        if came == length {
            return self.finish_attachment(known).await;
        }
        Ok(Came::partly(came))
    }

    async fn keep_piece(
        &self,
        device: &Device,
        hash: &ContentHash,
        at: u64,
        piece: &mut Vec<u8>,
    ) -> Result<u64, ObjectsError> {
        let piece = std::mem::replace(piece, Vec::with_capacity(ATTACHMENT_PIECE_BYTES));
        let next = at + piece.len() as u64;
        self.objects().add(device.office, hash, at, piece).await?;
        Ok(next)
    }

    /// Notes that a file is coming, and for whom: its own office.
    async fn announce(
        &self,
        device: &Device,
        hash: &ContentHash,
        length: u64,
    ) -> Result<KeptAttachment, AttachmentError> {
        let office = device.office;
        if length > ATTACHMENT_BYTES {
            return Err(AttachmentError::TooLarge);
        }
        if let Some(known) = self.store().attachment(office, hash).await? {
            return of_length(known, length);
        }
        let mut transaction = self.store().begin().await?;
        if let Some(known) = transaction.attachment(office, hash).await? {
            return of_length(known, length);
        }
        if transaction.attachment_bytes(office).await?.saturating_add(length) > OFFICE_ATTACHMENT_BYTES {
            return Err(AttachmentError::OfficeFull);
        }
        let new = KeptAttachment {
            hash: *hash,
            office,
            bytes: length,
            is_whole: false,
        };
        transaction.put_attachment(&new).await?;
        transaction
            .show_attachment(office, hash, Audience::Office(office))
            .await?;
        transaction.commit().await?;
        Ok(new)
    }

    /// Makes a file whole of its pieces. Stopped at any point, it is done again by the next try.
    async fn finish_attachment(&self, coming: KeptAttachment) -> Result<Came, AttachmentError> {
        if !self.objects().join(coming.office, &coming.hash, coming.bytes).await? {
            // Another connection may have finished it, and let go of the pieces.
            let known = self.store().attachment(coming.office, &coming.hash).await?;
            if known.is_some_and(|known| known.is_whole) {
                return Ok(Came::whole(coming.bytes));
            }
            self.objects().forget(coming.office, &coming.hash).await?;
            return Err(AttachmentError::Damaged);
        }
        let mut transaction = self.store().begin().await?;
        let whole = KeptAttachment {
            is_whole: true,
            ..coming
        };
        transaction.put_attachment(&whole).await?;
        transaction.commit().await?;
        self.objects().forget(coming.office, &coming.hash).await?;
        Ok(Came::whole(coming.bytes))
    }

    /// A stretch of a file that is shown to the device, from the byte `from`, at most [`ATTACHMENT_STRETCH_BYTES`]; and how
    /// long the whole file is.
    ///
    /// # Errors
    /// [`AttachmentError::Unknown`] where there is no such file, where it is not whole yet, or where the device may not have it.
    pub async fn read_attachment(
        &self,
        device: &Device,
        hash: &ContentHash,
        from: u64,
        most: u64,
    ) -> Result<(Bytes, u64), AttachmentError> {
        let length = self.store().shown_attachment(hash, &Audience::of(device)).await?;
        let length = length.ok_or(AttachmentError::Unknown)?;
        let until = from
            .saturating_add(most.min(ATTACHMENT_STRETCH_BYTES as u64))
            .min(length);
        if from >= until {
            return Ok((Bytes::new(), length));
        }
        Ok((self.objects().read(hash, from..until).await?, length))
    }
}

fn of_length(known: KeptAttachment, length: u64) -> Result<KeptAttachment, AttachmentError> {
    if known.bytes == length {
        Ok(known)
    } else {
        Err(AttachmentError::OtherLength)
    }
}
