//! What a record's decisions, in their order, come to.

use serde::{Deserialize, Serialize};

use super::{
    Consent, Decision, EventName, OfficeDecision, Refusal, Role, Scope, ServiceLevels, Status, Subject,
    fund::Book,
    rules::{self, Relation},
};
use crate::{
    day::Day,
    ids::{EventId, MemberId, OfficeId, VersionId},
    schema::Kind,
};

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    pub role: Role,
    pub office: OfficeId,
}

/// An office that is invited to a discussion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    pub office: OfficeId,
    /// Whether it accepts; none: it has not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepts: Option<bool>,
}

/// A record, or an office, as its decisions have it: the fold of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    #[serde(default)]
    pub status: Status,
    /// The submitted versions in the order that the hub gave them: the first is version 1.
    #[serde(default)]
    pub versions: Vec<VersionId>,
    /// How many of the versions the desk has seen: those up to the one that it acknowledged last.
    #[serde(default)]
    pub acknowledged: usize,
    /// Questions of the desk that nobody has answered.
    #[serde(default)]
    pub open_questions: Vec<EventId>,
    /// The office that was asked to assist.
    #[serde(default)]
    pub referred_to: Option<OfficeId>,
    /// The member of the desk who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<MemberId>,
    /// The decision that said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignment: Option<EventId>,
    /// Those invited to a discussion, in the order in which they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<Guest>,
    /// The last decision by which a request went on: sent, asked about or answered, decided, delivered, taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<EventId>,
    /// What the State consents to: for each scope one at most, and the one before by which an earlier version is still read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent>,
    /// The version that other offices may read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<VersionId>,
    /// The last day on which they may; none: until something says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_until: Option<Day>,
    /// The version of which the public may read its part, as long as the State consents to that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<VersionId>,
    /// By when the desk of an office at headquarters wants requests to go on, where that was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<ServiceLevels>,
    /// The entries of a fund.
    #[serde(default, skip_serializing_if = "Book::is_empty")]
    pub book: Book,
}

impl Standing {
    /// Which of the record's versions a decision that was applied is about, from 1: the one that it names, or the latest.
    #[must_use]
    pub fn version_number(&self, what: &Decision) -> u32 {
        match what.version() {
            Some(version) => self.number_of(version),
            None => u32::try_from(self.versions.len()).unwrap_or(u32::MAX),
        }
    }

