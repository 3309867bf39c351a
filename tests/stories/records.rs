//! What is done with a record beside writing it: what is amiss is told, a copy begins a new one, and it is printed.

use satchel_tests::{
    Device,
    device::PASSPHRASE,
    window::{Engine, Window, can_show},
};
use serde_json::Value;

/// A record's content without what only it has.
fn bare(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for name in ["id", "comments", "base", "edited_at", "edited", "safety"] {
                fields.remove(name);
            }
            fields.values_mut().for_each(bare);
        }
        Value::Array(items) => items.iter_mut().for_each(bare),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn fill(device: &Device) -> String {
    let id = device.must(&["new", "request"]);
    for (path, value) in [
        ("title", "A legal adviser"),
        ("state", "IDN"),
        ("context", "Two offices lack vehicles, see A/HRC/RES/18/18."),
        ("focal_point.name", "Ayu Lestari"),
        ("focal_point.email", "ayu at example.org"),
        ("budget[0].item", "Adviser, month"),
        ("budget[0].quantity", "9"),
        ("budget[0].unit_cost_minor", "420000"),
        ("themes[0].theme", "torture"),
    ] {
        device.must(&["set", &id, path, value]);
    }
    device.must(&["comment", &id, "Is it two?"]);
    id
}

#[test]
fn a_copy_has_the_same_content_and_neither_comments_nor_history() {
    let device = Device::new();
    let id = fill(&device);
    let copy = device.must(&["copy", &id]);
    assert_ne!(copy, id);
    let (mut first, mut second) = (device.json(&["show", &id]), device.json(&["show", &copy]));
    assert_eq!(second["comments"], serde_json::json!([]));
    assert_ne!(first["budget"][0]["id"], second["budget"][0]["id"]);
    bare(&mut first);
    bare(&mut second);
    assert_eq!(first, second);
    let history = device.json(&["history", &copy]);
    assert_eq!(history["entries"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_is_amiss_is_told_and_kept_and_a_print_leaves_out_what_is_confidential() {
    if !can_show(Engine::Browser) {
        return;
    }
    let device = Device::new();
    fill(&device);
    let window = Window::open(Engine::Browser, &device).await;
    window.write("#passphrase", PASSPHRASE).await;
    window.press("#unlock").await;
    window.press("[data-record]").await;
    window
        .find("[data-path=\"focal_point.email\"] [data-rule=not-an-address]")
        .await;
    window.press("#section-budget").await;
    window.find("[data-rule=no-currency]").await;
    window.write("#field-budget-0-currency", "CHF\u{e007}").await;
    while window.count("[data-rule]").await > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(window.text("[data-total=CHF]").await, "37,800.00");

    window.press("#open-print").await;
    let sheet = window.text("#sheet").await;
    assert!(
        sheet.contains("A legal adviser") && sheet.contains("Two offices lack vehicles"),
        "{sheet}"
    );
    assert!(
        !sheet.contains("Ayu Lestari") && !sheet.contains("Is it two?"),
        "{sheet}"
    );
    assert_eq!(window.count("#sheet bdi[dir=ltr]").await, 1, "the symbol stands alone");
    window.write("body", "\u{e00c}").await;

    window.press("#copy-record").await;
    while window.count("[data-record]").await < 2 {
        tokio::task::yield_now().await;
    }
    window.holds("#field-title", "A legal adviser").await;
    window.close().await;
}
