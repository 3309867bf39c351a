//! Another key in the place of a device's, or of the hub's.

use reqwest::StatusCode;
use satchel_shared::{
    exchange::{
        EnrolmentReply, MessageError, Verdict, open_message,
        reply::{Reader, ReplyError},
    },
    ids::KeyBytes,
    ledger::{OfficeDecision, Role},
    satchel::{Answer, Content, Envelope, Said, frame},
    seal::{Key, PublicKey, Purpose, SealError, Sealed},
};
use serde_bytes::ByteBuf;

use super::attachments::Asker;
use crate::world::{Device, Draft, World, code_of, decisions_of, enrolment, members_of};

fn replacement(device: &Device, key: &Key) -> OfficeDecision {
    OfficeDecision::KeyReplaced {
        device: device.key.id(),
        key: KeyBytes(key.public().to_bytes()),
    }
}

async fn decide(device: &mut Device, what: OfficeDecision) -> Verdict {
    let sealed = device.decide_on(device.office, what);
    device.send_decision(&sealed).await
}

#[tokio::test]
async fn a_device_is_heard_by_its_new_key_and_by_the_one_before_no_more() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut lead = world.lead(office).await;
    let mut desk = world.desk().await;
    let mut draft = Draft::new(&lead, 1);
    let (submission, _, _) = lead.submission(&mut draft);
    assert_eq!(lead.send_decision(&submission).await, Verdict::Accepted);

    let asker = Asker::of(&world, &mut lead).await;
    let nothing = "00".repeat(32);
    assert_eq!(asker.have(&nothing).await.status, StatusCode::NOT_FOUND);
    let old = lead.key.clone();
    let new = old.clone().replaced_by(&[7; 32]);
    let what = replacement(&lead, &new);
    assert_eq!(decide(&mut lead, what).await, Verdict::Accepted);
    assert_eq!(
        asker.have(&nothing).await.code(),
        "token-expired",
        "the old key asked for it"
    );
    let body = lead.request();
    let (status, error) = lead.try_exchange(&body).await.expect_err("not heard");
    assert_eq!((status, error.code.as_str()), (StatusCode::FORBIDDEN, "key-replaced"));
    let (answer, key) = Answer::open(&error.answer.expect("an answer")).expect("signed");
    assert_eq!((answer.to, key), (old.id(), world.hub.public_key()));
    assert_eq!(answer.about, Some(KeyBytes(old.public().to_bytes())));
    let refused = world.packed(
        &lead,
        "old.satchel",
        &[Content::Pack(ByteBuf::from(draft.write("A thief's")))],
        None,
    );
    let unpacked = world.unpack(&refused).await;
    assert_eq!((unpacked.taken, unpacked.refused), (0, 1), "{unpacked:?}");

    lead.key = new;
    // As a device asks that never got the answer: signed anew, and in the ledger by now.
    assert_eq!(lead.send_decision(&submission.by(&lead.key)).await, Verdict::Accepted);
    assert_eq!(lead.send_packs(&[draft.write("By the new key")]).await.len(), 1);
    let (submission, _, _) = lead.submission(&mut draft);
    assert_eq!(lead.send_decision(&submission).await, Verdict::Accepted);

    let updates = desk.receive().await.updates;
    let members = members_of(&updates);
    let devices = members.values().flat_map(|member| &member.devices);
    let mut keys = devices.filter(|device| device.id() == Ok(lead.key.id()));
    let keys = keys.next_back().expect("told of").keys().expect("keys");
    assert_eq!(keys, [old.public(), lead.key.public()]);
    for entry in decisions_of(&updates) {
        assert!(
            keys.iter().any(|key| entry.decision.open(key).is_ok()),
            "by one of its keys"
        );
    }
    assert_eq!(world.hub.verify().await.expect("by the key of each time"), 3);
}

#[tokio::test]
async fn a_device_replaces_its_own_key_alone_and_by_one_that_is_a_key() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut lead, colleague) = (world.lead(office).await, world.lead(office).await);
    let new = Key::from_secret(&[7; 32]);
    let what = replacement(&colleague, &new);
    assert_eq!(code_of(&decide(&mut lead, what).await), "not-your-device");
    let what = OfficeDecision::KeyReplaced {
        device: lead.key.id(),
        key: KeyBytes([0; 32]),
    };
    assert_eq!(code_of(&decide(&mut lead, what).await), "key-unusable");
    lead.receive().await;
}

