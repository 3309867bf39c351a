//! The frame of the pages before the vault is open: a sheet in the middle, with the product's name.

use yew::prelude::*;

use crate::{components::language_select::LanguageSelect, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct FrontProps {
    pub(crate) title: AttrValue,
    pub(crate) children: Html,
}

#[function_component]
pub(crate) fn Front(props: &FrontProps) -> Html {
    let words = use_words();
    html! {
        <main class="front">
            <section class="sheet" aria-labelledby="front-title">
                <p class="brand"><img src="icon.svg" alt="" width="28" height="28" />{ words.get("product") }<LanguageSelect /></p>
                <h1 id="front-title">{ &props.title }</h1>
                { props.children.clone() }
            </section>
        </main>
    }
}
