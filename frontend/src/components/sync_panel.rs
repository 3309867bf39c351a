//! The sync panel: what waits, what was sent and when, and what was set aside.

use gloo_timers::callback::Interval;
use satchel_shared::{
    Problem,
    ids::RecordId,
    limits::VAULT_ATTACHMENT_BYTES,
    vocabulary::Vocabulary,
    window::{LinkUse, SetAside, SyncAttempt, SyncOutcome, SyncReport, SyncState, Waiting, WaitingOn, WaitingWhat},
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{bag::UnderWay, courier::Courier, dialog::Dialog, problem_note::ProblemNote};
use crate::{
    browser, intl,
    known::{Known, use_known},
    rows,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct SyncPanelProps {
    pub(crate) state: Option<SyncState>,
    pub(crate) is_member: bool,
    pub(crate) under_way: Option<UnderWay>,
    pub(crate) problem: Option<Problem>,
    pub(crate) on_sync: Callback<()>,
    /// With attached files, also where the link is paid by the byte.
    pub(crate) on_sync_files: Callback<()>,
    pub(crate) on_link: Callback<LinkUse>,
    /// What is set aside is to be tried again.
    pub(crate) on_retry: Callback<()>,
    pub(crate) on_stop: Callback<()>,
    /// A satchel was opened: what it brought is here.
    pub(crate) on_opened: Callback<()>,
    pub(crate) on_join: Callback<()>,
    pub(crate) on_record: Callback<RecordId>,
    pub(crate) on_close: Callback<()>,
}

#[function_component]
pub(crate) fn SyncPanel(props: &SyncPanelProps) -> Html {
    let (words, known) = (use_words(), use_known());
    let empty = SyncState {
        waiting: Vec::new(),
        all_sent_at: None,
        log: Vec::new(),
        set_aside: Vec::new(),
        link: LinkUse::default(),
        files_to_come: 0,
        files_without_room: 0,
    };
    let state = props.state.as_ref().unwrap_or(&empty);
    let last = match state.all_sent_at {
        Some(at) => words.with("bag-all-sent", &[("when", moment(&words, at).into())]),
        None if props.is_member => words.get("bag-never-sent"),
        None => words.get("bag-no-office"),
    };
    let action = if props.under_way.is_some() {
        html! { <button type="button" class="button" id="sync-stop" onclick={props.on_stop.reform(|_: MouseEvent| ())}>{ words.get("sync-stop") }</button> }
    } else if props.is_member {
        html! { <button type="button" class="button main" id="sync-now" onclick={props.on_sync.reform(|_: MouseEvent| ())}>{ words.get("sync-do") }</button> }
    } else {
        html! { <button type="button" class="button main" onclick={props.on_join.reform(|_: MouseEvent| ())}>{ words.get("rail-join") }</button> }
    };
    html! {
        <Dialog id="sync-panel" class="wide" title={words.get("sync-title")} on_close={props.on_close.clone()}>
            <div class="sync-head">
                <p>{ last }</p>
                { action }
            </div>
            if let Some(under_way) = props.under_way {
                <Progress {under_way} waiting={state.waiting.len()} />
            }
            if let Some(problem) = &props.problem {
                <ProblemNote id="sync-problem" problem={problem.clone()} />
            }
            <section aria-labelledby="sync-waiting">
                <h3 id="sync-waiting">{ words.get("sync-waiting") }</h3>
                if state.waiting.is_empty() {
                    <p class="empty">{ words.get("sync-nothing-waits") }</p>
                } else {
                    <ul class="lines">{ for state.waiting.iter().map(|it| waiting(&words, &known, it, &props.on_record)) }</ul>
                }
            </section>
            if props.is_member {
                { link_use(&words, props, state) }
            }
            <Courier is_member={props.is_member} on_opened={props.on_opened.clone()} />
            if !state.set_aside.is_empty() {
                <section aria-labelledby="sync-aside">
                    <h3 id="sync-aside">{ words.get("sync-set-aside") }</h3>
                    <p class="hint">{ words.get("sync-set-aside-explained") }</p>
                    <button type="button" class="button" id="retry-problems" onclick={props.on_retry.reform(|_: MouseEvent| ())}>{ words.get("sync-retry") }</button>
                    <ul class="lines">{ for state.set_aside.iter().map(|it| set_aside(&words, &known, it, &props.on_record)) }</ul>
                </section>
            }
            <section aria-labelledby="sync-log">
                <h3 id="sync-log">{ words.get("sync-log") }</h3>
                if state.log.is_empty() {
                    <p class="empty">{ words.get("sync-no-log") }</p>
                } else {
                    <ol class="lines" id="sync-attempts">{ for state.log.iter().map(|it| attempt(&words, it)) }</ol>
                }
            </section>
        </Dialog>
    }
}

fn moment(words: &Words, at_ms: i64) -> String {
    intl::moment(words.tag(), at_ms, browser::now_ms())
}

fn known_link(words: &Words, known: &Known, id: RecordId, title: &str, on_record: &Callback<RecordId>) -> Html {
    // A record without a title is called by its kind.
    let title = match known.rows().iter().find(|row| row.id == id) {
        Some(row) => rows::title(words, row),
        None if title.trim().is_empty() => words.get("untitled-record"),
        None => title.to_owned(),
    };
    html! { <button type="button" class="link" onclick={on_record.reform(move |_: MouseEvent| id)} dir="auto">{ title }</button> }
}

fn waiting(words: &Words, known: &Known, it: &Waiting, on_record: &Callback<RecordId>) -> Html {
    let since = moment(words, it.since);
    let told = match it.what {
        WaitingWhat::Changes => words.with("waiting-changes", &[("since", since.into())]),
        WaitingWhat::Decision(event) => {
            let event = words.get(&format!("event-{event}"));
            words.with("waiting-decision", &[("event", event.into()), ("since", since.into())])
        }
        WaitingWhat::Files => words.with("waiting-files", &[("since", since.into())]),
    };
    html! {
        <li data-waits={it.id.to_string()}>
            { match it.on {
                WaitingOn::Record => known_link(words, known, it.id, &it.title, on_record),
                WaitingOn::Office => html! { <bdi>{ &it.title }</bdi> },
                WaitingOn::Fund(fund) => html! { <span>{ words.term(Vocabulary::Funds, fund.as_str()) }</span> },
            } }
            <span class="hint">{ told }</span>
        </li>
    }
}

/// The link: how it is used, and which files wait for it.
fn link_use(words: &Words, props: &SyncPanelProps, state: &SyncState) -> Html {
    let link = state.link;
    let choice = |id: &'static str, is_so: bool, with: fn(LinkUse, bool) -> LinkUse| {
        let onchange = props
            .on_link
            .reform(move |event: Event| with(link, event.target_unchecked_into::<HtmlInputElement>().checked()));
        html! {
            <>
                <label class="truth"><input type="checkbox" {id} checked={is_so} {onchange} />{ words.get(&format!("sync-{id}")) }</label>
                <p class="hint">{ words.get(&format!("sync-{id}-explained")) }</p>
            </>
        }
    };
    let some_wait = state.files_to_come > 0 || state.waiting.iter().any(|it| it.what == WaitingWhat::Files);
    html! {
        <section aria-labelledby="sync-link">
            <h3 id="sync-link">{ words.get("sync-link") }</h3>
            if state.files_to_come > 0 {
                <p id="files-to-come">{ words.with("files-to-come", &[("count", state.files_to_come.into())]) }</p>
            }
            if state.files_without_room > 0 {
                <p class="warning" id="files-without-room">
                    { words.with("files-without-room", &[("count", state.files_without_room.into()), ("limit", (VAULT_ATTACHMENT_BYTES >> 20).to_string().into())]) }
                </p>
            }
            { choice("in-touch", link.in_touch, |link, in_touch| LinkUse { in_touch, ..link }) }
            { choice("metered", link.metered, |link, metered| LinkUse { metered, ..link }) }
            if link.metered && some_wait && props.under_way.is_none() {
                <button type="button" class="button" id="sync-files-now" onclick={props.on_sync_files.reform(|_: MouseEvent| ())}>
                    { words.get("sync-files-now") }
                </button>
            }
        </section>
    }
}

fn set_aside(words: &Words, known: &Known, it: &SetAside, on_record: &Callback<RecordId>) -> Html {
    html! {
        <li data-set-aside={it.id.to_string()}>
            { known_link(words, known, it.id, &it.title, on_record) }
            <span class="hint">{ moment(words, it.at) }</span>
            <span class="problem" data-code={it.problem.code.clone()}>{ words.problem(&it.problem) }</span>
        </li>
    }
}

fn attempt(words: &Words, it: &SyncAttempt) -> Html {
    let (class, told) = match &it.outcome {
        SyncOutcome::Done(report) => ("done", report_words(words, report)),
        SyncOutcome::Failed(problem) => ("failed", words.problem(problem)),
    };
    html! { <li data-outcome={class}><span class="when">{ moment(words, it.at) }</span><span>{ told }</span></li> }
}

/// `3 sent, 7 came. 1 request, 6 kB up, 2 kB down.`
fn report_words(words: &Words, report: &SyncReport) -> String {
    let mut told = vec![words.with(
        "report-moved",
        &[("sent", report.sent.into()), ("received", report.received.into())],
    )];
    if report.files_sent + report.files_received > 0 {
        told.push(words.with(
            "report-files",
            &[
                ("sent", report.files_sent.into()),
                ("received", report.files_received.into()),
            ],
        ));
    }
    if report.refused > 0 {
        told.push(words.with("report-refused", &[("count", report.refused.into())]));
    }
    if report.pending > 0 {
        told.push(words.with("report-pending", &[("count", report.pending.into())]));
    }
    if report.differs {
        told.push(words.get("report-differs"));
    }
    let bytes = |count| intl::bytes(words.tag(), count);
    told.push(words.with(
        "report-cost",
        &[
            ("requests", report.requests.into()),
            ("up", bytes(report.bytes_up).into()),
            ("down", bytes(report.bytes_down).into()),
        ],
    ));
    told.join(" ")
}

#[derive(Properties, PartialEq)]
struct ProgressProps {
    under_way: UnderWay,
    waiting: usize,
}

/// How long it takes and how much is left; never a spinner without a number.
#[function_component]
fn Progress(props: &ProgressProps) -> Html {
    let words = use_words();
    let now = use_state(browser::now_ms);
    {
        let now = now.clone();
        use_effect_with((), move |()| {
            let clock = Interval::new(1000, move || now.set(browser::now_ms()));
            move || drop(clock)
        });
    }
    let seconds = usize::try_from((*now - props.under_way.since_ms).max(0) / 1000).unwrap_or_default();
    html! {
        <p class="progress" id="sync-progress" role="status">
            { words.with("sync-progress", &[("count", props.waiting.into()), ("seconds", seconds.into())]) }
        </p>
    }
}
