//! Pictures with a position, made here.

use image::GenericImageView;

use super::*;

/// A JPEG whose left half is dark, with an orientation and a position beside it.
pub(in crate::app::attachments) fn photograph(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let shade = |x, _| image::Luma([if x < width / 2 { 0_u8 } else { 255 }]);
    let picture = DynamicImage::ImageLuma8(image::ImageBuffer::from_fn(width, height, shade));
    let mut out = Cursor::new(Vec::new());
    picture
        .into_rgb8()
        .write_with_encoder(JpegEncoder::new_with_quality(&mut out, 90))
        .expect("a JPEG");
    // Two entries: the orientation, and where the directory of the position is, which tells the north (tag 1).
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0]);
    exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0");
    exif.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0");
    let mut picture = DynImage::from_bytes(Bytes::from(out.into_inner()))
        .expect("read")
        .expect("a picture");
    picture.set_exif(Some(Bytes::from(exif)));
    picture.encoder().bytes().to_vec()
}

fn orientation(bytes: &[u8]) -> Orientation {
    decoder(bytes)
        .and_then(|mut it| it.orientation())
        .expect("an orientation")
}

fn chosen(smaller: bool, without_location: bool) -> Pictures {
    Pictures {
        smaller,
        without_location,
    }
}

#[test]
fn a_photograph_loses_its_place_and_stays_turned() {
    for turn in 1..=8 {
        let before = photograph(16, 8, turn);
        assert!(look(&before).tells_location);
        let after = change(before.clone(), chosen(false, true))
            .expect("changed")
            .expect("something to do")
            .bytes;
        assert!(!look(&after).tells_location);
        assert_eq!(orientation(&after), Orientation::from_exif(turn).expect("a turn"));
        let pixels = |bytes: &[u8]| DynamicImage::from_decoder(decoder(bytes).expect("read")).expect("pixels");
        assert_eq!(pixels(&after), pixels(&before), "not a pixel is another");
    }
}

#[test]
fn a_large_photograph_gets_smaller_upright_and_tells_nothing() {
    // Turned by a quarter: what is left in the file is up in the picture.
    let before = photograph(2_600, 100, 6);
    assert!(look(&before).is_large);
    let after = change(before, chosen(true, false))
        .expect("changed")
        .expect("something to do");
    assert_eq!(
        (after.ending, look(&after.bytes)),
        (Some("jpg"), PictureNotes::default())
    );
    assert_eq!(orientation(&after.bytes), Orientation::NoTransforms);
    let picture = image::load_from_memory(&after.bytes).expect("a picture");
    assert_eq!(
        (picture.width() < picture.height(), picture.height()),
        (true, PICTURE_SIDE_PIXELS)
    );
    let shade = |y| picture.get_pixel(picture.width() / 2, y).0[0];
    assert!(shade(100) < 50 && shade(2_400) > 200, "{} {}", shade(100), shade(2_400));
}

#[test]
fn a_picture_that_tells_nothing_stays_as_it_is() {
    let mut out = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(10, 10)
        .write_to(&mut out, ImageFormat::Png)
        .expect("a PNG");
    assert!(change(out.into_inner(), chosen(true, true)).expect("read").is_none());
    assert!(
        change(b"no picture".to_vec(), chosen(true, true))
            .expect("left")
            .is_none()
    );
}

#[test]
fn a_picture_of_too_many_pixels_is_not_decoded() {
    let mut out = Cursor::new(Vec::new());
    // One bit a pixel would be small on the disk; the limit counts what it takes when it is decoded.
    DynamicImage::new_luma8(10_000, 5_001)
        .write_to(&mut out, ImageFormat::Png)
        .expect("a PNG");
    let refused = change(out.into_inner(), chosen(true, false)).expect_err("too many");
    assert!(!refused.is_empty());
}
