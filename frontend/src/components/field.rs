//! One field of a record, by its shape: every form is made of the schema's tables and of nothing else.

use satchel_shared::{edit::Scalar, schema::Shape};
use serde_json::Value;
use yew::prelude::*;

use super::{
    code_select::CodeSelect,
    codes::Codes,
    form::{Beside, FieldProps},
    labelled::Labelled,
    list_field::ListField,
    number_input::NumberInput,
    picker::Picker,
    text_input::TextInput,
};
use crate::words::use_words;

#[function_component]
pub(crate) fn FieldView(props: &FieldProps) -> Html {
    match &props.field.shape {
        Shape::Group(_) => html! { <GroupField ..props.clone() /> },
        Shape::List(_) => html! { <ListField ..props.clone() /> },
        Shape::Line
        | Shape::Prose
        | Shape::Whole(_)
        | Shape::Money
        | Shape::Code(_)
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
        Shape::State | Shape::Language | Shape::Currency => html! { <Named ..props.clone() /> },
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
    let codes = Codes::of(&props.field.shape);
    let choices = use_memo((codes, words.clone()), |(codes, words)| codes.choices(words));
    let code = props.text();
    let on_choose = {
        let props = props.clone();
        Callback::from(move |code: Option<AttrValue>| {
            props.choose(code.map_or(Scalar::Nothing, |code| Scalar::Text(code.to_string())));
        })
    };
    html! {
        <Picker id={props.at.clone()} {choices} {codes} shown={AttrValue::from(codes.shown(&words, &code))} {code} {on_choose}
            label={props.bare.then(|| words.label(props.form.kind, &props.path))} described={props.described()} />
    }
}
