//! The sync engine: makes request bytes, takes reply bytes, and does no IO.
//!
//! What waits comes in as an [`Outbox`], what the hub said goes out as an [`Inbox`], piece by piece while it comes; the app reads the one from the vault and
//! writes the other to it. So a test can run any number of devices, and drop, repeat, delay and reorder what they say.

use automerge::ChangeHash;
use satchel_shared::{
    exchange::{
        Cursor, EnrolmentReply, EnrolmentRequest, ErrorReply, ExchangeRequest, GoesOn, MessageError, PROTOCOL, Repair,
        SealedDecision, open_message,
        reply::{Head, Part, Reader, Received, ReplyError, Unfinished},
    },
    ids::{EventId, RecordId},
    invitation::InvitationCode,
    limits::EXCHANGE_BYTES,
    satchel::{self, CourierEnrolment, Envelope},
    seal::{Key, PublicKey, Purpose, SealError, Sealed},
    wire,
};
use serde_bytes::{ByteArray, ByteBuf};

use super::SyncError;
use crate::vault::CarriedPack;

/// What one request carries.
#[derive(Debug, Clone)]
pub struct Outbox {
    pub counter: u64,
    pub cursor: Cursor,
    /// Bytes that the reply's updates may take.
    pub budget: u32,
    pub packs: Vec<OutgoingPack>,
    pub decisions: Vec<OutgoingDecision>,
    pub repair: Option<Repair>,
    /// Whether there are files to be sent or fetched.
    pub attachments: bool,
    /// Seconds for which the hub may hold its answer until there is news.
    pub wait: u8,
    /// The reply that was cut, and shall go on.
    pub goes_on: Option<GoesOn>,
}

#[derive(Debug, Clone)]
pub struct OutgoingPack {
    pub record: RecordId,
    /// What the hub has of the record once it accepts.
    pub heads: Vec<ChangeHash>,
    /// Whether nothing of the record was left for another pack.
    pub is_whole: bool,
    /// Where what is here of the record is more than the hub has once it accepts: the heads of this pack alone. Packs of
    /// colleagues are among it.
    pub own_heads: Option<Vec<ChangeHash>>,
    pub sealed: Vec<u8>,
}

#[derive(Debug, Clone)]
pub struct OutgoingDecision {
    pub event: EventId,
    pub record: RecordId,
    pub sealed: SealedDecision,
}

impl OutgoingPack {
    /// A colleague's pack that came by file.
    #[must_use]
    pub fn carried(pack: CarriedPack) -> Self {
        Self {
            record: pack.record,
            own_heads: Some(pack.heads.clone()),
            heads: pack.heads,
            is_whole: false,
            sealed: pack.bytes,
        }
    }
}

impl Outbox {
    /// Bytes of all that is to be sent.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let packs = self.packs.iter().map(|pack| pack.sealed.len());
        let decisions = self.decisions.iter().map(|decision| decision.sealed.bytes());
        packs.chain(decisions).sum()
    }
}

/// What came of the hub's reply since the last.
#[derive(Debug, Clone, Default)]
pub struct Inbox {
    /// What it said to the outbox: once, and before any update.
    pub head: Option<Head>,
    pub parts: Vec<Part>,
}

/// The bytes of one exchange's request.
#[must_use]
pub fn request(key: &Key, outbox: &Outbox) -> Vec<u8> {
    let request = ExchangeRequest {
        protocol: PROTOCOL,
        counter: outbox.counter,
        cursor: outbox.cursor.clone(),
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
        repair: outbox.repair.clone(),
        attachments: outbox.attachments,
        wait: outbox.wait,
        goes_on: outbox.goes_on,
    };
    key.seal(Purpose::Exchange, wire::to_cbor(&request))
}

/// Reads the reply to a request while it comes.
#[derive(Debug)]
pub struct Reply<'a> {
    outbox: &'a Outbox,
    reader: Reader,
    answered: bool,
    /// What came with another status than 200.
    error: Vec<u8>,
}

impl<'a> Reply<'a> {
    /// `earlier` is the reply that was cut, of which the outbox says that it shall go on.
    #[must_use]
    pub fn new(hub: &PublicKey, outbox: &'a Outbox, earlier: Option<Unfinished>) -> Self {
        Self {
            outbox,
            reader: Reader::new(*hub, earlier),
            answered: false,
            error: Vec::new(),
        }
    }

