//! At a field: how many comments about it are open, and the way to them.

use yew::prelude::*;

use super::form::FieldProps;
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub(crate) struct CommentButtonProps {
    pub(crate) of: FieldProps,
}

#[function_component]
pub(crate) fn CommentButton(props: &CommentButtonProps) -> Html {
    let words = use_words();
    let FieldProps { form, path, at, .. } = &props.of;
    let count = form.marks.comments_at(path);
    let told = if count > 0 {
        words.with("comments-here", &[("count", count.into())])
    } else {
        words.get("comment-here")
    };
    let onclick = {
        let path = path.clone();
        form.comment.reform(move |_: MouseEvent| path.clone())
    };
    // A form is gone through by Tab: where nobody said anything there is no stop, and the record's own comments lead here.
    html! {
        <button type="button" class="button quiet remark" id={format!("comment-{at}")} data-open={count.to_string()}
            tabindex={(count == 0).then_some("-1")} {onclick}>
            { told }<span class="unseen">{ ": " }{ words.label(form.kind, path) }</span>
        </button>
    }
}
