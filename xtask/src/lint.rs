//! `cargo xtask lint`.

use anyhow::Result;

use crate::workspace::Workspace;

pub(crate) fn lint(_workspace: &Workspace) -> Result<()> {
    Ok(())
}
