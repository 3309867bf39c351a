//! Who is there: offices and people, as those decide it who administer or lead; what is left of a device that was withdrawn.

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    window::{Engine, Window, can_show},
};
use serde_json::Value;
use tempfile::TempDir;

struct World {
    hub: Hub,
    office: String,
    admin: Device,
    lead: Device,
    folder: TempDir,
}

impl World {
    fn new() -> Self {
        let mut hub = Hub::new();
        hub.start();
        let office = hub.office("National Commission", "nhri", "IDN");
        let headquarters = hub.office("Headquarters", "headquarters", "IDN");
        Self {
            admin: Device::of(&hub, &headquarters, "admin", "Noor"),
            lead: Device::of(&hub, &office, "lead", "Ayu"),
            office,
            hub,
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn place(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    /// A member of an office by name, as a device knows them.
    fn member(by: &Device, office: &str, name: &str) -> Value {
        let shown = by.json(&["office", "show", office]);
        let members = shown["members"].as_array().expect("a list").clone();
        let found = members.into_iter().find(|member| member["name"] == name);
        found.unwrap_or_else(|| panic!("nobody is called {name}: {shown}"))
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
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

#[test]
fn an_office_that_was_added_without_a_connection_is_joined_by_a_code_of_the_same_day() {
    let world = World::new();
    let admin = &world.admin;
    sync(&[admin]);
    let office = admin.must(&[
        "office",
        "add",
        "Country office",
        "--kind",
        "field-office",
        "--states",
        "TLS",
    ]);
    let code = admin.must(&["office", "invite", &office, "--role", "lead", "--name", "Ana"]);
    let list = admin.must(&["office", "list"]);
    assert!(
        list.contains("Country office\t0 members") && list.contains("waits"),
        "{list}"
    );
    let waiting = admin.json(&["status"])["sync"]["waiting"].clone();
    assert_eq!(waiting.as_array().map(Vec::len), Some(2), "{waiting}");
    assert_eq!(
        (&waiting[1]["title"], &waiting[1]["on"]),
        (&"Country office".into(), &"office".into())
    );
    let ana = Device::new();
    refused(&ana, &["enrol", &world.hub.url(), &code], "code-unknown");
    sync(&[admin]);
    assert_eq!(ana.must(&["enrol", &world.hub.url(), &code]), "Country office");
    sync(&[admin]);
    let known = World::member(admin, &office, "Ana");
    assert_eq!(
        (&known["role"], known["devices"].as_array().map(Vec::len)),
        (&"lead".into(), Some(1))
    );
    refused(
        &ana,
        &["office", "invite", &office, "--role", "lead", "--name", "B"],
        "role-may-not",
    );
    assert!(world.hub.must(&["verify"]).starts_with('2'));
}

#[test]
fn a_lead_hands_over_to_a_drafter_who_submits_from_then_on() {
    let world = World::new();
    let lead = &world.lead;
    let successor = Device::of(&world.hub, &world.office, "drafter", "Budi");
    let id = lead.must(&["new", "request"]);
    lead.batch(&[
        format!("set {id} title 'A legal adviser'"),
        format!("set {id} state IDN"),
        format!("set {id} context 'Two offices keep no register.'"),
    ]);
    sync(&[lead, &successor]);
    refused(&successor, &["submit", &id], "role-may-not");
    let (old, new) = (
        World::member(lead, &world.office, "Ayu"),
        World::member(lead, &world.office, "Budi"),
    );
    let steps_down = ["office", "role", &world.office, text(&old["id"]), "drafter"];
    refused(lead, &steps_down, "last-lead");
    lead.must(&["office", "role", &world.office, text(&new["id"]), "lead"]);
    lead.must(&steps_down);
    sync(&[lead, &successor]);
    refused(lead, &["submit", &id], "role-may-not");
    successor.must(&["submit", &id]);
    sync(&[&successor]);
    assert_eq!(successor.json(&["status"])["membership"]["role"], "lead");
    assert!(world.hub.must(&["verify"]).starts_with('3'));
}

/// Who leaves the desk keeps nothing of other offices; who comes to it gets all.
#[test]
fn who_changes_to_another_desk_at_headquarters_has_what_the_new_role_has() {
    let world = World::new();
    let (admin, lead) = (&world.admin, &world.lead);
    sync(&[admin]);
    let own = admin.json(&["status"])["membership"]["office"].clone();
    let officer = Device::of(&world.hub, text(&own), "fund", "Dana");
    let id = lead.must(&["new", "request"]);
    lead.batch(&[
        format!("set {id} title 'A legal adviser'"),
        format!("set {id} state IDN"),
        format!("set {id} context 'Two offices keep no register.'"),
    ]);
    lead.must(&["submit", &id]);
    sync(&[lead, &officer, admin]);
    let known = || officer.json(&["list"]).as_array().map(Vec::len);
    assert_eq!(known(), Some(0));
    let member = World::member(admin, text(&own), "Dana");
    for (role, records) in [("desk", 1), ("fund", 0), ("desk", 1)] {
        admin.must(&["office", "role", text(&own), text(&member["id"]), role]);
        sync(&[admin, &officer]);
        assert_eq!(known(), Some(records), "as {role}");
        assert_eq!(officer.json(&["status"])["membership"]["role"], role);
    }
}

#[test]
fn a_device_that_was_taken_shows_nothing_and_what_it_had_not_sent_is_rescued_by_file() {
    let world = World::new();
    let (admin, lead) = (&world.admin, &world.lead);
    let lost = Device::of(&world.hub, &world.office, "drafter", "Budi");
    let id = lost.must(&["new", "request"]);
    lost.must(&["set", &id, "title", "A register of custody"]);
    sync(&[lead, admin, &lost]);
    lost.must(&["set", &id, "title", "A register of all custody"]);
    let budi = World::member(lead, &world.office, "Budi");
    let device = text(&budi["devices"][0]["id"]).to_owned();
    lead.must(&[
        "office",
        "revoke",
        &world.office,
        &device,
        "--reason",
        "Taken at a checkpoint",
    ]);
    sync(&[lead]);

    refused(&lost, &["sync"], "device-revoked");
    assert_eq!(lost.json(&["status"])["stage"], "revoked");
    for command in [
        ["show", id.as_str()].as_slice(),
        &["list"],
        &["set", &id, "title", "X"],
        &["history", &id],
    ] {
        refused(&lost, command, "device-revoked");
    }
    let rescue = world.place("rescue.satchel");
    lost.must(&["pack", &rescue]);
    refused(
        &lost,
        &["pack", &world.place("other.satchel"), "--for", "Ayu"],
        "device-revoked",
    );

    let (answers, unpack) = (world.place("answers"), ["unpack", &rescue, "--answers"]);
    let told = world.hub.must(&[unpack.as_slice(), &[&answers]].concat());
    assert!(told.contains("0 taken"), "{told}");
    sync(&[admin]);
    admin.must(&["office", "rescue", &world.office, &device]);
    sync(&[admin]);
    let told = world.hub.must(&[unpack.as_slice(), &[&answers]].concat());
    assert!(told.contains("1 taken"), "{told}");
    sync(&[lead]);
    assert_eq!(lead.json(&["show", &id])["title"], "A register of all custody");
    refused(&lost, &["sync"], "device-revoked");
}

/// As an office learns it that no network reaches.
#[test]
fn a_revoked_device_learns_it_from_a_couriers_answer_too() {
    let world = World::new();
    let lost = Device::of(&world.hub, &world.office, "drafter", "Budi");
    lost.must(&["new", "request"]);
    let bag = world.place("bag.satchel");
    lost.must(&["pack", &bag]);
    let devices = world.hub.must(&["members"]);
    let device = devices
        .lines()
        .skip_while(|line| !line.contains("Budi"))
        .nth(1)
        .expect("a device")
        .trim();
    world.hub.must(&["revoke", device]);
    let answers = world.place("answers");
    let told = world.hub.must(&["unpack", &bag, "--answers", &answers]);
    let answer = told.lines().last().expect("an answer");
    refused(&lost, &["unpack", answer], "device-revoked");
    assert_eq!(lost.json(&["status"])["stage"], "revoked");
}

async fn open(device: &Device) -> Window {
    let window = Window::open(Engine::Browser, device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window
}

#[tokio::test]
async fn in_the_window_an_office_is_added_joined_and_a_device_is_withdrawn_and_rescued() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    sync(&[&world.admin]);
    let window = open(&world.admin).await;
    window.press("#rail-offices").await;
    window.press("#add-office").await;
    window.write("#office-name", "Country office").await;
    window.press("#confirm-office-added").await;
    window
        .find("#add-office-dialog .problem[data-code=states-missing]")
        .await;
    window.press("#office-states option[value=TLS]").await;
    window.press("#confirm-office-added").await;
    window.write("#offices-sought", "Country").await;
    window.press(".office > summary").await;
    window.press(".office [data-do=invite]").await;
    window.write("#invited-name", "Ana").await;
    window.press("#invited-role option[value=lead]").await;
    window.press("#confirm-invite").await;
    window.find("#invitation .qr path").await;
    let code = window.text("#invitation-code").await;
    window.press("#invited-done").await;
    window.close().await;
    sync(&[&world.admin]);

    let ana = Device::new();
    let window = open(&ana).await;
    window.press("#rail-join").await;
    // As a camera reads it.
    window
        .write("#hub-url", &format!("{} {}", world.hub.url(), code.trim()))
        .await;
    window.holds("#code", code.trim()).await;
    window.press("#join").await;
    window.find("#membership").await;
    window.find(".people [data-member]").await;
    window.close().await;
    let draft = ana.must(&["new", "request"]);
    ana.must(&["set", &draft, "title", "What was not sent"]);

    sync(&[&world.admin]);
    let window = open(&world.admin).await;
    window.press("#rail-offices").await;
    window.write("#offices-sought", "Country").await;
    window.press(".office > summary").await;
    window.press(".office [data-do=revoke]").await;
    window.write("#office-reason", "Taken at a checkpoint").await;
    window.press("#confirm-office").await;
    window
        .find(".office [data-event=device_revoked], .office [data-do=rescue]")
        .await;
    window.close().await;
    sync(&[&world.admin]);

    let window = open(&ana).await;
    window.press("#bag-sync").await;
    window.press("#rescue").await;
    window.find("#rescued").await;
    assert_eq!(window.count("[data-record]").await, 0, "no record is shown");
    window.close().await;
    let window = open(&ana).await;
    window.find("#rescue").await;
    window.close().await;

    let window = open(&world.admin).await;
    window.press("#rail-offices").await;
    window.write("#offices-sought", "Country").await;
    window.press(".office > summary").await;
    window.press(".office [data-do=rescue]").await;
    window.press("#confirm-office").await;
    window
        .find(".office [data-event=rescue_allowed], .office [data-rescued]")
        .await;
    window.close().await;
}
