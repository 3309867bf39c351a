//! What a keystroke costs, from the window's command to its reply, on the disk.

use anyhow::{Result, anyhow};
use satchel_shared::{
    edit::Edit,
    ids::RequestId,
    path::Path,
    schema::Kind,
    window::{EditRecord, Edited, Request},
};
use uuid::Uuid;

use crate::{
    figure::{percentile, print, times},
    world::vault,
};

const CHARACTERS: usize = 100_000;

pub(crate) fn run() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let app = vault(&folder.path().join("vault"))?;
    let view = app.create(Kind::Request)?;
    let path: Path = "context".parse()?;
    let splice = |at: usize, insert: String| Edit::Splice {
        path: path.clone(),
        at,
        delete: 0,
        insert,
    };
    app.edit(view.row.id, &[splice(0, "A line of text. ".repeat(CHARACTERS / 16))])?;
    let mut base = app.view(view.row.id)?.base;
    // As a carrier brings it and takes it away: from the text of the command to the text of the reply.
    let sorted = times(1_000, |number| -> Result<()> {
        let request = EditRecord {
            request: RequestId(Uuid::from_u128(number as u128)),
            id: view.row.id,
            base: base.clone(),
            edits: vec![splice(50_000 + number, "x".to_owned())],
        };
        let command = serde_json::to_string(&request)?;
        let asked = serde_json::from_str(&command)?;
        let reply = app
            .call(EditRecord::COMMAND, asked)
            .map_err(|problem| anyhow!("{problem:?}"))?;
        let reply: Edited = serde_json::from_str(&reply.to_string())?;
        base = reply.base;
        Ok(())
    })?;
    print(
        "a keystroke in a text of 100,000 characters, half of them",
        percentile(&sorted, 50),
        5.0,
        "ms",
    );
    print(
        "a keystroke in a text of 100,000 characters, 99 of 100",
        percentile(&sorted, 99),
        5.0,
        "ms",
    );
    Ok(())
}
