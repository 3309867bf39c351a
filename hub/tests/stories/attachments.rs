//! Attached files over HTTP: who may bring and have them, and what is taken of what comes.

use std::{convert::Infallible, future, sync::atomic::Ordering};

use axum::body::Bytes;
use futures_util::stream::{self, Stream};
use reqwest::{Client, Method, StatusCode, header::AUTHORIZATION};
use satchel_hub::{
    Hub,
    attachments::{Came, Objects, ObjectsName},
    store,
};
use satchel_shared::{
    exchange::{ErrorReply, ExchangeRequest, UPLOAD_COMPLETE, UPLOAD_LENGTH, UPLOAD_OFFSET},
    ids::MemberId,
    ledger::{OfficeKind, Role},
    limits::{ATTACHMENT_BYTES, EXCHANGE_BYTES},
    wire,
};
use tokio::{
    net::TcpListener,
    sync::mpsc,
    task::{self, JoinHandle},
};
use uuid::Uuid;

use crate::world::{Device, Draft, World};

/// What the hub says about a file, with the body where it gives one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) status: StatusCode,
    pub(crate) came: Option<u64>,
    pub(crate) is_whole: bool,
    pub(crate) body: Vec<u8>,
}

impl Said {
    pub(crate) fn code(&self) -> String {
        wire::from_cbor::<ErrorReply>(&self.body, EXCHANGE_BYTES, "an error")
            .expect("an error")
            .code
    }
}

pub(crate) struct Asker {
    base: String,
    token: Option<String>,
}

impl Asker {
    /// A device with the token that it asked for.
    pub(crate) async fn of(world: &World, device: &mut Device) -> Self {
        let request = ExchangeRequest {
            attachments: true,
            ..device.request()
        };
        let token = device.exchange(&request).await.token.expect("a token");
        Self {
            base: world.link.address.clone(),
            token: Some(data_encoding::BASE64URL_NOPAD.encode(&token)),
        }
    }

    async fn ask(&self, method: Method, hash: &str, headers: &[(&str, String)], body: Vec<u8>) -> Said {
        let mut request = Client::new()
            .request(method, format!("{}/v1/attachments/{hash}", self.base))
            .body(body);
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let reply = request.send().await.expect("a reply");
        let header = |name: &str| {
            reply
                .headers()
                .get(name)
                .and_then(|it| it.to_str().ok())
                .map(str::to_owned)
        };
        let (status, came) = (reply.status(), header(UPLOAD_OFFSET).and_then(|it| it.parse().ok()));
        let is_whole = header(UPLOAD_COMPLETE).as_deref() == Some("?1");
        Said {
            status,
            came,
            is_whole,
            body: reply.bytes().await.expect("a body").to_vec(),
        }
    }

    pub(crate) async fn came(&self, hash: &str) -> Said {
        self.ask(Method::HEAD, hash, &[], Vec::new()).await
    }

    pub(crate) async fn bring(&self, hash: &str, at: usize, length: usize, bytes: &[u8]) -> Said {
        let headers = [(UPLOAD_OFFSET, at.to_string()), (UPLOAD_LENGTH, length.to_string())];
        self.ask(Method::PATCH, hash, &headers, bytes.to_vec()).await
    }

    pub(crate) async fn have(&self, hash: &str) -> Said {
        self.ask(Method::GET, hash, &[], Vec::new()).await
    }
}

pub(crate) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

pub(crate) fn paper(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|at| (at * 31 % 251) as u8).collect()
}

#[tokio::test]
async fn a_file_comes_by_pieces_of_any_length_and_is_whole_with_the_last() {
    let world = World::new().await;
    let office = world.field_office().await;
    let asker = Asker::of(&world, &mut world.lead(office).await).await;
    let bytes = paper(700_000);
    let name = hash(&bytes);
    assert_eq!(asker.came(&name).await.came, Some(0));
    let mut at = 0;
    for length in [1, 300_000, 99_999, 300_000] {
        let said = asker.bring(&name, at, bytes.len(), &bytes[at..at + length]).await;
        at += length;
        assert_eq!((said.came, said.is_whole), (Some(at as u64), at == bytes.len()));
        // Whoever believes to be elsewhere is told where to go on.
        if at < bytes.len() {
            assert_eq!(asker.have(&name).await.status, StatusCode::NOT_FOUND, "it is not whole");
            let said = asker.bring(&name, at + 1, bytes.len(), &bytes[at + 1..at + 2]).await;
            assert_eq!((said.status, said.came), (StatusCode::CONFLICT, Some(at as u64)));
        } else {
            let said = asker.bring(&name, 0, bytes.len(), &bytes[..10]).await;
            assert!(said.is_whole, "it is known, whatever is brought: {said:?}");
            break;
        }
    }
    assert_eq!(asker.have(&name).await.body, bytes);
}

