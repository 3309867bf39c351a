//! The sync engine: makes request bytes, takes reply bytes, and does no IO.
//!
//! What waits comes in as an [`Outbox`], what the hub said goes out as an [`Inbox`]; the app reads the one from the vault and
//! writes the other to it. So a test can run any number of devices, and drop, repeat, delay and reorder what they say.

use automerge::ChangeHash;
use satchel_shared::{
    exchange::{
        EnrolmentReply, EnrolmentRequest, ErrorReply, ExchangeReply, ExchangeRequest, PROTOCOL, SealedDecision, Update,
        Verdict, open_message,
    },
    ids::{EventId, RecordId},
    invitation::InvitationCode,
    limits::EXCHANGE_BYTES,
    seal::{Key, PublicKey, Purpose, Sealed},
    wire,
};
use serde_bytes::ByteBuf;

use super::SyncError;

/// What one request carries.
#[derive(Debug, Clone)]
pub struct Outbox {
    pub counter: u64,
    pub cursor: u64,
    /// Bytes that the reply's updates may take.
    pub budget: u32,
    pub packs: Vec<OutgoingPack>,
    pub decisions: Vec<OutgoingDecision>,
}

#[derive(Debug, Clone)]
pub struct OutgoingPack {
    pub record: RecordId,
    /// The record's heads when the pack was made: what the hub has once it accepts.
    pub heads: Vec<ChangeHash>,
    pub sealed: Vec<u8>,
}

#[derive(Debug, Clone)]
pub struct OutgoingDecision {
    pub event: EventId,
    pub record: RecordId,
    pub sealed: SealedDecision,
}

/// What the hub said.
#[derive(Debug, Clone)]
pub struct Inbox {
    /// In the order of the outbox.
    pub packs: Vec<Verdict>,
    pub decisions: Vec<Verdict>,
    pub updates: Vec<Update>,
    pub cursor: u64,
    pub more: bool,
    /// The hub's time, milliseconds since 1970.
    pub at: i64,
}

/// The bytes of one exchange's request.
#[must_use]
pub fn request(key: &Key, outbox: &Outbox) -> Vec<u8> {
    let request = ExchangeRequest {
        protocol: PROTOCOL,
        counter: outbox.counter,
        cursor: outbox.cursor,
        budget: outbox.budget,
        packs: outbox
            .packs
            .iter()
            .map(|pack| ByteBuf::from(pack.sealed.clone()))
            .collect(),
        decisions: outbox
            .decisions
            .iter()
            .map(|decision| decision.sealed.clone())
            .collect(),
    };
    key.seal(Purpose::Exchange, wire::to_cbor(&request))
}

/// Reads the reply to a request.
///
/// # Errors
/// [`SyncError`]; the outbox then still waits, whole.
pub fn reply(hub: &PublicKey, outbox: &Outbox, status: u16, body: &[u8]) -> Result<Inbox, SyncError> {
    let reply: ExchangeReply = {
        let sealed = accepted(status, body)?;
        if sealed.signer() != hub.id() {
            return Err(SyncError::WrongHub);
        }
        open_message(sealed, hub, Purpose::ExchangeReply, "a reply")
            .map_err(|error| SyncError::BadReply(error.to_string()))?
    };
    if reply.counter != outbox.counter {
        return Err(SyncError::BadReply("it answers another request".to_owned()));
    }
    if reply.packs.len() != outbox.packs.len() || reply.decisions.len() != outbox.decisions.len() {
        return Err(SyncError::BadReply(
            "it does not answer everything that was sent".to_owned(),
        ));
    }
    if reply.cursor < outbox.cursor {
        return Err(SyncError::BadReply("it goes back in the feed".to_owned()));
    }
    let ExchangeReply {
        packs,
        decisions,
        updates,
        cursor,
        more,
        at,
        counter: _,
    } = reply;
    Ok(Inbox {
        packs,
        decisions,
        updates,
        cursor,
        more,
        at,
    })
}

/// The bytes of an enrolment.
#[must_use]
pub fn enrolment(key: &Key, code: &InvitationCode) -> Vec<u8> {
    let request = EnrolmentRequest {
        protocol: PROTOCOL,
        code: code.to_string(),
        key: ByteBuf::from(key.public().to_bytes().to_vec()),
    };
    key.seal(Purpose::Enrolment, wire::to_cbor(&request))
}

/// Reads the reply to an enrolment, and makes sure that it is from the hub that the code names.
///
/// # Errors
/// [`SyncError`]
pub fn enrolment_reply(
    key: &Key,
    code: &InvitationCode,
    status: u16,
    body: &[u8],
) -> Result<(EnrolmentReply, PublicKey), SyncError> {
    let bad = |reason: String| SyncError::BadReply(reason);
    let sealed = accepted(status, body)?;
    if !code.is_of(sealed.signer()) {
        return Err(SyncError::WrongHub);
    }
    // The hub's key comes inside what it signs; its id must be the signer's, and the code vouches for the id.
    let claimed: EnrolmentReply = sealed
        .unverified()
        .and_then(|payload| wire::from_cbor(payload, EXCHANGE_BYTES, "an enrolment reply").ok())
        .ok_or_else(|| bad("not an enrolment reply".to_owned()))?;
    let hub = PublicKey::from_slice(&claimed.key).map_err(|error| bad(error.to_string()))?;
    let reply: EnrolmentReply = open_message(sealed, &hub, Purpose::EnrolmentReply, "an enrolment reply")
        .map_err(|error| bad(error.to_string()))?;
    if reply.device != key.id() {
        return Err(bad("it answers another device".to_owned()));
    }
    Ok((reply, hub))
}

/// A reply with status 200, or what the hub says instead.
fn accepted(status: u16, body: &[u8]) -> Result<Sealed, SyncError> {
    if status == 200 {
        return Sealed::parse(body).map_err(|_| SyncError::NotAHub { status });
    }
    match wire::from_cbor::<ErrorReply>(body, EXCHANGE_BYTES, "an error") {
        Ok(ErrorReply { code, detail }) => Err(SyncError::Refused { code, detail }),
        Err(_) => Err(SyncError::NotAHub { status }),
    }
}
