//! What a record has in common with others: asked, provided, done and seen.

use satchel_shared::{
    Problem,
    ids::RecordId,
    schema::Kind,
    vocabulary::Vocabulary,
    window::{GetRelated, PlanActivity, RecordView, Related, RelatedRecord},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{dialog::Dialog, problem_note::ProblemNote, record_link::record_link};
use crate::{
    backend, intl, values,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct RelatedPanelProps {
    pub(crate) id: RecordId,
    /// Whether an activity can be planned for it.
    pub(crate) may_plan: bool,
    pub(crate) on_open: Callback<RecordId>,
    /// An activity was made.
    pub(crate) on_planned: Callback<RecordView>,
    pub(crate) on_close: Callback<()>,
}

#[function_component]
pub(crate) fn RelatedPanel(props: &RelatedPanelProps) -> Html {
    let words = use_words();
    let related = use_state(|| None::<Result<Related, Problem>>);
    let problem = use_state(|| None::<Problem>);
    let id = props.id;
    {
        let related = related.clone();
        use_effect_with(id, move |id| {
            let id = *id;
            spawn_local(async move { related.set(Some(backend::call(GetRelated { id }).await)) });
        });
    }
    let on_plan = {
        let (on_planned, problem) = (props.on_planned.clone(), problem.clone());
        Callback::from(move |_: MouseEvent| {
            let (on_planned, problem) = (on_planned.clone(), problem.clone());
            spawn_local(async move {
                match backend::call(PlanActivity { id }).await {
                    Ok(view) => on_planned.emit(view),
                    Err(told) => problem.set(Some(told)),
                }
            });
        })
    };
    let shown = match &*related {
        None => Html::default(),
        Some(Err(problem)) => html! { <ProblemNote problem={problem.clone()} /> },
        Some(Ok(related)) => lists(&words, related, &props.on_open),
    };
    html! {
        <Dialog id="related" class="wide" title={words.get("related-title")} on_close={props.on_close.clone()}>
            <p class="hint">{ words.get("related-explained") }</p>
            if props.may_plan {
                <p><button type="button" class="button" id="plan-activity" onclick={on_plan}>{ words.get("plan-activity") }</button></p>
            }
            if let Some(problem) = &*problem {
                <ProblemNote problem={problem.clone()} />
            }
            { shown }
        </Dialog>
    }
}

fn lists(words: &Words, related: &Related, on_open: &Callback<RecordId>) -> Html {
    let lists = [
        ("linked", &related.linked),
        ("activities", &related.activities),
        ("requests", &related.requests),
        ("practices", &related.practices),
        ("observations", &related.observations),
    ];
    if lists.iter().all(|(_, list)| list.is_empty()) {
        return html! { <p class="empty">{ words.get("related-none") }</p> };
    }
    let filled = lists.into_iter().filter(|(_, list)| !list.is_empty());
    filled
        .map(|(name, list)| {
            html! {
                <section class="stack" data-related={name}>
                    <h3>{ words.get(&format!("related-{name}")) }</h3>
                    <ul class="comments">{ for list.iter().map(|it| line(words, it, on_open)) }</ul>
                </section>
            }
        })
        .collect()
}

fn line(words: &Words, it: &RelatedRecord, on_open: &Callback<RecordId>) -> Html {
    let themes: Vec<String> = it
        .themes
        .iter()
        .map(|code| words.term(Vocabulary::Themes, code))
        .collect();
    let days = it.days.filter(|_| it.kind == Kind::Activity);
    html! {
        <li key={it.id.to_string()} class="comment" data-record={it.id.to_string()}>
            <p class="about">
                { record_link(words, it.id, it.kind, &it.title, on_open) }
                <span class="pill">{ words.get(&format!("standing-{}", it.status)) }</span>
            </p>
            <p class="about hint">
                if !it.state.is_empty() {
                    <span>{ values::state(words, &it.state) }</span>
                }
                <bdi>{ &it.office }</bdi>
                if !themes.is_empty() {
                    <span>{ words.with("related-themes", &[("themes", intl::list(words.tag(), &themes).into())]) }</span>
                }
                if it.recommendations > 0 {
                    <span>{ words.with("related-recommendations", &[("count", it.recommendations.into())]) }</span>
                }
                if let Some(days) = days {
                    <span class="waits">{ words.with("related-days", &[("days", usize::try_from(days).unwrap_or(usize::MAX).into())]) }</span>
                }
            </p>
        </li>
    }
}
