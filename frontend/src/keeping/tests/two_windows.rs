//! Two windows over two real documents: whatever two people do, however their answers are lost and their devices meet, both
//! end with the same record, and nothing that one of them wrote is lost.
//!
//! The reference is a set: each letter is written once and is no other's, so that it says by itself whether it was kept.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{prelude::*, sample::Index};
use satchel_shared::{
    document::{Actor, Document, Pen},
    ids::{DeviceId, OfficeId, RecordId},
    pack::Pack,
    seal::{Key, Sealed},
    window::{Conflict, ConflictValue},
};

use super::*;

const LIST: &str = "activities";
const COMMENTS: &str = "comments";

/// A device: it answers as the app does, from a document.
struct Device {
    document: Document,
    id: DeviceId,
    seed: u8,
    done: BTreeMap<RequestId, Base>,
}

impl Device {
    fn new(seed: u8) -> Self {
        let id = Key::from_secret(&[seed; 32]).id();
        let actor = Actor {
            device: id,
            generation: 0,
        };
        Self {
            document: Document::new(Kind::Request, actor),
            id,
            seed,
            done: BTreeMap::new(),
        }
    }

    fn view(&mut self) -> RecordView {
        let base = base(&self.document.heads());
        let view = self.document.view();
        let conflicts = view.divergences.into_iter().map(|it| Conflict {
            path: it.path,
            values: it.alternatives.into_iter().map(conflict_value).collect(),
        });
        RecordView {
            base,
            content: view.content,
            conflicts_in: conflicts.collect(),
            ..super::view("", "")
        }
    }

    fn answer(&mut self, request: &EditRecord) -> Result<Edited, Problem> {
        let answered = |base, view| Edited {
            base,
            kept_at: 7,
            view: Some(Box::new(view)),
        };
        if let Some(base) = self.done.get(&request.request).cloned() {
            return Ok(answered(base, self.view()));
        }
        let seen: Vec<_> = request.base.0.iter().filter_map(|hash| hash.parse().ok()).collect();
        let mut no_item = || -> ItemId { panic!("the window names its items") };
        let pen = &mut Pen {
            at_s: 1_700_000_000,
            new_item: &mut no_item,
        };
        let edited = self.document.edit(Some(&seen), &request.edits, pen);
        let after = base(&edited.map_err(|error| Problem::new(error.code()))?);
        self.done.insert(request.request, after.clone());
        Ok(answered(after, self.view()))
    }

    /// Says something about the record, past its window.
    fn comment(&mut self, id: ItemId) {
        let add = Edit::Add {
            path: Path::field(COMMENTS),
            id: Some(id),
            after: None,
            fields: [("text".to_owned(), "Is it enough?".into())].into(),
        };
        let mut no_item = || -> ItemId { panic!("the comment has its id") };
        let pen = &mut Pen {
            at_s: 1_700_000_000,
            new_item: &mut no_item,
        };
        self.document.edit(None, &[add], pen).expect("a comment that holds");
    }

    /// Gives another device what this one wrote, as a signed pack, through bytes.
    fn send_to(&mut self, other: &mut Self) {
        let changes = self.document.changes_by(self.id, &other.document.heads());
        if changes.is_empty() {
            return;
        }
        let key = Key::from_secret(&[self.seed; 32]);
        let pack = Pack::new(
            self.document.kind(),
            RecordId(Uuid::nil()),
            OfficeId(Uuid::nil()),
            &changes,
        );
        let sealed = Sealed::parse(&pack.seal(&key)).expect("well formed");
        let opened = Pack::open(sealed, &key.public()).expect("a pack that holds");
        // Where it builds on what has not come yet, it comes again later.
        let _ = other.document.apply(&opened.changes);
    }
}

fn base(heads: &[automerge::ChangeHash]) -> Base {
    Base(heads.iter().map(ToString::to_string).collect())
}

fn conflict_value(alternative: satchel_shared::document::Alternative) -> ConflictValue {
    ConflictValue {
        value: alternative.value,
        by: String::new(),
        here: false,
        at: 0,
    }
}

/// What was written, and what somebody who saw it took back.
#[derive(Default)]
struct Written {
    /// Each letter, and the item in whose text it is; none for the record's own.
    letters: BTreeMap<char, Option<ItemId>>,
    gone: BTreeSet<char>,
    items: BTreeSet<ItemId>,
    gone_items: BTreeSet<ItemId>,
    /// Each line, and the item whose title it is; none for the record's own.
    titles: BTreeMap<String, Option<ItemId>>,
    gone_titles: BTreeSet<String>,
    comments: BTreeSet<ItemId>,
    /// What came back by an undo: it may be there, or taken out again by somebody who did not see it come back.
    returned: BTreeSet<char>,
    returned_items: BTreeSet<ItemId>,
    returned_titles: BTreeSet<String>,
    steps: u32,
}

/// What a window shows.
#[derive(Default, PartialEq, Debug)]
struct Shown {
    letters: BTreeSet<char>,
    items: BTreeSet<ItemId>,
    titles: BTreeSet<String>,
}

