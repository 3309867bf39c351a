//! One line of the list of records.

use satchel_shared::window::{RecordRow, Safety};
use yew::prelude::*;

use super::{isolated::isolated, marked::marked};
use crate::{rows, values, words::Words};

/// How a row stands in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Shown beside the list.
    pub(crate) is_open: bool,
    /// Where the keyboard is.
    pub(crate) is_active: bool,
    /// Whose offices are shown: headquarters reads those of many.
    pub(crate) shows_office: bool,
    /// Its place, from 1, among so many.
    pub(crate) place: (usize, usize),
}

pub(crate) fn record_row(
    words: &Words,
    row: &RecordRow,
    id: AttrValue,
    standing: Standing,
    onclick: Callback<MouseEvent>,
) -> Html {
    let Standing {
        is_open,
        is_active,
        shows_office,
        place,
    } = standing;
    let (safety, safety_class, safety_word) = match row.safety {
        Safety::Here => ("here", "waits", "safety-here"),
        // The hub has it, for the office's own devices: headquarters reads no draft.
        Safety::AtHeadquarters if row.standing.version == 0 => ("at_headquarters", "safe", "safety-shared"),
        Safety::AtHeadquarters => ("at_headquarters", "safe", "safety-at-headquarters"),
        Safety::SetAside => ("set_aside", "clash", "safety-set-aside"),
    };
    let is_untitled = row.title.trim().is_empty();
    let title = match (&row.found, is_untitled) {
        (Some(found), false) => marked(&row.title, &found.title),
        (Some(_) | None, _) => isolated(&rows::title(words, row)),
    };
    let excerpt = row.found.as_ref().and_then(|found| found.excerpt.as_ref());
    let language = (!row.language.is_empty() && !is_untitled).then(|| row.language.clone());
    html! {
        <div key={row.id.to_string()} {id} class={classes!("row", is_active.then_some("active"))} role="option" aria-selected={is_open.to_string()}
            aria-posinset={place.0.to_string()} aria-setsize={place.1.to_string()}
            data-record={row.id.to_string()} data-status={row.standing.status.as_str()} data-safety={safety} {onclick}>
            <p class={classes!("name", is_untitled.then_some("untitled"))} dir="auto" lang={language.clone()}>{ title }</p>
            // It takes the place of the title's second line.
            if let Some(excerpt) = excerpt {
                <p class="excerpt" dir="auto" lang={language}>{ marked(&excerpt.text, &excerpt.matches) }</p>
            }
            <p class="meta">
                <span>{ rows::status(words, &row.standing) }</span>
                if shows_office && !row.office.is_empty() {
                    <bdi>{ &row.office }</bdi>
                } else if !row.state.is_empty() && row.conflicts == 0 && !row.standing.edited_since {
                    <bdi>{ values::state(words, &row.state) }</bdi>
                }
                if row.standing.edited_since {
                    <span class="waits">{ words.get("row-edited-since") }</span>
                }
                if row.conflicts > 0 {
                    <span class="clash">{ words.with("row-conflicts", &[("count", row.conflicts.into())]) }</span>
                }
                if row.standing.refused.is_some() {
                    <span class="clash">{ words.get("row-refused") }</span>
                }
                if shows_office {
                    if row.standing.waiting {
                        <span class="waits due">{ words.get("decision-waits") }</span>
                    }
                } else {
                    <span class={classes!(safety_class, "due")}>{ words.get(safety_word) }</span>
                }
            </p>
        </div>
    }
}
