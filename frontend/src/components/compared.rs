//! What differs between two moments of a record: what is gone struck through, what is new underlined.

use std::rc::Rc;

use satchel_shared::{
    comparison::{Difference, How, Piece, What},
    path::Path,
    schema::{Field, Kind, Shape},
};
use serde_json::Value;
use yew::prelude::*;

use super::isolated::isolated;
use crate::{
    known::{Known, use_known},
    language,
    values::Teller,
    words::{Words, use_words},
};

/// Characters of what stayed that are shown on each side of what did not.
const AROUND: usize = 80;

#[derive(Properties, PartialEq)]
pub(crate) struct ComparedProps {
    pub(crate) kind: Kind,
    /// Of the record; empty where it is not known.
    pub(crate) language: AttrValue,
    pub(crate) differences: Rc<Vec<Difference>>,
}

#[function_component]
pub(crate) fn Compared(props: &ComparedProps) -> Html {
    let (words, known) = (use_words(), use_known());
    let telling = Telling {
        words: &words,
        known: &known,
        kind: props.kind,
        language: &props.language,
    };
    if props.differences.is_empty() {
        return html! { <p class="empty" id="no-difference">{ words.get("compared-same") }</p> };
    }
    html! {
        <div class="compared" id="compared">
            { for props.differences.iter().map(|it| html! {
                <div class="field" data-path={it.path.to_string()}>
                    <span class="label">{ words.whole_label(props.kind, &it.path) }</span>
                    { telling.difference(it) }
                </div>
            }) }
        </div>
    }
}

struct Telling<'a> {
    words: &'a Words,
    known: &'a Known,
    kind: Kind,
    language: &'a str,
}

impl Telling<'_> {
    /// What is gone, said and struck through.
    fn gone(&self, text: &str) -> Html {
        html! { <del><span class="unseen">{ self.words.get("compared-gone") }{ " " }</span>{ isolated(text) }</del> }
    }

    /// What is new, said and underlined.
    fn inserted(&self, text: &str) -> Html {
        html! { <ins><span class="unseen">{ self.words.get("compared-new") }{ " " }</span>{ isolated(text) }</ins> }
    }

    fn difference(&self, difference: &Difference) -> Html {
        let Difference { path, what } = difference;
        let written = self
            .kind
            .field_at(path)
            .filter(|field| matches!(field.shape, Shape::Line | Shape::Prose));
        let language = written.and_then(|_| language::of_text(path, self.language));
        match what {
            What::Value { before, after } => {
                let field = self.kind.field_at(path);
                let told = |value| field.and_then(|field| self.value(field, path, value, &Value::Null));
                html! {
                    <p dir="auto" lang={language}>
                        if let Some(before) = told(before) {
                            { self.gone(&before) }{ " " }
                        }
                        if let Some(after) = told(after) {
                            { self.inserted(&after) }
                        } else {
                            <span class="hint">{ self.words.get("value-empty") }</span>
                        }
                    </p>
                }
            }
            What::Text { pieces } => {
                let last = pieces.len().saturating_sub(1);
                let tell = |(place, piece): (usize, &Piece)| match piece.how {
                    How::Kept => isolated(&abridged(&piece.text, place > 0, place < last)),
                    How::Deleted => self.gone(&piece.text),
                    How::Inserted => self.inserted(&piece.text),
                };
                html! { <div class="prose" dir="auto" lang={language}>{ for pieces.iter().enumerate().map(tell) }</div> }
            }
            What::Added { item } => html! { <p dir="auto">{ self.inserted(&self.item(path, item)) }</p> },
            What::Removed { item } => html! { <p dir="auto">{ self.gone(&self.item(path, item)) }</p> },
        }
    }

    /// What an item says, in one line.
    fn item(&self, path: &Path, item: &Value) -> String {
        let fields = self
            .kind
            .field_at(path)
            .map(|field| field.shape.inner())
            .unwrap_or_default();
        let told = fields.iter().filter(|field| !OF_MACHINES.contains(&field.name));
        let told = told.filter_map(|field| {
            let path = path.clone().then(field.name);
            self.value(field, &path, item.get(field.name)?, item)
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() {
            self.words.get("value-empty")
        } else {
            told.join(" · ")
        }
    }

    /// A value, with the currency that stands beside it.
    fn value(&self, field: &'static Field, path: &Path, value: &Value, beside: &Value) -> Option<String> {
        let currency = beside.get("currency").and_then(Value::as_str).unwrap_or_default();
        let teller = Teller {
            words: self.words,
            known: self.known,
            kind: self.kind,
        };
        teller.shown(path, &field.shape, value, currency)
    }
}

/// Fields that name something to a machine; what stands beside them names it to a person.
const OF_MACHINES: &[&str] = &["recommendation", "hash"];

/// What stayed, without its middle, or without the side on which nothing differs.
fn abridged(text: &str, after: bool, before: bool) -> String {
    let count = text.chars().count();
    let room = AROUND * (usize::from(after) + usize::from(before));
    if count <= room + 1 {
        return text.to_owned();
    }
    let start: String = text.chars().take(if after { AROUND } else { 0 }).collect();
    let end: String = text.chars().skip(if before { count - AROUND } else { count }).collect();
    format!("{start}…{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_is_told_around_what_did_not() {
        let text = "a".repeat(AROUND) + &"b".repeat(10 * AROUND) + &"c".repeat(AROUND);
        let (start, end) = ("a".repeat(AROUND), "c".repeat(AROUND));
        assert_eq!(abridged(&text, true, true), format!("{start}…{end}"));
        assert_eq!(abridged(&text, true, false), format!("{start}…"));
        assert_eq!(abridged(&text, false, true), format!("…{end}"));
        assert_eq!(abridged("short", true, true), "short");
    }
}
