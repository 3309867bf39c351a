//! What stands around a field's control: its name, its hint, why it was not taken, and its two values.

use yew::prelude::*;

use super::{
    comment_button::CommentButton, form::FieldProps, problem_note::ProblemNote, question_notes::QuestionNotes,
    two_values::TwoValues,
};
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub(crate) struct LabelledProps {
    pub(crate) of: FieldProps,
    pub(crate) children: Html,
}

#[function_component]
pub(crate) fn Labelled(props: &LabelledProps) -> Html {
    let words = use_words();
    let of = &props.of;
    let (kind, path, at) = (of.form.kind, &of.path, &of.at);
    let conflict = of.conflict().cloned();
    let class = classes!(
        "field",
        of.bare.then_some("bare"),
        conflict.is_some().then_some("twice")
    );
    let hint = words.hint(kind, path);
    let hint = hint.map(|hint| html! { <span class="hint" id={format!("{at}-hint")}>{ hint }</span> });
    html! {
        <div {class} data-path={path.to_string()}>
            if !of.bare {
                <label for={at.clone()}>
                    { words.label(kind, path) }
                    if of.field.needed {
                        // Letters of one word would join across the two elements.
                        { " " }<span class="needed">{ words.get("needed") }</span>
                    }
                </label>
                <CommentButton of={of.clone()} />
                { hint.clone() }
                <QuestionNotes of={of.clone()} />
            }
            { props.children.clone() }
            if of.bare {
                { hint }
            }
            if let Some(problem) = of.refused() {
                <ProblemNote id={format!("{at}-note")} problem={problem.clone()} />
            }
            if let Some(rule) = of.rule() {
                <p class="rule" id={format!("{at}-rule")} data-rule={rule.as_str()}>{ words.get(&format!("rule-{}", rule.as_str())) }</p>
            }
            if let Some(conflict) = conflict {
                <TwoValues of={of.clone()} {conflict} />
            }
        </div>
    }
}
