//! One of the record's own attachments.

use satchel_shared::edit::Scalar;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::form::FieldProps;
use crate::words::use_words;

#[function_component]
pub(crate) fn AttachmentSelect(props: &FieldProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let chosen = props.text();
    let offered = props.form.attachments.clone();
    {
        let node = node.clone();
        use_effect_with((chosen.clone(), offered.clone()), move |(chosen, _)| {
            if let Some(select) = node.cast::<HtmlSelectElement>() {
                select.set_value(chosen);
            }
        });
    }
    let onchange = {
        let props = props.clone();
        Callback::from(move |event: Event| {
            let hash = event.target_unchecked_into::<HtmlSelectElement>().value();
            props.choose(if hash.is_empty() {
                Scalar::Nothing
            } else {
                Scalar::Text(hash)
            });
        })
    };
    // One that was taken out of the record meanwhile is still told.
    let is_gone = !chosen.is_empty() && offered.iter().all(|(hash, _)| *hash != *chosen);
    html! {
        <select ref={node} id={props.at.clone()} {onchange} aria-describedby={props.described()}
            aria-label={props.bare.then(|| words.label(props.form.kind, &props.path))}>
            <option value="">{ words.get("not-chosen") }</option>
            if is_gone {
                <option value={chosen.clone()}>{ words.get("attachment-gone") }</option>
            }
            { for offered.iter().map(|(hash, name)| html! { <option value={hash.clone()}>{ name }</option> }) }
        </select>
    }
}
