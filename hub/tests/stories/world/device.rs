//! A device that is let in: what it asks the hub, and what it makes of the reply.

use satchel_hub::Hub;
use satchel_shared::{
    digest::{Buckets, Digest, DigestBytes},
    exchange::{
        Cursor, ExchangeRequest, PROTOCOL, Repair, SealedDecision, Update, Verdict,
        reply::{Known, Reader, Received, Unfinished},
    },
    ids::{EventId, OfficeId, VersionId},
    ledger::{Decision, Event, OfficeDecision},
    pack::Hash,
    seal::{Key, Purpose},
    wire,
};
use serde_bytes::ByteBuf;
use uuid::Uuid;

use super::{Draft, Link, Refused};

const PLENTY: u32 = 1 << 20;

/// A whole reply.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) packs: Vec<Verdict>,
    pub(crate) decisions: Vec<Verdict>,
    pub(crate) updates: Vec<Update>,
    pub(crate) more: bool,
    pub(crate) token: Option<ByteBuf>,
    pub(crate) at: i64,
    pub(crate) digest: Option<DigestBytes>,
    pub(crate) known: Vec<Known>,
}

/// An enrolled device: its key, and where it is in the feed.
pub(crate) struct Device {
    pub(crate) key: Key,
    pub(crate) office: OfficeId,
    pub(crate) link: Link,
    pub(super) hub: Hub,
    pub(crate) counter: u64,
    pub(crate) cursor: Cursor,
    /// Pieces of the update that is on its way.
    pub(crate) coming: Vec<u8>,
}

impl Device {
    /// The next request, with nothing in it.
    pub(crate) fn request(&mut self) -> ExchangeRequest {
        self.counter += 1;
        ExchangeRequest {
            protocol: PROTOCOL,
            counter: self.counter,
            cursor: self.cursor.clone(),
            budget: PLENTY,
            packs: Vec::new(),
            decisions: Vec::new(),
            repair: None,
            attachments: false,
            wait: 0,
            goes_on: None,
        }
    }

    pub(crate) fn seal(&self, request: &ExchangeRequest) -> Vec<u8> {
        self.key.seal(Purpose::Exchange, wire::to_cbor(request))
    }

    pub(crate) async fn try_exchange(&mut self, request: &ExchangeRequest) -> Result<Reply, Refused> {
        let body = self.link.post("/v1/sync", self.seal(request)).await?;
        let mut reader = Reader::new(self.hub.public_key(), None);
        let mut received = reader.push(&body).expect("the hub's").into_iter();
        assert!(reader.is_complete(), "cut short");
        let Some(Received::Head(head)) = received.next() else {
            panic!("no head");
        };
        assert_eq!(head.counter, request.counter, "the answer to another request");
        self.cursor = head.cursor.unwrap_or_else(|| self.cursor.clone());
        let mut updates = Vec::new();
        for part in received {
            let Received::Part(part) = part else {
                panic!("a second head");
            };
            for update in part.updates {
                match update {
                    Update::Piece(piece) => {
                        self.coming.truncate(usize::try_from(piece.at).expect("a size"));
                        assert_eq!(self.coming.len() as u64, piece.at, "pieces in order");
                        self.coming.extend_from_slice(&piece.bytes);
                        if piece.is_last {
                            let bytes = std::mem::take(&mut self.coming);
                            updates.push(wire::from_cbor(&bytes, bytes.len(), "an update").expect("an update"));
                        }
                    }
                    whole @ (Update::Pack(_)
                    | Update::Decision(_)
                    | Update::Recommendations(_)
                    | Update::Member(_)
                    | Update::Device(_)
                    | Update::Office(_)
                    | Update::Removal(_)
                    | Update::Snapshot(_)) => updates.push(whole),
                }
            }
            self.cursor = part.cursor;
        }
        Ok(Reply {
            packs: head.packs,
            decisions: head.decisions,
            updates,
            more: head.more,
            token: head.token,
            at: head.at,
            digest: head.digest,
            known: head.known,
        })
    }

