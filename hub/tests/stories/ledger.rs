//! The chain tells when somebody has been at it.

use satchel_shared::{
    exchange::{LedgerEntry, Update, Verdict},
    ledger::{Decision, OfficeDecision, Role},
    wire,
};
use serde_bytes::ByteBuf;
use sqlx::Row;

use super::roster::{NEW_MEMBER, NEW_OFFICE, added, decide, invited};
use crate::world::{Draft, World};

async fn three_decisions() -> World {
    let world = World::new().await;
    let office = world.field_office().await;
    let (mut lead, mut desk) = (world.lead(office).await, world.desk().await);
    let mut draft = Draft::new(&lead, 1);
    let (first, version, _) = lead.submission(&mut draft);
    lead.send_decision(&first).await;
    let seen = desk.decide(&draft, Decision::Acknowledged { version }, None);
    desk.send_decision(&seen).await;
    draft.write("Two");
    let (second, _, _) = lead.submission(&mut draft);
    lead.send_decision(&second).await;
    assert_eq!(world.hub.verify().await.expect("whole"), 3);
    world
}

#[tokio::test]
async fn whatever_is_altered_in_the_ledger_is_found() {
    for (tampering, found) in [
        (
            "UPDATE ledger SET at = at + 1 WHERE number = 2",
            "link 2 of the ledger is wrong: it is not what was hashed",
        ),
        (
            "UPDATE ledger SET number = 9 WHERE number = 3",
            "link 3 of the ledger is wrong: its number is 9",
        ),
        (
            "DELETE FROM ledger WHERE number = 1",
            "link 1 of the ledger is wrong: its number is 2",
        ),
        (
            "UPDATE ledger SET previous = zeroblob(32) WHERE number = 3",
            "link 3 of the ledger is wrong: it does not follow",
        ),
        (
            "UPDATE ledger SET event = (SELECT event FROM ledger WHERE number = 1) WHERE number = 2",
            "link 2 of the ledger is wrong: it is not what was hashed",
        ),
        (
            "UPDATE ledger SET signer = (SELECT signer FROM ledger WHERE number = 1) WHERE number = 2",
            "link 2 of the ledger is wrong: its signature does not hold",
        ),
        (
            "UPDATE ledger SET event_id = zeroblob(16) WHERE number = 2",
            "link 2 of the ledger is wrong: it is filed under",
        ),
        (
            "UPDATE versions SET body = (SELECT body FROM versions WHERE number = 2) WHERE number = 1",
            "link 1 of the ledger is wrong: the version",
        ),
        (
            "UPDATE versions SET id = zeroblob(32) WHERE number = 2",
            "link 3 of the ledger is wrong: the version",
        ),
        (
            "DELETE FROM versions WHERE number = 2",
            "link 3 of the ledger is wrong: the version",
        ),
        // Nothing comes after it, but the record stands as if it were there.
        (
            "DELETE FROM ledger WHERE number = 3",
            "00000000-0000-0000-0000-000000000001 stands otherwise",
        ),
        (
            "UPDATE records SET office = (SELECT id FROM offices WHERE id <> records.office LIMIT 1) WHERE kind = 'request'",
            "00000000-0000-0000-0000-000000000001 stands otherwise",
        ),
        (
            "UPDATE records SET standing = (SELECT standing FROM records WHERE kind = 'office' LIMIT 1) WHERE kind = 'request'",
            "00000000-0000-0000-0000-000000000001 stands otherwise",
        ),
    ] {
        let world = three_decisions().await;
        assert_eq!(world.tamper(tampering).await, 1, "{tampering}");
        let error = world.hub.verify().await.expect_err("found").to_string();
        assert!(error.starts_with(found), "{tampering}: {error}");
    }
}

/// Each byte of each column, one after the other; on SQLite, since what is stored is the same on PostgreSQL.
#[tokio::test]
async fn whichever_byte_of_the_ledger_is_altered_its_link_is_named() {
    let world = three_decisions().await;
    let Some(mut store) = world.sqlite().await else { return };
    let mut altered = 0;
    for number in 1..=3_i64 {
        for column in ["record", "event_id", "signer", "previous", "hash", "event"] {
            let read = format!("SELECT {column} FROM ledger WHERE number = ?1");
            let row = sqlx::query(sqlx::AssertSqlSafe(read))
                .bind(number)
                .fetch_one(&mut store)
                .await
                .expect("a link");
            let kept: Vec<u8> = row.get(0);
            let write = format!("UPDATE ledger SET {column} = ?2 WHERE number = ?1");
            for place in 0..=kept.len() {
                let mut bytes = kept.clone();
                // The last round puts back what stood there.
                if let Some(byte) = bytes.get_mut(place) {
                    *byte ^= 1 << (place % 8);
                }
                let write = sqlx::query(sqlx::AssertSqlSafe(write.clone())).bind(number).bind(bytes);
                write.execute(&mut store).await.expect("written");
                let verified = world.hub.verify().await;
                if place == kept.len() {
                    assert_eq!(verified.expect("whole again"), 3);
                    continue;
                }
                let error = verified.expect_err("found").to_string();
                let named = error.starts_with(&format!("link {number} of the ledger is wrong"));
                assert!(named, "byte {place} of {column} of link {number}: {error}");
                altered += 1;
            }
        }
    }
    assert!(altered > 900, "{altered} bytes were altered");
}

