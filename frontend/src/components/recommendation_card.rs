//! A recommendation that a record is tied to, as it read when it was linked.

use satchel_shared::{path::Path, schema::Kind};
use serde_json::Value;
use yew::prelude::*;

use super::isolated::isolated;
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub(crate) struct RecommendationCardProps {
    pub(crate) id: AttrValue,
    pub(crate) kind: Kind,
    pub(crate) path: Path,
    pub(crate) item: Value,
    #[prop_or_default]
    pub(crate) remove: Html,
}

#[function_component]
pub(crate) fn RecommendationCard(props: &RecommendationCardProps) -> Html {
    let words = use_words();
    let told = |name: &str| {
        props
            .item
            .get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    let code = |name: &str| told(name).map(|code| words.code(props.kind, &props.path.clone().then(name), code));
    let position = told("position").unwrap_or_default().to_owned();
    html! {
        <div class="rec" id={props.id.clone()} data-position={position}>
            <span dir="auto">{ isolated(told("text").unwrap_or_default()) }</span>
            <span class="hint">
                if let Some(source) = code("source") {
                    <span>{ source }</span>
                }
                if let Some(reference) = told("reference") {
                    <bdi>{ reference }</bdi>
                }
                if let Some(position) = code("position") {
                    <span>{ position }</span>
                }
            </span>
            { props.remove.clone() }
        </div>
    }
}
