//! Several who read and write at once, and the positions that they are given.

use std::{cell::Cell, time::Duration};

use satchel_hub::store::{Store, Writing};
use satchel_shared::ids::DeviceId;
use tokio::{task, time::timeout};

use super::{OFFICE, append, entry, positions, two};

#[tokio::test]
async fn positions_go_on_above_what_was_said_and_never_back() {
    let two = two().await;
    for (above, next) in [(1_000, 1_001), (5, 1_002)] {
        let mut open = two.first.begin().await.expect("begun");
        open.give_positions_above(above).await.expect("given");
        open.commit().await.expect("committed");
        assert_eq!(append(two.first.as_ref(), &[OFFICE]).await, next);
    }
}

/// The dangerous order: a position is taken, and while its transaction is open, another process wants to commit a higher one,
/// and a reader reads.
#[tokio::test]
async fn no_reader_skips_an_entry_whose_transaction_ends_late() {
    let two = two().await;
    let (mut cursor, mut seen) = (0, Vec::new());
    let mut read = async || {
        for position in positions(two.first.as_ref(), &[OFFICE], cursor, 100).await {
            seen.push(position);
            cursor = position;
        }
        seen.clone()
    };
    let mut slow = two.first.begin().await.expect("begun");
    let low = slow.put(Writing::entries(&[entry(&[OFFICE])])).await.expect("appended")[0];
    let quick = append(two.second.as_ref(), &[OFFICE]);
    tokio::pin!(quick);
    // Far longer than a transaction takes that nothing holds up.
    let early = timeout(Duration::from_millis(500), &mut quick).await;
    assert_eq!(read().await, [0; 0], "what is not committed was read, or passed over");
    assert!(early.is_err(), "a higher position was committed before a lower one");
    slow.commit().await.expect("committed");
    let high = quick.await;
    assert!(low < high);
    assert_eq!(read().await, [low, high]);
}

#[tokio::test]
async fn readers_meet_every_entry_once_while_two_processes_write() {
    const EACH: usize = 40;
    let two = two().await;
    let writing = Cell::new(2);
    let write = async |store: &dyn Store| {
        for turn in 0..EACH {
            let mut transaction = store.begin().await.expect("begun");
            assert!(transaction.device(DeviceId([1; 16])).await.expect("read").is_none());
            transaction
                .put(Writing::entries(&[entry(&[OFFICE])]))
                .await
                .expect("appended");
            // Some think better of it, and leave a gap.
            if turn % 5 == 4 {
                drop(transaction);
            } else {
                transaction.commit().await.expect("committed");
            }
        }
        writing.set(writing.get() - 1);
    };
    let read = async |store: &dyn Store| {
        let (mut cursor, mut seen) = (0, Vec::new());
        loop {
            // Asked before reading: what is read after the last commit is all.
            let is_last = writing.get() == 0;
            let before = seen.len();
            for position in positions(store, &[OFFICE], cursor, 3).await {
                seen.push(position);
                cursor = position;
            }
            if is_last && seen.len() == before {
                return seen;
            }
            task::yield_now().await;
        }
    };
    let (first, second) = (two.first.as_ref(), two.second.as_ref());
    let ((), (), one, other) = tokio::join!(write(first), write(second), read(first), read(second));
    let all = positions(first, &[OFFICE], 0, 1_000).await;
    assert_eq!(all.len(), 2 * EACH * 4 / 5);
    assert_eq!((&one, &other), (&all, &all));
}

#[tokio::test]
async fn a_transaction_that_is_dropped_changes_nothing() {
    let two = two().await;
    let store = two.first.as_ref();
    let mut transaction = store.begin().await.expect("begun");
    transaction
        .put(Writing::entries(&[entry(&[OFFICE])]))
        .await
        .expect("appended");
    drop(transaction);
    assert!(positions(store, &[OFFICE], 0, 10).await.is_empty());
    let first = append(store, &[OFFICE]).await;
    assert!(append(two.second.as_ref(), &[OFFICE]).await > first);
}

/// A device's connection may end while its request waits for a turn.
#[tokio::test]
async fn who_no_longer_waits_for_a_turn_leaves_it_to_the_next() {
    let two = two().await;
    let open = two.first.begin().await.expect("begun");
    let waiting = timeout(Duration::from_millis(200), two.second.begin());
    assert!(waiting.await.is_err(), "two write at once");
    open.commit().await.expect("committed");
    for store in [&two.first, &two.second, &two.first] {
        append(store.as_ref(), &[OFFICE]).await;
    }
    assert_eq!(positions(two.first.as_ref(), &[OFFICE], 0, 10).await.len(), 3);
}

#[tokio::test]
async fn a_store_that_stands_by_keeps_nothing_from_those_who_come() {
    let two = two().await;
    let store = two.first.as_ref();
    store.stand_by().await.expect("standing");
    let open = store.begin().await.expect("begun");
    // Also while some of it is in use, and another process starts while this one writes.
    store.stand_by().await.expect("standing");
    two.second.stand_by().await.expect("standing");
    open.commit().await.expect("committed");
    assert_eq!(append(store, &[OFFICE]).await, 1);
    assert_eq!(positions(store, &[OFFICE], 0, 10).await, [1]);
}
