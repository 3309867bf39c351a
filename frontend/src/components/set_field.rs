//! A field that holds any number of codes or records: each once, as chips, with a picker for the next one.

use std::{collections::BTreeSet, rc::Rc};

use satchel_shared::{
    edit::{Edit, Scalar},
    ids::ItemId,
    schema::{Field, Shape},
};
use serde_json::Value;
use yew::prelude::*;

use super::{
    codes::Codes,
    comment_button::CommentButton,
    form::FieldProps,
    list_field::items,
    picker::{Choice, Picker},
    question_notes::QuestionNotes,
};
use crate::{browser, known::use_known, values::Teller, words::use_words};

/// Whether a list is such a set.
pub(crate) fn is_set(field: &'static Field) -> bool {
    let only = field.only().map(|only| &only.shape);
    matches!(only, Some(Shape::Code(_) | Shape::Term(_) | Shape::Record(_)))
}

/// The items of a set with their codes, renamed ones by their present names.
pub(crate) fn held(field: &'static Field, value: &Value) -> Vec<(ItemId, String)> {
    let Some(only) = field.only() else {
        return Vec::new();
    };
    let code = |item: &Value| {
        let code = item.get(only.name)?.as_str()?;
        Some(only.shape.current(code).unwrap_or(code).to_owned())
    };
    items(value).filter_map(|(id, item)| Some((id, code(item)?))).collect()
}

#[function_component]
pub(crate) fn SetField(props: &FieldProps) -> Html {
    let (words, known) = (use_words(), use_known());
    let (kind, path) = (props.form.kind, &props.path);
    // Two people may have chosen the same while apart: it is shown once, and taken out as often as it is there.
    let held = held(props.field, &props.value);
    let choices = use_memo(
        (path.names(), words.clone(), known.clone(), held.clone()),
        |(_, words, known, held)| -> Vec<Choice> {
            let Some(only) = props.field.only() else {
                return Vec::new();
            };
            let path = props.path.clone().then(only.name);
            let all = Codes::offered(&only.shape, kind, &path, known.rows(), words);
            let taken: BTreeSet<&str> = held.iter().map(|(_, code)| code.as_str()).collect();
            all.into_iter()
                .filter(|choice| !taken.contains(choice.code.as_str()))
                .collect()
        },
    );
    let Some(only) = props.field.only() else {
        return Html::default();
    };
    let inner = path.clone().then(only.name);
    let teller = Teller {
        words: &words,
        known: &known,
        kind,
    };
    let on_choose = {
        let (choosing, path) = (props.form.choosing.clone(), path.clone());
        Callback::from(move |code: Option<AttrValue>| {
            let Some(code) = code else { return };
            choosing.emit(Edit::Add {
                path: path.clone(),
                id: None,
                after: None,
                fields: [(only.name.to_owned(), Scalar::Text(code.to_string()))].into(),
            });
        })
    };
    let add = format!("add-{}", props.field.name);
    let chip = |(place, code): (usize, &String)| {
        let shown = teller.shown(&inner, &only.shape, &Value::from(code.as_str()), "");
        let shown = shown.unwrap_or_else(|| code.clone());
        let onclick = {
            let (choosing, path, add) = (props.form.choosing.clone(), path.clone(), add.clone());
            let same = held.iter().filter(|(_, other)| other == code);
            let gone: Vec<ItemId> = same.map(|(id, _)| *id).collect();
            Callback::from(move |_: MouseEvent| {
                for id in &gone {
                    choosing.emit(Edit::Remove {
                        path: path.clone().item(*id),
                    });
                }
                browser::focus(&add);
            })
        };
        let label = words.with("remove-named", &[("name", shown.as_str().into())]);
        html! {
            <li key={code.clone()} data-code={code.clone()}>
                <bdi>{ shown }</bdi>
                <button type="button" class="button quiet remove" id={format!("remove-{}-{place}", props.field.name)} aria-label={label.clone()}
                    title={label} {onclick}><span class="cross" aria-hidden="true"></span></button>
            </li>
        }
    };
    let mut once: Vec<&String> = Vec::new();
    for (_, code) in &held {
        if !once.contains(&code) {
            once.push(code);
        }
    }
    let adding = AttrValue::from(words.adding(kind, path));
    let (label_id, hint_id) = (format!("{}-label", props.at), format!("{}-hint", props.at));
    html! {
        <section class="field many" id={props.at.clone()} aria-labelledby={label_id.clone()} data-path={path.to_string()}>
            <h2 class="label" id={label_id}>{ words.label(kind, path) }</h2>
            <CommentButton of={props.clone()} />
            <QuestionNotes of={props.clone()} />
            if let Some(hint) = words.hint(kind, path) {
                <span class="hint" id={hint_id.clone()}>{ hint }</span>
            }
            if once.is_empty() {
                <p class="empty">{ words.empty(kind, path) }</p>
            } else {
                <ul class="set">{ for once.into_iter().enumerate().map(chip) }</ul>
            }
            <Picker id={add.clone()} choices={Rc::clone(&choices)} codes={Codes::of(&only.shape)} shown="" code="" {on_choose}
                label={Some(adding.clone())} placeholder={Some(adding)} described={hint_id}
                draft={props.draft()} on_draft={let props = props.clone(); Callback::from(move |text: String| props.keep_draft(&text))} />
        </section>
    }
}
