//! What the public reads of a record, as the public reads it; and what the State consents to.

use satchel_shared::{
    Problem,
    attachment::{ATTACHMENTS, Attachment},
    day::Day,
    ledger::{Decision, EventName, Scope, consent::Given},
    limits::{DECISION_CHARACTERS, NAME_CHARACTERS},
    schema::Kind,
    window::{ConsentView, GetPublic, PublicView, RecordView},
};
use serde_json::{Map, Value};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{dialog::Dialog, isolated::isolated, problem_note::ProblemNote, reading::Reading};
use crate::{
    backend, browser, intl,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct PublicPanelProps {
    pub(crate) view: RecordView,
    pub(crate) busy: bool,
    pub(crate) problem: Option<Problem>,
    pub(crate) on_decide: Callback<Decision>,
    pub(crate) on_share: Callback<()>,
    pub(crate) on_close: Callback<()>,
}

#[function_component]
pub(crate) fn PublicPanel(props: &PublicPanelProps) -> Html {
    let words = use_words();
    let public = use_state(|| None::<Result<PublicView, Problem>>);
    let id = props.view.row.id;
    {
        let public = public.clone();
        use_effect_with(props.view.ledger.decisions.len(), move |_| {
            spawn_local(async move { public.set(Some(backend::call(GetPublic { id }).await)) });
        });
    }
    let content = match &*public {
        None => Html::default(),
        Some(Err(problem)) => html! { <ProblemNote problem={problem.clone()} /> },
        Some(Ok(told)) => html! {
            <>
                { seen(&words, props, told) }
                { acts(&words, props, told) }
                <h3>{ words.get("consents") }</h3>
                { for Scope::ALL.iter().filter(|scope| is_of_use(**scope, told.kind)).map(|scope| html! {
                    <ScopePart key={scope.as_str()} scope={*scope} view={props.view.clone()} told={told.clone()} busy={props.busy} on_decide={props.on_decide.clone()} />
                }) }
            </>
        },
    };
    html! {
        <Dialog id="public-panel" class="wide" title={words.get("public-title")} on_close={props.on_close.clone()}>
            if let Some(problem) = &props.problem {
                <ProblemNote problem={problem.clone()} />
            }
            { content }
        </Dialog>
    }
}

/// Only of practices other offices read by a State's consent.
fn is_of_use(scope: Scope, kind: Kind) -> bool {
    scope != Scope::Network || kind == Kind::Practice
}

/// What the public sees, or would see.
fn seen(words: &Words, props: &PublicPanelProps, told: &PublicView) -> Html {
    let (heading, content) = match (&told.seen, &told.published) {
        (Some(seen), _) => ("public-seen", seen),
        (None, Some(published)) => ("public-no-longer", published),
        (None, None) => ("public-would", &told.would_be_seen),
    };
    let sheet = |content: &Map<String, Value>, prefix: &'static str| {
        let view = RecordView {
            content: content.clone(),
            conflicts_in: Vec::new(),
            ..props.view.clone()
        };
        html! { <article class="sheet public"><Reading {view} {prefix} /></article> }
    };
    html! {
        <>
            <p id="public-state" data-seen={told.seen.is_some().to_string()}>{ words.get(heading) }</p>
            { sheet(content, "public-") }
            if told.has_newer {
                <p id="public-newer" class="waits">{ words.get("public-newer") }</p>
                { sheet(&told.would_be_seen, "newer-") }
            }
            if told.edited_since {
                <p id="public-edited" class="hint">{ words.get("public-edited") }</p>
            }
        </>
    }
}

