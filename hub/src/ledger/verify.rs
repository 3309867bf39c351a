//! Replays the ledger: every link, every signature, every version, and the rules: who decided it, in which role, of which office, by
//! a device that was heard, on what stood how. What a decision names in other records, and what the operator did at the hub's own
//! command line, are in no link before it; those the hub checked when it took the decision.
//!
//! A row that was altered, taken out or put in is found; where it was the last that was taken out, by the record that stands as if it
//! were there. What the hub keeps of how records stand, and what it tells devices of the ledger, is compared with what the decisions
//! come to.

mod copies;
mod people;

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use satchel_shared::{
    exchange::{MessageError, SealedDecision},
    ids::{DeviceId, MemberId, OfficeId, RecordId, VersionId},
    ledger::{Actor, Decision, Event, Fund, OfficeDecision, Refusal, Standing, Subject},
    limits::VERSION_BYTES,
    schema::Kind,
    version::Version,
    wire,
};
use serde_bytes::ByteBuf;

use self::{
    copies::{Copies, Told},
    people::People,
};
use super::{START, link_hash};
use crate::store::{Device, KeptVersion, KnownRecord, Link, Store, StoreError};

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
    #[error("its device was revoked before")]
    Revoked,
    #[error("its signature does not hold: {0}")]
    Signature(#[from] MessageError),
    #[error("it is filed under another record or decision than it names")]
    Filing,
    #[error("the rules did not allow it: {0}")]
    Rule(#[from] Refusal),
    #[error("the version that it names is absent or altered")]
    Version,
    #[error("entry {0} of the feed tells devices otherwise of it")]
    Copy(u64),
    #[error("no entry of the feed tells devices of it")]
    Untold,
}

/// Why the ledger was not verified to its end.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("link {number} of the ledger is wrong: {fault}")]
    Broken { number: u64, fault: Fault },
    #[error("{0} stands otherwise than its decisions say")]
    Standing(RecordId),
    #[error("entry {0} of the feed tells of a decision that is not in the ledger, or cannot be read")]
    Entry(u64),
    #[error("the office {0} is kept otherwise than its decisions say")]
    Office(OfficeId),
    #[error("the member {0} is kept otherwise than the decisions say")]
    Member(MemberId),
    #[error("the device {0} is kept otherwise than the decisions say")]
    Device(DeviceId),
}

/// Replays all links from the first; gives their number.
pub(crate) async fn verify(store: &dyn Store) -> Result<u64, VerifyError> {
    let mut replay = Replay {
        number: 0,
        previous: START,
        standings: BTreeMap::new(),
        replaced: BTreeMap::new(),
        people: People::default(),
        copies: Copies::default(),
    };
    loop {
        let links = store.links(replay.number, LINKS).await?;
        if links.is_empty() {
            compare(store, &replay.standings).await?;
            replay.people.compare(store).await?;
            replay.copies.compare(store).await?;
            return Ok(replay.number);
        }
        for link in links {
            let number = replay.number + 1;
            let broken = |fault| VerifyError::Broken { number, fault };
            let signer = store.device(link.signer).await?.ok_or(broken(Fault::Signer))?;
            if !replay.people.hears(&signer) {
                return Err(broken(Fault::Revoked));
            }
            let event = replay.take(&link, &signer).map_err(broken)?;
            let mut kind = None;
            if let Some(version) = replay.new_version(&event) {
                let kept = store.version(event.record, replay.next_version(event.record)).await?;
                kind = kept.and_then(|kept| kind_of(&kept, version));
                kind.ok_or(broken(Fault::Version))?;
            }
            let role = replay.people.role(store, signer.holder).await?;
            let actor = Actor {
                role: role.ok_or(broken(Fault::Signer))?,
                office: signer.office,
            };
            replay.decide(&event, kind, actor, &link).map_err(broken)?;
            replay.replace_key(&event, &signer).map_err(broken)?;
            replay.people.take(&event, store).await?;
        }
    }
}

/// Whether everything stands at the hub as its decisions say.
async fn compare(store: &dyn Store, replayed: &BTreeMap<RecordId, Replayed>) -> Result<(), VerifyError> {
    let (mut after, mut missing) = (None, replayed.keys().copied().collect::<BTreeSet<_>>());
    loop {
        let records = store.records(after, LINKS).await?;
        let Some(last) = records.last() else { break };
        after = Some(last.id);
        for KnownRecord {
            id,
            subject,
            office,
            standing,
            ..
        } in records
        {
            missing.remove(&id);
            let stands = match (replayed.get(&id), subject) {
                (Some(replayed), _) => {
                    let is_its = replayed.office == office || subject == Subject::Fund;
                    is_its && replayed.subject == subject && replayed.standing == standing
                }
                (None, Subject::Record(_)) => standing == Standing::default(),
                (None, Subject::Office | Subject::Fund) => standing == Standing::open(),
            };
            if !stands {
                return Err(VerifyError::Standing(id));
            }
        }
    }
    missing.pop_first().map_or(Ok(()), |id| Err(VerifyError::Standing(id)))
}

/// The kind of record that a kept version says to be of, where it is the one of this id.
fn kind_of(kept: &KeptVersion, id: VersionId) -> Option<Kind> {
    let bytes = wire::expand(&kept.body, VERSION_BYTES, "a version").ok()?;
    let version = Version::from_bytes(&bytes).ok()?;
    (kept.id == id && VersionId::of(&bytes) == id).then_some(version.kind)
}

