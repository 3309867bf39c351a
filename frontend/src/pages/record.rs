//! One record: its head, its sections, and what is decided about it.

use std::rc::Rc;

use gloo_events::EventListener;
use satchel_shared::{
    Problem,
    edit::Edit,
    ids::RecordId,
    ledger::{Role, Status},
    path::{Path, Step},
    window::{AcknowledgeRecord, OpenRecord, RecordRow, RecordView, SubmitRecord},
};
use serde_json::Value;
use yew::prelude::*;

use crate::{
    backend, browser,
    completeness::progress,
    components::{
        back_button::BackButton,
        field::FieldView,
        form::{Form, Marks},
        kept_mark::KeptMark,
        problem_note::ProblemNote,
        reading::Reading,
        recommendation_picker::RecommendationPicker,
        section_tabs::SectionTabs,
        submit_dialog::SubmitDialog,
    },
    keeper::{Keeper, Keepers, Looking},
    keeping::{Keeping, content},
    rows,
    words::Words,
};

#[derive(Properties, PartialEq)]
pub(crate) struct RecordPageProps {
    pub(crate) id: RecordId,
    pub(crate) words: Words,
    pub(crate) keepers: Keepers,
    /// None until the device belongs to an office.
    pub(crate) role: Option<Role>,
    /// The record's line has changed.
    pub(crate) on_row: Callback<RecordRow>,
    /// A decision was made, which waits to be sent.
    pub(crate) on_decided: Callback<()>,
    pub(crate) on_back: Callback<()>,
    /// Grows when somebody asks for the record to be submitted, from the palette.
    pub(crate) asked_to_submit: u32,
    /// Whether the record has just been made: the first field is where one begins.
    pub(crate) is_new: bool,
}

pub(crate) enum Message {
    Opened(Box<Result<RecordView, Problem>>),
    Changed,
    Section(usize),
    AskSubmit,
    Pick(Path),
    CloseDialog,
    Submit,
    Acknowledge,
    Decided(Box<Result<RecordView, Problem>>),
    Field(Path),
}

enum Dialog {
    Submit,
    Pick(Path),
}

pub(crate) struct RecordPage {
    keeper: Option<Keeper>,
    looking: Option<Looking>,
    problem: Option<Problem>,
    section: usize,
    dialog: Option<Dialog>,
    deciding: bool,
    refusal: Option<Problem>,
    /// The field to go to once it is shown.
    go_to: Option<String>,
    typing: Callback<Edit>,
    choosing: Callback<Edit>,
    hold: Callback<bool>,
    pick: Callback<Path>,
    keeper_cell: Rc<std::cell::RefCell<Option<Keeper>>>,
    last_row: Option<RecordRow>,
    _leaving: Option<EventListener>,
}

impl Component for RecordPage {
    type Message = Message;
    type Properties = RecordPageProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let keeper_cell = Rc::new(std::cell::RefCell::new(None::<Keeper>));
        let with_keeper = |act: fn(&Keeper, Edit)| {
            let cell = keeper_cell.clone();
            Callback::from(move |edit: Edit| {
                let keeper = cell.borrow().clone();
                if let Some(keeper) = keeper {
                    act(&keeper, edit);
                }
            })
        };
        let hold = {
            let cell = keeper_cell.clone();
            Callback::from(move |held: bool| {
                let keeper = cell.borrow().clone();
                if let Some(keeper) = keeper {
                    keeper.hold(held);
                }
            })
        };
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
            dialog: None,
            deciding: false,
            refusal: None,
            go_to: None,
            typing: with_keeper(Keeper::type_in),
            choosing: with_keeper(Keeper::edit_now),
            hold,
            pick: ctx.link().callback(Message::Pick),
            keeper_cell,
            last_row: None,
            _leaving: leaving,
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
        if ctx.props().asked_to_submit != before.asked_to_submit {
            ctx.link().send_message(Message::AskSubmit);
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
            Message::Section(section) => self.section = section,
            Message::AskSubmit => {
                let may = self
                    .keeper
                    .as_ref()
                    .is_some_and(|keeper| keeper.look(|it| it.view().writable));
                if may {
                    self.refusal = None;
                    self.dialog = Some(Dialog::Submit);
                    self.flush();
                }
            }
            Message::Pick(list) => self.dialog = Some(Dialog::Pick(list)),
            Message::CloseDialog => self.dialog = None,
            Message::Submit => {
                self.deciding = true;
                self.refusal = None;
                let (keeper, id) = (self.keeper.clone(), ctx.props().id);
                ctx.link().send_future(async move {
                    // What is submitted is what is kept.
                    let is_kept = match &keeper {
                        Some(keeper) => keeper.settle().await,
                        None => true,
                    };
                    let answer = if is_kept {
                        backend::call(SubmitRecord { id }).await
                    } else {
                        Err(Problem::new("submit-not-kept"))
                    };
                    Message::Decided(Box::new(answer))
                });
            }
            Message::Acknowledge => {
                self.deciding = true;
                self.refusal = None;
                let id = ctx.props().id;
                ctx.link().send_future(async move {
                    Message::Decided(Box::new(backend::call(AcknowledgeRecord { id }).await))
                });
            }
            Message::Decided(answer) => {
                self.deciding = false;
                match *answer {
                    Ok(view) => {
                        self.dialog = None;
                        if let Some(keeper) = &self.keeper {
                            keeper.replace(view);
                        }
                        ctx.props().on_decided.emit(());
                    }
                    Err(problem) => self.refusal = Some(problem),
                }
            }
            Message::Field(path) => {
                self.dialog = None;
                self.lead_to(&path);
            }
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
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
        *self.keeper_cell.borrow_mut() = Some(keeper.clone());
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
        let id = keeper.look(|it| id_of(&it.view().content, path));
        self.go_to = Some(id);
    }

