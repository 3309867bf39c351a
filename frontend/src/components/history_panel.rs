//! A record's history: who wrote what and when, how it was then, what is different now, and the way back.

use std::{cell::Cell, rc::Rc};

use satchel_shared::{
    Problem,
    ids::RecordId,
    schema::Kind,
    window::{Comparison, GetComparison, GetHistory, GetMoment, History, Moment, RecordView, RestoreRecord},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{
    compared::Compared,
    dialog::Dialog,
    history_lines::{self, HistoryLines, moments},
    problem_note::ProblemNote,
    reading::Reading,
};
use crate::{backend, browser, keeper::Keeper, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct HistoryPanelProps {
    pub(crate) id: RecordId,
    pub(crate) kind: Kind,
    pub(crate) writable: bool,
    pub(crate) keeper: Keeper,
    pub(crate) on_close: Callback<()>,
}

/// One moment that is looked at, and compared with another.
#[derive(Clone, PartialEq)]
struct Looked {
    moment: Moment,
    name: AttrValue,
    then: Rc<RecordView>,
    with: Moment,
    compared: Rc<Comparison>,
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
    // The number of the last comparison that was asked for.
    let asked = use_memo((), |()| Cell::new(0_u32));
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
                        // The line that was pressed is gone.
                        browser::focus_soon("#history-compare");
                    }
                    Err(why) => problem.set(Some(why)),
                }
            });
        })
    };
    let moments = history
        .as_ref()
        .map(|history| moments(&words, props.kind, history))
        .unwrap_or_default();
    let on_with = {
        let (looked, problem, asked) = (looked.clone(), problem.clone(), asked.clone());
        let order: Vec<Moment> = moments.iter().map(|(moment, ..)| moment.clone()).collect();
        Callback::from(move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            let (Some(before), Ok(with)) = ((*looked).clone(), chosen.parse::<Moment>()) else {
                return;
            };
            let (from, to) = in_order(&order, before.moment.clone(), with.clone());
            let (looked, problem, asked) = (looked.clone(), problem.clone(), asked.clone());
            let number = asked.get() + 1;
            asked.set(number);
            spawn_local(async move {
                let answer = backend::call(GetComparison { id, from, to }).await;
                // Another moment was chosen meanwhile.
                if asked.get() != number {
                    return;
                }
                match answer {
                    Ok(compared) => {
                        problem.set(None);
                        let compared = Rc::new(compared);
                        looked.set(Some(Looked {
                            with,
                            compared,
                            ..before
                        }));
                    }
                    Err(why) => problem.set(Some(why)),
                }
            });
        })
    };
    let on_back = {
        let (looked, is_asking, asked) = (looked.clone(), is_asking.clone(), asked.clone());
        Callback::from(move |_: MouseEvent| {
            asked.set(asked.get() + 1);
            is_asking.set(false);
            if let Some(left) = &*looked {
                browser::focus_soon(&format!("[data-moment=\"{}\"] button", left.moment));
            }
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
                    <p class="with">
                        <label for="history-with">{ words.get("history-with") }</label>
                        <select id="history-with" onchange={on_with}>
                            <option value={Moment::Now.to_string()} selected={it.with == Moment::Now}>{ words.get("history-now") }</option>
                            { for moments.iter().filter(|(moment, ..)| *moment != it.moment).map(|(moment, told, at, _)| html! {
                                <option value={moment.to_string()} selected={*moment == it.with}>{ history_lines::name(&words, told, *at) }</option>
                            }) }
                        </select>
                    </p>
                    <Compared kind={props.kind} language={it.then.row.language.clone()} differences={Rc::new(it.compared.differences.clone())} />
                }
            } else if let Some(history) = &*history {
                <HistoryLines kind={props.kind} history={history.clone()} {on_choose} />
            } else if problem.is_none() {
                <p class="empty" role="status">{ words.get("history-reading") }</p>
            }
        </Dialog>
    }
}

async fn look(id: RecordId, moment: Moment, name: AttrValue) -> Result<Looked, Problem> {
    let then = backend::call(GetMoment { id, at: moment.clone() }).await?;
    let (from, to) = (moment.clone(), Moment::Now);
    let compared = backend::call(GetComparison { id, from, to }).await?;
    Ok(Looked {
        moment,
        name,
        then: Rc::new(then),
        with: Moment::Now,
        compared: Rc::new(compared),
    })
}

/// Two moments, the earlier first, by a history whose newest moment stands first.
fn in_order(history: &[Moment], one: Moment, other: Moment) -> (Moment, Moment) {
    let place = |moment: &Moment| history.iter().position(|it| it == moment);
    // The moment that it is now is no entry of the history, and the latest of all.
    if place(&one) < place(&other) {
        (other, one)
    } else {
        (one, other)
    }
}

fn pressed(is_pressed: bool) -> &'static str {
    if is_pressed { "true" } else { "false" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_moments_are_compared_from_the_earlier_to_the_later() {
        let [new, old] = [Moment::Version(2), Moment::Version(1)];
        let history = [new.clone(), old.clone()];
        let wanted = (old.clone(), new.clone());
        assert_eq!(in_order(&history, old.clone(), new.clone()), wanted);
        assert_eq!(in_order(&history, new, old.clone()), wanted);
        let with_now = (old.clone(), Moment::Now);
        assert_eq!(in_order(&history, old.clone(), Moment::Now), with_now);
        assert_eq!(in_order(&history, Moment::Now, old), with_now);
    }
}
