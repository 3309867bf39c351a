//! What the hub kept: all that a device calls safe, and each pack after what it builds on, whatever was lost on the way.

use std::{collections::HashSet, path::Path, sync::Arc};

use automerge::ChangeHash;
use satchel_hub::{
    feed::Audience,
    store::{Asked, KnownRecord, Link, Office, Store, sqlite::SqliteStore},
};
use satchel_shared::{
    document,
    exchange::Update,
    ids::{DeviceId, RecordId},
    ledger::Standing,
    limits::{EXCHANGE_BYTES, VERSION_BYTES},
    pack::Pack,
    schema::Kind,
    version::Version,
    window::{RecordView, Safety},
    wire,
};
use tokio::runtime::Runtime;

use crate::template::told;

/// More than a history makes.
const ENTRIES: u32 = 100_000;

/// The hub's store, as another process of the hub would read it.
pub(crate) struct HubStore {
    store: SqliteStore,
    runtime: Arc<Runtime>,
}

impl HubStore {
    pub(crate) fn open(file: &Path, runtime: &Arc<Runtime>) -> Result<Self, String> {
        let store = runtime.block_on(SqliteStore::open(file)).map_err(told)?;
        let runtime = Arc::clone(runtime);
        Ok(Self { store, runtime })
    }

    /// Whoever reads an office's feed from its beginning never has to wait for what a change builds on.
    pub(crate) fn check_feed(&self) -> Result<(), String> {
        self.runtime.block_on(async {
            for office in self.store.offices().await.map_err(told)? {
                in_order(&feed(&self.store, &office).await?)?;
            }
            Ok(())
        })
    }

    /// The ledger, and how a record stands by it.
    pub(crate) fn ledger(&self) -> Result<Vec<Link>, String> {
        self.runtime.block_on(self.store.links(0, ENTRIES)).map_err(told)
    }

    pub(crate) fn standing(&self, record: RecordId) -> Result<Option<Standing>, String> {
        self.runtime.block_on(async {
            let mut transaction = self.store.begin().await.map_err(told)?;
            let found = transaction.find(&Asked::records([record])).await.map_err(told)?;
            Ok(found.records.into_iter().next().map(|known| known.standing))
        })
    }

    /// All records, funds and offices of which something was decided.
    pub(crate) fn records(&self) -> Result<Vec<KnownRecord>, String> {
        self.runtime.block_on(self.store.records(None, ENTRIES)).map_err(told)
    }

    /// A record's version by its number, from 1.
    pub(crate) fn version(&self, record: RecordId, number: usize) -> Result<Version, String> {
        let number = u32::try_from(number).map_err(told)?;
        let kept = self
            .runtime
            .block_on(self.store.version(record, number))
            .map_err(told)?;
        let kept = kept.ok_or_else(|| format!("{record} has no version {number}"))?;
        let bytes = wire::expand(&kept.body, VERSION_BYTES, "a version").map_err(told)?;
        Version::from_bytes(&bytes).map_err(told)
    }

    /// How many packs and decisions that a device signed are here.
    pub(crate) fn signed_by(&self, device: DeviceId) -> Result<usize, String> {
        self.runtime.block_on(async {
            let links = self.store.links(0, ENTRIES).await.map_err(told)?;
            let mut signed = links.iter().filter(|link| link.signer == device).count();
            for office in self.store.offices().await.map_err(told)? {
                let places = self.store.places(&[Audience::Office(office.id)], 0, ENTRIES).await;
                let places = places.map_err(told)?;
                signed += places.iter().filter(|place| place.not_for == Some(device)).count();
            }
            Ok(signed)
        })
    }

    /// What a device calls safe at headquarters is there, with all that was written in it.
    pub(crate) fn check_at_hub<'a>(&self, shown: impl IntoIterator<Item = &'a RecordView>) -> Result<(), String> {
        let safe = shown
            .into_iter()
            .filter(|view| view.row.safety == Safety::AtHeadquarters);
        let heads = safe.flat_map(|view| view.base.0.iter().map(|head| (view.row.id, head.clone())));
        let mut unseen: Vec<(RecordId, String)> = heads.collect();
        if unseen.is_empty() {
            return Ok(());
        }
        self.runtime.block_on(async {
            for office in self.store.offices().await.map_err(told)? {
                let at_hub = self.store.heads(office.id).await.map_err(told)?;
                let at_hub: HashSet<String> = at_hub.iter().flat_map(|(_, heads)| heads).map(told).collect();
                unseen.retain(|(_, head)| !at_hub.contains(head));
                // What is no head any more is under what others wrote since.
                if !unseen.is_empty() {
                    let known = in_order(&feed(&self.store, &office).await?)?;
                    let known: HashSet<String> = known.iter().map(told).collect();
                    unseen.retain(|(_, head)| !known.contains(head));
                }
            }
            match unseen.first() {
                Some((id, _)) => Err(format!("{id} is called safe, and the hub has not all of it")),
                None => Ok(()),
            }
        })
    }
}

async fn feed(store: &SqliteStore, office: &Office) -> Result<Vec<Vec<u8>>, String> {
    let places = store.places(&[Audience::Office(office.id)], 0, ENTRIES).await;
    let positions: Vec<u64> = places.map_err(told)?.iter().map(|place| place.position).collect();
    store.bodies(&positions).await.map_err(told)
}

/// All changes that are handed out; an error where one comes before what it builds on.
fn in_order(bodies: &[Vec<u8>]) -> Result<HashSet<ChangeHash>, String> {
    let skeletons = Kind::ALL.iter().flat_map(|kind| document::skeleton_hashes(*kind));
    let mut known: HashSet<ChangeHash> = skeletons.collect();
    for body in bodies {
        let Update::Pack(bytes) = wire::from_cbor(body, EXCHANGE_BYTES, "an entry").map_err(told)? else {
            continue;
        };
        let (pack, changes) = Pack::reopen(&bytes).map_err(told)?;
        for change in changes {
            if change.deps().iter().any(|hash| !known.contains(hash)) {
                return Err(format!(
                    "the hub hands out a change of {} before one on which it builds",
                    pack.record
                ));
            }
            known.insert(change.hash());
        }
    }
    Ok(known)
}
