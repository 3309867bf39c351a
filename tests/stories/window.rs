//! What a person sees and does in the real window: in the app, and in a browser.

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    place,
    window::{Engine, Window, can_show},
};

async fn unlock(engine: Engine, device: &Device) -> Window {
    let window = Window::open(engine, device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.find("#new-record").await;
    window
}

async fn what_was_typed_is_there_after_a_kill(engine: Engine) {
    if !can_show(engine) {
        return;
    }
    let device = Device::new();
    let window = unlock(engine, &device).await;
    window.press("#new-record").await;
    window.write("#field-title", "A legal adviser").await;
    window.press("#section-need").await;
    window
        .write("#field-context", "Three offices opened. Two lack vehicles. ")
        .await;
    window.find("#kept[data-state=kept]").await;
    // WebKit's driver has no keys beyond the first plane of Unicode; ChromeDriver has.
    let last = match engine {
        Engine::App => "Détenus, 人权, last words",
        Engine::Browser => "Détenus 🎒 last words",
    };
    window.write("#field-context", last).await;
    // Kept at the pause after the last key; the process ends within the second.
    window.find("#kept[data-state=kept]").await;
    window.kill();

    let window = unlock(engine, &device).await;
    window.press("[data-record]").await;
    window.holds("#field-title", "A legal adviser").await;
    window.press("#section-need").await;
    let whole = format!("Three offices opened. Two lack vehicles. {last}");
    window.holds("#field-context", &whole).await;
    // And it opens again editable.
    window.write("#field-context", ", and more").await;
    window.find("#kept[data-state=kept]").await;
    window.kill();
    let list = device.json(&["list"]);
    let id = list[0]["id"].as_str().expect("one record");
    assert_eq!(device.json(&["show", id])["context"], format!("{whole}, and more"));
}

#[tokio::test]
async fn in_the_app_what_was_typed_is_there_after_a_kill() {
    what_was_typed_is_there_after_a_kill(Engine::App).await;
}

#[tokio::test]
async fn in_a_browser_what_was_typed_is_there_after_a_kill() {
    what_was_typed_is_there_after_a_kill(Engine::Browser).await;
}

#[tokio::test]
async fn a_wrong_passphrase_is_told_beside_the_field() {
    if !can_show(Engine::Browser) {
        return;
    }
    let device = Device::new();
    let window = Window::open(Engine::Browser, &device).await;
    window.write("#passphrase", "not this one").await;
    window.press("#unlock").await;
    let told = window.text(".problem[data-code=wrong-passphrase]").await;
    assert!(told.contains("not the passphrase of this vault"), "{told}");
    window.close().await;
}

#[tokio::test]
async fn from_a_new_vault_to_a_submitted_request_with_a_linked_recommendation() {
    if !can_show(Engine::Browser) {
        return;
    }
    let Some(file) = place::data("upr/10-13.csv") else {
        return;
    };
    let mut hub = Hub::new();
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
    let desk = Device::of(&hub, &headquarters, "desk", "Dana");
    let code = hub.must(&["invite", &office, "--role", "lead", "--name", "Ayu"]);

    let device = Device::empty();
    let window = Window::open(Engine::Browser, &device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.write("#passphrase-again", PASSPHRASE).await;
    window.press("#create-vault").await;
    window.press("#rail-join").await;
    window.write("#hub-url", &hub.url()).await;
    window.write("#code", &code).await;
    window.press("#join").await;
    window.find("#membership").await;
    window.press("#rail-request").await;
    window.press("#bag-sync").await;
    while !window.text("#bag-last").await.contains("Headquarters has all") {
        tokio::task::yield_now().await;
    }

    window.press("#new-record").await;
    window.write("#field-title", "A legal adviser").await;
    window.write("#field-state", "IDN").await;
    window.press("#section-links").await;
    window.press("#pick-recommendations").await;
    window.write("#recommendation-search", "torture").await;
    window.press("[data-recommendation]").await;
    window.find("#kept[data-state=kept]").await;
    window.press("#section-need").await;
    window.write("#field-context", "Two offices lack vehicles.").await;
    window.find("#kept[data-state=kept]").await;
    window.press("#submit").await;
    window.press("#confirm-submit").await;
    window.find("[data-record][data-status=submitted]").await;
    window.press("#bag-sync").await;
    window.find("[data-record][data-safety=at_headquarters]").await;
    window.close().await;

    desk.must(&["sync"]);
    let list = desk.json(&["list"]);
    let id = list[0]["id"].as_str().expect("the submitted request");
    let seen = desk.json(&["show", id]);
    assert_eq!(
        (&seen["title"], &seen["state"]),
        (&"A legal adviser".into(), &"IDN".into())
    );
    assert_eq!(seen["context"], "Two offices lack vehicles.");
    assert_eq!(seen["recommendations"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_field_with_two_values_shows_both_until_one_is_chosen() {
    if !can_show(Engine::Browser) {
        return;
    }
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let a = Device::of(&hub, &office, "drafter", "Ayu");
    let b = Device::of(&hub, &office, "drafter", "Budi");
    let id = a.must(&["new", "request"]);
    a.must(&["set", &id, "title", "A legal adviser"]);
    a.must(&["sync"]);
    b.must(&["sync"]);
    a.must(&["set", &id, "requesting_authority.name", "Ministry of Law"]);
    b.must(&["set", &id, "requesting_authority.name", "National Commission"]);
    for device in [&a, &b, &a] {
        device.must(&["sync"]);
    }
    let window = unlock(Engine::Browser, &a).await;
    window.press("[data-record]").await;
    let both = window.text("#two-field-requesting_authority-name").await;
    assert!(
        both.contains("Ministry of Law") && both.contains("National Commission") && both.contains("Budi"),
        "{both}"
    );
    let first = "#two-field-requesting_authority-name .val:first-child";
    let chosen = window.text(&format!("{first} > span")).await;
    window.press(&format!("{first} [data-use=\"0\"]")).await;
    while window.count("#two-field-requesting_authority-name").await > 0 {
        tokio::task::yield_now().await;
    }
    window.holds("#field-requesting_authority-name", &chosen).await;
    window.find("#kept[data-state=kept]").await;
    window.kill();
    assert_eq!(a.json(&["conflicts", &id]), serde_json::json!([]));
    assert_eq!(a.json(&["show", &id])["requesting_authority"]["name"], chosen);
}

/// Writes letter by letter, each as an event of its own, and presses “Sync now” after some. Each look at the clock is
/// later than the last by more than a frame, so that the window lets the next letter in wherever it ever would.
const WRITE_WHILE_SYNCING: &str = "
const [css, text, done] = arguments;
const area = document.querySelector(css);
const now = Date.now;
let ahead = 0;
Date.now = () => now() + (ahead += 20);
area.focus();
area.setSelectionRange(area.value.length, area.value.length);
const channel = new MessageChannel();
const letters = [...text];
channel.port1.onmessage = () => {
    const letter = letters.shift();
    if (letter === undefined) {
        Date.now = now;
        return done(area.value);
    }
    area.setRangeText(letter, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    if (letters.length === text.length - 20) {
        document.querySelector('#bag-sync').click();
    }
    setTimeout(() => channel.port2.postMessage(null));
};
channel.port2.postMessage(null);
";

#[tokio::test]
async fn a_colleagues_text_that_comes_while_one_writes_moves_no_letter() {
    if !can_show(Engine::Browser) {
        return;
    }
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let a = Device::of(&hub, &office, "drafter", "Ayu");
    let b = Device::of(&hub, &office, "drafter", "Budi");
    let id = a.must(&["new", "request"]);
    a.must(&["set", &id, "context", "Three offices opened. "]);
    a.must(&["sync"]);
    b.must(&["sync"]);
    b.must(&["splice", &id, "context", "0", "0", "In May, after long talks: "]);
    b.must(&["sync"]);

    let window = unlock(Engine::Browser, &a).await;
    window.press("[data-record]").await;
    window.press("#section-need").await;
    window.find("#field-context").await;
    let written: String = (0..120).map(|number| format!("{number} ")).collect();
    window
        .script(
            WRITE_WHILE_SYNCING,
            vec!["#field-context".into(), written.clone().into()],
        )
        .await;
    let whole = format!("In May, after long talks: Three offices opened. {written}");
    while window.value("#field-context").await != whole {
        let shown = window.value("#field-context").await;
        assert!(shown.ends_with(&written), "a letter moved: {shown}");
        tokio::task::yield_now().await;
    }
    window.find("#kept[data-state=kept]").await;
    window.kill();
    assert_eq!(a.json(&["show", &id])["context"], whole);
}

#[tokio::test]
async fn a_sync_over_a_dead_link_can_be_stopped_and_everything_waits() {
    if !can_show(Engine::Browser) {
        return;
    }
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let device = Device::of(&hub, &office, "drafter", "Ayu");
    let id = device.must(&["new", "request"]);
    device.must(&["set", &id, "title", "A legal adviser"]);
    hub.stop();
    // Takes every connection, and answers none.
    let dead = std::net::TcpListener::bind(hub.address()).expect("the hub's address");

    let window = unlock(Engine::Browser, &device).await;
    window.press("#bag-sync").await;
    window.press("#bag-stop").await;
    window.find("#bag[data-syncing=false][data-waiting=\"1\"]").await;
    window.press("#open-sync").await;
    let told = window.text("#sync-problem[data-code=sync-stopped]").await;
    assert!(told.contains("waits on this device"), "{told}");

    drop(dead);
    hub.start();
    window.press("#sync-now").await;
    window.find("#bag[data-waiting=\"0\"]").await;
    window.close().await;
}
