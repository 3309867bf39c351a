//! A dialog: the browser's own, which keeps the keyboard inside and closes with Esc.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use crate::{browser, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct DialogProps {
    pub(crate) id: AttrValue,
    pub(crate) title: AttrValue,
    pub(crate) on_close: Callback<()>,
    /// How wide it is: `wide`, or as wide as a text.
    #[prop_or_default]
    pub(crate) class: Classes,
    /// What decides, at the end.
    #[prop_or_default]
    pub(crate) footer: Html,
    pub(crate) children: Html,
}

#[function_component]
pub(crate) fn Dialog(props: &DialogProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let before = browser::focused().and_then(|element| element.dyn_into::<HtmlElement>().ok());
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                dialog.show_modal().ok();
            }
            move || {
                if let Some(before) = before.filter(|element| element.is_connected()) {
                    before.focus().ok();
                }
            }
        });
    }
    let oncancel = props.on_close.reform(|event: Event| event.prevent_default());
    let close = props.on_close.reform(|_: MouseEvent| ());
    // The dialog's own surface is covered: what meets the element itself is beside it. Words that are selected from within
    // may end beside it, which closes nothing.
    let pressed = use_mut_ref(|| false);
    let is_beside = {
        let node = node.clone();
        move |event: &Event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            target.is_some() && target == node.cast::<Element>()
        }
    };
    let onpointerdown = {
        let (is_beside, pressed) = (is_beside.clone(), pressed.clone());
        Callback::from(move |event: PointerEvent| *pressed.borrow_mut() = is_beside(&event))
    };
    let onclick = {
        let on_close = props.on_close.clone();
        Callback::from(move |event: MouseEvent| {
            if std::mem::take(&mut *pressed.borrow_mut()) && is_beside(&event) {
                on_close.emit(());
            }
        })
    };
    let heading = format!("{}-heading", props.id);
    html! {
        <dialog ref={node} id={props.id.clone()} class={props.class.clone()} aria-labelledby={heading.clone()} {oncancel} {onpointerdown} {onclick}>
            <div class="surface">
                <header>
                    <h2 id={heading}>{ &props.title }</h2>
                    <button type="button" class="button quiet" aria-label={words.get("close")} onclick={close}>
                        <span class="cross" aria-hidden="true"></span>
                    </button>
                </header>
                <div class="inside">{ props.children.clone() }</div>
                if props.footer != Html::default() {
                    <footer>{ props.footer.clone() }</footer>
                }
            </div>
        </dialog>
    }
}
