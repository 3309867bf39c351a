//! The dialog in which a record is tied to recommendations.

use std::{collections::BTreeMap, rc::Rc};

use satchel_shared::{
    edit::{Edit, Scalar},
    path::Path,
    recommendation::Recommendation,
};
use yew::prelude::*;

use super::{dialog::Dialog, recommendation_search::RecommendationSearch};
use crate::words::use_words;

/// The edit that ties a record to a recommendation: by its id, and with what it said, so that the record reads whole by
/// itself.
pub(crate) fn link(list: &Path, it: &Recommendation) -> Edit {
    let mut fields = BTreeMap::from([
        ("recommendation".to_owned(), Scalar::Text(it.id.to_string())),
        ("source".to_owned(), it.source.as_str().into()),
        ("reference".to_owned(), it.reference.as_str().into()),
        ("text".to_owned(), it.text.as_str().into()),
    ]);
    if let Some(position) = it.position {
        fields.insert("position".to_owned(), position.as_str().into());
    }
    Edit::Add {
        path: list.clone(),
        id: None,
        after: None,
        fields,
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct RecommendationPickerProps {
    pub(crate) list: Path,
    pub(crate) linked: Rc<Vec<String>>,
    pub(crate) on_edit: Callback<Edit>,
    pub(crate) on_close: Callback<()>,
}

#[function_component]
pub(crate) fn RecommendationPicker(props: &RecommendationPickerProps) -> Html {
    let words = use_words();
    let on_pick = {
        let (list, on_edit, on_close) = (props.list.clone(), props.on_edit.clone(), props.on_close.clone());
        Callback::from(move |it: Recommendation| {
            on_edit.emit(link(&list, &it));
            on_close.emit(());
        })
    };
    html! {
        <Dialog id="recommendation-picker" class="wide tall" title={words.get("recommendation-pick")} on_close={props.on_close.clone()}>
            <RecommendationSearch on_pick={Some(on_pick)} linked={props.linked.clone()} row_rem={6.5} />
        </Dialog>
    }
}
