//! A hub, its offices, and devices that know no more of it than real ones do.

mod device;
mod draft;

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use reqwest::StatusCode;
use satchel_hub::{
    Hub,
    store::database::{Database, DatabaseName},
    surroundings::Surroundings,
};
use satchel_shared::{
    exchange::{
        Cursor, EnrolmentReply, EnrolmentRequest, ErrorReply, LedgerEntry, MemberCard, PROTOCOL, Snapshot, Update,
        Verdict, open_message,
    },
    ids::{MemberId, OfficeId},
    ledger::{OfficeKind, Role},
    seal::{Key, Purpose, Sealed},
    states::StateCode,
    wire,
};
use satchel_tests::Cluster;
use serde_bytes::ByteBuf;
use sqlx::{Connection, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;
use tokio::net::TcpListener;

pub(crate) use self::{device::Device, draft::Draft};

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

    /// The same hub, as another process has it.
    pub(crate) async fn another_process(&self) -> Hub {
        let data = self.folder.path().join("hub");
        Hub::open_in(&data, &self.home.database, self.surroundings.clone())
            .await
            .expect("opened")
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
                    "CREATE OR REPLACE FUNCTION zeroblob(length INTEGER) RETURNS BYTEA LANGUAGE SQL
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

    /// The store's own tables, where it is SQLite's, without the bonds between them.
    pub(crate) async fn sqlite(&self) -> Option<SqliteConnection> {
        let Database::Sqlite(path) = &self.home.database else {
            return None;
        };
        let options = SqliteConnectOptions::new().filename(path).foreign_keys(false);
        Some(SqliteConnection::connect_with(&options).await.expect("opened"))
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

    pub(crate) async fn lead(&self, office: OfficeId) -> Device {
        self.device(office, Role::Lead).await
    }

    pub(crate) async fn desk(&self) -> Device {
        let headquarters = self.headquarters().await;
        self.device(headquarters, Role::Desk).await
    }

    /// Somebody who administers.
    pub(crate) async fn admin(&self) -> Device {
        let headquarters = self.headquarters().await;
        self.device(headquarters, Role::Admin).await
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
            | Update::Member(_)
            | Update::Device(_)
            | Update::Office(_)
            | Update::Removal(_)
            | Update::Snapshot(_)
            | Update::Piece(_) => None,
        }
    }
    updates.iter().filter_map(pack).collect()
}

/// What is told of members, the last of each.
pub(crate) fn members_of(updates: &[Update]) -> BTreeMap<MemberId, &MemberCard> {
    let cards = updates.iter().filter_map(|update| {
        if let Update::Member(card) = update {
            Some((card.id, card))
        } else {
            None
        }
    });
    cards.collect()
}

pub(crate) fn snapshots_of(updates: &[Update]) -> Vec<&Snapshot> {
    fn snapshot(update: &Update) -> Option<&Snapshot> {
        match update {
            Update::Snapshot(snapshot) => Some(snapshot),
            Update::Pack(_)
            | Update::Decision(_)
            | Update::Recommendations(_)
            | Update::Member(_)
            | Update::Device(_)
            | Update::Office(_)
            | Update::Removal(_)
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
            | Update::Member(_)
            | Update::Device(_)
            | Update::Office(_)
            | Update::Removal(_)
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
