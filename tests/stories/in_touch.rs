//! A window that stays in touch: nobody presses anything, and both sides have what the other wrote.

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    process::until,
    window::{Engine, Window, can_show},
};

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
    let window = Window::open(Engine::Browser, &ayu).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("#open-sync").await;
    window.press("#in-touch").await;
    window.find("#sync-attempts [data-outcome=done]").await;
    window.press("#sync-panel .close").await;

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
