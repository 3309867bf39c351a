//! What colleagues say to each other about a record: by fields, with answers; a new word about the record or a field.

use satchel_shared::{
    Problem,
    ids::{ItemId, RecordId},
    path::Path,
    window::{AddComment, RecordView, ReplyToComment, Request, ResolveComment},
};
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{comment_card::CommentCard, dialog::Dialog, problem_note::ProblemNote};
use crate::{backend, keeper::Keeper, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct CommentsPanelProps {
    pub(crate) id: RecordId,
    pub(crate) view: RecordView,
    pub(crate) keeper: Keeper,
    pub(crate) on_close: Callback<()>,
}

/// The comments of a content that are not resolved.
pub(crate) fn open(view: &RecordView) -> usize {
    comments(view).iter().filter(|it| !is_resolved(it)).count()
}

fn comments(view: &RecordView) -> &[Value] {
    let list = view.content.get("comments").and_then(Value::as_array);
    list.map(Vec::as_slice).unwrap_or_default()
}

fn is_resolved(comment: &Value) -> bool {
    comment.get("resolved") == Some(&Value::Bool(true))
}

#[function_component]
pub(crate) fn CommentsPanel(props: &CommentsPanelProps) -> Html {
    let words = use_words();
    let (text, on) = (use_node_ref(), use_node_ref());
    let problem = use_state(|| None::<Problem>);
    let id = props.id;
    let kind = props.view.row.kind;
    let keeper = props.keeper.clone();
    let on_add = {
        let (keeper, problem, text, on) = (keeper.clone(), problem.clone(), text.clone(), on.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(area) = text.cast::<HtmlTextAreaElement>() else {
                return;
            };
            let about = on
                .cast::<HtmlSelectElement>()
                .and_then(|it| it.value().parse::<Path>().ok());
            let said = AddComment {
                id,
                on: about,
                text: area.value(),
            };
            ask(&keeper, &problem, said, move || area.set_value(""));
        })
    };
    let on_reply = {
        let (keeper, problem) = (keeper.clone(), problem.clone());
        Callback::from(move |(comment, area): (ItemId, HtmlTextAreaElement)| {
            let said = ReplyToComment {
                id,
                comment,
                text: area.value(),
            };
            ask(&keeper, &problem, said, move || area.set_value(""));
        })
    };
    let on_resolve = {
        let (keeper, problem) = (keeper.clone(), problem.clone());
        Callback::from(move |(comment, resolved): (ItemId, bool)| {
            let decided = ResolveComment { id, comment, resolved };
            ask(&keeper, &problem, decided, || {});
        })
    };
    // By fields, in the order of the form; in a field as they were made, the resolved ones last.
    let mut shown: Vec<(usize, bool, &Value, Option<Path>)> = comments(&props.view)
        .iter()
        .map(|comment| {
            let about: Option<Path> = comment.get("on").and_then(Value::as_str).and_then(|on| on.parse().ok());
            let name = about.as_ref().map(Path::names).unwrap_or_default();
            let first = name.split('.').next().unwrap_or_default();
            let place = kind.fields().position(|field| field.name == first);
            (place.map_or(0, |place| place + 1), is_resolved(comment), comment, about)
        })
        .collect();
    shown.sort_by_key(|(place, resolved, ..)| (*place, *resolved));
    let fields = kind.sections().iter().flat_map(|section| section.fields);
    html! {
        <Dialog id="comments" class="wide" title={words.get("comments")} on_close={props.on_close.clone()}>
            <p class="hint">{ words.get("comments-explained") }</p>
            if let Some(problem) = &*problem {
                <ProblemNote problem={problem.clone()} />
            }
            if shown.is_empty() {
                <p class="empty">{ words.get("comments-empty") }</p>
            } else {
                <ol class="comments" id="comment-list">
                    { for shown.into_iter().map(|(_, _, comment, about)| html! {
                        <CommentCard key={comment.get("id").and_then(Value::as_str).unwrap_or_default()} comment={comment.clone()}
                            about={about.map_or_else(|| words.get("comment-on-record"), |path| words.whole_label(kind, &path))}
                            writable={props.view.writable} on_reply={on_reply.clone()} on_resolve={on_resolve.clone()} />
                    }) }
                </ol>
            }
            if props.view.writable {
                <form class="say" onsubmit={on_add}>
                    <label for="comment-on">{ words.get("comment-on") }</label>
                    <select ref={on} id="comment-on">
                        <option value="" selected=true>{ words.get("comment-on-record") }</option>
                        { for fields.map(|field| html! {
                            <option value={field.name}>{ words.label(kind, &Path::field(field.name)) }</option>
                        }) }
                    </select>
                    <label for="comment-text">{ words.get("comment-new") }</label>
                    <textarea ref={text} id="comment-text" rows="3" dir="auto" />
                    <p><button type="submit" class="button main" id="add-comment">{ words.get("comment-add") }</button></p>
                </form>
            }
        </Dialog>
    }
}

/// Asks the back end, once everything typed into the record is kept, and shows what came of it.
fn ask<R>(keeper: &Keeper, problem: &UseStateHandle<Option<Problem>>, request: R, done: impl FnOnce() + 'static)
where
    R: Request<Reply = RecordView> + 'static,
{
    let (keeper, problem) = (keeper.clone(), problem.clone());
    spawn_local(async move {
        // What waits is no part of a comment: where it cannot be kept, it goes on waiting.
        keeper.settle().await;
        match backend::call(request).await {
            Ok(view) => {
                problem.set(None);
                keeper.replace(view);
                done();
            }
            Err(why) => problem.set(Some(why)),
        }
    });
}
