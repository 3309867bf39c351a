//! Packs of any changes that Automerge can make.

use std::collections::BTreeSet;

use automerge::{
    ActorId, AutoCommit, ObjId, ObjType, ROOT, ReadDoc, ScalarValue,
    marks::{ExpandMark, Mark},
    transaction::Transactable,
};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const KIND: Kind = Kind::Request;
const RECORD: RecordId = RecordId(Uuid::nil());
const OFFICE: OfficeId = OfficeId(Uuid::nil());

/// One thing that is done to a document, at a place that is told by a number.
#[derive(Debug, Clone)]
enum Step {
    Put(u8, i64),
    Text(u8, String),
    Flag(u8, bool),
    Bytes(u8, Vec<u8>),
    Nothing(u8),
    Count(u8),
    Delete(u8),
    Splice(u16, u8, String),
    Mark(u16, String),
    Item(u16, i64),
    Remove(u16),
    Nested(u8),
    Commit,
    Merge,
}

fn steps() -> impl Strategy<Value = Vec<(bool, Step)>> {
    let key = || 0_u8..4;
    let step = prop_oneof![
        1 => (key(), any::<i64>()).prop_map(|(key, value)| Step::Put(key, value)),
        1 => (key(), ".{0,40}").prop_map(|(key, value)| Step::Text(key, value)),
        1 => (key(), any::<bool>()).prop_map(|(key, value)| Step::Flag(key, value)),
        1 => (key(), any::<Vec<u8>>()).prop_map(|(key, value)| Step::Bytes(key, value)),
        1 => key().prop_map(Step::Nothing),
        1 => key().prop_map(Step::Count),
        1 => key().prop_map(Step::Delete),
        6 => (any::<u16>(), 0_u8..4, "[a-zé🎒 ]{0,80}").prop_map(|(at, delete, text)| Step::Splice(at, delete, text)),
        1 => (any::<u16>(), "[a-z]{1,3}").prop_map(|(at, name)| Step::Mark(at, name)),
        1 => (any::<u16>(), any::<i64>()).prop_map(|(at, value)| Step::Item(at, value)),
        1 => any::<u16>().prop_map(Step::Remove),
        1 => key().prop_map(Step::Nested),
        4 => Just(Step::Commit),
        2 => Just(Step::Merge),
    ];
    prop::collection::vec((any::<bool>(), step), 1..40)
}

struct Two {
    documents: [AutoCommit; 2],
    text: ObjId,
    list: ObjId,
}

impl Two {
    fn new() -> Self {
        let mut first = AutoCommit::new().with_actor(ActorId::from([1; 20].as_slice()));
        let text = first.put_object(ROOT, "text", ObjType::Text).expect("put");
        let list = first.put_object(ROOT, "list", ObjType::List).expect("put");
        first.commit();
        let second = first.fork().with_actor(ActorId::from([2; 20].as_slice()));
        Self {
            documents: [first, second],
            text,
            list,
        }
    }

    fn take(&mut self, at_second: bool, step: Step) {
        let [first, second] = &mut self.documents;
        let (here, there) = if at_second { (second, first) } else { (first, second) };
        let name = |key: u8| format!("key {key}");
        let place = |length: usize, at: u16| usize::from(at) % (length + 1);
        let done = match step {
            Step::Put(key, value) => here.put(ROOT, name(key), value),
            Step::Text(key, value) => here.put(ROOT, name(key), value),
            Step::Flag(key, value) => here.put(ROOT, name(key), value),
            Step::Bytes(key, value) => here.put(ROOT, name(key), ScalarValue::Bytes(value)),
            Step::Nothing(key) => here.put(ROOT, name(key), ScalarValue::Null),
            Step::Count(key) => {
                let counter = format!("counter {key}");
                match here.get(ROOT, counter.as_str()) {
                    Ok(Some(_)) => here.increment(ROOT, counter, 3),
                    _ => here.put(ROOT, counter, ScalarValue::counter(1)),
                }
            }
            Step::Delete(key) => here.delete(ROOT, name(key)),
            Step::Splice(at, delete, text) => {
                let length = here.length(&self.text);
                let at = place(length, at);
                let delete = usize::from(delete).min(length - at).cast_signed();
                here.splice_text(&self.text, at, delete, &text)
            }
            Step::Mark(at, name) => {
                let length = here.length(&self.text);
                let mark = Mark::new(name, true, place(length, at), length);
                here.mark(&self.text, mark, ExpandMark::After)
            }
            Step::Item(at, value) => {
                let at = place(here.length(&self.list), at);
                here.insert(&self.list, at, value)
            }
            Step::Remove(at) => {
                let at = place(here.length(&self.list), at);
                here.delete(&self.list, at)
            }
            Step::Nested(key) => here
                .put_object(ROOT, name(key), ObjType::Map)
                .and_then(|map| here.put(map, "in", 1)),
            Step::Commit => {
                here.commit();
                Ok(())
            }
            Step::Merge => here.merge(there).map(drop),
        };
        // What cannot be done there is not done.
        drop(done);
    }
}

