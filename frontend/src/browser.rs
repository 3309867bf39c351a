//! What the window asks of the browser that shows it. Everything that may be missing is allowed to be.

use gloo_timers::callback::Timeout;
use satchel_shared::ids::ItemId;
use uuid::Uuid;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, HtmlElement, ResizeObserver, ScrollIntoViewOptions, ScrollLogicalPosition, Storage};

pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Whether the system says that there is a network.
pub(crate) fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Milliseconds since 1970, by this device's clock.
#[expect(clippy::cast_possible_truncation, reason = "a date in milliseconds fits")]
pub(crate) fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// An id for an item that is made here; none where the browser gives no randomness.
pub(crate) fn new_item() -> Option<ItemId> {
    new_uuid().map(ItemId)
}

/// A new UUIDv7 by the browser's clock and randomness.
pub(crate) fn new_uuid() -> Option<Uuid> {
    let mut random = [0; 10];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut random).ok()?;
    let now = u64::try_from(now_ms()).ok()?;
    Some(uuid::Builder::from_unix_timestamp_millis(now, &random).into_uuid())
}

/// Opens the browser's own dialog for printing.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        // A person who may not print sees the browser say so.
        window.print().ok();
    }
}

pub(crate) fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

pub(crate) fn focus(id: &str) {
    if let Some(element) = element(id) {
        // What cannot take the focus leaves it where it was.
        element.focus().ok();
    }
}

/// Focuses the first element that a selector names, once what was just done is shown.
pub(crate) fn focus_soon(selector: &str) {
    let selector = selector.to_owned();
    let first = move || {
        let found = document()?.query_selector(&selector).ok()??;
        found.dyn_into::<HtmlElement>().ok()
    };
    Timeout::new(0, move || {
        if let Some(element) = first() {
            element.focus().ok();
        }
    })
    .forget();
}

/// Whether an element is in the page and in a part of it that is shown.
pub(crate) fn is_shown(id: &str) -> bool {
    element(id).is_some_and(|element| element.offset_parent().is_some())
}

/// Scrolls no further than needed for an element to be in sight.
pub(crate) fn bring_into_view(element: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    nearest.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}

pub(crate) fn focused() -> Option<Element> {
    document()?.active_element()
}

/// Whether what has the focus stands inside what the selector names.
pub(crate) fn focused_is_in(selector: &str) -> bool {
    focused().is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Whether the person is writing into something.
pub(crate) fn is_writing() -> bool {
    focused().is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !element.has_attribute("data-passive")
    })
}

/// Whether a dialog is open, which has the keyboard to itself.
pub(crate) fn has_dialog() -> bool {
    document()
        .and_then(|document| document.query_selector("dialog[open]").ok().flatten())
        .is_some()
}

/// Sets a style where the page's policy forbids the attribute.
pub(crate) fn style(element: &HtmlElement, property: &str, value: &str) {
    element.style().set_property(property, value).ok();
}

/// Remembered on this machine; none where the browser forbids it.
pub(crate) fn remembered() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// Remembered as long as this tab is open.
pub(crate) fn remembered_in_tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

pub(crate) fn hash() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// A value of the address's query.
pub(crate) fn query(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// Writes the address without leaving the page; `new` makes a step that one can go back.
pub(crate) fn write_hash(hash: &str, new: bool) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else {
        return;
    };
    let state = wasm_bindgen::JsValue::NULL;
    if new {
        history.push_state_with_url(&state, "", Some(hash)).ok();
    } else {
        history.replace_state_with_url(&state, "", Some(hash)).ok();
    }
}

/// Whether the window is as small as a telephone's: 40 rem, as the style sheets have it.
pub(crate) fn is_small() -> bool {
    let query = || web_sys::window()?.match_media("(max-width: 40rem)").ok()?;
    query().is_some_and(|query| query.matches())
}

/// Leaves the field that has the focus, for the list where it is shown.
pub(crate) fn leave_field() {
    let before = focused();
    focus("rows");
    if focused() == before
        && let Some(field) = before.and_then(|field| field.dyn_into::<HtmlElement>().ok())
    {
        field.blur().ok();
    }
}

/// The height of the root's letters, by which `rem` is measured.
pub(crate) fn rem_px() -> f64 {
    let size = || {
        let root = document()?.document_element()?;
        let style = web_sys::window()?.get_computed_style(&root).ok()??;
        style
            .get_property_value("font-size")
            .ok()?
            .trim_end_matches("px")
            .parse()
            .ok()
    };
    size().unwrap_or(16.0)
}

/// Whether a text area grows by itself.
pub(crate) fn grows_by_itself() -> bool {
    web_sys::css::supports_with_value("field-sizing", "content").unwrap_or(false)
}

/// Tells when an element gets another size, and once when it begins; until it is dropped.
pub(crate) struct SizeObserver {
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
}

impl SizeObserver {
    pub(crate) fn new(element: &Element, resized: impl FnMut() + 'static) -> Option<Self> {
        let resized = Closure::<dyn FnMut()>::new(resized);
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _resized: resized,
        })
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
