//! Who beyond its office and headquarters' desk may read a record, and what they are told when something is decided on it.
//!
//! They never get what is confidential: the hub takes it out of the versions that it hands on.

use std::collections::BTreeSet;

use satchel_shared::{
    exchange::{LedgerEntry, Update},
    ledger::{Decision, Status, Subject},
    limits::VERSION_BYTES,
    schema::Kind,
    version::Version,
    wire,
};
use serde_bytes::ByteBuf;

use super::{files_of, show};
use crate::{
    feed::{self, Audience},
    roster,
    store::{Device, KnownRecord, StoreError, Transaction},
};

/// Those who might read a record before a decision, and those who may after it.
pub(super) struct Readers {
    pub(super) before: BTreeSet<Audience>,
    pub(super) after: BTreeSet<Audience>,
}

/// Who may read a record as it stands.
pub(in crate::exchange) async fn of(
    transaction: &mut (dyn Transaction + '_),
    record: &KnownRecord,
) -> Result<BTreeSet<Audience>, StoreError> {
    let assists = record.standing.referred_to.map(Audience::Office);
    let guests = record
        .standing
        .guests
        .iter()
        .map(|guest| Audience::Office(guest.office));
    let mut readers: BTreeSet<Audience> = assists.into_iter().chain(guests).collect();
    let Subject::Record(kind) = record.subject else {
        return Ok(readers);
    };
    // Whoever keeps the books sees what money is set aside for, and what it was spent on.
    if record.standing.status.is_fundable(kind) || record.standing.status == Status::Completed {
        readers.insert(Audience::Fund);
    }
    let Some(shared) = record.standing.shared else {
        return Ok(readers);
    };
    match kind {
        Kind::Practice => drop(readers.insert(Audience::Everyone)),
        Kind::Activity | Kind::Observation => {
            let version = kept(transaction, record, record.standing.number_of(shared)).await?;
            let state = version.line("state").parse().ok();
            readers.extend(state.map(Audience::State));
        }
        Kind::Request | Kind::Discussion | Kind::Assessment => {}
    }
    Ok(readers)
}

impl Readers {
    /// Tells a decision to the desk and to the office whose record it is (its origin too, which learns the number and the time), and
    /// to those who assist, pay, or are invited: of an invitation, only to whom it is sent. Who begins to read the record gets the version that he may read, and so does who goes on when there is a
    /// new one; who may read it no longer has to let go of all.
    pub(super) async fn tell(
        self,
        transaction: &mut (dyn Transaction + '_),
        record: &KnownRecord,
        signer: &Device,
        what: &Decision,
        mut entry: LedgerEntry,
    ) -> Result<(), StoreError> {
        let inside = [Audience::Desk, Audience::Office(record.office)];
        roster::acquaint(transaction, signer.holder, &inside).await?;
        feed::append(transaction, &Update::Decision(entry.clone()), inside).await?;
        let ends: Vec<Audience> = self.before.difference(&self.after).copied().collect();
        if !ends.is_empty() {
            feed::take_back(transaction, record.id, &ends).await?;
        }
        if matches!(what, Decision::Shared { .. }) || !ends.is_empty() {
            let until = record.standing.shared.and(record.standing.shared_until);
            transaction.set_share_end(record.id, until).await?;
        }
        let is_new = matches!(what, Decision::Submitted { .. } | Decision::Shared { .. });
        // Those who assist, pay or are invited follow every decision; to others only what is shared is told.
        let follows = |reader: &&Audience| {
            if let Some(office) = what.between() {
                return **reader == Audience::Office(office);
            }
            let helps = matches!(reader, Audience::Office(_) | Audience::Fund);
            !self.before.contains(reader) || helps || matches!(what, Decision::Shared { .. })
        };
        let (reading, following): (Vec<Audience>, Vec<Audience>) = self
            .after
            .iter()
            .filter(follows)
            .partition(|reader| is_new || !self.before.contains(reader));
        entry.decision.version = None;
        if !following.is_empty() {
            roster::acquaint(transaction, signer.holder, &following).await?;
            feed::hand_on(transaction, record.id, &Update::Decision(entry.clone()), following).await?;
        }
        if !reading.is_empty() {
            roster::acquaint(transaction, signer.holder, &reading).await?;
            let version = kept(transaction, record, entry.version_number)
                .await?
                .without_confidential();
            for reader in &reading {
                show(transaction, record.office, &files_of(&version), *reader).await?;
            }
            entry.decision.version = Some(ByteBuf::from(wire::compress(&version.to_bytes())));
            entry.without_confidential = true;
            feed::hand_on(transaction, record.id, &Update::Decision(entry), reading).await?;
        }
        Ok(())
    }
}

pub(super) async fn kept(
    transaction: &mut (dyn Transaction + '_),
    record: &KnownRecord,
    number: u32,
) -> Result<Version, StoreError> {
    let kept = transaction.version(record.id, number).await?;
    let kept = kept.ok_or(StoreError::Damaged("version"))?;
    let bytes = wire::expand(&kept.body, VERSION_BYTES, "a version");
    let version = bytes.and_then(|bytes| Version::from_bytes(&bytes));
    version.map_err(|_| StoreError::Damaged("version"))
}
