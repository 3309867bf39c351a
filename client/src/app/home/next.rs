//! What a member has to do first with a record: by how it stands, and by what the rules leave to the member.

use satchel_shared::{
    ledger::{
        EventName, Role, Status,
        rules::{self, RULES, Relation},
    },
    schema::Kind,
    window::Todo,
};

use crate::vault::situations::Situation;

/// What is to be done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Next {
    Do(Todo),
    /// Where this office is the one that is asked to decide this: its decisions tell.
    Perhaps(Todo, EventName),
    Nothing,
}

/// What a member with a role has to do first with a record that stands so.
pub(super) fn next(situation: &Situation, role: Option<Role>) -> Next {
    let Situation { kind, status, .. } = *situation;
    let writes = situation.is_own && role.is_none_or(|role| role.writes(kind));
    if situation.is_refused {
        return Next::Do(Todo::Refused);
    }
    if situation.has_conflicts && writes {
        return Next::Do(Todo::Resolve);
    }
    if writes && status == Status::Draft && is_ever_sent(kind) {
        return Next::Do(Todo::Finish);
    }
    let left = role.and_then(|role| left_to(situation, role));
    left.unwrap_or(Next::Nothing)
}

/// The first of what the rules leave to a role.
fn left_to(situation: &Situation, role: Role) -> Option<Next> {
    let status = situation.status;
    let is_read = matches!(status, Status::Acknowledged | Status::ClarificationAnswered);
    // The desk, which may start every delivery, has asked a partner to.
    let is_asked = status == Status::Referred && role != Role::Desk;
    let is_edited = situation.is_edited_since;
    [
        (Todo::Answer, EventName::ClarificationAnswered, true),
        (Todo::Read, EventName::Acknowledged, situation.is_unread),
        (Todo::Decide, EventName::Accepted, is_read),
        (Todo::Assist, EventName::DeliveryStarted, is_asked),
        (Todo::Reply, EventName::InvitationAnswered, true),
        (Todo::Approve, EventName::ThemeApproved, !is_edited),
        (Todo::Start, EventName::DeliveryStarted, status == Status::Accepted),
        (Todo::Deliver, EventName::Completed, true),
        (Todo::SendAgain, EventName::Submitted, is_edited),
        (Todo::SendAgain, EventName::Shared, is_edited),
        (Todo::SendAgain, EventName::ThemeProposed, is_edited),
    ]
    .into_iter()
    .filter(|(.., is_to_be_done)| *is_to_be_done)
    .find_map(|(what, event, _)| match leave(situation, role, event) {
        Leave::Given => Some(Next::Do(what)),
        Leave::WhereAsked => Some(Next::Perhaps(what, event)),
        Leave::None => None,
    })
}

/// Whether the rules leave a decision to a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leave {
    Given,
    /// To the office that is asked to assist, or invited.
    WhereAsked,
    None,
}

/// Whether the rules leave a decision on a record that stands so to a role.
pub(super) fn leave(situation: &Situation, role: Role, event: EventName) -> Leave {
    let of = situation.kind.into();
    let may = |on| rules::follow(of, situation.status, event, role, on).is_ok();
    if situation.is_own {
        return if may(Relation::Own) { Leave::Given } else { Leave::None };
    }
    match (may(Relation::Others), may(Relation::Referred) || may(Relation::Invited)) {
        (true, _) => Leave::Given,
        (false, true) => Leave::WhereAsked,
        (false, false) => Leave::None,
    }
}

/// Whether anybody sends records of a kind: what the desk thinks of a request stays where it is.
fn is_ever_sent(kind: Kind) -> bool {
    let mut sent = RULES.iter().filter(|rule| rule.event.may_bring_version());
    sent.any(|rule| rule.of.contains(&kind.into()))
}
