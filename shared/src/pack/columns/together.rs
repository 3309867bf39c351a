//! Changes put together again.
//!
//! What a person types makes one change after another of the same form, in which a few numbers and a character differ. So each
//! is put over the one before it as long as the columns say that the form stays: no more is written than what differs.

use std::ops::Range;

use automerge::{ActorId, ChangeHash};
use sha2::{Digest, Sha256};

use super::{
    CHANGE, CHECKSUM, COLUMNS, DEPENDENCIES, DEPENDENCY, FIRST_OPERATION, HEAD_BYTES, MAGIC, NUMBERS, OPERATIONS, REST,
    REST_BYTES, SEQ, SHAPE, TIME, VALUES, is_bytes, take_prefixed,
};
use crate::pack::{
    column::{Column, Value, put, put_signed, take, take_bytes},
    operations::Encoding,
    outline::Chunk,
};

pub(super) struct Together<'a> {
    base: &'a [ChangeHash],
    shapes: Vec<Shape<'a>>,
    columns: Vec<Column<'a>>,
    bytes: Vec<&'a [u8]>,
    hashes: Vec<ChangeHash>,
    /// Bytes and values that may still come.
    left: usize,
    /// Of the change that was put together last.
    deps: Vec<ChangeHash>,
    form: Form,
    /// What comes behind the head, and before it [`HEAD_BYTES`] into which the head is copied.
    contents: Vec<u8>,
    head: Vec<u8>,
    /// The length of the contents before which the head stands.
    headed: Option<usize>,
    // What is written before its place is known; emptied each time.
    operations: Vec<u8>,
    values: Vec<Value>,
    number: Vec<u8>,
}

struct Shape<'a> {
    actor: ActorId,
    actor_bytes: &'a [u8],
    /// Message and other actors, each after its length.
    described: &'a [u8],
    columns: Vec<usize>,
}

/// Where in the change that was put together last stands what may differ in the next.
#[derive(Default)]
struct Form {
    /// How many more changes are of this form.
    more: u64,
    shape: usize,
    /// Where the hashes begin of those on which it builds.
    dependencies: usize,
    numbers: Vec<Number>,
    verbatim: Vec<Verbatim>,
    /// How many values and bytes its operations have.
    values: usize,
}

struct Number {
    column: usize,
    written: Written,
    value: Value,
    place: Range<usize>,
    /// Where its length stands, in one byte, if it does.
    length_at: Option<usize>,
}

#[derive(Clone, Copy)]
enum Written {
    Count,
    Signed,
    Operation(Encoding),
}

/// Bytes that are as the body has them.
struct Verbatim {
    column: usize,
    place: Range<usize>,
}

