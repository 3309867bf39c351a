//! A pack, outlined by itself.

use std::collections::{BTreeMap, BTreeSet};

use automerge::ChangeHash;
use satchel_shared::{
    ids::{DeviceId, OfficeId, RecordId},
    pack::{Pack, PackError},
    schema::Kind,
    seal::{Purpose, Sealed},
    wire::WireError,
};
use serde_bytes::ByteBuf;

use super::refusal::{self, Refusal};
use crate::{span::Span, store::Device};

/// A pack whose signature holds, as do the hashes of its changes. What these do is for those who have the document.
pub(super) struct ReadPack {
    pub(super) bytes: ByteBuf,
    pub(super) signer: Device,
    /// Whether its signer has replaced the key that signed it: then it adds nothing.
    pub(super) is_by_former_key: bool,
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
        let is_rescued = signer.is_rescued();
        let former = Some(&sealed).filter(|_| !signer.former_keys.is_empty());
        let former = former.and_then(|sealed| signer.former_key_of(sealed, Purpose::Pack));
        let opened = Pack::outline(sealed, &former.unwrap_or(signer.key))?;
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
            is_by_former_key: former.is_some() && !is_rescued,
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
        let mut heads: BTreeSet<ChangeHash> = before.iter().copied().collect();
        let own = Span::among(&self.spans, before).filter(|hash| !self.heads.contains(*hash));
        for hash in own.chain(&self.base) {
            heads.remove(hash);
        }
        heads.extend(Span::among(new, &self.heads));
        heads.into_iter().collect()
    }
}

fn unreadable(reason: String) -> Refusal {
    let what = "a pack's changes";
    PackError::from(WireError::Unreadable { what, reason }).into()
}
