//! In which order, how much at a time, and how often.

use std::collections::BTreeMap;

use automerge::{Change, ChangeHash};
use satchel_shared::{
    document::{Actor, Document, ReadSnapshot},
    exchange::{
        ExchangeRequest, Snapshot, Update, Verdict,
        reply::{Received, Unfinished},
    },
    ids::DeviceId,
    limits::{EXCHANGE_BYTES, EXPANDED_BYTES},
    pack::Pack,
    schema::Kind,
    seal::Sealed,
    wire,
};
use sha2::{Digest, Sha256};

use crate::world::{Device, Draft, World, packs_of, snapshots_of};

/// Receives all there is, a reply after the other.
async fn receive_all(device: &mut Device, budget: u32) -> (Vec<Update>, usize) {
    let (mut updates, mut replies) = (Vec::new(), 0);
    loop {
        let request = ExchangeRequest {
            budget,
            ..device.request()
        };
        let before = device.cursor.clone();
        let reply = device.exchange(&request).await;
        replies += 1;
        assert!(!reply.more || device.cursor != before, "more without a step forward");
        updates.extend(reply.updates);
        if !reply.more {
            return (updates, replies);
        }
    }
}

#[tokio::test]
async fn the_feed_comes_in_order_whatever_the_budget() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut writer = world.lead(office).await;
    let mut readers = Vec::new();
    for _ in 0..3 {
        let mut reader = world.lead(office).await;
        reader.receive().await;
        readers.push(reader);
    }
    let mut packs = Vec::new();
    for record in 0..30 {
        packs.push(Draft::new(&writer, record).write(&"A title. ".repeat(5)));
    }
    writer.send_packs(&packs).await;
    let mut last = 0;
    for ((budget, most), mut reader) in [(0, 40), (1_500, 20), (u32::MAX, 1)].into_iter().zip(readers) {
        let (updates, replies) = receive_all(&mut reader, budget).await;
        assert_eq!(packs_of(&updates), packs, "budget {budget}");
        assert!(replies <= most, "{replies} replies for the budget {budget}");
        assert!(last == 0 || replies < last);
        last = replies;
        assert!(reader.receive().await.updates.is_empty());
    }
}

#[tokio::test]
async fn the_cursor_passes_over_what_is_the_devices_own() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut writer, mut colleague) = (world.lead(office).await, world.lead(office).await);
    colleague.receive().await;
    let packs: Vec<Vec<u8>> = (0..600).map(|record| Draft::new(&writer, record).write("x")).collect();
    let verdicts = writer.send_packs(&packs).await;
    assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Accepted));
    let at_end = writer.cursor.clone();
    let reply = writer.receive().await;
    assert_eq!(
        (reply.updates, &writer.cursor, reply.more),
        (Vec::new(), &at_end, false)
    );
    let (updates, _) = receive_all(&mut colleague, u32::MAX).await;
    assert_eq!(updates.len(), 600);
    assert_eq!(colleague.cursor, at_end);
    colleague.receive().await;
    assert_eq!(colleague.cursor, at_end);
}

#[tokio::test]
async fn own_entries_between_others_do_not_stop_a_reader() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut one, mut two) = (world.lead(office).await, world.lead(office).await);
    two.receive().await;
    for record in 0..5 {
        one.send_packs(&[Draft::new(&one, record).write("one")]).await;
        let packs = [Draft::new(&two, 100 + record).write("two")];
        let request = ExchangeRequest {
            budget: 0,
            packs: packs.map(serde_bytes::ByteBuf::from).to_vec(),
            ..two.request()
        };
        two.exchange(&request).await;
    }
    let (rest, _) = receive_all(&mut two, 0).await;
    let signers = packs_of(&rest)
        .into_iter()
        .map(|pack| Sealed::parse(pack).expect("sealed").signer());
    assert!(signers.into_iter().all(|signer| signer == one.key.id()));
    let mut other = world.lead(office).await;
    assert_eq!(snapshots_of(&receive_all(&mut other, 0).await.0).len(), 10);
}

