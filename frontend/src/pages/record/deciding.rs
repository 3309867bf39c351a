//! What is decided on the record: it is sent off, and the window shows what came of it.

use satchel_shared::{
    Problem,
    ledger::{Decision, EventName},
    path::Path,
    window::{Decide, LedgerLine, ProposeTheme, RecordView, ShareRecord, SubmitRecord},
};
use yew::prelude::*;

use super::{Message, RecordPage, dialogs::Dialog};
use crate::{backend, drafts::Draft, rows};

/// What a question asks about a field; none where it is about the whole record.
pub(super) fn question(line: &LedgerLine) -> Option<(Path, AttrValue)> {
    let Decision::ClarificationAsked {
        field: Some(field),
        text,
        ..
    } = &line.what
    else {
        return None;
    };
    Some((field.clone(), AttrValue::from(text.clone())))
}

/// By which this person may send the text as it is; a device without an office is told in the dialog what it needs.
pub(super) fn sending(view: &RecordView, is_of_none: bool) -> Option<EventName> {
    let event = rows::sending(view.row.kind, view.row.standing.status)?;
    (view.writable && (is_of_none || view.ledger.allows(event))).then_some(event)
}

/// What this person may decide in a dialog: all but what has a place of its own. A submission is of the text, an answer stands
/// at its question, what the public reads has a panel, and having read a version says nothing more.
pub(super) fn offered(view: &RecordView) -> Vec<EventName> {
    let allowed = view.ledger.allowed.iter().copied();
    let has_own_place = |event: &EventName| {
        matches!(
            event,
            EventName::Submitted
                | EventName::ClarificationAnswered
                | EventName::Acknowledged
                | EventName::ConsentGiven
                | EventName::ConsentWithdrawn
                | EventName::Shared
                | EventName::Published
                | EventName::Unpublished
                | EventName::ThemeProposed
        )
    };
    allowed.filter(|event| !has_own_place(event)).collect()
}

impl RecordPage {
    /// Sends the text as it is, by this decision.
    pub(super) fn send(&mut self, ctx: &Context<Self>, event: EventName) {
        self.deciding = true;
        self.refusal = None;
        let (keeper, id) = (self.keeper.clone(), ctx.props().id);
        ctx.link().send_future(async move {
            // What is submitted is what is kept.
            let is_kept = match &keeper {
                Some(keeper) => keeper.settle().await,
                None => true,
            };
            let answer = if !is_kept {
                Err(Problem::new("submit-not-kept"))
            } else if event == EventName::Shared {
                backend::call(ShareRecord { id }).await
            } else if event == EventName::ThemeProposed {
                backend::call(ProposeTheme { id }).await
            } else {
                backend::call(SubmitRecord { id }).await
            };
            Message::Decided(Box::new(answer))
        });
    }

    pub(super) fn decide(&mut self, ctx: &Context<Self>, what: Decision) {
        if self.deciding {
            return;
        }
        self.deciding = true;
        self.refusal = None;
        let (keeper, drafts, id) = (self.keeper.clone(), ctx.props().drafts.clone(), ctx.props().id);
        let said = what.text().to_owned();
        ctx.link().send_future(async move {
            // The answer shows the record as it is kept.
            if let Some(keeper) = &keeper {
                keeper.settle().await;
            }
            let answer = backend::call(Decide { id, what }).await;
            // What was said is no draft any more, also where the page was left meanwhile.
            if answer.is_ok() && drafts.text(id, Draft::Decision).trim() == said {
                drafts.put(id, Draft::Decision, "");
            }
            Message::Decided(Box::new(answer))
        });
    }

    pub(super) fn decided(&mut self, ctx: &Context<Self>, answer: Result<RecordView, Problem>) {
        self.deciding = false;
        match answer {
            Ok(view) => {
                // One goes on answering where there are more questions, and looks at what the public reads now.
                self.dialog
                    .take_if(|dialog| !matches!(dialog, Dialog::Decisions | Dialog::Public));
                if let Some(keeper) = &self.keeper {
                    keeper.replace(view);
                }
                ctx.props().on_decided.emit(());
            }
            Err(problem) => self.refusal = Some(problem),
        }
    }
}
