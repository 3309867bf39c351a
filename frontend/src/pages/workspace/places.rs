//! What stands at each place of the window, which places there are for a role, and the dialogs that belong to none.

use satchel_shared::{
    ledger::Role,
    window::{RetryProblems, SetLinkUse},
};
use yew::prelude::*;

use super::{
    super::{
        board::BoardPage, coordination::CoordinationPage, funds::FundsPage, gaps::GapsPage, home::HomePage,
        join::JoinPage, offices::OfficesPage, recommendations::RecommendationsPage, record::RecordPage,
        statement::StatementPage,
    },
    Dialog, Message, Workspace,
    keys::{Act, commands},
    syncing::stop_sync,
};
use crate::{
    backend,
    components::{palette::Palette, shortcuts::Shortcuts, sync_panel::SyncPanel},
    route::Place,
    rows,
};

impl Workspace {
    pub(super) fn counts(&self, ctx: &Context<Self>) -> Vec<(Place, Option<usize>)> {
        let count = |place| (place, self.listing.count(place, Self::role(ctx)));
        // Every kind from the beginning: nothing moves under the pointer when records come.
        let role = Self::role(ctx);
        let kinds = rows::read_by(role).map(|kind| count(Place::Kind(kind)));
        [(Place::Home, None), count(Place::Work)]
            .into_iter()
            .chain((Self::role(ctx) == Some(Role::Desk)).then_some((Place::Board, None)))
            .chain(kinds)
            .chain([
                (Place::Recommendations, self.known),
                (Place::Gaps, None),
                (Place::Coordination, None),
            ])
            .chain(rows::speaks(role).then_some((Place::Statement, None)))
            .chain(matches!(Self::role(ctx), Some(Role::Fund | Role::Desk)).then_some((Place::Funds, None)))
            .chain((Self::role(ctx) == Some(Role::Admin)).then_some((Place::Offices, None)))
            .chain([(Place::Join, None)])
            .collect()
    }

    pub(super) fn main(&self, ctx: &Context<Self>) -> Html {
        let (props, link) = (ctx.props(), ctx.link());
        let on_back = link.callback(|()| Message::Back);
        match (self.route.place, self.route.record) {
            (Place::Recommendations, _) => html! { <RecommendationsPage {on_back} /> },
            (Place::Gaps, _) => {
                html! { <GapsPage {on_back} on_open={link.callback(|id| Message::Act(Act::Open(id)))} /> }
            }
            (Place::Home, _) | (Place::Work, None) => html! {
                <HomePage news={self.news} can_write={Self::can_write(ctx)} is_member={props.session.membership.is_some()} {on_back}
                    on_open={link.callback(|id| Message::Act(Act::Open(id)))} />
            },
            (Place::Board, None) => html! {
                <BoardPage news={self.news} {on_back} on_open={link.callback(|id| Message::Act(Act::Open(id)))} />
            },
            (Place::Coordination, _) => html! {
                <CoordinationPage news={self.news} {on_back} on_open={link.callback(|id| Message::Act(Act::Open(id)))} />
            },
            (Place::Statement, _) => html! {
                <StatementPage news={self.news} {on_back} on_open={link.callback(|id| Message::Act(Act::Open(id)))} />
            },
            (Place::Funds, _) => html! {
                <FundsPage news={self.news} {on_back} on_decided={link.callback(|()| Message::Decided)} />
            },
            (Place::Offices, _) => html! {
                <OfficesPage news={self.news} {on_back} on_decided={link.callback(|()| Message::Decided)} />
            },
            (Place::Join, _) => html! {
                <JoinPage membership={props.session.membership.clone()} news={self.news} {on_back} on_decided={link.callback(|()| Message::Decided)} on_session={link.callback(|session| Message::Session(Box::new(session)))} />
            },
            (Place::Work | Place::Board | Place::Kind(_), Some(id)) => html! {
                <RecordPage key={id.to_string()} {id} words={props.words.clone()} keepers={props.keepers.clone()} arrivals={props.arrivals.clone()} drafts={props.drafts.clone()} role={Self::role(ctx)}
                    on_row={link.callback(|row| Message::Row(Box::new(row)))} on_decided={link.callback(|()| Message::Decided)} {on_back}
                    on_open={link.callback(|id| Message::Act(Act::Open(id)))} on_copied={link.callback(|view| Message::Created(Box::new(Ok(view))))}
                    asked={self.asked} is_new={self.new_record == Some(id)} />
            },
            (Place::Kind(_), None) => html! {
                <main class="record nothing">
                    <div class="teach">
                        <p>{ props.words.get(if Self::can_write(ctx) { "nothing-open" } else { "nothing-open-desk" }) }</p>
                        if props.session.membership.is_none() {
                            <p class="hint">{ props.words.get("nothing-open-join") }</p>
                        }
                    </div>
                </main>
            },
        }
    }

    pub(super) fn dialog(&self, ctx: &Context<Self>) -> Html {
        let (props, link) = (ctx.props(), ctx.link());
        let on_close = link.callback(|()| Message::CloseDialog);
        match self.dialog {
            None => Html::default(),
            Some(Dialog::Shortcuts) => html! { <Shortcuts {on_close} /> },
            Some(Dialog::Palette) => {
                let commands = commands(&props.words, self.listing.all(), self.route, Self::role(ctx));
                html! { <Palette<Act> {commands} on_act={link.callback(Message::Act)} {on_close} /> }
            }
            Some(Dialog::Sync) => html! {
                <SyncPanel state={self.sync_state.clone()} is_member={props.session.membership.is_some()} under_way={self.under_way}
                    on_opened={link.callback(|()| Message::Opened)}
                    problem={self.sync_problem.clone()} on_sync={link.callback(|()| Message::Act(Act::Sync))}
                    on_sync_files={link.callback(|()| Message::Act(Act::SyncFiles))}
                    on_retry={link.callback_future(|()| async {
                        // What is still set aside is shown with its reasons.
                        backend::call(RetryProblems {}).await.ok();
                        Message::LookAtState
                    })}
                    on_link={link.callback_future(|how| async move {
                        // Where it could not be kept, the boxes show what is.
                        backend::call(SetLinkUse(how)).await.ok();
                        Message::LookAtState
                    })}
                    on_stop={Callback::from(|()| stop_sync())} on_join={link.callback(|()| Message::Act(Act::Go(Place::Join)))} on_record={link.callback(|id| Message::Act(Act::Open(id)))} {on_close} />
            },
        }
    }
}
