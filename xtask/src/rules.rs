//! `cargo xtask rules`: the rules of the ledger as people read them.

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

pub(crate) fn rules(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["run", "--quiet", "--package", "satchel-shared", "--example", "rules"]);
    let table = process::read(cargo)?;
    let file = workspace.root().join("docs/rules.md");
    std::fs::write(&file, format!("{}\n", table.trim_end()))
        .with_context(|| format!("{} is not written", file.display()))?;
    println!("{}", file.display());
    Ok(())
}
