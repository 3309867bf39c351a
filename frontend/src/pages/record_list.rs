//! The list of records: search, chips, and the rows.

use std::rc::Rc;

use satchel_shared::{
    Problem,
    ids::RecordId,
    limits::SEARCH_CHARACTERS,
    schema::Kind,
    window::{RecordRow, SavedFilter},
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    browser,
    components::{
        narrow_panel::NarrowPanel,
        problem_note::ProblemNote,
        record_row::{Standing, record_row},
        virtual_list::VirtualList,
    },
    intl,
    rows::{Facets, Filter, Sorting},
    words::use_words,
};

#[derive(Properties, PartialEq)]
pub(crate) struct RecordListProps {
    pub(crate) title: AttrValue,
    /// The rows to show; none until they have come.
    pub(crate) rows: Option<Rc<Vec<RecordRow>>>,
    pub(crate) problem: Option<Problem>,
    pub(crate) open: Option<RecordId>,
    pub(crate) text: AttrValue,
    pub(crate) filter: Filter,
    pub(crate) sorting: Sorting,
    /// What the list's records can be narrowed by.
    pub(crate) facets: Rc<Facets>,
    /// Whether the list holds records of several kinds.
    pub(crate) of_all_kinds: bool,
    pub(crate) on_sorting: Callback<Sorting>,
    pub(crate) on_saved: Callback<Vec<SavedFilter>>,
    pub(crate) can_write: bool,
    pub(crate) on_text: Callback<String>,
    pub(crate) on_filter: Callback<Filter>,
    pub(crate) on_open: Callback<RecordId>,
    /// What a new record here is.
    pub(crate) new_kind: Option<Kind>,
    pub(crate) on_new: Callback<Option<Kind>>,
}

#[function_component]
pub(crate) fn RecordList(props: &RecordListProps) -> Html {
    let words = use_words();
    let active = use_state(|| None::<usize>);
    let rows = props.rows.clone().unwrap_or_default();
    // Who comes back from a record goes on from there.
    let last_open = use_mut_ref(|| None::<RecordId>);
    let open = props.open.or(*last_open.borrow());
    *last_open.borrow_mut() = open;
    let at_open = open.and_then(|id| rows.iter().position(|row| row.id == id));
    let current = active.filter(|at| *at < rows.len()).or(at_open);
    {
        // The keyboard goes on from the record that is open, or was.
        let active = active.clone();
        use_effect_with(props.open, move |_| active.set(None));
    }
    let oninput = props
        .on_text
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let onkeydown = {
        let (on_text, has_rows) = (props.on_text.clone(), !rows.is_empty());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "ArrowDown" | "Enter" if has_rows => {
                event.prevent_default();
                browser::focus("rows");
            }
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                on_text.emit(String::new());
                browser::focus("rows");
            }
            _ => {}
        })
    };
    let chip = |filter: &Filter| {
        let filter = *filter;
        let onclick = props.on_filter.reform(move |_: MouseEvent| filter);
        let name = format!("filter-{}", filter.word());
        html! {
            <button type="button" class="chip" id={name.clone()} aria-pressed={(filter == props.filter).to_string()} {onclick}>{ words.get(&name) }</button>
        }
    };
    let row = {
        let (rows, words, on_open, open) = (rows.clone(), words.clone(), props.on_open.clone(), props.open);
        let shows_office = !props.can_write;
        Callback::from(move |(at, id): (usize, AttrValue)| {
            let Some(row) = rows.get(at) else {
                return Html::default();
            };
            let record = row.id;
            let standing = Standing {
                is_open: open == Some(record),
                is_active: current == Some(at),
                shows_office,
                place: (at + 1, rows.len()),
            };
            record_row(&words, row, id, standing, on_open.reform(move |_: MouseEvent| record))
        })
    };
    let on_row = {
        let (rows, on_open) = (rows.clone(), props.on_open.clone());
        Callback::from(move |at: usize| {
            if let Some(row) = rows.get(at) {
                on_open.emit(row.id);
            }
        })
    };
    let on_active = {
        let active = active.clone();
        Callback::from(move |at| active.set(Some(at)))
    };
    let empty = if !props.text.trim().is_empty() {
        words.with("list-no-hit", &[("text", props.text.as_str().into())])
    } else if props.sorting.narrowing.count() > 0 {
        words.get("list-none-narrowed")
    } else if props.filter != Filter::All {
        words.get(&format!("list-none-{}", props.filter.word()))
    } else if props.new_kind.is_some() {
        words.get("list-empty")
    } else if props.of_all_kinds {
        words.get("list-empty-desk")
    } else {
        words.get("list-empty-others")
    };
    // Where no record is open, the list is what the page is about.
    let heading = if props.open.is_some() { "h2" } else { "h1" };
    html! {
        <section class="list" aria-labelledby="list-heading">
            <div class="find">
                <div class="over">
                    <@{heading} class="name" id="list-heading">{ &props.title }</@>
                    <span class="hint" role="status">{ words.with("list-count", &[("count", rows.len().into()), ("shown", intl::count(words.tag(), rows.len()).into())]) }</span>
                    if let Some(kind) = props.new_kind {
                        <button type="button" class="button main" id="new-record" onclick={props.on_new.reform(move |_: MouseEvent| Some(kind))}>
                            { words.get(&format!("new-{kind}")) }
                        </button>
                    }
                </div>
                <input id="search" type="search" value={props.text.clone()} {oninput} {onkeydown} dir="auto" autocomplete="off" spellcheck="false"
                    maxlength={SEARCH_CHARACTERS.to_string()} aria-label={words.get("search")} placeholder={words.get("search-hint")} aria-controls="rows" />
                if props.can_write {
                    <div class="chips" role="group" aria-label={words.get("filters")}>{ for Filter::ALL.iter().map(chip) }</div>
                }
                <NarrowPanel sorting={props.sorting.clone()} facets={props.facets.clone()} of_all_kinds={props.of_all_kinds}
                    on_sorting={props.on_sorting.clone()} on_saved={props.on_saved.clone()} />
            </div>
            if let Some(problem) = &props.problem {
                <ProblemNote problem={problem.clone()} />
            }
            if props.rows.is_some() && rows.is_empty() {
                <p class="empty" id="rows" tabindex="-1">{ empty }</p>
            } else {
                <VirtualList id="rows" label={props.title.clone()} count={rows.len()} row_rem={5.25} active={current} {row} {on_active} on_open={on_row} />
            }
        </section>
    }
}
