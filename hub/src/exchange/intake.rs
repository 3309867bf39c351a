//! The packs of one exchange, taken together.
//!
//! What the hub knows of their records is read at once. They are judged one after another in memory, each by what those before
//! it added, and a refused one changes nothing. What the others change is written at once: the statements to a database do not
//! follow the number of packs.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::LazyLock,
};

use automerge::{ActorId, ChangeHash};
use satchel_shared::{
    digest::Digest,
    document,
    exchange::{Update, Verdict},
    ids::{OfficeId, RecordId},
    ledger,
    schema::Kind,
};

use super::{
    pack::ReadPack,
    refusal::{Halt, Refusal},
    verdict,
};
use crate::{
    feed::{self, Audience, digest},
    span::{Mark, Span},
    store::{Asked, Found, KnownRecord, NewEntry, StoreError, Transaction, Writing},
};

/// The first changes of each kind's records: everyone has them, and they are in no pack.
static SKELETONS: LazyLock<BTreeMap<Kind, Vec<ChangeHash>>> = LazyLock::new(|| {
    Kind::ALL
        .iter()
        .map(|kind| (*kind, document::skeleton_hashes(*kind)))
        .collect()
});

/// Makes what is made once.
pub(super) fn rehearse() {
    LazyLock::force(&SKELETONS);
}

/// What packs are judged by.
pub(super) fn asked(packs: &[Result<ReadPack, Refusal>]) -> Asked {
    let packs = packs.iter().flatten();
    Asked {
        records: packs.clone().map(|pack| pack.record).collect(),
        digests: packs.clone().map(|pack| pack.office).collect(),
        spans: Span::ranges(packs.flat_map(|pack| &pack.spans)),
    }
}

