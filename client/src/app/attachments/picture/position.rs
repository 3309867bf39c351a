//! Whether what was written beside a picture tells where it was taken. What cannot be read may tell anything.

use std::io::{BufRead, Cursor, Read, Result, Seek, SeekFrom};

/// XMP's names of a position: `exif:GPSLatitude`, `exif:GPSLongitude` (XMP specification, part 2, section 2.2).
const XMP_POSITION: &[u8] = b"GPSL";
/// Under this name, some programs write EXIF or XMP into a PNG's text.
const RAW_PROFILE: &[u8] = b"Raw profile type";
/// XMP in a PNG's text that is compressed: its name, and the mark of it (XMP specification, part 3, section 1.1.5).
const PACKED_XMP: &[u8] = b"XML:com.adobe.xmp\0\x01";
/// TIFF's tag of the directory with the position (EXIF 2.32, section 4.6.3).
const POSITION_TAG: u16 = 0x8825;
/// TIFF's tag of XMP (XMP specification, part 3, section 3.2).
const XMP_TAG: u16 = 0x02bc;
/// Of XMP in a TIFF, as much is read.
const XMP_BYTES: u64 = 1 << 20;
/// Directories of a TIFF that are looked at, one a page.
const DIRECTORIES: usize = 1_000;

pub(super) fn in_exif(exif: &[u8]) -> bool {
    in_tiff(&mut Cursor::new(exif)).unwrap_or(true)
}

pub(super) fn in_text(text: &[u8]) -> bool {
    text.windows(XMP_POSITION.len()).any(|it| it == XMP_POSITION)
}

/// Whether a PNG's text holds notes in a form that is not read here.
pub(super) fn is_packed(text: &[u8]) -> bool {
    text.starts_with(RAW_PROFILE) || text.starts_with(PACKED_XMP)
}

/// In a picture of a type whose parts are not known here.
pub(super) fn in_other(from: &mut (impl BufRead + Seek), media_type: &str) -> bool {
    let mut look = || -> Result<bool> {
        from.rewind()?;
        let mut head = [0; 4];
        from.read_exact(&mut head)?;
        from.rewind()?;
        if head == *b"II*\0" || head == *b"MM\0*" {
            return in_tiff(from);
        }
        match media_type {
            // It has no place for EXIF, but for XMP as it is.
            "image/gif" => in_stream(from),
            "image/bmp" | "image/vnd.microsoft.icon" => Ok(false),
            _ => Ok(match exif::Reader::new().read_from_container(from) {
                Ok(read) => read.fields().any(|field| field.tag.context() == exif::Context::Gps),
                Err(exif::Error::NotFound(_)) => false,
                Err(_) => true,
            }),
        }
    };
    look().unwrap_or(true)
}

/// In a TIFF, which EXIF is too (TIFF 6.0, section 2).
fn in_tiff(from: &mut (impl Read + Seek)) -> Result<bool> {
    let little = {
        let mut head = [0; 4];
        from.read_exact(&mut head)?;
        head[0] == b'I'
    };
    let short = |bytes| {
        if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        }
    };
    let long = |bytes| {
        if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        }
    };
    let mut next = long(read(from)?);
    for _ in 0..DIRECTORIES {
        if next == 0 {
            return Ok(false);
        }
        from.seek(SeekFrom::Start(next.into()))?;
        for _ in 0..short(read(from)?) {
            let [t1, t2, _, _, c1, c2, c3, c4, v1, v2, v3, v4] = read(from)?;
            match short([t1, t2]) {
                POSITION_TAG => return Ok(true),
                XMP_TAG => {
                    let back = from.stream_position()?;
                    let (count, at) = (long([c1, c2, c3, c4]), long([v1, v2, v3, v4]));
                    from.seek(SeekFrom::Start(at.into()))?;
                    let mut text = Vec::new();
                    Read::by_ref(from)
                        .take(XMP_BYTES.min(count.into()))
                        .read_to_end(&mut text)?;
                    if u64::from(count) > XMP_BYTES || in_text(&text) {
                        return Ok(true);
                    }
                    from.seek(SeekFrom::Start(back))?;
                }
                _ => {}
            }
        }
        next = long(read(from)?);
    }
    Ok(true)
}

/// Anywhere in a file.
fn in_stream(from: &mut impl BufRead) -> Result<bool> {
    let mut text = Vec::new();
    loop {
        let came = from.fill_buf()?;
        if came.is_empty() {
            return Ok(false);
        }
        text.extend_from_slice(came);
        let count = came.len();
        from.consume(count);
        if in_text(&text) {
            return Ok(true);
        }
        // What was cut in two.
        text.drain(..text.len().saturating_sub(XMP_POSITION.len()));
    }
}

fn read<const N: usize>(from: &mut impl Read) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}
