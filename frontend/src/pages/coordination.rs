//! Who does what in a State: by theme and office, and over time.

use satchel_shared::{
    day::Day,
    ids::RecordId,
    schema::Kind,
    vocabulary::Vocabulary,
    window::{Coordination, GetCoordination, PlannedActivity, ThemeRow},
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    answer::use_answer,
    components::{
        back_button::BackButton,
        choice::{Choice, choice},
        problem_note::ProblemNote,
        record_link::record_link,
    },
    intl, values,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct CoordinationProps {
    /// Another number, where something may have come.
    pub(crate) news: usize,
    pub(crate) on_open: Callback<RecordId>,
    pub(crate) on_back: Callback<()>,
}

#[function_component]
pub(crate) fn CoordinationPage(props: &CoordinationProps) -> Html {
    let words = use_words();
    let wanted = use_state(GetCoordination::default);
    let seen = use_answer(*wanted, props.news);
    let on_state = {
        let wanted = wanted.clone();
        Callback::from(move |chosen: Option<String>| {
            wanted.set(GetCoordination {
                state: chosen.and_then(|code| code.parse().ok()),
                ..*wanted
            });
        })
    };
    let on_day = |set: fn(&mut GetCoordination, Option<Day>)| {
        let wanted = wanted.clone();
        Callback::from(move |event: Event| {
            let mut changed = *wanted;
            let day = event.target_unchecked_into::<HtmlInputElement>().value();
            set(&mut changed, day.parse().ok());
            wanted.set(changed);
        })
    };
    let shown = |seen: &Coordination| {
        let alphabet = intl::alphabet(words.tag());
        let states = seen.states.iter();
        let mut states: Vec<(String, String)> = states
            .map(|code| (code.to_string(), values::state(&words, code.as_str())))
            .collect();
        states.sort_by(|one, other| alphabet(&one.1, &other.1));
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        html! {
            <>
                <div class="board-filters" role="search" aria-label={words.get("coordination-filters")}>
                    { choice(Choice { id: "coordination-state", label: words.get("narrow-state"), any: None, choices: states,
                        chosen: seen.state.map(|state| state.to_string()), on_choose: on_state.clone() }) }
                    <label><span>{ words.get("coordination-from") }</span>
                        <input type="date" id="coordination-from" value={day(wanted.from)} onchange={on_day(|wanted, day| wanted.from = day)} /></label>
                    <label><span>{ words.get("coordination-to") }</span>
                        <input type="date" id="coordination-to" value={day(wanted.to)} onchange={on_day(|wanted, day| wanted.to = day)} /></label>
                </div>
                if seen.themes.is_empty() {
                    <p class="empty">{ words.get("coordination-none") }</p>
                } else {
                    { matrix(&words, seen) }
                    { timeline(&words, seen, &props.on_open) }
                }
            </>
        }
    };
    html! {
        <main class="record" aria-labelledby="coordination-heading">
            <header class="head plain">
                <p class="line"><BackButton label={words.get("back")} on_back={props.on_back.clone()} /></p>
                <h1 id="coordination-heading" tabindex="-1">{ words.get("rail-coordination") }</h1>
            </header>
            <div class="page stack board-page">
                <p class="hint">{ words.get("coordination-explained") }</p>
                if let Some(problem) = &seen.problem {
                    <ProblemNote problem={problem.clone()} />
                }
                { seen.told.as_deref().map(shown).unwrap_or_default() }
            </div>
        </main>
    }
}

fn theme(words: &Words, code: &str) -> String {
    if code.is_empty() {
        words.get("coordination-no-theme")
    } else {
        words.term(Vocabulary::Themes, code)
    }
}

/// Themes by offices, with what is asked for beside.
fn matrix(words: &Words, seen: &Coordination) -> Html {
    let line = |row: &ThemeRow| {
        html! {
            <tr key={row.theme.clone()} data-theme={row.theme.clone()} data-gap={row.is_gap().to_string()} data-overlaps={row.overlaps.to_string()}>
                <th scope="row">{ theme(words, &row.theme) }</th>
                <td class="amount">{ intl::count(words.tag(), row.requests) }</td>
                { for row.activities.iter().map(|count| html! {
                    <td class="amount">{ if *count == 0 { String::new() } else { intl::count(words.tag(), *count) } }</td>
                }) }
                <td>
                    if row.is_gap() {
                        <span class="waits">{ words.get("coordination-gap") }</span>
                    }
                    if row.overlaps > 0 {
                        <span class="waits">{ words.with("coordination-overlaps", &[("count", row.overlaps.into())]) }</span>
                    }
                </td>
            </tr>
        }
    };
    html! {
        <div class="matrix" tabindex="0" role="region" aria-label={words.get("coordination-matrix")}>
            <table class="items read" id="coordination-matrix">
                <caption>{ words.get("coordination-matrix") }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words.get("narrow-theme") }</th>
                        <th scope="col" class="amount">{ words.get("coordination-requests") }</th>
                        { for seen.offices.iter().map(|office| html! { <th scope="col" class="amount"><bdi>{ office }</bdi></th> }) }
                        <th scope="col">{ words.get("coordination-notice") }</th>
                    </tr>
                </thead>
                <tbody>{ for seen.themes.iter().map(line) }</tbody>
            </table>
        </div>
    }
}

