//! Before a record is submitted: what will happen, and what is still missing.

use satchel_shared::{Problem, ledger::EventName, path::Path, window::RecordView};
use yew::prelude::*;

use super::{dialog::Dialog, problem_note::ProblemNote};
use crate::{completeness, rows, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct SubmitDialogProps {
    pub(crate) view: RecordView,
    /// By which it is sent.
    pub(crate) event: EventName,
    pub(crate) busy: bool,
    pub(crate) problem: Option<Problem>,
    pub(crate) is_member: bool,
    pub(crate) on_submit: Callback<()>,
    pub(crate) on_close: Callback<()>,
    /// Leads to a field.
    pub(crate) on_field: Callback<Path>,
}

#[function_component]
pub(crate) fn SubmitDialog(props: &SubmitDialogProps) -> Html {
    let words = use_words();
    let kind = props.view.row.kind;
    let missing = completeness::missing(kind, &props.view.content);
    let version = props.view.row.standing.version + 1;
    let is_ready = missing.is_empty() && props.view.conflicts_in.is_empty() && props.is_member;
    let link = |path: &Path| {
        let onclick = {
            let (on_field, path) = (props.on_field.clone(), path.clone());
            Callback::from(move |_: MouseEvent| on_field.emit(path.clone()))
        };
        html! { <li><button type="button" class="link" {onclick}>{ words.whole_label(kind, path) }</button></li> }
    };
    let how = rows::verb(kind, props.event);
    let label = words.get(&if props.busy {
        format!("{how}-busy")
    } else {
        format!("{how}-do")
    });
    let footer = html! {
        <>
            <button type="button" class="button" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ words.get("submit-not-yet") }</button>
            <button type="button" class="button main" id="confirm-submit" disabled={props.busy || !is_ready}
                onclick={props.on_submit.reform(|_: MouseEvent| ())}>{ label }</button>
        </>
    };
    html! {
        <Dialog id="submit-dialog" title={words.with(&format!("{how}-title"), &[("version", version.into())])} on_close={props.on_close.clone()} {footer}>
            <p>{ words.get(&format!("{how}-copy")) }</p>
            <p>{ words.get("submit-later") }</p>
            if !props.is_member {
                <p class="warning">{ words.get("submit-join-first") }</p>
            }
            if !missing.is_empty() {
                <div class="warning">
                    <p>{ words.with("submit-missing", &[("count", missing.len().into())]) }</p>
                    <ul id="missing">{ for missing.iter().map(link) }</ul>
                </div>
            }
            if !props.view.conflicts_in.is_empty() {
                <div class="two">
                    <p>{ words.with("submit-two-values", &[("count", props.view.conflicts_in.len().into())]) }</p>
                    <ul>{ for props.view.conflicts_in.iter().map(|conflict| link(&conflict.path)) }</ul>
                </div>
            }
            if let Some(problem) = &props.problem {
                <ProblemNote problem={problem.clone()} />
            }
        </Dialog>
    }
}
