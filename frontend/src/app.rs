//! The whole window: which page is shown follows from how things stand with the vault.

use satchel_shared::{
    Problem,
    locale::Language,
    window::{GetSession, Session, Stage},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    attaching::{self, arrivals::Arrivals},
    backend,
    components::{language_select::OnLanguage, problem_note::ProblemNote},
    drafts::Drafts,
    keeper::Keepers,
    language,
    pages::{
        create_vault::CreateVaultPage, front::Front, revoked::RevokedPage, unlock::UnlockPage, workspace::Workspace,
    },
    words::Words,
};

#[function_component]
pub(crate) fn App() -> Html {
    let language = use_state(language::chosen);
    let words = use_memo(*language, |language| Words::new(*language));
    let keepers = use_memo((), |()| Keepers::default());
    let arrivals = use_memo((), |()| Arrivals::new((*keepers).clone()));
    let drafts = use_memo((), |()| Drafts::default());
    let session = use_state(|| None::<Session>);
    let problem = use_state(|| None::<Problem>);

    let on_session = {
        let session = session.clone();
        use_callback((), move |told: Session, ()| session.set(Some(told)))
    };
    let ask = {
        let (on_session, problem) = (on_session.clone(), problem.clone());
        use_callback((), move |(), ()| {
            let (on_session, problem) = (on_session.clone(), problem.clone());
            spawn_local(async move {
                match backend::call(GetSession {}).await {
                    Ok(told) => {
                        problem.set(None);
                        on_session.emit(told);
                    }
                    Err(told) => problem.set(Some(told)),
                }
            });
        })
    };
    use_effect_with(words.clone(), |words| language::show(words));
    let on_language = {
        let language = language.clone();
        use_callback((), move |chosen: Language, ()| {
            language::remember(chosen);
            language.set(chosen);
        })
    };
    {
        let (ask, on_session) = (ask.clone(), on_session.clone());
        use_effect_with((), move |()| {
            let drops = attaching::refuse_drops();
            backend::when_locked(Callback::from(move |()| {
                on_session.emit(Session {
                    stage: Stage::Locked,
                    membership: None,
                    revoked_at: None,
                });
            }));
            let again = ask.clone();
            backend::when_revoked(Callback::from(move |()| again.emit(())));
            ask.emit(());
            move || drop(drops)
        });
    }

    let page = match (&*session, &*problem) {
        (None, None) => html! {},
        (None, Some(problem)) => {
            let again = ask.reform(|_: MouseEvent| ());
            html! {
                <Front title={words.get("front-unreachable")}>
                    <ProblemNote problem={problem.clone()} />
                    <button class="button main" onclick={again}>{ words.get("try-again") }</button>
                </Front>
            }
        }
        (Some(session), _) => match session.stage {
            Stage::New => html! { <CreateVaultPage {on_session} /> },
            Stage::Locked => html! { <UnlockPage {on_session} /> },
            Stage::Revoked => html! { <RevokedPage at={session.revoked_at} {on_session} /> },
            Stage::Open => {
                html! { <Workspace session={session.clone()} {on_session} words={(*words).clone()} on_language={on_language.clone()} keepers={(*keepers).clone()} arrivals={(*arrivals).clone()} drafts={(*drafts).clone()} /> }
            }
        },
    };
    html! {
        <ContextProvider<Words> context={(*words).clone()}>
            <ContextProvider<OnLanguage> context={OnLanguage(on_language)}>
                <ContextProvider<Drafts> context={(*drafts).clone()}>{ page }</ContextProvider<Drafts>>
            </ContextProvider<OnLanguage>>
        </ContextProvider<Words>>
    }
}
