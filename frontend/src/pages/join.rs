//! Joining an office: the hub's address and a one-time code; later, what this device belongs to.

use satchel_shared::{
    Problem,
    invitation::InvitationCode,
    window::{Enrol, Membership, Session},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    backend, browser,
    components::{back_button::BackButton, office_people::OfficePeople, problem_note::ProblemNote},
    intl, values,
    words::use_words,
};

#[derive(Properties, PartialEq)]
pub(crate) struct JoinProps {
    pub(crate) membership: Option<Membership>,
    /// Another number, where something may have come.
    pub(crate) news: usize,
    /// Something was decided that is to be sent.
    pub(crate) on_decided: Callback<()>,
    pub(crate) on_session: Callback<Session>,
    pub(crate) on_back: Callback<()>,
}

#[function_component]
pub(crate) fn JoinPage(props: &JoinProps) -> Html {
    let words = use_words();
    let title = if props.membership.is_some() {
        "membership-title"
    } else {
        "join-title"
    };
    html! {
        <main class="record" aria-labelledby="join-heading">
            <header class="head plain">
                <p class="line"><BackButton label={words.get("back")} on_back={props.on_back.clone()} /></p>
                <h1 id="join-heading" tabindex="-1">{ words.get(title) }</h1>
            </header>
            <div class="page">
                if let Some(membership) = &props.membership {
                    <div class="stack">
                        <Belongs membership={membership.clone()} />
                        <h2>{ words.get("people") }</h2>
                        <OfficePeople office={membership.office} news={props.news} on_decided={props.on_decided.clone()} />
                    </div>
                } else {
                    <JoinForm on_session={props.on_session.clone()} />
                }
            </div>
        </main>
    }
}

#[derive(Properties, PartialEq)]
struct JoinFormProps {
    on_session: Callback<Session>,
}

#[function_component]
fn JoinForm(props: &JoinFormProps) -> Html {
    let words = use_words();
    let url = use_state(String::new);
    let code = use_state(String::new);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);

    let onsubmit = {
        let (url, code, busy, problem) = (url.clone(), code.clone(), busy.clone(), problem.clone());
        let on_session = props.on_session.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let empty = [("hub-url", &url), ("code", &code)]
                .into_iter()
                .find(|(_, text)| text.trim().is_empty());
            if let Some((id, _)) = empty {
                browser::focus(id);
                return;
            }
            if *busy {
                return;
            }
            busy.set(true);
            let (busy, problem, on_session) = (busy.clone(), problem.clone(), on_session.clone());
            let request = Enrol {
                url: url.trim().to_owned(),
                code: code.trim().to_owned(),
            };
            spawn_local(async move {
                let answer = backend::call(request).await;
                busy.set(false);
                match answer {
                    Ok(session) => on_session.emit(session),
                    Err(told) => problem.set(Some(told)),
                }
            });
        })
    };
    // An invitation's QR code holds both, with a blank between.
    let on_url = {
        let (url, code) = (url.clone(), code.clone());
        Callback::from(move |text: String| match text.trim().rsplit_once(char::is_whitespace) {
            Some((address, last)) if last.parse::<InvitationCode>().is_ok() => {
                url.set(address.trim().to_owned());
                code.set(last.to_owned());
            }
            Some(_) | None => url.set(text),
        })
    };
    let on_code = {
        let code = code.clone();
        Callback::from(move |text| code.set(text))
    };
    let label = if *busy {
        words.get("join-busy")
    } else {
        words.get("join-do")
    };
    html! {
        <form class="stack narrow" {onsubmit}>
            <p>{ words.get("join-what") }</p>
            { field("hub-url", "url", &words.get("join-url"), &words.get("join-url-hint"), &url, on_url) }
            { field("code", "text", &words.get("join-code"), &words.get("join-code-hint"), &code, on_code) }
            if let Some(problem) = &*problem {
                <ProblemNote problem={problem.clone()} />
            }
            <button id="join" class="button main" disabled={*busy}>{ label }</button>
        </form>
    }
}

fn field(
    id: &'static str,
    kind: &'static str,
    label: &str,
    hint: &str,
    value: &str,
    on_text: Callback<String>,
) -> Html {
    let value = value.to_owned();
    let oninput = on_text.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let hint_id = format!("{id}-hint");
    // The browser's own check of addresses would speak in its own words.
    let mode = if kind == "url" { "url" } else { "text" };
    html! {
        <div class="field">
            <label for={id}>{ label }</label>
            <span class="hint" id={hint_id.clone()}>{ hint }</span>
            <input {id} type="text" inputmode={mode} dir="ltr" {value} {oninput} aria-describedby={hint_id} autocomplete="off"
                autocapitalize="none" spellcheck="false" />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct BelongsProps {
    membership: Membership,
}

#[function_component]
fn Belongs(props: &BelongsProps) -> Html {
    let words = use_words();
    let Membership {
        office_name,
        office_kind,
        states,
        role,
        member,
        hub,
        ..
    } = &props.membership;
    let states: Vec<_> = states
        .iter()
        .map(|state| values::state(&words, state.as_str()))
        .collect();
    let facts = [
        ("member-name", member.clone()),
        ("member-role", words.get(&format!("role-{role}"))),
        ("member-office", office_name.clone()),
        ("member-office-kind", words.get(&format!("office-{office_kind}"))),
        ("member-states", intl::list(words.tag(), &states)),
        ("member-hub", hub.clone()),
    ];
    html! {
        <dl class="facts" id="membership">
            { for facts.into_iter().filter(|(_, fact)| !fact.is_empty()).map(|(name, fact)| html! {
                <><dt>{ words.get(name) }</dt><dd><bdi>{ fact }</bdi></dd></>
            }) }
        </dl>
    }
}
