//! Requests as a whole: taken once, from whom they say, or not at all.

use std::time::Duration;

use reqwest::{StatusCode, header::CONTENT_ENCODING};
use satchel_shared::{
    exchange::{BROTLI, ExchangeRequest, PROTOCOL, Verdict},
    limits::{EXCHANGE_BYTES, WAIT_SECONDS},
    seal::Purpose,
    wire,
};
use serde_bytes::ByteBuf;

use crate::world::{Draft, World, code_of};

#[tokio::test]
async fn an_unknown_device_is_refused() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut device = world.lead(office).await;
    device.key = world.new_key();
    let request = device.request();
    let (status, error) = device.try_exchange(&request).await.expect_err("refused");
    assert_eq!(
        (status, error.code.as_str()),
        (StatusCode::UNAUTHORIZED, "unknown-device")
    );
}

#[tokio::test]
async fn a_wrong_signature_is_refused_wherever_a_bit_is_flipped() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut device = world.lead(office).await;
    let request = device.request();
    let body = device.seal(&request);
    let codes = |at: usize| {
        let mut damaged = body.clone();
        damaged[at] ^= 1;
        world.link.post("/v1/sync", damaged)
    };
    let (status, error) = codes(body.len() - 1).await.expect_err("refused");
    assert_eq!(
        (status, error.code.as_str()),
        (StatusCode::UNAUTHORIZED, "wrong-signature")
    );
    for at in 0..body.len() {
        assert!(codes(at).await.is_err(), "byte {at}");
    }
    device.exchange(&request).await;
}

#[tokio::test]
async fn a_request_signed_for_another_purpose_is_refused() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut device = world.lead(office).await;
    let request = device.request();
    let body = device.key.seal(Purpose::Pack, wire::to_cbor(&request));
    let (_, error) = world.link.post("/v1/sync", body).await.expect_err("refused");
    assert_eq!(error.code, "wrong-signature");
}

#[tokio::test]
async fn a_request_is_taken_once() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut device = world.lead(office).await;
    let first = device.request();
    let second = device.request();
    device.exchange(&second).await;
    for replayed in [&second, &first] {
        let (status, error) = device.try_exchange(replayed).await.expect_err("refused");
        assert_eq!(
            (status, error.code.as_str()),
            (StatusCode::CONFLICT, "counter-replayed")
        );
    }
    let beyond = ExchangeRequest {
        counter: u64::MAX,
        ..first
    };
    assert_eq!(
        device.try_exchange(&beyond).await.expect_err("refused").1.code,
        "counter-replayed"
    );
    device.receive().await;
}

#[tokio::test]
async fn another_protocol_is_named_even_where_its_requests_read_otherwise() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut device = world.lead(office).await;
    let newer = ExchangeRequest {
        protocol: 9,
        ..device.request()
    };
    let (status, error) = device.try_exchange(&newer).await.expect_err("refused");
    assert_eq!(
        (status, error.code.as_str()),
        (StatusCode::BAD_REQUEST, "protocol-unknown")
    );
    let other = std::collections::BTreeMap::from([("v", 300)]);
    let body = device.key.seal(Purpose::Exchange, wire::to_cbor(&other));
    assert_eq!(
        world.link.post("/v1/sync", body).await.expect_err("refused").1.code,
        "protocol-unknown"
    );
    let none = std::collections::BTreeMap::from([("v", PROTOCOL)]);
    let body = device.key.seal(Purpose::Exchange, wire::to_cbor(&none));
    assert_eq!(
        world.link.post("/v1/sync", body).await.expect_err("refused").1.code,
        "message-unreadable"
    );
}

#[tokio::test]
async fn a_revoked_device_is_refused_and_so_is_what_it_signed() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut revoked, mut courier) = (world.lead(office).await, world.lead(office).await);
    let pack = Draft::new(&revoked, 1).write("Before");
    // The process that it asks knows it from before, and another one revokes it.
    world.hub.stand_by().await.expect("standing");
    let another = world.another_process().await;
    another.revoke_device(revoked.key.id()).await.expect("revoked");
    let request = revoked.request();
    let (status, error) = revoked.try_exchange(&request).await.expect_err("refused");
    assert_eq!((status, error.code.as_str()), (StatusCode::FORBIDDEN, "device-revoked"));
    assert_eq!(code_of(&courier.send_packs(&[pack]).await[0]), "device-revoked");
}

