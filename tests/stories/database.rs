//! A hub whose database is PostgreSQL: made once, its own, several processes of it, and the loss of the server.

use std::{sync::Arc, thread};

use satchel_tests::{Cluster, Device, Hub, process::until};
use serde_json::Value;

fn number(report: &Value, name: &str) -> u64 {
    report[name].as_u64().expect("a number")
}

#[test]
fn a_database_has_one_hub_and_lets_no_other_in() {
    let Some(hub) = Hub::on_postgres() else { return };
    let name = hub.database().expect("a database").to_owned();
    assert!(hub.must(&["verify"]).starts_with("0 decisions"));
    assert!(hub.run(&["init"]).err.contains("there is a hub already"));
    let other = Hub::new();
    let refused = other.run(&["--database", &name, "verify"]);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.err.contains("this database belongs to the hub"),
        "{}",
        refused.err
    );
    let cluster = Cluster::shared().expect("it runs");
    let refused = other.run(&["--database", &cluster.database(), "verify"]);
    assert!(
        refused.err.contains("there is no hub in this database"),
        "{}",
        refused.err
    );
}

#[test]
fn a_password_in_the_name_of_a_database_is_in_no_message() {
    let hub = Hub::new();
    for name in [
        "postgres://hub:sesame@127.0.0.1:1/satchel",
        "postgres://hub:sesame@127.0.0.1:sesame/satchel",
        "mysql://hub:sesame@127.0.0.1/satchel",
    ] {
        let refused = hub.run(&["--database", name, "verify"]);
        assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""), "{name}");
        assert!(!refused.err.contains("sesame"), "{}", refused.err);
    }
    assert!(!hub.run(&["--help"]).out.contains("sesame"));
}

/// The server is killed while a device sends, again and again; what the device was told is at headquarters is there.
#[test]
fn a_database_killed_in_the_middle_of_exchanges_loses_nothing_that_was_acknowledged() {
    const RECORDS: usize = 400;
    let Some(cluster) = Cluster::durable() else { return };
    let mut hub = Hub::on(&cluster);
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let device = Device::of(&hub, &office, "drafter", "Ayu");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("requests.jsonl");
    let line = |n: usize| format!("{{\"title\": \"Request {n}\", \"state\": \"IDN\", \"context\": \"Number {n}.\"}}\n");
    std::fs::write(&file, (0..RECORDS).map(line).collect::<String>()).expect("written");
    device.must(&["new", "request", "--from", &file.to_string_lossy()]);

    let entries = || {
        cluster
            .ask(
                &Cluster::name_of(hub.database().expect("a database")),
                "SELECT count(*) FROM feed",
            )
            .and_then(|count| count.parse::<usize>().ok())
            .expect("counted")
    };
    let before = entries();
    let killer = Arc::clone(&cluster);
    thread::scope(|scope| {
        let sending = scope.spawn(|| device.run(&["sync"]));
        // In the middle: the hub has the lock of its transaction, which is not committed.
        until("a transaction of the hub", || {
            let writing = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted";
            (sending.is_finished() || killer.ask("postgres", writing).is_some_and(|count| count != "0")).then_some(())
        });
        killer.kill();
        let told = sending.join().expect("it ended");
        eprintln!("the exchange said: {} {}", told.out, told.err);
    });
    let refused = device.run(&["sync"]);
    assert_ne!(refused.code, Some(0), "there is no database: {}", refused.out);
    cluster.start();
    let kept = entries() - before;
    eprintln!("{kept} of {RECORDS} records had been committed");

    // The hub was not started again.
    let report = until("an exchange", || {
        let said = device.run(&["sync", "--json"]);
        (said.code == Some(0)).then_some(said.out)
    });
    let report: Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(number(&report, "pending"), 0, "{report}");
    assert_eq!(entries() - before, RECORDS, "each record once");
    let colleague = Device::of(&hub, &office, "drafter", "Budi");
    colleague.must(&["sync"]);
    let all = colleague.json(&["list"]);
    assert_eq!(all.as_array().expect("a list").len(), RECORDS);
    assert!(hub.must(&["verify"]).starts_with("0 decisions"));
}
