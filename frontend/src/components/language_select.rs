//! The choice of the window's language, each by its own name.

use satchel_shared::locale::Language;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::words::use_words;

/// Whom to tell that a language was chosen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OnLanguage(pub(crate) Callback<Language>);

#[function_component]
pub(crate) fn LanguageSelect() -> Html {
    let words = use_words();
    let on_language = use_context::<OnLanguage>();
    let onchange = Callback::from(move |event: Event| {
        let tag = event.target_unchecked_into::<HtmlSelectElement>().value();
        if let (Some(OnLanguage(chosen)), Some(language)) = (&on_language, Language::of_tag(&tag)) {
            chosen.emit(language);
        }
    });
    let option = |language: Language| {
        html! {
            <option value={language.tag()} lang={language.tag()} selected={language == words.language()}>{ language.own_name() }</option>
        }
    };
    html! {
        <select id="language" class="language" aria-label={words.get("language")} {onchange}>{ for Language::ALL.into_iter().map(option) }</select>
    }
}
