//! Offices, and the invitations by which people's devices join them.

use satchel_shared::{
    digest::Digest,
    exchange::{OfficeCard, Update},
    ids::{DeviceId, OfficeId},
    invitation::InvitationCode,
    ledger::{OfficeKind, Role},
    limits::NAME_CHARACTERS,
    states::StateCode,
};

use crate::{
    enrolment::code_hash,
    feed::{self, Audience},
    hub::Hub,
    store::{Invitation, Office, StoreError, Writing},
};

/// How long a code can be used.
pub const CODE_DAYS: i64 = 14;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Why an office or an invitation is not made.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    #[error("a name has 1 to {NAME_CHARACTERS} characters, and no line breaks")]
    Name,
    #[error("a {0} works for a State at least: --states ISO3,ISO3")]
    NoStates(OfficeKind),
    #[error("there is no office {0}")]
    NoOffice(OfficeId),
    #[error("there is no role {role} in a {kind}")]
    RoleElsewhere { role: Role, kind: OfficeKind },
    #[error("there is no device {0}")]
    NoDevice(DeviceId),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Hub {
    /// Adds an office.
    ///
    /// # Errors
    /// [`OfficeError`]
    pub async fn add_office(
        &self,
        name: &str,
        kind: OfficeKind,
        states: &[StateCode],
    ) -> Result<OfficeId, OfficeError> {
        let office = Office {
            id: OfficeId(self.new_id()),
            name: name.trim().to_owned(),
            kind,
            states: states.to_vec(),
        };
        self.add_office_as(office).await
    }

    /// Adds an office whose id is given.
    pub(crate) async fn add_office_as(&self, mut office: Office) -> Result<OfficeId, OfficeError> {
        check_name(&office.name, 1)?;
        office.states.sort_unstable();
        office.states.dedup();
        let needs_states = matches!(office.kind, OfficeKind::FieldOffice | OfficeKind::Nhri);
        if needs_states && office.states.is_empty() {
            return Err(OfficeError::NoStates(office.kind));
        }
        let mut transaction = self.store().begin().await?;
        transaction.add_office(&office, self.now_ms()).await?;
        let digest = (office.id, Digest::default());
        transaction.put(Writing::digests(&[digest])).await?;
        let card = Update::Office(OfficeCard {
            id: office.id,
            name: office.name,
            kind: office.kind,
            states: office.states,
        });
        feed::append(transaction.as_mut(), &card, [Audience::Desk]).await?;
        transaction.commit().await?;
        Ok(office.id)
    }

    /// All offices, the first added first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn offices(&self) -> Result<Vec<Office>, StoreError> {
        self.store().offices().await
    }

    /// Makes a one-time code for a member of an office. This is the only time that it is seen.
    ///
    /// # Errors
    /// [`OfficeError`]
    pub async fn invite(&self, office: OfficeId, role: Role, member: &str) -> Result<InvitationCode, OfficeError> {
        let member = member.trim().to_owned();
        check_name(&member, 0)?;
        let mut transaction = self.store().begin().await?;
        let kind = transaction
            .office(office)
            .await?
            .ok_or(OfficeError::NoOffice(office))?
            .kind;
        if !role.sits_in(kind) {
            return Err(OfficeError::RoleElsewhere { role, kind });
        }
        let mut secret = [0; 10];
        self.random(&mut secret);
        let code = InvitationCode::new(secret, self.id());
        let expires_at = self.now_ms().saturating_add(CODE_DAYS * DAY_MS);
        let invitation = Invitation {
            hash: code_hash(&code),
            office,
            role,
            member,
            expires_at,
            used_by: None,
        };
        transaction.add_invitation(&invitation).await?;
        transaction.commit().await?;
        Ok(code)
    }

    /// Takes nothing more from a device, nor anything that it signed.
    ///
    /// # Errors
    /// [`OfficeError`]
    pub async fn revoke_device(&self, device: DeviceId) -> Result<(), OfficeError> {
        let mut transaction = self.store().begin().await?;
        transaction.device(device).await?.ok_or(OfficeError::NoDevice(device))?;
        transaction.revoke_device(device, self.now_ms()).await?;
        transaction.commit().await?;
        Ok(())
    }
}

fn check_name(name: &str, least: usize) -> Result<(), OfficeError> {
    let characters = name.chars().count();
    let is_good = (least..=NAME_CHARACTERS).contains(&characters) && !name.chars().any(char::is_control);
    if is_good { Ok(()) } else { Err(OfficeError::Name) }
}
