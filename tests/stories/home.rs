//! What each role has to do today, and what is new to who was away.

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    window::{Engine, Window, can_show},
};
use serde_json::{Value, json};

struct World {
    hub: Hub,
    office: String,
    lead: Device,
    desk: Device,
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
            hub,
        }
    }

    fn submitted(&self) -> String {
        let id = self.lead.must(&["new", "request"]);
        self.lead.batch(&[
            format!("set {id} title 'A legal adviser'"),
            format!("set {id} state IDN"),
            format!("set {id} context 'Two offices keep no register.'"),
        ]);
        assert_eq!(todo(&self.lead), [("finish".to_owned(), 1)]);
        self.lead.must(&["submit", &id]);
        sync(&[&self.lead, &self.desk]);
        id
    }
}

fn sync(devices: &[&Device]) {
    for device in devices {
        device.must(&["sync"]);
    }
}

/// What there is to do on a device, with how many of each.
fn todo(device: &Device) -> Vec<(String, u64)> {
    let home = device.json(&["home"]);
    let tasks = home["tasks"].as_array().expect("a list").iter();
    let task = |task: &Value| Some((task["what"].as_str()?.to_owned(), task["count"].as_u64()?));
    tasks.filter_map(task).collect()
}

/// The names of the decisions of others that are new on a device.
fn news(device: &Device) -> Vec<String> {
    let home = device.json(&["home"]);
    let groups = home["news"].as_array().expect("a list").iter();
    let lines = groups.flat_map(|group| group["lines"].as_array().expect("a list").clone());
    lines
        .filter_map(|line| line["what"].as_object()?.keys().next().cloned())
        .collect()
}

#[test]
fn each_role_is_told_what_waits_for_it_and_what_others_decided() {
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let headquarters = world.hub.office("Geneva", "headquarters", "IDN");
    let agency = world.hub.office("Courts agency", "agency", "IDN");
    let fund = Device::of(&world.hub, &headquarters, "fund", "Femi");
    let admin = Device::of(&world.hub, &headquarters, "admin", "Noor");
    let partner = Device::of(&world.hub, &agency, "partner", "Pita");
    let drafter = Device::of(&world.hub, &world.office, "drafter", "Wayan");
    let id = world.submitted();
    assert_eq!(todo(lead), []);
    assert_eq!(
        (todo(desk), news(desk)),
        (vec![("read".to_owned(), 1)], vec!["submitted".to_owned()])
    );
    desk.must(&["seen"]);
    assert_eq!(news(desk), Vec::<String>::new());
    desk.must(&["event", &id, "acknowledged"]);
    assert_eq!(todo(desk), [("decide".to_owned(), 1)]);
    desk.decide(&id, "clarification_asked", &json!({ "text": "Which offices?" }));
    sync(&[desk, lead, &drafter]);
    assert_eq!(todo(lead), [("answer".to_owned(), 1)]);
    assert_eq!(todo(&drafter), [], "who drafts does not answer for the office");
    assert_eq!(
        news(lead),
        ["acknowledged", "clarification_asked"],
        "not what one decided oneself"
    );
    lead.decide(&id, "clarification_answered", &json!({ "text": "Those of the north." }));
    sync(&[lead, desk]);
    assert_eq!(todo(desk), [("decide".to_owned(), 1)]);
    desk.decide(&id, "referred", &json!({ "to": agency, "reason": "They know how." }));
    sync(&[desk, &partner, &fund]);
    assert_eq!(todo(&partner), [("assist".to_owned(), 1)]);
    assert_eq!(todo(&fund), [("allocate".to_owned(), 1)]);
    pledge(&fund);
    assert_eq!(todo(&fund), [("allocate".to_owned(), 1), ("collect".to_owned(), 1)]);
    partner.must(&["event", &id, "delivery_started"]);
    sync(&[&partner, desk, lead]);
    for device in [&partner, desk] {
        assert_eq!(todo(device), [("deliver".to_owned(), 1)]);
    }
    sync(&[&admin]);
    admin.must(&["office", "invite", &agency, "--role", "partner", "--name", "Rosa"]);
    sync(&[&admin]);
    assert_eq!(todo(&admin), [("join".to_owned(), 1)]);
}