fn hashes(changes: &[Change]) -> Vec<ChangeHash> {
    changes.iter().map(Change::hash).collect()
}

type Number = (ActorId, u64, ChangeHash);

fn number(change: &Change) -> Number {
    (change.actor_id().clone(), change.seq(), change.hash())
}

fn numbered(runs: &[Run]) -> BTreeSet<Number> {
    let of_run = |run: &Run| {
        let actor = run.actor.clone();
        (run.first..)
            .zip(run.hashes.clone())
            .map(move |(seq, hash)| (actor.clone(), seq, hash))
    };
    runs.iter().flat_map(of_run).collect()
}

/// What changes build on and do not contain, and those on which no other builds.
fn frontiers(changes: &[Change]) -> (BTreeSet<ChangeHash>, BTreeSet<ChangeHash>) {
    let own: BTreeSet<ChangeHash> = changes.iter().map(Change::hash).collect();
    let needed: BTreeSet<ChangeHash> = changes.iter().flat_map(Change::deps).copied().collect();
    (&needed - &own, &own - &needed)
}

proptest! {
    /// Also that all of it goes in columns: raw bodies are for what is not known yet.
    #[test]
    fn whatever_is_done_to_a_document_comes_out_of_its_pack_as_it_was(steps in steps(), known in 0_usize..8) {
        let mut two = Two::new();
        for (at_second, step) in steps {
            two.take(at_second, step);
        }
        let [mut first, mut second] = two.documents;
        first.merge(&mut second).expect("merged");
        let changes = first.get_changes(&[]);
        // Those that come after others that the receiver has.
        let known = known.min(changes.len() - 1);
        let changes: Vec<Change> = changes.into_iter().skip(known).collect();
        let pack = Pack::new(KIND, RECORD, OFFICE, &changes);
        prop_assert!(matches!(pack.codec, Codec::Columns | Codec::CompressedColumns));
        let out = pack.changes(None);
        prop_assert_eq!(out.map(|out| hashes(&out)), Ok(hashes(&changes)));
        let runs = pack.expand(None, |_| Ok(()));
        prop_assert_eq!(runs.map(|runs| numbered(&runs)), Ok(changes.iter().map(number).collect()));
        let (base, heads) = frontiers(&changes);
        prop_assert_eq!(base, pack.base.iter().map(|hash| hash.0).collect());
        prop_assert_eq!(heads, pack.heads.iter().map(|hash| hash.0).collect());
    }

    #[test]
    fn a_damaged_body_is_refused(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut pack = typed(50);
        let at = at.index(pack.body.len());
        prop_assume!(pack.body[at] != to);
        let sound = pack.changes(None).expect("sound");
        pack.body[at] = to;
        // What stands in the body twice over may be said in another way.
        if let Ok(changes) = pack.changes(None) {
            prop_assert_eq!(hashes(&changes), hashes(&sound));
        }
    }

    #[test]
    fn no_body_makes_the_reader_panic(body: Vec<u8>) {
        let mut pack = typed(1);
        pack.body = ByteBuf::from(body);
        for codec in [Codec::Columns, Codec::CompressedColumns, Codec::Raw, Codec::Bundle] {
            pack.codec = codec;
            let _ = pack.changes(None);
        }
    }
}

fn typing(changes: usize) -> (AutoCommit, Vec<Change>) {
    let mut document = AutoCommit::new().with_actor(ActorId::from([1; 20].as_slice()));
    let text = document.put_object(ROOT, "text", ObjType::Text).expect("put");
    document.commit();
    let before = document.get_heads();
    for at in 0..changes {
        document.splice_text(&text, at, 0, "x").expect("typed");
        document.commit();
    }
    let changes = document.get_changes(&before);
    (document, changes)
}

fn typed(changes: usize) -> Pack {
    Pack::new(KIND, RECORD, OFFICE, &typing(changes).1)
}

/// A change is put over the one before it, whose numbers take more bytes than its own, or fewer; and now and then it is another
/// kind of change.
#[test]
fn what_is_typed_here_and_there_comes_out_as_it_was() {
    let (mut document, before) = typing(100);
    let before: Vec<ChangeHash> = before.last().map(Change::hash).into_iter().collect();
    let (_, text) = document.get(ROOT, "text").expect("read").expect("a text");
    for step in 0..600 {
        let length = document.length(&text);
        let (delete, typed) = match step % 7 {
            0 if step > 300 => (0, "é"),
            3 if step > 300 => (1, ""),
            5 if step > 300 => (0, "two"),
            _ => (0, "x"),
        };
        let at = (step * 97) % length;
        document.splice_text(&text, at, delete, typed).expect("typed");
        document.commit();
    }
    let changes = document.get_changes(&before);
    let pack = Pack::new(KIND, RECORD, OFFICE, &changes);
    assert_ne!(pack.codec, Codec::Raw);
    assert_eq!(hashes(&pack.changes(None).expect("sound")), hashes(&changes));
}

