//! The rail: where one can go, and below it the bag. In a small window it is a bar that names the place where one is; the
//! rest is a menu that hangs from it.

use satchel_shared::window::Session;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::language_select::LanguageSelect;
use crate::{browser, intl, route::Place, words::use_words};

/// The button that opens the menu.
const MENU: &str = "open-menu";

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
    let is_open = use_state(|| false);
    let close = {
        let is_open = is_open.clone();
        move || is_open.set(false)
    };
    let name_of = |place: Place| {
        if place == Place::Join && membership.is_some() {
            words.get("rail-membership")
        } else {
            words.get(&format!("rail-{}", place.word()))
        }
    };
    let link = |(place, count): &(Place, Option<usize>)| {
        let place = *place;
        let onclick = {
            let (on_go, close) = (props.on_go.clone(), close.clone());
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                close();
                on_go.emit(place);
            })
        };
        let word = place.word();
        html! {
            <a id={format!("rail-{word}")} href={format!("#/{word}")} aria-current={(place == props.place).then_some("page")} {onclick}>
                <span class="place">{ name_of(place) }</span>
                if let Some(count) = count {
                    <span class="count">{ intl::count(words.tag(), *count) }</span>
                }
            </a>
        }
    };
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let onkeydown = {
        let (is_open, close) = (is_open.clone(), close.clone());
        Callback::from(move |event: KeyboardEvent| {
            if *is_open && event.key() == "Escape" {
                event.prevent_default();
                close();
                browser::focus(MENU);
            }
        })
    };
    let onfocusout = {
        let close = close.clone();
        Callback::from(move |event: FocusEvent| {
            let stays = event
                .related_target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|element| element.closest(".rail").is_ok_and(|found| found.is_some()));
            if !stays {
                close();
            }
        })
    };
    let acting = |on_act: &Callback<()>| {
        let close = close.clone();
        on_act.reform(move |_: MouseEvent| close())
    };
    html! {
        <nav class="rail" data-open={is_open.to_string()} aria-label={words.get("rail")} {onkeydown} {onfocusout}>
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
            <button type="button" class="button quiet" id={MENU} aria-expanded={is_open.to_string()} aria-controls="menu" {onclick}>
                <span class="bars" aria-hidden="true"></span><span class="unseen">{ words.get("rail-menu") }</span>
                <span>{ name_of(props.place) }</span>
            </button>
            // It takes the focus of a press between its buttons, which would close it.
            <div class="menu" id="menu" tabindex="-1">
                <div class="places">{ for props.counts.iter().map(link) }</div>
                <div class="tools">
                    <button type="button" class="button quiet" id="open-palette" onclick={acting(&props.on_palette)}>
                        <span>{ words.get("rail-palette") }</span><kbd>{ words.get("key-ctrl") }{ " K" }</kbd>
                    </button>
                    <LanguageSelect />
                    <button type="button" class="button quiet" id="lock" onclick={acting(&props.on_lock)}>{ words.get("rail-lock") }</button>
                </div>
            </div>
            { props.children.clone() }
        </nav>
    }
}
