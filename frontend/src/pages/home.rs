//! Where a person begins: what there is to do today, and what others decided since one last looked.

use satchel_shared::{
    Problem,
    ids::RecordId,
    window::{GetHome, Home, LedgerLine, MarkSeen, News, Task},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    answer::use_answer,
    backend, browser,
    components::{back_button::BackButton, isolated::isolated, problem_note::ProblemNote, record_link::named},
    intl,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct HomeProps {
    /// Another number, where something may have come or was decided.
    pub(crate) news: usize,
    /// Whether the person can write something.
    pub(crate) can_write: bool,
    pub(crate) is_member: bool,
    pub(crate) on_open: Callback<RecordId>,
    pub(crate) on_back: Callback<()>,
}

#[function_component]
pub(crate) fn HomePage(props: &HomeProps) -> Html {
    let words = use_words();
    let problem = use_state(|| None::<Problem>);
    let seen = use_state(|| 0_usize);
    let home = use_answer(GetHome {}, props.news + *seen);
    let on_seen = {
        let (home, problem, seen) = (home.clone(), problem.clone(), seen.clone());
        Callback::from(move |_: MouseEvent| {
            let up_to = home.told.as_ref().map_or(0, |home| home.up_to);
            let (problem, seen) = (problem.clone(), seen.clone());
            spawn_local(async move {
                match backend::call(MarkSeen { up_to }).await {
                    Ok(()) => seen.set(*seen + 1),
                    Err(told) => problem.set(Some(told)),
                }
            });
        })
    };
    let shown = |home: &Home| {
        html! {
            <>
                { tasks(&words, props, &home.tasks) }
                { news(&words, props, home, on_seen.clone()) }
            </>
        }
    };
    html! {
        <main class="record home" aria-labelledby="home-heading">
            <header class="head plain">
                <p class="line"><BackButton label={words.get("back")} on_back={props.on_back.clone()} /></p>
                <h1 id="home-heading" tabindex="-1">{ words.get("home-title") }</h1>
            </header>
            <div class="page stack">
                if let Some(problem) = problem.as_ref().or(home.problem.as_ref()) {
                    <ProblemNote problem={problem.clone()} />
                }
                { home.told.as_deref().map(shown).unwrap_or_default() }
            </div>
        </main>
    }
}

fn tasks(words: &Words, props: &HomeProps, tasks: &[Task]) -> Html {
    if tasks.is_empty() {
        return html! {
            <div class="teach" id="home-nothing">
                <p>{ words.get("home-nothing") }</p>
                <p class="hint">{ words.get(if props.can_write { "nothing-open" } else { "nothing-open-desk" }) }</p>
                if !props.is_member {
                    <p class="hint">{ words.get("nothing-open-join") }</p>
                }
            </div>
        };
    }
    tasks
        .iter()
        .map(|task| {
            let left = task.count.saturating_sub(task.records.len());
            let name = format!("todo-{}", task.what.as_str());
            html! {
                <section key={name.clone()} class="stack task" data-todo={task.what.as_str()} data-count={task.count.to_string()}>
                    <h2>{ words.with(&name, &[("count", task.count.into())]) }</h2>
                    if !task.records.is_empty() {
                        <ul class="named">{ for task.records.iter().map(|it| html! { <li>{ named(words, it, &props.on_open) }</li> }) }</ul>
                        if left > 0 {
                            <p class="hint">{ words.with("board-more", &[("count", left.into())]) }</p>
                        }
                    }
                </section>
            }
        })
        .collect()
}

fn news(words: &Words, props: &HomeProps, home: &Home, on_seen: Callback<MouseEvent>) -> Html {
    if home.news.is_empty() {
        return html! { <p class="hint" id="no-news">{ words.get("home-no-news") }</p> };
    }
    let group = |news: &News| {
        html! {
            <li key={news.on.id.to_string()} class="comment" data-news={news.on.id.to_string()}>
                <p>{ named(words, &news.on, &props.on_open) }</p>
                if news.earlier > 0 {
                    <p class="hint">{ words.with("home-earlier", &[("count", news.earlier.into())]) }</p>
                }
                <ul class="devices">{ for news.lines.iter().map(|line| told(words, line)) }</ul>
            </li>
        }
    };
    html! {
        <section class="stack" id="news">
            <h2>{ words.get("home-news") }</h2>
            <ol class="comments">{ for home.news.iter().map(group) }</ol>
            if home.more > 0 {
                <p class="hint">{ words.with("home-more", &[("count", home.more.into())]) }</p>
            }
            <p><button type="button" class="button" id="mark-seen" onclick={on_seen}>{ words.get("home-seen") }</button></p>
        </section>
    }
}

fn told(words: &Words, line: &LedgerLine) -> Html {
    let when = intl::moment(words.tag(), line.at, browser::now_ms());
    html! {
        <li data-event={line.what.name().as_str()}>
            <b>{ words.get(&format!("event-{}", line.what.name())) }</b>
            <bdi>{ &line.by }</bdi>
            <span class="hint">{ when }</span>
            if !line.what.text().is_empty() {
                <span dir="auto">{ isolated(line.what.text()) }</span>
            }
        </li>
    }
}
