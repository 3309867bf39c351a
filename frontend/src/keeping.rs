//! How what a person types reaches the disk: the state machine of one open record, without a browser.
//!
//! Edits are applied to the window's own content at once and queued. One request is under way at a time, built on the
//! state that the last answer named; what is typed meanwhile waits and refers to the window's own text, which is that
//! state with the sent edits. A colleague's edits are taken over when nothing waits, so that no position ever refers to a
//! text that the window did not show. A request without an answer is sent again as it was, and the back end does it once.
//! What the back end would not take is put aside by its field, and stays on the screen.

pub(crate) mod content;
mod queue;
#[cfg(test)]
mod tests;
mod undoing;

use std::collections::BTreeMap;

use content::Content;
use queue::Queue;
use satchel_shared::{
    Problem,
    edit::{Edit, Scalar},
    ids::RequestId,
    path::Path,
    schema::{Kind, Shape},
    splice::{self, Splice},
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

/// Problems that say that the edits refer to another text than the back end's: the record is read anew first.
const LOST: &[&str] = &["unknown-base", "outside-text", "inside-character"];

/// One open record.
#[derive(Debug, Clone)]
pub(crate) struct Keeping {
    /// As shown: the window's own content, with everything typed.
    view: RecordView,
    /// The content that the back end has at `view.base`: without what waits, and without what it would not take.
    based: Content,
    queue: Queue,
    undoing: Undoing,
    /// The request that has no answer yet: under way, or to be sent again.
    unanswered: Option<EditRecord>,
    is_under_way: bool,
    /// The back end may have something newer.
    stale: bool,
    /// What waits refers to a text that the back end does not have.
    lost: bool,
    /// What waits has been carried over to the back end's text, and not taken since.
    carried_over: bool,
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
            based: view.content.clone(),
            view,
            queue: Queue::default(),
            undoing: Undoing::default(),
            unanswered: None,
            is_under_way: false,
            stale: false,
            lost: false,
            carried_over: false,
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
        self.queue.is_empty() && self.unanswered.is_none()
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
            let Splice { at, delete, insert } = splice;
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
        content::apply(&mut self.view.content, &edit);
        if matches!(edit, Edit::Set { .. }) {
            self.view.conflicts_in.retain(|conflict| conflict.path != path);
        }
        self.row_follows();
        // The back end does not have the text that a splice would refer to.
        let whole = matches!(edit, Edit::Splice { .. }) && self.refused.contains_key(&path);
        self.refused.remove(&path);
        self.queue.push(if whole { self.whole(path) } else { edit });
    }

    /// What to ask now; the answer must be given to [`Self::kept`] or [`Self::read`]. `request` names a new request.
    pub(crate) fn next(&mut self, request: RequestId) -> Step {
        if self.is_under_way {
            return Step::Nothing;
        }
        let id = self.view.row.id;
        if self.unanswered.is_none() {
            if self.lost || (self.stale && self.queue.is_empty() && !self.held) {
                return Step::Read(OpenRecord { id });
            }
            let edits = self.queue.take(if self.singly { 1 } else { usize::MAX });
            if edits.is_empty() {
                return Step::Nothing;
            }
            let base = self.view.base.clone();
            self.unanswered = Some(EditRecord {
                request,
                id,
                base,
                edits,
            });
        }
        match &self.unanswered {
            Some(request) => {
                self.is_under_way = true;
                Step::Send(request.clone())
            }
            None => Step::Nothing,
        }
    }

    /// The answer to [`Step::Send`].
    pub(crate) fn kept(&mut self, answer: Result<Edited, Problem>) {
        self.is_under_way = false;
        let Some(request) = self.unanswered.take() else { return };
        match answer {
            Ok(edited) => {
                self.problem = None;
                self.kept_at = Some(edited.kept_at);
                self.view.row.edited_at = edited.kept_at;
                self.view.base = edited.base;
                self.singly &= !self.queue.is_empty();
                self.carried_over = false;
                for edit in &request.edits {
                    content::apply(&mut self.based, edit);
                }
                match edited.view {
                    Some(view) if self.queue.is_empty() && !self.held => self.adopt(*view),
                    Some(_) => self.stale = true,
                    None => {}
                }
            }
            Err(problem) => {
                let is = |codes: &[&str]| codes.contains(&problem.code.as_str());
                if is(LOST) && !self.carried_over {
                    self.lost = true;
                    self.problem = Some(problem);
                    self.queue.put_back(request.edits);
                } else if is(NOT_TAKEN) || is(LOST) {
                    self.not_taken(request.edits, problem);
                } else {
                    // Whether it was done or not: the same request is done once.
                    self.problem = Some(problem);
                    self.unanswered = Some(request);
                }
            }
        }
    }

    /// Puts the one edit aside that is wrong; where there were several, they go one by one until it is found.
    fn not_taken(&mut self, edits: Vec<Edit>, problem: Problem) {
        let [edit] = edits.as_slice() else {
            self.singly = true;
            self.queue.put_back(edits);
            return;
        };
        self.stale |= matches!(problem.code.as_str(), "no-such-item" | "item-exists");
        // An item that is there already is all that was wanted.
        if problem.code != "item-exists" {
            self.refused.insert(edit.path().clone(), problem);
        }
    }

    /// The answer to [`Step::Read`].
    pub(crate) fn read(&mut self, answer: Result<RecordView, Problem>) {
        match answer {
            Ok(view) => {
                self.problem = None;
                if self.lost {
                    self.lost = false;
                    self.carried_over = true;
                    self.carry_over(view);
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

    /// Shows what the back end has, but for what it would not take: a text that was not taken is shown with what colleagues
    /// wrote into it.
    fn adopt(&mut self, view: RecordView) {
        let based = std::mem::replace(&mut self.based, view.content.clone());
        let mine = std::mem::replace(&mut self.view, view);
        self.refused
            .retain(|path, _| content::get(&self.view.content, path).is_some());
        for path in self.refused.keys() {
            let Some(value) = content::get(&mine.content, path) else {
                continue;
            };
            let value = if is_prose(self.view.row.kind, path) {
                let text = |content| content::text(content, path);
                merged(text(&based), text(&mine.content), text(&self.based)).into()
            } else {
                value.clone()
            };
            content::set(&mut self.view.content, path, value);
        }
        self.undoing.follow(&mine.content, &self.view.content);
    }

    /// Shows what a decision made of the record, when nothing waits. What was not taken stays, and what one did before can
    /// still be taken back.
    pub(crate) fn renew(&mut self, view: RecordView) {
        self.stale = false;
        self.kept_at = None;
        self.adopt(view);
    }

    /// Carries what waits over to the text that the back end has.
    fn carry_over(&mut self, view: RecordView) {
        let based = std::mem::replace(&mut self.based, view.content.clone());
        let mine = std::mem::replace(&mut self.view, view);
        let mut theirs: BTreeMap<Path, Vec<Splice>> = BTreeMap::new();
        for edit in self.queue.take_all() {
            for edit in match edit {
                Edit::Splice {
                    path,
                    at,
                    delete,
                    insert,
                } => {
                    let theirs = theirs.entry(path.clone()).or_insert_with(|| {
                        let text = |content| content::text(content, &path);
                        undoing::apart(text(&based), text(&self.based))
                    });
                    let mine = [Splice { at, delete, insert }];
                    let carried = undoing::carried(&mine, theirs, true);
                    *theirs = undoing::carried(theirs, &mine, false);
                    undoing::edits(&path, carried)
                }
                Edit::Set {
                    path,
                    value: Scalar::Text(whole),
                } if is_prose(self.view.row.kind, &path) => {
                    let text = |content| content::text(content, &path);
                    let value = merged(text(&based), &whole, text(&self.based)).as_str().into();
                    vec![Edit::Set { path, value }]
                }
                Edit::Set { .. } | Edit::Add { .. } | Edit::Remove { .. } | Edit::Restore { .. } => vec![edit],
            } {
                content::apply(&mut self.view.content, &edit);
                self.queue.push(edit);
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

/// A text with what two people made of an older one: their words stay, and mine go where they were written.
fn merged(older: &str, mine: &str, theirs: &str) -> String {
    let carried = undoing::carried(&undoing::apart(older, mine), &undoing::apart(older, theirs), true);
    let mut text = theirs.to_owned();
    carried.iter().rev().for_each(|splice| splice.apply(&mut text));
    text
}

fn is_prose(kind: Kind, path: &Path) -> bool {
    kind.field_at(path).is_some_and(|field| field.shape == Shape::Prose)
}
