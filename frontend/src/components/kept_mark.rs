//! The truth about safety, always in sight: `Kept on this device, 2 seconds ago`.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::{browser, intl, keeping::Mark, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct KeptMarkProps {
    pub(crate) mark: Mark,
}

#[function_component]
pub(crate) fn KeptMark(props: &KeptMarkProps) -> Html {
    let words = use_words();
    let ticks = use_state(|| 0_u32);
    let now = browser::now_ms();
    let at = if let Mark::Kept(at) = props.mark { at } else { None };
    {
        // Only as often as the words change, and not at all once they no longer do.
        let ticks = ticks.clone();
        use_effect_with((at, *ticks), move |_| {
            let wait = at.and_then(|at| intl::says_the_same_for_ms(at, now));
            let timer = wait.map(|wait| Timeout::new(wait, move || ticks.set(ticks.wrapping_add(1))));
            move || drop(timer)
        });
    }
    let (state, shown, told) = match &props.mark {
        Mark::Kept(Some(at)) => {
            let ago = intl::ago(words.tag(), *at, now);
            (
                "kept",
                words.with("kept-ago", &[("ago", ago.into())]),
                words.get("kept"),
            )
        }
        Mark::Kept(None) => ("kept", words.get("kept"), String::new()),
        Mark::Waiting => ("waiting", words.get("kept-not-yet"), String::new()),
        Mark::Failed(problem) => ("failed", words.get("kept-failed"), words.problem(problem)),
    };
    html! {
        <>
            <span id="kept" class="kept" data-state={state}>{ shown }</span>
            <span class="unseen" role="status">{ told }</span>
        </>
    }
}
