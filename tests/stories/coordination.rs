//! Who does what in a State: agencies see each other's activities, what overlaps, and what nobody does.

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    window::{Engine, Window, can_show},
};

struct World {
    lead: Device,
    desk: Device,
    courts: Device,
    police: Device,
    _hub: Hub,
}

impl World {
    fn new() -> Self {
        let mut hub = Hub::new();
        hub.start();
        let device = |name: &str, kind: &str, role: &str| {
            let office = hub.office(name, kind, "IDN");
            Device::of(&hub, &office, role, name)
        };
        Self {
            lead: device("National Commission", "nhri", "lead"),
            desk: device("Asia desk", "headquarters", "desk"),
            courts: device("Courts agency", "agency", "partner"),
            police: device("Police agency", "agency", "partner"),
            _hub: hub,
        }
    }

    /// Two agencies train the same people at the same time, and what the office asks for nobody does.
    fn fill(&self) -> String {
        let activity = |device: &Device, theme: &str, starts: &str, ends: &str| {
            let id = device.must(&["new", "activity"]);
            device.batch(&[
                format!("set {id} title 'Training of judges'"),
                format!("set {id} state IDN"),
                format!("set {id} themes[0].theme {theme}"),
                format!("set {id} period.start {starts}"),
                format!("set {id} period.end {ends}"),
                format!("event {id} shared"),
            ]);
            id
        };
        let id = activity(&self.courts, "torture", "2027-03-01", "2027-05-31");
        activity(&self.police, "torture", "2027-05-01", "2027-09-30");
        activity(&self.police, "right_to_life", "2028-01-01", "2028-03-31");
        let request = self.lead.must(&["new", "request"]);
        self.lead.batch(&[
            format!("set {request} title 'A legal adviser'"),
            format!("set {request} state IDN"),
            format!("set {request} context 'Two offices keep no register.'"),
            format!("set {request} themes[0].theme access_to_justice"),
            format!("submit {request}"),
        ]);
        for device in [&self.courts, &self.police, &self.lead, &self.courts, &self.desk] {
            device.must(&["sync"]);
        }
        id
    }
}

#[test]
fn agencies_see_where_they_overlap_and_the_desk_what_nobody_does() {
    let world = World::new();
    world.fill();
    let seen = world.courts.json(&["coordination", "--state", "IDN"]);
    assert_eq!(seen["offices"], serde_json::json!(["Courts agency", "Police agency"]));
    assert_eq!(
        (&seen["themes"][0]["theme"], &seen["themes"][0]["overlaps"]),
        (&"torture".into(), &1.into())
    );
    let seen = world.desk.json(&["coordination"]);
    let gap = &seen["themes"][0];
    assert_eq!(
        (&gap["theme"], &gap["requests"]),
        (&"access_to_justice".into(), &1.into()),
        "{seen}"
    );
    assert!(world.desk.must(&["coordination"]).contains("gap"));
    let narrow = world.courts.json(&["coordination", "--from", "2028-01-01"]);
    assert_eq!(narrow["activities"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn in_the_window_the_matrix_names_overlap_and_gap_and_the_timeline_leads_to_an_activity() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    let id = world.fill();
    let window = Window::open(Engine::Browser, &world.desk).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-coordination").await;
    window.find("[data-theme=access_to_justice][data-gap=true]").await;
    window.find("[data-theme=torture][data-overlaps=\"1\"]").await;
    window.press(&format!("#timeline [data-record=\"{id}\"] button")).await;
    window.find("#status[data-status=shared]").await;
    window.close().await;
}
