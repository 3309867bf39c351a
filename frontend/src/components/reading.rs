//! A record as headquarters reads it: its content, section by section, without a control.

use satchel_shared::{
    path::Path,
    schema::{Field, Kind, Shape},
    window::{Conflict, RecordView},
};
use serde_json::Value;
use yew::prelude::*;

use super::{
    isolated::isolated,
    list_field::{SOURCE, Totals, is_recommendations, shape_word, totals_foot},
    recommendation_card::RecommendationCard,
};
use crate::{
    completeness::{Progress, progress},
    keeping::content,
    known::{Known, use_known},
    language,
    values::{self, Teller},
    words::{Words, use_words},
};

#[derive(Properties, PartialEq)]
pub(crate) struct ReadingProps {
    pub(crate) view: RecordView,
    /// Before the ids of its elements, where the record is shown beside it too.
    #[prop_or_default]
    pub(crate) prefix: AttrValue,
}

#[function_component]
pub(crate) fn Reading(props: &ReadingProps) -> Html {
    let (words, known) = (use_words(), use_known());
    let RecordView {
        row,
        content,
        conflicts_in,
        ..
    } = &props.view;
    let prefix = &props.prefix;
    let reader = Reader {
        words: &words,
        known: &known,
        kind: row.kind,
        language: AttrValue::from(row.language.clone()),
        conflicts: conflicts_in,
    };
    // What is not in a content at all, not even empty, is not for its readers: nothing is said of it.
    let is_meant = |field: &&Field| content.contains_key(field.name);
    let sections = row.kind.sections().iter().filter(|section| {
        let needs = section.fields.iter().filter(is_meant).any(|field| field.needed);
        needs || progress(section, content) != Progress::Empty
    });
    html! {
        <div class="page reading">
            { for sections.map(|section| html! {
                <section aria-labelledby={format!("{prefix}reading-{}", section.name)}>
                    <h2 id={format!("{prefix}reading-{}", section.name)}>{ words.section(row.kind, section.name) }</h2>
                    { for section.fields.iter().filter(is_meant).map(|field| {
                        reader.field(field, &Path::field(field.name), content.get(field.name).unwrap_or(&Value::Null), &format!("{prefix}field-{}", field.name))
                    }) }
                </section>
            }) }
        </div>
    }
}

struct Reader<'words> {
    words: &'words Words,
    known: &'words Known,
    kind: Kind,
    language: AttrValue,
    conflicts: &'words [Conflict],
}

