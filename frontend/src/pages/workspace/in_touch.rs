//! Staying in touch: while there is a connection, what is written goes a moment later, and news come by themselves.

use gloo_timers::callback::Timeout;
use satchel_shared::{Problem, window::WaitForNews};
use yew::prelude::*;

use super::{Message, Workspace};
use crate::backend;

/// After the last keystroke that was kept.
const PAUSE_MS: u32 = 3_000;
/// After the first try that failed, at most; doubled after each that follows.
const AGAIN_MS: u32 = 20_000;
const LONGEST_MS: u32 = 600_000;

/// Whether the window stays in touch, and what it waits for meanwhile.
#[derive(Default)]
pub(super) struct InTouch {
    wanted: bool,
    /// Headquarters is asked for news.
    waits: bool,
    /// The system says that there is no network: nothing is tried before it says otherwise.
    is_offline: bool,
    /// Tries in a row that failed.
    failed: u32,
    timer: Option<Timeout>,
}

impl InTouch {
    /// Of a window that is opened now.
    pub(super) fn new(is_online: bool) -> Self {
        Self {
            is_offline: !is_online,
            ..Self::default()
        }
    }

    /// What is to be done now that it is wanted, or is not.
    pub(super) fn want(&mut self, ctx: &Context<Workspace>, wanted: bool, is_busy: bool) {
        let begins = wanted && !self.wanted;
        self.wanted = wanted;
        if !wanted {
            self.timer = None;
        } else if begins {
            self.sync_in(ctx, 0);
        } else if !is_busy && !self.waits && !self.is_offline && self.timer.is_none() {
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
        self.tried(ctx, answer.is_err());
        matches!(answer, Ok(true))
    }

    /// A sync has ended; where it failed, it is tried again.
    pub(super) fn synced(&mut self, ctx: &Context<Workspace>, failed: bool) {
        self.timer = None;
        self.tried(ctx, failed);
    }

    /// The network went, or is back.
    pub(super) fn network(&mut self, is_there: bool) {
        self.is_offline = !is_there;
        self.failed = 0;
        self.timer = None;
    }

    fn tried(&mut self, ctx: &Context<Workspace>, failed: bool) {
        if !failed {
            self.failed = 0;
        } else if self.wanted {
            let pause_ms = pause_ms(self.failed, js_sys::Math::random());
            self.failed += 1;
            self.sync_in(ctx, pause_ms);
        }
    }

    fn sync_in(&mut self, ctx: &Context<Workspace>, pause_ms: u32) {
        if self.is_offline {
            return;
        }
        let sync = ctx.link().callback(|()| Message::Touch);
        self.timer = Some(Timeout::new(pause_ms, move || sync.emit(())));
    }
}

/// How long to wait before the next try. `chance`, from 0 to 1, spreads the tries of devices that lost the same hub at once.
fn pause_ms(failed: u32, chance: f64) -> u32 {
    let longest = AGAIN_MS.saturating_mul(1 << failed.min(16)).min(LONGEST_MS);
    let half = f64::from(longest / 2);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most the longest pause"
    )]
    let pause = (half + half * chance) as u32;
    pause
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_that_fail_come_less_and_less_often_and_never_end() {
        let pauses: Vec<u32> = (0..8).map(|failed| pause_ms(failed, 1.0)).collect();
        assert_eq!(
            pauses,
            [20_000, 40_000, 80_000, 160_000, 320_000, 600_000, 600_000, 600_000]
        );
        assert_eq!(pause_ms(0, 0.0), 10_000);
        assert_eq!(pause_ms(u32::MAX, 0.0), 300_000);
    }
}
