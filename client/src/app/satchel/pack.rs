//! Packing: what waits here, for the hub or for a colleague's device.

use std::{
    fs::File,
    io::{self, BufWriter},
    path::Path,
};

use satchel_shared::{
    exchange::PROTOCOL,
    ids::RecordId,
    limits::{ATTACHMENT_PIECE_BYTES, EXCHANGE_BUDGET_BYTES, SATCHEL_WANTED_FILES},
    satchel::{Content, FilePiece, Introduction, Letter, Writer, name_of},
    seal::{PublicKey, Sealed},
    window::{PackedSatchel, SatchelFor},
};
use serde_bytes::{ByteArray, ByteBuf};

use crate::{
    app::{App, attachments::disk},
    error::AppError,
    vault::{
        VaultError, attachments, carried_packs, decisions,
        record_files::{self, NamedFile},
        records::{self, Stale},
        settings,
    },
};

type Opening = Box<dyn FnMut(u32) -> io::Result<BufWriter<File>>>;

/// A satchel that is being written.
struct Packing<'a> {
    app: &'a App,
    out: &'a Path,
    writer: Writer<'a, BufWriter<File>, Opening>,
}

impl App {
    /// Packs what waits into a new file, or into several of at most so many bytes, named after the first. What was packed still
    /// waits, until an answer comes. A device that was withdrawn packs for the hub, and for nobody else.
    ///
    /// # Errors
    /// [`AppError::NotEnrolled`], [`crate::app::SatchelError`], or what the disk says.
    pub fn pack(&self, out: &Path, to: &SatchelFor, most: Option<u64>) -> Result<PackedSatchel, AppError> {
        if *to != SatchelFor::Hub {
            self.with_open(|_| Ok(()))?;
        }
        self.follow(Stale::All)?;
        let (hub, key) = self.with_vault(|open| {
            let hub = settings::hub(open.vault.read())?.ok_or(AppError::NotEnrolled)?;
            Ok((hub, open.key.clone()))
        })?;
        let colleague = match to {
            SatchelFor::Hub => None,
            SatchelFor::Colleague(name) => Some(self.named(name)?.key),
        };
        let receiver = colleague.unwrap_or(hub.key);
        let letter = self.letter(receiver, colleague.is_none())?;
        if out.exists() {
            return Err(crate::app::AttachmentError::Exists(out.display().to_string()).into());
        }
        let first = out.to_owned();
        let opening: Opening = Box::new(move |number| Ok(BufWriter::new(File::create(name_of(&first, number))?)));
        let mut packing = Packing {
            app: self,
            out,
            writer: Writer::new(&key, receiver, letter, most, opening),
        };
        match colleague {
            None => packing.add_for_hub()?,
            Some(device) => packing.add_for_colleague(device)?,
        }
        packing.finish()
    }

    fn letter(&self, to: PublicKey, is_for_hub: bool) -> Result<Letter, AppError> {
        self.with_vault(|open| {
            let vault = open.vault.read();
            let mut wanted = Vec::new();
            let mut cursor = satchel_shared::exchange::Cursor::default();
            if is_for_hub {
                cursor = settings::cursor(vault)?;
                let files = record_files::wanted(vault)?.into_iter().take(SATCHEL_WANTED_FILES);
                wanted = files.map(|file| ByteArray::new(file.hash)).collect();
            }
            Ok(Letter {
                protocol: PROTOCOL,
                to: to.id(),
                cursor,
                wanted,
                at: open.environment.now_ms(),
                succession: Vec::new(),
                pieces: None,
            })
        })
    }
}

