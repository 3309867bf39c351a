//! The parts of a picture's file: those that are the picture, and those that were written beside it.
//!
//! Only heads and notes are read, so that a picture of any size takes little memory.

use std::{
    io::{BufRead, Error, ErrorKind, Read, Result, Seek, SeekFrom},
    ops::Range,
};

use image::metadata::Orientation;

use super::position;

/// Of a note, as much is read; a longer one may tell anything.
const NOTE_BYTES: u64 = 1 << 20;
/// JPEG's markers of what is written beside a picture: EXIF and XMP; IPTC; a comment (ITU-T T.81, table B.1).
const JPEG_NOTES: [u8; 3] = [0xe1, 0xed, 0xfe];
/// JPEG's marker of, among others, the list of further pictures behind the first (CIPA DC-007, section 5.2).
const JPEG_MORE: (u8, &[u8]) = (0xe2, b"MPF\0");
/// JPEG's markers of a frame whose picture is sent in several passes (ITU-T T.81, table B.1).
const JPEG_PROGRESSIVE: [u8; 4] = [0xc2, 0xc6, 0xca, 0xce];
/// What begins EXIF in JPEG, and in the files of some that write WebP.
const EXIF: &[u8] = b"Exif\0\0";
/// PNG's chunks of the same (PNG, third edition, section 11.3), but for EXIF.
const PNG_NOTES: [[u8; 4]; 3] = [*b"iTXt", *b"tEXt", *b"zTXt"];
/// WebP's marks of EXIF and XMP in the extended header (RFC 9649, section 2.7).
const WEBP_EXIF: u8 = 0x08;
const WEBP_XMP: u8 = 0x04;

/// A stretch of the file without its notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app::attachments) enum Slice {
    /// Bytes of the file as it came.
    Came(Range<u64>),
    Written(Vec<u8>),
}

impl Slice {
    pub(in crate::app::attachments) fn bytes(&self) -> u64 {
        match self {
            Self::Came(range) => range.end - range.start,
            Self::Written(bytes) => bytes.len() as u64,
        }
    }
}

#[derive(Debug)]
pub(super) struct Parts {
    pub(super) width: u32,
    pub(super) height: u32,
    /// What a pixel takes at most while it is decoded.
    pub(super) pixel_bytes: u64,
    pub(super) tells_location: bool,
    /// The file without what was written beside the picture, but for the way it is turned.
    pub(super) clean: Vec<Slice>,
    orientation: Orientation,
    /// Up to where the file was looked at, and how long it is.
    seen: u64,
    bytes: u64,
}

impl Parts {
    fn new(bytes: u64) -> Self {
        Self {
            width: 0,
            height: 0,
            pixel_bytes: 4,
            tells_location: false,
            clean: Vec::new(),
            orientation: Orientation::NoTransforms,
            seen: 0,
            bytes,
        }
    }

    fn cut(&mut self, note: Range<u64>) {
        if note.start > self.seen {
            self.clean.push(Slice::Came(self.seen..note.start));
        }
        self.seen = note.end;
    }

    /// Cuts EXIF out; what comes in its place tells the orientation alone.
    fn cut_exif(&mut self, note: Range<u64>, exif: &[u8], wrap: impl FnOnce(Vec<u8>) -> Vec<u8>) {
        self.cut(note);
        let exif = exif.strip_prefix(EXIF).unwrap_or(exif);
        self.tells_location |= position::in_exif(exif);
        let orientation = Orientation::from_exif_chunk(exif).unwrap_or(Orientation::NoTransforms);
        if orientation != Orientation::NoTransforms && self.orientation == Orientation::NoTransforms {
            self.orientation = orientation;
            self.clean.push(Slice::Written(wrap(turned(orientation))));
        }
    }

    /// The picture ends there, or where the file is cut short.
    fn end(mut self, end: u64) -> Self {
        let end = end.min(self.bytes);
        self.cut(end..end);
        self
    }
}

