//! The bag: what waits on this device, and when headquarters last had all.

use satchel_shared::window::SyncState;
use yew::prelude::*;

use crate::{browser, intl, words::use_words};

/// A sync that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnderWay {
    pub(crate) since_ms: i64,
}

/// A line without words, as high as one with them.
const NOTHING_YET: &str = "\u{a0}";

#[derive(Properties, PartialEq)]
pub(crate) struct BagProps {
    pub(crate) state: Option<SyncState>,
    pub(crate) is_member: bool,
    pub(crate) under_way: Option<UnderWay>,
    pub(crate) has_failed: bool,
    pub(crate) on_open: Callback<()>,
    pub(crate) on_sync: Callback<()>,
    pub(crate) on_stop: Callback<()>,
}

#[function_component]
pub(crate) fn Bag(props: &BagProps) -> Html {
    let words = use_words();
    // Its lines have their place before they are known: the places above do not move.
    let waiting = props.state.as_ref().map(|state| state.waiting.len());
    let open = props.on_open.reform(|_: MouseEvent| ());
    let summary = match waiting {
        None => NOTHING_YET.to_owned(),
        Some(0) => words.get("bag-empty"),
        Some(count) => words.with("bag-waiting", &[("count", count.into())]),
    };
    let last = match props.state.as_ref().map(|state| state.all_sent_at) {
        None => NOTHING_YET.to_owned(),
        Some(Some(at)) => words.with(
            "bag-all-sent",
            &[("when", intl::moment(words.tag(), at, browser::now_ms()).into())],
        ),
        Some(None) if props.is_member => words.get("bag-never-sent"),
        Some(None) => words.get("bag-no-office"),
    };
    let aside = props.state.as_ref().map_or(0, |state| state.set_aside.len());
    html! {
        <div class="bag" id="bag" data-waiting={waiting.map(|count| count.to_string())} data-syncing={props.under_way.is_some().to_string()}>
            <button type="button" class="link" id="open-sync" onclick={open} disabled={waiting.is_none()} aria-describedby="bag-last">
                <b id="waiting" class={classes!(waiting.is_some_and(|count| count > 0).then_some("waits"))}>{ summary }</b>
            </button>
            <span class="hint" id="bag-last">{ last }</span>
            if aside > 0 {
                <span class="clash">{ words.with("bag-set-aside", &[("count", aside.into())]) }</span>
            }
            if props.has_failed {
                <span class="waits">{ words.get("bag-failed") }</span>
            }
            if props.is_member {
                if props.under_way.is_some() {
                    <button type="button" class="button" id="bag-stop" onclick={props.on_stop.reform(|_: MouseEvent| ())}>{ words.get("sync-stop") }</button>
                } else {
                    <button type="button" class="button" id="bag-sync" onclick={props.on_sync.reform(|_: MouseEvent| ())}>{ words.get("sync-do") }</button>
                }
            }
        </div>
    }
}
