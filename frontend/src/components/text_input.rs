//! A line or a long text, as it is typed.

use gloo_events::EventListener;
use satchel_shared::{limits, schema::Shape};
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{form::FieldProps, shown_text};
use crate::{keeping, words::use_words};

#[function_component]
pub(crate) fn TextInput(props: &FieldProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let text = props.text();
    // What the element holds: what is typed is compared with this, and not with what was last rendered, since two
    // keystrokes may come before the next rendering.
    let held = use_mut_ref(String::new);
    {
        let (node, held) = (node.clone(), held.clone());
        use_effect_with(text, move |text| {
            shown_text::show(&node, text);
            *held.borrow_mut() = text.to_string();
        });
    }
    {
        // While a word is composed, no colleague's text may come in.
        let (node, hold) = (node.clone(), props.form.hold.clone());
        use_effect_with((), move |()| {
            let listeners = node.cast::<Element>().map(|element| {
                [("compositionstart", true), ("compositionend", false)].map(|(event, held)| {
                    let hold = hold.clone();
                    EventListener::new(&element, event, move |_| hold.emit(held))
                })
            });
            move || drop(listeners)
        });
    }
    let typed = {
        let (form, path, shape) = (props.form.clone(), props.path.clone(), &props.field.shape);
        move |new: &str| {
            let old = held.replace(new.to_owned());
            if let Some(edit) = keeping::typed(shape, &path, &old, new) {
                form.typing.emit(edit);
            }
        }
    };
    let label = props.bare.then(|| words.label(props.form.kind, &props.path));
    let language = (!props.form.language.is_empty()).then(|| props.form.language.clone());
    let invalid = props.refused().is_some().then_some("true");
    if props.field.shape == Shape::Prose {
        let oninput = Callback::from(move |event: InputEvent| {
            let area: HtmlTextAreaElement = event.target_unchecked_into();
            shown_text::grow(&area);
            typed(&area.value());
        });
        html! {
            <textarea ref={node} id={props.at.clone()} class="prose" rows="3" dir="auto" lang={language} {oninput}
                maxlength={limits::PROSE_UNITS.to_string()} aria-label={label} aria-describedby={props.described()}
                aria-invalid={invalid} />
        }
    } else {
        let oninput = Callback::from(move |event: InputEvent| {
            typed(&event.target_unchecked_into::<HtmlInputElement>().value());
        });
        html! {
            <input ref={node} id={props.at.clone()} type="text" dir="auto" lang={language} {oninput} autocomplete="off"
                maxlength={limits::LINE_UNITS.to_string()} aria-label={label} aria-describedby={props.described()}
                aria-invalid={invalid} />
        }
    }
}
