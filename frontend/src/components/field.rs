//! One field of a record, by its shape: every form is made of the schema's tables and of nothing else.

use satchel_shared::{attachment::ATTACHMENTS, edit::Scalar, schema::Shape};
use serde_json::Value;
use yew::prelude::*;

use super::{
    attachment_list::AttachmentList,
    attachment_select::AttachmentSelect,
    code_select::CodeSelect,
    codes::Codes,
    date_input::DateInput,
    form::{Beside, FieldProps},
    labelled::Labelled,
    list_field::ListField,
    number_input::NumberInput,
    picker::Picker,
    question_notes::QuestionNotes,
    set_field::{self, SetField},
    text_input::TextInput,
    truth_input::TruthInput,
};
use crate::{known::use_known, values::Teller, words::use_words};

#[function_component]
pub(crate) fn FieldView(props: &FieldProps) -> Html {
    match &props.field.shape {
        Shape::Group(_) => html! { <GroupField ..props.clone() /> },
        Shape::List(_) if set_field::is_set(props.field) => html! { <SetField ..props.clone() /> },
        Shape::List(_) if props.field.name == ATTACHMENTS => html! { <AttachmentList ..props.clone() /> },
        Shape::List(_) => html! { <ListField ..props.clone() /> },
        Shape::Line
        | Shape::Prose
        | Shape::Whole(_)
        | Shape::Money
        | Shape::Date
        | Shape::Truth
        | Shape::Code(_)
        | Shape::Term(_)
        | Shape::Record(_)
        | Shape::Attachment
        | Shape::State
        | Shape::Language
        | Shape::Currency => html! { <Labelled of={props.clone()}><Control ..props.clone() /></Labelled> },
    }
}

#[function_component]
fn Control(props: &FieldProps) -> Html {
    match &props.field.shape {
        Shape::Whole(_) | Shape::Money => html! { <NumberInput ..props.clone() /> },
        Shape::Code(_) => html! { <CodeSelect ..props.clone() /> },
        Shape::Date => html! { <DateInput ..props.clone() /> },
        Shape::Truth => html! { <TruthInput ..props.clone() /> },
        Shape::Attachment => html! { <AttachmentSelect ..props.clone() /> },
        Shape::State | Shape::Language | Shape::Currency | Shape::Term(_) | Shape::Record(_) => {
            html! { <Named ..props.clone() /> }
        }
        Shape::Line | Shape::Prose | Shape::Group(_) | Shape::List(_) => html! { <TextInput ..props.clone() /> },
    }
}

#[function_component]
fn GroupField(props: &FieldProps) -> Html {
    let words = use_words();
    let inner = props.field.shape.inner();
    let beside = Beside::of(inner, &props.path, &props.value);
    html! {
        <fieldset class="group" id={props.at.clone()}>
            <legend>{ words.label(props.form.kind, &props.path) }</legend>
            <QuestionNotes of={props.clone()} />
            { for inner.iter().map(|field| html! {
                <FieldView form={props.form.clone()} {field} path={props.path.clone().then(field.name)}
                    at={format!("{}-{}", props.at, field.name)} beside={beside.clone()}
                    value={props.value.get(field.name).cloned().unwrap_or(Value::Null)} />
            }) }
        </fieldset>
    }
}

/// A field whose codes have names: States, languages, currencies.
#[function_component]
fn Named(props: &FieldProps) -> Html {
    let words = use_words();
    let known = use_known();
    let codes = Codes::of(&props.field.shape);
    let choices = use_memo(
        (props.path.names(), words.clone(), known.clone()),
        |(_, words, known)| Codes::offered(&props.field.shape, props.form.kind, &props.path, known.rows(), words),
    );
    let code = props.text();
    let shown = Teller {
        words: &words,
        known: &known,
        kind: props.form.kind,
    }
    .shown(&props.path, &props.field.shape, &props.value, "");
    let on_choose = {
        let props = props.clone();
        Callback::from(move |code: Option<AttrValue>| {
            props.choose(code.map_or(Scalar::Nothing, |code| Scalar::Text(code.to_string())));
        })
    };
    html! {
        <Picker id={props.at.clone()} {choices} {codes} shown={AttrValue::from(shown.unwrap_or_default())} {code} {on_choose}
            label={props.bare.then(|| words.label(props.form.kind, &props.path))} described={props.described()}
            draft={props.draft()} on_draft={let props = props.clone(); Callback::from(move |text: String| props.keep_draft(&text))} />
    }
}
