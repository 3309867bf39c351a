//! One attached file: what it is, its caption, and what can be done with it.

use satchel_shared::{attachment::Attachment, edit::Edit};
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{
    dialog::Dialog,
    field::FieldView,
    form::{Beside, FieldProps},
    problem_note::ProblemNote,
};
use crate::{attaching, browser, intl, words::use_words};

/// What is shown as a picture, and what in a frame.
const PICTURES: &[&str] = &["image/jpeg", "image/png", "image/webp", "image/gif"];
const PAPERS: &[&str] = &["application/pdf"];

#[derive(Properties, PartialEq)]
pub(crate) struct AttachmentCardProps {
    /// The list.
    pub(crate) of: FieldProps,
    pub(crate) file: Attachment,
    pub(crate) item: Value,
    pub(crate) place: usize,
}

#[function_component]
pub(crate) fn AttachmentCard(props: &AttachmentCardProps) -> Html {
    let words = use_words();
    let (file, of, place) = (&props.file, &props.of, props.place);
    let (preview, problem, asked) = (use_state(|| None::<Preview>), use_state(|| None), use_state(|| false));
    let is_picture = PICTURES.contains(&file.media_type.as_str());
    let is_shown = is_picture || PAPERS.contains(&file.media_type.as_str());
    let on_show = {
        let (preview, problem, file) = (preview.clone(), problem.clone(), file.clone());
        Callback::from(move |_: MouseEvent| {
            if preview.is_some() {
                preview.set(None);
                return;
            }
            let (preview, problem, file) = (preview.clone(), problem.clone(), file.clone());
            spawn_local(async move {
                match attaching::address(&file.hash, &file.media_type).await {
                    Ok(address) => preview.set(Some(Preview(address))),
                    Err(told) => problem.set(Some(told)),
                }
            });
        })
    };
    let on_save = {
        let (problem, file) = (problem.clone(), file.clone());
        Callback::from(move |_: MouseEvent| {
            let (problem, file) = (problem.clone(), file.clone());
            spawn_local(async move {
                if let Err(told) = attaching::save(&file.hash, &file.name).await {
                    problem.set(Some(told));
                }
            });
        })
    };
    let ask = |about: bool| {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(about))
    };
    let on_remove = {
        let (choosing, path) = (of.form.choosing.clone(), of.path.clone().item(file.item));
        Callback::from(move |_: MouseEvent| {
            choosing.emit(Edit::Remove { path: path.clone() });
            browser::focus_soon("#add-attachments");
        })
    };
    let path = of.path.clone().item(file.item);
    let inner = of.field.shape.inner();
    let beside = Beside::of(inner, &path, &props.item);
    let written = inner
        .iter()
        .filter(|field| ["caption", "confidential"].contains(&field.name));
    let size = intl::bytes(words.tag(), usize::try_from(file.bytes).unwrap_or_default());
    let name = || [("name", file.name.as_str().into())];
    html! {
        <li class="card file" data-attachment={file.hash.clone()}>
            <div class="fields">
                <p><bdi class="name">{ &file.name }</bdi>{ " " }<span class="hint">{ size }{ " · " }<bdi>{ &file.media_type }</bdi></span></p>
                { for written.map(|field| html! {
                    <FieldView key={field.name} form={of.form.clone()} {field} path={path.clone().then(field.name)} beside={beside.clone()}
                        at={format!("{}-{place}-{}", of.at, field.name)} value={props.item.get(field.name).cloned().unwrap_or(Value::Null)} />
                }) }
                if let Some(problem) = &*problem {
                    <ProblemNote problem={problem.clone()} />
                }
                if let Some(preview) = &*preview {
                    if is_picture {
                        <img class="preview" id={format!("preview-{place}")} src={preview.0.clone()} alt={words.with("attachment-preview", &name())} />
                    } else {
                        <iframe class="preview" id={format!("preview-{place}")} src={preview.0.clone()} title={words.with("attachment-preview", &name())}></iframe>
                    }
                }
            </div>
            <p class="acts">
                if is_shown {
                    <button type="button" class="button quiet" id={format!("show-attachment-{place}")} onclick={on_show}>
                        { words.get(if preview.is_some() { "attachment-hide" } else { "attachment-show" }) }
                    </button>
                }
                <button type="button" class="button quiet" id={format!("save-attachment-{place}")} onclick={on_save}>{ words.get("attachment-save") }</button>
                <button type="button" class="button quiet" id={format!("remove-attachments-{place}")} onclick={ask(true).reform(|_| ())}>{ words.get("attachment-remove") }</button>
            </p>
            if *asked {
                <Dialog id="remove-attachment-dialog" title={words.with("attachment-remove-title", &name())} on_close={ask(false)}
                    footer={html! { <button type="button" class="button main" id="confirm-remove-attachment" onclick={on_remove}>{ words.get("attachment-remove") }</button> }}>
                    <p>{ words.get("attachment-remove-text") }</p>
                </Dialog>
            }
        </li>
    }
}

/// An address that is given back when nobody shows it any more.
struct Preview(String);

impl Drop for Preview {
    fn drop(&mut self) {
        attaching::forget(&self.0);
    }
}
