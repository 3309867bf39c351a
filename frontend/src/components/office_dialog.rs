//! A decision on an office before it is made: what it means, and why it is made.

use satchel_shared::{
    Problem,
    ids::OfficeId,
    ledger::{EventName, OfficeDecision},
    limits::DECISION_CHARACTERS,
    window::{DecideOnOffice, OfficeView, ReplaceKey},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::{dialog::Dialog, problem_note::ProblemNote};
use crate::{backend, words::use_words};

/// What is to be done.
#[derive(Clone, PartialEq)]
pub(crate) enum Act {
    Decide(OfficeDecision),
    /// This device's own; it is the device that makes another one.
    ReplaceKey,
}

impl Act {
    fn event(&self) -> EventName {
        match self {
            Self::Decide(what) => what.name(),
            Self::ReplaceKey => EventName::KeyReplaced,
        }
    }

    /// Whether it can be said why.
    fn takes_reason(&self) -> bool {
        matches!(
            self,
            Self::Decide(OfficeDecision::MemberLeft { .. } | OfficeDecision::DeviceRevoked { .. })
        )
    }
}

/// What is to be done, and about whom.
#[derive(Clone, PartialEq)]
pub(crate) struct Asked {
    pub(crate) what: Act,
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
    let event = what.event();
    let area = use_node_ref();
    let (busy, problem) = (use_state(|| false), use_state(|| None::<Problem>));
    let on_confirm = {
        let (busy, problem, area) = (busy.clone(), problem.clone(), area.clone());
        let (office, what) = (props.office, what.clone());
        let (on_view, on_close) = (props.on_view.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            let said = area.cast::<HtmlTextAreaElement>().map(|area| area.value());
            let (what, said) = (what.clone(), said.unwrap_or_default());
            let (busy, problem) = (busy.clone(), problem.clone());
            let (on_view, on_close) = (on_view.clone(), on_close.clone());
            busy.set(true);
            spawn_local(async move {
                let answer = match what {
                    Act::ReplaceKey => backend::call(ReplaceKey {}).await,
                    Act::Decide(what) => {
                        let what = with_reason(what, said.trim());
                        backend::call(DecideOnOffice { office, what }).await
                    }
                };
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
    let role = if let Act::Decide(OfficeDecision::RoleChanged { role, .. }) = what {
        words.get(&format!("role-{role}"))
    } else {
        String::new()
    };
    let footer = html! {
        <>
            <button type="button" class="button" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ words.get("submit-not-yet") }</button>
            <button type="button" class="button main" id="confirm-office" disabled={*busy} onclick={on_confirm}>{ words.get("decide-do") }</button>
        </>
    };
    html! {
        <Dialog id="office-dialog" title={words.get(&format!("do-{event}"))} on_close={props.on_close.clone()} {footer}>
            <p>{ words.with(&format!("means-{event}"), &[("name", about.clone().into()), ("role", role.into())]) }</p>
            if what.takes_reason() {
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
        | OfficeDecision::KeyReplaced { .. }
        | OfficeDecision::LevelsSet(_) => what,
    }
}
