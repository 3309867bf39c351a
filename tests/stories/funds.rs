//! The funds: from a donor's contribution to an allocation, to spending, to a balance.

use std::fs;

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    window::{Engine, Window, can_show},
};
use serde_json::{Value, json};
use tempfile::TempDir;

const FUND: &str = "vftc";

struct World {
    hub: Hub,
    lead: Device,
    desk: Device,
    treasurer: Device,
    folder: TempDir,
}

impl World {
    fn new() -> Self {
        let mut hub = Hub::new();
        hub.start();
        let office = hub.office("National Commission", "nhri", "IDN");
        let headquarters = hub.office("Headquarters", "headquarters", "IDN");
        Self {
            lead: Device::of(&hub, &office, "lead", "Ayu"),
            desk: Device::of(&hub, &headquarters, "desk", "Dana"),
            treasurer: Device::of(&hub, &headquarters, "fund", "Femi"),
            hub,
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// A request that the desk has accepted.
    fn accepted(&self) -> String {
        let id = self.lead.must(&["new", "request"]);
        self.lead.batch(&[
            format!("set {id} title 'A legal adviser'"),
            format!("set {id} state IDN"),
            format!("set {id} context 'Two offices keep no register.'"),
        ]);
        self.lead.must(&["submit", &id]);
        sync(&[&self.lead, &self.desk]);
        self.desk.must(&["event", &id, "acknowledged"]);
        self.desk.must(&["event", &id, "accepted"]);
        sync(&[&self.desk, &self.treasurer]);
        id
    }

    fn table(&self, name: &str, rows: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(
            &path,
            format!("Donor,Amount,Currency,Rate,Rate on,On,Status,Note\n{rows}"),
        )
        .expect("written");
        path.to_string_lossy().into_owned()
    }
}

fn sync(devices: &[&Device]) {
    for device in devices {
        device.must(&["sync"]);
    }
}

fn refused(device: &Device, arguments: &[&str], code: &str) {
    let said = device.run(arguments);
    assert_eq!(
        (said.code, said.err.contains(&format!("[{code}]"))),
        (Some(1), true),
        "{arguments:?}: {}",
        said.err
    );
}

fn totals(device: &Device) -> Value {
    let funds = device.json(&["fund", "list"]);
    funds[0].clone()
}

/// The id of the last entry of a kind.
fn last(device: &Device, event: &str) -> String {
    let shown = device.json(&["fund", "show", FUND]);
    let entries = shown["entries"].as_array().expect("a list");
    let mut found = entries
        .iter()
        .rev()
        .filter(|it| it["what"]["fund"].get(event).is_some());
    found.next().expect("an entry")["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

#[test]
fn a_contribution_becomes_an_allocation_and_spending_and_leaves_a_balance() {
    let world = World::new();
    let (treasurer, desk) = (&world.treasurer, &world.desk);
    let request = world.accepted();
    let given = [
        "fund",
        "contribution",
        FUND,
        "--donor",
        "Norway",
        "--amount",
        "10000.00",
        "--currency",
        "EUR",
    ];
    let at = ["--rate", "1.0815", "--rate-on", "2027-02-26", "--on", "2027-03-01"];
    treasurer.must(&[given.as_slice(), &at].concat());
    assert_eq!(totals(treasurer)["received"], 1_081_500);
    refused(
        treasurer,
        &["fund", "allocation", FUND, &request, "10815.01"],
        "balance-too-low",
    );
    treasurer.must(&["fund", "allocation", FUND, &request, "8000.00", "--note", "Six months"]);
    let allocation = last(treasurer, "allocation");
    treasurer.must(&[
        "fund",
        "expenditure",
        FUND,
        &allocation,
        "2500.50",
        "--on",
        "2027-04-01",
    ]);
    sync(&[treasurer, desk]);
    for device in [treasurer, desk] {
        let told = totals(device);
        let sums = ["received", "allocated", "spent", "available", "balance"].map(|name| told[name].as_i64());
        assert_eq!(sums, [1_081_500, 800_000, 250_050, 281_500, 831_450].map(Some));
    }
    let shown = desk.json(&["fund", "show", FUND]);
    assert_eq!(shown["entries"][1]["title"], "A legal adviser");
    assert_eq!(shown["entries"][1]["left"], 549_950);

    // What was wrong is taken back by another entry, and stays to be seen.
    let wrong = last(treasurer, "expenditure");
    treasurer.must(&["fund", "reversal", FUND, &wrong, "--reason", "It was paid twice."]);
    sync(&[treasurer, desk]);
    assert_eq!(totals(desk)["spent"], 0);
    let exported = treasurer.must(&["fund", "export", FUND]);
    assert_eq!(exported.lines().count(), 5);
    assert!(
        exported.contains("contribution") && exported.contains("1.0815") && exported.contains("It was paid twice.")
    );
    assert!(world.hub.must(&["verify"]).starts_with('7'));
}

#[test]
fn only_who_keeps_the_books_enters_and_only_headquarters_reads_them() {
    let world = World::new();
    world.accepted();
    let given = [
        "fund",
        "contribution",
        FUND,
        "--donor",
        "Norway",
        "--amount",
        "5",
        "--on",
        "2027-03-01",
    ];
    refused(&world.lead, &["fund", "list"], "role-may-not");
    refused(&world.desk, &given, "role-may-not");
    world.treasurer.must(&given);
    let draft = world.lead.must(&["new", "request"]);
    refused(
        &world.treasurer,
        &["fund", "allocation", FUND, &draft, "1"],
        "not-fundable",
    );
}

#[test]
fn a_pledge_is_received_and_two_who_allocate_apart_take_no_more_than_there_is() {
    let world = World::new();
    let request = world.accepted();
    let headquarters = world.desk.json(&["status"])["membership"]["office"].clone();
    let office = headquarters.as_str().expect("an id");
    let second = Device::of(&world.hub, office, "fund", "Gita");
    let (first, hub) = (&world.treasurer, &world.hub);
    let given = [
        "fund",
        "contribution",
        FUND,
        "--donor",
        "Chile",
        "--amount",
        "100",
        "--on",
        "2027-03-01",
    ];
    first.must(&[given.as_slice(), &["--pledged"]].concat());
    let pledge = last(first, "contribution");
    assert_eq!(
        (&totals(first)["pledged"], &totals(first)["available"]),
        (&json!(10_000), &json!(0))
    );
    first.must(&[given.as_slice(), &["--pledge", &pledge]].concat());
    assert_eq!(
        (&totals(first)["pledged"], &totals(first)["available"]),
        (&json!(0), &json!(10_000))
    );
    sync(&[first, &second]);
    first.must(&["fund", "allocation", FUND, &request, "60"]);
    second.must(&["fund", "allocation", FUND, &request, "60"]);
    sync(&[first]);
    let told = second.run(&["sync"]);
    assert_eq!(told.code, Some(1), "{}", told.err);
    assert_eq!(totals(&second)["available"], 4_000);
    let shown = second.must(&["fund", "show", FUND]);
    assert!(shown.contains("refused (balance-too-low)"), "{shown}");
    // With a reason it may.
    let why = ["--overdraft", "The board agreed on 3 March."];
    second.must(&[["fund", "allocation", FUND, &request, "60"].as_slice(), &why].concat());
    sync(&[&second, first]);
    assert_eq!(totals(first)["available"], -2_000);
    assert!(hub.must(&["verify"]).starts_with('7'));
}

#[test]
fn a_balance_goes_below_nothing_by_no_entry_that_does_not_say_why() {
    let world = World::new();
    let request = world.accepted();
    let treasurer = &world.treasurer;
    let given = ["--donor", "Chile", "--amount", "1000", "--on", "2027-03-01"];
    treasurer.must(&[["fund", "contribution", FUND].as_slice(), &given].concat());
    let contribution = last(treasurer, "contribution");
    let why = ["--overdraft", "The pledge of Norway comes on Monday."];
    treasurer.must(&[["fund", "allocation", FUND, &request, "5000"].as_slice(), &why].concat());
    let allocation = last(treasurer, "allocation");
    let all = ["fund", "expenditure", FUND, &allocation, "5000", "--on", "2027-03-02"];
    let back = ["fund", "reversal", FUND, &contribution, "--reason", "Entered twice."];
    for silent in [all.as_slice(), &back] {
        refused(treasurer, silent, "balance-too-low");
    }
    assert_eq!(totals(treasurer)["balance"], 100_000);
    treasurer.must(&[all.as_slice(), &why].concat());
    treasurer.must(&[back.as_slice(), &why].concat());
    assert_eq!(totals(treasurer)["balance"], -500_000);
    let shown = treasurer.must(&["fund", "show", FUND]);
    assert!(shown.contains("1000.00, reversed\tChile"), "{shown}");
    let told = [shown, treasurer.must(&["fund", "export", FUND])];
    for text in told {
        assert_eq!(text.matches("The pledge of Norway").count(), 3, "{text}");
    }
    sync(&[treasurer, &world.desk]);
    assert_eq!(totals(&world.desk)["balance"], -500_000);
    assert!(world.hub.must(&["verify"]).starts_with('7'));
}

#[test]
fn a_table_of_contributions_is_looked_at_before_all_of_it_is_entered_or_nothing() {
    let world = World::new();
    let treasurer = &world.treasurer;
    let good = "Norway,\"1,000.00\",NOK,0.0935,2027-02-26,2027-03-01,received,\nChile,50,USD,,,2027-03-02,pledged,\n";
    let bad = world.table(
        "bad.csv",
        &format!("{good}Spain,much,EUR,1.08,2027-03-01,2027-03-02,,\n"),
    );
    let seen = treasurer.must(&["fund", "import", FUND, &bad, "--preview"]);
    assert!(
        seen.contains("line 4\twrong amount\tmuch") && seen.contains("line 2\treceived\tNorway\t93.50"),
        "{seen}"
    );
    let refused = treasurer.run(&["fund", "import", FUND, &bad]);
    assert_eq!(refused.code, Some(1), "{}", refused.out);
    assert_eq!(totals(treasurer)["received"], 0);
    let table = world.table("good.csv", good);
    treasurer.must(&["fund", "import", FUND, &table]);
    let again = world.table("again.csv", &format!("{good}Chile,51,USD,,,2027-03-02,pledged,\n"));
    let seen = treasurer.must(&["fund", "import", FUND, &again]);
    assert!(
        seen.contains("line 2\tin the book already") && seen.contains("pledged 101.00"),
        "{seen}"
    );
    let reversed = treasurer.json(&["fund", "show", FUND])["entries"][2]["id"].clone();
    let reversed = reversed.as_str().expect("an id");
    treasurer.must(&[
        "fund",
        "reversal",
        FUND,
        reversed,
        "--reason",
        "It was the second line again",
    ]);
    let foreign = [
        "--donor",
        "Norway",
        "--amount",
        "5",
        "--currency",
        "NOK",
        "--on",
        "2027-03-01",
    ];
    let refused = treasurer.run(&[&["fund", "contribution", FUND], &foreign[..]].concat());
    assert!(
        refused.code == Some(2) && refused.err.contains("--rate"),
        "{}",
        refused.err
    );
    sync(&[treasurer]);
    let told = totals(treasurer);
    assert_eq!((&told["received"], &told["pledged"]), (&json!(9_350), &json!(5_000)));
    assert!(world.hub.must(&["verify"]).starts_with('4'));
}

async fn open(device: &Device) -> Window {
    let window = Window::open(Engine::Browser, device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-funds").await;
    window.find("[data-fund=vftc].chosen").await;
    window
}

/// Waits for one of the fund's figures, in cents.
async fn stands(window: &Window, figure: &str, cents: i64) {
    let css = format!("[data-fund=vftc] [data-figure=fund-{figure}][data-cents=\"{cents}\"]");
    window.find(&css).await;
}

#[tokio::test]
async fn in_the_window_a_pledge_is_received_set_aside_and_spent_and_what_was_wrong_is_taken_back() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    let (treasurer, desk) = (&world.treasurer, &world.desk);
    let request = world.accepted();
    let window = open(treasurer).await;
    window.press("#give").await;
    window.press("#give-do").await;
    window.find(".give .problem[data-code=entry-incomplete]").await;
    window.write("#give-donor", "Norway").await;
    window.write("#give-amount", "10,000.00").await;
    window.press("#give-pledged").await;
    window.press("#give-do").await;
    stands(&window, "pledged", 1_000_000).await;
    window.press("[data-event=contribution] .give > summary").await;
    window
        .press("[data-event=contribution] .give button[type=submit]")
        .await;
    stands(&window, "available", 1_000_000).await;
    stands(&window, "pledged", 0).await;

    window.press("#allocate").await;
    window
        .press(&format!("#allocate-record option[value=\"{request}\"]"))
        .await;
    window.write("#allocate-amount", "12,000").await;
    window.press("#allocate-do").await;
    window.find(".allocate .problem[data-code=balance-too-low]").await;
    let backspace = "\u{e003}".repeat("12,000".len());
    window.write("#allocate-amount", &format!("{backspace}8,000")).await;
    window.press("#allocate-do").await;
    stands(&window, "available", 200_000).await;
    window.press("[data-event=allocation] .spend > summary").await;
    window
        .write("[data-event=allocation] .spend [inputmode=decimal]", "2,500.50")
        .await;
    window.press("[data-event=allocation] .spend button[type=submit]").await;
    stands(&window, "balance", 749_950).await;
    window.close().await;
    sync(&[treasurer, desk]);

    // The desk reads the books, and enters nothing.
    let window = open(desk).await;
    stands(&window, "balance", 749_950).await;
    assert_eq!(window.count("#give, #allocate, .spend").await, 0);
    window.close().await;

    let window = open(treasurer).await;
    window.press("[data-event=expenditure] .reverse > summary").await;
    window
        .write("[data-event=expenditure] .reverse input", "Paid twice")
        .await;
    window
        .press("[data-event=expenditure] .reverse button[type=submit]")
        .await;
    stands(&window, "balance", 1_000_000).await;
    // More than there is: with a word on why, and told as what it is.
    window.press("#allocate").await;
    window
        .press(&format!("#allocate-record option[value=\"{request}\"]"))
        .await;
    window.write("#allocate-amount", "3,000").await;
    window.press("#allocate-do").await;
    window
        .write("#allocate-overdraft", "The rest of it comes on Monday.")
        .await;
    window.press("#allocate-do").await;
    stands(&window, "available", -100_000).await;
    let shown = window.text("[data-fund=vftc] [data-figure=fund-available] dd").await;
    assert!(shown.ends_with("\u{2212}1,000.00"), "{shown}");
    window.find(".overdraft").await;
    window.close().await;
    sync(&[treasurer]);
    assert!(world.hub.must(&["verify"]).starts_with('9'));
}

#[tokio::test]
async fn in_the_window_a_table_is_looked_at_row_by_row_before_all_of_it_is_entered() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    let good = "Norway,\"1,000.00\",NOK,0.0935,2027-02-26,2027-03-01,received,\nChile,50,USD,,,2027-03-02,pledged,\n";
    let bad = world.table(
        "bad.csv",
        &format!("{good}Spain,much,EUR,1.08,2027-03-01,2027-03-02,,\n"),
    );
    let window = open(&world.treasurer).await;
    window.press("#import").await;
    window.write("#import-file", &bad).await;
    window.find("#import-do:disabled").await;
    let rows = window.text("#import-rows").await;
    assert!(rows.contains("Norway") && rows.contains("much"), "{rows}");
    window.write("#import-file", &world.table("good.csv", good)).await;
    window.press("#import-do:enabled").await;
    stands(&window, "received", 9_350).await;
    stands(&window, "pledged", 5_000).await;
    window.close().await;
    sync(&[&world.treasurer]);
    assert!(world.hub.must(&["verify"]).starts_with('2'));
}
