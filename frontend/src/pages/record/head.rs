//! What stays in sight above a record: its standing, whether it is kept, what can be decided, and its sections.

use satchel_shared::{
    Problem,
    ledger::{Role, Status},
    path::{Path, Step},
};
use yew::prelude::*;

use super::{Message, RecordPage};
use crate::{
    completeness::progress,
    components::{
        back_button::BackButton, isolated::isolated, kept_mark::KeptMark, problem_note::ProblemNote,
        section_tabs::SectionTabs,
    },
    keeping::{Keeping, Mark},
    rows,
};

impl RecordPage {
    pub(super) fn head(&self, ctx: &Context<Self>, keeping: &Keeping) -> Html {
        let (props, view) = (ctx.props(), keeping.view());
        let words = &props.words;
        let (row, standing) = (&view.row, &view.row.standing);
        let link = ctx.link();
        let is_desk = props.role == Some(Role::Desk);
        let may_submit = view.writable && (standing.status == Status::Draft || standing.edited_since);
        let has_title = !row.title.trim().is_empty() && !row.language.is_empty();
        let title_language = has_title.then(|| row.language.clone());
        let refused = standing.refused.as_ref().map(|code| Problem::new(code));
        html! {
            <header class={classes!("head", (!view.writable).then_some("plain"))}>
                <div class="line">
                    <BackButton label={words.get("back")} on_back={props.on_back.clone()} />
                    <span class="pill" id="status" data-status={standing.status.as_str()} data-version={standing.version.to_string()}>{ rows::status(words, standing) }</span>
                    if standing.edited_since {
                        <span class="waits" id="edited-since">{ words.get("row-edited-since") }</span>
                    }
                    if standing.waiting {
                        <span class="waits" id="decision-waits">{ words.get("decision-waits") }</span>
                    }
                    if view.writable {
                        <KeptMark mark={keeping.mark()} />
                    } else if !row.office.is_empty() {
                        <bdi>{ &row.office }</bdi>
                    }
                    <span class="end">
                        if may_submit {
                            <button type="button" class="button main" id="submit" onclick={link.callback(|_: MouseEvent| Message::AskSubmit)}>{ words.get("submit") }</button>
                        }
                        if is_desk && standing.status == Status::Submitted {
                            <button type="button" class="button main" id="acknowledge" disabled={self.deciding}
                                onclick={link.callback(|_: MouseEvent| Message::Acknowledge)}>{ words.get("acknowledge") }</button>
                        }
                    </span>
                </div>
                if let Mark::Failed(problem) = keeping.mark() {
                    if keeping.has_failed() {
                        <ProblemNote {problem} />
                    }
                }
                if let Some(problem) = refused {
                    <div class="problem" id="refused">{ words.with("refused-by-headquarters", &[("why", words.problem(&problem).into())]) }</div>
                }
                if let (Some(problem), None) = (&self.refusal, &self.dialog) {
                    <ProblemNote problem={problem.clone()} />
                }
                <h1 id="title" dir="auto" lang={title_language}>{ isolated(&rows::title(words, row)) }</h1>
                { self.tools(ctx, keeping) }
                if view.writable {
                    <SectionTabs kind={row.kind} current={self.section} on_choose={link.callback(Message::Section)}
                        sections={row.kind.sections().iter().map(|section| {
                            let names: Vec<&str> = section.fields.iter().map(|field| field.name).collect();
                            let conflicts = view.conflicts_in.iter().filter(|conflict| begins_with(&conflict.path, &names)).count();
                            (section, progress(section, &view.content), conflicts)
                        }).collect::<Vec<_>>()} />
                }
            </header>
        }
    }
}

fn begins_with(path: &Path, names: &[&str]) -> bool {
    matches!(path.0.first(), Some(Step::Field(name)) if names.contains(&name.as_str()))
}
