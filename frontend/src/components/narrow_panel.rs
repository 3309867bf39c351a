//! Narrowing and ordering a list, and the ways to do it that a person keeps.

use std::rc::Rc;

use satchel_shared::{
    limits::{NAME_CHARACTERS, SAVED_FILTERS},
    schema::Kind,
    vocabulary::Vocabulary,
    window::{Narrowing, Order, SavedFilter},
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

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
    let count = narrowing.count();
    html! {
        <details class="narrow" id="narrow" data-count={count.to_string()}>
            <summary>{ words.with("narrow", &[("count", count.into())]) }</summary>
            <div class="fields">
                if props.of_all_kinds {
                    { choice("kind", words.get("narrow-kind"), words.get("narrow-any"), named(kinds.collect()), narrowing.kind.map(|kind| kind.to_string()),
                        change(|narrowing, chosen| narrowing.kind = chosen.and_then(|kind| kind.parse::<Kind>().ok()))) }
                }
                { choice("state", words.get("narrow-state"), words.get("narrow-any"), named(states.collect()), narrowing.state.clone(), change(|narrowing, chosen| narrowing.state = chosen)) }
                { choice("theme", words.get("narrow-theme"), words.get("narrow-any"), named(themes.collect()), narrowing.theme.clone(), change(|narrowing, chosen| narrowing.theme = chosen)) }
                { choice("year", words.get("narrow-year"), words.get("narrow-any"), years, narrowing.year.map(|year| year.to_string()),
                    change(|narrowing, chosen| narrowing.year = chosen.and_then(|year| year.parse().ok()))) }
                { choice("order", words.get("narrow-order"), String::new(), orders, Some(order.as_str().to_owned()), on_order) }
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

/// One thing to narrow by: what occurs, and all of it.
fn choice(
    name: &str,
    label: String,
    any: String,
    mut choices: Vec<(String, String)>,
    chosen: Option<String>,
    on_choose: Callback<Option<String>>,
) -> Html {
    // What was chosen stays to be seen, even where no record has it any more.
    if let Some(chosen) = chosen
        .as_ref()
        .filter(|chosen| choices.iter().all(|(code, _)| code != *chosen))
    {
        choices.push((chosen.clone(), chosen.clone()));
    }
    let onchange = Callback::from(move |event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        on_choose.emit((!value.is_empty()).then_some(value));
    });
    html! {
        <label>
            <span>{ label }</span>
            <select id={format!("narrow-{name}")} {onchange}>
                if !any.is_empty() {
                    <option value="" selected={chosen.is_none()}>{ any }</option>
                }
                { for choices.into_iter().map(|(code, shown)| html! { <option selected={chosen.as_ref() == Some(&code)} value={code.clone()}>{ shown }</option> }) }
            </select>
        </label>
    }
}
