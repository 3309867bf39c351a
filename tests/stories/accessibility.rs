//! No page of the window keeps anybody out, as far as axe-core 4 can tell: every page, every part of every kind of record,
//! every dialog, on a desk and on small screens, once in English and light, once in Arabic and dark.

mod looked;

use std::{env, fs};

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    window::{Engine, can_show},
};

use self::looked::{ESCAPE, Looked};

const KINDS: [&str; 6] = [
    "request",
    "practice",
    "activity",
    "discussion",
    "observation",
    "assessment",
];
/// Recommendations to a State, of which one is linked, one has nothing yet, and one was noted.
const RECOMMENDATIONS: &str = "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session
Indonesia,Asia,ASEAN,Give every person in police custody a lawyer as A/HRC/RES/18/18 says,Norway,WEOG,,Accepted,4,Torture,13
Indonesia,Asia,ASEAN,Keep registers of police custody,Chile,GRULAC,,Accepted,4,Detention conditions,13
Indonesia,Asia,ASEAN,Abolish the death penalty,Spain,WEOG,EU,Noted,5,Death penalty,27
";

/// An office with a lead and a colleague, who disagree on a request, and the desk that reads what is submitted.
struct Office {
    hub: Hub,
    lead: Device,
    desk: Device,
    admin: Device,
    treasurer: Device,
    /// Of a colleague, which was withdrawn.
    withdrawn: Device,
    /// Of two minds.
    request: String,
    submitted: String,
}

impl Office {
    fn new() -> Self {
        let mut hub = Hub::new();
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("recommendations.csv");
        fs::write(&file, RECOMMENDATIONS).expect("written");
        hub.must(&[
            "recommendations",
            "import",
            &file.to_string_lossy(),
            "--format",
            "upr-info",
        ]);
        hub.start();
        let office = hub.office("National Commission", "nhri", "IDN");
        let headquarters = hub.office("Asia desk", "headquarters", "IDN");
        let lead = Device::of(&hub, &office, "lead", "Ayu");
        let colleague = Device::of(&hub, &office, "drafter", "Budi");
        let desk = Device::of(&hub, &headquarters, "desk", "Dana");
        let request = lead.must(&["new", "request"]);
        lead.must(&["set", &request, "state", "IDN"]);
        lead.must(&["set", &request, "context", "Three offices keep no register."]);
        lead.must(&["sync"]);
        colleague.must(&["sync"]);
        for (device, title) in [(&lead, "A legal adviser"), (&colleague, "Two legal advisers")] {
            device.must(&["set", &request, "title", title]);
            device.must(&["set", &request, "budget[0].item", title]);
        }
        lead.must(&["comment", &request, "Is it one?", "--on", "title"]);
        for device in [&lead, &colleague, &lead] {
            device.must(&["sync"]);
        }
        lead.must(&[
            "set",
            &request,
            "context",
            "Four offices keep a register, one does not.",
        ]);
        lead.must(&["set", &request, "period.start", "2027-03-01"]);
        lead.must(&["set", &request, "period.end", "2026-03-01"]);
        let found = lead.json(&["search", "lawyer", "--in", "recommendations"]);
        lead.must(&["link", &request, found[0]["id"].as_str().expect("an id")]);

        let submitted = lead.must(&["new", "request"]);
        for (field, value) in [
            ("title", "Clerks"),
            ("state", "IDN"),
            ("language", "en"),
            ("context", "Files wait."),
            ("requesting_authority.name", "Ministry of Justice"),
            ("budget[0].item", "Clerk"),
            ("budget[0].currency", "CHF"),
        ] {
            lead.must(&["set", &submitted, field, value]);
        }
        let paid = lead.must(&["new", "request"]);
        for (field, value) in [
            ("title", "Judges"),
            ("state", "IDN"),
            ("context", "Courts stand empty."),
        ] {
            lead.must(&["set", &paid, field, value]);
        }
        lead.must(&["submit", &submitted]);
        lead.must(&["submit", &paid]);
        lead.must(&["sync"]);
        desk.must(&["sync"]);
        let treasurer = Device::of(&hub, &headquarters, "fund", "Femi");
        for decision in ["acknowledged", "accepted"] {
            desk.must(&["event", &paid, decision]);
        }
        desk.must(&["sync"]);
        treasurer.must(&["sync"]);
        let given = ["--donor", "Norway", "--amount", "100", "--on", "2027-03-01"];
        treasurer.must(&[["fund", "contribution", "vftc"].as_slice(), &given].concat());
        treasurer.must(&["fund", "allocation", "vftc", &paid, "60"]);
        let admin = Device::of(&hub, &headquarters, "admin", "Noor");
        admin.must(&["sync"]);
        let people = admin.json(&["office", "show", &office])["members"].clone();
        let budi = people
            .as_array()
            .expect("a list")
            .iter()
            .find(|it| it["name"] == "Budi");
        let device = budi.expect("a colleague")["devices"][0]["id"].clone();
        hub.must(&["revoke", device.as_str().expect("an id")]);
        assert_eq!(colleague.run(&["sync"]).code, Some(1), "it is told");
        Self {
            hub,
            lead,
            desk,
            admin,
            treasurer,
            withdrawn: colleague,
            request,
            submitted,
        }
    }
}

