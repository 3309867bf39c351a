//! A decision before it is made: which of those that may be, and what is said with it.

use satchel_shared::{
    Problem,
    ids::RecordId,
    ledger::{Decision, EventName},
    limits::DECISION_CHARACTERS,
    path::Path,
    schema::Kind,
    window::{GetDesk, GetGuests, GetPartners, Partner, RecordLedger},
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
    /// With the version that was read.
    pub(crate) ledger: RecordLedger,
    pub(crate) busy: bool,
    pub(crate) problem: Option<Problem>,
    pub(crate) on_decide: Callback<Decision>,
    pub(crate) on_close: Callback<()>,
}

/// Somebody whom a decision can name: an office, or a member of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Whom {
    id: String,
    told: String,
}

/// What was put together so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Particulars {
    field: Option<Path>,
    /// The id of whom it names; empty: not chosen yet.
    whom: String,
    accepts: Option<bool>,
}

#[function_component]
pub(crate) fn DecideDialog(props: &DecideDialogProps) -> Html {
    let words = use_words();
    let chosen = use_state(|| match props.offered[..] {
        [only] => Some(only),
        _ => None,
    });
    // As it stood when the dialog was opened, and the person read it.
    let ledger = use_state(|| props.ledger.clone());
    let (drafts, id) = (use_drafts(), props.id);
    let text = use_state(|| drafts.text(id, Draft::Decision));
    let particulars = use_state(Particulars::default);
    let choices = use_state(|| None::<Result<Vec<Whom>, Problem>>);
    {
        let (choices, words) = (choices.clone(), words.clone());
        let naming = chosen.filter(|event| names_somebody(*event));
        use_effect_with(naming, move |naming| {
            choices.set(None);
            if let Some(event) = *naming {
                spawn_local(async move { choices.set(Some(those_for(event, &words).await)) });
            }
        });
    }
    let decision = chosen.and_then(|event| decision(event, &ledger, &text, &particulars));
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
    let set = |change: fn(&mut Particulars, String)| {
        let particulars = particulars.clone();
        Callback::from(move |event: Event| {
            let mut changed = (*particulars).clone();
            change(&mut changed, event.target_unchecked_into::<HtmlSelectElement>().value());
            particulars.set(changed);
        })
    };
    let on_field = set(|particulars, name| {
        particulars.field = Some(name)
            .filter(|name| !name.is_empty())
            .and_then(|name| name.parse().ok());
    });
    let on_whom = set(|particulars, id| particulars.whom = id);
    let on_answer = {
        let particulars = particulars.clone();
        Callback::from(move |accepts: bool| {
            particulars.set(Particulars {
                accepts: Some(accepts),
                ..(*particulars).clone()
            });
        })
    };
    let choice = |event: EventName| {
        let onchange = {
            let (chosen, particulars) = (chosen.clone(), particulars.clone());
            Callback::from(move |_: Event| {
                particulars.set(Particulars::default());
                chosen.set(Some(event));
            })
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
                        <option value="" selected={particulars.field.is_none()}>{ words.get("comment-on-record") }</option>
                        { for fields.map(|it| html! {
                            <option value={it.name} selected={particulars.field == Some(Path::field(it.name))}>{ words.label(props.kind, &Path::field(it.name)) }</option>
                        }) }
                    </select>
                </div>
            }
            if let Some(event) = chosen.filter(|event| names_somebody(*event)) {
                { whom_field(&words, event, choices.as_ref(), &particulars.whom, on_whom) }
            }
            if *chosen == Some(EventName::InvitationAnswered) {
                { answer_field(&words, particulars.accepts, &on_answer) }
            }
            if let Some(event) = chosen.filter(|event| *event != EventName::Assigned) {
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

/// Whether an office or a member has to be chosen for it.
fn names_somebody(event: EventName) -> bool {
    matches!(event, EventName::Referred | EventName::Invited | EventName::Assigned)
}

/// Those whom such a decision can name.
async fn those_for(event: EventName, words: &Words) -> Result<Vec<Whom>, Problem> {
    if event == EventName::Assigned {
        let members = backend::call(GetDesk {}).await?.into_iter();
        let whom = |member: satchel_shared::window::DeskMember| Whom {
            id: member.id.to_string(),
            told: if member.here {
                words.with("assign-oneself", &[("name", member.name.as_str().into())])
            } else {
                member.name
            },
        };
        return Ok(members.map(whom).collect());
    }
    let offices = if event == EventName::Invited {
        backend::call(GetGuests {}).await?
    } else {
        backend::call(GetPartners {}).await?
    };
    Ok(offices.into_iter().map(|office| whom(words, office)).collect())
}

fn whom(words: &Words, office: Partner) -> Whom {
    let states = office.states.iter();
    let states: Vec<String> = states.map(|state| values::state(words, state.as_str())).collect();
    Whom {
        id: office.id.to_string(),
        told: if states.is_empty() {
            office.name
        } else {
            format!("{} ({})", office.name, intl::list(words.tag(), &states))
        },
    }
}

/// Whom the decision names.
fn whom_field(
    words: &Words,
    event: EventName,
    choices: Option<&Result<Vec<Whom>, Problem>>,
    chosen: &str,
    onchange: Callback<Event>,
) -> Html {
    let choices = match choices {
        None => return Html::default(),
        Some(Err(problem)) => return html! { <ProblemNote problem={problem.clone()} /> },
        Some(Ok(choices)) if choices.is_empty() => {
            return html! { <p class="warning" id="nobody-known">{ words.get(&format!("nobody-{event}")) }</p> };
        }
        Some(Ok(choices)) => choices,
    };
    let option = |whom: &Whom| {
        html! { <option value={whom.id.clone()} selected={chosen == whom.id}>{ whom.told.clone() }</option> }
    };
    html! {
        <div class="field">
            <label for="decision-whom">{ words.get(&format!("whom-{event}")) }</label>
            <select id="decision-whom" {onchange}>
                <option value="" selected={chosen.is_empty()}>{ words.get("whom-choose") }</option>
                { for choices.iter().map(option) }
            </select>
        </div>
    }
}

/// Whether the office comes.
fn answer_field(words: &Words, accepts: Option<bool>, on_answer: &Callback<bool>) -> Html {
    let choice = |answer: bool, word: &str| {
        html! {
            <label class="truth">
                <input type="radio" name="accepts" data-accepts={answer.to_string()} checked={accepts == Some(answer)}
                    onchange={on_answer.reform(move |_: Event| answer)} />
                { words.get(word) }
            </label>
        }
    };
    html! {
        <fieldset class="offered">
            <legend>{ words.get("answer-what") }</legend>
            { choice(true, "answer-yes") }
            { choice(false, "answer-no") }
        </fieldset>
    }
}

/// The decision that was put together; none where it has a place of its own, or is not whole.
fn decision(event: EventName, ledger: &RecordLedger, text: &str, particulars: &Particulars) -> Option<Decision> {
    let text = text.trim().to_owned();
    let version = ledger.latest?;
    let Particulars { field, whom, accepts } = particulars;
    Some(match event {
        EventName::ClarificationAsked => Decision::ClarificationAsked {
            version,
            field: field.clone(),
            text,
        },
        EventName::Assigned => Decision::Assigned { to: whom.parse().ok()? },
        EventName::Accepted => Decision::Accepted { version, reason: text },
        EventName::Declined => Decision::Declined { version, reason: text },
        EventName::Referred => Decision::Referred {
            version,
            to: whom.parse().ok()?,
            reason: text,
        },
        EventName::DeliveryStarted => Decision::DeliveryStarted { note: text },
        EventName::Completed => Decision::Completed { note: text },
        EventName::Withdrawn => Decision::Withdrawn { reason: text },
        EventName::ThemeApproved => Decision::ThemeApproved { version, reason: text },
        EventName::Invited => Decision::Invited {
            version,
            to: whom.parse().ok()?,
            text,
        },
        EventName::InvitationAnswered => Decision::InvitationAnswered {
            by: ledger.office?,
            accepts: (*accepts)?,
            text,
        },
        EventName::DiscussionClosed => Decision::DiscussionClosed { reason: text },
        EventName::Submitted
        | EventName::Acknowledged
        | EventName::ClarificationAnswered
        | EventName::ConsentGiven
        | EventName::ConsentWithdrawn
        | EventName::Shared
        | EventName::Published
        | EventName::Unpublished
        | EventName::ThemeProposed
        | EventName::OfficeAdded
        | EventName::MemberInvited
        | EventName::RoleChanged
        | EventName::MemberLeft
        | EventName::DeviceRevoked
        | EventName::KeyReplaced
        | EventName::LevelsSet
        | EventName::Contribution
        | EventName::Allocation
        | EventName::Expenditure
        | EventName::Reversal
        | EventName::RescueAllowed => return None,
    })
}
