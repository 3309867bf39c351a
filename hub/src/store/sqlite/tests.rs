//! What is peculiar to this store.

use std::collections::BTreeSet;

use satchel_shared::ids::OfficeId;
use sqlx::{AssertSqlSafe, Row};
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::{
    span::{Mark, Span},
    store::{NewEntry, Writing, rows},
};

const OFFICE: Audience = Audience::Office(OfficeId(Uuid::from_u128(1)));
const ELSEWHERE: Audience = Audience::Office(OfficeId(Uuid::from_u128(2)));

async fn store() -> (TempDir, SqliteStore) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hub.db");
    std::fs::write(&path, "").expect("an empty file");
    (folder, SqliteStore::open(&path).await.expect("opened"))
}

fn entry(audiences: &[Audience]) -> NewEntry {
    NewEntry {
        audiences: audiences.iter().copied().collect(),
        not_for: None,
        body: b"body".to_vec(),
    }
}

async fn append(store: &SqliteStore, audiences: &[Audience]) -> u64 {
    let mut transaction = store.begin().await.expect("begun");
    let positions = transaction
        .put(Writing::entries(&[entry(audiences)]))
        .await
        .expect("appended");
    transaction.commit().await.expect("committed");
    positions[0]
}

#[tokio::test]
async fn an_entry_for_two_audiences_is_one_entry() {
    let (_folder, store) = store().await;
    for audiences in [
        &[OFFICE, Audience::Desk][..],
        &[ELSEWHERE],
        &[Audience::Desk],
        &[OFFICE],
    ] {
        append(&store, audiences).await;
    }
    let positions = async |audiences: &[Audience], after, limit| -> Vec<u64> {
        let places = store.places(audiences, after, limit).await.expect("read");
        places.into_iter().map(|place| place.position).collect()
    };
    assert_eq!(positions(&[OFFICE, Audience::Desk], 0, 10).await, [1, 3, 4]);
    assert_eq!(positions(&[OFFICE, Audience::Desk], 1, 1).await, [3]);
    assert_eq!(positions(&[ELSEWHERE], 2, 10).await, [0; 0]);
}

#[tokio::test]
async fn a_transaction_that_is_dropped_changes_nothing() {
    let (_folder, store) = store().await;
    let mut transaction = store.begin().await.expect("begun");
    transaction
        .put(Writing::entries(&[entry(&[OFFICE])]))
        .await
        .expect("appended");
    drop(transaction);
    assert!(store.places(&[OFFICE], 0, 10).await.expect("read").is_empty());
    let first = append(&store, &[OFFICE]).await;
    assert!(append(&store, &[OFFICE]).await > first);
}

/// What makes an idle exchange cheap however long the feed is: no step of the query passes over other rows.
#[tokio::test]
async fn places_are_found_by_the_index_alone() {
    let (_folder, store) = store().await;
    let mut connection = store.writer.take().await.expect("opened");
    let audiences = [Audience::Everyone, OFFICE, Audience::Desk];
    let query = reading::places_query(&audiences, 0, 256);
    let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", query.sql().as_str()));
    let plan = sqlx::query(explain).fetch_all(&mut *connection).await.expect("a plan");
    let steps: BTreeSet<String> = plan.iter().map(|row| row.get::<String, _>("detail")).collect();
    assert!(
        steps.iter().any(|step| step.contains("(audience=? AND position>?)")),
        "{steps:?}"
    );
    assert!(!steps.iter().any(|step| step.starts_with("SCAN feed")), "{steps:?}");
}

#[tokio::test]
async fn changes_of_a_hub_that_kept_a_row_for_each_become_spans() {
    let (_folder, store) = store().await;
    let mut connection = store.writer.take().await.expect("opened");
    let before = "DROP TABLE spans;
        CREATE TABLE changes (record BLOB, actor BLOB, seq INTEGER, hash BLOB);
        INSERT INTO offices VALUES (zeroblob(16), '', 'nhri', '', 0);
        INSERT INTO records (id, kind, office, standing) VALUES (zeroblob(16), 'request', zeroblob(16), x'');";
    sqlx::raw_sql(before)
        .execute(&mut *connection)
        .await
        .expect("as it was");
    for (actor, seq) in [(1_u8, 8_u8), (1, 3), (2, 4), (1, 1), (1, 2), (1, 7)] {
        let change = sqlx::query("INSERT INTO changes VALUES (zeroblob(16), ?, ?, ?)");
        let change = change
            .bind(vec![actor])
            .bind(seq)
            .bind([[seq; 8], [0; 8], [0; 8], [0; 8]].concat());
        change.execute(&mut *connection).await.expect("inserted");
    }
    for step in ["spans", "marks"] {
        let mut all = MIGRATIONS.migrations.iter();
        let step = all.find(|migration| migration.description == step).expect("there");
        let done = sqlx::raw_sql(step.sql.clone()).execute(&mut *connection).await;
        done.expect("migrated");
    }
    let rows = sqlx::query("SELECT record, actor, first, marks FROM spans ORDER BY actor, last");
    let rows = rows.fetch_all(&mut *connection).await.expect("read");
    let found: Vec<Span> = rows.iter().map(|row| rows::span(row).expect("a span")).collect();
    let span = |actor: u8, first: u8, last: u8| Span {
        record: RecordId(Uuid::nil()),
        actor: automerge::ActorId::from([actor].as_slice()),
        first: first.into(),
        marks: (first..=last).map(|seq| Mark([seq; 8])).collect(),
    };
    assert_eq!(found, [span(1, 1, 3), span(1, 7, 8), span(2, 4, 4)]);
}

#[tokio::test]
async fn a_file_that_is_no_store_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hub.db");
    std::fs::write(&path, "not a database, but long enough to look like one".repeat(100)).expect("written");
    assert!(SqliteStore::open(&path).await.is_err());
    assert!(SqliteStore::open(&folder.path().join("absent.db")).await.is_err());
}

/// As a command beside a serving hub does: each transaction reads before it writes, and none fails for the other.
#[tokio::test]
async fn writers_of_two_processes_take_turns() {
    let (folder, first) = store().await;
    let second = SqliteStore::open(&folder.path().join("hub.db")).await.expect("opened");
    let write = async |store: &SqliteStore| {
        for _ in 0..20 {
            let mut transaction = store.begin().await.expect("begun");
            assert!(transaction.device(DeviceId([1; 16])).await.expect("read").is_none());
            transaction
                .put(Writing::entries(&[entry(&[OFFICE])]))
                .await
                .expect("appended");
            transaction.commit().await.expect("committed");
        }
    };
    tokio::join!(write(&first), write(&second));
    assert_eq!(first.places(&[OFFICE], 0, 100).await.expect("read").len(), 40);
}
