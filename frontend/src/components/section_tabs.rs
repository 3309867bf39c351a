//! The parts of a form as tabs, each with how far it is. Arrows move between them.

use satchel_shared::schema::{Kind, Section};
use yew::prelude::*;

use crate::{browser, completeness::Progress, words::use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct SectionTabsProps {
    pub(crate) kind: Kind,
    /// Each part with how far it is, and how many of its fields have two values.
    pub(crate) sections: Vec<(&'static Section, Progress, usize)>,
    pub(crate) current: usize,
    pub(crate) on_choose: Callback<usize>,
}

#[function_component]
pub(crate) fn SectionTabs(props: &SectionTabsProps) -> Html {
    let words = use_words();
    let count = props.sections.len();
    let tab = |(at, (section, progress, conflicts)): (usize, &(&'static Section, Progress, usize))| {
        let is_current = at == props.current;
        let onclick = props.on_choose.reform(move |_: MouseEvent| at);
        let onkeydown = {
            let (on_choose, names) = (
                props.on_choose.clone(),
                props.sections.iter().map(|it| it.0.name).collect::<Vec<_>>(),
            );
            Callback::from(move |event: KeyboardEvent| {
                let is_rtl = browser::document()
                    .and_then(|it| it.document_element())
                    .is_some_and(|it| it.get_attribute("dir").as_deref() == Some("rtl"));
                let (forward, backward) = if is_rtl {
                    ("ArrowLeft", "ArrowRight")
                } else {
                    ("ArrowRight", "ArrowLeft")
                };
                let key = event.key();
                let next = match key.as_str() {
                    "Home" => 0,
                    "End" => count - 1,
                    key if key == forward => (at + 1) % count,
                    key if key == backward => (at + count - 1) % count,
                    _ => return,
                };
                event.prevent_default();
                on_choose.emit(next);
                if let Some(name) = names.get(next) {
                    browser::focus(&format!("section-{name}"));
                }
            })
        };
        // The mark has its place whatever it says: a tab that moved as a field was left would not be under the
        // pointer that was about to press it.
        let (mark, told) = match progress {
            Progress::Left(left) => (html! { left }, words.with("section-left", &[("count", (*left).into())])),
            Progress::Done => (html! { <span class="tick"></span> }, words.get("section-done")),
            Progress::Empty => (Html::default(), String::new()),
        };
        html! {
            <button type="button" role="tab" id={format!("section-{}", section.name)} aria-selected={is_current.to_string()}
                aria-controls="section" tabindex={if is_current { "0" } else { "-1" }} {onclick} {onkeydown}>
                <span>{ words.section(props.kind, section.name) }</span>
                <i class="mark" title={told.clone()}><span aria-hidden="true">{ mark }</span><span class="unseen">{ &told }</span></i>
                if *conflicts > 0 {
                    <i class="clash" title={words.with("row-conflicts", &[("count", (*conflicts).into())])}>{ conflicts }<span class="unseen">{ words.get("filter-two-values") }</span></i>
                }
            </button>
        }
    };
    html! {
        <div class="parts" role="tablist" aria-label={words.get("sections")}>{ for props.sections.iter().enumerate().map(tab) }</div>
    }
}
