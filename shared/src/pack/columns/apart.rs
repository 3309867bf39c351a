//! Changes taken apart into columns.

use std::collections::{BTreeMap, HashMap};

use automerge::{Change, ChangeHash};

use super::{
    CHECKSUM, DEPENDENCIES, DEPENDENCY, FIRST_OPERATION, HASH_BYTES, NUMBERS, OPERATIONS, REST, REST_BYTES, SEQ, SHAPE,
    TIME, VALUES, take_prefixed,
};
use crate::pack::{
    column::{self, Value, put, take, take_bytes},
    operations::Encoding,
};

#[derive(Default)]
pub(super) struct Apart {
    /// Where each change stands.
    places: HashMap<ChangeHash, usize>,
    shapes: Vec<Vec<u8>>,
    pub(super) numbers: BTreeMap<usize, Vec<Value>>,
    bytes: BTreeMap<usize, Vec<u8>>,
}

impl Apart {
    pub(super) fn taken(changes: &[Change], base: &[ChangeHash]) -> Option<Self> {
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

    pub(super) fn finish(self) -> Vec<u8> {
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