struct Window {
    keeping: Keeping,
    device: Device,
}

impl Window {
    fn new(seed: u8) -> Self {
        let mut device = Device::new(seed);
        Self {
            keeping: Keeping::new(device.view()),
            device,
        }
    }

    fn content(&self) -> &Content {
        &self.keeping.view().content
    }

    fn items(&self) -> Vec<ItemId> {
        let items = content::get(self.content(), &Path::field(LIST)).and_then(Value::as_array);
        let id = |item: &Value| item.get("id")?.as_str()?.parse().ok();
        items.into_iter().flatten().filter_map(id).collect()
    }

    fn text(&self, item: Option<ItemId>) -> String {
        content::text(self.content(), &text_of(item)).to_owned()
    }

    fn shown(&self) -> Shown {
        let items = self.items();
        let texts = items.iter().map(|item| Some(*item)).chain([None]);
        Shown {
            titles: texts.clone().flat_map(|item| self.titles(item)).collect(),
            letters: texts
                .flat_map(|item| self.text(item).chars().collect::<Vec<_>>())
                .collect(),
            items: items.iter().copied().collect(),
        }
    }

    /// The values of a title: one, or several side by side.
    fn titles(&self, item: Option<ItemId>) -> Vec<String> {
        let title = title_of(item);
        let diverged = self.keeping.view().conflicts_in.iter().find(|it| it.path == title);
        match diverged {
            Some(conflict) => conflict.values.iter().map(|it| it.value.to_string()).collect(),
            None => vec![content::text(self.content(), &title).to_owned()],
        }
    }

    /// One of the texts in sight: the record's own, or an item's.
    fn a_text(&self, which: Index) -> Option<ItemId> {
        let items = self.items();
        let at = which.index(items.len() + 1);
        items.get(at).copied()
    }

    fn write(&mut self, item: Option<ItemId>, after: String) {
        let written = super::Written {
            path: text_of(item),
            is_prose: true,
            before: self.text(item),
            after,
        };
        self.keeping.write(&written);
    }

    fn act(&mut self, what: Act, at: Index, which: Index, written: &mut Written) {
        let before = self.shown();
        let item = self.a_text(which);
        let text: Vec<char> = self.text(item).chars().collect();
        match what {
            Act::Letter => {
                // Every third is a pair of UTF-16 units.
                let block = if written.steps.is_multiple_of(3) {
                    0x1_F300
                } else {
                    0x4E00
                };
                let letter = char::from_u32(block + written.steps).expect("a letter");
                written.letters.insert(letter, item);
                let mut after = text;
                after.insert(at.index(after.len() + 1), letter);
                self.write(item, after.into_iter().collect());
            }
            Act::Delete => {
                let from = at.index(text.len() + 1);
                let to = text.len().min(from + 1 + written.steps as usize % 3);
                let mut after = text;
                after.drain(from..to);
                self.write(item, after.into_iter().collect());
            }
            Act::Title => {
                let title = format!("Title {}", written.steps);
                written.titles.insert(title.clone(), item);
                self.keeping.edit(Edit::Set {
                    path: title_of(item),
                    value: title.as_str().into(),
                });
            }
            Act::Comment => {
                let id = ItemId(Uuid::from_u128(u128::from(written.steps) + 1));
                written.comments.insert(id);
                self.device.comment(id);
                self.keeping.refresh();
            }
            Act::Add => {
                let id = ItemId(Uuid::from_u128(u128::from(written.steps) + 1));
                written.items.insert(id);
                self.keeping.edit(Edit::Add {
                    path: Path::field(LIST),
                    id: Some(id),
                    after: item,
                    fields: BTreeMap::new(),
                });
            }
            Act::Remove => {
                if let Some(id) = item {
                    self.keeping.edit(Edit::Remove {
                        path: Path::field(LIST).item(id),
                    });
                }
            }
            Act::Undo => drop(self.keeping.undo()),
            Act::Redo => drop(self.keeping.redo()),
            Act::Ask(luck) => self.ask(luck),
            Act::Refresh => self.keeping.refresh(),
        }
        let after = self.shown();
        if matches!(what, Act::Delete | Act::Title | Act::Remove | Act::Undo | Act::Redo) {
            written.gone.extend(before.letters.difference(&after.letters));
            written.gone_items.extend(before.items.difference(&after.items));
            written
                .gone_titles
                .extend(before.titles.difference(&after.titles).cloned());
        }
        if matches!(what, Act::Undo | Act::Redo) {
            written.returned.extend(after.letters.difference(&before.letters));
            written.returned_items.extend(after.items.difference(&before.items));
            written
                .returned_titles
                .extend(after.titles.difference(&before.titles).cloned());
        }
    }

