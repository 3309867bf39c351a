//! A hub, its offices, and devices that know no more of it than real ones do.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use automerge::{AutoCommit, ScalarValue, transaction::Transactable};
use reqwest::StatusCode;
use satchel_hub::{
    Hub,
    store::database::{Database, DatabaseName},
    surroundings::Surroundings,
};
use satchel_shared::{
    attachment::ATTACHMENTS,
    digest::{Buckets, Digest, DigestBytes},
    document::{Actor, Document, Pen},
    edit::{Edit, Scalar},
    exchange::{
        Cursor, EnrolmentReply, EnrolmentRequest, ErrorReply, ExchangeRequest, LedgerEntry, PROTOCOL, Repair,
        SealedDecision, Snapshot, Update, Verdict, open_message,
        reply::{Known, Reader, Received, Unfinished},
    },
    ids::{EventId, ItemId, OfficeId, RecordId, VersionId},
    ledger::{Decision, Event, OfficeKind, Role},
    pack::{Hash, Pack},
    path::Path,
    schema::Kind,
    seal::{Key, Purpose, Sealed},
    states::StateCode,
    wire,
};
use satchel_tests::Cluster;
use serde_bytes::ByteBuf;
use sqlx::{Connection, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;
use tokio::net::TcpListener;
use uuid::Uuid;

pub(crate) const PLENTY: u32 = 1 << 20;

/// A clock that stands still until it is moved, and bytes that are the same in every run.
#[derive(Debug, Clone)]
pub(crate) struct Still {
    pub(crate) now_ms: Arc<AtomicI64>,
    drawn: Arc<AtomicU64>,
}

impl Surroundings for Still {
    fn now_ms(&self) -> i64 {
        self.now_ms.load(Ordering::Relaxed)
    }

    fn random(&self, bytes: &mut [u8]) {
        let drawn = self.drawn.fetch_add(1, Ordering::Relaxed);
        blake3::Hasher::new()
            .update(&drawn.to_be_bytes())
            .finalize_xof()
            .fill(bytes);
    }
}

/// Where a hub keeps its things: in SQLite, or, in the program `stories_on_postgres`, in PostgreSQL.
pub(crate) struct Home {
    pub(crate) database: Database,
    /// Runs while a test needs it.
    _cluster: Option<Arc<Cluster>>,
}

impl Home {
    /// A home with no hub in it, for a hub in this folder. Ends the program where there is no PostgreSQL for its stories.
    pub(crate) fn new(data: &std::path::Path) -> Self {
        if !env!("CARGO_CRATE_NAME").ends_with("postgres") {
            return Self {
                database: Database::Sqlite(data.join("hub.db")),
                _cluster: None,
            };
        }
        let Some(cluster) = Cluster::shared() else {
            std::process::exit(0)
        };
        let name = DatabaseName::from(cluster.database());
        Self {
            database: Database::try_from(&name).expect("a database"),
            _cluster: Some(cluster),
        }
    }
}

pub(crate) struct World {
    pub(crate) home: Home,
    pub(crate) folder: TempDir,
    pub(crate) hub: Hub,
    pub(crate) surroundings: Still,
    pub(crate) link: Link,
}

/// The way to a hub.
#[derive(Clone)]
pub(crate) struct Link {
    pub(crate) address: String,
    client: reqwest::Client,
}

pub(crate) type Refused = (StatusCode, ErrorReply);

impl Link {
    /// Sends a body; gives the answer's.
    pub(crate) async fn post(&self, path: &str, body: Vec<u8>) -> Result<Vec<u8>, Refused> {
        let url = format!("{}{path}", self.address);
        let reply = self.client.post(url).body(body).send().await.expect("an answer");
        let status = reply.status();
        let bytes = reply.bytes().await.expect("a body").to_vec();
        if status == StatusCode::OK {
            return Ok(bytes);
        }
        Err((
            status,
            wire::from_cbor(&bytes, 10_000, "an error").expect("an error reply"),
        ))
    }

    pub(crate) async fn get(&self, path: &str) -> StatusCode {
        self.client
            .get(format!("{}{path}", self.address))
            .send()
            .await
            .expect("an answer")
            .status()
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("hub");
        let home = Home::new(&data);
        Hub::init_with(&data, &home.database).await.expect("made");
        let surroundings = Still {
            now_ms: Arc::new(AtomicI64::new(1_800_000_000_000)),
            drawn: Arc::default(),
        };
        let hub = Hub::open_in(&data, &home.database, surroundings.clone())
            .await
            .expect("opened");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let server = hub.clone();
        tokio::spawn(async move { server.serve(listener, std::future::pending()).await });
        let link = Link {
            address,
            client: reqwest::Client::new(),
        };
        Self {
            folder,
            home,
            hub,
            surroundings,
            link,
        }
    }

    /// Runs a statement on the store's tables as somebody would who should not; gives how many rows it changed.
    pub(crate) async fn tamper(&self, statement: &'static str) -> u64 {
        match &self.home.database {
            Database::Sqlite(path) => {
                let options = SqliteConnectOptions::new().filename(path);
                let mut store = SqliteConnection::connect_with(&options).await.expect("opened");
                let done = sqlx::query(statement).execute(&mut store).await.expect("tampered");
                done.rows_affected()
            }
            Database::Postgres(options) => {
                let mut store = PgConnection::connect_with(options).await.expect("opened");
                // As SQLite has it.
                sqlx::query(
                    "CREATE FUNCTION zeroblob(length INTEGER) RETURNS BYTEA LANGUAGE SQL
                     AS $$ SELECT decode(repeat('00', length), 'hex') $$",
                )
                .execute(&mut store)
                .await
                .expect("made");
                let done = sqlx::query(statement).execute(&mut store).await.expect("tampered");
                done.rows_affected()
            }
        }
    }

    pub(crate) async fn office(&self, kind: OfficeKind, states: &[&str]) -> OfficeId {
        let states: Vec<StateCode> = states.iter().map(|code| code.parse().expect("a State")).collect();
        self.hub
            .add_office(&format!("{kind} {states:?}"), kind, &states)
            .await
            .expect("added")
    }

    pub(crate) async fn field_office(&self) -> OfficeId {
        self.office(OfficeKind::FieldOffice, &["IDN"]).await
    }

    pub(crate) async fn headquarters(&self) -> OfficeId {
        self.office(OfficeKind::Headquarters, &[]).await
    }

    /// A new device, enrolled over the wire.
    pub(crate) async fn device(&self, office: OfficeId, role: Role) -> Device {
        let code = self
            .hub
            .invite(office, role, "A member")
            .await
            .expect("invited")
            .to_string();
        let key = self.new_key();
        self.enrol(&code, &key).await.expect("enrolled");
        Device {
            key,
            office,
            link: self.link.clone(),
            hub: self.hub.clone(),
            counter: 0,
            cursor: Cursor::default(),
            coming: Vec::new(),
        }
    }

    pub(crate) async fn drafter(&self, office: OfficeId) -> Device {
        self.device(office, Role::Drafter).await
    }

    pub(crate) async fn desk(&self) -> Device {
        let headquarters = self.headquarters().await;
        self.device(headquarters, Role::Desk).await
    }

    pub(crate) fn new_key(&self) -> Key {
        let mut secret = [0; 32];
        self.surroundings.random(&mut secret);
        Key::from_secret(&secret)
    }

    pub(crate) async fn enrol(&self, code: &str, key: &Key) -> Result<EnrolmentReply, Refused> {
        let reply = self.link.post("/v1/enrol", enrolment(code, key)).await?;
        let sealed = Sealed::parse(&reply).expect("sealed");
        Ok(open_message(sealed, &self.hub.public_key(), Purpose::EnrolmentReply, "a reply").expect("the hub's"))
    }
}

pub(crate) fn enrolment(code: &str, key: &Key) -> Vec<u8> {
    let key_bytes = ByteBuf::from(key.public().to_bytes());
    let request = EnrolmentRequest {
        protocol: PROTOCOL,
        code: code.to_owned(),
        key: key_bytes,
    };
    key.seal(Purpose::Enrolment, wire::to_cbor(&request))
}

/// A whole reply.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) packs: Vec<Verdict>,
    pub(crate) decisions: Vec<Verdict>,
    pub(crate) updates: Vec<Update>,
    pub(crate) more: bool,
    pub(crate) token: Option<ByteBuf>,
    pub(crate) at: i64,
    pub(crate) digest: Option<DigestBytes>,
    pub(crate) known: Vec<Known>,
}

