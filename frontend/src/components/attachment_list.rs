//! The files of a record, and how more come: chosen, dropped or pasted.

use satchel_shared::{
    Problem,
    attachment::Attachment,
    limits::{ATTACHMENT_BYTES, ATTACHMENTS, PICTURE_SIDE_PIXELS},
    window::{GetPictures, Pictures, SetPictures},
};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, File, HtmlInputElement, Node};
use yew::prelude::*;

use super::{
    attachment_card::AttachmentCard, comment_button::CommentButton, form::FieldProps, list_field,
    pictures_dialog::PicturesDialog, problem_note::ProblemNote, question_notes::QuestionNotes,
};
use crate::{
    attaching::{
        self,
        arrivals::{Arrivals, Listening},
        queue::Queue,
    },
    backend, browser, intl,
    words::Words,
};

pub(crate) enum Message {
    Add(Vec<File>),
    Over(bool),
    Changed,
    Stop,
    /// Said to the question about a picture that came.
    Chosen(Pictures),
    /// The one that asks is attached with its place.
    Leave,
    NotChosen,
    /// Changed beside the list.
    Change(Pictures),
    Known(Option<Pictures>),
    Failed(Problem),
}

pub(crate) struct AttachmentList {
    arrivals: Arrivals,
    _listening: Listening,
    pictures: Option<Pictures>,
    problem: Option<Problem>,
    /// Files are held over the list.
    is_over: bool,
}

impl Component for AttachmentList {
    type Message = Message;
    type Properties = FieldProps;

    fn create(ctx: &Context<Self>) -> Self {
        ctx.link()
            .send_future(async { Message::Known(backend::call(GetPictures {}).await.ok().flatten()) });
        let arrivals = ctx.props().form.arrivals.clone();
        Self {
            _listening: arrivals.tell(ctx.link().callback(|()| Message::Changed)),
            arrivals,
            pictures: None,
            problem: None,
            is_over: false,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let record = ctx.props().form.record;
        match message {
            Message::Add(files) => {
                self.is_over = false;
                self.arrivals.add(record, files);
            }
            Message::Over(is_over) => {
                let before = std::mem::replace(&mut self.is_over, is_over);
                return before != is_over;
            }
            Message::Changed => {}
            Message::Stop => self.arrivals.stop(record),
            Message::Chosen(pictures) => {
                self.pictures = Some(pictures);
                self.arrivals.choose(record, pictures);
            }
            Message::NotChosen => self.arrivals.leave_out(record),
            Message::Change(pictures) => {
                self.pictures = Some(pictures);
                self.problem = None;
                ctx.link().send_future_batch(async move {
                    let kept = backend::call(SetPictures(pictures)).await;
                    kept.err().map(Message::Failed)
                });
            }
            Message::Leave => {
                let pictures = Pictures {
                    without_location: false,
                    ..self.pictures.unwrap_or_default()
                };
                self.arrivals.attach_anyway(record, pictures);
            }
            Message::Known(pictures) => self.pictures = pictures,
            Message::Failed(problem) => self.problem = Some(problem),
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
        // Words that are dragged, into a caption, are the browser's.
        let ondragover = ctx.link().batch_callback(|event: DragEvent| {
            attaching::holds_files(&event).then(|| {
                event.prevent_default();
                Message::Over(true)
            })
        });
        let ondragleave = ctx.link().batch_callback(|event: DragEvent| {
            let list = event.current_target().and_then(|list| list.dyn_into::<Node>().ok());
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            let stays = list.is_some_and(|list| to.is_some() && list.contains(to.as_ref()));
            (!stays).then_some(Message::Over(false))
        });
        let ondrop = ctx.link().batch_callback(|event: DragEvent| {
            attaching::holds_files(&event).then(|| {
                event.prevent_default();
                Message::Add(attaching::files(event.data_transfer()))
            })
        });
        let onpaste = ctx.link().batch_callback(|event: Event| {
            let event = event.dyn_into::<ClipboardEvent>().ok()?;
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
            <section class={classes!("field", "many", "files", self.is_over.then_some("over"))} id={at.clone()} tabindex="-1" aria-labelledby={format!("{at}-label")} data-path={path.to_string()}
                {ondragover} {ondragleave} {ondrop} {onpaste}>
                <h2 class="label" id={format!("{at}-label")}>{ words.label(kind, path) }</h2>
                <CommentButton of={props.clone()} />
                <QuestionNotes of={props.clone()} />
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
                { self.arriving(ctx, words) }
                <p>
                    <button type="button" class="button" id="add-attachments" {onclick}><span class="plus" aria-hidden="true"></span>{ words.adding(kind, path) }</button>
                    <input type="file" class="unseen" id="attachment-files" multiple=true tabindex="-1" aria-label={words.adding(kind, path)} {onchange} />
                </p>
                <span class="hint" id="attachments-limits">{ words.with("attachments-limits", &limits) }</span>
                if let Some(pictures) = self.pictures {
                    { self.choices(ctx, words, pictures) }
                }
                if let Some((name, notes)) = self.arrivals.look(props.form.record, Queue::asking).flatten() {
                    <PicturesDialog {name} {notes} on_leave={ctx.link().callback(|()| Message::Leave)}
                        on_choose={ctx.link().callback(Message::Chosen)} on_close={ctx.link().callback(|()| Message::NotChosen)} />
                }
            </section>
        }
    }
}

impl AttachmentList {
    /// The file that is coming, and why others were not attached.
    fn arriving(&self, ctx: &Context<Self>, words: &Words) -> Html {
        let stop = ctx.link().callback(|_: MouseEvent| Message::Stop);
        let told = |queue: &Queue<File>| {
            html! {
                <>
                    { for queue.problems().iter().map(|problem| html! { <ProblemNote problem={problem.clone()} /> }) }
                    if let Some(coming) = queue.coming() {
                        <p class="coming" role="status">
                            <label for="attachment-progress">{ words.with("attachment-coming", &[("name", coming.name.as_str().into())]) }</label>
                            <progress id="attachment-progress" max={coming.bytes.to_string()} value={coming.sent.to_string()}></progress>
                            <button type="button" class="button quiet" id="attachment-stop" onclick={stop}>{ words.get("attachment-stop") }</button>
                        </p>
                    }
                </>
            }
        };
        html! {
            <>
                if let Some(problem) = &self.problem {
                    <ProblemNote problem={problem.clone()} />
                }
                { self.arrivals.look(ctx.props().form.record, told).unwrap_or_default() }
            </>
        }
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
                Message::Change(pictures)
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
