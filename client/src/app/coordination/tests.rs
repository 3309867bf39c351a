//! What overlaps, and what nobody does.

use satchel_shared::{
    day::Day,
    ids::{OfficeId, RecordId},
    ledger::Standing,
    states::StateCode,
};
use uuid::Uuid;

use super::*;
use crate::vault::{
    Passphrase, RecordListing,
    record_refs::{self, References},
    records::{self, Stands},
};

struct World {
    app: App,
    next: u128,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let app = App::new(folder.path().join("vault"));
        app.create_vault(&Passphrase::new("correct horse".to_owned()))
            .expect("a vault");
        Self {
            app,
            next: 0,
            _folder: folder,
        }
    }

    /// What another office sent, of the same id where it has the same name.
    fn put(&mut self, kind: Kind, status: Status, office: &str, theme: &str, period: [&str; 2]) -> RecordId {
        let letters = office.bytes().map(u128::from);
        let of = OfficeId(Uuid::from_u128(
            letters.fold(0, |id, letter| id.wrapping_mul(31) + letter),
        ));
        self.put_of((of, office), kind, status, theme, period)
    }

    fn put_of(
        &mut self,
        (of, office): (OfficeId, &str),
        kind: Kind,
        status: Status,
        theme: &str,
        period: [&str; 2],
    ) -> RecordId {
        self.next += 1;
        let id = RecordId(Uuid::from_u128(self.next));
        let standing = Standing {
            status,
            ..Standing::default()
        };
        let listing = RecordListing {
            state: "IDN".to_owned(),
            themes: vec![theme.to_owned()],
            ..RecordListing::default()
        };
        let [starts, ends] = period.map(|day| day.parse::<Day>().ok());
        let references = References {
            starts,
            ends,
            ..References::default()
        };
        let stands = Stands {
            standing: &standing,
            since: 0,
            version: 1,
            deciding: false,
            refused: "",
        };
        let put = self.app.with_open(|open| {
            Ok(open.vault.write(|transaction| {
                records::insert(transaction, id, kind, of, office, false, 0)?;
                records::describe(transaction, id, &listing, 0)?;
                record_refs::put(transaction, id, &references)?;
                records::stand(transaction, id, &stands)
            })?)
        });
        put.expect("kept");
        id
    }

    fn seen(&self, from: &str, to: &str) -> Coordination {
        let wanted = GetCoordination {
            state: None,
            from: from.parse().ok(),
            to: to.parse().ok(),
        };
        self.app.coordination(&wanted).expect("seen")
    }
}

#[test]
fn the_matrix_shows_what_overlaps_and_what_nobody_does() {
    let mut world = World::new();
    let spring = ["2027-03-01", "2027-05-31"];
    world.put(Kind::Activity, Status::Shared, "Courts agency", "torture", spring);
    world.put(
        Kind::Activity,
        Status::Shared,
        "Police agency",
        "torture",
        ["2027-05-31", "2027-09-30"],
    );
    world.put(
        Kind::Activity,
        Status::Shared,
        "Police agency",
        "torture",
        ["2027-10-01", "2027-12-31"],
    );
    world.put(Kind::Activity, Status::Withdrawn, "Courts agency", "women", spring);
    world.put(Kind::Request, Status::Accepted, "A commission", "women", ["", ""]);
    world.put(Kind::Request, Status::Declined, "A commission", "torture", ["", ""]);
    let all = world.seen("", "");
    assert_eq!(all.state, "IDN".parse::<StateCode>().ok());
    assert_eq!(all.offices, ["Courts agency", "Police agency"]);
    let [gap, overlap] = &all.themes[..] else {
        panic!("{:?}", all.themes)
    };
    assert!(gap.is_gap() && gap.theme == "women" && gap.requests == 1);
    assert_eq!(
        (overlap.theme.as_str(), overlap.activities.as_slice()),
        ("torture", [1, 2].as_slice())
    );
    assert_eq!(
        (overlap.overlaps, overlap.requests),
        (1, 0),
        "they share the last day of May"
    );
    assert_eq!(all.activities.len(), 3);
}

#[test]
fn what_is_over_or_begins_later_is_left_out_and_what_says_nothing_of_time_is_not() {
    let mut world = World::new();
    let over = world.put(
        Kind::Activity,
        Status::Shared,
        "A",
        "torture",
        ["2026-01-01", "2026-12-31"],
    );
    let now = world.put(
        Kind::Activity,
        Status::Shared,
        "A",
        "torture",
        ["2026-12-01", "2027-06-30"],
    );
    let later = world.put(
        Kind::Activity,
        Status::Shared,
        "A",
        "torture",
        ["2027-07-02", "2027-09-30"],
    );
    let unsaid = world.put(Kind::Activity, Status::Shared, "A", "torture", ["", ""]);
    let ids = |seen: Coordination| seen.activities.into_iter().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(ids(world.seen("2027-01-01", "2027-07-01")), [now, unsaid]);
    assert_eq!(
        ids(world.seen("", "")),
        [over, now, later, unsaid],
        "the first to begin first"
    );
}

/// Nobody knows when it ends, so nobody can rely on its being over.
#[test]
fn what_has_begun_and_says_no_end_overlaps_with_what_comes_later() {
    let mut world = World::new();
    let mut put = |office: &str, period| world.put(Kind::Activity, Status::Shared, office, "torture", period);
    put("Courts agency", ["2027-03-01", ""]);
    put("Police agency", ["2027-06-01", "2027-06-30"]);
    put("Prisons agency", ["2026-01-01", "2026-12-31"]);
    put("An agency that says nothing", ["", ""]);
    assert_eq!(world.seen("", "").themes[0].overlaps, 1);
}

#[test]
fn two_offices_of_one_name_are_two() {
    let mut world = World::new();
    for number in 1..=2 {
        let of = OfficeId(Uuid::from_u128(number));
        let spring = ["2027-03-01", "2027-05-31"];
        world.put_of((of, "Courts agency"), Kind::Activity, Status::Shared, "torture", spring);
    }
    let seen = world.seen("", "");
    assert_eq!((seen.offices.len(), seen.themes[0].overlaps), (2, 1));
}
