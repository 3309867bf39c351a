//! Keeps an open record: runs its state machine against the back end, with the pauses that typing makes.
//!
//! It outlives the page that shows the record, so that leaving a page, syncing or locking never loses a keystroke.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use gloo_timers::future::TimeoutFuture;
use satchel_shared::{
    edit::Edit,
    ids::{RecordId, RequestId},
    path::Path,
    window::RecordView,
};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::{
    backend, browser,
    keeping::{Keeping, Step, Written},
};

/// A pause in typing after which it is kept.
const PAUSE_MS: i64 = 300;
/// The longest that a keystroke waits, whether one pauses or not.
const LONGEST_MS: i64 = 800;
/// How long after a failure it is tried again.
const RETRY_MS: u32 = 2_000;
/// How long closing waits for what cannot be kept.
const PATIENCE_MS: i64 = 5_000;

/// Somebody who looks at an open record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Looking(u64);

/// One open record; copies are the same record.
#[derive(Clone, Debug)]
pub(crate) struct Keeper(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    keeping: RefCell<Keeping>,
    changed: RefCell<Option<(Looking, Callback<()>)>>,
    looked: Cell<u64>,
    running: Cell<bool>,
    waiting: Cell<bool>,
    first_ms: Cell<Option<i64>>,
    last_ms: Cell<i64>,
}

impl PartialEq for Keeper {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Keeper {
    fn new(view: RecordView) -> Self {
        Self(Rc::new(Inner {
            keeping: RefCell::new(Keeping::new(view)),
            changed: RefCell::default(),
            looked: Cell::new(0),
            running: Cell::new(false),
            waiting: Cell::new(false),
            first_ms: Cell::new(None),
            last_ms: Cell::new(0),
        }))
    }

    /// Looks at the record as it stands.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&Keeping) -> T) -> T {
        look(&self.0.keeping.borrow())
    }

    /// Whom to tell when something changed, in place of whoever was told before.
    pub(crate) fn tell(&self, changed: Callback<()>) -> Looking {
        let looking = Looking(self.0.looked.get() + 1);
        self.0.looked.set(looking.0);
        *self.0.changed.borrow_mut() = Some((looking, changed));
        looking
    }

    /// Who looked does so no more. A page may be gone only after the next one over the same record has come: that one is
    /// still told.
    pub(crate) fn tell_no_more(&self, looking: Looking) {
        let mut changed = self.0.changed.borrow_mut();
        if changed.as_ref().is_some_and(|(last, _)| *last == looking) {
            *changed = None;
        }
    }

    /// Whether somebody looks at the record, or it still has something to keep.
    fn is_in_use(&self) -> bool {
        self.0.changed.borrow().is_some() || !self.look(Keeping::is_idle)
    }

    fn changed(&self) {
        let changed = self.0.changed.borrow().clone();
        if let Some((_, changed)) = changed {
            changed.emit(());
        }
    }

    /// Takes what was written into a text, and keeps it at the next pause.
    pub(crate) fn write(&self, written: Written) {
        self.0.keeping.borrow_mut().write(&written);
        self.typed();
    }

    /// Takes a number as it is typed, and keeps it at the next pause.
    pub(crate) fn type_in(&self, edit: Edit) {
        self.0.keeping.borrow_mut().edit(edit);
        self.typed();
    }

    fn typed(&self) {
        let now = browser::now_ms();
        self.0.last_ms.set(now);
        if self.0.first_ms.get().is_none() {
            self.0.first_ms.set(Some(now));
        }
        self.changed();
        self.wait();
    }

    /// Takes a choice or a new item, and keeps it at once.
    pub(crate) fn edit_now(&self, mut edit: Edit) {
        // Who is to take it out again has to name it.
        if let Edit::Add { id: id @ None, .. } = &mut edit {
            *id = browser::new_item();
        }
        self.edit_together(vec![edit]);
    }

    /// Takes what one choice does to several fields, and keeps it at once.
    pub(crate) fn edit_together(&self, edits: Vec<Edit>) {
        self.0.keeping.borrow_mut().edit_together(edits);
        self.changed();
        self.flush();
    }

    /// Takes back what this person did last, and gives its place.
    pub(crate) fn undo(&self) -> Option<Path> {
        self.step(Keeping::undo)
    }

    /// Does again what was taken back last, and gives its place.
    pub(crate) fn redo(&self) -> Option<Path> {
        self.step(Keeping::redo)
    }

    fn step(&self, step: fn(&mut Keeping) -> Option<Path>) -> Option<Path> {
        let place = step(&mut self.0.keeping.borrow_mut());
        if place.is_some() {
            self.changed();
            self.flush();
        }
        place
    }