    /// The number of a version, from 1; of one that is none of them, the latest's.
    #[must_use]
    pub fn number_of(&self, version: VersionId) -> u32 {
        let place = self.versions.iter().rposition(|known| *known == version);
        let number = place.map_or(self.versions.len(), |place| place + 1);
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// The decision on which one of this name builds: two that were made apart on the same one exclude each other.
    #[must_use]
    pub fn basis(&self, what: EventName) -> Option<EventId> {
        if what.decides() {
            self.turn
        } else if what == EventName::Assigned {
            self.assignment
        } else {
            None
        }
    }

    /// Whether a decision builds on what there is now; `after`: the one on which its maker built. What decides a request need not tell
    /// it.
    ///
    /// # Errors
    /// [`Refusal::NotInThisStatus`]
    pub fn check_basis(&self, what: EventName, after: Option<EventId>) -> Result<(), Refusal> {
        let is_told = after.is_some() || !what.decides();
        if is_told && after != self.basis(what) {
            Err(Refusal::NotInThisStatus)
        } else {
            Ok(())
        }
    }

    /// Whether `actor` may decide this on what is `office`'s, as it stands at a moment, milliseconds since 1970.
    ///
    /// # Errors
    /// The [`Refusal`] that a person is told.
    pub fn check(&self, actor: Actor, of: Subject, office: OfficeId, what: &Decision, at: i64) -> Result<(), Refusal> {
        rules::follow(of, self.status, what.name(), actor.role, self.relation(actor, office))?;
        what.check_text()?;
        match what {
            Decision::Submitted { version } | Decision::ThemeProposed { version }
                if self.versions.last() == Some(version) =>
            {
                Err(Refusal::AlreadySubmitted)
            }
            Decision::Submitted { .. } | Decision::ThemeProposed { .. } => Ok(()),
            Decision::Acknowledged { version } => {
                self.check_latest(*version)?;
                if self.is_unread() {
                    Ok(())
                } else {
                    Err(Refusal::AlreadyAcknowledged)
                }
            }
            Decision::ClarificationAsked { version, .. }
            | Decision::Accepted { version, .. }
            | Decision::Declined { version, .. }
            | Decision::Referred { version, .. }
            | Decision::ThemeApproved { version, .. } => self.check_latest(*version),
            Decision::Assigned { to } if self.assigned == Some(*to) => Err(Refusal::AlreadyAssigned),
            // Whoever does not come may be asked again.
            Decision::Invited { to, .. } if self.guest(*to).is_some_and(|guest| guest.accepts != Some(false)) => {
                Err(Refusal::AlreadyInvited)
            }
            Decision::Invited { version, .. } => self.check_latest(*version),
            Decision::InvitationAnswered { by, .. } if *by != actor.office => Err(Refusal::NotYourOffice),
            Decision::ConsentGiven(given) => {
                self.check_latest(given.version)?;
                given.check()
            }
            Decision::ConsentWithdrawn { scope, .. } => self.consent(*scope).map(drop).ok_or(Refusal::NoConsent),
            Decision::Shared { version, .. }
                if !matches!(of, Subject::Record(Kind::Practice))
                    && self.shared == Some(*version)
                    && self.versions.last() == Some(version) =>
            {
                Err(Refusal::AlreadySubmitted)
            }
            // What an office has not submitted to headquarters, others may read by its own word.
            Decision::Shared { .. } if !matches!(of, Subject::Record(Kind::Practice)) => Ok(()),
            Decision::Shared { version, until } => {
                self.check_latest(*version)?;
                let consent = self.consent_to(*version, Scope::Network, at)?;
                consent.given.lasts_to(*until).then_some(()).ok_or(Refusal::NoConsent)
            }
            Decision::Published { version } => {
                self.check_latest(*version)?;
                self.consent_to(*version, Scope::Public, at).map(drop)
            }
            Decision::Unpublished { .. } if self.published.is_none() => Err(Refusal::NotPublished),
            Decision::ClarificationAnswered { question, .. } if !self.open_questions.contains(question) => {
                Err(Refusal::NoOpenQuestion)
            }
            Decision::ClarificationAnswered { .. }
            | Decision::Assigned { .. }
            | Decision::DeliveryStarted { .. }
            | Decision::Completed { .. }
            | Decision::Withdrawn { .. }
            | Decision::Unpublished { .. }
            | Decision::InvitationAnswered { .. }
            | Decision::DiscussionClosed { .. }
            | Decision::Office(_) => Ok(()),
            Decision::Fund(what) => self.book.check(what),
        }
    }

    /// What is left to `actor` on it, as it stands; what it says and names is checked by [`Self::check`].
    #[must_use]
    pub fn allowed(&self, actor: Actor, of: Subject, office: OfficeId) -> Vec<EventName> {
        let on = self.relation(actor, office);
        let allows = |event: &EventName| rules::follow(of, self.status, *event, actor.role, on).is_ok();
        let asks_for_nothing = |event: &EventName| {
            (*event == EventName::Acknowledged && !self.is_unread())
                || (*event == EventName::ClarificationAnswered && self.open_questions.is_empty())
                || (*event == EventName::ConsentWithdrawn && self.consents.is_empty())
                || (*event == EventName::Unpublished && self.published.is_none())
        };
        let all = EventName::ALL.iter().copied();
        all.filter(|event| allows(event) && !asks_for_nothing(event)).collect()
    }

    /// One that is there from the beginning: a fund, or an office that the operator added.
    #[must_use]
    pub fn open() -> Self {
        Self {
            status: Status::Open,
            ..Self::default()
        }
    }

    /// Whether there is a version that the desk has not acknowledged.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        // What an earlier version kept counts no versions that were seen.
        let is_for_the_desk = !matches!(
            self.status,
            Status::Acknowledged | Status::Shared | Status::Proposed | Status::Approved | Status::Closed
        );
        self.acknowledged < self.versions.len() && is_for_the_desk
    }

