//! What stands over a record for a while.

use std::rc::Rc;

use satchel_shared::{ledger::EventName, path::Path, schema::Kind, window::RecordView};
use serde_json::Value;
use yew::prelude::*;

use super::{Message, RecordPage, deciding};
use crate::{
    components::{
        comments_panel::CommentsPanel, decide_dialog::DecideDialog, decisions_panel::DecisionsPanel,
        history_panel::HistoryPanel, print_panel::PrintPanel, public_panel::PublicPanel,
        recommendation_picker::RecommendationPicker, related_panel::RelatedPanel, submit_dialog::SubmitDialog,
    },
    keeping::content,
};

pub(super) enum Dialog {
    /// The text is sent by this decision.
    Send(EventName),
    Decide,
    /// What was decided, asked and answered.
    Decisions,
    Pick(Path),
    History,
    Comments(Option<Path>),
    Print,
    /// What others have in common with it.
    Related,
    /// What the public reads, and the consent to it.
    Public,
}

impl RecordPage {
    pub(super) fn dialog(&self, ctx: &Context<Self>, view: &RecordView) -> Html {
        let link = ctx.link();
        let on_close = link.callback(|()| Message::CloseDialog);
        let send = |event: EventName| link.callback(move |()| Message::Send(event));
        match &self.dialog {
            None => Html::default(),
            Some(Dialog::Send(event)) => html! {
                <SubmitDialog view={view.clone()} event={*event} busy={self.deciding} problem={self.refusal.clone()} is_member={ctx.props().role.is_some()}
                    on_submit={send(*event)} {on_close} on_field={link.callback(Message::Field)} />
            },
            Some(Dialog::Decide) => html! {
                <DecideDialog id={ctx.props().id} kind={view.row.kind} offered={deciding::offered(view)} ledger={view.ledger.clone()} busy={self.deciding}
                    problem={self.refusal.clone()} on_decide={link.callback(Message::Decide)} {on_close} />
            },
            Some(Dialog::Decisions) => html! {
                <DecisionsPanel id={ctx.props().id} kind={view.row.kind} ledger={view.ledger.clone()} busy={self.deciding}
                    problem={self.refusal.clone()} on_decide={link.callback(Message::Decide)} {on_close} />
            },
            Some(Dialog::History) => self.keeper.as_ref().map_or_else(Html::default, |keeper| {
                html! {
                    <HistoryPanel id={ctx.props().id} kind={view.row.kind} writable={view.writable} keeper={keeper.clone()} {on_close} />
                }
            }),
            Some(Dialog::Comments(at)) => self.keeper.as_ref().map_or_else(Html::default, |keeper| {
                html! { <CommentsPanel id={ctx.props().id} view={view.clone()} at={at.clone()} keeper={keeper.clone()} {on_close} /> }
            }),
            Some(Dialog::Public) => html! {
                <PublicPanel view={view.clone()} busy={self.deciding} problem={self.refusal.clone()}
                    on_decide={link.callback(Message::Decide)} on_share={link.callback(|()| Message::Send(EventName::Shared))} {on_close} />
            },
            Some(Dialog::Related) => {
                let plans = ctx.props().role.is_some_and(|role| role.writes(Kind::Activity));
                let may_plan = plans && view.row.kind == Kind::Request;
                html! {
                    <RelatedPanel id={ctx.props().id} {may_plan} on_open={ctx.props().on_open.clone()} on_planned={ctx.props().on_copied.clone()} {on_close} />
                }
            }
            Some(Dialog::Print) => html! { <PrintPanel view={view.clone()} {on_close} /> },
            Some(Dialog::Pick(list)) => {
                let items = content::get(&view.content, list)
                    .and_then(Value::as_array)
                    .cloned()
                    .unwrap_or_default();
                let linked = items
                    .iter()
                    .filter_map(|item| Some(item.get("recommendation")?.as_str()?.to_owned()))
                    .collect();
                html! {
                    <RecommendationPicker list={list.clone()} linked={Rc::new(linked)} on_edit={self.choosing.clone()} {on_close} />
                }
            }
        }
    }
}
