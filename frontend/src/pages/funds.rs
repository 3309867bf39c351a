//! The funds' books: what each has, its entries, and new ones.

use satchel_shared::{
    Problem,
    ledger::Fund,
    vocabulary::Vocabulary,
    window::{FundRow, FundView, GetFund, GetFunds},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    backend,
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
    let funds = use_state(Vec::<FundRow>::new);
    let chosen = use_state(|| Fund::Vftc);
    let view = use_state(|| None::<FundView>);
    let problem = use_state(|| None::<Problem>);
    let changed = use_state(|| 0_usize);
    {
        let (funds, view, problem) = (funds.clone(), view.clone(), problem.clone());
        use_effect_with((props.news, *changed, *chosen), move |(_, _, fund)| {
            let fund = *fund;
            spawn_local(async move {
                match backend::call(GetFunds {}).await {
                    Ok(told) => funds.set(told),
                    Err(told) => problem.set(Some(told)),
                }
                match backend::call(GetFund { fund }).await {
                    Ok(told) => view.set(Some(told)),
                    Err(told) => problem.set(Some(told)),
                }
            });
        });
    }
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
                if let Some(problem) = &*problem {
                    <ProblemNote problem={problem.clone()} />
                }
                <div class="fund-cards">{ for funds.iter().map(tab) }</div>
                if let Some(view) = (*view).as_ref().filter(|view| view.row.fund == *chosen) {
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
