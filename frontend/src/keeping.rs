//! How what a person types reaches the disk: the state machine of one open record, without a browser.
//!
//! Edits are applied to the window's own content at once and queued. One request is under way at a time, built on the
//! state that the last answer named; what is typed meanwhile waits and refers to the window's own text, which is that
//! state with the sent edits. A colleague's edits are taken over when nothing waits, so that no position ever refers to a
//! text that the window did not show. What the back end could not be given stays in the queue; what it would not take is
//! put aside by its field, and stays on the screen.

pub(crate) mod content;
mod queue;
#[cfg(test)]
mod tests;
mod undoing;

use std::collections::BTreeMap;

use queue::Queue;
use satchel_shared::{
    Problem,
    edit::{Edit, Scalar},
    path::Path,
    splice,
    window::{EditRecord, Edited, OpenRecord, RecordView},
};
use undoing::Undoing;

use crate::rows;

/// Problems that say what is wrong with an edit itself: sending it again would change nothing.
const NOT_TAKEN: &[&str] = &[
    "unknown-field",
    "no-such-item",
    "item-exists",
    "wrong-value",
    "not-a-text",
    "not-a-list",
    "too-long",
    "too-many-items",
    "read-only",
    "bad-request",
];

/// Problems after which the window and its back end no longer know what the other has: the record is read anew first.
const LOST: &[&str] = &[
    "unknown-base",
    "outside-text",
    "back-end-gone",
    "window-answer-unreadable",
];

/// One open record.
#[derive(Debug, Clone)]
pub(crate) struct Keeping {
    /// As shown: the window's own content, with everything typed.
    view: RecordView,
    queue: Queue,
    undoing: Undoing,
    in_flight: Vec<Edit>,
    /// The back end may have something newer.
    stale: bool,
    /// It is unknown whether the edits in the queue have been kept.
    lost: bool,
    /// The last batch held an edit that was not taken; the edits go one by one until it is found.
    singly: bool,
    /// A word is being composed: nothing may change under the person's hands.
    held: bool,
    refused: BTreeMap<Path, Problem>,
    problem: Option<Problem>,
    kept_at: Option<i64>,
}

/// What a person wrote into a text: what its field showed, and what it shows since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) path: Path,
    /// A long text, edited in place; otherwise a line, which is one value.
    pub(crate) is_prose: bool,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// What is to be asked of the back end now.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    Send(EditRecord),
    Read(OpenRecord),
    Nothing,
}

/// What the window may say of the record's safety.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    /// On the disk; since when, if it was edited in this window.
    Kept(Option<i64>),
    Waiting,
    Failed(Problem),
}

impl Keeping {
    pub(crate) fn new(view: RecordView) -> Self {
        Self {
            view,
            queue: Queue::default(),
            undoing: Undoing::default(),
            in_flight: Vec::new(),
            stale: false,
            lost: false,
            singly: false,
            held: false,
            refused: BTreeMap::new(),
            problem: None,
            kept_at: None,
        }
    }

    pub(crate) fn view(&self) -> &RecordView {
        &self.view
    }

    /// Why values were not taken, by their fields.
    pub(crate) fn refused(&self) -> &BTreeMap<Path, Problem> {
        &self.refused
    }

    pub(crate) fn mark(&self) -> Mark {
        if let Some(problem) = self.problem.as_ref().or_else(|| self.refused.values().next()) {
            Mark::Failed(problem.clone())
        } else if self.is_idle() {
            Mark::Kept(self.kept_at)
        } else {
            Mark::Waiting
        }
    }

    /// Whether nothing waits and nothing is under way.
    pub(crate) fn is_idle(&self) -> bool {
        self.queue.is_empty() && self.in_flight.is_empty()
    }

    /// Whether the last request failed and is to be repeated after a while.
    pub(crate) fn has_failed(&self) -> bool {
        self.problem.is_some()
    }

    /// Asks for what is new at the back end, as soon as nothing waits.
    pub(crate) fn refresh(&mut self) {
        self.stale = true;
    }

    pub(crate) fn hold(&mut self, held: bool) {
        self.held = held;
    }

