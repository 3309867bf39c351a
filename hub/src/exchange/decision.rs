//! A decision: read by itself, then judged by the rules as its record stands, and given its place in the ledger.

use std::collections::BTreeMap;

use satchel_shared::{
    attachment::{ATTACHMENTS, Attachment},
    exchange::{LedgerEntry, MessageError, SealedDecision, Update},
    ids::{DeviceId, VersionId},
    ledger::{Actor, Decision, Event, Refusal as Rule, Standing},
    schema::Kind,
    version::Version,
};
use serde_bytes::ByteBuf;
use serde_json::Value;

use super::refusal::{self, Halt, Refusal};
use crate::{
    feed::{self, Audience},
    ledger,
    store::{Asked, ContentHash, Device, KeptVersion, KnownRecord, StoreError, Transaction, Writing},
};

/// A decision whose signature holds, and whose version, where it brings one, is what it says.
pub(super) struct ReadDecision {
    sealed: SealedDecision,
    event: Event,
    signer: Device,
    version: Option<ReadVersion>,
}

struct ReadVersion {
    id: VersionId,
    kind: Kind,
    /// Compressed, as it came.
    body: ByteBuf,
    /// The files that it names.
    files: Vec<ContentHash>,
}

impl ReadDecision {
    pub(super) fn read(mut sealed: SealedDecision, signers: &BTreeMap<DeviceId, Device>) -> Result<Self, Refusal> {
        let id = sealed.signer().map_err(MessageError::from)?;
        let signer = refusal::signer(signers, id)?.clone();
        let event = sealed.open(&signer.key)?;
        let version = match event.what {
            Decision::Submitted { version } => Some(read_version(&sealed, &event, version)?),
            Decision::Acknowledged { .. } => {
                // Whatever came along is not signed for.
                sealed.version = None;
                None
            }
        };
        Ok(Self {
            sealed,
            event,
            signer,
            version,
        })
    }
}

fn read_version(sealed: &SealedDecision, event: &Event, id: VersionId) -> Result<ReadVersion, Refusal> {
    let body = sealed.version.clone().ok_or(Refusal::VersionMissing)?;
    let bytes = match sealed.version_bytes(id) {
        Ok(bytes) => bytes.ok_or(Refusal::VersionMissing)?,
        Err(MessageError::Wire(error)) => return Err(Refusal::VersionUnreadable(error)),
        Err(error @ MessageError::Seal(_)) => return Err(error.into()),
    };
    let version = Version::from_bytes(&bytes).map_err(Refusal::VersionUnreadable)?;
    if version.record != event.record {
        return Err(Refusal::VersionOfAnotherRecord(version.record));
    }
    let named = version.content.get(ATTACHMENTS).unwrap_or(&Value::Null);
    let files = Attachment::all(named).filter_map(|file| blake3::Hash::from_hex(file.hash).ok());
    Ok(ReadVersion {
        id,
        kind: version.kind,
        body,
        files: files.map(|hash| *hash.as_bytes()).collect(),
    })
}

/// Takes a decision, or says why not. Everything is checked before anything is written.
pub(super) async fn take(
    transaction: &mut (dyn Transaction + '_),
    decision: ReadDecision,
    at: i64,
) -> Result<(), Halt> {
    let ReadDecision {
        sealed,
        event,
        signer,
        version,
    } = decision;
    if let Some(link) = transaction.link_of(event.id).await? {
        // The same one again: its first reply was lost.
        return if link.event == *sealed.event {
            Ok(())
        } else {
            Err(Refusal::DecisionIdReused.into())
        };
    }
    let signed = blake3::hash(&sealed.event).into();
    if let Some(refused) = transaction.refused_decision(&signed).await? {
        return Err(Refusal::Before(refused).into());
    }
    let known = transaction.find(&Asked::records([event.record])).await?.records.pop();
    let mut record = match judge(known, &event, &signer, version.as_ref()) {
        Ok(record) => record,
        Err(refusal) => {
            transaction.note_refused_decision(&signed, &refusal.told()).await?;
            return Err(refusal.into());
        }
    };
    record.standing.apply(&event.what);
    let version_number = version_number(&record.standing, &event.what);
    let office = transaction
        .office(record.office)
        .await?
        .ok_or(StoreError::Damaged("office"))?;
    transaction.put(Writing::records(std::slice::from_ref(&record))).await?;
    if let Some(ReadVersion { id, body, files, .. }) = version {
        let kept = KeptVersion {
            record: record.id,
            number: version_number,
            id,
            body: body.into_vec(),
        };
        transaction.add_version(&kept).await?;
        for file in files {
            transaction
                .show_attachment(record.office, &file, Audience::Desk)
                .await?;
        }
    }
    let filing = (event.record, event.id, signer.id);
    let link = ledger::append(transaction, at, filing, sealed.event.clone().into_vec()).await?;
    let entry = LedgerEntry {
        number: link.number,
        at: link.at,
        version_number,
        office_name: office.name,
        decision: sealed,
    };
    // To its origin as well, which learns the number and the time.
    let audiences = [Audience::Desk, Audience::Office(record.office)];
    feed::append(transaction, &Update::Decision(entry), audiences).await?;
    Ok(())
}

/// The record as it stands, once the decision is allowed on it. A version may come before any pack: it stands for itself, and
/// the first office to speak of a record is the one whose record it is.
fn judge(
    known: Option<KnownRecord>,
    event: &Event,
    signer: &Device,
    version: Option<&ReadVersion>,
) -> Result<KnownRecord, Refusal> {
    let actor = Actor {
        role: signer.role,
        office: signer.office,
    };
    let record = match known {
        Some(record) => record,
        None => {
            let standing = Standing::default();
            standing.check(actor, event.office, &event.what)?;
            let kind = version.ok_or(Refusal::VersionMissing)?.kind;
            KnownRecord {
                id: event.record,
                kind,
                office: event.office,
                standing,
                heads: Vec::new(),
            }
        }
    };
    if record.office != event.office {
        return Err(Rule::NotYourOffice.into());
    }
    if version.is_some_and(|version| version.kind != record.kind) {
        return Err(Refusal::KindDiffers(record.kind));
    }
    record.standing.check(actor, record.office, &event.what)?;
    Ok(record)
}

/// Which of the record's versions a decision is about, from 1, once it is applied.
fn version_number(standing: &Standing, what: &Decision) -> u32 {
    let place = match what {
        Decision::Submitted { .. } => Some(standing.versions.len()),
        Decision::Acknowledged { version } => standing
            .versions
            .iter()
            .rposition(|known| known == version)
            .map(|place| place + 1),
    };
    place.and_then(|place| u32::try_from(place).ok()).unwrap_or_default()
}
