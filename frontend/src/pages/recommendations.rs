//! Browsing the recommendations and pledges that this device has.

use yew::prelude::*;

use crate::{
    components::{back_button::BackButton, recommendation_search::RecommendationSearch},
    words::use_words,
};

#[derive(Properties, PartialEq)]
pub(crate) struct RecommendationsProps {
    pub(crate) on_back: Callback<()>,
}

#[function_component]
pub(crate) fn RecommendationsPage(props: &RecommendationsProps) -> Html {
    let words = use_words();
    html! {
        <main class="record browse" aria-labelledby="recommendations-heading">
            <header class="head plain">
                <p class="line"><BackButton label={words.get("back")} on_back={props.on_back.clone()} /></p>
                <h1 id="recommendations-heading">{ words.get("recommendations") }</h1>
                <p class="hint">{ words.get("recommendations-what") }</p>
            </header>
            <RecommendationSearch row_rem={5.25} />
        </main>
    }
}
