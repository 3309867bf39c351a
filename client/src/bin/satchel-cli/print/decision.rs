//! What a decision says, in a line.

use satchel_shared::{
    ledger::{Decision, consent::Given},
    window::LedgerLine,
};

/// What it is about and whom it names, and its text.
pub(crate) fn said(line: &LedgerLine) -> String {
    let about = about(&line.what).into_iter().chain(line.names.clone());
    let about: Vec<String> = about.collect();
    match (about.join(", "), line.what.text()) {
        (about, "") => about,
        (about, text) if about.is_empty() => text.to_owned(),
        (about, text) => format!("{about}: {text}"),
    }
}

fn about(what: &Decision) -> Vec<String> {
    match what {
        Decision::ClarificationAsked { field, .. } => field.iter().map(ToString::to_string).collect(),
        Decision::ConsentGiven(Given {
            scope,
            authority,
            on,
            until,
            ..
        }) => {
            let mut about = vec![scope.to_string(), authority.clone(), format!("from {on}")];
            about.extend(until.map(|until| format!("until {until}")));
            about
        }
        Decision::ConsentWithdrawn { scope, .. } => vec![scope.to_string()],
        Decision::Shared { until, .. } => until.iter().map(|until| format!("until {until}")).collect(),
        Decision::InvitationAnswered { accepts, .. } => {
            vec![if *accepts { "accepts" } else { "declines" }.to_owned()]
        }
        Decision::Submitted { .. }
        | Decision::Acknowledged { .. }
        | Decision::ClarificationAnswered { .. }
        | Decision::Assigned { .. }
        | Decision::Accepted { .. }
        | Decision::Declined { .. }
        | Decision::Referred { .. }
        | Decision::DeliveryStarted { .. }
        | Decision::Completed { .. }
        | Decision::Withdrawn { .. }
        | Decision::Published { .. }
        | Decision::Unpublished { .. }
        | Decision::ThemeProposed { .. }
        | Decision::ThemeApproved { .. }
        | Decision::Invited { .. }
        | Decision::DiscussionClosed { .. }
        | Decision::Office(_)
        | Decision::Fund(_) => Vec::new(),
    }
}
