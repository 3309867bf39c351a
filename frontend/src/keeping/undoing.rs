//! What a person can take back in an open record, and do again: one's own edits, never a colleague's.
//!
//! Each own edit leaves its inverse. In a text, the inverse is carried over what colleagues write since, around their words;
//! a one-line field is set back only while it holds the value that this person gave it; an item comes back as it is in the
//! document. What no longer holds is passed over.

mod carried;
mod part;

pub(super) use carried::{apart, carried, edits};
use part::Part;
use satchel_shared::{
    comparison,
    edit::Edit,
    path::Path,
    splice::{self, Splice, units},
};

use super::{
    Keeping,
    content::{self, Content},
};

/// How many steps can be taken back.
const STEPS: usize = 500;
/// The most units that one key writes or takes out: a pair.
const KEY_UNITS: usize = 2;

/// To what was before, or to what was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Again,
}

/// What is taken back at once: what was typed into a word, or what one choice did.
type Step = Vec<Part>;

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Undoing {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// The last step goes on as long as one types on.
    is_typing: bool,
}

impl Undoing {
    /// Notes what a person is about to do at once to this content.
    pub(super) fn note(&mut self, content: &Content, edits: &[Edit]) {
        let mut step: Step = edits
            .iter()
            .filter_map(|edit| Part::inverse_of(content, edit))
            .collect();
        if step.is_empty() {
            return;
        }
        self.undone.clear();
        let key = match edits {
            [edit] => key(content, edit),
            _ => None,
        };
        if key == Some(Key::Within)
            && self.is_typing
            && let (Some([last]), [part]) = (self.done.last_mut().map(Vec::as_mut_slice), step.as_slice())
            && last.goes_on(part)
        {
            return;
        }
        self.is_typing = key.is_some();
        step.reverse();
        self.done.push(step);
        if self.done.len() > STEPS {
            self.done.remove(0);
        }
    }

    /// Carries what can be taken back over what colleagues wrote.
    pub(super) fn follow(&mut self, before: &Content, after: &Content) {
        let steps = self.done.iter().chain(&self.undone).flatten();
        let mut paths: Vec<Path> = steps.filter_map(Part::text).cloned().collect();
        paths.sort_unstable();
        paths.dedup();
        for path in paths {
            let (old, new) = (content::text(before, &path), content::text(after, &path));
            // An item that is gone has no text to follow; it may come back as it was.
            if old == new || content::get(after, &path).is_none() {
                continue;
            }
            self.is_typing = false;
            for theirs in comparison::splices(old, new) {
                for steps in [&mut self.done, &mut self.undone] {
                    carry(steps, &path, &theirs);
                }
            }
        }
    }

    /// The step to take now. Steps that hold no more are passed over; where something still waits to be kept, an item that
    /// is not shown yet may be among it.
    fn take(&mut self, way: Way, content: &Content, is_idle: bool) -> Option<Step> {
        self.is_typing = false;
        let steps = match way {
            Way::Back => &mut self.done,
            Way::Again => &mut self.undone,
        };
        while let Some(step) = steps.pop() {
            if holds(&step, content) {
                return Some(step);
            }
            if !is_idle && step.iter().any(|part| matches!(part, Part::TakeOut { .. })) {
                steps.push(step);
                return None;
            }
        }
        None
    }

    /// Notes the inverse of the step that was taken on the way.
    fn put(&mut self, way: Way, inverse: Step) {
        match way {
            Way::Back => self.undone.push(inverse),
            Way::Again => self.done.push(inverse),
        }
    }

    fn can(&self, way: Way, content: &Content) -> bool {
        let steps = match way {
            Way::Back => &self.done,
            Way::Again => &self.undone,
        };
        steps.iter().rev().any(|step| holds(step, content))
    }
}

impl Keeping {
    pub(crate) fn can_undo(&self) -> bool {
        self.undoing.can(Way::Back, &self.view.content)
    }

    pub(crate) fn can_redo(&self) -> bool {
        self.undoing.can(Way::Again, &self.view.content)
    }

    /// Takes the last thing back that this person did here and that still stands. Gives its place.
    pub(crate) fn undo(&mut self) -> Option<Path> {
        self.step(Way::Back)
    }

    /// Does again what was taken back last.
    pub(crate) fn redo(&mut self) -> Option<Path> {
        self.step(Way::Again)
    }

    fn step(&mut self, way: Way) -> Option<Path> {
        if self.held {
            return None;
        }
        let is_idle = self.is_idle();
        let step = self.undoing.take(way, &self.view.content, is_idle)?;
        let mut inverse = Vec::with_capacity(step.len());
        let mut place = None;
        for part in step {
            inverse.extend(part.inverse(&self.view.content));
            for edit in part.act(&mut self.view.content) {
                place = Some(edit.path().clone());
                self.apply(edit);
            }
        }
        inverse.reverse();
        self.undoing.put(way, inverse);
        place
    }
}

fn holds(step: &Step, content: &Content) -> bool {
    step.iter().all(|part| part.holds(content))
}

/// Carries steps, the next one last, over a splice of a colleague's: each stands in the text that the one after it leaves.
fn carry(steps: &mut [Step], path: &Path, theirs: &Splice) {
    let mut theirs = vec![theirs.clone()];
    for part in steps.iter_mut().rev().flatten() {
        part.carry(path, &mut theirs);
    }
}

/// What a key did in a word, or to begin one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Begins,
    Within,
}

/// Whether an edit is one key's, in a text or a number.
fn key(content: &Content, edit: &Edit) -> Option<Key> {
    let (before, splice) = match edit {
        Edit::Splice {
            path,
            at,
            delete,
            insert,
        } => {
            let splice = Splice {
                at: *at,
                delete: *delete,
                insert: insert.clone(),
            };
            (content::text(content, path).to_owned(), splice)
        }
        Edit::Set { path, value } => {
            let before = content::get(content, path).map(content::told).unwrap_or_default();
            let splice = splice::diff(&before, &value.to_string())?;
            (before, splice)
        }
        Edit::Add { .. } | Edit::Remove { .. } | Edit::Restore { .. } => return None,
    };
    if splice.delete > KEY_UNITS || units(&splice.insert) > KEY_UNITS {
        return None;
    }
    let is_space = |text: &str| text.chars().next_back().is_some_and(char::is_whitespace);
    let begins = !splice.insert.is_empty()
        && !is_space(&splice.insert)
        && is_space(splice::slice(&before, splice.at.saturating_sub(1), splice.at));
    Some(if begins { Key::Begins } else { Key::Within })
}
