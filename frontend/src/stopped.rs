//! What a person sees when the window itself fails: that what was kept is safe, and what to do.

use std::panic;

use crate::browser;

/// Shows the page's own notice when the program panics, and logs the reason.
pub(crate) fn tell_when_it_does() {
    panic::set_hook(Box::new(|reason| {
        web_sys::console::error_1(&reason.to_string().into());
        if let Some(notice) = browser::element("stopped") {
            notice.set_hidden(false);
        }
    }));
}
