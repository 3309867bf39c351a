//! A long list of which only what is in sight is in the page.
//!
//! Rows have one height, in `rem`, which style sheets find as `--row`. Two spacers stand for the rows before and after; their heights are set through the
//! CSSOM, because the page's policy forbids style attributes. The list is one stop of the keyboard: arrows move within.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::browser::{self, SizeObserver};

/// Rows beyond the edges, so that scrolling shows no gap.
const MARGIN: usize = 8;

#[derive(Properties, PartialEq)]
pub(crate) struct VirtualListProps {
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) count: usize,
    pub(crate) row_rem: f64,
    /// The row that the keyboard is at.
    pub(crate) active: Option<usize>,
    /// One row by its place and the id that its element must have; it must be an `option`.
    pub(crate) row: Callback<(usize, AttrValue), Html>,
    pub(crate) on_active: Callback<usize>,
    pub(crate) on_open: Callback<usize>,
    /// These rows are shown: from, up to. For lists that come bit by bit.
    #[prop_or_default]
    pub(crate) on_look: Option<Callback<(usize, usize)>>,
}

/// The rows to show: from, up to.
fn window(top: f64, height: f64, row: f64, count: usize) -> (usize, usize) {
    if row <= 0.0 {
        return (0, 0);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "places in a list, never negative"
    )]
    let place = |at: f64| (at.max(0.0) / row) as usize;
    let first = place(top).saturating_sub(MARGIN).min(count);
    (first, (place(top + height) + 1 + MARGIN).min(count))
}

/// Scrolls no further than needed for a row to be in sight.
fn show_row(list: &HtmlElement, row: usize, row_px: f64) {
    #[expect(clippy::cast_precision_loss, reason = "places in a list are far below 53 bits")]
    let top = row as f64 * row_px;
    let (seen_top, seen_height) = (f64::from(list.scroll_top()), f64::from(list.client_height()));
    #[expect(clippy::cast_possible_truncation, reason = "browsers scroll by whole pixels")]
    if top < seen_top {
        list.set_scroll_top(top as i32);
    } else if top + row_px > seen_top + seen_height {
        list.set_scroll_top((top + row_px - seen_height).ceil() as i32);
    }
}

#[function_component]
pub(crate) fn VirtualList(props: &VirtualListProps) -> Html {
    let (node, before, after) = (use_node_ref(), use_node_ref(), use_node_ref());
    let row_px = *use_memo(props.row_rem.to_bits(), |_| props.row_rem * browser::rem_px());
    let seen = use_state_eq(|| (0.0_f64, 1200.0_f64));
    let look = {
        let (node, seen) = (node.clone(), seen.setter());
        Callback::from(move |()| {
            if let Some(element) = node.cast::<HtmlElement>() {
                let height = f64::from(element.client_height());
                // A list that is hidden has no height, and looks again when it is shown.
                if height > 0.0 {
                    seen.set((f64::from(element.scroll_top()), height));
                }
            }
        })
    };
    let active = use_mut_ref(|| props.active);
    *active.borrow_mut() = props.active;
    {
        // A list that comes back into sight, or whose size is another, looks again.
        let (node, look) = (node.clone(), look.clone());
        use_effect_with(row_px.to_bits(), move |_| {
            let watched = node.cast::<HtmlElement>();
            let observer = watched.clone().and_then(|element| {
                let mut was_hidden = false;
                let resized = move || {
                    let is_hidden = element.client_height() == 0;
                    let is_back = std::mem::replace(&mut was_hidden, is_hidden) && !is_hidden;
                    // Hiding a list forgets how far it was scrolled.
                    if let Some(active) = active.borrow().filter(|_| is_back) {
                        show_row(&element, active, row_px);
                    }
                    look.emit(());
                };
                SizeObserver::new(watched.as_ref()?, resized)
            });
            move || drop(observer)
        });
    }
    {
        let look = look.clone();
        use_effect_with(props.count, move |_| look.emit(()));
    }
    let (first, end) = window(seen.0, seen.1, row_px, props.count);
    {
        let on_look = props.on_look.clone();
        use_effect_with((first, end, on_look), |(first, end, on_look)| {
            if let Some(on_look) = on_look {
                on_look.emit((*first, *end));
            }
        });
    }
    {
        let node = node.clone();
        use_effect_with(row_px.to_bits(), move |_| {
            if let Some(element) = node.cast::<HtmlElement>() {
                browser::style(&element, "--row", &format!("{row_px}px"));
            }
        });
    }
    {
        let (before, after, count) = (before.clone(), after.clone(), props.count);
        use_effect_with((first, end, count), move |_| {
            #[expect(clippy::cast_precision_loss, reason = "a list of at most some thousand rows")]
            let height = |rows: usize| format!("{}px", rows as f64 * row_px);
            for (spacer, rows) in [(before, first), (after, count.saturating_sub(end))] {
                if let Some(spacer) = spacer.cast::<HtmlElement>() {
                    browser::style(&spacer, "block-size", &height(rows));
                }
            }
        });
    }
    {
        let node = node.clone();
        use_effect_with(props.active, move |active| {
            if let (Some(active), Some(element)) = (*active, node.cast::<HtmlElement>()) {
                show_row(&element, active, row_px);
            }
        });
    }
    let onkeydown = {
        let (count, active) = (props.count, props.active);
        let (on_active, on_open) = (props.on_active.clone(), props.on_open.clone());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows on a page")]
        let page = ((seen.1 / row_px.max(1.0)) as usize).max(1);
        Callback::from(move |event: KeyboardEvent| {
            let Some(last) = count.checked_sub(1) else { return };
            let next = match event.key().as_str() {
                "ArrowDown" => active.map_or(0, |at| (at + 1).min(last)),
                "ArrowUp" => active.map_or(last, |at| at.saturating_sub(1)),
                "PageDown" => active.map_or(0, |at| (at + page).min(last)),
                "PageUp" => active.map_or(0, |at| at.saturating_sub(page)),
                "Home" => 0,
                "End" => last,
                "Enter" | " " => {
                    event.prevent_default();
                    on_open.emit(active.unwrap_or(0));
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            on_active.emit(next);
        })
    };
    let onscroll = look.reform(|_: Event| ());
    let id_of = |at: usize| AttrValue::from(format!("{}-{at}", props.id));
    html! {
        <div ref={node} id={props.id.clone()} class="virtual" role="listbox" tabindex="0" aria-label={props.label.clone()}
            aria-activedescendant={props.active.filter(|at| (first..end).contains(at)).map(id_of)} {onscroll} {onkeydown}>
            <div ref={before} role="presentation"></div>
            { for (first..end).map(|at| props.row.emit((at, id_of(at)))) }
            <div ref={after} role="presentation"></div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_in_sight_is_shown() {
        assert_eq!(window(0.0, 800.0, 80.0, 10_000), (0, 19));
        assert_eq!(window(400_000.0, 800.0, 80.0, 10_000), (4992, 5019));
        assert_eq!(window(799_200.0, 800.0, 80.0, 10_000), (9982, 10_000));
        assert_eq!(window(0.0, 800.0, 80.0, 3), (0, 3));
        assert_eq!(window(0.0, 0.0, 0.0, 3), (0, 0));
    }
}
