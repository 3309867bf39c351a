//! Replays the ledger: every link, every signature, every rule, every version.
//!
//! A row that was altered, taken out or put in is found, unless it was the last that was taken out: nothing after it tells.

use std::collections::BTreeMap;

use satchel_shared::{
    exchange::{MessageError, SealedDecision},
    ids::{RecordId, VersionId},
    ledger::{Actor, Decision, Event, Refusal, Standing},
    limits::VERSION_BYTES,
    wire,
};
use serde_bytes::ByteBuf;

use super::{START, link_hash};
use crate::store::{Device, Link, Store, StoreError};

const LINKS: u32 = 500;

/// What is wrong with a link.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("its number is {0}")]
    Number(u64),
    #[error("it does not follow the link before it")]
    Previous,
    #[error("it is not what was hashed")]
    Hash,
    #[error("no device is enrolled that could have signed it")]
    Signer,
    #[error("its signature does not hold: {0}")]
    Signature(#[from] MessageError),
    #[error("it is filed under another record or decision than it names")]
    Filing,
    #[error("the rules did not allow it: {0}")]
    Rule(#[from] Refusal),
    #[error("the version that it names is absent or altered")]
    Version,
}

/// Why the ledger was not verified to its end.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("link {number} of the ledger is wrong: {fault}")]
    Broken { number: u64, fault: Fault },
}

/// Replays all links from the first; gives their number.
pub(crate) async fn verify(store: &dyn Store) -> Result<u64, VerifyError> {
    let mut replay = Replay {
        number: 0,
        previous: START,
        standings: BTreeMap::new(),
    };
    loop {
        let links = store.links(replay.number, LINKS).await?;
        if links.is_empty() {
            return Ok(replay.number);
        }
        for link in links {
            let number = replay.number + 1;
            let signer = store.device(link.signer).await?;
            let version = replay
                .take(&link, signer.as_ref())
                .map_err(|fault| VerifyError::Broken { number, fault })?;
            if let Some((number_of_version, id)) = version {
                let kept = store.version(link.record, number_of_version).await?;
                let bytes = kept.and_then(|kept| wire::expand(&kept.body, VERSION_BYTES, "a version").ok());
                if bytes.map(|bytes| VersionId::of(&bytes)) != Some(id) {
                    return Err(VerifyError::Broken {
                        number,
                        fault: Fault::Version,
                    });
                }
            }
        }
    }
}

struct Replay {
    number: u64,
    previous: [u8; 32],
    standings: BTreeMap<RecordId, Standing>,
}

impl Replay {
    /// Takes the next link; gives the version that it submits.
    fn take(&mut self, link: &Link, signer: Option<&Device>) -> Result<Option<(u32, VersionId)>, Fault> {
        if link.number != self.number + 1 {
            return Err(Fault::Number(link.number));
        }
        if link.previous != self.previous {
            return Err(Fault::Previous);
        }
        if link.hash != link_hash(&link.previous, link.number, link.at, &link.event) {
            return Err(Fault::Hash);
        }
        let signer = signer.ok_or(Fault::Signer)?;
        let sealed = SealedDecision {
            event: ByteBuf::from(link.event.clone()),
            version: None,
        };
        let event = sealed.open(&signer.key)?;
        if (event.record, event.id) != (link.record, link.event_id) {
            return Err(Fault::Filing);
        }
        self.number = link.number;
        self.previous = link.hash;
        self.decide(&event, signer)
    }

    fn decide(&mut self, event: &Event, signer: &Device) -> Result<Option<(u32, VersionId)>, Fault> {
        let standing = self.standings.entry(event.record).or_default();
        standing.check(
            Actor {
                role: signer.role,
                office: signer.office,
            },
            event.office,
            &event.what,
        )?;
        standing.apply(&event.what);
        Ok(match event.what {
            Decision::Submitted { version } => {
                Some((u32::try_from(standing.versions.len()).unwrap_or(u32::MAX), version))
            }
            Decision::Acknowledged { .. } => None,
        })
    }
}
