//! One thing to narrow a list by: what occurs, and all of it.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

pub(crate) struct Choice {
    pub(crate) id: &'static str,
    pub(crate) label: String,
    /// What stands for no choice; none where there is always one.
    pub(crate) any: Option<String>,
    /// Codes and their names.
    pub(crate) choices: Vec<(String, String)>,
    pub(crate) chosen: Option<String>,
    pub(crate) on_choose: Callback<Option<String>>,
}

pub(crate) fn choice(of: Choice) -> Html {
    let Choice {
        id,
        label,
        any,
        mut choices,
        chosen,
        on_choose,
    } = of;
    // What was chosen stays to be seen, even where nothing has it any more.
    if let Some(chosen) = chosen
        .as_ref()
        .filter(|chosen| choices.iter().all(|(code, _)| code != *chosen))
    {
        choices.push((chosen.clone(), chosen.clone()));
    }
    let onchange = Callback::from(move |event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        on_choose.emit((!value.is_empty()).then_some(value));
    });
    html! {
        <label>
            <span>{ label }</span>
            <select {id} {onchange}>
                if let Some(any) = any {
                    <option value="" selected={chosen.is_none()}>{ any }</option>
                }
                { for choices.into_iter().map(|(code, shown)| html! { <option selected={chosen.as_ref() == Some(&code)} value={code.clone()}>{ shown }</option> }) }
            </select>
        </label>
    }
}
