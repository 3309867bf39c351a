//! All offices, for whoever administers: who is in them, and a new one.

use satchel_shared::{
    Problem,
    ledger::OfficeKind,
    limits::NAME_CHARACTERS,
    states::StateCode,
    window::{AddOffice, ListOffices, OfficeRow, OfficeView},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlDetailsElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::{
    backend, browser,
    components::{back_button::BackButton, dialog::Dialog, office_people::OfficePeople, problem_note::ProblemNote},
    intl, values,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct OfficesProps {
    /// Another number, where something may have come.
    pub(crate) news: usize,
    pub(crate) on_decided: Callback<()>,
    pub(crate) on_back: Callback<()>,
}

#[function_component]
pub(crate) fn OfficesPage(props: &OfficesProps) -> Html {
    let words = use_words();
    let offices = use_state(|| None::<Vec<OfficeRow>>);
    let problem = use_state(|| None::<Problem>);
    let sought = use_state(String::new);
    let is_adding = use_state(|| false);
    let changed = use_state(|| 0_usize);
    {
        let (offices, problem) = (offices.clone(), problem.clone());
        use_effect_with((props.news, *changed), move |_| {
            spawn_local(async move {
                match backend::call(ListOffices {}).await {
                    Ok(told) => offices.set(Some(told)),
                    Err(told) => problem.set(Some(told)),
                }
            });
        });
    }
    let on_decided = {
        let (changed, on_decided) = (changed.clone(), props.on_decided.clone());
        Callback::from(move |()| {
            changed.set(*changed + 1);
            on_decided.emit(());
        })
    };
    let on_sought = {
        let sought = sought.clone();
        Callback::from(move |event: InputEvent| sought.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let open = {
        let is_adding = is_adding.clone();
        Callback::from(move |_: MouseEvent| is_adding.set(true))
    };
    let close = {
        let is_adding = is_adding.clone();
        Callback::from(move |()| is_adding.set(false))
    };
    let on_added = {
        let (close, on_decided) = (close.clone(), on_decided.clone());
        Callback::from(move |view: OfficeView| {
            close.emit(());
            on_decided.emit(());
            browser::focus_soon(&format!("#office-{} > summary", view.row.id));
        })
    };
    let wanted = sought.trim().to_lowercase();
    let shown = offices
        .iter()
        .flatten()
        .filter(|row| tells(&words, row).to_lowercase().contains(&wanted));
    let news = props.news + *changed;
    html! {
        <main class="record" aria-labelledby="offices-heading">
            <header class="head plain">
                <p class="line"><BackButton label={words.get("back")} on_back={props.on_back.clone()} /></p>
                <h1 id="offices-heading" tabindex="-1">{ words.get("rail-offices") }</h1>
            </header>
            <div class="page stack">
                <p class="people-acts">
                    <button type="button" class="button main" id="add-office" onclick={open}>{ words.get("office-add") }</button>
                    <input type="search" id="offices-sought" dir="auto" value={(*sought).clone()} oninput={on_sought} placeholder={words.get("offices-search")} aria-label={words.get("offices-search")} />
                </p>
                if let Some(problem) = &*problem {
                    <ProblemNote problem={problem.clone()} />
                }
                <div class="offices">
                    { for shown.map(|row| html! { <OfficeEntry key={row.id.to_string()} row={row.clone()} {news} on_decided={on_decided.clone()} /> }) }
                </div>
                if *is_adding {
                    <AddOfficeDialog {on_added} on_close={close} />
                }
            </div>
        </main>
    }
}

/// Its name, kind and States, in one line.
fn tells(words: &Words, row: &OfficeRow) -> String {
    let states = row.states.iter().map(|state| values::state(words, state.as_str()));
    let states: Vec<String> = states.collect();
    let kind = words.get(&format!("office-{}", row.kind));
    format!("{} {kind} {}", row.name, intl::list(words.tag(), &states))
}

#[derive(Properties, PartialEq)]
struct OfficeEntryProps {
    row: OfficeRow,
    news: usize,
    on_decided: Callback<()>,
}

#[function_component]
fn OfficeEntry(props: &OfficeEntryProps) -> Html {
    let words = use_words();
    let OfficeRow {
        id,
        name,
        kind,
        states,
        members,
        invited,
        waits,
    } = &props.row;
    // Only of those that are looked at is asked who is there.
    let is_open = use_state(|| false);
    let ontoggle = {
        let is_open = is_open.clone();
        Callback::from(move |event: Event| is_open.set(event.target_unchecked_into::<HtmlDetailsElement>().open()))
    };
    let states: Vec<String> = states
        .iter()
        .map(|state| values::state(&words, state.as_str()))
        .collect();
    html! {
        <details class="office" id={format!("office-{id}")} {ontoggle}>
            <summary>
                <b><bdi>{ name }</bdi></b>
                <span class="hint">{ words.get(&format!("office-{kind}")) }</span>
                <span class="hint">{ intl::list(words.tag(), &states) }</span>
                <span class="hint">{ words.with("office-members", &[("count", (*members).into())]) }</span>
                if *invited > 0 {
                    <span class="hint">{ words.with("office-invited", &[("count", (*invited).into())]) }</span>
                }
                if *waits {
                    <span class="waits">{ words.get("decision-waits") }</span>
                }
            </summary>
            if *is_open {
                <OfficePeople office={*id} news={props.news} on_decided={props.on_decided.clone()} />
            }
        </details>
    }
}

#[derive(Properties, PartialEq)]
struct AddOfficeDialogProps {
    on_added: Callback<OfficeView>,
    on_close: Callback<()>,
}

#[function_component]
fn AddOfficeDialog(props: &AddOfficeDialogProps) -> Html {
    let words = use_words();
    let name = use_state(String::new);
    let kind = use_state(|| OfficeKind::FieldOffice);
    let states = use_state(Vec::<StateCode>::new);
    let (busy, problem) = (use_state(|| false), use_state(|| None::<Problem>));
    let onsubmit = {
        let (name, kind, states) = (name.clone(), kind.clone(), states.clone());
        let (busy, problem, on_added) = (busy.clone(), problem.clone(), props.on_added.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            busy.set(true);
            let request = AddOffice {
                name: name.trim().to_owned(),
                kind: *kind,
                states: (*states).clone(),
            };
            let (busy, problem, on_added) = (busy.clone(), problem.clone(), on_added.clone());
            spawn_local(async move {
                let answer = backend::call(request).await;
                busy.set(false);
                match answer {
                    Ok(view) => on_added.emit(view),
                    Err(told) => problem.set(Some(told)),
                }
            });
        })
    };
    let on_name = {
        let name = name.clone();
        Callback::from(move |event: InputEvent| name.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let on_kind = {
        let kind = kind.clone();
        Callback::from(move |event: Event| {
            if let Ok(chosen) = event.target_unchecked_into::<HtmlSelectElement>().value().parse() {
                kind.set(chosen);
            }
        })
    };
    let on_states = {
        let states = states.clone();
        Callback::from(move |event: Event| {
            let options = event.target_unchecked_into::<HtmlSelectElement>().selected_options();
            let chosen = (0..options.length()).filter_map(|at| options.item(at)?.get_attribute("value")?.parse().ok());
            states.set(chosen.collect());
        })
    };
    let mut all: Vec<(StateCode, String)> = StateCode::all()
        .map(|(state, _)| (state, values::state(&words, state.as_str())))
        .collect();
    let alphabet = intl::alphabet(words.tag());
    all.sort_by(|(_, one), (_, other)| alphabet(one, other));
    let footer = html! {
        <>
            <button type="button" class="button" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ words.get("submit-not-yet") }</button>
            <button type="submit" form="add-office-form" class="button main" id="confirm-office-added" disabled={*busy}>{ words.get("office-add-do") }</button>
        </>
    };
    html! {
        <Dialog id="add-office-dialog" title={words.get("office-add")} on_close={props.on_close.clone()} {footer}>
            <form class="stack" id="add-office-form" {onsubmit}>
                <div class="field">
                    <label for="office-name">{ words.get("office-name") }</label>
                    <input id="office-name" type="text" dir="auto" maxlength={NAME_CHARACTERS.to_string()} value={(*name).clone()} oninput={on_name} autocomplete="off" />
                </div>
                <div class="field">
                    <label for="office-kind">{ words.get("member-office-kind") }</label>
                    <select id="office-kind" onchange={on_kind}>
                        { for OfficeKind::ALL.iter().map(|it| html! {
                            <option value={it.as_str()} selected={*kind == *it}>{ words.get(&format!("office-{it}")) }</option>
                        }) }
                    </select>
                </div>
                <div class="field">
                    <label for="office-states">{ words.get("member-states") }</label>
                    <span class="hint" id="office-states-hint">{ words.get("office-states-hint") }</span>
                    <select id="office-states" multiple=true size="8" aria-describedby="office-states-hint" onchange={on_states}>
                        { for all.into_iter().map(|(code, name)| html! { <option value={code.as_str().to_owned()} selected={states.contains(&code)}>{ name }</option> }) }
                    </select>
                </div>
                if let Some(problem) = &*problem {
                    <ProblemNote problem={problem.clone()} />
                }
            </form>
        </Dialog>
    }
}
