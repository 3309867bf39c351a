//! What is found to have something in common, and how much.

use super::*;
use crate::vault::Passphrase;

struct World {
    app: App,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let app = App::new(folder.path().join("vault"));
        app.create_vault(&Passphrase::new("correct horse".to_owned()))
            .expect("a vault");
        Self { app, _folder: folder }
    }

    fn put(&self, kind: Kind, content: Value) -> RecordId {
        let Value::Object(content) = content else {
            panic!("an object")
        };
        self.app.create_from(kind, &[content]).expect("made")[0]
    }

    fn related(&self, id: RecordId) -> Related {
        self.app.related(id).expect("related")
    }
}

fn ids(list: &[RelatedRecord]) -> Vec<RecordId> {
    list.iter().map(|it| it.id).collect()
}

fn themes(codes: &[&str]) -> Value {
    codes.iter().map(|code| json!({ "theme": code })).collect()
}

#[test]
fn an_activity_overlaps_in_state_theme_and_period() {
    let world = World::new();
    let activity = |state: &str, theme: &str, start: &str, end: &str| {
        let content = json!({ "title": "Training", "state": state, "themes": themes(&[theme]), "period": { "start": start, "end": end } });
        world.put(Kind::Activity, content)
    };
    let this = activity("IDN", "torture", "2027-03-01", "2027-03-31");
    let same = activity("IDN", "torture", "2027-03-22", "2027-06-30");
    let unsaid = activity("IDN", "torture", "2027-03-01", "");
    let later = activity("IDN", "torture", "2027-04-01", "2027-06-30");
    let elsewhere = activity("KEN", "torture", "2027-03-01", "2027-03-31");
    let other_theme = activity("IDN", "right_to_life", "2027-03-01", "2027-03-31");
    let found = world.related(this);
    assert_eq!(ids(&found.activities), [same, unsaid]);
    assert_eq!((found.activities[0].days, found.activities[1].days), (Some(10), None));
    for apart in [later, elsewhere, other_theme] {
        assert!(!ids(&found.activities).contains(&apart));
    }
}

#[test]
fn what_has_most_in_common_comes_first_and_what_has_nothing_does_not_come() {
    let world = World::new();
    let request = |state: &str, codes: &[&str]| {
        world.put(
            Kind::Request,
            json!({ "title": "Adviser", "state": state, "themes": themes(codes) }),
        )
    };
    let this = request("IDN", &["torture", "right_to_life"]);
    let one = request("IDN", &["torture"]);
    let two = request("KEN", &["torture", "right_to_life"]);
    let none = request("IDN", &["gender_equality"]);
    let practice = world.put(
        Kind::Practice,
        json!({ "title": "Night lawyers", "state": "PER", "themes": themes(&["torture"]) }),
    );
    let seen = world.put(
        Kind::Observation,
        json!({ "mandate": "A", "state": "IDN", "text": "A register." }),
    );
    let found = world.related(this);
    assert_eq!(ids(&found.requests), [two, one]);
    assert_eq!(found.requests[0].themes, ["right_to_life", "torture"]);
    assert!(!found.requests[0].same_state && found.requests[1].same_state);
    assert!(!ids(&found.requests).contains(&none));
    assert_eq!(
        (ids(&found.practices), ids(&found.observations)),
        (vec![practice], vec![seen])
    );
}

#[test]
fn an_activity_is_planned_for_a_request_and_each_knows_the_other() {
    let world = World::new();
    let content =
        json!({ "title": "A legal adviser", "state": "IDN", "context": "Why", "themes": themes(&["torture"]) });
    let request = world.put(Kind::Request, content);
    let planned = world.app.plan_activity(request).expect("planned");
    assert_eq!(
        (&planned.row.kind, planned.row.state.as_str()),
        (&Kind::Activity, "IDN")
    );
    assert_eq!(planned.content["themes"][0]["theme"], "torture");
    assert_eq!(planned.content["requests"][0]["request"], json!(request));
    assert_eq!(ids(&world.related(request).linked), [planned.row.id]);
    assert_eq!(ids(&world.related(planned.row.id).linked), [request]);
    let refused = world.app.plan_activity(planned.row.id).expect_err("no request");
    assert_eq!(refused.code(), "read-only");
}

#[test]
fn a_request_is_assessed_once_and_is_no_work_that_waits_to_be_sent() {
    let world = World::new();
    let request = world.put(
        Kind::Request,
        json!({ "title": "A legal adviser", "state": "IDN", "context": "Why" }),
    );
    let begun = world.app.assessment(request).expect("begun");
    assert_eq!(
        (begun.row.kind, begun.row.title.as_str()),
        (Kind::Assessment, "A legal adviser")
    );
    assert_eq!(world.app.assessment(request).expect("opened").row.id, begun.row.id);
    let refused = world.app.assessment(begun.row.id).expect_err("no request");
    assert_eq!(refused.code(), "read-only");
    let home = world.app.home().expect("home");
    let named: Vec<RecordId> = home
        .tasks
        .iter()
        .flat_map(|task| task.records.iter().map(|it| it.id))
        .collect();
    assert_eq!(named, [request], "the draft of the request is all there is to finish");
}
