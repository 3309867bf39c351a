//! Finding recommendations and pledges as one types, among all that this device has.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use satchel_shared::{
    Problem,
    limits::SEARCH_CHARACTERS,
    recommendation::Recommendation,
    window::{
        CountRecommendations, RecommendationFilter, RecommendationHit, RecommendationHits, SearchRecommendations,
    },
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    marked::marked,
    problem_note::ProblemNote,
    recommendation_narrowing::RecommendationNarrowing,
    recommendation_pages::{PAGE, Pages},
    virtual_list::VirtualList,
};
use crate::{
    backend, browser, intl, values,
    words::{Words, use_words},
};

/// A pause in typing after which is searched.
const PAUSE_MS: u32 = 120;

#[derive(Properties, PartialEq)]
pub(crate) struct RecommendationSearchProps {
    /// What happens to the one that is chosen; none where the list is only read.
    #[prop_or_default]
    pub(crate) on_pick: Option<Callback<Recommendation>>,
    /// Those that are linked already, by their ids.
    #[prop_or_default]
    pub(crate) linked: Rc<Vec<String>>,
    /// How high a recommendation is where there is room.
    pub(crate) row_rem: f64,
}

/// What was found, of which the beginning is here.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Found {
    /// How many recommendations this device has.
    known: usize,
    total: usize,
    /// The number of the question.
    asked: u32,
}

/// How high a recommendation is where its text needs more lines.
const NARROW_ROW_REM: f64 = 9.0;

