//! A field with any number of items: a table where each item is a few short values, cards where it holds texts.

use std::collections::BTreeMap;

use satchel_shared::{
    edit::Edit,
    ids::ItemId,
    schema::{Field, Shape},
};
use serde_json::Value;
use yew::prelude::*;

use super::{
    comment_button::CommentButton,
    field::FieldView,
    form::{Beside, FieldProps},
    question_notes::QuestionNotes,
    recommendation_card::RecommendationCard,
};
use crate::{
    browser, values,
    words::{Words, use_words},
};

/// Whether the list links recommendations: those that this device knows are picked, others are written.
pub(crate) fn is_recommendations(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.name == "recommendation")
}

/// The fields that a person writes: all but the one that names a recommendation of this device.
fn written(fields: &'static [Field]) -> impl Iterator<Item = &'static Field> {
    fields.iter().filter(|field| field.name != "recommendation")
}

/// Whether a recommendation was written into the record, being none that this device knows.
fn is_written(item: &Value) -> bool {
    item.get("recommendation").is_none_or(Value::is_null)
}

/// The id of the button by which an item is added.
fn adding_id(list: &Field) -> String {
    let how = if is_recommendations(list.shape.inner()) {
        "pick"
    } else {
        "add"
    };
    format!("{how}-{}", list.name)
}

/// An item's id and value.
pub(crate) fn items(value: &Value) -> impl Iterator<Item = (ItemId, &Value)> {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    items
        .iter()
        .filter_map(|item| Some((item.get("id")?.as_str()?.parse().ok()?, item)))
}

#[function_component]
pub(crate) fn ListField(props: &FieldProps) -> Html {
    let words = use_words();
    let inner = props.field.shape.inner();
    let (kind, path) = (props.form.kind, &props.path);
    let count = items(&props.value).count();
    let links = is_recommendations(inner);
    let asked = use_mut_ref(|| None::<usize>);
    {
        // A new item is where one goes on writing.
        let first = written(inner).next().map(|field| field.name);
        let (asked, at) = (asked.clone(), props.at.clone());
        use_effect_with(count, move |count| {
            if asked.borrow_mut().take_if(|before| *before < *count).is_some() {
                browser::focus(&format!("{at}-{}-{}", count - 1, first.unwrap_or_default()));
            }
        });
    }
    let on_add = {
        let (form, path) = (props.form.clone(), path.clone());
        let fields = carried(inner, &props.value);
        Callback::from(move |_: MouseEvent| {
            *asked.borrow_mut() = Some(count);
            form.choosing.emit(Edit::Add {
                path: path.clone(),
                id: None,
                after: None,
                fields: fields.clone(),
            });
        })
    };
    let on_pick = {
        let path = path.clone();
        props.form.pick.reform(move |_: MouseEvent| path.clone())
    };
    let hint = words.hint(kind, path);
    html! {
        <section class="field many" id={props.at.clone()} aria-labelledby={format!("{}-label", props.at)} data-path={path.to_string()}>
            <h2 class="label" id={format!("{}-label", props.at)}>{ words.label(kind, path) }</h2>
            <CommentButton of={props.clone()} />
            <QuestionNotes of={props.clone()} />
            if let Some(hint) = hint {
                <span class="hint">{ hint }</span>
            }
            if count == 0 {
                <p class="empty">{ words.empty(kind, path) }</p>
            } else if links {
                <ol class="cards">
                    { for items(&props.value).enumerate().map(|(place, (id, item))| html! {
                        if is_written(item) {
                            <li key={id.to_string()} class="card">
                                <div class="fields">{ fields(props, written(inner), place, id, item, false) }</div>
                                { remove(props, place, id, &words) }
                            </li>
                        } else {
                            <li key={id.to_string()}>
                                <RecommendationCard item={item.clone()} path={path.clone().item(id)} {kind} id={format!("{}-{place}", props.at)}
                                    remove={remove(props, place, id, &words)} />
                                { how(props, inner, place, id, item) }
                            </li>
                        }
                    }) }
                </ol>
            } else if inner.iter().all(|field| field.shape.is_scalar()) {
                { table(props, inner, &words) }
            } else {
                <ol class="cards">
                    { for items(&props.value).enumerate().map(|(place, (id, item))| html! {
                        <li key={id.to_string()} class="card">
                            <div class="fields">{ fields(props, inner.iter(), place, id, item, inner.len() == 1) }</div>
                            { remove(props, place, id, &words) }
                        </li>
                    }) }
                </ol>
            }
            <p class="ways">
                if links {
                    <button type="button" class="button" id={format!("pick-{}", props.field.name)} onclick={on_pick}><span class="plus" aria-hidden="true"></span>{ words.adding(kind, path) }</button>
                    <button type="button" class="button quiet" id={format!("add-{}", props.field.name)} onclick={on_add}>{ words.get("recommendation-write") }</button>
                } else {
                    <button type="button" class="button" id={format!("add-{}", props.field.name)} onclick={on_add}><span class="plus" aria-hidden="true"></span>{ words.adding(kind, path) }</button>
                }
            </p>
        </section>
    }
}

/// What a new item takes from the last one: the currency.
fn carried(inner: &'static [Field], value: &Value) -> BTreeMap<String, satchel_shared::edit::Scalar> {
    let last = items(value).last();
    let currencies = inner.iter().filter(|field| field.shape == Shape::Currency);
    let taken = currencies.filter_map(|field| Some((field.name.to_owned(), last?.1.get(field.name)?.as_str()?.into())));
    taken.collect()
}

fn fields(
    props: &FieldProps,
    shown: impl Iterator<Item = &'static Field>,
    place: usize,
    id: ItemId,
    item: &Value,
    bare: bool,
) -> Html {
    let path = props.path.clone().item(id);
    let beside = Beside::of(props.field.shape.inner(), &path, item);
    shown
        .map(|field| {
            html! {
                <FieldView key={field.name} form={props.form.clone()} {field} path={path.clone().then(field.name)} {bare}
                    at={format!("{}-{place}-{}", props.at, field.name)} beside={beside.clone()}
                    value={item.get(field.name).cloned().unwrap_or(Value::Null)} />
            }
        })
        .collect()
}

/// How the record implements a recommendation that it is tied to.
fn how(props: &FieldProps, inner: &'static [Field], place: usize, id: ItemId, item: &Value) -> Html {
    let fields = inner.iter().filter(|field| field.name == "how");
    fields
        .map(|field| {
            html! {
                <FieldView key={field.name} form={props.form.clone()} {field} path={props.path.clone().item(id).then(field.name)}
                    at={format!("{}-{place}-{}", props.at, field.name)} value={item.get(field.name).cloned().unwrap_or(Value::Null)} />
            }
        })
        .collect()
}

fn remove(props: &FieldProps, place: usize, id: ItemId, words: &Words) -> Html {
    let onclick = {
        let (choosing, path, add) = (
            props.form.choosing.clone(),
            props.path.clone().item(id),
            adding_id(props.field),
        );
        Callback::from(move |_: MouseEvent| {
            choosing.emit(Edit::Remove { path: path.clone() });
            browser::focus(&add);
        })
    };
    let label = words.with("remove-item", &[("place", (place + 1).into())]);
    html! {
        <button type="button" class="button quiet remove" id={format!("remove-{}-{place}", props.field.name)} aria-label={label.clone()}
            title={label} {onclick}><span class="cross" aria-hidden="true"></span></button>
    }
}

fn table(props: &FieldProps, inner: &'static [Field], words: &Words) -> Html {
    let has_total = Totals::exist(inner);
    let kind = props.form.kind;
    let head = |field: &'static Field| {
        let class = classes!(
            field.shape.is_number().then_some("number"),
            format!("of-{}", shape_word(&field.shape))
        );
        html! { <th scope="col" {class}>{ words.label(kind, &props.path.clone().then(field.name)) }</th> }
    };
    let row = |(place, (id, item)): (usize, (ItemId, &Value))| {
        let path = props.path.clone().item(id);
        let beside = Beside::of(inner, &path, item);
        let cell = |field: &'static Field| {
            let path = path.clone().then(field.name);
            let label = words.label(kind, &path);
            html! {
                <td class={format!("of-{}", shape_word(&field.shape))} data-label={label}>
                    <FieldView form={props.form.clone()} {field} {path} bare=true at={format!("{}-{place}-{}", props.at, field.name)}
                        beside={beside.clone()} value={item.get(field.name).cloned().unwrap_or(Value::Null)} />
                </td>
            }
        };
        let total = Totals::of_item(inner, item).map(|(currency, amount)| values::amount(words, amount, currency));
        html! {
            <tr key={id.to_string()}>
                { for inner.iter().map(cell) }
                if has_total {
                    <td class="number total" data-label={words.get("total")}>{ total.unwrap_or_default() }</td>
                }
                <td class="act">{ remove(props, place, id, words) }</td>
            </tr>
        }
    };
    let totals = Totals::of(inner, &props.value);
    html! {
        <table class={classes!("items", is_wide(inner).then_some("wide"))}>
            <thead>
                <tr>
                    { for inner.iter().map(head) }
                    if has_total {
                        <th scope="col" class="number">{ words.get("total") }</th>
                    }
                    <th class="act"><span class="unseen">{ words.get("remove") }</span></th>
                </tr>
            </thead>
            <tbody>{ for items(&props.value).enumerate().map(row) }</tbody>
            { totals_foot(&totals, inner.len(), words, |source| words.code(kind, &props.path.clone().then(SOURCE), source)) }
        </table>
    }
}

