//! The annual discussion: a theme is proposed, approved, offices are invited and answer; and who answers for a request.

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
    /// Of an office of another State.
    other: Device,
    courts: Device,
}

impl World {
    fn new() -> Self {
        let mut hub = Hub::new();
        hub.start();
        let office = hub.office("National Commission", "nhri", "IDN");
        let elsewhere = hub.office("Another commission", "nhri", "KEN");
        let headquarters = hub.office("Council desk", "headquarters", "IDN");
        let agency = hub.office("Courts agency", "agency", "IDN");
        Self {
            lead: Device::of(&hub, &office, "lead", "Ayu"),
            desk: Device::of(&hub, &headquarters, "desk", "Dana"),
            other: Device::of(&hub, &elsewhere, "lead", "Wanjiru"),
            courts: Device::of(&hub, &agency, "partner", "Pita"),
            office,
            hub,
        }
    }

    fn go(&self, devices: &[&Device]) {
        for device in devices {
            device.must(&["sync"]);
        }
    }

    /// Practices of the office that headquarters has read; the State consents that the Council hears of them.
    fn practices(&self, count: usize) -> Vec<String> {
        let practices: Vec<String> = (0..count)
            .map(|number| {
                let id = self.lead.must(&["new", "practice"]);
                self.lead.batch(&[
                    format!("set {id} title 'Night lawyers {number}'"),
                    format!("set {id} state IDN"),
                    format!("set {id} context 'People were held for days.'"),
                    format!("set {id} description 'A lawyer is on call.'"),
                    format!("submit {id}"),
                ]);
                id
            })
            .collect();
        self.go(&[&self.lead, &self.desk]);
        for id in &practices {
            self.desk.must(&["event", id, "acknowledged"]);
        }
        self.go(&[&self.desk, &self.lead]);
        practices
    }

    fn consent(&self, practice: &str) {
        self.lead.must(&[
            "consent",
            "give",
            practice,
            "--scope",
            "council",
            "--authority",
            "Ministry of Justice",
            "--on",
            "2026-03-01",
            "--evidence",
            "Note verbale 12/2026",
        ]);
    }
}

fn discussion(device: &Device, practices: &[String]) -> String {
    let id = device.must(&["new", "discussion"]);
    device.batch(&[
        format!("set {id} theme 'Legal aid at the police station'"),
        format!("set {id} year 2027"),
        format!("set {id} invitations[0].stakeholder 'Said in confidence'"),
    ]);
    for (place, practice) in practices.iter().enumerate() {
        device.must(&["set", &id, &format!("practices[{place}].practice"), practice]);
    }
    id
}

fn status(device: &Device, id: &str) -> String {
    let shown = device.json(&["show", id]);
    shown["record"]["status"].as_str().expect("a status").to_owned()
}

fn refused(device: &Device, id: &str, event: &str, says: &Value, code: &str) {
    let said = device.run_with(&["event", id, event, "--from", "-"], &says.to_string());
    assert_eq!(
        (said.code, said.err.contains(&format!("[{code}]"))),
        (Some(1), true),
        "{event}: {}",
        said.err
    );
}

/// What a device knows of decisions with this name.
fn known(device: &Device, id: &str, event: &str) -> usize {
    let ledger = device.json(&["ledger", id]);
    let lines = ledger["decisions"].as_array().expect("a list");
    lines.iter().filter(|line| line["what"].get(event).is_some()).count()
}

#[test]
fn a_theme_is_proposed_approved_with_three_practices_and_the_invited_answer() {
    let world = World::new();
    let (desk, lead, courts, other) = (&world.desk, &world.lead, &world.courts, &world.other);
    let practices = world.practices(3);
    for practice in &practices[..2] {
        world.consent(practice);
    }
    world.go(&[lead, desk]);
    let id = discussion(desk, &practices);
    desk.must(&["event", &id, "theme_proposed"]);
    world.go(&[desk, lead]);
    assert_eq!(status(desk, &id), "proposed");
    assert_eq!(
        lead.run(&["show", &id]).code,
        Some(1),
        "a proposal is headquarters' own"
    );
    // The State has not agreed yet that the Council hears of the third.
    refused(desk, &id, "theme_approved", &json!({}), "no-consent");
    world.consent(&practices[2]);
    world.go(&[lead, desk]);
    desk.decide(&id, "theme_approved", &json!({ "reason": "As the bureau agreed." }));
    world.go(&[desk]);
    assert_eq!(status(desk, &id), "approved");

    let offices = desk.json(&["guests"]);
    let names: Vec<&str> = offices
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["name"].as_str())
        .collect();
    assert_eq!(names, ["Another commission", "Courts agency", "National Commission"]);
    for office in [&offices[1]["id"], &offices[2]["id"]] {
        desk.decide(
            &id,
            "invited",
            &json!({ "to": office, "text": "Please tell of the night lawyers." }),
        );
    }
    refused(
        desk,
        &id,
        "invited",
        &json!({ "to": offices[1]["id"] }),
        "already-invited",
    );
    world.go(&[desk, lead, courts, other]);
    assert_eq!(
        other.run(&["show", &id]).code,
        Some(1),
        "who is not invited reads nothing"
    );
    let read = lead.json(&["show", &id]);
    assert_eq!(read["theme"], "Legal aid at the police station");
    assert_eq!(read.get("invitations"), None, "what is confidential stays");
    assert_eq!(known(lead, &id, "invited"), 1, "of others' invitations nobody is told");

    refused(
        other,
        &id,
        "invitation_answered",
        &json!({ "accepts": true }),
        "no-record",
    );
    lead.decide(
        &id,
        "invitation_answered",
        &json!({ "accepts": true, "text": "Two of us come." }),
    );
    courts.decide(&id, "invitation_answered", &json!({ "accepts": false }));
    world.go(&[lead, courts, desk, lead]);
    let guests = desk.json(&["ledger", &id])["guests"].clone();
    assert_eq!(
        (&guests[0]["accepts"], &guests[1]["accepts"]),
        (&false.into(), &true.into()),
        "{guests}"
    );
    assert_eq!(known(lead, &id, "invitation_answered"), 1);
    // Who does not come may be asked once more.
    desk.decide(&id, "invited", &json!({ "to": offices[1]["id"] }));

    // What is new of it reaches the guests, as long as the States consent.
    desk.must(&["set", &id, "objectives", "Hear of what worked."]);
    desk.must(&["event", &id, "shared"]);
    world.go(&[desk, lead]);
    assert_eq!(lead.json(&["show", &id])["objectives"], "Hear of what worked.");
    lead.must(&[
        "consent",
        "withdraw",
        &practices[0],
        "--scope",
        "council",
        "--reason",
        "A new government",
    ]);
    world.go(&[lead, desk]);
    desk.must(&["set", &id, "objectives", "Hear of all that worked."]);
    refused(desk, &id, "shared", &json!({}), "no-consent");
    refused(desk, &id, "discussion_closed", &json!({ "reason": "" }), "text-missing");
    desk.decide(&id, "discussion_closed", &json!({ "reason": "Held on 1 March." }));
    world.go(&[desk, lead]);
    assert_eq!(status(lead, &id), "closed");
    world.hub.must(&["verify"]);
}