impl Packing<'_> {
    /// Packs of colleagues come first: what this device wrote may build on them.
    fn add_for_hub(&mut self) -> Result<(), AppError> {
        let carried = self
            .app
            .with_vault(|open| Ok(carried_packs::waiting(open.vault.read())?))?;
        for pack in carried {
            self.add(&Content::Pack(ByteBuf::from(pack.bytes)))?;
        }
        self.add_own_packs()?;
        let decisions = self.app.with_vault(|open| Ok(decisions::waiting(open.vault.read())?))?;
        for decision in decisions {
            self.add(&Content::Decision(decision.sealed))?;
        }
        self.add_files()
    }

    fn add_for_colleague(&mut self, device: PublicKey) -> Result<(), AppError> {
        let (enrolled, key, carried) = self.app.with_vault(|open| {
            let vault = open.vault.read();
            let carried = carried_packs::not_of(vault, device.id())?;
            Ok((settings::enrolled(vault)?, open.key.public(), carried))
        })?;
        if let Some(enrolled) = enrolled {
            let (key, enrolled) = (ByteBuf::from(key.to_bytes()), ByteBuf::from(enrolled));
            self.add(&Content::Introduction(Introduction { key, enrolled }))?;
        }
        for pack in carried {
            let is_theirs = Sealed::parse(&pack.bytes).is_ok_and(|sealed| sealed.signer() == device.id());
            if !is_theirs {
                self.add(&Content::Pack(ByteBuf::from(pack.bytes)))?;
            }
        }
        self.add_packs_at_hub()?;
        self.add_own_packs()?;
        self.add_files()
    }

    /// What the hub has of the records that wait: a colleague may never have heard of them, or not since long. It is packed by
    /// itself, so that nobody who knows that the hub has it carries it there again.
    fn add_packs_at_hub(&mut self) -> Result<(), AppError> {
        let waiting = self.app.with_vault(|open| Ok(records::waiting(open.vault.read())?))?;
        for (id, _, _) in waiting {
            let packs = self
                .app
                .with_vault(|open| match open.packs_at_hub(id, EXCHANGE_BUDGET_BYTES) {
                    // Told where it is opened: no other record stays behind for it.
                    Err(AppError::Vault(VaultError::Damaged(_))) => Ok(Vec::new()),
                    packs => packs,
                })?;
            for pack in packs {
                self.add(&Content::Pack(ByteBuf::from(pack)))?;
            }
        }
        Ok(())
    }

    fn add_own_packs(&mut self) -> Result<(), AppError> {
        let waiting = self.app.with_vault(|open| Ok(records::waiting(open.vault.read())?))?;
        for (id, _, _) in waiting {
            self.add_own_packs_of(id)?;
        }
        Ok(())
    }

    /// All of this device's changes that the hub is not known to have, in packs of which each begins where the last ended.
    fn add_own_packs_of(&mut self, id: RecordId) -> Result<(), AppError> {
        let mut next = self.app.with_vault(|open| open.pack(id, EXCHANGE_BUDGET_BYTES))?;
        while let Some(pack) = next {
            self.add(&Content::Pack(ByteBuf::from(pack.sealed)))?;
            if pack.is_whole {
                return Ok(());
            }
            next = self
                .app
                .with_vault(|open| open.pack_after(id, &pack.heads, EXCHANGE_BUDGET_BYTES))?;
        }
        Ok(())
    }

    fn add_files(&mut self) -> Result<(), AppError> {
        let files = self
            .app
            .with_vault(|open| Ok(record_files::unsent(open.vault.read())?))?;
        files.iter().try_for_each(|file| self.add_file(file))
    }

    fn add_file(&mut self, file: &NamedFile) -> Result<(), AppError> {
        let mut at = 0;
        loop {
            let bytes = self.app.with_vault(|open| {
                Ok(attachments::stretch(
                    open.vault.read(),
                    &file.hash,
                    at,
                    ATTACHMENT_PIECE_BYTES,
                )?)
            })?;
            let next = at + bytes.len() as u64;
            self.add(&Content::File(FilePiece {
                hash: ByteArray::new(file.hash),
                length: file.bytes,
                at,
                bytes: ByteBuf::from(bytes),
            }))?;
            if next >= file.bytes || next == at {
                return Ok(());
            }
            at = next;
        }
    }

    fn add(&mut self, content: &Content) -> Result<(), AppError> {
        self.writer.add(content).map_err(|error| disk(self.out, error))
    }

    fn finish(self) -> Result<PackedSatchel, AppError> {
        let Self { out, writer, .. } = self;
        let (packed, last) = writer.finish().map_err(|error| disk(out, error))?;
        if let Some(file) = last {
            super::finish(out, file, &[])?;
        }
        Ok(PackedSatchel {
            files: packed.files,
            pieces: packed.pieces,
            bytes: packed.bytes,
        })
    }
}
