//! Who is there: offices, their members, and the members' devices and invitations.
//!
//! Whoever administers decides it as everything is decided, by a signed decision that is judged and has its place in the ledger
//! (`exchange/decision.rs`). The operator, at the hub's own command line, does the same without one: the first
//! administrator has to come from somewhere. Both end in [`carry_out`].

use satchel_shared::{
    digest::Digest,
    exchange::{MemberCard, MemberDevice, OfficeCard, Update},
    ids::{DeviceId, MemberId, OfficeId, RecordId},
    invitation::InvitationCode,
    ledger::{
        OfficeDecision, OfficeKind, Refusal, Role, Standing, Subject,
        office::{Named, NamedDevice, NamedMember},
    },
    limits::INVITATION_DAYS,
    seal::PublicKey,
    states::StateCode,
};
use serde_bytes::ByteBuf;

use crate::{
    feed::{self, Audience},
    hub::Hub,
    store::{Invitation, KnownRecord, Member, Office, Store, StoreError, Transaction, Writing},
};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Why the operator did not get what was asked for.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("there is no office {0}")]
    NoOffice(OfficeId),
    #[error("there is no device {0}")]
    NoDevice(DeviceId),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Hub {
    /// Adds an office.
    ///
    /// # Errors
    /// [`RosterError`]
    pub async fn add_office(
        &self,
        name: &str,
        kind: OfficeKind,
        states: &[StateCode],
    ) -> Result<OfficeId, RosterError> {
        self.add_office_as(OfficeId(self.new_id()), name, kind, states).await
    }

    /// Adds an office whose id is given.
    pub(crate) async fn add_office_as(
        &self,
        office: OfficeId,
        name: &str,
        kind: OfficeKind,
        states: &[StateCode],
    ) -> Result<OfficeId, RosterError> {
        let what = OfficeDecision::Added {
            name: name.trim().to_owned(),
            kind,
            states: states.to_vec(),
        };
        self.decide_as_operator(office, what).await?;
        Ok(office)
    }

    /// All offices, the first added first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn offices(&self) -> Result<Vec<Office>, StoreError> {
        self.store().offices().await
    }

    /// All members with their devices, by office and name.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn members(&self) -> Result<Vec<MemberCard>, StoreError> {
        let mut transaction = self.store().begin().await?;
        let mut cards = Vec::new();
        for member in transaction.members().await? {
            cards.push(card(transaction.as_mut(), member).await?);
        }
        Ok(cards)
    }

    /// Makes a one-time code for a new member of an office. This is the only time that it is seen.
    ///
    /// # Errors
    /// [`RosterError`]
    pub async fn invite(&self, office: OfficeId, role: Role, name: &str) -> Result<InvitationCode, RosterError> {
        let mut secret = [0; 10];
        self.random(&mut secret);
        let code = InvitationCode::new(secret, self.id());
        let what = OfficeDecision::MemberInvited {
            member: MemberId(self.new_id()),
            name: name.trim().to_owned(),
            role,
            code: code.hash(),
        };
        self.decide_as_operator(office, what).await?;
        Ok(code)
    }

    /// Takes nothing more from a device, nor anything that it signed.
    ///
    /// # Errors
    /// [`RosterError`]
    pub async fn revoke_device(&self, device: DeviceId) -> Result<(), RosterError> {
        let known = self.store().device(device).await?;
        let office = known.ok_or(RosterError::NoDevice(device))?.office;
        let what = OfficeDecision::DeviceRevoked {
            device,
            reason: String::new(),
        };
        match self.decide_as_operator(office, what).await {
            // It has been before: that is what was asked for.
            Err(RosterError::Refused(Refusal::NoSuchDevice)) => Ok(()),
            done => done,
        }
    }

    async fn decide_as_operator(&self, office: OfficeId, what: OfficeDecision) -> Result<(), RosterError> {
        let mut transaction = self.store().begin().await?;
        let named = named(transaction.as_mut(), office, &what).await?;
        if named.office.is_none() && !matches!(what, OfficeDecision::Added { .. }) {
            return Err(RosterError::NoOffice(office));
        }
        what.check(named)?;
        carry_out(transaction.as_mut(), office, &what, self.now_ms()).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// What is known here of what a decision on an office names.
pub(crate) async fn named(
    transaction: &mut (dyn Transaction + '_),
    office: OfficeId,
    what: &OfficeDecision,
) -> Result<Named, StoreError> {
    let member = match what.member() {
        None => None,
        Some(id) => transaction.member(id).await?,
    };
    let device = match what.device() {
        None => None,
        Some(id) => transaction.device(id).await?,
    };
    let has_another_lead = if let OfficeDecision::RoleChanged { member, .. } = what {
        let mut members = transaction.members().await?.into_iter();
        members.any(|it| it.office == office && it.id != *member && it.role == Role::Lead && it.left_at.is_none())
    } else {
        false
    };
    Ok(Named {
        has_another_lead,
        office: transaction.office(office).await?.map(|office| office.kind),
        member: match member {
            None => NamedMember::Nobody,
            Some(member) if member.office == office && member.left_at.is_none() => NamedMember::Here(member.role),
            Some(_) => NamedMember::Elsewhere,
        },
        device: match device {
            Some(device) if device.office == office && device.is_heard() => NamedDevice::Heard,
            Some(device) if device.office == office => NamedDevice::Revoked,
            Some(_) | None => NamedDevice::Nowhere,
        },
    })
}

/// Does what was decided on an office, and tells it. Whether it may be done was asked before.
pub(crate) async fn carry_out(
    transaction: &mut (dyn Transaction + '_),
    office: OfficeId,
    what: &OfficeDecision,
    at: i64,
) -> Result<(), StoreError> {
    match what {
        OfficeDecision::Added { name, kind, states } => {
            let mut states = states.clone();
            states.sort_unstable();
            states.dedup();
            let office = Office {
                id: office,
                name: name.clone(),
                kind: *kind,
                states,
            };
            add_office(transaction, office, at).await
        }
        OfficeDecision::MemberInvited {
            member: id,
            name,
            role,
            code,
        } => {
            if transaction.member(*id).await?.is_none() {
                let member = Member {
                    id: *id,
                    office,
                    name: name.clone(),
                    first_role: *role,
                    role: *role,
                    left_at: None,
                    revision: 0,
                };
                transaction.add_member(&member).await?;
            }
            let invitation = Invitation {
                code: *code,
                member: *id,
                expires_at: at.saturating_add(i64::from(INVITATION_DAYS) * DAY_MS),
                used_by: None,
            };
            transaction.add_invitation(&invitation).await?;
            tell(transaction, *id).await
        }
        OfficeDecision::RoleChanged { member, role } => {
            transaction.set_role(*member, *role).await?;
            tell(transaction, *member).await
        }
        OfficeDecision::MemberLeft { member, .. } => {
            transaction.leave(*member, at).await?;
            for device in transaction.devices_of(*member).await? {
                transaction.revoke_device(device.id, at).await?;
            }
            tell(transaction, *member).await
        }
        OfficeDecision::DeviceRevoked { device, .. } => {
            transaction.revoke_device(*device, at).await?;
            tell_holder(transaction, *device).await
        }
        OfficeDecision::RescueAllowed { device } => {
            transaction.rescue_device(*device, at).await?;
            tell_holder(transaction, *device).await
        }
        OfficeDecision::KeyReplaced { device, key } => {
            let device = transaction.device(*device).await?;
            let mut device = device.ok_or(StoreError::Damaged("device"))?;
            let key = PublicKey::from_slice(&key.0).map_err(|_| StoreError::Damaged("key"))?;
            device.former_keys.push(device.key);
            device.key = key.of(device.id);
            transaction.set_keys(&device).await?;
            tell(transaction, device.holder).await
        }
        // They stand in the ledger, and nowhere else.
        OfficeDecision::LevelsSet(_) => Ok(()),
    }
}

async fn tell_holder(transaction: &mut (dyn Transaction + '_), device: DeviceId) -> Result<(), StoreError> {
    let device = transaction.device(device).await?;
    tell(transaction, device.ok_or(StoreError::Damaged("device"))?.holder).await
}

async fn add_office(transaction: &mut (dyn Transaction + '_), office: Office, at: i64) -> Result<(), StoreError> {
    transaction.add_office(&office, at).await?;
    let filed = KnownRecord {
        id: RecordId::from(office.id),
        subject: Subject::Office,
        office: office.id,
        standing: Standing::open(),
        heads: Vec::new(),
    };
    transaction.put(Writing::records(&[filed])).await?;
    transaction
        .put(Writing::digests(&[(office.id, Digest::default())]))
        .await?;
    tell_office(transaction, office).await
}

async fn tell_office(transaction: &mut (dyn Transaction + '_), office: Office) -> Result<(), StoreError> {
    let card = Update::Office(OfficeCard {
        id: office.id,
        name: office.name,
        kind: office.kind,
        states: office.states,
    });
    feed::append(transaction, &card, [Audience::Desk, Audience::Admin]).await
}

/// Tells what is known of a member now, to those who meet what that one signs.
pub(crate) async fn tell(transaction: &mut (dyn Transaction + '_), id: MemberId) -> Result<(), StoreError> {
    transaction.revise(id).await?;
    let member = transaction.member(id).await?.ok_or(StoreError::Damaged("member"))?;
    let audiences = acquainted(member.office, member.role);
    let card = card(transaction, member).await?;
    feed::append(transaction, &Update::Member(card), audiences).await
}

/// Tells of a member those of the audiences who know nobody of that office, before something that the member signed.
pub(crate) async fn acquaint(
    transaction: &mut (dyn Transaction + '_),
    id: MemberId,
    audiences: &[Audience],
) -> Result<(), StoreError> {
    let member = transaction.member(id).await?.ok_or(StoreError::Damaged("member"))?;
    let known = acquainted(member.office, member.role);
    if known.contains(&Audience::Everyone) {
        return Ok(());
    }
    let mut strangers = audiences.iter().copied().filter(|it| !known.contains(it)).peekable();
    if strangers.peek().is_none() {
        return Ok(());
    }
    let card = card(transaction, member).await?;
    feed::append(transaction, &Update::Member(card), strangers).await
}

/// Tells what whoever administers has to know, where an earlier hub told nobody.
pub(crate) async fn begin(store: &dyn Store) -> Result<(), StoreError> {
    if !store.places(&[Audience::Admin], 0, 1).await?.is_empty() {
        return Ok(());
    }
    let offices = store.offices().await?;
    let mut transaction = store.begin().await?;
    for office in offices {
        tell_office(transaction.as_mut(), office).await?;
    }
    for member in transaction.members().await? {
        tell(transaction.as_mut(), member.id).await?;
    }
    transaction.commit().await
}

async fn card(transaction: &mut (dyn Transaction + '_), member: Member) -> Result<MemberCard, StoreError> {
    let devices = transaction.devices_of(member.id).await?;
    let invitations = transaction.invitations_of(member.id).await?;
    let open = invitations.iter().filter(|it| it.used_by.is_none());
    let invited_until = open.map(|it| it.expires_at).max();
    let devices = devices.into_iter().map(|device| MemberDevice {
        former: ByteBuf::from(device.former_key_bytes()),
        key: ByteBuf::from(device.key.to_bytes()),
        joined_at: device.joined_at,
        revoked_at: device.revoked_at,
        rescued_at: device.rescued_at,
    });
    Ok(MemberCard {
        id: member.id,
        office: member.office,
        name: member.name,
        role: member.role,
        devices: devices.collect(),
        invited_until: invited_until.filter(|_| member.left_at.is_none()),
        left_at: member.left_at,
        revision: member.revision,
    })
}

/// Who knows the members of an office in a role: their own office, headquarters, and everyone where what they decide may reach any
/// office.
fn acquainted(office: OfficeId, role: Role) -> Vec<Audience> {
    match role {
        Role::Desk | Role::Fund | Role::Admin => vec![Audience::Everyone],
        Role::Drafter | Role::Lead | Role::Partner | Role::Mandate => {
            vec![Audience::Office(office), Audience::Desk, Audience::Admin]
        }
    }
}
