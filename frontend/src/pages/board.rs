//! The desk's board: the requests that go on, a column for each status, those that have waited longest first.

use std::rc::Rc;

use satchel_shared::{
    ids::RecordId,
    ledger::Status,
    vocabulary::Vocabulary,
    window::{Board, BoardCard, BoardColumn, BoardFilter, DeskMember, GetBoard, Whose},
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    answer::use_answer,
    components::{
        back_button::BackButton,
        choice::{Choice, choice},
        isolated::isolated,
        problem_note::ProblemNote,
    },
    intl, values,
    words::{Words, use_words},
};

/// How many cards a column shows at first, and how many more each time.
const STEP: usize = 12;
/// What stands for "nobody" among the members.
const NOBODY: &str = "nobody";

/// What is asked for, as a person changes it.
#[derive(Clone, PartialEq)]
struct Wanted(GetBoard);

enum Change {
    Filter(BoardFilter),
    More,
}

impl Reducible for Wanted {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let GetBoard { filter, most } = self.0.clone();
        Rc::new(Self(match change {
            Change::Filter(filter) => GetBoard { filter, most: STEP },
            Change::More => GetBoard {
                filter,
                most: most + STEP,
            },
        }))
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct BoardProps {
    /// Another number, where something may have come.
    pub(crate) news: usize,
    pub(crate) on_open: Callback<RecordId>,
    pub(crate) on_back: Callback<()>,
}

#[function_component]
pub(crate) fn BoardPage(props: &BoardProps) -> Html {
    let words = use_words();
    let wanted = use_reducer(|| {
        Wanted(GetBoard {
            most: STEP,
            ..GetBoard::default()
        })
    });
    let board = use_answer(wanted.0.clone(), props.news);
    // The same ones all the time: while the answer is waited for, no card is drawn again.
    let on_filter = use_callback(wanted.dispatcher(), |filter: BoardFilter, wanted| {
        wanted.dispatch(Change::Filter(filter));
    });
    let on_more = use_callback(wanted.dispatcher(), |_: MouseEvent, wanted| {
        wanted.dispatch(Change::More)
    });
    let filter = &wanted.0.filter;
    let shown = |board: &Board| {
        let total: usize = board.columns.iter().map(|column| column.count).sum();
        html! {
            <>
                <Filters states={board.states.clone()} themes={board.themes.clone()} members={board.members.clone()} filter={filter.clone()} on_filter={on_filter.clone()} />
                if total == 0 {
                    <p class="empty">{ words.get(if *filter == BoardFilter::default() { "board-empty" } else { "board-none-so" }) }</p>
                }
                <div class="board" id="board" tabindex="0" aria-label={words.get("rail-board")} data-count={total.to_string()}>
                    { for board.columns.iter().map(|column| html! {
                        <Column key={column.status.as_str()} column={column.clone()} on_open={props.on_open.clone()} on_more={on_more.clone()} />
                    }) }
                </div>
            </>
        }
    };
    html! {
        <main class="record" aria-labelledby="board-heading">
            <header class="head plain">
                <p class="line"><BackButton label={words.get("back")} on_back={props.on_back.clone()} /></p>
                <h1 id="board-heading" tabindex="-1">{ words.get("rail-board") }</h1>
            </header>
            <div class="page stack board-page">
                if let Some(problem) = &board.problem {
                    <ProblemNote problem={problem.clone()} />
                }
                { board.told.as_deref().map(shown).unwrap_or_default() }
            </div>
        </main>
    }
}

#[derive(Properties, PartialEq)]
struct FiltersProps {
    states: Vec<String>,
    themes: Vec<String>,
    members: Vec<DeskMember>,
    filter: BoardFilter,
    on_filter: Callback<BoardFilter>,
}

#[function_component]
fn Filters(props: &FiltersProps) -> Html {
    let words = use_words();
    let FiltersProps {
        states,
        themes,
        members,
        filter,
        on_filter,
    } = props;
    let change = |apply: fn(&mut BoardFilter, Option<String>)| {
        let (filter, on_filter) = (filter.clone(), on_filter.clone());
        Callback::from(move |chosen: Option<String>| {
            let mut filter = filter.clone();
            apply(&mut filter, chosen);
            on_filter.emit(filter);
        })
    };
    let alphabet = intl::alphabet(words.tag());
    let named = |codes: &[String], name: &dyn Fn(&str) -> String| {
        let mut named: Vec<(String, String)> = codes.iter().map(|code| (code.clone(), name(code))).collect();
        named.sort_by(|one, other| alphabet(&one.1, &other.1));
        named
    };
    let states = named(states, &|code| values::state(&words, code));
    let themes = named(themes, &|code| words.term(Vocabulary::Themes, code));
    let nobody = (NOBODY.to_owned(), words.get("board-of-nobody"));
    let members = members.iter().map(|member| {
        let name = if member.here {
            words.with("assign-oneself", &[("name", member.name.as_str().into())])
        } else {
            member.name.clone()
        };
        (member.id.to_string(), name)
    });
    let whose = match filter.whose {
        Whose::Anyones => None,
        Whose::Nobodys => Some(NOBODY.to_owned()),
        Whose::Of(member) => Some(member.to_string()),
    };
    let any = || Some(words.get("narrow-any"));
    let on_overdue = {
        let (filter, on_filter) = (filter.clone(), on_filter.clone());
        Callback::from(move |event: Event| {
            let overdue = event.target_unchecked_into::<HtmlInputElement>().checked();
            on_filter.emit(BoardFilter {
                overdue,
                ..filter.clone()
            });
        })
    };
    html! {
        <div class="board-filters" role="search" aria-label={words.get("board-filters")}>
            { choice(Choice { id: "board-state", label: words.get("narrow-state"), any: any(), choices: states, chosen: filter.state.clone(),
                on_choose: change(|filter, chosen| filter.state = chosen) }) }
            { choice(Choice { id: "board-theme", label: words.get("narrow-theme"), any: any(), choices: themes, chosen: filter.theme.clone(),
                on_choose: change(|filter, chosen| filter.theme = chosen) }) }
            { choice(Choice { id: "board-whose", label: words.get("board-whose"), any: any(), choices: std::iter::once(nobody).chain(members).collect(), chosen: whose,
                on_choose: change(|filter, chosen| filter.whose = match chosen.as_deref() {
                    None => Whose::Anyones,
                    Some(NOBODY) => Whose::Nobodys,
                    Some(id) => id.parse().map_or(Whose::Anyones, Whose::Of),
                }) }) }
            <label class="truth">
                <input type="checkbox" id="board-overdue" checked={filter.overdue} onchange={on_overdue} />
                { words.get("board-overdue") }
            </label>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ColumnProps {
    column: BoardColumn,
    on_open: Callback<RecordId>,
    on_more: Callback<MouseEvent>,
}

#[function_component]
fn Column(props: &ColumnProps) -> Html {
    let words = use_words();
    let BoardColumn {
        status,
        count,
        overdue,
        level,
        cards,
    } = &props.column;
    let heading = format!("column-{status}");
    let left = count - cards.len();
    html! {
        <section data-status={status.as_str()} data-count={count.to_string()} data-overdue={overdue.to_string()} aria-labelledby={heading.clone()}>
            <h2 id={heading}>
                { words.get(&format!("standing-{status}")) }
                <span class="count">{ intl::count(words.tag(), *count) }</span>
            </h2>
            if let Some(days) = level {
                <p class="hint">{ words.with("board-level", &[("days", usize::from(*days).into())]) }</p>
            }
            if *overdue > 0 {
                <p class="waits">{ words.with("board-late-count", &[("count", (*overdue).into())]) }</p>
            }
            <ul class="cards">{ for cards.iter().map(|it| card(&words, *status, it, &props.on_open)) }</ul>
            if left > 0 {
                <button type="button" class="button quiet" data-more={status.as_str()} onclick={props.on_more.clone()}>{ words.with("board-more", &[("count", left.into())]) }</button>
            }
        </section>
    }
}

fn card(words: &Words, status: Status, card: &BoardCard, on_open: &Callback<RecordId>) -> Html {
    let id = card.id;
    let onclick = on_open.reform(move |event: MouseEvent| {
        event.prevent_default();
        id
    });
    let title = if card.title.trim().is_empty() {
        words.get("untitled-request")
    } else {
        card.title.clone()
    };
    html! {
        <li key={id.to_string()}>
            <a class={classes!("request-card", (card.late > 0).then_some("late"))} href={format!("#/board/{id}")} data-record={id.to_string()} data-late={card.late.to_string()} {onclick}>
                <b dir="auto">{ isolated(&title) }</b>
                <span class="about hint">
                    if !card.state.is_empty() {
                        <span>{ values::state(words, &card.state) }</span>
                    }
                    <bdi>{ &card.office }</bdi>
                </span>
                <span class="about">
                    <span>{ words.with("board-days", &[("days", card.days.into())]) }</span>
                    if card.late > 0 {
                        <span class="waits">{ words.with("board-late", &[("days", card.late.into())]) }</span>
                    }
                    if card.unread && status != Status::Submitted {
                        <span class="pill">{ words.get("board-unread") }</span>
                    }
                    if card.waiting {
                        <span class="waits">{ words.get("decision-waits") }</span>
                    }
                </span>
                <span class="about hint">
                    if let Some(name) = &card.assigned {
                        <bdi>{ name }</bdi>
                    } else {
                        { words.get("board-of-nobody") }
                    }
                </span>
            </a>
        </li>
    }
}
