//! A record as it is printed: what may go anywhere, and nothing that is confidential.

use satchel_shared::{schema::Reach, window::RecordView};
use yew::prelude::*;

use super::{dialog::Dialog, reading::Reading};
use crate::{browser, rows, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct PrintPanelProps {
    pub(crate) view: RecordView,
    pub(crate) on_close: Callback<()>,
}

#[function_component]
pub(crate) fn PrintPanel(props: &PrintPanelProps) -> Html {
    let words = use_words();
    let view = without_confidential(&props.view);
    let row = &view.row;
    let footer = html! {
        <>
            <button type="button" class="button" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ words.get("close") }</button>
            <button type="button" class="button main" id="do-print" onclick={Callback::from(|_: MouseEvent| browser::print())}>{ words.get("print-do") }</button>
        </>
    };
    html! {
        <Dialog id="print" class="wide" title={words.get("print-title")} on_close={props.on_close.clone()} {footer}>
            <p class="hint">{ words.get("print-explained") }</p>
            <article class="sheet" id="sheet">
                <h1 dir="auto">{ rows::title(&words, row) }</h1>
                <p class="hint">{ words.get(&format!("kind-{}", row.kind)) }{ " · " }{ rows::status(&words, &row.standing) }
                    if !row.office.is_empty() {
                        { " · " }<bdi>{ &row.office }</bdi>
                    }
                </p>
                <Reading {view} prefix="print-" />
            </article>
        </Dialog>
    }
}

/// What may go wherever the record goes.
fn without_confidential(view: &RecordView) -> RecordView {
    RecordView {
        content: view.row.kind.reaching(Reach::Record, &view.content),
        ..view.clone()
    }
}

#[cfg(test)]
mod tests {
    use satchel_shared::window::Base;
    use serde_json::{Value, json};

    use super::*;
    use crate::rows::tests::row;

    #[test]
    fn what_is_confidential_is_not_printed() {
        let content = json!({
            "title": "A legal adviser",
            "focal_point": { "name": "Ayu" },
            "comments": [{ "text": "Is it three?" }],
            "attachments": [{ "name": "a.pdf", "confidential": true }, { "name": "b.pdf", "confidential": null }],
        });
        let view = RecordView {
            row: row(satchel_shared::ledger::Status::Draft, false),
            writable: true,
            base: Base::default(),
            content: content.as_object().cloned().unwrap_or_default(),
            conflicts_in: Vec::new(),
            ledger: satchel_shared::window::RecordLedger::default(),
        };
        let printed = without_confidential(&view).content;
        assert_eq!(
            Value::Object(printed),
            json!({ "title": "A legal adviser", "attachments": [{ "name": "b.pdf", "confidential": null }] })
        );
    }
}
