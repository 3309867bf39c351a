//! What every store does, asked of its traits alone.

use automerge::{ActorId, ChangeHash};
use satchel_hub::{
    feed::Audience,
    span::{Mark, Span},
    store::{
        Asked, Device, Invitation, KeptSnapshot, KeptVersion, KnownRecord, Link, Member, NewEntry, Novelty, Office,
        SnapshotsAfter, Store, Writing, database::Database, postgres::PostgresStore, sqlite::SqliteStore,
    },
};
use satchel_shared::{
    digest::Digest,
    ids::{CodeHash, DeviceId, EventId, MemberId, OfficeId, RecommendationId, RecordId, VersionId},
    ledger::{OfficeKind, Role, Standing},
    schema::Kind,
    seal::Key,
};
use tempfile::TempDir;
use uuid::Uuid;

use crate::world::Home;

mod turns;

const OFFICE: Audience = Audience::Office(OfficeId(Uuid::from_u128(1)));
const ELSEWHERE: Audience = Audience::Office(OfficeId(Uuid::from_u128(2)));

/// An empty store, and a second handle on it, as another process has one.
struct Two {
    first: Box<dyn Store>,
    second: Box<dyn Store>,
    _home: Home,
    _folder: TempDir,
}

async fn two() -> Two {
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::new(folder.path());
    let (first, second): (Box<dyn Store>, Box<dyn Store>) = match &home.database {
        Database::Sqlite(path) => {
            std::fs::write(path, "").expect("an empty file");
            (
                Box::new(SqliteStore::open(path).await.expect("opened")),
                Box::new(SqliteStore::open(path).await.expect("opened")),
            )
        }
        Database::Postgres(options) => {
            let first = PostgresStore::connect(options).await.expect("connected");
            first.migrate().await.expect("tables");
            (
                Box::new(first),
                Box::new(PostgresStore::connect(options).await.expect("connected")),
            )
        }
    };
    Two {
        first,
        second,
        _home: home,
        _folder: folder,
    }
}

fn entry(audiences: &[Audience]) -> NewEntry {
    NewEntry {
        audiences: audiences.iter().copied().collect(),
        not_for: None,
        body: b"body".to_vec(),
    }
}

async fn append(store: &dyn Store, audiences: &[Audience]) -> u64 {
    let mut transaction = store.begin().await.expect("begun");
    let positions = transaction
        .put(Writing::entries(&[entry(audiences)]))
        .await
        .expect("appended");
    transaction.commit().await.expect("committed");
    positions[0]
}

async fn positions(store: &dyn Store, audiences: &[Audience], after: u64, limit: u32) -> Vec<u64> {
    let places = store.places(audiences, after, limit).await.expect("read");
    places.into_iter().map(|place| place.position).collect()
}

#[tokio::test]
async fn a_position_is_for_its_audiences_once_and_in_order() {
    let two = two().await;
    let store = two.first.as_ref();
    for audiences in [
        &[OFFICE, Audience::Desk][..],
        &[ELSEWHERE],
        &[Audience::Desk],
        &[OFFICE],
    ] {
        append(store, audiences).await;
    }
    assert_eq!(positions(store, &[OFFICE, Audience::Desk], 0, 10).await, [1, 3, 4]);
    assert_eq!(positions(store, &[OFFICE, Audience::Desk], 1, 1).await, [3]);
    assert_eq!(positions(store, &[ELSEWHERE], 2, 10).await, [0; 0]);
    assert_eq!(store.bodies(&[4, 1]).await.expect("read"), [b"body", b"body"]);
}

