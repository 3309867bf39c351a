//! What stays in sight above a record: its standing, whether it is kept, what can be decided, and its sections.

use satchel_shared::{
    Problem,
    attachment::ATTACHMENTS,
    ledger::{Decision, EventName, Status},
    path::{Path, Step},
};
use yew::prelude::*;

use super::{Message, RecordPage, deciding};
use crate::{
    completeness::progress,
    components::{
        back_button::BackButton, isolated::isolated, kept_mark::KeptMark, problem_note::ProblemNote,
        section_tabs::SectionTabs,
    },
    keeping::{Keeping, Mark, content},
    rows,
};

impl RecordPage {
    /// What may be said of the record's safety: a text that names no value is in the window alone.
    fn mark(&self, ctx: &Context<Self>, keeping: &Keeping) -> Mark {
        let unread = ctx.props().drafts.unread(ctx.props().id);
        // What was typed into an item that has been taken out is gone with it.
        let is_there = |path: &Path| match path.0.split_last() {
            Some((_, [])) | None => true,
            Some((_, outer)) => content::get(&keeping.view().content, &Path(outer.to_vec())).is_some(),
        };
        let mark = keeping.mark();
        if matches!(mark, Mark::Kept(_)) && unread.iter().any(is_there) {
            return Mark::Failed(Problem::new("value-not-read"));
        }
        mark
    }

    pub(super) fn head(&self, ctx: &Context<Self>, keeping: &Keeping) -> Html {
        let (props, view) = (ctx.props(), keeping.view());
        let words = &props.words;
        let (row, standing) = (&view.row, &view.row.standing);
        let link = ctx.link();
        let ledger = &view.ledger;
        let sending = deciding::sending(view, props.role.is_none());
        let has_news = standing.status == Status::Draft || standing.edited_since;
        let is_submitted_by_leads =
            rows::sending(row.kind, standing.status) == Some(EventName::Submitted) && standing.status == Status::Draft;
        let unread = ledger.latest.filter(|_| ledger.allows(EventName::Acknowledged));
        let questions = ledger.open_questions.len();
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
                        <KeptMark mark={self.mark(ctx, keeping)} />
                    } else if !row.office.is_empty() {
                        <bdi>{ &row.office }</bdi>
                    }
                    if self.coming.count > 0 && view.writable {
                        <button type="button" class="link waits" id="files-coming" onclick={link.callback(|_: MouseEvent| Message::Field(Path::field(ATTACHMENTS)))}>
                            { if self.coming.is_asking { words.get("files-asking") } else { words.with("files-coming", &[("count", self.coming.count.into())]) } }
                        </button>
                    }
                    <span class="end">
                        if let Some(event) = sending.filter(|_| has_news) {
                            <button type="button" class="button main" id="submit" onclick={link.callback(|_: MouseEvent| Message::AskSend)}>
                                { words.get(rows::verb(row.kind, event)) }
                            </button>
                        }
                        if view.writable && sending.is_none() && is_submitted_by_leads {
                            <span class="hint" id="submit-by-lead">{ words.get("submit-by-lead") }</span>
                        }
                        if !deciding::offered(view).is_empty() {
                            <button type="button" class="button" id="decide" onclick={link.callback(|_: MouseEvent| Message::AskDecide)}>{ words.get("decide") }</button>
                        }
                        if let Some(version) = unread {
                            <button type="button" class="button main" id="acknowledge" disabled={self.deciding}
                                onclick={link.callback(move |_: MouseEvent| Message::Decide(Decision::Acknowledged { version }))}>{ words.get("acknowledge") }</button>
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
                if questions > 0 {
                    <p class="question">
                        { words.with("questions-open", &[("count", questions.into())]) }{ " " }
                        <button type="button" class="link" id="see-questions" onclick={link.callback(|_: MouseEvent| Message::OpenDecisions)}>{ words.get("questions-see") }</button>
                    </p>
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