/// What something's decisions come to, so far.
struct Replayed {
    subject: Subject,
    /// Whose it is.
    office: OfficeId,
    standing: Standing,
}

struct Replay {
    number: u64,
    previous: [u8; 32],
    /// Of each record that was submitted, and each office on which something was decided.
    standings: BTreeMap<RecordId, Replayed>,
    /// How many keys each device has replaced by now.
    replaced: BTreeMap<DeviceId, usize>,
    people: People,
    copies: Copies,
}

impl Replay {
    /// Takes the next link of the chain; gives the event that it holds.
    fn take(&mut self, link: &Link, signer: &Device) -> Result<Event, Fault> {
        if link.number != self.number + 1 {
            return Err(Fault::Number(link.number));
        }
        if link.previous != self.previous {
            return Err(Fault::Previous);
        }
        if link.hash != link_hash(&link.previous, link.number, link.at, &link.event) {
            return Err(Fault::Hash);
        }
        let sealed = SealedDecision {
            event: ByteBuf::from(link.event.clone()),
            version: None,
        };
        let keys: Vec<_> = signer.former_keys.iter().chain([&signer.key]).collect();
        let replaced = self.replaced.get(&signer.id).copied().unwrap_or_default();
        let event = sealed.open(keys.get(replaced).ok_or(Fault::Signer)?)?;
        if (event.record, event.id) != (link.record, link.event_id) {
            return Err(Fault::Filing);
        }
        self.number = link.number;
        self.previous = link.hash;
        Ok(event)
    }

    /// What follows a device's word that it has another key is signed by that one.
    fn replace_key(&mut self, event: &Event, signer: &Device) -> Result<(), Fault> {
        let Decision::Office(what) = &event.what else {
            return Ok(());
        };
        what.check_signer(signer.id)?;
        if let OfficeDecision::KeyReplaced { key, .. } = what {
            let replaced = self.replaced.entry(signer.id).or_default();
            *replaced += 1;
            let mut keys = signer.former_keys.iter().chain([&signer.key]);
            keys.nth(*replaced)
                .filter(|known| known.to_bytes() == key.0)
                .ok_or(Fault::Signer)?;
        }
        Ok(())
    }

    /// The number that the next submitted version of a record gets.
    fn next_version(&self, record: RecordId) -> u32 {
        let versions = self.standings.get(&record).map_or(0, |it| it.standing.versions.len());
        u32::try_from(versions + 1).unwrap_or(u32::MAX)
    }

    /// The version that came along with an event, and is kept.
    fn new_version(&self, event: &Event) -> Option<VersionId> {
        match self.standings.get(&event.record) {
            Some(it) => it.standing.new_version(&event.what),
            None => event.what.version(),
        }
    }

    /// Asks the rules; `kind` is told by the version of a submission.
    fn decide(&mut self, event: &Event, kind: Option<Kind>, actor: Actor, link: &Link) -> Result<(), Fault> {
        if let Decision::Fund(what) = &event.what
            && let Some(target) = what.target()
        {
            let known = self.standings.get(&target);
            let is_fundable = |it: &Replayed| {
                let kind = it.subject.kind();
                kind.is_some_and(|kind| it.standing.status.is_fundable(kind))
            };
            known.filter(|known| is_fundable(known)).ok_or(Refusal::NotFundable)?;
        }
        let known = self.standings.entry(event.record);
        let it = match (known, kind) {
            (Entry::Occupied(known), _) => known.into_mut(),
            (Entry::Vacant(new), Some(kind)) => new.insert(Replayed {
                subject: kind.into(),
                office: event.office,
                standing: Standing::default(),
            }),
            (Entry::Vacant(new), None) => new.insert(beginning(event)?),
        };
        if kind.is_some_and(|kind| it.subject != kind.into()) {
            return Err(Fault::Version);
        }
        let office = if it.subject == Subject::Fund {
            actor.office
        } else {
            it.office
        };
        if event.office != office {
            return Err(Refusal::NotYourOffice.into());
        }
        it.standing.check(actor, it.subject, office, &event.what, link.at)?;
        it.standing.check_basis(event.what.name(), event.after)?;
        it.standing.apply(it.subject, event.id, &event.what);
        let told = Told {
            number: link.number,
            at: link.at,
            record: event.record,
            office: it.office,
            status: it.standing.status,
            version_number: it.standing.version_number(&event.what),
        };
        self.copies.expect(&link.event, told);
        Ok(())
    }
}

/// How an office, or a fund, stood before the first decision on it: one that no decision added was there.
fn beginning(event: &Event) -> Result<Replayed, Fault> {
    if let Decision::Office(what) = &event.what {
        let is_new = matches!(what, OfficeDecision::Added { .. });
        return Ok(Replayed {
            subject: Subject::Office,
            office: OfficeId(event.record.0),
            standing: if is_new { Standing::default() } else { Standing::open() },
        });
    }
    if !matches!(event.what, Decision::Fund(_)) {
        return Err(Refusal::NotSubmitted.into());
    }
    Fund::of(event.record).ok_or(Refusal::NoSuchFund)?;
    Ok(Replayed {
        subject: Subject::Fund,
        office: event.office,
        standing: Standing::open(),
    })
}
