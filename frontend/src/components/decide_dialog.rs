//! A decision before it is made: which of those that may be, and what is said with it.

use satchel_shared::{
    Problem,
    ids::{OfficeId, RecordId, VersionId},
    ledger::{Decision, EventName},
    limits::DECISION_CHARACTERS,
    path::Path,
    schema::Kind,
    window::{GetPartners, Partner},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{dialog::Dialog, problem_note::ProblemNote};
use crate::{
    backend,
    drafts::{Draft, use_drafts},
    intl, values,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct DecideDialogProps {
    pub(crate) id: RecordId,
    pub(crate) kind: Kind,
    pub(crate) offered: Vec<EventName>,
    /// The version that was read.
    pub(crate) latest: Option<VersionId>,
    pub(crate) busy: bool,
    pub(crate) problem: Option<Problem>,
    pub(crate) on_decide: Callback<Decision>,
    pub(crate) on_close: Callback<()>,
}

#[function_component]
pub(crate) fn DecideDialog(props: &DecideDialogProps) -> Html {
    let words = use_words();
    let chosen = use_state(|| match props.offered[..] {
        [only] => Some(only),
        _ => None,
    });
    // The one that stood there when the dialog was opened, and that the person has read.
    let latest = use_state(|| props.latest);
    let (drafts, id) = (use_drafts(), props.id);
    let text = use_state(|| drafts.text(id, Draft::Decision));
    let field = use_state(|| None::<Path>);
    let partner = use_state(|| None::<OfficeId>);
    let partners = use_state(|| None::<Result<Vec<Partner>, Problem>>);
    {
        let partners = partners.clone();
        let is_offered = props.offered.contains(&EventName::Referred);
        use_effect_with((), move |()| {
            if is_offered {
                spawn_local(async move { partners.set(Some(backend::call(GetPartners {}).await)) });
            }
        });
    }
    let decision = match (*chosen, *latest) {
        (Some(event), Some(version)) => decision(event, version, &text, field.as_ref(), *partner),
        _ => None,
    };
    let is_ready = decision.as_ref().is_some_and(|it| it.check_text().is_ok());
    let on_decide = {
        let on_decide = props.on_decide.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(decision) = &decision {
                on_decide.emit(decision.clone());
            }
        })
    };
    let on_text = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            drafts.put(id, Draft::Decision, &typed);
            text.set(typed);
        })
    };
    let on_field = {
        let field = field.clone();
        Callback::from(move |event: Event| {
            let name = event.target_unchecked_into::<HtmlSelectElement>().value();
            field.set(
                Some(name)
                    .filter(|name| !name.is_empty())
                    .and_then(|name| name.parse().ok()),
            );
        })
    };
    let on_partner = {
        let partner = partner.clone();
        Callback::from(move |event: Event| {
            partner.set(event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok());
        })
    };
    let choice = |event: EventName| {
        let onchange = {
            let chosen = chosen.clone();
            Callback::from(move |_: Event| chosen.set(Some(event)))
        };
        html! {
            <label class="truth">
                <input type="radio" name="decision" data-do={event.as_str()} checked={*chosen == Some(event)} {onchange} />
                { words.get(&format!("do-{event}")) }
            </label>
        }
    };
    let fields = props.kind.sections().iter().flat_map(|section| section.fields);
    let footer = html! {
        <>
            <button type="button" class="button" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ words.get("submit-not-yet") }</button>
            <button type="button" class="button main" id="confirm-decision" disabled={props.busy || !is_ready} onclick={on_decide}>{ words.get("decide-do") }</button>
        </>
    };
    html! {
        <Dialog id="decide-dialog" title={words.get("decide-title")} on_close={props.on_close.clone()} {footer}>
            <fieldset class="offered">
                <legend>{ words.get("decide-what") }</legend>
                { for props.offered.iter().map(|event| choice(*event)) }
            </fieldset>
            if *chosen == Some(EventName::ClarificationAsked) {
                <div class="field">
                    <label for="decision-field">{ words.get("decide-field") }</label>
                    <select id="decision-field" onchange={on_field}>
                        <option value="" selected={field.is_none()}>{ words.get("comment-on-record") }</option>
                        { for fields.map(|it| html! {
                            <option value={it.name} selected={*field == Some(Path::field(it.name))}>{ words.label(props.kind, &Path::field(it.name)) }</option>
                        }) }
                    </select>
                </div>
            }
            if *chosen == Some(EventName::Referred) {
                { partner_field(&words, partners.as_ref(), *partner, on_partner) }
            }
            if let Some(event) = *chosen {
                <div class="field">
                    <label for="decision-text">{ words.get(&format!("says-{event}")) }</label>
                    <textarea id="decision-text" dir="auto" rows="5" maxlength={DECISION_CHARACTERS.to_string()} value={(*text).clone()} oninput={on_text} />
                </div>
            }
            <p class="hint">{ words.get("decide-later") }</p>
            if let Some(problem) = &props.problem {
                <ProblemNote problem={problem.clone()} />
            }
        </Dialog>
    }
}

