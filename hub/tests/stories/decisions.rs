//! Submitting and acknowledging.

use std::sync::atomic::Ordering;

use satchel_shared::{
    day::Day,
    exchange::{ExchangeRequest, SealedDecision, Update, Verdict},
    ids::VersionId,
    ledger::{Decision, OfficeKind, Role},
    schema::Kind,
};
use serde_bytes::ByteBuf;

use crate::world::{Draft, World, code_of, decisions_of, packs_of};

#[tokio::test]
async fn a_submitted_version_arrives_at_the_desk_by_value_and_is_acknowledged() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut lead, mut desk) = (world.lead(office).await, world.desk().await);
    let mut draft = Draft::new(&lead, 1);
    let pack = ByteBuf::from(draft.write("Training for forty judges"));
    let (submission, version, bytes) = lead.submission(&mut draft);
    let request = ExchangeRequest {
        packs: vec![pack],
        decisions: vec![submission],
        ..lead.request()
    };
    let reply = lead.exchange(&request).await;
    assert_eq!(
        (reply.packs, reply.decisions),
        (vec![Verdict::Accepted], vec![Verdict::Accepted])
    );
    let own = decisions_of(&reply.updates);
    assert_eq!(
        (own[0].number, own[0].version_number, own[0].at),
        (1, 1, reply.at),
        "told at once"
    );

    let updates = desk.receive().await.updates;
    let entries = decisions_of(&updates);
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].decision.version_bytes(version), Ok(Some(bytes)));
    assert!(entries[0].office_name.starts_with("field-office"));
    let event = entries[0].decision.open(&lead.key.public()).expect("the lead's");
    assert_eq!((event.record, event.office), (draft.record, office));

    let seen = desk.decide(&draft, Decision::Acknowledged { version }, None);
    assert_eq!(desk.send_decision(&seen).await, Verdict::Accepted);
    let updates = lead.receive().await.updates;
    let answer = decisions_of(&updates)[0];
    assert_eq!((answer.number, answer.version_number), (2, 1));
    assert!(answer.decision.open(&desk.key.public()).is_ok());
    assert_eq!(world.hub.verify().await.expect("whole"), 2);
}

#[tokio::test]
async fn the_desk_cannot_read_a_draft_and_another_office_reads_nothing() {
    let world = World::new().await;
    let (office, elsewhere) = (world.field_office().await, world.field_office().await);
    let (mut lead, mut desk) = (world.lead(office).await, world.desk().await);
    let mut stranger = world.lead(elsewhere).await;
    let mut draft = Draft::new(&lead, 1);
    let first = draft.write("What nobody else shall read");
    assert_eq!(lead.send_packs(&[first]).await, [Verdict::Accepted]);
    for device in [&mut desk, &mut stranger] {
        let updates = device.receive().await.updates;
        assert!(packs_of(&updates).is_empty() && decisions_of(&updates).is_empty());
    }
    let (submission, _, _) = lead.submission(&mut draft);
    assert_eq!(lead.send_decision(&submission).await, Verdict::Accepted);
    let later = draft.write("What was changed after it was submitted");
    assert_eq!(lead.send_packs(&[later]).await, [Verdict::Accepted]);
    let updates = desk.receive().await.updates;
    assert_eq!((packs_of(&updates).len(), decisions_of(&updates).len()), (0, 1));
    let updates = stranger.receive().await.updates;
    assert!(packs_of(&updates).is_empty() && decisions_of(&updates).is_empty());
}

#[tokio::test]
async fn a_decision_sent_again_is_accepted_again_and_stands_once() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut lead, mut desk) = (world.lead(office).await, world.desk().await);
    let mut draft = Draft::new(&lead, 1);
    let (submission, _, _) = lead.submission(&mut draft);
    for _ in 0..3 {
        assert_eq!(lead.send_decision(&submission).await, Verdict::Accepted);
    }
    assert_eq!(decisions_of(&desk.receive().await.updates).len(), 1);
    assert_eq!(world.hub.verify().await.expect("whole"), 1);
}