async fn nothing_keeps_anybody_out(query: &str) {
    if !can_show(Engine::Browser) {
        return;
    }
    let Some(axe) = env::var_os("SATCHEL_AXE") else {
        assert!(
            env::var_os("CI").is_none(),
            "SATCHEL_AXE names no axe-core, so nothing was checked"
        );
        eprintln!("skipped: SATCHEL_AXE names no axe-core; `cargo xtask test` fetches it");
        return;
    };
    let axe = fs::read_to_string(axe).expect("axe-core");
    let (mut pages, mut found) = (0, Vec::new());
    let mut note = |looked: &mut Looked| {
        pages += looked.pages;
        found.append(&mut looked.found);
    };

    let mut looked = Looked::new(&Device::empty(), query, &axe).await;
    looked.window.find("#create-vault").await;
    looked.look("a new vault").await;
    looked.look_small("a new vault").await;
    note(&mut looked);
    looked.window.close().await;

    let office = Office::new();
    let mut looked = Looked::new(&office.lead, query, &axe).await;
    unlocking(&mut looked).await;
    lists(&mut looked).await;
    a_record(&mut looked, &office.request).await;
    its_dialogs(&mut looked, &office.request).await;
    its_files(&mut looked).await;
    recommendations(&mut looked).await;
    note(&mut looked);
    looked.window.close().await;

    let mut looked = Looked::unlocked(&office.desk, query, &axe, "[data-record]").await;
    looked.go(&format!("#/request/{}", office.submitted), ".reading").await;
    looked.look("what the desk reads").await;
    looked.look_small("what the desk reads").await;
    looked.look_in("#open-public", "#public-state").await;
    the_desk(&mut looked).await;
    note(&mut looked);
    looked.window.close().await;

    let mut looked = Looked::unlocked(&office.admin, query, &axe, "#rail-offices").await;
    offices(&mut looked).await;
    note(&mut looked);
    looked.window.close().await;
    let mut looked = Looked::unlocked(&office.treasurer, query, &axe, "#rail-funds").await;
    funds(&mut looked).await;
    note(&mut looked);
    looked.window.close().await;
    let mut looked = Looked::unlocked(&office.withdrawn, query, &axe, "#rescue").await;
    looked.window.press("#rescue").await;
    looked.window.find("#rescued").await;
    looked.look("a device that was withdrawn").await;
    looked.look_small("a device that was withdrawn").await;
    note(&mut looked);
    looked.window.close().await;
    drop(office.hub);

    // Before it belongs to an office, a device writes every kind.
    let device = Device::new();
    let ids = KINDS.map(|kind| device.must(&["new", kind]));
    let mut looked = Looked::unlocked(&device, query, &axe, "[data-record]").await;
    looked.go("#/join", "#hub-url").await;
    looked.look("joining").await;
    for (kind, id) in KINDS.iter().zip(&ids) {
        every_part(&mut looked, kind, id).await;
    }
    note(&mut looked);
    looked.window.close().await;
    assert!(found.is_empty(), "{} barriers\n{}", found.len(), found.join("\n"));
    assert!(pages > 80, "only {pages} pages were looked at");
}

