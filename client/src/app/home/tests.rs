//! What each role is told to do, and what is new.

mod world;

use satchel_shared::{
    exchange::{MemberCard, MemberDevice},
    ids::MemberId,
    ledger::{FundDecision, Role, Scope, fund::Contribution},
    seal::Key,
};
use serde_bytes::ByteBuf;
use uuid::Uuid;

use super::*;
use world::{OTHER, OWN, VERSION, World, consent, discussion, practice, request};

#[test]
fn what_was_just_sent_and_not_written_in_since_is_not_to_be_sent_again() {
    let world = World::new(Role::Desk);
    let id = world.own(Kind::Discussion, discussion());
    world.app.propose(id).expect("proposed");
    let named = |what| world.todo().iter().any(|(todo, _)| *todo == what);
    assert!(!named(Todo::SendAgain), "{:?}", world.todo());
    world.own(Kind::Discussion, discussion());
    assert!(!named(Todo::SendAgain) && named(Todo::Finish), "{:?}", world.todo());
}

#[test]
fn of_a_long_row_of_decisions_the_last_are_told_and_how_many_there_are() {
    let world = World::new(Role::Fund);
    let given = |donor: &str| {
        let day = "2027-03-01".parse().expect("a day");
        Decision::Fund(FundDecision::Contribution(Contribution {
            donor: donor.to_owned(),
            amount: 100,
            currency: "USD".to_owned(),
            rate: 1_000_000,
            rate_on: day,
            on: day,
            is_pledge: true,
            pledge: None,
            note: String::new(),
        }))
    };
    for number in 1..=30 {
        world.decided(Fund::ALL[0].id(), given(&format!("Donor {number}")));
    }
    world.decided(Fund::ALL[1].id(), given("Norway"));
    let home = world.app.home().expect("home");
    let [one, many] = &home.news[..] else {
        panic!("{:?}", home.news)
    };
    assert_eq!((one.lines.len(), one.earlier), (1, 0));
    assert_eq!((many.lines.len(), many.earlier), (HOME_DECISIONS, 30 - HOME_DECISIONS));
    let numbers: Vec<u64> = many.lines.iter().map(|line| line.number).collect();
    assert_eq!(numbers, [26, 27, 28, 29, 30]);
    world.app.mark_seen(30).expect("seen");
    let home = world.app.home().expect("home");
    assert_eq!((home.news.len(), home.up_to), (1, 31));
}

#[test]
fn a_consent_is_to_be_renewed_until_it_is_or_nobody_reads_by_it_any_longer() {
    let world = World::new(Role::Lead);
    let renew = [(Todo::Renew, 1)];
    let shared = world.acknowledged(Kind::Practice, practice());
    world.consent(shared, Scope::Network, "2027-04-30");
    world.app.share(shared).expect("shared");
    assert_eq!(world.todo(), [], "it holds for 60 days");
    world.pass(30);
    assert_eq!(world.todo(), renew);
    world.pass(31);
    assert_eq!(world.todo(), renew, "its last day was yesterday");
    world.pass(400);
    assert_eq!(world.todo(), renew);
    world.consent(shared, Scope::Network, "2030-01-01");
    assert_eq!(world.todo(), []);

    let published = world.acknowledged(Kind::Request, request());
    world.consent(published, Scope::Public, "2028-07-01");
    let version = world.latest(published);
    world.decided(published, Decision::Published { version });
    world.pass(60);
    assert_eq!(world.todo(), renew);
    let reason = "The Minister asked for it.".to_owned();
    let unpublished = Decision::Unpublished { reason };
    world.app.decide(published, unpublished).expect("unpublished");
    assert_eq!(world.todo(), [], "nobody reads by what is over");
}

