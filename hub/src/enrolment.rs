//! Enrolment: a one-time code and a device's new key in, a place in an office out.

mod tries;

use satchel_shared::{
    exchange::{EnrolmentReply, EnrolmentRequest, MessageError, PROTOCOL, open_message},
    invitation::InvitationCode,
    limits::EXCHANGE_BYTES,
    satchel::{self, CourierEnrolment},
    seal::{PublicKey, Purpose, SealError, Sealed},
    wire,
};
use serde_bytes::ByteBuf;

pub(crate) use self::tries::Tries;
use crate::{
    hub::Hub,
    roster,
    store::{Device, Invitation, Member, Office, StoreError, Transaction},
};

/// Why a device is not enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolmentError {
    #[error(transparent)]
    Message(#[from] MessageError),
    #[error("the protocol is {0}; this hub speaks {PROTOCOL}")]
    ProtocolUnknown(u8),
    /// Not a code, another hub's, or none that was ever given.
    #[error("this hub did not give such a code")]
    CodeUnknown,
    #[error("the code has been used by another device")]
    CodeUsed,
    #[error("the code has expired")]
    CodeExpired,
    #[error("the device is enrolled already")]
    DeviceEnrolled,
    #[error("too many tries have failed; wait a minute")]
    TooManyTries,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl EnrolmentError {
    /// Stable, as in `problem-CODE` of the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Message(error) => error.code(),
            Self::ProtocolUnknown(_) => "protocol-unknown",
            Self::CodeUnknown => "code-unknown",
            Self::CodeUsed => "code-used",
            Self::CodeExpired => "code-expired",
            Self::DeviceEnrolled => "already-enrolled",
            Self::TooManyTries => "too-many-tries",
            Self::Store(_) => "hub-unavailable",
        }
    }

    /// Whether somebody may be guessing.
    fn is_failed_try(&self) -> bool {
        match self {
            Self::CodeUnknown | Self::CodeUsed | Self::CodeExpired | Self::DeviceEnrolled => true,
            // What is no signed request tries no code: anybody can send noise, and must not keep others out by it.
            Self::Message(_) | Self::ProtocolUnknown(_) | Self::TooManyTries | Self::Store(_) => false,
        }
    }
}

impl Hub {
    /// Answers the body of a `POST /v1/enrol`. The same device asking again with its own code gets the same answer again.
    ///
    /// # Errors
    /// [`EnrolmentError`]
    pub async fn enrol(&self, body: &[u8]) -> Result<Vec<u8>, EnrolmentError> {
        let at = self.now_ms();
        if self.tries().are_too_many(at) {
            return Err(EnrolmentError::TooManyTries);
        }
        let enrolled = self.enrol_at(body, at).await;
        if enrolled.as_ref().is_err_and(EnrolmentError::is_failed_try) {
            self.tries().note(at);
        }
        enrolled
    }

    async fn enrol_at(&self, body: &[u8], at: i64) -> Result<Vec<u8>, EnrolmentError> {
        let (request, key) = open_request(body)?;
        let code: InvitationCode = request.code.parse().map_err(|_| EnrolmentError::CodeUnknown)?;
        if !code.is_of(self.id()) {
            return Err(EnrolmentError::CodeUnknown);
        }
        let mut transaction = self.store().begin().await?;
        let invitation = transaction.invitation(code.hash()).await?;
        let invitation = invitation.ok_or(EnrolmentError::CodeUnknown)?;
        self.let_in(transaction, invitation, key, at).await
    }

    /// Answers a request to enrol that came in a satchel: it names an invitation and holds a proof in place of the code.
    ///
    /// # Errors
    /// [`EnrolmentError`]
    pub(crate) async fn enrol_by_courier(
        &self,
        request: &CourierEnrolment,
        key: PublicKey,
    ) -> Result<Vec<u8>, EnrolmentError> {
        if request.protocol != PROTOCOL {
            return Err(EnrolmentError::ProtocolUnknown(request.protocol));
        }
        let mut transaction = self.store().begin().await?;
        let all = transaction.invitations().await?;
        let meant = |it: &Invitation| {
            satchel::invitation_id(it.code) == request.invitation
                && satchel::proof(it.code, key) == request.proof.into_array()
        };
        let invitation = all.into_iter().find(meant).ok_or(EnrolmentError::CodeUnknown)?;
        self.let_in(transaction, invitation, key, self.now_ms()).await
    }

