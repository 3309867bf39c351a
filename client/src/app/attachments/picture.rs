//! Pictures before they are attached: what they tell, how they get smaller, and how they lose the place where they were taken.
//!
//! What a camera writes beside the picture goes whole, but for the way it is turned. Only a picture that gets smaller is
//! ever whole in memory.

mod parts;
mod position;
mod scaling;

use std::io::{BufRead, Cursor, Seek};

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, codecs::jpeg::JpegEncoder};
use satchel_shared::limits::{PICTURE_DECODING_BYTES, PICTURE_SIDE_PIXELS};

pub(super) use parts::Slice;
use scaling::Raster;

/// Of a hundred, where a JPEG is written anew.
const QUALITY: u8 = 85;

/// What is found in a picture.
#[derive(Debug)]
pub(super) struct Picture {
    pub is_large: bool,
    pub tells_location: bool,
    /// Whether it can be decoded in little memory.
    pub can_be_smaller: bool,
    /// The file without what was written beside the picture; none where that cannot be taken out.
    pub clean: Option<Vec<Slice>>,
}

/// A picture that was made smaller.
#[derive(Debug)]
pub(super) struct Smaller {
    pub bytes: Vec<u8>,
    /// The ending of its name.
    pub ending: &'static str,
}

/// Looks at a picture of so many bytes.
pub(super) fn look(from: &mut (impl BufRead + Seek), media_type: &str, bytes: u64) -> Picture {
    let parts = match media_type {
        "image/jpeg" => parts::jpeg(from, bytes),
        "image/png" => parts::png(from, bytes),
        "image/webp" => parts::webp(from, bytes),
        _ => {
            return Picture {
                is_large: false,
                tells_location: position::in_other(from, media_type),
                can_be_smaller: false,
                clean: None,
            };
        }
    };
    match parts {
        Ok(parts) => {
            let pixels = u64::from(parts.width) * u64::from(parts.height);
            Picture {
                is_large: parts.width.max(parts.height) > PICTURE_SIDE_PIXELS,
                tells_location: parts.tells_location,
                can_be_smaller: pixels.saturating_mul(parts.pixel_bytes).saturating_add(bytes)
                    <= PICTURE_DECODING_BYTES,
                clean: Some(parts.clean),
            }
        }
        // A damaged one may tell anything.
        Err(_) => Picture {
            is_large: false,
            tells_location: true,
            can_be_smaller: false,
            clean: None,
        },
    }
}

/// The whole picture, turned as it is meant, at most so wide and high.
pub(super) fn smaller(mut from: impl BufRead + Seek) -> Result<Smaller, ImageError> {
    from.rewind()?;
    let mut decoder = ImageReader::new(from).with_guessed_format()?.into_decoder()?;
    let orientation = decoder.orientation()?;
    let side = PICTURE_SIDE_PIXELS;
    let color = decoder.color_type();
    let mut picture = if color.bytes_per_pixel() == color.channel_count() {
        let (width, height) = decoder.dimensions();
        let length = usize::try_from(decoder.total_bytes()).map_err(|_| damaged())?;
        let mut bytes = vec![0; length];
        decoder.read_image(&mut bytes)?;
        let raster = Raster {
            width: usize::try_from(width).map_err(|_| damaged())?,
            height: usize::try_from(height).map_err(|_| damaged())?,
            channels: color.channel_count().into(),
            bytes,
        };
        let scaled = raster.at_most(usize::try_from(side).map_err(|_| damaged())?);
        scaled.into_picture().ok_or_else(damaged)?
    } else {
        DynamicImage::from_decoder(decoder)?.thumbnail(side, side)
    };
    picture.apply_orientation(orientation);
    let mut out = Cursor::new(Vec::new());
    // What can be seen through stays so: JPEG has no such pixels.
    let ending = if picture.color().has_alpha() {
        picture.write_to(&mut out, ImageFormat::Png)?;
        "png"
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
        picture.into_rgb8().write_with_encoder(encoder)?;
        "jpg"
    };
    Ok(Smaller {
        bytes: out.into_inner(),
        ending,
    })
}

fn damaged() -> ImageError {
    ImageError::IoError(std::io::ErrorKind::InvalidData.into())
}

#[cfg(test)]
pub(super) mod tests;
