//! What went wrong, in the locale's words, announced when it appears.

use satchel_shared::Problem;
use yew::prelude::*;

use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub(crate) struct ProblemNoteProps {
    pub(crate) problem: Problem,
    #[prop_or_default]
    pub(crate) id: Option<AttrValue>,
}

#[function_component]
pub(crate) fn ProblemNote(props: &ProblemNoteProps) -> Html {
    let words = use_words();
    html! {
        <p class="problem" role="alert" id={props.id.clone()} data-code={props.problem.code.clone()}>
            { words.problem(&props.problem) }
        </p>
    }
}
