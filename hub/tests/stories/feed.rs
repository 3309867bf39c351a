//! In which order, how much at a time, and how often.

use satchel_shared::{
    exchange::{ExchangeRequest, Update, Verdict},
    pack::Pack,
    seal::Sealed,
};

use crate::world::{Device, Draft, World, packs_of};

/// Receives all there is, a reply after the other.
async fn receive_all(device: &mut Device, budget: u32) -> (Vec<Update>, usize) {
    let (mut updates, mut replies) = (Vec::new(), 0);
    loop {
        let request = ExchangeRequest {
            budget,
            ..device.request()
        };
        let reply = device.exchange(&request).await;
        replies += 1;
        assert!(!reply.more || !reply.updates.is_empty(), "more without a step forward");
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
    let mut writer = world.drafter(office).await;
    let mut packs = Vec::new();
    for record in 0..30 {
        packs.push(Draft::new(&writer, record).write(&"A title. ".repeat(5)));
    }
    writer.send_packs(&packs).await;
    let mut last = 0;
    for (budget, most) in [(0, 40), (1_500, 20), (u32::MAX, 1)] {
        let mut reader = world.drafter(office).await;
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
    let (mut writer, mut colleague) = (world.drafter(office).await, world.drafter(office).await);
    colleague.receive().await;
    let packs: Vec<Vec<u8>> = (0..600).map(|record| Draft::new(&writer, record).write("x")).collect();
    let verdicts = writer.send_packs(&packs).await;
    assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Accepted));
    let at_end = writer.cursor;
    let reply = writer.receive().await;
    assert_eq!((reply.updates, reply.cursor, reply.more), (Vec::new(), at_end, false));
    let (updates, _) = receive_all(&mut colleague, u32::MAX).await;
    assert_eq!(updates.len(), 600);
    assert_eq!(colleague.cursor, at_end);
    assert_eq!(colleague.receive().await.cursor, at_end);
}

#[tokio::test]
async fn own_entries_between_others_do_not_stop_a_reader() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut one, mut two) = (world.drafter(office).await, world.drafter(office).await);
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
    let mut other = world.drafter(office).await;
    assert_eq!(packs_of(&receive_all(&mut other, 0).await.0).len(), 10);
}

#[tokio::test]
async fn devices_that_send_at_once_lose_nothing() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut devices = Vec::new();
    for _ in 0..12 {
        devices.push(world.drafter(office).await);
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
