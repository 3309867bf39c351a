//! Who may decide what, in which status, and the status that follows: a line for each.
//!
//! Nothing else says so. `docs/rules.md` is made of these lines, and a test walks every pair of them.

use super::{EventName as Event, Refusal, Role, Status, Subject};
use crate::schema::Kind;

/// Whose it is that is decided on, seen from the office of the one who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    Own,
    /// Another office's, on which this one was asked to assist.
    Referred,
    /// A discussion of another office's, to which this one was invited.
    Invited,
    Others,
}

impl Relation {
    pub const ALL: [Self; 4] = [Self::Own, Self::Referred, Self::Invited, Self::Others];

    /// How the table names it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Referred => "referred",
            Self::Invited => "invited",
            Self::Others => "others",
        }
    }
}

/// One line of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub event: Event,
    pub of: &'static [Subject],
    pub by: &'static [Role],
    pub on: &'static [Relation],
    pub from: &'static [Status],
    /// None where the status stays as it is.
    pub to: Option<Status>,
}

const fn rule(
    event: Event,
    of: &'static [Subject],
    by: &'static [Role],
    on: &'static [Relation],
    from: &'static [Status],
) -> Rule {
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
const SENT: &[Subject] = &[Subject::Record(Kind::Request), Subject::Record(Kind::Practice)];
const REQUEST: &[Subject] = &[Subject::Record(Kind::Request)];
const PRACTICE: &[Subject] = &[Subject::Record(Kind::Practice)];
const ACTIVITY: &[Subject] = &[Subject::Record(Kind::Activity)];
const OBSERVATION: &[Subject] = &[Subject::Record(Kind::Observation)];
const DISCUSSION: &[Subject] = &[Subject::Record(Kind::Discussion)];
const OFFICE: &[Subject] = &[Subject::Office];
const FUND: &[Subject] = &[Subject::Fund];

const LEAD: &[Role] = &[Role::Lead];
const DESK: &[Role] = &[Role::Desk];
const PARTNER: &[Role] = &[Role::Partner];
/// Those who record activities.
const PROVIDERS: &[Role] = &[Role::Desk, Role::Partner];
/// Those who answer an invitation for their office.
const GUESTS: &[Role] = &[Role::Lead, Role::Partner, Role::Mandate];
const MANDATE: &[Role] = &[Role::Mandate];
const TREASURER: &[Role] = &[Role::Fund];
const ADMIN: &[Role] = &[Role::Admin];

const OWN: &[Relation] = &[Relation::Own];
const REFERRED: &[Relation] = &[Relation::Referred];
const INVITED: &[Relation] = &[Relation::Invited];
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

/// Headquarters has a version, and the office has not taken it back.
const KNOWN: &[Status] = &[
    Status::Submitted,
    Status::Acknowledged,
    Status::ClarificationAsked,
    Status::ClarificationAnswered,
    Status::Accepted,
    Status::Declined,
    Status::Referred,
    Status::InDelivery,
    Status::Completed,
];
/// The desk has read it, and has not declined it.
const PUBLISHABLE: &[Status] = &[
    Status::Acknowledged,
    Status::ClarificationAsked,
    Status::ClarificationAnswered,
    Status::Accepted,
    Status::Referred,
    Status::InDelivery,
    Status::Completed,
];
const PROPOSED: &[Status] = &[Status::Proposed];
const APPROVED: &[Status] = &[Status::Approved];
/// An office, or a fund, that there is.
const THERE: &[Status] = &[Status::Open];

/// The rules.
pub const RULES: &[Rule] = &[
    rule(Event::Submitted, SENT, LEAD, OWN, BEFORE_THE_ROUND).to(Status::Submitted),
    rule(Event::Submitted, SENT, LEAD, OWN, WITHIN_THE_ROUND),
    rule(Event::Acknowledged, SENT, DESK, ANY, &[Status::Submitted]).to(Status::Acknowledged),
    rule(Event::Acknowledged, SENT, DESK, ANY, &[Status::Acknowledged]),
    rule(Event::Acknowledged, SENT, DESK, ANY, WITHIN_THE_ROUND),
    rule(Event::ClarificationAsked, REQUEST, DESK, ANY, IN_ASSESSMENT).to(Status::ClarificationAsked),
    rule(
        Event::ClarificationAnswered,
        REQUEST,
        LEAD,
        OWN,
        &[Status::ClarificationAsked],
    )
    .to(Status::ClarificationAnswered),
    rule(Event::Assigned, SENT, DESK, ANY, OPEN),
    rule(Event::Accepted, REQUEST, DESK, ANY, DECIDABLE).to(Status::Accepted),
    rule(Event::Declined, REQUEST, DESK, ANY, DECIDABLE).to(Status::Declined),
    rule(Event::Referred, REQUEST, DESK, ANY, DECIDABLE).to(Status::Referred),
    rule(
        Event::DeliveryStarted,
        REQUEST,
        DESK,
        ANY,
        &[Status::Accepted, Status::Referred],
    )
    .to(Status::InDelivery),
    rule(Event::DeliveryStarted, REQUEST, PARTNER, REFERRED, &[Status::Referred]).to(Status::InDelivery),
    rule(Event::Completed, REQUEST, DESK, ANY, &[Status::InDelivery]).to(Status::Completed),
    rule(Event::Completed, REQUEST, PARTNER, REFERRED, &[Status::InDelivery]).to(Status::Completed),
    rule(Event::Withdrawn, SENT, LEAD, OWN, OPEN).to(Status::Withdrawn),
    rule(Event::Shared, PRACTICE, LEAD, OWN, KNOWN),
    rule(Event::Shared, ACTIVITY, PROVIDERS, OWN, &[Status::Draft]).to(Status::Shared),
    rule(Event::Shared, ACTIVITY, PROVIDERS, OWN, &[Status::Shared]),
    rule(Event::Shared, OBSERVATION, MANDATE, OWN, &[Status::Draft]).to(Status::Shared),
    rule(Event::Shared, OBSERVATION, MANDATE, OWN, &[Status::Shared]),
    rule(Event::Withdrawn, ACTIVITY, PROVIDERS, OWN, &[Status::Shared]).to(Status::Withdrawn),
    rule(Event::Withdrawn, OBSERVATION, MANDATE, OWN, &[Status::Shared]).to(Status::Withdrawn),
    rule(Event::ConsentGiven, SENT, LEAD, OWN, KNOWN),
    rule(Event::ConsentGiven, ACTIVITY, PROVIDERS, OWN, &[Status::Shared]),
    rule(Event::ConsentWithdrawn, SENT, LEAD, OWN, KNOWN),
    rule(Event::ConsentWithdrawn, ACTIVITY, PROVIDERS, OWN, &[Status::Shared]),
    rule(Event::Published, SENT, DESK, ANY, PUBLISHABLE),
    rule(Event::Published, ACTIVITY, DESK, ANY, &[Status::Shared]),
    rule(Event::Unpublished, SENT, DESK, ANY, KNOWN),
    rule(Event::Unpublished, SENT, LEAD, OWN, KNOWN),
    rule(Event::Unpublished, ACTIVITY, DESK, ANY, &[Status::Shared]),
    rule(Event::Unpublished, ACTIVITY, PARTNER, OWN, &[Status::Shared]),
    rule(Event::ThemeProposed, DISCUSSION, DESK, OWN, &[Status::Draft]).to(Status::Proposed),
    rule(Event::ThemeProposed, DISCUSSION, DESK, OWN, PROPOSED),
    rule(Event::ThemeApproved, DISCUSSION, DESK, ANY, PROPOSED).to(Status::Approved),
    rule(Event::Shared, DISCUSSION, DESK, OWN, APPROVED),
    rule(Event::Invited, DISCUSSION, DESK, ANY, APPROVED),
    rule(Event::InvitationAnswered, DISCUSSION, GUESTS, INVITED, APPROVED),
    rule(
        Event::DiscussionClosed,
        DISCUSSION,
        DESK,
        ANY,
        &[Status::Proposed, Status::Approved],
    )
    .to(Status::Closed),
    rule(Event::OfficeAdded, OFFICE, ADMIN, ANY, &[Status::Draft]).to(Status::Open),
    rule(Event::MemberInvited, OFFICE, ADMIN, ANY, THERE),
    rule(Event::RoleChanged, OFFICE, ADMIN, ANY, THERE),
    rule(Event::RoleChanged, OFFICE, LEAD, OWN, THERE),
    rule(Event::MemberLeft, OFFICE, ADMIN, ANY, THERE),
    rule(Event::MemberLeft, OFFICE, LEAD, OWN, THERE),
    rule(Event::DeviceRevoked, OFFICE, ADMIN, ANY, THERE),
    rule(Event::DeviceRevoked, OFFICE, LEAD, OWN, THERE),
    rule(Event::RescueAllowed, OFFICE, ADMIN, ANY, THERE),
    rule(Event::KeyReplaced, OFFICE, Role::ALL, OWN, THERE),
    rule(Event::LevelsSet, OFFICE, ADMIN, ANY, THERE),
    rule(Event::Contribution, FUND, TREASURER, ANY, THERE),
    rule(Event::Allocation, FUND, TREASURER, ANY, THERE),
    rule(Event::Expenditure, FUND, TREASURER, ANY, THERE),
    rule(Event::Reversal, FUND, TREASURER, ANY, THERE),
];

/// The status that an event by a role makes of its subject's, or why that role may not.
///
/// # Errors
/// The [`Refusal`] that came nearest to leave: a wrong status is told only to those who may decide this at all.
pub fn follow(of: Subject, status: Status, event: Event, by: Role, on: Relation) -> Result<Status, Refusal> {
    let of_the_kind = || about(of, event);
    if of_the_kind().next().is_none() {
        return Err(Refusal::NotForThisKind);
    }
    let of_the_role = || of_the_kind().filter(move |rule| rule.by.contains(&by));
    if of_the_role().next().is_none() {
        return Err(Refusal::RoleMayNot);
    }
    let of_the_office = || of_the_role().filter(move |rule| rule.on.contains(&on));
    if of_the_office().next().is_none() {
        return Err(Refusal::NotYourOffice);
    }
    let rule = of_the_office().find(|rule| rule.from.contains(&status));
    let rule = rule.ok_or(match (status, of) {
        (Status::Draft, Subject::Record(_)) => Refusal::NotSubmitted,
        (Status::Draft, Subject::Office) => Refusal::NoSuchOffice,
        (Status::Draft, Subject::Fund) => Refusal::NoSuchFund,
        _ => Refusal::NotInThisStatus,
    })?;
    Ok(rule.to.unwrap_or(status))
}

/// The status that an event of the ledger makes of its subject's, whoever decided it: the hub has asked [`follow`].
#[must_use]
pub fn after(of: Subject, status: Status, event: Event) -> Status {
    let rule = about(of, event).find(|rule| rule.from.contains(&status));
    rule.and_then(|rule| rule.to).unwrap_or(status)
}

fn about(of: Subject, event: Event) -> impl Iterator<Item = &'static Rule> {
    RULES
        .iter()
        .filter(move |rule| rule.event == event && rule.of.contains(&of))
}

mod table;

pub use table::table;

#[cfg(test)]
mod tests;
