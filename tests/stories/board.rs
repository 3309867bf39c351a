//! The desk's board: what goes on, who answers for it, how long it may take.

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    window::{Engine, Window, can_show},
};
use serde_json::{Value, json};

struct World {
    lead: Device,
    desk: Device,
    admin: Device,
    headquarters: String,
    hub: Hub,
}

impl World {
    fn new() -> Self {
        let mut hub = Hub::new();
        hub.start();
        let office = hub.office("National Commission", "nhri", "IDN,KEN");
        let headquarters = hub.office("Asia desk", "headquarters", "IDN");
        Self {
            lead: Device::of(&hub, &office, "lead", "Ayu"),
            desk: Device::of(&hub, &headquarters, "desk", "Dana"),
            admin: Device::of(&hub, &headquarters, "admin", "Noor"),
            headquarters,
            hub,
        }
    }

    /// Requests that the desk has, of these States.
    fn submitted(&self, states: &[&str]) -> Vec<String> {
        let ids: Vec<String> = states
            .iter()
            .map(|state| {
                let id = self.lead.must(&["new", "request"]);
                self.lead.batch(&[
                    format!("set {id} title 'A legal adviser for {state}'"),
                    format!("set {id} state {state}"),
                    format!("set {id} context 'Two offices keep no register.'"),
                    format!("set {id} themes[0].theme torture"),
                    format!("submit {id}"),
                ]);
                id
            })
            .collect();
        sync(&[&self.lead, &self.desk]);
        ids
    }
}

fn sync(devices: &[&Device]) {
    for device in devices {
        device.must(&["sync"]);
    }
}

/// The ids of those on the board, by status.
fn on_the_board(device: &Device, asked: &[&str]) -> Vec<(String, Vec<String>)> {
    let board = device.json(&[&["board"], asked].concat());
    let columns = board["columns"].as_array().expect("columns").iter();
    let ids = |column: &Value| {
        let cards = column["cards"].as_array().expect("cards").iter();
        let ids: Vec<String> = cards
            .filter_map(|card| card["id"].as_str().map(str::to_owned))
            .collect();
        (column["status"].as_str().unwrap_or_default().to_owned(), ids)
    };
    columns.map(ids).filter(|(_, ids)| !ids.is_empty()).collect()
}

#[test]
fn the_board_shows_what_goes_on_by_status_and_for_whom() {
    let world = World::new();
    let (desk, lead) = (&world.desk, &world.lead);
    let refused = lead.run(&["board"]);
    assert!(refused.err.contains("[role-may-not]"), "{}", refused.err);
    assert_eq!(on_the_board(desk, &[]), []);
    let ids = world.submitted(&["IDN", "KEN", "IDN"]);
    desk.must(&["event", &ids[1], "acknowledged"]);
    desk.must(&["event", &ids[2], "acknowledged"]);
    desk.decide(&ids[2], "declined", &json!({ "reason": "No funds." }));
    let dana = desk.json(&["desk"])[0]["id"].as_str().expect("an id").to_owned();
    desk.decide(&ids[1], "assigned", &json!({ "to": dana }));
    let submitted = ("submitted".to_owned(), vec![ids[0].clone()]);
    let acknowledged = ("acknowledged".to_owned(), vec![ids[1].clone()]);
    // Also while the decisions wait to be sent.
    for _ in 0..2 {
        assert_eq!(
            on_the_board(desk, &[]),
            [submitted.clone(), acknowledged.clone()],
            "what is over has left"
        );
        assert_eq!(
            on_the_board(desk, &["--state", "KEN"]),
            std::slice::from_ref(&acknowledged)
        );
        assert_eq!(
            on_the_board(desk, &["--of", &dana]),
            std::slice::from_ref(&acknowledged)
        );
        assert_eq!(on_the_board(desk, &["--of-nobody"]), std::slice::from_ref(&submitted));
        assert_eq!(on_the_board(desk, &["--theme", "torture", "--limit", "1"]).len(), 2);
        assert_eq!(on_the_board(desk, &["--overdue"]), []);
        sync(&[desk]);
    }
    let board = desk.json(&["board"]);
    assert_eq!(
        (&board["states"], &board["themes"]),
        (&json!(["IDN", "KEN"]), &json!(["torture"]))
    );
    assert_eq!(board["columns"][1]["cards"][0]["assigned"], "Dana");
    let steps = desk.json(&["ledger", &ids[2]])["steps"].clone();
    let names: Vec<&str> = steps
        .as_array()
        .expect("steps")
        .iter()
        .filter_map(|it| it["status"].as_str())
        .collect();
    assert_eq!(names, ["submitted", "acknowledged", "declined"]);
}