/// An enrolled device: its key, and where it is in the feed.
pub(crate) struct Device {
    pub(crate) key: Key,
    pub(crate) office: OfficeId,
    pub(crate) link: Link,
    hub: Hub,
    pub(crate) counter: u64,
    pub(crate) cursor: Cursor,
    /// Pieces of the update that is on its way.
    pub(crate) coming: Vec<u8>,
}

impl Device {
    /// The next request, with nothing in it.
    pub(crate) fn request(&mut self) -> ExchangeRequest {
        self.counter += 1;
        ExchangeRequest {
            protocol: PROTOCOL,
            counter: self.counter,
            cursor: self.cursor.clone(),
            budget: PLENTY,
            packs: Vec::new(),
            decisions: Vec::new(),
            repair: None,
            attachments: false,
            wait: 0,
            goes_on: None,
        }
    }

    pub(crate) fn seal(&self, request: &ExchangeRequest) -> Vec<u8> {
        self.key.seal(Purpose::Exchange, wire::to_cbor(request))
    }

    pub(crate) async fn try_exchange(&mut self, request: &ExchangeRequest) -> Result<Reply, Refused> {
        let body = self.link.post("/v1/sync", self.seal(request)).await?;
        let mut reader = Reader::new(self.hub.public_key(), None);
        let mut received = reader.push(&body).expect("the hub's").into_iter();
        assert!(reader.is_complete(), "cut short");
        let Some(Received::Head(head)) = received.next() else {
            panic!("no head");
        };
        assert_eq!(head.counter, request.counter, "the answer to another request");
        self.cursor = head.cursor.unwrap_or_else(|| self.cursor.clone());
        let mut updates = Vec::new();
        for part in received {
            let Received::Part(part) = part else {
                panic!("a second head");
            };
            for update in part.updates {
                match update {
                    Update::Piece(piece) => {
                        self.coming.truncate(usize::try_from(piece.at).expect("a size"));
                        assert_eq!(self.coming.len() as u64, piece.at, "pieces in order");
                        self.coming.extend_from_slice(&piece.bytes);
                        if piece.is_last {
                            let bytes = std::mem::take(&mut self.coming);
                            updates.push(wire::from_cbor(&bytes, bytes.len(), "an update").expect("an update"));
                        }
                    }
                    whole @ (Update::Pack(_)
                    | Update::Decision(_)
                    | Update::Recommendations(_)
                    | Update::Device(_)
                    | Update::Snapshot(_)) => updates.push(whole),
                }
            }
            self.cursor = part.cursor;
        }
        Ok(Reply {
            packs: head.packs,
            decisions: head.decisions,
            updates,
            more: head.more,
            token: head.token,
            at: head.at,
            digest: head.digest,
            known: head.known,
        })
    }

