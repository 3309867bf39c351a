//! Asked once: what is done with pictures that are large, or tell where they were taken. Asked for each: whether it is
//! attached although it keeps telling.

use satchel_shared::{
    limits::PICTURE_SIDE_PIXELS,
    window::{PictureNotes, Pictures},
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::dialog::Dialog;
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub(crate) struct PicturesDialogProps {
    pub(crate) name: AttrValue,
    pub(crate) notes: PictureNotes,
    /// It is attached with its place.
    pub(crate) on_leave: Callback<()>,
    pub(crate) on_choose: Callback<Pictures>,
    /// The picture is not attached; other files are.
    pub(crate) on_close: Callback<()>,
}

#[function_component]
pub(crate) fn PicturesDialog(props: &PicturesDialogProps) -> Html {
    let words = use_words();
    let (smaller, without) = (use_state(|| true), use_state(|| true));
    let tick = |of: &UseStateHandle<bool>| {
        let of = of.clone();
        Callback::from(move |event: Event| of.set(event.target_unchecked_into::<HtmlInputElement>().checked()))
    };
    let chosen = Pictures {
        smaller: *smaller,
        without_location: *without,
    };
    let side = usize::try_from(PICTURE_SIDE_PIXELS).unwrap_or_default();
    let leave_out = html! {
        <button type="button" class="button" id="pictures-leave-out" onclick={props.on_close.reform(|_: MouseEvent| ())}>
            { words.get("pictures-leave-out") }
        </button>
    };
    if props.notes.keeps_location {
        let footer = html! {
            <>
            { leave_out }
            <button type="button" class="button main" id="confirm-keeps-location" onclick={props.on_leave.reform(|_: MouseEvent| ())}>
                { words.get("pictures-attach-anyway") }
            </button>
            </>
        };
        return html! {
            <Dialog id="keeps-location-dialog" title={words.get("pictures-title")} on_close={props.on_close.clone()} {footer}>
                <p>{ words.with("pictures-keeps-location", &[("name", props.name.as_str().into())]) }</p>
            </Dialog>
        };
    }
    let footer = html! {
        <>
        { leave_out }
        <button type="button" class="button main" id="confirm-pictures" onclick={props.on_choose.reform(move |_: MouseEvent| chosen)}>
            { words.get("pictures-attach") }
        </button>
        </>
    };
    html! {
        <Dialog id="pictures-dialog" title={words.get("pictures-title")} on_close={props.on_close.clone()} {footer}>
            if props.notes.tells_location {
                <p>{ words.get("pictures-location") }</p>
            }
            if props.notes.is_large {
                <p>{ words.with("pictures-large", &[("side", side.into())]) }</p>
            }
            <label class="truth"><input type="checkbox" id="ask-smaller" checked={*smaller} onchange={tick(&smaller)} />
                { words.with("pictures-smaller", &[("side", side.into())]) }</label>
            <label class="truth"><input type="checkbox" id="ask-without-location" checked={*without} onchange={tick(&without)} />
                { words.get("pictures-without-location") }</label>
            <p class="hint">{ words.get("pictures-remembered") }</p>
        </Dialog>
    }
}