/// A JPEG (ITU-T T.81, annex B).
pub(super) fn jpeg(from: &mut (impl BufRead + Seek), bytes: u64) -> Result<Parts> {
    let mut parts = Parts::new(bytes);
    from.seek(SeekFrom::Start(2))?;
    loop {
        let at = from.stream_position()?;
        let [mark, marker] = read(from)?;
        match (mark, marker) {
            // A marker may come after any number of these.
            (0xff, 0xff) => {
                from.seek(SeekFrom::Start(at + 1))?;
                continue;
            }
            (0xff, 0x01 | 0xd0..=0xd8) => continue,
            (0xff, 0xd9) => return Ok(parts.end(at + 2)),
            (0xff, _) => {}
            _ => return Err(damaged()),
        }
        let body = u64::from(u16::from_be_bytes(read(from)?));
        let (body, end) = (body.checked_sub(2).ok_or_else(damaged)?, at + 2 + body);
        match marker {
            // Tables that have numbers among those of frames.
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => {
                let [_precision, y1, y2, x1, x2, components] = read(from)?;
                (parts.height, parts.width) =
                    (u16::from_be_bytes([y1, y2]).into(), u16::from_be_bytes([x1, x2]).into());
                // Between passes, two bytes are kept of each component.
                let progressive = JPEG_PROGRESSIVE.contains(&marker);
                parts.pixel_bytes = u64::from(components) * if progressive { 3 } else { 1 };
            }
            0xda => {
                from.seek(SeekFrom::Start(end))?;
                let end = end_of_scans(from)?;
                return Ok(parts.end(end));
            }
            _ if JPEG_NOTES.contains(&marker) || marker == JPEG_MORE.0 => {
                let contents = read_note(from, body)?.unwrap_or_default();
                if marker == 0xe1 && contents.starts_with(EXIF) {
                    parts.cut_exif(at..end, &contents, |exif| {
                        let length = u16::try_from(2 + EXIF.len() + exif.len()).unwrap_or_default();
                        [&[0xff, 0xe1][..], &length.to_be_bytes(), EXIF, &exif].concat()
                    });
                } else if marker != JPEG_MORE.0 || contents.starts_with(JPEG_MORE.1) {
                    parts.tells_location |= position::in_text(&contents);
                    parts.cut(at..end);
                }
            }
            _ => {}
        }
        from.seek(SeekFrom::Start(end))?;
    }
}

/// Where the picture ends, behind its first scan's head. What comes after it is another picture, or a film, with notes of
/// its own.
fn end_of_scans(from: &mut (impl BufRead + Seek)) -> Result<u64> {
    loop {
        if from.skip_until(0xff)? == 0 {
            return from.stream_position();
        }
        let Some(marker) = from.fill_buf()?.first().copied() else {
            return from.stream_position();
        };
        match marker {
            // This may be the beginning of a marker still.
            0xff => {}
            0x00 | 0x01 | 0xd0..=0xd8 => from.consume(1),
            0xd9 => return Ok(from.stream_position()? + 1),
            _ => {
                from.consume(1);
                let body = i64::from(u16::from_be_bytes(read(from)?));
                from.seek_relative(body - 2)?;
            }
        }
    }
}

/// A PNG (third edition, section 5).
pub(super) fn png(from: &mut (impl BufRead + Seek), bytes: u64) -> Result<Parts> {
    let mut parts = Parts::new(bytes);
    from.seek(SeekFrom::Start(8))?;
    loop {
        let at = from.stream_position()?;
        let body = u64::from(u32::from_be_bytes(read(from)?));
        let id: [u8; 4] = read(from)?;
        let end = at + 12 + body;
        if id == *b"IHDR" {
            parts.width = u32::from_be_bytes(read(from)?);
            parts.height = u32::from_be_bytes(read(from)?);
            let [depth] = read(from)?;
            parts.pixel_bytes = if depth == 16 { 8 } else { 4 };
        } else if id == *b"IEND" {
            return Ok(parts.end(end));
        } else if id == *b"eXIf" {
            let contents = read_note(from, body)?.unwrap_or_default();
            parts.cut_exif(at..end, &contents, |exif| png_chunk(&id, &exif));
        } else if PNG_NOTES.contains(&id) {
            let contents = read_note(from, body)?;
            parts.tells_location |= contents.is_none_or(|it| position::in_text(&it) || position::is_packed(&it));
            parts.cut(at..end);
        }
        from.seek(SeekFrom::Start(end))?;
    }
}

