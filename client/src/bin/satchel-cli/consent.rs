//! What the State consents to, and what the public sees by it.

use clap::{Args, Subcommand};
use satchel_client::{App, AppError};
use satchel_shared::{
    day::Day,
    ids::RecordId,
    ledger::{Decision, Refusal, Scope, consent::Given},
    window::{ConsentView, PublicView},
};
use serde_json::{Map, Value};

use crate::{Failure, print};

#[derive(Debug, Subcommand)]
pub(crate) enum Consent {
    /// Record that the State consents
    Give(Give),
    /// Record that the State consents no longer
    Withdraw {
        id: RecordId,
        /// network, council or public
        #[arg(long)]
        scope: Scope,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Show what the State consents to, what the public sees, and what it would see of the record as it is
    Show {
        id: RecordId,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Give {
    id: RecordId,
    /// network (other offices and agencies), council (reports and discussions) or public (the register)
    #[arg(long)]
    scope: Scope,
    /// Who consents for the State
    #[arg(long, value_name = "TEXT")]
    authority: String,
    /// The day on which it was given, as 2027-03-01
    #[arg(long, value_name = "DAY")]
    on: Day,
    /// The last day on which it holds
    #[arg(long, value_name = "DAY")]
    until: Option<Day>,
    /// By what it is shown: a note verbale, a letter, minutes
    #[arg(long, value_name = "TEXT")]
    evidence: String,
    /// The attached file that is the evidence, by its name or its hash
    #[arg(long, value_name = "NAME")]
    file: Option<String>,
}

pub(crate) fn run(app: &App, command: Consent) -> Result<(), Failure> {
    match command {
        Consent::Give(Give {
            id,
            scope,
            authority,
            on,
            until,
            evidence,
            file,
        }) => {
            let file = file.map(|name| attached(app, id, &name)).transpose()?;
            let latest = app.ledger(id)?.latest;
            let given = Given {
                scope,
                version: latest.ok_or(AppError::from(Refusal::NotSubmitted))?,
                authority,
                on,
                until,
                evidence,
                file,
            };
            print::standing(&app.decide(id, Decision::ConsentGiven(given))?)
        }
        Consent::Withdraw { id, scope, reason } => {
            print::standing(&app.decide(id, Decision::ConsentWithdrawn { scope, reason })?)
        }
        Consent::Show { id, json: true } => print::as_json(&app.public(id)?),
        Consent::Show { id, json: false } => view(&app.public(id)?),
    }
}

/// The hash of an attached file.
fn attached(app: &App, id: RecordId, name: &str) -> Result<String, Failure> {
    let files = app.attachments(id)?;
    let found = files.into_iter().find(|file| file.name == name || file.hash == name);
    found
        .map(|file| file.hash)
        .ok_or_else(|| Failure::other(format!("the record has no file {name}; see attachments")))
}

fn view(view: &PublicView) -> Result<(), Failure> {
    view.consents.iter().try_for_each(consent)?;
    match &view.seen {
        Some(seen) => {
            print::line("The public sees:")?;
            public(seen)
        }
        None if let Some(published) = &view.published => {
            print::line("The public sees nothing, as no consent holds. Of what is published it would see:")?;
            public(published)
        }
        None => print::line("The public sees nothing."),
    }?;
    if view.has_newer || view.published.is_none() {
        print::line("Were the latest published, it would see:")?;
        public(&view.would_be_seen)?;
    }
    if view.edited_since {
        print::line("What was written since is not in it.")?;
    }
    Ok(())
}

fn consent(view: &ConsentView) -> Result<(), Failure> {
    let Given {
        scope,
        version: _,
        authority,
        on,
        until,
        evidence,
        file,
    } = &view.given;
    let until = until.map(|until| format!(" until {until}")).unwrap_or_default();
    let file = if file.is_some() { ", attached" } else { "" };
    let stands = match (view.holds, view.waits) {
        (_, true) => ", waits",
        (false, false) => ", over",
        (true, false) => "",
    };
    let earlier = if view.is_to_earlier {
        ", to an earlier version"
    } else {
        ""
    };
    print::line(&format!(
        "{scope}\t{authority}, {on}{until}\t{evidence}{file}{earlier}{stands}"
    ))
}

fn public(content: &Map<String, Value>) -> Result<(), Failure> {
    let mut lines = Vec::new();
    for (name, value) in content {
        print::outline(name, value, 1, &mut lines);
    }
    print::lines(lines)
}
