//! New entries of a fund: what is set aside, and a whole table of contributions.

use satchel_shared::{
    Problem,
    ledger::{EventName, FundDecision, fund::BOOKED},
    limits::WINDOW_REQUEST_BYTES,
    window::{EnterContributions, ExportFund, FundView, Fundable, GetFundable, Piece, ReadContributions, ReadTable},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{
    contribution_form::ContributionForm,
    fund_entries::{enter, overdraft_field, text, typed_amount},
    problem_note::ProblemNote,
};
use crate::{
    attaching, backend, values,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct FundFormsProps {
    pub(crate) view: FundView,
    pub(crate) on_entered: Callback<FundView>,
}

#[function_component]
pub(crate) fn FundForms(props: &FundFormsProps) -> Html {
    let words = use_words();
    let fund = props.view.row.fund;
    // What was entered leaves an empty form.
    let count = props.view.entries.len();
    let export = Callback::from(move |_: MouseEvent| {
        spawn_local(async move {
            if let Ok(csv) = backend::call(ExportFund { fund }).await {
                let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(csv.as_bytes()));
                attaching::save_pieces(&parts, &format!("{fund}.csv")).await.ok();
            }
        });
    });
    html! {
        <div class="people-acts">
            if props.view.allows(EventName::Contribution) {
                <ContributionForm key={count} {fund} on_entered={props.on_entered.clone()} />
                <Import view={props.view.clone()} on_entered={props.on_entered.clone()} />
            }
            if props.view.allows(EventName::Allocation) {
                <Allocate key={count} view={props.view.clone()} on_entered={props.on_entered.clone()} />
            }
            <button type="button" class="button" id="export-fund" onclick={export}>{ words.get("fund-export") }</button>
        </div>
    }
}

#[function_component]
fn Allocate(props: &FundFormsProps) -> Html {
    let words = use_words();
    let (amount, note, overdraft) = (use_node_ref(), use_node_ref(), use_node_ref());
    let record = use_state(String::new);
    let problem = use_state(|| None::<Problem>);
    let fundable = use_state(Vec::<Fundable>::new);
    {
        let fundable = fundable.clone();
        use_effect_with(props.view.entries.len(), move |_| {
            spawn_local(async move { fundable.set(backend::call(GetFundable {}).await.unwrap_or_default()) });
        });
    }
    let onsubmit = {
        let nodes = [&amount, &note, &overdraft].map(Clone::clone);
        let (record, words) = (record.clone(), words.clone());
        let (fund, problem, on_entered) = (props.view.row.fund, problem.clone(), props.on_entered.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Ok(to) = record.parse() else {
                problem.set(Some(Problem::new("not-fundable")));
                return;
            };
            let [amount, note, overdraft] = nodes.each_ref().map(text);
            let what = FundDecision::Allocation {
                to,
                amount: typed_amount(&words, &amount, BOOKED),
                note,
                overdraft,
            };
            enter(fund, what, problem.clone(), on_entered.clone());
        })
    };
    let onchange = {
        let record = record.clone();
        Callback::from(move |event: Event| record.set(event.target_unchecked_into::<HtmlSelectElement>().value()))
    };
    let choice = |id: &str, title: &str| {
        html! { <option value={id.to_owned()} selected={*record == id}>{ title.to_owned() }</option> }
    };
    html! {
        <details class="with-reason allocate">
            <summary id="allocate">{ words.get("fund-allocate") }</summary>
            <form class="stack" {onsubmit}>
                <div class="field">
                    <label for="allocate-record">{ words.get("fund-for") }</label>
                    <select id="allocate-record" {onchange}>
                        { choice("", &words.get("not-chosen")) }
                        { for fundable.iter().map(|it| choice(&it.id.to_string(), &it.title)) }
                    </select>
                </div>
                <div class="field"><label for="allocate-amount">{ words.get("fund-amount-usd") }</label><input ref={amount} id="allocate-amount" type="text" inputmode="decimal" autocomplete="off" /></div>
                <div class="field"><label for="allocate-note">{ words.get("fund-note") }</label><input ref={note} id="allocate-note" type="text" dir="auto" autocomplete="off" /></div>
                { overdraft_field(&words, "allocate-overdraft", &overdraft, problem.as_ref()) }
                <p><button type="submit" class="button main" id="allocate-do">{ words.get("fund-enter") }</button></p>
            </form>
        </details>
    }
}

