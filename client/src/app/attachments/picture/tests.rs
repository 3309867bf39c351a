//! Pictures with a position, made here.

use image::{GenericImageView, ImageEncoder, codecs, metadata::Orientation};

use super::*;

/// EXIF with two entries: the orientation, and where the directory of the position is, which tells the north (tag 1).
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0]);
    exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0");
    exif.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0");
    exif
}

/// A picture whose left half is dark, with an orientation and a position beside it.
fn picture(format: ImageFormat, width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let shade = |x, _| image::Luma([if x < width / 2 { 0_u8 } else { 255 }]);
    let pixels = DynamicImage::ImageLuma8(image::ImageBuffer::from_fn(width, height, shade)).into_rgb8();
    let mut out = Vec::new();
    let write = |mut encoder: Box<dyn Encoder>| encoder.write(&pixels, exif(orientation));
    if format == ImageFormat::Jpeg {
        write(Box::new(Some(JpegEncoder::new_with_quality(&mut out, 90))));
    } else if format == ImageFormat::Png {
        write(Box::new(Some(codecs::png::PngEncoder::new(&mut out))));
    } else {
        assert_eq!(format, ImageFormat::WebP);
        write(Box::new(Some(codecs::webp::WebPEncoder::new_lossless(&mut out))));
    }
    out
}

/// An encoder of any format, used once.
trait Encoder {
    fn write(&mut self, pixels: &image::RgbImage, exif: Vec<u8>);
}

impl<E: ImageEncoder> Encoder for Option<E> {
    fn write(&mut self, pixels: &image::RgbImage, exif: Vec<u8>) {
        let mut encoder = self.take().expect("used once");
        encoder.set_exif_metadata(exif).expect("a place for it");
        pixels.write_with_encoder(encoder).expect("a picture");
    }
}

pub(in crate::app::attachments) fn photograph(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    picture(ImageFormat::Jpeg, width, height, orientation)
}

/// A JPEG that says to have more pixels than it has.
pub(in crate::app::attachments) fn declared(mut jpeg: Vec<u8>, width: u16, height: u16) -> Vec<u8> {
    let at = jpeg.windows(2).position(|it| it == [0xff, 0xc0]).expect("a frame");
    jpeg[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    jpeg
}

/// A TIFF without pixels, which tells a position, or nothing.
pub(in crate::app::attachments) fn tiff(tells: bool) -> Vec<u8> {
    let tag = if tells { b"\x25\x88" } else { b"\0\x01" };
    [
        b"II*\0\x08\0\0\0\x01\0",
        &tag[..],
        b"\x04\0\x01\0\0\0\x10\0\0\0\0\0\0\0",
    ]
    .concat()
}

/// A HEIC that has EXIF and no picture (ISO/IEC 14496-12, section 8.11).
fn heic(exif: &[u8]) -> Vec<u8> {
    let boxed = |kind: &[u8; 4], body: &[u8]| {
        let length = u32::try_from(8 + body.len()).expect("short");
        [&length.to_be_bytes(), &kind[..], body].concat()
    };
    let head = boxed(b"ftyp", b"heic\0\0\0\0mif1heic");
    let item = boxed(b"infe", b"\x02\0\0\0\0\x01\0\0Exif\0");
    let items = boxed(b"iinf", &[b"\0\0\0\0\0\x01", &item[..]].concat());
    let with_place = |at: usize| {
        let at = u32::try_from(at).expect("short").to_be_bytes();
        let length = u32::try_from(4 + exif.len()).expect("short").to_be_bytes();
        let place = [&b"\0\0\0\0\x44\0\0\x01\0\x01\0\0\0\x01"[..], &at, &length].concat();
        let meta = [b"\0\0\0\0", &boxed(b"iloc", &place)[..], &items].concat();
        [&head[..], &boxed(b"meta", &meta)].concat()
    };
    let before = with_place(0).len() + 8;
    let data = boxed(b"mdat", &[b"\0\0\0\0", exif].concat());
    [with_place(before), data].concat()
}

pub(in crate::app::attachments) fn look(bytes: &[u8]) -> Picture {
    let media_type = infer::get(bytes).expect("a picture").mime_type();
    super::look(&mut Cursor::new(bytes), media_type, bytes.len() as u64)
}

/// The bytes that are left of a picture.
fn clean(bytes: &[u8]) -> Vec<u8> {
    let slices = look(bytes).clean.expect("it can be taken out");
    let of = |slice| match slice {
        Slice::Came(range) => bytes[usize::try_from(range.start).expect("a place")..][..range.count()].to_vec(),
        Slice::Written(bytes) => bytes,
    };
    slices.into_iter().flat_map(of).collect()
}

fn decoder(bytes: &[u8]) -> impl ImageDecoder + '_ {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    reader.expect("read").into_decoder().expect("a picture")
}

fn pixels(bytes: &[u8]) -> DynamicImage {
    DynamicImage::from_decoder(decoder(bytes)).expect("pixels")
}