/// Two processes of a hub over one store: what the one was told counts at the other with the next request.
#[tokio::test]
async fn another_process_hears_the_old_key_no_more_either() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut lead = world.lead(office).await;
    let other = world.another_process().await;
    let first = lead.request();
    other.exchange(&lead.seal(&first)).await.expect("known there");
    let old = lead.key.clone();
    let new = old.clone().replaced_by(&[7; 32]);
    let what = replacement(&lead, &new);
    assert_eq!(decide(&mut lead, what).await, Verdict::Accepted);
    let next = lead.request();
    let refused = other.exchange(&lead.seal(&next)).await.expect_err("not heard");
    assert_eq!(refused.code(), "key-replaced");
    lead.key = new;
    other.exchange(&lead.seal(&next)).await.expect("heard");
}

#[tokio::test]
async fn a_hub_that_replaced_its_key_is_found_by_the_one_before_and_lets_in_by_codes_of_that_time() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut lead = world.lead(office).await;
    let code = world
        .hub
        .invite(office, Role::Drafter, "Budi")
        .await
        .expect("invited")
        .to_string();
    let first = world.hub.public_key();
    let id = satchel_hub::Hub::replace_key(&world.folder.path().join("hub")).expect("replaced");
    assert_eq!(id, world.hub.id());
    let hub = world.another_process().await;
    let key = hub.public_key();
    assert!(key != first && hub.id() == id);
    assert_eq!(first.succeeded(&hub.succession()), key);

    let request = lead.request();
    let reply = hub.exchange(&lead.seal(&request)).await.expect("heard");
    let mut reader = Reader::new(first, None);
    assert!(matches!(
        reader.push(&reply),
        Err(ReplyError::Message(MessageError::Seal(SealError::WrongSignature)))
    ));
    let mut reader = Reader::new(key, None);
    assert!(reader.push(&reply).is_ok_and(|received| !received.is_empty()));

    let device = world.new_key();
    let reply = hub.enrol(&enrolment(&code, &device)).await.expect("let in");
    let sealed = Sealed::parse(&reply).expect("sealed");
    let told: EnrolmentReply = open_message(sealed, &key, Purpose::EnrolmentReply, "a reply").expect("the hub's");
    assert_eq!(
        PublicKey::from_slice(&told.key)
            .expect("a key")
            .succeeded(&told.succession),
        key
    );

    // What is for the hub is opened by it, whichever of its keys the sender knows.
    let pack = Content::Pack(ByteBuf::from(Draft::new(&lead, 1).write("For the first key")));
    let files = world.packed(&lead, "first.satchel", &[pack], None);
    let answers = world.folder.path().join("answers");
    let unpacked = hub.unpack(&files, &answers, None).await.expect("unpacked");
    assert_eq!((unpacked.taken, unpacked.damaged), (1, 0), "{unpacked:?}");
    let told = std::fs::read(&unpacked.answers[0]).expect("an answer");
    let mut reader = frame::Reader::default();
    let mut found = reader.push(&told);
    found.extend(reader.end());
    let mut said = 0;
    for piece in found {
        if let frame::Found::Piece(Envelope::Sealed { bytes, .. }) = piece
            && let Ok(Content::Answer(answer)) = Content::open(&bytes, &lead.key)
        {
            let (answer, by) = Answer::open(&answer).expect("signed");
            assert_eq!((by, first.succeeded(&answer.succession)), (key, key));
            said += usize::from(matches!(answer.said, Said::Verdicts(_)));
        }
    }
    assert_eq!(said, 1);
}

/// Where the stick is copied on its way back, and the key was before.
#[tokio::test]
async fn the_answer_to_the_satchel_that_replaces_a_key_is_for_the_new_one_alone() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut lead = world.lead(office).await;
    lead.receive().await;
    let new = lead.key.clone().replaced_by(&[7; 32]);
    let sealed = lead.decide_on(office, replacement(&lead, &new));
    let files = world.packed(&lead, "last.satchel", &[Content::Decision(sealed)], None);
    let unpacked = world.unpack(&files).await;
    assert_eq!((unpacked.taken, unpacked.answers.len()), (1, 1), "{unpacked:?}");
    let mut reader = frame::Reader::default();
    let mut found = reader.push(&std::fs::read(&unpacked.answers[0]).expect("an answer"));
    found.extend(reader.end());
    assert!(found.len() > 1);
    for piece in found {
        let frame::Found::Piece(Envelope::Sealed { bytes, .. }) = piece else {
            panic!("damaged, or in the clear");
        };
        assert!(Content::open(&bytes, &lead.key).is_err() && Content::open(&bytes, &new).is_ok());
    }
}
