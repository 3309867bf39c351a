//! The few codes that one field takes.

use std::fmt;

/// Codes in the order in which they are offered, and the old names of those that were renamed. A code never changes its
/// meaning; one that this version does not know is shown as it is, and kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Codes {
    offered: &'static [&'static str],
    renamed: &'static [(&'static str, &'static str)],
}

impl Codes {
    #[must_use]
    pub const fn of(offered: &'static [&'static str]) -> Self {
        Self { offered, renamed: &[] }
    }

    /// The same codes with old names: each `(old, new)`.
    #[must_use]
    pub const fn renamed(mut self, renamed: &'static [(&'static str, &'static str)]) -> Self {
        self.renamed = renamed;
        self
    }

    #[must_use]
    pub fn offered(self) -> &'static [&'static str] {
        self.offered
    }

    /// The present name of a code; none where this version does not know it.
    #[must_use]
    pub fn current(self, code: &str) -> Option<&'static str> {
        let offered = self.offered.iter().find(|known| **known == code).copied();
        let renamed = || self.renamed.iter().find(|(old, _)| *old == code).map(|(_, new)| *new);
        offered.or_else(renamed)
    }
}

impl fmt::Debug for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.offered.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_code_maps_and_is_not_offered() {
        let codes = Codes::of(&["training", "advice"]).renamed(&[("advisory", "advice")]);
        assert_eq!(codes.current("advisory"), Some("advice"));
        assert_eq!(codes.current("advice"), Some("advice"));
        assert_eq!(codes.current("dance"), None);
        assert_eq!(codes.offered(), ["training", "advice"]);
    }
}
