//! Two values of one field: nothing is lost, and one choice ends it. Not an alarm.

use satchel_shared::{
    edit::Edit,
    window::{Conflict, ConflictValue},
};
use yew::prelude::*;

use super::{form::FieldProps, isolated::isolated};
use crate::{browser, intl, keeping::content, known::use_known, values::Teller, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct TwoValuesProps {
    pub(crate) of: FieldProps,
    pub(crate) conflict: Conflict,
}

#[function_component]
pub(crate) fn TwoValues(props: &TwoValuesProps) -> Html {
    let (words, known) = (use_words(), use_known());
    let form = &props.of.form;
    let one = |(place, told): (usize, &ConflictValue)| {
        let onclick = {
            let (choosing, path, value) = (form.choosing.clone(), props.of.path.clone(), told.value.clone());
            Callback::from(move |_: MouseEvent| {
                choosing.emit(Edit::Set {
                    path: path.clone(),
                    value: value.clone(),
                });
            })
        };
        let value = content::of_scalar(&told.value);
        let teller = Teller {
            words: &words,
            known: &known,
            kind: form.kind,
        };
        let shown = teller.shown(&props.of.path, &props.of.field.shape, &value, &props.of.beside.currency);
        let when = intl::moment(words.tag(), told.at, browser::now_ms());
        let by = if told.here {
            words.with("value-here", &[("when", when.into())])
        } else {
            words.with("value-by", &[("by", told.by.as_str().into()), ("when", when.into())])
        };
        html! {
            <div class="val">
                if let Some(shown) = shown {
                    <span lang={props.of.language()} dir="auto">{ isolated(&shown) }</span>
                } else {
                    <span class="hint">{ words.get("value-empty") }</span>
                }
                <small>{ by }</small>
                <button type="button" class="button" data-use={place.to_string()} {onclick}>{ words.get("value-use") }</button>
            </div>
        }
    };
    let label = words.whole_label(form.kind, &props.of.path);
    html! {
        <div class="two" id={format!("two-{}", props.of.at)} role="group" aria-label={words.with("values-of", &[("field", label.as_str().into())])}>
            <p><b>{ label }</b>{ " · " }{ words.with("values-explained", &[("count", props.conflict.values.len().into())]) }</p>
            <div class="vals">{ for props.conflict.values.iter().enumerate().map(one) }</div>
        </div>
    }
}
