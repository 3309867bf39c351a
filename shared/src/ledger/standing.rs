//! What a record's decisions, in their order, come to.

use serde::{Deserialize, Serialize};

use super::{
    Decision, EventName, Refusal, Role, Status, Subject,
    rules::{self, Relation},
};
use crate::ids::{EventId, OfficeId, VersionId};

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
}

impl Standing {
    /// Whether `actor` may decide this on what is `office`'s, as it stands.
    ///
    /// # Errors
    /// The [`Refusal`] that a person is told.
    pub fn check(&self, actor: Actor, of: Subject, office: OfficeId, what: &Decision) -> Result<(), Refusal> {
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
            Decision::ClarificationAnswered { question, .. } if !self.open_questions.contains(question) => {
                Err(Refusal::NoOpenQuestion)
            }
            Decision::ClarificationAnswered { .. }
            | Decision::DeliveryStarted { .. }
            | Decision::Completed { .. }
            | Decision::Withdrawn { .. }
            | Decision::Office(_) => Ok(()),
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
        };
        let all = EventName::ALL.iter().copied();
        all.filter(|event| allows(event) && !asks_for_nothing(event)).collect()
    }

    /// Whether there is a version that the desk has not acknowledged.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        // What an earlier version kept counts no versions that were seen.
        self.acknowledged < self.versions.len() && self.status != Status::Acknowledged
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
        // A device may not know of the submission of a version that others decide on.
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
            Decision::Accepted { .. } | Decision::Declined { .. } | Decision::Withdrawn { .. } => {
                self.referred_to = None;
            }
            Decision::DeliveryStarted { .. } | Decision::Completed { .. } | Decision::Office(_) => {}
        }
        self.status = after;
        if after != Status::ClarificationAsked {
            self.open_questions.clear();
        }
    }
}

#[cfg(test)]
mod tests;