#[test]
fn a_member_of_the_desk_answers_for_a_request() {
    let world = World::new();
    let (lead, desk) = (&world.lead, &world.desk);
    let id = lead.must(&["new", "request"]);
    lead.batch(&[
        format!("set {id} title 'A legal adviser'"),
        format!("set {id} state IDN"),
        format!("set {id} context 'Two offices keep no register.'"),
        format!("submit {id}"),
    ]);
    world.go(&[lead, desk]);
    let members = desk.json(&["desk"]);
    assert_eq!(
        (&members[0]["name"], &members[0]["here"]),
        (&"Dana".into(), &true.into()),
        "{members}"
    );
    let nobody = json!({ "to": world.office });
    refused(desk, &id, "assigned", &nobody, "no-such-member");
    refused(
        lead,
        &id,
        "assigned",
        &json!({ "to": members[0]["id"] }),
        "role-may-not",
    );
    desk.decide(&id, "assigned", &json!({ "to": members[0]["id"] }));
    refused(
        desk,
        &id,
        "assigned",
        &json!({ "to": members[0]["id"] }),
        "already-assigned",
    );
    world.go(&[desk, lead]);
    for device in [lead, desk] {
        assert_eq!(device.json(&["ledger", &id])["assigned"], "Dana");
        assert_eq!(status(device, &id), "submitted");
    }
    assert!(world.hub.must(&["verify"]).starts_with('2'));
}

async fn open(device: &Device, kind: &str, id: &str) -> Window {
    let window = Window::open(Engine::Browser, device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press(&format!("#rail-{kind}")).await;
    window.press(&format!("[data-record=\"{id}\"]")).await;
    window
}

#[tokio::test]
async fn in_the_window_a_theme_with_three_practices_is_proposed_and_approved_and_an_office_answers_its_invitation() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    let (desk, lead) = (&world.desk, &world.lead);
    let practices = world.practices(3);
    for practice in &practices {
        world.consent(practice);
    }
    world.go(&[lead, desk]);
    let window = Window::open(Engine::Browser, desk).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-discussion").await;
    window.press("#new-record").await;
    window.write("#field-theme", "Legal aid at the police station").await;
    window.write("#field-year", "2027").await;
    window.press("#section-links").await;
    for (number, practice) in practices.iter().enumerate() {
        window
            .write("#add-practices", &format!("Night lawyers {number}\u{e007}"))
            .await;
        window
            .find(&format!("#field-practices [data-code=\"{practice}\"]"))
            .await;
    }
    window.find("#kept[data-state=kept]").await;
    window.press("#submit").await;
    window.press("#confirm-submit").await;
    window.find("#status[data-status=proposed]").await;
    let id = "arguments[0](location.hash.split('/').pop())";
    let id = window.script(id, Vec::new()).await;
    let id = id.as_str().expect("an id").to_owned();
    window.press("#decide").await;
    window.press("[data-do=theme_approved]").await;
    window.press("#confirm-decision").await;
    window.find("#status[data-status=approved]").await;
    window.press("#decide").await;
    window.press("[data-do=invited]").await;
    window
        .press(&format!("#decision-whom option[value=\"{}\"]", world.office))
        .await;
    window.write("#decision-text", "Please come.").await;
    window.press("#confirm-decision").await;
    window.find("#decision-waits").await;
    window.press("#open-decisions").await;
    window.find("#guests [data-answer=answered-not-yet]").await;
    window.close().await;
    world.go(&[desk, lead]);

    let window = open(lead, "discussion", &id).await;
    window.press("#decide").await;
    window.press("[data-accepts=true]").await;
    window.write("#decision-text", "Two of us come.").await;
    window.press("#confirm-decision").await;
    window.find("#decision-waits").await;
    window.close().await;
    world.go(&[lead, desk]);

    let window = open(desk, "discussion", &id).await;
    window.press("#open-decisions").await;
    window
        .find(&format!("[data-guest=\"{}\"][data-answer=answered-yes]", world.office))
        .await;
    window.close().await;
    assert_eq!(status(desk, &id), "approved");
}
