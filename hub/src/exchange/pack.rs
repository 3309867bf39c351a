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
use crate::{span::Span, store::Device};

/// A pack whose signature holds, as do the hashes of its changes. What these do is for those who have the document.
pub(super) struct ReadPack {
    pub(super) bytes: ByteBuf,
    pub(super) signer: Device,
    pub(super) record: RecordId,
    pub(super) kind: Kind,
    pub(super) office: OfficeId,
    pub(super) base: BTreeSet<ChangeHash>,
    heads: Vec<ChangeHash>,
    /// All that its changes build on, in it and before it.
    foundations: HashSet<ChangeHash>,
    pub(super) spans: Vec<Span>,
}

impl ReadPack {
    pub(super) fn read(bytes: ByteBuf, signers: &BTreeMap<DeviceId, Device>) -> Result<Self, Refusal> {
        let sealed = Sealed::parse(&bytes).map_err(PackError::from)?;
        let signer = refusal::signer(signers, sealed.signer())?.clone();
        let opened = Pack::outline(sealed, &signer.key)?;
        let spans = Span::of(opened.pack.record, &opened.changes)?;
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
    pub(super) fn heads_after(&self, before: &[ChangeHash], new: &[Span]) -> Vec<ChangeHash> {
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
