//! A member of one office can neither read nor write another's record: by no path of the hub, by no decision, in no role.

use reqwest::StatusCode;
use satchel_hub::http::Route;
use satchel_shared::{
    exchange::Verdict,
    ids::{CodeHash, KeyBytes, MemberId, VersionId},
    ledger::{
        Decision, EventName, OfficeKind, Role, Scope, Status, Subject,
        consent::Given,
        rules::{self, Relation},
    },
    satchel::Content,
    schema::Kind,
};
use serde_json::json;
use uuid::Uuid;

use super::attachments::{Asker, hash, paper};
use crate::world::{Device, Draft, World, decisions_of, packs_of, snapshots_of};

const REQUEST: Subject = Subject::Record(Kind::Request);

/// What one office has at the hub: a draft that nobody else may see, and a request that the desk has read.
struct Victim {
    lead: Device,
    code: String,
    draft: Draft,
    submitted: Draft,
    version: VersionId,
    /// Of the draft, and of what was submitted.
    files: [Vec<u8>; 2],
}

impl Victim {
    async fn new(world: &World) -> Self {
        let office = world.field_office().await;
        let code = world
            .hub
            .invite(office, Role::Lead, "Ayu")
            .await
            .expect("invited")
            .to_string();
        let mut lead = world.lead(office).await;
        let files = [paper(3_000), paper(4_000)];
        let asker = Asker::of(world, &mut lead).await;
        let (mut draft, mut submitted) = (Draft::new(&lead, 1), Draft::new(&lead, 2));
        for (draft, file) in [(&mut draft, &files[0]), (&mut submitted, &files[1])] {
            assert!(asker.bring(&hash(file), 0, file.len(), file).await.is_whole);
            let packs = [
                draft.write("In confidence"),
                draft.attach("Annex.bin", &hash(file), file.len()),
            ];
            assert_eq!(lead.send_packs(&packs).await, [Verdict::Accepted, Verdict::Accepted]);
        }
        let (submission, version, _) = lead.submission(&mut submitted);
        assert_eq!(lead.send_decision(&submission).await, Verdict::Accepted);
        let mut desk = world.desk().await;
        let seen = desk.decide(&submitted, Decision::Acknowledged { version }, None);
        assert_eq!(desk.send_decision(&seen).await, Verdict::Accepted);
        let joins = world.new_key();
        world.enrol(&code, &joins).await.expect("let in");
        lead.receive().await;
        Self {
            lead,
            code,
            draft,
            submitted,
            version,
            files,
        }
    }
}

/// A decision of this name on a version, which says all that it has to say.
fn decision(version: VersionId, name: EventName, by: &Device) -> Decision {
    let someone = MemberId(Uuid::from_u128(5));
    let says = json!({
        "version": version, "text": "Because.", "reason": "Because.", "question": Uuid::from_u128(6),
        "to": by.office, "by": by.office, "accepts": true, "scope": "public", "authority": "Ministry",
        "on": "2026-03-01", "evidence": "A letter", "member": someone, "role": "lead", "name": "Ana",
        "kind": "agency", "device": by.key.id(), "code": CodeHash([1; 32]),
        "acknowledge": 1, "decide": 1, "answer": 1, "start": 1, "donor": "A State", "amount": 100, "currency": "USD",
        "rate": 1_000_000, "rate_on": "2026-03-01", "allocation": Uuid::from_u128(6), "of": Uuid::from_u128(6),
        "received": true, "key": KeyBytes([7; 32]),
    });
    let what = match name {
        EventName::OfficeAdded => json!({ "office": { "added": says } }),
        EventName::MemberInvited
        | EventName::RoleChanged
        | EventName::MemberLeft
        | EventName::DeviceRevoked
        | EventName::RescueAllowed
        | EventName::KeyReplaced
        | EventName::LevelsSet => json!({ "office": { name.as_str(): says } }),
        EventName::Contribution | EventName::Allocation | EventName::Expenditure | EventName::Reversal => {
            json!({ "fund": { name.as_str(): says } })
        }
        EventName::Submitted
        | EventName::Acknowledged
        | EventName::ClarificationAsked
        | EventName::ClarificationAnswered
        | EventName::Assigned
        | EventName::Accepted
        | EventName::Declined
        | EventName::Referred
        | EventName::DeliveryStarted
        | EventName::Completed
        | EventName::Withdrawn
        | EventName::ConsentGiven
        | EventName::ConsentWithdrawn
        | EventName::Shared
        | EventName::Published
        | EventName::Unpublished
        | EventName::ThemeProposed
        | EventName::ThemeApproved
        | EventName::Invited
        | EventName::InvitationAnswered
        | EventName::DiscussionClosed => json!({ name.as_str(): says }),
    };
    let what: Decision = serde_json::from_value(what).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(what.name(), name);
    what
}

/// A member of another office, of the same State where offices have one.
async fn stranger(world: &World, role: Role) -> Device {
    let kind = OfficeKind::ALL
        .iter()
        .copied()
        .find(|kind| role.sits_in(*kind))
        .expect("an office");
    let office = world.office(kind, &["IDN"]).await;
    world.device(office, role).await
}

