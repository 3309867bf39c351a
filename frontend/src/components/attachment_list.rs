//! The files of a record, and how more come: chosen, dropped or pasted.

use std::collections::VecDeque;

use satchel_shared::{
    Problem,
    attachment::Attachment,
    limits::{ATTACHMENT_BYTES, ATTACHMENTS, PICTURE_SIDE_PIXELS},
    window::{Attached, GetPictures, PictureNotes, Pictures, SetPictures, Upload},
};
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use super::{
    attachment_card::AttachmentCard, form::FieldProps, list_field, pictures_dialog::PicturesDialog,
    problem_note::ProblemNote,
};
use crate::{attaching, backend, browser, intl, words::Words};

pub(crate) enum Message {
    Add(Vec<File>),
    Sent(u64),
    Came(Result<Option<Upload>, Problem>),
    Finished(Upload, Result<Attached, Problem>),
    Stop,
    Chosen(Pictures),
    /// The one that asks is attached with its place.
    Leave,
    NotChosen,
    Known(Option<Pictures>),
}

/// Files come one after another: each is one edit, kept before the next begins.
pub(crate) struct AttachmentList {
    waiting: VecDeque<File>,
    /// The one that is coming.
    coming: Option<Coming>,
    asking: Option<(Upload, PictureNotes)>,
    pictures: Option<Pictures>,
    problems: Vec<Problem>,
}

struct Coming {
    name: String,
    bytes: u64,
    sent: u64,
    stopped: std::rc::Rc<std::cell::Cell<bool>>,
}

impl Component for AttachmentList {
    type Message = Message;
    type Properties = FieldProps;

    fn create(ctx: &Context<Self>) -> Self {
        ctx.link()
            .send_future(async { Message::Known(backend::call(GetPictures {}).await.ok().flatten()) });
        Self {
            waiting: VecDeque::new(),
            coming: None,
            asking: None,
            pictures: None,
            problems: Vec::new(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Add(files) => {
                if self.coming.is_none() {
                    self.problems.clear();
                }
                self.waiting.extend(files);
                self.next(ctx);
            }
            Message::Sent(bytes) => {
                if let Some(coming) = &mut self.coming {
                    coming.sent = bytes;
                }
            }
            Message::Came(Ok(Some(upload))) => finish(ctx, upload, None),
            Message::Came(Ok(None)) => self.done(ctx),
            Message::Came(Err(problem)) | Message::Finished(_, Err(problem)) => {
                self.problems.push(problem);
                self.done(ctx);
            }
            Message::Finished(upload, Ok(Attached::Ask(notes))) => self.asking = Some((upload, notes)),
            Message::Finished(_, Ok(kept @ (Attached::Kept(_) | Attached::KeptLarge(_)))) => {
                if let Attached::KeptLarge(file) = kept {
                    self.problems
                        .push(Problem::new("picture-stays-large").with("name", file.name));
                }
                ctx.props().form.refresh.emit(());
                self.done(ctx);
            }
            Message::Stop => {
                self.waiting.clear();
                if let Some(coming) = &self.coming {
                    coming.stopped.set(true);
                }
            }
            Message::Chosen(pictures) => {
                self.pictures = Some(pictures);
                let asked = self.asking.take().map(|(upload, _)| upload);
                ctx.link().send_future_batch(async move {
                    let kept = backend::call(SetPictures(pictures)).await;
                    match (asked, kept) {
                        (Some(upload), Ok(())) => vec![Message::Finished(
                            upload,
                            attaching::finish(upload, Some(pictures)).await,
                        )],
                        (None, Ok(())) => Vec::new(),
                        (_, Err(problem)) => vec![Message::Came(Err(problem))],
                    }
                });
            }
            Message::Leave => {
                if let Some((upload, _)) = self.asking.take() {
                    let pictures = Pictures {
                        without_location: false,
                        ..self.pictures.unwrap_or_default()
                    };
                    finish(ctx, upload, Some(pictures));
                }
            }
            Message::NotChosen => {
                if let Some((upload, notes)) = self.asking.take() {
                    // What was not answered for all goes on for none.
                    if !notes.keeps_location {
                        self.waiting.clear();
                    }
                    ctx.link().send_future(async move {
                        attaching::give_up(upload).await;
                        Message::Came(Ok(None))
                    });
                }
            }
            Message::Known(pictures) => self.pictures = pictures,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let words = &ctx.link().context::<Words>(Callback::noop()).map_or_else(
            || Words::new(satchel_shared::locale::Language::default()),
            |(words, _)| words,
        );
        let props = ctx.props();
        let (kind, path, at) = (props.form.kind, &props.path, &props.at);
        let list = || list_field::items(&props.value).filter_map(|(_, item)| Some((Attachment::of(item)?, item)));
        let size = intl::bytes(words.tag(), usize::try_from(ATTACHMENT_BYTES).unwrap_or_default());
        let limits = [("size", size.into()), ("count", ATTACHMENTS.into())];
        let add = |files: fn(&DragEvent) -> Vec<File>| {
            ctx.link().batch_callback(move |event: DragEvent| {
                event.prevent_default();
                Some(Message::Add(files(&event))).filter(|_| event.type_() == "drop")
            })
        };
        let dropped = add(|event| attaching::files(event.data_transfer()));
        let onpaste = ctx.link().batch_callback(|event: Event| {
            let event = wasm_bindgen::JsCast::dyn_into::<web_sys::ClipboardEvent>(event).ok()?;
            let files = attaching::files(event.clipboard_data());
            // Words that are pasted into a caption are no file.
            (!files.is_empty()).then(|| {
                event.prevent_default();
                Message::Add(files)
            })
        });
        let onchange = ctx.link().callback(|event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let list = input.files();
            let files = list.map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect());
            // So that the same file can be chosen again.
            input.set_value("");
            Message::Add(files.unwrap_or_default())
        });
        let onclick = Callback::from(|_: MouseEvent| {
            if let Some(input) = browser::element("attachment-files") {
                input.click();
            }
        });
        html! {
            <section class="field many files" id={at.clone()} tabindex="-1" aria-labelledby={format!("{at}-label")} data-path={path.to_string()}
                ondragover={dropped.clone()} ondrop={dropped} {onpaste}>
                <h2 class="label" id={format!("{at}-label")}>{ words.label(kind, path) }</h2>
                if let Some(hint) = words.hint(kind, path) {
                    <span class="hint">{ hint }</span>
                }
                if list().next().is_none() {
                    <p class="empty">{ words.empty(kind, path) }</p>
                } else {
                    <ol class="cards">
                        { for list().enumerate().map(|(place, (file, item))| html! {
                            <AttachmentCard key={file.item.to_string()} of={props.clone()} file={file.clone()} item={item.clone()} {place} />
                        }) }
                    </ol>
                }
                { for self.problems.iter().map(|problem| html! { <ProblemNote problem={problem.clone()} /> }) }
                if let Some(coming) = &self.coming {
                    <p class="coming" role="status">
                        <label for="attachment-progress">{ words.with("attachment-coming", &[("name", coming.name.as_str().into())]) }</label>
                        <progress id="attachment-progress" max={coming.bytes.to_string()} value={coming.sent.to_string()}></progress>
                        <button type="button" class="button quiet" id="attachment-stop" onclick={ctx.link().callback(|_: MouseEvent| Message::Stop)}>{ words.get("attachment-stop") }</button>
                    </p>
                }
                <p>
                    <button type="button" class="button" id="add-attachments" {onclick}><span class="plus" aria-hidden="true"></span>{ words.adding(kind, path) }</button>
                    <input type="file" class="unseen" id="attachment-files" multiple=true tabindex="-1" aria-label={words.adding(kind, path)} {onchange} />
                </p>
                <span class="hint" id="attachments-limits">{ words.with("attachments-limits", &limits) }</span>
                if let Some(pictures) = self.pictures {
                    { self.choices(ctx, words, pictures) }
                }
                if let Some((_, notes)) = self.asking {
                    <PicturesDialog {notes} name={self.coming.as_ref().map(|it| it.name.clone()).unwrap_or_default()}
                        on_leave={ctx.link().callback(|()| Message::Leave)} on_choose={ctx.link().callback(Message::Chosen)} on_close={ctx.link().callback(|()| Message::NotChosen)} />
                }
            </section>
        }
    }
}