#[tokio::test]
async fn what_is_not_what_its_hash_says_is_let_go_of() {
    let world = World::new().await;
    let office = world.field_office().await;
    let asker = Asker::of(&world, &mut world.lead(office).await).await;
    let bytes = paper(1_000);
    let name = hash(&bytes);
    let said = asker.bring(&name, 0, 1_000, &[7; 1_000]).await;
    assert_eq!(
        (said.status, said.code().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "attachment-damaged")
    );
    assert_eq!(asker.came(&name).await.came, Some(0));
    let said = asker.bring(&name, 0, 2_000, &bytes).await;
    assert_eq!(said.code(), "attachment-other-length");
    let said = asker.bring(&name, 0, 1_000, &[&bytes[..], &[1]].concat()).await;
    assert_eq!(said.code(), "attachment-other-length");
    assert!(asker.bring(&name, 0, 1_000, &bytes).await.is_whole);
    let too_large = asker.bring(&name, 0, ATTACHMENT_BYTES as usize + 1, &[]).await;
    assert_eq!(too_large.code(), "attachment-too-large");
}

#[tokio::test]
async fn only_a_device_that_asked_and_is_not_revoked_moves_files_and_only_those_of_its_office() {
    let world = World::new().await;
    let (office, other) = (
        world.field_office().await,
        world.office(OfficeKind::FieldOffice, &["KEN"]).await,
    );
    let mut device = world.lead(office).await;
    let asker = Asker::of(&world, &mut device).await;
    let bytes = paper(1_000);
    let name = hash(&bytes);
    assert!(asker.bring(&name, 0, 1_000, &bytes).await.is_whole);
    // Nobody without a token, or with one that the hub did not make.
    let request = device.request();
    let signed = device.seal(&request);
    for token in [
        None,
        Some("AAAA".to_owned()),
        Some(data_encoding::BASE64URL_NOPAD.encode(&signed)),
    ] {
        let stranger = Asker {
            base: world.link.address.clone(),
            token,
        };
        for said in [
            stranger.came(&name).await,
            stranger.bring(&name, 0, 1_000, &bytes).await,
            stranger.have(&name).await,
        ] {
            assert_eq!(said.status, StatusCode::UNAUTHORIZED, "{said:?}");
        }
    }
    // Another office learns nothing of it: not even that it is there.
    let elsewhere = Asker::of(&world, &mut world.lead(other).await).await;
    assert_eq!(elsewhere.have(&name).await.status, StatusCode::NOT_FOUND);
    assert_eq!(elsewhere.came(&name).await.came, Some(0));
    assert!(elsewhere.bring(&name, 0, 1_000, &bytes).await.is_whole);
    assert_eq!(elsewhere.have(&name).await.body, bytes);
    // A token is good for a while, and never for a device that was revoked.
    world.hub.revoke_device(device.key.id()).await.expect("revoked");
    assert_eq!(asker.have(&name).await.code(), "device-revoked");
    world
        .surroundings
        .now_ms
        .fetch_add(2 * 60 * 60 * 1_000, Ordering::Relaxed);
    assert_eq!(elsewhere.have(&name).await.code(), "token-expired");
}

#[tokio::test]
async fn the_desk_has_the_files_of_what_is_submitted_and_no_draft_s() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut lead = world.lead(office).await;
    let mut desk = world.desk().await;
    let (leads, desks) = (Asker::of(&world, &mut lead).await, Asker::of(&world, &mut desk).await);
    let (annex, draft_only) = (paper(5_000), paper(6_000));
    for bytes in [&annex, &draft_only] {
        assert!(leads.bring(&hash(bytes), 0, bytes.len(), bytes).await.is_whole);
        assert_eq!(desks.have(&hash(bytes)).await.status, StatusCode::NOT_FOUND);
    }
    let mut draft = Draft::new(&lead, 1);
    let pack = draft.attach("Annex.bin", &hash(&annex), annex.len());
    lead.send_packs(&[pack]).await;
    let (submission, _, _) = lead.submission(&mut draft);
    lead.send_decision(&submission).await;
    assert_eq!(desks.have(&hash(&annex)).await.body, annex);
    assert_eq!(desks.have(&hash(&draft_only)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn files_lie_where_the_hub_is_told() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut asker = Asker::of(&world, &mut world.lead(office).await).await;
    let elsewhere = tempfile::tempdir().expect("a folder");
    let name = ObjectsName::from(format!("file://{}", elsewhere.path().display()));
    let hub = world.hub.clone().with_objects(Objects::named(&name).expect("a store"));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    asker.base = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { hub.serve(listener, std::future::pending()).await });
    let bytes = paper(300_000);
    assert!(asker.bring(&hash(&bytes), 0, bytes.len(), &bytes).await.is_whole);
    assert_eq!(asker.have(&hash(&bytes)).await.body, bytes);
    let kept = elsewhere.path().join("files").join(hash(&bytes));
    assert_eq!(std::fs::read(kept).expect("an object"), bytes);
    let coming = elsewhere
        .path()
        .join("coming")
        .join(office.to_string())
        .join(hash(&bytes));
    assert!(!coming.exists(), "the pieces are gone");
    assert!(Objects::named(&ObjectsName::from("ftp://nowhere".to_owned())).is_err());
}

