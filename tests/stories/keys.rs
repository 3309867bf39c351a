//! Another key in the place of a device's, or of headquarters', and nothing that was written or decided lost by it.

use std::{fs, path::Path};

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    window::{Engine, Window, can_show},
};
use serde_json::Value;

fn draft(device: &Device, title: &str) -> String {
    let id = device.must(&["new", "request"]);
    for (field, value) in [("title", title), ("state", "IDN"), ("context", "Why it is needed.")] {
        device.must(&["set", &id, field, value]);
    }
    id
}

fn titles(device: &Device) -> Vec<String> {
    let list = device.json(&["list"]);
    let rows = list.as_array().expect("a list").iter();
    let mut titles: Vec<String> = rows
        .filter_map(|row| row["title"].as_str().map(str::to_owned))
        .collect();
    titles.sort();
    titles
}

fn is_synced(device: &Device) -> bool {
    let status = device.json(&["status"]);
    let none = |list: &Value| list.as_array().is_some_and(Vec::is_empty);
    none(&status["sync"]["waiting"]) && none(&status["sync"]["set_aside"])
}

struct World {
    hub: Hub,
    office: String,
    lead: Device,
    colleague: Device,
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
            colleague: Device::of(&hub, &office, "drafter", "Budi"),
            desk: Device::of(&hub, &headquarters, "desk", "Dana"),
            office,
            hub,
        }
    }

    fn sync_all(&self) {
        for device in [&self.lead, &self.colleague, &self.desk, &self.lead] {
            device.must(&["sync"]);
        }
    }
}

#[test]
fn a_device_goes_on_with_another_key_and_a_copy_with_the_old_one_is_heard_no_more() {
    let world = World::new();
    let World {
        lead, colleague, desk, ..
    } = &world;
    let sent = draft(lead, "Sent before");
    lead.must(&["submit", &sent]);
    world.sync_all();
    let stolen = lead.copy();

    // What was written and decided while the new key waits goes as well.
    lead.must(&["office", "replace-key"]);
    let waiting = draft(lead, "Written while it waits");
    lead.must(&["submit", &waiting]);
    world.sync_all();
    let after = draft(lead, "Written after");
    lead.must(&["submit", &after]);
    world.sync_all();
    for device in [lead, colleague, desk] {
        assert_eq!(
            titles(device),
            ["Sent before", "Written after", "Written while it waits"]
        );
        assert!(is_synced(device), "{}", device.must(&["status"]));
    }
    let people = lead.json(&["office", "show", &world.office]);
    let replaced = people["decisions"].as_array().expect("a list").iter();
    assert_eq!(
        replaced
            .filter(|line| line["what"]["office"]["key_replaced"].is_object())
            .count(),
        1
    );

    let refused = stolen.run(&["sync"]);
    assert!(refused.err.contains("[key-replaced]"), "{}", refused.err);
    let refused = stolen.run(&["list"]);
    assert!(
        refused.err.contains("[device-revoked]"),
        "it shows nothing more: {}",
        refused.err
    );
    assert_eq!(
        world.hub.must(&["verify"]),
        "4 decisions, each signed, allowed and in its place"
    );
}

/// The vault is as it was before the answer came: it knows its next key, and not that headquarters has heard of it.
#[test]
fn where_the_answer_was_lost_the_next_sync_goes_on_with_the_new_key() {
    let world = World::new();
    world.lead.must(&["office", "replace-key"]);
    let unanswered = world.lead.copy();
    world.lead.must(&["sync"]);
    let id = draft(&unanswered, "Written before it was known");
    unanswered.must(&["submit", &id]);
    unanswered.must(&["sync"]);
    assert!(is_synced(&unanswered), "{}", unanswered.must(&["status"]));
    world.desk.must(&["sync"]);
    assert_eq!(titles(&world.desk), ["Written before it was known"]);
}