    /// Takes what a person wrote into a text. Where the field did not show the record's text yet, because a colleague's has
    /// just come, the words go where they were written.
    pub(crate) fn write(&mut self, written: &Written) {
        let Written {
            path,
            is_prose,
            before,
            after,
        } = written;
        let Some(mine) = splice::diff(before, after) else {
            return;
        };
        let path = path.clone();
        let mut text = content::text(&self.view.content, &path).to_owned();
        let splice = match splice::diff(before, &text) {
            Some(theirs) => mine.after(&theirs),
            None => mine,
        };
        self.edit(if *is_prose {
            let splice::Splice { at, delete, insert } = splice;
            Edit::Splice {
                path,
                at,
                delete,
                insert,
            }
        } else {
            splice.apply(&mut text);
            let value = if text.is_empty() {
                Scalar::Nothing
            } else {
                Scalar::Text(text)
            };
            Edit::Set { path, value }
        });
    }

    /// Takes what a person did.
    pub(crate) fn edit(&mut self, edit: Edit) {
        self.edit_together(vec![edit]);
    }

    /// Takes what a person did by one choice: it is also taken back at once.
    pub(crate) fn edit_together(&mut self, edits: Vec<Edit>) {
        self.undoing.note(&self.view.content, &edits);
        for edit in edits {
            self.apply(edit);
        }
    }

    fn apply(&mut self, edit: Edit) {
        let path = edit.path().clone();
        match &edit {
            Edit::Set { value, .. } => {
                content::set(&mut self.view.content, &path, content::of_scalar(value));
                self.view.conflicts_in.retain(|conflict| conflict.path != path);
            }
            Edit::Splice { at, delete, insert, .. } => {
                let splice = splice::Splice {
                    at: *at,
                    delete: *delete,
                    insert: insert.clone(),
                };
                content::change_text(&mut self.view.content, &path, |text| splice.apply(text));
            }
            Edit::Remove { .. } => content::remove(&mut self.view.content, &path),
            // What else is in it is the back end's to tell: it is shown when the answer comes.
            Edit::Add { .. } | Edit::Restore { .. } => {}
        }
        self.row_follows();
        // The back end does not have the text that a splice would refer to.
        let whole = matches!(edit, Edit::Splice { .. }) && self.refused.contains_key(&path);
        self.refused.remove(&path);
        self.queue.push(if whole { self.whole(path) } else { edit });
    }

    /// What to ask now; the answer must be given to [`Self::kept`] or [`Self::read`].
    pub(crate) fn next(&mut self) -> Step {
        if !self.in_flight.is_empty() {
            return Step::Nothing;
        }
        let id = self.view.row.id;
        if self.lost || (self.stale && self.queue.is_empty() && !self.held) {
            return Step::Read(OpenRecord { id });
        }
        self.in_flight = self.queue.take(if self.singly { 1 } else { usize::MAX });
        if self.in_flight.is_empty() {
            return Step::Nothing;
        }
        Step::Send(EditRecord {
            id,
            base: self.view.base.clone(),
            edits: self.in_flight.clone(),
        })
    }

    /// The answer to [`Step::Send`].
    pub(crate) fn kept(&mut self, answer: Result<Edited, Problem>) {
        let sent = std::mem::take(&mut self.in_flight);
        match answer {
            Ok(edited) => {
                self.problem = None;
                self.kept_at = Some(edited.kept_at);
                self.view.row.edited_at = edited.kept_at;
                self.view.base = edited.base;
                self.singly &= !self.queue.is_empty();
                match edited.view {
                    Some(view) if self.queue.is_empty() && !self.held => self.adopt(*view),
                    Some(_) => self.stale = true,
                    None => {}
                }
            }
            Err(problem) if NOT_TAKEN.contains(&problem.code.as_str()) => {
                if let [edit] = sent.as_slice() {
                    // Another has been quicker, or the answer to the first try was lost.
                    if problem.code == "item-exists" {
                        self.stale = true;
                        return;
                    }
                    self.stale |= problem.code == "no-such-item";
                    self.refused.insert(edit.path().clone(), problem);
                } else {
                    self.singly = true;
                    self.queue.put_back(sent);
                }
            }
            Err(problem) => {
                self.lost |= LOST.contains(&problem.code.as_str());
                self.problem = Some(problem);
                self.queue.put_back(sent);
            }
        }
    }

