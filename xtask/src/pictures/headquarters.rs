//! What headquarters and those who work with it have before them in the pictures: requests at every step, a fund, a partner, and a
//! State that consents.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::run_on;
use crate::process;
use crate::run::Demonstration;

/// Where `satchel-hub demo` lists the offices.
const COMMISSION: usize = 1;
const DESK: usize = 2;

/// What the commission asks for: title, theme, context.
const REQUESTS: [(&str, &str, &str); 6] = [
    (
        "Registers of custody for nine police stations",
        "torture",
        "Registers are kept on loose sheets, and seven in ten show no hour of release.",
    ),
    (
        "A forensic doctor for the ombudsman",
        "torture",
        "Complaints of ill-treatment wait four months for an examination.",
    ),
    (
        "Interpreters at the courts of the Upper Wend",
        "access_to_justice",
        "Hearings are put off where nobody speaks the language of the hills.",
    ),
    (
        "Training for labour inspectors",
        "access_to_justice",
        "Eleven inspectors serve four provinces; two of them have been trained.",
    ),
    (
        "A shelter that takes complaints by telephone",
        "gender_equality",
        "The shelter in the capital is a day away from most villages.",
    ),
    (
        "Indicators for the action plan on equality",
        "gender_equality",
        "The plan ends next year, and nothing says what it has reached.",
    ),
];

/// The vaults of those who are shown.
#[derive(Default)]
pub(super) struct Headquarters {
    pub(super) desk: PathBuf,
    pub(super) books: PathBuf,
    pub(super) administers: PathBuf,
    /// A request that was asked about, answered and accepted.
    pub(super) decided: String,
}

impl Headquarters {
    pub(super) fn prepare(demonstration: &Demonstration) -> Result<Self> {
        let member = |name: &str, office: usize, role: &str, called: &str| {
            let vault = demonstration.folder().join(name);
            demonstration.join_office(&vault, office, role, called)?;
            anyhow::Ok(vault)
        };
        let desk = member("desk", DESK, "desk", "Marta Okello")?;
        let books = member("books", DESK, "fund", "Jun Ferreira")?;
        let administers = member("administers", DESK, "admin", "Noor Haddad")?;
        let lead = member("commission", COMMISSION, "lead", "Irja Vanamo")?;
        let agency = Self::partner(demonstration, &administers)?;
        let run = |vault: &Path, arguments: &[&str]| run_on(demonstration, vault, arguments);

        let mut ids = Vec::new();
        for (title, theme, context) in REQUESTS {
            let id = run(&lead, &["new", "request"])?;
            batch(
                demonstration,
                &lead,
                &[
                    format!("set {id} title '{title}'"),
                    format!("set {id} state XTM"),
                    format!("set {id} language en"),
                    format!("set {id} themes[0].theme {theme}"),
                    format!("set {id} context '{context}'"),
                    format!("set {id} period.start 2027-02-01"),
                    format!("set {id} period.end 2027-09-30"),
                    format!("submit {id}"),
                ],
            )?;
            ids.push(id);
        }
        let practice = run(&lead, &["new", "practice"])?;
        batch(
            demonstration,
            &lead,
            &[
                format!("set {practice} title 'Lawyers on call at night'"),
                format!("set {practice} state XTM"),
                format!("set {practice} context 'People were questioned before a lawyer came.'"),
                format!(
                    "set {practice} description 'A lawyer is on call for each police station, and the call is written into the register.'"
                ),
                format!("set {practice} results 'Nine in ten people see a lawyer within two hours.'"),
                format!("set {practice} challenges 'The hills have no lawyer who lives there.'"),
                format!("set {practice} for_general_debate true"),
                format!("submit {practice}"),
            ],
        )?;
        sync(demonstration, &[&lead, &desk])?;

        for id in ids.iter().take(5).chain([&practice]) {
            run(&desk, &["event", id, "acknowledged"])?;
        }
        let decided = ids.first().context("a request")?.clone();
        decide(
            demonstration,
            &desk,
            &decided,
            "clarification_asked",
            r#"{"text": "Which of the nine stations come first?", "field": "context"}"#,
        )?;
        let second = ids.get(1).context("a request")?;
        decide(
            demonstration,
            &desk,
            second,
            "clarification_asked",
            r#"{"text": "Would a doctor from the region do?"}"#,
        )?;
        sync(demonstration, &[&desk, &lead])?;
        decide(
            demonstration,
            &lead,
            &decided,
            "clarification_answered",
            r#"{"text": "The three in the Upper Wend, where most complaints come from."}"#,
        )?;
        for id in [&decided, &practice] {
            run(
                &lead,
                &[
                    "consent",
                    "give",
                    id,
                    "--scope",
                    "council",
                    "--authority",
                    "Ministry of Justice",
                    "--on",
                    "2026-09-01",
                    "--evidence",
                    "Note verbale 112/2026",
                ],
            )?;
        }
        sync(demonstration, &[&lead, &desk])?;
        decide(
            demonstration,
            &desk,
            &decided,
            "accepted",
            r#"{"reason": "It follows three accepted recommendations."}"#,
        )?;
        let fourth = ids.get(3).context("a request")?;
        decide(demonstration, &desk, fourth, "accepted", "{}")?;
        run(&desk, &["event", fourth, "delivery_started"])?;

        for (vault, title, starts) in [
            (&desk, "Mentoring for labour inspectors", "2027-01-15"),
            (&agency, "A course for inspectors of workplaces", "2027-03-01"),
        ] {
            let id = run(vault, &["new", "activity"])?;
            batch(
                demonstration,
                vault,
                &[
                    format!("set {id} title '{title}'"),
                    format!("set {id} state XTM"),
                    format!("set {id} themes[0].theme access_to_justice"),
                    format!("set {id} period.start {starts}"),
                    format!("set {id} period.end 2027-08-31"),
                    format!("event {id} shared"),
                ],
            )?;
        }
        sync(demonstration, &[&desk, &agency, &books, &desk])?;

        for (donor, amount, more) in [
            ("Kingdom of Ardessa", "120000", None),
            ("Brasmoor", "45000", Some("--pledged")),
        ] {
            let mut arguments = vec![
                "fund",
                "contribution",
                "vftc",
                "--donor",
                donor,
                "--amount",
                amount,
                "--on",
                "2026-10-01",
            ];
            arguments.extend(more);
            run(&books, &arguments)?;
        }
        run(&books, &["fund", "allocation", "vftc", &decided, "38000"])?;
        sync(demonstration, &[&books, &administers, &desk])?;
        Ok(Self {
            desk,
            books,
            administers,
            decided,
        })
    }