fn png_chunk(id: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap_or_default();
    let mut chunk = length.to_be_bytes().to_vec();
    chunk.extend_from_slice(id);
    chunk.extend_from_slice(body);
    // Over id and body (PNG, third edition, section 5.5).
    let crc = crc32fast::hash(&chunk[4..]);
    chunk.extend_from_slice(&crc.to_be_bytes());
    chunk
}

/// A WebP (RFC 9649, section 2).
pub(super) fn webp(from: &mut (impl BufRead + Seek), bytes: u64) -> Result<Parts> {
    let mut parts = Parts::new(bytes);
    // Lossy ones are decoded in planes first.
    parts.pixel_bytes = 8;
    from.seek(SeekFrom::Start(4))?;
    let whole = bytes.min(u64::from(u32::from_le_bytes(read(from)?)) + 8);
    parts.seen = 12;
    let mut extended: Option<[u8; 10]> = None;
    let mut at = 12;
    while at + 8 <= whole {
        from.seek(SeekFrom::Start(at))?;
        let id: [u8; 4] = read(from)?;
        let body = u64::from(u32::from_le_bytes(read(from)?));
        let end = at + 8 + body + body % 2;
        match &id {
            b"VP8X" => {
                let head: [u8; 10] = read(from)?;
                let side = |at: usize| 1 + u32::from_le_bytes([head[at], head[at + 1], head[at + 2], 0]);
                (parts.width, parts.height) = (side(4), side(7));
                extended = Some(head);
                parts.cut(at..end);
            }
            b"VP8 " if extended.is_none() => {
                let [_, _, _, _, _, _, x1, x2, y1, y2] = read(from)?;
                let side = |bytes| u32::from(u16::from_le_bytes(bytes) & 0x3fff);
                (parts.width, parts.height) = (side([x1, x2]), side([y1, y2]));
            }
            b"VP8L" if extended.is_none() => {
                let [_signature, bits @ ..]: [u8; 5] = read(from)?;
                let bits = u32::from_le_bytes(bits);
                (parts.width, parts.height) = (1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff));
            }
            b"EXIF" => {
                let contents = read_note(from, body)?.unwrap_or_default();
                parts.cut_exif(at..end, &contents, |exif| riff_chunk(&id, &exif));
            }
            b"XMP " => {
                let contents = read_note(from, body)?;
                parts.tells_location |= contents.is_none_or(|it| position::in_text(&it));
                parts.cut(at..end);
            }
            _ => {}
        }
        at = end;
    }
    let mut parts = parts.end(at);
    let mut body = b"WEBP".to_vec();
    if let Some(mut head) = extended {
        head[0] &= !(WEBP_EXIF | WEBP_XMP);
        if parts.orientation != Orientation::NoTransforms {
            head[0] |= WEBP_EXIF;
        }
        body.extend(riff_chunk(b"VP8X", &head));
    }
    let rest: u64 = parts.clean.iter().map(Slice::bytes).sum();
    let length = u32::try_from(body.len() as u64 + rest).map_err(|_| damaged())?;
    let head = [&b"RIFF"[..], &length.to_le_bytes(), &body].concat();
    parts.clean.insert(0, Slice::Written(head));
    Ok(parts)
}

/// A chunk whose body has an even number of bytes.
fn riff_chunk(id: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap_or_default();
    [&id[..], &length.to_le_bytes(), body].concat()
}

/// EXIF with the orientation alone: one directory with tag 274, a short (TIFF 6.0, section 2).
fn turned(orientation: Orientation) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation.to_exif(), 0, 0, 0, 0, 0, 0]);
    exif
}

fn read<const N: usize>(from: &mut impl BufRead) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// A note's contents; none where it is too long to be looked at.
fn read_note(from: &mut impl BufRead, bytes: u64) -> Result<Option<Vec<u8>>> {
    if bytes > NOTE_BYTES {
        return Ok(None);
    }
    let mut contents = Vec::new();
    from.take(bytes).read_to_end(&mut contents)?;
    Ok(Some(contents))
}

fn damaged() -> Error {
    Error::from(ErrorKind::InvalidData)
}