#[test]
fn only_what_the_rules_leave_to_a_member_is_told_to_do() {
    let world = World::new(Role::Lead);
    let asked = world.acknowledged(Kind::Request, request());
    let version = world.latest(asked);
    let (field, text) = (None, "Which offices?".to_owned());
    world.decided(asked, Decision::ClarificationAsked { version, field, text });
    let ending = world.acknowledged(Kind::Practice, practice());
    world.consent(ending, Scope::Council, "2027-03-02");
    let edited = world.acknowledged(Kind::Practice, practice());
    world.write(edited, "title", "Lawyers at night");
    world.own(Kind::Request, request());
    assert_eq!(
        world.todo(),
        [
            (Todo::Answer, 1),
            (Todo::Renew, 1),
            (Todo::SendAgain, 1),
            (Todo::Finish, 1)
        ]
    );
    // What ends presses more than what was written since.
    world.write(ending, "title", "Lawyers at night");
    assert_eq!(world.todo()[1..3], [(Todo::Renew, 1), (Todo::SendAgain, 1)]);
    world.act_as(Role::Drafter);
    assert_eq!(world.todo(), [(Todo::Finish, 1)], "a drafter writes");
    world.act_as(Role::Fund);
    assert_eq!(world.todo(), [], "and who keeps the books does not");
}

#[test]
fn a_request_is_in_one_task_and_first_in_that_of_those_that_wait_too_long() {
    let world = World::new(Role::Desk);
    let late = world.of_others(Kind::Request);
    let read = world.of_others(Kind::Request);
    world.decided(read, Decision::Acknowledged { version: VERSION });
    // What is submitted is acknowledged within 5 working days.
    world.pass(8);
    world.of_others(Kind::Request);
    let overdue = |world: &World| {
        let home = world.app.home().expect("home");
        let task = home.tasks.into_iter().find(|task| task.what == Todo::Overdue);
        task.map(|task| task.records.into_iter().map(|it| it.id).collect::<Vec<_>>())
    };
    assert_eq!(world.todo(), [(Todo::Overdue, 1), (Todo::Read, 1), (Todo::Decide, 1)]);
    assert_eq!(overdue(&world), Some(vec![late]));
    // What is read is decided within 20.
    world.pass(40);
    assert_eq!(world.todo(), [(Todo::Overdue, 3)]);
    world.refused(late, Decision::Acknowledged { version: VERSION });
    assert_eq!(world.todo(), [(Todo::Refused, 1), (Todo::Overdue, 2)]);
    world.act_as(Role::Lead);
    assert_eq!(world.todo(), [(Todo::Refused, 1)]);
}

#[test]
fn what_was_accepted_is_started_and_completed_by_the_desk_and_by_who_was_asked() {
    let world = World::new(Role::Desk);
    let (ours, theirs) = (world.of_others(Kind::Request), world.of_others(Kind::Request));
    for id in [ours, theirs] {
        world.decided(id, Decision::Acknowledged { version: VERSION });
    }
    let reason = String::new();
    world.decided(
        ours,
        Decision::Accepted {
            version: VERSION,
            reason,
        },
    );
    let reason = "They know how.".to_owned();
    world.decided(
        theirs,
        Decision::Referred {
            version: VERSION,
            to: OWN,
            reason,
        },
    );
    assert_eq!(world.todo(), [(Todo::Start, 1)]);
    world.act_as(Role::Partner);
    assert_eq!(world.todo(), [(Todo::Assist, 1)]);
    for id in [ours, theirs] {
        world.decided(id, Decision::DeliveryStarted { note: String::new() });
    }
    assert_eq!(
        world.todo(),
        [(Todo::Deliver, 1)],
        "not what nobody asked this office for"
    );
    world.act_as(Role::Desk);
    assert_eq!(world.todo(), [(Todo::Deliver, 2)]);
    world.decided(theirs, Decision::Completed { note: String::new() });
    assert_eq!(world.todo(), [(Todo::Deliver, 1)]);
}

