//! Brings files into records, whatever page is shown: a queue a record, run against the back end.
//!
//! It outlives the pages, as the keepers do, so that leaving one loses no file.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use satchel_shared::{
    Problem,
    ids::RecordId,
    window::{Attached, Pictures, SetPictures, Upload},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Callback;

use super::queue::{Chosen, Given, Queue, Step};
use crate::{backend, keeper::Keepers};

/// All files that are on their way; copies are the same.
#[derive(Clone, Debug)]
pub(crate) struct Arrivals(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    keepers: Keepers,
    queues: RefCell<BTreeMap<RecordId, Queue<File>>>,
    /// The records whose queues are being run.
    running: RefCell<BTreeSet<RecordId>>,
    listeners: RefCell<BTreeMap<u64, Callback<()>>>,
    last_listener: Cell<u64>,
}

/// Whoever holds it is told when something changed.
#[derive(Debug)]
pub(crate) struct Listening {
    of: Arrivals,
    number: u64,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.of.0.listeners.borrow_mut().remove(&self.number);
    }
}

impl PartialEq for Arrivals {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Arrivals {
    pub(crate) fn new(keepers: Keepers) -> Self {
        Self(Rc::new(Inner {
            keepers,
            queues: RefCell::default(),
            running: RefCell::default(),
            listeners: RefCell::default(),
            last_listener: Cell::new(0),
        }))
    }

    pub(crate) fn tell(&self, changed: Callback<()>) -> Listening {
        let number = self.0.last_listener.get() + 1;
        self.0.last_listener.set(number);
        self.0.listeners.borrow_mut().insert(number, changed);
        Listening {
            of: self.clone(),
            number,
        }
    }

    fn changed(&self) {
        let listeners: Vec<_> = self.0.listeners.borrow().values().cloned().collect();
        for listener in listeners {
            listener.emit(());
        }
    }

    /// Looks at the files of a record; none where it has no queue.
    pub(crate) fn look<T>(&self, id: RecordId, look: impl FnOnce(&Queue<File>) -> T) -> Option<T> {
        self.0.queues.borrow().get(&id).map(look)
    }

    /// Whether a file of any record is not attached yet.
    pub(crate) fn are_coming(&self) -> bool {
        self.0.queues.borrow().values().any(|queue| queue.left() > 0)
    }

    pub(crate) fn add(&self, id: RecordId, files: Vec<File>) {
        let given = files.into_iter().map(|file| Given {
            name: file.name(),
            bytes: super::size(&file),
            file,
        });
        self.0.queues.borrow_mut().entry(id).or_default().add(given.collect());
        self.go_on(id);
    }

    /// A person said what is done with pictures.
    pub(crate) fn choose(&self, id: RecordId, pictures: Pictures) {
        self.change(id, |queue| queue.choose(pictures));
        self.go_on(id);
    }

    /// The picture that was asked about is attached although it keeps telling.
    pub(crate) fn attach_anyway(&self, id: RecordId, pictures: Pictures) {
        self.change(id, |queue| queue.attach_anyway(pictures));
        self.go_on(id);
    }

    /// The picture that was asked about is not attached.
    pub(crate) fn leave_out(&self, id: RecordId) {
        self.change(id, Queue::leave_out);
        self.go_on(id);
    }

    pub(crate) fn stop(&self, id: RecordId) {
        self.change(id, Queue::stop);
        self.go_on(id);
    }

    /// Forgets every file, as before locking.
    pub(crate) fn forget(&self) {
        self.0.queues.borrow_mut().clear();
    }

    /// Changes a queue that is still there.
    fn change<T>(&self, id: RecordId, change: impl FnOnce(&mut Queue<File>) -> T) -> Option<T> {
        let changed = self.0.queues.borrow_mut().get_mut(&id).map(change);
        self.changed();
        changed
    }

    fn go_on(&self, id: RecordId) {
        if !self.0.running.borrow_mut().insert(id) {
            return;
        }
        let arrivals = self.clone();
        spawn_local(async move {
            arrivals.run(id).await;
            arrivals.0.running.borrow_mut().remove(&id);
        });
    }

    async fn run(&self, id: RecordId) {
        while let Some(step) = self.change(id, Queue::next) {
            match step {
                Step::Send(file) => {
                    let sent = |bytes| self.change(id, |queue| queue.sent(bytes)).unwrap_or(false);
                    let answer = super::send(id, &file, sent).await;
                    self.change(id, |queue| queue.came(answer));
                }
                Step::Finish(upload, chosen) => {
                    let answer = finish(upload, chosen).await;
                    if self.change(id, |queue| queue.finished(answer)) == Some(true) {
                        // The record has changed past its keeper.
                        self.0.keepers.refresh();
                    }
                }
                Step::GiveUp(upload) => super::give_up(upload).await,
                Step::Nothing => return,
            }
        }
    }
}

/// Attaches a file that was sent. What a person chose for all pictures is remembered first.
async fn finish(upload: Upload, chosen: Option<Chosen>) -> Result<Attached, Problem> {
    let pictures = match chosen {
        None => None,
        Some(Chosen::ForThis(pictures)) => Some(pictures),
        Some(Chosen::ForAll(pictures)) => {
            if let Err(problem) = backend::call(SetPictures(pictures)).await {
                super::give_up(upload).await;
                return Err(problem);
            }
            Some(pictures)
        }
    };
    super::finish(upload, pictures).await
}
