//! What one can do with a record beside writing: take back, do again, look back, and talk about it.

use satchel_shared::{ledger::Role, schema::Kind};
use yew::prelude::*;

use super::{Message, RecordPage};
use crate::{components::comments_panel, keeping::Keeping};

impl RecordPage {
    pub(super) fn tools(&self, ctx: &Context<Self>, keeping: &Keeping) -> Html {
        let (words, link) = (&ctx.props().words, ctx.link());
        let open = comments_panel::open(keeping.view());
        html! {
            <div class="acts">
                if keeping.view().writable {
                    <button type="button" class="button quiet" id="undo" disabled={!keeping.can_undo()} title={words.get("undo-keys")}
                        onclick={link.callback(|_: MouseEvent| Message::Undo)}>{ words.get("undo") }</button>
                    <button type="button" class="button quiet" id="redo" disabled={!keeping.can_redo()} title={words.get("redo-keys")}
                        onclick={link.callback(|_: MouseEvent| Message::Redo)}>{ words.get("redo") }</button>
                    <button type="button" class="button quiet" id="open-comments" data-open={open.to_string()}
                        onclick={link.callback(|_: MouseEvent| Message::OpenComments(None))}>{ words.with("comments-open", &[("count", open.into())]) }</button>
                }
                if ctx.props().role.is_none_or(|role| role.writes(keeping.view().row.kind)) {
                    <button type="button" class="button quiet" id="copy-record" title={words.get("copy-explained")}
                        onclick={link.callback(|_: MouseEvent| Message::Copy)}>{ words.get("copy-record") }</button>
                }
                if !keeping.view().ledger.decisions.is_empty() {
                    <button type="button" class="button quiet" id="open-decisions"
                        onclick={link.callback(|_: MouseEvent| Message::OpenDecisions)}>{ words.get("decisions-open") }</button>
                }
                if ctx.props().role == Some(Role::Desk) && keeping.view().row.kind == Kind::Request {
                    <button type="button" class="button quiet" id="open-assessment" title={words.get("assessment-explained")}
                        onclick={link.callback(|_: MouseEvent| Message::Assess)}>{ words.get("assessment-open") }</button>
                }
                <button type="button" class="button quiet" id="open-related"
                    onclick={link.callback(|_: MouseEvent| Message::OpenRelated)}>{ words.get("related-open") }</button>
                if keeping.view().row.kind.is_public() {
                    <button type="button" class="button quiet" id="open-public"
                        onclick={link.callback(|_: MouseEvent| Message::OpenPublic)}>{ words.get("public-open") }</button>
                }
                <button type="button" class="button quiet" id="open-print"
                    onclick={link.callback(|_: MouseEvent| Message::Print)}>{ words.get("print-open") }</button>
                <button type="button" class="button quiet" id="open-history"
                    onclick={link.callback(|_: MouseEvent| Message::OpenHistory)}>{ words.get("history-open") }</button>
            </div>
        }
    }
}
