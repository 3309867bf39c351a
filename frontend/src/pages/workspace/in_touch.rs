//! Staying in touch: while there is a connection, what is written goes a moment later, and news come by themselves.

use gloo_timers::callback::Timeout;
use satchel_shared::{Problem, window::WaitForNews};
use yew::prelude::*;

use super::{Message, Workspace};
use crate::backend;

/// After the last keystroke that was kept.
const PAUSE_MS: u32 = 3_000;
/// After a try that failed. A network that comes back is told sooner.
const AGAIN_MS: u32 = 30_000;

/// Whether the window stays in touch, and what it waits for meanwhile.
#[derive(Default)]
pub(super) struct InTouch {
    wanted: bool,
    /// Headquarters is asked for news.
    waits: bool,
    timer: Option<Timeout>,
}

impl InTouch {
    /// What is to be done now that it is wanted, or is not.
    pub(super) fn want(&mut self, ctx: &Context<Workspace>, wanted: bool, is_busy: bool) {
        let begins = wanted && !self.wanted;
        self.wanted = wanted;
        if !wanted {
            self.timer = None;
        } else if begins {
            self.sync_in(ctx, 0);
        } else if !is_busy && !self.waits && self.timer.is_none() {
            self.waits = true;
            ctx.link()
                .send_future(async { Message::Waited(backend::call(WaitForNews {}).await) });
        }
    }

    /// Something was written.
    pub(super) fn written(&mut self, ctx: &Context<Workspace>) {
        if self.wanted {
            self.sync_in(ctx, PAUSE_MS);
        }
    }

    /// The answer to the question for news; whether there are some.
    pub(super) fn answered(&mut self, ctx: &Context<Workspace>, answer: &Result<bool, Problem>) -> bool {
        self.waits = false;
        if answer.is_err() && self.wanted {
            self.sync_in(ctx, AGAIN_MS);
        }
        matches!(answer, Ok(true))
    }

    /// A sync has ended; where it failed, it is tried again.
    pub(super) fn synced(&mut self, ctx: &Context<Workspace>, failed: bool) {
        self.timer = None;
        if failed && self.wanted {
            self.sync_in(ctx, AGAIN_MS);
        }
    }

    fn sync_in(&mut self, ctx: &Context<Workspace>, pause_ms: u32) {
        let sync = ctx.link().callback(|()| Message::Touch);
        self.timer = Some(Timeout::new(pause_ms, move || sync.emit(())));
    }
}
