//! Makes a picture smaller in the place where it is, since two at once take too much memory.

use image::DynamicImage;

/// A picture of one byte a channel, row after row.
pub(super) struct Raster {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) channels: usize,
    pub(super) bytes: Vec<u8>,
}

impl Raster {
    /// The same with a longer side of at most so many pixels; each is the mean of those that it stands for.
    pub(super) fn at_most(mut self, side: usize) -> Self {
        let longer = self.width.max(self.height);
        if longer <= side {
            return self;
        }
        let scaled = |length: usize| (length * side / longer).max(1);
        let (width, height) = (scaled(self.width), scaled(self.height));
        let mut row = Vec::with_capacity(width * self.channels);
        for y in 0..height {
            row.clear();
            let ys = y * self.height / height..((y + 1) * self.height).div_ceil(height);
            for x in 0..width {
                let xs = x * self.width / width..((x + 1) * self.width).div_ceil(width);
                for channel in 0..self.channels {
                    row.push(self.mean(xs.clone(), ys.clone(), channel));
                }
            }
            // The rows that come next stand behind it: there are at least as many, and as long.
            let at = y * row.len();
            self.bytes[at..at + row.len()].copy_from_slice(&row);
        }
        self.bytes.truncate(width * height * self.channels);
        self.bytes.shrink_to_fit();
        Self { width, height, ..self }
    }

    fn mean(&self, xs: std::ops::Range<usize>, ys: std::ops::Range<usize>, channel: usize) -> u8 {
        let count = xs.len() * ys.len();
        let row = |y: usize| y * self.width * self.channels + channel;
        let sum: usize = ys
            .flat_map(|y| xs.clone().map(move |x| row(y) + x * self.channels))
            .map(|at| usize::from(self.bytes[at]))
            .sum();
        u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX)
    }

    /// None where the bytes are not as many as they should be.
    pub(super) fn into_picture(self) -> Option<DynamicImage> {
        let (width, height) = (u32::try_from(self.width).ok()?, u32::try_from(self.height).ok()?);
        match self.channels {
            1 => image::GrayImage::from_raw(width, height, self.bytes).map(DynamicImage::ImageLuma8),
            2 => image::GrayAlphaImage::from_raw(width, height, self.bytes).map(DynamicImage::ImageLumaA8),
            3 => image::RgbImage::from_raw(width, height, self.bytes).map(DynamicImage::ImageRgb8),
            4 => image::RgbaImage::from_raw(width, height, self.bytes).map(DynamicImage::ImageRgba8),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smaller_picture_is_the_mean_of_the_larger() {
        let shade = |x: u32, y: u32| image::Rgb([if x < 40 { 0 } else { 200 }, u8::try_from(y).expect("low"), 7]);
        let large = image::RgbImage::from_fn(80, 60, shade);
        let raster = Raster {
            width: 80,
            height: 60,
            channels: 3,
            bytes: large.into_raw(),
        };
        let small = raster.at_most(20).into_picture().expect("a picture").into_rgb8();
        assert_eq!(small.dimensions(), (20, 15));
        // Four rows in one: 0 to 3 are 1.5 on the whole, which is 2.
        let wanted = image::RgbImage::from_fn(20, 15, |x, y| {
            let row = u8::try_from(y * 4 + 2).expect("low");
            image::Rgb([if x < 10 { 0 } else { 200 }, row, 7])
        });
        assert!(small == wanted);
    }

    #[test]
    fn sides_that_do_not_divide_keep_their_shape() {
        for (width, height) in [(7, 3), (3, 7), (7, 1), (5, 5)] {
            let raster = Raster {
                width,
                height,
                channels: 1,
                bytes: vec![9; width * height],
            };
            let small = raster.at_most(5);
            assert_eq!(small.width.max(small.height), 5);
            assert_eq!(small.bytes, vec![9; small.width * small.height]);
        }
    }
}
