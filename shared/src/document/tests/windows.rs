//! Two windows on two devices: each edits what it shows, which may be older than what its device has.

use std::collections::BTreeSet;

use super::*;

/// A window, and the device under it.
struct Window {
    desk: Desk,
    seed: u8,
    /// What the window shows, and the heads that it names to its device.
    base: Vec<ChangeHash>,
    text: Vec<char>,
    items: Vec<ItemId>,
    titles: BTreeSet<usize>,
    /// The titles that the device has, shown or not.
    device_titles: BTreeSet<usize>,
}

/// Everything that was ever committed, and what was taken back by somebody who saw it.
#[derive(Default)]
struct Committed {
    letters: BTreeSet<char>,
    items: BTreeSet<ItemId>,
    titles: BTreeSet<usize>,
    overwritten: BTreeSet<usize>,
    steps: usize,
}

impl Window {
    fn new(seed: u8) -> Self {
        let mut window = Self {
            desk: Desk::new(seed),
            seed,
            base: Vec::new(),
            text: Vec::new(),
            items: Vec::new(),
            titles: BTreeSet::new(),
            device_titles: BTreeSet::new(),
        };
        window.look();
        window
    }

    /// Shows what the device has.
    fn look(&mut self) {
        let view = self.desk.document.view();
        self.base = self.desk.document.heads();
        self.text = view.content["context"].as_str().unwrap_or_default().chars().collect();
        let items = view.content["objectives"].as_array().into_iter().flatten();
        let ids = items.filter_map(|item| item["id"].as_str()?.parse().ok());
        self.items = ids.collect();
        self.titles.clone_from(&self.device_titles);
    }

    fn commit(&mut self, edit: Edit) {
        let base = self.base.clone();
        self.base = self.desk.try_edit(Some(&base), &[edit]).expect("an edit that holds");
    }

    /// Types a letter that nobody typed before.
    fn insert(&mut self, at: prop::sample::Index, committed: &mut Committed) {
        let letter = u32::try_from(0x4E00 + committed.steps).ok().and_then(char::from_u32);
        let letter = letter.expect("few steps");
        let at = at.index(self.text.len() + 1);
        self.text.insert(at, letter);
        committed.letters.insert(letter);
        self.commit(splice(at, 0, &letter.to_string()));
    }

    fn delete(&mut self, at: prop::sample::Index, committed: &mut Committed) {
        if self.text.is_empty() {
            return;
        }
        let at = at.index(self.text.len());
        committed.letters.remove(&self.text.remove(at));
        self.commit(splice(at, 1, ""));
    }

    fn title(&mut self, committed: &mut Committed) {
        committed.overwritten.append(&mut self.titles);
        committed.titles.insert(committed.steps);
        self.titles.insert(committed.steps);
        self.device_titles.insert(committed.steps);
        self.commit(set("title", &title(committed.steps)));
    }

    fn add(&mut self, at: prop::sample::Index, committed: &mut Committed) {
        let id = ItemId(Uuid::from_u128(committed.steps as u128 + 1));
        let after = (!self.items.is_empty()).then(|| self.items[at.index(self.items.len())]);
        self.items.push(id);
        committed.items.insert(id);
        self.commit(Edit::Add {
            path: path("objectives"),
            id: Some(id),
            after,
            fields: [(
                "text".to_owned(),
                Scalar::Text(format!("Objective {}", committed.steps)),
            )]
            .into(),
        });
    }

    fn remove(&mut self, at: prop::sample::Index, committed: &mut Committed) {
        if self.items.is_empty() {
            return;
        }
        let id = self.items.remove(at.index(self.items.len()));
        committed.items.remove(&id);
        self.commit(Edit::Remove {
            path: path("objectives").item(id),
        });
    }

    fn meet(&mut self, other: &mut Self) {
        self.desk.send_to(&mut other.desk, self.seed);
        other.desk.send_to(&mut self.desk, other.seed);
        self.device_titles.extend(other.device_titles.iter().copied());
        other.device_titles.clone_from(&self.device_titles);
    }
}

fn title(step: usize) -> String {
    format!("Title {step}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever two windows do, in whatever order their devices meet and they look, both end with the same view, and in it
    /// stands all that was committed and that nobody took back after seeing it.
    #[test]
    fn two_windows_end_alike_and_lose_nothing_that_was_committed(
        steps in prop::collection::vec((any::<bool>(), 0_usize..9, any::<prop::sample::Index>()), 1..40)
    ) {
        let (mut a, mut b) = (Window::new(1), Window::new(2));
        let mut committed = Committed::default();
        for (on_a, what, at) in steps {
            committed.steps += 1;
            let window = if on_a { &mut a } else { &mut b };
            match what {
                0 | 1 => window.insert(at, &mut committed),
                2 => window.delete(at, &mut committed),
                3 | 4 => window.title(&mut committed),
                5 => window.add(at, &mut committed),
                6 => window.remove(at, &mut committed),
                7 => window.look(),
                _ => a.meet(&mut b),
            }
        }
        a.meet(&mut b);
        a.look();
        b.look();

        prop_assert_eq!(a.desk.document.view(), b.desk.document.view());
        prop_assert_eq!(&a.base, &b.base);
        // Each letter once, where nobody deleted it.
        let letters: BTreeSet<char> = a.text.iter().copied().collect();
        prop_assert_eq!(letters.len(), a.text.len());
        prop_assert_eq!(letters, committed.letters);
        let items: BTreeSet<ItemId> = a.items.iter().copied().collect();
        prop_assert_eq!(items, committed.items);
        // Of the titles, all that nobody replaced who had seen them: one, or several side by side.
        let view = a.desk.document.view();
        let at_title = view.divergences.iter().find(|it| it.path == path("title"));
        let shown: BTreeSet<String> = match at_title {
            Some(divergence) => divergence.alternatives.iter().map(|it| it.value.to_string()).collect(),
            None => view.content["title"].as_str().map(str::to_owned).into_iter().collect(),
        };
        let standing = committed.titles.difference(&committed.overwritten);
        prop_assert_eq!(shown, standing.map(|step| title(*step)).collect::<BTreeSet<_>>());
    }
}