    /// An exchange whose connection is cut after so many bytes: what came of its reply, how long it was, and what may go on.
    pub(crate) async fn cut_exchange(
        &mut self,
        request: &ExchangeRequest,
        earlier: Option<Unfinished>,
        after: usize,
    ) -> (Vec<Received>, usize, Option<Unfinished>) {
        let body = self.link.post("/v1/sync", self.seal(request)).await.expect("answered");
        let mut reader = Reader::new(self.hub.public_key(), earlier);
        let received = reader.push(&body[..after.min(body.len())]).expect("the hub's");
        for it in &received {
            if let Received::Part(part) = it {
                self.cursor = part.cursor.clone();
            }
        }
        (received, body.len(), reader.unfinished())
    }

    pub(crate) async fn exchange(&mut self, request: &ExchangeRequest) -> Reply {
        self.try_exchange(request).await.expect("answered")
    }

    /// An exchange that sends nothing.
    pub(crate) async fn receive(&mut self) -> Reply {
        let request = self.request();
        self.exchange(&request).await
    }

    /// How many records of the office have heads at the hub, once its digest is seen to be of these heads.
    pub(crate) async fn check_digest(&mut self) -> usize {
        let request = ExchangeRequest {
            repair: Some(Repair::Buckets(ByteBuf::from(Buckets::default().bytes()))),
            ..self.request()
        };
        let reply = self.exchange(&request).await;
        let mut digest = Digest::default();
        for Known { record, heads } in &reply.known {
            let heads: Vec<_> = heads.iter().map(|Hash(hash)| *hash).collect();
            digest.toggle(*record, &heads);
        }
        assert_eq!(reply.digest, Some(DigestBytes::new(digest.0)));
        reply.known.len()
    }