/// Which partner is asked to assist.
fn partner_field(
    words: &Words,
    partners: Option<&Result<Vec<Partner>, Problem>>,
    chosen: Option<OfficeId>,
    onchange: Callback<Event>,
) -> Html {
    let partners = match partners {
        None => return Html::default(),
        Some(Err(problem)) => return html! { <ProblemNote problem={problem.clone()} /> },
        Some(Ok(partners)) if partners.is_empty() => {
            return html! { <p class="warning" id="no-partner">{ words.get("decide-no-partner") }</p> };
        }
        Some(Ok(partners)) => partners,
    };
    let option = |partner: &Partner| {
        let states: Vec<String> = partner
            .states
            .iter()
            .map(|state| values::state(words, state.as_str()))
            .collect();
        let told = if states.is_empty() {
            partner.name.clone()
        } else {
            format!("{} ({})", partner.name, intl::list(words.tag(), &states))
        };
        html! { <option value={partner.id.to_string()} selected={chosen == Some(partner.id)}>{ told }</option> }
    };
    html! {
        <div class="field">
            <label for="decision-partner">{ words.get("decide-partner") }</label>
            <select id="decision-partner" {onchange}>
                <option value="" selected={chosen.is_none()}>{ words.get("decide-choose-partner") }</option>
                { for partners.iter().map(option) }
            </select>
        </div>
    }
}

/// The decision that was put together; none where it has a place of its own, or is not whole.
fn decision(
    event: EventName,
    version: VersionId,
    text: &str,
    field: Option<&Path>,
    partner: Option<OfficeId>,
) -> Option<Decision> {
    let text = text.trim().to_owned();
    Some(match event {
        EventName::ClarificationAsked => Decision::ClarificationAsked {
            version,
            field: field.cloned(),
            text,
        },
        EventName::Accepted => Decision::Accepted { version, reason: text },
        EventName::Declined => Decision::Declined { version, reason: text },
        EventName::Referred => Decision::Referred {
            version,
            to: partner?,
            reason: text,
        },
        EventName::DeliveryStarted => Decision::DeliveryStarted { note: text },
        EventName::Completed => Decision::Completed { note: text },
        EventName::Withdrawn => Decision::Withdrawn { reason: text },
        EventName::Submitted
        | EventName::Acknowledged
        | EventName::ClarificationAnswered
        | EventName::ConsentGiven
        | EventName::ConsentWithdrawn
        | EventName::Shared
        | EventName::Published
        | EventName::Unpublished
        | EventName::OfficeAdded
        | EventName::MemberInvited
        | EventName::RoleChanged
        | EventName::MemberLeft
        | EventName::DeviceRevoked
        | EventName::Contribution
        | EventName::Allocation
        | EventName::Expenditure
        | EventName::Reversal
        | EventName::RescueAllowed => return None,
    })
}
