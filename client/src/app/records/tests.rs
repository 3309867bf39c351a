//! What the window asks, kept.

use satchel_shared::ids::RequestId;
use uuid::Uuid;

use super::*;
use crate::vault::Passphrase;

fn passphrase() -> Passphrase {
    Passphrase::new("correct horse".to_owned())
}

#[test]
fn a_request_whose_answer_was_lost_is_done_once_also_after_the_vault_was_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = App::new(folder.path().join("vault"));
    app.create_vault(&passphrase()).expect("a vault");
    let view = app.create(Kind::Request).expect("a record");
    let id = view.row.id;
    let asked = |number: u128, base: &Base, at: usize, insert: &str| EditRecord {
        request: RequestId(Uuid::from_u128(number)),
        id,
        base: base.clone(),
        edits: vec![Edit::Splice {
            path: Path::field("context"),
            at,
            delete: 0,
            insert: insert.to_owned(),
        }],
    };
    let context = || app.view(id).expect("a record").content["context"].clone();

    let first = asked(1, &view.base, 0, "One");
    let answered = app.edit_record(&first).expect("kept");
    // Somebody else writes meanwhile: the answer still names the state that this window knows.
    app.edit(id, &[first.edits[0].clone()]).expect("kept");
    assert_eq!(app.edit_record(&first).expect("known").base, answered.base);
    assert_eq!(context(), "OneOne");

    app.lock();
    app.unlock(&passphrase()).expect("opened");
    assert_eq!(app.edit_record(&first).expect("known").base, answered.base);
    app.edit_record(&asked(2, &answered.base, 3, " two")).expect("kept");
    assert_eq!(context(), "OneOne two");

    // Only the last requests are remembered; a window has one under way.
    for number in 3..40 {
        app.edit_record(&asked(number, &answered.base, 3, "!")).expect("kept");
    }
    let remembered: i64 = app
        .with_open(|open| {
            let count = "SELECT count(*) FROM done_edits";
            Ok(open
                .vault
                .read()
                .query_row(count, [], |row| row.get(0))
                .map_err(VaultError::from)?)
        })
        .expect("a count");
    assert_eq!(remembered, 16);

    // The window's clock was set back: its ids are lower than all before.
    let late = asked(0, &answered.base, 0, "Late. ");
    let answered = app.edit_record(&late).expect("kept");
    assert_eq!(app.edit_record(&late).expect("known").base, answered.base);
    let whole = context();
    assert_eq!(
        whole.as_str().map(|it| it.matches("Late. ").count()),
        Some(1),
        "{whole}"
    );
}
