//! Pictures before they are attached: what they tell, how they get smaller, and how they lose the place where they were taken.
//!
//! What a camera writes beside the picture goes whole, but for the way it is turned.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, codecs::jpeg::JpegEncoder, metadata::Orientation,
};
use img_parts::{Bytes, DynImage, ImageEXIF};
use satchel_shared::{
    limits::{PICTURE_PIXELS, PICTURE_SIDE_PIXELS},
    window::{PictureNotes, Pictures},
};

/// Of a hundred, where a JPEG is written anew.
const QUALITY: u8 = 85;
/// JPEG's markers of what is written beside a picture: EXIF and XMP; IPTC; a comment (ITU-T T.81, table B.1).
const JPEG_NOTES: [u8; 3] = [0xe1, 0xed, 0xfe];
/// PNG's chunks of the same (PNG, third edition, section 11.3).
const PNG_NOTES: [[u8; 4]; 4] = [*b"eXIf", *b"iTXt", *b"tEXt", *b"zTXt"];
/// WebP's chunks of the same (RFC 9649, section 2.7.1.5).
const WEBP_NOTES: [[u8; 4]; 2] = [*b"EXIF", *b"XMP "];

/// A picture that was changed.
#[derive(Debug)]
pub(super) struct Changed {
    pub bytes: Vec<u8>,
    /// The ending of its name, where its type is another.
    pub ending: Option<&'static str>,
}

/// Whether a type is one of the pictures that are looked at.
pub(super) fn is_picture(media_type: &str) -> bool {
    ["image/jpeg", "image/png", "image/webp"].contains(&media_type)
}

/// What a picture tells; nothing where it cannot be read.
pub(super) fn look(bytes: &[u8]) -> PictureNotes {
    let Ok(mut decoder) = decoder(bytes) else {
        return PictureNotes::default();
    };
    let (width, height) = decoder.dimensions();
    let exif = decoder.exif_metadata().ok().flatten();
    let xmp = decoder.xmp_metadata().ok().flatten();
    PictureNotes {
        is_large: width.max(height) > PICTURE_SIDE_PIXELS,
        tells_location: exif.is_some_and(has_position)
            || xmp.is_some_and(|xmp| String::from_utf8_lossy(&xmp).contains("GPSL")),
    }
}

/// Does with a picture what a person chose; none where nothing is to do.
pub(super) fn change(bytes: Vec<u8>, chosen: Pictures) -> Result<Option<Changed>, String> {
    let notes = look(&bytes);
    if chosen.smaller && notes.is_large {
        return smaller(&bytes).map(Some).map_err(|error| error.to_string());
    }
    if chosen.without_location && notes.tells_location {
        return without_notes(bytes).map(Some);
    }
    Ok(None)
}

fn decoder(bytes: &[u8]) -> Result<impl ImageDecoder + '_, ImageError> {
    ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()?
        .into_decoder()
}

/// EXIF that cannot be read may tell anything.
fn has_position(exif: Vec<u8>) -> bool {
    exif::Reader::new().read_raw(exif).map_or(true, |read| {
        read.fields().any(|field| field.tag.context() == exif::Context::Gps)
    })
}

/// The whole picture, turned as it is meant, at most so wide and high.
fn smaller(bytes: &[u8]) -> Result<Changed, ImageError> {
    let mut decoder = decoder(bytes)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PICTURE_PIXELS {
        let limit = image::error::LimitErrorKind::DimensionError;
        return Err(ImageError::Limits(image::error::LimitError::from_kind(limit)));
    }
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?.thumbnail(PICTURE_SIDE_PIXELS, PICTURE_SIDE_PIXELS);
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
    Ok(Changed {
        bytes: out.into_inner(),
        ending: Some(ending),
    })
}

/// The same pixels, without what was written beside them.
fn without_notes(bytes: Vec<u8>) -> Result<Changed, String> {
    let told = |error: &dyn std::fmt::Display| error.to_string();
    let orientation = decoder(&bytes)
        .and_then(|mut decoder| decoder.orientation())
        .map_err(|error| told(&error))?;
    let mut picture = DynImage::from_bytes(Bytes::from(bytes))
        .map_err(|error| told(&error))?
        .ok_or_else(|| "no picture".to_owned())?;
    match &mut picture {
        DynImage::Jpeg(jpeg) => JPEG_NOTES.into_iter().for_each(|it| jpeg.remove_segments_by_marker(it)),
        DynImage::Png(png) => PNG_NOTES.into_iter().for_each(|it| png.remove_chunks_by_type(it)),
        DynImage::WebP(webp) => WEBP_NOTES.into_iter().for_each(|it| webp.remove_chunks_by_id(it)),
    }
    if orientation != Orientation::NoTransforms {
        picture.set_exif(Some(turned(orientation)));
    }
    Ok(Changed {
        bytes: picture.encoder().bytes().to_vec(),
        ending: None,
    })
}

/// EXIF with the orientation alone: one directory with tag 274, a short (TIFF 6.0, section 2).
fn turned(orientation: Orientation) -> Bytes {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation.to_exif(), 0, 0, 0, 0, 0, 0]);
    Bytes::from(exif)
}

#[cfg(test)]
pub(super) mod tests;
