//! Who is there by the ledger: in which role, heard or not. What the hub keeps of them has to say the same.
//!
//! What the operator did is in no link: offices, members and revocations that no decision speaks of are taken as they are kept.

use std::collections::{BTreeMap, BTreeSet};

use satchel_shared::{
    ids::{DeviceId, MemberId, OfficeId},
    ledger::{Decision, Event, OfficeDecision, OfficeKind, Role},
    states::StateCode,
};

use super::VerifyError;
use crate::store::{Device, Member, Office, Store, StoreError};

/// What the decisions on offices come to, so far.
#[derive(Default)]
pub(super) struct People {
    offices: BTreeMap<OfficeId, (String, OfficeKind, BTreeSet<StateCode>)>,
    /// Of those members whom a decision invited, or gave another role.
    roles: BTreeMap<MemberId, Role>,
    left: BTreeSet<MemberId>,
    /// The devices that were revoked one by one, and those whose rescue was allowed since, with who holds them.
    revoked: BTreeSet<DeviceId>,
    rescued: BTreeMap<DeviceId, MemberId>,
}

impl People {
    pub(super) async fn take(&mut self, event: &Event, store: &dyn Store) -> Result<(), StoreError> {
        let Decision::Office(what) = &event.what else {
            return Ok(());
        };
        match what {
            OfficeDecision::Added { name, kind, states } => {
                let office = (name.clone(), *kind, states.iter().copied().collect());
                self.offices.insert(OfficeId(event.record.0), office);
            }
            OfficeDecision::MemberInvited { member, role, .. } => {
                // Another device of a member is for the role that the member has.
                self.roles.entry(*member).or_insert(*role);
            }
            OfficeDecision::RoleChanged { member, role } => drop(self.roles.insert(*member, *role)),
            OfficeDecision::MemberLeft { member, .. } => {
                self.rescued.retain(|_, holder| holder != member);
                self.left.insert(*member);
            }
            OfficeDecision::DeviceRevoked { device, .. } => {
                self.rescued.remove(device);
                self.revoked.insert(*device);
            }
            OfficeDecision::RescueAllowed { device } => {
                let holder = store.device(*device).await?.map(|device| device.holder);
                self.rescued.extend(holder.map(|holder| (*device, holder)));
            }
            OfficeDecision::KeyReplaced { .. } | OfficeDecision::LevelsSet(_) => {}
        }
        Ok(())
    }

    /// Whether what a device signs is taken now.
    pub(super) fn hears(&self, signer: &Device) -> bool {
        !self.is_revoked(signer) || self.rescued.contains_key(&signer.id)
    }

    fn is_revoked(&self, device: &Device) -> bool {
        self.revoked.contains(&device.id) || self.left.contains(&device.holder)
    }

    /// The role of a member now; none of somebody who is not there.
    pub(super) async fn role(&self, store: &dyn Store, member: MemberId) -> Result<Option<Role>, StoreError> {
        if let Some(role) = self.roles.get(&member) {
            return Ok(Some(*role));
        }
        Ok(store.member(member).await?.map(|member| member.first_role))
    }

    /// Whether the hub keeps them as the ledger says.
    pub(super) async fn compare(&self, store: &dyn Store) -> Result<(), VerifyError> {
        for office in store.offices().await? {
            if !self.is_so(&office) {
                return Err(VerifyError::Office(office.id));
            }
        }
        let mut transaction = store.begin().await?;
        for member in transaction.members().await? {
            let is_so = self.holds_role(&member) && member.left_at.is_some() == self.left.contains(&member.id);
            if !is_so {
                return Err(VerifyError::Member(member.id));
            }
            for device in transaction.devices_of(member.id).await? {
                // That neither is more than the ledger says: the operator may have revoked it since.
                let is_rescued = self.rescued.contains_key(&device.id) || device.rescued_at.is_none();
                if (self.is_revoked(&device) && !device.is_revoked()) || !is_rescued {
                    return Err(VerifyError::Device(device.id));
                }
            }
        }
        Ok(())
    }

    fn is_so(&self, office: &Office) -> bool {
        self.offices.get(&office.id).is_none_or(|(name, kind, states)| {
            (name, kind) == (&office.name, &office.kind) && states.iter().eq(&office.states)
        })
    }

    fn holds_role(&self, member: &Member) -> bool {
        *self.roles.get(&member.id).unwrap_or(&member.first_role) == member.role
    }
}
