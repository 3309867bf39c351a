//! A fund's entries, the last made first; what can be spent of an allocation, and what was wrong taken back.

use satchel_shared::{
    Problem, currencies,
    day::Day,
    ids::EventId,
    ledger::{
        Decision, EventName, Fund, FundDecision,
        fund::{BOOKED, Contribution},
    },
    limits::DECISION_CHARACTERS,
    money,
    window::{EnterIntoFund, FundLine, FundView},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{contribution_form::ContributionForm, isolated::isolated, problem_note::ProblemNote};
use crate::{
    backend, browser, intl, values,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct FundEntriesProps {
    pub(crate) view: FundView,
    pub(crate) on_entered: Callback<FundView>,
}

#[function_component]
pub(crate) fn FundEntries(props: &FundEntriesProps) -> Html {
    let words = use_words();
    let view = &props.view;
    if view.entries.is_empty() {
        return html! { <p class="empty">{ words.get("fund-no-entries") }</p> };
    }
    html! {
        <ol class="comments" id="fund-entries">
            { for view.entries.iter().rev().map(|entry| html! {
                <li key={entry.line.id.to_string()} class="comment" data-event={entry.line.what.name().as_str()} data-number={entry.line.number.to_string()}
                    data-reversed={entry.is_reversed.to_string()}>
                    { told(&words, entry) }
                    { acts(&words, props, entry) }
                </li>
            }) }
        </ol>
    }
}

/// What it says, by whom and when.
fn told(words: &Words, entry: &FundLine) -> Html {
    let line = &entry.line;
    let when = intl::moment(words.tag(), line.at, browser::now_ms());
    let text = line.what.text();
    let overdraft = overdraft(entry);
    html! {
        <>
            <p class="about">
                <b>{ name(words, entry) }</b>
                if let Some(booked) = entry.booked {
                    <span class="amount">{ values::amount(words, booked.into(), BOOKED) }{ " " }{ BOOKED }</span>
                }
                { particulars(words, entry) }
                if line.here {
                    <span class="hint">{ words.get("decided-here") }</span>
                } else {
                    <bdi class="hint">{ &line.by }</bdi>
                }
                <span class="hint">{ when }</span>
                if entry.is_reversed {
                    <span class="waits">{ words.get("fund-reversed") }</span>
                }
                if line.number == 0 && line.refused.is_none() {
                    <span class="waits">{ words.get("decision-waits") }</span>
                }
            </p>
            if !text.is_empty() {
                <div class="prose" dir="auto">{ isolated(text) }</div>
            }
            if !overdraft.is_empty() {
                <p class="hint overdraft">{ words.with("fund-overdraft-told", &[("why", overdraft.into())]) }</p>
            }
            if let Some(code) = &line.refused {
                <p class="problem" data-code={code.clone()}>{ words.with("decision-refused", &[("why", words.problem(&Problem::new(code)).into())]) }</p>
            }
        </>
    }
}

fn overdraft(entry: &FundLine) -> &str {
    let Decision::Fund(what) = &entry.line.what else {
        return "";
    };
    what.overdraft()
}

fn name(words: &Words, entry: &FundLine) -> String {
    match promised(entry) {
        Some(_) => words.get("fund-pledge"),
        None => words.get(&format!("event-{}", entry.line.what.name())),
    }
}

/// Whom it is from or for, and at what rate it was booked.
fn particulars(words: &Words, entry: &FundLine) -> Html {
    let Decision::Fund(what) = &entry.line.what else {
        return Html::default();
    };
    let day = |day: &Day| intl::day(words.tag(), &day.to_string()).unwrap_or_else(|| day.to_string());
    match what {
        FundDecision::Contribution(given) => html! {
            <>
                <bdi>{ &given.donor }</bdi>
                <span class="hint">{ day(&given.on) }</span>
                if let Some(due) = entry.left.filter(|due| *due > 0 && !entry.is_reversed) {
                    <span class="hint">{ words.with("fund-due", &[("amount", values::amount(words, due.into(), BOOKED).into())]) }</span>
                }
                if given.currency != BOOKED {
                    <span class="hint">{ rate(words, given, &day(&given.rate_on)) }</span>
                }
            </>
        },
        FundDecision::Allocation { .. } => html! {
            <>
                if let Some(title) = &entry.title {
                    <span dir="auto">{ title }</span>
                }
                if let Some(left) = entry.left.filter(|_| !entry.is_reversed) {
                    <span class="hint">{ words.with("fund-left", &[("amount", values::amount(words, left.into(), BOOKED).into())]) }</span>
                }
            </>
        },
        FundDecision::Expenditure { on, .. } => html! { <span class="hint">{ day(on) }</span> },
        FundDecision::Reversal { .. } => Html::default(),
    }
}

fn rate(words: &Words, given: &Contribution, day: &str) -> String {
    let amount = values::amount(words, given.amount.into(), &given.currency);
    let rate = money::rate(given.rate, &intl::separators(words.tag()));
    words.with(
        "fund-rate",
        &[
            ("amount", format!("{amount} {}", given.currency).into()),
            ("rate", rate.into()),
            ("day", day.to_owned().into()),
        ],
    )
}

fn promised(entry: &FundLine) -> Option<&Contribution> {
    let Decision::Fund(FundDecision::Contribution(given)) = &entry.line.what else {
        return None;
    };
    given.is_pledge.then_some(given)
}

fn acts(words: &Words, props: &FundEntriesProps, entry: &FundLine) -> Html {
    let view = &props.view;
    let is_entry = entry.booked.is_some() && !entry.is_reversed;
    let what = entry.line.what.name();
    let may_spend = is_entry && what == EventName::Allocation && view.allows(EventName::Expenditure);
    let is_due = is_entry && entry.left.is_some_and(|left| left > 0) && view.allows(EventName::Contribution);
    let pledge = promised(entry)
        .filter(|_| is_due)
        .map(|promised| (entry.line.id, promised.clone()));
    html! {
        <div class="people-acts">
            if let Some(pledge) = pledge {
                <ContributionForm fund={view.row.fund} {pledge} on_entered={props.on_entered.clone()} />
            }
            if may_spend {
                <Spend fund={view.row.fund} allocation={entry.line.id} on_entered={props.on_entered.clone()} />
            }
            if is_entry && view.allows(EventName::Reversal) {
                <Reverse fund={view.row.fund} of={entry.line.id} label={words.get("fund-reverse")} on_entered={props.on_entered.clone()} />
            }
        </div>
    }
}

/// Makes an entry, and tells what came of it.
pub(super) fn enter(
    fund: Fund,
    what: FundDecision,
    problem: UseStateHandle<Option<Problem>>,
    on_entered: Callback<FundView>,
) {
    spawn_local(async move {
        match backend::call(EnterIntoFund { fund, what }).await {
            Ok(view) => {
                problem.set(None);
                on_entered.emit(view);
            }
            Err(told) => problem.set(Some(told)),
        }
    });
}

/// The text of a field.
pub(super) fn text(node: &NodeRef) -> String {
    node.cast::<HtmlInputElement>()
        .map(|it| it.value().trim().to_owned())
        .unwrap_or_default()
}

/// Reads an amount that was typed, in minor units; 0 where it is none, which no entry has.
pub(super) fn typed_amount(words: &Words, typed: &str, currency: &str) -> i64 {
    let read = money::parse(typed, currencies::decimals(currency), &intl::separators(words.tag()));
    read.ok().flatten().unwrap_or_default()
}

#[derive(Properties, PartialEq)]
struct SpendProps {
    fund: Fund,
    allocation: EventId,
    on_entered: Callback<FundView>,
}

#[function_component]
fn Spend(props: &SpendProps) -> Html {
    let words = use_words();
    let (amount, on, note, overdraft) = (use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref());
    let problem = use_state(|| None::<Problem>);
    let id = |part: &str| format!("spend-{}-{part}", props.allocation);
    let onsubmit = {
        let nodes = (amount.clone(), on.clone(), note.clone(), overdraft.clone());
        let (fund, allocation, words) = (props.fund, props.allocation, words.clone());
        let (problem, on_entered) = (problem.clone(), props.on_entered.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (amount, on, note, overdraft) = &nodes;
            let what = FundDecision::Expenditure {
                allocation,
                amount: typed_amount(&words, &text(amount), BOOKED),
                on: text(on).parse().unwrap_or_else(|_| Day::of(browser::now_ms())),
                note: text(note),
                overdraft: text(overdraft),
            };
            enter(fund, what, problem.clone(), on_entered.clone());
        })
    };
    html! {
        <details class="with-reason spend">
            <summary>{ words.get("fund-spend") }</summary>
            <form class="stack" {onsubmit}>
                <div class="field"><label for={id("amount")}>{ words.get("fund-amount-usd") }</label><input ref={amount} id={id("amount")} type="text" inputmode="decimal" autocomplete="off" /></div>
                <div class="field"><label for={id("on")}>{ words.get("fund-on") }</label><input ref={on} id={id("on")} type="date" value={Day::of(browser::now_ms()).to_string()} /></div>
                <div class="field"><label for={id("note")}>{ words.get("fund-note") }</label><input ref={note} id={id("note")} type="text" dir="auto" autocomplete="off" /></div>
                { overdraft_field(&words, &id("overdraft"), &overdraft, problem.as_ref()) }
                <p><button type="submit" class="button main">{ words.get("fund-enter") }</button></p>
            </form>
        </details>
    }
}

/// Why more is taken than there is: asked for once that is so.
pub(super) fn overdraft_field(words: &Words, id: &str, node: &NodeRef, problem: Option<&Problem>) -> Html {
    let is_too_low = problem.is_some_and(|problem| problem.code == "balance-too-low");
    html! {
        <>
            if let Some(problem) = problem {
                <ProblemNote problem={problem.clone()} />
            }
            if is_too_low {
                <div class="field">
                    <label for={id.to_owned()}>{ words.get("fund-overdraft") }</label>
                    <input ref={node.clone()} id={id.to_owned()} type="text" dir="auto" maxlength={DECISION_CHARACTERS.to_string()} autocomplete="off" />
                </div>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ReverseProps {
    fund: Fund,
    of: EventId,
    label: String,
    on_entered: Callback<FundView>,
}

#[function_component]
fn Reverse(props: &ReverseProps) -> Html {
    let words = use_words();
    let (reason, overdraft) = (use_node_ref(), use_node_ref());
    let problem = use_state(|| None::<Problem>);
    let onsubmit = {
        let nodes = [&reason, &overdraft].map(Clone::clone);
        let (fund, of) = (props.fund, props.of);
        let (problem, on_entered) = (problem.clone(), props.on_entered.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let [reason, overdraft] = nodes.each_ref().map(text);
            let what = FundDecision::Reversal { of, reason, overdraft };
            enter(fund, what, problem.clone(), on_entered.clone());
        })
    };
    html! {
        <details class="with-reason reverse">
            <summary>{ &props.label }</summary>
            <form class="stack" {onsubmit}>
                <input ref={reason} type="text" dir="auto" aria-label={words.get("says-withdrawn")} maxlength={DECISION_CHARACTERS.to_string()} autocomplete="off" />
                { overdraft_field(&words, &format!("reverse-{}-overdraft", props.of), &overdraft, problem.as_ref()) }
                <p><button type="submit" class="button">{ &props.label }</button></p>
            </form>
        </details>
    }
}