/// The activities over time, one below the other.
fn timeline(words: &Words, seen: &Coordination, on_open: &Callback<RecordId>) -> Html {
    if seen.activities.is_empty() {
        return Html::default();
    }
    let first = seen.activities.iter().filter_map(|it| it.starts.or(it.ends)).min();
    let last = seen.activities.iter().filter_map(|it| it.ends.or(it.starts)).max();
    let span = first.zip(last).map(|(first, last)| (first, first.days_until(last) + 1));
    let line = |it: &PlannedActivity| {
        let themes: Vec<String> = it.themes.iter().map(|code| theme(words, code)).collect();
        let told = |day: Day| intl::day(words.tag(), &day.to_string()).unwrap_or_else(|| day.to_string());
        let days = [it.starts, it.ends].map(|day| day.map(told));
        let when = match days {
            [None, None] => words.get("coordination-no-time"),
            [starts, ends] => {
                let [starts, ends] = [starts, ends].map(|day| day.unwrap_or_else(|| "…".to_owned()));
                words.with("coordination-when", &[("from", starts.into()), ("to", ends.into())])
            }
        };
        html! {
            <li key={it.id.to_string()} data-record={it.id.to_string()}>
                { record_link(words, it.id, Kind::Activity, &it.title, on_open) }
                <span class="about hint"><bdi>{ &it.office }</bdi><span>{ intl::list(words.tag(), &themes) }</span><span>{ when }</span></span>
                { bar(it, span) }
            </li>
        }
    };
    html! {
        <section class="stack" aria-labelledby="timeline-heading">
            <h2 id="timeline-heading">{ words.get("coordination-timeline") }</h2>
            <ol class="timeline" id="timeline">{ for seen.activities.iter().map(line) }</ol>
        </section>
    }
}

/// Where in the whole span an activity lies; an end that is not said is the span's.
fn bar(it: &PlannedActivity, span: Option<(Day, i64)>) -> Html {
    let (Some((first, days)), true) = (span, it.starts.is_some() || it.ends.is_some()) else {
        return Html::default();
    };
    let part = |days_before: i64| days_before as f64 * 100.0 / days as f64;
    let begin = part(it.starts.map_or(0, |starts| first.days_until(starts)));
    let end = part(it.ends.map_or(days, |ends| first.days_until(ends) + 1));
    let (x, width) = (format!("{begin:.2}%"), format!("{:.2}%", (end - begin).max(0.5)));
    html! { <svg class="track" aria-hidden="true"><rect {x} {width} height="100%" rx="3" /></svg> }
}
