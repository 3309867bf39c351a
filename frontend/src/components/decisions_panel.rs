//! What was decided on a record, in the order that counts, with the questions of headquarters and their answers.

use satchel_shared::{
    Problem,
    day::Day,
    ids::{EventId, RecordId},
    ledger::{Decision, EventName},
    limits::DECISION_CHARACTERS,
    schema::Kind,
    window::{GuestView, LedgerLine, RecordLedger, Step},
};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::{dialog::Dialog, isolated::isolated, problem_note::ProblemNote};
use crate::{
    browser,
    drafts::{Draft, use_draft},
    intl,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct DecisionsPanelProps {
    pub(crate) id: RecordId,
    pub(crate) kind: Kind,
    pub(crate) ledger: RecordLedger,
    pub(crate) busy: bool,
    pub(crate) problem: Option<Problem>,
    pub(crate) on_decide: Callback<Decision>,
    pub(crate) on_close: Callback<()>,
}

#[function_component]
pub(crate) fn DecisionsPanel(props: &DecisionsPanelProps) -> Html {
    let words = use_words();
    let RecordLedger { decisions, .. } = &props.ledger;
    let may_answer = props.ledger.allows(EventName::ClarificationAnswered);
    {
        let first = props.ledger.open().next().filter(|_| may_answer);
        let begin = first.map(|line| format!("[data-question=\"{}\"]", line.id));
        use_effect_with((), move |()| {
            if let Some(selector) = begin {
                browser::focus_soon(&selector);
            }
        });
    }
    let line = |line: &LedgerLine| {
        let is_open = props.ledger.open_questions.contains(&line.id);
        html! {
            <li key={line.id.to_string()} class="comment" data-event={line.what.name().as_str()} data-number={line.number.to_string()}>
                { told(&words, line) }
                { said(&words, props, line) }
                if is_open && may_answer {
                    <Answer record={props.id} question={line.id} busy={props.busy} on_decide={props.on_decide.clone()} />
                } else if is_open {
                    <p class="hint">{ words.get("question-open") }</p>
                }
            </li>
        }
    };
    html! {
        <Dialog id="decisions" class="wide" title={words.get("decisions")} on_close={props.on_close.clone()}>
            <p class="hint">{ words.get("decisions-explained") }</p>
            if let Some(problem) = &props.problem {
                <ProblemNote problem={problem.clone()} />
            }
            if let Some(name) = &props.ledger.assigned {
                <p id="assigned">{ words.with("assigned-to", &[("name", name.as_str().into())]) }</p>
            }
            if !props.ledger.steps.is_empty() {
                <ol class="steps" id="steps" aria-label={words.get("steps")}>{ for steps(&words, &props.ledger.steps) }</ol>
            }
            if !props.ledger.guests.is_empty() {
                <section class="stack" id="guests" aria-label={words.get("guests")}>
                    <h3>{ words.get("guests") }</h3>
                    <ul class="devices">{ for props.ledger.guests.iter().map(|guest| guest_line(&words, guest)) }</ul>
                </section>
            }
            if decisions.is_empty() {
                <p class="empty">{ words.get("decisions-empty") }</p>
            } else {
                <ol class="comments">{ for decisions.iter().map(line) }</ol>
            }
        </Dialog>
    }
}

/// How long each step took, in working days; the last one goes on.
fn steps(words: &Words, steps: &[Step]) -> impl Iterator<Item = Html> {
    let ends = steps.iter().skip(1).map(|next| next.since).chain([browser::now_ms()]);
    steps.iter().zip(ends).map(|(step, end)| {
        let days = usize::try_from(Day::of(step.since).working_days_until(Day::of(end))).unwrap_or_default();
        html! {
            <li data-step={step.status.as_str()}>
                <b>{ words.get(&format!("standing-{}", step.status)) }</b>
                <span class="hint">{ words.with("board-days", &[("days", days.into())]) }</span>
            </li>
        }
    })
}

/// An office that is invited, and what it says to that.
fn guest_line(words: &Words, guest: &GuestView) -> Html {
    let answer = match guest.accepts {
        None => "answered-not-yet",
        Some(true) => "answered-yes",
        Some(false) => "answered-no",
    };
    html! {
        <li key={guest.office.to_string()} data-guest={guest.office.to_string()} data-answer={answer}>
            <bdi>{ &guest.name }</bdi><span class="hint">{ words.get(answer) }</span>
        </li>
    }
}

/// What it was, by whom and when, and whether it stands.
fn told(words: &Words, line: &LedgerLine) -> Html {
    let when = intl::moment(words.tag(), line.at, browser::now_ms());
    html! {
        <>
            <p class="about">
                <b>{ words.get(&format!("event-{}", line.what.name())) }</b>
                if line.here {
                    <span>{ words.get("decided-here") }</span>
                } else {
                    <bdi>{ &line.by }</bdi>
                }
                if let Some(name) = &line.names {
                    <span>{ words.with(&format!("names-{}", line.what.name()), &[("name", name.as_str().into())]) }</span>
                }
                if let Decision::InvitationAnswered { accepts, .. } = line.what {
                    <span class="pill">{ words.get(if accepts { "answered-yes" } else { "answered-no" }) }</span>
                }
                <span class="hint">{ when }</span>
                if line.number == 0 && line.refused.is_none() {
                    <span class="waits">{ words.get("decision-waits") }</span>
                }
            </p>
            if let Some(code) = &line.refused {
                <p class="problem" data-code={code.clone()}>{ words.with("decision-refused", &[("why", words.problem(&Problem::new(code)).into())]) }</p>
            }
        </>
    }
}

/// What it is about, and what it says.
fn said(words: &Words, props: &DecisionsPanelProps, line: &LedgerLine) -> Html {
    let about = if let Decision::ClarificationAsked { field, .. } = &line.what {
        let label = |path| words.whole_label(props.kind, path);
        Some(field.as_ref().map_or_else(|| words.get("comment-on-record"), label))
    } else if let Decision::ClarificationAnswered { question, .. } = &line.what {
        let asked = props.ledger.decisions.iter().find(|it| it.id == *question);
        asked.map(|asked| words.with("decision-answers", &[("question", asked.what.text().into())]))
    } else {
        None
    };
    let text = line.what.text();
    html! {
        <>
            if let Some(about) = about {
                <p class="hint" dir="auto">{ about }</p>
            }
            if !text.is_empty() {
                <div class="prose" dir="auto">{ isolated(text) }</div>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct AnswerProps {
    record: RecordId,
    question: EventId,
    busy: bool,
    on_decide: Callback<Decision>,
}

/// Where a question is answered. The words stay a draft: were the answer not taken, they are there again.
#[function_component]
fn Answer(props: &AnswerProps) -> Html {
    let words = use_words();
    let area = use_node_ref();
    let (record, question) = (props.record, props.question);
    let oninput = use_draft(&area, record, Draft::Clarification(question));
    let onsubmit = {
        let (area, on_decide) = (area.clone(), props.on_decide.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(area) = area.cast::<HtmlTextAreaElement>() else {
                return;
            };
            let text = area.value();
            if !text.trim().is_empty() {
                on_decide.emit(Decision::ClarificationAnswered { question, text });
            }
        })
    };
    html! {
        <form class="say" {onsubmit}>
            <textarea ref={area} rows="3" dir="auto" maxlength={DECISION_CHARACTERS.to_string()} data-question={question.to_string()}
                aria-label={words.get("comment-answer")} {oninput} />
            <p><button type="submit" class="button main" disabled={props.busy}>{ words.get("question-answer") }</button></p>
        </form>
    }
}
