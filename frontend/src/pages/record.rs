//! One record: its head, its sections, and what is decided about it.

mod deciding;
mod dialogs;
mod elements;
mod head;
mod keys;
mod tools;

use std::{cell::RefCell, rc::Rc};

use dialogs::Dialog;
use gloo_events::EventListener;
use satchel_shared::{
    Problem,
    edit::Edit,
    ids::RecordId,
    ledger::{Decision, EventName, Role},
    path::{Path, Step},
    rules,
    window::{CopyRecord, OpenAssessment, OpenRecord, RecordRow, RecordView},
};
use serde_json::Value;
use web_sys::File;
use yew::prelude::*;

use crate::{
    attaching::{
        arrivals::{Arrivals, Listening},
        queue::Queue,
    },
    backend, browser,
    components::{
        back_button::BackButton,
        comments_panel,
        field::FieldView,
        form::{Form, Marks},
        problem_note::ProblemNote,
        reading::Reading,
    },
    drafts::Drafts,
    keeper::{Keeper, Keepers, Looking},
    keeping::{Keeping, Written, content},
    words::Words,
};

/// What can be asked of an open record from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecordAct {
    /// The text is to be submitted, or shared.
    Send,
    History,
    Comments,
    Print,
    Public,
    Copy,
    Undo,
    Redo,
}

/// Something that was asked for; the number tells it from the same asked for before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) number: u32,
    pub(crate) act: RecordAct,
}

#[derive(Properties, PartialEq)]
pub(crate) struct RecordPageProps {
    pub(crate) id: RecordId,
    pub(crate) words: Words,
    pub(crate) keepers: Keepers,
    pub(crate) arrivals: Arrivals,
    pub(crate) drafts: Drafts,
    /// None until the device belongs to an office.
    pub(crate) role: Option<Role>,
    /// The record's line has changed.
    pub(crate) on_row: Callback<RecordRow>,
    /// A decision was made, which waits to be sent.
    pub(crate) on_decided: Callback<()>,
    /// A copy of the record was made.
    pub(crate) on_copied: Callback<RecordView>,
    /// Another record is to be looked at.
    pub(crate) on_open: Callback<RecordId>,
    pub(crate) on_back: Callback<()>,
    /// What somebody asked for last, from the palette.
    pub(crate) asked: Option<Asked>,
    /// Whether the record has just been made: the first field is where one begins.
    pub(crate) is_new: bool,
}

pub(crate) enum Message {
    Opened(Box<Result<RecordView, Problem>>),
    Changed,
    /// A file of some record goes on.
    Arriving,
    Section(usize),
    /// The section after the one that was gone through.
    Next(usize),
    AskSend,
    Pick(Path),
    CloseDialog,
    /// The text is sent by this decision.
    Send(EventName),
    /// What is decided is asked for, with its words.
    AskDecide,
    Decide(Decision),
    OpenDecisions,
    Decided(Box<Result<RecordView, Problem>>),
    Field(Path),
    Undo,
    Redo,
    OpenHistory,
    /// At a field, or at the whole record.
    OpenComments(Option<Path>),
    Print,
    /// What the public reads.
    OpenPublic,
    OpenRelated,
    /// What the desk thinks of it is to be opened.
    Assess,
    Copy,
    Copied(Box<Result<RecordView, Problem>>),
}

pub(crate) struct RecordPage {
    keeper: Option<Keeper>,
    looking: Option<Looking>,
    problem: Option<Problem>,
    section: usize,
    /// The one that is on the page.
    shown_section: usize,
    dialog: Option<Dialog>,
    deciding: bool,
    refusal: Option<Problem>,
    /// The field to go to once it is shown.
    go_to: Option<String>,
    writing: Callback<Written>,
    typing: Callback<Edit>,
    choosing: Callback<Edit>,
    together: Callback<Vec<Edit>>,
    hold: Callback<bool>,
    comment: Callback<Path>,
    pick: Callback<Path>,
    decisions: Callback<()>,
    drafted: Callback<()>,
    opened: Opened,
    last_row: Option<RecordRow>,
    coming: Coming,
    _leaving: Option<EventListener>,
    _arriving: Listening,
    _undoing: Option<EventListener>,
}