    /// Takes the next bytes, and gives what they complete.
    ///
    /// # Errors
    /// [`SyncError`]: what was given before holds, and all else still waits.
    pub fn push(&mut self, status: u16, bytes: &[u8]) -> Result<Inbox, SyncError> {
        if status != 200 {
            let room = EXCHANGE_BYTES.saturating_sub(self.error.len());
            self.error.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
            return Ok(Inbox::default());
        }
        let received = self.reader.push(bytes).map_err(|error| match error {
            ReplyError::OtherHub => SyncError::WrongHub,
            ReplyError::Message(MessageError::Seal(SealError::WrongSignature)) if !self.answered => SyncError::WrongHub,
            ReplyError::Message(_) if !self.answered => SyncError::NotAHub { status },
            error @ (ReplyError::Message(_) | ReplyError::NotAnnounced | ReplyError::TooMuch) => {
                SyncError::BadReply(error.to_string())
            }
        })?;
        let mut inbox = Inbox::default();
        for it in received {
            match it {
                Received::Head(head) => {
                    self.check(&head)?;
                    self.answered = true;
                    inbox.head = Some(head);
                }
                Received::Part(part) => inbox.parts.push(part),
            }
        }
        Ok(inbox)
    }

    fn check(&self, head: &Head) -> Result<(), SyncError> {
        if head.counter != self.outbox.counter {
            return Err(SyncError::BadReply("it answers another request".to_owned()));
        }
        if head.packs.len() != self.outbox.packs.len() || head.decisions.len() != self.outbox.decisions.len() {
            let reason = "it does not answer everything that was sent".to_owned();
            return Err(SyncError::BadReply(reason));
        }
        Ok(())
    }

    /// Whether the hub's verdicts came.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.answered
    }

    /// What the next request may ask to go on, where the connection was cut.
    #[must_use]
    pub fn unfinished(self) -> Option<Unfinished> {
        self.reader.unfinished()
    }

    /// Nothing more comes.
    ///
    /// # Errors
    /// What the hub says in place of a reply; [`SyncError::BadReply`] where the reply is not whole.
    pub fn end(self, status: u16) -> Result<(), SyncError> {
        if status != 200 {
            return Err(refusal(status, &self.error));
        }
        if self.reader.is_complete() {
            Ok(())
        } else {
            Err(SyncError::BadReply("it ends too early".to_owned()))
        }
    }
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

/// The request to enrol that a courier takes along: it holds what only the code's bearer can make, and not the code.
#[must_use]
pub fn courier_enrolment(key: &Key, code: &InvitationCode) -> Envelope {
    let hash = code.hash();
    let request = CourierEnrolment {
        protocol: PROTOCOL,
        hub: ByteBuf::from(code.hub),
        invitation: satchel::invitation_id(hash),
        key: ByteBuf::from(key.public().to_bytes()),
        proof: ByteArray::new(*satchel::proof(hash, key.public()).as_bytes()),
    };
    Envelope::Enrolment(ByteBuf::from(
        key.seal(Purpose::CourierEnrolment, wire::to_cbor(&request)),
    ))
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
    read_enrolment(key, code, accepted(status, body)?)
}

/// The same, of an answer that a courier brought.
///
/// # Errors
/// [`SyncError`]
pub fn read_enrolment(
    key: &Key,
    code: &InvitationCode,
    sealed: Sealed,
) -> Result<(EnrolmentReply, PublicKey), SyncError> {
    let bad = |reason: String| SyncError::BadReply(reason);
    if !code.is_of(sealed.signer()) {
        return Err(SyncError::WrongHub);
    }
    // The hub's first key comes inside what it signs; its id must be the signer's, and the code vouches for the id. Each of its
    // keys vouches for the next.
    let claimed: EnrolmentReply = sealed
        .unverified()
        .and_then(|payload| wire::from_cbor(payload, EXCHANGE_BYTES, "an enrolment reply").ok())
        .ok_or_else(|| bad("not an enrolment reply".to_owned()))?;
    let first = PublicKey::from_slice(&claimed.key).map_err(|error| bad(error.to_string()))?;
    let hub = first.succeeded(&claimed.succession);
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
    Err(refusal(status, body))
}

/// What the hub says in place of a reply.
#[must_use]
pub fn refusal(status: u16, body: &[u8]) -> SyncError {
    match wire::from_cbor::<ErrorReply>(body, EXCHANGE_BYTES, "an error") {
        Ok(ErrorReply { code, detail, answer }) => SyncError::Refused {
            code,
            detail,
            answer: answer.map(ByteBuf::into_vec).unwrap_or_default(),
        },
        Err(_) => SyncError::NotAHub { status },
    }
}
