//! A line or a long text, as it is typed.

use gloo_events::EventListener;
use satchel_shared::{limits, schema::Shape};
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{form::FieldProps, shown_text};
use crate::{keeping::Written, language, words::use_words};

/// What the element holds, and how often it was written into.
#[derive(Default)]
struct Held {
    text: String,
    keys: u64,
}

#[function_component]
pub(crate) fn TextInput(props: &FieldProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let text = props.text();
    // Keys may come between a rendering and its effect: what they wrote is compared with what the element holds, and an
    // older text is not put over theirs.
    let held = use_mut_ref(Held::default);
    let render = use_force_update();
    let language = props.language();
    let is_empty = text.is_empty() && held.borrow().text.is_empty();
    let direction = language::direction(is_empty, language.as_deref(), &words);
    {
        let (node, held) = (node.clone(), held.clone());
        let keys = held.borrow().keys;
        use_effect_with((text, keys), move |(text, keys)| {
            let mut held = held.borrow_mut();
            if held.keys == *keys {
                shown_text::show(&node, text);
                held.text = text.to_string();
            }
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
    let is_prose = props.field.shape == Shape::Prose;
    let wrote = {
        let (writing, path) = (props.form.writing.clone(), props.path.clone());
        move |after: String| {
            let before = {
                let mut held = held.borrow_mut();
                held.keys += 1;
                std::mem::replace(&mut held.text, after.clone())
            };
            writing.emit(Written {
                path: path.clone(),
                is_prose,
                before,
                after,
            });
            // Also where the record's text is as it was rendered last: the element's is not.
            render.force_update();
        }
    };
    let label = props.bare.then(|| words.label(props.form.kind, &props.path));
    let invalid = props.refused().is_some().then_some("true");
    if is_prose {
        let oninput = Callback::from(move |event: InputEvent| {
            let area: HtmlTextAreaElement = event.target_unchecked_into();
            shown_text::grow(&area);
            wrote(area.value());
        });
        html! {
            <textarea ref={node} id={props.at.clone()} class="prose" rows="3" dir={direction} lang={language} {oninput}
                maxlength={limits::PROSE_UNITS.to_string()} aria-label={label} aria-describedby={props.described()}
                aria-invalid={invalid} />
        }
    } else {
        let oninput = Callback::from(move |event: InputEvent| {
            wrote(event.target_unchecked_into::<HtmlInputElement>().value());
        });
        html! {
            <input ref={node} id={props.at.clone()} type="text" dir={direction} lang={language} {oninput} autocomplete="off"
                maxlength={limits::LINE_UNITS.to_string()} aria-label={label} aria-describedby={props.described()}
                aria-invalid={invalid} />
        }
    }
}
