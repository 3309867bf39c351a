//! Who is there: offices, members, invitations and devices, as those decide it who administer or lead.

use std::collections::BTreeMap;

use reqwest::StatusCode;
use satchel_shared::{
    exchange::{ExchangeRequest, MemberCard, Update, Verdict},
    ids::{MemberId, OfficeId},
    invitation::InvitationCode,
    ledger::{OfficeDecision, OfficeKind, Role},
    satchel::{Answer, Content, Said},
    seal::PublicKey,
};
use serde_bytes::ByteBuf;
use uuid::Uuid;

use crate::world::{Device, Draft, World, code_of, decisions_of, members_of, packs_of};

pub(super) const NEW_OFFICE: OfficeId = OfficeId(Uuid::from_u128(77));
pub(super) const NEW_MEMBER: MemberId = MemberId(Uuid::from_u128(78));

pub(super) fn invited(world: &World, secret: u8, role: Role) -> (InvitationCode, OfficeDecision) {
    invited_as(NEW_MEMBER, world, secret, role)
}

fn invited_as(member: MemberId, world: &World, secret: u8, role: Role) -> (InvitationCode, OfficeDecision) {
    let code = InvitationCode::new([secret; 10], world.hub.id());
    let what = OfficeDecision::MemberInvited {
        member,
        name: "Ana".to_owned(),
        role,
        code: code.hash(),
    };
    (code, what)
}

pub(super) fn added() -> OfficeDecision {
    OfficeDecision::Added {
        name: "Commission of Timor-Leste".to_owned(),
        kind: OfficeKind::Nhri,
        states: vec!["TLS".parse().expect("a State")],
    }
}

/// Sends a decision on an office.
pub(super) async fn decide(device: &mut Device, office: OfficeId, what: OfficeDecision) -> Verdict {
    let sealed = device.decide_on(office, what);
    device.send_decision(&sealed).await
}

/// The member whose device this is, as an update tells it.
fn holder<'a>(members: &BTreeMap<MemberId, &'a MemberCard>, device: &Device) -> &'a MemberCard {
    let key = device.key.public().to_bytes();
    let is_of = |card: &&&MemberCard| card.devices.iter().any(|known| known.key == key);
    members.values().find(is_of).expect("known")
}

#[tokio::test]
async fn an_administrator_adds_an_office_and_invites_its_first_member_who_joins() {
    let world = World::new().await;
    let mut admin = world.admin().await;
    admin.receive().await;
    assert_eq!(decide(&mut admin, NEW_OFFICE, added()).await, Verdict::Accepted);
    let (code, invitation) = invited(&world, 7, Role::Lead);
    assert_eq!(decide(&mut admin, NEW_OFFICE, invitation).await, Verdict::Accepted);
    let reply = world.enrol(&code.to_string(), &world.new_key()).await.expect("let in");
    assert_eq!(
        (reply.office, reply.role, reply.member.as_str()),
        (NEW_OFFICE, Role::Lead, "Ana")
    );
    assert_eq!(reply.member_id, Some(NEW_MEMBER));
    let updates = admin.receive().await.updates;
    let members = members_of(&updates);
    let ana = members.get(&NEW_MEMBER).expect("told");
    assert_eq!(
        (ana.devices.len(), ana.invited_until),
        (1, None),
        "joined, and invited no more"
    );
    assert_eq!(world.hub.verify().await.expect("whole"), 2);
}

#[tokio::test]
async fn who_does_not_administer_adds_and_invites_nobody() {
    let world = World::new().await;
    let office = world.field_office().await;
    let headquarters = world.headquarters().await;
    for (device, role) in [
        (world.lead(office).await, Role::Lead),
        (world.device(office, Role::Drafter).await, Role::Drafter),
        (world.device(headquarters, Role::Desk).await, Role::Desk),
        (world.device(headquarters, Role::Fund).await, Role::Fund),
    ] {
        let mut device = device;
        let refused = decide(&mut device, NEW_OFFICE, added()).await;
        assert_eq!(code_of(&refused), "role-may-not", "{role}");
        let (code, invitation) = invited(&world, 8, Role::Lead);
        let refused = decide(&mut device, office, invitation).await;
        assert_eq!(code_of(&refused), "role-may-not", "{role}");
        let (_, error) = world
            .enrol(&code.to_string(), &world.new_key())
            .await
            .expect_err("refused");
        assert_eq!(error.code, "code-unknown", "{role}");
    }
}

