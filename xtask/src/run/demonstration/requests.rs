//! What the demonstration's lead has written: two requests that are being drafted, one of them in Arabic, and one that
//! was submitted.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

const DRAFT: &str = include_str!("court-clerks.json");
const DRAFT_IN_ARABIC: &str = include_str!("night-lawyers.json");
const SUBMITTED: &str = include_str!("complaints.json");

/// The State of the draft, and what is searched among its recommendations: the first that each search finds is tied to
/// the draft.
const STATE: &str = "XOS";
const RECOMMENDATIONS_ABOUT: &[&str] = &["questioning in police custody", "independent body that visits"];

/// Writes them into a vault that has its office's recommendations, by the commands that a person would type.
pub(super) fn write(folder: &Path, client: &dyn Fn() -> Command) -> Result<()> {
    let run = |arguments: &[&str]| {
        let mut command = client();
        command.args(arguments);
        process::read(command)
    };
    let file = folder.join("request.json");
    let new = |content: &str| {
        std::fs::write(&file, content)?;
        run(&[
            "new",
            "request",
            "--from",
            file.to_str().context("the folder's name is no UTF-8")?,
        ])
    };
    let submitted = new(SUBMITTED)?;
    new(DRAFT_IN_ARABIC)?;
    let draft = new(DRAFT)?;
    std::fs::remove_file(&file)?;
    run(&["submit", &submitted])?;
    for words in RECOMMENDATIONS_ABOUT {
        let found = run(&["search", words, "--in", "recommendations", "--limit", "10", "--json"])?;
        let found: Value = serde_json::from_str(&found).context("the search prints no JSON")?;
        let mut of_the_state = found
            .as_array()
            .into_iter()
            .flatten()
            .filter(|found| found["state"] == STATE);
        let id = of_the_state
            .next()
            .and_then(|found| found["id"].as_str())
            .with_context(|| format!("no recommendation about {words:?} is found"))?;
        run(&["link", &draft, id])?;
    }
    Ok(())
}