#[test]
fn what_the_desk_thinks_of_a_request_stays_at_headquarters() {
    let world = World::new();
    let (desk, lead) = (&world.desk, &world.lead);
    let emil = Device::of(&world.hub, &world.headquarters, "desk", "Emil");
    let ids = world.submitted(&["IDN"]);
    let assessment = desk.must(&["assess", &ids[0]]);
    assert_eq!(desk.must(&["assess", &ids[0]]), assessment, "there is one");
    desk.must(&["set", &assessment, "concerns", "The funds may not suffice."]);
    sync(&[desk, &emil, lead]);
    assert_eq!(
        emil.must(&["assess", &ids[0]]),
        assessment,
        "a colleague goes on with it"
    );
    assert_eq!(
        emil.json(&["show", &assessment])["concerns"],
        "The funds may not suffice."
    );
    assert_eq!(lead.run(&["show", &assessment]).code, Some(1));
    let refused = lead.run(&["assess", &ids[0]]);
    assert!(refused.err.contains("[read-only]"), "{}", refused.err);
    let sent = desk.run(&["event", &assessment, "submitted"]);
    assert!(sent.err.contains("[not-for-this-kind]"), "{}", sent.err);
}

#[test]
fn whoever_administers_sets_by_when_requests_go_on() {
    let world = World::new();
    let (desk, admin) = (&world.desk, &world.admin);
    let level = |device: &Device| device.json(&["board"])["levels"]["acknowledge"].clone();
    assert_eq!(level(desk), 5);
    let set = ["office", "levels", &world.headquarters, "--acknowledge"];
    let with = |days| [set.as_slice(), &[days]].concat();
    let impossible = admin.run(&with("0"));
    assert!(impossible.err.contains("[levels-impossible]"), "{}", impossible.err);
    let refused = desk.run(&with("3"));
    assert!(refused.err.contains("[role-may-not]"), "{}", refused.err);
    admin.must(&["sync"]);
    admin.must(&with("3"));
    sync(&[admin, desk]);
    assert_eq!(level(desk), 3);
    assert_eq!(desk.json(&["board"])["columns"][0]["level"], 3);
}

#[tokio::test]
async fn in_the_window_the_desk_finds_a_request_on_its_board_and_takes_it_on() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    let ids = world.submitted(&["IDN", "KEN"]);
    let window = Window::open(Engine::Browser, &world.desk).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-board").await;
    window.find("#board[data-count=\"2\"]").await;
    window.press("#board-state option[value=KEN]").await;
    window.find("#board[data-count=\"1\"]").await;
    window.press(&format!("#board [data-record=\"{}\"]", ids[1])).await;
    window.press("#acknowledge").await;
    window.find("#status[data-status=acknowledged]").await;
    window.press("#decide").await;
    window.press("[data-do=assigned]").await;
    window.press("#decision-whom option:nth-child(2)").await;
    window.press("#confirm-decision").await;
    window.press("#open-decisions").await;
    window.find("#assigned").await;
    window.find("#steps [data-step=acknowledged]").await;
    window.press("#decisions header button").await;
    // The other one asks for the same; and an activity is planned for this one.
    window.press("#open-assessment").await;
    window.find("#field-concerns").await;
    window.press("main .back").await;
    window.press(&format!("#board [data-record=\"{}\"]", ids[1])).await;
    window.press("#open-related").await;
    window
        .find(&format!("[data-related=requests] [data-record=\"{}\"]", ids[0]))
        .await;
    window.press("#plan-activity").await;
    window.find("#status[data-status=draft]").await;
    window.press("main .back").await;
    window.find("#board [data-status=acknowledged][data-count=\"1\"]").await;
    window.close().await;

    world.admin.must(&["sync"]);
    let window = Window::open(Engine::Browser, &world.admin).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-offices").await;
    window.press(&format!("#office-{} > summary", world.headquarters)).await;
    window.press("#levels > summary").await;
    // Behind the 5 that stands there.
    window.write("#level-acknowledge", "0").await;
    window.press("#set-levels").await;
    window.find("[data-event=levels_set]").await;
    window.close().await;
    sync(&[&world.admin, &world.desk]);
    assert_eq!(world.desk.json(&["board"])["levels"]["acknowledge"], 50);
}
