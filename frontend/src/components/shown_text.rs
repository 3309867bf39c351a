//! Texts in fields that a colleague may change while somebody writes: the caret stays at its words.
//!
//! The field's element holds what is typed; it is written to only when the record's text is another, which is when
//! somebody else's edit came. So no keystroke and no composed word is ever disturbed.

use satchel_shared::splice;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::NodeRef;

use crate::browser;

/// Makes the field show a text.
pub(crate) fn show(node: &NodeRef, text: &str) {
    if let Some(area) = node.cast::<HtmlTextAreaElement>() {
        let before = area.value();
        if before != text {
            let carets = [area.selection_start(), area.selection_end()].map(|it| it.ok().flatten());
            area.set_value(text);
            if let [Some(start), Some(end)] = carets.map(|caret| caret.and_then(|it| carry(&before, text, it))) {
                area.set_selection_range(start, end).ok();
            }
        }
        grow(&area);
    } else if let Some(input) = node.cast::<HtmlInputElement>() {
        let before = input.value();
        if before != text {
            let carets = [input.selection_start(), input.selection_end()].map(|it| it.ok().flatten());
            input.set_value(text);
            let is_focused = browser::focused() == node.cast();
            if let ([Some(start), Some(end)], true) = (
                carets.map(|caret| caret.and_then(|it| carry(&before, text, it))),
                is_focused,
            ) {
                input.set_selection_range(start, end).ok();
            }
        }
    }
}

fn carry(before: &str, after: &str, caret: u32) -> Option<u32> {
    let splice = splice::diff(before, after)?;
    u32::try_from(splice.carry(usize::try_from(caret).ok()?)).ok()
}

/// Makes a text area as high as its text, where the browser does not by itself.
pub(crate) fn grow(area: &HtmlTextAreaElement) {
    if !browser::grows_by_itself() {
        browser::style(area, "block-size", "auto");
        browser::style(area, "block-size", &format!("{}px", area.scroll_height() + 2));
    }
}
