//! A record's history: who wrote what and when, how it was then, what is different now, and the way back.

use std::rc::Rc;

use satchel_shared::{
    Problem,
    ids::RecordId,
    schema::Kind,
    window::{Comparison, GetComparison, GetHistory, GetMoment, History, Moment, RecordView, RestoreRecord},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{
    compared::Compared, dialog::Dialog, history_lines::HistoryLines, problem_note::ProblemNote, reading::Reading,
};
use crate::{backend, keeper::Keeper, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct HistoryPanelProps {
    pub(crate) id: RecordId,
    pub(crate) kind: Kind,
    pub(crate) writable: bool,
    pub(crate) keeper: Keeper,
    pub(crate) on_close: Callback<()>,
}

/// One moment that is looked at.
#[derive(Clone, PartialEq)]
struct Looked {
    moment: Moment,
    name: AttrValue,
    then: Rc<RecordView>,
    now: Rc<Comparison>,
}

#[function_component]
pub(crate) fn HistoryPanel(props: &HistoryPanelProps) -> Html {
    let words = use_words();
    let history = use_state(|| None::<Rc<History>>);
    let looked = use_state(|| None::<Looked>);
    let problem = use_state(|| None::<Problem>);
    let is_reading = use_state(|| false);
    let is_asking = use_state(|| false);
    let is_busy = use_state(|| false);
    let id = props.id;
    {
        let (history, problem, keeper) = (history.clone(), problem.clone(), props.keeper.clone());
        use_effect_with((), move |()| {
            spawn_local(async move {
                // What was typed last is part of the history once it is kept; what cannot be is not.
                keeper.settle().await;
                match backend::call(GetHistory { id }).await {
                    Ok(told) => history.set(Some(Rc::new(told))),
                    Err(why) => problem.set(Some(why)),
                }
            });
        });
    }
    let on_choose = {
        let (looked, problem, is_reading) = (looked.clone(), problem.clone(), is_reading.clone());
        Callback::from(move |(moment, name): (Moment, AttrValue)| {
            let (looked, problem) = (looked.clone(), problem.clone());
            is_reading.set(false);
            spawn_local(async move {
                match look(id, moment, name).await {
                    Ok(found) => {
                        problem.set(None);
                        looked.set(Some(found));
                    }
                    Err(why) => problem.set(Some(why)),
                }
            });
        })
    };
    let on_back = {
        let (looked, is_asking) = (looked.clone(), is_asking.clone());
        Callback::from(move |_: MouseEvent| {
            is_asking.set(false);
            looked.set(None);
        })
    };
    let ask = |asking: bool| {
        let is_asking = is_asking.clone();
        Callback::from(move |_: MouseEvent| is_asking.set(asking))
    };
    let read = |reading: bool| {
        let is_reading = is_reading.clone();
        Callback::from(move |_: MouseEvent| is_reading.set(reading))
    };
    let on_restore = looked.as_ref().map(|it| it.moment.clone()).map(|to| {
        let (is_busy, problem) = (is_busy.clone(), problem.clone());
        let (keeper, on_close) = (props.keeper.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            let (to, is_busy, problem) = (to.clone(), is_busy.clone(), problem.clone());
            let (keeper, on_close) = (keeper.clone(), on_close.clone());
            is_busy.set(true);
            spawn_local(async move {
                let answer = if keeper.settle().await {
                    backend::call(RestoreRecord { id, to }).await
                } else {
                    Err(Problem::new("restore-not-kept"))
                };
                is_busy.set(false);
                match answer {
                    Ok(view) => {
                        keeper.replace(view);
                        on_close.emit(());
                    }
                    Err(why) => problem.set(Some(why)),
                }
            });
        })
    });
    let footer = match (&*looked, *is_asking) {
        (None, _) => Html::default(),
        (Some(_), false) => html! {
            <>
                <button type="button" class="button" id="history-back" onclick={on_back}>{ words.get("history-back") }</button>
                if props.writable {
                    <button type="button" class="button main" id="restore" onclick={ask(true)}>{ words.get("restore") }</button>
                }
            </>
        },
        (Some(_), true) => html! {
            <>
                <button type="button" class="button" id="restore-not" onclick={ask(false)}>{ words.get("restore-not") }</button>
                <button type="button" class="button main" id="confirm-restore" disabled={*is_busy} onclick={on_restore}>{ words.get("restore-do") }</button>
            </>
        },
    };
    let title = looked
        .as_ref()
        .map_or_else(|| words.get("history").into(), |it| it.name.clone());
    html! {
        <Dialog id="history" class="wide" {title} on_close={props.on_close.clone()} {footer}>
            if let Some(problem) = &*problem {
                <ProblemNote problem={problem.clone()} />
            }
            if let Some(it) = &*looked {
                if *is_asking {
                    <p class="warning" id="restore-asked">{ words.get("restore-explained") }</p>
                }
                <p class="ways">
                    <button type="button" class="button" id="history-compare" aria-pressed={pressed(!*is_reading)} onclick={read(false)}>{ words.get("history-compare") }</button>
                    <button type="button" class="button" id="history-look" aria-pressed={pressed(*is_reading)} onclick={read(true)}>{ words.get("history-look") }</button>
                </p>
                if *is_reading {
                    <div id="history-then"><Reading view={(*it.then).clone()} prefix="then-" /></div>
                } else {
                    <Compared kind={props.kind} language={it.then.row.language.clone()} differences={Rc::new(it.now.differences.clone())} />
                }
            } else if let Some(history) = &*history {
                <HistoryLines kind={props.kind} history={history.clone()} {on_choose} />
            }
        </Dialog>
    }
}

async fn look(id: RecordId, moment: Moment, name: AttrValue) -> Result<Looked, Problem> {
    let then = backend::call(GetMoment { id, at: moment.clone() }).await?;
    let (from, to) = (moment.clone(), Moment::Now);
    let now = backend::call(GetComparison { id, from, to }).await?;
    Ok(Looked {
        moment,
        name,
        then: Rc::new(then),
        now: Rc::new(now),
    })
}

fn pressed(is_pressed: bool) -> &'static str {
    if is_pressed { "true" } else { "false" }
}
