//! Lists: narrowed, ordered, and the ways to do it kept.

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    window::{Engine, Window, can_show},
};
use serde_json::Value;

fn titles(list: &Value) -> Vec<&str> {
    let rows = list.as_array().expect("a list").iter();
    rows.filter_map(|row| row["title"].as_str()).collect()
}

fn fill(device: &Device) {
    for (title, state, start) in [
        ("A legal adviser", "IDN", "2027-03-01"),
        ("Zones of visits", "IDN", "2026-03-01"),
        ("Judges on circuit", "KEN", "2027-01-01"),
    ] {
        let id = device.must(&["new", "request"]);
        device.must(&["set", &id, "title", title]);
        device.must(&["set", &id, "state", state]);
        device.must(&["set", &id, "period.start", start]);
        device.must(&[
            "set",
            &id,
            "themes[0].theme",
            if state == "IDN" { "torture" } else { "fair_trial" },
        ]);
    }
}

#[test]
fn the_command_line_narrows_lists_and_searches() {
    let device = Device::new();
    fill(&device);
    let found = |arguments: &[&str]| {
        let list = device.json(arguments);
        titles(&list).join(", ")
    };
    assert_eq!(found(&["list", "--state", "KEN"]), "Judges on circuit");
    assert_eq!(
        found(&["list", "--year", "2027", "--theme", "torture"]),
        "A legal adviser"
    );
    assert_eq!(found(&["list", "--kind", "practice"]), "");
    assert_eq!(found(&["list", "--status", "submitted"]), "");
    assert_eq!(found(&["search", "zones", "--state", "IDN"]), "Zones of visits");
    assert_eq!(found(&["search", "zones", "--state", "KEN"]), "");
    let wrong = device.run(&["search", "zones", "--position", "noted"]);
    assert_eq!(wrong.code, Some(2), "{}", wrong.err);
}

async fn choose(window: &Window, css: &str, value: &str) {
    let choose =
        "const [css, value, done] = arguments; const select = document.querySelector(css); select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true })); done(select.value)";
    let chosen = window.script(choose, vec![css.into(), value.into()]).await;
    assert_eq!(chosen, value, "{css} offers {value}");
}

async fn shown(window: &Window) -> Vec<String> {
    let read = "arguments[0]([...document.querySelectorAll('[data-record] .name')].map((it) => it.textContent))";
    let told = window.script(read, Vec::new()).await;
    let told = told.as_array().expect("a list").iter();
    told.filter_map(Value::as_str).map(str::to_owned).collect()
}

async fn shows(window: &Window, wanted: &[&str]) {
    while shown(window).await != wanted {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_filter_is_kept_in_the_vault_and_used_again() {
    if !can_show(Engine::Browser) {
        return;
    }
    let device = Device::new();
    fill(&device);
    let window = Window::open(Engine::Browser, &device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    shows(&window, &["Judges on circuit", "Zones of visits", "A legal adviser"]).await;
    window.press("#narrow summary").await;
    choose(&window, "#narrow-order", "title").await;
    shows(&window, &["A legal adviser", "Judges on circuit", "Zones of visits"]).await;
    choose(&window, "#narrow-state", "IDN").await;
    shows(&window, &["A legal adviser", "Zones of visits"]).await;
    window.write("#filter-name", "Indonesia").await;
    window.press("#save-filter").await;
    window.find("#saved-0[aria-pressed=true]").await;
    window.press("#clear-filters").await;
    shows(&window, &["Judges on circuit", "Zones of visits", "A legal adviser"]).await;
    window.kill();

    let window = Window::open(Engine::Browser, &device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#narrow summary").await;
    window.press("#saved-0").await;
    shows(&window, &["A legal adviser", "Zones of visits"]).await;
    window.press("#forget-0").await;
    while window.count("#saved-0").await > 0 {
        tokio::task::yield_now().await;
    }
    window.close().await;
}

/// Remembers every number of places that the rail ever shows: one, where nothing in it moves.
const COUNT_PLACES: &str = "
const done = arguments[0];
const count = () => document.querySelectorAll('.rail .places a').length;
const told = window.places ??= new Set();
if (told.size === 0) {
    new MutationObserver(() => count() && told.add(count())).observe(document.body, { childList: true, subtree: true });
}
done([...told]);
";

#[tokio::test]
async fn no_place_moves_in_the_rail_when_the_records_come() {
    if !can_show(Engine::Browser) {
        return;
    }
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    // Observations are no drafter's to write; these were made before the device belonged to an office.
    let device = Device::new();
    device.must(&["new", "observation"]);
    let code = hub.must(&["invite", &office, "--role", "drafter", "--name", "Ayu"]);
    device.must(&["enrol", &hub.url(), &code]);
    let window = Window::open(Engine::Browser, &device).await;
    window.find("#passphrase").await;
    window.script(COUNT_PLACES, Vec::new()).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.find("#rail-observation .count").await;
    let told = window.script(COUNT_PLACES, Vec::new()).await;
    assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");

    window.press("#rail-discussion").await;
    let empty = window.text("#rows").await;
    assert!(empty.contains("What others write"), "{empty}");
    window.close().await;
}
