//! One comment with its answers.

use satchel_shared::ids::{ItemId, RecordId};
use serde_json::Value;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::isolated::isolated;
use crate::{
    browser,
    drafts::{Draft, use_draft},
    intl,
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct CommentCardProps {
    pub(crate) record: RecordId,
    pub(crate) comment: Value,
    /// What it is about, in words.
    pub(crate) about: AttrValue,
    pub(crate) writable: bool,
    /// Something is being said, and nothing else until it is.
    pub(crate) is_busy: bool,
    /// An answer is in the text area, which is emptied when it is kept.
    pub(crate) on_reply: Callback<(ItemId, HtmlTextAreaElement)>,
    pub(crate) on_resolve: Callback<(ItemId, bool)>,
}

#[function_component]
pub(crate) fn CommentCard(props: &CommentCardProps) -> Html {
    let words = use_words();
    let answer = use_node_ref();
    let comment = &props.comment;
    let id = text(comment, "id").parse::<ItemId>().ok();
    let oninput = use_draft(&answer, props.record, id.map_or(Draft::Comment, Draft::Answer));
    let Some(id) = id else {
        return Html::default();
    };
    let is_resolved = comment.get("resolved") == Some(&Value::Bool(true));
    let replies = comment.get("replies").and_then(Value::as_array);
    let replies = replies.map(Vec::as_slice).unwrap_or_default();
    let onsubmit = {
        let (answer, on_reply) = (answer.clone(), props.on_reply.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(area) = answer.cast::<HtmlTextAreaElement>() {
                on_reply.emit((id, area));
            }
        })
    };
    let resolve = props.on_resolve.reform(move |_: MouseEvent| (id, !is_resolved));
    let decide = if is_resolved {
        "comment-reopen"
    } else {
        "comment-resolve"
    };
    html! {
        <li class="comment" data-comment={id.to_string()} data-resolved={is_resolved.to_string()}>
            <p class="about">
                <b>{ &props.about }</b>
                if is_resolved {
                    <span class="hint">{ words.get("comment-resolved") }</span>
                }
            </p>
            { said(&words, comment) }
            if !replies.is_empty() {
                <ol class="replies">{ for replies.iter().map(|reply| html! { <li>{ said(&words, reply) }</li> }) }</ol>
            }
            if props.writable {
                <form class="say" {onsubmit}>
                    <textarea ref={answer} rows="1" dir="auto" data-answer={id.to_string()} aria-label={words.get("comment-answer")} {oninput} />
                    <p>
                        <button type="submit" class="button" disabled={props.is_busy}>{ words.get("comment-answer") }</button>
                        <button type="button" class="button quiet" data-resolve={id.to_string()} disabled={props.is_busy} onclick={resolve}>{ words.find(decide).unwrap_or_default() }</button>
                    </p>
                </form>
            }
        </li>
    }
}

/// Who said it, when, and what.
fn said(words: &Words, said: &Value) -> Html {
    let by = match text(said, "by") {
        "" => words.get("comment-by-nobody"),
        by => by.to_owned(),
    };
    let at = said.get("at").and_then(Value::as_i64);
    let when = at.map(|at| intl::moment(words.tag(), at, browser::now_ms()));
    html! {
        <>
            <p class="who"><bdi>{ by }</bdi>{ when.map(|when| html! { <span class="hint">{ when }</span> }) }</p>
            <div class="prose" dir="auto">{ isolated(text(said, "text")) }</div>
        </>
    }
}

fn text<'value>(value: &'value Value, name: &str) -> &'value str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}