impl Reader<'_> {
    fn teller(&self) -> Teller<'_> {
        Teller {
            words: self.words,
            known: self.known,
            kind: self.kind,
        }
    }

    /// A scalar; all of its values where a past moment had several.
    fn told(&self, field: &Field, path: &Path, value: &Value, currency: &str) -> Option<String> {
        let shown = |value: &Value| self.teller().shown(path, &field.shape, value, currency);
        let Some(conflict) = self.conflicts.iter().find(|it| it.path == *path) else {
            return shown(value);
        };
        let values = conflict.values.iter().map(|it| shown(&content::of_scalar(&it.value)));
        let told: Vec<String> = values
            .map(|it| it.unwrap_or_else(|| self.words.get("value-empty")))
            .collect();
        Some(told.join(" / "))
    }

    fn field(&self, field: &'static Field, path: &Path, value: &Value, at: &str) -> Html {
        let inner = field.shape.inner();
        let shown = match &field.shape {
            Shape::Group(_) => {
                let inner = inner.iter().map(|field| {
                    let value = value.get(field.name).unwrap_or(&Value::Null);
                    let (path, at) = (path.clone().then(field.name), format!("{at}-{}", field.name));
                    self.field(field, &path, value, &at)
                });
                let inner: Vec<Html> = inner.filter(|shown| *shown != Html::default()).collect();
                if inner.is_empty() {
                    return Html::default();
                }
                Html::from_iter(inner)
            }
            Shape::List(_) => return self.list(field, inner, path, value, at),
            Shape::Prose => match value.as_str().filter(|text| !text.trim().is_empty()) {
                Some(text) => {
                    html! { <div class="prose" id={at.to_owned()} dir="auto" lang={language::of_text(path, &self.language)}>{ isolated(text) }</div> }
                }
                None => self.nothing(field, at),
            },
            Shape::Line
            | Shape::Whole(_)
            | Shape::Money
            | Shape::Date
            | Shape::Truth
            | Shape::Code(_)
            | Shape::Term(_)
            | Shape::Record(_)
            | Shape::Attachment
            | Shape::State
            | Shape::Language
            | Shape::Currency => match self.told(field, path, value, "") {
                Some(shown) => {
                    let written = field.shape == Shape::Line;
                    let language = language::of_text(path, &self.language).filter(|_| written);
                    html! { <p class="value" id={at.to_owned()} dir="auto" lang={language}>{ isolated(&shown) }</p> }
                }
                None => self.nothing(field, at),
            },
        };
        if shown == Html::default() {
            return shown;
        }
        html! { <div class="field"><span class="label">{ self.words.label(self.kind, path) }</span>{ shown }</div> }
    }

    /// An empty field is told only where it is needed.
    fn nothing(&self, field: &Field, at: &str) -> Html {
        if field.needed {
            html! { <p class="hint" id={at.to_owned()}>{ self.words.get("nothing-written") }</p> }
        } else {
            Html::default()
        }
    }

    fn list(&self, field: &'static Field, inner: &'static [Field], path: &Path, value: &Value, at: &str) -> Html {
        let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
        if items.is_empty() {
            return Html::default();
        }
        let shown = if is_recommendations(inner) {
            html! {
                <ol class="cards">
                    { for items.iter().enumerate().map(|(place, item)| html! {
                        <li><RecommendationCard id={format!("{at}-{place}")} kind={self.kind} path={path.clone()} item={item.clone()} /></li>
                    }) }
                </ol>
            }
        } else if inner.iter().all(|field| field.shape.is_scalar()) {
            self.table(inner, path, value, items)
        } else {
            html! {
                <ol class="cards">
                    { for items.iter().enumerate().map(|(place, item)| html! {
                        <li>{ for inner.iter().map(|field| {
                            let path = of_item(path, item).then(field.name);
                            let value = item.get(field.name).unwrap_or(&Value::Null);
                            let at = format!("{at}-{place}-{}", field.name);
                            if inner.len() == 1 {
                                let language = language::of_text(&path, &self.language);
                                html! { <div class="prose" id={at} dir="auto" lang={language}>{ isolated(value.as_str().unwrap_or_default()) }</div> }
                            } else {
                                self.field(field, &path, value, &at)
                            }
                        }) }</li>
                    }) }
                </ol>
            }
        };
        html! {
            <section class="field many" id={at.to_owned()}>
                <h3 class="label">{ self.words.label(self.kind, &Path::field(field.name)) }</h3>
                { shown }
            </section>
        }
    }

    fn table(&self, inner: &'static [Field], path: &Path, value: &Value, items: &[Value]) -> Html {
        let has_total = Totals::exist(inner);
        let label = |field: &Field| self.words.label(self.kind, &path.clone().then(field.name));
        let class = |field: &Field| {
            classes!(
                field.shape.is_number().then_some("number"),
                format!("of-{}", shape_word(&field.shape))
            )
        };
        let row = |item: &Value| {
            let currency = inner.iter().find(|field| field.shape == Shape::Currency);
            let currency = currency
                .and_then(|field| item.get(field.name)?.as_str())
                .unwrap_or_default();
            let total =
                Totals::of_item(inner, item).map(|(currency, amount)| values::amount(self.words, amount, currency));
            html! {
                <tr>
                    { for inner.iter().map(|field| {
                        let value = item.get(field.name).unwrap_or(&Value::Null);
                        let path = of_item(path, item).then(field.name);
                        let shown = self.told(field, &path, value, currency);
                        html! { <td class={class(field)} data-label={label(field)} dir="auto">{ shown.unwrap_or_default() }</td> }
                    }) }
                    if has_total {
                        <td class="number total" data-label={self.words.get("total")}>{ total.unwrap_or_default() }</td>
                    }
                    <td class="act"></td>
                </tr>
            }
        };
        html! {
            <table class="items read">
                <thead><tr>
                    { for inner.iter().map(|field| html! { <th scope="col" class={class(field)}>{ label(field) }</th> }) }
                    if has_total {
                        <th scope="col" class="number">{ self.words.get("total") }</th>
                    }
                    <td class="act"></td>
                </tr></thead>
                <tbody>{ for items.iter().map(row) }</tbody>
                { totals_foot(&Totals::of(inner, value), inner.len(), self.words, |source| self.words.code(self.kind, &path.clone().then(SOURCE), source)) }
            </table>
        }
    }
}

/// The path of an item: that of its list, where the item does not tell its id.
fn of_item(list: &Path, item: &Value) -> Path {
    let id = item.get("id").and_then(|id| id.as_str()?.parse().ok());
    id.map_or_else(|| list.clone(), |id| list.clone().item(id))
}
