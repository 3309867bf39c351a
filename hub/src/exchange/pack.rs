//! A pack, outlined by itself.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use automerge::ChangeHash;
use satchel_shared::{
    ids::{DeviceId, OfficeId, RecordId},
    pack::{Pack, PackError},
    schema::Kind,
    seal::Sealed,
    wire::WireError,
};
use serde_bytes::ByteBuf;

use super::refusal::{self, Refusal};
use crate::{
    span::{Mark, Span},
    store::Device,
};

/// A pack whose signature holds, as do the hashes of its changes. What these do is for those who have the document.
pub(super) struct ReadPack {
    pub(super) bytes: ByteBuf,
    pub(super) signer: Device,
    pub(super) record: RecordId,
    pub(super) kind: Kind,
    pub(super) office: OfficeId,
    pub(super) base: BTreeSet<ChangeHash>,
    heads: BTreeSet<ChangeHash>,
    pub(super) spans: Vec<Span>,
}

impl ReadPack {
    pub(super) fn read(bytes: ByteBuf, signers: &BTreeMap<DeviceId, Device>) -> Result<Self, Refusal> {
        let sealed = Sealed::parse(&bytes).map_err(PackError::from)?;
        let signer = refusal::signer(signers, sealed.signer())?.clone();
        let opened = Pack::outline(sealed, &signer.key)?;
        let record = opened.pack.record;
        let spans: Vec<Span> = opened.runs.into_iter().map(|run| Span::new(record, run)).collect();
        if let Some(span) = spans.iter().find(|span| i64::try_from(span.last()).is_err()) {
            return Err(unreadable(format!("the sequence number {}", span.last())));
        }
        let Pack {
            kind,
            office,
            base,
            heads,
            ..
        } = opened.pack;
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
            spans,
        })
    }

    /// A record's heads once these changes of the pack are taken.
    pub(super) fn heads_after(&self, before: &[ChangeHash], new: &[Span]) -> Vec<ChangeHash> {
        let marks = |spans: &[Span]| -> HashSet<Mark> { spans.iter().flat_map(|span| &span.marks).copied().collect() };
        let (own, new) = (marks(&self.spans), marks(new));
        let is_head = |hash: &ChangeHash| self.heads.contains(hash);
        let is_built_on = |hash: &ChangeHash| self.base.contains(hash) || own.contains(&hash.into()) && !is_head(hash);
        let before = before.iter().filter(|hash| !is_built_on(hash));
        let after = self.heads.iter().filter(|hash| new.contains(&(*hash).into()));
        let heads: BTreeSet<ChangeHash> = before.chain(after).copied().collect();
        heads.into_iter().collect()
    }
}

fn unreadable(reason: String) -> Refusal {
    let what = "a pack's changes";
    PackError::from(WireError::Unreadable { what, reason }).into()
}
