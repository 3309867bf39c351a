//! Writes a file into the vault, a piece at a time.

use std::io::{Error, Result, Write};

use rusqlite::Connection;
use satchel_shared::limits::ATTACHMENT_PIECE_BYTES;

use crate::vault::{VaultError, attachments};

#[derive(Debug)]
pub(super) struct PieceWriter<'a> {
    vault: &'a Connection,
    number: i64,
    place: u32,
    piece: Vec<u8>,
    hasher: blake3::Hasher,
}

impl<'a> PieceWriter<'a> {
    pub(super) fn new(vault: &'a Connection, number: i64) -> Self {
        Self {
            vault,
            number,
            place: 0,
            piece: Vec::with_capacity(ATTACHMENT_PIECE_BYTES),
            hasher: blake3::Hasher::new(),
        }
    }

    /// Keeps the last piece, and gives the hash of them all.
    pub(super) fn end(mut self) -> std::result::Result<attachments::Hash, VaultError> {
        self.keep_piece()?;
        Ok(*self.hasher.finalize().as_bytes())
    }

    fn keep_piece(&mut self) -> std::result::Result<(), VaultError> {
        if !self.piece.is_empty() {
            attachments::add_piece(self.vault, self.number, self.place, &self.piece)?;
            self.hasher.update(&self.piece);
            self.place += 1;
            self.piece.clear();
        }
        Ok(())
    }
}

impl Write for PieceWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let count = bytes.len().min(ATTACHMENT_PIECE_BYTES - self.piece.len());
        self.piece.extend_from_slice(bytes.get(..count).unwrap_or_default());
        if self.piece.len() == ATTACHMENT_PIECE_BYTES {
            self.keep_piece().map_err(Error::other)?;
        }
        Ok(count)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
