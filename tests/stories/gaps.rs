//! What a mid-term report needs: which accepted recommendations have a request or an activity, on the command line and
//! in the window.

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    place,
    window::{Engine, Window, can_show},
};

async fn choose(window: &Window, css: &str, value: &str) {
    let choose =
        "const [css, value, done] = arguments; const select = document.querySelector(css); select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true })); done(select.value)";
    window.find(css).await;
    let chosen = window.script(choose, vec![css.into(), value.into()]).await;
    assert_eq!(chosen, value, "{css} offers {value}");
}

#[tokio::test]
async fn what_is_accepted_and_has_no_request_yet_is_told() {
    let Some(file) = place::data("upr/10-13.csv") else {
        return;
    };
    let mut hub = Hub::new();
    let file = file.to_string_lossy();
    hub.must(&["recommendations", "import", &file, "--format", "upr-info"]);
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let device = Device::of(&hub, &office, "drafter", "Ayu");
    device.must(&["sync"]);
    let search = [
        "search",
        "",
        "--in",
        "recommendations",
        "--state",
        "IDN",
        "--position",
        "supported",
        "--limit",
        "500",
    ];
    let found = device.json(&search);
    let found = found.as_array().expect("a list");
    let before = device.json(&["gaps", "--state", "IDN"]);
    let total = before["all"]["total"].as_u64().expect("a number");
    assert_eq!((before["all"]["linked"].as_u64(), total), (Some(0), found.len() as u64));
    assert!(total > 0, "Indonesia accepted some in its second review");

    let id = device.must(&["new", "request"]);
    device.must(&["set", &id, "title", "A legal adviser"]);
    let recommendation = found[0]["id"].as_str().expect("an id");
    device.must(&["link", &id, recommendation]);
    let after = device.json(&["gaps", "--state", "IDN"]);
    assert_eq!(after["all"]["linked"], 1);
    assert_eq!(
        device.json(&["gaps", "--state", "IDN", "--from", "1", "--to", "2"])["all"]["total"],
        0
    );

    if !can_show(Engine::Browser) {
        return;
    }
    let window = Window::open(Engine::Browser, &device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#rail-gaps").await;
    window
        .find(&format!("#gaps-summary[data-linked=\"1\"][data-total=\"{total}\"]"))
        .await;
    assert_eq!(window.count("#gaps-begun > li").await, 1);
    assert_eq!(window.count("#gaps-open > li").await as u64, total - 1);
    choose(&window, "#gaps-cycle", "2").await;
    window.find("#gaps-summary").await;

    window.press("#rail-recommendations").await;
    window.press("#narrow-recommendations summary").await;
    choose(&window, "#filter-position", "noted").await;
    choose(&window, "#filter-cycle", "c2").await;
    window.find("#narrow-recommendations[data-count=\"2\"]").await;
    window.find("[data-recommendation] [data-position=noted]").await;
    while window.count("[data-recommendation] [data-position=supported]").await > 0 {
        tokio::task::yield_now().await;
    }
    window.close().await;
}