    /// The consent to a scope that was given last and not withdrawn, also where its last day is over.
    #[must_use]
    pub fn consent(&self, scope: Scope) -> Option<&Consent> {
        self.consents.iter().rfind(|consent| consent.given.scope == scope)
    }

    /// The consent to a scope that holds at a moment, milliseconds since 1970.
    #[must_use]
    pub fn consent_at(&self, scope: Scope, at: i64) -> Option<&Consent> {
        self.consent(scope)
            .filter(|consent| consent.given.holds_on(Day::of(at)))
    }

    /// The consent to a scope that holds at a moment, and is to this version.
    fn consent_to(&self, version: VersionId, scope: Scope, at: i64) -> Result<&Consent, Refusal> {
        let today = Day::of(at);
        let of_scope = self.consents.iter().filter(|consent| consent.given.scope == scope);
        let mut holding = of_scope.filter(|consent| consent.given.holds_on(today)).peekable();
        holding.peek().ok_or(Refusal::NoConsent)?;
        let to_this = holding.find(|consent| consent.given.version == version);
        to_this.ok_or(Refusal::ConsentToEarlier)
    }

    /// Whether the State consents at a moment that the public reads the latest version, and it does not yet.
    #[must_use]
    pub fn may_be_published(&self, at: i64) -> bool {
        let latest = self.versions.last().copied();
        let is_consented_to = |version| self.consent_to(version, Scope::Public, at).is_ok();
        self.published != latest && latest.is_some_and(is_consented_to)
    }

    /// The version of which the public may read its part at a moment: whoever shows something to the public asks here, each time.
    #[must_use]
    pub fn public_at(&self, at: i64) -> Option<VersionId> {
        let is_consented_to = |version: &VersionId| self.consent_to(*version, Scope::Public, at).is_ok();
        self.published.filter(is_consented_to)
    }

    /// The version that a decision adds to those that there are: the text that is sent with it, also where an earlier one said the
    /// same; or one of whose sending this device was not told.
    #[must_use]
    pub fn new_version(&self, what: &Decision) -> Option<VersionId> {
        let version = what.version()?;
        let is_another = self.versions.last() != Some(&version);
        let is_sent = what.name().may_bring_version();
        (is_another && (is_sent || !self.versions.contains(&version))).then_some(version)
    }

    /// Whether a practice that stands so may be put before the Council at a moment.
    #[must_use]
    pub fn may_reach_the_council(&self, at: i64) -> bool {
        self.status != Status::Withdrawn && self.consent_at(Scope::Council, at).is_some()
    }

    fn guest(&self, office: OfficeId) -> Option<&Guest> {
        self.guests.iter().find(|guest| guest.office == office)
    }

    fn relation(&self, actor: Actor, office: OfficeId) -> Relation {
        if actor.office == office {
            Relation::Own
        } else if self.referred_to == Some(actor.office) {
            Relation::Referred
        } else if self.guest(actor.office).is_some() {
            Relation::Invited
        } else {
            Relation::Others
        }
    }

    fn check_latest(&self, version: VersionId) -> Result<(), Refusal> {
        match self.versions.last() {
            None => Err(Refusal::NotSubmitted),
            Some(latest) if *latest != version => Err(Refusal::NotTheLatestVersion),
            Some(_) => Ok(()),
        }
    }

