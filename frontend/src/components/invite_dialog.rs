//! Inviting somebody: a name and a role in, a one-time code out, shown once.

use satchel_shared::{
    Problem,
    ids::OfficeId,
    ledger::{OfficeKind, Role},
    limits::{INVITATION_DAYS, NAME_CHARACTERS},
    window::{Invitation, Invite, Member, OfficeView},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{dialog::Dialog, problem_note::ProblemNote, qr_code::QrCode};
use crate::{backend, browser, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct InviteDialogProps {
    pub(crate) office: OfficeId,
    pub(crate) kind: OfficeKind,
    /// Whose other device it is to be; none: a new member.
    pub(crate) member: Option<Member>,
    pub(crate) on_view: Callback<OfficeView>,
    pub(crate) on_close: Callback<()>,
}

#[function_component]
pub(crate) fn InviteDialog(props: &InviteDialogProps) -> Html {
    let words = use_words();
    let roles: Vec<Role> = Role::ALL
        .iter()
        .copied()
        .filter(|role| role.sits_in(props.kind))
        .collect();
    let known = props.member.as_ref();
    let name = use_state(|| known.map(|member| member.name.clone()).unwrap_or_default());
    let role = use_state(|| known.map(|member| member.role).or_else(|| roles.first().copied()));
    let (busy, problem) = (use_state(|| false), use_state(|| None::<Problem>));
    let made = use_state(|| None::<(String, String)>);

    let onsubmit = {
        let (name, role, busy, problem, made) =
            (name.clone(), role.clone(), busy.clone(), problem.clone(), made.clone());
        let (office, member, on_view) = (props.office, known.map(|member| member.id), props.on_view.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(role) = *role else { return };
            if name.trim().is_empty() {
                browser::focus("invited-name");
                return;
            }
            if *busy {
                return;
            }
            busy.set(true);
            let (busy, problem, made, on_view) = (busy.clone(), problem.clone(), made.clone(), on_view.clone());
            let request = Invite {
                office,
                member,
                name: name.trim().to_owned(),
                role,
            };
            spawn_local(async move {
                let answer = backend::call(request).await;
                busy.set(false);
                match answer {
                    Ok(Invitation { code, hub, view }) => {
                        problem.set(None);
                        made.set(Some((code, hub)));
                        on_view.emit(view);
                        browser::focus_soon("#invitation-code");
                    }
                    Err(told) => problem.set(Some(told)),
                }
            });
        })
    };
    let on_name = {
        let name = name.clone();
        Callback::from(move |event: InputEvent| name.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let on_role = {
        let role = role.clone();
        Callback::from(move |event: Event| {
            role.set(event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok())
        })
    };
    let content = match &*made {
        Some((code, hub)) => html! {
            <div class="stack" id="invitation">
                <p>{ words.with("invited-give", &[("name", name.trim().to_owned().into())]) }</p>
                if !hub.is_empty() {
                    <p class="hint">{ words.get("join-url") }</p>
                    <p class="code"><bdi dir="ltr">{ hub }</bdi></p>
                }
                <p class="hint">{ words.get("join-code") }</p>
                <p class="code" id="invitation-code" tabindex="-1"><bdi dir="ltr">{ code }</bdi></p>
                <QrCode text={format!("{hub} {code}").trim().to_owned()} label={words.get("invited-qr")} />
                <p class="warning">{ words.with("invited-once", &[("days", usize::from(INVITATION_DAYS).into())]) }</p>
            </div>
        },
        None => html! {
            <form class="stack" id="invite-form" {onsubmit}>
                if known.is_some() {
                    <p>{ words.get("invite-other-device") }</p>
                }
                <div class="field">
                    <label for="invited-name">{ words.get("member-name") }</label>
                    <input id="invited-name" type="text" dir="auto" maxlength={NAME_CHARACTERS.to_string()} value={(*name).clone()} oninput={on_name}
                        autocomplete="off" readonly={known.is_some()} />
                </div>
                <div class="field">
                    <label for="invited-role">{ words.get("member-role") }</label>
                    <select id="invited-role" onchange={on_role} disabled={known.is_some()}>
                        { for roles.iter().map(|it| html! {
                            <option value={it.as_str()} selected={*role == Some(*it)}>{ words.get(&format!("role-{it}")) }</option>
                        }) }
                    </select>
                </div>
                if let Some(problem) = &*problem {
                    <ProblemNote problem={problem.clone()} />
                }
            </form>
        },
    };
    let close = props.on_close.reform(|_: MouseEvent| ());
    let footer = if made.is_some() {
        html! { <button type="button" class="button main" id="invited-done" onclick={close}>{ words.get("close") }</button> }
    } else {
        html! {
            <>
                <button type="button" class="button" onclick={close}>{ words.get("submit-not-yet") }</button>
                <button type="submit" form="invite-form" class="button main" id="confirm-invite" disabled={*busy}>{ words.get("invite-do") }</button>
            </>
        }
    };
    html! {
        <Dialog id="invite-dialog" title={words.get("invite-title")} on_close={props.on_close.clone()} {footer}>{ content }</Dialog>
    }
}
