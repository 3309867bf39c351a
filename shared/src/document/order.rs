//! Order keys: where an item stands in its list, as a text that sorts.
//!
//! Moving an item or putting one between two others writes one key and touches no other item, so two people can do it at
//! once. A key is eight hexadecimal digits, counted up for each item at the end, and a fraction where one went in between.

/// A key after `before` and, if there is one, before `after`.
#[must_use]
pub(super) fn between(before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (None, None) => whole(FIRST),
        (Some(before), None) => whole(number(before).saturating_add(1)),
        (None, Some(after)) => whole(number(after).saturating_sub(1)),
        (Some(before), Some(after)) => {
            let next = whole(number(before).saturating_add(1));
            if next.as_str() < after {
                next
            } else {
                midpoint(before, after)
            }
        }
    }
}

const FIRST: u32 = 0x8000_0000;
const DIGITS: usize = 8;

fn whole(number: u32) -> String {
    format!("{number:0DIGITS$x}")
}

fn number(key: &str) -> u32 {
    key.get(..DIGITS)
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .unwrap_or(FIRST)
}

/// The shortest text between two others, as fractions in base 16. Where there is none (the two are equal, or written by
/// something else), a text just after the first: the items' ids then decide.
fn midpoint(before: &str, after: &str) -> String {
    let digit = |text: &str, at: usize| text.as_bytes().get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut key = String::new();
    let mut bounded = true;
    for at in 0.. {
        let low = digit(before, at).unwrap_or(0);
        let high = if bounded { digit(after, at).unwrap_or(0) } else { 16 };
        if high > low + 1 {
            key.extend(char::from_digit(low.midpoint(high), 16));
            return key;
        }
        key.extend(char::from_digit(low, 16));
        bounded &= low == high;
        let spent = at >= before.len() && at >= after.len();
        if bounded && spent {
            break;
        }
    }
    format!("{before}8")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn keys_come_out_in_the_order_they_were_put_in(places: Vec<prop::sample::Index>) {
            let mut keys: Vec<String> = Vec::new();
            for place in places {
                let at = place.index(keys.len() + 1);
                let before = at.checked_sub(1).and_then(|at| keys.get(at)).map(String::as_str);
                let key = between(before, keys.get(at).map(String::as_str));
                keys.insert(at, key);
            }
            prop_assert!(keys.is_sorted_by(|a, b| a < b), "{:?}", keys);
        }
    }

    #[test]
    fn a_thousand_items_at_the_end_keep_short_keys() {
        let mut last = between(None, None);
        for _ in 0..1_000 {
            last = between(Some(&last), None);
        }
        assert_eq!(last.len(), DIGITS);
    }
}
