//! Narrowing a search over recommendations by what occurs among them: State, cycle or session, position, theme, source.

use std::rc::Rc;

use satchel_shared::{
    recommendation::cycle_of_session,
    window::{GetRecommendationFacets, RecommendationFacets, RecommendationFilter},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::choice::{Choice, choice};
use crate::{
    backend, intl, themes, values,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct RecommendationNarrowingProps {
    pub(crate) filter: RecommendationFilter,
    pub(crate) on_filter: Callback<RecommendationFilter>,
}

/// Before the number of a cycle, among sessions.
const CYCLE: char = 'c';

#[function_component]
pub(crate) fn RecommendationNarrowing(props: &RecommendationNarrowingProps) -> Html {
    let words = use_words();
    let told = use_state(|| None::<Rc<RecommendationFacets>>);
    {
        let told = told.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                // Without them there is nothing to choose, and the search goes on.
                if let Ok(facets) = backend::call(GetRecommendationFacets {}).await {
                    told.set(Some(Rc::new(facets)));
                }
            });
        });
    }
    // Its place is kept until they come, so that nothing below moves.
    if told.as_ref().is_some_and(|facets| facets.states.is_empty()) {
        return Html::default();
    }
    let facets = (*told).clone().unwrap_or_default();
    let filter = &props.filter;
    let change = |apply: fn(&mut RecommendationFilter, Option<String>)| {
        let (filter, on_filter) = (filter.clone(), props.on_filter.clone());
        Callback::from(move |chosen: Option<String>| {
            let mut filter = filter.clone();
            apply(&mut filter, chosen);
            on_filter.emit(filter);
        })
    };
    let any = || Some(words.get("narrow-any"));
    let states = facets.states.iter();
    let mut states: Vec<_> = states
        .map(|it| (it.value.to_string(), values::state(&words, it.value.as_str())))
        .collect();
    let alphabet = intl::alphabet(words.tag());
    states.sort_by(|one, other| alphabet(&one.1, &other.1));
    let positions = facets.positions.iter().map(|it| it.value.as_str());
    let positions = positions
        .map(|code| (code.to_owned(), words.get(&format!("position-{code}"))))
        .collect();
    let sources = facets.sources.iter().map(|it| it.value.as_str());
    let sources: Vec<_> = sources
        .map(|code| (code.to_owned(), words.get(&format!("source-{code}"))))
        .collect();
    let themes = facets.themes.iter().map(|it| it.value.as_str());
    let mut themes: Vec<_> = themes
        .map(|theme| {
            (
                theme.to_owned(),
                themes::term(&words, theme).unwrap_or_else(|| theme.to_owned()),
            )
        })
        .collect();
    themes.sort_by(|one, other| alphabet(&one.1, &other.1));
    let when = filter.cycle.map(|cycle| format!("{CYCLE}{cycle}"));
    let when = when.or_else(|| filter.session.map(|session| session.to_string()));
    let count = [
        filter.state.is_some(),
        when.is_some(),
        filter.position.is_some(),
        filter.theme.is_some(),
        filter.source.is_some(),
    ];
    let count = count.into_iter().filter(|asked| *asked).count();
    html! {
        <details class="narrow" id="narrow-recommendations" data-count={count.to_string()}>
            <summary>{ words.with("narrow-only", &[("count", count.into())]) }</summary>
            <div class="fields">
                { choice(Choice { id: "filter-state", label: words.get("narrow-state"), any: any(), choices: states, chosen: filter.state.map(|it| it.to_string()),
                    on_choose: change(|filter, chosen| filter.state = chosen.and_then(|code| code.parse().ok())) }) }
                { choice(Choice { id: "filter-cycle", label: words.get("narrow-session"), any: any(), choices: sessions(&words, &facets), chosen: when,
                    on_choose: change(choose_session) }) }
                { choice(Choice { id: "filter-position", label: words.get("narrow-position"), any: any(), choices: positions, chosen: filter.position.map(|it| it.as_str().to_owned()),
                    on_choose: change(|filter, chosen| filter.position = chosen.and_then(|code| code.parse().ok())) }) }
                { choice(Choice { id: "filter-theme", label: words.get("narrow-theme"), any: any(), choices: themes, chosen: filter.theme.clone(),
                    on_choose: change(|filter, chosen| filter.theme = chosen) }) }
                if sources.len() > 1 {
                    { choice(Choice { id: "filter-source", label: words.get("narrow-source"), any: any(), choices: sources, chosen: filter.source.map(|it| it.as_str().to_owned()),
                        on_choose: change(|filter, chosen| filter.source = chosen.and_then(|code| code.parse().ok())) }) }
                }
            </div>
        </details>
    }
}

/// The cycles, each before its sessions.
fn sessions(words: &Words, facets: &RecommendationFacets) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut last = None;
    for session in facets.sessions.iter().map(|it| it.value) {
        let cycle = cycle_of_session(session);
        if let Some(number) = cycle.filter(|_| cycle != last) {
            let name = words.with("cycle", &[("number", number.to_string().into())]);
            all.push((format!("{CYCLE}{number}"), name));
        }
        last = cycle;
        let name = words.with("session", &[("number", session.to_string().into())]);
        all.push((session.to_string(), name));
    }
    all
}

fn choose_session(filter: &mut RecommendationFilter, chosen: Option<String>) {
    let chosen = chosen.as_deref();
    filter.cycle = chosen.and_then(|it| it.strip_prefix(CYCLE)?.parse().ok());
    filter.session = chosen.and_then(|it| it.parse().ok());
}
