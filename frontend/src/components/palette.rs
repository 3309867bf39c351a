//! Ctrl+K: everything that can be done, and every record, by typing a few letters.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::dialog::Dialog;
use crate::words::use_words;

/// How many are offered at once.
const MOST: usize = 30;

/// One line of the palette.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Command<Act> {
    pub(crate) name: AttrValue,
    pub(crate) keys: Option<&'static str>,
    pub(crate) act: Act,
}

#[derive(Properties, PartialEq)]
pub(crate) struct PaletteProps<Act: PartialEq> {
    pub(crate) commands: Vec<Command<Act>>,
    pub(crate) on_act: Callback<Act>,
    pub(crate) on_close: Callback<()>,
}

/// The commands that hold all words of a text.
fn matching<'commands, Act>(commands: &'commands [Command<Act>], text: &str) -> Vec<&'commands Command<Act>> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let holds_all = |command: &&Command<Act>| {
        let name = command.name.to_lowercase();
        words.iter().all(|word| name.contains(word.as_str()))
    };
    commands.iter().filter(holds_all).take(MOST).collect()
}

#[function_component]
pub(crate) fn Palette<Act: PartialEq + Clone + 'static>(props: &PaletteProps<Act>) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let text = use_state(String::new);
    let active = use_state(|| 0_usize);
    let found = matching(&props.commands, &text);
    let last = found.len().saturating_sub(1);
    let current = (*active).min(last);
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                input.focus().ok();
            }
        });
    }
    let oninput = {
        let (text, active) = (text.clone(), active.clone());
        Callback::from(move |event: InputEvent| {
            text.set(event.target_unchecked_into::<HtmlInputElement>().value());
            active.set(0);
        })
    };
    let acts: Vec<Act> = found.iter().map(|command| command.act.clone()).collect();
    let act = {
        let (on_act, on_close) = (props.on_act.clone(), props.on_close.clone());
        Callback::from(move |at: usize| {
            if let Some(act) = acts.get(at) {
                on_close.emit(());
                on_act.emit(act.clone());
            }
        })
    };
    let onkeydown = {
        let (active, act) = (active.clone(), act.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => active.set((current + 1).min(last)),
                "ArrowUp" => active.set(current.saturating_sub(1)),
                "Enter" => act.emit(current),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let line = |(at, command): (usize, &&Command<Act>)| {
        let onclick = act.reform(move |_: MouseEvent| at);
        html! {
            <li id={format!("palette-{at}")} role="option" aria-selected={(at == current).to_string()} class={classes!((at == current).then_some("active"))} {onclick}>
                <span dir="auto">{ &command.name }</span>
                if let Some(keys) = command.keys {
                    <kbd>{ keys }</kbd>
                }
            </li>
        }
    };
    html! {
        <Dialog id="palette" class="top" title={words.get("palette")} on_close={props.on_close.clone()}>
            <input ref={node} id="palette-search" type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" dir="auto"
                aria-activedescendant={(!found.is_empty()).then(|| format!("palette-{current}"))} aria-label={words.get("palette")} placeholder={words.get("palette-hint")}
                autocomplete="off" spellcheck="false" value={(*text).clone()} {oninput} {onkeydown} />
            <ul id="palette-list" role="listbox" class="choices still">{ for found.iter().enumerate().map(line) }</ul>
            if found.is_empty() {
                <p class="empty">{ words.get("palette-none") }</p>
            }
        </Dialog>
    }
}
