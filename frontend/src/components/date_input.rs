//! A day: the browser's own control, and beside it the day as the person's language writes it.

use satchel_shared::edit::{Edit, Scalar};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::form::FieldProps;
use crate::{intl, words::use_words};

#[function_component]
pub(crate) fn DateInput(props: &FieldProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let day = props.text();
    {
        let node = node.clone();
        use_effect_with(day.clone(), move |day| {
            if let Some(input) = node.cast::<HtmlInputElement>()
                && input.value() != day.as_str()
            {
                input.set_value(day);
            }
        });
    }
    let oninput = {
        let (typing, path) = (props.form.typing.clone(), props.path.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let value = input.value();
            // While a part of it is missing, the control holds nothing, and what was kept stays.
            if value.is_empty() && input.validity().bad_input() {
                return;
            }
            let value = if value.is_empty() {
                Scalar::Nothing
            } else {
                Scalar::Text(value)
            };
            typing.emit(Edit::Set {
                path: path.clone(),
                value,
            });
        })
    };
    let label = props.bare.then(|| words.label(props.form.kind, &props.path));
    html! {
        <span class="day">
            <input ref={node} id={props.at.clone()} type="date" min="1900-01-01" max="2999-12-31" {oninput} aria-label={label}
                aria-describedby={props.described()} aria-invalid={props.refused().is_some().then_some("true")} />
            if let Some(told) = intl::day(words.tag(), &day) {
                <small class="hint">{ told }</small>
            }
        </span>
    }
}
