//! What the State consents to, and who reads what by it: other offices, agencies, the public.

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    window::{Engine, Window, can_show},
};
use serde_json::{Value, json};
use tempfile::TempDir;

struct World {
    hub: Hub,
    lead: Device,
    desk: Device,
    /// Of another State's office.
    other: Device,
    folder: TempDir,
}

impl World {
    fn new() -> Self {
        let mut hub = Hub::new();
        hub.start();
        let office = hub.office("National Commission", "nhri", "IDN");
        let elsewhere = hub.office("Another commission", "nhri", "KEN");
        let headquarters = hub.office("Asia desk", "headquarters", "IDN");
        Self {
            lead: Device::of(&hub, &office, "lead", "Ayu"),
            desk: Device::of(&hub, &headquarters, "desk", "Dana"),
            other: Device::of(&hub, &elsewhere, "lead", "Wanjiru"),
            hub,
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// What the public sees, as the hub says.
    fn public(&self) -> Vec<Value> {
        let said = self.hub.must(&["public"]);
        let lines = said.lines().filter(|line| !line.is_empty());
        lines.map(|line| serde_json::from_str(line).expect("JSON")).collect()
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

/// Records a consent that holds for years.
fn consent<'a>(id: &'a str, scope: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let given = [
        "consent",
        "give",
        id,
        "--scope",
        scope,
        "--authority",
        "Ministry of Justice",
    ];
    let shown = ["--on", "2026-03-01", "--evidence", "Note verbale 12/2026"];
    [given.as_slice(), &shown, more].concat()
}

fn practice(device: &Device) -> String {
    let id = device.must(&["new", "practice"]);
    device.batch(&[
        format!("set {id} title 'Night lawyers in police stations'"),
        format!("set {id} state IDN"),
        format!("set {id} context 'People were held for days without a lawyer.'"),
        format!("set {id} description 'A lawyer is on call each night.'"),
        format!("set {id} contact 'Ayu, +62 812 345'"),
        format!("set {id} public_summary.en 'Lawyers come at night.'"),
    ]);
    id
}

fn request(device: &Device) -> String {
    let id = device.must(&["new", "request"]);
    device.batch(&[
        format!("set {id} title 'A legal adviser'"),
        format!("set {id} state IDN"),
        format!("set {id} context 'Two offices keep no register.'"),
        format!("set {id} focal_point.name 'Ayu'"),
        format!("set {id} public_summary.en 'Indonesia asks for a legal adviser.'"),
    ]);
    id
}

#[test]
fn a_need_is_public_while_the_state_consents_and_the_desk_publishes_it() {
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let id = request(lead);
    refused(lead, &consent(&id, "public", &[]), "not-submitted");
    // What it would be is seen before anything is agreed.
    let shown = lead.json(&["consent", "show", &id]);
    assert_eq!(
        (&shown["seen"], &shown["would_be_seen"]["title"]),
        (&Value::Null, &"A legal adviser".into())
    );
    for hidden in ["context", "focal_point"] {
        assert_eq!(shown["would_be_seen"].get(hidden), None, "{hidden}");
    }
    lead.must(&["submit", &id]);
    sync(&[lead, desk]);
    desk.must(&["event", &id, "acknowledged"]);
    refused(desk, &["event", &id, "published"], "no-consent");

    let minutes = world.folder.path().join("minutes.txt").to_string_lossy().into_owned();
    std::fs::write(&minutes, "The Minister agrees.").expect("a file");
    lead.must(&["attach", &id, &minutes]);
    lead.must(&consent(&id, "public", &["--file", "minutes.txt"]));
    sync(&[lead, desk]);
    assert!(world.public().is_empty(), "nothing is public that nobody publishes");
    // The evidence came along.
    let known = desk.json(&["consent", "show", &id]);
    assert_eq!(known["consents"][0]["given"]["authority"], "Ministry of Justice");
    desk.must(&["event", &id, "published"]);
    sync(&[desk, lead]);
    let public = world.public();
    assert_eq!(public.len(), 1);
    assert_eq!(
        public[0]["content"]["public_summary"]["en"],
        "Indonesia asks for a legal adviser."
    );
    assert_eq!(lead.json(&["consent", "show", &id])["seen"], public[0]["content"]);

    // Before anyone agrees to another version, it is seen what that would be; and not what nobody has sent.
    let told = |device: &Device| {
        let shown = device.json(&["consent", "show", &id]);
        let title = |of: &str| shown[of]["title"].as_str().unwrap_or_default().to_owned();
        let newer = shown["has_newer"].as_bool();
        (
            title("seen"),
            title("would_be_seen"),
            newer,
            shown["edited_since"].as_bool(),
        )
    };
    let (first, second) = ("A legal adviser".to_owned(), "Two legal advisers".to_owned());
    lead.must(&["set", &id, "title", &second]);
    assert_eq!(told(lead), (first.clone(), first.clone(), Some(false), Some(true)));
    lead.must(&["submit", &id]);
    sync(&[lead, desk]);
    for device in [lead, desk] {
        assert_eq!(told(device), (first.clone(), second.clone(), Some(true), Some(false)));
    }
    desk.must(&["event", &id, "acknowledged"]);
    refused(desk, &["event", &id, "published"], "consent-to-earlier");
    let known = desk.json(&["consent", "show", &id]);
    assert_eq!(known["consents"][0]["is_to_earlier"], true);
    sync(&[desk]);
    lead.must(&consent(&id, "public", &["--file", "minutes.txt"]));
    sync(&[lead, desk]);
    assert_eq!(
        told(desk).0,
        first,
        "what was agreed to stays until the other is published"
    );
    desk.must(&["event", &id, "published"]);
    sync(&[desk, lead]);
    assert_eq!(told(lead), (second.clone(), second, Some(false), Some(false)));

    lead.must(&[
        "consent",
        "withdraw",
        &id,
        "--scope",
        "public",
        "--reason",
        "A new government",
    ]);
    sync(&[lead, desk]);
    assert!(world.public().is_empty(), "it is off every public surface");
    let ledger = desk.must(&["ledger", &id]);
    for kept in ["consent_given", "published", "consent_withdrawn"] {
        assert!(ledger.contains(kept), "the entry stays: {ledger}");
    }
    assert!(ledger.contains("\tpublic: A new government"), "{ledger}");
    refused(desk, &["event", &id, "published"], "no-consent");
    assert!(world.hub.must(&["verify"]).starts_with('9'));
}

#[test]
fn a_consent_names_its_authority_and_evidence_and_is_over_on_its_last_day() {
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let id = request(lead);
    lead.must(&["submit", &id]);
    sync(&[lead, desk]);
    desk.must(&["event", &id, "acknowledged"]);
    sync(&[desk, lead]);
    let begin = ["consent", "give", id.as_str(), "--scope", "public"];
    let nobody = ["--authority", " ", "--on", "2026-03-01", "--evidence", "A letter"];
    refused(lead, &[begin.as_slice(), &nobody].concat(), "consent-incomplete");
    let backwards = [
        "--authority",
        "A",
        "--on",
        "2026-03-01",
        "--until",
        "2026-02-01",
        "--evidence",
        "A letter",
    ];
    refused(lead, &[begin.as_slice(), &backwards].concat(), "consent-incomplete");
    refused(&world.desk, &consent(&id, "public", &[]), "role-may-not");

    let over = [
        "--authority",
        "A",
        "--on",
        "2020-03-01",
        "--until",
        "2020-12-31",
        "--evidence",
        "A letter",
    ];
    lead.must(&[begin.as_slice(), &over].concat());
    sync(&[lead, desk]);
    assert_eq!(desk.json(&["consent", "show", &id])["consents"][0]["holds"], false);
    refused(desk, &["event", &id, "published"], "no-consent");
    // Another one in its place.
    lead.must(&consent(&id, "public", &["--until", "2199-12-31"]));
    sync(&[lead, desk]);
    desk.must(&["event", &id, "published"]);
    sync(&[desk]);
    assert_eq!(world.public().len(), 1);
}

#[test]
fn a_practice_is_shared_with_every_office_without_what_is_confidential_until_the_consent_ends() {
    let world = World::new();
    let (lead, desk, other) = (&world.lead, &world.desk, &world.other);
    let id = practice(lead);
    let letter = world.folder.path().join("letter.txt").to_string_lossy().into_owned();
    std::fs::write(&letter, "In confidence.").expect("a file");
    lead.must(&["attach", &id, &letter, "--confidential"]);
    lead.must(&["submit", &id]);
    sync(&[lead, desk]);
    desk.must(&["event", &id, "acknowledged"]);
    sync(&[desk, lead, other]);
    refused(lead, &["event", &id, "shared"], "no-consent");
    assert_eq!(other.json(&["list"]).as_array().map(Vec::len), Some(0));
    lead.must(&consent(&id, "network", &[]));
    lead.must(&["event", &id, "shared"]);
    sync(&[lead, other, desk]);
    let there = other.json(&["show", &id]);
    assert_eq!(there["description"], "A lawyer is on call each night.");
    assert_eq!(there.get("contact"), None, "{there}");
    let files = other.json(&["attachments", &id]);
    assert_eq!(files.as_array().map(Vec::len), Some(0));
    assert_eq!(desk.json(&["show", &id])["contact"], "Ayu, +62 812 345");
    let late = Device::of(
        &world.hub,
        &world.hub.office("A third one", "nhri", "TLS"),
        "drafter",
        "Ana",
    );
    sync(&[&late]);
    assert_eq!(
        late.json(&["list"]).as_array().map(Vec::len),
        Some(1),
        "also who joins later"
    );

    lead.must(&[
        "consent",
        "withdraw",
        &id,
        "--scope",
        "network",
        "--reason",
        "A new government",
    ]);
    sync(&[lead, other, &late, desk]);
    for device in [other, &late] {
        assert_eq!(device.json(&["list"]).as_array().map(Vec::len), Some(0));
        assert_eq!(device.run(&["show", &id]).code, Some(1));
    }
    assert_eq!(
        desk.json(&["show", &id])["title"],
        "Night lawyers in police stations",
        "the desk keeps it"
    );
    assert!(world.hub.must(&["verify"]).starts_with('5'));
}

#[test]
fn an_agency_shares_its_activity_with_those_who_work_in_the_state() {
    let world = World::new();
    let (lead, desk, other) = (&world.lead, &world.desk, &world.other);
    let agency = |name: &str, states: &str| {
        let office = world.hub.office(name, "agency", states);
        Device::of(&world.hub, &office, "partner", name)
    };
    let (courts, police, far) = (
        agency("Courts", "IDN"),
        agency("Police", "IDN,KEN"),
        agency("Far", "TLS"),
    );
    let id = courts.must(&["new", "activity"]);
    refused(&courts, &["event", &id, "shared"], "incomplete");
    courts.batch(&[
        format!("set {id} title 'Training of judges'"),
        format!("set {id} state IDN"),
    ]);
    courts.must(&["event", &id, "shared"]);
    let all = [&courts, &police, &far, lead, desk, other];
    sync(&all);
    let knows = |device: &Device| device.json(&["list"]).as_array().map_or(0, Vec::len);
    assert_eq!(all.map(knows), [1, 1, 0, 1, 1, 0]);
    assert_eq!(police.json(&["show", &id])["title"], "Training of judges");
    // A newer one, in another State.
    courts.must(&["set", &id, "state", "TLS"]);
    courts.must(&["event", &id, "shared"]);
    sync(&all);
    assert_eq!(all.map(knows), [1, 0, 1, 0, 1, 0]);
    refused(&courts, &["event", &id, "shared"], "already-submitted");
    // As it was at first: another version all the same.
    courts.must(&["set", &id, "state", "IDN"]);
    courts.must(&["event", &id, "shared"]);
    sync(&all);
    assert_eq!(all.map(knows), [1, 1, 0, 1, 1, 0]);
    assert_eq!(police.json(&["show", &id])["record"]["version"], 3);
    courts.decide(&id, "withdrawn", &json!({ "reason": "It never began." }));
    sync(&all);
    assert_eq!(all.map(knows), [1, 0, 0, 0, 1, 0]);
    assert!(world.hub.must(&["verify"]).starts_with('4'));
}

#[test]
fn a_mandate_shares_what_it_saw_with_the_desk_and_the_states_offices() {
    let world = World::new();
    let office = world.hub.office("Independence of judges", "mandate", "IDN");
    let mandate = Device::of(&world.hub, &office, "mandate", "Diego");
    let id = mandate.must(&["new", "observation"]);
    mandate.batch(&[
        format!("set {id} mandate 'Special Rapporteur on the independence of judges and lawyers'"),
        format!("set {id} state IDN"),
        format!("set {id} text 'A register that others could use.'"),
    ]);
    mandate.must(&["event", &id, "shared"]);
    sync(&[&mandate, &world.desk, &world.lead, &world.other]);
    for (device, knows) in [(&world.desk, 1), (&world.lead, 1), (&world.other, 0)] {
        assert_eq!(device.json(&["list"]).as_array().map(Vec::len), Some(knows));
    }
    refused(&world.lead, &["event", &id, "shared"], "read-only");
}

async fn open(device: &Device, id: &str) -> Window {
    let window = Window::open(Engine::Browser, device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-request").await;
    window.press(&format!("[data-record=\"{id}\"]")).await;
    window.press("#open-public").await;
    window.find("#public-state").await;
    window
}

#[tokio::test]
async fn in_the_window_a_consent_is_recorded_the_need_published_and_the_consent_withdrawn() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let id = request(lead);
    lead.must(&["submit", &id]);
    sync(&[lead, desk]);
    desk.must(&["event", &id, "acknowledged"]);
    sync(&[desk, lead]);

    let window = open(lead, &id).await;
    let seen = window.text(".public").await;
    assert!(
        seen.contains("Indonesia asks for a legal adviser.") && !seen.contains("register"),
        "{seen}"
    );
    assert!(
        !seen.contains("Context") && !seen.contains("Nothing written"),
        "of what the public never reads it is not told that it is empty: {seen}"
    );
    window.press("#consent-public-open").await;
    window.press("#consent-public-do").await;
    window
        .find("[data-scope=public] .problem[data-code=consent-incomplete]")
        .await;
    window.write("#consent-public-authority", "Ministry of Justice").await;
    window.write("#consent-public-evidence", "Note verbale 12/2026").await;
    window.press("#consent-public-do").await;
    window.find("#withdraw-public").await;
    window.close().await;
    sync(&[lead, desk]);

    let window = open(desk, &id).await;
    window.press("#publish").await;
    window.find("#public-state[data-seen=true]").await;
    window.close().await;
    sync(&[desk, lead]);
    assert_eq!(world.public().len(), 1);

    let window = open(lead, &id).await;
    window.find("#public-state[data-seen=true]").await;
    window.press("#withdraw-public").await;
    window.write("#withdraw-public-reason", "A new government").await;
    window.press("#withdraw-public-do").await;
    window.find("#public-state[data-seen=false]").await;
    window.close().await;
    sync(&[lead]);
    assert!(world.public().is_empty());
}