    /// One question to the device, and its answer, which may be lost on the way, or the question itself.
    fn ask(&mut self, luck: Luck) {
        match super::next(&mut self.keeping) {
            Step::Send(request) => {
                let answer = match luck {
                    Luck::Unasked => Err(Problem::new("disk-full")),
                    Luck::Unanswered => {
                        self.device.answer(&request).expect("edits that hold");
                        Err(Problem::new("back-end-gone"))
                    }
                    Luck::Good => self.device.answer(&request),
                };
                assert!(luck != Luck::Good || answer.is_ok(), "{answer:?} to {request:?}");
                self.keeping.kept(answer);
            }
            Step::Read(_) => {
                let answer = match luck {
                    Luck::Good => Ok(self.device.view()),
                    Luck::Unasked | Luck::Unanswered => Err(Problem::new("back-end-gone")),
                };
                self.keeping.read(answer);
            }
            Step::Nothing => {}
        }
    }

    fn settle(&mut self) {
        self.keeping.refresh();
        for _ in 0..1_000 {
            let idle = self.keeping.is_idle() && !self.keeping.stale;
            if idle {
                return;
            }
            self.ask(Luck::Good);
        }
        panic!("it never settles");
    }
}

fn title_of(item: Option<ItemId>) -> Path {
    match item {
        Some(item) => Path::field(LIST).item(item).then("title"),
        None => Path::field("title"),
    }
}

fn text_of(item: Option<ItemId>) -> Path {
    match item {
        Some(item) => Path::field(LIST).item(item).then("description"),
        None => Path::field("context"),
    }
}

/// What becomes of a question and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Luck {
    Good,
    /// The question never arrived.
    Unasked,
    /// It did, and its answer was lost.
    Unanswered,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Letter,
    Delete,
    Title,
    Comment,
    Add,
    Remove,
    Undo,
    Redo,
    /// The window asks its device what it has to ask.
    Ask(Luck),
    Refresh,
}

const ACTS: [Act; 22] = [
    Act::Letter,
    Act::Letter,
    Act::Letter,
    Act::Letter,
    Act::Delete,
    Act::Delete,
    Act::Title,
    Act::Title,
    Act::Title,
    Act::Comment,
    Act::Add,
    Act::Add,
    Act::Remove,
    Act::Undo,
    Act::Undo,
    Act::Redo,
    Act::Ask(Luck::Good),
    Act::Ask(Luck::Good),
    Act::Ask(Luck::Good),
    Act::Ask(Luck::Unasked),
    Act::Ask(Luck::Unanswered),
    Act::Refresh,
];

#[derive(Debug, Clone)]
enum Happening {
    Act(bool, Act, Index, Index),
    /// One device gets what the other wrote.
    Meet(bool),
}

fn happening() -> impl Strategy<Value = Happening> {
    let act = (
        any::<bool>(),
        prop::sample::select(&ACTS[..]),
        any::<Index>(),
        any::<Index>(),
    );
    prop_oneof![
        12 => act.prop_map(|(on_a, act, at, which)| Happening::Act(on_a, act, at, which)),
        1 => any::<bool>().prop_map(Happening::Meet),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn two_windows_end_alike_and_lose_nothing(happenings in prop::collection::vec(happening(), 1..80)) {
        let (mut a, mut b) = (Window::new(1), Window::new(2));
        let mut written = Written::default();
        for happening in happenings {
            written.steps += 1;
            match happening {
                Happening::Act(on_a, what, at, which) => {
                    let window = if on_a { &mut a } else { &mut b };
                    window.act(what, at, which, &mut written);
                }
                Happening::Meet(to_b) => {
                    if to_b { a.device.send_to(&mut b.device) } else { b.device.send_to(&mut a.device) }
                }
            }
        }
        a.settle();
        b.settle();
        for _ in 0..2 {
            a.device.send_to(&mut b.device);
            b.device.send_to(&mut a.device);
        }
        a.settle();
        b.settle();

        prop_assert_eq!(a.device.document.heads(), b.device.document.heads());
        prop_assert_eq!(a.content(), b.content());
        let kept = a.device.view();
        prop_assert_eq!(a.content(), &kept.content);
        prop_assert!(a.keeping.refused().is_empty() && b.keeping.refused().is_empty());
        let shown = a.shown();
        for (letter, item) in &written.letters {
            let in_sight = item.is_none_or(|item| shown.items.contains(&item));
            let times = a.text(*item).chars().filter(|it| it == letter).count();
            if !written.returned.contains(letter) && in_sight {
                prop_assert_eq!(times, usize::from(!written.gone.contains(letter)), "{} of {:?}", letter, item);
            }
        }
        for item in written.items.difference(&written.returned_items) {
            prop_assert_eq!(shown.items.contains(item), !written.gone_items.contains(item), "{}", item);
        }
        for (title, item) in &written.titles {
            let in_sight = item.is_none_or(|item| shown.items.contains(&item));
            if !written.returned_titles.contains(title) && in_sight {
                let is_there = a.titles(*item).contains(title);
                prop_assert_eq!(is_there, !written.gone_titles.contains(title), "{} of {:?}", title, item);
            }
        }
        let comments = content::get(a.content(), &Path::field(COMMENTS)).and_then(Value::as_array);
        prop_assert_eq!(comments.map_or(0, Vec::len), written.comments.len());
    }
}
