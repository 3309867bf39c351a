//! How much of something is done, by groups: bars, with the numbers beside them in the same table, so that nothing is told
//! by length or colour alone.

use satchel_shared::window::Tally;
use yew::prelude::*;

use crate::{intl, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct TallyChartProps {
    pub(crate) id: AttrValue,
    pub(crate) title: AttrValue,
    /// What each group is called.
    pub(crate) rows: Vec<(Html, Tally)>,
}

/// The longest bar, in the units of the drawing.
const LONGEST: usize = 240;
const THICK: usize = 12;

#[function_component]
pub(crate) fn TallyChart(props: &TallyChartProps) -> Html {
    let words = use_words();
    let most = props
        .rows
        .iter()
        .map(|(_, tally)| tally.total)
        .max()
        .unwrap_or_default()
        .max(1);
    // A bar is never so short that it cannot be seen.
    let length = |count: usize| if count == 0 { 0 } else { (count * LONGEST / most).max(2) };
    let is_mirrored = words.language().direction() == "rtl";
    let bar = |tally: &Tally| {
        let (all, done) = (length(tally.total), length(tally.linked));
        let start = |length: usize| if is_mirrored { LONGEST - length } else { 0 };
        html! {
            <svg class="bar" viewBox={format!("0 0 {LONGEST} {THICK}")} aria-hidden="true" focusable="false">
                <rect class="all" x={start(all).to_string()} y="0" width={all.to_string()} height={THICK.to_string()} rx="2" />
                <rect class="done" x={start(done).to_string()} y="0" width={done.to_string()} height={THICK.to_string()} rx="2" />
            </svg>
        }
    };
    let row = |(name, tally): &(Html, Tally)| {
        let shown = |count: usize| intl::count(words.tag(), count).into();
        html! {
            <tr>
                <th scope="row">{ name.clone() }</th>
                <td>{ bar(tally) }</td>
                <td class="number">{ words.with("gaps-of", &[("linked", shown(tally.linked)), ("total", shown(tally.total))]) }</td>
            </tr>
        }
    };
    html! {
        <table class="chart" id={props.id.clone()}>
            <caption>{ &props.title }</caption>
            <tbody>{ for props.rows.iter().map(row) }</tbody>
        </table>
    }
}