/// The sums below a table: one a currency, and above it, where there are several, one a source of the money.
pub(crate) fn totals_foot(
    totals: &Totals,
    columns: usize,
    words: &Words,
    source_name: impl Fn(&str) -> String,
) -> Html {
    if totals.0.is_empty() {
        return Html::default();
    }
    let line = |label: String, currency: &str, source: Option<&str>, amount: i128| {
        html! {
            <tr>
                <td colspan={columns.to_string()}>{ label }</td>
                <td class={classes!("number", source.is_none().then_some("whole"))} data-total={currency.to_owned()} data-source={source.map(str::to_owned)}>{ values::amount(words, amount, currency) }</td>
                <td></td>
            </tr>
        }
    };
    let of_currency = |(currency, sources): (&String, &BTreeMap<String, i128>)| {
        let mut lines = Vec::new();
        if sources.len() > 1 {
            lines.extend(sources.iter().map(|(source, amount)| {
                let name = if source.is_empty() {
                    words.get("total-no-source")
                } else {
                    source_name(source)
                };
                line(name, currency, Some(source), *amount)
            }));
        }
        let name = if currency.is_empty() {
            words.get("total-bare")
        } else {
            words.with("total-in", &[("currency", currency.as_str().into())])
        };
        let sum = sources.values().fold(0_i128, |sum, amount| sum.saturating_add(*amount));
        lines.push(line(name, currency, None, sum));
        lines.into_iter().collect::<Html>()
    };
    html! { <tfoot>{ for totals.0.iter().map(of_currency) }</tfoot> }
}