async fn unlocking(looked: &mut Looked) {
    looked.window.find("#unlock").await;
    looked.look("a locked vault").await;
    looked.window.write("#passphrase", "not this one").await;
    looked.window.press("#unlock").await;
    looked.window.find(".problem").await;
    looked.look("a refusal").await;
    looked.window.find("#passphrase").await.clear().await.expect("a field");
    looked.window.write("#passphrase", PASSPHRASE).await;
    looked.window.press("#unlock").await;
    looked.window.find("[data-record]").await;
}

async fn lists(looked: &mut Looked) {
    looked.window.press("#narrow summary").await;
    looked.choose("#narrow-state", "IDN").await;
    looked.window.write("#filter-name", "Indonesia").await;
    looked.window.press("#save-filter").await;
    looked.window.find("#saved-0").await;
    looked.look("work, narrowed by a kept filter").await;
    looked.look_small("work, narrowed by a kept filter").await;
    looked.window.press("#clear-filters").await;
    looked.window.write("#search", "zebra").await;
    looked.window.find("p#rows").await;
    looked.look("a list without a hit").await;
    looked.window.write("#search", ESCAPE).await;
    looked.go("#/practice", "p#rows").await;
    looked.look("an empty list").await;
    looked.go("#/work", "[data-record]").await;
    looked.look_in("#open-sync", "#sync-panel").await;
    looked.open("#open-palette", "#palette").await;
    looked.window.write("#palette-search", "zebra").await;
    looked.window.find("#palette .empty").await;
    looked.look("no such command").await;
    looked.close("#palette").await;
    looked.window.write("body", "?").await;
    looked.window.find("#shortcuts").await;
    looked.look("#shortcuts").await;
    looked.close("#shortcuts").await;
    looked.window.resize(390, 844).await;
    looked.open("#open-menu", "#rail-gaps").await;
    looked.window.press("#rail-gaps").await;
    looked.window.find("#gaps").await;
    looked.window.resize(1360, 860).await;
}

async fn a_record(looked: &mut Looked, request: &str) {
    looked.go(&format!("#/request/{request}"), "#section").await;
    looked.look("two values").await;
    looked.look_small("two values").await;
    looked.window.press("#section-plan").await;
    looked.window.find("[data-rule]").await;
    looked.look("a rule that is broken").await;
    looked.window.press("#section-budget").await;
    looked.window.write("#field-budget-0-quantity", "x").await;
    looked.window.find("#field-budget-0-quantity[aria-invalid]").await;
    looked.look("a number that is none").await;
    looked.look_small("a budget").await;
    let number = looked.window.find("#field-budget-0-quantity").await;
    number.clear().await.expect("a field");
}

async fn its_dialogs(looked: &mut Looked, request: &str) {
    for (button, dialog) in [
        ("#open-comments", "#comments"),
        ("#open-print", "#print"),
        ("#submit", "#confirm-submit"),
    ] {
        looked.look_in(button, dialog).await;
    }
    looked.open("#open-public", "#public-state").await;
    looked.look_small("what the public reads").await;
    looked.close("#public-panel").await;
    looked.open("#open-history", "#history-lines").await;
    looked.window.press("#history-lines li:nth-child(3) button").await;
    looked.window.find("#compared").await;
    looked.look("what has changed since").await;
    looked.look_small("what has changed since").await;
    looked.open("#history-look", "#history-then").await;
    looked.open("#restore", "#restore-asked").await;
    looked.close("#history").await;

    looked.go(&format!("#/request/{request}"), "#section-links").await;
    looked.window.press("#section-links").await;
    looked.window.press("#pick-recommendations").await;
    looked.window.find("#narrow-recommendations").await;
    looked.window.press("#narrow-recommendations summary").await;
    looked.window.write("#recommendation-search", "police").await;
    looked.window.find("[data-recommendation] mark").await;
    looked.look("the picker, with hits and filters").await;
    looked.look_small("the picker, with hits and filters").await;
    looked.close("#recommendation-search").await;
}