/// A donor promises something to a fund.
fn pledge(fund: &Device) {
    let given = ["fund", "contribution", "vftc", "--donor", "Norway", "--amount", "100"];
    fund.must(&[given.as_slice(), &["--on", "2027-03-01", "--pledged"]].concat());
}

/// What waits too long takes another clock: `client/src/app/home/tests.rs`.
#[test]
fn who_is_invited_is_told_to_reply_and_once() {
    let world = World::new();
    let desk = &world.desk;
    let rapporteur = world.hub.office("Independence of judges", "mandate", "IDN");
    let mandate = Device::of(&world.hub, &rapporteur, "mandate", "Diego");
    let theme = desk.must(&["new", "discussion"]);
    desk.batch(&[format!("set {theme} theme 'Custody'"), format!("set {theme} year 2027")]);
    desk.must(&["event", &theme, "theme_proposed"]);
    sync(&[desk]);
    desk.decide(&theme, "theme_approved", &json!({ "reason": "As the bureau agreed." }));
    sync(&[desk]);
    desk.decide(&theme, "invited", &json!({ "to": rapporteur }));
    sync(&[desk, &mandate]);
    assert_eq!(todo(desk), []);
    assert_eq!(todo(&mandate), [("reply".to_owned(), 1)]);
    mandate.decide(&theme, "invitation_answered", &json!({ "accepts": true }));
    assert_eq!(todo(&mandate), []);
}

/// A consent that is about to end is the lead's to renew, one that is over stays so, and what it allows is the desk's to publish.
#[test]
fn who_decides_is_told_of_consents_and_of_themes() {
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let drafter = Device::of(&world.hub, &world.office, "drafter", "Wayan");
    let id = world.submitted();
    desk.must(&["event", &id, "acknowledged"]);
    desk.decide(&id, "accepted", &json!({ "reason": "It fits." }));
    sync(&[desk, lead]);
    assert_eq!(todo(desk), [("start".to_owned(), 1)]);
    let consent = |until: &str| {
        let what = ["consent", "give", &id, "--scope", "public", "--authority", "Ministry"];
        let when = ["--on", "2020-01-01", "--until", until, "--evidence", "A letter"];
        lead.must(&[&what[..], &when[..]].concat());
        sync(&[lead, desk, &drafter]);
    };
    consent("2999-12-31");
    assert_eq!((todo(lead), todo(&drafter)), (vec![], vec![]));
    assert_eq!(
        todo(desk),
        [("publish".to_owned(), 1)],
        "a record is in one task at a time"
    );
    consent("2020-12-31");
    assert_eq!(
        (todo(lead), todo(&drafter)),
        (vec![("renew".to_owned(), 1)], vec![]),
        "it is over"
    );
    assert_eq!(todo(desk), [("start".to_owned(), 1)]);

    let theme = desk.must(&["new", "discussion"]);
    desk.batch(&[format!("set {theme} theme 'Custody'"), format!("set {theme} year 2027")]);
    desk.must(&["event", &theme, "theme_proposed"]);
    assert_eq!(todo(desk), [("approve".to_owned(), 1), ("start".to_owned(), 1)]);
}

#[tokio::test]
async fn in_the_window_one_begins_with_what_waits_and_says_what_was_seen() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let id = world.submitted();
    desk.must(&["event", &id, "acknowledged"]);
    desk.decide(&id, "clarification_asked", &json!({ "text": "Which offices?" }));
    sync(&[desk, lead]);
    let window = Window::open(Engine::Browser, lead).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-home").await;
    window.find("[data-todo=answer][data-count=\"1\"]").await;
    let told = window.text(&format!("[data-news=\"{id}\"]")).await;
    assert!(told.contains("Which offices?") && told.contains("Dana"), "{told}");
    window.press("#mark-seen").await;
    window.find("#no-news").await;
    window.press(&format!("[data-open=\"{id}\"]")).await;
    window.find("#see-questions").await;
    window.close().await;
}
