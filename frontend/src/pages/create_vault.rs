//! The first page of all: a passphrase, and with it a vault.

use satchel_shared::{
    Problem,
    limits::PASSPHRASE_CHARACTERS,
    window::{CreateVault, Session},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::front::Front;
use crate::{
    backend,
    components::{problem_note::ProblemNote, secret_field::SecretField},
    words::use_words,
};

#[derive(Properties, PartialEq)]
pub(crate) struct CreateVaultProps {
    pub(crate) on_session: Callback<Session>,
}

/// What keeps the two fields from making a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrong {
    TooShort,
    Different,
}

fn check(passphrase: &str, again: &str) -> Option<Wrong> {
    if passphrase.chars().count() < PASSPHRASE_CHARACTERS {
        Some(Wrong::TooShort)
    } else if passphrase != again {
        Some(Wrong::Different)
    } else {
        None
    }
}

#[function_component]
pub(crate) fn CreateVaultPage(props: &CreateVaultProps) -> Html {
    let words = use_words();
    let passphrase = use_state(String::new);
    let again = use_state(String::new);
    let tried = use_state(|| false);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let wrong = check(&passphrase, &again);

    let onsubmit = {
        let (passphrase, tried, busy, problem) = (passphrase.clone(), tried.clone(), busy.clone(), problem.clone());
        let on_session = props.on_session.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            if wrong.is_some() || *busy {
                return;
            }
            busy.set(true);
            let (busy, problem, on_session) = (busy.clone(), problem.clone(), on_session.clone());
            let request = CreateVault {
                passphrase: (*passphrase).clone(),
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
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |text| state.set(text))
    };
    let note = |when: Wrong, name: &str| {
        (*tried && wrong == Some(when))
            .then(|| AttrValue::from(words.with(name, &[("count", PASSPHRASE_CHARACTERS.into())])))
    };
    let label = if *busy {
        words.get("create-busy")
    } else {
        words.get("create-do")
    };
    html! {
        <Front title={words.get("create-title")}>
            <p>{ words.get("create-what") }</p>
            <p class="warning">{ words.get("create-unrecoverable") }</p>
            <form class="stack" {onsubmit}>
                <SecretField id="passphrase" label={words.get("passphrase")} value={(*passphrase).clone()} oninput={set(&passphrase)}
                    hint={words.with("passphrase-hint", &[("count", PASSPHRASE_CHARACTERS.into())])}
                    note={note(Wrong::TooShort, "passphrase-too-short")} new=true focused=true />
                <SecretField id="passphrase-again" label={words.get("passphrase-again")} value={(*again).clone()} oninput={set(&again)}
                    note={note(Wrong::Different, "passphrase-different")} new=true />
                if let Some(problem) = &*problem {
                    <ProblemNote problem={problem.clone()} />
                }
                <button id="create-vault" class="button main" disabled={*busy}>{ label }</button>
            </form>
        </Front>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_long_enough_and_the_same_twice() {
        assert_eq!(check("short", "short"), Some(Wrong::TooShort));
        assert_eq!(check("long enough", "long enouhg"), Some(Wrong::Different));
        assert_eq!(check("long enough", "long enough"), None);
        // Characters are counted, not bytes.
        assert_eq!(check("كلمةسر", "كلمةسر"), Some(Wrong::TooShort));
    }
}
