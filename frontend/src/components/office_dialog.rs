//! A decision on an office before it is made: what it means, and why it is made.

use satchel_shared::{
    Problem,
    ids::OfficeId,
    ledger::OfficeDecision,
    limits::DECISION_CHARACTERS,
    window::{DecideOnOffice, OfficeView},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::{dialog::Dialog, problem_note::ProblemNote};
use crate::{backend, words::use_words};

/// What is to be decided, and about whom.
#[derive(Clone, PartialEq)]
pub(crate) struct Asked {
    pub(crate) what: OfficeDecision,
    /// The member's name.
    pub(crate) about: String,
}

#[derive(Properties, PartialEq)]
pub(crate) struct OfficeDialogProps {
    pub(crate) office: OfficeId,
    pub(crate) asked: Asked,
    pub(crate) on_view: Callback<OfficeView>,
    pub(crate) on_close: Callback<()>,
}

#[function_component]
pub(crate) fn OfficeDialog(props: &OfficeDialogProps) -> Html {
    let words = use_words();
    let Asked { what, about } = &props.asked;
    let event = what.name();
    let area = use_node_ref();
    let (busy, problem) = (use_state(|| false), use_state(|| None::<Problem>));
    let on_confirm = {
        let (busy, problem, area) = (busy.clone(), problem.clone(), area.clone());
        let (office, what) = (props.office, what.clone());
        let (on_view, on_close) = (props.on_view.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            let said = area.cast::<HtmlTextAreaElement>().map(|area| area.value());
            let what = with_reason(what.clone(), said.unwrap_or_default().trim());
            let (busy, problem) = (busy.clone(), problem.clone());
            let (on_view, on_close) = (on_view.clone(), on_close.clone());
            busy.set(true);
            spawn_local(async move {
                let answer = backend::call(DecideOnOffice { office, what }).await;
                busy.set(false);
                match answer {
                    Ok(view) => {
                        on_view.emit(view);
                        on_close.emit(());
                    }
                    Err(told) => problem.set(Some(told)),
                }
            });
        })
    };
    let role = if let OfficeDecision::RoleChanged { role, .. } = what {
        words.get(&format!("role-{role}"))
    } else {
        String::new()
    };
    let takes_reason = matches!(
        what,
        OfficeDecision::MemberLeft { .. } | OfficeDecision::DeviceRevoked { .. }
    );
    let footer = html! {
        <>
            <button type="button" class="button" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ words.get("submit-not-yet") }</button>
            <button type="button" class="button main" id="confirm-office" disabled={*busy} onclick={on_confirm}>{ words.get("decide-do") }</button>
        </>
    };
    html! {
        <Dialog id="office-dialog" title={words.get(&format!("do-{event}"))} on_close={props.on_close.clone()} {footer}>
            <p>{ words.with(&format!("means-{event}"), &[("name", about.clone().into()), ("role", role.into())]) }</p>
            if takes_reason {
                <div class="field">
                    <label for="office-reason">{ words.get("office-reason") }</label>
                    <textarea ref={area} id="office-reason" dir="auto" rows="3" maxlength={DECISION_CHARACTERS.to_string()} />
                </div>
            }
            <p class="hint">{ words.get("decide-later") }</p>
            if let Some(problem) = &*problem {
                <ProblemNote problem={problem.clone()} />
            }
        </Dialog>
    }
}

/// The decision with what the person said of it.
fn with_reason(what: OfficeDecision, said: &str) -> OfficeDecision {
    let reason = said.to_owned();
    match what {
        OfficeDecision::MemberLeft { member, .. } => OfficeDecision::MemberLeft { member, reason },
        OfficeDecision::DeviceRevoked { device, .. } => OfficeDecision::DeviceRevoked { device, reason },
        OfficeDecision::Added { .. }
        | OfficeDecision::MemberInvited { .. }
        | OfficeDecision::RoleChanged { .. }
        | OfficeDecision::RescueAllowed { .. }
        | OfficeDecision::LevelsSet(_) => what,
    }
}