    /// An agency, added by who administers, and its device.
    fn partner(demonstration: &Demonstration, administers: &Path) -> Result<PathBuf> {
        let run = |arguments: &[&str]| run_on(demonstration, administers, arguments);
        let office = run(&[
            "office",
            "add",
            "Labour Agency (demonstration)",
            "--kind",
            "agency",
            "--states",
            "XTM",
        ])?;
        let code = run(&[
            "office",
            "invite",
            &office,
            "--role",
            "partner",
            "--name",
            "Sol Adeyemi",
        ])?;
        run(&[
            "office",
            "invite",
            &office,
            "--role",
            "partner",
            "--name",
            "Ilse Brandt",
        ])?;
        run(&["sync"])?;
        let vault = demonstration.folder().join("agency");
        demonstration.join_by(&vault, &code)?;
        Ok(vault)
    }
}

fn sync(demonstration: &Demonstration, vaults: &[&PathBuf]) -> Result<()> {
    vaults
        .iter()
        .try_for_each(|vault| run_on(demonstration, vault, &["sync"]).map(drop))
}

fn decide(demonstration: &Demonstration, vault: &Path, id: &str, event: &str, says: &str) -> Result<()> {
    let file = demonstration.folder().join("says.json");
    let _: Value = serde_json::from_str(says).context("what is said is no JSON")?;
    std::fs::write(&file, says)?;
    let from = file.to_str().context("the folder's name is no UTF-8")?;
    run_on(demonstration, vault, &["event", id, event, "--from", from]).map(drop)
}

/// Commands, a line each, on a vault that is opened once.
fn batch(demonstration: &Demonstration, vault: &Path, lines: &[String]) -> Result<()> {
    let file = demonstration.folder().join("batch.txt");
    std::fs::write(&file, lines.join("\n"))?;
    let mut command = demonstration.client_on(vault);
    command.arg("batch");
    process::read_given(command, File::open(&file)?).map(drop)
}