    /// Takes a decision of this id into account.
    pub fn apply(&mut self, of: Subject, id: EventId, what: &Decision) {
        let after = rules::after(of, self.status, what.name());
        self.versions.extend(self.new_version(what));
        if of == Subject::Record(Kind::Request) && what.name().takes_a_turn() {
            self.turn = Some(id);
        }
        match what {
            Decision::Acknowledged { version } => {
                let place = self.versions.iter().rposition(|known| known == version);
                self.acknowledged = self.acknowledged.max(place.map_or(0, |place| place + 1));
                // A newer version waits to be seen, where the two crossed.
                if self.acknowledged < self.versions.len() {
                    return;
                }
            }
            Decision::ClarificationAsked { .. } => self.open_questions.push(id),
            Decision::ClarificationAnswered { question, .. } => {
                self.open_questions.retain(|open| open != question);
                // The last answer answers.
                if !self.open_questions.is_empty() {
                    return;
                }
            }
            Decision::Referred { to, .. } => self.referred_to = Some(*to),
            Decision::Accepted { .. } | Decision::Declined { .. } => self.referred_to = None,
            Decision::Withdrawn { .. } => {
                self.referred_to = None;
                self.shared = None;
                self.published = None;
            }
            Decision::ConsentGiven(given) => {
                // Nothing stays shared for longer than the State consents to; it may be shared anew.
                let is_of_shared = given.scope == Scope::Network && self.shared == Some(given.version);
                if is_of_shared && after != Status::Shared && !given.lasts_to(self.shared_until) {
                    self.shared = None;
                }
                let subject = (given.scope, given.version);
                self.consents.retain(|it| (it.given.scope, it.given.version) != subject);
                self.consents.push(Consent {
                    event: id,
                    given: given.clone(),
                });
                self.keep_what_is_used(given.scope);
            }
            Decision::ConsentWithdrawn { scope, .. } => {
                self.consents.retain(|consent| consent.given.scope != *scope);
                match scope {
                    Scope::Public => self.published = None,
                    // What agencies and mandates share of their own needs none.
                    Scope::Network if after != Status::Shared => self.shared = None,
                    Scope::Network | Scope::Council => {}
                }
            }
            Decision::Shared { version, until } => {
                self.shared = Some(*version);
                self.shared_until = *until;
                self.keep_what_is_used(Scope::Network);
            }
            Decision::Published { version } => {
                self.published = Some(*version);
                self.keep_what_is_used(Scope::Public);
            }
            Decision::Unpublished { .. } => {
                self.published = None;
                self.keep_what_is_used(Scope::Public);
            }
            Decision::Assigned { to } => {
                self.assigned = Some(*to);
                self.assignment = Some(id);
            }
            Decision::Invited { to, .. } => self.hear(*to, None),
            Decision::InvitationAnswered { by, accepts, .. } => self.hear(*by, Some(*accepts)),
            Decision::Office(OfficeDecision::LevelsSet(levels)) => self.levels = Some(*levels),
            Decision::Submitted { .. }
            | Decision::ThemeProposed { .. }
            | Decision::ThemeApproved { .. }
            | Decision::DiscussionClosed { .. }
            | Decision::DeliveryStarted { .. }
            | Decision::Completed { .. }
            | Decision::Office(_) => {}
            Decision::Fund(what) => self.book.apply(id, what),
        }
        self.status = after;
        if after != Status::ClarificationAsked {
            self.open_questions.clear();
        }
    }

    /// Of the consents to a scope the last one counts, and the one by which an earlier version is read.
    fn keep_what_is_used(&mut self, scope: Scope) {
        let last = self.consent(scope).map(|consent| consent.event);
        let read = match scope {
            Scope::Public => self.published,
            Scope::Network => self.shared,
            Scope::Council => None,
        };
        self.consents
            .retain(|it| it.given.scope != scope || Some(it.event) == last || Some(it.given.version) == read);
    }

    /// What is known of an invitation from now on.
    fn hear(&mut self, office: OfficeId, accepts: Option<bool>) {
        match self.guests.iter_mut().find(|guest| guest.office == office) {
            Some(guest) => guest.accepts = accepts,
            None => self.guests.push(Guest { office, accepts }),
        }
    }
}

#[cfg(test)]
mod tests;
