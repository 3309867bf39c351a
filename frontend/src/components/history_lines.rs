//! The lines of a record's history, in words, the newest first, with the submitted versions where they belong.

use std::rc::Rc;

use satchel_shared::{
    edit::Scalar,
    path::Path,
    schema::Kind,
    window::{History, HistoryChoice, HistoryEntry, Moment, SubmittedVersion},
};
use yew::prelude::*;

use crate::{
    browser, intl,
    keeping::content,
    known::use_known,
    values::Teller,
    words::{Words, use_words},
};

/// Fields that an entry names; what more there are is counted.
const NAMED: usize = 4;
const COMMENTS: &str = "comments";

#[derive(Properties, PartialEq)]
pub(crate) struct HistoryLinesProps {
    pub(crate) kind: Kind,
    pub(crate) history: Rc<History>,
    /// A moment was chosen, with its name.
    pub(crate) on_choose: Callback<(Moment, AttrValue)>,
}

#[function_component]
pub(crate) fn HistoryLines(props: &HistoryLinesProps) -> Html {
    let (words, known) = (use_words(), use_known());
    let now = browser::now_ms();
    let History { entries, versions } = &*props.history;
    if entries.is_empty() && versions.is_empty() {
        return html! { <p class="empty">{ words.get("history-empty") }</p> };
    }
    let teller = Teller {
        words: &words,
        known: &known,
        kind: props.kind,
    };
    let line = |(moment, told, at, entry): Told<'_>| {
        let when = intl::moment(words.tag(), at, now);
        let chosen = (moment.clone(), AttrValue::from(name(&words, &told, at)));
        let onclick = props.on_choose.reform(move |_: MouseEvent| chosen.clone());
        html! {
            <li data-moment={moment.to_string()}>
                <button type="button" class="link" {onclick}>{ told }</button>
                <span class="hint">{ when }</span>
                if let Some(at) = entry.and_then(|entry| entry.at_headquarters) {
                    <span class="hint at-headquarters">
                        { words.with("history-at-headquarters", &[("when", intl::moment(words.tag(), at, now).into())]) }
                    </span>
                }
                { for entry.iter().flat_map(|entry| &entry.choices).map(|choice| html! { <p class="hint">{ stood(teller, choice) }</p> }) }
            </li>
        }
    };
    let lines = moments(&words, props.kind, &props.history).into_iter().map(line);
    html! { <ol class="lines" id="history-lines">{ for lines }</ol> }
}

/// A moment: what was done, when, and what more is known of it where it is an edit.
type Told<'history> = (Moment, String, i64, Option<&'history HistoryEntry>);

/// A moment's name, where no line of its own stands beside it.
pub(crate) fn name(words: &Words, told: &str, at: i64) -> String {
    let when = intl::moment(words.tag(), at, browser::now_ms());
    words.with(
        "history-moment",
        &[("told", told.into()), ("when", when.as_str().into())],
    )
}

/// The moments of a history, the newest first: each with what was done, and when.
pub(crate) fn moments<'history>(words: &Words, kind: Kind, history: &'history History) -> Vec<Told<'history>> {
    let History { entries, versions } = history;
    let version = |it: &SubmittedVersion| {
        let told = words.with("history-submitted", &[("version", it.number.to_string().into())]);
        (Moment::Version(it.number), told, it.at, None)
    };
    let mut moments = Vec::with_capacity(entries.len() + versions.len());
    let mut left = versions.as_slice();
    for entry in entries {
        while let Some((latest, earlier)) = left.split_last().filter(|(latest, _)| latest.at >= entry.at) {
            moments.push(version(latest));
            left = earlier;
        }
        let told = told(words, kind, entry);
        moments.push((entry.moment.clone(), told, entry.at, Some(entry)));
    }
    moments.extend(left.iter().rev().map(version));
    moments
}

/// `Ayu changed Context and Budget`
fn told(words: &Words, kind: Kind, entry: &HistoryEntry) -> String {
    let mut names: Vec<&str> = Vec::new();
    for field in &entry.fields {
        let name = field.split('.').next().unwrap_or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if !entry.choices.is_empty() {
        let chosen = |name: &str| {
            let mut fields = entry.choices.iter().map(|it| it.field.split('.').next());
            fields.any(|field| field == Some(name))
        };
        names.retain(|name| chosen(name));
    }
    let by = entry.by.as_str();
    if names == [COMMENTS] {
        return if entry.here {
            words.get("history-commented-here")
        } else {
            words.with("history-commented", &[("by", by.into())])
        };
    }
    let mut labels: Vec<String> = names
        .iter()
        .take(NAMED)
        .map(|name| words.label(kind, &Path::field(name)))
        .collect();
    if names.len() > NAMED {
        labels.push(words.with("history-more", &[("count", (names.len() - NAMED).into())]));
    }
    let fields = intl::list(words.tag(), &labels);
    match (entry.choices.is_empty(), entry.here) {
        (true, true) => words.with("history-wrote-here", &[("fields", fields.into())]),
        (true, false) => words.with("history-wrote", &[("by", by.into()), ("fields", fields.into())]),
        (false, true) => words.with("history-chose-here", &[("fields", fields.into())]),
        (false, false) => words.with("history-chose", &[("by", by.into()), ("fields", fields.into())]),
    }
}

/// `Title: “Adviser” and “Training” stood there; now “Training”`
fn stood(teller: Teller<'_>, choice: &HistoryChoice) -> String {
    let words = teller.words;
    let path: Path = choice.field.parse().unwrap_or_else(|_| Path::field(&choice.field));
    let shown = |value: &Scalar| {
        let value = content::of_scalar(value);
        teller
            .kind
            .field_at(&path)
            .and_then(|field| teller.shown(&path, &field.shape, &value, ""))
            .unwrap_or_else(|| words.get("value-empty"))
    };
    let values: Vec<String> = choice.between.iter().map(shown).collect();
    words.with(
        "history-stood",
        &[
            ("field", words.whole_label(teller.kind, &path).into()),
            ("values", intl::list(words.tag(), &values).into()),
            ("chosen", shown(&choice.chosen).into()),
        ],
    )
}
