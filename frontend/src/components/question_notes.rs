//! At a field: what headquarters asks about it, and the way to the answer.

use yew::prelude::*;

use super::{form::FieldProps, isolated::isolated};
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub(crate) struct QuestionNotesProps {
    pub(crate) of: FieldProps,
}

#[function_component]
pub(crate) fn QuestionNotes(props: &QuestionNotesProps) -> Html {
    let words = use_words();
    let of = &props.of;
    let see = of.form.decisions.reform(|_: MouseEvent| ());
    html! {
        { for of.questions().map(|text| html! {
            <p class="question">
                <b>{ words.get("question-here") }</b>{ " " }<span dir="auto">{ isolated(text) }</span>{ " " }
                <button type="button" class="link" onclick={see.clone()}>{ words.get("questions-see") }</button>
            </p>
        }) }
    }
}
