//! No page of the window keeps anybody out, as far as axe-core 4 can tell: every page, every part of every kind of record,
//! every dialog, once in English and light, once in Arabic and dark.

use std::{env, fs};

use satchel_tests::{
    Device, Hub,
    device::PASSPHRASE,
    window::{Engine, Window, can_show},
};
use serde_json::{Value, json};

const KINDS: [&str; 5] = ["request", "practice", "activity", "discussion", "observation"];
/// What WebDriver sends for the key.
const ESCAPE: &str = "\u{e00c}";

/// A window that is looked at, and what axe found in it.
struct Looked {
    window: Window,
    axe: String,
    pages: usize,
    found: Vec<String>,
}

impl Looked {
    async fn new(device: &Device, query: &str, axe: &str) -> Self {
        let window = Window::open_as(Engine::Browser, device, query).await;
        Self {
            window,
            axe: axe.to_owned(),
            pages: 0,
            found: Vec::new(),
        }
    }

    /// Lets axe look at the page as it is now, once it has stopped moving.
    async fn look(&mut self, page: &str) {
        const LOOK: &str = r"
            const [source, done] = arguments;
            if (!window.axe) { (0, eval)(source); }
            const still = Promise.all(document.getAnimations().map((it) => it.finished.catch(() => null)));
            const tell = (it) => it.nodes.map((node) =>
                `${it.id} at ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`);
            still.then(() => axe.run(document, { resultTypes: ['violations'] }))
                .then((told) => done(told.violations.flatMap(tell)), (error) => done([`axe failed: ${error}`]));";
        let told = self.window.script(LOOK, vec![json!(self.axe)]).await;
        let told = told.as_array().expect("a list").iter().filter_map(Value::as_str);
        self.found.extend(told.map(|it| format!("{page}: {it}")));
        self.pages += 1;
    }

    async fn go(&self, hash: &str, css: &str) {
        let go = "location.hash = arguments[0]; arguments[1]()";
        self.window.script(go, vec![json!(hash)]).await;
        self.window.find(css).await;
    }

    /// Opens a dialog, looks at it, and closes it.
    async fn look_in(&mut self, button: &str, dialog: &str) {
        self.window.press(button).await;
        self.window.find(dialog).await;
        self.look(dialog).await;
        self.window.write("body", ESCAPE).await;
        while self.window.count(dialog).await > 0 {
            tokio::task::yield_now().await;
        }
    }

    async fn ids(&self, css: &str) -> Vec<String> {
        let ids = "arguments[1]([...document.querySelectorAll(arguments[0])].map((it) => it.id))";
        let told = self.window.script(ids, vec![json!(css)]).await;
        let told = told.as_array().expect("a list").iter().filter_map(Value::as_str);
        told.map(str::to_owned).collect()
    }
}

async fn nothing_keeps_anybody_out(query: &str) {
    if !can_show(Engine::Browser) {
        return;
    }
    let Some(axe) = env::var_os("SATCHEL_AXE") else {
        eprintln!("skipped: SATCHEL_AXE names no axe-core; `cargo xtask test` fetches it");
        return;
    };
    let axe = fs::read_to_string(axe).expect("axe-core");
    let mut found = Vec::new();

    let mut looked = Looked::new(&Device::empty(), query, &axe).await;
    looked.window.find("#create-vault").await;
    looked.look("a new vault").await;
    found.append(&mut looked.found);
    looked.window.close().await;

    let mut hub = Hub::new();
    hub.start();
    let offices = hub.must(&["demo"]);
    let office = offices.split('\t').next().expect("an office");
    let colleagues = [
        Device::of(&hub, office, "drafter", "Ayu"),
        Device::of(&hub, office, "drafter", "Budi"),
    ];
    let [device, colleague] = &colleagues;
    let request = &device.must(&["new", "request"]);
    device.must(&["set", request, "state", "IDN"]);
    device.must(&["sync"]);
    colleague.must(&["sync"]);
    for (device, title) in [(device, "A legal adviser"), (colleague, "Two legal advisers")] {
        device.must(&["set", request, "title", title]);
        device.must(&["set", request, "budget[0].item", title]);
    }
    device.must(&["comment", request, "Is it one?", "--on", "title"]);
    for device in [device, colleague, device] {
        device.must(&["sync"]);
    }

    let mut looked = Looked::new(device, query, &axe).await;
    looked.window.find("#unlock").await;
    looked.look("a locked vault").await;
    looked.window.write("#passphrase", "not this one").await;
    looked.window.press("#unlock").await;
    looked.window.find(".problem").await;
    looked.look("a refusal").await;
    looked.go("", "#passphrase").await;
    looked.window.find("#passphrase").await.clear().await.expect("a field");
    looked.window.write("#passphrase", PASSPHRASE).await;
    looked.window.press("#unlock").await;
    looked.window.find("[data-record]").await;
    looked.window.press("#narrow summary").await;
    looked.look("work").await;
    looked.look_in("#open-sync", "#sync-panel").await;
    looked.window.write("body", "?").await;
    looked.window.find("#shortcuts").await;
    looked.look("#shortcuts").await;
    looked.window.write("body", ESCAPE).await;

    looked.go(&format!("#/request/{request}"), "#section").await;
    looked.look("two values").await;
    for (button, dialog) in [
        ("#open-history", "#history"),
        ("#open-comments", "#comments"),
        ("#open-print", "#print"),
        ("#submit", "#confirm-submit"),
    ] {
        looked.look_in(button, dialog).await;
    }
    looked.window.press("#section-links").await;
    looked.look_in("#pick-recommendations", "#recommendation-search").await;
    for (hash, css) in [
        ("#/recommendations", "#recommendation-search"),
        ("#/join", "#membership"),
    ] {
        looked.go(hash, css).await;
        looked.look(hash).await;
    }
    let mut pages = looked.pages;
    found.append(&mut looked.found);
    looked.window.close().await;

    // Before it belongs to an office, a device writes every kind.
    let device = Device::new();
    let ids = KINDS.map(|kind| device.must(&["new", kind]));
    let mut looked = Looked::new(&device, query, &axe).await;
    looked.window.write("#passphrase", PASSPHRASE).await;
    looked.window.press("#unlock").await;
    looked.window.find("[data-record]").await;
    looked.go("#/join", "#hub-url").await;
    looked.look("joining").await;
    for (kind, id) in KINDS.iter().zip(&ids) {
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
    pages += looked.pages;
    found.append(&mut looked.found);
    assert!(pages > 40, "{pages} pages were looked at");
    looked.window.close().await;
    assert!(found.is_empty(), "{} barriers\n{}", found.len(), found.join("\n"));
}

#[tokio::test]
async fn no_page_in_english_and_light_keeps_anybody_out() {
    nothing_keeps_anybody_out("?lang=en&theme=light").await;
}

#[tokio::test]
async fn no_page_in_arabic_and_dark_keeps_anybody_out() {
    nothing_keeps_anybody_out("?lang=ar&theme=dark").await;
}