impl AttachmentList {
    /// Begins with the next file, where none is coming.
    fn next(&mut self, ctx: &Context<Self>) {
        if self.coming.is_some() {
            return;
        }
        let Some(file) = self.waiting.pop_front() else { return };
        let stopped = std::rc::Rc::<std::cell::Cell<bool>>::default();
        self.coming = Some(Coming {
            name: file.name(),
            bytes: attaching::size(&file),
            sent: 0,
            stopped: stopped.clone(),
        });
        let (id, link) = (ctx.props().form.record, ctx.link().clone());
        ctx.link().send_future(async move {
            let sent = |bytes| {
                link.send_message(Message::Sent(bytes));
                !stopped.get()
            };
            Message::Came(attaching::send(id, &file, sent).await)
        });
    }

    fn done(&mut self, ctx: &Context<Self>) {
        self.coming = None;
        self.next(ctx);
    }

    /// What was answered once, to be changed.
    fn choices(&self, ctx: &Context<Self>, words: &Words, pictures: Pictures) -> Html {
        let choice = |id: &'static str, label: String, is_so: bool, change: fn(&mut Pictures, bool)| {
            let onchange = ctx.link().callback(move |event: Event| {
                let mut pictures = pictures;
                change(
                    &mut pictures,
                    event.target_unchecked_into::<HtmlInputElement>().checked(),
                );
                Message::Chosen(pictures)
            });
            html! { <label class="truth"><input type="checkbox" {id} checked={is_so} {onchange} />{ label }</label> }
        };
        let side = usize::try_from(PICTURE_SIDE_PIXELS).unwrap_or_default();
        html! {
            <fieldset class="group" id="pictures">
                <legend>{ words.get("pictures") }</legend>
                { choice("pictures-smaller", words.with("pictures-smaller", &[("side", side.into())]), pictures.smaller, |it, so| it.smaller = so) }
                { choice("pictures-without-location", words.get("pictures-without-location"), pictures.without_location, |it, so| it.without_location = so) }
            </fieldset>
        }
    }
}

fn finish(ctx: &Context<AttachmentList>, upload: Upload, pictures: Option<Pictures>) {
    ctx.link()
        .send_future(async move { Message::Finished(upload, attaching::finish(upload, pictures).await) });
}
