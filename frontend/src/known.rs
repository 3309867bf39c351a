//! The records that this device knows, for fields that name one of them.

use std::rc::Rc;

use satchel_shared::window::RecordRow;
use yew::prelude::*;

use crate::{rows, words::Words};

/// Cheap to copy; two are equal when they are the same list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known(Rc<Vec<RecordRow>>);

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Known {
    pub(crate) fn new(rows: Rc<Vec<RecordRow>>) -> Self {
        Self(rows)
    }

    pub(crate) fn rows(&self) -> &[RecordRow] {
        &self.0
    }

    /// The title of a record; its id where it is not on this device.
    pub(crate) fn title(&self, words: &Words, id: &str) -> String {
        let found = id.parse().ok().and_then(|id| self.0.iter().find(|row| row.id == id));
        found.map_or_else(|| id.to_owned(), |row| rows::title(words, row))
    }
}

/// The records that the window knows.
#[hook]
pub(crate) fn use_known() -> Known {
    use_context::<Known>().unwrap_or_default()
}