#[tokio::test]
async fn versions_are_numbered_as_they_are_submitted() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut lead, mut desk) = (world.lead(office).await, world.desk().await);
    let mut draft = Draft::new(&lead, 1);
    let mut versions = Vec::new();
    for title in ["One", "Two"] {
        draft.write(title);
        let (submission, version, _) = lead.submission(&mut draft);
        assert_eq!(lead.send_decision(&submission).await, Verdict::Accepted);
        versions.push(version);
    }
    let late = desk.decide(&draft, Decision::Acknowledged { version: versions[0] }, None);
    assert_eq!(code_of(&desk.send_decision(&late).await), "not-the-latest-version");
    let seen = desk.decide(&draft, Decision::Acknowledged { version: versions[1] }, None);
    assert_eq!(desk.send_decision(&seen).await, Verdict::Accepted);
    let updates = lead.receive().await.updates;
    let numbers: Vec<u32> = decisions_of(&updates)
        .iter()
        .map(|entry| entry.version_number)
        .collect();
    assert_eq!(numbers, [2], "the two submissions came with the replies to them");
}

#[tokio::test]
async fn the_rules_are_the_hubs_as_well() {
    let world = World::new().await;
    let (office, elsewhere) = (world.field_office().await, world.field_office().await);
    let (mut lead, mut desk) = (world.lead(office).await, world.desk().await);
    let mut stranger = world.lead(elsewhere).await;
    let mut draft = Draft::new(&lead, 1);
    let none = VersionId([0; 32]);
    let early = desk.decide(&draft, Decision::Acknowledged { version: none }, None);
    assert_eq!(code_of(&desk.send_decision(&early).await), "not-submitted");
    let (by_desk, _, _) = desk.submission(&mut draft);
    assert_eq!(code_of(&desk.send_decision(&by_desk).await), "role-may-not");
    let (submission, version, _) = lead.submission(&mut draft);
    assert_eq!(lead.send_decision(&submission).await, Verdict::Accepted);
    let (again, _, _) = lead.submission(&mut draft);
    assert_eq!(code_of(&lead.send_decision(&again).await), "already-submitted");
    let (foreign, _, _) = stranger.submission(&mut draft);
    assert_eq!(code_of(&stranger.send_decision(&foreign).await), "not-your-office");
    draft.office = elsewhere;
    let (claimed, _, _) = stranger.submission(&mut draft);
    assert_eq!(code_of(&stranger.send_decision(&claimed).await), "not-your-office");
    let by_lead = lead.decide(&draft, Decision::Acknowledged { version }, None);
    assert_eq!(code_of(&lead.send_decision(&by_lead).await), "not-your-office");
}

#[tokio::test]
async fn a_version_must_be_there_and_be_the_one_that_is_signed_for() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut lead = world.lead(office).await;
    let mut draft = Draft::new(&lead, 1);
    let (_, version, bytes) = lead.submission(&mut draft);
    let submitted = || Decision::Submitted { version };

    let without = lead.decide(&draft, submitted(), None);
    assert_eq!(code_of(&lead.send_decision(&without).await), "missing-version");
    let other = lead.decide(&draft, submitted(), Some(b"{}"));
    assert_eq!(code_of(&lead.send_decision(&other).await), "version-unreadable");
    let spaced = [bytes.as_slice(), b" "].concat();
    let what = Decision::Submitted {
        version: VersionId::of(&spaced),
    };
    let not_canonical = lead.decide(&draft, what, Some(&spaced));
    assert_eq!(code_of(&lead.send_decision(&not_canonical).await), "version-unreadable");
    draft.record = satchel_shared::ids::RecordId(uuid::Uuid::from_u128(2));
    let of_another = lead.decide(&draft, submitted(), Some(&bytes));
    assert_eq!(
        code_of(&lead.send_decision(&of_another).await),
        "version-of-another-record"
    );
}

#[tokio::test]
async fn a_decision_that_was_altered_or_reuses_an_id_is_refused() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut lead = world.lead(office).await;
    let mut draft = Draft::new(&lead, 1);
    let (submission, _, _) = lead.submission(&mut draft);
    let mut event = submission.event.clone().into_vec();
    *event.last_mut().expect("bytes") ^= 1;
    let altered = SealedDecision {
        event: ByteBuf::from(event),
        version: submission.version.clone(),
    };
    assert_eq!(code_of(&lead.send_decision(&altered).await), "wrong-signature");
    assert_eq!(lead.send_decision(&submission).await, Verdict::Accepted);
    let mut same_id = submission.open(&lead.key.public()).expect("its own");
    same_id.at = 1;
    let reused = SealedDecision {
        version: submission.version,
        ..SealedDecision::new(&same_id, None, &lead.key)
    };
    assert_eq!(code_of(&lead.send_decision(&reused).await), "decision-id-reused");
}

