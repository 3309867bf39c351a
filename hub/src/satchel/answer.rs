//! A satchel from the hub to one device.

use std::{
    fs::File,
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use satchel_shared::{
    exchange::{Cursor, PROTOCOL, Refused, Update},
    ids::KeyBytes,
    limits::{ATTACHMENT_STRETCH_BYTES, SATCHEL_PARTS, SATCHEL_UPDATES_BYTES, SATCHEL_VERDICTS},
    satchel::{Answer, Content, FilePiece, Judged, Letter, Packed, Said, Writer},
    seal::PublicKey,
};
use serde_bytes::{ByteArray, ByteBuf};

use super::{SatchelError, at_file, create};
use crate::{
    attachments::AttachmentError,
    feed,
    hub::Hub,
    store::{ContentHash, Device},
};

type Open = Box<dyn FnMut(u32) -> io::Result<BufWriter<File>> + Send>;

pub(super) struct Answering<'a> {
    hub: &'a Hub,
    to: PublicKey,
    out: PathBuf,
    writer: Writer<'a, BufWriter<File>, Open>,
}

impl<'a> Answering<'a> {
    pub(super) fn begin(hub: &'a Hub, to: PublicKey, out: &Path, most: Option<u64>) -> Self {
        let letter = Letter {
            protocol: PROTOCOL,
            to: to.id(),
            cursor: Cursor::default(),
            wanted: Vec::new(),
            at: hub.now_ms(),
            succession: hub.key().succession(),
            pieces: None,
        };
        let first = out.to_owned();
        let open: Open = Box::new(move |number| create(&first, number));
        Self {
            hub,
            to,
            out: out.to_owned(),
            writer: Writer::new(hub.key(), to, letter, most, open),
        }
    }

    pub(super) fn add(&mut self, content: &Content) -> Result<(), SatchelError> {
        at_file(&self.out, self.writer.add(content))
    }

    fn say(&mut self, said: Said) -> Result<(), SatchelError> {
        self.say_about(said, None)
    }

    fn say_about(&mut self, said: Said, about: Option<KeyBytes>) -> Result<(), SatchelError> {
        let answer = Answer {
            key: ByteBuf::from(self.hub.key().first().to_bytes()),
            succession: self.hub.key().succession(),
            to: self.to.id(),
            at: self.hub.now_ms(),
            said,
            about,
        };
        self.add(&answer.seal(self.hub.key()))
    }

    /// `about`: the key that is refused; of a revoked device, the last that the hub knows.
    pub(super) fn refuse(&mut self, refused: Refused, about: Option<KeyBytes>) -> Result<(), SatchelError> {
        self.say_about(Said::Refused(refused), about)
    }

    pub(super) fn add_verdicts(&mut self, judged: &[Judged]) -> Result<(), SatchelError> {
        judged
            .chunks(SATCHEL_VERDICTS)
            .try_for_each(|judged| self.say(Said::Verdicts(judged.to_vec())))
    }

    /// Adds all that the feed has for a device after a cursor.
    pub(super) async fn add_updates(&mut self, device: &Device, cursor: Cursor) -> Result<(), SatchelError> {
        let budget = u32::try_from(SATCHEL_UPDATES_BYTES).unwrap_or(u32::MAX);
        self.hub.end_shares().await?;
        let mut before = cursor;
        loop {
            let standing = feed::standing(self.hub, device, &before).await?;
            let page = feed::page(self.hub.store(), device, standing, budget).await?;
            for parts in page.parts.chunks(SATCHEL_PARTS) {
                let after = parts.last().map_or(&page.cursor, |part| &part.cursor);
                let updates = parts.iter().flat_map(|part| part.updates.clone()).collect();
                before = self.say_updates(before, updates, after)?;
            }
            // What follows the last of them is not for this device.
            if page.cursor != before {
                before = self.say_updates(before, Vec::new(), &page.cursor)?;
            }
            if !page.more {
                return Ok(());
            }
        }
    }

    /// Gives where the next stretch begins.
    fn say_updates(&mut self, before: Cursor, updates: Vec<Update>, after: &Cursor) -> Result<Cursor, SatchelError> {
        let after = after.clone();
        self.say(Said::Updates {
            before,
            updates,
            after: after.clone(),
        })?;
        Ok(after)
    }

    /// Adds a file whole, where the device may have it.
    pub(super) async fn add_file(&mut self, device: &Device, hash: &ContentHash) -> Result<(), SatchelError> {
        let mut at = 0;
        loop {
            let read = self
                .hub
                .read_attachment(device, hash, at, ATTACHMENT_STRETCH_BYTES as u64);
            let (bytes, length) = match read.await {
                Ok(read) => read,
                Err(AttachmentError::Unknown) => return Ok(()),
                Err(error) => return Err(error.into()),
            };
            let next = at + bytes.len() as u64;
            self.add(&Content::File(FilePiece {
                hash: ByteArray::new(*hash),
                length,
                at,
                bytes: ByteBuf::from(bytes.to_vec()),
            }))?;
            if next >= length || bytes.is_empty() {
                return Ok(());
            }
            at = next;
        }
    }

    pub(super) fn finish(self) -> Result<Packed, SatchelError> {
        let (packed, file) = at_file(&self.out, self.writer.finish())?;
        if let Some(file) = file {
            let file = file.into_inner().map_err(io::IntoInnerError::into_error);
            at_file(&self.out, file.and_then(|file| file.sync_all()))?;
        }
        Ok(packed)
    }
}
