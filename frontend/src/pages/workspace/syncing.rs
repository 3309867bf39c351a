//! Syncing from the window: by hand or by itself, with what is shown meanwhile.

use gloo_timers::callback::{Interval, Timeout};
use satchel_shared::window::{GetSyncState, StopSync, SyncNow};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Message, PROGRESS_MS, STATE_PAUSE_MS, Workspace};
use crate::{backend, browser, components::bag::UnderWay};

impl Workspace {
    pub(super) fn sync(&mut self, ctx: &Context<Self>, with_files: bool) -> bool {
        if self.under_way.is_some() || ctx.props().session.membership.is_none() {
            return false;
        }
        self.under_way = Some(UnderWay {
            since_ms: browser::now_ms(),
        });
        self.sync_problem = None;
        let keepers = ctx.props().keepers.clone();
        ctx.link().send_future(async move {
            // What was typed a moment ago goes along; what cannot be kept stays for the next time.
            keepers.settle().await;
            Message::Synced(backend::call(SyncNow { with_files }).await)
        });
        let look = ctx.link().callback(|()| Message::LookAtState);
        self.progress = Some(Interval::new(PROGRESS_MS, move || look.emit(())));
        true
    }

    pub(super) fn look_at_state(ctx: &Context<Self>) {
        ctx.link()
            .send_future(async { Message::State(backend::call(GetSyncState {}).await) });
    }

    pub(super) fn look_soon(&mut self, ctx: &Context<Self>) {
        if self.look.is_none() {
            let look = ctx.link().callback(|()| Message::LookAtState);
            self.look = Some(Timeout::new(STATE_PAUSE_MS, move || look.emit(())));
        }
    }
}

/// The sync's own answer, which comes next, says that it was stopped.
pub(super) fn stop_sync() {
    spawn_local(async {
        backend::call(StopSync {}).await.ok();
    });
}