#[tokio::test]
async fn what_a_decision_names_must_be_there() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut admin = world.admin().await;
    let (_, invitation) = invited(&world, 9, Role::Lead);
    let nowhere = decide(&mut admin, NEW_OFFICE, invitation.clone()).await;
    assert_eq!(code_of(&nowhere), "no-such-office");
    let (_, at_headquarters_only) = invited(&world, 10, Role::Desk);
    let refused = decide(&mut admin, office, at_headquarters_only).await;
    assert_eq!(code_of(&refused), "role-elsewhere");
    assert_eq!(decide(&mut admin, office, invitation).await, Verdict::Accepted);
    let again = invited_as(MemberId(Uuid::from_u128(79)), &world, 9, Role::Lead).1;
    assert_eq!(code_of(&decide(&mut admin, office, again).await), "code-reused");
    let nobody = OfficeDecision::MemberLeft {
        member: MemberId(Uuid::from_u128(80)),
        reason: String::new(),
    };
    assert_eq!(code_of(&decide(&mut admin, office, nobody).await), "no-such-member");
    let unknown = OfficeDecision::DeviceRevoked {
        device: world.new_key().id(),
        reason: String::new(),
    };
    assert_eq!(code_of(&decide(&mut admin, office, unknown).await), "device-elsewhere");
    let twice = decide(&mut admin, office, added()).await;
    assert_eq!(code_of(&twice), "not-in-this-status");
}

/// By a courier, whoever has a code's hash can join by it.
#[tokio::test]
async fn an_invitation_is_told_to_nobody_but_those_who_administer() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut admin, mut other_admin) = (world.admin().await, world.admin().await);
    let (mut lead, mut desk) = (world.lead(office).await, world.desk().await);
    let (_, invitation) = invited(&world, 11, Role::Drafter);
    assert_eq!(decide(&mut admin, office, invitation).await, Verdict::Accepted);
    for (device, sees) in [(&mut other_admin, true), (&mut lead, false), (&mut desk, false)] {
        let updates = device.receive().await.updates;
        assert_eq!(!decisions_of(&updates).is_empty(), sees);
        let members = members_of(&updates);
        let ana = members
            .get(&NEW_MEMBER)
            .expect("that there is such a member, all are told");
        assert!(ana.invited_until.is_some());
    }
}

#[tokio::test]
async fn a_lead_hands_the_office_over_and_may_submit_no_more() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut lead = world.lead(office).await;
    let mut successor = world.device(office, Role::Drafter).await;
    let updates = lead.receive().await.updates;
    let members = members_of(&updates);
    let (old, new) = (holder(&members, &lead).id, holder(&members, &successor).id);
    let mut draft = Draft::new(&lead, 1);
    let (submission, _, _) = lead.submission(&mut draft);
    assert_eq!(lead.send_decision(&submission).await, Verdict::Accepted);
    for (member, role) in [(new, Role::Lead), (old, Role::Drafter)] {
        let what = OfficeDecision::RoleChanged { member, role };
        assert_eq!(decide(&mut lead, office, what).await, Verdict::Accepted);
    }
    draft.write("What was changed since");
    let (submission, version, bytes) = lead.submission(&mut draft);
    assert_eq!(code_of(&lead.send_decision(&submission).await), "role-may-not");
    let again = successor.decide(
        &draft,
        satchel_shared::ledger::Decision::Submitted { version },
        Some(&bytes),
    );
    assert_eq!(successor.send_decision(&again).await, Verdict::Accepted);
    let updates = world.lead(office).await.receive().await.updates;
    assert_eq!(holder(&members_of(&updates), &successor).role, Role::Lead);
    assert_eq!(world.hub.verify().await.expect("whole, by the roles of each time"), 4);
}

#[tokio::test]
async fn a_lead_decides_about_no_other_office() {
    let world = World::new().await;
    let (here, elsewhere) = (world.field_office().await, world.field_office().await);
    let (mut lead, stranger) = (world.lead(here).await, world.lead(elsewhere).await);
    let revoked = OfficeDecision::DeviceRevoked {
        device: stranger.key.id(),
        reason: String::new(),
    };
    let refused = decide(&mut lead, elsewhere, revoked.clone()).await;
    assert_eq!(code_of(&refused), "not-your-office");
    // Nor by naming it under one's own office.
    assert_eq!(code_of(&decide(&mut lead, here, revoked).await), "device-elsewhere");
}

