//! The carrier in an ordinary browser: HTTP to the server that gave the page.
//!
//! The token comes in the address's fragment, which no server and no log sees, is kept as long as the tab is open, and
//! is taken out of the address, so that nobody reads it from the screen or the history.

use satchel_shared::Problem;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use crate::browser;

const KEY: &str = "satchel-token";
const FRAGMENT: &str = "#token=";

pub(super) fn take_token() {
    let hash = browser::hash();
    let Some(token) = hash.strip_prefix(FRAGMENT) else {
        return;
    };
    let (token, place) = token.split_once('&').unwrap_or((token, ""));
    if let Some(storage) = browser::remembered_in_tab() {
        storage.set_item(KEY, token).ok();
    }
    browser::write_hash(&format!("#{place}"), false);
}

fn token() -> Option<String> {
    browser::remembered_in_tab()?.get_item(KEY).ok().flatten()
}

pub(super) async fn carry(command: &str, body: &str) -> Result<String, Problem> {
    let token = token().ok_or_else(|| Problem::new("window-token-missing"))?;
    let gone = |_| Problem::new("back-end-gone");
    let headers = Headers::new().map_err(gone)?;
    headers.set("Authorization", &format!("Bearer {token}")).map_err(gone)?;
    headers.set("Content-Type", "application/json").map_err(gone)?;
    let options = RequestInit::new();
    options.set_method("POST");
    options.set_headers(&headers);
    options.set_body(&body.into());
    let window = web_sys::window().ok_or_else(|| Problem::new("back-end-gone"))?;
    let asked = window.fetch_with_str_and_init(&format!("/call/{command}"), &options);
    let response: Response = JsFuture::from(asked).await.map_err(gone)?.dyn_into().map_err(gone)?;
    let text = JsFuture::from(response.text().map_err(gone)?)
        .await
        .map_err(gone)?
        .as_string()
        .unwrap_or_default();
    match response.status() {
        200 => Ok(text),
        401 => Err(Problem::new("window-token-missing")),
        _ => Err(super::problem(&text)),
    }
}
