//! Numbers, dates and names in the person's language, by the browser's `Intl`.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use satchel_shared::money::Separators;

const SECOND_MS: i64 = 1000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// One of `Intl`'s formats, made for a language.
fn format(kind: &str, language: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &kind.into()).ok()?.dyn_into().ok()?;
    let wanted = Object::new();
    for (name, value) in options {
        Reflect::set(&wanted, &(*name).into(), &(*value).into()).ok()?;
    }
    let wanted: JsValue = wanted.into();
    Reflect::construct(&constructor, &Array::of2(&language.into(), &wanted)).ok()
}

fn call(object: &JsValue, method: &str, values: &[JsValue]) -> Option<String> {
    let method: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    method
        .apply(object, &values.iter().cloned().collect::<Array>())
        .ok()?
        .as_string()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "dates and counts are far below the 53 bits of a JavaScript number"
)]
fn number(value: i64) -> JsValue {
    JsValue::from_f64(value as f64)
}

/// A count, grouped.
pub(crate) fn count(language: &str, value: usize) -> String {
    let shown = || {
        call(
            &format("NumberFormat", language, &[])?,
            "format",
            &[number(i64::try_from(value).ok()?)],
        )
    };
    shown().unwrap_or_else(|| value.to_string())
}

/// Bytes in the unit in which a person counts data.
pub(crate) fn bytes(language: &str, value: usize) -> String {
    let (unit, size) = match value {
        0..1_000_000 => ("kilobyte", 1e3),
        _ => ("megabyte", 1e6),
    };
    let options = [
        ("style", "unit"),
        ("unit", unit),
        ("unitDisplay", "short"),
        ("maximumFractionDigits", "1"),
    ];
    #[expect(clippy::cast_precision_loss, reason = "rounded to a decimal anyway")]
    let amount = value as f64 / size;
    let shown = || {
        call(
            &format("NumberFormat", language, &options)?,
            "format",
            &[JsValue::from_f64(amount)],
        )
    };
    shown().unwrap_or_else(|| value.to_string())
}

/// The separators of the language's numbers.
pub(crate) fn separators(language: &str) -> Separators {
    let shown = || {
        call(
            &format("NumberFormat", language, &[])?,
            "format",
            &[JsValue::from_f64(-12_345.5)],
        )
    };
    let mut signs = shown()
        .unwrap_or_default()
        .chars()
        .filter(|character| !character.is_ascii_digit())
        .skip(1)
        .collect::<Vec<_>>();
    match (signs.pop(), signs.pop()) {
        (Some(decimal), Some(group)) => Separators { decimal, group },
        (Some(decimal), None) => Separators {
            decimal,
            group: '\u{a0}',
        },
        (None, _) => Separators::default(),
    }
}

/// A day such as `2027-03-01`, as the language writes it; none where the text is no day.
pub(crate) fn day(language: &str, day: &str) -> Option<String> {
    // A day alone is read as its midnight in Greenwich, and is told there.
    let at = js_sys::Date::parse(day);
    if day.is_empty() || at.is_nan() {
        return None;
    }
    let options = [("dateStyle", "long"), ("timeZone", "UTC")];
    call(
        &format("DateTimeFormat", language, &options)?,
        "format",
        &[JsValue::from_f64(at)],
    )
}

/// Names in one sentence: `Context, Needs and Budget`.
pub(crate) fn list(language: &str, names: &[String]) -> String {
    let listed: Array = names.iter().map(|name| JsValue::from_str(name)).collect();
    let shown = || call(&format("ListFormat", language, &[])?, "format", &[listed.into()]);
    shown().unwrap_or_else(|| names.join(", "))
}

/// The order of two names in the language's alphabet.
pub(crate) fn compare(language: &str, one: &str, other: &str) -> std::cmp::Ordering {
    alphabet(language)(one, other)
}

/// The same for many names: the alphabet is looked up once.
pub(crate) fn alphabet(language: &str) -> impl Fn(&str, &str) -> std::cmp::Ordering {
    let collator = format("Collator", language, &[]);
    let compare = collator.as_ref().and_then(|collator| {
        Reflect::get(collator, &"compare".into())
            .ok()?
            .dyn_into::<Function>()
            .ok()
    });
    move |one, other| {
        let order = || {
            compare
                .as_ref()?
                .call2(&JsValue::NULL, &one.into(), &other.into())
                .ok()?
                .as_f64()
        };
        order()
            .and_then(|order| order.partial_cmp(&0.0))
            .unwrap_or_else(|| one.cmp(other))
    }
}

fn date(language: &str, at_ms: i64, options: &[(&str, &str)]) -> Option<String> {
    call(
        &format("DateTimeFormat", language, options)?,
        "format",
        &[number(at_ms)],
    )
}

/// A moment as one would say it: the time today, the day this week, else the date.
pub(crate) fn moment(language: &str, at_ms: i64, now_ms: i64) -> String {
    let clock = [("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")];
    let day = |at| date(language, at, &[("dateStyle", "short")]);
    let shown = if day(at_ms) == day(now_ms) {
        date(language, at_ms, &clock)
    } else if (0..6 * DAY_MS).contains(&(now_ms - at_ms)) {
        date(language, at_ms, &[&[("weekday", "long")], &clock[..]].concat())
    } else {
        date(
            language,
            at_ms,
            &[
                &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
                &clock[..],
            ]
            .concat(),
        )
    };
    shown.unwrap_or_default()
}

/// How long ago: `2 seconds ago`; the moment itself after a day.
pub(crate) fn ago(language: &str, at_ms: i64, now_ms: i64) -> String {
    let passed = (now_ms - at_ms).max(0);
    let (amount, unit) = match passed {
        0..MINUTE_MS => (passed / SECOND_MS, "second"),
        MINUTE_MS..HOUR_MS => (passed / MINUTE_MS, "minute"),
        HOUR_MS..DAY_MS => (passed / HOUR_MS, "hour"),
        _ => return moment(language, at_ms, now_ms),
    };
    let shown = || {
        let relative = format("RelativeTimeFormat", language, &[("numeric", "auto")])?;
        call(&relative, "format", &[number(-amount), unit.into()])
    };
    shown().unwrap_or_default()
}

/// After how long [`ago`] says something else; none where it never will while one looks.
pub(crate) fn says_the_same_for_ms(at_ms: i64, now_ms: i64) -> Option<u32> {
    match (now_ms - at_ms).max(0) {
        0..MINUTE_MS => Some(1000),
        MINUTE_MS..HOUR_MS => Some(60_000),
        _ => None,
    }
}

/// What a code stands for: a `language`, a `currency` or a `region`; none where the browser does not know.
pub(crate) fn name(language: &str, kind: &str, code: &str) -> Option<String> {
    let names = format("DisplayNames", language, &[("type", kind), ("fallback", "none")])?;
    call(&names, "of", &[code.into()])
}