#[tokio::test]
async fn what_is_no_request_is_refused_and_what_is_too_large_is_not_read() {
    let world = World::new().await;
    let (status, error) = world
        .link
        .post("/v1/sync", b"hello".to_vec())
        .await
        .expect_err("refused");
    assert_eq!(
        (status, error.code.as_str()),
        (StatusCode::BAD_REQUEST, "message-unreadable")
    );
    let (status, error) = world
        .link
        .post("/v1/sync", vec![0; EXCHANGE_BYTES + 1])
        .await
        .expect_err("refused");
    assert_eq!(
        (status, error.code.as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "message-too-large")
    );
    assert_eq!(world.link.get("/v1/health").await, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn an_idle_exchange_is_short() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut device = world.lead(office).await;
    device.receive().await;
    let request = device.request();
    let body = device.seal(&request);
    assert!(body.len() < 150, "{} bytes up", body.len());
    let reply = world.link.post("/v1/sync", body).await.expect("answered");
    assert!(reply.len() < 150, "{} bytes down", reply.len());
}

#[tokio::test]
async fn one_bad_pack_refuses_only_itself() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut device, mut colleague) = (world.lead(office).await, world.lead(office).await);
    colleague.receive().await;
    let (first, second) = (Draft::new(&device, 1).write("One"), Draft::new(&device, 2).write("Two"));
    let verdicts = device.send_packs(&[first, b"damaged".to_vec(), second]).await;
    let codes: Vec<&str> = verdicts.iter().map(code_of).collect();
    assert_eq!(codes, ["accepted", "pack-unreadable", "accepted"]);
    assert_eq!(crate::world::packs_of(&colleague.receive().await.updates).len(), 2);
}

#[tokio::test]
async fn a_request_that_is_refused_leaves_nothing_behind() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut device, mut colleague) = (world.lead(office).await, world.lead(office).await);
    device.receive().await;
    let pack = ByteBuf::from(Draft::new(&device, 1).write("One"));
    let replayed = ExchangeRequest {
        counter: 1,
        packs: vec![pack],
        ..device.request()
    };
    device.try_exchange(&replayed).await.expect_err("refused");
    assert!(crate::world::packs_of(&colleague.receive().await.updates).is_empty());
}

#[tokio::test]
async fn an_answer_is_held_until_there_is_news_and_no_longer() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut waiting, mut writing) = (world.lead(office).await, world.lead(office).await);
    for device in [&mut waiting, &mut writing] {
        while device.receive().await.more {}
    }
    let request = ExchangeRequest {
        wait: WAIT_SECONDS,
        ..waiting.request()
    };
    {
        let held = waiting.exchange(&request);
        tokio::pin!(held);
        let early = tokio::time::timeout(Duration::from_millis(200), &mut held).await;
        assert!(early.is_err(), "there is no news: {early:?}");
        let pack = Draft::new(&writing, 1).write("News");
        writing.send_packs(&[pack]).await;
        let reply = held.await;
        assert_eq!(reply.updates.len(), 1);
        // Another one would make the device look for what it lacks.
        let now = writing.receive().await.digest;
        assert_eq!(
            (reply.digest, now.is_some()),
            (now, true),
            "the digest with the news in it"
        );
    }
    // What is new already is told at once, and what is brought is answered at once.
    let pack = Draft::new(&writing, 2).write("More news");
    let request = ExchangeRequest {
        wait: WAIT_SECONDS,
        packs: vec![ByteBuf::from(pack)],
        ..writing.request()
    };
    assert_eq!(writing.exchange(&request).await.packs, [Verdict::Accepted]);
    // Who is revoked meanwhile does not wait on.
    waiting.receive().await;
    let request = ExchangeRequest {
        wait: WAIT_SECONDS,
        ..waiting.request()
    };
    world.hub.revoke_device(waiting.key.id()).await.expect("revoked");
    let (_, error) = waiting.try_exchange(&request).await.expect_err("refused");
    assert_eq!(error.code, "device-revoked");
}

#[tokio::test]
async fn a_body_may_come_compressed_and_not_grow_over_the_limit() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut device = world.lead(office).await;
    let request = device.request();
    let plain = device.seal(&request);
    let send = async |coding: &str, body: Vec<u8>| {
        let reply = reqwest::Client::new()
            .post(format!("{}/v1/sync", world.link.address))
            .header(CONTENT_ENCODING, coding)
            .body(body)
            .send()
            .await
            .expect("an answer");
        reply.status()
    };
    assert_eq!(send(BROTLI, wire::compress_body(&plain)).await, StatusCode::OK);
    assert_eq!(send("zstd", plain.clone()).await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(send(BROTLI, plain).await, StatusCode::BAD_REQUEST);
    let much = wire::compress_body(&vec![0; EXCHANGE_BYTES + 1]);
    assert!(much.len() < 10_000);
    assert_eq!(send(BROTLI, much).await, StatusCode::PAYLOAD_TOO_LARGE);
}