#[test]
fn an_office_that_is_never_online_replaces_its_key_by_files() {
    let world = World::new();
    let World { hub, lead, desk, .. } = &world;
    let bag = tempfile::tempdir().expect("a folder");
    let round = |name: &str| {
        let file = |name: String| bag.path().join(name).to_string_lossy().into_owned();
        let (out, answers) = (file(format!("{name}.satchel")), file(format!("{name}-answers")));
        lead.must(&["pack", &out]);
        hub.must(&["unpack", "--answers", &answers, &out]);
        let answered: Vec<_> = fs::read_dir(Path::new(&answers)).expect("answers").collect();
        assert_eq!(answered.len(), 1, "one answer");
        for answer in answered {
            let path = answer.expect("an answer").path();
            lead.must(&["unpack", &path.to_string_lossy()]);
        }
    };
    lead.must(&["office", "replace-key"]);
    let first = draft(lead, "With the last of the old key");
    lead.must(&["submit", &first]);
    round("first");
    let second = draft(lead, "With the new key");
    lead.must(&["submit", &second]);
    round("second");
    desk.must(&["sync"]);
    assert_eq!(titles(desk), ["With the last of the old key", "With the new key"]);
    assert_eq!(
        hub.must(&["verify"]),
        "3 decisions, each signed, allowed and in its place"
    );
}

#[test]
fn headquarters_goes_on_with_another_key_and_every_device_finds_the_way_to_it() {
    let mut world = World::new();
    let code = world
        .hub
        .must(&["invite", &world.office, "--role", "drafter", "--name", "Citra"]);
    world.sync_all();
    world.hub.stop();
    world.hub.must(&["replace-key"]);
    world.hub.must(&["replace-key"]);
    world.hub.start();
    let id = draft(&world.lead, "After the change");
    world.lead.must(&["submit", &id]);
    world.sync_all();
    assert_eq!(titles(&world.desk), ["After the change"]);
    let late = Device::new();
    late.must(&["enrol", &world.hub.url(), &code]);
    late.must(&["sync"]);
    assert_eq!(titles(&late), ["After the change"]);

    // A device that meets the new key in a file first.
    let mut world = World::new();
    let bag = tempfile::tempdir().expect("a folder");
    let file = |name: &str| bag.path().join(name).to_string_lossy().into_owned();
    draft(&world.lead, "By courier");
    world.hub.stop();
    world.hub.must(&["replace-key"]);
    world.lead.must(&["pack", &file("out.satchel")]);
    world
        .hub
        .must(&["unpack", "--answers", &file("answers"), &file("out.satchel")]);
    for answer in fs::read_dir(bag.path().join("answers")).expect("answers") {
        let path = answer.expect("an answer").path();
        let told = world.lead.json(&["unpack", &path.to_string_lossy()]);
        assert_eq!(
            (&told[0]["accepted"], &told[0]["damaged"]),
            (&1.into(), &0.into()),
            "{told}"
        );
    }
    assert!(is_synced(&world.lead));
}

#[tokio::test]
async fn in_the_window_a_person_replaces_the_key_of_the_device_at_hand() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    world.lead.must(&["sync"]);
    let window = Window::open(Engine::Browser, &world.lead).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-join").await;
    window.press("[data-do=replace-key]").await;
    window.find("#office-dialog").await;
    window.press("#confirm-office").await;
    window.find("[data-event=key_replaced] .waits").await;
    window.press("#open-sync").await;
    window.press("#sync-now").await;
    window.find(".people:not(:has([data-event=key_replaced]))").await;
    window.close().await;
    world.lead.must(&["sync"]);
    let told = world.hub.must(&["verify"]);
    assert_eq!(told, "1 decisions, each signed, allowed and in its place");
}

/// What is written into a file in a folder of its own.
struct Bag(tempfile::TempDir);

impl Bag {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str) -> String {
        self.0.path().join(name).to_string_lossy().into_owned()
    }

    /// What the hub says of a satchel.
    fn unpacked(&self, hub: &Hub, satchel: &str) -> Value {
        let unpacked = hub.must(&["unpack", satchel, "--json", "--answers", &self.file("answers")]);
        serde_json::from_str(&unpacked).expect("JSON")
    }
}

