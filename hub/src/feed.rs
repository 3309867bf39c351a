//! The feed: what goes to whom.
//!
//! An entry is for one or more audiences; a device's audiences follow from its member's role and its office. Drafts stay in
//! their office because a pack's only audience is that office: there is no other rule to forget.

mod cursor;
pub(crate) mod digest;
mod page;
mod snapshots;

use std::fmt;

use satchel_shared::{
    exchange::Update,
    ids::{OfficeId, RecordId},
    ledger::Role,
    states::StateCode,
    wire,
};

pub(crate) use self::{
    cursor::Standing,
    page::{page, snapshots_page, standing},
};
use crate::store::{Device, NewEntry, Result, Store, Transaction, Writing};

/// Who an entry is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Every device: the cards of those whose decisions may reach any office.
    Everyone,
    /// The members of one office.
    Office(OfficeId),
    /// Headquarters' desk.
    Desk,
    /// Those who administer.
    Admin,
    /// Those who keep the funds' books.
    Fund,
    /// The offices of one State.
    State(StateCode),
}

/// The form in which stores keep an audience.
impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everyone => f.write_str("everyone"),
            Self::Office(office) => write!(f, "office:{office}"),
            Self::Desk => f.write_str("desk"),
            Self::Admin => f.write_str("admin"),
            Self::Fund => f.write_str("fund"),
            Self::State(state) => write!(f, "state:{state}"),
        }
    }
}

impl Audience {
    /// The audiences to which a device belongs.
    #[must_use]
    pub fn of(device: &Device) -> Vec<Self> {
        let mut audiences = vec![Self::Everyone, Self::Office(device.office)];
        match device.role {
            Role::Desk => audiences.push(Self::Desk),
            Role::Admin => audiences.push(Self::Admin),
            Role::Fund => audiences.push(Self::Fund),
            Role::Drafter | Role::Lead | Role::Partner | Role::Mandate => {}
        }
        audiences.extend(device.states.iter().copied().map(Self::State));
        audiences
    }
}

/// An entry of the feed that brings an update to some audiences.
pub(crate) fn entry(update: &Update, audiences: impl IntoIterator<Item = Audience>) -> NewEntry {
    // A pack's signer has what it signed.
    let not_for = match update {
        Update::Pack(bytes) => satchel_shared::seal::Sealed::parse(bytes)
            .ok()
            .map(|sealed| sealed.signer()),
        Update::Decision(_)
        | Update::Recommendations(_)
        | Update::Member(_)
        | Update::Device(_)
        | Update::Office(_)
        | Update::Removal(_)
        | Update::Snapshot(_)
        | Update::Piece(_) => None,
    };
    NewEntry {
        audiences: audiences.into_iter().collect(),
        not_for,
        body: wire::to_cbor(update),
    }
}

/// Begins another run of a hub: with positions beyond the clock. A hub that was brought back from an old copy thereby gives none
/// again that devices have passed, who would never see what stands there now; as long as its clock has not gone back since.
pub(crate) async fn begin(store: &dyn Store, now_ms: i64) -> Result<()> {
    let mut transaction = store.begin().await?;
    let beyond = u64::try_from(now_ms).unwrap_or_default();
    transaction.give_positions_above(beyond).await?;
    transaction.commit().await
}

/// Appends one update for some audiences.
pub(crate) async fn append(
    transaction: &mut (dyn Transaction + '_),
    update: &Update,
    audiences: impl IntoIterator<Item = Audience>,
) -> Result<()> {
    let entry = entry(update, audiences);
    transaction.put(Writing::entries(&[entry])).await?;
    Ok(())
}

/// The same of a decision on a record that is handed on beyond its office and the desk: it is found again by [`take_back`].
pub(crate) async fn hand_on(
    transaction: &mut (dyn Transaction + '_),
    record: RecordId,
    update: &Update,
    audiences: impl IntoIterator<Item = Audience>,
) -> Result<()> {
    let entry = entry(update, audiences);
    for position in transaction.put(Writing::entries(&[entry])).await? {
        transaction.note_handed_on(record, position).await?;
    }
    Ok(())
}

/// Those audiences may read a record no longer: who has not come to it yet never does, and the others let go of it.
pub(crate) async fn take_back(
    transaction: &mut (dyn Transaction + '_),
    record: RecordId,
    audiences: &[Audience],
) -> Result<()> {
    for audience in audiences {
        transaction.take_back(record, *audience).await?;
    }
    append(transaction, &Update::Removal(record), audiences.iter().copied()).await
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// Stores hold these: another form would hide every entry there is.
    #[test]
    fn the_form_in_which_audiences_are_kept_never_alters() {
        let state = "IDN".parse().expect("a State");
        let office = OfficeId(Uuid::from_u128(1));
        let all = [
            Audience::Everyone,
            Audience::Office(office),
            Audience::Desk,
            Audience::Admin,
            Audience::Fund,
            Audience::State(state),
        ];
        insta::assert_snapshot!(all.map(|audience| audience.to_string()).join("\n"), @r"
        everyone
        office:00000000-0000-0000-0000-000000000001
        desk
        admin
        fund
        state:IDN
        ");
    }
}