/// Takes packs by what was found for them, or says of each why not; gives the digests of those offices in which something
/// changed.
pub(super) async fn take(
    transaction: &mut (dyn Transaction + '_),
    found: Found,
    packs: Vec<Result<ReadPack, Refusal>>,
) -> Result<(Vec<Verdict>, BTreeMap<OfficeId, Digest>), StoreError> {
    let mut intake = Intake::new(found);
    let mut verdicts = Vec::with_capacity(packs.len());
    for pack in packs {
        let taken = match pack {
            Ok(pack) => intake.take(transaction, pack).await,
            Err(refusal) => Err(refusal.into()),
        };
        verdicts.push(verdict(taken)?);
    }
    Ok((verdicts, intake.write(transaction).await?))
}

/// What the hub knows of the packs' records, and what they add to it.
#[derive(Default)]
struct Intake {
    records: BTreeMap<RecordId, Known>,
    /// Of the packs' offices, where they have one.
    digests: BTreeMap<OfficeId, Digest>,
    entries: Vec<NewEntry>,
}

/// One record, as it is with the packs that were taken.
#[derive(Default)]
struct Known {
    /// None until a pack of it is taken.
    record: Option<KnownRecord>,
    /// Its heads as they are written.
    heads_before: Vec<ChangeHash>,
    /// Of its changes at least those whose numbers a pack of the exchange has as well: by actor, and by first number.
    spans: BTreeMap<ActorId, BTreeMap<u64, Span>>,
    /// Of all of its changes, once somebody asked.
    marks: Option<HashSet<Mark>>,
    /// What packs added.
    new: Vec<Span>,
}

impl Intake {
    fn new(found: Found) -> Self {
        let mut intake = Self {
            digests: found.digests,
            ..Self::default()
        };
        for record in found.records {
            let known = intake.records.entry(record.id).or_default();
            known.heads_before.clone_from(&record.heads);
            known.record = Some(record);
        }
        for span in found.spans {
            intake.records.entry(span.record).or_default().learn(span);
        }
        intake
    }

    /// Takes a pack, or says why not. Everything is checked before anything is noted.
    async fn take(&mut self, transaction: &mut (dyn Transaction + '_), pack: ReadPack) -> Result<(), Halt> {
        if !pack.signer.role.writes(pack.kind) {
            return Err(ledger::Refusal::RoleMayNot.into());
        }
        if pack.office != pack.signer.office {
            return Err(ledger::Refusal::NotYourOffice.into());
        }
        let known = self.records.entry(pack.record).or_default();
        if let Some(record) = &known.record {
            if record.office != pack.office {
                return Err(ledger::Refusal::NotYourOffice.into());
            }
            if record.subject != pack.kind.into() {
                return Err(Refusal::KindDiffers(record.subject).into());
            }
        }
        let new = known.beyond(&pack.spans)?;
        if new.is_empty() {
            return Ok(());
        }
        if pack.is_by_former_key {
            return Err(Refusal::KeyReplaced(pack.signer.id).into());
        }
        let missing = known.missing(transaction, &pack).await?;
        if missing > 0 {
            return Err(Refusal::MissingChanges(missing).into());
        }
        known.add(&pack, new);
        let audience = Audience::Office(pack.office);
        self.entries.push(feed::entry(&Update::Pack(pack.bytes), [audience]));
        Ok(())
    }

    async fn write(self, transaction: &mut (dyn Transaction + '_)) -> Result<BTreeMap<OfficeId, Digest>, StoreError> {
        if self.entries.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mut offices: BTreeMap<OfficeId, Vec<(RecordId, Vec<ChangeHash>)>> = BTreeMap::new();
        let (mut records, mut spans, mut digests) = (Vec::new(), Vec::new(), Vec::new());
        for (id, known) in self.records {
            let Some(record) = known.record.filter(|_| !known.new.is_empty()) else {
                continue;
            };
            offices.entry(record.office).or_default().push((id, known.heads_before));
            records.push(record);
            spans.extend(known.new);
        }
        let after: BTreeMap<RecordId, &[ChangeHash]> = records
            .iter()
            .map(|record| (record.id, record.heads.as_slice()))
            .collect();
        for (office, before) in &offices {
            let moved = before.iter().map(|(id, before)| {
                let after = after.get(id).copied().unwrap_or_default();
                (*id, before.as_slice(), after)
            });
            let before = self.digests.get(office).copied().unwrap_or_default();
            digests.push((*office, digest::after(before, moved)));
        }
        let writing = Writing {
            records: &records,
            spans: &spans,
            digests: &digests,
            entries: &self.entries,
        };
        transaction.put(writing).await?;
        Ok(digests.into_iter().collect())
    }
}

impl Known {
    fn learn(&mut self, span: Span) {
        let known = self.spans.entry(span.actor.clone()).or_default();
        known.insert(span.first, span);
    }

    /// What of a pack is new.
    fn beyond(&self, spans: &[Span]) -> Result<Vec<Span>, Refusal> {
        let mut new = Vec::new();
        for span in spans {
            let none = BTreeMap::new();
            let known = self.spans.get(&span.actor).unwrap_or(&none);
            let before = known.range(..span.first).next_back();
            let met = before.into_iter().chain(known.range(span.first..=span.last()));
            new.extend(span.beyond(met.map(|(_, known)| known))?);
        }
        Ok(new)
    }

    /// How many of the changes on which a pack builds the hub does not have.
    async fn missing(
        &mut self,
        transaction: &mut (dyn Transaction + '_),
        pack: &ReadPack,
    ) -> Result<usize, StoreError> {
        let mut base: BTreeSet<&ChangeHash> = pack.base.iter().collect();
        let skeleton = SKELETONS.get(&pack.kind).into_iter().flatten();
        let heads = self.record.iter().flat_map(|record| &record.heads);
        for hash in skeleton.chain(heads) {
            base.remove(hash);
        }
        if base.is_empty() {
            return Ok(0);
        }
        let marks = match &mut self.marks {
            Some(marks) => marks,
            none => {
                let mut marks = transaction.marks(pack.record).await?;
                marks.extend(self.new.iter().flat_map(|span| &span.marks));
                none.insert(marks)
            }
        };
        Ok(base.into_iter().filter(|hash| !marks.contains(&(*hash).into())).count())
    }

    fn add(&mut self, pack: &ReadPack, new: Vec<Span>) {
        let record = self.record.get_or_insert_with(|| KnownRecord {
            id: pack.record,
            subject: pack.kind.into(),
            office: pack.office,
            standing: ledger::Standing::default(),
            heads: Vec::new(),
        });
        record.heads = pack.heads_after(&record.heads, &new);
        for span in &new {
            self.learn(span.clone());
            if let Some(marks) = &mut self.marks {
                marks.extend(&span.marks);
            }
        }
        self.new.extend(new);
    }
}
