//! In how many working days requests go on at the desk of an office: told, and set by whoever administers.

use satchel_shared::{
    Problem,
    ids::OfficeId,
    ledger::{OfficeDecision, ServiceLevels},
    window::{DecideOnOffice, OfficeView},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::problem_note::ProblemNote;
use crate::{backend, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct ServiceLevelsProps {
    pub(crate) office: OfficeId,
    pub(crate) levels: ServiceLevels,
    pub(crate) may_set: bool,
    pub(crate) on_view: Callback<OfficeView>,
}

/// A level's name in the locales, and where it stands.
type Level = (&'static str, fn(&mut ServiceLevels) -> &mut u16);

const LEVELS: [Level; 4] = [
    ("level-acknowledge", |levels| &mut levels.acknowledge),
    ("level-decide", |levels| &mut levels.decide),
    ("level-answer", |levels| &mut levels.answer),
    ("level-start", |levels| &mut levels.start),
];

#[function_component]
pub(crate) fn ServiceLevelsForm(props: &ServiceLevelsProps) -> Html {
    let words = use_words();
    let typed = use_state(|| props.levels);
    let problem = use_state(|| None::<Problem>);
    {
        let typed = typed.clone();
        use_effect_with(props.levels, move |levels| typed.set(*levels));
    }
    let field = |(name, at): Level| {
        let oninput = {
            let typed = typed.clone();
            Callback::from(move |event: InputEvent| {
                let text = event.target_unchecked_into::<HtmlInputElement>().value();
                let mut changed = *typed;
                // What is no number is no level either, and is told so.
                *at(&mut changed) = text.trim().parse().unwrap_or_default();
                typed.set(changed);
            })
        };
        let value = *at(&mut (*typed).clone());
        html! {
            <label>
                <span>{ words.get(name) }</span>
                <input id={name} type="number" min="1" inputmode="numeric" value={value.to_string()} {oninput} />
            </label>
        }
    };
    let onsubmit = {
        let (office, typed, problem, on_view) = (props.office, typed.clone(), problem.clone(), props.on_view.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let what = OfficeDecision::LevelsSet(*typed);
            let (problem, on_view) = (problem.clone(), on_view.clone());
            spawn_local(async move {
                match backend::call(DecideOnOffice { office, what }).await {
                    Ok(view) => {
                        problem.set(None);
                        on_view.emit(view);
                    }
                    Err(told) => problem.set(Some(told)),
                }
            });
        })
    };
    html! {
        <details class="with-reason" id="levels">
            <summary>{ words.get("levels") }</summary>
            <form class="stack" novalidate={true} {onsubmit}>
                <p class="hint">{ words.get("levels-explained") }</p>
                <fieldset class="levels" disabled={!props.may_set}>{ for LEVELS.into_iter().map(field) }</fieldset>
                if let Some(problem) = &*problem {
                    <ProblemNote problem={problem.clone()} />
                }
                if props.may_set {
                    <p><button type="submit" class="button main" id="set-levels" disabled={*typed == props.levels}>{ words.get("levels-set") }</button></p>
                }
            </form>
        </details>
    }
}
