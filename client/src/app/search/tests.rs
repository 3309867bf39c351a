//! What is found as one types, and what is told of it.

use satchel_shared::{
    ids::RecommendationId,
    recommendation::{Recommendation, Source},
    schema::Kind,
    splice::slice,
    window::{ListRecords, RecommendationFilter, RecordRow},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::vault::Passphrase;

mod pages;

fn app() -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = App::new(folder.path().join("vault"));
    app.create_vault(&Passphrase::new("correct horse".to_owned()))
        .expect("a vault");
    (folder, app)
}

fn write(app: &App, content: &Value) {
    let content = content.as_object().expect("an object").clone();
    app.create_from(Kind::Request, &[content]).expect("a record");
}

fn list(app: &App, text: &str) -> Vec<RecordRow> {
    let wanted = ListRecords {
        text: text.to_owned(),
        ..ListRecords::default()
    };
    app.list(&wanted).expect("a list")
}

fn marked(text: &str, matches: &[(usize, usize)]) -> Vec<String> {
    let marked = matches.iter().map(|&(start, end)| slice(text, start, end).to_owned());
    marked.collect()
}

/// What is marked in the titles, and what is shown beside them.
fn shown(app: &App, text: &str) -> Vec<(Vec<String>, Option<String>)> {
    let rows = list(app, text).into_iter();
    rows.map(|row| {
        let found = row.found.expect("it was searched");
        (
            marked(&row.title, &found.title),
            found.excerpt.map(|excerpt| excerpt.text),
        )
    })
    .collect()
}

#[test]
fn a_record_is_listed_with_its_matches_marked_in_the_title_or_around_the_first_of_its_texts() {
    let (_folder, app) = app();
    write(
        &app,
        &json!({ "title": "Libérer les détenus", "context": "Two district offices.\nNeither has a vehicle.", "themes": ["torture"] }),
    );
    assert_eq!(list(&app, "")[0].found, None);
    assert_eq!(
        shown(&app, "detenus lib"),
        [(vec!["Lib".to_owned(), "détenus".to_owned()], None)]
    );
    // Words that are not in the title are shown where they are.
    let expected = (vec!["Libérer".to_owned()], Some("Neither has a vehicle.".to_owned()));
    assert_eq!(shown(&app, "liberer vehic"), [expected]);
    let row = list(&app, "two off").remove(0);
    let excerpt = row.found.expect("found").excerpt.expect("an excerpt");
    assert_eq!(marked(&excerpt.text, &excerpt.matches), ["Two", "off"]);
    // A code is found, and is nothing that anybody wrote.
    assert_eq!(shown(&app, "torture"), [(Vec::new(), None)]);
}

#[test]
fn what_is_shown_follows_what_is_written() {
    let (_folder, app) = app();
    write(&app, &json!({ "title": "Adviser", "context": "In the capital" }));
    let id = list(&app, "capital")[0].id;
    let edit = satchel_shared::edit::Edit::Splice {
        path: satchel_shared::path::Path::field("context"),
        at: 0,
        delete: 2,
        insert: "Outside".to_owned(),
    };
    app.edit(id, &[edit]).expect("edited");
    assert_eq!(
        shown(&app, "capital"),
        [(Vec::new(), Some("Outside the capital".to_owned()))]
    );
}

#[test]
fn arabic_is_found_at_each_letter_with_the_article_and_without() {
    let (_folder, app) = app();
    write(
        &app,
        &json!({ "title": "منع التعذيب", "context": "تدريب القضاة في المقاطعات" }),
    );
    for typed in ["الت", "التع", "التعذ", "التعذيب", "تع", "تعذيب", "التَّعْذِيب"]
    {
        let found = shown(&app, typed);
        assert_eq!(found.len(), 1, "{typed}");
        assert_eq!(found[0].0, ["التعذيب"], "{typed}");
    }
    for typed in ["الق", "القض", "القضاة", "قضاه", "والقض"] {
        let found = shown(&app, typed);
        assert_eq!(found.len(), 1, "{typed}");
        assert!(found[0].1.is_some(), "{typed}");
    }
}

#[test]
fn a_record_is_found_by_its_states_name_in_every_language() {
    let (_folder, app) = app();
    write(&app, &json!({ "title": "Adviser", "state": "DEU" }));
    for name in ["Germany", "allemag", "德国", "Германия", "ألمانيا", "Alemania", "DEU"] {
        assert_eq!(list(&app, name).len(), 1, "{name}");
    }
    assert_eq!(list(&app, "Kenya").len(), 0);
}

fn recommendation() -> Recommendation {
    Recommendation {
        id: RecommendationId(Uuid::from_u128(1)),
        source: Source::SpecialProcedure,
        state: "IDN".parse().expect("a State"),
        recommending_state: "NOR".parse().ok(),
        also_recommending: "CIV".parse().into_iter().collect(),
        body: "SR Torture".to_owned(),
        reference: "A/HRC/59/15".to_owned(),
        session: 0,
        published: None,
        text: "Train the police".to_owned(),
        position: None,
        themes: vec!["Conditions of detention".to_owned()],
        affected_persons: vec!["Persons deprived of their liberty".to_owned()],
        sdgs: vec!["16.3 - Promote the rule of law".to_owned()],
    }
}

#[test]
fn a_recommendation_is_found_by_who_made_it_and_all_states_of_it_in_every_language() {
    let (_folder, app) = app();
    app.with_open(|open| {
        open.vault
            .write(|transaction| Ok(recommendations::put(transaction, &[recommendation()])?))
    })
    .expect("kept");
    let hits = |text: &str| {
        let wanted = SearchRecommendations {
            text: text.to_owned(),
            from: 0,
            limit: 10,
            filter: RecommendationFilter::default(),
        };
        app.search_recommendations(&wanted).expect("searched").hits.len()
    };
    for text in [
        "sr torture",
        "indonesia",
        "Indonésie police",
        "印度尼西亚",
        "Индонез",
        "إندونيسيا",
        "norway",
        "Noruega",
        "ivoire",
        "科特迪瓦",
        "deprived liberty",
        "16.3 rule of law",
        "A/HRC/59/15",
    ] {
        assert_eq!(hits(text), 1, "{text}");
    }
    // A State's code is no word, and another State is another.
    for text in ["civ", "Allemagne", "中国"] {
        assert_eq!(hits(text), 0, "{text}");
    }
}
