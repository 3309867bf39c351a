//! Yes or no.

use satchel_shared::edit::Scalar;
use serde_json::Value;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::form::FieldProps;
use crate::words::use_words;

#[function_component]
pub(crate) fn TruthInput(props: &FieldProps) -> Html {
    let words = use_words();
    let is_so = props.value == Value::Bool(true);
    let onchange = {
        let props = props.clone();
        Callback::from(move |event: Event| {
            props.choose(Scalar::Truth(
                event.target_unchecked_into::<HtmlInputElement>().checked(),
            ));
        })
    };
    let label = props.bare.then(|| words.label(props.form.kind, &props.path));
    html! {
        <span class="truth">
            <input id={props.at.clone()} type="checkbox" checked={is_so} {onchange} aria-label={label} aria-describedby={props.described()} />
            <span aria-hidden="true">{ words.get(if is_so { "yes" } else { "no" }) }</span>
        </span>
    }
}
