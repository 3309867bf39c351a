//! Opening a record that was worked on for a year.

use std::time::Instant;

use anyhow::Result;
use satchel_client::vault::Passphrase;
use satchel_shared::{edit::Edit, ids::RecordId, path::Path, schema::Kind, window::ListRecords};
use serde_json::Map;

use crate::{
    figure::{percentile, print},
    world::{PASSPHRASE, vault},
};

/// Each is what was typed between two pauses.
const CHANGES: usize = 2_000;
const CHARACTERS: usize = 10;
/// The most that lie beside a document before it is written whole again.
const PENDING: usize = 62;
const OPENED: usize = 40;
/// More than stay in memory.
const OTHERS: usize = 12;

pub(crate) fn run() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path().join("vault");
    let app = vault(&folder)?;
    // The documents of other records push this one out of memory each time.
    let others: Vec<RecordId> = app.create_from(Kind::Practice, &vec![Map::new(); OTHERS])?;
    let id = app.create(Kind::Request)?.row.id;
    for number in 0..CHANGES {
        let fields = ["context", "needs", "beneficiaries", "consultation"];
        let path: Path = fields
            .get(number % fields.len())
            .copied()
            .unwrap_or("context")
            .parse()?;
        let edit = Edit::Splice {
            path,
            at: number / fields.len() * CHARACTERS,
            delete: 0,
            insert: format!("word {number:04} "),
        };
        app.edit(id, &[edit])?;
        if number + PENDING == CHANGES {
            // What was typed before is one piece on the disk; what follows is not.
            app.list(&ListRecords {
                text: "word".to_owned(),
                ..ListRecords::default()
            })?;
        }
    }
    app.lock();
    app.unlock(&Passphrase::new(PASSPHRASE.to_owned()))?;
    let mut times = Vec::with_capacity(OPENED);
    for _ in 0..OPENED {
        for other in &others {
            app.view(*other)?;
        }
        let since = Instant::now();
        let view = app.view(id)?;
        let as_sent = serde_json::to_vec(&view)?;
        times.push(since.elapsed());
        drop(as_sent);
    }
    times.sort_unstable();
    print(
        &format!("opening a record of {CHANGES} changes of {CHARACTERS} letters, half of them"),
        percentile(&times, 50),
        20.0,
        "ms",
    );
    print(
        &format!("opening a record of {CHANGES} changes of {CHARACTERS} letters, 95 of 100"),
        percentile(&times, 95),
        20.0,
        "ms",
    );
    Ok(())
}
