//! The report over a vault with a few recommendations and records.

use satchel_shared::{
    edit::Edit,
    ids::{RecommendationId, RecordId},
    path::Path,
    recommendation::{Position, Recommendation, Source},
    states::StateCode,
};
use uuid::Uuid;

use super::*;
use crate::vault::{Passphrase, recommendations};

fn state(code: &str) -> StateCode {
    code.parse().expect("a State")
}

fn one(id: u128, source: Source, position: Option<Position>, session: u16, themes: &[&str]) -> Recommendation {
    Recommendation {
        id: RecommendationId(Uuid::from_u128(id)),
        source,
        state: state("IDN"),
        recommending_state: None,
        also_recommending: Vec::new(),
        body: String::new(),
        reference: String::new(),
        session,
        published: None,
        text: format!("Sentence {id}"),
        position,
        themes: themes.iter().map(|&theme| theme.to_owned()).collect(),
        affected_persons: Vec::new(),
        sdgs: Vec::new(),
    }
}

fn app() -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = App::new(folder.path().join("vault"));
    app.create_vault(&Passphrase::new("correct horse".to_owned()))
        .expect("a vault");
    let (supported, noted) = (Some(Position::Supported), Some(Position::Noted));
    let mut list = vec![
        one(1, Source::Upr, supported, 13, &["Torture", "Justice"]),
        one(2, Source::Upr, noted, 13, &["Torture"]),
        one(3, Source::Pledge, None, 1, &["Justice"]),
        one(4, Source::Upr, supported, 1, &["Justice"]),
        one(5, Source::TreatyBody, None, 0, &["Justice"]),
        one(6, Source::Upr, supported, 13, &[]),
    ];
    if let Some(other) = list.last_mut() {
        other.state = state("KEN");
    }
    app.with_open(|open| {
        open.vault
            .write(|transaction| Ok(recommendations::put(transaction, &list)?))
    })
    .expect("kept");
    (folder, app)
}

fn report(app: &App) -> Gaps {
    let wanted = GetGaps {
        state: state("IDN"),
        from: None,
        to: None,
    };
    app.gaps(&wanted).expect("a report")
}

fn linked(app: &App, kind: Kind, recommendation: u128) -> RecordId {
    let id = app.create(kind).expect("a record").row.id;
    app.link(id, RecommendationId(Uuid::from_u128(recommendation)))
        .expect("linked");
    id
}

fn open(gaps: &Gaps) -> Vec<u128> {
    let open = gaps.accepted.iter().filter(|it| !it.is_begun());
    open.map(|it| it.recommendation.id.0.as_u128()).collect()
}

#[test]
fn supported_recommendations_and_pledges_of_one_state_are_accepted_and_nothing_else() {
    let (_folder, app) = app();
    let gaps = report(&app);
    assert_eq!(open(&gaps), [1, 3, 4]);
    assert_eq!((gaps.all.total, gaps.all.linked, gaps.all.open()), (3, 0, 3));
    let sessions: Vec<_> = gaps.by_session.iter().map(|it| (it.of, it.tally.total)).collect();
    assert_eq!(sessions, [(13, 1), (1, 2)]);
    let themes: Vec<_> = gaps
        .by_theme
        .iter()
        .map(|it| (it.of.as_str(), it.tally.total))
        .collect();
    assert_eq!(themes, [("Justice", 3), ("Torture", 1)]);
}

#[test]
fn a_record_closes_a_gap_until_its_link_is_taken_out() {
    let (_folder, app) = app();
    let request = linked(&app, Kind::Request, 1);
    let practice = linked(&app, Kind::Practice, 1);
    let gaps = report(&app);
    assert_eq!((open(&gaps), gaps.all.linked), (vec![3, 4], 1));
    let records: Vec<_> = gaps.accepted[0].records.iter().map(|it| (it.record, it.kind)).collect();
    assert_eq!(records.len(), 2);
    assert!(records.contains(&(request, Kind::Request)) && records.contains(&(practice, Kind::Practice)));
    let torture = gaps.by_theme.iter().find(|it| it.of == "Torture").expect("a theme");
    assert_eq!((torture.tally.total, torture.tally.linked), (1, 1));
    let first = Edit::Remove {
        path: Path::field("recommendations").place(0),
    };
    for record in [request, practice] {
        app.edit(record, std::slice::from_ref(&first)).expect("taken out");
    }
    assert_eq!(open(&report(&app)), [1, 3, 4]);
}

#[test]
fn a_practice_alone_is_shown_and_closes_no_gap() {
    let (_folder, app) = app();
    let practice = linked(&app, Kind::Practice, 1);
    let gaps = report(&app);
    assert_eq!((open(&gaps), gaps.all.linked), (vec![1, 3, 4], 0));
    let shown: Vec<_> = gaps.accepted[0].records.iter().map(|it| it.record).collect();
    assert_eq!(shown, [practice]);
    linked(&app, Kind::Activity, 1);
    assert_eq!(open(&report(&app)), [3, 4]);
}

#[test]
fn an_observation_is_no_work_on_a_recommendation() {
    let (_folder, app) = app();
    linked(&app, Kind::Observation, 1);
    assert_eq!(open(&report(&app)), [1, 3, 4]);
}

#[test]
fn the_report_is_of_the_sessions_that_are_asked_for() {
    let (_folder, app) = app();
    let of = |from, to| {
        let state = state("IDN");
        open(&app.gaps(&GetGaps { state, from, to }).expect("a report"))
    };
    assert_eq!(of(Some(2), None), [1]);
    assert_eq!(of(None, Some(12)), [3, 4]);
    assert_eq!(of(Some(13), Some(13)), [1]);
    assert_eq!(of(Some(14), None), [] as [u128; 0]);
}
