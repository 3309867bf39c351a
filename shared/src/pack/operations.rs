//! The columns of one change's operations, in the encodings that Automerge gives them.
//!
//! Source: Automerge binary document format 1.0, "Column encodings" (<https://automerge.org/automerge-binary-format-spec/>).
//! Which encoding a column has is in the lowest three bits of its number.

use leb128::read;

use super::column::{Value, put, put_signed, take};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Runs of unsigned numbers: groups, actors, integers, and what kind of value follows.
    Runs,
    /// Runs of the differences between signed numbers.
    Differences,
    /// How often there is no, then yes, then no, and so on.
    Flags,
    /// Text and values, which stay as they are.
    Bytes,
}

impl Encoding {
    pub(super) fn of(number: usize) -> Self {
        match number & 7 {
            3 => Self::Differences,
            4 => Self::Flags,
            5 | 7 => Self::Bytes,
            _ => Self::Runs,
        }
    }

    /// Adds a column's values to others; nothing where it is not written so.
    pub(super) fn read(self, mut bytes: &[u8], values: &mut Vec<Value>) -> Option<()> {
        let from = values.len();
        let mut flag = false;
        while !bytes.is_empty() {
            if self == Self::Flags {
                let count = usize::try_from(take(&mut bytes)?).ok()?;
                extend(values, Some(flag.into()), count)?;
                flag = !flag;
                continue;
            }
            match read::signed(&mut bytes).ok()? {
                0 => extend(values, None, usize::try_from(take(&mut bytes)?).ok()?)?,
                count @ 1.. => {
                    let value = self.take(&mut bytes)?;
                    extend(values, Some(value), usize::try_from(count).ok()?)?;
                }
                count => {
                    for _ in 0..count.unsigned_abs() {
                        values.push(Some(self.take(&mut bytes)?));
                    }
                }
            }
        }
        if self == Self::Differences {
            let mut last = 0_i64;
            for value in values[from..].iter_mut().flatten() {
                last = last.checked_add(*value)?;
                *value = last;
            }
        }
        Some(())
    }

    fn take(self, bytes: &mut &[u8]) -> Option<i64> {
        match self {
            Self::Differences => read::signed(bytes).ok(),
            Self::Runs | Self::Flags | Self::Bytes => take(bytes)?.try_into().ok(),
        }
    }

    /// Writes values as Automerge does. `values` are altered on the way.
    pub(super) fn write(self, values: &mut [Value], bytes: &mut Vec<u8>) {
        if self == Self::Flags {
            let mut flag = false;
            for run in values.chunk_by(|one, other| is_yes(*one) == is_yes(*other)) {
                if is_yes(run[0]) != flag {
                    put(bytes, 0);
                    flag = !flag;
                }
                put(bytes, run.len() as u64);
                flag = !flag;
            }
            return;
        }
        if self == Self::Differences {
            let mut last = 0;
            for value in values.iter_mut().flatten() {
                (*value, last) = (value.wrapping_sub(last), *value);
            }
        }
        let mut single = 0..0;
        for run in values.chunk_by(PartialEq::eq) {
            let end = single.end + run.len();
            if run.len() == 1 && run[0].is_some() {
                single.end = end;
                continue;
            }
            self.write_single(&values[single], bytes);
            let count = i64::try_from(run.len()).unwrap_or(i64::MAX);
            match run[0] {
                Some(value) => {
                    put_signed(bytes, count);
                    self.put(bytes, value);
                }
                None => {
                    put_signed(bytes, 0);
                    put(bytes, run.len() as u64);
                }
            }
            single = end..end;
        }
        self.write_single(&values[single], bytes);
    }

    /// Writes the value of a column that has only one, as nearly all of those do that a typed character makes.
    pub(super) fn write_one(self, value: Value, bytes: &mut Vec<u8>) {
        match value {
            _ if self == Self::Flags => {
                if is_yes(value) {
                    put(bytes, 0);
                }
                put(bytes, 1);
            }
            Some(value) => {
                put_signed(bytes, -1);
                self.put(bytes, value);
            }
            None => {
                put_signed(bytes, 0);
                put(bytes, 1);
            }
        }
    }

    fn write_single(self, values: &[Value], bytes: &mut Vec<u8>) {
        if values.is_empty() {
            return;
        }
        put_signed(bytes, i64::try_from(values.len()).map_or(i64::MIN, |count| -count));
        for value in values.iter().flatten() {
            self.put(bytes, *value);
        }
    }

    fn put(self, bytes: &mut Vec<u8>, value: i64) {
        match self {
            Self::Differences => put_signed(bytes, value),
            Self::Runs | Self::Flags | Self::Bytes => put(bytes, value.cast_unsigned()),
        }
    }
}

/// How many values of one change a column may have.
const MOST: usize = 4 << 20;

fn extend(values: &mut Vec<Value>, value: Value, count: usize) -> Option<()> {
    let length = values.len().checked_add(count).filter(|length| *length <= MOST)?;
    values.resize(length, value);
    Some(())
}

fn is_yes(value: Value) -> bool {
    value == Some(1)
}
