//! `cargo xtask run`.

use anyhow::Result;

use crate::workspace::Workspace;

pub(crate) fn run(_workspace: &Workspace) -> Result<()> {
    Ok(())
}
