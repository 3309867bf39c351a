//! What a donor gave or promised, as an entry of a fund.

use satchel_shared::{
    Problem, currencies,
    day::Day,
    ids::EventId,
    ledger::{
        Fund, FundDecision,
        fund::{BOOKED, Contribution, PAR},
    },
    limits::NAME_CHARACTERS,
    money,
    window::FundView,
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{
    fund_entries::{enter, text, typed_amount},
    problem_note::ProblemNote,
};
use crate::{browser, intl, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct ContributionFormProps {
    pub(crate) fund: Fund,
    /// The pledge that is received by it.
    #[prop_or_default]
    pub(crate) pledge: Option<(EventId, Contribution)>,
    pub(crate) on_entered: Callback<FundView>,
}

#[function_component]
pub(crate) fn ContributionForm(props: &ContributionFormProps) -> Html {
    let words = use_words();
    let pledge = props.pledge.as_ref();
    let promised = pledge.map(|(_, promised)| promised);
    let [donor, amount, rate, rate_on, on, note, pledged] = [
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
    ];
    let problem = use_state(|| None::<Problem>);
    let currency = use_state(|| promised.map_or_else(|| BOOKED.to_owned(), |promised| promised.currency.clone()));
    let is_at_par = *currency == BOOKED;
    let today = Day::of(browser::now_ms());
    let onsubmit = {
        let nodes = [&donor, &amount, &rate, &rate_on, &on, &note].map(Clone::clone);
        let (pledged, currency, words) = (pledged.clone(), currency.clone(), words.clone());
        let fulfils = pledge.map(|(id, _)| *id);
        let (fund, problem, on_entered) = (props.fund, problem.clone(), props.on_entered.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let [donor, amount, rate, rate_on, on, note] = nodes.each_ref().map(text);
            let on = on.parse().unwrap_or(today);
            let typed_rate = money::parse(&rate, money::RATE_DECIMALS, &intl::separators(words.tag()));
            let typed_rate = typed_rate.ok().flatten().and_then(|rate| u64::try_from(rate).ok());
            let what = FundDecision::Contribution(Contribution {
                donor,
                amount: typed_amount(&words, &amount, &currency),
                currency: (*currency).clone(),
                // A rate of nothing is none, as the rules say.
                rate: if is_at_par { PAR } else { typed_rate.unwrap_or_default() },
                rate_on: if is_at_par { on } else { rate_on.parse().unwrap_or(on) },
                on,
                is_pledge: pledged.cast::<HtmlInputElement>().is_some_and(|it| it.checked()),
                pledge: fulfils,
                note,
            });
            enter(fund, what, problem.clone(), on_entered.clone());
        })
    };
    let on_currency = {
        let currency = currency.clone();
        Callback::from(move |event: Event| currency.set(event.target_unchecked_into::<HtmlSelectElement>().value()))
    };
    let prefix = pledge.map_or_else(|| "give".to_owned(), |(id, _)| format!("receive-{id}"));
    let id = |part: &str| format!("{prefix}-{part}");
    let field = |part: &str, label: &str, input: Html| {
        html! { <div class="field"><label for={id(part)}>{ words.get(label) }</label>{ input }</div> }
    };
    let first = |of: fn(&Contribution) -> String| promised.map(of).unwrap_or_default();
    let amount_promised = promised.map(|promised| {
        let decimals = currencies::decimals(&promised.currency);
        money::plain(promised.amount, decimals, &intl::separators(words.tag()))
    });
    let others = currencies::CODES
        .iter()
        .filter(|code| !currencies::USUAL.contains(code));
    let codes = currencies::USUAL.iter().chain(others);
    let summary = if pledge.is_some() { "fund-receive" } else { "fund-give" };
    html! {
        <details class="with-reason give">
            <summary id={prefix.clone()}>{ words.get(summary) }</summary>
            <form class="stack" {onsubmit}>
                { field("donor", "fund-donor", html! {
                    <input ref={donor} id={id("donor")} type="text" dir="auto" maxlength={NAME_CHARACTERS.to_string()} autocomplete="off" value={first(|it| it.donor.clone())} />
                }) }
                { field("amount", "fund-amount", html! {
                    <input ref={amount} id={id("amount")} type="text" inputmode="decimal" autocomplete="off" value={amount_promised.unwrap_or_default()} />
                }) }
                { field("currency", "fund-currency", html! {
                    <select id={id("currency")} onchange={on_currency}>
                        { for codes.map(|code| html! { <option value={*code} selected={*currency == *code}>{ *code }</option> }) }
                    </select>
                }) }
                if !is_at_par {
                    { field("rate", "fund-rate-of", html! { <input ref={rate} id={id("rate")} type="text" inputmode="decimal" autocomplete="off" /> }) }
                    { field("rate-on", "fund-rate-on", html! { <input ref={rate_on} id={id("rate-on")} type="date" value={today.to_string()} /> }) }
                }
                { field("on", "fund-on", html! { <input ref={on} id={id("on")} type="date" value={today.to_string()} /> }) }
                if pledge.is_none() {
                    <label class="truth"><input ref={pledged} id={id("pledged")} type="checkbox" />{ words.get("fund-is-pledge") }</label>
                }
                { field("note", "fund-note", html! { <input ref={note} id={id("note")} type="text" dir="auto" autocomplete="off" /> }) }
                if let Some(problem) = &*problem {
                    <ProblemNote problem={problem.clone()} />
                }
                <p><button type="submit" class="button main" id={id("do")}>{ words.get("fund-enter") }</button></p>
            </form>
        </details>
    }
}
