//! A hub whose database is PostgreSQL: made once, its own, several processes of it, and the loss of the server.

use std::thread;

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

/// The server is killed right after an acknowledgement, and while a device sends; what the device was told is at headquarters
/// is there, and the hub goes on by itself.
#[test]
fn a_database_killed_in_the_middle_of_exchanges_loses_nothing_that_was_acknowledged() {
    const MANY: usize = 400;
    const ENOUGH: usize = 100;
    let Some(cluster) = Cluster::durable() else { return };
    let mut hub = Hub::on(&cluster);
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let device = Device::of(&hub, &office, "drafter", "Ayu");
    let database = Cluster::name_of(hub.database().expect("a database"));
    let packs = || {
        let count = cluster.ask(&database, "SELECT count(*) FROM spans WHERE first = 1");
        count.and_then(|count| count.parse::<usize>().ok()).expect("counted")
    };

    // Acknowledged, and killed in the next moment.
    let first = device.must(&["new", "request"]);
    device.must(&["set", &first, "title", "The first"]);
    assert_eq!(number(&device.json(&["sync"]), "pending"), 0);
    cluster.kill();
    cluster.start();
    assert_eq!(packs(), 1);

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("requests.jsonl");
    let line = |n: usize| format!("{{\"title\": \"Request {n}\", \"state\": \"IDN\", \"context\": \"Number {n}.\"}}\n");
    std::fs::write(&file, (0..MANY).map(line).collect::<String>()).expect("written");
    device.must(&["new", "request", "--from", &file.to_string_lossy()]);
    // A part is there when the hub commits; from the hundredth record on, a commit waits with all of it written.
    let wait = format!(
        "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF (SELECT count(*) FROM spans) >= {ENOUGH} THEN PERFORM pg_sleep(600); END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON spans DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION wait();"
    );
    cluster.ask(&database, &wait).expect("made");
    thread::scope(|scope| {
        let sending = scope.spawn(|| device.run(&["sync"]));
        until("a transaction that is written and not committed", || {
            let waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
            (sending.is_finished() || cluster.ask("postgres", waiting).is_some_and(|count| count != "0")).then_some(())
        });
        cluster.kill();
        let told = sending.join().expect("it ended");
        assert!(told.err.contains("[hub-unavailable]"), "{told:?}");
    });
    cluster.start();
    cluster.ask(&database, "DROP FUNCTION wait CASCADE").expect("dropped");
    let kept = packs();
    eprintln!("{kept} of {} records had been committed", MANY + 1);
    assert!((1..ENOUGH).contains(&kept), "{kept}");

    // The hub was not started again.
    let report = device.json(&["sync"]);
    assert_eq!(number(&report, "pending"), 0, "{report}");
    assert_eq!(packs(), MANY + 1, "each record once");
    let colleague = Device::of(&hub, &office, "drafter", "Budi");
    colleague.must(&["sync"]);
    let all = colleague.json(&["list"]);
    assert_eq!(all.as_array().expect("a list").len(), MANY + 1);
    assert_eq!(colleague.json(&["show", &first])["title"], "The first");
}