/// Also where another process of the hub changed it.
#[tokio::test]
async fn a_change_of_role_counts_from_the_next_exchange_on() {
    let world = World::new().await;
    let mut admin = world.admin().await;
    let headquarters = admin.office;
    let mut officer = world.device(headquarters, Role::Desk).await;
    let office = world.field_office().await;
    let mut lead = world.lead(office).await;
    officer.receive().await;
    let mut draft = Draft::new(&lead, 1);
    let (submission, version, _) = lead.submission(&mut draft);
    assert_eq!(lead.send_decision(&submission).await, Verdict::Accepted);
    let updates = admin.receive().await.updates;
    let member = holder(&members_of(&updates), &officer).id;
    let what = OfficeDecision::RoleChanged {
        member,
        role: Role::Fund,
    };
    assert_eq!(decide(&mut admin, headquarters, what).await, Verdict::Accepted);
    let acknowledged = satchel_shared::ledger::Decision::Acknowledged { version };
    let seen = officer.decide(&draft, acknowledged, None);
    let request = ExchangeRequest {
        decisions: vec![seen],
        ..officer.request()
    };
    let reply = officer.exchange(&request).await;
    assert_eq!(code_of(&reply.decisions[0]), "role-may-not");
    let mut told = decisions_of(&reply.updates).into_iter();
    let submission = told.find(|entry| entry.decision.version.is_some());
    assert_eq!(submission, None, "what goes to the desk goes to it no more");
}

#[tokio::test]
async fn a_member_who_has_left_is_let_in_by_no_code_and_heard_on_no_device() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut admin = world.admin().await;
    let (first, invitation) = invited(&world, 12, Role::Lead);
    let (second, another) = invited(&world, 13, Role::Lead);
    for what in [invitation, another] {
        assert_eq!(decide(&mut admin, office, what).await, Verdict::Accepted);
    }
    let key = world.new_key();
    world.enrol(&first.to_string(), &key).await.expect("let in");
    let left = OfficeDecision::MemberLeft {
        member: NEW_MEMBER,
        reason: "Posted elsewhere".to_owned(),
    };
    assert_eq!(decide(&mut admin, office, left).await, Verdict::Accepted);
    let (_, error) = world
        .enrol(&second.to_string(), &world.new_key())
        .await
        .expect_err("refused");
    assert_eq!(error.code, "code-unknown");
    let updates = world.admin().await.receive().await.updates;
    let members = members_of(&updates);
    let ana = members.get(&NEW_MEMBER).expect("told");
    assert!(ana.left_at.is_some() && ana.invited_until.is_none());
    assert!(ana.devices.iter().all(|device| device.revoked_at.is_some()));
    let mut device = world.lead(office).await;
    device.key = key;
    let body = device.request();
    let (status, _) = device.try_exchange(&body).await.expect_err("not heard");
    assert_eq!(status, StatusCode::FORBIDDEN);
}

/// Whatever it sends with it.
#[tokio::test]
async fn a_device_by_which_itself_is_revoked_decides_nothing_after_that() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut lead, mut colleague) = (world.lead(office).await, world.lead(office).await);
    let revoked = OfficeDecision::DeviceRevoked {
        device: lead.key.id(),
        reason: "It is handed in".to_owned(),
    };
    let mut draft = Draft::new(&lead, 1);
    let revoked = lead.decide_on(office, revoked);
    let (submission, _, _) = lead.submission(&mut draft);
    let request = ExchangeRequest {
        decisions: vec![revoked, submission],
        ..lead.request()
    };
    let reply = lead.exchange(&request).await;
    assert_eq!(reply.decisions[0], Verdict::Accepted);
    assert_eq!(code_of(&reply.decisions[1]), "device-revoked");
    assert_eq!(world.hub.verify().await.expect("whole"), 1);
    assert_eq!(decisions_of(&colleague.receive().await.updates).len(), 1);
}

