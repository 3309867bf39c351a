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

use std::collections::{BTreeMap, HashMap};

use automerge::{ActorId, Change, ChangeHash};
use sha2::{Digest, Sha256};

use super::{
    column::{self, Column, Value, put, put_signed, take, take_bytes},
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

#[derive(Default)]
struct Apart {
    /// Where each change stands.
    places: HashMap<ChangeHash, usize>,
    shapes: Vec<Vec<u8>>,
    numbers: BTreeMap<usize, Vec<Value>>,
    bytes: BTreeMap<usize, Vec<u8>>,
}

impl Apart {
    fn taken(changes: &[Change], base: &[ChangeHash]) -> Option<Self> {
        let mut apart = Self::default();
        for change in changes {
            apart.add(change, base)?;
        }
        Some(apart)
    }

    fn add(&mut self, change: &Change, base: &[ChangeHash]) -> Option<()> {
        let mut left = change.raw_bytes().get(CHECKSUM.end + 1..)?;
        let length = take(&mut left)?;
        let mut left = take_bytes(&mut left, length)?;

        let dependencies = take(&mut left)?;
        self.number(DEPENDENCIES, dependencies)?;
        for _ in 0..dependencies {
            let hash = ChangeHash(take_bytes(&mut left, HASH_BYTES)?.try_into().ok()?);
            let at = match self.places.get(&hash) {
                Some(place) => i64::try_from(self.places.len() - 1 - place).ok()?,
                None => -1 - i64::try_from(base.iter().position(|known| *known == hash)?).ok()?,
            };
            self.signed(DEPENDENCY, at);
        }
        let actor = take_prefixed(&mut left)?;
        self.number(SEQ, take(&mut left)?)?;
        self.number(FIRST_OPERATION, take(&mut left)?)?;
        self.signed(TIME, leb128::read::signed(&mut left).ok()?);

        let described = left;
        take_prefixed(&mut left)?;
        for _ in 0..take(&mut left)? {
            take_prefixed(&mut left)?;
        }
        let mut shape = Vec::new();
        put(&mut shape, actor.len() as u64);
        shape.extend_from_slice(actor);
        shape.extend_from_slice(described.get(..described.len() - left.len())?);
        let columns = take(&mut left)?;
        put(&mut shape, columns);
        let mut lengths = Vec::new();
        for _ in 0..columns {
            let number = take(&mut left)?;
            put(&mut shape, number);
            lengths.push((usize::try_from(number).ok()?, take(&mut left)?));
        }
        self.shape(shape)?;
        for (number, length) in lengths {
            self.column(number, take_bytes(&mut left, length)?)?;
        }
        self.number(REST_BYTES, left.len() as u64)?;
        self.bytes.entry(REST).or_default().extend_from_slice(left);
        let twice = self.places.insert(change.hash(), self.places.len());
        twice.is_none().then_some(())
    }

    fn shape(&mut self, shape: Vec<u8>) -> Option<()> {
        let known = self.shapes.iter().position(|known| *known == shape);
        let place = known.unwrap_or_else(|| {
            self.shapes.push(shape);
            self.shapes.len() - 1
        });
        self.number(SHAPE, place as u64)
    }

    fn column(&mut self, number: usize, bytes: &[u8]) -> Option<()> {
        if number >= NUMBERS {
            return None;
        }
        let counts = OPERATIONS + 2 * number;
        let encoding = Encoding::of(number);
        if encoding == Encoding::Bytes {
            self.bytes.entry(counts + 1).or_default().extend_from_slice(bytes);
            return self.number(counts, bytes.len() as u64);
        }
        let values = self.numbers.entry(counts + 1).or_default();
        let before = values.len();
        encoding.read(bytes, values)?;
        let count = values.len() - before;
        if count > VALUES {
            return None;
        }
        self.number(counts, count as u64)
    }

    fn number(&mut self, column: usize, number: u64) -> Option<()> {
        self.signed(column, i64::try_from(number).ok()?);
        Some(())
    }

    fn signed(&mut self, column: usize, number: i64) {
        self.numbers.entry(column).or_default().push(Some(number));
    }

    fn finish(self) -> Vec<u8> {
        let mut body = Vec::new();
        put(&mut body, self.places.len() as u64);
        put(&mut body, self.shapes.len() as u64);
        for shape in self.shapes {
            put(&mut body, shape.len() as u64);
            body.extend(shape);
        }
        let numbers = self.numbers.into_iter();
        let mut columns: BTreeMap<usize, Vec<u8>> = self.bytes;
        columns.extend(numbers.map(|(number, values)| (number, column::written(&values))));
        put(&mut body, columns.len() as u64);
        let (mut last, mut met, mut bytes) = (0, Vec::new(), Vec::new());
        for (number, column) in &columns {
            put(&mut body, (number - last) as u64);
            last = *number;
            match met.iter().position(|other| other == &column) {
                Some(place) => put(&mut body, place as u64 + 1),
                None => {
                    put(&mut body, 0);
                    put(&mut body, column.len() as u64);
                    bytes.extend_from_slice(column);
                }
            }
            met.push(column);
        }
        body.extend(bytes);
        body
    }
}

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

struct Shape<'a> {
    actor: ActorId,
    actor_bytes: &'a [u8],
    /// Message and other actors, each after its length.
    described: &'a [u8],
    columns: Vec<usize>,
}

