//! QR codes (ISO/IEC 18004): a text that a camera reads.

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around a code, without which no camera finds it (ISO/IEC 18004, section 9.1).
pub const QUIET_MODULES: i32 = 4;

/// A code: a square of dark and light modules.
#[derive(Clone)]
pub struct Qr(QrCode);

impl Qr {
    /// Makes the code of a text; none where it is too long for one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        // A quarter of the code may be smeared: it is printed, folded, and held to a camera in bad light.
        QrCode::encode_text(text, QrCodeEcc::Quartile).ok().map(Self)
    }

    /// Modules along one side.
    #[must_use]
    pub fn side(&self) -> i32 {
        self.0.size()
    }

    /// Outside of the code all are light.
    #[must_use]
    pub fn is_dark(&self, x: i32, y: i32) -> bool {
        self.0.get_module(x, y)
    }

    /// The code for a terminal whose ground is dark: two modules in a character, one above the other.
    #[must_use]
    pub fn to_blocks(&self) -> String {
        let end = self.side() + QUIET_MODULES;
        let mut text = String::new();
        let mut y = -QUIET_MODULES;
        while y < end {
            for x in -QUIET_MODULES..end {
                text.push(match (self.is_dark(x, y), self.is_dark(x, y + 1)) {
                    (true, true) => ' ',
                    (false, true) => '▀',
                    (true, false) => '▄',
                    (false, false) => '█',
                });
            }
            text.push('\n');
            y += 2;
        }
        text
    }
}

impl std::fmt::Debug for Qr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Qr").field("side", &self.side()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_its_quiet_zone() {
        let qr = Qr::new("https://hub.example.org AAAA-BBBB-CCCC-DDDD-EEEE-FFFF").expect("short");
        let end = qr.side();
        for (x, y) in [(0, 0), (end - 7, 0), (0, end - 7)] {
            let outer = (0..7).all(|at| qr.is_dark(x + at, y) && qr.is_dark(x, y + at));
            assert!(
                outer && !qr.is_dark(x + 1, y + 1) && qr.is_dark(x + 3, y + 3),
                "{x}, {y}"
            );
        }
        let blocks = qr.to_blocks();
        let lines: Vec<_> = blocks.lines().collect();
        let width = usize::try_from(end + 2 * QUIET_MODULES).expect("a size");
        assert!(lines.iter().all(|line| line.chars().count() == width));
        assert!(lines[0].chars().all(|it| it == '█'));
    }

    #[test]
    fn what_no_code_holds_is_none() {
        assert!(Qr::new(&"a".repeat(5_000)).is_none());
    }
}