type Part = Result<Bytes, Infallible>;

/// A connection over which bytes come one part at a time, until the sender is dropped. A part can be sent once the one before
/// it was taken.
fn connection() -> (mpsc::Sender<Part>, impl Stream<Item = Part> + Unpin + Send) {
    let (sender, mut parts) = mpsc::channel(1);
    (sender, stream::poll_fn(move |context| parts.poll_recv(context)))
}

fn at_once(bytes: &[u8]) -> impl Stream<Item = Part> + Unpin + Send {
    stream::once(future::ready(Ok(Bytes::copy_from_slice(bytes))))
}

/// A file that a device sends over several connections.
#[derive(Clone)]
struct Sending {
    hub: Hub,
    device: store::Device,
    name: [u8; 32],
    bytes: Vec<u8>,
}

impl Sending {
    async fn new(world: &World) -> Self {
        let office = world.field_office().await;
        let key = world.lead(office).await.key;
        let bytes = paper(700_000);
        Self {
            hub: world.hub.clone(),
            // As the hub knows one that showed its token.
            device: store::Device {
                id: key.id(),
                key: key.public(),
                former_keys: Vec::new(),
                office,
                states: Vec::new(),
                holder: MemberId(Uuid::nil()),
                role: Role::Drafter,
                joined_at: 0,
                counter: 0,
                revoked_at: None,
                rescued_at: None,
            },
            name: blake3::hash(&bytes).into(),
            bytes,
        }
    }

    async fn bring(&self, at: usize, parts: impl Stream<Item = Part> + Unpin + Send) -> Came {
        let (length, at) = (self.bytes.len() as u64, at as u64);
        let taken = self.hub.take_attachment(&self.device, &self.name, length, at, parts);
        taken.await.expect("taken")
    }

    /// Begins at the first byte over a connection of its own.
    fn begin(&self, parts: impl Stream<Item = Part> + Unpin + Send + 'static) -> JoinHandle<Came> {
        let sending = self.clone();
        task::spawn(async move { sending.bring(0, parts).await })
    }

    fn came(&self, bytes: usize) -> Came {
        Came {
            bytes: bytes as u64,
            is_whole: bytes == self.bytes.len(),
        }
    }
}

/// A connection that nobody uses any more may end long after the device began anew.
#[tokio::test]
async fn what_a_stalled_connection_leaves_takes_nothing_from_the_next() {
    let world = World::new().await;
    let sending = Sending::new(&world).await;
    let last = sending.bytes.len() - 1;
    let (sender, parts) = connection();
    let stalled = sending.begin(parts);
    let part = Bytes::copy_from_slice(&sending.bytes[..100_000]);
    sender.send(Ok(part)).await.expect("a connection");
    drop(sender.reserve().await.expect("a connection"));
    let came = sending.bring(0, at_once(&sending.bytes[..last])).await;
    assert_eq!(came, sending.came(last));

    drop(sender);
    assert_eq!(stalled.await.expect("ended"), sending.came(100_000));
    let came = sending.bring(last, at_once(&sending.bytes[last..])).await;
    assert_eq!(came, sending.came(last + 1));
}

#[tokio::test]
async fn a_file_that_two_connections_finish_is_whole_for_both() {
    let world = World::new().await;
    let sending = Sending::new(&world).await;
    let length = sending.bytes.len();
    let (sender, parts) = connection();
    let first = sending.begin(parts);
    sender
        .send(Ok(sending.bytes.clone().into()))
        .await
        .expect("a connection");
    let here = async || sending.hub.attachment_came(&sending.device, &sending.name).await;
    while here().await.expect("known").bytes < length as u64 {
        task::yield_now().await;
    }
    let came = sending.bring(length, stream::empty()).await;
    assert_eq!(came, sending.came(length));
    drop(sender);
    assert_eq!(first.await.expect("ended"), sending.came(length));
}