struct Together<'a> {
    base: &'a [ChangeHash],
    shapes: Vec<Shape<'a>>,
    columns: Vec<Column<'a>>,
    bytes: Vec<&'a [u8]>,
    hashes: Vec<ChangeHash>,
    /// Bytes and values that may still come.
    left: usize,
    /// Of the change that was put together last.
    deps: Vec<ChangeHash>,
    head: Vec<u8>,
    /// What comes behind the head, and before it [`HEAD_BYTES`] into which it is copied.
    contents: Vec<u8>,
    operations: Vec<u8>,
    values: Vec<Value>,
}

impl<'a> Together<'a> {
    fn new(mut body: &'a [u8], base: &'a [ChangeHash], limit: usize) -> Option<Self> {
        let body = &mut body;
        take(body)?;
        let mut shapes = Vec::new();
        for _ in 0..take(body)? {
            shapes.push(Shape::read(take_prefixed(body)?)?);
        }
        let mut number = 0_usize;
        let mut places = Vec::new();
        for _ in 0..take(body)? {
            number = number.checked_add(usize::try_from(take(body)?).ok()?)?;
            let place = usize::try_from(take(body)?).ok()?;
            let length = if place == 0 { take(body)? } else { 0 };
            if number >= COLUMNS || places.len() >= COLUMNS {
                return None;
            }
            places.push((number, place, length));
        }
        let (mut columns, mut bytes) = (vec![Column::default(); COLUMNS], vec![&[][..]; COLUMNS]);
        let mut met: Vec<&[u8]> = Vec::new();
        for (number, place, length) in places {
            let column = match place.checked_sub(1) {
                Some(place) => met.get(place)?,
                None => take_bytes(body, length)?,
            };
            met.push(column);
            if is_bytes(number) {
                *bytes.get_mut(number)? = column;
            } else {
                *columns.get_mut(number)? = Column::new(column)?;
            }
        }
        Some(Self {
            base,
            shapes,
            columns,
            bytes,
            hashes: Vec::new(),
            left: limit,
            deps: Vec::new(),
            head: Vec::with_capacity(HEAD_BYTES),
            contents: Vec::new(),
            operations: Vec::new(),
            values: Vec::new(),
        })
    }

