//! A window that stays in touch: nobody presses anything, and both sides have what the other wrote.

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    process::until,
    window::{Engine, Window, can_show},
};

/// A window that stays in touch from now on, and has synced once.
async fn in_touch(device: &Device) -> Window {
    let window = Window::open(Engine::Browser, device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#open-sync").await;
    window.press("#in-touch").await;
    window.find("#sync-attempts [data-outcome=done]").await;
    window.press("#sync-panel .button.quiet").await;
    window
}

#[tokio::test]
async fn what_is_written_on_either_side_is_on_the_other_without_a_hand() {
    if !can_show(Engine::Browser) {
        return;
    }
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let ayu = Device::of(&hub, &office, "drafter", "Ayu");
    let budi = Device::of(&hub, &office, "drafter", "Budi");
    let window = in_touch(&ayu).await;

    let id = budi.must(&["new", "request"]);
    budi.must(&["set", &id, "title", "A legal adviser"]);
    budi.must(&["sync"]);
    window.press(&format!("[data-record=\"{id}\"]")).await;
    window.holds("#field-title", "A legal adviser").await;

    window.press("#section-need").await;
    window.write("#field-context", "Two offices lack vehicles.").await;
    until("the words of the window", || {
        budi.must(&["sync"]);
        (budi.json(&["show", &id])["context"] == "Two offices lack vehicles.").then_some(())
    });
    // And a page that is open follows what a colleague writes.
    budi.must(&["splice", &id, "context", "0", "0", "Three opened. "]);
    budi.must(&["sync"]);
    window
        .holds("#field-context", "Three opened. Two offices lack vehicles.")
        .await;
    window.close().await;
}

/// Nothing is tried while the system says that there is no network, and what waits goes when it says otherwise.
#[tokio::test]
async fn a_window_that_is_told_of_no_network_waits_until_it_is_told_that_it_is_back() {
    if !can_show(Engine::Browser) {
        return;
    }
    let mut hub = Hub::new();
    hub.start();
    let office = hub.office("National Commission", "nhri", "IDN");
    let ayu = Device::of(&hub, &office, "drafter", "Ayu");
    let window = in_touch(&ayu).await;
    let run = async |script: &str| {
        window
            .script(&format!("{script}; arguments[0](window.delays)"), vec![])
            .await
    };
    let pauses = async || {
        let all = run("").await;
        all.as_array()
            .expect("a list")
            .iter()
            .filter(|it| **it == 3_000)
            .count()
    };
    run("window.delays = []; const set = setTimeout; window.setTimeout = (f, ms) => { delays.push(ms); return set(f, ms) }")
        .await;

    window.press("#new-record").await;
    window.write("#field-title", "A legal adviser").await;
    window.find("#kept[data-state=kept]").await;
    window.find("[data-record][data-safety=at_headquarters]").await;
    assert!(
        pauses().await > 0,
        "a sync comes three seconds after the last keystroke"
    );

    run("window.dispatchEvent(new Event('offline')); window.delays = []").await;
    window.write("#field-title", " for two courts").await;
    window.find("#kept[data-state=kept]").await;
    window.find("#bag[data-waiting=\"1\"]").await;
    assert_eq!(pauses().await, 0);

    run("window.dispatchEvent(new Event('online'))").await;
    window.find("#bag[data-waiting=\"0\"]").await;

    // The same where there was none from the beginning.
    run("Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false, configurable: true })").await;
    window.press("#lock").await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("[data-record]").await;
    run("window.delays = []").await;
    window.write("#field-title", " in the north").await;
    window.find("#kept[data-state=kept]").await;
    window.find("#bag[data-waiting=\"1\"]").await;
    assert_eq!(pauses().await, 0);
    run("window.dispatchEvent(new Event('online'))").await;
    window.find("#bag[data-waiting=\"0\"]").await;
    window.close().await;
}
