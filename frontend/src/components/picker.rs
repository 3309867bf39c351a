//! A field that finds a code by its name as one types. Text that names nothing stays in sight and changes nothing.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::codes::Codes;
use crate::{browser, words::use_words};

/// How many matches are offered at once.
const MOST: usize = 250;

/// Something that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) code: AttrValue,
    pub(crate) name: AttrValue,
    /// Whether the code itself is what the field shows.
    coded: bool,
    /// What stands beside the name.
    beside: AttrValue,
    /// In small letters, to find it by.
    sought: String,
}

impl Choice {
    pub(crate) fn new(code: &str, name: &str) -> Self {
        Self {
            code: AttrValue::from(code.to_owned()),
            name: AttrValue::from(name.to_owned()),
            coded: false,
            beside: AttrValue::from(code.to_owned()),
            sought: name.to_lowercase(),
        }
    }

    /// A choice whose code tells a person nothing, with something else beside its name.
    pub(crate) fn told(code: &str, name: &str, beside: &str) -> Self {
        Self {
            beside: AttrValue::from(beside.to_owned()),
            ..Self::new(code, name)
        }
    }

    /// A choice that is found by its number too.
    pub(crate) fn numbered(code: &str, name: &str) -> Self {
        Self {
            sought: format!("{code} {}", name.to_lowercase()),
            ..Self::new(code, name)
        }
    }

    /// A choice that is known by its code, such as a currency.
    pub(crate) fn coded(code: &str, name: &str) -> Self {
        Self {
            coded: true,
            ..Self::new(code, name)
        }
    }

    fn shown(&self) -> &str {
        if self.coded { &self.code } else { &self.name }
    }
}

/// The choices that a text could mean, those that begin with it first.
fn matching<'choices>(choices: &'choices [Choice], text: &str) -> Vec<&'choices Choice> {
    let text = text.trim().to_lowercase();
    let begins = |choice: &&Choice| choice.sought.starts_with(&text) || choice.code.to_lowercase() == text;
    let holds =
        |choice: &&Choice| !begins(choice) && choice.sought.split([' ', '-', '(']).any(|word| word.starts_with(&text));
    let code = |choice: &&Choice| {
        choice.coded && !begins(choice) && !holds(choice) && choice.code.to_lowercase().starts_with(&text)
    };
    let (first, then, last) = (
        choices.iter().filter(begins),
        choices.iter().filter(holds),
        choices.iter().filter(code),
    );
    first.chain(then).chain(last).take(MOST).collect()
}

#[derive(Properties, PartialEq)]
pub(crate) struct PickerProps {
    pub(crate) id: AttrValue,
    pub(crate) choices: Rc<Vec<Choice>>,
    /// The code that is set; empty for none.
    pub(crate) code: AttrValue,
    /// How that code is shown.
    pub(crate) shown: AttrValue,
    pub(crate) codes: Codes,
    pub(crate) on_choose: Callback<Option<AttrValue>>,
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) placeholder: Option<AttrValue>,
    pub(crate) described: AttrValue,
    /// A text that named nothing when the field was shown before; empty for none.
    pub(crate) draft: AttrValue,
    /// The text names nothing, or, where it is empty, does so no more.
    pub(crate) on_draft: Callback<String>,
}