#[tokio::test]
async fn devices_that_send_at_once_lose_nothing() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut devices = Vec::new();
    for _ in 0..12 {
        let mut device = world.lead(office).await;
        device.receive().await;
        devices.push(device);
    }
    let mut tasks = Vec::new();
    for (at, mut device) in devices.into_iter().enumerate() {
        tasks.push(tokio::spawn(async move {
            let mut received = Vec::new();
            for round in 0..5 {
                let pack = Draft::new(&device, (at * 100 + round) as u128).write("at once");
                let packs = vec![serde_bytes::ByteBuf::from(pack)];
                let request = ExchangeRequest {
                    packs,
                    ..device.request()
                };
                let reply = device.exchange(&request).await;
                assert_eq!(reply.packs, [Verdict::Accepted]);
                received.extend(reply.updates);
            }
            (device, received)
        }));
    }
    let mut done = Vec::new();
    for task in tasks {
        done.push(task.await.expect("done"));
    }
    for (mut device, mut received) in done {
        received.extend(receive_all(&mut device, u32::MAX).await.0);
        let packs = packs_of(&received);
        let mut records: Vec<_> = packs
            .iter()
            .map(|pack| {
                let sealed = Sealed::parse(pack).expect("sealed");
                let payload = sealed.unverified().expect("a payload");
                let pack: Pack = satchel_shared::wire::from_cbor(payload, 1 << 20, "a pack").expect("a pack");
                pack.record
            })
            .collect();
        records.sort_unstable();
        records.dedup();
        assert_eq!((records.len(), packs.len()), (55, 55));
    }
}

fn title_of(document: &mut Document) -> String {
    let view = document.view();
    view.content["title"].as_str().unwrap_or_default().to_owned()
}

/// The titles of snapshots, in their order.
fn titles(updates: &[Update]) -> Vec<String> {
    let actor = Actor {
        device: DeviceId([0; 16]),
        generation: 0,
    };
    let title = |snapshot: &Snapshot| {
        let mut document = Document::load(snapshot.kind, actor, &snapshot.document, []).expect("a document");
        title_of(&mut document)
    };
    snapshots_of(updates).into_iter().map(title).collect()
}

#[tokio::test]
async fn a_new_device_gets_small_records_first_and_of_them_the_newest() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut writer = world.lead(office).await;
    let mut drafts: Vec<Draft> = (0..4).map(|record| Draft::new(&writer, record)).collect();
    let mut noise = 1_u32;
    let long: String = std::iter::repeat_with(|| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + (noise >> 24) as u8 % 26)
    })
    .take(900)
    .collect();
    for round in 0..12 {
        // Only a document's history makes it large: no title may.
        let pack = drafts[3].write(&format!("{round}{long}"));
        writer.send_packs(&[pack]).await;
    }
    for (number, title) in [(0, "first"), (1, "second"), (2, "third"), (0, "first again")] {
        let pack = drafts[number].write(title);
        writer.send_packs(&[pack]).await;
    }
    for budget in [0, 5_000, u32::MAX] {
        let mut reader = world.lead(office).await;
        let (updates, replies) = receive_all(&mut reader, budget).await;
        let titles = titles(&updates);
        assert_eq!(titles[..3], ["first again", "third", "second"], "budget {budget}");
        assert!(titles.len() == 4 && titles[3].starts_with("11"), "budget {budget}");
        assert!(packs_of(&updates).is_empty(), "nothing comes twice");
        assert!(budget > 0 || replies > 4, "{replies} replies");
        assert!(reader.receive().await.updates.is_empty());
    }
}