#[tokio::test]
async fn by_no_path_does_anyone_of_another_office_read_or_write_a_record() {
    for role in Role::ALL {
        let world = World::new().await;
        let mut victim = Victim::new(&world).await;
        let before = world.hub.verify().await.expect("whole");
        let mut stranger = stranger(&world, *role).await;
        for route in Route::ALL {
            match route {
                Route::Keys => {
                    let keys = world.link.post(route.path(), Vec::new()).await.expect("an answer");
                    assert_eq!(keys, [0x80], "{role}: an empty list, as CBOR has it");
                }
                Route::Health => assert_eq!(world.link.get(route.path()).await, StatusCode::NO_CONTENT),
                Route::Enrol => {
                    let (status, refused) = world.enrol(&victim.code, &world.new_key()).await.expect_err("used up");
                    assert_eq!(
                        (status, refused.code.as_str()),
                        (StatusCode::CONFLICT, "code-used"),
                        "{role}"
                    );
                }
                Route::Sync => {
                    reads_nothing(&mut stranger, &victim, *role).await;
                    writes_nothing(&mut stranger, &mut victim, *role).await;
                }
                Route::Attachment => sees_and_writes_no_file(&world, &mut stranger, &mut victim, *role).await,
            }
        }
        assert_eq!(
            world.hub.verify().await.expect("whole"),
            before,
            "{role}: nothing was decided"
        );
        let updates = victim.lead.receive().await.updates;
        assert!(
            packs_of(&updates).is_empty() && decisions_of(&updates).is_empty(),
            "{role}: {updates:?}"
        );
    }
}

/// What others may read they decide on as little: of each kind of record, and whichever way it comes to the hub.
#[tokio::test]
async fn by_no_decision_does_who_reads_a_record_of_another_office_write_it() {
    for role in Role::ALL {
        let world = World::new().await;
        let records = shared(&world).await;
        let mut stranger = stranger(&world, *role).await;
        let read = decisions_of(&stranger.receive().await.updates).len();
        // Whoever drafts, submits or keeps books reads practices; of a State's office the others too, and the desk all.
        assert!(read >= 1, "{role}: {read}");
        let before = world.hub.verify().await.expect("whole");
        let (mut carried, mut tried) = (Vec::new(), 0);
        for Shared {
            draft,
            version,
            bytes,
            status,
        } in &records
        {
            let subject = Subject::Record(draft.document.kind());
            for name in EventName::ALL.iter().copied() {
                if rules::follow(subject, *status, name, *role, Relation::Others).is_ok() {
                    assert_eq!(*role, Role::Desk, "{name}");
                    continue;
                }
                let what = decision(*version, name, &stranger);
                let bytes = name.may_bring_version().then_some(&bytes[..]);
                for office in [draft.office, stranger.office] {
                    let mut on = Draft::of(draft.document.kind(), &stranger, draft.record.0.as_u128());
                    on.office = office;
                    let sealed = || stranger.decide(&on, what.clone(), bytes);
                    let (by_wire, by_courier) = (sealed(), sealed());
                    let verdict = stranger.send_decision(&by_wire).await;
                    assert!(matches!(verdict, Verdict::Refused(_)), "{role} {name}: {verdict:?}");
                    carried.push(Content::Decision(by_courier));
                    tried += 1;
                }
            }
            let mut theirs = Draft::of(draft.document.kind(), &stranger, draft.record.0.as_u128());
            theirs.office = draft.office;
            carried.push(Content::Pack(theirs.write_unknown("title", vec![1]).into()));
        }
        let satchel = world.packed(&stranger, "carried.satchel", &carried, None);
        let unpacked = world.unpack(&satchel).await;
        assert_eq!(
            (unpacked.taken, unpacked.refused),
            (0, tried + records.len() as u64),
            "{role}"
        );
        assert_eq!(world.hub.verify().await.expect("whole"), before, "{role}");
    }
}

/// What others read, or may read, of an office.
struct Shared {
    draft: Draft,
    version: VersionId,
    bytes: Vec<u8>,
    status: Status,
}

