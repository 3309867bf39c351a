//! Narrowing and ordering a list, and the ways to do it that a person keeps.

use std::rc::Rc;

use satchel_shared::{
    limits::{NAME_CHARACTERS, SAVED_FILTERS},
    schema::Kind,
    vocabulary::Vocabulary,
    window::{Narrowing, Order, SavedFilter},
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::choice::{Choice, choice};
use crate::{
    intl,
    rows::{Facets, Sorting},
    values,
    words::use_words,
};

#[derive(Properties, PartialEq)]
pub(crate) struct NarrowPanelProps {
    pub(crate) sorting: Sorting,
    pub(crate) facets: Rc<Facets>,
    pub(crate) of_all_kinds: bool,
    pub(crate) on_sorting: Callback<Sorting>,
    /// These filters are to be kept, and no others.
    pub(crate) on_saved: Callback<Vec<SavedFilter>>,
}

#[function_component]
pub(crate) fn NarrowPanel(props: &NarrowPanelProps) -> Html {
    let words = use_words();
    let name = use_node_ref();
    let Sorting {
        narrowing,
        order,
        saved,
    } = &props.sorting;
    let change = |apply: fn(&mut Narrowing, Option<String>)| {
        let (sorting, on_sorting) = (props.sorting.clone(), props.on_sorting.clone());
        Callback::from(move |chosen: Option<String>| {
            let mut sorting = sorting.clone();
            apply(&mut sorting.narrowing, chosen);
            on_sorting.emit(sorting);
        })
    };
    let alphabet = intl::alphabet(words.tag());
    let named = |codes: Vec<(String, String)>| {
        let mut codes = codes;
        codes.sort_by(|one, other| alphabet(&one.1, &other.1));
        codes
    };
    let kinds = props.facets.kinds.iter();
    let kinds = kinds.map(|kind| (kind.to_string(), words.get(&format!("rail-{kind}"))));
    let statuses = props.facets.statuses.iter().copied();
    // In the order in which a record comes to them.
    let statuses = statuses.map(|status| {
        (
            status.as_str().to_owned(),
            words.get(&format!("standing-{}", status.as_str())),
        )
    });
    let states = props.facets.states.iter();
    let states = states.map(|code| (code.clone(), values::state(&words, code)));
    let themes = props.facets.themes.iter();
    let themes = themes.map(|code| (code.clone(), words.term(Vocabulary::Themes, code)));
    let years = props.facets.years.iter().rev();
    let years: Vec<_> = years.map(|year| (year.to_string(), year.to_string())).collect();
    let orders: Vec<_> = Order::ALL
        .map(|order| {
            (
                order.as_str().to_owned(),
                words.get(&format!("order-{}", order.as_str())),
            )
        })
        .into();
    let on_order = {
        let (sorting, on_sorting) = (props.sorting.clone(), props.on_sorting.clone());
        Callback::from(move |chosen: Option<String>| {
            let order = Order::ALL
                .into_iter()
                .find(|order| Some(order.as_str()) == chosen.as_deref());
            on_sorting.emit(Sorting {
                order: order.unwrap_or_default(),
                ..sorting.clone()
            });
        })
    };
    let clear = {
        let (sorting, on_sorting) = (props.sorting.clone(), props.on_sorting.clone());
        Callback::from(move |_: MouseEvent| {
            on_sorting.emit(Sorting {
                saved: sorting.saved.clone(),
                ..Sorting::default()
            });
        })
    };
    let save = {
        let (sorting, on_saved, name) = (props.sorting.clone(), props.on_saved.clone(), name.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(input) = name.cast::<HtmlInputElement>() else {
                return;
            };
            let name = input.value().trim().to_owned();
            if name.is_empty() {
                return;
            }
            let mut saved: Vec<_> = sorting.saved.iter().filter(|it| it.name != name).cloned().collect();
            saved.push(SavedFilter {
                name,
                narrowing: sorting.narrowing.clone(),
                order: sorting.order,
            });
            input.set_value("");
            on_saved.emit(saved);
        })
    };
    let kept = |(place, filter): (usize, &SavedFilter)| {
        let is_on = filter.narrowing == *narrowing && filter.order == *order;
        let use_it = {
            let (sorting, filter) = (props.sorting.clone(), filter.clone());
            props.on_sorting.reform(move |_: MouseEvent| Sorting {
                narrowing: filter.narrowing.clone(),
                order: filter.order,
                saved: sorting.saved.clone(),
            })
        };
        let forget = {
            let (saved, name) = (saved.clone(), filter.name.clone());
            props
                .on_saved
                .reform(move |_: MouseEvent| saved.iter().filter(|it| it.name != name).cloned().collect())
        };
        let label = words.with("filter-forget", &[("name", filter.name.as_str().into())]);
        html! {
            <li>
                <button type="button" class="chip" id={format!("saved-{place}")} aria-pressed={is_on.to_string()} onclick={use_it} dir="auto">{ &filter.name }</button>
                <button type="button" class="button quiet remove" id={format!("forget-{place}")} aria-label={label.clone()} title={label} onclick={forget}><span class="cross" aria-hidden="true"></span></button>
            </li>
        }
    };
    let any = || Some(words.get("narrow-any"));
    let count = narrowing.count();
    html! {
        <details class="narrow" id="narrow" data-count={count.to_string()}>
            <summary>{ words.with("narrow", &[("count", count.into())]) }</summary>
            <div class="fields">
                if props.of_all_kinds {
                    { choice(Choice { id: "narrow-kind", label: words.get("narrow-kind"), any: any(), choices: named(kinds.collect()), chosen: narrowing.kind.map(|kind| kind.to_string()),
                        on_choose: change(|narrowing, chosen| narrowing.kind = chosen.and_then(|kind| kind.parse::<Kind>().ok())) }) }
                }
                { choice(Choice { id: "narrow-status", label: words.get("narrow-status"), any: any(), choices: statuses.collect(), chosen: narrowing.status.map(|status| status.as_str().to_owned()),
                    on_choose: change(|narrowing, chosen| narrowing.status = chosen.and_then(|status| status.parse().ok())) }) }
                { choice(Choice { id: "narrow-state", label: words.get("narrow-state"), any: any(), choices: named(states.collect()), chosen: narrowing.state.clone(),
                    on_choose: change(|narrowing, chosen| narrowing.state = chosen) }) }
                { choice(Choice { id: "narrow-theme", label: words.get("narrow-theme"), any: any(), choices: named(themes.collect()), chosen: narrowing.theme.clone(),
                    on_choose: change(|narrowing, chosen| narrowing.theme = chosen) }) }
                { choice(Choice { id: "narrow-year", label: words.get("narrow-year"), any: any(), choices: years, chosen: narrowing.year.map(|year| year.to_string()),
                    on_choose: change(|narrowing, chosen| narrowing.year = chosen.and_then(|year| year.parse().ok())) }) }
                { choice(Choice { id: "narrow-order", label: words.get("narrow-order"), any: None, choices: orders, chosen: Some(order.as_str().to_owned()), on_choose: on_order }) }
            </div>
            if !saved.is_empty() {
                <ul class="saved" aria-label={words.get("filters-saved")}>{ for saved.iter().enumerate().map(kept) }</ul>
            }
            if count > 0 || *order != Order::Edited {
                <form class="save" onsubmit={save}>
                    if saved.len() < SAVED_FILTERS {
                        <input ref={name} id="filter-name" type="text" dir="auto" autocomplete="off" maxlength={NAME_CHARACTERS.to_string()}
                            aria-label={words.get("filter-name")} placeholder={words.get("filter-name")} />
                        <button type="submit" class="button" id="save-filter">{ words.get("filter-save") }</button>
                    }
                    <button type="button" class="button quiet" id="clear-filters" onclick={clear}>{ words.get("filters-clear") }</button>
                </form>
            }
        </details>
    }
}
