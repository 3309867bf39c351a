//! Opening the vault with its passphrase.

use satchel_shared::{
    Problem,
    window::{Session, Unlock},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::front::Front;
use crate::{
    backend, browser,
    components::{problem_note::ProblemNote, secret_field::SecretField},
    words::use_words,
};

#[derive(Properties, PartialEq)]
pub(crate) struct UnlockProps {
    pub(crate) on_session: Callback<Session>,
}

#[function_component]
pub(crate) fn UnlockPage(props: &UnlockProps) -> Html {
    let words = use_words();
    let passphrase = use_state(String::new);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);

    let onsubmit = {
        let (passphrase, busy, problem) = (passphrase.clone(), busy.clone(), problem.clone());
        let on_session = props.on_session.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if passphrase.is_empty() || *busy {
                return;
            }
            busy.set(true);
            let (busy, problem, on_session) = (busy.clone(), problem.clone(), on_session.clone());
            let request = Unlock {
                passphrase: (*passphrase).clone(),
            };
            spawn_local(async move {
                let answer = backend::call(request).await;
                busy.set(false);
                match answer {
                    Ok(session) => on_session.emit(session),
                    Err(told) => {
                        problem.set(Some(told));
                        browser::focus("passphrase");
                    }
                }
            });
        })
    };
    let oninput = {
        let passphrase = passphrase.clone();
        Callback::from(move |text| passphrase.set(text))
    };
    let label = if *busy {
        words.get("unlock-busy")
    } else {
        words.get("unlock-do")
    };
    html! {
        <Front title={words.get("unlock-title")}>
            <p>{ words.get("unlock-what") }</p>
            <form class="stack" {onsubmit}>
                <SecretField id="passphrase" label={words.get("passphrase")} value={(*passphrase).clone()} {oninput}
                    focused=true wrong={problem.is_some()} />
                if let Some(problem) = &*problem {
                    <ProblemNote problem={problem.clone()} />
                }
                <button id="unlock" class="button main" disabled={*busy}>{ label }</button>
            </form>
        </Front>
    }
}