#[tokio::test]
async fn a_revoked_device_is_told_so_under_the_hubs_signature() {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut lead, mut lost) = (world.lead(office).await, world.lead(office).await);
    let revoked = OfficeDecision::DeviceRevoked {
        device: lost.key.id(),
        reason: "Taken at a checkpoint".to_owned(),
    };
    assert_eq!(decide(&mut lead, office, revoked).await, Verdict::Accepted);
    let body = lost.request();
    let (status, error) = lost.try_exchange(&body).await.expect_err("not heard");
    assert_eq!((status, error.code.as_str()), (StatusCode::FORBIDDEN, "device-revoked"));
    let answer = error.answer.expect("an answer");
    let (answer, key) = Answer::open(&answer).expect("signed");
    assert_eq!((answer.to, key), (lost.key.id(), world.hub.public_key()));
    assert!(matches!(answer.said, Said::Refused(refused) if refused.code == "device-revoked"));
}

#[tokio::test]
async fn what_a_revoked_device_had_not_sent_is_taken_by_file_once_a_rescue_is_allowed() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut admin = world.admin().await;
    let (mut colleague, mut lost) = (world.lead(office).await, world.lead(office).await);
    let pack = Draft::new(&lost, 1).write("What was not sent");
    let satchel = |name: &str| world.packed(&lost, name, &[Content::Pack(ByteBuf::from(pack.clone()))], None);
    let (first, second, third) = (
        satchel("first.satchel"),
        satchel("second.satchel"),
        satchel("third.satchel"),
    );
    let device = lost.key.id();
    let revoked = OfficeDecision::DeviceRevoked {
        device,
        reason: String::new(),
    };
    assert_eq!(decide(&mut colleague, office, revoked).await, Verdict::Accepted);
    assert_eq!(world.unpack(&first).await.refused, 1);

    let rescued = OfficeDecision::RescueAllowed { device };
    let refused = decide(&mut colleague, office, rescued.clone()).await;
    assert_eq!(code_of(&refused), "role-may-not", "a colleague does not vouch for it");
    assert_eq!(decide(&mut admin, office, rescued).await, Verdict::Accepted);
    let unpacked = world.unpack(&second).await;
    assert_eq!(unpacked.taken, 1, "{unpacked:?}");
    assert_eq!(packs_of(&colleague.receive().await.updates).len(), 1);
    let body = lost.request();
    let (status, _) = lost
        .try_exchange(&body)
        .await
        .expect_err("the device itself stays unheard");
    assert_eq!(status, StatusCode::FORBIDDEN);

    let again = OfficeDecision::DeviceRevoked {
        device,
        reason: "It was in other hands".to_owned(),
    };
    assert_eq!(decide(&mut admin, office, again).await, Verdict::Accepted);
    assert_eq!(world.unpack(&third).await.refused, 1);
    assert_eq!(world.hub.verify().await.expect("whole"), 3);
}

/// What a hub told nobody who administers, as it knew no members, is told when it is opened.
#[tokio::test]
async fn an_earlier_hubs_offices_and_people_are_told_to_those_who_administer() {
    let world = World::new().await;
    let office = world.field_office().await;
    let lead = world.lead(office).await;
    world
        .tamper("DELETE FROM feed_audiences WHERE audience = 'admin'")
        .await;
    let _another = world.another_process().await;
    let mut admin = world.admin().await;
    let updates = admin.receive().await.updates;
    assert!(
        updates
            .iter()
            .any(|update| matches!(update, Update::Office(card) if card.id == office))
    );
    let members = members_of(&updates);
    let card = holder(&members, &lead);
    let keys = card.devices.iter().map(|device| PublicKey::from_slice(&device.key));
    assert!(keys.into_iter().all(|key| key.is_ok()));
}

/// Also where two leads step down at once: the first in order holds.
#[tokio::test]
async fn an_office_keeps_a_lead() {
    let world = World::new().await;
    let office = world.field_office().await;
    let mut leads = [world.lead(office).await, world.lead(office).await];
    let updates = leads[0].receive().await.updates;
    let members = members_of(&updates);
    let ids = [0, 1].map(|number| holder(&members, &leads[number]).id);
    let steps_down = |member| OfficeDecision::RoleChanged {
        member,
        role: Role::Drafter,
    };
    assert_eq!(
        decide(&mut leads[0], office, steps_down(ids[0])).await,
        Verdict::Accepted
    );
    let second = decide(&mut leads[1], office, steps_down(ids[1])).await;
    assert_eq!(code_of(&second), "last-lead");
    assert_eq!(world.hub.verify().await.expect("whole"), 1);
}
