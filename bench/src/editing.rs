//! What a keystroke costs, from the window's command to its reply, on the disk.

use anyhow::Result;
use satchel_shared::{edit::Edit, path::Path, schema::Kind, window::EditRecord};

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
    let sorted = times(300, |number| {
        let edits = vec![splice(50_000 + number, "x".to_owned())];
        app.edit_record(&EditRecord {
            id: view.row.id,
            base: base.clone(),
            edits,
        })
        .map(|edited| base = edited.base)
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