async fn its_files(looked: &mut Looked) {
    looked.window.press("#section-papers").await;
    looked.attach_picture(40).await;
    looked.open("#show-attachment-0", "#preview-0").await;
    looked.look_small("a file").await;
    looked
        .look_in("#remove-attachments-0", "#remove-attachment-dialog")
        .await;
    looked.attach_picture(2600).await;
    looked.window.find("#pictures-dialog").await;
    looked.look("#pictures-dialog").await;
    looked.window.press("#confirm-pictures").await;
    looked.window.find("#pictures").await;
    looked.look("what is done with pictures").await;
}

async fn recommendations(looked: &mut Looked) {
    looked.go("#/recommendations", "[data-recommendation]").await;
    looked.window.press("#narrow-recommendations summary").await;
    looked.look("recommendations").await;
    looked.look_small("recommendations").await;
    looked.go("#/gaps", "#gaps-begun").await;
    looked.look("follow-up").await;
    looked.look_small("follow-up").await;
    looked.go("#/join", "#membership").await;
    looked.window.find(".people [data-member]").await;
    looked.look("the office").await;
    looked.look_small("the office").await;
}

/// What the desk has beside lists, from what it reads on.
async fn the_desk(looked: &mut Looked) {
    looked.look_in("#open-related", "#related .empty").await;
    looked.look_in("#open-decisions", "#steps").await;
    looked.open("#decide", "#decide-dialog").await;
    looked.window.press("[data-do=assigned]").await;
    looked.window.find("#decision-whom").await;
    looked.look("who answers for it").await;
    looked.close("#decide-dialog").await;
    for (place, css) in [
        ("home", ".task"),
        ("board", "#board [data-record]"),
        ("coordination", "#coordination-matrix"),
        ("statement", "#statement-speaker"),
    ] {
        looked.go(&format!("#/{place}"), css).await;
        looked.look(place).await;
        looked.look_small(place).await;
    }
}

async fn funds(looked: &mut Looked) {
    looked.go("#/funds", "#fund-entries").await;
    for form in ["#give", "#allocate", "#import", ".spend > summary"] {
        looked.window.press(form).await;
    }
    looked.look("funds").await;
    looked.look_small("funds").await;
}

async fn offices(looked: &mut Looked) {
    looked.go("#/offices", ".office").await;
    looked.window.press(".office > summary").await;
    looked.window.find(".people [data-member]").await;
    looked.look("offices").await;
    looked.look_small("offices").await;
    looked.look_in("#add-office", "#add-office-dialog").await;
    looked.look_in("[data-do=revoke]", "#office-dialog").await;
    looked.open("[data-do=invite]", "#invite-dialog").await;
    looked.window.write("#invited-name", "Ana").await;
    looked.window.press("#confirm-invite").await;
    looked.window.find("#invitation-code").await;
    looked.look("an invitation").await;
    looked.look_small("an invitation").await;
    looked.close("#invite-dialog").await;
}

async fn every_part(looked: &mut Looked, kind: &str, id: &str) {
    looked.go(&format!("#/{kind}"), "#rows").await;
    looked.look(&format!("the list of {kind}")).await;
    looked.go(&format!("#/{kind}/{id}"), "#section").await;
    for tab in looked.ids("[role=tab]").await {
        looked.window.press(&format!("#{tab}")).await;
        looked.window.find(&format!("#section[aria-labelledby={tab}]")).await;
        for add in looked.ids("button[id^=add-]").await {
            looked.window.press(&format!("#{add}")).await;
        }
        looked.look(&format!("{kind}, {tab}")).await;
    }
}

#[tokio::test]
async fn no_page_in_english_and_light_keeps_anybody_out() {
    nothing_keeps_anybody_out("?lang=en&theme=light").await;
}

#[tokio::test]
async fn no_page_in_arabic_and_dark_keeps_anybody_out() {
    nothing_keeps_anybody_out("?lang=ar&theme=dark").await;
}
