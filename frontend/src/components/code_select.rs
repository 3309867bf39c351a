//! A code of a vocabulary: the browser's own list of choices. A code that this version does not know stays, as it is.

use satchel_shared::{edit::Scalar, schema::Shape};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::form::FieldProps;
use crate::words::use_words;

#[function_component]
pub(crate) fn CodeSelect(props: &FieldProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let chosen = props.text();
    let current = props.field.shape.current(&chosen);
    let chosen = current.map_or_else(|| chosen.clone(), AttrValue::from);
    let known: &[&str] = if let Shape::Code(known) = props.field.shape {
        known.offered()
    } else {
        &[]
    };
    {
        let node = node.clone();
        use_effect_with(chosen.clone(), move |chosen| {
            if let Some(select) = node.cast::<HtmlSelectElement>() {
                select.set_value(chosen);
            }
        });
    }
    let onchange = {
        let props = props.clone();
        Callback::from(move |event: Event| {
            let code = event.target_unchecked_into::<HtmlSelectElement>().value();
            props.choose(if code.is_empty() {
                Scalar::Nothing
            } else {
                Scalar::Text(code)
            });
        })
    };
    let option = |code: &str| {
        html! { <option value={code.to_owned()}>{ words.code(props.form.kind, &props.path, code) }</option> }
    };
    let is_unknown = !chosen.is_empty() && !known.contains(&chosen.as_str());
    html! {
        <select ref={node} id={props.at.clone()} {onchange} aria-describedby={props.described()}
            aria-label={props.bare.then(|| words.label(props.form.kind, &props.path))}>
            <option value="">{ words.get("not-chosen") }</option>
            if is_unknown {
                { option(&chosen) }
            }
            { for known.iter().map(|code| option(code)) }
        </select>
    }
}
