//! How records are counted by how they stand.

use satchel_shared::{
    ids::{OfficeId, RecordId, VersionId},
    ledger::Standing,
};
use uuid::Uuid;

use super::*;
use crate::{
    environment::Environment,
    vault::{
        Passphrase, RecordListing, Vault,
        records::{self, Stands},
    },
};

/// A record of this office, edited so many milliseconds after 1970.
fn put(vault: &mut Vault, number: u8, status: Status, refused: &str, conflicts: usize) {
    let id = RecordId(Uuid::from_u128(number.into()));
    let standing = Standing {
        status,
        versions: Vec::from_iter((status != Status::Draft).then_some(VersionId([number; 32]))),
        ..Standing::default()
    };
    let stands = Stands {
        standing: &standing,
        since: 0,
        version: 1,
        deciding: false,
        refused,
    };
    let listing = RecordListing {
        title: format!("Request {number}"),
        conflicts,
        ..RecordListing::default()
    };
    let done = vault.write(|transaction| {
        records::insert(
            transaction,
            id,
            Kind::Request,
            OfficeId(Uuid::nil()),
            "An office",
            true,
            0,
        )?;
        records::describe(transaction, id, &listing, number.into())?;
        records::stand(transaction, id, &stands)
    });
    done.expect("a record");
}

#[test]
fn records_are_counted_by_how_they_stand_and_named_with_those_edited_last_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let passphrase = Passphrase::new("correct horse".to_owned());
    let mut vault = Vault::create(folder.path(), &passphrase, &Environment::system()).expect("a new vault");
    for number in 1..=3 {
        put(&mut vault, number, Status::Draft, "", 0);
    }
    put(&mut vault, 4, Status::Draft, "", 2);
    put(&mut vault, 5, Status::Submitted, "", 0);
    put(&mut vault, 6, Status::Submitted, "not-next", 0);

    let counted = counted(vault.read()).expect("situations");
    let draft = Situation {
        kind: Kind::Request,
        status: Status::Draft,
        is_own: true,
        is_refused: false,
        has_conflicts: false,
        is_edited_since: false,
        is_unread: false,
    };
    // What was written is not the version that was sent, and nobody has read that.
    let submitted = Situation {
        status: Status::Submitted,
        is_edited_since: true,
        is_unread: true,
        ..draft
    };
    let of = |situation: Situation| {
        counted
            .iter()
            .find(|(it, _)| *it == situation)
            .map_or(0, |(_, count)| *count)
    };
    assert_eq!(of(draft), 3);
    assert_eq!(
        of(Situation {
            has_conflicts: true,
            ..draft
        }),
        1
    );
    assert_eq!(of(submitted), 1, "{counted:?}");
    assert_eq!(
        of(Situation {
            is_refused: true,
            ..submitted
        }),
        1
    );
    assert_eq!(counted.iter().map(|(_, count)| count).sum::<usize>(), 6);

    let named = latest(vault.read(), &draft, 2).expect("records");
    let titles: Vec<_> = named.iter().map(|it| it.record.title.as_str()).collect();
    assert_eq!(titles, ["Request 3", "Request 2"]);
}

/// Twenty thousand records are not read to count them, nor to name eight.
#[test]
fn how_records_stand_is_read_from_an_index() {
    let folder = tempfile::tempdir().expect("a folder");
    let passphrase = Passphrase::new("correct horse".to_owned());
    let vault = Vault::create(folder.path(), &passphrase, &Environment::system()).expect("a new vault");
    for (query, wanted) in [
        // SQLite does not call an index of computed columns covering; nor does it look beside it.
        (COUNTED, ["SCAN records USING INDEX records_situations"].as_slice()),
        (
            LATEST,
            &[
                "SEARCH records USING INDEX records_situations (kind=? AND status=? AND own=? AND is_refused=? AND has_conflicts=? AND is_edited_since=? AND unread=?)",
            ],
        ),
        (
            OVERDUE,
            &["SEARCH records USING INDEX records_board (status=? AND since<?)"],
        ),
        (
            CONSENTED,
            &[
                "SEARCH records USING INDEX sqlite_autoindex_records_1 (id=?)",
                "LIST SUBQUERY 1",
                "SCAN decisions USING INDEX decisions_of_consent",
                "CREATE BLOOM FILTER",
                "USE TEMP B-TREE FOR ORDER BY",
            ],
        ),
    ] {
        let mut statement = vault
            .read()
            .prepare(&format!("EXPLAIN QUERY PLAN {query}"))
            .expect("a plan");
        let mut rows = statement.raw_query();
        let mut steps = Vec::new();
        while let Some(row) = rows.next().expect("a step") {
            steps.push(row.get::<_, String>(3).expect("told"));
        }
        assert_eq!(steps, wanted);
    }
}