#[test]
fn a_theme_is_approved_by_the_desk_and_who_is_invited_replies_once() {
    let world = World::new(Role::Desk);
    let id = world.of_others(Kind::Discussion);
    world.decided(id, Decision::ThemeProposed { version: VERSION });
    let own = world.own(Kind::Discussion, discussion());
    world.app.propose(own).expect("proposed");
    assert_eq!(world.todo(), [(Todo::Approve, 2)]);
    world.write(own, "theme", "Legal aid");
    assert_eq!(world.todo(), [(Todo::Approve, 1), (Todo::SendAgain, 1)]);
    let (reason, text) = (String::new(), String::new());
    world.decided(
        id,
        Decision::ThemeApproved {
            version: VERSION,
            reason,
        },
    );
    world.decided(
        id,
        Decision::Invited {
            version: VERSION,
            to: OWN,
            text,
        },
    );
    for role in [Role::Mandate, Role::Partner, Role::Lead] {
        world.act_as(role);
        assert_eq!(world.todo(), [(Todo::Reply, 1)], "{role}");
    }
    world.act_as(Role::Drafter);
    assert_eq!(world.todo(), []);
    world.act_as(Role::Mandate);
    let (by, accepts, text) = (OWN, true, String::new());
    world.decided(id, Decision::InvitationAnswered { by, accepts, text });
    assert_eq!(world.todo(), []);
}

#[test]
fn what_the_public_may_read_is_published_once() {
    let world = World::new(Role::Desk);
    let id = world.of_others(Kind::Practice);
    let publish = [(Todo::Publish, 1)];
    world.decided(id, consent(VERSION, Scope::Public, "2027-03-31"));
    assert_eq!(world.todo(), [(Todo::Read, 1)]);
    world.decided(id, Decision::Acknowledged { version: VERSION });
    assert_eq!(world.todo(), publish);
    world.decided(id, Decision::Published { version: VERSION });
    assert_eq!(world.todo(), []);
    let reason = "A name was in it.".to_owned();
    world.decided(id, Decision::Unpublished { reason });
    assert_eq!(world.todo(), [], "who took it back knows");
    world.decided(id, consent(VERSION, Scope::Public, "2027-04-30"));
    assert_eq!(world.todo(), publish);
    world.pass(90);
    assert_eq!(world.todo(), [], "nobody consents any longer");
    world.decided(id, consent(VERSION, Scope::Network, ""));
    assert_eq!(world.todo(), []);
}

#[test]
fn whether_what_a_withdrawn_device_had_not_sent_may_be_taken_is_asked_for_a_month() {
    let world = World::new(Role::Admin);
    let rescue = [(Todo::Rescue, 1)];
    let key = Key::from_secret(&[3; 32]);
    let device = MemberDevice {
        key: ByteBuf::from(key.public().to_bytes()),
        former: ByteBuf::new(),
        joined_at: 1,
        revoked_at: None,
        rescued_at: None,
    };
    let card = MemberCard {
        id: MemberId(Uuid::from_u128(3)),
        office: OTHER,
        name: "Budi".to_owned(),
        role: Role::Drafter,
        devices: vec![device],
        invited_until: None,
        left_at: None,
        revision: 1,
    };
    world.tell(&card, &key);
    assert_eq!(world.todo(), []);
    let mut revoked = card.clone();
    revoked.devices[0].revoked_at = Some(world.now());
    world.tell(&revoked, &key);
    assert_eq!(world.todo(), rescue);
    world.act_as(Role::Lead);
    assert_eq!(world.todo(), [], "only who administers allows it");
    world.act_as(Role::Admin);
    world.pass(30);
    assert_eq!(world.todo(), rescue);
    world.pass(1);
    assert_eq!(world.todo(), []);
    world.pass(-1);
    let allowed = OfficeDecision::RescueAllowed { device: key.id() };
    world.refused(OTHER.into(), Decision::Office(allowed.clone()));
    assert_eq!(world.todo(), rescue);
    world.app.decide_on_office(OTHER, allowed).expect("allowed");
    assert_eq!(world.todo(), [], "also before headquarters has heard it");
    let device = key.id();
    let reason = String::new();
    let again = OfficeDecision::DeviceRevoked { device, reason };
    world.decided(OTHER.into(), Decision::Office(again));
    assert_eq!(world.todo(), [], "a rescue that has ended was decided");
}