    async fn let_in(
        &self,
        mut transaction: Box<dyn Transaction + '_>,
        invitation: Invitation,
        key: PublicKey,
        at: i64,
    ) -> Result<Vec<u8>, EnrolmentError> {
        let member = transaction.member(invitation.member).await?;
        let member = member.ok_or(StoreError::Damaged("member"))?;
        let office = transaction.office(member.office).await?;
        let office = office.ok_or(StoreError::Damaged("office"))?;
        match invitation.used_by {
            Some(device) if device == key.id() => {
                // By whichever key it signs now.
                let known = transaction.device(device).await?;
                return if known.is_some_and(|known| known.key == key) {
                    Ok(self.welcome(&office, &member, key, at))
                } else {
                    Err(EnrolmentError::CodeUsed)
                };
            }
            Some(_) => return Err(EnrolmentError::CodeUsed),
            None if member.left_at.is_some() => return Err(EnrolmentError::CodeUnknown),
            None if at > invitation.expires_at => return Err(EnrolmentError::CodeExpired),
            None => {}
        }
        // A device begins with its first key.
        let is_first = PublicKey::from_slice(&key.to_bytes()).is_ok_and(|first| first == key);
        if !is_first || transaction.device(key.id()).await?.is_some() {
            return Err(EnrolmentError::DeviceEnrolled);
        }
        let device = Device {
            id: key.id(),
            key,
            former_keys: Vec::new(),
            office: office.id,
            states: office.states.clone(),
            holder: member.id,
            role: member.role,
            joined_at: at,
            counter: 0,
            revoked_at: None,
            rescued_at: None,
        };
        transaction.add_device(&device).await?;
        transaction.use_invitation(invitation.code, device.id).await?;
        // Before the device can send anything: whoever meets its signature knows its key.
        roster::tell(transaction.as_mut(), member.id).await?;
        transaction.commit().await?;
        tracing::info!(device = %device.id, office = %office.id, role = %device.role, "enrolled");
        Ok(self.welcome(&office, &member, key, at))
    }

    fn welcome(&self, office: &Office, member: &Member, key: PublicKey, at: i64) -> Vec<u8> {
        let reply = EnrolmentReply {
            key: ByteBuf::from(self.key().first().to_bytes()),
            succession: self.key().succession(),
            device: key.id(),
            office: office.id,
            office_name: office.name.clone(),
            office_kind: office.kind,
            states: office.states.clone(),
            role: member.role,
            member: member.name.clone(),
            member_id: Some(member.id),
            at,
        };
        self.key().seal(Purpose::EnrolmentReply, wire::to_cbor(&reply))
    }
}

/// Opens a courier's request, as [`open_request`] does.
pub(crate) fn open_courier_request(body: &[u8]) -> Result<(CourierEnrolment, PublicKey), MessageError> {
    let sealed = Sealed::parse(body)?;
    let payload = sealed.unverified().ok_or(SealError::Malformed)?;
    let claimed: CourierEnrolment = wire::from_cbor(payload, EXCHANGE_BYTES, "an enrolment")?;
    let key = PublicKey::from_slice(&claimed.key)?.of(sealed.signer());
    let request = open_message(sealed, &key, Purpose::CourierEnrolment, "an enrolment")?;
    Ok((request, key))
}

/// Opens the request by the key that it brings itself: it proves that the device has the other half.
fn open_request(body: &[u8]) -> Result<(EnrolmentRequest, PublicKey), EnrolmentError> {
    let sealed = Sealed::parse(body).map_err(MessageError::from)?;
    let payload = sealed.unverified().ok_or(MessageError::Seal(SealError::Malformed))?;
    let claimed: EnrolmentRequest =
        wire::from_cbor(payload, EXCHANGE_BYTES, "an enrolment").map_err(MessageError::from)?;
    let key = PublicKey::from_slice(&claimed.key).map_err(MessageError::from)?;
    let key = key.of(sealed.signer());
    let request: EnrolmentRequest = open_message(sealed, &key, Purpose::Enrolment, "an enrolment")?;
    if request.protocol != PROTOCOL {
        return Err(EnrolmentError::ProtocolUnknown(request.protocol));
    }
    Ok((request, key))
}