    /// Waits for a pause, or for the longest wait, and flushes.
    fn wait(&self) {
        if self.0.waiting.replace(true) {
            return;
        }
        let keeper = self.clone();
        spawn_local(async move {
            while let Some(first) = keeper.0.first_ms.get() {
                let now = browser::now_ms();
                let due = (keeper.0.last_ms.get() + PAUSE_MS).min(first + LONGEST_MS);
                if now >= due {
                    keeper.flush();
                    break;
                }
                TimeoutFuture::new(u32::try_from(due - now).unwrap_or_default().max(1)).await;
            }
            keeper.0.waiting.set(false);
        });
    }

    /// Sends what waits, and takes over what is new.
    pub(crate) fn flush(&self) {
        self.0.first_ms.set(None);
        if self.0.running.replace(true) {
            return;
        }
        let keeper = self.clone();
        spawn_local(async move {
            keeper.run().await;
            keeper.0.running.set(false);
            // Typed while the last answer was taken in, and held back until its own pause.
            if keeper.0.first_ms.get().is_some() {
                keeper.wait();
            }
        });
    }

    async fn run(&self) {
        loop {
            // What is being typed right now waits for its pause, so that words travel whole.
            if self.0.first_ms.get().is_some() {
                return;
            }
            let Some(request) = browser::new_uuid().map(RequestId) else {
                return;
            };
            let step = self.0.keeping.borrow_mut().next(request);
            match step {
                Step::Send(request) => {
                    let answer = backend::call(request).await;
                    self.0.keeping.borrow_mut().kept(answer);
                }
                Step::Read(request) => {
                    let answer = backend::call(request).await;
                    self.0.keeping.borrow_mut().read(answer);
                }
                Step::Nothing => return,
            }
            self.changed();
            if self.look(Keeping::has_failed) {
                TimeoutFuture::new(RETRY_MS).await;
                if self.0.first_ms.get().is_some() {
                    self.0.first_ms.set(None);
                }
            }
        }
    }

    /// Asks the back end for what is new, when nothing waits.
    pub(crate) fn refresh(&self) {
        self.0.keeping.borrow_mut().refresh();
        self.flush();
    }

    /// Whether a word is being composed.
    pub(crate) fn hold(&self, held: bool) {
        self.0.keeping.borrow_mut().hold(held);
        if !held {
            self.flush();
        }
    }

    /// Shows what a decision made of the record.
    pub(crate) fn replace(&self, view: RecordView) {
        if self.look(Keeping::is_idle) {
            self.0.keeping.borrow_mut().renew(view);
            self.changed();
        } else {
            self.refresh();
        }
    }

    /// Waits until everything typed is kept; false where it could not be within some seconds.
    pub(crate) async fn settle(&self) -> bool {
        let start = browser::now_ms();
        while !self.look(Keeping::is_idle) {
            self.flush();
            if browser::now_ms() - start > PATIENCE_MS {
                return false;
            }
            TimeoutFuture::new(20).await;
        }
        true
    }
}

/// All records that are open, or not kept yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keepers(Rc<RefCell<BTreeMap<RecordId, Keeper>>>);

impl PartialEq for Keepers {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Keepers {
    /// The keeper of a record that still has something to keep.
    pub(crate) fn busy(&self, id: RecordId) -> Option<Keeper> {
        self.0
            .borrow()
            .get(&id)
            .filter(|keeper| !keeper.look(Keeping::is_idle))
            .cloned()
    }

    /// A keeper of a record as the back end told it. What was done to it before can still be taken back.
    pub(crate) fn open(&self, view: RecordView) -> Keeper {
        let mut keepers = self.0.borrow_mut();
        keepers.retain(|_, keeper| keeper.look(|it| !it.is_idle() || it.can_undo() || it.can_redo()));
        match keepers.get(&view.row.id) {
            Some(keeper) => {
                let keeper = keeper.clone();
                if keeper.look(Keeping::is_idle) {
                    keeper.0.keeping.borrow_mut().renew(view);
                }
                keeper
            }
            None => keepers.entry(view.row.id).or_insert_with(|| Keeper::new(view)).clone(),
        }
    }

    fn all(&self) -> Vec<Keeper> {
        self.0.borrow().values().cloned().collect()
    }

    pub(crate) fn flush(&self) {
        for keeper in self.all() {
            keeper.flush();
        }
    }

    pub(crate) fn refresh(&self) {
        // Others are read anew when somebody opens them.
        for keeper in self.all().iter().filter(|keeper| keeper.is_in_use()) {
            keeper.refresh();
        }
    }

    /// Waits until all records are kept; false where one could not be.
    pub(crate) async fn settle(&self) -> bool {
        let mut settled = true;
        for keeper in self.all() {
            settled &= keeper.settle().await;
        }
        settled
    }

    /// Forgets every text, as before locking.
    pub(crate) fn forget(&self) {
        self.0.borrow_mut().clear();
    }
}
