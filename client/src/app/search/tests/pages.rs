//! A search over more recommendations than come at once, or are ranked.

use std::collections::BTreeSet;

use satchel_shared::{
    ids::RecommendationId,
    recommendation::{Recommendation, Source},
    window::RecommendationFilter,
};
use uuid::Uuid;

use super::*;
use crate::vault::Passphrase;

const KNOWN: usize = 1_250;
const PAGE: usize = 200;

fn one(id: usize) -> Recommendation {
    Recommendation {
        id: RecommendationId(Uuid::from_u128(id as u128 + 1)),
        source: Source::Upr,
        state: if id.is_multiple_of(5) { "KEN" } else { "IDN" }
            .parse()
            .expect("a State"),
        recommending_state: None,
        also_recommending: Vec::new(),
        body: String::new(),
        reference: String::new(),
        session: 13,
        published: None,
        text: format!("Train judges {}", "and prosecutors ".repeat(id % 7)),
        position: None,
        themes: Vec::new(),
        affected_persons: Vec::new(),
        sdgs: Vec::new(),
    }
}

#[test]
fn every_hit_is_reached_once_page_by_page_and_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = App::new(folder.path().join("vault"));
    app.create_vault(&Passphrase::new("correct horse".to_owned()))
        .expect("a vault");
    let list: Vec<_> = (0..KNOWN).map(one).collect();
    app.with_open(|open| {
        open.vault
            .write(|transaction| Ok(recommendations::put(transaction, &list)?))
    })
    .expect("kept");
    let indonesia = RecommendationFilter {
        state: "IDN".parse().ok(),
        ..RecommendationFilter::default()
    };
    let (all, in_indonesia) = (RecommendationFilter::default(), KNOWN - KNOWN / 5);
    for (text, filter, wanted) in [
        ("", &all, KNOWN),
        ("", &indonesia, in_indonesia),
        ("j", &all, KNOWN),
        ("judges", &all, KNOWN),
        ("train judges", &indonesia, in_indonesia),
        ("nowhere", &all, 0),
        ("!", &all, 0),
    ] {
        let text = text.to_owned();
        let count = app.count_recommendations(&CountRecommendations {
            text: text.clone(),
            filter: filter.clone(),
        });
        assert_eq!(count.expect("a count"), wanted, "{text}");
        let mut found = BTreeSet::new();
        for from in (0..wanted).step_by(PAGE) {
            let page = app.search_recommendations(&SearchRecommendations {
                text: text.clone(),
                from,
                limit: PAGE,
                filter: filter.clone(),
            });
            let hits = page.expect("hits").hits;
            assert_eq!(hits.len(), PAGE.min(wanted - from), "{text}, from {from}");
            found.extend(hits.into_iter().map(|hit| hit.recommendation.id.0));
        }
        assert_eq!(found.len(), wanted, "{text}");
    }
}
