//! A field for a passphrase, which can be shown while it is typed.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub(crate) struct SecretFieldProps {
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    /// What is wrong with it.
    #[prop_or_default]
    pub(crate) note: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) wrong: bool,
    pub(crate) value: AttrValue,
    pub(crate) oninput: Callback<String>,
    /// A passphrase that is being made, which no browser may fill in.
    #[prop_or_default]
    pub(crate) new: bool,
    #[prop_or_default]
    pub(crate) focused: bool,
}

#[function_component]
pub(crate) fn SecretField(props: &SecretFieldProps) -> Html {
    let words = use_words();
    let shown = use_state(|| false);
    let node = use_node_ref();
    {
        let (node, focused) = (node.clone(), props.focused);
        use_effect_with((), move |()| {
            if focused && let Some(element) = node.cast::<HtmlInputElement>() {
                element.focus().ok();
            }
        });
    }
    let oninput = props
        .oninput
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let onclick = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let id = props.id.clone();
    let described = format!("{id}-hint {id}-note");
    let wrong = props.wrong || props.note.is_some();
    html! {
        <div class="field">
            <label for={id.clone()}>{ &props.label }</label>
            if let Some(hint) = &props.hint {
                <span class="hint" id={format!("{id}-hint")}>{ hint }</span>
            }
            <div class="secret">
                <input ref={node} id={id.clone()} type={if *shown { "text" } else { "password" }} value={props.value.clone()} {oninput}
                    dir="auto" aria-describedby={described} aria-invalid={wrong.then_some("true")}
                    autocomplete={if props.new { "new-password" } else { "current-password" }}
                    autocapitalize="none" spellcheck="false" />
                <button type="button" class="button" aria-pressed={shown.to_string()} aria-controls={id.clone()} {onclick}>
                    { words.get(if *shown { "passphrase-hide" } else { "passphrase-show" }) }
                </button>
            </div>
            if let Some(note) = &props.note {
                <p class="problem" role="alert" id={format!("{id}-note")}>{ note }</p>
            }
        </div>
    }
}
