//! The round of a request, decision by decision.

use uuid::Uuid;

use super::*;
use crate::ledger::consent::Given;

const HOME: OfficeId = OfficeId(Uuid::from_u128(1));
const DESK: OfficeId = OfficeId(Uuid::from_u128(2));
const AGENCY: OfficeId = OfficeId(Uuid::from_u128(3));
const REQUEST: Subject = Subject::Record(crate::schema::Kind::Request);
const V1: VersionId = VersionId([1; 32]);
const V2: VersionId = VersionId([2; 32]);

/// A request of [`HOME`], with what was decided on it.
#[derive(Default)]
struct Request {
    standing: Standing,
    events: u128,
}

impl Request {
    /// Decides as the hub does, and gives the status that follows.
    fn decide(&mut self, (role, office): (Role, OfficeId), what: Decision) -> Result<Status, Refusal> {
        let at = noon("2026-04-01");
        self.standing.check(Actor { role, office }, REQUEST, HOME, &what, at)?;
        self.events += 1;
        self.standing.apply(REQUEST, self.latest(), &what);
        Ok(self.standing.status)
    }

    fn latest(&self) -> EventId {
        EventId(Uuid::from_u128(self.events))
    }

    fn asked(&mut self, text: &str) -> EventId {
        let what = Decision::ClarificationAsked {
            version: V1,
            field: None,
            text: text.to_owned(),
        };
        assert_eq!(self.decide(OFFICER, what), Ok(Status::ClarificationAsked));
        self.latest()
    }
}

const LEAD: (Role, OfficeId) = (Role::Lead, HOME);
const OFFICER: (Role, OfficeId) = (Role::Desk, DESK);
const PARTNER: (Role, OfficeId) = (Role::Partner, AGENCY);

fn sent(version: VersionId) -> Decision {
    Decision::Submitted { version }
}

fn seen(version: VersionId) -> Decision {
    Decision::Acknowledged { version }
}

fn answer(question: EventId) -> Decision {
    Decision::ClarificationAnswered {
        question,
        text: "Twelve.".to_owned(),
    }
}

fn because(text: &str) -> String {
    text.to_owned()
}

#[test]
fn a_submission_is_acknowledged_once_and_only_in_its_latest_version() {
    let mut request = Request::default();
    assert_eq!(request.decide(OFFICER, seen(V1)), Err(Refusal::NotSubmitted));
    assert_eq!(request.decide(LEAD, sent(V1)), Ok(Status::Submitted));
    assert_eq!(request.decide(LEAD, sent(V1)), Err(Refusal::AlreadySubmitted));
    assert_eq!(request.decide(OFFICER, seen(V1)), Ok(Status::Acknowledged));
    assert_eq!(request.decide(OFFICER, seen(V1)), Err(Refusal::AlreadyAcknowledged));
    assert_eq!(request.decide(LEAD, sent(V2)), Ok(Status::Submitted));
    assert_eq!(request.decide(OFFICER, seen(V1)), Err(Refusal::NotTheLatestVersion));
}

#[test]
fn the_last_answer_answers() {
    let mut request = Request::default();
    for (who, what) in [(LEAD, sent(V1)), (OFFICER, seen(V1))] {
        request.decide(who, what).expect("allowed");
    }
    let (first, second) = (request.asked("How many?"), request.asked("From when?"));
    assert_eq!(request.decide(LEAD, answer(first)), Ok(Status::ClarificationAsked));
    assert_eq!(request.decide(LEAD, answer(first)), Err(Refusal::NoOpenQuestion));
    assert_eq!(request.decide(LEAD, answer(second)), Ok(Status::ClarificationAnswered));
}