    fn show(&self, ctx: &Context<Self>, keeping: &Keeping) -> Html {
        let view = keeping.view();
        html! {
            <main class="record" aria-labelledby="title">
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

    fn head(&self, ctx: &Context<Self>, keeping: &Keeping) -> Html {
        let (props, view) = (ctx.props(), keeping.view());
        let words = &props.words;
        let (row, standing) = (&view.row, &view.row.standing);
        let link = ctx.link();
        let is_desk = props.role == Some(Role::Desk);
        let may_submit = view.writable && (standing.status == Status::Draft || standing.edited_since);
        let refused = standing.refused.as_ref().map(|code| Problem::new(code));
        html! {
            <header class={classes!("head", (!view.writable).then_some("plain"))}>
                <div class="line">
                    <BackButton label={words.get("back")} on_back={props.on_back.clone()} />
                    <span class="pill" id="status" data-status={standing.status.as_str()} data-version={standing.version.to_string()}>{ rows::status(words, standing) }</span>
                    if standing.edited_since {
                        <span class="waits" id="edited-since">{ words.get("row-edited-since") }</span>
                    }
                    if standing.waiting {
                        <span class="waits" id="decision-waits">{ words.get("decision-waits") }</span>
                    }
                    if view.writable {
                        <KeptMark mark={keeping.mark()} />
                    } else if !row.office.is_empty() {
                        <bdi>{ &row.office }</bdi>
                    }
                    <span class="end">
                        if may_submit {
                            <button type="button" class="button main" id="submit" onclick={link.callback(|_: MouseEvent| Message::AskSubmit)}>{ words.get("submit") }</button>
                        }
                        if is_desk && standing.status == Status::Submitted {
                            <button type="button" class="button main" id="acknowledge" disabled={self.deciding}
                                onclick={link.callback(|_: MouseEvent| Message::Acknowledge)}>{ words.get("acknowledge") }</button>
                        }
                    </span>
                </div>
                if let crate::keeping::Mark::Failed(problem) = keeping.mark() {
                    if keeping.has_failed() {
                        <ProblemNote {problem} />
                    }
                }
                if let Some(problem) = refused {
                    <div class="problem" id="refused">{ words.with("refused-by-headquarters", &[("why", words.problem(&problem).into())]) }</div>
                }
                if let (Some(problem), None) = (&self.refusal, &self.dialog) {
                    <ProblemNote problem={problem.clone()} />
                }
                <h1 id="title" dir="auto">{ rows::title(words, row) }</h1>
                if view.writable {
                    <SectionTabs kind={row.kind} current={self.section} on_choose={link.callback(Message::Section)}
                        sections={row.kind.sections().iter().map(|section| {
                            let names: Vec<&str> = section.fields.iter().map(|field| field.name).collect();
                            let conflicts = view.conflicts_in.iter().filter(|conflict| begins_with(&conflict.path, &names)).count();
                            (section, progress(section, &view.content), conflicts)
                        }).collect::<Vec<_>>()} />
                }
            </header>
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
        };
        let form = Form {
            kind,
            language: AttrValue::from(view.row.language.clone()),
            marks: Rc::new(marks),
            typing: self.typing.clone(),
            choosing: self.choosing.clone(),
            hold: self.hold.clone(),
            pick: self.pick.clone(),
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
                        <button type="button" class="button" id="next-section" onclick={let at = self.section + 1; ctx.link().callback(move |_: MouseEvent| Message::Section(at))}>
                            { ctx.props().words.with("section-next", &[("section", ctx.props().words.section(kind, next.name).into())]) }
                        </button>
                    </p>
                }
            </div>
        }
    }

    fn dialog(&self, ctx: &Context<Self>, view: &RecordView) -> Html {
        let link = ctx.link();
        let on_close = link.callback(|()| Message::CloseDialog);
        match &self.dialog {
            None => Html::default(),
            Some(Dialog::Submit) => html! {
                <SubmitDialog view={view.clone()} busy={self.deciding} problem={self.refusal.clone()} is_member={ctx.props().role.is_some()}
                    on_submit={link.callback(|()| Message::Submit)} {on_close} on_field={link.callback(Message::Field)} />
            },
            Some(Dialog::Pick(list)) => {
                let items = content::get(&view.content, list)
                    .and_then(Value::as_array)
                    .cloned()
                    .unwrap_or_default();
                let linked = items
                    .iter()
                    .filter_map(|item| Some(item.get("recommendation")?.as_str()?.to_owned()))
                    .collect();
                html! {
                    <RecommendationPicker list={list.clone()} linked={Rc::new(linked)} on_edit={self.choosing.clone()} {on_close} />
                }
            }
        }
    }
}

fn begins_with(path: &Path, names: &[&str]) -> bool {
    matches!(path.0.first(), Some(Step::Field(name)) if names.contains(&name.as_str()))
}

/// The id of a field's element: items by their place.
fn id_of(shown: &content::Content, path: &Path) -> String {
    let mut id = "field".to_owned();
    for (at, step) in path.0.iter().enumerate() {
        let part = match step {
            Step::Field(name) => name.clone(),
            Step::Place(place) => place.to_string(),
            Step::Item(item) => {
                let list =
                    content::get(shown, &Path(path.0.iter().take(at).cloned().collect())).and_then(Value::as_array);
                let item = item.to_string();
                let place = list.and_then(|items| {
                    items
                        .iter()
                        .position(|it| it.get("id").and_then(Value::as_str) == Some(&item))
                });
                place.unwrap_or_default().to_string()
            }
        };
        id.push('-');
        id.push_str(&part);
    }
    id
}