/// A practice, an activity, an observation and a discussion, each shared or proposed by an office of its own, with how they stand.
async fn shared(world: &World) -> Vec<Shared> {
    let mut all = Vec::new();
    for (number, kind, role) in [
        (1, Kind::Practice, Role::Lead),
        (2, Kind::Activity, Role::Partner),
        (3, Kind::Observation, Role::Mandate),
        (4, Kind::Discussion, Role::Desk),
    ] {
        let mut owner = self::stranger(world, role).await;
        let mut draft = Draft::of(kind, &owner, number);
        let (field, value) = if kind == Kind::Discussion {
            ("theme", "Asylum")
        } else {
            ("state", "IDN")
        };
        draft.set(field, value);
        let bytes = draft.document.freeze(draft.record).to_bytes();
        let version = VersionId::of(&bytes);
        let shared = Decision::Shared { version, until: None };
        let submitted = Decision::Submitted { version };
        let (decided, status) = match kind {
            Kind::Practice => {
                let consent = decision(version, EventName::ConsentGiven, &owner);
                let Decision::ConsentGiven(given) = consent else {
                    unreachable!()
                };
                let consent = Decision::ConsentGiven(Given {
                    scope: Scope::Network,
                    ..given
                });
                (vec![submitted, consent, shared], Status::Submitted)
            }
            Kind::Activity | Kind::Observation => (vec![shared], Status::Shared),
            Kind::Discussion => (vec![Decision::ThemeProposed { version }], Status::Proposed),
            Kind::Request | Kind::Assessment => unreachable!("not of those"),
        };
        for what in decided {
            let brings = what.name().may_bring_version().then_some(&bytes[..]);
            let sealed = owner.decide(&draft, what, brings);
            assert_eq!(owner.send_decision(&sealed).await, Verdict::Accepted, "{kind}");
        }
        all.push(Shared {
            draft,
            version,
            bytes,
            status,
        });
    }
    all
}

/// The desk reads what was submitted, by value; nobody else anything, and no draft.
async fn reads_nothing(stranger: &mut Device, victim: &Victim, role: Role) {
    let mut decided = Vec::new();
    loop {
        let reply = stranger.receive().await;
        assert!(
            packs_of(&reply.updates).is_empty() && snapshots_of(&reply.updates).is_empty(),
            "{role}"
        );
        decided.extend(decisions_of(&reply.updates).into_iter().cloned());
        if !reply.more {
            break;
        }
    }
    assert_eq!(
        stranger.check_digest().await,
        0,
        "{role}: of no record is it told where it stands"
    );
    if role != Role::Desk {
        assert!(decided.is_empty(), "{role}: {decided:?}");
        return;
    }
    for entry in &decided {
        let known = [victim.lead.key.public()]
            .iter()
            .find_map(|key| entry.decision.open(key).ok());
        assert!(known.is_none_or(|event| event.record == victim.submitted.record));
    }
    assert_eq!(decided.len(), 2, "submitted, and acknowledged");
}

async fn writes_nothing(stranger: &mut Device, victim: &mut Victim, role: Role) {
    for record in [victim.draft.record, victim.submitted.record] {
        // As a record of its own, and as one of the other office.
        for office in [stranger.office, victim.lead.office] {
            let mut theirs = Draft::new(stranger, record.0.as_u128());
            theirs.office = office;
            let pack = theirs.write("Not by its office");
            let verdicts = stranger.send_packs(&[pack]).await;
            assert!(matches!(verdicts[..], [Verdict::Refused(_)]), "{role}: {verdicts:?}");
        }
    }
    for name in EventName::ALL.iter().copied() {
        let what = decision(victim.version, name, stranger);
        let is_on_an_office = matches!(what, Decision::Office(_));
        let (subject, status) = if is_on_an_office {
            (Subject::Office, Status::Open)
        } else {
            (REQUEST, Status::Acknowledged)
        };
        // The desk decides on requests, and whoever administers on offices: that is not what is asked here.
        if rules::follow(subject, status, name, role, Relation::Others).is_ok() {
            assert!(matches!(role, Role::Desk | Role::Admin), "{role} {name}");
            continue;
        }
        let version = victim.submitted.document.freeze(victim.submitted.record).to_bytes();
        for office in [victim.lead.office, stranger.office] {
            let mut on = Draft::new(stranger, victim.submitted.record.0.as_u128());
            on.office = office;
            let sealed = if let Decision::Office(what) = &what
                && office == victim.lead.office
            {
                stranger.decide_on(office, what.clone())
            } else {
                stranger.decide(&on, what.clone(), name.may_bring_version().then_some(&version[..]))
            };
            let verdict = stranger.send_decision(&sealed).await;
            assert!(matches!(verdict, Verdict::Refused(_)), "{role} {name}: {verdict:?}");
        }
    }
}

async fn sees_and_writes_no_file(world: &World, stranger: &mut Device, victim: &mut Victim, role: Role) {
    let asker = Asker::of(world, stranger).await;
    let owner = Asker::of(world, &mut victim.lead).await;
    let [of_the_draft, of_the_submitted] = &victim.files;
    for (file, may_read) in [(of_the_draft, false), (of_the_submitted, role == Role::Desk)] {
        let name = hash(file);
        let status = if may_read {
            StatusCode::PARTIAL_CONTENT
        } else {
            StatusCode::NOT_FOUND
        };
        assert_eq!(asker.have(&name).await.status, status, "{role}");
        assert_eq!(
            asker.came(&name).await.came,
            Some(0),
            "{role}: not even that it is there"
        );
        // Other bytes under its name are nobody's, and the office's own stay as they were.
        let others: Vec<u8> = file.iter().map(|byte| byte ^ 1).collect();
        let brought = asker.bring(&name, 0, others.len(), &others).await;
        assert!(!brought.is_whole, "{role}");
        assert_eq!(asker.have(&name).await.status, status, "{role}");
        assert_eq!(&owner.have(&name).await.body, file, "{role}");
    }
}
