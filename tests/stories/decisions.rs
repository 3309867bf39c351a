//! Decisions on a request: asked, answered, accepted, declined, withdrawn; by link, by courier, and in the window.

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    window::{Engine, Window, can_show},
};
use serde_json::{Value, json};
use tempfile::TempDir;

struct World {
    hub: Hub,
    office: String,
    headquarters: String,
    lead: Device,
    desk: Device,
    folder: TempDir,
}

impl World {
    fn new() -> Self {
        let mut hub = Hub::new();
        hub.start();
        let office = hub.office("National Commission", "nhri", "IDN");
        let headquarters = hub.office("Asia desk", "headquarters", "IDN");
        Self {
            lead: Device::of(&hub, &office, "lead", "Ayu"),
            desk: Device::of(&hub, &headquarters, "desk", "Dana"),
            office,
            headquarters,
            hub,
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// A request that the desk has.
    fn submitted(&self) -> String {
        let id = draft(&self.lead);
        self.lead.must(&["submit", &id]);
        self.go(&[&self.lead, &self.desk]);
        id
    }

    fn go(&self, devices: &[&Device]) {
        for device in devices {
            device.must(&["sync"]);
        }
    }
}

fn draft(device: &Device) -> String {
    let id = device.must(&["new", "request"]);
    device.batch(&[
        format!("set {id} title 'A legal adviser'"),
        format!("set {id} state IDN"),
        format!("set {id} context 'Two offices keep no register.'"),
    ]);
    id
}

/// The device itself says why not.
fn refused(device: &Device, id: &str, event: &str, says: &Value, code: &str) {
    let said = device.run_with(&["event", id, event, "--from", "-"], &says.to_string());
    assert_eq!(
        (said.code, said.err.contains(&format!("[{code}]"))),
        (Some(1), true),
        "{event}: {}",
        said.err
    );
}

fn status(device: &Device, id: &str) -> String {
    let shown = device.json(&["show", id]);
    shown["record"]["status"].as_str().expect("a status").to_owned()
}

#[test]
fn what_somebody_says_beside_a_decision_is_kept_or_refused_and_commands_nobodys_terminal() {
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let id = draft(lead);
    let said = lead.must(&["submit", &id]);
    assert_eq!(said.trim(), "submitted version 1, waits");
    world.go(&[lead, desk]);
    desk.must(&["event", &id, "acknowledged"]);
    refused(
        desk,
        &id,
        "clarification_asked",
        &json!({ "text": "Which?", "field": "nowhere" }),
        "unknown-field",
    );
    for (event, says, left) in [
        ("accepted", json!({ "text": "Since it is urgent" }), "text"),
        (
            "clarification_asked",
            json!({ "text": "Which?", "wherre": 1 }),
            "wherre",
        ),
    ] {
        let said = desk.run_with(&["event", &id, event, "--from", "-"], &says.to_string());
        assert_eq!(said.code, Some(2), "{}", said.err);
        assert!(said.err.contains(left) && said.err.contains(event), "{}", said.err);
    }
    desk.decide(
        &id,
        "clarification_asked",
        &json!({ "text": "Which\u{1b}[31m offices\u{202e}?", "field": "context" }),
    );
    world.go(&[desk, lead]);
    for shown in [lead.must(&["home"]), lead.must(&["ledger", &id])] {
        assert!(shown.contains("Which\\u001b[31m offices\\u202e?"), "{shown}");
        assert!(!shown.contains('\u{1b}'), "{shown}");
    }
    assert!(lead.must(&["ledger", &id]).contains("\tcontext: Which"));
    let until = json!({ "until": "2030-01-01" }).to_string();
    let said = desk.run_with(&["event", &id, "shared", "--from", "-"], &until);
    assert_eq!(said.code, Some(2), "{}", said.err);
    let said = desk.run(&["event", &id, "completed"]);
    assert!(
        said.code == Some(1) && said.err.contains("You may decide now: ") && said.err.contains("declined"),
        "{}",
        said.err
    );
}

/// The names of the decisions that a device knows of a record, in their order.
fn events(device: &Device, id: &str) -> Vec<String> {
    let ledger = device.json(&["ledger", id]);
    let lines = ledger["decisions"].as_array().expect("a list");
    let name = |line: &Value| line["what"].as_object()?.keys().next().cloned();
    lines.iter().filter_map(name).collect()
}

#[test]
fn a_request_goes_from_draft_to_completed_with_a_question_and_its_answer() {
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let id = world.submitted();
    desk.must(&["event", &id, "acknowledged"]);
    desk.decide(
        &id,
        "clarification_asked",
        &json!({ "field": "context", "text": "Which offices?" }),
    );
    world.go(&[desk, lead]);
    assert_eq!(status(lead, &id), "clarification_asked");
    let ledger = lead.json(&["ledger", &id]);
    assert_eq!(
        ledger["decisions"][2]["what"]["clarification_asked"]["text"],
        "Which offices?"
    );
    lead.decide(&id, "clarification_answered", &json!({ "text": "Those of the north." }));
    world.go(&[lead, desk]);
    assert_eq!(status(desk, &id), "clarification_answered");
    for event in ["accepted", "delivery_started", "completed"] {
        desk.must(&["event", &id, event]);
    }
    world.go(&[desk, lead]);
    let all = [
        "submitted",
        "acknowledged",
        "clarification_asked",
        "clarification_answered",
        "accepted",
        "delivery_started",
        "completed",
    ];
    for device in [lead, desk] {
        assert_eq!(status(device, &id), "completed");
        assert_eq!(events(device, &id), all);
    }
    refused(
        lead,
        &id,
        "withdrawn",
        &json!({ "reason": "Too late." }),
        "not-in-this-status",
    );
    assert!(world.hub.must(&["verify"]).starts_with('7'));
}

#[test]
fn a_request_is_declined_with_reasons_and_comes_again_as_its_next_version() {
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let id = world.submitted();
    desk.must(&["event", &id, "acknowledged"]);
    refused(desk, &id, "declined", &json!({ "reason": " " }), "text-missing");
    desk.decide(&id, "declined", &json!({ "reason": "No funds this year." }));
    world.go(&[desk, lead]);
    assert_eq!(status(lead, &id), "declined");
    assert!(lead.must(&["ledger", &id]).contains("No funds this year."));
    lead.must(&["set", &id, "title", "A legal adviser for a month"]);
    lead.must(&["submit", &id]);
    world.go(&[lead, desk]);
    assert_eq!(
        (
            status(desk, &id).as_str(),
            desk.json(&["show", &id])["record"]["version"].as_u64()
        ),
        ("submitted", Some(2))
    );
}

/// Also where the rules would let the one follow the other: nobody decides on what somebody else has just decided without knowing.
#[test]
fn of_two_who_refer_or_decide_while_apart_the_first_holds_too() {
    let world = World::new();
    let emil = Device::of(&world.hub, &world.headquarters, "desk", "Emil");
    let id = world.submitted();
    world.desk.must(&["event", &id, "acknowledged"]);
    world.go(&[&world.desk, &emil]);
    let members = emil.json(&["desk"]);
    for (device, member) in [(&world.desk, 0), (&emil, 1)] {
        device.decide(&id, "assigned", &json!({ "to": members[member]["id"] }));
    }
    world.go(&[&world.desk]);
    assert_eq!(emil.run(&["sync"]).code, Some(1));
    assert_eq!(emil.json(&["ledger", &id])["assigned"], members[0]["name"]);
    emil.decide(&id, "assigned", &json!({ "to": members[1]["id"] }));
    world.go(&[&emil, &world.desk]);
    assert_eq!(world.desk.json(&["ledger", &id])["assigned"], members[1]["name"]);
    let agency = world.hub.office("Courts agency", "agency", "IDN");
    let referred = json!({ "to": agency, "reason": "They train judges there." });
    world.desk.decide(&id, "referred", &referred);
    emil.decide(&id, "declined", &json!({ "reason": "No funds." }));
    world.go(&[&world.desk]);
    let told = emil.run(&["sync"]);
    assert_eq!(told.code, Some(1), "{}", told.err);
    assert_eq!(status(&emil, &id), "referred");
    assert!(emil.must(&["ledger", &id]).contains("refused (not-in-this-status)"));
    // Who has seen it may decide otherwise, by several decisions in a row.
    emil.decide(&id, "referred", &referred);
    emil.decide(&id, "declined", &json!({ "reason": "No funds." }));
    world.go(&[&emil, &world.desk]);
    assert_eq!(status(&world.desk, &id), "declined");
    assert!(world.hub.must(&["verify"]).starts_with('7'));
}

#[test]
fn of_two_who_decide_while_apart_the_first_holds_and_the_other_is_told() {
    let world = World::new();
    let emil = Device::of(&world.hub, &world.headquarters, "desk", "Emil");
    let id = world.submitted();
    world.desk.must(&["event", &id, "acknowledged"]);
    world.go(&[&world.desk, &emil]);
    world.desk.must(&["event", &id, "accepted"]);
    emil.decide(&id, "declined", &json!({ "reason": "No funds." }));
    world.go(&[&world.desk]);
    let told = emil.run(&["sync"]);
    assert_eq!(told.code, Some(1), "{}", told.err);
    assert_eq!(status(&emil, &id), "accepted");
    assert!(emil.must(&["ledger", &id]).contains("refused (not-in-this-status)"));
    // Until Emil has looked, also where it begins, and though others have decided.
    let untold = || {
        let home = emil.json(&["home"]);
        let mut tasks = home["tasks"].as_array().expect("a list").iter();
        let row = emil.json(&["show", &id])["record"]["refused"].clone();
        (tasks.any(|task| task["what"] == "refused"), row)
    };
    assert_eq!(untold(), (true, json!("not-in-this-status")));
    emil.must(&["seen"]);
    assert_eq!(untold(), (false, Value::Null));
    world.go(&[&world.lead]);
    assert_eq!(events(&world.lead, &id), ["submitted", "acknowledged", "accepted"]);
}

#[test]
fn a_drafter_drafts_and_a_lead_submits_and_takes_back() {
    let world = World::new();
    let drafter = Device::of(&world.hub, &world.office, "drafter", "Budi");
    let id = draft(&drafter);
    let refused = drafter.run(&["submit", &id]);
    assert_eq!(
        (refused.code, refused.err.contains("[role-may-not]")),
        (Some(1), true),
        "{}",
        refused.err
    );
    world.go(&[&drafter, &world.lead]);
    world.lead.must(&["submit", &id]);
    world
        .lead
        .decide(&id, "withdrawn", &json!({ "reason": "It was solved here." }));
    world.go(&[&world.lead, &world.desk, &drafter]);
    for device in [&world.desk, &drafter] {
        assert_eq!(status(device, &id), "withdrawn");
    }
}

/// A partner and its device.
fn partner(hub: &Hub, name: &str) -> (String, Device) {
    let office = hub.office(name, "agency", "IDN");
    let device = Device::of(hub, &office, "partner", name);
    (office, device)
}

#[test]
fn a_partner_that_is_asked_to_assist_reads_the_request_and_delivers() {
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let (courts, agency) = partner(&world.hub, "Courts agency");
    let (_, other) = partner(&world.hub, "Another agency");
    let id = world.submitted();
    desk.must(&["event", &id, "acknowledged"]);
    world.go(&[desk, &agency, &other]);
    assert_eq!(
        agency.json(&["list"]).as_array().map(Vec::len),
        Some(0),
        "nobody asked yet"
    );
    let nobody = json!({ "to": world.office, "reason": "They know how." });
    desk.decide(&id, "referred", &nobody);
    let refused = desk.run(&["sync"]);
    assert!(refused.err.contains("no-such-partner"), "{}", refused.err);

    let partners = desk.json(&["partners"]);
    assert_eq!(partners[1]["id"], courts.as_str(), "{partners}");
    desk.decide(&id, "referred", &json!({ "to": courts, "reason": "They know how." }));
    world.go(&[desk, &agency, &other, lead]);
    assert_eq!(agency.json(&["show", &id])["context"], "Two offices keep no register.");
    assert_eq!(other.json(&["list"]).as_array().map(Vec::len), Some(0));
    for device in [lead, &agency] {
        assert_eq!(status(device, &id), "referred");
    }
    agency.must(&["event", &id, "delivery_started"]);
    world.go(&[&agency, desk, lead]);
    // A newer version reaches who delivers.
    lead.must(&["set", &id, "context", "Three offices keep no register."]);
    lead.must(&["submit", &id]);
    world.go(&[lead, &agency]);
    let there = agency.json(&["show", &id]);
    assert_eq!(
        (&there["context"], &there["record"]["version"]),
        (&"Three offices keep no register.".into(), &2.into())
    );
    agency.must(&["event", &id, "completed"]);
    world.go(&[&agency, desk, lead]);
    for device in [lead, desk, &agency] {
        assert_eq!(status(device, &id), "completed");
    }
    assert!(world.hub.must(&["verify"]).starts_with('6'));
}

#[test]
fn a_partner_keeps_nothing_of_a_request_that_others_decide_on_after_all() {
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let (office, agency) = partner(&world.hub, "Courts agency");
    let annex = world.folder.path().join("annex.txt").to_string_lossy().into_owned();
    std::fs::write(&annex, "What the courts said.").expect("a file");
    let id = draft(lead);
    lead.must(&["attach", &id, &annex]);
    lead.must(&["submit", &id]);
    world.go(&[lead, desk]);
    desk.must(&["event", &id, "acknowledged"]);
    desk.decide(&id, "referred", &json!({ "to": office, "reason": "They know how." }));
    world.go(&[desk, &agency]);
    let saved = world.folder.path().join("saved.txt").to_string_lossy().into_owned();
    agency.must(&["save-attachment", &id, "annex.txt", &saved]);
    desk.must(&["event", &id, "accepted"]);
    world.go(&[desk, &agency, lead]);
    assert_eq!(agency.json(&["list"]).as_array().map(Vec::len), Some(0));
    assert_eq!(agency.run(&["show", &id]).code, Some(1));
    assert_eq!(status(lead, &id), "accepted");
    let refused = agency.run(&["event", &id, "delivery_started"]);
    assert_eq!(refused.code, Some(1), "{}", refused.out);
}

async fn open(device: &Device, id: &str) -> Window {
    let window = Window::open(Engine::Browser, device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-request").await;
    window.press(&format!("[data-record=\"{id}\"]")).await;
    window
}

#[tokio::test]
async fn in_the_window_a_request_goes_from_draft_to_completed_with_a_question_at_its_field() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let window = Window::open(Engine::Browser, lead).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-request").await;
    window.press("#new-record").await;
    window.write("#field-title", "A legal adviser").await;
    window.write("#field-state", "IDN").await;
    window.press("#section-need").await;
    window.write("#field-context", "Two offices keep no register.").await;
    window.find("#kept[data-state=kept]").await;
    window.press("#submit").await;
    window.press("#confirm-submit").await;
    window.find("[data-record][data-status=submitted]").await;
    sync_in(&window).await;
    window.close().await;
    let listed = lead.json(&["list"]);
    let id = listed[0]["id"].as_str().expect("an id").to_owned();
    world.go(&[desk]);

    let window = open(desk, &id).await;
    window.press("#acknowledge").await;
    window.find("#status[data-status=acknowledged]").await;
    window.press("#decide").await;
    window.press("[data-do=clarification_asked]").await;
    window.press("#decision-field option[value=context]").await;
    window.write("#decision-text", "Which offices?").await;
    window.press("#confirm-decision").await;
    window.find("#status[data-status=clarification_asked]").await;
    sync_in(&window).await;
    window.close().await;

    let window = Window::open(Engine::Browser, lead).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-home").await;
    sync_in(&window).await;
    window.press(&format!("[data-todo=answer] [data-open=\"{id}\"]")).await;
    window.press("#section-need").await;
    let asked = window.text("[data-path=context] .question").await;
    assert!(asked.contains("Which offices?"), "{asked}");
    window.press("#see-questions").await;
    window.write("[data-question]", "Those of the north.").await;
    window
        .press("#decisions [data-event=clarification_asked] button[type=submit]")
        .await;
    window
        .find("#decisions [data-event=clarification_answered][data-number=\"0\"]")
        .await;
    window.close().await;
    world.go(&[lead, desk]);

    let window = open(desk, &id).await;
    window.press("#open-decisions").await;
    let answered = window.text("#decisions [data-event=clarification_answered]").await;
    assert!(
        answered.contains("Those of the north.") && answered.contains("Which offices?"),
        "{answered}"
    );
    window.close().await;
    let window = open(desk, &id).await;
    for (event, says, status) in [
        ("accepted", "The fund has room.", "accepted"),
        ("delivery_started", "The adviser has arrived.", "in_delivery"),
        ("completed", "Both offices keep a register.", "completed"),
    ] {
        decide(&window, event, says).await;
        window.find(&format!("#status[data-status={status}]")).await;
    }
    sync_in(&window).await;
    window.close().await;

    world.go(&[lead]);
    let window = open(lead, &id).await;
    window.find("#status[data-status=completed]").await;
    window.press("#open-decisions").await;
    window.find("#decisions [data-event=completed]").await;
    // The last of it is further down than the window reaches.
    let read = "arguments[0](document.querySelector('#decisions').textContent)";
    let told = window.script(read, Vec::new()).await.to_string();
    for said in [
        "The fund has room.",
        "The adviser has arrived.",
        "Both offices keep a register.",
    ] {
        assert!(told.contains(said), "{told}");
    }
    window.close().await;
    assert!(world.hub.must(&["verify"]).starts_with('7'));
}

/// Syncs as a person does who sees the bag, until nothing waits.
async fn sync_in(window: &Window) {
    window.press("#bag-sync").await;
    window.find("#bag[data-syncing=false][data-waiting=\"0\"]").await;
}

/// Decides in a record's window, where only one thing may be decided or this is chosen.
async fn decide(window: &Window, event: &str, says: &str) {
    window.press("#decide").await;
    window.press(&format!("[data-do={event}]")).await;
    if !says.is_empty() {
        window.write("#decision-text", says).await;
    }
    window.press("#confirm-decision").await;
}

#[tokio::test]
async fn in_the_window_a_request_is_declined_with_reasons_that_its_office_reads() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let id = world.submitted();
    let window = open(desk, &id).await;
    window.press("#acknowledge").await;
    window.find("#status[data-status=acknowledged]").await;
    window.press("#decide").await;
    window.press("[data-do=declined]").await;
    window.find("#confirm-decision:disabled").await;
    window.write("#decision-text", "No funds this year.").await;
    window.press("#confirm-decision").await;
    window.find("#status[data-status=declined]").await;
    window.close().await;
    world.go(&[desk, lead]);
    let window = open(lead, &id).await;
    window.find("#status[data-status=declined]").await;
    window.press("#open-decisions").await;
    let told = window.text("#decisions [data-event=declined]").await;
    assert!(told.contains("No funds this year.") && told.contains("Dana"), "{told}");
    window.close().await;
}

#[tokio::test]
async fn in_the_window_a_partner_is_asked_to_assist_delivers_and_completes() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let (courts, agency) = partner(&world.hub, "Courts agency");
    let id = world.submitted();
    desk.must(&["event", &id, "acknowledged"]);
    let window = open(desk, &id).await;
    window.press("#decide").await;
    window.press("[data-do=referred]").await;
    window
        .press(&format!("#decision-whom option[value=\"{courts}\"]"))
        .await;
    window.write("#decision-text", "They know how.").await;
    window.press("#confirm-decision").await;
    window.find("#status[data-status=referred]").await;
    window.close().await;
    world.go(&[desk, &agency]);

    let window = open(&agency, &id).await;
    decide(&window, "delivery_started", "Two trainers are there.").await;
    window.find("#status[data-status=in_delivery]").await;
    decide(&window, "completed", "").await;
    window.find("#status[data-status=completed]").await;
    window.close().await;
    world.go(&[&agency, lead, desk]);
    for device in [lead, desk] {
        assert_eq!(status(device, &id), "completed");
    }
    let window = open(lead, &id).await;
    window.press("#rail-request").await;
    window
        .find(&format!("[data-record=\"{id}\"][data-status=completed]"))
        .await;
    window.close().await;
}
