//! What is typed and is no part of a record yet: words of a comment that is not added, values that cannot be read.
//!
//! It outlives the pages, as the keepers do, and stays in memory: nothing of it is on the disk, and locking forgets it.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use satchel_shared::{
    ids::{EventId, ItemId, RecordId},
    path::Path,
};
use web_sys::{HtmlTextAreaElement, InputEvent};
use yew::prelude::*;

/// What a draft is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Draft {
    Comment,
    /// What the comment is about: a path.
    About,
    Answer(ItemId),
    /// What is said with a decision.
    Decision,
    /// An answer to a question of headquarters.
    Clarification(EventId),
    /// A field's text that names no value that the field can take.
    Value(Path),
}

/// All drafts; copies are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drafts(Rc<RefCell<BTreeMap<(RecordId, Draft), String>>>);

impl PartialEq for Drafts {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Drafts {
    pub(crate) fn text(&self, record: RecordId, draft: Draft) -> String {
        self.0.borrow().get(&(record, draft)).cloned().unwrap_or_default()
    }

    /// Remembers a text; an empty one is none.
    pub(crate) fn put(&self, record: RecordId, draft: Draft, text: &str) {
        if text.is_empty() {
            self.0.borrow_mut().remove(&(record, draft));
        } else {
            self.0.borrow_mut().insert((record, draft), text.to_owned());
        }
    }

    /// A text was taken, and gives what was typed since, which stays.
    pub(crate) fn taken(&self, record: RecordId, draft: Draft, text: &str) -> String {
        let now = self.text(record, draft.clone());
        let rest = now.strip_prefix(text).unwrap_or(&now).to_owned();
        self.put(record, draft, &rest);
        rest
    }

    /// The fields of a record whose texts name no value.
    pub(crate) fn unread(&self, record: RecordId) -> Vec<Path> {
        let drafts = self.0.borrow();
        let values = drafts.keys().filter(|(of, _)| *of == record);
        let paths = values.filter_map(|(_, draft)| match draft {
            Draft::Value(path) => Some(path.clone()),
            Draft::Comment | Draft::About | Draft::Answer(_) | Draft::Decision | Draft::Clarification(_) => None,
        });
        paths.collect()
    }

    /// Forgets every text, as before locking.
    pub(crate) fn forget(&self) {
        self.0.borrow_mut().clear();
    }
}

#[hook]
pub(crate) fn use_drafts() -> Drafts {
    use_context::<Drafts>().unwrap_or_default()
}

/// Shows a draft in a text area when it comes, and remembers what is typed into it.
#[hook]
pub(crate) fn use_draft(area: &NodeRef, record: RecordId, draft: Draft) -> Callback<InputEvent> {
    let drafts = use_drafts();
    {
        let (area, drafts, draft) = (area.clone(), drafts.clone(), draft.clone());
        use_effect_with((), move |()| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                area.set_value(&drafts.text(record, draft));
            }
        });
    }
    Callback::from(move |event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        drafts.put(record, draft.clone(), &area.value());
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(last: u8) -> RecordId {
        let id = format!("0192f0c4-7a6e-7cc3-98c4-dc0c0c0739{last:02x}");
        id.parse().expect("an id")
    }

    #[test]
    fn a_draft_stays_with_its_record_until_it_is_taken() {
        let drafts = Drafts::default();
        drafts.put(record(1), Draft::Comment, "Is it one?");
        assert_eq!(drafts.text(record(1), Draft::Comment), "Is it one?");
        assert_eq!(drafts.text(record(2), Draft::Comment), "");
        assert_eq!(drafts.taken(record(1), Draft::Comment, "Is it one?"), "");
        assert_eq!(drafts.text(record(1), Draft::Comment), "");
    }

    #[test]
    fn what_is_typed_while_a_comment_is_added_stays() {
        let drafts = Drafts::default();
        drafts.put(record(1), Draft::Comment, "Is it one? Or two?");
        assert_eq!(drafts.taken(record(1), Draft::Comment, "Is it one?"), " Or two?");
        drafts.put(record(1), Draft::Comment, "Another");
        assert_eq!(drafts.taken(record(1), Draft::Comment, "Is it one?"), "Another");
    }

    #[test]
    fn values_that_cannot_be_read_are_counted_apart_from_comments() {
        let drafts = Drafts::default();
        drafts.put(record(1), Draft::Comment, "Is it one?");
        drafts.put(record(1), Draft::Value(Path::field("months")), "a few");
        drafts.put(record(2), Draft::Value(Path::field("state")), "Atlantis");
        assert_eq!(drafts.unread(record(1)), [Path::field("months")]);
        drafts.put(record(1), Draft::Value(Path::field("months")), "");
        assert_eq!(drafts.unread(record(1)), []);
    }
}