/// A partner that was asked to assist, and is not any more: who had read the request lets go of it, and who joins later never gets it.
#[tokio::test]
async fn what_others_may_read_no_longer_comes_to_nobody_who_joins_later() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut lead, mut desk) = (world.lead(office).await, world.desk().await);
    let agency = world.office(OfficeKind::Agency, &["IDN"]).await;
    let mut early = world.device(agency, Role::Partner).await;
    let mut draft = Draft::new(&lead, 1);
    let (submission, version, _) = lead.submission(&mut draft);
    assert_eq!(lead.send_decision(&submission).await, Verdict::Accepted);
    let reason = || "They know how.".to_owned();
    let referred = Decision::Referred {
        version,
        to: agency,
        reason: reason(),
    };
    for what in [Decision::Acknowledged { version }, referred.clone()] {
        let sealed = desk.decide(&draft, what, None);
        assert_eq!(desk.send_decision(&sealed).await, Verdict::Accepted);
    }
    let has_text = |updates: &[Update]| {
        let decisions = decisions_of(updates).into_iter();
        decisions.filter(|entry| entry.decision.version.is_some()).count()
    };
    assert_eq!(has_text(&early.receive().await.updates), 1);
    let accepted = Decision::Accepted {
        version,
        reason: reason(),
    };
    let sealed = desk.decide(&draft, accepted, None);
    assert_eq!(desk.send_decision(&sealed).await, Verdict::Accepted);
    let removed = |updates: &[Update]| updates.iter().any(|it| matches!(it, Update::Removal(_)));
    assert!(removed(&early.receive().await.updates));
    let mut late = world.device(agency, Role::Partner).await;
    let updates = late.receive().await.updates;
    assert_eq!(
        (has_text(&updates), decisions_of(&updates).len()),
        (0, 0),
        "{updates:?}"
    );
    // The office itself and the desk keep all of it.
    let mut colleague = world.lead(office).await;
    assert_eq!(decisions_of(&colleague.receive().await.updates).len(), 4);
}

/// What is shared up to a day: who joins after it never gets it, and who was away on it is told to let go.
#[tokio::test]
async fn what_was_shared_up_to_a_day_goes_to_nobody_after_it() {
    let world = World::new().await;
    let agency = world.office(OfficeKind::Agency, &["IDN"]).await;
    let other = world.office(OfficeKind::Agency, &["IDN"]).await;
    let (mut partner, mut early) = (
        world.device(agency, Role::Partner).await,
        world.device(other, Role::Partner).await,
    );
    let today = Day::of(world.surroundings.now_ms.load(Ordering::Relaxed));
    let mut draft = Draft::of(Kind::Activity, &partner, 1);
    draft.set("state", "IDN");
    for (title, until) in [("Courses", None), ("Courses for judges", Some(today))] {
        draft.set("title", title);
        let bytes = draft.document.freeze(draft.record).to_bytes();
        let version = VersionId::of(&bytes);
        let shared = partner.decide(&draft, Decision::Shared { version, until }, Some(&bytes));
        assert_eq!(partner.send_decision(&shared).await, Verdict::Accepted);
        if until.is_none() {
            assert_eq!(decisions_of(&early.receive().await.updates).len(), 1);
        }
    }
    let mut on_the_day = world.device(other, Role::Partner).await;
    assert_eq!(decisions_of(&on_the_day.receive().await.updates).len(), 2);
    world
        .surroundings
        .now_ms
        .fetch_add(24 * 60 * 60 * 1000, Ordering::Relaxed);
    let mut late = world.device(other, Role::Partner).await;
    assert_eq!(decisions_of(&late.receive().await.updates).len(), 0);
    let updates = early.receive().await.updates;
    assert_eq!(decisions_of(&updates).len(), 0, "{updates:?}");
    assert!(updates.contains(&Update::Removal(draft.record)), "{updates:?}");
    // It is shared anew, and all of them have it again.
    draft.set("title", "Courses for judges and lawyers");
    let bytes = draft.document.freeze(draft.record).to_bytes();
    let version = VersionId::of(&bytes);
    let shared = partner.decide(&draft, Decision::Shared { version, until: None }, Some(&bytes));
    assert_eq!(partner.send_decision(&shared).await, Verdict::Accepted);
    for device in [&mut early, &mut on_the_day, &mut late] {
        assert_eq!(decisions_of(&device.receive().await.updates).len(), 1);
    }
}