#[tokio::test]
async fn a_reply_that_was_cut_goes_on_where_it_ended() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut writer = world.lead(office).await;
    let text = |record: u32| {
        (0..100)
            .map(|word| format!("{:08x} ", (word * (record + 7)).wrapping_mul(2_654_435_761_u32)))
            .collect::<String>()
    };
    let packs: Vec<Vec<u8>> = (0..60)
        .map(|it| Draft::new(&writer, it.into()).write(&text(it)))
        .collect();
    writer.send_packs(&packs).await;
    let whole = {
        let mut device = world.lead(office).await;
        let request = device.request();
        device.cut_exchange(&request, None, usize::MAX).await.1
    };

    let mut device = world.lead(office).await;
    let (mut unfinished, mut came, mut connections) = (None::<Unfinished>, 0, 0);
    let mut updates = Vec::new();
    let cut = whole / 4;
    loop {
        let goes_on = unfinished.as_ref().map(Unfinished::goes_on);
        let request = ExchangeRequest {
            goes_on,
            ..device.request()
        };
        let (received, length, left) = device.cut_exchange(&request, unfinished.take(), cut).await;
        for it in received {
            match it {
                Received::Head(head) => assert_eq!(head.goes_on, goes_on.is_some()),
                Received::Part(part) => updates.extend(part.updates),
            }
        }
        came += length.min(cut);
        connections += 1;
        assert!(connections < 10, "it comes to no end");
        let Some(left) = left else { break };
        unfinished = Some(left);
    }
    assert_eq!(snapshots_of(&updates).len(), 60);
    assert!(
        came < whole * 11 / 10,
        "{came} bytes in {connections} connections, {whole} in one"
    );
    // What is new meanwhile comes with the next.
    writer.send_packs(&[Draft::new(&writer, 99).write("New")]).await;
    assert_eq!(packs_of(&device.receive().await.updates).len(), 1);
}

/// A device of the office may sign what no document can take: the hub does not look into it, and its colleagues set it aside.
#[tokio::test]
async fn a_pack_that_fits_no_document_keeps_no_new_device_from_the_others() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut writer = world.lead(office).await;
    let (mut sound, mut elsewhere) = (Draft::new(&writer, 1), Draft::new(&writer, 1));
    let first = sound.write("Training");
    elsewhere.attach("plan.pdf", &"0".repeat(64), 1);
    let ground = elsewhere.document.heads();
    elsewhere.write("Another");
    let changes = elsewhere.document.changes_by(writer.key.id(), &ground);
    let [on_the_first] = sound.document.heads()[..] else {
        panic!("one head")
    };
    let forged: Vec<Change> = changes
        .iter()
        .map(|change| rebased(change, ground[0], on_the_first))
        .collect();
    let unfit = Pack::new(Kind::Request, sound.record, office, &forged).seal(&writer.key);
    let other = Draft::new(&writer, 2).write("Another record");
    let verdicts = writer.send_packs(&[first, unfit, other]).await;
    assert_eq!(verdicts, [Verdict::Accepted, Verdict::Accepted, Verdict::Accepted]);
    // What comes after it has its place, too.
    let mut colleague = world.lead(office).await;
    let mut theirs = Draft::new(&colleague, 1);
    for title in ["Training of", "Training of judges"] {
        let verdicts = colleague.send_packs(&[theirs.write(title)]).await;
        assert_eq!(verdicts, [Verdict::Accepted]);
    }

    let (updates, _) = receive_all(&mut world.lead(office).await, u32::MAX).await;
    assert_eq!(titles(&updates), ["Training of judges", "Another record"]);
}

