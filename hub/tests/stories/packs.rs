//! Which packs are taken.

use satchel_shared::{
    exchange::Verdict,
    ids::{OfficeId, RecordId},
    ledger::Role,
};
use uuid::Uuid;

use crate::world::{Draft, World, code_of, packs_of};

#[tokio::test]
async fn a_pack_reaches_the_colleagues_as_it_was_signed() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut device, mut colleague) = (world.lead(office).await, world.device(office, Role::Lead).await);
    colleague.receive().await;
    let pack = Draft::new(&device, 1).write("Training");
    assert_eq!(
        device.send_packs(std::slice::from_ref(&pack)).await,
        [Verdict::Accepted]
    );
    assert_eq!(packs_of(&colleague.receive().await.updates), [pack.as_slice()]);
}

#[tokio::test]
async fn a_pack_sent_again_is_accepted_again_and_handed_on_once() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut device, mut colleague) = (world.lead(office).await, world.lead(office).await);
    colleague.receive().await;
    let pack = Draft::new(&device, 1).write("Training");
    let twice = [pack.clone(), pack.clone()];
    assert_eq!(device.send_packs(&twice).await, [Verdict::Accepted, Verdict::Accepted]);
    assert_eq!(
        device.send_packs(std::slice::from_ref(&pack)).await,
        [Verdict::Accepted]
    );
    assert_eq!(packs_of(&colleague.receive().await.updates).len(), 1);
}

#[tokio::test]
async fn a_pack_that_was_damaged_or_signed_by_a_stranger_is_refused() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut device = world.lead(office).await;
    let mut draft = Draft::new(&device, 1);
    let pack = draft.pack_of_title("Training");
    let mut damaged = pack.seal(&device.key);
    *damaged.last_mut().expect("bytes") ^= 1;
    let stranger = pack.seal(&world.new_key());
    let verdicts = device.send_packs(&[damaged, stranger]).await;
    assert_eq!(
        verdicts.iter().map(code_of).collect::<Vec<_>>(),
        ["wrong-signature", "unknown-device"]
    );
}

#[tokio::test]
async fn a_pack_with_another_devices_changes_is_refused() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut device, other) = (world.lead(office).await, world.lead(office).await);
    let foreign = Draft::new(&other, 1).pack_of_title("Not mine").seal(&device.key);
    assert_eq!(code_of(&device.send_packs(&[foreign]).await[0]), "foreign-actor");
}

#[tokio::test]
async fn a_courier_carries_the_packs_of_others() {
    let world = World::new().await;
    let (office, elsewhere) = (world.field_office().await, world.field_office().await);
    let (mut writer, mut courier) = (world.lead(office).await, world.lead(elsewhere).await);
    let mut colleague = world.lead(office).await;
    colleague.receive().await;
    let pack = Draft::new(&writer, 1).write("From afar");
    assert_eq!(
        courier.send_packs(std::slice::from_ref(&pack)).await,
        [Verdict::Accepted]
    );
    assert_eq!(packs_of(&colleague.receive().await.updates).len(), 1);
    assert!(
        packs_of(&writer.receive().await.updates).is_empty(),
        "it has what it signed"
    );
    assert!(
        packs_of(&courier.receive().await.updates).is_empty(),
        "it is not of that office"
    );
}

#[tokio::test]
async fn a_pack_for_another_office_is_refused() {
    let world = World::new().await;
    let (here, elsewhere) = (world.field_office().await, world.field_office().await);
    let (mut device, mut stranger) = (world.lead(here).await, world.lead(elsewhere).await);
    let mut draft = Draft::new(&device, 1);
    assert_eq!(device.send_packs(&[draft.write("Ours")]).await, [Verdict::Accepted]);

    let mut theirs = Draft::new(&stranger, 1);
    let verdict = stranger
        .send_packs(&[theirs.write("A record of another office")])
        .await
        .remove(0);
    assert_eq!(code_of(&verdict), "not-your-office");
    let mut said = Draft::new(&stranger, 2);
    said.office = here;
    assert_eq!(
        code_of(&stranger.send_packs(&[said.write("As if of that office")]).await[0]),
        "not-your-office"
    );
    said.office = OfficeId(Uuid::nil());
    assert_eq!(
        code_of(&stranger.send_packs(&[said.write("Of none")]).await[0]),
        "not-your-office"
    );
}

