//! What a record's decisions, in their order, come to.

use serde::{Deserialize, Serialize};

use super::{
    Consent, Decision, EventName, Refusal, Role, Scope, Status, Subject,
    fund::Book,
    rules::{self, Relation},
};
use crate::{
    day::Day,
    ids::{EventId, OfficeId, VersionId},
    schema::Kind,
};

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    pub role: Role,
    pub office: OfficeId,
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
    /// What the State consents to: one at most for each scope.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent>,
    /// The version that other offices may read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<VersionId>,
    /// The version of which the public may read its part, as long as the State consents to that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<VersionId>,
    /// The entries of a fund.
    #[serde(default, skip_serializing_if = "Book::is_empty")]
    pub book: Book,
}

impl Standing {
    /// Whether `actor` may decide this on what is `office`'s, as it stands at a moment, milliseconds since 1970.
    ///
    /// # Errors
    /// The [`Refusal`] that a person is told.
    pub fn check(&self, actor: Actor, of: Subject, office: OfficeId, what: &Decision, at: i64) -> Result<(), Refusal> {
        rules::follow(of, self.status, what.name(), actor.role, self.relation(actor, office))?;
        what.check_text()?;
        match what {
            Decision::Submitted { version } if self.versions.last() == Some(version) => Err(Refusal::AlreadySubmitted),
            Decision::Submitted { .. } => Ok(()),
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
            | Decision::Referred { version, .. } => self.check_latest(*version),
            Decision::ConsentGiven(given) => given.check(),
            Decision::ConsentWithdrawn { scope, .. } => self.consent(*scope).map(drop).ok_or(Refusal::NoConsent),
            // What an office has not submitted to headquarters, others may read by its own word.
            Decision::Shared { .. } if !matches!(of, Subject::Record(Kind::Practice)) => Ok(()),
            Decision::Shared { version, until } => {
                self.check_latest(*version)?;
                let consent = self.consent_at(Scope::Network, at).ok_or(Refusal::NoConsent)?;
                let ends = consent.given.until;
                let goes_on_longer = ends.is_some_and(|ends| until.is_none_or(|until| until > ends));
                if goes_on_longer {
                    Err(Refusal::NoConsent)
                } else {
                    Ok(())
                }
            }
            Decision::Published { version } => {
                self.check_latest(*version)?;
                self.consent_at(Scope::Public, at).map(drop).ok_or(Refusal::NoConsent)
            }
            Decision::Unpublished { .. } if self.published.is_none() => Err(Refusal::NotPublished),
            Decision::ClarificationAnswered { question, .. } if !self.open_questions.contains(question) => {
                Err(Refusal::NoOpenQuestion)
            }
            Decision::ClarificationAnswered { .. }
            | Decision::DeliveryStarted { .. }
            | Decision::Completed { .. }
            | Decision::Withdrawn { .. }
            | Decision::Unpublished { .. }
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

    /// Whether money of a fund may be set aside for a record that stands so.
    #[must_use]
    pub fn is_fundable(&self, kind: Kind) -> bool {
        match kind {
            Kind::Request => matches!(self.status, Status::Accepted | Status::Referred | Status::InDelivery),
            Kind::Activity => self.status == Status::Shared,
            Kind::Practice | Kind::Discussion | Kind::Observation => false,
        }
    }

    /// Whether there is a version that the desk has not acknowledged.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        // What an earlier version kept counts no versions that were seen.
        let is_for_the_desk = !matches!(self.status, Status::Acknowledged | Status::Shared);
        self.acknowledged < self.versions.len() && is_for_the_desk
    }

    /// The consent to a scope that was given last and not withdrawn, also where its last day is over.
    #[must_use]
    pub fn consent(&self, scope: Scope) -> Option<&Consent> {
        self.consents.iter().find(|consent| consent.given.scope == scope)
    }

    /// The consent to a scope that holds at a moment, milliseconds since 1970.
    #[must_use]
    pub fn consent_at(&self, scope: Scope, at: i64) -> Option<&Consent> {
        self.consent(scope)
            .filter(|consent| consent.given.holds_on(Day::of(at)))
    }

    /// The version of which the public may read its part at a moment: whoever shows something to the public asks here, each time.
    #[must_use]
    pub fn public_at(&self, at: i64) -> Option<VersionId> {
        self.published.filter(|_| self.consent_at(Scope::Public, at).is_some())
    }

    fn relation(&self, actor: Actor, office: OfficeId) -> Relation {
        if actor.office == office {
            Relation::Own
        } else if self.referred_to == Some(actor.office) {
            Relation::Referred
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
        // A device may not know of the submission of a version that others decide on; what is shared may never be submitted.
        if let Some(version) = what.version().filter(|version| !self.versions.contains(version))
            && what.name() != EventName::Submitted
        {
            self.versions.push(version);
        }
        match what {
            Decision::Submitted { version } => self.versions.push(*version),
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
                self.consents.retain(|consent| consent.given.scope != given.scope);
                self.consents.push(Consent {
                    event: id,
                    given: given.clone(),
                });
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
            Decision::Shared { version, .. } => self.shared = Some(*version),
            Decision::Published { version } => self.published = Some(*version),
            Decision::Unpublished { .. } => self.published = None,
            Decision::DeliveryStarted { .. } | Decision::Completed { .. } | Decision::Office(_) => {}
            Decision::Fund(what) => self.book.apply(id, what),
        }
        self.status = after;
        if after != Status::ClarificationAsked {
            self.open_questions.clear();
        }
    }
}

#[cfg(test)]
mod tests;