#[function_component]
pub(crate) fn RecommendationSearch(props: &RecommendationSearchProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let text = use_state(String::new);
    let found = use_state(|| None::<Found>);
    let pages = use_mut_ref(Pages::<RecommendationHit>::default);
    let came = use_force_update();
    let problem = use_state(|| None::<Problem>);
    let active = use_state(|| None::<usize>);
    let latest = use_mut_ref(|| 0_u32);
    let filter = use_state(RecommendationFilter::default);

    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                input.focus().ok();
            }
        });
    }
    {
        let (found, problem, active, latest) = (found.clone(), problem.clone(), active.clone(), latest.clone());
        let pages = pages.clone();
        use_effect_with(((*text).clone(), (*filter).clone()), move |(text, filter)| {
            let (text, filter) = (text.clone(), filter.clone());
            let timer = Timeout::new(if text.is_empty() { 0 } else { PAUSE_MS }, move || {
                let asked = latest.borrow().wrapping_add(1);
                *latest.borrow_mut() = asked;
                spawn_local(async move {
                    let answer = backend::call(SearchRecommendations {
                        text: text.clone(),
                        from: 0,
                        limit: PAGE,
                        filter: filter.clone(),
                    })
                    .await;
                    // An answer to an older question comes too late.
                    let is_late = || *latest.borrow() != asked;
                    if is_late() {
                        return;
                    }
                    let RecommendationHits { known, hits } = match answer {
                        Ok(hits) => hits,
                        Err(told) => return problem.set(Some(told)),
                    };
                    let is_all = text.trim().is_empty() && filter.is_empty();
                    let here = hits.len();
                    let total = if is_all { known } else { here };
                    problem.set(None);
                    active.set((total > 0).then_some(0));
                    *pages.borrow_mut() = Pages::begin(hits);
                    found.set(Some(Found { known, total, asked }));
                    if is_all || here < PAGE {
                        return;
                    }
                    // The best are in sight while all are counted.
                    let counted = backend::call(CountRecommendations { text, filter }).await;
                    if is_late() {
                        return;
                    }
                    match counted {
                        Ok(total) => found.set(Some(Found { known, total, asked })),
                        Err(told) => problem.set(Some(told)),
                    }
                });
            });
            move || drop(timer)
        });
    }
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| text.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let pick = {
        let (pages, on_pick, linked) = (pages.clone(), props.on_pick.clone(), props.linked.clone());
        Callback::from(move |at: usize| {
            let picked = pages.borrow().get(at).map(|hit| hit.recommendation.clone());
            if let (Some(picked), Some(on_pick)) = (picked, &on_pick)
                && !linked.contains(&picked.id.to_string())
            {
                on_pick.emit(picked);
            }
        })
    };
    let hits = found.map_or(0, |found| found.total);
    let on_look = {
        let (pages, latest, problem) = (pages.clone(), latest.clone(), problem.clone());
        let question = (*found, (*text).clone(), (*filter).clone());
        use_callback(question, move |(first, end): (usize, usize), (found, text, filter)| {
            let Some(Found { asked, .. }) = *found else { return };
            // What is typed already is another question, whose own answer begins anew.
            if *latest.borrow() != asked {
                return;
            }
            for from in pages.borrow_mut().wanted(first, end) {
                let (pages, latest, problem, came) = (pages.clone(), latest.clone(), problem.clone(), came.clone());
                let wanted = SearchRecommendations {
                    text: text.clone(),
                    from,
                    limit: PAGE,
                    filter: filter.clone(),
                };
                spawn_local(async move {
                    let answer = backend::call(wanted).await;
                    if *latest.borrow() != asked {
                        return;
                    }
                    match answer {
                        Ok(hits) => pages.borrow_mut().came(from, hits.hits),
                        Err(told) => {
                            pages.borrow_mut().failed(from);
                            problem.set(Some(told));
                        }
                    }
                    came.force_update();
                });
            }
        })
    };
    let onkeydown = {
        let (active, pick) = (active.clone(), pick.clone());
        Callback::from(move |event: KeyboardEvent| {
            let last = hits.saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" => active.set(Some(active.map_or(0, |at| (at + 1).min(last)))),
                "ArrowUp" => active.set(Some(active.map_or(0, |at| at.saturating_sub(1)))),
                "Enter" => pick.emit(active.unwrap_or(0)),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let row = {
        let (pages, words, active, linked, pick) = (
            pages.clone(),
            words.clone(),
            *active,
            props.linked.clone(),
            pick.clone(),
        );
        let can_pick = props.on_pick.is_some();
        Callback::from(move |(at, id): (usize, AttrValue)| {
            let pages = pages.borrow();
            let Some(hit) = pages.get(at) else {
                // On its way.
                return html! { <div key={at} {id} class="hit" role="option" aria-busy="true">{ "…" }</div> };
            };
            let is_linked = linked.contains(&hit.recommendation.id.to_string());
            let onclick = pick.reform(move |_: MouseEvent| at);
            let class = classes!(
                "hit",
                (active == Some(at)).then_some("active"),
                can_pick.then_some("pickable")
            );
            html! {
                <div key={at} {id} {class} role="option" aria-posinset={(at + 1).to_string()} aria-setsize={hits.to_string()} aria-selected={(active == Some(at)).to_string()} aria-disabled={is_linked.then_some("true")}
                    data-recommendation={hit.recommendation.id.to_string()} {onclick}>
                    { hit_shown(&words, hit, is_linked) }
                </div>
            }
        })
    };
    let told = found
        .as_ref()
        .map(|found| told(&words, *found, text.trim().is_empty() && filter.is_empty()))
        .unwrap_or_default();
    let on_active = {
        let active = active.clone();
        Callback::from(move |at| active.set(Some(at)))
    };
    html! {
        <div class="seek">
            <input ref={node} id="recommendation-search" type="search" value={(*text).clone()} {oninput} {onkeydown} autocomplete="off"
                spellcheck="false" dir="auto" maxlength={SEARCH_CHARACTERS.to_string()} placeholder={words.get("recommendations-seek")}
                aria-label={words.get("recommendations-seek")} aria-controls="recommendation-hits" />
            <RecommendationNarrowing filter={(*filter).clone()} on_filter={let filter = filter.clone(); Callback::from(move |chosen| filter.set(chosen))} />
            <p class="hint" role="status" id="recommendation-count">{ told }</p>
            if let Some(problem) = &*problem {
                <ProblemNote problem={problem.clone()} />
            }
            <VirtualList id="recommendation-hits" label={words.get("recommendations")} count={hits} row_rem={if browser::is_small() { NARROW_ROW_REM } else { props.row_rem }} active={*active} {row}
                {on_active} on_open={pick} {on_look} />
        </div>
    }
}

fn told(words: &Words, found: Found, is_all: bool) -> String {
    let count = |number: usize| intl::count(words.tag(), number);
    if found.known == 0 {
        words.get("recommendations-none")
    } else if found.total == 0 {
        words.with("recommendations-no-hit", &[("known", count(found.known).into())])
    } else if is_all {
        words.with("recommendations-known", &[("known", count(found.known).into())])
    } else {
        let facts = [
            ("count", found.total.into()),
            ("shown", count(found.total).into()),
            ("known", count(found.known).into()),
        ];
        words.with("recommendations-found", &facts)
    }
}

fn hit_shown(words: &Words, hit: &RecommendationHit, is_linked: bool) -> Html {
    let it = &hit.recommendation;
    let by = it.recommending_state.map(|state| {
        words.with(
            "recommended-by",
            &[("state", values::state(words, state.as_str()).into())],
        )
    });
    let position = it
        .position
        .map(|position| words.get(&format!("position-{}", position.as_str())));
    html! {
        <>
            <p class="what" dir="auto">{ marked(&it.text, &hit.matches) }</p>
            <p class="meta">
                <b>{ values::state(words, it.state.as_str()) }</b>
                if let Some(by) = by {
                    <span>{ by }</span>
                } else {
                    <span>{ words.get(&format!("source-{}", it.source.as_str())) }</span>
                }
                <span><bdi>{ &it.reference }</bdi></span>
                if let Some(position) = position {
                    <span class="position" data-position={it.position.map(|it| it.as_str())}>{ position }</span>
                }
                if !it.affected_persons.is_empty() {
                    <span dir="auto">{ intl::list(words.tag(), &it.affected_persons) }</span>
                }
                if !it.sdgs.is_empty() {
                    <span>{ words.with("recommendation-sdgs", &[("targets", targets(words, &it.sdgs).into())]) }</span>
                }
                if is_linked {
                    <span class="safe due">{ words.get("recommendation-linked") }</span>
                }
            </p>
        </>
    }
}

/// Goals and targets by their numbers: `16.3` of `16.3 - Promote the rule of law …`.
fn targets(words: &Words, sdgs: &[String]) -> String {
    let numbers: Vec<String> = sdgs
        .iter()
        .filter_map(|sdg| sdg.split_whitespace().next().map(str::to_owned))
        .collect();
    intl::list(words.tag(), &numbers)
}
