//! The way back, where one pane is shown at a time.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct BackButtonProps {
    pub(crate) label: AttrValue,
    pub(crate) on_back: Callback<()>,
}

#[function_component]
pub(crate) fn BackButton(props: &BackButtonProps) -> Html {
    let onclick = props.on_back.reform(|_: MouseEvent| ());
    html! {
        <button class="button back" type="button" {onclick}><span class="arrow" aria-hidden="true"></span>{ &props.label }</button>
    }
}
