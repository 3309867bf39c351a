//! A pack: outlined by itself, then judged by what the hub knows of its record.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::LazyLock,
};

use automerge::ChangeHash;
use satchel_shared::{
    document,
    exchange::Update,
    ids::{DeviceId, OfficeId, RecordId},
    ledger,
    pack::{Pack, PackError},
    schema::Kind,
    seal::Sealed,
    wire::WireError,
};
use serde_bytes::ByteBuf;

use super::refusal::{self, Halt, Refusal};
use crate::{
    feed::{self, Audience, digest},
    span::Span,
    store::{Device, KnownRecord, Transaction},
};

/// The first changes of each kind's records: everyone has them, and they are in no pack.
static SKELETONS: LazyLock<BTreeMap<Kind, Vec<ChangeHash>>> = LazyLock::new(|| {
    Kind::ALL
        .iter()
        .map(|kind| (*kind, document::skeleton_hashes(*kind)))
        .collect()
});

/// A pack whose signature holds, as do the hashes of its changes. What these do is for those who have the document.
pub(super) struct ReadPack {
    bytes: ByteBuf,
    signer: Device,
    record: RecordId,
    kind: Kind,
    office: OfficeId,
    base: BTreeSet<ChangeHash>,
    heads: Vec<ChangeHash>,
    /// All that its changes build on, in it and before it.
    foundations: HashSet<ChangeHash>,
    spans: Vec<Span>,
}

impl ReadPack {
    pub(super) fn read(bytes: ByteBuf, signers: &BTreeMap<DeviceId, Device>) -> Result<Self, Refusal> {
        let sealed = Sealed::parse(&bytes).map_err(PackError::from)?;
        let signer = refusal::signer(signers, sealed.signer())?.clone();
        let opened = Pack::outline(sealed, &signer.key)?;
        let spans = Span::of(&opened.changes)?;
        if let Some(span) = spans.iter().find(|span| i64::try_from(span.last()).is_err()) {
            return Err(unreadable(format!("the sequence number {}", span.last())));
        }
        let Pack {
            record,
            kind,
            office,
            base,
            heads,
            ..
        } = opened.pack;
        let foundations = opened.changes.iter().flat_map(|change| &change.deps).copied().collect();
        let heads = heads.into_iter().map(|hash| hash.0).collect();
        let base = base.into_iter().map(|hash| hash.0).collect();
        Ok(Self {
            bytes,
            signer,
            record,
            kind,
            office,
            base,
            heads,
            foundations,
            spans,
        })
    }

    /// A record's heads once these changes of the pack are taken.
    fn heads_after(&self, before: &[ChangeHash], new: &[Span]) -> Vec<ChangeHash> {
        let ends: BTreeSet<&ChangeHash> = self.heads.iter().collect();
        let new = new.iter().flat_map(|span| &span.hashes);
        let heads: BTreeSet<&ChangeHash> = before.iter().chain(new.filter(|hash| ends.contains(hash))).collect();
        let built_on = |hash: &&ChangeHash| self.foundations.contains(*hash);
        heads.into_iter().filter(|hash| !built_on(hash)).copied().collect()
    }
}

fn unreadable(reason: String) -> Refusal {
    let what = "a pack's changes";
    PackError::from(WireError::Unreadable { what, reason }).into()
}

/// Takes a pack, or says why not. Everything is checked before anything is written.
pub(super) async fn take(transaction: &mut (dyn Transaction + '_), pack: &ReadPack) -> Result<(), Halt> {
    if !pack.signer.role.writes(pack.kind) {
        return Err(ledger::Refusal::RoleMayNot.into());
    }
    if pack.office != pack.signer.office {
        return Err(ledger::Refusal::NotYourOffice.into());
    }
    let known = transaction.record(pack.record).await?;
    if let Some(record) = &known {
        if record.office != pack.office {
            return Err(ledger::Refusal::NotYourOffice.into());
        }
        if record.kind != pack.kind {
            return Err(Refusal::KindDiffers(record.kind).into());
        }
    }
    let new = new_changes(transaction, pack).await?;
    if new.is_empty() {
        return Ok(());
    }
    let mut base = pack.base.clone();
    let skeleton = SKELETONS.get(&pack.kind).into_iter().flatten();
    let heads = known.iter().flat_map(|record| &record.heads);
    for hash in skeleton.chain(heads) {
        base.remove(hash);
    }
    if !base.is_empty() {
        let missing = transaction.missing(pack.record, &base).await?;
        if !missing.is_empty() {
            return Err(Refusal::MissingChanges(missing.len()).into());
        }
    }
    let mut record = known.unwrap_or_else(|| KnownRecord {
        id: pack.record,
        kind: pack.kind,
        office: pack.office,
        standing: ledger::Standing::default(),
        heads: Vec::new(),
    });
    let heads = pack.heads_after(&record.heads, &new);
    digest::follow(transaction, &record, &heads).await?;
    record.heads = heads;
    transaction.put_record(&record).await?;
    transaction.add_spans(pack.record, &new).await?;
    feed::append(
        transaction,
        &Update::Pack(pack.bytes.clone()),
        [Audience::Office(pack.office)],
    )
    .await?;
    Ok(())
}

/// The changes of a pack that the hub does not have.
async fn new_changes(transaction: &mut (dyn Transaction + '_), pack: &ReadPack) -> Result<Vec<Span>, Halt> {
    let mut new = Vec::new();
    for span in &pack.spans {
        let known = transaction.spans(pack.record, span).await?;
        new.extend(span.beyond(&known).map_err(Refusal::from)?);
    }
    Ok(new)
}
