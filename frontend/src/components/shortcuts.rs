//! The keys, on one page.

use yew::prelude::*;

use super::dialog::Dialog;
use crate::words::use_words;

/// What a key does, and what stands on it: a text's name where that depends on the keyboard's language.
const KEYS: &[(&str, &[&str])] = &[
    ("keys-palette", &["key-ctrl", "K"]),
    ("keys-search", &["/"]),
    ("keys-new", &["n"]),
    ("keys-list", &["↑", "↓"]),
    ("keys-page", &["key-page-up", "key-page-down"]),
    ("keys-ends", &["key-home", "key-end"]),
    ("keys-open", &["key-enter"]),
    ("keys-sections", &["←", "→"]),
    ("keys-next", &["key-tab"]),
    ("keys-undo", &["key-ctrl", "Z"]),
    ("keys-redo", &["key-ctrl", "key-shift", "Z"]),
    ("keys-back", &["key-esc"]),
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
                    <><dt>{ words.get(name) }</dt><dd>{ for keys.iter().map(|key| html! { <kbd>{ words.find(key).unwrap_or_else(|| (*key).to_owned()) }</kbd> }) }</dd></>
                }) }
            </dl>
        </Dialog>
    }
}