/// The record's files that are not attached yet.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Coming {
    count: usize,
    /// One waits for what a person says of pictures.
    is_asking: bool,
}

impl Coming {
    fn of(props: &RecordPageProps) -> Self {
        let look = |queue: &Queue<File>| Self {
            count: queue.left(),
            is_asking: queue.asking().is_some(),
        };
        props.arrivals.look(props.id, look).unwrap_or_default()
    }
}

/// The keeper of the record that the page shows, once it is open, for callbacks that stay the same from the beginning.
type Opened = Rc<RefCell<Option<Keeper>>>;

fn with<T: 'static>(opened: &Opened, act: fn(&Keeper, T)) -> Callback<T> {
    let opened = opened.clone();
    Callback::from(move |done: T| {
        let keeper = opened.borrow().clone();
        if let Some(keeper) = keeper {
            act(&keeper, done);
        }
    })
}

impl Component for RecordPage {
    type Message = Message;
    type Properties = RecordPageProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let opened = Opened::default();
        let leaving = {
            // Another tab, another program, or the end: what is typed is kept at once.
            let keepers = props.keepers.clone();
            browser::document()
                .map(|document| EventListener::new(&document, "visibilitychange", move |_| keepers.flush()))
        };
        let mut page = Self {
            keeper: None,
            looking: None,
            problem: None,
            section: 0,
            shown_section: 0,
            dialog: None,
            deciding: false,
            refusal: None,
            go_to: None,
            writing: with(&opened, Keeper::write),
            typing: with(&opened, Keeper::type_in),
            choosing: with(&opened, Keeper::edit_now),
            together: with(&opened, Keeper::edit_together),
            hold: with(&opened, Keeper::hold),
            comment: ctx.link().callback(|at| Message::OpenComments(Some(at))),
            pick: ctx.link().callback(Message::Pick),
            decisions: ctx.link().callback(|()| Message::OpenDecisions),
            drafted: ctx.link().callback(|()| Message::Changed),
            opened,
            last_row: None,
            coming: Coming::of(props),
            _leaving: leaving,
            _arriving: props.arrivals.tell(ctx.link().callback(|()| Message::Arriving)),
            _undoing: keys::listen(ctx.link()),
        };
        if let Some(keeper) = props.keepers.busy(props.id) {
            page.look_at(ctx, keeper);
        } else {
            let id = props.id;
            ctx.link()
                .send_future(async move { Message::Opened(Box::new(backend::call(OpenRecord { id }).await)) });
        }
        page
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Self::Properties) -> bool {
        let asked = ctx.props().asked;
        if let Some(Asked { act, .. }) = asked.filter(|_| asked != before.asked) {
            let may_write = self
                .keeper
                .as_ref()
                .is_some_and(|keeper| keeper.look(|it| it.view().writable));
            let message = match act {
                RecordAct::Send => Some(Message::AskSend),
                RecordAct::Public => Some(Message::OpenPublic),
                RecordAct::History => Some(Message::OpenHistory),
                RecordAct::Comments => may_write.then_some(Message::OpenComments(None)),
                RecordAct::Print => Some(Message::Print),
                RecordAct::Copy => Some(Message::Copy),
                RecordAct::Undo => Some(Message::Undo),
                RecordAct::Redo => Some(Message::Redo),
            };
            if let Some(message) = message {
                ctx.link().send_message(message);
            }
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Opened(answer) => match *answer {
                Ok(view) => {
                    let keeper = ctx.props().keepers.open(view);
                    self.look_at(ctx, keeper);
                }
                Err(problem) => self.problem = Some(problem),
            },
            Message::Changed => self.tell_row(ctx),
            Message::Arriving => {
                let coming = Coming::of(ctx.props());
                let before = std::mem::replace(&mut self.coming, coming);
                return before != coming;
            }
            Message::Section(section) => self.section = section,
            Message::Next(section) => {
                self.section = section;
                // The button that was pressed is gone: one goes on from the section's own tab.
                self.go_to = self.tab();
            }
            Message::AskSend => {
                let is_of_none = ctx.props().role.is_none();
                let wanted = |view: &RecordView| deciding::sending(view, is_of_none);
                let keeper = self.keeper.as_ref();
                if let Some(event) = keeper.and_then(|keeper| keeper.look(|it| wanted(it.view()))) {
                    self.refusal = None;
                    self.dialog = Some(Dialog::Send(event));
                    self.flush();
                }
            }
            Message::Pick(list) => self.dialog = Some(Dialog::Pick(list)),
            Message::CloseDialog => self.dialog = None,
            Message::Send(event) => self.send(ctx, event),
            Message::AskDecide => {
                self.refusal = None;
                self.dialog = Some(Dialog::Decide);
            }
            Message::Decide(what) => self.decide(ctx, what),
            Message::OpenDecisions => {
                self.refusal = None;
                self.dialog = Some(Dialog::Decisions);
            }
            Message::Decided(answer) => self.decided(ctx, *answer),
            Message::Field(path) => {
                self.dialog = None;
                self.lead_to(&path);
            }
            Message::OpenHistory => self.dialog = Some(Dialog::History),
            Message::OpenComments(at) => self.dialog = Some(Dialog::Comments(at)),
            Message::Print => self.dialog = Some(Dialog::Print),
            Message::Assess => {
                let id = ctx.props().id;
                ctx.link()
                    .send_future(async move { Message::Copied(Box::new(backend::call(OpenAssessment { id }).await)) });
            }
            Message::OpenRelated => self.dialog = Some(Dialog::Related),
            Message::OpenPublic => {
                self.refusal = None;
                self.dialog = Some(Dialog::Public);
            }
            Message::Copy => {
                self.refusal = None;
                let (keeper, id) = (self.keeper.clone(), ctx.props().id);
                ctx.link().send_future(async move {
                    // What was typed last is copied too.
                    if let Some(keeper) = &keeper {
                        keeper.settle().await;
                    }
                    Message::Copied(Box::new(backend::call(CopyRecord { id }).await))
                });
            }
            Message::Copied(answer) => match *answer {
                Ok(view) => ctx.props().on_copied.emit(view),
                Err(problem) => self.refusal = Some(problem),
            },
            Message::Undo => self.step(Keeper::undo),
            Message::Redo => self.step(Keeper::redo),
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if self.section != self.shown_section {
            self.shown_section = self.section;
            if let Some(page) = browser::element("record") {
                page.set_scroll_top(0);
            }
            if let Some(tab) = self.tab().and_then(|tab| browser::element(&tab)) {
                browser::bring_into_view(&tab);
            }
        }
        if let Some(id) = self.go_to.take() {
            browser::focus(&id);
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        if let Some(keeper) = &self.keeper {
            if let Some(looking) = self.looking {
                keeper.tell_no_more(looking);
            }
            keeper.flush();
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let words = &ctx.props().words;
        let Some(keeper) = &self.keeper else {
            return html! {
                <main class="record">
                    if let Some(problem) = &self.problem {
                        <header class="head plain">
                            <p class="line"><BackButton label={words.get("back")} on_back={ctx.props().on_back.clone()} /></p>
                            <ProblemNote problem={problem.clone()} />
                        </header>
                    }
                </main>
            };
        };
        keeper.look(|keeping| self.show(ctx, keeping))
    }
}

impl RecordPage {
    fn look_at(&mut self, ctx: &Context<Self>, keeper: Keeper) {
        self.looking = Some(keeper.tell(ctx.link().callback(|()| Message::Changed)));
        *self.opened.borrow_mut() = Some(keeper.clone());
        if ctx.props().is_new {
            let first = keeper.look(|it| it.view().row.kind.fields().next());
            self.go_to = first.map(|field| format!("field-{}", field.name));
        }
        self.keeper = Some(keeper);
        self.tell_row(ctx);
    }

    /// The list says what the record says.
    fn tell_row(&mut self, ctx: &Context<Self>) {
        let row = self
            .keeper
            .as_ref()
            .map(|keeper| keeper.look(|it| it.view().row.clone()));
        if row != self.last_row {
            self.last_row.clone_from(&row);
            if let Some(row) = row {
                ctx.props().on_row.emit(row);
            }
        }
    }

    fn flush(&self) {
        if let Some(keeper) = &self.keeper {
            keeper.flush();
        }
    }

    /// The id of the tab of the section that is shown.
    fn tab(&self) -> Option<String> {
        let sections = self.keeper.as_ref()?.look(|it| it.view().row.kind.sections());
        let section = sections.get(self.section)?;
        Some(format!("section-{}", section.name))
    }

    /// Shows the section of a field, and the field.
    fn lead_to(&mut self, path: &Path) {
        let Some(Step::Field(name)) = path.0.first() else {
            return;
        };
        let Some(keeper) = &self.keeper else { return };
        let sections = keeper.look(|it| it.view().row.kind.sections());
        let section = sections
            .iter()
            .position(|section| section.fields.iter().any(|field| field.name == name));
        self.section = section.unwrap_or(self.section);
        let id = keeper.look(|it| elements::id_of(&it.view().content, path));
        self.go_to = Some(id);
    }

    fn show(&self, ctx: &Context<Self>, keeping: &Keeping) -> Html {
        let view = keeping.view();
        html! {
            <main class="record" id="record" aria-labelledby="title">
                { self.head(ctx, keeping) }
                if view.writable {
                    { self.sections(ctx, keeping) }
                } else {
                    <Reading view={view.clone()} />
                }
                { self.dialog(ctx, view) }
            </main>
        }
    }

    fn sections(&self, ctx: &Context<Self>, keeping: &Keeping) -> Html {
        let view = keeping.view();
        let kind = view.row.kind;
        let Some(section) = kind.sections().get(self.section) else {
            return Html::default();
        };
        let marks = Marks {
            conflicts: view.conflicts_in.clone(),
            refused: keeping.refused().clone(),
            rules: rules::check(kind, &view.content),
            comments: comments_panel::open_at(view),
            questions: view.ledger.open().filter_map(deciding::question).collect(),
        };
        let form = Form {
            record: ctx.props().id,
            arrivals: ctx.props().arrivals.clone(),
            drafts: ctx.props().drafts.clone(),
            drafted: self.drafted.clone(),
            kind,
            language: AttrValue::from(view.row.language.clone()),
            marks: Rc::new(marks),
            writing: self.writing.clone(),
            typing: self.typing.clone(),
            choosing: self.choosing.clone(),
            together: self.together.clone(),
            hold: self.hold.clone(),
            attachments: Rc::new(attachments(&view.content)),
            comment: self.comment.clone(),
            pick: self.pick.clone(),
            decisions: self.decisions.clone(),
        };
        let left = self.keeper.clone();
        // Leaving a field keeps it.
        let onfocusout = Callback::from(move |_: FocusEvent| {
            if let Some(keeper) = &left {
                keeper.flush();
            }
        });
        html! {
            <div class="page" id="section" role="tabpanel" aria-labelledby={format!("section-{}", section.name)} {onfocusout} key={section.name}>
                { for section.fields.iter().map(|field| html! {
                    <FieldView key={field.name} form={form.clone()} {field} path={Path::field(field.name)} at={format!("field-{}", field.name)}
                        value={view.content.get(field.name).cloned().unwrap_or(Value::Null)} />
                }) }
                if let Some(next) = kind.sections().get(self.section + 1) {
                    <p class="onward">
                        <button type="button" class="button" id="next-section" onclick={let at = self.section + 1; ctx.link().callback(move |_: MouseEvent| Message::Next(at))}>
                            { ctx.props().words.with("section-next", &[("section", ctx.props().words.section(kind, next.name).into())]) }
                        </button>
                    </p>
                }
            </div>
        }
    }
}

/// The hashes and names of a record's attachments.
fn attachments(content: &content::Content) -> Vec<(AttrValue, AttrValue)> {
    let items = content
        .get("attachments")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let text = |item: &Value, name: &str| Some(AttrValue::from(item.get(name)?.as_str()?.to_owned()));
    items
        .filter_map(|item| Some((text(item, "hash")?, text(item, "name")?)))
        .collect()
}
