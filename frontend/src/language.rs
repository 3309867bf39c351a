//! The language of the window: as the person chose on this machine, or else as the browser says. `?lang=ar` in the address
//! goes first.

use satchel_shared::{
    locale::Language,
    path::{Path, Step},
};
use yew::AttrValue;

use crate::{browser, words::Words};

const KEY: &str = "satchel-language";
/// The languages that are written from right to left, by the first part of their tags.
const RIGHT_TO_LEFT: &[&str] = &["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
/// The group whose texts each have the language that they are named after.
const IN_EACH_LANGUAGE: &str = "public_summary";

pub(crate) fn chosen() -> Language {
    let remembered = || browser::remembered()?.get_item(KEY).ok().flatten();
    let preferred = || web_sys::window()?.navigator().language();
    [browser::query("lang"), remembered(), preferred()]
        .into_iter()
        .flatten()
        .find_map(|tag| Language::of_tag(&tag))
        .unwrap_or_default()
}

/// Tells the page which language it is in, and so which way it runs; and what to say should the window stop.
pub(crate) fn show(words: &Words) {
    let language = words.language();
    if let Some(root) = browser::document().and_then(|document| document.document_element()) {
        root.set_attribute("lang", language.tag()).ok();
        root.set_attribute("dir", language.direction()).ok();
    }
    if let Some(notice) = browser::element("stopped") {
        notice.set_attribute("lang", language.tag()).ok();
        notice.set_text_content(Some(&words.get("window-stopped")));
    }
}

/// Remembers the language for the next time.
pub(crate) fn remember(language: Language) {
    if let Some(storage) = browser::remembered() {
        storage.set_item(KEY, language.tag()).ok();
    }
}

/// The language of a text in a record of this language: BCP 47; none where it is not known.
pub(crate) fn of_text(path: &Path, record: &str) -> Option<AttrValue> {
    let own = match path.0.as_slice() {
        [Step::Field(group), Step::Field(language)] if group == IN_EACH_LANGUAGE => language,
        _ => record,
    };
    (!own.is_empty()).then(|| AttrValue::from(own.to_owned()))
}

/// Which way a text of a language runs, as HTML's `dir`: by its letters, and by its language before there are any.
pub(crate) fn direction(is_empty: bool, language: Option<&str>, words: &Words) -> &'static str {
    if !is_empty {
        return "auto";
    }
    let first = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    language.map_or_else(
        || words.language().direction(),
        |tag| {
            if RIGHT_TO_LEFT.contains(&first(tag).as_str()) {
                "rtl"
            } else {
                "ltr"
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_has_the_language_that_it_is_named_after() {
        let told = |path: &str| of_text(&path.parse().expect("a path"), "fr");
        assert_eq!(told("public_summary.ar").as_deref(), Some("ar"));
        assert_eq!(told("context").as_deref(), Some("fr"));
        assert_eq!(of_text(&Path::field("context"), ""), None);
    }

    #[test]
    fn an_empty_text_runs_as_its_language_does() {
        let words = Words::new(Language::English);
        assert_eq!(direction(true, Some("fa-AF"), &words), "rtl");
        assert_eq!(direction(true, Some("fr"), &words), "ltr");
        assert_eq!(direction(true, None, &Words::new(Language::Arabic)), "rtl");
        assert_eq!(direction(false, Some("ar"), &words), "auto");
    }
}
