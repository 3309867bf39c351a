//! The keys of an open record: undo and redo, in place of the browser's own, which knows only what was typed.

use gloo_events::{EventListener, EventListenerOptions};
use satchel_shared::path::Path;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};
use yew::html::Scope;

use super::{Message, RecordPage};
use crate::{browser, keeper::Keeper};

/// Listens as long as the page is there.
pub(super) fn listen(page: &Scope<RecordPage>) -> Option<EventListener> {
    let keys = page.batch_callback(|event: Event| meant(&event));
    let options = EventListenerOptions::enable_prevent_default();
    let window = web_sys::window()?;
    Some(EventListener::new_with_options(
        &window,
        "keydown",
        options,
        move |event| keys.emit(event.clone()),
    ))
}

impl RecordPage {
    /// Takes something back or does it again, and shows where.
    pub(super) fn step(&mut self, step: fn(&Keeper) -> Option<Path>) {
        let place = self.keeper.as_ref().and_then(step);
        if let Some(place) = place {
            self.lead_to(&place);
        }
    }
}

fn meant(event: &Event) -> Option<Message> {
    let event: &KeyboardEvent = event.dyn_ref()?;
    let is_held = event.ctrl_key() || event.meta_key();
    if event.default_prevented() || event.is_composing() || event.alt_key() || !is_held || browser::has_dialog() {
        return None;
    }
    // What is typed elsewhere, into a search, is the browser's to take back.
    if browser::is_writing() && !browser::focused_is_in("main.record") {
        return None;
    }
    let message = match (event.key().to_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Message::Undo,
        ("z", true) | ("y", false) => Message::Redo,
        _ => return None,
    };
    event.prevent_default();
    Some(message)
}