#[function_component]
pub(crate) fn Picker(props: &PickerProps) -> Html {
    let words = use_words();
    let typed = use_state(|| Some(props.draft.to_string()).filter(|draft| !draft.is_empty()));
    let open = use_state(|| false);
    let active = use_state(|| None::<usize>);
    let found = match &*typed {
        Some(text) => matching(&props.choices, text),
        None => props.choices.iter().collect(),
    };
    let list_id = format!("{}-choices", props.id);
    let option_id = {
        let list_id = list_id.clone();
        move |at: usize| format!("{list_id}-{at}")
    };

    {
        let option_id = option_id.clone();
        use_effect_with((*active, *open), move |(active, open)| {
            if let (Some(at), true) = (*active, *open)
                && let Some(element) = browser::element(&option_id(at))
            {
                browser::bring_into_view(&element);
            }
        });
    }
    let choose = {
        let (typed, open, active) = (typed.clone(), open.clone(), active.clone());
        let (on_choose, current) = (props.on_choose.clone(), props.code.clone());
        Callback::from(move |code: Option<AttrValue>| {
            typed.set(None);
            open.set(false);
            active.set(None);
            if code.as_deref().unwrap_or_default() != current.as_str() {
                on_choose.emit(code);
            }
        })
    };
    let oninput = {
        let (typed, open, active) = (typed.clone(), open.clone(), active.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            active.set((!text.trim().is_empty()).then_some(0));
            typed.set(Some(text));
            open.set(true);
        })
    };
    // What the text means when the field is left: the code itself, the name itself, or the only match.
    let meant: Option<Option<AttrValue>> = typed.as_ref().and_then(|text| {
        let text = text.trim();
        if text.is_empty() {
            return Some(None);
        }
        let same = found
            .iter()
            .find(|choice| choice.sought == text.to_lowercase() || choice.shown() == text);
        let code = same
            .map(|choice| choice.code.clone())
            .or_else(|| props.codes.read(text).map(AttrValue::from));
        let only = if let [only] = found.as_slice() {
            Some(only.code.clone())
        } else {
            None
        };
        code.or(only).map(Some)
    });
    let onfocusout = {
        let (choose, meant, open) = (choose.clone(), meant.clone(), open.clone());
        Callback::from(move |_: FocusEvent| {
            open.set(false);
            if let Some(code) = meant.clone() {
                choose.emit(code);
            }
        })
    };
    let shown = typed
        .as_ref()
        .map_or_else(|| props.shown.clone(), |text| AttrValue::from(text.clone()));
    let onkeydown = {
        let shown_before = shown.clone();
        let (open, active, typed, choose, meant) = (
            open.clone(),
            active.clone(),
            typed.clone(),
            choose.clone(),
            meant.clone(),
        );
        let codes: Vec<_> = found.iter().map(|choice| choice.code.clone()).collect();
        let (choices, kinds) = (Rc::clone(&props.choices), props.codes);
        Callback::from(move |event: KeyboardEvent| {
            let last = codes.len().saturating_sub(1);
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            // Quick keys come before what the last letter finds is shown: what stands in the field is meant.
            let is_ahead = !text.trim().is_empty() && text != shown_before;
            if is_ahead && event.key() == "Enter" {
                let first = matching(&choices, &text).first().map(|choice| choice.code.clone());
                if let Some(code) = first.or_else(|| kinds.read(&text).map(AttrValue::from)) {
                    choose.emit(Some(code));
                }
                event.prevent_default();
                event.stop_propagation();
                return;
            }
            match event.key().as_str() {
                "ArrowDown" if *open => active.set(Some(active.map_or(0, |at| (at + 1).min(last)))),
                "ArrowDown" => open.set(true),
                "ArrowUp" if *open => active.set(Some(active.map_or(last, |at| at.saturating_sub(1)))),
                "Enter" if *open => match (*active).and_then(|at| codes.get(at)) {
                    Some(code) => choose.emit(Some(code.clone())),
                    None => {
                        if let Some(code) = meant.clone() {
                            choose.emit(code);
                        }
                    }
                },
                "Escape" if *open || typed.is_some() => {
                    open.set(false);
                    typed.set(None);
                }
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onclick = {
        let (open, is_untouched) = (open.clone(), typed.is_none());
        Callback::from(move |event: MouseEvent| {
            open.set(true);
            if is_untouched {
                event.target_unchecked_into::<HtmlInputElement>().select();
            }
        })
    };
    // What is typed takes the place of the name that stands there.
    let onfocusin = Callback::from(|event: FocusEvent| event.target_unchecked_into::<HtmlInputElement>().select());
    let option = |(at, choice): (usize, &&Choice)| {
        let is_active = *active == Some(at);
        let onmousedown = {
            let (choose, code) = (choose.clone(), choice.code.clone());
            Callback::from(move |event: MouseEvent| {
                // The field keeps the focus.
                event.prevent_default();
                choose.emit(Some(code.clone()));
            })
        };
        html! {
            <li id={option_id(at)} role="option" aria-selected={(choice.code == props.code).to_string()}
                class={classes!(is_active.then_some("active"))} {onmousedown}>
                <span>{ if choice.coded { &choice.code } else { &choice.name } }</span>
                <small>{ if choice.coded { &choice.name } else { &choice.beside } }</small>
            </li>
        }
    };
    let nothing = typed.as_ref().filter(|_| !*open).cloned();
    let names_nothing = nothing.is_some();
    {
        let on_draft = props.on_draft.clone();
        use_effect_with(nothing, move |nothing| {
            on_draft.emit(nothing.clone().unwrap_or_default())
        });
    }
    html! {
        <div class={"picker"}>
            <input id={props.id.clone()} type="text" role="combobox" value={shown} autocomplete="off" spellcheck="false"
                aria-expanded={open.to_string()} aria-controls={list_id.clone()} aria-autocomplete="list" dir="auto"
                aria-activedescendant={active.filter(|_| *open).map(&option_id)} aria-label={props.label.clone()} placeholder={props.placeholder.clone()}
                aria-describedby={props.described.clone()} aria-invalid={names_nothing.then_some("true")}
                {oninput} {onkeydown} {onfocusin} {onfocusout} {onclick} />
            if *open && !found.is_empty() {
                <ul id={list_id} role="listbox" class="choices">{ for found.iter().enumerate().map(option) }</ul>
            }
            if names_nothing {
                <p class="problem" role="alert">{ words.get(props.codes.none()) }</p>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_begin_with_the_text_come_first() {
        let choices = [
            Choice::new("GNQ", "Equatorial Guinea"),
            Choice::new("GIN", "Guinea"),
            Choice::new("GNB", "Guinea-Bissau"),
        ];
        let codes = |text| {
            matching(&choices, text)
                .iter()
                .map(|choice| choice.code.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(codes("gui"), ["GIN", "GNB", "GNQ"]);
        assert_eq!(codes("bis"), ["GNB"]);
        assert_eq!(codes("gnq"), ["GNQ"]);
        assert_eq!(codes("x"), [] as [&str; 0]);
    }
}
