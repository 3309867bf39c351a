//! A pack's body: changes taken apart into columns, so that what they have alike is said once.
//!
//! Automerge names a change by the hash of its own bytes. Here those bytes are put together again, one change after the other,
//! from the columns; their hashes come out on the way, and what a change says that it builds on is told by its place. Reading
//! a change costs little more than hashing it, and nothing of it is interpreted: a hub that only keeps packs need not build a
//! document's operations from them.
//!
//! ```text
//! body    = changes, shapes, (length, shape)*, columns, (number, place)*, bytes of the columns
//! shape   = actor, message, other actors, and the numbers of the operations' columns, as in the change
//! number  = the difference from the column before
//! place   = 0, length            its bytes follow those of the columns before it
//!         | n                    the same bytes as the nth column
//! ```
//!
//! Source of a change's bytes: Automerge binary document format 1.0, "Change chunks"
//! (<https://automerge.org/automerge-binary-format-spec/>). What does not come out as it went in is not packed so.

mod apart;
mod together;

use automerge::{Change, ChangeHash};

use self::{apart::Apart, together::Together};
use super::{
    column::{take, take_bytes},
    operations::Encoding,
    outline::Chunk,
};

/// How a chunk begins; its checksum follows, and then its type.
const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHECKSUM: std::ops::Range<usize> = 4..8;
const CHANGE: u8 = 1;
/// The most that a chunk has before its contents: magic, checksum, type, and their length.
const HEAD_BYTES: usize = CHECKSUM.end + 1 + 10;
const HASH_BYTES: u64 = 32;

// The columns of what each change has.
const SHAPE: usize = 0;
const SEQ: usize = 1;
const FIRST_OPERATION: usize = 2;
const TIME: usize = 3;
const DEPENDENCIES: usize = 4;
/// How many changes before the last one; or, below zero, which of the pack's base.
const DEPENDENCY: usize = 5;
const REST_BYTES: usize = 6;
const REST: usize = 7;
/// Two for each column of operations: how many values (or bytes) a change has in it, and they.
const OPERATIONS: usize = 8;
/// Numbers of operations' columns; Automerge uses some below 176.
const NUMBERS: usize = 256;
const COLUMNS: usize = OPERATIONS + 2 * NUMBERS;
/// Values in one column of one change, which are in memory together: a few bytes may stand for a run of any length. A change
/// with more operations is not taken apart.
pub(super) const VALUES: usize = 4 << 20;

/// Takes changes apart, each of which comes once and after those it builds on; nothing where one is not written as is known here.
pub(super) fn written(changes: &[Change], base: &[ChangeHash]) -> Option<Vec<u8>> {
    Some(Apart::taken(changes, base)?.finish())
}

/// Changes whose operations name their objects by counters from a number on, which none that Automerge made does.
#[cfg(test)]
pub(super) fn written_with_counters_above(above: i64, changes: &[Change], base: &[ChangeHash]) -> Option<Vec<u8>> {
    let mut apart = Apart::taken(changes, base)?;
    for value in apart.numbers.get_mut(&(OBJECT_COUNTERS + 1))?.iter_mut().flatten() {
        *value += above;
    }
    Some(apart.finish())
}

/// One change that says to have so many operations in one column.
#[cfg(test)]
pub(super) fn written_with_values(count: usize, change: &Change, base: &[ChangeHash]) -> Option<Vec<u8>> {
    let mut apart = Apart::taken(std::slice::from_ref(change), base)?;
    apart.numbers.insert(OBJECT_COUNTERS, vec![i64::try_from(count).ok()]);
    apart.numbers.insert(OBJECT_COUNTERS + 1, vec![Some(1); count]);
    Some(apart.finish())
}

#[cfg(test)]
const OBJECT_COUNTERS: usize = OPERATIONS + 2 * 0x02;

/// How many changes a body says to have.
pub(super) fn count(mut body: &[u8]) -> Option<u64> {
    take(&mut body)
}

/// A body that is not columns of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("they are not in columns that can be read")]
pub(super) struct Damaged;

/// Puts changes together, and gives them to `each`, one after the other.
///
/// # Errors
/// [`Damaged`], also where there are more bytes, or values of operations, than `limit`; and what `each` says.
pub(super) fn read<E: From<Damaged>>(
    body: &[u8],
    base: &[ChangeHash],
    limit: usize,
    mut each: impl FnMut(&Chunk<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut together = Together::new(body, base, limit).ok_or(Damaged)?;
    for _ in 0..count(body).ok_or(Damaged)? {
        each(&together.next().ok_or(Damaged)?)?;
    }
    Ok(())
}

fn is_bytes(column: usize) -> bool {
    match column.checked_sub(OPERATIONS) {
        None => column == REST,
        Some(column) => column % 2 == 1 && Encoding::of(column / 2) == Encoding::Bytes,
    }
}

fn take_prefixed<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take(bytes)?;
    take_bytes(bytes, length)
}
