//! What the hub kept: a pack comes after all that it builds on, whatever was lost on the way.

use std::collections::HashSet;

use automerge::ChangeHash;
use satchel_hub::{
    feed::Audience,
    store::{Store, sqlite::SqliteStore},
};
use satchel_shared::{document, exchange::Update, limits::EXCHANGE_BYTES, pack::Pack, schema::Kind, wire};

use crate::{history::History, template::told};

/// More than a history makes.
const ENTRIES: u32 = 100_000;

impl History<'_> {
    /// Whoever reads an office's feed from its beginning never has to wait for what a change builds on.
    pub(crate) fn check_feed(&self) -> Result<(), String> {
        let file = self.folder.path().join("hub/hub.db");
        self.runtime.block_on(async {
            let store = SqliteStore::open(&file).await.map_err(told)?;
            for office in store.offices().await.map_err(told)? {
                let places = store.places(&[Audience::Office(office.id)], 0, ENTRIES).await;
                let positions: Vec<u64> = places.map_err(told)?.iter().map(|place| place.position).collect();
                in_order(&store.bodies(&positions).await.map_err(told)?)?;
            }
            Ok(())
        })
    }
}

fn in_order(bodies: &[Vec<u8>]) -> Result<(), String> {
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
    Ok(())
}
