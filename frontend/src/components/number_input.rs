//! A whole number or an amount of money. What is typed and cannot be read stays in sight, with what is wrong with it.

use satchel_shared::{
    currencies,
    edit::{Edit, Scalar},
    money::{self, NoAmount, Separators},
    schema::Shape,
};
use web_sys::{FocusEvent, HtmlInputElement};
use yew::prelude::*;

use super::form::FieldProps;
use crate::{browser, intl, words::use_words};

/// The number in a text, or the name of what is said about it.
fn read(text: &str, shape: &Shape, decimals: u32, separators: &Separators) -> Result<Option<i64>, &'static str> {
    let most = if let Shape::Whole(most) = shape {
        *most
    } else {
        i64::MAX
    };
    match money::parse(text, decimals, separators) {
        Ok(Some(number)) if number > most => Err("number-too-large"),
        Ok(number) => Ok(number),
        Err(NoAmount::NotANumber) => Err("number-not-one"),
        Err(NoAmount::TooFine) if *shape == Shape::Money => Err("number-too-fine"),
        Err(NoAmount::TooFine) => Err("number-not-whole"),
        Err(NoAmount::TooLarge) => Err("number-too-large"),
    }
}

#[function_component]
pub(crate) fn NumberInput(props: &FieldProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let shape = &props.field.shape;
    let separators = use_memo(words.tag(), |tag| intl::separators(tag));
    let decimals = if *shape == Shape::Money {
        currencies::decimals(&props.beside.currency)
    } else {
        0
    };
    let value = props.value.as_i64();
    let plain = value.map_or_else(String::new, |value| money::plain(value, decimals, &separators));
    let shown = value.map_or_else(String::new, |value| money::shown(value.into(), decimals, &separators));
    let read = {
        let separators = separators.clone();
        move |text: &str| read(text, shape, decimals, &separators)
    };
    // What could not be read before the part of the form was left.
    let draft = props.draft();
    let wrong = use_state(|| (!draft.is_empty()).then(|| read(&draft).err().unwrap_or("number-not-one")));
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(input) = node.cast::<HtmlInputElement>().filter(|_| !draft.is_empty()) {
                input.set_value(&draft);
            }
        });
    }

    {
        let (node, read, shown, plain, wrong) = (node.clone(), read.clone(), shown.clone(), plain.clone(), *wrong);
        use_effect_with((value, decimals, wrong), move |_| {
            let Some(input) = node.cast::<HtmlInputElement>() else {
                return;
            };
            let is_focused = browser::focused() == node.cast();
            let says_it = read(&input.value()) == Ok(value);
            if wrong.is_none() && !(is_focused && says_it) {
                input.set_value(if is_focused { &plain } else { &shown });
            }
        });
    }
    let oninput = {
        let (read, wrong, props) = (read.clone(), wrong.clone(), props.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            match read(&text) {
                Ok(number) => {
                    wrong.set(None);
                    props.keep_draft("");
                    if number != value {
                        let value = number.map_or(Scalar::Nothing, Scalar::Whole);
                        props.form.typing.emit(Edit::Set {
                            path: props.path.clone(),
                            value,
                        });
                    }
                }
                Err(name) => {
                    wrong.set(Some(name));
                    props.keep_draft(&text);
                }
            }
        })
    };
    let rewrite = |text: String| {
        let wrong = *wrong;
        Callback::from(move |event: FocusEvent| {
            if wrong.is_none() {
                event.target_unchecked_into::<HtmlInputElement>().set_value(&text);
            }
        })
    };
    let label = props.bare.then(|| words.label(props.form.kind, &props.path));
    let facts = [("text", "".into()), ("currency", props.beside.currency.as_str().into())];
    html! {
        <>
            <input ref={node} id={props.at.clone()} class="number" type="text" inputmode={if decimals > 0 { "decimal" } else { "numeric" }}
                {oninput} onfocusin={rewrite(plain)} onfocusout={rewrite(shown)} autocomplete="off" aria-label={label}
                aria-describedby={props.described()} aria-invalid={(wrong.is_some() || props.refused().is_some()).then_some("true")} />
            if let Some(name) = *wrong {
                <p class="problem" role="alert" id={format!("{}-note", props.at)}>{ words.with(name, &facts) }</p>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_a_field_cannot_take_say_why() {
        let separators = Separators::default();
        let whole = |text| read(text, &Shape::Whole(600), 0, &separators);
        assert_eq!(whole("12"), Ok(Some(12)));
        assert_eq!(whole(""), Ok(None));
        assert_eq!(whole("601"), Err("number-too-large"));
        assert_eq!(whole("1.5"), Err("number-not-whole"));
        assert_eq!(whole("a few"), Err("number-not-one"));
        assert_eq!(read("1.555", &Shape::Money, 2, &separators), Err("number-too-fine"));
    }
}
