//! Statement packs: what a State, or an institution, can say in the general debate, as the State consents to it.

use satchel_shared::{
    day::Day,
    ids::RecordId,
    window::{GetStatement, LeftOut, Speaker, Statement, StatementItem, StatementPart},
};
use yew::prelude::*;

use crate::{
    answer::use_answer,
    browser,
    components::{
        back_button::BackButton,
        choice::{Choice, choice},
        dialog::Dialog,
        isolated::isolated,
        problem_note::ProblemNote,
        record_link::named,
    },
    intl, values,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct StatementProps {
    /// Another number, where something may have come.
    pub(crate) news: usize,
    pub(crate) on_open: Callback<RecordId>,
    pub(crate) on_back: Callback<()>,
}

#[function_component]
pub(crate) fn StatementPage(props: &StatementProps) -> Html {
    let words = use_words();
    let wanted = use_state(GetStatement::default);
    let answer = use_answer(*wanted, props.news);
    let prints = use_state(|| false);
    let on_choose = {
        let wanted = wanted.clone();
        Callback::from(move |chosen: Option<String>| {
            wanted.set(GetStatement {
                of: chosen.and_then(|speaker| speaker.parse().ok()),
            });
        })
    };
    let print = |shown: bool| {
        let prints = prints.clone();
        Callback::from(move |()| prints.set(shown))
    };
    let pack = answer.told.as_deref();
    // Until it has come, nothing stands under the new name.
    let is_asked_for = |pack: &&Statement| pack.of == wanted.of;
    let speakers = pack.map(|pack| speakers(&words, pack)).unwrap_or_default();
    let of = wanted.of.map(|of| of.to_string());
    let name = speakers.iter().find(|(code, _)| Some(code) == of.as_ref());
    let spoken = pack.filter(is_asked_for).zip(name.map(|(_, name)| name.as_str()));
    let sheet = |(pack, name): (&Statement, &str)| {
        html! {
            <article class="sheet">
                <h2 dir="auto">{ words.with("statement-of", &[("name", name.into())]) }</h2>
                { for pack.parts.iter().map(|part| topic(&words, part, &props.on_open)) }
            </article>
        }
    };
    let is_said = spoken.is_some_and(|(pack, _)| !pack.parts.is_empty());
    html! {
        <main class="record" aria-labelledby="statement-heading">
            <header class="head plain">
                <p class="line"><BackButton label={words.get("back")} on_back={props.on_back.clone()} /></p>
                <h1 id="statement-heading" tabindex="-1">{ words.get("rail-statement") }</h1>
            </header>
            <div class="page stack statement">
                <p class="hint">{ words.get("statement-explained") }</p>
                if let Some(problem) = &answer.problem {
                    <ProblemNote problem={problem.clone()} />
                }
                if pack.is_some() && speakers.is_empty() {
                    <p class="empty">{ words.get("statement-empty") }</p>
                } else {
                    <div class="board-filters" role="search" aria-label={words.get("statement-speaker")}>
                        { choice(Choice { id: "statement-speaker", label: words.get("statement-speaker"), any: Some(words.get("statement-nobody")),
                            choices: speakers.clone(), chosen: of, on_choose }) }
                        if is_said {
                            <button type="button" class="button" id="open-print" onclick={print(true).reform(|_: MouseEvent| ())}>{ words.get("print-open") }</button>
                        }
                    </div>
                }
                if is_said {
                    { spoken.map(sheet).unwrap_or_default() }
                } else if spoken.is_some() {
                    <p class="empty" id="statement-none">{ words.get("statement-none") }</p>
                }
                { spoken.map(|(pack, _)| left_out(&words, &pack.left_out, &props.on_open)).unwrap_or_default() }
            </div>
            if *prints && is_said {
                <Dialog id="print" class="wide" title={words.get("statement-print")} on_close={print(false)} footer={html! {
                    <button type="button" class="button main" id="do-print" onclick={Callback::from(|_: MouseEvent| browser::print())}>{ words.get("print-do") }</button>
                }}>
                    { spoken.map(sheet).unwrap_or_default() }
                </Dialog>
            }
        </main>
    }
}

/// Those who could speak with their names: States, then institutions.
fn speakers(words: &Words, pack: &Statement) -> Vec<(String, String)> {
    let alphabet = intl::alphabet(words.tag());
    let states = pack.states.iter();
    let mut speakers: Vec<(String, String)> = states
        .map(|code| (Speaker::State(*code).to_string(), values::state(words, code.as_str())))
        .collect();
    speakers.sort_by(|one, other| alphabet(&one.1, &other.1));
    let institutions = pack.institutions.iter();
    speakers.extend(institutions.map(|it| (Speaker::Institution(it.id).to_string(), it.name.clone())));
    speakers
}

fn topic(words: &Words, part: &StatementPart, on_open: &Callback<RecordId>) -> Html {
    let topic = part.topic.as_str();
    let item = |item: &StatementItem| {
        let day = |day: Day| intl::day(words.tag(), &day.to_string()).unwrap_or_default();
        let consent = words.with(
            "statement-consent",
            &[
                ("authority", item.authority.as_str().into()),
                ("on", day(item.on).into()),
            ],
        );
        html! {
            <section data-item={item.record.id.to_string()}>
                <h4>{ named(words, &item.record, on_open) }</h4>
                { for item.texts.iter().map(|text| html! { <p class="prose" dir="auto">{ isolated(text) }</p> }) }
                <p class="hint"><bdi>{ &item.office }</bdi>{ " · " }{ consent }
                    if let Some(until) = item.until {
                        { " · " }{ words.with("statement-until", &[("until", day(until).into())]) }
                    }
                </p>
            </section>
        }
    };
    html! {
        <section data-topic={topic}>
            <h3>{ words.get(&format!("statement-{topic}")) }</h3>
            { for part.items.iter().map(item) }
        </section>
    }
}

fn left_out(words: &Words, left_out: &[LeftOut], on_open: &Callback<RecordId>) -> Html {
    if left_out.is_empty() {
        return Html::default();
    }
    html! {
        <section class="stack" id="statement-left-out" data-count={left_out.len().to_string()}>
            <h2>{ words.with("statement-left-out", &[("count", left_out.len().into())]) }</h2>
            <ul class="named">{ for left_out.iter().map(|it| html! {
                <li data-why={it.why.as_str()}>{ named(words, &it.record, on_open) }{ " · " }<span class="hint">{ words.get(&format!("statement-{}", it.why.as_str())) }</span></li>
            }) }</ul>
        </section>
    }
}
