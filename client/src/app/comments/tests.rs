//! Comments on one device.

use std::sync::Arc;

use satchel_shared::schema::Kind;
use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::{Environment, sync::http::Http, vault::Passphrase};

const NOW_MS: i64 = 1_800_000_000_123;

fn app() -> (App, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let environment = Environment::new(|| NOW_MS, |bytes| getrandom::fill(bytes).expect("randomness"));
    let app = App::with(folder.path().join("vault"), environment, Arc::new(Http::default()));
    app.create_vault(&Passphrase::new("correct horse".to_owned()))
        .expect("a vault");
    (app, folder)
}

fn comments(app: &App, id: RecordId) -> Value {
    app.view(id).expect("a record").content["comments"].clone()
}

#[test]
fn a_comment_is_made_answered_resolved_and_opened_again() {
    let (app, _folder) = app();
    let id = app.create(Kind::Request).expect("a record").row.id;
    let comment = app
        .comment(id, Some(&Path::field("context")), " Is this right? ")
        .expect("said");
    app.reply(id, comment, "It is.").expect("answered");
    app.resolve_comment(id, comment, true).expect("resolved");
    let told = &comments(&app, id)[0];
    assert_eq!(told["text"], "Is this right?");
    assert_eq!(
        (&told["on"], &told["at"], &told["resolved"]),
        (&json!("context"), &json!(NOW_MS), &json!(true))
    );
    // Nobody's name, before the device belongs to an office.
    assert_eq!(told["by"], Value::Null);
    assert_eq!(told["replies"][0]["text"], "It is.");
    app.resolve_comment(id, comment, false).expect("opened again");
    assert_eq!(comments(&app, id)[0]["resolved"], false);
}

#[test]
fn a_comment_stays_at_its_item() {
    let (app, _folder) = app();
    let id = app.create(Kind::Request).expect("a record").row.id;
    let path: Path = "budget[0].item".parse().expect("a path");
    let adviser = Edit::Set {
        path: path.clone(),
        value: "Adviser".into(),
    };
    app.edit(id, &[adviser]).expect("an edit");
    app.comment(id, Some(&path), "How many months?").expect("said");
    let item = app.view(id).expect("a record").content["budget"][0]["id"].clone();
    let on = format!("budget[{}].item", item.as_str().expect("an id"));
    assert_eq!(comments(&app, id)[0]["on"], on);
}

#[test]
fn what_says_nothing_or_leads_nowhere_is_refused() {
    let (app, _folder) = app();
    let id = app.create(Kind::Request).expect("a record").row.id;
    let nowhere: Path = "budget[4].item".parse().expect("a path");
    let nobody = ItemId(uuid::Uuid::nil());
    let refused = [
        app.comment(id, None, "  ").map(drop),
        app.comment(id, Some(&nowhere), "Where?").map(drop),
        app.reply(id, nobody, "Who?").map(drop),
        app.resolve_comment(id, nobody, true),
    ];
    let codes: Vec<_> = refused
        .iter()
        .map(|it| it.as_ref().expect_err("refused").code())
        .collect();
    assert_eq!(
        codes,
        ["empty-comment", "unknown-field", "no-such-item", "no-such-item"]
    );
    assert_eq!(comments(&app, id), json!([]));
}
