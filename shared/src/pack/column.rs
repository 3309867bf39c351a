//! One column of a pack's body: numbers, or nothing where there is none, in runs.
//!
//! What a person types makes columns that hardly alter from one change to the next, or alter by the same each time. So a
//! column is written as it is or as differences, whichever is shorter, and equal neighbours once:
//!
//! ```text
//! column  = form (0: as it is, 1: differences), run*
//! run     = count > 0, value        the value so often
//!         | -count, value*          so many different values
//! ```
//!
//! All numbers are LEB128; counts and values with their sign in the lowest bit, and a value is one more, 0 being nothing.

use leb128::read;

/// Of one operation, or of one change.
pub(super) type Value = Option<i64>;

const PLAIN: u8 = 0;
const DIFFERENCES: u8 = 1;
/// Fewer equal neighbours than these are cheaper among the others.
const RUN: usize = 3;

pub(super) fn written(values: &[Value]) -> Vec<u8> {
    let mut last = 0;
    let differences: Vec<Value> = values
        .iter()
        .map(|value| {
            let value = (*value)?;
            let difference = value.wrapping_sub(last);
            last = value;
            Some(difference)
        })
        .collect();
    let [plain, differences] = [(PLAIN, values), (DIFFERENCES, &differences)].map(|(form, values)| {
        let mut bytes = vec![form];
        write_runs(&mut bytes, values);
        bytes
    });
    if differences.len() < plain.len() {
        differences
    } else {
        plain
    }
}

fn write_runs(bytes: &mut Vec<u8>, values: &[Value]) {
    let mut different = 0..0;
    for run in values.chunk_by(PartialEq::eq) {
        let end = different.end + run.len();
        if run.len() < RUN && !(different.is_empty() && run.len() > 1) {
            different.end = end;
            continue;
        }
        write_different(bytes, &values[different]);
        put(bytes, sign_lowest(i64::try_from(run.len()).unwrap_or(i64::MAX)));
        put(bytes, run[0].map_or(0, |value| sign_lowest(value).wrapping_add(1)));
        different = end..end;
    }
    write_different(bytes, &values[different]);
}

fn write_different(bytes: &mut Vec<u8>, values: &[Value]) {
    if values.is_empty() {
        return;
    }
    put(
        bytes,
        sign_lowest(i64::try_from(values.len()).map_or(i64::MIN, |count| -count)),
    );
    for value in values {
        put(bytes, value.map_or(0, |value| sign_lowest(value).wrapping_add(1)));
    }
}

/// A column that is read from its beginning.
#[derive(Debug, Clone, Default)]
pub(super) struct Column<'a> {
    left: &'a [u8],
    are_differences: bool,
    /// How many more of the last value come, and how many different ones after that.
    same: u64,
    different: u64,
    value: Value,
    last: i64,
}

impl<'a> Column<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        let (form, left) = bytes.split_first()?;
        Some(Self {
            left,
            are_differences: match *form {
                PLAIN => false,
                DIFFERENCES => true,
                _ => return None,
            },
            ..Self::default()
        })
    }

    /// The next value; nothing where the column has ended, or is damaged.
    #[inline]
    pub(super) fn next(&mut self) -> Option<Value> {
        if self.same > 0 {
            self.same -= 1;
        } else {
            if self.different > 0 {
                self.different -= 1;
            } else {
                match sign_highest(take(&mut self.left)?) {
                    0 => return None,
                    count @ 1.. => self.same = count.unsigned_abs() - 1,
                    count => self.different = count.unsigned_abs() - 1,
                }
            }
            self.value = take(&mut self.left)?.checked_sub(1).map(sign_highest);
        }
        Some(match self.value {
            Some(value) if self.are_differences => {
                self.last = self.last.wrapping_add(value);
                Some(self.last)
            }
            value => value,
        })
    }

    /// How often the value that came last surely comes again next.
    pub(super) fn repeats(&self) -> u64 {
        match self.value {
            Some(value) if self.are_differences && value != 0 => 0,
            Some(_) | None => self.same,
        }
    }

    /// Passes so many of them.
    pub(super) fn skip(&mut self, repeats: u64) {
        self.same = self.same.saturating_sub(repeats);
    }

    /// The next value, which must be a number that counts something.
    pub(super) fn next_count(&mut self) -> Option<u64> {
        self.next()??.try_into().ok()
    }
}

/// Seven bits in each byte, the lowest first; all but the last have the eighth.
#[inline]
pub(super) fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

/// The same for a number with a sign, which is the seventh bit of the last byte.
#[inline]
pub(super) fn put_signed(bytes: &mut Vec<u8>, mut number: i64) {
    while !(-0x40..0x40).contains(&number) {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0] & 0x7f);
}

#[inline]
pub(super) fn take(bytes: &mut &[u8]) -> Option<u64> {
    match bytes.split_first() {
        // Nearly every one.
        Some((byte, left)) if *byte < 0x80 => {
            *bytes = left;
            Some(u64::from(*byte))
        }
        _ => read::unsigned(bytes).ok(),
    }
}

/// So many bytes.
pub(super) fn take_bytes<'a>(bytes: &mut &'a [u8], count: u64) -> Option<&'a [u8]> {
    let (taken, left) = bytes.split_at_checked(usize::try_from(count).ok()?)?;
    *bytes = left;
    Some(taken)
}

fn sign_lowest(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn sign_highest(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8], count: usize) -> Option<Vec<Value>> {
        let mut column = Column::new(bytes)?;
        (0..count).map(|_| column.next()).collect()
    }

    /// The one value that is one more than a number can be is never one: 64 bits hold it as nothing.
    fn values() -> impl Strategy<Value = Vec<Value>> {
        let value = prop_oneof![
            Just(None),
            (-2_i64..2).prop_map(Some),
            (i64::MIN / 4..i64::MAX / 4).prop_map(Some)
        ];
        let runs = prop::collection::vec((value, 1_usize..5), 0..20);
        runs.prop_map(|runs| runs.into_iter().flat_map(|(value, count)| vec![value; count]).collect())
    }

    proptest! {
        #[test]
        fn a_column_is_read_as_it_was_written(values in values()) {
            prop_assert_eq!(read(&written(&values), values.len()), Some(values));
        }

        #[test]
        fn what_repeats_may_be_passed(values in values()) {
            let bytes = written(&values);
            let (mut all, mut some) = (Column::new(&bytes).expect("a column"), Column::new(&bytes).expect("a column"));
            let mut at = 0;
            while at < values.len() {
                let (value, repeats) = (some.next(), some.repeats());
                some.skip(repeats);
                for _ in 0..=repeats {
                    prop_assert_eq!(all.next(), value);
                    at += 1;
                }
            }
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes: Vec<u8>) {
            let _ = read(&bytes, 100);
        }
    }

    #[test]
    fn what_goes_on_alike_takes_a_few_bytes_however_long_it_is() {
        let counted: Vec<Value> = (5..10_000).map(Some).collect();
        assert!(written(&counted).len() < 10, "{:?}", written(&counted));
        assert!(written(&vec![None; 10_000]).len() < 10);
    }
}
