//! The funds' books: what each has, its entries, and new ones.

use satchel_shared::{
    ledger::Fund,
    vocabulary::Vocabulary,
    window::{FundRow, FundView, GetFund, GetFunds},
};
use yew::prelude::*;

use crate::{
    answer::use_answer,
    components::{
        back_button::BackButton, fund_entries::FundEntries, fund_forms::FundForms, problem_note::ProblemNote,
    },
    values,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct FundsProps {
    /// Another number, where something may have come.
    pub(crate) news: usize,
    pub(crate) on_decided: Callback<()>,
    pub(crate) on_back: Callback<()>,
}

#[function_component]
pub(crate) fn FundsPage(props: &FundsProps) -> Html {
    let words = use_words();
    let chosen = use_state(|| Fund::Vftc);
    let changed = use_state(|| 0_usize);
    let news = props.news + *changed;
    let funds = use_answer(GetFunds {}, news);
    let view = use_answer(GetFund { fund: *chosen }, news);
    let problem = funds.problem.as_ref().or(view.problem.as_ref());
    let shown = view.told.as_deref().filter(|view| view.row.fund == *chosen);
    let on_entered = {
        let (changed, on_decided) = (changed.clone(), props.on_decided.clone());
        Callback::from(move |_: FundView| {
            changed.set(*changed + 1);
            on_decided.emit(());
        })
    };
    let tab = |row: &FundRow| {
        let fund = row.fund;
        let onclick = {
            let chosen = chosen.clone();
            Callback::from(move |_: MouseEvent| chosen.set(fund))
        };
        let is_chosen = *chosen == fund;
        html! {
            <section class={classes!("fund", is_chosen.then_some("chosen"))} data-fund={fund.as_str()}>
                <button type="button" id={format!("fund-{fund}")} aria-pressed={is_chosen.to_string()} {onclick}>
                    { words.term(Vocabulary::Funds, fund.as_str()) }
                </button>
                { figures(&words, row) }
            </section>
        }
    };
    html! {
        <main class="record" aria-labelledby="funds-heading">
            <header class="head plain">
                <p class="line"><BackButton label={words.get("back")} on_back={props.on_back.clone()} /></p>
                <h1 id="funds-heading" tabindex="-1">{ words.get("rail-funds") }</h1>
            </header>
            <div class="page stack funds">
                if let Some(problem) = problem {
                    <ProblemNote problem={problem.clone()} />
                }
                <div class="fund-cards">{ for funds.told.iter().flat_map(|funds| funds.iter()).map(tab) }</div>
                if let Some(view) = shown {
                    <FundForms view={view.clone()} on_entered={on_entered.clone()} />
                    <FundEntries view={view.clone()} {on_entered} />
                }
            </div>
        </main>
    }
}

/// What a fund has, in dollars.
fn figures(words: &Words, row: &FundRow) -> Html {
    let totals = row.totals;
    let figures = [
        ("fund-received", totals.received),
        ("fund-pledged", totals.pledged),
        ("fund-allocated", totals.allocated),
        ("fund-spent", totals.spent),
        ("fund-available", totals.available),
        ("fund-balance", totals.balance),
    ];
    html! {
        <dl class="figures">
            { for figures.into_iter().map(|(name, cents)| html! {
                <div data-figure={name} data-cents={cents.to_string()} class={classes!((cents < 0).then_some("waits"))}>
                    <dt>{ words.get(name) }</dt><dd>{ values::amount(words, cents.into(), "USD") }</dd>
                </div>
            }) }
        </dl>
    }
}
