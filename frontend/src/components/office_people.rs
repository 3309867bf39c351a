//! The people of an office with their devices, and what may be decided about them.

use satchel_shared::{
    Problem,
    ids::{MemberId, OfficeId},
    ledger::{EventName, OfficeDecision, Role},
    window::{GetOffice, LedgerLine, Member, MemberDevice, OfficeView},
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{
    invite_dialog::InviteDialog,
    office_dialog::{Act, Asked, OfficeDialog},
    problem_note::ProblemNote,
    service_levels::ServiceLevelsForm,
};
use crate::{
    answer::use_answer,
    browser, intl,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct OfficePeopleProps {
    pub(crate) office: OfficeId,
    /// Another number, where something may have come.
    pub(crate) news: usize,
    /// Something was decided that is to be sent.
    pub(crate) on_decided: Callback<()>,
}

/// What the person is about to do.
#[derive(Clone, PartialEq)]
enum Doing {
    /// A new member, or another device of one.
    Invite(Option<Member>),
    Decide(Asked),
}

#[function_component]
pub(crate) fn OfficePeople(props: &OfficePeopleProps) -> Html {
    let words = use_words();
    let (changed, doing) = (use_state(|| 0_usize), use_state(|| None::<Doing>));
    let answer = use_answer(GetOffice { id: props.office }, props.news + *changed);
    let problem = answer.problem.clone();
    let problem = problem.map_or_else(Html::default, |problem| html! { <ProblemNote {problem} /> });
    // Nobody stands under another office's name.
    let Some(shown) = answer.told.as_deref().filter(|view| view.row.id == props.office) else {
        return problem;
    };
    let begin = |what: Doing| {
        let doing = doing.clone();
        Callback::from(move |_: MouseEvent| doing.set(Some(what.clone())))
    };
    let on_close = {
        let doing = doing.clone();
        Callback::from(move |()| doing.set(None))
    };
    let on_view = {
        let (changed, on_decided) = (changed.clone(), props.on_decided.clone());
        Callback::from(move |_: OfficeView| {
            changed.set(*changed + 1);
            on_decided.emit(());
        })
    };
    let on_role = |member: MemberId, name: &str| {
        let (doing, name) = (doing.clone(), name.to_owned());
        Callback::from(move |event: Event| {
            let select = event.target_unchecked_into::<HtmlSelectElement>();
            if let Ok(role) = select.value().parse() {
                let what = OfficeDecision::RoleChanged { member, role };
                doing.set(Some(Doing::Decide(Asked {
                    what: Act::Decide(what),
                    about: name.clone(),
                })));
            }
        })
    };
    let person = |member: &Member| {
        let is_here = member.left_at.is_none();
        let name = member.name.clone();
        let left = OfficeDecision::MemberLeft {
            member: member.id,
            reason: String::new(),
        };
        let may_change = is_here && shown.allows(EventName::RoleChanged) && roles(shown).count() > 1;
        html! {
            <li key={member.id.to_string()} class="comment" data-member={member.id.to_string()}>
                <p class="about">
                    <b><bdi>{ called(&words, &name) }</bdi></b>
                    if may_change {
                        <select aria-label={words.with("member-role-of", &[("name", name.clone().into())])} onchange={on_role(member.id, &name)}>
                            { for roles(shown).map(|role| html! {
                                <option value={role.as_str()} selected={role == member.role}>{ words.get(&format!("role-{role}")) }</option>
                            }) }
                        </select>
                    } else {
                        <span>{ words.get(&format!("role-{}", member.role)) }</span>
                    }
                    <span class="hint">{ standing(&words, member) }</span>
                </p>
                <ul class="devices">{ for member.devices.iter().map(|device| {
                    let act = |what| begin(Doing::Decide(Asked { what, about: name.clone() }));
                    device_line(&words, shown, device, act)
                }) }</ul>
                if is_here && (shown.allows(EventName::MemberInvited) || shown.allows(EventName::MemberLeft)) {
                    <p class="people-acts">
                        if shown.allows(EventName::MemberInvited) {
                            <button type="button" class="button quiet" data-do="invite-device" onclick={begin(Doing::Invite(Some(member.clone())))}>{ words.get("invite-device") }</button>
                        }
                        if shown.allows(EventName::MemberLeft) {
                            <button type="button" class="button quiet" data-do="member-left" onclick={begin(Doing::Decide(Asked { what: Act::Decide(left), about: name.clone() }))}>{ words.get("do-member_left") }</button>
                        }
                    </p>
                }
            </li>
        }
    };
    let dialog = match &*doing {
        None => Html::default(),
        Some(Doing::Invite(member)) => html! {
            <InviteDialog office={props.office} kind={shown.row.kind} member={member.clone()} on_view={on_view.clone()} on_close={on_close.clone()} />
        },
        Some(Doing::Decide(asked)) => html! {
            <OfficeDialog office={props.office} asked={asked.clone()} on_view={on_view.clone()} on_close={on_close.clone()} />
        },
    };
    let under_way = shown.decisions.iter().filter(|line| line.number == 0);
    html! {
        <section class="people stack" aria-label={words.get("people")} data-office={props.office.to_string()}>
            { problem }
            if shown.members.is_empty() {
                <p class="empty">{ words.get("people-nobody") }</p>
            } else {
                <ul class="comments">{ for shown.members.iter().map(person) }</ul>
            }
            if let Some(levels) = shown.levels {
                <ServiceLevelsForm office={props.office} {levels} may_set={shown.allows(EventName::LevelsSet)} on_view={on_view.clone()} />
            }
            if shown.allows(EventName::MemberInvited) {
                <p><button type="button" class="button main" data-do="invite" onclick={begin(Doing::Invite(None))}>{ words.get("invite") }</button></p>
            }
            <ul class="comments">{ for under_way.map(|line| told(&words, shown, line)) }</ul>
            { dialog }
        </section>
    }
}

/// The roles that there are in an office of its kind.
fn roles(view: &OfficeView) -> impl Iterator<Item = Role> {
    let kind = view.row.kind;
    Role::ALL.iter().copied().filter(move |role| role.sits_in(kind))
}

fn called(words: &Words, name: &str) -> String {
    if name.is_empty() {
        words.get("member-nameless")
    } else {
        name.to_owned()
    }
}

/// Whether the member is invited, or has left; empty where neither is so.
fn standing(words: &Words, member: &Member) -> String {
    let when = |word: &str, at: i64| {
        let when = intl::moment(words.tag(), at, browser::now_ms());
        words.with(word, &[("when", when.into())])
    };
    match (member.left_at, member.invited_until) {
        (Some(at), _) => when("member-left-at", at),
        (None, Some(at)) if at < browser::now_ms() => words.get("member-invitation-over"),
        (None, Some(at)) => when("member-invited-until", at),
        (None, None) => String::new(),
    }
}

fn device_line(
    words: &Words,
    view: &OfficeView,
    device: &MemberDevice,
    act: impl Fn(Act) -> Callback<MouseEvent>,
) -> Html {
    let id = device.id;
    let when = |word: &str, at: i64| {
        let when = intl::moment(words.tag(), at, browser::now_ms());
        words.with(word, &[("when", when.into())])
    };
    let revoked = OfficeDecision::DeviceRevoked {
        device: id,
        reason: String::new(),
    };
    html! {
        <li key={id.to_string()} data-device={id.to_string()} data-rescued={device.rescued_at.map(|at| at.to_string())}>
            <bdi class="hint" dir="ltr">{ id.short() }</bdi>
            if device.here {
                <span>{ words.get("device-here") }</span>
            }
            if device.joined_at > 0 {
                <span class="hint">{ when("device-joined", device.joined_at) }</span>
            }
            if let Some(at) = device.revoked_at {
                <span class="refused">{ when("device-revoked-at", at) }</span>
                if let Some(at) = device.rescued_at {
                    <span class="hint">{ when("device-rescued-at", at) }</span>
                } else if view.allows(EventName::RescueAllowed) {
                    <button type="button" class="button quiet" data-do="rescue" onclick={act(Act::Decide(OfficeDecision::RescueAllowed { device: id }))}>{ words.get("do-rescue_allowed") }</button>
                }
            } else {
                if device.here {
                    <button type="button" class="button quiet" data-do="replace-key" onclick={act(Act::ReplaceKey)}>{ words.get("do-key_replaced") }</button>
                }
                if view.allows(EventName::DeviceRevoked) {
                    <button type="button" class="button quiet" data-do="revoke" onclick={act(Act::Decide(revoked))}>{ words.get("do-device_revoked") }</button>
                }
            }
        </li>
    }
}

/// A decision that waits for headquarters, or that it refused.
fn told(words: &Words, view: &OfficeView, line: &LedgerLine) -> Html {
    let about = view.whom(&line.what).unwrap_or_default();
    html! {
        <li key={line.id.to_string()} class="comment" data-event={line.what.name().as_str()}>
            <p class="about">
                <b>{ words.get(&format!("event-{}", line.what.name())) }</b>
                <bdi>{ about }</bdi>
                if line.refused.is_none() {
                    <span class="waits">{ words.get("decision-waits") }</span>
                }
            </p>
            if let Some(code) = &line.refused {
                <p class="problem" data-code={code.clone()}>{ words.with("decision-refused", &[("why", words.problem(&Problem::new(code)).into())]) }</p>
            }
        </li>
    }
}