/// More than one statement takes.
#[tokio::test]
async fn many_entries_keep_their_order_and_each_its_audiences() {
    const COUNT: u64 = 1_203;
    let two = two().await;
    let store = two.first.as_ref();
    append(store, &[Audience::Desk]).await;
    let new = (0..COUNT).map(|number| NewEntry {
        audiences: if number % 3 == 0 {
            [OFFICE, Audience::Desk].into()
        } else {
            [ELSEWHERE].into()
        },
        not_for: (number % 2 == 0).then_some(DeviceId([1; 16])),
        body: number.to_string().into_bytes(),
    });
    let mut open = store.begin().await.expect("begun");
    let given = open
        .put(Writing::entries(&new.collect::<Vec<_>>()))
        .await
        .expect("appended");
    assert_eq!(open.put(Writing::entries(&[])).await.expect("appended"), [0; 0]);
    open.commit().await.expect("committed");
    assert!(given.is_sorted());
    for (audiences, shown) in [(&[OFFICE, Audience::Desk][..], 0..1), (&[ELSEWHERE], 1..3)] {
        let places = store.places(audiences, given[0] - 1, 2_000).await.expect("read");
        let found: Vec<_> = places.iter().map(|it| (it.position, it.not_for, it.bytes)).collect();
        let expected: Vec<_> = (0..COUNT)
            .zip(&given)
            .filter(|(number, _)| shown.contains(&(number % 3)))
            .map(|(number, position)| {
                let not_for = (number % 2 == 0).then_some(DeviceId([1; 16]));
                (*position, not_for, number.to_string().len() as u64)
            })
            .collect();
        assert_eq!(found, expected);
    }
    let bodies = store.bodies(&given).await.expect("read");
    assert_eq!(
        bodies,
        (0..COUNT)
            .map(|number| number.to_string().into_bytes())
            .collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn what_is_put_is_read_as_it_was() {
    let two = two().await;
    let key = Key::from_secret(&[7; 32]);
    let office = Office {
        id: OfficeId(Uuid::from_u128(1)),
        name: "Bureau régional 人权".to_owned(),
        kind: OfficeKind::FieldOffice,
        states: vec!["IDN".parse().expect("a State"), "TLS".parse().expect("a State")],
    };
    let member = Member {
        id: MemberId(Uuid::from_u128(2)),
        office: office.id,
        name: "Ayu".to_owned(),
        first_role: Role::Drafter,
        role: Role::Drafter,
        left_at: None,
        revision: 0,
    };
    let mut device = Device {
        id: key.id(),
        key: key.public(),
        former_keys: Vec::new(),
        office: office.id,
        states: office.states.clone(),
        holder: member.id,
        role: Role::Drafter,
        joined_at: 2,
        counter: 3,
        revoked_at: None,
        rescued_at: None,
    };
    let mut invitation = Invitation {
        code: CodeHash([9; 32]),
        member: member.id,
        expires_at: i64::MAX,
        used_by: None,
    };
    let record = KnownRecord {
        id: RecordId(Uuid::from_u128(5)),
        subject: Kind::Request.into(),
        office: office.id,
        standing: Standing::default(),
        heads: vec![ChangeHash([1; 32]), ChangeHash([2; 32])],
    };
    let span = |first: u8, last: u8| Span {
        record: record.id,
        actor: ActorId::from([3; 20].as_slice()),
        first: first.into(),
        marks: (first..=last).map(|number| Mark([number; 8])).collect(),
    };
    let spans = [span(1, 4), span(7, 10)];
    let asked = |spans: &[Span]| {
        let ranges = spans
            .iter()
            .map(|it| ((it.record, it.actor.clone()), it.first..=it.last()));
        Asked {
            spans: ranges.collect(),
            ..Asked::default()
        }
    };
    let link = Link {
        number: 1,
        at: -5,
        record: record.id,
        event_id: EventId(Uuid::from_u128(6)),
        signer: device.id,
        previous: [0; 32],
        hash: [1; 32],
        event: vec![0, 1, 255],
    };
    let version = KeptVersion {
        record: record.id,
        number: 1,
        id: VersionId([4; 32]),
        body: vec![0; 1_000],
    };

    let mut open = two.first.begin().await.expect("begun");
    open.add_office(&office, 1).await.expect("added");
    open.add_member(&member).await.expect("added");
    open.add_invitation(&invitation).await.expect("added");
    open.add_device(&device).await.expect("added");
    open.use_invitation(invitation.code, device.id).await.expect("used");
    let records = std::slice::from_ref(&record);
    let again = Writing::records(records);
    let writing = Writing { spans: &spans, ..again };
    open.put(writing).await.expect("put");
    open.put(again).await.expect("put");
    open.add_link(&link).await.expect("added");
    open.add_version(&version).await.expect("added");
    let of_record = Asked::records([record.id]);
    let found = open.take_up(&device, 4, &of_record).await.expect("asked");
    assert_eq!(found.expect("taken up").records, std::slice::from_ref(&record));
    let again = open.take_up(&device, 4, &of_record).await.expect("asked");
    assert!(again.is_none(), "twice");
    open.set_role(member.id, Role::Lead).await.expect("set");
    let as_before = open.take_up(&device, 5, &of_record).await.expect("asked");
    assert!(as_before.is_none(), "in a role that the member has no more");
    open.commit().await.expect("committed");
    let member = Member {
        role: Role::Lead,
        ..member
    };
    (device.counter, device.role, invitation.used_by) = (4, Role::Lead, Some(device.id));

    let store = two.second.as_ref();
    assert_eq!(store.offices().await.expect("read"), std::slice::from_ref(&office));
    assert_eq!(store.device(device.id).await.expect("read"), Some(device.clone()));
    assert_eq!(store.devices().await.expect("read"), std::slice::from_ref(&device));
    assert_eq!(store.links(0, 5).await.expect("read"), std::slice::from_ref(&link));
    assert!(store.links(1, 5).await.expect("read").is_empty());
    assert_eq!(store.version(record.id, 1).await.expect("read"), Some(version));
    assert_eq!(store.version(record.id, 2).await.expect("read"), None);

    assert_eq!(store.member(member.id).await.expect("read"), Some(member.clone()));

    let mut open = store.begin().await.expect("begun");
    assert_eq!(open.office(office.id).await.expect("read"), Some(office));
    assert_eq!(open.members().await.expect("read"), std::slice::from_ref(&member));
    assert_eq!(
        open.devices_of(member.id).await.expect("read"),
        std::slice::from_ref(&device)
    );
    let invitations = open.invitations_of(member.id).await.expect("read");
    assert_eq!(invitations, std::slice::from_ref(&invitation));
    assert_eq!(
        open.invitation(CodeHash([9; 32])).await.expect("read"),
        Some(invitation)
    );
    let ids = [record.id, RecordId(Uuid::from_u128(99))];
    let found = open.find(&Asked::records(ids)).await.expect("read");
    assert_eq!(found.records, std::slice::from_ref(&record));
    assert!(found.spans.is_empty() && found.digests.is_empty());
    assert_eq!(open.last_link().await.expect("read"), Some(link.clone()));
    assert_eq!(open.link_of(link.event_id).await.expect("read"), Some(link));
    for (first, last, known) in [
        (1, 1, &spans[..1]),
        (5, 6, &[]),
        (4, 7, &spans),
        (10, 12, &spans[1..]),
        (11, 12, &[]),
    ] {
        let found = open.find(&asked(&[span(first, last)])).await.expect("read");
        assert_eq!(found.spans, known, "{first} to {last}");
        assert!(found.records.is_empty() && found.digests.is_empty());
    }
    let of_another = Span {
        actor: ActorId::from([4; 20].as_slice()),
        ..span(1, 4)
    };
    let in_another = Span {
        record: RecordId(Uuid::from_u128(99)),
        ..span(1, 4)
    };
    let several = asked(&[span(1, 8), of_another, in_another]);
    assert_eq!(open.find(&several).await.expect("read").spans, spans);
    let marks = open.marks(record.id).await.expect("read");
    assert_eq!(marks, spans.iter().flat_map(|span| &span.marks).copied().collect());
    let known = Writing {
        spans: &spans[..1],
        ..Writing::default()
    };
    open.put(known).await.expect_err("known");
    drop(open);

    let mut open = store.begin().await.expect("begun");
    open.revoke_device(device.id, 7).await.expect("revoked");
    assert!(open.device(device.id).await.expect("read").expect("there").is_revoked());
    let revoked = open.take_up(&device, 9, &Asked::default()).await.expect("asked");
    assert!(revoked.is_none());
    let (id, state) = (RecommendationId(Uuid::from_u128(8)), "IDN".parse().expect("a State"));
    for (content, novelty) in [
        ([1; 32], Novelty::New),
        ([1; 32], Novelty::Known),
        ([2; 32], Novelty::Updated),
        ([2; 32], Novelty::Known),
    ] {
        assert_eq!(
            open.put_recommendation(id, state, &content).await.expect("put"),
            novelty
        );
    }
    open.commit().await.expect("committed");
    assert!(store.devices().await.expect("read").is_empty(), "it is revoked");
}

#[tokio::test]
async fn snapshots_come_small_before_large_and_of_each_the_newest_first() {
    let two = two().await;
    let office = Office {
        id: OfficeId(Uuid::from_u128(1)),
        name: "Office".to_owned(),
        kind: OfficeKind::FieldOffice,
        states: vec!["IDN".parse().expect("a State")],
    };
    let snapshot = |number: u128, position: u64, bytes: usize| KeptSnapshot {
        record: RecordId(Uuid::from_u128(number)),
        office: office.id,
        position,
        body: vec![0; bytes],
    };
    let (small, large) = (100, KeptSnapshot::LARGE + 1);
    let mut open = two.first.begin().await.expect("begun");
    open.add_office(&office, 1).await.expect("added");
    for (number, position, bytes) in [
        (1, 3, small),
        (2, 9, large),
        (3, 7, small),
        (4, 5, large),
        (1, 11, small),
    ] {
        let it = snapshot(number, position, bytes);
        let record = KnownRecord {
            id: it.record,
            subject: Kind::Request.into(),
            office: office.id,
            standing: Standing::default(),
            heads: if number == 4 {
                Vec::new()
            } else {
                vec![ChangeHash([7; 32])]
            },
        };
        let records = &[record];
        open.put(Writing::records(records)).await.expect("put");
        open.put_snapshot(&it).await.expect("put");
    }
    open.set_compacted(office.id, 10).await.expect("noted");
    open.set_compacted(office.id, 11).await.expect("noted");
    let digest = Digest([3; 16]);
    for digest in [Digest::default(), digest] {
        let digests = &[(office.id, digest)];
        open.put(Writing::digests(digests)).await.expect("noted");
    }
    assert_eq!(open.compacted(office.id).await.expect("read"), 11);
    let asked = Asked {
        digests: [office.id, OfficeId(Uuid::nil())].into(),
        ..Asked::default()
    };
    let found = open.find(&asked).await.expect("read");
    assert_eq!(found.digests, [(office.id, digest)].into());
    open.commit().await.expect("committed");

    let store = two.second.as_ref();
    let mut after = SnapshotsAfter {
        above: 0,
        up_to: 11,
        large: false,
        before: 12,
    };
    let mut positions = Vec::new();
    while let [next] = store.snapshots(office.id, after, 1).await.expect("read").as_slice() {
        positions.push(next.position);
        (after.large, after.before) = (next.is_large(), next.position);
    }
    assert_eq!(positions, [11, 7, 9, 5]);
    let middle = SnapshotsAfter {
        above: 5,
        up_to: 9,
        large: false,
        before: 10,
    };
    let found = store.snapshots(office.id, middle, 10).await.expect("read");
    assert_eq!(found, [snapshot(3, 7, small), snapshot(2, 9, large)]);
    let one = store.snapshot(RecordId(Uuid::from_u128(1))).await.expect("read");
    assert_eq!(one, Some(snapshot(1, 11, small)));
    assert_eq!(store.compacted(office.id).await.expect("read"), 11);
    assert_eq!(store.digest(office.id).await.expect("read"), Some(digest));
    assert_eq!(store.digest(OfficeId(Uuid::nil())).await.expect("read"), None);
    assert_eq!(store.heads(office.id).await.expect("read").len(), 3, "those with heads");
}
