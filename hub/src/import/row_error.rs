//! Where a file is wrong.

use std::fmt;

/// What is wrong, and in which line of the file (from 1, the header).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct RowError<R: fmt::Debug + fmt::Display> {
    pub line: u64,
    pub reason: R,
}

/// Characters of a wrong cell that its error repeats.
const QUOTED: usize = 100;

/// The beginning of a wrong cell.
pub(super) fn quoted(text: &str) -> String {
    text.chars().take(QUOTED).collect()
}