/// What may be done about it at once.
fn acts(words: &Words, props: &PublicPanelProps, told: &PublicView) -> Html {
    let latest = props.view.ledger.latest;
    let publish = {
        let on_decide = props.on_decide.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(version) = latest {
                on_decide.emit(Decision::Published { version });
            }
        })
    };
    let may_share = told.kind == Kind::Practice && told.allows(EventName::Shared);
    let holds = |scope| {
        told.consent(scope)
            .is_some_and(|consent| consent.holds && !consent.is_to_earlier)
    };
    html! {
        <div class="people-acts">
            if told.allows(EventName::Published) && (told.seen.is_none() || told.has_newer) {
                <button type="button" class="button main" id="publish" disabled={props.busy || !holds(Scope::Public)} onclick={publish}>{ words.get("public-publish") }</button>
                if !holds(Scope::Public) {
                    <span class="hint">{ words.get("public-needs-consent") }</span>
                }
            }
            if told.allows(EventName::Unpublished) {
                <WithReason id="unpublish" label="public-unpublish" busy={props.busy} on_say={props.on_decide.reform(|reason| Decision::Unpublished { reason })} />
            }
            if may_share {
                <button type="button" class="button main" id="share-practice" disabled={props.busy || !holds(Scope::Network)} onclick={props.on_share.reform(|_: MouseEvent| ())}>{ words.get("public-share") }</button>
                if !holds(Scope::Network) {
                    <span class="hint">{ words.get("public-share-needs-consent") }</span>
                }
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ScopePartProps {
    scope: Scope,
    view: RecordView,
    told: PublicView,
    busy: bool,
    on_decide: Callback<Decision>,
}

/// One scope: the consent that there is, and how to record one, or that it is withdrawn.
#[function_component]
fn ScopePart(props: &ScopePartProps) -> Html {
    let words = use_words();
    let scope = props.scope;
    let consent = props.told.consent(scope);
    let withdrawn = props
        .on_decide
        .reform(move |reason| Decision::ConsentWithdrawn { scope, reason });
    html! {
        <section class="comment consent" data-scope={scope.as_str()} aria-label={words.get(&format!("scope-{scope}"))}>
            <p class="about"><b>{ words.get(&format!("scope-{scope}")) }</b><span class="hint">{ words.get(&format!("scope-{scope}-means")) }</span></p>
            if consent.is_some() {
                { for props.told.consents_to(scope).map(|consent| given(&words, consent)) }
                if props.told.allows(EventName::ConsentWithdrawn) {
                    <WithReason id={format!("withdraw-{scope}")} label="consent-withdraw" busy={props.busy} on_say={withdrawn} />
                }
            } else {
                <p class="hint">{ words.get("consent-none") }</p>
            }
            if props.told.allows(EventName::ConsentGiven) {
                <ConsentForm {scope} view={props.view.clone()} is_new={consent.is_none()} busy={props.busy} on_decide={props.on_decide.clone()} />
            }
        </section>
    }
}

/// A consent, as it was recorded.
fn given(words: &Words, consent: &ConsentView) -> Html {
    let Given {
        authority,
        on,
        until,
        evidence,
        file,
        ..
    } = &consent.given;
    let day = |day: &Day| intl::day(words.tag(), &day.to_string()).unwrap_or_else(|| day.to_string());
    html! {
        <>
            <p>
                <bdi>{ authority }</bdi>{ " " }
                <span class="hint">{ words.with("consent-on", &[("day", day(on).into())]) }</span>
                if let Some(until) = until {
                    { " " }<span class={if consent.holds { "hint" } else { "waits" }}>{ words.with(if consent.holds { "consent-until" } else { "consent-over" }, &[("day", day(until).into())]) }</span>
                }
                if consent.is_to_earlier {
                    { " " }<span class="waits">{ words.get("consent-to-earlier") }</span>
                }
                if consent.waits {
                    { " " }<span class="waits">{ words.get("decision-waits") }</span>
                }
            </p>
            <p class="hint" dir="auto">{ isolated(evidence) }
                if file.is_some() {
                    { " " }{ words.get("consent-attached") }
                }
            </p>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ConsentFormProps {
    scope: Scope,
    view: RecordView,
    is_new: bool,
    busy: bool,
    on_decide: Callback<Decision>,
}

/// By which a consent is recorded.
#[function_component]
fn ConsentForm(props: &ConsentFormProps) -> Html {
    let words = use_words();
    let scope = props.scope;
    let (authority, evidence) = (use_node_ref(), use_node_ref());
    let (on, until, file) = (use_node_ref(), use_node_ref(), use_node_ref());
    let today = Day::of(browser::now_ms());
    let latest = props.view.ledger.latest;
    let named = props.view.content.get(ATTACHMENTS).unwrap_or(&Value::Null);
    let files: Vec<Attachment> = Attachment::all(named).collect();
    let is_wrong = use_state(|| false);
    let onsubmit = {
        let nodes = (
            authority.clone(),
            evidence.clone(),
            on.clone(),
            until.clone(),
            file.clone(),
        );
        let (on_decide, is_wrong) = (props.on_decide.clone(), is_wrong.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (authority, evidence, on, until, file) = &nodes;
            let text = |node: &NodeRef| node.cast::<HtmlInputElement>().map(|it| it.value()).unwrap_or_default();
            let Some(version) = latest else { return };
            let given = Given {
                scope,
                version,
                authority: text(authority).trim().to_owned(),
                on: text(on).parse().unwrap_or(today),
                until: text(until).parse().ok(),
                evidence: text(evidence).trim().to_owned(),
                file: file
                    .cast::<HtmlSelectElement>()
                    .map(|it| it.value())
                    .filter(|hash| !hash.is_empty()),
            };
            let is_good = given.check().is_ok();
            is_wrong.set(!is_good);
            if is_good {
                on_decide.emit(Decision::ConsentGiven(given));
            }
        })
    };
    let id = |part: &str| format!("consent-{scope}-{part}");
    html! {
        <details class="record-consent">
            <summary id={id("open")}>{ words.get(if props.is_new { "consent-record" } else { "consent-replace" }) }</summary>
            <form class="stack" {onsubmit}>
                <div class="field">
                    <label for={id("authority")}>{ words.get("consent-authority") }</label>
                    <input ref={authority} id={id("authority")} type="text" dir="auto" maxlength={NAME_CHARACTERS.to_string()} autocomplete="off" />
                </div>
                <div class="field">
                    <label for={id("on")}>{ words.get("consent-given-on") }</label>
                    <input ref={on} id={id("on")} type="date" value={today.to_string()} />
                </div>
                <div class="field">
                    <label for={id("until")}>{ words.get("consent-holds-until") }</label>
                    <span class="hint" id={id("until-hint")}>{ words.get("consent-holds-until-hint") }</span>
                    <input ref={until} id={id("until")} type="date" aria-describedby={id("until-hint")} />
                </div>
                <div class="field">
                    <label for={id("evidence")}>{ words.get("consent-evidence") }</label>
                    <span class="hint" id={id("evidence-hint")}>{ words.get("consent-evidence-hint") }</span>
                    <input ref={evidence} id={id("evidence")} type="text" dir="auto" aria-describedby={id("evidence-hint")} autocomplete="off" />
                </div>
                <div class="field">
                    <label for={id("file")}>{ words.get("consent-file") }</label>
                    <select ref={file} id={id("file")}>
                        <option value="">{ words.get("not-chosen") }</option>
                        { for files.iter().map(|file| html! { <option value={file.hash.clone()}>{ &file.name }</option> }) }
                    </select>
                </div>
                if *is_wrong {
                    <ProblemNote problem={Problem::new("consent-incomplete")} />
                }
                <p><button type="submit" class="button main" id={id("do")} disabled={props.busy}>{ words.get("consent-do") }</button></p>
            </form>
        </details>
    }
}

#[derive(Properties, PartialEq)]
struct WithReasonProps {
    id: AttrValue,
    label: AttrValue,
    busy: bool,
    on_say: Callback<String>,
}

/// A decision that needs a reason: the button opens where it is said.
#[function_component]
fn WithReason(props: &WithReasonProps) -> Html {
    let words = use_words();
    let area = use_node_ref();
    let onsubmit = {
        let (area, on_say) = (area.clone(), props.on_say.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let said = area
                .cast::<HtmlTextAreaElement>()
                .map(|it| it.value())
                .unwrap_or_default();
            if !said.trim().is_empty() {
                on_say.emit(said.trim().to_owned());
            }
        })
    };
    html! {
        <details class="with-reason">
            <summary id={props.id.clone()}>{ words.get(&props.label) }</summary>
            <form class="say" {onsubmit}>
                <textarea ref={area} id={format!("{}-reason", props.id)} rows="2" dir="auto" maxlength={DECISION_CHARACTERS.to_string()} aria-label={words.get("says-withdrawn")} />
                <p><button type="submit" class="button" id={format!("{}-do", props.id)} disabled={props.busy}>{ words.get(&props.label) }</button></p>
            </form>
        </details>
    }
}