/// Whether a table of these fields needs more room than prose does.
fn is_wide(fields: &[Field]) -> bool {
    fields.len() > 4
}

pub(crate) fn shape_word(shape: &Shape) -> &'static str {
    match shape {
        Shape::Line | Shape::Prose => "text",
        Shape::Whole(_) => "whole",
        Shape::Money => "money",
        Shape::Date => "date",
        Shape::Truth => "truth",
        Shape::Code(_) | Shape::Term(_) | Shape::Record(_) | Shape::Attachment | Shape::State | Shape::Language => {
            "code"
        }
        Shape::Currency => "currency",
        Shape::Group(_) | Shape::List(_) => "more",
    }
}

/// The field that says who pays.
pub(crate) const SOURCE: &str = "source";

/// Quantity times cost, by currency and then by who pays.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals(pub(crate) BTreeMap<String, BTreeMap<String, i128>>);

impl Totals {
    pub(crate) fn exist(fields: &[Field]) -> bool {
        fields.iter().any(|field| field.shape == Shape::Money)
    }

    /// An item's amount: the product of its numbers, where it has all of them.
    pub(crate) fn of_item<'item>(fields: &[Field], item: &'item Value) -> Option<(&'item str, i128)> {
        let currency = fields.iter().find(|field| field.shape == Shape::Currency);
        let currency = currency
            .and_then(|field| item.get(field.name)?.as_str())
            .unwrap_or_default();
        let numbers = fields.iter().filter(|field| field.shape.is_number());
        let product = numbers
            .map(|field| item.get(field.name)?.as_i64())
            .try_fold(1_i128, |product, number| product.checked_mul(i128::from(number?)))?;
        Some((currency, product))
    }

    pub(crate) fn of(fields: &[Field], value: &Value) -> Self {
        let mut totals = BTreeMap::new();
        if Self::exist(fields) {
            for (_, item) in items(value) {
                let Some((currency, amount)) = Self::of_item(fields, item) else {
                    continue;
                };
                let source = item.get(SOURCE).and_then(Value::as_str).unwrap_or_default();
                let sources: &mut BTreeMap<String, i128> = totals.entry(currency.to_owned()).or_default();
                let sum = sources.entry(source.to_owned()).or_default();
                *sum = sum.saturating_add(amount);
            }
        }
        Self(totals)
    }
}

#[cfg(test)]
mod tests {
    use satchel_shared::schema::Kind;
    use serde_json::json;

    use super::*;

    #[test]
    fn sums_are_kept_apart_by_currency_and_source() {
        let fields = Kind::Request.field("budget").expect("a budget").shape.inner();
        let line = |quantity: Option<i64>, cost: i64, currency: Option<&str>| {
            let id = "0192f0c4-7a6e-7cc3-98c4-dc0c0c07398f";
            let source = if cost == 95_000 { Some("own") } else { None };
            json!({ "id": id, "quantity": quantity, "unit_cost_minor": cost, "currency": currency, "source": source })
        };
        let lines = json!([
            line(Some(9), 420_000, Some("CHF")),
            line(Some(12), 95_000, Some("CHF")),
            line(Some(2), 100, Some("USD")),
            line(None, 100, Some("USD")),
            line(Some(i64::MAX), i64::MAX, None),
        ]);
        let totals = Totals::of(fields, &lines).0;
        let of = |currency: &str, source: &str| totals.get(currency)?.get(source).copied();
        assert_eq!((of("CHF", ""), of("CHF", "own")), (Some(3_780_000), Some(1_140_000)));
        assert_eq!(of("USD", ""), Some(200));
        assert_eq!(totals.len(), 3);
    }
}
