//! What an exchange costs in bytes and requests, by the number of records on the device.

use anyhow::{Context, Result};
use satchel_shared::{edit::Edit, path::Path, schema::Kind, window::SyncReport};
use serde_json::json;

use crate::{figure::print, world::World};

/// The most that an exchange without news may take, each way.
const IDLE_BYTES: f64 = 1_000.0;

#[expect(clippy::cast_precision_loss, reason = "figures of a few thousand")]
pub(crate) fn run(records: usize) -> Result<()> {
    let world = World::new("XAN")?;
    let content = |number: usize| {
        let text = format!("Why request number {number} is needed, in a sentence or two. ").repeat(8);
        let content = json!({ "title": format!("Request {number}"), "state": "XAN", "context": text });
        content.as_object().cloned().unwrap_or_default()
    };
    let contents: Vec<_> = (0..records).map(content).collect();
    let ids = world.device.create_from(Kind::Request, &contents)?;
    let first = world.device.sync()?;
    let name = |what: &str| format!("{records} records, {what}");
    print(
        &name("first sync, bytes up for each record"),
        first.bytes_up as f64 / records as f64,
        1_000.0,
        "B",
    );

    let idle = world.device.sync()?;
    both(&name("nothing changed"), &idle, IDLE_BYTES);

    let id = *ids.first().context("a record")?;
    let path: Path = "context".parse()?;
    world.device.edit(
        id,
        &[Edit::Splice {
            path,
            at: 0,
            delete: 0,
            insert: "x".repeat(500),
        }],
    )?;
    let one = world.device.sync()?;
    both(&name("500 characters typed in one"), &one, 2_000.0);
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "figures of a few thousand")]
fn both(name: &str, report: &SyncReport, target: f64) {
    print(&format!("{name}: requests"), report.requests as f64, 1.0, "");
    print(&format!("{name}: up"), report.bytes_up as f64, target, "B");
    print(&format!("{name}: down"), report.bytes_down as f64, target, "B");
}
