//! What only PostgreSQL does. Without it these tests say that they skip.

use satchel_shared::ids::RecordId;
use satchel_tests::Cluster;
use sqlx::{AssertSqlSafe, Row};
use uuid::Uuid;

use super::*;
use crate::{
    span::{Mark, Span},
    store::{
        database::{Database, DatabaseName},
        rows,
    },
};

async fn store(cluster: &Cluster) -> PostgresStore {
    let name = DatabaseName::from(cluster.database());
    let Ok(Database::Postgres(options)) = Database::try_from(&name) else {
        panic!("another database");
    };
    PostgresStore::connect(&options).await.expect("connected")
}

#[tokio::test]
async fn changes_of_a_hub_that_kept_a_row_for_each_become_spans() {
    let Some(cluster) = Cluster::shared() else { return };
    let store = store(&cluster).await;
    let mut connection = store.writer.take().await.expect("connected");
    for step in MIGRATIONS.iter() {
        if step.description == "spans" {
            let [zeros, ones] = ["00", "01"].map(|byte| format!("decode(repeat('{byte}', 16), 'hex')"));
            let before = format!(
                "INSERT INTO offices (id, name, kind, states, added_at) VALUES ({zeros}, '', 'nhri', '', 0);
                 INSERT INTO records (id, kind, office, standing) VALUES ({ones}, 'request', {zeros}, '');
                 INSERT INTO changes (record, actor, seq, hash)
                 SELECT {ones}, decode(actor, 'hex'), seq, decode(repeat('0' || seq, 8) || repeat('00', 24), 'hex')
                 FROM (VALUES ('01', 8), ('01', 3), ('02', 4), ('01', 1), ('01', 2), ('01', 7)) AS those (actor, seq)"
            );
            let done = sqlx::raw_sql(AssertSqlSafe(before)).execute(&mut *connection).await;
            done.expect("as it was");
        }
        let done = sqlx::raw_sql(step.sql.clone()).execute(&mut *connection).await;
        done.expect("migrated");
    }
    let rows = sqlx::query("SELECT record, actor, first, marks FROM spans ORDER BY actor, last");
    let rows = rows.fetch_all(&mut *connection).await.expect("read");
    let found: Vec<Span> = rows.iter().map(|row| rows::span(row).expect("a span")).collect();
    let span = |actor: u8, first: u8, last: u8| Span {
        record: RecordId(Uuid::from_bytes([1; 16])),
        actor: automerge::ActorId::from([actor].as_slice()),
        first: first.into(),
        marks: (first..=last).map(|seq| Mark([seq; 8])).collect(),
    };
    assert_eq!(found, [span(1, 1, 3), span(1, 7, 8), span(2, 4, 4)]);
}

/// A plan is made once for all values, and so it must be one that a large feed bears.
#[tokio::test]
async fn the_next_places_are_found_by_their_index() {
    let Some(cluster) = Cluster::shared() else { return };
    let store = store(&cluster).await;
    store.migrate().await.expect("tables");
    let mut connection = store.writer.take().await.expect("connected");
    let filled = "INSERT INTO feed (body) SELECT '' FROM generate_series(1, 20000);
        INSERT INTO feed_audiences (audience, position, not_for, bytes) SELECT 'desk', position, '', 0 FROM feed;
        ANALYZE";
    sqlx::raw_sql(filled).execute(&mut *connection).await.expect("filled");
    let prepare = format!("PREPARE places (TEXT[], BIGINT, BIGINT) AS {}", reading::PLACES);
    let prepared = sqlx::raw_sql(AssertSqlSafe(prepare)).execute(&mut *connection).await;
    prepared.expect("prepared");
    let plan = sqlx::raw_sql("EXPLAIN EXECUTE places (ARRAY['desk', 'everyone'], 100, 256)");
    let plan = plan.fetch_all(&mut *connection).await.expect("a plan");
    let steps: Vec<String> = plan.iter().map(|row| row.get::<String, _>(0)).collect();
    assert!(
        steps
            .iter()
            .any(|step| step.contains(r#"(audience = own.audience) AND ("position" > $2)"#)),
        "a generic plan: {steps:?}"
    );
    assert!(!steps.iter().any(|step| step.contains("Seq Scan")), "{steps:?}");
}

/// Also where the database is set not to wait for its disk: what a device was told to be safe must be.
#[tokio::test]
async fn the_connection_that_writes_waits_for_the_disk_and_for_nobody_for_ever() {
    let Some(cluster) = Cluster::shared() else { return };
    let store = store(&cluster).await;
    let set = "DO $$ BEGIN
        EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database());
    END $$";
    let mut connection = store.readers.take().await.expect("connected");
    sqlx::raw_sql(set).execute(&mut *connection).await.expect("set");
    let mut connection = store.writer.take().await.expect("connected");
    let mut found = Vec::new();
    for setting in [
        "synchronous_commit",
        "idle_in_transaction_session_timeout",
        "lock_timeout",
        "plan_cache_mode",
    ] {
        let shown = sqlx::raw_sql(AssertSqlSafe(format!("SHOW {setting}")));
        let row = shown.fetch_one(&mut *connection).await.expect("a setting");
        found.push(row.get::<String, _>(0));
    }
    assert_eq!(found, ["on", "1min", "30s", "force_generic_plan"]);
}

/// Who comes first need not wait for what is done once a connection.
#[tokio::test]
async fn a_connection_that_stands_by_has_its_plans_and_has_written_nothing() {
    let Some(cluster) = Cluster::shared() else { return };
    let store = store(&cluster).await;
    store.migrate().await.expect("tables");
    store.stand_by().await.expect("rehearsed");
    let planned = async |connection: &mut PgConnection| {
        let plans = sqlx::query_scalar(
            "SELECT count(*) FROM pg_prepared_statements
             WHERE generic_plans > 0 AND statement NOT LIKE '%pg_prepared_statements%'",
        );
        Ok(plans.fetch_one(connection).await?)
    };
    let (reads, writes): (i64, i64) = (
        store.readers.with(planned).await.expect("read"),
        store.writer.with(planned).await.expect("read"),
    );
    assert_eq!((reads, writes), (3, 2));
    let is_untouched = async |connection: &mut PgConnection| {
        let sequence = sqlx::query_scalar("SELECT NOT is_called FROM feed_position_seq");
        Ok(sequence.fetch_one(connection).await?)
    };
    let is_untouched: bool = store.readers.with(is_untouched).await.expect("read");
    assert!(is_untouched, "no position is used up");
}
