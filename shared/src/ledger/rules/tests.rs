//! The rules as `docs/rules.md` has them, pair by pair.

use std::collections::{BTreeMap, BTreeSet};

use itertools::iproduct;

use super::*;

const REQUEST: Subject = Subject::Record(Kind::Request);

/// Every record, in every status, before everyone: what one may do there, and why not else.
fn each_pair() -> impl Iterator<Item = (Subject, Status, Event, Role, Relation)> {
    let statuses = Status::ALL.iter().copied();
    let events = Event::ALL.iter().copied();
    iproduct!(
        Subject::all(),
        statuses,
        events,
        Role::ALL.iter().copied(),
        Relation::ALL
    )
}

/// What `docs/rules.md` says, read from its table: what it has no line for, nobody may do.
fn documented() -> BTreeMap<(Subject, Status, Event, Role, Relation), Status> {
    let text = include_str!("../../../../docs/rules.md");
    let lines = text.lines().filter(|line| line.starts_with("| ")).skip(2);
    let mut allowed = BTreeMap::new();
    for line in lines {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [event, subjects, roles, relations, statuses, after] = cells[..] else {
            panic!("{line}")
        };
        let event: Event = event.parse().expect("a decision");
        let relations = Relation::ALL
            .into_iter()
            .filter(|it| relations.split(", ").any(|name| name == it.as_str()));
        for (subject, role, relation, status) in
            iproduct!(subjects.split(", "), roles.split(", "), relations, statuses.split(", "))
        {
            let status: Status = status.parse().expect("a status");
            let after = if after == "as it was" {
                status
            } else {
                after.parse().expect("a status")
            };
            let (subject, role) = (subject.parse().expect("a subject"), role.parse().expect("a role"));
            let pair = (subject, status, event, role, relation);
            assert_eq!(allowed.insert(pair, after), None, "{line}");
        }
    }
    allowed
}

#[test]
fn each_pair_is_allowed_or_refused_as_the_documentation_says() {
    let documented = documented();
    let mut allowed = 0;
    for pair in each_pair() {
        let (kind, status, event, role, relation) = pair;
        let followed = follow(kind, status, event, role, relation).ok();
        assert_eq!(followed.as_ref(), documented.get(&pair), "{pair:?}");
        allowed += usize::from(followed.is_some());
    }
    assert_eq!(allowed, documented.len());
}

#[test]
fn the_documentation_is_made_of_the_lines() {
    assert_eq!(
        table(),
        include_str!("../../../../docs/rules.md"),
        "run `cargo xtask rules`"
    );
}

#[test]
fn what_follows_is_the_same_whoever_decides() {
    for (kind, status, event, role, relation) in each_pair() {
        if let Ok(to) = follow(kind, status, event, role, relation) {
            assert_eq!(to, after(kind, status, event), "{kind} {status} {event}");
        }
    }
}

/// Every status can be reached from a draft, and but for the last ones every one can be left.
#[test]
fn a_record_comes_into_every_status_and_is_stuck_in_none() {
    let last = [Status::Completed, Status::Withdrawn];
    let mut reached = BTreeSet::from([Status::Draft]);
    loop {
        let before = reached.len();
        for status in reached.clone() {
            let next = Event::ALL.iter().map(|event| after(REQUEST, status, *event));
            let next: Vec<_> = next.filter(|to| *to != status).collect();
            assert_eq!(next.is_empty(), last.contains(&status), "{status}");
            reached.extend(next);
        }
        if reached.len() == before {
            break;
        }
    }
    let of_others = [
        Status::Shared,
        Status::Open,
        Status::Proposed,
        Status::Approved,
        Status::Closed,
    ];
    let of_records = Status::ALL.iter().copied().filter(|status| !of_others.contains(status));
    assert_eq!(reached, of_records.collect());
}

#[test]
fn a_refusal_tells_the_nearest_reason() {
    let request = |status, event, role, relation| follow(REQUEST, status, event, role, relation);
    assert_eq!(
        follow(
            Subject::Record(Kind::Observation),
            Status::Draft,
            Event::Accepted,
            Role::Desk,
            Relation::Others
        ),
        Err(Refusal::NotForThisKind)
    );
    assert_eq!(
        request(Status::Draft, Event::Submitted, Role::Drafter, Relation::Own),
        Err(Refusal::RoleMayNot)
    );
    assert_eq!(
        request(Status::Draft, Event::Submitted, Role::Lead, Relation::Others),
        Err(Refusal::NotYourOffice)
    );
    assert_eq!(
        request(Status::Draft, Event::Acknowledged, Role::Desk, Relation::Others),
        Err(Refusal::NotSubmitted)
    );
    assert_eq!(
        request(Status::Declined, Event::Accepted, Role::Desk, Relation::Others),
        Err(Refusal::NotInThisStatus)
    );
    assert_eq!(
        request(Status::InDelivery, Event::Completed, Role::Partner, Relation::Others),
        Err(Refusal::NotYourOffice)
    );
    assert_eq!(
        follow(
            Subject::Office,
            Status::Draft,
            Event::MemberInvited,
            Role::Admin,
            Relation::Others
        ),
        Err(Refusal::NoSuchOffice)
    );
}
