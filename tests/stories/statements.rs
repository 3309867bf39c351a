//! What a State, or an institution, can say in the general debate: only what the State consents to, in the words headquarters has.

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
    practice: String,
    request: String,
}

impl World {
    /// A practice for the debate and a request, of which the State consents to both; and a practice to which it does not.
    fn new() -> Self {
        let mut hub = Hub::new();
        hub.start();
        let office = hub.office("National Commission", "nhri", "IDN");
        let headquarters = hub.office("Council desk", "headquarters", "IDN");
        let lead = Device::of(&hub, &office, "lead", "Ayu");
        let desk = Device::of(&hub, &headquarters, "desk", "Dana");
        let [practice, other] = ["Night lawyers", "Registers of custody"].map(|title| {
            let id = lead.must(&["new", "practice"]);
            lead.batch(&[
                format!("set {id} title '{title}'"),
                format!("set {id} state IDN"),
                format!("set {id} context 'People were held for days.'"),
                format!("set {id} description 'A lawyer is on call at each station.'"),
                format!("set {id} results 'Nine in ten see a lawyer within an hour.'"),
                format!("set {id} challenges 'Islands have no lawyer at night.'"),
                format!("set {id} contact 'Said in confidence'"),
                format!("set {id} for_general_debate true"),
                format!("submit {id}"),
            ]);
            id
        });
        let request = lead.must(&["new", "request"]);
        lead.batch(&[
            format!("set {request} title 'A legal adviser'"),
            format!("set {request} state IDN"),
            format!("set {request} context 'Three offices keep no register.'"),
            format!("set {request} needs 'Somebody who trains clerks.'"),
            format!("submit {request}"),
        ]);
        let world = Self {
            hub,
            office,
            lead,
            desk,
            practice,
            request,
        };
        world.sync();
        for id in [&world.practice, &other, &world.request] {
            world.desk.must(&["event", id, "acknowledged"]);
        }
        for id in [&world.practice, &world.request] {
            let given = [
                "--scope",
                "council",
                "--authority",
                "Ministry of Justice",
                "--on",
                "2026-03-01",
            ];
            let evidence = ["--evidence", "Note verbale 12/2026"];
            world
                .lead
                .must(&[["consent", "give", id].as_slice(), &given, &evidence].concat());
        }
        world.sync();
        world.lead.must(&["set", &world.practice, "results", "Not sent yet."]);
        world
    }

    fn sync(&self) {
        for device in [&self.lead, &self.desk, &self.lead] {
            device.must(&["sync"]);
        }
    }
}

fn pack(device: &Device, of: &str) -> Value {
    device.json(&["statement", of])
}

/// Topics with the titles under them.
fn topics(pack: &Value) -> Vec<(String, Vec<String>)> {
    let parts = pack["parts"].as_array().expect("a list").iter();
    let titles = |part: &Value| {
        let items = part["items"].as_array().expect("a list").iter();
        items
            .map(|item| item["record"]["title"].as_str().expect("a title").to_owned())
            .collect()
    };
    parts
        .map(|part| (part["topic"].as_str().expect("a topic").to_owned(), titles(part)))
        .collect()
}

