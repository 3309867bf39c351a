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
use crate::{
    backend, browser,
    drafts::{Draft, use_draft, use_drafts},
    keeper::Keeper,
    words::use_words,
};

#[derive(Properties, PartialEq)]
pub(crate) struct CommentsPanelProps {
    pub(crate) id: RecordId,
    pub(crate) view: RecordView,
    /// The field at which the panel was opened.
    pub(crate) at: Option<Path>,
    pub(crate) keeper: Keeper,
    pub(crate) on_close: Callback<()>,
}

/// The comments of a content that are not resolved.
pub(crate) fn open(view: &RecordView) -> usize {
    comments(view).iter().filter(|it| !is_resolved(it)).count()
}

/// What the comments are about that are not resolved.
pub(crate) fn open_at(view: &RecordView) -> Vec<Path> {
    let open = comments(view).iter().filter(|it| !is_resolved(it));
    open.filter_map(about).collect()
}

/// The field that a comment is about; none for the whole record.
fn about(comment: &Value) -> Option<Path> {
    comment.get("on")?.as_str()?.parse().ok()
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
    let text = use_node_ref();
    let id = props.id;
    let drafts = use_drafts();
    let oninput = use_draft(&text, id, Draft::Comment);
    let asking = Asking {
        keeper: props.keeper.clone(),
        problem: use_state(|| None::<Problem>),
        is_busy: use_state(|| false),
    };
    let is_busy = *asking.is_busy;
    let on = use_state(|| match &props.at {
        Some(at) => at.to_string(),
        None => drafts.text(id, Draft::About),
    });
    {
        let begin = props.at.as_ref().map(|at| begin(&props.view, at));
        use_effect_with((), move |()| {
            if let Some(selector) = begin {
                browser::focus_soon(&selector);
            }
        });
    }
    let on_about = {
        let (on, drafts) = (on.clone(), drafts.clone());
        Callback::from(move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            drafts.put(id, Draft::About, &chosen);
            on.set(chosen);
        })
    };
    let kind = props.view.row.kind;
    let on_add = {
        let (asking, drafts, text, on) = (asking.clone(), drafts.clone(), text.clone(), on.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(area) = text.cast::<HtmlTextAreaElement>() else {
                return;
            };
            let said = AddComment {
                id,
                on: on.parse().ok(),
                text: area.value(),
            };
            let (drafts, sent) = (drafts.clone(), said.text.clone());
            asking.ask(said, move || area.set_value(&drafts.taken(id, Draft::Comment, &sent)));
        })
    };
    let on_reply = {
        let asking = asking.clone();
        Callback::from(move |(comment, area): (ItemId, HtmlTextAreaElement)| {
            let said = ReplyToComment {
                id,
                comment,
                text: area.value(),
            };
            let (drafts, sent) = (drafts.clone(), said.text.clone());
            asking.ask(said, move || {
                area.set_value(&drafts.taken(id, Draft::Answer(comment), &sent))
            });
        })
    };
    let on_resolve = {
        let asking = asking.clone();
        Callback::from(move |(comment, resolved): (ItemId, bool)| {
            let decided = ResolveComment { id, comment, resolved };
            asking.ask(decided, || {});
        })
    };
    // By fields, in the order of the form; in a field as they were made, the resolved ones last.
    let mut shown: Vec<(usize, bool, &Value, Option<Path>)> = comments(&props.view)
        .iter()
        .map(|comment| {
            let about = about(comment);
            let name = about.as_ref().map(Path::names).unwrap_or_default();
            let first = name.split('.').next().unwrap_or_default();
            let place = kind.fields().position(|field| field.name == first);
            (place.map_or(0, |place| place + 1), is_resolved(comment), comment, about)
        })
        .collect();
    shown.sort_by_key(|(place, resolved, ..)| (*place, *resolved));
    // A field of an item or a group is offered where one came from it.
    let inner = on.parse::<Path>().ok().filter(|at| at.0.len() > 1);
    let fields = kind.sections().iter().flat_map(|section| section.fields);
    html! {
        <Dialog id="comments" class="wide" title={words.get("comments")} on_close={props.on_close.clone()}>
            <p class="hint">{ words.get("comments-explained") }</p>
            if let Some(problem) = &*asking.problem {
                <ProblemNote problem={problem.clone()} />
            }
            if shown.is_empty() {
                <p class="empty">{ words.get("comments-empty") }</p>
            } else {
                <ol class="comments" id="comment-list">
                    { for shown.into_iter().map(|(_, _, comment, about)| html! {
                        <CommentCard key={comment.get("id").and_then(Value::as_str).unwrap_or_default()} comment={comment.clone()}
                            about={about.map_or_else(|| words.get("comment-on-record"), |path| words.whole_label(kind, &path))}
                            record={id} writable={props.view.writable} {is_busy} on_reply={on_reply.clone()} on_resolve={on_resolve.clone()} />
                    }) }
                </ol>
            }
            if props.view.writable {
                <form class="say" onsubmit={on_add}>
                    <label for="comment-on">{ words.get("comment-on") }</label>
                    <select id="comment-on" onchange={on_about}>
                        <option value="" selected={on.is_empty()}>{ words.get("comment-on-record") }</option>
                        if let Some(at) = inner {
                            <option value={at.to_string()} selected=true>{ words.whole_label(kind, &at) }</option>
                        }
                        { for fields.map(|field| html! {
                            <option value={field.name} selected={*on == field.name}>{ words.label(kind, &Path::field(field.name)) }</option>
                        }) }
                    </select>
                    <label for="comment-text">{ words.get("comment-new") }</label>
                    <textarea ref={text} id="comment-text" rows="3" dir="auto" {oninput} />
                    <p><button type="submit" class="button main" id="add-comment" disabled={is_busy}>{ words.get("comment-add") }</button></p>
                </form>
            }
        </Dialog>
    }
}

/// Where one goes on: at the first open comment about a field, or at a new one.
fn begin(view: &RecordView, at: &Path) -> String {
    let mut open = comments(view).iter().filter(|it| !is_resolved(it));
    let first = open.find(|it| about(it).is_some_and(|about| about.0.starts_with(&at.0)));
    match first.and_then(|it| it.get("id")?.as_str()) {
        Some(id) => format!("[data-answer=\"{id}\"]"),
        None => "#comment-text".to_owned(),
    }
}

/// What the panel asks of the back end: one thing at a time, so that nothing is said twice.
#[derive(Clone)]
struct Asking {
    keeper: Keeper,
    problem: UseStateHandle<Option<Problem>>,
    is_busy: UseStateHandle<bool>,
}

impl Asking {
    /// Asks once everything typed into the record is kept, and shows what came of it.
    fn ask<R>(&self, request: R, done: impl FnOnce() + 'static)
    where
        R: Request<Reply = RecordView> + 'static,
    {
        let Self {
            keeper,
            problem,
            is_busy,
        } = self.clone();
        if *is_busy {
            return;
        }
        is_busy.set(true);
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
            is_busy.set(false);
        });
    }
}
