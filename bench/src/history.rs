//! Opening a record that was worked on for a year.

use std::time::Instant;

use anyhow::Result;
use satchel_client::{
    App,
    vault::{Opener, Passphrase},
};
use satchel_shared::{edit::Edit, path::Path, schema::Kind};

use crate::{
    figure::{percentile, print},
    world::{PASSPHRASE, vault},
};

/// Each is what was typed between two pauses.
const CHANGES: usize = 2_000;
const CHARACTERS: usize = 10;
const OPENED: usize = 9;

pub(crate) fn run() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path().join("vault");
    let id = {
        let app = vault(&folder)?;
        let id = app.create(Kind::Request)?.row.id;
        for number in 0..CHANGES {
            let fields = ["context", "needs", "beneficiaries", "consultation"];
            let path: Path = fields
                .get(number % fields.len())
                .copied()
                .unwrap_or("context")
                .parse()?;
            let insert = format!("word {number:04} ");
            let at = number / fields.len() * CHARACTERS;
            app.edit(
                id,
                &[Edit::Splice {
                    path,
                    at,
                    delete: 0,
                    insert,
                }],
            )?;
        }
        id
    };
    let mut times = Vec::with_capacity(OPENED);
    for _ in 0..OPENED {
        let app = App::new(folder.clone());
        app.open(Opener::new(&folder, &Passphrase::new(PASSPHRASE.to_owned()))?)?;
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
        &format!("opening a record of {CHANGES} changes of {CHARACTERS} letters, the slowest"),
        percentile(&times, 100),
        20.0,
        "ms",
    );
    Ok(())
}