/// What a version's compressed bytes hold.
fn read_body(column: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let expand = || wire::expand(bytes, 1 << 20, "a version").ok();
    (column == "body").then(expand).flatten()
}

/// The same of numbers, and of the versions that the links name.
#[tokio::test]
async fn whichever_bit_of_a_number_and_whichever_byte_of_a_version_is_altered_its_link_is_named() {
    let world = three_decisions().await;
    let Some(mut store) = world.sqlite().await else { return };
    let mut set = async |statement: &str, value: i64, number: i64| {
        let query = sqlx::query(sqlx::AssertSqlSafe(statement.to_owned()));
        query
            .bind(value)
            .bind(number)
            .execute(&mut store)
            .await
            .expect("written");
    };
    for number in 1..=3 {
        for bit in 0..62 {
            set(
                "UPDATE ledger SET at = (at | ?1) - (at & ?1) WHERE number = ?2",
                1 << bit,
                number,
            )
            .await;
            let error = world.hub.verify().await.expect_err("found").to_string();
            let wrong = format!("link {number} of the ledger is wrong: it is not what was hashed");
            assert_eq!(error, wrong, "bit {bit}");
            set(
                "UPDATE ledger SET at = (at | ?1) - (at & ?1) WHERE number = ?2",
                1 << bit,
                number,
            )
            .await;
        }
    }
    for (version, link) in [(1, 1), (2, 3)] {
        for column in ["id", "body"] {
            let read = format!("SELECT {column} FROM versions WHERE number = ?1");
            let query = sqlx::query(sqlx::AssertSqlSafe(read)).bind(version);
            let row = query.fetch_one(&mut store).await.expect("a version");
            let kept: Vec<u8> = row.get(0);
            let write = format!("UPDATE versions SET {column} = ?2 WHERE number = ?1");
            for place in 0..=kept.len() {
                let mut bytes = kept.clone();
                if let Some(byte) = bytes.get_mut(place) {
                    *byte ^= 1 << (place % 8);
                }
                let write = sqlx::query(sqlx::AssertSqlSafe(write.clone()))
                    .bind(version)
                    .bind(bytes.clone());
                write.execute(&mut store).await.expect("written");
                let verified = world.hub.verify().await;
                if place == kept.len() {
                    assert_eq!(verified.expect("whole again"), 3);
                    continue;
                }
                // A bit that the compression leaves unused changes nothing that anybody reads.
                if read_body(column, &bytes).is_some_and(|body| Some(body) == read_body(column, &kept)) {
                    continue;
                }
                let error = verified.expect_err("found").to_string();
                let wrong = format!("link {link} of the ledger is wrong: the version");
                assert!(
                    error.starts_with(&wrong),
                    "byte {place} of {column} of version {version}: {error}"
                );
            }
        }
    }
}

/// What devices are told of the ledger: each byte of each copy, and that there is one of each link.
#[tokio::test]
async fn whichever_byte_of_what_devices_are_told_of_a_link_is_altered_it_is_found() {
    let world = three_decisions().await;
    let Some(mut store) = world.sqlite().await else { return };
    let entries = sqlx::query("SELECT position, body FROM feed ORDER BY position");
    let entries = entries.fetch_all(&mut store).await.expect("the feed");
    let read = |body: &[u8]| wire::from_cbor::<Update>(body, 1 << 20, "an entry").ok();
    // What a version's compressed bytes leave open, and that the status is left to the device, changes nothing that anybody reads.
    let is_harmless = |body: &[u8], whole: &LedgerEntry| {
        let Some(Update::Decision(mut entry)) = read(body) else {
            return false;
        };
        let expand = |version: &ByteBuf| wire::expand(version, 1 << 20, "a version").ok();
        let is_same = entry.decision.version.as_ref().map(expand) == whole.decision.version.as_ref().map(expand);
        entry.decision.version.clone_from(&whole.decision.version);
        entry.status = entry.status.or(whole.status);
        is_same && entry == *whole
    };
    let write = "UPDATE feed SET body = ?2 WHERE position = ?1";
    let mut altered = 0;
    for row in entries {
        let (position, body): (i64, Vec<u8>) = (row.get(0), row.get(1));
        let Some(Update::Decision(whole)) = read(&body) else {
            continue;
        };
        for place in 0..body.len() {
            let mut bytes = body.clone();
            bytes[place] ^= 1 << (place % 8);
            let query = sqlx::query(write).bind(position).bind(bytes.clone());
            query.execute(&mut store).await.expect("written");
            match world.hub.verify().await {
                Ok(_) => assert!(is_harmless(&bytes, &whole), "byte {place} at {position}"),
                Err(error) => {
                    let told = error.to_string();
                    let link = format!(
                        "link {} of the ledger is wrong: entry {position} of the feed",
                        whole.number
                    );
                    let entry = format!("entry {position} of the feed");
                    assert!(told.starts_with(&link) || told.starts_with(&entry), "{told}");
                    altered += 1;
                }
            }
        }
        let query = sqlx::query(write).bind(position).bind(body);
        query.execute(&mut store).await.expect("written");
        assert_eq!(world.hub.verify().await.expect("whole again"), 3);
    }
    assert!(altered > 500, "{altered} bytes were found");
    for gone in [
        "DELETE FROM feed_audiences WHERE position = (SELECT max(position) FROM feed)",
        "DELETE FROM feed WHERE position = (SELECT max(position) FROM feed)",
    ] {
        assert_ne!(world.tamper(gone).await, 0);
    }
    let error = world.hub.verify().await.expect_err("found").to_string();
    assert_eq!(
        error,
        "link 3 of the ledger is wrong: no entry of the feed tells devices of it"
    );
}