impl<'a> Together<'a> {
    pub(super) fn new(mut body: &'a [u8], base: &'a [ChangeHash], limit: usize) -> Option<Self> {
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
            form: Form::default(),
            contents: Vec::new(),
            head: Vec::with_capacity(HEAD_BYTES),
            headed: None,
            operations: Vec::new(),
            values: Vec::new(),
            number: Vec::new(),
        })
    }

    pub(super) fn next(&mut self) -> Option<Chunk<'_>> {
        match self.form.more.checked_sub(1) {
            Some(more) => {
                self.form.more = more;
                self.go_on()?;
            }
            None => self.begin()?,
        }
        self.left = self.left.checked_sub(self.contents.len() - HEAD_BYTES)?;
        let hash = self.close()?;
        self.hashes.push(hash);
        let seq = self.form.numbers.first()?.value?;
        Some(Chunk {
            hash,
            actor: &self.shapes.get(self.form.shape)?.actor,
            seq: seq.cast_unsigned(),
            deps: &self.deps,
            bytes: self.contents.get(HEAD_BYTES - self.head.len()..)?,
        })
    }

    /// A change of whatever form.
    fn begin(&mut self) -> Option<()> {
        let form = &mut self.form;
        form.numbers.clear();
        form.verbatim.clear();
        form.shape = usize::try_from(self.columns[SHAPE].next_count()?).ok()?;
        self.contents.clear();
        self.contents.resize(HEAD_BYTES, 0);
        self.headed = None;
        let dependencies = self.columns[DEPENDENCIES].next_count()?;
        put(&mut self.contents, dependencies);
        self.form.dependencies = self.contents.len();
        self.deps.clear();
        for _ in 0..dependencies {
            let hash = self.dependency()?;
            self.contents.extend_from_slice(&hash.0);
            self.deps.push(hash);
        }
        let form = &mut self.form;
        let shape = self.shapes.get(form.shape)?;
        put(&mut self.contents, shape.actor_bytes.len() as u64);
        self.contents.extend_from_slice(shape.actor_bytes);
        for (column, written) in [
            (SEQ, Written::Count),
            (FIRST_OPERATION, Written::Count),
            (TIME, Written::Signed),
        ] {
            let value = self.columns[column].next()?;
            form.numbers
                .push(Number::put(column, written, value, &mut self.contents)?);
        }
        self.contents.extend_from_slice(shape.described);
        put(&mut self.contents, shape.columns.len() as u64);

        self.operations.clear();
        let (mut goes_on, mut values) = (true, 0_usize);
        let of_change = form.numbers.len();
        for number in &shape.columns {
            let before = self.operations.len();
            let counts = OPERATIONS + 2 * number;
            let count = usize::try_from(self.columns[counts].next_count()?).ok()?;
            self.left = self.left.checked_sub(count)?;
            values += count;
            put(&mut self.contents, *number as u64);
            match Encoding::of(*number) {
                Encoding::Bytes => {
                    let bytes = take_bytes(&mut self.bytes[counts + 1], count as u64)?;
                    form.verbatim
                        .push(Verbatim::put(counts + 1, bytes, &mut self.operations));
                }
                encoding @ (Encoding::Runs | Encoding::Differences | Encoding::Flags) if count == 1 => {
                    let (value, written) = (self.columns[counts + 1].next()?, Written::Operation(encoding));
                    let mut number = Number::put(counts + 1, written, value, &mut self.operations)?;
                    number.length_at = Some(self.contents.len());
                    form.numbers.push(number);
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
                    // Several values in a row are written anew each time.
                    goes_on &= count == 0;
                }
            }
            put(&mut self.contents, (self.operations.len() - before) as u64);
        }
        let behind = self.contents.len();
        let numbers = form.numbers.iter_mut().skip(of_change).map(|number| &mut number.place);
        for place in numbers.chain(form.verbatim.iter_mut().map(|taken| &mut taken.place)) {
            *place = place.start + behind..place.end + behind;
        }
        self.contents.extend_from_slice(&self.operations);
        let rest = self.columns[REST_BYTES].next_count()?;
        let rest = take_bytes(&mut self.bytes[REST], rest)?;
        form.verbatim.push(Verbatim::put(REST, rest, &mut self.contents));
        form.values = values;

        let counts = shape.columns.iter().map(|number| OPERATIONS + 2 * number);
        let steady = [SHAPE, DEPENDENCIES, REST_BYTES].into_iter().chain(counts);
        let repeats = steady.clone().map(|column| self.columns[column].repeats());
        form.more = repeats.min().filter(|_| goes_on).unwrap_or_default();
        for column in steady {
            self.columns[column].skip(form.more);
        }
        Some(())
    }

    /// A change of the same form as the last one, over it.
    fn go_on(&mut self) -> Option<()> {
        self.left = self.left.checked_sub(self.form.values)?;
        for at in 0..self.deps.len() {
            let hash = self.dependency()?;
            let from = self.form.dependencies + at * hash.0.len();
            self.contents[from..from + hash.0.len()].copy_from_slice(&hash.0);
            self.deps[at] = hash;
        }
        for at in 0..self.form.numbers.len() {
            let number = &mut self.form.numbers[at];
            let value = self.columns[number.column].next()?;
            if value == number.value {
                continue;
            }
            number.value = value;
            self.number.clear();
            number.written.put(value, &mut self.number)?;
            if self.number.len() == number.place.len() {
                self.contents[number.place.clone()].copy_from_slice(&self.number);
            } else {
                self.form.resize(at, &self.number, &mut self.contents);
            }
        }
        for taken in &self.form.verbatim {
            let bytes = take_bytes(&mut self.bytes[taken.column], taken.place.len() as u64)?;
            self.contents[taken.place.clone()].copy_from_slice(bytes);
        }
        Some(())
    }

    fn dependency(&mut self) -> Option<ChangeHash> {
        self.left = self.left.checked_sub(size_of::<ChangeHash>())?;
        let at = self.columns[DEPENDENCY].next()??;
        match usize::try_from(at) {
            Ok(back) => {
                let place = self.hashes.len().checked_sub(1)?.checked_sub(back)?;
                self.hashes.get(place).copied()
            }
            Err(_) => self.base.get(usize::try_from(-1 - at).ok()?).copied(),
        }
    }

    /// Writes the chunk's head before its contents; gives its hash.
    fn close(&mut self) -> Option<ChangeHash> {
        let length = self.contents.len() - HEAD_BYTES;
        if self.headed != Some(length) {
            self.head.clear();
            self.head.extend_from_slice(&MAGIC);
            self.head.resize(CHECKSUM.end, 0);
            self.head.push(CHANGE);
            put(&mut self.head, length as u64);
            let from = HEAD_BYTES.checked_sub(self.head.len())?;
            self.contents[from..HEAD_BYTES].copy_from_slice(&self.head);
            self.headed = Some(length);
        }
        let chunk = self.contents.get_mut(HEAD_BYTES - self.head.len()..)?;
        let hash = ChangeHash(Sha256::digest(&chunk[CHECKSUM.end..]).into());
        chunk[CHECKSUM].copy_from_slice(&hash.0[..CHECKSUM.len()]);
        Some(hash)
    }
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
            // As a change has them: each once.
            let is_next = number < NUMBERS && columns.last().is_none_or(|last| *last < number);
            columns.push(Some(number).filter(|_| is_next)?);
        }
        Some(Self {
            actor: ActorId::from(actor_bytes),
            actor_bytes,
            described,
            columns,
        })
    }
}

