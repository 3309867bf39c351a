//! What a State has accepted, and what has been begun of it: a chart, and the list that a mid-term report needs.

use std::{cell::Cell, rc::Rc};

use satchel_shared::{
    Problem,
    ids::RecordId,
    recommendation::{cycle_of_session, sessions_of_cycle},
    states::StateCode,
    window::{Accepted, Gaps, GetGaps, GetRecommendationFacets, RecommendationFacets, Tally},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    backend,
    components::{
        back_button::BackButton,
        choice::{Choice, choice},
        isolated::isolated,
        problem_note::ProblemNote,
        record_link::record_link,
        tally_chart::TallyChart,
    },
    intl, themes, values,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct GapsProps {
    pub(crate) on_back: Callback<()>,
    pub(crate) on_open: Callback<RecordId>,
}

#[function_component]
pub(crate) fn GapsPage(props: &GapsProps) -> Html {
    let words = use_words();
    let facets = use_state(|| None::<Rc<RecommendationFacets>>);
    let gaps = use_state(|| None::<Rc<Gaps>>);
    let problem = use_state(|| None::<Problem>);
    let state = use_state(|| None::<StateCode>);
    let cycle = use_state(|| None::<u8>);
    {
        let (facets, state, problem) = (facets.clone(), state.clone(), problem.clone());
        use_effect_with((), move |()| {
            spawn_local(async move {
                match backend::call(GetRecommendationFacets {}).await {
                    Ok(told) => {
                        // An office begins with the State of which it has the most.
                        let most = told.states.iter().max_by_key(|it| it.count);
                        state.set(most.map(|it| it.value));
                        facets.set(Some(Rc::new(told)));
                    }
                    Err(why) => problem.set(Some(why)),
                }
            });
        });
    }
    {
        let (gaps, problem) = (gaps.clone(), problem.clone());
        use_effect_with((*state, *cycle), move |(state, cycle)| {
            let sessions = cycle.and_then(sessions_of_cycle);
            let wanted = state.map(|state| GetGaps {
                state,
                from: sessions.as_ref().map(|sessions| *sessions.start()),
                to: sessions.as_ref().map(|sessions| *sessions.end()),
            });
            let is_wanted = Rc::new(Cell::new(true));
            if let Some(wanted) = wanted {
                let is_wanted = is_wanted.clone();
                spawn_local(async move {
                    let answer = backend::call(wanted).await;
                    // Another State was chosen meanwhile: this answer comes too late.
                    if !is_wanted.get() {
                        return;
                    }
                    // Where there is no answer, no other State's figures stand under this one's name.
                    let (told, why) = match answer {
                        Ok(told) => (Some(Rc::new(told)), None),
                        Err(why) => (None, Some(why)),
                    };
                    gaps.set(told);
                    problem.set(why);
                });
            }
            move || is_wanted.set(false)
        });
    }
    let none_known = facets.as_ref().is_some_and(|facets| facets.states.is_empty());
    html! {
        <main class="record browse" aria-labelledby="gaps-heading">
            <header class="head plain">
                <p class="line"><BackButton label={words.get("back")} on_back={props.on_back.clone()} /></p>
                <h1 id="gaps-heading">{ words.get("gaps") }</h1>
                <p class="hint">{ words.get("gaps-what") }</p>
                if let Some(facets) = facets.as_ref().filter(|facets| !facets.states.is_empty()) {
                    <div class="narrow fields">{ choices(&words, facets, &state, &cycle) }</div>
                }
            </header>
            <div class="page" id="gaps">
                if let Some(problem) = &*problem {
                    <ProblemNote problem={problem.clone()} />
                }
                if none_known {
                    <p class="empty">{ words.get("recommendations-none") }</p>
                }
                if let Some(gaps) = &*gaps {
                    { report(&words, gaps, &props.on_open) }
                }
            </div>
        </main>
    }
}

fn choices(
    words: &Words,
    facets: &RecommendationFacets,
    state: &UseStateHandle<Option<StateCode>>,
    cycle: &UseStateHandle<Option<u8>>,
) -> Html {
    let alphabet = intl::alphabet(words.tag());
    let mut states: Vec<_> = facets
        .states
        .iter()
        .map(|it| (it.value.to_string(), values::state(words, it.value.as_str())))
        .collect();
    states.sort_by(|one, other| alphabet(&one.1, &other.1));
    let mut cycles: Vec<u8> = facets
        .sessions
        .iter()
        .filter_map(|it| cycle_of_session(it.value))
        .collect();
    cycles.dedup();
    let cycles = cycles
        .into_iter()
        .map(|number| {
            (
                number.to_string(),
                words.with("cycle", &[("number", number.to_string().into())]),
            )
        })
        .collect();
    let on_state = {
        let state = state.clone();
        Callback::from(move |chosen: Option<String>| state.set(chosen.and_then(|code| code.parse().ok())))
    };
    let on_cycle = {
        let cycle = cycle.clone();
        Callback::from(move |chosen: Option<String>| cycle.set(chosen.and_then(|number| number.parse().ok())))
    };
    html! {
        <>
            { choice(Choice { id: "gaps-state", label: words.get("narrow-state"), any: None, choices: states, chosen: state.map(|it| it.to_string()), on_choose: on_state }) }
            { choice(Choice { id: "gaps-cycle", label: words.get("narrow-cycle"), any: Some(words.get("narrow-any")), choices: cycles, chosen: cycle.map(|it| it.to_string()), on_choose: on_cycle }) }
        </>
    }
}

fn report(words: &Words, gaps: &Gaps, on_open: &Callback<RecordId>) -> Html {
    if gaps.all.total == 0 {
        return html! { <p class="empty" id="gaps-summary">{ words.get("gaps-nothing-accepted") }</p> };
    }
    let summary = words.with("gaps-summary", &tally_facts(words, gaps.all));
    let by_session = gaps.by_session.iter().map(|it| {
        let name = if it.of == 0 {
            words.get("gaps-no-session")
        } else {
            words.with("session", &[("number", it.of.to_string().into())])
        };
        (html! { <bdi>{ name }</bdi> }, it.tally)
    });
    let by_theme = gaps.by_theme.iter().map(|it| (themes::shown(words, &it.of), it.tally));
    let (begun, open): (Vec<&Accepted>, Vec<&Accepted>) = gaps.accepted.iter().partition(|it| it.is_begun());
    let count = |list: &[&Accepted]| [("count", intl::count(words.tag(), list.len()).into())];
    html! {
        <>
            <p id="gaps-summary" class="lead" data-total={gaps.all.total.to_string()} data-linked={gaps.all.linked.to_string()}>{ summary }</p>
            <TallyChart id="gaps-by-session" title={words.get("gaps-by-session")} rows={by_session.collect::<Vec<_>>()} />
            <TallyChart id="gaps-by-theme" title={words.get("gaps-by-theme")} rows={by_theme.collect::<Vec<_>>()} />
            if !open.is_empty() {
                <section aria-labelledby="gaps-open-heading">
                    <h2 id="gaps-open-heading">{ words.with("gaps-open", &count(&open)) }</h2>
                    <ol class="cards" id="gaps-open">{ for open.iter().map(|it| one(words, it, on_open)) }</ol>
                </section>
            }
            if !begun.is_empty() {
                <section aria-labelledby="gaps-begun-heading">
                    <h2 id="gaps-begun-heading">{ words.with("gaps-begun", &count(&begun)) }</h2>
                    <ol class="cards" id="gaps-begun">{ for begun.iter().map(|it| one(words, it, on_open)) }</ol>
                </section>
            }
        </>
    }
}

fn tally_facts(words: &Words, tally: Tally) -> [(&'static str, crate::words::Fact<'static>); 2] {
    let shown = |count: usize| intl::count(words.tag(), count).into();
    [("linked", shown(tally.linked)), ("total", shown(tally.total))]
}

/// An accepted recommendation, with the records that are tied to it; of practices alone it is said that they are no work on it.
fn one(words: &Words, accepted: &Accepted, on_open: &Callback<RecordId>) -> Html {
    let it = &accepted.recommendation;
    html! {
        <li class="rec" data-recommendation={it.id.to_string()}>
            <p dir="auto">{ isolated(&it.text) }</p>
            <p class="hint"><bdi>{ &it.reference }</bdi></p>
            if !accepted.records.is_empty() {
                if !accepted.is_begun() {
                    <p class="hint practice">{ words.get("gaps-practice") }</p>
                }
                <ul>
                    { for accepted.records.iter().map(|it| html! {
                        <li>{ record_link(words, it.record, it.kind, &it.title, on_open) }</li>
                    }) }
                </ul>
            }
        </li>
    }
}
