//! What is left of a vault whose device headquarters has withdrawn: what was not sent, as a file that only headquarters opens.

use satchel_shared::{
    Problem,
    window::{Lock, PackedSatchel, SatchelFor, Session},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::front::Front;
use crate::{
    attaching, backend, browser,
    components::{
        courier::{ENDING, pack},
        problem_note::ProblemNote,
    },
    intl,
    words::use_words,
};

#[derive(Properties, PartialEq)]
pub(crate) struct RevokedProps {
    /// Since when, milliseconds since 1970.
    pub(crate) at: Option<i64>,
    pub(crate) on_session: Callback<Session>,
}

#[function_component]
pub(crate) fn RevokedPage(props: &RevokedProps) -> Html {
    let words = use_words();
    let (busy, outcome) = (
        use_state(|| false),
        use_state(|| None::<Result<PackedSatchel, Problem>>),
    );
    let on_save = {
        let (busy, outcome) = (busy.clone(), outcome.clone());
        Callback::from(move |_: MouseEvent| {
            let (busy, outcome) = (busy.clone(), outcome.clone());
            busy.set(true);
            spawn_local(async move {
                let packed = pack(SatchelFor::Hub).await;
                busy.set(false);
                let (packed, parts) = match packed {
                    Ok(packed) => packed,
                    Err(problem) => return outcome.set(Some(Err(problem))),
                };
                outcome.set(Some(Ok(packed)));
                if packed.pieces > 0
                    && let Err(problem) = attaching::save_pieces(&parts, &format!("rescue.{ENDING}")).await
                {
                    outcome.set(Some(Err(problem)));
                }
            });
        })
    };
    let on_lock = {
        let (on_session, outcome) = (props.on_session.clone(), outcome.clone());
        Callback::from(move |_: MouseEvent| {
            let (on_session, outcome) = (on_session.clone(), outcome.clone());
            spawn_local(async move {
                match backend::call(Lock {}).await {
                    Ok(session) => on_session.emit(session),
                    Err(problem) => outcome.set(Some(Err(problem))),
                }
            });
        })
    };
    let when = props.at.map(|at| intl::moment(words.tag(), at, browser::now_ms()));
    let told = (*outcome).as_ref().map_or_else(Html::default, |outcome| match outcome {
        Err(problem) => html! { <ProblemNote problem={problem.clone()} /> },
        Ok(PackedSatchel { pieces: 0, .. }) => {
            html! { <p role="status" id="rescued">{ words.get("revoked-nothing") }</p> }
        }
        Ok(packed) => {
            let size = intl::bytes(words.tag(), usize::try_from(packed.bytes).unwrap_or(usize::MAX));
            html! { <p role="status" id="rescued">{ words.with("revoked-saved", &[("size", size.into())]) }</p> }
        }
    });
    html! {
        <Front title={words.get("revoked-title")}>
            if let Some(when) = when {
                <p>{ words.with("revoked-when", &[("when", when.into())]) }</p>
            }
            <p>{ words.get("revoked-what") }</p>
            <div class="stack">
                <button type="button" id="rescue" class="button main" disabled={*busy} onclick={on_save}>{ words.get("revoked-save") }</button>
                { told }
                <button type="button" id="lock" class="button" onclick={on_lock}>{ words.get("rail-lock") }</button>
            </div>
        </Front>
    }
}
