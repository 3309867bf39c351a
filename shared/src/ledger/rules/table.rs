//! The rules as people read them: `docs/rules.md` is this.

use super::{RULES, Rule};

const HEAD: &str = "\
# Who may decide what

Made by `cargo xtask rules` of the lines in `shared/src/ledger/rules.rs`; nothing else says who may decide. That a decision names what is there, and the
latest version, is asked beside them (`Standing::check`, `OfficeDecision::check`). The device asks them to
answer at once, the hub asks the same ones as the authority.

What is decided on is one's *own* where it is one's office, or its record; *referred* where one's office was asked to assist on it; *invited*
where one's office is invited to the discussion; and else *others*'.

| decision | on | by | whose | in status | status after |
| --- | --- | --- | --- | --- | --- |
";

/// Markdown: a line for each rule.
#[must_use]
pub fn table() -> String {
    let lines = RULES.iter().map(line);
    std::iter::once(HEAD.to_owned()).chain(lines).collect()
}

fn line(rule: &Rule) -> String {
    let after = rule.to.map_or("as it was", |status| status.as_str());
    format!(
        "| {} | {} | {} | {} | {} | {after} |\n",
        rule.event,
        listed(rule.of, |subject| subject.as_str()),
        listed(rule.by, |role| role.as_str()),
        listed(rule.on, |relation| relation.as_str()),
        listed(rule.from, |status| status.as_str()),
    )
}

fn listed<T>(all: &[T], name: impl Fn(&T) -> &'static str) -> String {
    all.iter().map(name).collect::<Vec<_>>().join(", ")
}
