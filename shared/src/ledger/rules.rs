//! Who may decide what, in which status, and the status that follows: a line for each.
//!
//! Nothing else says so. `docs/rules.md` is made of these lines, and a test walks every pair of them.

use super::{EventName as Event, Refusal, Role, Status};
use crate::schema::Kind;

/// Whose record it is, seen from the office of the one who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    Own,
    /// Another office's, on which this one was asked to assist.
    Referred,
    Others,
}

impl Relation {
    pub const ALL: [Self; 3] = [Self::Own, Self::Referred, Self::Others];

    /// How the table names it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Referred => "referred",
            Self::Others => "others",
        }
    }
}

/// One line of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub event: Event,
    pub of: &'static [Kind],
    pub by: Role,
    pub on: &'static [Relation],
    pub from: &'static [Status],
    /// None where the status stays as it is.
    pub to: Option<Status>,
}

const fn rule(event: Event, of: &'static [Kind], by: Role, on: &'static [Relation], from: &'static [Status]) -> Rule {
    Rule {
        event,
        of,
        by,
        on,
        from,
        to: None,
    }
}

impl Rule {
    const fn to(mut self, status: Status) -> Self {
        self.to = Some(status);
        self
    }
}

/// What offices send to headquarters.
const SENT: &[Kind] = &[Kind::Request, Kind::Practice];
const REQUEST: &[Kind] = &[Kind::Request];

const OWN: &[Relation] = &[Relation::Own];
const REFERRED: &[Relation] = &[Relation::Referred];
const ANY: &[Relation] = &Relation::ALL;

/// The desk has read what was submitted, and has not decided.
const IN_ASSESSMENT: &[Status] = &[
    Status::Acknowledged,
    Status::ClarificationAsked,
    Status::ClarificationAnswered,
];
/// A newer version begins the round again.
const BEFORE_THE_ROUND: &[Status] = &[Status::Draft, Status::Submitted, Status::Acknowledged, Status::Declined];
/// A newer version is read beside what goes on.
const WITHIN_THE_ROUND: &[Status] = &[
    Status::ClarificationAsked,
    Status::ClarificationAnswered,
    Status::Accepted,
    Status::Referred,
    Status::InDelivery,
];
const DECIDABLE: &[Status] = &[
    Status::Acknowledged,
    Status::ClarificationAsked,
    Status::ClarificationAnswered,
    Status::Referred,
];
const OPEN: &[Status] = &[
    Status::Submitted,
    Status::Acknowledged,
    Status::ClarificationAsked,
    Status::ClarificationAnswered,
    Status::Accepted,
    Status::Referred,
    Status::InDelivery,
];

/// The rules.
pub const RULES: &[Rule] = &[
    rule(Event::Submitted, SENT, Role::Lead, OWN, BEFORE_THE_ROUND).to(Status::Submitted),
    rule(Event::Submitted, SENT, Role::Lead, OWN, WITHIN_THE_ROUND),
    rule(Event::Acknowledged, SENT, Role::Desk, ANY, &[Status::Submitted]).to(Status::Acknowledged),
    rule(Event::Acknowledged, SENT, Role::Desk, ANY, &[Status::Acknowledged]),
    rule(Event::Acknowledged, SENT, Role::Desk, ANY, WITHIN_THE_ROUND),
    rule(Event::ClarificationAsked, REQUEST, Role::Desk, ANY, IN_ASSESSMENT).to(Status::ClarificationAsked),
    rule(
        Event::ClarificationAnswered,
        REQUEST,
        Role::Lead,
        OWN,
        &[Status::ClarificationAsked],
    )
    .to(Status::ClarificationAnswered),
    rule(Event::Accepted, REQUEST, Role::Desk, ANY, DECIDABLE).to(Status::Accepted),
    rule(Event::Declined, REQUEST, Role::Desk, ANY, DECIDABLE).to(Status::Declined),
    rule(Event::Referred, REQUEST, Role::Desk, ANY, DECIDABLE).to(Status::Referred),
    rule(
        Event::DeliveryStarted,
        REQUEST,
        Role::Desk,
        ANY,
        &[Status::Accepted, Status::Referred],
    )
    .to(Status::InDelivery),
    rule(
        Event::DeliveryStarted,
        REQUEST,
        Role::Partner,
        REFERRED,
        &[Status::Referred],
    )
    .to(Status::InDelivery),
    rule(Event::Completed, REQUEST, Role::Desk, ANY, &[Status::InDelivery]).to(Status::Completed),
    rule(
        Event::Completed,
        REQUEST,
        Role::Partner,
        REFERRED,
        &[Status::InDelivery],
    )
    .to(Status::Completed),
    rule(Event::Withdrawn, SENT, Role::Lead, OWN, OPEN).to(Status::Withdrawn),
];

/// The status that an event by a role makes of a record's, or why that role may not.
///
/// # Errors
/// The [`Refusal`] that came nearest to leave: a wrong status is told only to those who may decide this at all.
pub fn follow(kind: Kind, status: Status, event: Event, by: Role, on: Relation) -> Result<Status, Refusal> {
    let of_the_kind = || about(kind, event);
    if of_the_kind().next().is_none() {
        return Err(Refusal::NotForThisKind);
    }
    let of_the_role = || of_the_kind().filter(move |rule| rule.by == by);
    if of_the_role().next().is_none() {
        return Err(Refusal::RoleMayNot);
    }
    let of_the_office = || of_the_role().filter(move |rule| rule.on.contains(&on));
    if of_the_office().next().is_none() {
        return Err(Refusal::NotYourOffice);
    }
    let rule = of_the_office().find(|rule| rule.from.contains(&status));
    let rule = rule.ok_or(if status == Status::Draft {
        Refusal::NotSubmitted
    } else {
        Refusal::NotInThisStatus
    })?;
    Ok(rule.to.unwrap_or(status))
}

/// The status that an event of the ledger makes of a record's, whoever decided it: the hub has asked [`follow`].
#[must_use]
pub fn after(kind: Kind, status: Status, event: Event) -> Status {
    let rule = about(kind, event).find(|rule| rule.from.contains(&status));
    rule.and_then(|rule| rule.to).unwrap_or(status)
}

fn about(kind: Kind, event: Event) -> impl Iterator<Item = &'static Rule> {
    RULES
        .iter()
        .filter(move |rule| rule.event == event && rule.of.contains(&kind))
}

mod table;

pub use table::table;

#[cfg(test)]
mod tests;