    pub(crate) async fn send_packs(&mut self, packs: &[Vec<u8>]) -> Vec<Verdict> {
        let packs = packs.iter().cloned().map(ByteBuf::from).collect();
        let request = ExchangeRequest {
            packs,
            ..self.request()
        };
        self.exchange(&request).await.packs
    }

    pub(crate) async fn send_decision(&mut self, decision: &SealedDecision) -> Verdict {
        let request = ExchangeRequest {
            decisions: vec![decision.clone()],
            ..self.request()
        };
        self.exchange(&request).await.decisions.remove(0)
    }

    /// The event of a decision, signed.
    pub(crate) fn decide(&self, draft: &Draft, what: Decision, version: Option<&[u8]>) -> SealedDecision {
        let event = Event {
            id: EventId(Uuid::from_u128(draft.event_id())),
            record: draft.record,
            office: draft.office,
            at: 0,
            what,
        };
        SealedDecision::new(&event, version, &self.key)
    }

    /// The submission of a draft as it is.
    pub(crate) fn submission(&self, draft: &mut Draft) -> (SealedDecision, VersionId, Vec<u8>) {
        let bytes = draft.document.freeze(draft.record).to_bytes();
        let id = VersionId::of(&bytes);
        (
            self.decide(draft, Decision::Submitted { version: id }, Some(&bytes)),
            id,
            bytes,
        )
    }
}

/// A request as a device writes it.
pub(crate) struct Draft {
    pub(crate) document: Document,
    pub(crate) record: RecordId,
    pub(crate) office: OfficeId,
    key: Key,
    events: AtomicU64,
}

impl Draft {
    pub(crate) fn new(device: &Device, record: u128) -> Self {
        let document = Document::new(
            Kind::Request,
            Actor {
                device: device.key.id(),
                generation: 0,
            },
        );
        let record = RecordId(Uuid::from_u128(record));
        Self {
            document,
            record,
            office: device.office,
            key: device.key.clone(),
            events: AtomicU64::new(0),
        }
    }

    /// The same draft at a colleague's.
    pub(crate) fn at(&mut self, colleague: &Device) -> Self {
        let mut theirs = Self::new(colleague, self.record.0.as_u128());
        let changes = self.document.changes_by(self.key.id(), &theirs.document.heads());
        theirs.document.apply(&changes).expect("applied");
        theirs
    }

    fn event_id(&self) -> u128 {
        let count = self.events.fetch_add(1, Ordering::Relaxed);
        (self.record.0.as_u128() << 64)
            | u128::from(u64::from_be_bytes(self.key.id().0[..8].try_into().expect("eight")) ^ count)
    }

    /// Writes a title; gives the pack of the change.
    pub(crate) fn write(&mut self, title: &str) -> Vec<u8> {
        self.pack_of_title(title).seal(&self.key)
    }

