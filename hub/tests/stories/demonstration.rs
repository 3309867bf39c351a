//! The demonstration is there once.

use satchel_shared::{
    exchange::{Update, read_recommendations},
    ledger::Role,
    limits::VERSION_BYTES,
    version::Version,
    wire,
};

use crate::world::{World, decisions_of};

#[tokio::test]
async fn a_second_filling_changes_nothing() {
    let world = World::new().await;
    let offices = world.hub.fill_with_demonstration().await.expect("filled");
    let mut desk = world.device(offices[2].0, Role::Desk).await;
    let updates = desk.receive().await.updates;
    let requests = decisions_of(&updates);
    assert_eq!(requests.len(), 2);
    for entry in requests {
        let body = entry.decision.version.as_ref().expect("by value");
        let bytes = wire::expand(body, VERSION_BYTES, "a version").expect("expands");
        let version = Version::from_bytes(&bytes).expect("canonical");
        assert!(!version.line("title").is_empty() && !version.line("context").is_empty());
        assert_eq!(version.line("state"), "XTM");
    }
    assert_eq!(world.hub.fill_with_demonstration().await.expect("filled"), offices);
    assert!(desk.receive().await.updates.is_empty());
    assert_eq!(world.hub.verify().await.expect("whole"), 2);
}

#[tokio::test]
async fn a_newcomer_finds_recommendations() {
    let world = World::new().await;
    let offices = world.hub.fill_with_demonstration().await.expect("filled");
    assert!(offices[0].1.starts_with("Field Office"));
    let updates = world.lead(offices[0].0).await.receive().await.updates;
    let count = |update: &Update| match update {
        Update::Recommendations(body) => read_recommendations(body).expect("readable").len(),
        Update::Pack(_)
        | Update::Decision(_)
        | Update::Member(_)
        | Update::Device(_)
        | Update::Office(_)
        | Update::Removal(_)
        | Update::Snapshot(_)
        | Update::Piece(_) => 0,
    };
    assert_eq!(updates.iter().map(count).sum::<usize>(), 128);
}
