//! The carrier inside the app: the webview's bridge.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use satchel_shared::Problem;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

pub(super) struct Bridge {
    internals: JsValue,
    invoke: Function,
}

/// The bridge, where the window runs in the app.
pub(super) fn find() -> Option<Bridge> {
    let internals = Reflect::get(&js_sys::global(), &"__TAURI_INTERNALS__".into()).ok()?;
    let invoke = Reflect::get(&internals, &"invoke".into()).ok()?.dyn_into().ok()?;
    Some(Bridge { internals, invoke })
}

impl Bridge {
    pub(super) async fn carry(&self, command: &str, body: &str) -> Result<String, Problem> {
        let answer = async {
            let given = Object::new();
            Reflect::set(&given, &"command".into(), &command.into())?;
            Reflect::set(&given, &"request".into(), &JSON::parse(body)?)?;
            let answer = self.invoke.call2(&self.internals, &"call".into(), &given)?;
            JsFuture::from(answer.dyn_into::<Promise>()?).await
        };
        match answer.await {
            Ok(reply) => Ok(text(&reply)),
            Err(reason) => Err(super::problem(&text(&reason))),
        }
    }
}

fn text(value: &JsValue) -> String {
    JSON::stringify(value).map(String::from).unwrap_or_default()
}