/// Two who administer would do as well: headquarters withdraws the device of a member, and allows a rescue.
fn withdraw_and_allow_rescue(world: &World) {
    let headquarters = world.hub.office("Geneva", "headquarters", "IDN");
    let admin = Device::of(&world.hub, &headquarters, "admin", "Noor");
    admin.must(&["sync"]);
    let people = admin.json(&["office", "show", &world.office]);
    let members = people["members"].as_array().expect("a list").iter();
    let ayu = members
        .clone()
        .find(|member| member["name"] == "Ayu")
        .expect("a member");
    let device = ayu["devices"][0]["id"].as_str().expect("an id");
    for decision in ["revoke", "rescue"] {
        admin.must(&["office", decision, &world.office, device]);
        admin.must(&["sync"]);
    }
}

#[test]
fn what_was_not_sent_is_rescued_though_the_answer_about_the_key_was_lost() {
    let world = World::new();
    world.lead.must(&["office", "replace-key"]);
    let unanswered = world.lead.copy();
    world.lead.must(&["sync"]);
    draft(&unanswered, "Written before it was withdrawn");
    withdraw_and_allow_rescue(&world);
    assert!(unanswered.run(&["sync"]).err.contains("[device-revoked]"));
    let bag = Bag::new();
    unanswered.must(&["pack", &bag.file("rescue.satchel")]);
    let unpacked = bag.unpacked(&world.hub, &bag.file("rescue.satchel"));
    assert_eq!(
        (&unpacked["taken"], &unpacked["refused"]),
        (&1.into(), &0.into()),
        "{unpacked}"
    );
    world.colleague.must(&["sync"]);
    assert_eq!(titles(&world.colleague), ["Written before it was withdrawn"]);
}

/// Its disk died, and the only copy is from before.
#[test]
fn what_an_older_copy_had_not_sent_is_rescued_by_the_key_before() {
    let world = World::new();
    draft(&world.lead, "In both");
    let copy = world.lead.copy();
    world.lead.must(&["office", "replace-key"]);
    world.lead.must(&["sync"]);
    draft(&copy, "Written on the copy");
    assert!(copy.run(&["sync"]).err.contains("[key-replaced]"));
    let bag = Bag::new();
    copy.must(&["pack", &bag.file("early.satchel")]);
    assert_eq!(
        bag.unpacked(&world.hub, &bag.file("early.satchel"))["taken"],
        0,
        "nobody allowed it"
    );
    withdraw_and_allow_rescue(&world);
    let unpacked = bag.unpacked(&world.hub, &bag.file("early.satchel"));
    assert_eq!(unpacked["refused"], 0, "{unpacked}");
    world.colleague.must(&["sync"]);
    assert_eq!(titles(&world.colleague), ["In both", "Written on the copy"]);
}

#[test]
fn who_joined_by_courier_learns_the_address_with_the_same_code_also_by_another_key() {
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let code = hub.must(&["invite", &office, "--role", "lead", "--name", "Ayu"]);
    let (bag, device) = (Bag::new(), Device::new());
    let carry = |satchel: &str| {
        let answers = bag.unpacked(&hub, satchel)["answers"].clone();
        device.must(&["unpack", answers[0].as_str().expect("a name")]);
    };
    device.must(&["enrol", "--by-courier", &bag.file("join.satchel"), &code]);
    carry(&bag.file("join.satchel"));
    device.must(&["office", "replace-key"]);
    device.must(&["pack", &bag.file("first.satchel")]);
    carry(&bag.file("first.satchel"));
    device.must(&["enrol", &hub.url(), &code]);
    let id = draft(&device, "By the wire");
    device.must(&["submit", &id]);
    device.must(&["sync"]);
    assert!(is_synced(&device), "{}", device.must(&["status"]));
    let stranger = Device::new();
    let refused = stranger.run(&["enrol", &hub.url(), &code]);
    assert!(refused.err.contains("[code-used]"), "{}", refused.err);
}
