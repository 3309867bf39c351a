//! What it costs the hub to take what devices send: processor time, of the database too where it has processes of its own.

use std::path::Path;

use anyhow::{Result, ensure};
use satchel_hub::{
    Hub,
    store::database::{Database, DatabaseName},
};
use satchel_shared::{
    document::{Actor, Document, Pen},
    edit::Edit,
    exchange::{
        Cursor, EnrolmentRequest, ExchangeRequest, PROTOCOL, Verdict,
        reply::{Reader, Received},
    },
    ids::{ItemId, OfficeId, RecordId},
    ledger::{OfficeKind, Role},
    pack::Pack,
    schema::Kind,
    seal::{Key, Purpose, Sealed},
    wire,
};
use satchel_tests::Cluster;
use serde_bytes::ByteBuf;
use uuid::Uuid;

use crate::{figure::print, sync::cpu_seconds};

const DEVICES: u8 = 50;
const RECORDS: u128 = 5;
const TYPED: usize = 500;
/// Enough that what the machine does beside is little.
const ROUNDS: u32 = 7;

/// Milliseconds of an exchange; of reading its packs; of taking them into PostgreSQL.
const EXCHANGE: f64 = 3.0;
const READING: f64 = 2.0;
const EXCHANGE_POSTGRES: f64 = 4.5;

pub(crate) fn run() -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let folder = tempfile::tempdir()?;
        let name = |store: &str| format!("{RECORDS} texts of {TYPED} characters, {store}");
        let sqlite = Database::Sqlite(folder.path().join("hub.db"));
        let mut sending = Sending::new(&folder.path().join("sqlite"), &sqlite).await?;
        let (reading, exchange) = sending.measure().await?;
        print(&name("their signatures and hashes"), reading, READING, "ms");
        print(&name("taken into SQLite"), exchange, EXCHANGE, "ms");
        if let Some(cluster) = Cluster::durable() {
            let database = Database::try_from(&DatabaseName::from(cluster.database()))?;
            let mut sending = Sending::new(&folder.path().join("postgres"), &database).await?;
            let (_, exchange) = sending.measure().await?;
            print(&name("taken into PostgreSQL"), exchange, EXCHANGE_POSTGRES, "ms");
        }
        Ok(())
    })
}

/// A hub, and devices whose members type and send.
struct Sending {
    hub: Hub,
    devices: Vec<Device>,
}

struct Device {
    key: Key,
    office: OfficeId,
    counter: u64,
    cursor: Cursor,
    drafts: Vec<(RecordId, Document)>,
}

impl Sending {
    async fn new(data: &Path, database: &Database) -> Result<Self> {
        let hub = Hub::init_with(data, database).await?;
        let mut devices = Vec::new();
        for number in 1..=DEVICES {
            let name = format!("Office {number}");
            let office = hub
                .add_office(&name, OfficeKind::FieldOffice, &["XAN".parse()?])
                .await?;
            let key = Key::from_secret(&[number; 32]);
            let request = EnrolmentRequest {
                protocol: PROTOCOL,
                code: hub.invite(office, Role::Drafter, "A drafter").await?.to_string(),
                key: ByteBuf::from(key.public().to_bytes()),
            };
            hub.enrol(&key.seal(Purpose::Enrolment, wire::to_cbor(&request)))
                .await?;
            let actor = Actor {
                device: key.id(),
                generation: 0,
            };
            let id = |record: u128| RecordId(Uuid::from_u128(u128::from(number) * 1_000 + record));
            let drafts = (0..RECORDS).map(|record| (id(record), Document::new(Kind::Request, actor)));
            let mut device = Device {
                office,
                counter: 0,
                cursor: Cursor::default(),
                drafts: drafts.collect(),
                key,
            };
            // A new device's first exchange is another one.
            let reply = hub.exchange(&device.request(Vec::new())).await?;
            device.receives(&hub, &reply)?;
            devices.push(device);
        }
        Ok(Self { hub, devices })
    }

    /// Milliseconds of processor time of an exchange: of reading its packs alone, and of all. What the processes under this one
    /// take, as PostgreSQL's are, is in it.
    async fn measure(&mut self) -> Result<(f64, f64)> {
        let (mut reading, mut exchanges) = (0.0, 0.0);
        let this = std::process::id();
        for _ in 0..ROUNDS {
            let mut requests = Vec::new();
            for device in &mut self.devices {
                requests.push(device.types()?);
            }
            let before = cpu_seconds(this)?;
            for ((_, packs), device) in requests.iter().zip(&self.devices) {
                for pack in packs {
                    Pack::outline(Sealed::parse(pack)?, &device.key.public())?;
                }
            }
            let read = cpu_seconds(this)?;
            let mut replies = Vec::new();
            for (request, _) in &requests {
                replies.push(self.hub.exchange(request).await?);
            }
            reading += read - before;
            exchanges += cpu_seconds(this)? - read;
            for (device, reply) in self.devices.iter_mut().zip(&replies) {
                device.receives(&self.hub, reply)?;
            }
        }
        let of_one = 1_000.0 / f64::from(u32::from(DEVICES) * ROUNDS);
        Ok((reading * of_one, exchanges * of_one))
    }
}

impl Device {
    /// Types into each of its records; gives the request that sends it, and its packs.
    fn types(&mut self) -> Result<(Vec<u8>, Vec<ByteBuf>)> {
        let mut packs = Vec::new();
        for (record, document) in &mut self.drafts {
            let before = document.heads();
            for at in 0..TYPED {
                let letter = char::from(b'a' + u8::try_from(at % 26)?);
                let edit = Edit::Splice {
                    path: "context".parse()?,
                    at,
                    delete: 0,
                    insert: letter.to_string(),
                };
                let mut new_item = || ItemId(Uuid::nil());
                let at_s = i64::try_from(at)?;
                let mut pen = Pen {
                    at_s,
                    new_item: &mut new_item,
                };
                document.edit(None, &[edit], &mut pen)?;
            }
            let changes = document.changes_by(self.key.id(), &before);
            ensure!(changes.len() >= TYPED, "each letter is a change");
            let pack = Pack::new(document.kind(), *record, self.office, &changes);
            packs.push(ByteBuf::from(pack.seal(&self.key)));
        }
        Ok((self.request(packs.clone()), packs))
    }

    fn request(&mut self, packs: Vec<ByteBuf>) -> Vec<u8> {
        self.counter += 1;
        let request = ExchangeRequest {
            protocol: PROTOCOL,
            counter: self.counter,
            cursor: self.cursor.clone(),
            budget: 1 << 20,
            packs,
            decisions: Vec::new(),
            repair: None,
            attachments: false,
            wait: 0,
            goes_on: None,
        };
        self.key.seal(Purpose::Exchange, wire::to_cbor(&request))
    }

    fn receives(&mut self, hub: &Hub, reply: &[u8]) -> Result<()> {
        for received in Reader::new(hub.public_key(), None).push(reply)? {
            match received {
                Received::Head(head) => {
                    ensure!(
                        head.packs.iter().all(|verdict| *verdict == Verdict::Accepted),
                        "refused"
                    );
                    self.cursor = head.cursor.unwrap_or_else(|| self.cursor.clone());
                }
                Received::Part(part) => self.cursor = part.cursor,
            }
        }
        Ok(())
    }
}