/// A table of contributions: looked at row by row, and then entered as a whole.
#[function_component]
fn Import(props: &FundFormsProps) -> Html {
    let words = use_words();
    let read = use_state(|| None::<ReadTable>);
    let problem = use_state(|| None::<Problem>);
    let on_file = {
        let (read, problem) = (read.clone(), problem.clone());
        let fund = props.view.row.fund;
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            // The same file can be chosen again.
            input.set_value("");
            let (read, problem) = (read.clone(), problem.clone());
            spawn_local(async move {
                let bytes = attaching::size(&file);
                // Base 64 makes four bytes of three.
                let told = if bytes > WINDOW_REQUEST_BYTES as u64 / 2 {
                    Err(Problem::new("not-a-table").with("reason", file.name()))
                } else {
                    match attaching::read(&file, 0, bytes).await {
                        Ok(bytes) => {
                            let bytes = Piece(bytes);
                            backend::call(ReadContributions { fund, bytes }).await
                        }
                        Err(_) => Err(Problem::new("file-incomplete")),
                    }
                };
                match told {
                    Ok(table) => {
                        problem.set(None);
                        read.set(Some(table));
                    }
                    Err(told) => problem.set(Some(told)),
                }
            });
        })
    };
    let on_enter = {
        let (read, problem) = (read.clone(), problem.clone());
        let (fund, on_entered) = (props.view.row.fund, props.on_entered.clone());
        Callback::from(move |_: MouseEvent| {
            let contributions = read
                .iter()
                .flat_map(|table| table.contributions.iter().map(|(_, it)| it.clone()));
            let contributions = contributions.collect();
            let (read, problem, on_entered) = (read.clone(), problem.clone(), on_entered.clone());
            spawn_local(async move {
                match backend::call(EnterContributions { fund, contributions }).await {
                    Ok(view) => {
                        read.set(None);
                        on_entered.emit(view);
                    }
                    Err(told) => problem.set(Some(told)),
                }
            });
        })
    };
    html! {
        <details class="with-reason import">
            <summary id="import">{ words.get("fund-import") }</summary>
            <div class="stack">
                <p class="hint">{ words.get("fund-import-what") }</p>
                <input type="file" id="import-file" accept=".csv,.xlsx" aria-label={words.get("fund-import")} onchange={on_file} />
                if let Some(problem) = &*problem {
                    <ProblemNote problem={problem.clone()} />
                }
                if let Some(table) = &*read {
                    { preview(&words, table) }
                    <p><button type="button" class="button main" id="import-do" disabled={!table.wrong.is_empty() || table.contributions.is_empty()} onclick={on_enter}>
                        { words.with("fund-import-do", &[("count", table.contributions.len().into())]) }
                    </button></p>
                }
            </div>
        </details>
    }
}

fn preview(words: &Words, table: &ReadTable) -> Html {
    html! {
        <ul class="lines" id="import-rows">
            { for table.wrong.iter().map(|row| html! {
                <li class="problem" data-wrong={row.code.clone()}>{ words.with("fund-row-wrong", &[
                    ("line", usize::try_from(row.line).unwrap_or_default().into()),
                    ("why", words.get(&format!("row-{}", row.code)).into()),
                    ("cell", row.detail.clone().into()),
                ]) }</li>
            }) }
            { for table.entered.iter().map(|line| html! {
                <li class="hint" data-entered={line.to_string()}>{ words.with("fund-row-entered", &[("line", usize::try_from(*line).unwrap_or_default().into())]) }</li>
            }) }
            { for table.contributions.iter().map(|(line, given)| html! {
                <li data-line={line.to_string()}>
                    <bdi>{ &given.donor }</bdi>{ " " }
                    <span class="amount">{ values::amount(words, given.amount.into(), &given.currency) }{ " " }{ &given.currency }</span>{ " " }
                    <span class="hint">{ given.booked().map(|booked| format!("{} {BOOKED}", values::amount(words, booked.into(), BOOKED))) }</span>
                    if given.is_pledge {
                        { " " }<span class="hint">{ words.get("fund-pledge") }</span>
                    }
                </li>
            }) }
        </ul>
    }
}