impl Form {
    /// Puts a number's bytes, of another length than before, where it stands; what stands behind it moves.
    fn resize(&mut self, at: usize, bytes: &[u8], contents: &mut Vec<u8>) {
        let number = &mut self.numbers[at];
        let before = number.place.clone();
        contents.splice(before.clone(), bytes.iter().copied());
        if let Some(at) = number.length_at {
            // A number has ten bytes at most, and one before it.
            contents[at] = bytes.len().to_le_bytes()[0];
        }
        let moved = |place: usize| {
            if place < before.end {
                place
            } else {
                place - before.len() + bytes.len()
            }
        };
        number.place.end = moved(before.end);
        for number in self.numbers.iter_mut().skip(at + 1) {
            number.place = moved(number.place.start)..moved(number.place.end);
            number.length_at = number.length_at.map(moved);
        }
        for taken in &mut self.verbatim {
            taken.place = moved(taken.place.start)..moved(taken.place.end);
        }
    }
}

impl Number {
    fn put(column: usize, written: Written, value: Value, bytes: &mut Vec<u8>) -> Option<Self> {
        let from = bytes.len();
        written.put(value, bytes)?;
        Some(Self {
            column,
            written,
            value,
            place: from..bytes.len(),
            length_at: None,
        })
    }
}

impl Written {
    fn put(self, value: Value, bytes: &mut Vec<u8>) -> Option<()> {
        match self {
            Self::Count => put(bytes, value?.try_into().ok()?),
            Self::Signed => put_signed(bytes, value?),
            Self::Operation(encoding) => encoding.write_one(value, bytes),
        }
        Some(())
    }
}

impl Verbatim {
    fn put(column: usize, taken: &[u8], bytes: &mut Vec<u8>) -> Self {
        let from = bytes.len();
        bytes.extend_from_slice(taken);
        Self {
            column,
            place: from..bytes.len(),
        }
    }
}