#[test]
fn who_was_asked_to_assist_delivers_until_the_desk_decides_anew() {
    let mut request = Request::default();
    let refer = || Decision::Referred {
        version: V1,
        to: AGENCY,
        reason: because("They train judges there."),
    };
    let start = || Decision::DeliveryStarted { note: String::new() };
    for (who, what) in [(LEAD, sent(V1)), (OFFICER, seen(V1)), (OFFICER, refer())] {
        request.decide(who, what).expect("allowed");
    }
    let accept = Decision::Accepted {
        version: V1,
        reason: String::new(),
    };
    assert_eq!(request.decide(OFFICER, accept), Ok(Status::Accepted));
    assert_eq!(request.decide(PARTNER, start()), Err(Refusal::NotYourOffice));
    let mut request = Request::default();
    for (who, what) in [(LEAD, sent(V1)), (OFFICER, seen(V1)), (OFFICER, refer())] {
        request.decide(who, what).expect("allowed");
    }
    assert_eq!(request.decide(PARTNER, start()), Ok(Status::InDelivery));
    let end = Decision::Completed { note: String::new() };
    assert_eq!(request.decide(PARTNER, end), Ok(Status::Completed));
}

#[test]
fn a_decision_without_its_reason_is_none() {
    let mut request = Request::default();
    for (who, what) in [(LEAD, sent(V1)), (OFFICER, seen(V1))] {
        request.decide(who, what).expect("allowed");
    }
    let decline = |reason: &str| Decision::Declined {
        version: V1,
        reason: because(reason),
    };
    assert_eq!(request.decide(OFFICER, decline(" ")), Err(Refusal::TextMissing));
    let long = "x".repeat(crate::limits::DECISION_CHARACTERS + 1);
    assert_eq!(request.decide(OFFICER, decline(&long)), Err(Refusal::TextTooLong));
    assert_eq!(request.decide(OFFICER, decline("No funds.")), Ok(Status::Declined));
    assert_eq!(request.decide(LEAD, sent(V2)), Ok(Status::Submitted));
}

fn consent(scope: Scope, until: Option<&str>) -> Decision {
    consent_to(V1, scope, until)
}

fn consent_to(version: VersionId, scope: Scope, until: Option<&str>) -> Decision {
    Decision::ConsentGiven(Given {
        scope,
        version,
        authority: "Ministry of Justice".to_owned(),
        on: "2026-03-01".parse().expect("a day"),
        until: until.map(|day| day.parse().expect("a day")),
        evidence: "Note verbale 12/2026".to_owned(),
        file: None,
    })
}

/// Noon of a day, milliseconds since 1970.
fn noon(day: &str) -> i64 {
    let day: Day = day.parse().expect("a day");
    Day::of(0).days_until(day) * 86_400_000 + 43_200_000
}

#[test]
fn the_public_sees_what_is_published_as_long_as_a_consent_to_that_scope_holds() {
    let mut request = Request::default();
    assert_eq!(request.decide(LEAD, sent(V1)), Ok(Status::Submitted));
    assert_eq!(
        request.decide(OFFICER, Decision::Acknowledged { version: V1 }),
        Ok(Status::Acknowledged)
    );
    let published = Decision::Published { version: V1 };
    assert_eq!(request.decide(OFFICER, published.clone()), Err(Refusal::NoConsent));
    assert_eq!(
        request.decide(LEAD, consent(Scope::Council, None)),
        Ok(Status::Acknowledged)
    );
    assert_eq!(
        request.decide(OFFICER, published.clone()),
        Err(Refusal::NoConsent),
        "each scope has its own"
    );
    assert_eq!(
        request.decide(LEAD, consent(Scope::Public, Some("2027-12-31"))),
        Ok(Status::Acknowledged)
    );
    assert_eq!(request.decide(OFFICER, published.clone()), Ok(Status::Acknowledged));
    let public = |request: &Request, day: &str| request.standing.public_at(noon(day));
    assert_eq!(public(&request, "2027-12-31"), Some(V1), "to the end of the last day");
    assert_eq!(public(&request, "2028-01-01"), None);
    let withdrawn = Decision::ConsentWithdrawn {
        scope: Scope::Public,
        reason: "A new government".to_owned(),
    };
    assert_eq!(request.decide(LEAD, withdrawn.clone()), Ok(Status::Acknowledged));
    assert_eq!(public(&request, "2027-01-01"), None);
    assert_eq!(request.decide(LEAD, withdrawn), Err(Refusal::NoConsent), "once");
    // A consent that comes later publishes nothing by itself.
    assert_eq!(
        request.decide(LEAD, consent(Scope::Public, None)),
        Ok(Status::Acknowledged)
    );
    assert_eq!(public(&request, "2027-01-01"), None);
    assert_eq!(request.decide(OFFICER, published), Ok(Status::Acknowledged));
    assert_eq!(public(&request, "2027-01-01"), Some(V1));
    let reason = "The desk errs".to_owned();
    assert_eq!(
        request.decide(OFFICER, Decision::Unpublished { reason }),
        Ok(Status::Acknowledged)
    );
    assert_eq!(public(&request, "2027-01-01"), None);
}

