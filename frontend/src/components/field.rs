//! One field of a record, by its shape: every form is made of the schema's tables and of nothing else.

use satchel_shared::{
    edit::Scalar,
    schema::Shape,
    states::StateCode,
};
use serde_json::Value;
use yew::prelude::*;

use super::{
    code_select::CodeSelect,
    form::{Beside, FieldProps},
    labelled::Labelled,
    list_field::ListField,
    number_input::NumberInput,
    picker::{Choice, Picker},
    text_input::TextInput,
};
use crate::{
    currencies, values,
    words::{Words, use_words},
};

/// Languages that are offered: those of the United Nations first, then those of its offices. Any other tag can be typed.
const LANGUAGES: &[&str] = &[
    "ar", "zh", "en", "fr", "ru", "es", "am", "bn", "my", "fa", "fj", "ht", "hi", "id", "it", "km", "rw", "ky", "lo", "mg",
    "mn", "ne", "ps", "pt", "si", "so", "sw", "tg", "ta", "th", "ti", "tr", "uk", "ur", "uz", "vi",
];

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
    let is_language = props.field.shape == Shape::Language;
    let choices = use_memo((props.field, words.clone()), |(field, words)| choices(&field.shape, words));
    let code = props.text();
    let shown = match &props.field.shape {
        Shape::State => values::state(&code),
        Shape::Language if !code.is_empty() => values::language(&words, &code),
        _ => code.to_string(),
    };
    let on_choose = {
        let props = props.clone();
        Callback::from(move |code: Option<AttrValue>| {
            props.choose(code.map_or(Scalar::Nothing, |code| Scalar::Text(code.to_string())));
        })
    };
    let read = match &props.field.shape {
        Shape::State => read_state,
        Shape::Language => read_language,
        _ => read_currency,
    };
    let none = match &props.field.shape {
        Shape::State => "no-such-state",
        Shape::Language => "no-such-language",
        _ => "no-such-currency",
    };
    html! {
        <Picker id={props.at.clone()} {choices} {code} shown={AttrValue::from(shown)} {on_choose} {read} none={words.get(none)}
            label={props.bare.then(|| words.label(props.form.kind, &props.path))} described={props.described()}
            small={!is_language && props.bare} />
    }
}

fn choices(shape: &Shape, words: &Words) -> Vec<Choice> {
    match shape {
        Shape::State => {
            let mut states: Vec<_> = StateCode::all().map(|(code, name)| Choice::new(&code.to_string(), name)).collect();
            states.sort_by(|one, other| one.name.cmp(&other.name));
            states
        }
        Shape::Language => LANGUAGES.iter().map(|tag| Choice::new(tag, &values::language(words, tag))).collect(),
        _ => {
            let usual = currencies::USUAL.iter();
            let others = currencies::CODES.iter().filter(|code| !currencies::USUAL.contains(code));
            let name = |code: &&str| crate::intl::name(words.tag(), "currency", code).unwrap_or_default();
            usual.chain(others).map(|code| Choice::coded(code, &name(code))).collect()
        }
    }
}

fn read_state(text: &str) -> Option<AttrValue> {
    let state = text.parse::<StateCode>().ok().or_else(|| StateCode::from_name(text))?;
    Some(AttrValue::from(state.to_string()))
}

/// A BCP 47 tag as people type it: letters and digits between hyphens, the first part two or three letters.
fn read_language(text: &str) -> Option<AttrValue> {
    let mut parts = text.trim().split('-');
    let first = parts.next()?;
    let is_language = (2..=3).contains(&first.len()) && first.chars().all(|letter| letter.is_ascii_lowercase());
    let rest = parts.all(|part| (2..=8).contains(&part.len()) && part.chars().all(|it| it.is_ascii_alphanumeric()));
    (is_language && rest).then(|| AttrValue::from(text.trim().to_owned()))
}

fn read_currency(text: &str) -> Option<AttrValue> {
    let code = text.trim().to_ascii_uppercase();
    currencies::CODES.contains(&code.as_str()).then(|| AttrValue::from(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        assert_eq!(read_state("indonesia"), None);
        assert_eq!(read_state("Indonesia").as_deref(), Some("IDN"));
        assert_eq!(read_state("xan").as_deref(), Some("XAN"));
        assert_eq!(read_currency(" chf").as_deref(), Some("CHF"));
        assert_eq!(read_currency("francs"), None);
        assert_eq!(read_language("pt-BR").as_deref(), Some("pt-BR"));
        assert_eq!(read_language("French"), None);
    }
}
