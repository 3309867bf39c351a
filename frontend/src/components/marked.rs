//! A text with what was searched in it marked.

use satchel_shared::splice;
use yew::prelude::*;

use super::isolated::isolated;

/// The matches, in UTF-16 units, are in order and apart from each other.
pub(crate) fn marked(text: &str, matches: &[(usize, usize)]) -> Html {
    let mut parts = Vec::new();
    let mut at = 0;
    for &(start, end) in matches {
        parts.push(isolated(splice::slice(text, at, start)));
        parts.push(html! { <mark>{ splice::slice(text, start, end) }</mark> });
        at = end;
    }
    parts.push(isolated(splice::slice(text, at, usize::MAX)));
    parts.into_iter().collect()
}