    /// An exchange whose connection is cut after so many bytes: what came of its reply, how long it was, and what may go on.
    pub(crate) async fn cut_exchange(
        &mut self,
        request: &ExchangeRequest,
        earlier: Option<Unfinished>,
        after: usize,
    ) -> (Vec<Received>, usize, Option<Unfinished>) {
        let body = self.link.post("/v1/sync", self.seal(request)).await.expect("answered");
        let mut reader = Reader::new(self.hub.public_key(), earlier);
        let received = reader.push(&body[..after.min(body.len())]).expect("the hub's");
        for it in &received {
            if let Received::Part(part) = it {
                self.cursor = part.cursor.clone();
            }
        }
        (received, body.len(), reader.unfinished())
    }

    pub(crate) async fn exchange(&mut self, request: &ExchangeRequest) -> Reply {
        self.try_exchange(request).await.expect("answered")
    }

    /// An exchange that sends nothing.
    pub(crate) async fn receive(&mut self) -> Reply {
        let request = self.request();
        self.exchange(&request).await
    }

    /// How many records of the office have heads at the hub, once its digest is seen to be of these heads.
    pub(crate) async fn check_digest(&mut self) -> usize {
        let request = ExchangeRequest {
            repair: Some(Repair::Buckets(ByteBuf::from(Buckets::default().bytes()))),
            ..self.request()
        };
        let reply = self.exchange(&request).await;
        let mut digest = Digest::default();
        for Known { record, heads } in &reply.known {
            let heads: Vec<_> = heads.iter().map(|Hash(hash)| *hash).collect();
            digest.toggle(*record, &heads);
        }
        assert_eq!(reply.digest, Some(DigestBytes::new(digest.0)));
        reply.known.len()
    }

    pub(crate) async fn send_packs(&mut self, packs: &[Vec<u8>]) -> Vec<Verdict> {
        let packs = packs.iter().cloned().map(ByteBuf::from).collect();
        let request = ExchangeRequest {
            packs,
            ..self.request()
        };
        self.exchange(&request).await.packs
    }

    pub(crate) async fn send_decision(&mut self, decision: &SealedDecision) -> Verdict {
        let request = ExchangeRequest {
            decisions: vec![decision.clone()],
            ..self.request()
        };
        self.exchange(&request).await.decisions.remove(0)
    }

    /// The event of a decision, signed.
    pub(crate) fn decide(&self, draft: &Draft, what: Decision, version: Option<&[u8]>) -> SealedDecision {
        let event = Event {
            id: EventId(Uuid::from_u128(draft.event_id())),
            record: draft.record,
            office: draft.office,
            at: 0,
            after: None,
            what,
        };
        SealedDecision::new(&event, version, &self.key)
    }

    /// The event of a decision on an office, signed; of the same decision the same event.
    pub(crate) fn decide_on(&self, office: OfficeId, what: OfficeDecision) -> SealedDecision {
        let name = wire::to_cbor(&(self.key.id(), office, &what));
        let mut id = [0; 16];
        id.copy_from_slice(&blake3::hash(&name).as_bytes()[..16]);
        let event = Event {
            id: EventId(Uuid::from_bytes(id)),
            record: office.into(),
            office,
            at: 0,
            after: None,
            what: Decision::Office(what),
        };
        SealedDecision::new(&event, None, &self.key)
    }

    /// The submission of a draft as it is.
    pub(crate) fn submission(&self, draft: &mut Draft) -> (SealedDecision, VersionId, Vec<u8>) {
        let bytes = draft.document.freeze(draft.record).to_bytes();
        let id = VersionId::of(&bytes);
        (
            self.decide(draft, Decision::Submitted { version: id }, Some(&bytes)),
            id,
            bytes,
        )
    }
}
