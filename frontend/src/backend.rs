//! The window's way to its back end: one typed call, two carriers.
//!
//! Inside the app the webview's own bridge carries it; in an ordinary browser, loopback HTTP with a token does. A failure
//! is always a [`Problem`], whose words are the locale's.

mod bridge;
mod loopback;

use std::cell::RefCell;

use satchel_shared::{Problem, window::Request};
use serde::de::DeserializeOwned;
use yew::Callback;

/// Asks, and waits for the answer.
///
/// # Errors
/// The back end's problem, or `back-end-gone` where it cannot be reached.
pub(crate) async fn call<R: Request>(request: R) -> Result<R::Reply, Problem> {
    let body = serde_json::to_string(&request).map_err(|reason| Problem::new("bad-request").with("reason", reason))?;
    let answer = match bridge::find() {
        Some(bridge) => bridge.carry(R::COMMAND, &body).await,
        None => loopback::carry(R::COMMAND, &body).await,
    };
    let reply = answer.and_then(|answer| read(&answer));
    let whom = match &reply {
        Err(problem) if problem.code == "locked" => ON_LOCKED.with_borrow(Clone::clone),
        Err(problem) if problem.code == "device-revoked" => ON_REVOKED.with_borrow(Clone::clone),
        Ok(_) | Err(_) => None,
    };
    if let Some(whom) = whom {
        whom.emit(());
    }
    reply
}

thread_local! {
    static ON_LOCKED: RefCell<Option<Callback<()>>> = const { RefCell::new(None) };
    static ON_REVOKED: RefCell<Option<Callback<()>>> = const { RefCell::new(None) };
}

/// Whom to tell when an answer says that headquarters has withdrawn the device.
pub(crate) fn when_revoked(callback: Callback<()>) {
    ON_REVOKED.set(Some(callback));
}

/// Whom to tell when an answer shows that the vault has been locked meanwhile.
pub(crate) fn when_locked(callback: Callback<()>) {
    ON_LOCKED.set(Some(callback));
}

/// Takes what the address brings for the back end, before anything else reads it.
pub(crate) fn prepare() {
    loopback::take_token();
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    serde_json::from_str(text).map_err(|reason| Problem::new("window-answer-unreadable").with("reason", reason))
}

/// The problem that a failed call tells; `back-end-gone` where what answered was not the back end.
fn problem(text: &str) -> Problem {
    serde_json::from_str(text).unwrap_or_else(|_| Problem::new("back-end-gone"))
}