#[test]
fn a_photograph_loses_its_place_and_stays_turned() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        for turn in 1..=8 {
            let before = picture(format, 16, 8, turn);
            assert!(look(&before).tells_location, "{format:?}");
            let after = clean(&before);
            assert!(!look(&after).tells_location, "{format:?}");
            let orientation = decoder(&after).orientation().expect("an orientation");
            assert_eq!(orientation, Orientation::from_exif(turn).expect("a turn"), "{format:?}");
            assert_eq!(pixels(&after), pixels(&before), "not a pixel is another");
            assert_eq!(clean(&after), after, "{format:?}");
        }
    }
}

#[test]
fn pictures_and_films_behind_a_photograph_go_with_their_own_places() {
    let before = photograph(16, 8, 1);
    let more = [&before[..], b"\0\0\0\x18ftypmp42 moov \xff\xd8", &before].concat();
    assert_eq!(clean(&more), clean(&before));
    let list = [&before[..2], b"\xff\xe2\0\x0aMPF\0MM\0*", &before[2..]].concat();
    assert_eq!(clean(&list), clean(&before));
}

#[test]
fn places_in_texts_are_found_and_taken_out() {
    let before = photograph(16, 8, 1);
    let xmp = b"\xff\xe1\0\x17<exif:GPSLatitude/>..";
    let jpeg = [&clean(&before)[..2], xmp, &clean(&before)[2..]].concat();
    assert!(look(&jpeg).tells_location);
    assert_eq!(clean(&jpeg), clean(&before));
    let png = clean(&picture(ImageFormat::Png, 16, 8, 1));
    for text in [
        &b"Comment\0GPSLongitude"[..],
        b"Raw profile type exif\0\0packed",
        b"XML:com.adobe.xmp\0\x01\0\0\0packed",
    ] {
        let length = u32::try_from(text.len()).expect("short").to_be_bytes();
        let with = [&png[..33], &length, b"tEXt", text, b"crc.", &png[33..]].concat();
        assert!(look(&with).tells_location);
        assert_eq!(clean(&with), png);
    }
}

#[test]
fn pictures_that_cannot_be_cleaned_tell_what_they_may() {
    let gif = |text: &[u8]| [b"GIF89a\x01\0\x01\0\0\0\0", text].concat();
    for (bytes, tells) in [
        (tiff(true), true),
        (tiff(false), false),
        (b"MM\0*\xff\xff\xff\xff\0\0".to_vec(), true),
        (gif(b""), false),
        (gif(b"exif:GPSLatitude"), true),
        (heic(&exif(6)), true),
        (
            heic(b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"),
            false,
        ),
        // Its boxes are cut short.
        (heic(&exif(6))[..60].to_vec(), true),
        (b"\xff\xd8\xff\xe1no segment".to_vec(), true),
    ] {
        let found = look(&bytes);
        assert_eq!((found.tells_location, found.clean), (tells, None), "{bytes:?}");
    }
}

#[test]
fn a_large_photograph_gets_smaller_upright_and_tells_nothing() {
    // Turned by a quarter: what is left in the file is up in the picture.
    let before = photograph(2_600, 100, 6);
    let found = look(&before);
    assert!(found.is_large && found.can_be_smaller);
    let after = smaller(Cursor::new(&before)).expect("decoded");
    let found = look(&after.bytes);
    assert_eq!(
        (after.ending, found.is_large, found.tells_location),
        ("jpg", false, false)
    );
    let orientation = decoder(&after.bytes).orientation().expect("an orientation");
    assert_eq!(orientation, Orientation::NoTransforms);
    let picture = image::load_from_memory(&after.bytes).expect("a picture");
    assert_eq!(
        (picture.width() < picture.height(), picture.height()),
        (true, PICTURE_SIDE_PIXELS)
    );
    let shade = |y| picture.get_pixel(picture.width() / 2, y).0[0];
    assert!(shade(100) < 50 && shade(2_400) > 200, "{} {}", shade(100), shade(2_400));
}

#[test]
fn how_large_a_picture_is_stands_in_each_format() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        for (width, height, is_large) in [(PICTURE_SIDE_PIXELS, 2, false), (2, PICTURE_SIDE_PIXELS + 1, true)] {
            let found = look(&picture(format, width, height, 1));
            assert_eq!((found.is_large, found.can_be_smaller), (is_large, true), "{format:?}");
        }
    }
}

#[test]
fn a_picture_of_too_many_pixels_is_not_decoded() {
    let twelve_million = declared(photograph(16, 8, 1), 4_032, 3_024);
    assert!(look(&twelve_million).can_be_smaller);
    let more = declared(photograph(16, 8, 1), 9_000, 6_000);
    assert!(!look(&more).can_be_smaller);
    // As many as the format can name: their bytes are more than a number holds.
    let side = i32::MAX.to_be_bytes();
    let most = [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(),
        &side,
        &side,
        &[16, 6, 0, 0, 0, 0, 0, 0, 0],
    ]
    .concat();
    let most = [most.as_slice(), b"\0\0\0\0IEND\0\0\0\0"].concat();
    let picture = look(&most);
    assert!(picture.clean.is_some() && picture.is_large && !picture.can_be_smaller);
}
