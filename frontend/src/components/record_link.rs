//! A record's title in a list, which opens it.

use satchel_shared::{ids::RecordId, ledger::Fund, schema::Kind, vocabulary::Vocabulary, window::NamedRecord};
use yew::prelude::*;

use super::isolated::isolated;
use crate::words::Words;

pub(crate) fn record_link(words: &Words, id: RecordId, kind: Kind, title: &str, on_open: &Callback<RecordId>) -> Html {
    let onclick = on_open.reform(move |_: MouseEvent| id);
    html! {
        <button type="button" class="link" dir="auto" data-open={id.to_string()} {onclick}>{ isolated(&words.title(kind, title)) }</button>
    }
}

/// A link to a record; the name alone of an office or a fund.
pub(crate) fn named(words: &Words, it: &NamedRecord, on_open: &Callback<RecordId>) -> Html {
    if let Some(kind) = it.kind {
        return record_link(words, it.id, kind, &it.title, on_open);
    }
    let title = if Fund::of(it.id).is_some() {
        words.term(Vocabulary::Funds, &it.title)
    } else {
        it.title.clone()
    };
    html! { <bdi>{ title }</bdi> }
}
