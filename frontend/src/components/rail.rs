//! The rail: where one can go, and below it the bag.

use satchel_shared::window::Session;
use yew::prelude::*;

use super::language_select::LanguageSelect;
use crate::{intl, route::Place, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct RailProps {
    pub(crate) session: Session,
    pub(crate) place: Place,
    /// How many each place holds.
    pub(crate) counts: Vec<(Place, Option<usize>)>,
    pub(crate) on_go: Callback<Place>,
    pub(crate) on_lock: Callback<()>,
    pub(crate) on_palette: Callback<()>,
    pub(crate) children: Html,
}

#[function_component]
pub(crate) fn Rail(props: &RailProps) -> Html {
    let words = use_words();
    let membership = props.session.membership.as_ref();
    let link = |(place, count): &(Place, Option<usize>)| {
        let place = *place;
        let onclick = {
            let on_go = props.on_go.clone();
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                on_go.emit(place);
            })
        };
        let word = place.word();
        let name = if place == Place::Join && membership.is_some() {
            "rail-membership".to_owned()
        } else {
            format!("rail-{word}")
        };
        html! {
            <a id={format!("rail-{word}")} href={format!("#/{word}")} aria-current={(place == props.place).then_some("page")} {onclick}>
                <span class="place">{ words.get(&name) }</span>
                if let Some(count) = count {
                    <span class="count">{ intl::count(words.tag(), *count) }</span>
                }
            </a>
        }
    };
    html! {
        <nav class="rail" aria-label={words.get("rail")}>
            <p class="brand">
                { words.get("product") }
                <small>
                    if let Some(membership) = membership {
                        <bdi>{ &membership.office_name }</bdi>
                    } else {
                        { words.get("rail-no-office") }
                    }
                </small>
            </p>
            <div class="places">{ for props.counts.iter().map(link) }</div>
            <div class="tools">
                <button type="button" class="button quiet" id="open-palette" onclick={props.on_palette.reform(|_: MouseEvent| ())}>
                    <span>{ words.get("rail-palette") }</span><kbd>{ "Ctrl K" }</kbd>
                </button>
                <LanguageSelect />
                <button type="button" class="button quiet" id="lock" onclick={props.on_lock.reform(|_: MouseEvent| ())}>{ words.get("rail-lock") }</button>
            </div>
            { props.children.clone() }
        </nav>
    }
}