    /// Writes bytes into a field that no version of the program has; gives the pack of the change.
    pub(crate) fn write_unknown(&mut self, field: &str, value: Vec<u8>) -> Vec<u8> {
        let before = self.document.heads();
        let actor = Actor {
            device: self.key.id(),
            generation: 0,
        };
        let mut document = AutoCommit::load(&self.document.save()).expect("a document");
        document.set_actor(actor.id());
        document
            .put(automerge::ROOT, field, ScalarValue::Bytes(value))
            .expect("written");
        let changes = document.get_changes(&before);
        self.document.apply(&changes).expect("applied");
        Pack::new(self.document.kind(), self.record, self.office, &changes).seal(&self.key)
    }

    /// Names a file; gives the pack of the change.
    pub(crate) fn attach(&mut self, name: &str, hash: &str, bytes: usize) -> Vec<u8> {
        let fields = [
            ("hash", Scalar::from(hash)),
            ("name", Scalar::from(name)),
            ("bytes", Scalar::Whole(i64::try_from(bytes).expect("a size"))),
        ];
        let add = Edit::Add {
            path: Path::field(ATTACHMENTS),
            id: Some(ItemId(Uuid::from_u128(7))),
            after: None,
            fields: fields.map(|(name, value)| (name.to_owned(), value)).into(),
        };
        self.pack_of(&[add]).seal(&self.key)
    }

    pub(crate) fn pack_of_title(&mut self, title: &str) -> Pack {
        self.pack_of(&[
            Edit::Set {
                path: Path::field("title"),
                value: Scalar::from(title),
            },
            Edit::Set {
                path: Path::field("context"),
                value: Scalar::from(title),
            },
        ])
    }

    fn pack_of(&mut self, edits: &[Edit]) -> Pack {
        let before = self.document.heads();
        let mut new_item = || ItemId(Uuid::nil());
        self.document
            .edit(
                None,
                edits,
                &mut Pen {
                    at_s: 0,
                    new_item: &mut new_item,
                },
            )
            .expect("edited");
        let changes = self.document.changes_by(self.key.id(), &before);
        Pack::new(self.document.kind(), self.record, self.office, &changes)
    }
}

pub(crate) fn code_of(verdict: &Verdict) -> &str {
    match verdict {
        Verdict::Accepted => "accepted",
        Verdict::Refused(refused) => &refused.code,
    }
}

pub(crate) fn packs_of(updates: &[Update]) -> Vec<&[u8]> {
    fn pack(update: &Update) -> Option<&[u8]> {
        match update {
            Update::Pack(bytes) => Some(bytes.as_slice()),
            Update::Decision(_)
            | Update::Recommendations(_)
            | Update::Device(_)
            | Update::Snapshot(_)
            | Update::Piece(_) => None,
        }
    }
    updates.iter().filter_map(pack).collect()
}

pub(crate) fn snapshots_of(updates: &[Update]) -> Vec<&Snapshot> {
    fn snapshot(update: &Update) -> Option<&Snapshot> {
        match update {
            Update::Snapshot(snapshot) => Some(snapshot),
            Update::Pack(_)
            | Update::Decision(_)
            | Update::Recommendations(_)
            | Update::Device(_)
            | Update::Piece(_) => None,
        }
    }
    updates.iter().filter_map(snapshot).collect()
}

pub(crate) fn decisions_of(updates: &[Update]) -> Vec<&LedgerEntry> {
    fn decision(update: &Update) -> Option<&LedgerEntry> {
        match update {
            Update::Decision(entry) => Some(entry),
            Update::Pack(_)
            | Update::Recommendations(_)
            | Update::Device(_)
            | Update::Snapshot(_)
            | Update::Piece(_) => None,
        }
    }
    updates.iter().filter_map(decision).collect()
}

/// The folder of real recommendations, where it is at hand.
#[expect(
    clippy::print_stderr,
    reason = "whoever reads the log should know what was not tried"
)]
pub(crate) fn upr_folder() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR")?).join("../../shared/data/upr");
    if !folder.exists() {
        eprintln!("skipped: no shared/data");
        return None;
    }
    Some(folder)
}