    /// The answer to [`Step::Read`].
    pub(crate) fn read(&mut self, answer: Result<RecordView, Problem>) {
        match answer {
            Ok(view) => {
                self.problem = None;
                if self.lost {
                    self.lost = false;
                    self.reconcile(view);
                } else if self.queue.is_empty() && !self.held {
                    self.stale = false;
                    self.adopt(view);
                }
            }
            Err(problem) => {
                // Nothing that was typed depends on this: it is asked again with the next refresh.
                if self.lost {
                    self.problem = Some(problem);
                } else {
                    self.stale = false;
                }
            }
        }
    }

    /// Shows what the back end has, but for what it would not take.
    fn adopt(&mut self, view: RecordView) {
        let mine = std::mem::replace(&mut self.view, view);
        self.refused
            .retain(|path, _| content::get(&self.view.content, path).is_some());
        for path in self.refused.keys() {
            if let Some(value) = content::get(&mine.content, path) {
                content::set(&mut self.view.content, path, value.clone());
            }
        }
        self.undoing.follow(&mine.content, &self.view.content);
    }

    /// Shows what a decision made of the record, when nothing waits. What one did before can still be taken back.
    pub(crate) fn renew(&mut self, view: RecordView) {
        let before = std::mem::replace(self, Self::new(view));
        self.undoing = before.undoing;
        self.undoing.follow(&before.view.content, &self.view.content);
    }

    /// Goes on from what the back end has, after it became unknown which of the edits it took: only those are sent whose
    /// effect is not there.
    fn reconcile(&mut self, view: RecordView) {
        let mine = std::mem::replace(&mut self.view, view);
        for edit in self.queue.take(usize::MAX) {
            let path = edit.path().clone();
            match edit {
                Edit::Set { .. } | Edit::Splice { .. } => {
                    let Some(wanted) = content::get(&mine.content, &path) else {
                        continue;
                    };
                    if content::get(&self.view.content, &path) != Some(wanted) {
                        content::set(&mut self.view.content, &path, wanted.clone());
                        let edit = self.whole(path);
                        self.queue.push(edit);
                    }
                }
                Edit::Add { id: Some(id), .. } => {
                    if content::get(&self.view.content, &path.item(id)).is_none() {
                        self.queue.push(edit);
                    }
                }
                Edit::Add { id: None, .. } => {
                    if content::count(&self.view.content, &path) <= content::count(&mine.content, &path) {
                        self.queue.push(edit);
                    }
                }
                Edit::Restore { .. } => {
                    if content::get(&self.view.content, &path).is_none() {
                        self.queue.push(edit);
                    }
                }
                Edit::Remove { .. } => {
                    if content::get(&self.view.content, &path).is_some() {
                        content::remove(&mut self.view.content, &path);
                        self.queue.push(edit);
                    }
                }
            }
        }
        self.undoing.follow(&mine.content, &self.view.content);
        self.row_follows();
    }

    /// A field's own value, whole, as an edit.
    fn whole(&self, path: Path) -> Edit {
        let value = content::get(&self.view.content, &path).map_or(Scalar::Nothing, content::to_scalar);
        Edit::Set { path, value }
    }

    /// The list's line says what the record says.
    fn row_follows(&mut self) {
        let text = |name| content::text(&self.view.content, &Path::field(name)).to_owned();
        let titled_by = self.view.row.kind.titled_by();
        let (title, state, language) = (rows::begin(&text(titled_by)), text("state"), text("language"));
        let row = &mut self.view.row;
        (row.title, row.state, row.language) = (title, state, language);
        row.conflicts = self.view.conflicts_in.len();
        row.standing.edited_since = row.standing.version > 0;
        row.safety = satchel_shared::window::Safety::Here;
    }
}
