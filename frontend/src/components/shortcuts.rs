//! The keys, on one page.

use yew::prelude::*;

use super::dialog::Dialog;
use crate::words::use_words;

const KEYS: &[(&str, &[&str])] = &[
    ("keys-palette", &["Ctrl", "K"]),
    ("keys-search", &["/"]),
    ("keys-new", &["n"]),
    ("keys-list", &["↑", "↓"]),
    ("keys-page", &["Page ↑", "Page ↓"]),
    ("keys-ends", &["Home", "End"]),
    ("keys-open", &["Enter"]),
    ("keys-sections", &["←", "→"]),
    ("keys-next", &["Tab"]),
    ("keys-undo", &["Ctrl", "Z"]),
    ("keys-redo", &["Ctrl", "Shift", "Z"]),
    ("keys-back", &["Esc"]),
    ("keys-shortcuts", &["?"]),
];

#[derive(Properties, PartialEq)]
pub(crate) struct ShortcutsProps {
    pub(crate) on_close: Callback<()>,
}

#[function_component]
pub(crate) fn Shortcuts(props: &ShortcutsProps) -> Html {
    let words = use_words();
    html! {
        <Dialog id="shortcuts" title={words.get("keys")} on_close={props.on_close.clone()}>
            <dl class="keys">
                { for KEYS.iter().map(|(name, keys)| html! {
                    <><dt>{ words.get(name) }</dt><dd>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }</dd></>
                }) }
            </dl>
        </Dialog>
    }
}
