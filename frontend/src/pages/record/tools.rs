//! What one can do with a record beside writing: take back, do again.

use yew::prelude::*;

use super::{Message, RecordPage};
use crate::keeping::Keeping;

impl RecordPage {
    pub(super) fn tools(&self, ctx: &Context<Self>, keeping: &Keeping) -> Html {
        let (words, link) = (&ctx.props().words, ctx.link());
        html! {
            <div class="tools">
                if keeping.view().writable {
                    <button type="button" class="button quiet" id="undo" disabled={!keeping.can_undo()} title={words.get("undo-keys")}
                        onclick={link.callback(|_: MouseEvent| Message::Undo)}>{ words.get("undo") }</button>
                    <button type="button" class="button quiet" id="redo" disabled={!keeping.can_redo()} title={words.get("redo-keys")}
                        onclick={link.callback(|_: MouseEvent| Message::Redo)}>{ words.get("redo") }</button>
                }
            </div>
        }
    }
}
