//! What is on the board, and in which order.

use satchel_shared::{ids::OfficeId, ledger::Standing, schema::Kind};

use super::*;
use crate::{
    environment::Environment,
    vault::{
        Passphrase, RecordListing, Vault,
        records::{self, Stands},
    },
};

const DUE: i64 = 1_000;
const DANA: MemberId = MemberId(Uuid::from_u128(7));

struct World {
    vault: Vault,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let passphrase = Passphrase::new("correct horse".to_owned());
        let vault = Vault::create(folder.path(), &passphrase, &Environment::system()).expect("a new vault");
        Self { vault, _folder: folder }
    }

    fn put(&mut self, number: u128, kind: Kind, since: i64, state: &str, themes: &[&str], assigned: Option<MemberId>) {
        let id = RecordId(Uuid::from_u128(number));
        let standing = Standing {
            status: Status::Submitted,
            assigned,
            ..Standing::default()
        };
        let stands = Stands {
            standing: &standing,
            since,
            version: 1,
            deciding: false,
            refused: "",
        };
        let listing = RecordListing {
            title: format!("Request {number}"),
            state: state.to_owned(),
            themes: themes.iter().map(|theme| (*theme).to_owned()).collect(),
            ..RecordListing::default()
        };
        let done = self.vault.write(|transaction| {
            records::insert(transaction, id, kind, OfficeId(Uuid::nil()), "An office", false, 0)?;
            records::describe(transaction, id, &listing, 0)?;
            records::stand(transaction, id, &stands)
        });
        done.expect("a record");
    }

    /// The numbers of those that a filter asks for, the longest waiting first.
    fn on_the_board(&self, filter: &BoardFilter) -> Vec<u128> {
        let column = column(self.vault.read(), Status::Submitted, DUE, filter, 10).expect("a column");
        assert_eq!(column.count, column.requests.len());
        column.requests.into_iter().map(|it| it.id.0.as_u128()).collect()
    }
}

#[test]
fn the_board_shows_requests_by_how_long_they_wait_and_as_they_are_asked_for() {
    let mut world = World::new();
    world.put(1, Kind::Request, 2_000, "IDN", &["torture", "women"], None);
    world.put(2, Kind::Request, 500, "KEN", &["women"], Some(DANA));
    world.put(3, Kind::Request, 1_000, "IDN", &[], Some(DANA));
    world.put(4, Kind::Practice, 100, "IDN", &["women"], None);

    let all = BoardFilter::default();
    assert_eq!(world.on_the_board(&all), [2, 3, 1], "a practice is not assessed");
    let of_a_state = BoardFilter {
        state: Some("IDN".to_owned()),
        ..all.clone()
    };
    assert_eq!(world.on_the_board(&of_a_state), [3, 1]);
    let with_a_theme = |theme: &str| BoardFilter {
        theme: Some(theme.to_owned()),
        ..BoardFilter::default()
    };
    assert_eq!(world.on_the_board(&with_a_theme("women")), [2, 1]);
    assert_eq!(
        world.on_the_board(&with_a_theme("wom")),
        [],
        "no beginning of a code is one"
    );
    let of = |whose| BoardFilter {
        whose,
        ..BoardFilter::default()
    };
    assert_eq!(world.on_the_board(&of(Whose::Nobodys)), [1]);
    assert_eq!(world.on_the_board(&of(Whose::Of(DANA))), [2, 3]);
    let overdue = BoardFilter {
        overdue: true,
        ..all.clone()
    };
    assert_eq!(
        world.on_the_board(&overdue),
        [2],
        "what came when it was due is not late yet"
    );

    let shown = column(world.vault.read(), Status::Submitted, DUE, &all, 1).expect("a column");
    assert_eq!((shown.count, shown.overdue, shown.requests.len()), (3, 1, 1));
    let (states, themes) = facets(world.vault.read(), [Status::Submitted]).expect("facets");
    assert_eq!(states, ["IDN", "KEN"].map(str::to_owned).into());
    assert_eq!(themes, ["torture", "women"].map(str::to_owned).into());
}

/// The board is counted from its index alone: 20,000 requests are not read for it.
#[test]
fn the_counts_are_read_from_an_index() {
    let world = World::new();
    let plan =
        format!("EXPLAIN QUERY PLAN SELECT count(*), coalesce(sum(since < :due), 0) FROM records WHERE {WANTED}");
    let mut statement = world.vault.read().prepare(&plan).expect("a plan");
    let steps = statement
        .query_map(
            named_params! { ":status": "submitted", ":state": None::<String>, ":theme": None::<String>,
            ":assigned": None::<Vec<u8>>, ":only_overdue": false, ":due": DUE },
            |row| row.get::<_, String>(3),
        )
        .expect("steps");
    let steps: Vec<String> = steps.map(|step| step.expect("a step")).collect();
    assert!(steps.concat().contains("COVERING INDEX records_board"), "{steps:?}");
}