/// A history grows without an end, and a record that does not fit into one reply any more is no reason to keep others back.
#[tokio::test]
async fn a_record_larger_than_a_reply_keeps_no_new_device_from_the_others() {
    const VALUE_BYTES: usize = 3 << 20;
    let world = World::new().await;
    let office = world.field_office().await;
    let mut writer = world.lead(office).await;
    let mut large = Draft::new(&writer, 1);
    let other = Draft::new(&writer, 2).write("Another record");
    writer.send_packs(&[other]).await;
    for round in 0..3 {
        let pack = large.write_unknown("scan", vec![round; VALUE_BYTES]);
        assert_eq!(writer.send_packs(&[pack]).await, [Verdict::Accepted]);
    }
    // The second snapshot grows from the first.
    for title in ["A long history", "A longer history"] {
        writer.send_packs(&[large.write(title)]).await;
        let (updates, _) = receive_all(&mut world.lead(office).await, u32::MAX).await;
        let updates = whole(&updates);
        assert_eq!(titles(&updates), ["Another record", title]);
        let length = snapshots_of(&updates).iter().map(|it| it.document.len()).max();
        assert!(length > Some(EXCHANGE_BYTES), "{length:?}");
    }
}

/// The updates, those that came in pieces put together.
fn whole(updates: &[Update]) -> Vec<Update> {
    let mut coming = Vec::new();
    let mut put_together = |update: &Update| {
        let Update::Piece(piece) = update else {
            return Some(update.clone());
        };
        assert_eq!(piece.at, coming.len() as u64);
        coming.extend_from_slice(&piece.bytes);
        if !piece.is_last {
            return None;
        }
        let bytes = std::mem::take(&mut coming);
        Some(wire::from_cbor(&bytes, EXPANDED_BYTES, "an update").expect("an update"))
    };
    updates.iter().filter_map(&mut put_together).collect()
}

/// The change as if it built on another, which has not what it alters.
fn rebased(change: &Change, from: ChangeHash, to: ChangeHash) -> Change {
    let mut bytes = change.raw_bytes().to_vec();
    let at = bytes
        .windows(32)
        .position(|window| window == from.0)
        .expect("its ground");
    bytes[at..at + 32].copy_from_slice(&to.0);
    let hash = Sha256::digest(&bytes[8..]);
    bytes[4..8].copy_from_slice(&hash[..4]);
    Change::from_bytes(bytes).expect("a change")
}

#[tokio::test]
async fn what_changes_while_a_new_device_receives_is_there_in_the_end() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut writer = world.lead(office).await;
    let mut drafts: Vec<Draft> = (0..6).map(|record| Draft::new(&writer, record)).collect();
    for draft in &mut drafts {
        let pack = draft.write("before");
        writer.send_packs(&[pack]).await;
    }
    let mut reader = world.lead(office).await;
    let mut received = Vec::new();
    for (number, draft) in drafts.iter_mut().enumerate() {
        let request = ExchangeRequest {
            budget: 0,
            ..reader.request()
        };
        received.extend(reader.exchange(&request).await.updates);
        let pack = draft.write(&format!("after {number}"));
        writer.send_packs(&[pack]).await;
        // Another new device, for which the snapshots are made anew.
        world.lead(office).await.receive().await;
    }
    received.extend(receive_all(&mut reader, 0).await.0);
    let mut documents = BTreeMap::new();
    let actor = Actor {
        device: DeviceId([0; 16]),
        generation: 0,
    };
    for update in &received {
        match update {
            Update::Snapshot(snapshot) => {
                let document = documents
                    .entry(snapshot.record)
                    .or_insert_with(|| Document::new(snapshot.kind, actor));
                let read = ReadSnapshot::read(&snapshot.document).expect("a snapshot");
                document.absorb(read, actor).expect("a document");
            }
            Update::Pack(bytes) => {
                let (pack, changes) = Pack::reopen(bytes).expect("a pack");
                let document = documents.get_mut(&pack.record).expect("what the pack builds on");
                document.apply(&changes).expect("what the pack builds on");
            }
            Update::Decision(_)
            | Update::Recommendations(_)
            | Update::Member(_)
            | Update::Device(_)
            | Update::Office(_)
            | Update::Removal(_)
            | Update::Piece(_) => {}
        }
    }
    let titles: Vec<String> = documents.values_mut().map(title_of).collect();
    assert_eq!(
        titles,
        (0..6).map(|number| format!("after {number}")).collect::<Vec<_>>()
    );
}
