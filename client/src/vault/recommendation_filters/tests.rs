//! Filters and facets over a few recommendations.

use rusqlite::Connection;
use satchel_shared::{
    ids::RecommendationId,
    recommendation::Source,
    window::{Facet, RecommendationHit},
};
use uuid::Uuid;

use super::*;
use crate::vault::migrations;
use crate::vault::recommendations::{count, find, put, search};

fn tables() -> Connection {
    let mut connection = Connection::open_in_memory().expect("a database");
    migrations::bring_up_to_date(&mut connection).expect("tables");
    connection
}

fn one(id: u128, state: &str, session: u16, position: Option<Position>, themes: &[&str], text: &str) -> Recommendation {
    Recommendation {
        id: RecommendationId(Uuid::from_u128(id)),
        source: if session == 0 { Source::TreatyBody } else { Source::Upr },
        state: state.parse().expect("a State"),
        recommending_state: None,
        also_recommending: Vec::new(),
        body: String::new(),
        reference: "A/HRC/59/15".to_owned(),
        session,
        published: None,
        text: text.to_owned(),
        position,
        themes: themes.iter().map(|&theme| theme.to_owned()).collect(),
        affected_persons: Vec::new(),
        sdgs: Vec::new(),
    }
}

fn filled() -> Connection {
    let connection = tables();
    let (supported, noted) = (Some(Position::Supported), Some(Position::Noted));
    let list = [
        one(1, "IDN", 13, supported, &["Torture", "Justice"], "Train the police"),
        one(2, "IDN", 13, noted, &["Torture"], "Ratify the Protocol"),
        one(3, "IDN", 1, supported, &["Women's rights"], "Train judges"),
        one(4, "KEN", 8, supported, &["Justice"], "Train prosecutors"),
        one(5, "KEN", 0, None, &["Justice", "Justice"], "Train prison staff"),
    ];
    put(&connection, &list).expect("kept");
    connection
}

fn found(connection: &Connection, text: &str, filter: &RecommendationFilter) -> Vec<u128> {
    let hits: Vec<RecommendationHit> = search(connection, text, filter, 0, 100).expect("searched");
    let mut ids: Vec<_> = hits.iter().map(|hit| hit.recommendation.id.0.as_u128()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn filters_and_words_hold_together() {
    let connection = filled();
    let all = RecommendationFilter::default();
    let of = |change: fn(&mut RecommendationFilter)| {
        let mut filter = RecommendationFilter::default();
        change(&mut filter);
        filter
    };
    assert_eq!(found(&connection, "", &all), [1, 2, 3, 4, 5]);
    assert_eq!(found(&connection, "train", &all), [1, 3, 4, 5]);
    let indonesia = of(|it| it.state = "IDN".parse().ok());
    assert_eq!(found(&connection, "", &indonesia), [1, 2, 3]);
    assert_eq!(found(&connection, "train", &indonesia), [1, 3]);
    assert_eq!(found(&connection, "", &of(|it| it.session = Some(13))), [1, 2]);
    assert_eq!(
        found(&connection, "", &of(|it| it.source = Some(Source::TreatyBody))),
        [5]
    );
    assert_eq!(
        found(&connection, "", &of(|it| it.position = Some(Position::Noted))),
        [2]
    );
    assert_eq!(
        found(&connection, "train", &of(|it| it.theme = Some("Justice".to_owned()))),
        [1, 4, 5]
    );
    let narrow = of(|it| {
        it.state = "IDN".parse().ok();
        it.session = Some(13);
        it.position = Some(Position::Supported);
        it.theme = Some("Torture".to_owned());
        it.source = Some(Source::Upr);
    });
    assert_eq!(found(&connection, "train", &narrow), [1]);
    assert_eq!(found(&connection, "judges", &narrow), [] as [u128; 0]);
    assert_eq!(found(&connection, "'\" OR 1", &narrow), [] as [u128; 0]);
    assert_eq!(
        found(&connection, "", &of(|it| it.theme = Some("' OR 1 --".to_owned()))),
        [] as [u128; 0]
    );
}

#[test]
fn facets_count_what_occurs_and_nothing_else() {
    let facets = facets(&filled()).expect("facets");
    let told = |list: &[Facet<String>]| {
        list.iter()
            .map(|it| format!("{} {}", it.value, it.count))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&facets.themes), ["Justice 3", "Torture 2", "Women's rights 1"]);
    let states: Vec<_> = facets
        .states
        .iter()
        .map(|it| format!("{} {}", it.value, it.count))
        .collect();
    assert_eq!(states, ["IDN 3", "KEN 2"]);
    let sessions: Vec<_> = facets.sessions.iter().map(|it| (it.value, it.count)).collect();
    assert_eq!(sessions, [(13, 2), (8, 1), (1, 1)]);
    let positions: Vec<_> = facets.positions.iter().map(|it| (it.value, it.count)).collect();
    assert_eq!(positions, [(Position::Noted, 1), (Position::Supported, 3)]);
    assert_eq!(facets.sources.iter().map(|it| it.count).collect::<Vec<_>>(), [1, 4]);
    assert_eq!(super::facets(&tables()).expect("none"), RecommendationFacets::default());
}

#[test]
fn one_that_says_something_else_now_is_found_by_that_alone() {
    let connection = filled();
    let all = RecommendationFilter::default();
    // The last row too, whose number must not be given to another.
    for id in [5, 1] {
        let mended = one(id, "IDN", 14, Some(Position::Noted), &["Detention"], "Close the prison");
        put(&connection, &[mended.clone(), mended.clone()]).expect("kept");
        assert_eq!(find(&connection, mended.id).expect("read"), Some(mended));
    }
    assert_eq!(count(&connection).expect("counted"), 5);
    assert_eq!(found(&connection, "train", &all), [3, 4]);
    assert_eq!(found(&connection, "close", &all), [1, 5]);
    let detention = RecommendationFilter {
        theme: Some("Detention".to_owned()),
        ..all
    };
    assert_eq!(found(&connection, "", &detention), [1, 5]);
    let themes = facets(&connection).expect("facets").themes;
    assert_eq!(themes.iter().map(|it| it.count).sum::<usize>(), 5);
}
