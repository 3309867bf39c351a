//! The bytes of a file that is coming, read from the vault a piece at a time.

use std::io::{BufRead, Error, ErrorKind, Read, Result, Seek, SeekFrom};

use rusqlite::Connection;
use satchel_shared::limits::ATTACHMENT_PIECE_BYTES;

use crate::vault::attachments;

const PIECE: u64 = ATTACHMENT_PIECE_BYTES as u64;

#[derive(Debug)]
pub(super) struct ComingBytes<'a> {
    vault: &'a Connection,
    number: i64,
    bytes: u64,
    at: u64,
    /// The piece that was read last, with its place.
    piece: Option<(u64, Vec<u8>)>,
}

impl<'a> ComingBytes<'a> {
    pub(super) fn new(vault: &'a Connection, number: i64, bytes: u64) -> Self {
        Self {
            vault,
            number,
            bytes,
            at: 0,
            piece: None,
        }
    }
}

impl BufRead for ComingBytes<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.at >= self.bytes {
            return Ok(&[]);
        }
        let place = self.at / PIECE;
        let piece = match self.piece.take() {
            Some((kept, bytes)) if kept == place => bytes,
            Some(_) | None => {
                let place = u32::try_from(place).map_err(Error::other)?;
                let read = attachments::coming_piece(self.vault, self.number, place);
                read.map_err(Error::other)?.ok_or(ErrorKind::UnexpectedEof)?
            }
        };
        let (_, piece) = self.piece.insert((place, piece));
        let from = usize::try_from(self.at % PIECE).map_err(Error::other)?;
        piece.get(from..).ok_or_else(|| ErrorKind::UnexpectedEof.into())
    }

    fn consume(&mut self, count: usize) {
        self.at += count as u64;
    }
}

impl Read for ComingBytes<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl Seek for ComingBytes<'_> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.bytes.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = to.ok_or(ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