    fn next(&mut self) -> Option<Chunk<'_>> {
        let shape = usize::try_from(self.number(SHAPE)?).ok()?;
        let seq = self.number(SEQ)?;
        self.contents.clear();
        self.contents.resize(HEAD_BYTES, 0);
        let dependencies = self.number(DEPENDENCIES)?;
        put(&mut self.contents, dependencies);
        self.deps.clear();
        for _ in 0..dependencies {
            let hash = self.dependency()?;
            self.contents.extend_from_slice(&hash.0);
            self.left = self.left.checked_sub(hash.0.len())?;
            self.deps.push(hash);
        }
        let first = self.number(FIRST_OPERATION)?;
        let time = self.columns[TIME].next()??;
        self.operations.clear();
        let shape = self.shapes.get(shape)?;
        put(&mut self.contents, shape.actor_bytes.len() as u64);
        self.contents.extend_from_slice(shape.actor_bytes);
        put(&mut self.contents, seq);
        put(&mut self.contents, first);
        put_signed(&mut self.contents, time);
        self.contents.extend_from_slice(shape.described);
        put(&mut self.contents, shape.columns.len() as u64);
        for number in &shape.columns {
            let before = self.operations.len();
            let counts = OPERATIONS + 2 * number;
            let count = usize::try_from(self.columns[counts].next_count()?).ok()?;
            self.left = self.left.checked_sub(count)?;
            match Encoding::of(*number) {
                Encoding::Bytes => {
                    let bytes = take_bytes(&mut self.bytes[counts + 1], count as u64)?;
                    self.operations.extend_from_slice(bytes);
                }
                encoding @ (Encoding::Runs | Encoding::Differences | Encoding::Flags) if count == 1 => {
                    let value = self.columns[counts + 1].next()?;
                    encoding.write_one(value, &mut self.operations);
                }
                encoding @ (Encoding::Runs | Encoding::Differences | Encoding::Flags) => {
                    if count > VALUES {
                        return None;
                    }
                    self.values.clear();
                    for _ in 0..count {
                        self.values.push(self.columns[counts + 1].next()?);
                    }
                    encoding.write(&mut self.values, &mut self.operations);
                }
            }
            put(&mut self.contents, *number as u64);
            put(&mut self.contents, (self.operations.len() - before) as u64);
        }
        self.contents.extend_from_slice(&self.operations);
        let rest = self.columns[REST_BYTES].next_count()?;
        let rest = take_bytes(&mut self.bytes[REST], rest)?;
        self.contents.extend_from_slice(rest);
        self.left = self.left.checked_sub(self.contents.len() - HEAD_BYTES)?;
        let (bytes, hash) = close(&mut self.head, &mut self.contents)?;
        self.hashes.push(hash);
        Some(Chunk {
            hash,
            actor: &shape.actor,
            seq,
            deps: &self.deps,
            bytes,
        })
    }

    fn number(&mut self, column: usize) -> Option<u64> {
        self.columns[column].next_count()
    }

    fn dependency(&mut self) -> Option<ChangeHash> {
        let at = self.columns[DEPENDENCY].next()??;
        match usize::try_from(at) {
            Ok(back) => {
                let place = self.hashes.len().checked_sub(1)?.checked_sub(back)?;
                self.hashes.get(place).copied()
            }
            Err(_) => self.base.get(usize::try_from(-1 - at).ok()?).copied(),
        }
    }
}

/// Writes a chunk's head before its contents, which begin after [`HEAD_BYTES`]; gives the chunk and its hash.
fn close<'a>(head: &mut Vec<u8>, contents: &'a mut [u8]) -> Option<(&'a [u8], ChangeHash)> {
    head.clear();
    head.extend_from_slice(&MAGIC);
    head.resize(CHECKSUM.end, 0);
    head.push(CHANGE);
    put(head, contents.len().checked_sub(HEAD_BYTES)? as u64);
    let chunk = contents.get_mut(HEAD_BYTES.checked_sub(head.len())?..)?;
    chunk[..head.len()].copy_from_slice(head);
    let hash = ChangeHash(Sha256::digest(&chunk[CHECKSUM.end..]).into());
    chunk[CHECKSUM].copy_from_slice(&hash.0[..CHECKSUM.len()]);
    Some((chunk, hash))
}

impl<'a> Shape<'a> {
    fn read(mut bytes: &'a [u8]) -> Option<Self> {
        let bytes = &mut bytes;
        let actor_bytes = take_prefixed(bytes)?;
        let from = *bytes;
        take_prefixed(bytes)?;
        for _ in 0..take(bytes)? {
            take_prefixed(bytes)?;
        }
        let described = from.get(..from.len() - bytes.len())?;
        let mut columns = Vec::new();
        for _ in 0..take(bytes)? {
            let number = usize::try_from(take(bytes)?).ok()?;
            columns.push(Some(number).filter(|number| *number < NUMBERS)?);
        }
        Some(Self {
            actor: ActorId::from(actor_bytes),
            actor_bytes,
            described,
            columns,
        })
    }
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
