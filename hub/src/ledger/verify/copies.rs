//! What devices are told of the ledger: a copy of each decision, with its place, its time and what came of it, in entries of the feed.
//! They have to say what the ledger says.

use std::collections::HashMap;

use satchel_shared::{
    exchange::{LedgerEntry, Update},
    ids::{OfficeId, RecordId},
    ledger::Status,
    limits::{EXCHANGE_BYTES, VERSION_BYTES},
    version::Version,
    wire,
};

use super::{Fault, VerifyError};
use crate::store::{Store, StoreError};

/// Entries of the feed that are read at once.
const ENTRIES: u32 = 256;

/// What is to be told of a link.
pub(super) struct Told {
    pub(super) number: u64,
    pub(super) at: i64,
    pub(super) record: RecordId,
    pub(super) office: OfficeId,
    pub(super) status: Status,
    pub(super) version_number: u32,
}

/// The links whose copies are looked for, by the hash of what was signed.
#[derive(Default)]
pub(super) struct Copies(HashMap<blake3::Hash, Told>);

impl Copies {
    pub(super) fn expect(&mut self, event: &[u8], told: Told) {
        self.0.insert(blake3::hash(event), told);
    }

    /// Whether every copy says what its link says, and each link has one.
    pub(super) async fn compare(&self, store: &dyn Store) -> Result<(), VerifyError> {
        let offices = store.offices().await?;
        let names: HashMap<OfficeId, String> = offices.into_iter().map(|it| (it.id, it.name)).collect();
        let mut untold: HashMap<blake3::Hash, u64> = self.0.iter().map(|(hash, it)| (*hash, it.number)).collect();
        let mut after = 0;
        loop {
            let entries = store.feed(after, ENTRIES).await?;
            if entries.is_empty() {
                break;
            }
            for (position, body) in entries {
                after = position;
                let update = wire::from_cbor(&body, EXCHANGE_BYTES, "an entry");
                let update = update.map_err(|_| VerifyError::Entry(position))?;
                let Update::Decision(entry) = update else { continue };
                let hash = blake3::hash(&entry.decision.event);
                let Some(told) = self.0.get(&hash) else {
                    if self.is_newer(store, &entry).await? {
                        continue;
                    }
                    return Err(VerifyError::Entry(position));
                };
                let name = names.get(&told.office);
                if !(told.is_said_by(&entry, name) && is_version_kept(store, told, &entry).await?) {
                    let (number, fault) = (told.number, Fault::Copy(position));
                    return Err(VerifyError::Broken { number, fault });
                }
                untold.remove(&hash);
            }
        }
        match untold.into_values().min() {
            Some(number) => {
                let fault = Fault::Untold;
                Err(VerifyError::Broken { number, fault })
            }
            None => Ok(()),
        }
    }

    /// Whether it was taken since the ledger was read.
    async fn is_newer(&self, store: &dyn Store, entry: &LedgerEntry) -> Result<bool, StoreError> {
        let read = u64::try_from(self.0.len()).unwrap_or(u64::MAX);
        let Some(before) = entry.number.checked_sub(1).filter(|before| *before >= read) else {
            return Ok(false);
        };
        let links = store.links(before, 1).await?;
        Ok(links.iter().any(|link| link.event == *entry.decision.event))
    }
}

impl Told {
    fn is_said_by(&self, entry: &LedgerEntry, office: Option<&String>) -> bool {
        let LedgerEntry {
            number,
            at,
            version_number,
            status,
            office_name,
            ..
        } = entry;
        (number, at, version_number) == (&self.number, &self.at, &self.version_number)
            && status.is_none_or(|status| status == self.status)
            && office == Some(office_name)
    }
}

/// Whether the version that comes along, where one does, is the one that is kept, or what is left of that without what is
/// confidential.
async fn is_version_kept(store: &dyn Store, told: &Told, entry: &LedgerEntry) -> Result<bool, StoreError> {
    let Some(compressed) = &entry.decision.version else {
        return Ok(true);
    };
    let Some(kept) = store.version(told.record, told.version_number).await? else {
        return Ok(false);
    };
    let expand = |bytes: &[u8]| wire::expand(bytes, VERSION_BYTES, "a version").ok();
    let kept = expand(&kept.body);
    let wanted = if entry.without_confidential {
        let version = kept.and_then(|bytes| Version::from_bytes(&bytes).ok());
        version.map(|version| version.without_confidential().to_bytes())
    } else {
        kept
    };
    Ok(wanted.is_some() && wanted == expand(compressed))
}
