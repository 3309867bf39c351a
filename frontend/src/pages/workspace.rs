//! The window while the vault is open: rail, list and record, and what belongs to none of them alone.

mod in_touch;
mod keys;
mod listing;
mod places;
mod syncing;

use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use satchel_shared::{
    Problem,
    ids::RecordId,
    ledger::Role,
    locale::Language,
    schema::Kind,
    window::{
        CreateRecord, GetSavedFilters, KeepSavedFilters, ListRecords, Lock, RecommendationFilter, RecommendationHits,
        RecordRow, RecordView, SavedFilter, SearchRecommendations, Session, SyncReport, SyncState,
    },
};
use yew::prelude::*;

use self::{
    in_touch::InTouch,
    keys::{Act, key_act},
    listing::Listing,
    syncing::stop_sync,
};
use super::{record::Asked, record_list::RecordList};
use crate::{
    attaching::arrivals::Arrivals,
    backend, browser,
    components::{
        bag::{Bag, UnderWay},
        rail::Rail,
    },
    drafts::Drafts,
    keeper::Keepers,
    known::Known,
    route::{Place, Route},
    rows::{self, Filter, Sorting},
    words::Words,
};

/// A pause in typing after which records are searched.
const SEARCH_PAUSE_MS: u32 = 120;
/// A pause in editing after which what waits is asked for again.
const STATE_PAUSE_MS: u32 = 1_000;
/// While a sync is under way, how often what is left is asked for.
const PROGRESS_MS: u32 = 1_000;

#[derive(Properties, PartialEq)]
pub(crate) struct WorkspaceProps {
    pub(crate) session: Session,
    pub(crate) on_session: Callback<Session>,
    pub(crate) words: Words,
    pub(crate) on_language: Callback<Language>,
    pub(crate) keepers: Keepers,
    pub(crate) arrivals: Arrivals,
    pub(crate) drafts: Drafts,
}

