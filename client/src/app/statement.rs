//! Statement packs: what a State, or an institution, can say in the general debate, as far as the State consents.

use std::collections::BTreeMap;

use satchel_shared::{
    ledger::{Scope, Status, consent::Given},
    schema::{Kind, Reach},
    window::{GetStatement, LeftOut, Statement, StatementItem, StatementPart, Topic, WhyNot},
};
use serde_json::{Map, Value};

use super::{App, open::Open};
use crate::{
    error::AppError,
    vault::{
        decisions,
        statement::{self, Candidate},
    },
};

/// Topics with paragraphs on each.
type Said = Vec<(Topic, Vec<String>)>;

impl App {
    /// A statement pack, as far as this device knows what belongs into it; and for whom there could be one.
    ///
    /// # Errors
    /// [`AppError::Locked`], or what the vault says.
    pub fn statement(&self, wanted: &GetStatement) -> Result<Statement, AppError> {
        self.with_open(|open| open.statement(wanted))
    }
}

impl Open {
    fn statement(&self, wanted: &GetStatement) -> Result<Statement, AppError> {
        let vault = self.vault.read();
        let (states, institutions) = statement::speakers(vault)?;
        let candidates = match wanted.of {
            Some(speaker) => statement::candidates(vault, speaker)?,
            None => Vec::new(),
        };
        let consented = decisions::consented(vault)?;
        let (mut parts, mut left_out) = (BTreeMap::<Topic, Vec<StatementItem>>::new(), Vec::new());
        for candidate in candidates {
            let said = if consented.contains(&candidate.record.id) {
                self.said(&candidate)?
            } else {
                Err(WhyNot::NoConsent)
            };
            match said {
                Err(why) => left_out.push(LeftOut {
                    record: candidate.record,
                    why,
                }),
                Ok((given, said)) => {
                    for (topic, texts) in said {
                        parts.entry(topic).or_default().push(StatementItem {
                            record: candidate.record.clone(),
                            office: candidate.office.clone(),
                            texts,
                            authority: given.authority.clone(),
                            on: given.on,
                            until: given.until,
                        });
                    }
                }
            }
        }
        let parts = parts.into_iter().map(|(topic, items)| StatementPart { topic, items });
        Ok(Statement {
            of: wanted.of,
            states,
            institutions,
            parts: parts.collect(),
            left_out,
        })
    }

    /// What a record says in the version that the State consents to, and that consent; or why it may not be said.
    fn said(&self, candidate: &Candidate) -> Result<Result<(Given, Said), WhyNot>, AppError> {
        let id = candidate.record.id;
        let standing = self.standing(id)?;
        let Some(consent) = standing.consent_at(Scope::Council, self.environment.now_ms()) else {
            return Ok(Err(WhyNot::NoConsent));
        };
        let latest = standing.versions.last().copied().unwrap_or(consent.given.version);
        let (Some(content), Some(latest)) = (self.content(id, consent.given.version)?, self.content(id, latest)?)
        else {
            return Ok(Err(WhyNot::NotHere));
        };
        // The office may have thought better of it since.
        let is_meant = [&content, &latest].map(|content| content.get("for_general_debate") == Some(&Value::Bool(true)));
        if candidate.kind == Kind::Practice && is_meant != [true; 2] {
            return Ok(Err(WhyNot::NotForDebate));
        }
        let content = candidate.kind.reaching(Reach::Record, &content);
        Ok(Ok((consent.given.clone(), topics(candidate, &content))))
    }
}

/// What a record's content says on each topic. It is named also where it has no words for it.
fn topics(candidate: &Candidate, content: &Map<String, Value>) -> Said {
    let prose = |field: &str| {
        content
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let listed = |field: &str| {
        let items = content.get(field).and_then(Value::as_array).into_iter().flatten();
        let text = |item: &Value| item.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
        items.map(text).collect::<Vec<_>>()
    };
    match candidate.kind {
        Kind::Practice => {
            let mut said = vec![(Topic::Experiences, texts([prose("description"), prose("lessons")]))];
            let others = [(Topic::Achievements, "results"), (Topic::Challenges, "challenges")];
            let others = others.map(|(topic, field)| (topic, texts([prose(field)])));
            said.extend(others.into_iter().filter(|(_, texts)| !texts.is_empty()));
            said
        }
        Kind::Request => {
            // What was asked for and is there; how that went are the words of those who helped.
            let is_met = candidate.status == Status::Completed;
            let needs = texts(
                [prose("context"), prose("needs")]
                    .into_iter()
                    .chain(listed("objectives")),
            );
            vec![(if is_met { Topic::Achievements } else { Topic::Needs }, needs)]
        }
        Kind::Activity => {
            let results = texts([prose("description")].into_iter().chain(listed("results")));
            vec![(Topic::Achievements, results)]
        }
        Kind::Discussion | Kind::Observation | Kind::Assessment => Vec::new(),
    }
}

fn texts(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    texts.into_iter().filter(|text| !text.trim().is_empty()).collect()
}