/// That a device is heard no more is not taken for tampering, whoever says so and in whichever order.
#[tokio::test]
async fn a_device_that_is_rescued_and_then_heard_no_more_is_kept_as_was_decided() {
    for by_operator in [false, true] {
        let world = World::new().await;
        let mut admin = world.admin().await;
        assert_eq!(decide(&mut admin, NEW_OFFICE, added()).await, Verdict::Accepted);
        let (code, invitation) = invited(&world, 7, Role::Drafter);
        assert_eq!(decide(&mut admin, NEW_OFFICE, invitation).await, Verdict::Accepted);
        let key = world.new_key();
        world.enrol(&code.to_string(), &key).await.expect("let in");
        let (device, reason) = (key.id(), String::new());
        let revoked = OfficeDecision::DeviceRevoked { device, reason };
        for what in [revoked, OfficeDecision::RescueAllowed { device }] {
            assert_eq!(decide(&mut admin, NEW_OFFICE, what).await, Verdict::Accepted);
        }
        assert_eq!(world.hub.verify().await.expect("whole"), 4);
        if by_operator {
            world.hub.revoke_device(device).await.expect("revoked");
            assert_eq!(world.hub.verify().await.expect("whole"), 4);
            continue;
        }
        let (member, reason) = (NEW_MEMBER, "Gone.".to_owned());
        let left = OfficeDecision::MemberLeft { member, reason };
        assert_eq!(decide(&mut admin, NEW_OFFICE, left).await, Verdict::Accepted);
        assert_eq!(world.hub.verify().await.expect("whole"), 5);
    }
}

#[tokio::test]
async fn whoever_is_kept_otherwise_than_was_decided_is_found() {
    let world = World::new().await;
    let mut admin = world.admin().await;
    assert_eq!(decide(&mut admin, NEW_OFFICE, added()).await, Verdict::Accepted);
    let (code, invitation) = invited(&world, 7, Role::Lead);
    assert_eq!(decide(&mut admin, NEW_OFFICE, invitation).await, Verdict::Accepted);
    let key = world.new_key();
    world.enrol(&code.to_string(), &key).await.expect("let in");
    let revoked = OfficeDecision::DeviceRevoked {
        device: key.id(),
        reason: "It is handed in".to_owned(),
    };
    assert_eq!(decide(&mut admin, NEW_OFFICE, revoked).await, Verdict::Accepted);
    assert_eq!(world.hub.verify().await.expect("whole"), 3);
    for (tampering, undoing, found) in [
        (
            "UPDATE devices SET revoked_at = 0 WHERE revoked_at <> 0",
            "UPDATE devices SET revoked_at = 1 WHERE holder = (SELECT id FROM members WHERE name = 'Ana')",
            "the device ",
        ),
        (
            "UPDATE devices SET rescued_at = 1 WHERE revoked_at <> 0",
            "UPDATE devices SET rescued_at = 0 WHERE revoked_at <> 0",
            "the device ",
        ),
        (
            "UPDATE members SET role = 'drafter', first_role = 'drafter' WHERE name = 'Ana'",
            "UPDATE members SET role = 'lead', first_role = 'lead' WHERE name = 'Ana'",
            "the member ",
        ),
        (
            "UPDATE members SET left_at = 1 WHERE name = 'Ana'",
            "UPDATE members SET left_at = 0 WHERE name = 'Ana'",
            "the member ",
        ),
        (
            "UPDATE offices SET kind = 'agency' WHERE name = 'Commission of Timor-Leste'",
            "UPDATE offices SET kind = 'nhri' WHERE name = 'Commission of Timor-Leste'",
            "the office ",
        ),
    ] {
        assert_eq!(world.tamper(tampering).await, 1, "{tampering}");
        let error = world.hub.verify().await.expect_err("found").to_string();
        assert!(error.starts_with(found), "{tampering}: {error}");
        assert_eq!(world.tamper(undoing).await, 1, "{undoing}");
        assert_eq!(world.hub.verify().await.expect("whole again"), 3);
    }
}
