//! Submitted requests for the desk to look at, made as a member's device makes them: enrolled by a code, written as a document,
//! packed, signed, submitted in one exchange.

use std::collections::BTreeMap;

use satchel_shared::{
    document::{Actor, Document, Pen},
    edit::{Edit, Scalar},
    exchange::{
        Cursor, EnrolmentRequest, ExchangeRequest, PROTOCOL, SealedDecision, Verdict,
        reply::{Reader, Received},
    },
    ids::{EventId, ItemId, OfficeId, RecordId},
    ledger::{Decision, Event, Role},
    pack::Pack,
    path::Path,
    schema::Kind,
    seal::{Key, Purpose},
    wire,
};
use serde_bytes::ByteBuf;

use super::{DemonstrationError, demonstration_id, states::TOLMERE};
use crate::{hub::Hub, store::Asked};

struct InventedRequest {
    title: &'static str,
    context: &'static str,
    objectives: [&'static str; 2],
    /// Title, kind, months.
    activity: (&'static str, &'static str, i64),
    /// Item, quantity, cents of a United States dollar each.
    cost: (&'static str, i64, i64),
}

const REQUESTS: [InventedRequest; 2] = [
    InventedRequest {
        title: "Video recording of police interviews in the Upper Wend",
        context: "Since the spring the provincial courts of Tolmere may refuse statements that were not recorded. Of the nine \
                  police stations of the Upper Wend two have a camera, and none has a rule for who keeps the recordings.\n\n\
                  The Commission has visited all nine. Officers ask above all for a short manual in their own language and \
                  for somebody who can be asked by telephone when a recording fails.",
        objectives: [
            "All nine stations record every interview within a year.",
            "Recordings are kept, found and handed over by one written rule.",
        ],
        activity: ("Training of forty officers and nine station clerks", "training", 4),
        cost: ("Recording set with lockable cabinet", 9, 184_000),
    },
    InventedRequest {
        title: "A public table of accepted recommendations",
        context: "Tolmere has accepted recommendations in two reviews and pledged to report at mid-term. Today each ministry \
                  keeps its own list, and nobody outside can see what became of them.\n\nThe Commission proposes one table, kept \
                  by the interministerial committee and published each quarter.",
        objectives: [
            "The committee keeps one table, in which each recommendation has a ministry and a date.",
            "The table is public, and can be read on a telephone.",
        ],
        activity: ("Adviser to the interministerial committee", "advisory", 9),
        cost: ("Adviser, month", 9, 310_000),
    },
];

impl Hub {
    /// Submits the requests from a new device of the office, unless they are there.
    pub(super) async fn submit_demonstration(&self, office: OfficeId) -> Result<(), DemonstrationError> {
        let Some(first) = REQUESTS.first() else { return Ok(()) };
        let asked = Asked::records([record_id(first)]);
        let found = self.store().begin().await?.find(&asked).await?;
        if !found.records.is_empty() {
            return Ok(());
        }
        let mut secret = [0; 32];
        self.random(&mut secret);
        let key = Key::from_secret(&secret);
        let code = self.invite(office, Role::Lead, "Demonstration").await?.to_string();
        let request = EnrolmentRequest {
            protocol: PROTOCOL,
            code,
            key: ByteBuf::from(key.public().to_bytes()),
        };
        self.enrol(&key.seal(Purpose::Enrolment, wire::to_cbor(&request)))
            .await?;

        let mut exchange = ExchangeRequest {
            protocol: PROTOCOL,
            counter: 1,
            cursor: Cursor::default(),
            budget: 0,
            packs: Vec::new(),
            decisions: Vec::new(),
            repair: None,
            attachments: false,
            wait: 0,
            goes_on: None,
        };
        for request in &REQUESTS {
            let (pack, decision) = self.write_request(request, office, &key)?;
            exchange.packs.push(pack);
            exchange.decisions.push(decision);
        }
        let reply = self
            .exchange(&key.seal(Purpose::Exchange, wire::to_cbor(&exchange)))
            .await?;
        let mut received = Reader::new(self.public_key(), None)
            .push(&reply)
            .map_err(content)?
            .into_iter();
        let Some(Received::Head(head)) = received.next() else {
            return Err(DemonstrationError::Content("no head".to_owned()));
        };
        let mut verdicts = head.packs.iter().chain(&head.decisions);
        match verdicts.find(|verdict| **verdict != Verdict::Accepted) {
            Some(verdict) => Err(DemonstrationError::Content(format!("{verdict:?}"))),
            None => Ok(()),
        }
    }

    fn write_request(
        &self,
        request: &InventedRequest,
        office: OfficeId,
        key: &Key,
    ) -> Result<(ByteBuf, SealedDecision), DemonstrationError> {
        let record = record_id(request);
        let mut document = Document::new(
            Kind::Request,
            Actor {
                device: key.id(),
                generation: 0,
            },
        );
        let known = document.heads();
        let at = self.now_ms();
        let mut new_item = || ItemId(self.new_id());
        let mut pen = Pen {
            at_s: at / 1_000,
            new_item: &mut new_item,
        };
        document.edit(None, &edits(request), &mut pen).map_err(content)?;
        let changes = document.changes_by(key.id(), &known);
        let pack = Pack::new(document.kind(), record, office, &changes).seal(key);
        let version = document.freeze(record).to_bytes();
        let what = Decision::Submitted {
            version: satchel_shared::ids::VersionId::of(&version),
        };
        let event = Event {
            id: EventId(self.new_id()),
            record,
            office,
            at,
            after: None,
            what,
        };
        Ok((ByteBuf::from(pack), SealedDecision::new(&event, Some(&version), key)))
    }
}

fn edits(request: &InventedRequest) -> Vec<Edit> {
    let set = |path: Path, text: &str| Edit::Set {
        path,
        value: Scalar::from(text),
    };
    let add = |list: &str, fields: &[(&str, Scalar)]| Edit::Add {
        id: None,
        path: Path::field(list),
        after: None,
        fields: fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect::<BTreeMap<_, _>>(),
    };
    let InventedRequest {
        activity: (activity, kind, months),
        cost: (item, quantity, cents),
        ..
    } = request;
    let mut edits = vec![
        set(Path::field("title"), request.title),
        set(
            Path::field("state"),
            TOLMERE.code().as_ref().map_or("", |code| code.as_str()),
        ),
        set(Path::field("language"), "en"),
        set(
            Path::field("requesting_authority").then("name"),
            "National Human Rights Commission of Tolmere",
        ),
        set(Path::field("requesting_authority").then("kind"), "nhri"),
        set(Path::field("context"), request.context),
    ];
    edits.extend(
        request
            .objectives
            .iter()
            .map(|text| add("objectives", &[("text", Scalar::from(*text))])),
    );
    edits.push(add(
        "activities",
        &[
            ("title", Scalar::from(*activity)),
            ("kind", Scalar::from(*kind)),
            ("months", Scalar::Whole(*months)),
        ],
    ));
    edits.push(add(
        "budget",
        &[
            ("item", Scalar::from(*item)),
            ("quantity", Scalar::Whole(*quantity)),
            ("unit_cost_minor", Scalar::Whole(*cents)),
            ("currency", Scalar::from("USD")),
        ],
    ));
    edits
}

fn record_id(request: &InventedRequest) -> RecordId {
    RecordId(demonstration_id("request", request.title))
}

fn content(error: impl std::fmt::Display) -> DemonstrationError {
    DemonstrationError::Content(error.to_string())
}
