//! Who gets in, and who does not.

use std::sync::atomic::Ordering;

use reqwest::StatusCode;
use satchel_shared::{
    exchange::Update,
    ids::DeviceId,
    invitation::InvitationCode,
    ledger::{OfficeKind, Role},
    limits::INVITATION_DAYS,
    seal::PublicKey,
};

use crate::world::{Device, World, enrolment};

#[tokio::test]
async fn a_code_makes_a_device_a_member_of_its_office() {
    let world = World::new().await;
    let office = world.office(OfficeKind::Nhri, &["KEN", "IDN"]).await;
    let code = world.hub.invite(office, Role::Lead, "Amina").await.expect("invited");
    let key = world.new_key();
    let reply = world
        .enrol(&code.to_string().to_lowercase(), &key)
        .await
        .expect("enrolled");
    assert_eq!(
        (reply.device, reply.office, reply.office_kind),
        (key.id(), office, OfficeKind::Nhri)
    );
    assert_eq!((reply.role, reply.member.as_str()), (Role::Lead, "Amina"));
    assert_eq!(
        reply.states.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["IDN", "KEN"]
    );
    assert!(code.is_of(PublicKey::from_slice(&reply.key).expect("a key").id()));
}

#[tokio::test]
async fn a_code_serves_one_device_however_often_that_one_asks() {
    let world = World::new().await;
    let office = world.field_office().await;
    let code = world
        .hub
        .invite(office, Role::Drafter, "")
        .await
        .expect("invited")
        .to_string();
    let key = world.new_key();
    let first = world.enrol(&code, &key).await.expect("enrolled");
    assert_eq!(world.enrol(&code, &key).await, Ok(first), "whose first answer was lost");
    let (status, error) = world.enrol(&code, &world.new_key()).await.expect_err("refused");
    assert_eq!((status, error.code.as_str()), (StatusCode::CONFLICT, "code-used"));
    let another = world
        .hub
        .invite(office, Role::Drafter, "")
        .await
        .expect("invited")
        .to_string();
    let (_, error) = world.enrol(&another, &key).await.expect_err("refused");
    assert_eq!(error.code, "already-enrolled");
}

#[tokio::test]
async fn a_code_that_is_none_or_another_hubs_or_too_old_is_refused() {
    let world = World::new().await;
    let office = world.field_office().await;
    let code = world.hub.invite(office, Role::Drafter, "").await.expect("invited");
    let others = InvitationCode::new(code.secret, DeviceId([1; 16])).to_string();
    let guess = InvitationCode::new([1; 10], world.hub.id()).to_string();
    for wrong in ["", "open sesame", &others, &guess] {
        let (status, error) = world.enrol(wrong, &world.new_key()).await.expect_err("refused");
        assert_eq!(
            (status, error.code.as_str()),
            (StatusCode::NOT_FOUND, "code-unknown"),
            "{wrong}"
        );
    }
    world
        .surroundings
        .now_ms
        .fetch_add(i64::from(INVITATION_DAYS) * 86_400_000 + 1, Ordering::Relaxed);
    let (status, error) = world
        .enrol(&code.to_string(), &world.new_key())
        .await
        .expect_err("refused");
    assert_eq!((status, error.code.as_str()), (StatusCode::GONE, "code-expired"));
}

#[tokio::test]
async fn a_device_that_does_not_have_the_key_that_it_names_is_refused() {
    let world = World::new().await;
    let office = world.field_office().await;
    let code = world
        .hub
        .invite(office, Role::Drafter, "")
        .await
        .expect("invited")
        .to_string();
    let mut body = enrolment(&code, &world.new_key());
    *body.last_mut().expect("bytes") ^= 1;
    let (status, error) = world.link.post("/v1/enrol", body).await.expect_err("refused");
    assert_eq!(
        (status, error.code.as_str()),
        (StatusCode::UNAUTHORIZED, "wrong-signature")
    );
    assert!(
        world.enrol(&code, &world.new_key()).await.is_ok(),
        "the code is not used up"
    );
}

#[tokio::test]
async fn whoever_guesses_codes_must_wait() {
    let world = World::new().await;
    let office = world.field_office().await;
    let code = world
        .hub
        .invite(office, Role::Drafter, "")
        .await
        .expect("invited")
        .to_string();
    let key = world.new_key();
    for _ in 0..20 {
        assert_eq!(
            world.enrol("wrong", &key).await.expect_err("refused").1.code,
            "code-unknown"
        );
    }
    let (status, error) = world.enrol(&code, &key).await.expect_err("refused");
    assert_eq!(
        (status, error.code.as_str()),
        (StatusCode::TOO_MANY_REQUESTS, "too-many-tries")
    );
    world.surroundings.now_ms.fetch_add(60_000, Ordering::Relaxed);
    assert!(world.enrol(&code, &key).await.is_ok());
}

#[tokio::test]
async fn noise_keeps_nobody_out() {
    let world = World::new().await;
    let office = world.field_office().await;
    let code = world
        .hub
        .invite(office, Role::Drafter, "")
        .await
        .expect("invited")
        .to_string();
    for _ in 0..40 {
        world.link.post("/v1/enrol", b"x".to_vec()).await.expect_err("noise");
    }
    assert!(world.enrol(&code, &world.new_key()).await.is_ok());
}

#[tokio::test]
async fn a_new_device_is_made_known_to_its_office_and_to_the_desk_before_it_sends_anything() {
    let world = World::new().await;
    let (here, elsewhere) = (world.field_office().await, world.field_office().await);
    let mut desk = world.desk().await;
    let (mut colleague, mut stranger) = (world.lead(here).await, world.lead(elsewhere).await);
    for device in [&mut desk, &mut colleague, &mut stranger] {
        device.receive().await;
    }
    let new = world.lead(here).await;
    for (device, sees) in [(&mut desk, true), (&mut colleague, true), (&mut stranger, false)] {
        let updates = device.receive().await.updates;
        assert_eq!(updates.iter().any(|update| tells_of(update, &new)), sees);
    }
}

#[tokio::test]
async fn everyone_knows_the_desk_whose_answers_reach_them() {
    let world = World::new().await;
    let office = world.field_office().await;
    let desk = world.desk().await;
    let updates = world.lead(office).await.receive().await.updates;
    assert!(updates.iter().any(|update| tells_of(update, &desk)));
}

/// Whether an update tells others whose device this is.
fn tells_of(update: &Update, device: &Device) -> bool {
    let key = device.key.public().to_bytes();
    matches!(update, Update::Member(card) if card.devices.iter().any(|known| known.key == key))
}

#[tokio::test]
async fn a_role_sits_only_where_it_exists() {
    let world = World::new().await;
    let (field, headquarters) = (world.field_office().await, world.headquarters().await);
    assert!(world.hub.invite(field, Role::Desk, "").await.is_err());
    assert!(world.hub.invite(headquarters, Role::Drafter, "").await.is_err());
    assert!(
        world
            .hub
            .add_office("Without States", OfficeKind::FieldOffice, &[])
            .await
            .is_err()
    );
    assert!(world.hub.add_office(" ", OfficeKind::Headquarters, &[]).await.is_err());
}
