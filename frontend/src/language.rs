//! The language of the window: as the person chose on this machine, or else as the browser says. `?lang=ar` in the address
//! goes first.

use satchel_shared::locale::Language;

use crate::browser;

const KEY: &str = "satchel-language";

pub(crate) fn chosen() -> Language {
    let remembered = || browser::remembered()?.get_item(KEY).ok().flatten();
    let preferred = || web_sys::window()?.navigator().language();
    [browser::query("lang"), remembered(), preferred()]
        .into_iter()
        .flatten()
        .find_map(|tag| Language::of_tag(&tag))
        .unwrap_or_default()
}

/// Tells the page which language it is in, and so which way it runs.
pub(crate) fn show(language: Language) {
    if let Some(root) = browser::document().and_then(|document| document.document_element()) {
        root.set_attribute("lang", language.tag()).ok();
        root.set_attribute("dir", language.direction()).ok();
    }
}

/// Remembers the language for the next time.
pub(crate) fn remember(language: Language) {
    if let Some(storage) = browser::remembered() {
        storage.set_item(KEY, language.tag()).ok();
    }
}