#[test]
fn a_typed_character_takes_little_more_than_itself() {
    let (few, many) = (typed(10).body.len(), typed(510).body.len());
    assert!(many - few < 520, "{} bytes more for 500 characters", many - few);
}

#[test]
fn a_body_that_says_to_be_huge_is_refused_before_it_is_made() {
    let mut pack = typed(1);
    let mut body = Vec::new();
    column::put(&mut body, PACK_CHANGES as u64 + 1);
    pack.body = ByteBuf::from(body);
    assert_eq!(
        pack.changes(None).expect_err("too many"),
        PackError::TooManyChanges(PACK_CHANGES + 1)
    );
    let (_, changes) = typing(100);
    let body = columns::written(&changes, &[changes[0].deps()[0]]).expect("written");
    let limit = changes.iter().map(|change| change.raw_bytes().len()).sum::<usize>() / 2;
    let read = columns::read(&body, changes[0].deps(), limit, |_| Ok(()));
    assert_eq!(read, Err(columns::Damaged));
}

/// A run takes a few bytes, and memory for each of its values.
#[test]
fn a_column_that_says_to_hold_too_much_is_refused_before_it_is_read() {
    let (_, changes) = typing(1);
    let read = |count| {
        let base = changes[0].deps();
        let body = columns::written_with_values(count, &changes[0], base).expect("written");
        assert!(body.len() < 1_000);
        columns::read(&body, base, EXPANDED_BYTES, |_| Ok(()))
    };
    assert_eq!(read(columns::VALUES), Ok(()));
    assert_eq!(read(columns::VALUES + 1), Err(columns::Damaged));
}

/// Automerge panics on it: the reader of a pack must not.
#[test]
fn a_number_that_automerge_cannot_hold_is_refused() {
    let (_, changes) = typing(2);
    let mut pack = Pack::new(KIND, RECORD, OFFICE, &changes);
    let base: Vec<ChangeHash> = pack.base.iter().map(|hash| hash.0).collect();
    pack.body = ByteBuf::from(columns::written_with_counters_above(1 << 40, &changes, &base).expect("written"));
    let (mut hashes, mut chunks) = (Vec::new(), Vec::new());
    let read: Result<(), columns::Damaged> = columns::read(&pack.body, &base, EXPANDED_BYTES, |chunk| {
        hashes.push(Hash(chunk.hash));
        chunks.push(chunk.bytes.to_vec());
        Ok(())
    });
    read.expect("well formed");
    pack.heads = vec![hashes[1]];
    let runs = pack.expand(None, |_| Ok(())).expect("outlined");
    assert_eq!(numbered(&runs).len(), 2);
    assert_eq!(pack.changes(None).expect_err("too large").code(), "pack-unreadable");
    pack.codec = Codec::Raw;
    pack.body = ByteBuf::from(raw(chunks.iter().map(Vec::as_slice)));
    assert_eq!(pack.changes(None).expect_err("too large").code(), "pack-unreadable");
}

#[test]
fn packs_of_before_are_read() {
    let (mut document, changes) = typing(20);
    let mut pack = Pack::new(KIND, RECORD, OFFICE, &changes);
    pack.codec = Codec::Bundle;
    let bundle = document.document().bundle(hashes(&changes)).expect("bundled");
    pack.body = ByteBuf::from(bundle.bytes().to_vec());
    assert_eq!(pack.changes(None).map(|it| hashes(&it)), Ok(hashes(&changes)));
    let raw = pack.with_raw_body(&changes);
    assert_eq!(raw.changes(None).map(|it| hashes(&it)), Ok(hashes(&changes)));
}

/// What a change builds on comes before it, and a number stands for one change.
#[test]
fn a_pack_out_of_order_or_twice_over_is_refused() {
    let (_, changes) = typing(3);
    let [one, two, three] = changes.as_slice() else {
        unreachable!("three changes");
    };
    let order = |order: &[&Change]| {
        let changes: Vec<Change> = order.iter().map(|change| (*change).clone()).collect();
        Pack::new(KIND, RECORD, OFFICE, &changes).with_raw_body(&changes)
    };
    assert!(order(&[one, two, three]).changes(None).is_ok());
    for out_of_order in [&[two, one, three], &[one, two, one], &[one, one, two]] {
        let refused = order(out_of_order).changes(None).expect_err("out of order");
        assert_eq!(refused.code(), "pack-unreadable");
    }
}