#[test]
fn a_consent_is_to_the_version_that_was_shown() {
    let mut request = Request::default();
    for (who, what) in [(LEAD, sent(V1)), (OFFICER, seen(V1))] {
        request.decide(who, what).expect("allowed");
    }
    request
        .decide(LEAD, consent(Scope::Public, Some("2027-06-30")))
        .expect("it was shown");
    request
        .decide(OFFICER, Decision::Published { version: V1 })
        .expect("it is consented to");
    for (who, what) in [(LEAD, sent(V2)), (OFFICER, seen(V2))] {
        request.decide(who, what).expect("a later version");
    }
    let published = Decision::Published { version: V2 };
    assert_eq!(
        request.decide(OFFICER, published.clone()),
        Err(Refusal::ConsentToEarlier)
    );
    let public = |request: &Request| request.standing.public_at(noon("2027-01-01"));
    assert_eq!(public(&request), Some(V1), "what was agreed to stays");
    assert_eq!(
        request.decide(LEAD, consent(Scope::Public, None)),
        Err(Refusal::NotTheLatestVersion),
        "which crossed a later one"
    );
    request
        .decide(LEAD, consent_to(V2, Scope::Public, None))
        .expect("it was shown");
    assert_eq!(public(&request), Some(V1), "until the other is published");
    let later = noon("2027-07-01");
    assert_eq!(
        request.standing.public_at(later),
        None,
        "no consent to that holds any more"
    );
    assert_eq!(request.standing.consents.len(), 2);
    request.decide(OFFICER, published).expect("it is consented to");
    assert_eq!(
        (public(&request), request.standing.public_at(later)),
        (Some(V2), Some(V2))
    );
    assert_eq!(request.standing.consents.len(), 1, "nothing is read by the other");
}

#[test]
fn a_consent_holds_from_its_day_on() {
    let Decision::ConsentGiven(given) = consent(Scope::Public, Some("2026-12-31")) else {
        unreachable!("a consent")
    };
    let holds = |day: &str| given.holds_on(day.parse().expect("a day"));
    assert!(!holds("2026-02-27"));
    assert!(holds("2026-02-28"), "where the day begins first, it is 1 March");
    assert!(holds("2026-12-31"));
    assert!(!holds("2027-01-01"));
}

#[test]
fn nothing_stays_shared_for_longer_than_the_last_consent_says() {
    let practice = |until: Option<&str>, then: Option<&str>| {
        let day = |day: &str| day.parse::<Day>().expect("a day");
        let mut standing = Standing::default();
        let of = Subject::Record(Kind::Practice);
        let decisions = [
            sent(V1),
            consent(Scope::Network, until),
            Decision::Shared {
                version: V1,
                until: until.map(day),
            },
            consent(Scope::Network, then),
        ];
        for (number, what) in (1..).zip(&decisions) {
            let at = noon("2026-04-01");
            let actor = Actor {
                role: Role::Lead,
                office: HOME,
            };
            standing.check(actor, of, HOME, what, at).expect("allowed");
            standing.apply(of, EventId(Uuid::from_u128(number)), what);
        }
        standing.shared.is_some()
    };
    assert!(practice(None, None));
    assert!(!practice(None, Some("2026-12-31")));
    assert!(!practice(Some("2027-12-31"), Some("2026-12-31")));
    assert!(practice(Some("2026-12-31"), Some("2027-12-31")), "and ends as it did");
    assert!(practice(Some("2026-12-31"), None), "and ends as it did");
}
