//! What is here of a long list of hits: it comes page by page, as far as somebody looks.

use std::collections::{BTreeMap, BTreeSet};

/// Hits that come at once: more than one sees, few enough to come at once.
pub(crate) const PAGE: usize = 200;

#[derive(Debug)]
pub(crate) struct Pages<Hit> {
    came: BTreeMap<usize, Vec<Hit>>,
    asked: BTreeSet<usize>,
}

impl<Hit> Default for Pages<Hit> {
    fn default() -> Self {
        Self {
            came: BTreeMap::new(),
            asked: BTreeSet::new(),
        }
    }
}

impl<Hit> Pages<Hit> {
    pub(crate) fn begin(hits: Vec<Hit>) -> Self {
        let mut pages = Self::default();
        pages.came(0, hits);
        pages
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Hit> {
        self.came.get(&(at / PAGE))?.get(at % PAGE)
    }

    /// The places at which pages begin that are in sight, from a row up to another, and were not asked for. They are now.
    pub(crate) fn wanted(&mut self, first: usize, end: usize) -> Vec<usize> {
        let in_sight = first / PAGE..end.div_ceil(PAGE);
        let new = in_sight.filter(|page| !self.came.contains_key(page) && self.asked.insert(*page));
        new.map(|page| page * PAGE).collect()
    }

    pub(crate) fn came(&mut self, from: usize, hits: Vec<Hit>) {
        self.came.insert(from / PAGE, hits);
    }

    /// A page did not come: it is asked for again when somebody looks there.
    pub(crate) fn failed(&mut self, from: usize) {
        self.asked.remove(&(from / PAGE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_asked_for_once_when_somebody_looks_at_it() {
        let mut pages = Pages::begin((0..PAGE).collect());
        assert_eq!((pages.get(199), pages.get(200)), (Some(&199), None));
        assert!(pages.wanted(0, 19).is_empty());
        assert_eq!(pages.wanted(190, 209), [200]);
        assert!(pages.wanted(191, 210).is_empty());
        assert_eq!(pages.wanted(4_992, 5_019), [4_800, 5_000]);
        pages.came(200, (200..250).collect());
        assert_eq!((pages.get(249), pages.get(250)), (Some(&249), None));
        pages.failed(5_000);
        assert_eq!(pages.wanted(5_000, 5_019), [5_000]);
    }
}