#[tokio::test]
async fn only_those_who_write_send_packs() {
    let world = World::new().await;
    let mut desk = world.desk().await;
    let pack = Draft::new(&desk, 1).write("By the desk");
    assert_eq!(code_of(&desk.send_packs(&[pack]).await[0]), "role-may-not");
}

#[tokio::test]
async fn a_pack_whose_ground_is_missing_is_taken_once_that_has_come() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut device = world.lead(office).await;
    let mut draft = Draft::new(&device, 1);
    let (first, second) = (draft.write("One"), draft.write("Two"));
    assert_eq!(
        code_of(&device.send_packs(std::slice::from_ref(&second)).await[0]),
        "missing-changes"
    );
    assert_eq!(
        device.send_packs(&[first, second]).await,
        [Verdict::Accepted, Verdict::Accepted]
    );
}

/// What one exchange brings is judged pack by pack, as if each had come alone.
#[tokio::test]
async fn packs_of_one_exchange_build_on_one_another_and_a_refused_one_changes_nothing() {
    let world = World::new().await;
    let (here, elsewhere) = (world.field_office().await, world.field_office().await);
    let (writer, mut colleague) = (world.lead(here).await, world.lead(here).await);
    let mut courier = world.lead(elsewhere).await;
    colleague.receive().await;
    let mut draft = Draft::new(&writer, 1);
    let one = draft.write("One");
    let mut beside = draft.at(&colleague);
    let (two, three) = (draft.write("Two"), draft.write("Three"));
    let theirs = [beside.write("Beside two"), beside.write("Beside three")];
    let copied = Draft::new(&writer, 1).write("From a copied vault");
    let abroad = Draft::new(&courier, 2).write("Of another office");
    let taken = Draft::new(&writer, 2).write("Too late for this record");

    let [theirs_first, theirs_second] = theirs;
    let packs = [
        three.clone(),
        one,
        copied,
        two,
        three,
        theirs_second.clone(),
        theirs_first,
        theirs_second,
    ];
    let verdicts = courier.send_packs(&[&packs[..], &[abroad, taken]].concat()).await;
    let codes: Vec<&str> = verdicts.iter().map(code_of).collect();
    let (missing, reused, accepted) = ("missing-changes", "actor-reused", "accepted");
    assert_eq!(
        codes,
        [
            missing,
            accepted,
            reused,
            accepted,
            accepted,
            missing,
            accepted,
            accepted,
            accepted,
            "not-your-office"
        ]
    );
    let handed_on = packs_of(&colleague.receive().await.updates).len();
    assert_eq!(handed_on, 3, "the writer's: its own it has");
    assert_eq!(colleague.check_digest().await, 1);
    assert_eq!(courier.check_digest().await, 1);
    assert_eq!(code_of(&courier.send_packs(&[draft.write("Four")]).await[0]), accepted);
    assert_eq!(colleague.check_digest().await, 1);
}

#[tokio::test]
async fn changes_of_one_record_are_no_ground_for_another() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut device = world.lead(office).await;
    let mut draft = Draft::new(&device, 1);
    assert_eq!(device.send_packs(&[draft.write("One")]).await, [Verdict::Accepted]);
    draft.record = RecordId(Uuid::from_u128(2));
    assert_eq!(
        code_of(&device.send_packs(&[draft.write("Two")]).await[0]),
        "missing-changes"
    );
}

#[tokio::test]
async fn a_copied_vault_is_noticed() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut device = world.lead(office).await;
    let (original, copy) = (
        Draft::new(&device, 1).write("One"),
        Draft::new(&device, 1).write("Another"),
    );
    assert_eq!(device.send_packs(&[original]).await, [Verdict::Accepted]);
    assert_eq!(code_of(&device.send_packs(&[copy]).await[0]), "actor-reused");
}

#[tokio::test]
async fn both_codecs_are_taken() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut device = world.lead(office).await;
    let mut draft = Draft::new(&device, 1);
    let before = draft.document.heads();
    let pack = draft.pack_of_title("Raw");
    let changes = draft.document.changes_by(device.key.id(), &before);
    let raw = pack.with_raw_body(&changes).seal(&device.key);
    assert_eq!(device.send_packs(&[raw]).await, [Verdict::Accepted]);
}