#[test]
fn a_pack_holds_what_the_state_consents_to_in_the_words_that_headquarters_has() {
    let world = World::new();
    let expected = [
        ("experiences", "Night lawyers"),
        ("achievements", "Night lawyers"),
        ("challenges", "Night lawyers"),
        ("needs", "A legal adviser"),
    ];
    let expected = expected.map(|(topic, title)| (topic.to_owned(), vec![title.to_owned()]));
    for (device, of) in [
        (&world.lead, "IDN"),
        (&world.desk, "IDN"),
        (&world.lead, &world.office),
        (&world.desk, &world.office),
    ] {
        let pack = pack(device, of);
        assert_eq!(topics(&pack), expected, "{of}");
        let left_out: Vec<_> = pack["left_out"].as_array().expect("a list").iter().collect();
        assert_eq!(left_out.len(), 1);
        assert_eq!(
            (&left_out[0]["record"]["title"], &left_out[0]["why"]),
            (&json!("Registers of custody"), &json!("no_consent"))
        );
        assert_eq!(
            pack["parts"][1]["items"][0]["texts"],
            json!(["Nine in ten see a lawyer within an hour."])
        );
        assert_eq!(pack["parts"][0]["items"][0]["authority"], "Ministry of Justice");
        assert!(!pack.to_string().contains("confidence"), "{pack}");
    }
    assert_eq!(topics(&pack(&world.desk, "KEN")), []);
    let written = world.desk.must(&["statement", "IDN"]);
    assert!(
        written.contains("## needs\n\n### A legal adviser\n\nThree offices keep no register."),
        "{written}"
    );
    let who = world.desk.must(&["statement"]);
    assert_eq!(who, format!("IDN\n{}\tNational Commission", world.office));
}

#[test]
fn what_is_withdrawn_not_meant_for_the_debate_or_completed_is_not_said_as_before() {
    let world = World::new();
    world
        .lead
        .must(&["set", &world.practice, "for_general_debate", "false"]);
    world.lead.must(&["submit", &world.practice]);
    world.sync();
    let whys = |pack: &Value| {
        let left_out = pack["left_out"].as_array().expect("a list").iter();
        left_out
            .map(|it| it["why"].as_str().expect("a word").to_owned())
            .collect::<Vec<_>>()
    };
    let told = pack(&world.desk, "IDN");
    assert_eq!(
        topics(&told),
        [("needs".to_owned(), vec!["A legal adviser".to_owned()])]
    );
    assert_eq!(whys(&told), ["not_for_debate", "no_consent"]);

    for (event, says) in [
        ("accepted", json!({})),
        ("delivery_started", json!({})),
        ("completed", json!({ "note": "Forty clerks were trained." })),
    ] {
        world.desk.decide(&world.request, event, &says);
    }
    world.sync();
    let told = pack(&world.lead, "IDN");
    assert_eq!(
        topics(&told),
        [("achievements".to_owned(), vec!["A legal adviser".to_owned()])]
    );
    assert_eq!(
        told["parts"][0]["items"][0]["texts"],
        json!(["Three offices keep no register.", "Somebody who trains clerks."]),
        "the State's words, and not the desk's"
    );

    let reason = ["--scope", "council", "--reason", "The ministry was not asked."];
    world
        .lead
        .must(&[["consent", "withdraw", &world.request].as_slice(), &reason].concat());
    world.sync();
    for device in [&world.lead, &world.desk] {
        let told = pack(device, "IDN");
        assert_eq!(topics(&told), []);
        assert_eq!(whys(&told), ["no_consent", "not_for_debate", "no_consent"]);
    }
    drop(world.hub);
}

#[tokio::test]
async fn in_the_window_a_pack_is_read_and_printed_and_what_is_missing_is_a_press_away() {
    if !can_show(Engine::Browser) {
        return;
    }
    let world = World::new();
    let window = Window::open(Engine::Browser, &world.desk).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-statement").await;
    window.find("#statement-speaker").await;
    let choose = "const select = document.querySelector('#statement-speaker'); select.value = 'IDN';
        select.dispatchEvent(new Event('change', { bubbles: true })); arguments[0]()";
    window.script(choose, Vec::new()).await;
    let needs = window.text("[data-topic=needs]").await;
    assert!(
        needs.contains("Somebody who trains clerks.") && needs.contains("Ministry of Justice"),
        "{needs}"
    );
    window.press("#open-print").await;
    window.find("#print .sheet [data-topic=experiences]").await;
    window.write("body", "\u{e00c}").await;
    window.press("#statement-left-out li button").await;
    window.find(".reading").await;
    assert!(window.text("main").await.contains("Registers of custody"));
    window.close().await;
}