pub(crate) enum Message {
    Act(Act),
    Went,
    Listed(String, Result<Vec<RecordRow>, Problem>),
    Text(String),
    Search,
    Filter(Filter),
    Sorting(Sorting),
    /// These filters are to be kept.
    Saved(Vec<SavedFilter>),
    Kept(Result<(), Problem>),
    SavedCame(Result<Vec<SavedFilter>, Problem>),
    Row(Box<RecordRow>),
    Open(RecordId),
    Back,
    Created(Box<Result<RecordView, Problem>>),
    Decided,
    LookAtState,
    /// A satchel was opened.
    Opened,
    State(Result<SyncState, Problem>),
    Known(Result<RecommendationHits, Problem>),
    Synced(Result<SyncReport, Problem>),
    Locked(Result<Session, Problem>),
    Session(Box<Session>),
    CloseDialog,
    /// The system says that there is a network, or that there is none.
    Network(bool),
    /// It is time to sync, as the window stays in touch.
    Touch,
    Waited(Result<bool, Problem>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialog {
    Palette,
    Sync,
    Shortcuts,
}

pub(crate) struct Workspace {
    route: Route,
    listing: Listing,
    known: Option<usize>,
    sync_state: Option<SyncState>,
    in_touch: InTouch,
    under_way: Option<UnderWay>,
    sync_problem: Option<Problem>,
    dialog: Option<Dialog>,
    new_record: Option<RecordId>,
    asked: Option<Asked>,
    /// Another number whenever something may have come.
    news: usize,
    search: Option<Timeout>,
    look: Option<Timeout>,
    progress: Option<Interval>,
    _listeners: Vec<EventListener>,
}

impl Component for Workspace {
    type Message = Message;
    type Properties = WorkspaceProps;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let mut listeners = Vec::new();
        if let Some(window) = web_sys::window() {
            let keys = link.batch_callback(|event: Event| key_act(&event).map(Message::Act));
            let options = gloo_events::EventListenerOptions::enable_prevent_default();
            listeners.push(EventListener::new_with_options(
                &window,
                "keydown",
                options,
                move |event| keys.emit(event.clone()),
            ));
            for (event, is_there) in [("online", true), ("offline", false)] {
                let network = link.callback(Message::Network);
                listeners.push(EventListener::new(&window, event, move |_| network.emit(is_there)));
            }
            for event in ["popstate", "hashchange"] {
                let went = link.callback(|()| Message::Went);
                listeners.push(EventListener::new(&window, event, move |_| went.emit(())));
            }
        }
        let page = Self {
            route: Route::read(&browser::hash()),
            listing: Listing::default(),
            known: None,
            sync_state: None,
            in_touch: InTouch::new(browser::is_online()),
            under_way: None,
            sync_problem: None,
            dialog: None,
            new_record: None,
            asked: None,
            news: 0,
            search: None,
            look: None,
            progress: None,
            _listeners: listeners,
        };
        Self::list(ctx, String::new());
        link.send_future(async { Message::SavedCame(backend::call(GetSavedFilters {}).await) });
        Self::look_at_state(ctx);
        Self::count_recommendations(ctx);
        page
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let link = ctx.link();
        match message {
            Message::Act(act) => return self.act(ctx, act),
            Message::Went => self.route = Route::read(&browser::hash()),
            Message::Listed(text, answer) => return self.listing.listed(&text, answer),
            Message::Text(text) => {
                self.listing.text = text;
                let search = link.callback(|()| Message::Search);
                self.search = Some(Timeout::new(SEARCH_PAUSE_MS, move || search.emit(())));
            }
            Message::Search => match self.listing.searched() {
                Some(text) => Self::list(ctx, text),
                None => self.listing.show_all(),
            },
            Message::Filter(filter) => self.listing.filter = filter,
            Message::Sorting(sorting) => self.listing.sorting = sorting,
            Message::Saved(filters) => {
                self.listing.sorting.saved.clone_from(&filters);
                link.send_future(async move { Message::Kept(backend::call(KeepSavedFilters { filters }).await) });
            }
            Message::Kept(answer) => match answer {
                Ok(()) => return false,
                Err(problem) => self.listing.problem = Some(problem),
            },
            Message::SavedCame(answer) => match answer {
                Ok(saved) => self.listing.sorting.saved = saved,
                Err(problem) => self.listing.problem = Some(problem),
            },
            Message::Row(row) => {
                self.listing.replace(&row);
                self.in_touch.written(ctx);
                self.look_soon(ctx);
            }
            Message::Open(id) => self.go(Route {
                record: Some(id),
                ..self.list_route()
            }),
            Message::Back => {
                let id = self.route.record;
                let is_within = id.is_some() || self.route.place.lists();
                let place = if is_within {
                    self.list_route().place
                } else {
                    Place::Work
                };
                self.go(Route::to(place));
                if id.is_some() {
                    // The list comes back before it can take the focus.
                    browser::focus_soon("#rows");
                }
            }
            Message::Created(answer) => match *answer {
                Ok(view) => {
                    let id = view.row.id;
                    self.new_record = Some(id);
                    self.listing.add(view.row);
                    self.go(Route {
                        record: Some(id),
                        ..self.list_route()
                    });
                    self.look_soon(ctx);
                }
                Err(problem) => self.listing.problem = Some(problem),
            },
            Message::Opened => {
                ctx.props().keepers.refresh();
                self.refresh(ctx);
                Self::look_at_state(ctx);
            }
            Message::Decided | Message::LookAtState => {
                self.look = None;
                Self::look_at_state(ctx);
                return false;
            }
            Message::State(answer) => match answer {
                Ok(state) => {
                    let member = ctx.props().session.membership.as_ref();
                    // Who joined by a courier has no address of headquarters.
                    let wanted = state.link.in_touch && member.is_some_and(|it| !it.hub.is_empty());
                    self.in_touch.want(ctx, wanted, self.under_way.is_some());
                    self.sync_state = Some(state);
                }
                Err(_) => return false,
            },
            Message::Known(answer) => self.known = answer.ok().map(|hits| hits.known),
            Message::Synced(answer) => {
                self.under_way = None;
                self.progress = None;
                self.sync_problem = answer.err();
                self.in_touch.synced(ctx, self.sync_problem.is_some());
                ctx.props().keepers.refresh();
                self.refresh(ctx);
            }
            Message::Locked(answer) => match answer {
                Ok(session) => {
                    ctx.props().keepers.forget();
                    ctx.props().arrivals.forget();
                    ctx.props().drafts.forget();
                    ctx.props().on_session.emit(session);
                }
                Err(problem) => self.listing.problem = Some(problem),
            },
            Message::Session(session) => {
                ctx.props().on_session.emit(*session);
            }
            Message::CloseDialog => self.dialog = None,
            Message::Touch => return self.sync(ctx, false),
            Message::Waited(answer) => {
                if self.in_touch.answered(ctx, &answer) {
                    ctx.props().keepers.refresh();
                    self.refresh(ctx);
                } else {
                    self.look_soon(ctx);
                }
                return false;
            }
            // No try that cannot succeed; and none is missed once it can.
            Message::Network(false) => {
                self.in_touch.network(false);
                stop_sync();
            }
            Message::Network(true) => {
                self.in_touch.network(true);
                self.look_soon(ctx);
                let waits = self.sync_state.as_ref().is_some_and(|state| !state.waiting.is_empty());
                if waits || self.sync_problem.is_some() {
                    return self.sync(ctx, false);
                }
            }
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Self::Properties) -> bool {
        if before.session.membership.is_none() && ctx.props().session.membership.is_some() {
            // The office's records and the recommendations come, and what was written before goes.
            self.sync(ctx, false);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (props, link) = (ctx.props(), ctx.link());
        let words = &props.words;
        let pane = if self.route.record.is_some() || !self.route.place.lists() {
            "record"
        } else {
            "list"
        };
        let is_member = props.session.membership.is_some();
        // No list stands beside a record of the board: there is a way back to it at any width.
        let is_alone = self.route.place == Place::Board && self.route.record.is_some();
        // Twenty thousand records are put in order for whoever looks at them.
        let shown = self
            .route
            .place
            .lists()
            .then(|| self.listing.shown(self.route, Self::role(ctx), words))
            .flatten();
        let facets = shown.as_ref().map(|shown| shown.facets.clone()).unwrap_or_default();
        html! {
                    <ContextProvider<Known> context={self.listing.known()}>
                    <div class={classes!("window", is_alone.then_some("alone"))} data-pane={pane}>
                        <Rail session={props.session.clone()} place={self.route.place} counts={self.counts(ctx)}
                            on_go={link.callback(|place| Message::Act(Act::Go(place)))} on_lock={link.callback(|()| Message::Act(Act::Lock))}
                            on_palette={link.callback(|()| Message::Act(Act::Palette))}>
                            <Bag state={self.sync_state.clone()} {is_member} under_way={self.under_way} has_failed={self.sync_problem.as_ref().is_some_and(|problem| problem.code != "sync-stopped")}
                                on_open={link.callback(|()| Message::Act(Act::SyncPanel))} on_sync={link.callback(|()| Message::Act(Act::Sync))}
        on_stop={Callback::from(|()| stop_sync())} />
                        </Rail>
                        if self.route.place.lists() {
                            <RecordList title={words.get(&format!("rail-{}", self.route.place.word()))} rows={shown.map(|shown| shown.rows)} problem={self.listing.problem.clone()}
                                open={self.route.record} text={self.listing.text.clone()} filter={self.listing.filter} sorting={self.listing.sorting.clone()} {facets} of_all_kinds={self.route.place == Place::Work}
                                on_sorting={link.callback(Message::Sorting)} on_saved={link.callback(Message::Saved)} can_write={Self::can_write(ctx)} new_kind={self.new_kind(ctx)}
                                on_text={link.callback(Message::Text)} on_filter={link.callback(Message::Filter)} on_open={link.callback(Message::Open)}
                                on_new={link.callback(|kind| Message::Act(Act::New(kind)))} />
                        }
                        { self.main(ctx) }
                        { self.dialog(ctx) }
                    </div>
                    </ContextProvider<Known>>
                }
    }
}

impl Workspace {
    fn role(ctx: &Context<Self>) -> Option<Role> {
        ctx.props()
            .session
            .membership
            .as_ref()
            .map(|membership| membership.role)
    }

    fn can_write(ctx: &Context<Self>) -> bool {
        rows::written_by(Self::role(ctx)).next().is_some()
    }

    /// The kind of record that a new one is here: that of the list, or else the first that the person writes.
    fn new_kind(&self, ctx: &Context<Self>) -> Option<Kind> {
        let mut written = rows::written_by(Self::role(ctx));
        match self.route.place {
            Place::Kind(kind) => written.find(|other| *other == kind),
            Place::Work
            | Place::Home
            | Place::Board
            | Place::Recommendations
            | Place::Gaps
            | Place::Coordination
            | Place::Statement
            | Place::Funds
            | Place::Offices
            | Place::Join => written.next(),
        }
    }

    /// The route of the list, or the board, that one is in, or comes back to.
    fn list_route(&self) -> Route {
        if self.route.place.holds_records() {
            self.route
        } else {
            Route::to(Place::Work)
        }
    }

    fn go(&mut self, route: Route) {
        if route != self.route {
            // From record to record is no step back; from the list to a record is one.
            browser::write_hash(&route.hash(), route.record.is_none() || self.route.record.is_none());
            self.route = route;
        }
    }

    /// Goes to the search that is nearest: over recommendations where they are shown, else over records.
    fn find(&mut self) {
        if self.route.place == Place::Recommendations {
            browser::focus_soon("#recommendation-search");
            return;
        }
        // Where there is room for one pane, an open record stands before the list.
        if !self.route.place.lists() || !browser::is_shown("search") {
            self.go(Route::to(self.list_route().place));
        }
        browser::focus_soon("#search");
    }

    fn act(&mut self, ctx: &Context<Self>, act: Act) -> bool {
        let (props, link) = (ctx.props(), ctx.link());
        match act {
            Act::Palette => self.dialog = Some(Dialog::Palette),
            Act::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            Act::SyncPanel => {
                self.dialog = Some(Dialog::Sync);
                Self::look_at_state(ctx);
            }
            Act::Go(place) => {
                self.dialog = None;
                self.go(Route::to(place));
            }
            Act::Open(id) => {
                self.dialog = None;
                self.go(Route {
                    record: Some(id),
                    ..self.list_route()
                });
            }
            Act::Find => self.find(),
            Act::New(kind) => {
                self.dialog = None;
                if let Some(kind) = kind.or_else(|| self.new_kind(ctx)) {
                    link.send_future(
                        async move { Message::Created(Box::new(backend::call(CreateRecord { kind }).await)) },
                    );
                }
            }
            Act::Record(act) => {
                let number = self.asked.map_or(0, |asked| asked.number) + 1;
                self.asked = Some(Asked { number, act });
            }
            Act::Back => {
                if self.route.record.is_some() || !self.route.place.lists() {
                    link.send_message(Message::Back);
                }
            }
            Act::Sync => return self.sync(ctx, false),
            Act::SyncFiles => return self.sync(ctx, true),
            Act::Lock => {
                let (keepers, arrivals) = (props.keepers.clone(), props.arrivals.clone());
                link.send_future(async move {
                    // The last words are kept before the key is forgotten, and no file is lost on its way.
                    let answer = if arrivals.are_coming() {
                        Err(Problem::new("lock-files-coming"))
                    } else if keepers.settle().await {
                        backend::call(Lock {}).await
                    } else {
                        Err(Problem::new("lock-not-kept"))
                    };
                    Message::Locked(answer)
                });
            }
            Act::Theme(theme) => theme.choose(),
            Act::Language(language) => props.on_language.emit(language),
        }
        true
    }

    fn list(ctx: &Context<Self>, text: String) {
        ctx.link().send_future(async move {
            let answer = backend::call(ListRecords {
                text: text.clone(),
                ..ListRecords::default()
            })
            .await;
            Message::Listed(text, answer)
        });
    }

    fn count_recommendations(ctx: &Context<Self>) {
        ctx.link().send_future(async {
            Message::Known(
                backend::call(SearchRecommendations {
                    text: String::new(),
                    from: 0,
                    limit: 1,
                    filter: RecommendationFilter::default(),
                })
                .await,
            )
        });
    }

    fn refresh(&mut self, ctx: &Context<Self>) {
        self.news += 1;
        Self::list(ctx, String::new());
        if let Some(text) = self.listing.searched() {
            Self::list(ctx, text);
        }
        Self::look_at_state(ctx);
        Self::count_recommendations(ctx);
    }
}
