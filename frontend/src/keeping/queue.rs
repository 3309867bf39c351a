//! Edits that wait to be sent, in order; what a person types in one go becomes one edit.

use satchel_shared::{edit::Edit, limits::EDITS, splice::Splice};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Queue {
    edits: Vec<Edit>,
}

impl Queue {
    pub(crate) fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    #[cfg(test)]
    pub(crate) fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Adds an edit behind the others, or into the last one where both are of the same field.
    pub(crate) fn push(&mut self, edit: Edit) {
        if let Some(last) = self.edits.last_mut()
            && let Some(joined) = join(last, &edit)
        {
            *last = joined;
            return;
        }
        self.edits.push(edit);
    }

    /// Takes the first edits, at most `most` and as many as one request may hold.
    pub(crate) fn take(&mut self, most: usize) -> Vec<Edit> {
        let rest = self.edits.split_off(self.edits.len().min(most).min(EDITS));
        std::mem::replace(&mut self.edits, rest)
    }

    /// Takes all edits.
    pub(crate) fn take_all(&mut self) -> Vec<Edit> {
        std::mem::take(&mut self.edits)
    }

    /// Puts edits that were not taken by the back end before the others again.
    pub(crate) fn put_back(&mut self, edits: Vec<Edit>) {
        let later = std::mem::replace(&mut self.edits, edits);
        for edit in later {
            self.push(edit);
        }
    }
}

/// Two edits in a row as one; none where both are needed.
fn join(first: &Edit, second: &Edit) -> Option<Edit> {
    match (first, second) {
        (
            Edit::Splice {
                path,
                at,
                delete,
                insert,
            },
            Edit::Splice {
                path: same,
                at: next_at,
                delete: next_delete,
                insert: next_insert,
            },
        ) if path == same => {
            let first = Splice {
                at: *at,
                delete: *delete,
                insert: insert.clone(),
            };
            let next = Splice {
                at: *next_at,
                delete: *next_delete,
                insert: next_insert.clone(),
            };
            let Splice { at, delete, insert } = first.join(&next)?;
            Some(Edit::Splice {
                path: path.clone(),
                at,
                delete,
                insert,
            })
        }
        (Edit::Set { path, .. }, Edit::Set { path: same, .. }) if path == same => Some(second.clone()),
        (Edit::Set { .. } | Edit::Splice { .. } | Edit::Add { .. } | Edit::Remove { .. } | Edit::Restore { .. }, _) => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use satchel_shared::path::Path;

    use super::*;

    fn typed(name: &str, at: usize, insert: &str) -> Edit {
        Edit::Splice {
            path: Path::field(name),
            at,
            delete: 0,
            insert: insert.to_owned(),
        }
    }

    fn set(name: &str, value: &str) -> Edit {
        Edit::Set {
            path: Path::field(name),
            value: value.into(),
        }
    }

    #[test]
    fn words_typed_in_one_go_are_one_edit() {
        let mut queue = Queue::default();
        for (at, letter) in ["o", "n", "e"].into_iter().enumerate() {
            queue.push(typed("context", at, letter));
        }
        queue.push(set("title", "A"));
        queue.push(set("title", "Ad"));
        queue.push(typed("context", 3, "!"));
        assert_eq!(
            queue.edits(),
            [typed("context", 0, "one"), set("title", "Ad"), typed("context", 3, "!")]
        );
    }

    #[test]
    fn what_was_not_taken_comes_first_again() {
        let mut queue = Queue::default();
        queue.push(typed("context", 0, "one"));
        let sent = queue.take(usize::MAX);
        assert!(queue.is_empty());
        queue.push(typed("context", 3, " two"));
        queue.put_back(sent);
        assert_eq!(queue.edits(), [typed("context", 0, "one two")]);
    }

    #[test]
    fn no_more_is_taken_than_asked_for() {
        let mut queue = Queue::default();
        queue.push(set("title", "A"));
        queue.push(set("state", "IDN"));
        assert_eq!(queue.take(1), [set("title", "A")]);
        assert_eq!(queue.edits(), [set("state", "IDN")]);
    }
}
