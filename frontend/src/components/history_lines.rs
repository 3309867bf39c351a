//! The lines of a record's history, in words, the newest first, with the submitted versions where they belong.

use std::rc::Rc;

use satchel_shared::{
    path::Path,
    schema::Kind,
    window::{History, HistoryEntry, Moment, SubmittedVersion},
};
use yew::prelude::*;

use crate::{
    browser, intl,
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
    let words = use_words();
    let now = browser::now_ms();
    let History { entries, versions } = &*props.history;
    if entries.is_empty() && versions.is_empty() {
        return html! { <p class="empty">{ words.get("history-empty") }</p> };
    }
    let line = |(moment, told, at): (Moment, String, i64)| {
        let when = intl::moment(words.tag(), at, now);
        let chosen = (moment.clone(), AttrValue::from(name(&words, &told, at)));
        let onclick = props.on_choose.reform(move |_: MouseEvent| chosen.clone());
        html! {
            <li data-moment={moment.to_string()}>
                <button type="button" class="link" {onclick}>{ told }</button>
                <span class="hint">{ when }</span>
            </li>
        }
    };
    let lines = moments(&words, props.kind, &props.history).into_iter().map(line);
    html! { <ol class="lines" id="history-lines">{ for lines }</ol> }
}

/// A moment's name, where no line of its own stands beside it.
pub(crate) fn name(words: &Words, told: &str, at: i64) -> String {
    let when = intl::moment(words.tag(), at, browser::now_ms());
    words.with(
        "history-moment",
        &[("told", told.into()), ("when", when.as_str().into())],
    )
}

/// The moments of a history, the newest first: each with what was done, and when.
pub(crate) fn moments(words: &Words, kind: Kind, history: &History) -> Vec<(Moment, String, i64)> {
    let History { entries, versions } = history;
    let version = |it: &SubmittedVersion| {
        let told = words.with("history-submitted", &[("version", it.number.to_string().into())]);
        (Moment::Version(it.number), told, it.at)
    };
    let mut moments = Vec::with_capacity(entries.len() + versions.len());
    let mut left = versions.as_slice();
    for entry in entries {
        while let Some((latest, earlier)) = left.split_last().filter(|(latest, _)| latest.at >= entry.at) {
            moments.push(version(latest));
            left = earlier;
        }
        moments.push((entry.moment.clone(), told(words, kind, entry), entry.at));
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
    if entry.here {
        words.with("history-wrote-here", &[("fields", fields.into())])
    } else {
        words.with("history-wrote", &[("by", by.into()), ("fields", fields.into())])
    }
}
